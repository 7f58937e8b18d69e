"""Extraction: from placed text to facts, one module a section of the JSON.

While parts are still being built, a missing module leaves its section empty.
"""

from __future__ import annotations

import importlib
from typing import Any

from contract_parse.model.contract import Contract, Source, SourcePage
from contract_parse.model.facts import Amounts, Header
from contract_parse.model.page import Document
from contract_parse.model.structure import Structure


def _call(module: str, name: str, default: Any, *args: Any) -> Any:
    try:
        found = importlib.import_module(f"contract_parse.extract.{module}")
        return getattr(found, name)(*args)
    except (ModuleNotFoundError, AttributeError) as e:
        import os, traceback
        if os.environ.get("CP_DEBUG"):
            traceback.print_exc()
        return default


def extract(document: Document, structure: Structure) -> Contract:
    """All facts of ``structure``."""
    source = Source(
        name=document.name,
        sha256=document.sha256,
        media_type=document.media_type,
        pages=[
            SourcePage(number=p.number, width=p.width, height=p.height, rotation=p.rotation, text_from=p.text_from, confidence=round(p.confidence, 4))
            for p in document.pages
            if document.paged
        ],
    )
    parties = _call("parties", "parties", [], structure)
    line_items, item_totals = _call("items", "line_items", ([], []), structure)
    amounts = _call("amounts", "amounts", Amounts(), structure, line_items, item_totals)
    header = _call("header", "header", Header(), structure, parties)
    header = header.model_copy(update={"copies": _call("copies", "copies", None, structure)})
    payments = _call("payments", "payments", [], structure, amounts)
    total = amounts.total.value if amounts.total else None
    return Contract(
        source=source,
        contract=header,
        parties=parties,
        amounts=amounts,
        clauses=_call("outline", "clauses", [], structure),
        annexes=_call("outline", "annexes", [], structure),
        tables=_call("outline", "tables", [], structure),
        line_items=line_items,
        item_totals=item_totals,
        payments=payments,
        instalment_counts=_call("payments", "instalment_counts", [], structure, payments),
        contingencies=_call("payments", "contingencies", [], structure),
        deadlines=_call("deadlines", "deadlines", [], structure),
        periods=_call("periods", "periods", [], structure),
        percentages=_call("percentages", "percentages", [], structure),
        penalties=_call("penalties", "penalties", [], structure),
        bonds=_call("bonds", "bonds", [], structure, total),
        dispute=_call("dispute", "dispute", None, structure),
        references=_call("references", "references", [], structure),
        blanks=_call("blanks", "blanks", [], structure),
        bad_dates=_call("bad_dates", "bad_dates", [], structure),
    )

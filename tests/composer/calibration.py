"""Facts that were read, each with the confidence it was given and whether it is what the truth says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from tests.composer.score import HEADER_FIELDS, PARTY_FIELDS, value

Json = dict[str, Any]
CELLS = ("name", "model", "quantity", "unit", "unit_price", "amount", "remark")


class Judged(NamedTuple):
    """A fact: what it is, its confidence (the least of its pieces of evidence), and whether it is right."""

    what: str
    confidence: float
    right: bool
    want: Any
    got: Any
    evidence: list[Json]


def judged(gold: Json, out: Json) -> Iterator[Judged]:
    """Every fact of ``out`` that ``gold`` can judge; what was not read is no fact."""
    for field in HEADER_FIELDS:
        yield from _fact(field, gold["contract"].get(field), out["contract"].get(field))
    yield from _fact("total", gold["amounts"]["total"], out["amounts"].get("total"))
    for party in gold["parties"]:
        read = next((p for p in out["parties"] if p["role"] == party["role"]), {})
        for field in PARTY_FIELDS:
            if field in party:
                yield from _fact(f"party.{field}", party[field], read.get(field))
    amounts = [value(c["amount"]) for c in gold["amounts"]["components"]]
    for component in out["amounts"]["components"]:
        got = value(component["amount"])
        yield from _fact("component", got if got in amounts else amounts or None, component["amount"])
    totals = [value(t["value"]) for t in gold["item_totals"]]
    for total in out["item_totals"]:
        yield _one("item_total", total["value"] if value(total["value"]) in totals else totals, total, "value")
    rows = {(value(i["number"]), value(i["name"])): i for i in gold["line_items"]}
    numbers = {value(i["number"]): i for i in gold["line_items"]} if len(rows) == len(gold["line_items"]) else {}
    for item in out["line_items"]:
        want = rows.get((value(item["number"]), value(item["name"]))) or numbers.get(value(item["number"]))
        if want is None:
            continue
        for cell in CELLS:
            if cell in want and item.get(cell) is not None and item["cells"].get(cell):
                seen = {"value": item[cell], "evidence": item["cells"][cell]}
                yield _one(f"item.{cell}", want[cell], seen, "value")


def _fact(what: str, want: Any, got: Json | None) -> Iterator[Judged]:
    if got is not None:
        yield _one(what, want, got, "value")


def _one(what: str, want: Any, got: Json, field: str) -> Judged:
    confidence = min((e["confidence"] for e in got["evidence"]), default=1.0)
    return Judged(what, confidence, value(want) == value(got[field]), value(want), value(got[field]), got["evidence"])

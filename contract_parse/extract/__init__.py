"""Extraction: from placed text to facts, one module a section of the JSON."""

from __future__ import annotations

from contract_parse.data import party_words
from contract_parse.extract.amounts import amounts
from contract_parse.extract.bad_dates import bad_dates
from contract_parse.extract.blanks import blanks
from contract_parse.extract.bonds import bonds
from contract_parse.extract.copies import copies
from contract_parse.extract.deadlines import deadlines
from contract_parse.extract.dispute import dispute
from contract_parse.extract.header import header
from contract_parse.extract.items import line_items
from contract_parse.extract.marks import marks
from contract_parse.extract.outline import annexes, clauses, tables
from contract_parse.extract.parties import parties
from contract_parse.extract.parties.own_words import own_words
from contract_parse.extract.payments import contingencies, instalment_counts, payments
from contract_parse.extract.penalties import penalties
from contract_parse.extract.percentages import percentages
from contract_parse.extract.periods import periods
from contract_parse.extract.references import references
from contract_parse.model.contract import Contract, Source, SourcePage
from contract_parse.model.page import Document
from contract_parse.model.structure import Structure

__all__ = ["extract", "own_words"]


def extract(document: Document, structure: Structure) -> Contract:
    """All facts of a contract; nothing checked yet. Its own words for the parties hold while it is read."""
    with party_words(own_words(structure)):
        return _facts(document, structure)


def _facts(document: Document, structure: Structure) -> Contract:
    who = parties(structure)
    items, totals = line_items(structure)
    price = amounts(structure, items, totals)
    schedule = payments(structure, price)
    return Contract(
        source=_source(document),
        contract=header(structure, who).model_copy(update={"copies": copies(structure)}),
        parties=who,
        amounts=price,
        clauses=clauses(structure),
        annexes=annexes(structure),
        tables=tables(structure),
        line_items=items,
        item_totals=totals,
        payments=schedule,
        instalment_counts=instalment_counts(structure, schedule),
        contingencies=contingencies(structure),
        deadlines=deadlines(structure),
        periods=periods(structure),
        percentages=percentages(structure),
        penalties=penalties(structure),
        bonds=bonds(structure, price.total.value if price.total is not None else None),
        dispute=dispute(structure),
        references=references(structure),
        blanks=blanks(structure),
        bad_dates=bad_dates(structure),
        marks=marks(document, who),
    )


def _source(document: Document) -> Source:
    """Where the facts come from. DOCX and TXT have no pages."""
    return Source(
        name=document.name,
        sha256=document.sha256,
        media_type=document.media_type,
        pages=[
            SourcePage(
                number=p.number, width=round(p.width, 2), height=round(p.height, 2), rotation=p.rotation,
                text_from=p.text_from, confidence=round(p.confidence, 4),
            )
            for p in document.pages
            if document.paged
        ],
    )  # fmt: skip

"""The whole result: one contract with its facts, what was checked and what was found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Literal

from pydantic import Field, PrivateAttr

from contract_parse.model.facts import (
    Amounts,
    AnnexFact,
    BadDate,
    Blank,
    Bond,
    ClauseFact,
    Contingency,
    Deadline,
    Dispute,
    Evidence,
    Header,
    InstalmentCount,
    ItemTotal,
    LineItem,
    MarkFact,
    Model,
    Number,
    Party,
    Payment,
    Penalty,
    Percentage,
    Period,
    Reference,
    TableFact,
    Yuan,
)  # fmt: skip
from contract_parse.model.text import Glyph

SCHEMA_VERSION = "1.0"


class SourcePage(Model):
    number: int
    width: float
    height: float
    rotation: int = 0
    text_from: Literal["text", "ocr"] = "text"
    confidence: float = 1.0


class Source(Model):
    name: str
    sha256: str
    media_type: str
    pages: list[SourcePage] = Field(default_factory=list)


class Check(Model):
    """What became of one rule: ``compared`` counts the comparisons, so that nothing compared never reads as passed.
    ``title`` names the wrong that the rule looks for, ``compares`` what it compares."""

    code: str
    outcome: Literal["passed", "failed", "doubt", "not_applicable"]
    compared: int = 0
    title: str | None = None
    compares: str | None = None


class Mending(Model):
    """A scanned value read otherwise than OCR had it, as the contract's own arithmetic asks: what was ``read``, what was
    ``taken``, ``because`` of which comparisons (codes of rules), where it stands."""

    read: str
    taken: str
    because: list[str]
    evidence: list[Evidence] = Field(default_factory=list)


class Finding(Model):
    """``reconcile``: single changes, in words, each of which would mend the conflict and break nothing else (at most 2)."""

    code: str
    severity: Literal["error", "warning", "info"]
    status: Literal["contradiction", "doubt"] = "contradiction"
    message: str
    expected: str | None = None
    actual: str | None = None
    clauses: list[str] = Field(default_factory=list)
    items: list[str] = Field(default_factory=list)
    evidence: list[Evidence] = Field(default_factory=list)
    reconcile: list[str] = Field(default_factory=list)


class PaymentDay(Model):
    """When an instalment falls due. ``day`` is null where an event of ``counted_from`` has no date; ``event_on`` is the
    last of their dates, ``assumed`` whether one of them was given by the user. ``earliest``: no period is stated, so the
    instalment may be paid from that day on. ``note`` plain_working_days: counted Monday to Friday, holidays unknown."""

    sequence: int
    component: str | None = None
    percent: Number | None = None
    amount: Yuan | None = None
    day: dt.date | None = None
    counted_from: list[Literal["signing", "start", "delivery", "acceptance", "invoice", "end", "warranty_end"]] = Field(
        default_factory=list
    )
    event_on: dt.date | None = None
    assumed: bool = False
    earliest: bool = False
    note: Literal["plain_working_days"] | None = None
    clause: str | None = None
    evidence: list[Evidence] = Field(default_factory=list)


class Contract(Model):
    schema_version: str = SCHEMA_VERSION
    source: Source
    contract: Header = Field(default_factory=Header)
    parties: list[Party] = Field(default_factory=list)
    amounts: Amounts = Field(default_factory=Amounts)
    clauses: list[ClauseFact] = Field(default_factory=list)
    annexes: list[AnnexFact] = Field(default_factory=list)
    tables: list[TableFact] = Field(default_factory=list)
    line_items: list[LineItem] = Field(default_factory=list)
    item_totals: list[ItemTotal] = Field(default_factory=list)
    payments: list[Payment] = Field(default_factory=list)
    payment_calendar: list[PaymentDay] = Field(default_factory=list)
    instalment_counts: list[InstalmentCount] = Field(default_factory=list)
    contingencies: list[Contingency] = Field(default_factory=list)
    deadlines: list[Deadline] = Field(default_factory=list)
    periods: list[Period] = Field(default_factory=list)
    percentages: list[Percentage] = Field(default_factory=list)
    penalties: list[Penalty] = Field(default_factory=list)
    bonds: list[Bond] = Field(default_factory=list)
    dispute: Dispute | None = None
    references: list[Reference] = Field(default_factory=list)
    blanks: list[Blank] = Field(default_factory=list)
    bad_dates: list[BadDate] = Field(default_factory=list)
    marks: list[MarkFact] = Field(default_factory=list)
    mended: list[Mending] = Field(default_factory=list)
    checks: list[Check] = Field(default_factory=list)
    findings: list[Finding] = Field(default_factory=list)
    _chars: tuple[tuple[tuple[str, Glyph], ...], ...] = PrivateAttr(default=())

    @property
    def chars(self) -> tuple[tuple[tuple[str, Glyph], ...], ...]:
        """The characters of its scanned pages, a tuple a page; none for text layers and for stored facts."""
        return self._chars

    def with_chars(self, chars: Iterable[tuple[tuple[str, Glyph], ...]]) -> Contract:
        found = self.model_copy()
        found._chars = tuple(chars)
        return found


__all__ = ["SCHEMA_VERSION", "Check", "Contract", "Finding", "Mending", "Number", "PaymentDay", "Source", "SourcePage"]

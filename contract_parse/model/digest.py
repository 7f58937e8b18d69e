"""A contract in small: what a portfolio shows of it and what the rules across contracts compare.

Records of which there are many (items, payments, deadlines, places) are plain slotted dataclasses, so that the
digests of thousands of contracts fit into memory together; pydantic reads and writes them all the same.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pydantic import Field

from contract_parse.model.contract import Contract, Finding
from contract_parse.model.due_dates import Calendar
from contract_parse.model.evidence import BBox, Evidence, Fact, Model
from contract_parse.model.facts import Deadline, LineItem, Party
from contract_parse.model.party import Role

Rank = Literal["error", "warning", "doubt", "info"]
Verdict = Literal["error", "warning", "doubt", "clean", "unread"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: the first printed line of it, with how surely it was read."""

    text: str
    page: int | None = None
    bbox: BBox | None = None
    line: int | None = None
    clause: str | None = None
    scanned: bool = False
    confidence: float = 1.0

    @classmethod
    def of(cls, evidence: Sequence[Evidence]) -> Place | None:
        """The first piece of ``evidence``; its confidence the lowest of all."""
        if not evidence:
            return None
        e, scanned = evidence[0], any(x.source == "ocr" for x in evidence)
        return cls(e.text, e.page, e.bbox, e.line, e.clause, scanned, min(x.confidence for x in evidence))

    def evidence(self) -> Evidence:
        return Evidence(
            page=self.page,
            bbox=self.bbox,
            line=self.line,
            text=self.text,
            clause=self.clause,
            source="ocr" if self.scanned else "text",
            confidence=self.confidence,
        )


@dataclass(frozen=True, slots=True)
class Stated:
    """A value as one place states it."""

    value: str
    place: Place | None = None

    @property
    def scanned(self) -> bool:
        return self.place is not None and self.place.scanned


@dataclass(frozen=True, slots=True)
class DigestParty:
    role: Role
    name: Stated | None = None
    uscc: Stated | None = None
    phone: Stated | None = None
    email: Stated | None = None
    account: Stated | None = None
    account_name: Stated | None = None


@dataclass(frozen=True, slots=True)
class DigestItem:
    """A priced row; ``model`` is the model or, where there is none, the specification. Yuan."""

    name: str
    number: str | None = None
    brand: str | None = None
    model: str | None = None
    unit: str | None = None
    quantity: Decimal | None = None
    unit_price: Decimal | None = None
    amount: Decimal | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class DigestPayment:
    """An instalment; ``due_on`` where the contract states or settles the day (``computed``)."""

    sequence: int
    amount: Decimal | None = None
    due_on: dt.date | None = None
    computed: bool = False
    trigger: str | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class DigestDeadline:
    """A deadline with its day."""

    what: str
    kind: str
    due_on: dt.date
    obligor: Literal["buyer", "supplier", "both"] | None = None
    computed: bool = False
    place: Place | None = None


class Digest(Model):
    """``counts`` are findings by rank (error, warning, doubt, info), ``codes`` by code; ``messages`` are the gravest."""

    sha256: str
    name: str
    pages: int = 0
    scanned: bool = False
    title: str | None = None
    number: Stated | None = None
    lot: str | None = None
    project: str | None = None
    project_number: str | None = None
    signed_on: dt.date | None = None
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    total: Decimal | None = None
    total_place: Place | None = None
    title_place: Place | None = None
    parties: list[DigestParty] = Field(default_factory=list)
    items: list[DigestItem] = Field(default_factory=list)
    payments: list[DigestPayment] = Field(default_factory=list)
    deadlines: list[DigestDeadline] = Field(default_factory=list)
    verdict: Verdict = "clean"
    counts: dict[Rank, int] = Field(default_factory=dict)
    codes: dict[str, int] = Field(default_factory=dict)
    messages: list[tuple[Rank, str, str]] = Field(default_factory=list)  # rank, code, words

    def party(self, role: Role) -> DigestParty | None:
        """The first party of a role that has a name, else the first of the role."""
        those = [p for p in self.parties if p.role == role]
        return next((p for p in those if p.name), those[0] if those else None)

    @property
    def year(self) -> int | None:
        """The year it was signed in, or else begins in."""
        day = self.signed_on or self.starts_on
        return None if day is None else day.year

    @property
    def label(self) -> str:
        """How a message names it: its number, or its title, or its file."""
        return (self.number.value if self.number else None) or self.title or self.name


_RANKS: tuple[Rank, ...] = ("error", "warning", "doubt", "info")
_MESSAGES = 4


def digest(contract: Contract) -> Digest:
    """The small form of ``contract``."""
    header, calendar = contract.contract, Calendar.of(contract.contract)
    ranks = Counter(rank(f) for f in contract.findings)
    gravest = sorted(contract.findings, key=lambda f: (_RANKS.index(rank(f)), f.code))
    total = contract.amounts.total
    return Digest(
        sha256=contract.source.sha256,
        name=contract.source.name,
        pages=len(contract.source.pages),
        scanned=any(p.text_from == "ocr" for p in contract.source.pages),
        title=_value(header.title),
        number=_stated(header.number),
        lot=_value(header.lot),
        project=_value(header.project_name),
        project_number=_value(header.project_number),
        signed_on=calendar.signed_on,
        starts_on=calendar.starts_on,
        ends_on=calendar.ends_on,
        total=total.value if total else None,
        total_place=Place.of(total.evidence) if total else None,
        title_place=Place.of(header.title.evidence) if header.title else None,
        parties=[_party(p) for p in contract.parties],
        items=[_item(i) for i in contract.line_items if i.name],
        payments=_payments(contract),
        deadlines=_deadlines(contract.deadlines, calendar),
        verdict=_verdict(contract, ranks),
        counts={r: ranks[r] for r in _RANKS if ranks[r]},
        codes=dict(sorted(Counter(f.code for f in contract.findings).items())),
        messages=[(rank(f), f.code, f.message) for f in gravest[:_MESSAGES]],
    )


def rank(finding: Finding) -> Rank:
    """A finding's severity, or ``doubt`` where it may be the reader's own misreading."""
    return "doubt" if finding.status == "doubt" else finding.severity


def _verdict(contract: Contract, ranks: Counter[Rank]) -> Verdict:
    if not (contract.clauses or contract.parties or contract.line_items or contract.amounts.total):
        return "unread"
    gravest: tuple[Literal["error", "warning", "doubt"], ...] = ("error", "warning", "doubt")
    return next((r for r in gravest if ranks[r]), "clean")


def _value(fact: Fact | None) -> str | None:
    return None if fact is None else fact.value


def _stated(fact: Fact | None) -> Stated | None:
    return None if fact is None else Stated(fact.value, Place.of(fact.evidence))


def _party(p: Party) -> DigestParty:
    return DigestParty(
        role=p.role,
        name=_stated(p.name),
        uscc=_stated(p.uscc),
        phone=_stated(p.phone),
        email=_stated(p.email),
        account=_stated(p.bank_account),
        account_name=_stated(p.account_name),
    )


def _item(i: LineItem) -> DigestItem:
    return DigestItem(
        name=i.name or "",
        number=i.number,
        brand=i.brand,
        model=i.model or i.spec,
        unit=i.unit,
        quantity=i.quantity,
        unit_price=i.unit_price,
        amount=i.amount,
        place=Place.of(i.cells.get("unit_price") or i.evidence),
    )


def _payments(contract: Contract) -> list[DigestPayment]:
    """The instalments with the days of the payment calendar, which has a line for each or is empty."""
    days = contract.payment_calendar if len(contract.payment_calendar) == len(contract.payments) else []
    found = []
    for i, p in enumerate(contract.payments):
        day = days[i].day if days else p.due_date
        computed = day is not None and p.due_date is None
        found.append(DigestPayment(p.sequence, p.amount, day, computed, p.trigger, Place.of(p.evidence)))
    return found


# What waits for a request, a failure or a notice falls due on no calendar day; payments stand apart.
_DATED = ("delivery", "service_term", "warranty", "construction", "acceptance", "bond_return", "other")


def _deadlines(deadlines: Sequence[Deadline], calendar: Calendar) -> list[DigestDeadline]:
    found: dict[tuple[str, dt.date], DigestDeadline] = {}
    for d in deadlines:
        day = d.date or (calendar.after(d.anchor, d.duration) if d.kind in _DATED else None)
        if day is None or d.kind == "payment":
            continue
        key = (d.kind if d.kind == "service_term" else d.what, day)
        found.setdefault(key, DigestDeadline(d.what, d.kind, day, d.obligor, d.date is None, Place.of(d.evidence)))
    return list(found.values())

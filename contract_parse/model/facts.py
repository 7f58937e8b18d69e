"""The facts of a contract: what the JSON holds (see docs/json.md), as pydantic models."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from contract_parse.model.evidence import (
    BBox,
    DateFact,
    Duration,
    Evidence,
    Fact,
    Model,
    Money,
    Number,
    NumberFact,
    Unit,
    Yuan,
    YuanFact,
    evidence,
    plain,
    yuan,
)  # fmt: skip
from contract_parse.model.obligations import (
    Bond,
    Contingency,
    Deadline,
    InstalmentCount,
    Payment,
    Penalty,
    Percentage,
    Period,
)
from contract_parse.model.party import PARTY_FIELDS, Party, Role, Signature, Variant

__all__ = [
    "PARTY_FIELDS",
    "Amounts",
    "AnnexFact",
    "BBox",
    "BadDate",
    "Blank",
    "Bond",
    "ClauseFact",
    "Component",
    "Contingency",
    "Copies",
    "DateFact",
    "Deadline",
    "Dispute",
    "Duration",
    "Evidence",
    "Fact",
    "Header",
    "InstalmentCount",
    "ItemTotal",
    "LineItem",
    "MarkFact",
    "Model",
    "Money",
    "Number",
    "NumberFact",
    "Party",
    "Payment",
    "Penalty",
    "Percentage",
    "Period",
    "Rate",
    "Reference",
    "Role",
    "Signature",
    "TableFact",
    "Tax",
    "TaxShare",
    "Unit",
    "Variant",
    "Yuan",
    "YuanFact",
    "evidence",
    "plain",
    "yuan",
]  # fmt: skip


class Copies(Model):
    total: Number | None = None
    buyer: Number | None = None
    supplier: Number | None = None
    other: Number | None = None
    evidence: list[Evidence] = Field(default_factory=list)


class Header(Model):
    title: Fact | None = None
    number: Fact | None = None
    project_name: Fact | None = None
    project_number: Fact | None = None
    lot: Fact | None = None
    signed_on: DateFact | None = None
    signed_at: Fact | None = None
    starts_on: DateFact | None = None
    ends_on: DateFact | None = None
    effective: Fact | None = None
    copies: Copies | None = None


class Rate(Model):
    amount: Yuan
    per: Literal["day", "week", "month", "quarter", "year", "unit"]


class Component(Model):
    """A priced part that the body lists. ``amount`` is what it costs in all, ``rate`` × ``term`` where stated so."""

    name: Fact
    amount: Money
    rate: Rate | None = None
    term: Duration | None = None
    annex: str | None = None
    clause: str | None = None


class TaxShare(Model):
    """One step of an explanation of the tax: ``base`` (tax included) taxed at ``rate`` percent."""

    rate: Number
    base: Yuan
    components: list[str]


class Tax(Model):
    """``mixes``: how many mixes of lawful rates, as simple as ``explained_by``, give the amount: with more than one,
    which rate bears on which part is open. ``searched`` False: too many parts for a match to prove anything."""

    amount: YuanFact | None = None
    rate: NumberFact | None = None
    excluded_total: YuanFact | None = None
    explained_by: list[TaxShare] | None = None
    mixes: int = 0
    searched: bool = True


class Amounts(Model):
    total: Money | None = None
    tax: Tax = Field(default_factory=Tax)
    components: list[Component] = Field(default_factory=list)
    mentions: list[Money] = Field(default_factory=list)


class ClauseFact(Model):
    path: str
    number: str
    title: str | None = None
    text: str = ""
    children: list[ClauseFact] = Field(default_factory=list)
    evidence: list[Evidence] = Field(default_factory=list)


class TableFact(Model):
    annex: str | None = None
    clause: str | None = None
    title: str | None = None
    header: list[str] = Field(default_factory=list)
    rows: list[list[str | None]] = Field(default_factory=list)
    pages: list[int] = Field(default_factory=list)
    evidence: list[Evidence] = Field(default_factory=list)


class AnnexFact(Model):
    label: str
    title: str | None = None
    text: str = ""
    clauses: list[ClauseFact] = Field(default_factory=list)
    tables: list[TableFact] = Field(default_factory=list)
    evidence: list[Evidence] = Field(default_factory=list)


class LineItem(Model):
    """A priced row. Amounts in yuan. ``table`` numbers the priced tables of the document from 1, so that rows
    can be set against the totals of their own table (``ItemTotal.table``); ``row`` is the row's place in it.
    ``tax_rate`` percent and ``discount`` where the table has such columns.
    """

    annex: str | None = None
    clause: str | None = None
    table: int
    row: int
    number: str | None = None
    groups: list[str] = Field(default_factory=list)
    name: str | None = None
    brand: str | None = None
    model: str | None = None
    spec: str | None = None
    origin: str | None = None
    quantity: Number | None = None
    unit: str | None = None
    unit_price: Number | None = None
    amount: Number | None = None
    remark: str | None = None
    tax_rate: Number | None = None
    excluded_amount: Number | None = None
    tax_amount: Number | None = None
    periods: Number | None = None  # a factor of its own column beside the quantity (months, years)
    discount: Number | None = None  # what the price is multiplied by, 0.92 for 92 % and for 九二折
    evidence: list[Evidence] = Field(default_factory=list)
    cells: dict[str, list[Evidence]] = Field(default_factory=dict)  # column → where that cell stands


class ItemTotal(Model):
    """A declared subtotal or total row. ``kind`` total: of all the table's rows; subtotal: of ``group`` or of
    the rows since the last subtotal (``first_row`` … ``last_row``, places in the table, inclusive);
    ``markup`` rows (管理费 2 %, 利润, 税金) add to what stands above them.
    """

    annex: str | None = None
    clause: str | None = None
    table: int
    row: int
    label: str
    value: Yuan
    capital: YuanFact | None = None
    kind: Literal["total", "subtotal", "running"] = "total"
    group: str | None = None
    first_row: int | None = None
    last_row: int | None = None
    evidence: list[Evidence] = Field(default_factory=list)


class Dispute(Model):
    method: Literal["litigation", "arbitration", "both", "unclear"]
    venue: str | None = None
    clause: str | None = None
    evidence: list[Evidence] = Field(default_factory=list)


class Reference(Model):
    """``purpose`` are the words it is cited for (第一条列明的地址 → 地址); ``title`` the title it is cited by."""

    kind: Literal["clause", "annex"]
    target: str
    title: str | None = None
    purpose: str | None = None
    resolved: bool
    clause: str | None = None
    evidence: list[Evidence] = Field(default_factory=list)


class Blank(Model):
    """A field nobody filled in. ``idle`` where it belongs to an alternative that was not chosen."""

    label: str | None = None
    clause: str | None = None
    idle: bool = False
    evidence: list[Evidence] = Field(default_factory=list)


class BadDate(Model):
    """A date that no calendar has."""

    raw: str
    clause: str | None = None
    evidence: list[Evidence] = Field(default_factory=list)


class MarkFact(Model):
    kind: Literal["seal", "signature", "fingerprint"]
    page: int
    bbox: BBox
    party: Role | None = None

"""What the parties owe each other: payments, deadlines and terms, penalties, bonds (part of the JSON's facts)."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from contract_parse.model.evidence import DateFact, Duration, Evidence, Model, Number, Yuan


class Payment(Model):
    component: str | None = None
    sequence: int
    percent: Number | None = None
    amount: Yuan | None = None
    amount_is: Literal["stated", "derived"] | None = None
    remainder: bool = False
    cumulative: Number | None = None  # what the contract says, where it says 支付至 N%
    relative: bool = False  # a share of what a period comes to (当月服务费的 80%), not of the price
    trigger: str | None = None
    due: Duration | None = None
    due_date: dt.date | None = None
    service_year: int | None = None  # 次年, 第二年 …: the year of service this instalment is for
    clause: str | None = None
    evidence: list[Evidence] = Field(default_factory=list)


class InstalmentCount(Model):
    """A statement of how many instalments there are (分三期支付, 共四次付款) beside how many are described."""

    component: str | None = None
    stated: int
    described: int | None = None
    clause: str | None = None
    evidence: list[Evidence] = Field(default_factory=list)


class Contingency(Model):
    """Words that make a payment wait for funds (以财政资金到位为准)."""

    clause: str | None = None
    text: str
    evidence: list[Evidence] = Field(default_factory=list)


class Deadline(Model):
    what: str
    obligor: Literal["buyer", "supplier", "both"] | None = None
    duration: Duration | None = None
    date: dt.date | None = None
    anchor: str | None = None
    relation: Literal["within", "before", "for", "by"] | None = None
    kind: Literal["delivery", "service_term", "warranty", "payment", "acceptance", "response", "notice",
                  "confidentiality", "cure", "bond_return", "construction", "other"] = "other"  # fmt: skip
    clause: str | None = None
    evidence: list[Evidence] = Field(default_factory=list)


class Period(Model):
    """A term stated with its ends: 服务期限 12 个月, 自 2026-04-01 起至 2027-03-31 止. Any part may be missing."""

    what: str
    starts_on: DateFact | None = None
    ends_on: DateFact | None = None
    duration: Duration | None = None
    clause: str | None = None
    evidence: list[Evidence] = Field(default_factory=list)


class Percentage(Model):
    value: Number
    of: str | None = None
    clause: str | None = None
    evidence: list[Evidence] = Field(default_factory=list)


class Penalty(Model):
    by: Literal["buyer", "supplier", "either"]
    rate: Number | None = None
    per: Literal["day", "week", "month", "year", "once"] | None = None
    base: str | None = None
    cap_percent: Number | None = None
    amount: Yuan | None = None
    clause: str | None = None
    evidence: list[Evidence] = Field(default_factory=list)


class Bond(Model):
    kind: Literal["performance", "retention", "deposit", "bid", "other"]
    percent: Number | None = None
    amount: Yuan | None = None
    clause: str | None = None
    evidence: list[Evidence] = Field(default_factory=list)

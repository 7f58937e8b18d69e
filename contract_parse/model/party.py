"""The parties of a contract, as the JSON holds them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from contract_parse.model.evidence import DateFact, Evidence, Fact, Model

PARTY_FIELDS = (
    "name", "address", "phone", "fax", "email", "postal_code", "uscc", "legal_representative", "representative",
    "contact", "account_name", "bank_name", "bank_account",
)  # fmt: skip

Role = Literal["buyer", "supplier", "agent", "other"]


class Variant(Model):
    """Another reading of a party's field, elsewhere in the contract."""

    field: str
    value: str
    evidence: list[Evidence]


class Signature(Model):
    """A party's signature block: whether there is one, whether it has a place for a date, and the date."""

    present: bool
    date_asked: bool = False
    signed_on: DateFact | None = None
    evidence: list[Evidence] = Field(default_factory=list)


class Party(Model):
    role: Role
    labels: list[str] = Field(default_factory=list)
    name: Fact | None = None
    address: Fact | None = None
    phone: Fact | None = None
    fax: Fact | None = None
    email: Fact | None = None
    postal_code: Fact | None = None
    uscc: Fact | None = None
    legal_representative: Fact | None = None
    representative: Fact | None = None
    contact: Fact | None = None
    account_name: Fact | None = None
    bank_name: Fact | None = None
    bank_account: Fact | None = None
    variants: list[Variant] = Field(default_factory=list)
    signature: Signature | None = None

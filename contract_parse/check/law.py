"""Legal figures by date (``data/law.yaml``)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from contract_parse.check.engine import Case
from contract_parse.data import vocabulary
from contract_parse.model.contract import Contract


@dataclass(frozen=True)
class Limit:
    """A figure with its source. ``dated`` is False where the signing date is unknown and the newest figure was taken."""

    value: Decimal
    basis: str
    dated: bool

    @property
    def zh(self) -> str:
        return f"依据：{self.basis}" + ("" if self.dated else "；签订日期不明，按现行规定提示")

    @property
    def en(self) -> str:
        return f"Basis: {self.basis}" + ("" if self.dated else " (signing date unknown: the rule in force today)")


def limit(name: str, case: Case) -> Limit | None:
    """The figure the user has set, or the one in force when the contract was signed; None where none was."""
    own = getattr(case.thresholds, name, None)
    if own is not None:
        return Limit(Decimal(own), "本单位设置的标准", True)
    contract = case.contract
    signed = contract.contract.signed_on
    day = signed.value if signed is not None else None
    latest = None if day is not None else _latest_date(contract)
    for figure in vocabulary("law")[name]:
        first, last = figure["from"] or dt.date.min, figure["to"] or dt.date.max
        if day is None:
            # signed before its last date: a contract to be performed in 2010 is not under the law of 2021
            if latest is None or first <= latest:
                return Limit(Decimal(figure["value"]), figure["basis"], False)
        elif first <= day <= last:
            return Limit(Decimal(figure["value"]), figure["basis"], True)
    return None


def _latest_date(contract: Contract) -> dt.date | None:
    """The latest date that the contract names for its own performance."""
    header = contract.contract
    named = [d.value for d in (header.starts_on, header.ends_on) if d is not None and d.value is not None]
    named += [d.date for d in contract.deadlines if d.date is not None]
    return max(named, default=None)

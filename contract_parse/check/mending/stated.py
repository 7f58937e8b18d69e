"""Where a value of the contract was read, as a term of a tie; the value itself where that was not on a scan."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from contract_parse.check.mending.places import Places
from contract_parse.check.mending.ties import Term
from contract_parse.model.facts import Evidence, LineItem


def amount_of(places: Places, evidence: Sequence[Evidence], value: Decimal) -> Term:
    return places.amount(evidence, value) or value


def cell_of(places: Places, item: LineItem, role: str) -> Term:
    """What a cell says; a cell that says nothing readable is a place without value."""
    value: Decimal | None = getattr(item, role)
    return places.figure(item.cells.get(role, []), value, scale=1) or value

"""Dates that no calendar has: 2 月 30 日, 11 月 31 日."""

from __future__ import annotations

from contract_parse.extract.places import places
from contract_parse.model.facts import BadDate, evidence
from contract_parse.model.structure import Structure
from contract_parse.values.dates import find_dates, find_lost_days


def bad_dates(structure: Structure) -> list[BadDate]:
    """Every date of the body and the annexes that does not exist."""
    out = []
    for place in places(structure):
        s = place.text.view.s
        for m in [*find_dates(s), *find_lost_days(s)]:
            if m.value is None:
                text = place.text.view.cut(m.start, m.end)
                out.append(BadDate(raw=text.s.strip(), clause=place.clause, evidence=evidence(text, place.clause)))
    return out

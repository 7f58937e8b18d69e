"""Dates where a label or a line of their own announces them."""

from __future__ import annotations

from contract_parse.model.facts import DateFact, evidence
from contract_parse.model.text import Text
from contract_parse.values.dates import find_dates


def is_date(text: Text) -> bool:
    """Whether a text is a date and nothing else."""
    s = text.view.s
    days = find_dates(s) if len(s) <= 14 else []
    return bool(days) and (days[0].start, days[0].end) == (0, len(s))


def date_in(value: Text, clause: str | None) -> DateFact | None:
    """The date that ``value`` begins with (a blank line to write on aside)."""
    view = value.view
    found = find_dates(view.s)
    if not found or found[0].start > 3:
        return None
    text = view.cut(found[0].start, found[0].end)
    return DateFact(value=found[0].value, raw=text.s.strip(), evidence=evidence(text, clause))

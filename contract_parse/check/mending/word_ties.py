"""Ties of what is written twice or has a form of its own: codes, names and accounts, dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from contract_parse.check.ledger import Ledger
from contract_parse.check.mending.places import Place, Places
from contract_parse.check.mending.ties import Term, Tie, same
from contract_parse.check.terms import ends
from contract_parse.model.contract import Contract
from contract_parse.model.facts import Evidence, Party
from contract_parse.model.text import fold
from contract_parse.values.identifiers import check_uscc


def _bare(s: str) -> str:
    """A name or a number without what is only there to part it."""
    return re.sub(r"[\s()\-_:,.;\"]", "", fold(s)).upper()


def codes(ledger: Ledger, places: Places) -> Iterator[Tie]:
    """PTY603: a unified social credit code has its check character."""
    for party in ledger.contract.parties:
        said = [(party.uscc.value, party.uscc.evidence)] if party.uscc else []
        said += [(v.value, v.evidence) for v in party.variants if v.field == "uscc"]
        for value, evidence in said:
            place = places.words(evidence, value, _bare)
            if place is not None:
                yield Tie(("PTY603",), (place,), lambda v: check_uscc(v[0]))


def twice_stated(ledger: Ledger, places: Places) -> Iterator[Tie]:
    """PTY601, PTY602, PTY604: what is said of a party in two places, and the name its account is in."""
    for party in ledger.contract.parties:
        for variant in party.variants:
            main = getattr(party, variant.field)
            code = "PTY601" if variant.field == "name" else "PTY602"
            yield same(
                (code,), _words(places, main.evidence, main.value), _words(places, variant.evidence, variant.value),
                text=True,
            )  # fmt: skip
        if _own_account(ledger.contract, party) and party.name and party.account_name:
            yield same(
                ("PTY604",),
                _words(places, party.name.evidence, party.name.value),
                _words(places, party.account_name.evidence, party.account_name.value),
                text=True,
            )


def _own_account(contract: Contract, party: Party) -> bool:
    return party.role == "supplier" and sum(p.role == "supplier" for p in contract.parties) == 1


def _words(places: Places, evidence: Sequence[Evidence], value: str) -> Term:
    place: Place | None = places.words(evidence, value, _bare)
    return place or _bare(value)


def dates(ledger: Ledger, places: Places) -> Iterator[Tie]:
    """DAT404: a date is in the calendar; DAT403: a period's length is that from its start to its end."""
    for bad in ledger.contract.bad_dates:
        place = places.date(bad.evidence, None)
        if place is not None:
            yield Tie(("DAT404",), (place,), lambda v: v[0] is not None)
    for period in ledger.contract.periods:
        start, end, length = period.starts_on, period.ends_on, period.duration
        if start is None or end is None or length is None or start.value is None or end.value is None:
            continue
        terms = [places.date(d.evidence, d.value) or d.value for d in (start, end)]
        if ends(start.value, length):
            yield Tie(
                ("DAT403",), (*terms, length),
                lambda v: v[0] <= v[1] and any(abs((v[1] - day).days) <= 1 for day in ends(v[0], v[2])),
            )  # fmt: skip

"""The parties: who they are, where they sit, how they are paid, whether they signed."""

from __future__ import annotations

from contract_parse.extract.fields import items
from contract_parse.extract.parties.attribution import Reader
from contract_parse.extract.parties.merging import merged
from contract_parse.model.facts import PARTY_FIELDS, Party, Role
from contract_parse.model.structure import Structure


def parties(structure: Structure) -> list[Party]:
    """The parties in the order in which the contract first names them; one entry a party."""
    register = Reader().read(items(structure))
    found = [merged(c) for c in register.candidates]
    named = {p.role for p in found if p.name is not None}
    return [p for p in found if p.name is not None or (p.role in ("buyer", "supplier") and not _is_empty_row(p, named))]


def _is_empty_row(party: Party, named: set[Role]) -> bool:
    """Whether a party is only a form's place for one more of its side, left empty: 乙方2：/."""
    empty = all(getattr(party, f) is None for f in PARTY_FIELDS)
    return empty and party.role in named and party.labels[-1:] != [] and party.labels[-1][-1] in "123456789一二三四"

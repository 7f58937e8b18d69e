"""The parties: who they are, where they sit, how they are paid, whether they signed."""

from __future__ import annotations

from contract_parse.extract.fields import items
from contract_parse.extract.parties.attribution import Reader
from contract_parse.extract.parties.merging import merged
from contract_parse.model.facts import Party
from contract_parse.model.structure import Structure


def parties(structure: Structure) -> list[Party]:
    """The parties in the order in which the contract first names them; one entry a party."""
    register = Reader().read(items(structure))
    found = [merged(c) for c in register.candidates]
    return [p for p in found if p.name is not None or p.role in ("buyer", "supplier")]

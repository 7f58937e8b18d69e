"""What the rules across contracts found: findings whose places stand in several contracts."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from contract_parse.model.evidence import Evidence, Model


class CrossPlace(Model):
    """One contract's share of a finding. ``value`` is what it says; ``part`` tells the rows that conflict from
    those they were compared with; ``evidence`` is None where the contract was judged by what it lacks."""

    sha256: str
    contract: str  # how a reader knows it: its number, title or file
    value: str
    part: Literal["conflict", "comparable"] = "conflict"
    evidence: Evidence | None = None


class CrossFinding(Model):
    code: str
    severity: Literal["error", "warning", "info"]
    status: Literal["contradiction", "doubt"] = "contradiction"
    title: str
    message: str
    places: list[CrossPlace] = Field(default_factory=list)

    @property
    def contracts(self) -> list[str]:
        """The hashes of the contracts in conflict, each once."""
        return list(dict.fromkeys(p.sha256 for p in self.places if p.part == "conflict"))

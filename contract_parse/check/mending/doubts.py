"""Findings that a misreading may explain, told as doubts that name both readings."""

from __future__ import annotations

from collections.abc import Sequence

from contract_parse.check.mending.search import Verdict
from contract_parse.model.contract import Check, Finding


def named(
    checks: Sequence[Check], findings: Sequence[Finding], found: Sequence[Verdict], lang: str
) -> tuple[list[Check], list[Finding]]:
    """The findings that a misreading may explain, as doubts that name what was read and what may stand there.

    A rule all of whose findings are doubts has ended in doubt.
    """
    doubts = [v for v in found if v.solutions]
    told = [_named(f, [v for v in doubts if _about(f, v)], lang) for f in findings]
    failed = {f.code for f in told if f.status == "contradiction"}
    return [
        c.model_copy(update={"outcome": "doubt"}) if c.outcome == "failed" and c.code not in failed else c
        for c in checks
    ], told


def _about(finding: Finding, verdict: Verdict) -> bool:
    """Whether a finding is of one of the ties that the verdict is on."""
    where = {(e.page, e.bbox) for e in finding.evidence}
    return any(
        finding.code in tie.codes and any((e.page, e.bbox) in where for p in tie.places for e in p.shown)
        for tie in verdict.broken
    )


def _named(finding: Finding, about: Sequence[Verdict], lang: str) -> Finding:
    if not about:
        return finding
    said: dict[str, list[str]] = {}
    for verdict in about:
        for solution in verdict.solutions:
            for place, reading in solution.readings.items():
                offered = said.setdefault(place.text, [])
                if reading.text not in offered:
                    offered.append(reading.text)
    if lang == "zh":
        words = "；".join(f"“{read}”也可能是" + "或".join(f"“{t}”" for t in taken) for read, taken in said.items())
        note = f"扫描件可能误读：{words}，请对照原件。"
    else:
        words = "; ".join(f"“{read}” may be " + " or ".join(f"“{t}”" for t in taken) for read, taken in said.items())
        note = f" The scan may be misread: {words}. Compare with the original."
    return finding.model_copy(update={"status": "doubt", "severity": "info", "message": finding.message + note})

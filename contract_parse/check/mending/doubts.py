"""Findings that a misreading may explain, told as doubts that name both readings."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from contract_parse.check.engine import catalogue
from contract_parse.check.mending.search import Verdict
from contract_parse.check.readings import unsure
from contract_parse.model.contract import Check, Finding
from contract_parse.model.settings import Settings

TORN = 20  # times that one of two figures is the other, from which it is a scrap of a figure

# Families in which every number of a comparison is tied; names and dates may be misread in ways no table lists.
_FIGURES = ("AMT", "ITM", "PAY")


def named(
    checks: Sequence[Check], findings: Sequence[Finding], found: Sequence[Verdict], settings: Settings
) -> tuple[list[Check], list[Finding]]:
    """The findings on scanned values as the verdicts have them.

    What a misreading may explain is a doubt that names what was read and what may stand there. What was read surely and
    no near reading explains is the contract's own error. A rule all of whose findings are doubts has ended in doubt.
    """
    told = [_torn(_told(f, [v for v in found if _about(f, v)], settings)) for f in findings]
    failed = {f.code for f in told if f.status == "contradiction"}
    doubted = {f.code for f in told if f.status == "doubt"}
    outcomes = dict.fromkeys(failed, "failed") | dict.fromkeys(doubted - failed, "doubt")
    return [
        c.model_copy(update={"outcome": outcomes[c.code]})
        if c.code in outcomes and c.outcome in ("failed", "doubt")
        else c
        for c in checks
    ], told


def _torn(finding: Finding) -> Finding:
    """A conflict between a figure and a scrap of one (1.60 for 1,124,600.00) as a doubt: no contract is off that far,
    and a figure under a seal or cut in two by a crease is read so surely at times. Powers of ten have a rule of their own.
    """
    scanned = any(e.source == "ocr" for e in finding.evidence)
    if finding.status == "doubt" or not scanned or finding.code[:3] not in _FIGURES or finding.code == "AMT108":
        return finding
    try:
        one, other = (abs(Decimal(s or "")) for s in (finding.expected, finding.actual))
    except InvalidOperation:
        return finding
    if max(one, other) <= TORN * min(one, other):
        return finding
    return finding.model_copy(update={"status": "doubt", "severity": "info"})


def _about(finding: Finding, verdict: Verdict) -> bool:
    """Whether a finding is of one of the ties that the verdict is on: it shows two of its places, or the only one."""
    where = {(e.page, e.bbox) for e in finding.evidence}
    for tie in verdict.broken:
        shown = sum(any((e.page, e.bbox) in where for e in p.shown) for p in tie.places)
        if finding.code in tie.codes and shown >= min(2, len(tie.places)):
            return True
    return False


def _told(finding: Finding, about: Sequence[Verdict], settings: Settings) -> Finding:
    near = [v for v in about if v.solutions]
    if near:
        return _named(finding, near, settings.lang)
    if not about or finding.status == "contradiction" or finding.code[:3] not in _FIGURES or unsure(finding.evidence):
        return finding
    severity = settings.severity(finding.code, catalogue()[finding.code].severity)
    return finding.model_copy(update={"status": "contradiction", "severity": severity})


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

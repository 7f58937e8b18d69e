"""The engine: runs every rule over a contract's facts and keeps what it found apart from what is reported.

A rule is a generator over a :class:`Case`. It yields one outcome a comparison: :class:`Held` where the
facts agree, :class:`Broken` where they do not, nothing where there is nothing to compare. So "passed"
always stands on a count of comparisons, and silence is told from agreement.

Selection (``--select``, ``--ignore``) comes after: all rules of the catalogue have run by then, and
``checks[]`` says how each ended.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING, Literal

from contract_parse.model.contract import Check, Contract, Finding
from contract_parse.model.facts import Evidence
from contract_parse.model.settings import Settings, Thresholds

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from contract_parse.check.ledger import Ledger
    from contract_parse.check.quantities import Change

Severity = Literal["error", "warning", "info"]
CRASHED = "ENG901"


@dataclass(frozen=True, slots=True)
class Held:
    """A comparison in which the facts agree (``count`` of them at once)."""

    count: int = 1


@dataclass(frozen=True, slots=True)
class Broken:
    """A comparison in which they do not. ``zh`` and ``en`` say it to the reviewer, with the figures;
    ``evidence`` shows both sides. ``doubt`` where the reader may have misread a scan: never an error. ``reconcile``:
    single changes each of which would mend the conflict and break nothing else."""

    zh: str
    en: str
    evidence: list[Evidence]
    expected: str | None = None
    actual: str | None = None
    clauses: tuple[str | None, ...] = ()
    items: tuple[str | None, ...] = ()
    doubt: bool = False
    reconcile: tuple[Change, ...] = ()


Outcome = Held | Broken


@dataclass(frozen=True)
class Case:
    """What a rule sees: the facts, what the user has set, and the ledger of quantities and equations drawn from the facts."""

    contract: Contract
    settings: Settings = field(default_factory=Settings)

    @cached_property
    def ledger(self) -> Ledger:
        from contract_parse.check.ledger import ledger

        return ledger(self.contract, self.settings.thresholds)

    @property
    def thresholds(self) -> Thresholds:
        return self.settings.thresholds


RuleFunction = Callable[[Case], Iterator[Outcome]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the catalogue. ``basis`` names source and article of a LAW rule; ``off`` rules run only
    when selected by their full code."""

    code: str
    severity: Severity
    zh: str
    en: str
    run: RuleFunction = field(compare=False)
    basis: str | None = None
    off: bool = False

    @property
    def family(self) -> str:
        return self.code[:3]


_CATALOGUE: dict[str, Rule] = {}


def rule(
    code: str, severity: Severity, zh: str, en: str, *, basis: str | None = None, off: bool = False
) -> Callable[[RuleFunction], RuleFunction]:
    """Enters a function into the catalogue under ``code`` (three capital letters and three digits or more)."""

    def enter(function: RuleFunction) -> RuleFunction:
        if code in _CATALOGUE:
            raise ValueError(f"rule {code} is defined twice")
        _CATALOGUE[code] = Rule(code, severity, zh, en, function, basis, off)
        return function

    return enter


def catalogue() -> dict[str, Rule]:
    """All rules by code, in order; those that other packages offer (entry point ``contract_parse.rules``) too."""
    from importlib.metadata import entry_points

    import contract_parse.check.rules  # noqa: F401  (entering its rules is what importing it does)

    _load_offered(entry_points, tuple(sys.path))
    return dict(sorted(_CATALOGUE.items()))


@cache
def _load_offered(found_by: Callable[..., Iterable[EntryPoint]], _searched: tuple[str, ...]) -> None:
    """Once for each search path: looking through all installed packages takes longer than all the rules of a contract."""
    for point in found_by(group="contract_parse.rules"):
        point.load()


def selected(code: str, select: Collection[str], ignore: Collection[str]) -> bool:
    """Whether a code is reported: by the longest prefix that names it in either list; all where none does.

    >>> selected("AMT101", ["AMT"], []), selected("ITM201", ["AMT"], []), selected("AMT101", [], ["AMT101"])
    (True, False, False)
    >>> selected("AMT101", ["AMT101"], ["AMT"])
    True
    """

    def reach(names: Collection[str]) -> int:
        return max((len(n) for n in names if code.startswith(n.upper())), default=-1)

    wanted, unwanted = reach(select), reach(ignore)
    if wanted < 0 and unwanted < 0:
        return not select
    return wanted > unwanted


def run(rules: Iterable[Rule], case: Case, lang: Literal["zh", "en"] = "zh") -> tuple[list[Check], list[Finding]]:
    """Every rule's outcome and all findings, in the order of the codes. A rule that crashes becomes a finding."""
    from contract_parse.check.explain import compares

    checks: list[Check] = []
    findings: list[Finding] = []
    for each in rules:
        about = {"code": each.code, "title": each.zh if lang == "zh" else each.en, "compares": compares(each, lang)}
        try:
            outcomes = list(each.run(case))
        except Exception as crash:
            checks.append(Check.model_validate({**about, "outcome": "not_applicable"}))
            findings.append(_crashed(each, crash, lang))
            continue
        broken = [o for o in outcomes if isinstance(o, Broken)]
        compared = sum(o.count if isinstance(o, Held) else 1 for o in outcomes)
        checks.append(Check.model_validate({**about, "outcome": _verdict(broken, compared), "compared": compared}))
        findings += [_finding(each, o, lang, case.settings) for o in broken]
    return checks, findings


def _verdict(broken: list[Broken], compared: int) -> Literal["passed", "failed", "doubt", "not_applicable"]:
    if any(not b.doubt for b in broken):
        return "failed"
    if broken:
        return "doubt"
    return "passed" if compared else "not_applicable"


def _finding(each: Rule, broken: Broken, lang: str, settings: Settings) -> Finding:
    unique = dict.fromkeys
    # every place that the evidence shows; what is missing altogether (FRM705) has none
    shown = [e.clause for e in broken.evidence] if any(broken.clauses) else []
    return Finding(
        code=each.code,
        severity="info" if broken.doubt else settings.severity(each.code, each.severity),
        status="doubt" if broken.doubt else "contradiction",
        message=broken.zh if lang == "zh" else broken.en,
        expected=broken.expected,
        actual=broken.actual,
        clauses=list(unique(c for c in (*broken.clauses, *shown) if c)),
        items=list(unique(i for i in broken.items if i)),
        evidence=broken.evidence,
        reconcile=[c.zh if lang == "zh" else c.en for c in broken.reconcile],
    )


def _crashed(each: Rule, crash: Exception, lang: str) -> Finding:
    what = f"{type(crash).__name__}: {crash}"
    return Finding(
        code=CRASHED,
        severity="info",
        status="doubt",
        message=f"规则 {each.code} 未能完成（{what}），请将本文件与此信息报告给开发者。"
        if lang == "zh"
        else f"Rule {each.code} did not finish ({what}); please report this with the file.",
    )

"""The engine of rules across contracts: as the engine of one contract's rules, over a portfolio of digests.

A rule is a generator over a :class:`Portfolio`. It yields ``Held`` for comparisons in which the contracts agree and
:class:`Conflict` where they do not; nothing where there is nothing to compare.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from contract_parse.check.across.figures import Figures
from contract_parse.check.engine import CRASHED, Held, Severity, selected
from contract_parse.model.across import CrossFinding, CrossPlace
from contract_parse.model.contract import Check
from contract_parse.model.digest import Digest, DigestParty, Place

if TYPE_CHECKING:
    from contract_parse.check.across.copies import Copies

Lang = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Contracts that do not agree. ``doubt`` where a misread scan may be why: never more than a note."""

    zh: str
    en: str
    places: Sequence[CrossPlace]
    doubt: bool = False


Outcome = Held | Conflict


@dataclass(frozen=True)
class Portfolio:
    """What a rule sees: the digests by hash, and ``distinct``, in which each contract stands once however many
    files (a scan beside its original) hold it."""

    digests: tuple[Digest, ...]
    figures: Figures

    @classmethod
    def of(cls, digests: Iterable[Digest], figures: Figures | None = None) -> Portfolio:
        once = {d.sha256: d for d in digests}
        return cls(tuple(once[k] for k in sorted(once)), figures or Figures.of())

    @cached_property
    def copies(self) -> Copies:
        from contract_parse.check.across.copies import Copies

        return Copies.among(self.digests)

    @property
    def distinct(self) -> tuple[Digest, ...]:
        return self.copies.distinct

    @cached_property
    def parties(self) -> tuple[tuple[Digest, DigestParty], ...]:
        """Every buyer and supplier of the distinct contracts, once a contract."""
        return tuple((d, p) for d in self.distinct for p in dict.fromkeys(d.parties) if p.role in ("buyer", "supplier"))

    @cached_property
    def buyers(self) -> dict[str, str]:
        """Hash of a contract → the name its buyer is known by, the same for all of a buyer's contracts."""
        from contract_parse.check.across.identity import names_counted

        return names_counted(self.distinct, "buyer")


CrossRuleFunction = Callable[[Portfolio], Iterator[Outcome]]


@dataclass(frozen=True, slots=True)
class CrossRule:
    """A rule across contracts, in the catalogue beside those of one contract."""

    code: str
    severity: Severity
    zh: str
    en: str
    run: CrossRuleFunction = field(compare=False)
    basis: str | None = None
    off: bool = False

    @property
    def family(self) -> str:
        return self.code[:3]


_CATALOGUE: dict[str, CrossRule] = {}


def cross_rule(code: str, severity: Severity, zh: str, en: str) -> Callable[[CrossRuleFunction], CrossRuleFunction]:
    """Enters a function into the catalogue of rules across contracts."""

    def enter(function: CrossRuleFunction) -> CrossRuleFunction:
        if code in _CATALOGUE:
            raise ValueError(f"rule {code} is defined twice")
        _CATALOGUE[code] = CrossRule(code, severity, zh, en, function)
        return function

    return enter


def cross_catalogue() -> dict[str, CrossRule]:
    """All rules across contracts by code, in order."""
    import contract_parse.check.across.rules  # noqa: F401  (entering its rules is what importing it does)

    return dict(sorted(_CATALOGUE.items()))


def across(
    portfolio: Portfolio,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
    lang: Lang = "zh",
    severity: Callable[[str, Severity], Severity] | None = None,
) -> tuple[list[Check], list[CrossFinding]]:
    """How every rule ended on ``portfolio``, and the findings that ``select`` and ``ignore`` let through.

    ``severity`` gives a rule's severity where a county has set its own.
    """
    checks: list[Check] = []
    findings: list[CrossFinding] = []
    for each in cross_catalogue().values():
        title = each.zh if lang == "zh" else each.en
        try:
            outcomes = list(each.run(portfolio))
        except Exception as crash:
            checks.append(Check(code=each.code, outcome="not_applicable", title=title))
            findings.append(_crashed(each, crash, lang))
            continue
        conflicts = [o for o in outcomes if isinstance(o, Conflict)]
        compared = sum(o.count if isinstance(o, Held) else 1 for o in outcomes)
        checks.append(Check(code=each.code, outcome=_outcome(conflicts, compared), compared=compared, title=title))
        if selected(each.code, select, ignore):
            grave = severity(each.code, each.severity) if severity else each.severity
            findings += [_finding(each, c, title, grave, lang) for c in conflicts]
    return checks, findings


def _outcome(conflicts: Sequence[Conflict], compared: int) -> Literal["passed", "failed", "doubt", "not_applicable"]:
    if any(not c.doubt for c in conflicts):
        return "failed"
    if conflicts:
        return "doubt"
    return "passed" if compared else "not_applicable"


def _finding(each: CrossRule, c: Conflict, title: str, severity: Severity, lang: Lang) -> CrossFinding:
    return CrossFinding(
        code=each.code,
        severity="info" if c.doubt else severity,
        status="doubt" if c.doubt else "contradiction",
        title=title,
        message=c.zh if lang == "zh" else c.en,
        places=list(c.places),
    )


def _crashed(each: CrossRule, crash: Exception, lang: Lang) -> CrossFinding:
    what = f"{type(crash).__name__}: {crash}"
    return CrossFinding(
        code=CRASHED,
        severity="info",
        status="doubt",
        title=each.zh if lang == "zh" else each.en,
        message=f"规则 {each.code} 未能完成（{what}），请将此信息报告给开发者。"
        if lang == "zh"
        else f"Rule {each.code} did not finish ({what}); please report this.",
    )


def place(d: Digest, value: str, at: Place | None, part: Literal["conflict", "comparable"] = "conflict") -> CrossPlace:
    """A contract's share of a conflict."""
    return CrossPlace(
        sha256=d.sha256, contract=d.label, value=value, part=part, evidence=None if at is None else at.evidence()
    )

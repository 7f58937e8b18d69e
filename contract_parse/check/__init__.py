"""Checks: facts against themselves and the law. Reads only a Contract, so stored facts can be checked again."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from contract_parse.check.across.engine import CrossRule, cross_catalogue
from contract_parse.check.calendar import payment_calendar
from contract_parse.check.engine import CRASHED, Case, Rule, catalogue, run, selected
from contract_parse.check.explain import explain
from contract_parse.check.mending.doubts import named
from contract_parse.check.mending.mends import improves, judged, mends
from contract_parse.errors import UsageError
from contract_parse.model.contract import Check, Contract, Finding
from contract_parse.model.settings import Settings

__all__ = ["catalogue", "check", "explain", "improves", "known_rules", "mends", "payment_calendar", "require_known"]


def known_rules() -> dict[str, Rule | CrossRule]:
    """All rules by code, those of one contract first, then those across contracts."""
    return {**catalogue(), **cross_catalogue()}


def require_known(names: Collection[str]) -> None:
    """Raises UsageError where a name is neither a code nor the beginning of one."""
    for name in names:
        if not any(code.startswith(name.upper()) for code in known_rules()):
            raise UsageError("没有名为 {name} 的规则或规则族。", "用 contract-parse rules 查看全部规则。", name=name)


def check(
    contract: Contract,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
    lang: Literal["zh", "en"] | None = None,
    settings: Settings | None = None,
) -> tuple[list[Check], list[Finding]]:
    """How every rule ended on ``contract``, and the findings that the settings let through; ``select``, ``ignore`` and
    ``lang`` override the settings. Rules that are switched off (LAW, by ``law = false``) are not in either."""
    chosen = (settings or Settings()).overridden(select=tuple(select), ignore=tuple(ignore), lang=lang)
    require_known([*chosen.select, *chosen.ignore])
    rules = [
        r for r in catalogue().values()
        if (not r.off or r.code in chosen.select) and (chosen.law or r.family != "LAW")
    ]  # fmt: skip
    checks, findings = run(rules, Case(contract, chosen), chosen.lang)
    checks, findings = named(checks, findings, judged(contract), chosen)
    return checks, [f for f in findings if f.code == CRASHED or selected(f.code, chosen.select, chosen.ignore)]

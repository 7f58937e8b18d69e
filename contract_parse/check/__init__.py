"""Checks: facts against themselves and the law. Reads only a Contract, so stored facts can be checked again."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from contract_parse.check.engine import CRASHED, Case, catalogue, run, selected
from contract_parse.check.explain import explain
from contract_parse.errors import UsageError
from contract_parse.model.contract import Check, Contract, Finding

__all__ = ["catalogue", "check", "explain", "require_known"]


def require_known(names: Collection[str]) -> None:
    """Raises UsageError where a name is neither a code nor the beginning of one."""
    for name in names:
        if not any(code.startswith(name.upper()) for code in catalogue()):
            raise UsageError("没有名为 {name} 的规则或规则族。", "用 contract-parse rules 查看全部规则。", name=name)


def check(
    contract: Contract,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
    lang: Literal["zh", "en"] = "zh",
) -> tuple[list[Check], list[Finding]]:
    """How every rule ended on ``contract``, and the findings that ``select`` and ``ignore`` let through."""
    require_known([*select, *ignore])
    rules = [r for r in catalogue().values() if not r.off or r.code in select]
    checks, findings = run(rules, Case(contract), lang)
    return checks, [f for f in findings if f.code == CRASHED or selected(f.code, select, ignore)]

"""What a rule says of itself. The text is the rule function's docstring: three lines in Chinese (比较, 反例,
正例; 依据 for LAW rules) and, after an empty line, three in English (Compares, Fires, Silent)."""

from __future__ import annotations

import inspect
import re

from contract_parse.check.across.engine import CrossRule
from contract_parse.check.engine import Rule

_SEVERITY = {"error": "错误", "warning": "提醒", "info": "提示"}


def halves(rule: Rule | CrossRule) -> tuple[str, str]:
    """The Chinese and the English half of a rule's docstring.

    Raises ValueError where a half is missing: such a rule may not enter the catalogue (a test refuses it).
    """
    zh, _, en = inspect.cleandoc(rule.run.__doc__ or "").partition("\n\n")
    if not zh or not en:
        raise ValueError(f"rule {rule.code} does not say in both languages what it compares")
    return zh, en.strip()


_COMPARES = re.compile(r"\A(?:比较：|Compares:\s*)(.*?)(?=\n(?:反例|Fires)[：:]|\Z)", re.S)


def compares(rule: Rule, lang: str = "zh") -> str | None:
    """What a rule compares, in one line: the first entry of its text, without the full stop."""
    found = _COMPARES.match(_half(rule, lang))
    if found is None:
        return None
    return re.sub(r"\s*\n\s*", "" if lang == "zh" else " ", found[1]).strip().rstrip("。.")


def _half(rule: Rule, lang: str) -> str:
    zh, _, en = inspect.cleandoc(rule.run.__doc__ or "").partition("\n\n")
    return zh if lang == "zh" else en.strip()


def explain(rule: Rule | CrossRule, lang: str = "zh") -> str:
    """Code, severity, title and text of a rule, as ``contract-parse explain`` prints them."""
    zh, en = halves(rule)
    title = (
        f"{rule.code}（{_SEVERITY[rule.severity]}）{rule.zh}"
        if lang == "zh"
        else f"{rule.code} ({rule.severity}) {rule.en}"
    )
    basis = [] if rule.basis is None else [("依据：" if lang == "zh" else "Basis: ") + rule.basis]
    return "\n".join([title, "", zh if lang == "zh" else en, *basis])

"""The numbers that citations of clauses are made of: 第五条第2款第（一）项 as the path 5(1) and paragraph 2."""

from __future__ import annotations

import re

from contract_parse.values.numerals import parse_integer

_DOTTED = r"\d{1,3}(?:\.\d{1,3})*"
# Sources for regular expressions: an outer number, an inner one in brackets or a circle.
NUMBER = rf"(?:{_DOTTED}|[一二三四五六七八九十百零壹贰叁肆伍陆柒捌玖拾]{{1,6}})"
BRACKET = r"(?:\(?(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[a-hA-H])\)|[①-⑳㈠-㈩])"
_UNIT_NUMBER = re.compile(
    rf"(?P<sep>[款项]?(?:[、,和及与或至]|以及|或者))?第?(?:(?P<n>{NUMBER})|(?P<b>{BRACKET}))(?=(?P<w>[款项点目])?)[款项点目]?"
)


def inner_numbers(subs: str) -> list[tuple[str, int | None]]:
    """The 款 and 项 behind 条, one entry each where the last level lists several: (（1）, 2) for 第2款第（一）项."""
    levels: list[list[re.Match[str]]] = []
    for unit in _UNIT_NUMBER.finditer(subs):
        if unit["sep"] and levels:
            levels[-1].append(unit)
        else:
            levels.append([unit])
    said: list[tuple[str, int | None]] = [("", None)]
    for level in levels:
        path, paragraph = said[-1]
        word = next((u["w"] for u in reversed(level) if u["w"]), "项")
        said = []
        for unit in level:
            if unit["n"] and "." in unit["n"]:  # 第一条第1.1款
                said.append((f"/{unit['n']}", paragraph))
                continue
            if word == "款" and unit["n"]:
                said.append((path, parse_integer(unit["n"])))
            else:
                said.append((path + bracketed(unit["b"] or f"{unit['n']})"), paragraph))
    return said


def bracketed(subs: str | None) -> str:
    """Inner numbers in the form of paths: （二）a) → (2)(a), ② as it is."""
    out = ""
    subs = re.sub("[㈠-㈩]", lambda m: f"({ord(m[0]) - 0x321F})", subs or "")
    for m in re.finditer(r"\(?([^()①-⑳]+)\)|([①-⑳])", subs):
        n = None if m[2] else parse_integer(m[1])
        out += m[2] or (f"({m[1].lower() if n is None else n})" if n is not None or m[1].isalpha() else "")
    return out


def outer_number(printed: str) -> str | None:
    if printed[0].isdigit():
        return printed
    n = parse_integer(printed)
    return None if n is None else str(n)

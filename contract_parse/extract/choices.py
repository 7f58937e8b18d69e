"""Alternatives of forms: which were not chosen, so that what they leave open is no gap.

Boxes (□ beside ☑), a number (按下列第 2 种方式), 否 ticked over fields that only 是 would fill.
"""

from __future__ import annotations

import re

from contract_parse.model.structure import Clause
from contract_parse.values.numerals import parse_integer

BOX = re.compile(r"[□☐◯○¨]|(?<![\w])口(?=[\u3400-\u9fff])")
TICKED = re.compile(r"[☑☒√■✓✔▣]|\[[xX√]\]")
_ANY = re.compile(rf"{BOX.pattern}|{TICKED.pattern}")
_NO = re.compile(rf"(?:{TICKED.pattern})\s*(?:否|无|不(?:[^。;,]{{0,6}}$|收取|提交|要求|需|适用|设)|没有)")
_YES = re.compile(rf"(?:{TICKED.pattern})\s*(?:是|有|要求|收取)")
_CHOSEN = re.compile(
    r"(?:下[列述]|以下|如下|选择|选用|采用|采取|按照?|依|通过)(?:述|列)?(?:的)?第?(?P<open>[_(\[]*)"
    r"(?P<n>[一二三四五六七八九十]|\d|[①-⑨]|[A-Da-d])?(?P<close>[)\]_]*)(?:种|项|款)(?:方式|办法|途径|约定|处理)?"
)
_INLINE = re.compile(r"(?<![\d.第])\(?([1-9]|[一二三四五六])(?:\)|[.、])(?!\d)|([①-⑨])")


def _ordinal(s: str) -> int | None:
    if s and "①" <= s[0] <= "⑨":
        return ord(s[0]) - 0x2460 + 1
    if re.fullmatch(r"[A-Da-d]", s):
        return ord(s.lower()) - 96
    return parse_integer(s) if s else None


def unticked(s: str, at: int) -> bool:
    """Whether ``s[at]`` stands behind a box that is not ticked (and before the next box)."""
    last = None
    for m in _ANY.finditer(s, 0, at):
        last = m
    return last is not None and TICKED.fullmatch(last[0]) is None


def declines(s: str) -> bool | None:
    """Whether a line of boxes says no (True) or yes (False); None where it has no such boxes."""
    if _NO.search(s):
        return True
    return False if _YES.search(s) else None


def chosen(s: str) -> tuple[int | None, int] | None:
    """The alternative a sentence chooses and where it says so; its number is None where that is left blank.

    >>> chosen("按下列第2种方式解决:"), chosen("按以下第__种方式"), chosen("由双方协商")
    ((2, 8), (None, 9), None)
    """
    found = None
    for m in _CHOSEN.finditer(s):
        open_ = (m["open"] and m["close"]) or "_" in m["open"]  # 按下列[ ]种方式
        if m["n"] or ((open_ or "第" in m[0]) and ("方式" in m[0] or "种" in m[0])):
            found = (_ordinal(m["n"] or ""), m.end())
    return found


def inline_idle(s: str, at: int) -> bool:
    """Whether ``s[at]`` stands in an alternative of the same paragraph that was not chosen: …第1种方式：(1)… (2)…"""
    choice = chosen(s[:at])
    if choice is None:
        return False
    numbers = [_ordinal(m[1] or m[2]) for m in _INLINE.finditer(s, choice[1], at)]
    return bool(numbers) and numbers[-1] != choice[0]


def idle_children(clause: Clause) -> set[str]:
    """The paths of the alternatives under ``clause`` (and all below them) that it did not choose."""
    if not clause.children:
        return set()
    said = [clause.title.view.s if clause.title else "", *(p.text.view.s for p in clause.paragraphs)]
    choice = next((c for s in said if (c := chosen(s)) is not None), None)
    if choice is None:
        return set()
    out: set[str] = set()
    for k, child in enumerate(clause.children, start=1):
        number = re.findall(r"\d+", child.path)
        mine = int(number[-1]) if number else k
        if "①" <= child.path[-1] <= "⑨":
            mine = ord(child.path[-1]) - 0x2460 + 1
        if mine != choice[0]:
            out |= {c.path for c in child.walk()}
    return out

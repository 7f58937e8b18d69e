"""Automatic numbering of a Word document: what each numbered paragraph prints before its text.

WordprocessingML keeps the numbers out of the text: a paragraph names a list (``numId``) and a level, the list
its formats (``numbering.xml``). ISO/IEC 29500-1, 17.9.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_HAN = "零一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def _counted(n: int, digits: str, ten: str, hundred: str, bare_ten: bool) -> str:
    if n < 10:
        return digits[n]
    if n < 100:
        tens, ones = divmod(n, 10)
        lead = "" if tens == 1 and bare_ten else digits[tens]
        return lead + ten + (digits[ones] if ones else "")
    hundreds, rest = divmod(n, 100)
    tail = "" if not rest else (digits[0] if rest < 10 else "") + _counted(rest, digits, ten, hundred, False)
    return digits[hundreds % 10] + hundred + tail


def format_number(n: int, style: str) -> str:
    """``n`` in a ``numFmt`` of WordprocessingML.

    >>> [format_number(12, s) for s in ("decimal", "chineseCounting", "chineseLegalSimplified", "lowerLetter", "upperRoman")]
    ['12', '十二', '壹拾贰', 'l', 'XII']
    >>> format_number(3, "decimalEnclosedCircleChinese"), format_number(103, "chineseCountingThousand")
    ('③', '一百零三')
    """
    if style in {"none", "bullet"}:
        return ""
    if style.endswith(("Counting", "CountingThousand")):
        return _counted(n, _HAN, "十", "百", True)
    if style in {"chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"}:
        return _counted(n, _LEGAL, "拾", "佰", False)
    if style in {"ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"}:
        return "".join("〇一二三四五六七八九"[int(d)] for d in str(n))
    if style == "ideographTraditional":
        return _STEMS[(n - 1) % 10]
    if style.startswith("decimalEnclosedCircle") and 1 <= n <= 20:
        return chr(0x2460 + n - 1)
    if style == "decimalEnclosedParen" and 1 <= n <= 20:
        return chr(0x2474 + n - 1)
    if style == "decimalEnclosedFullstop" and 1 <= n <= 20:
        return chr(0x2488 + n - 1)
    if style == "decimalZero":
        return f"{n:02d}"
    if style in {"upperLetter", "lowerLetter"}:
        letters = chr(ord("a") + (n - 1) % 26) * ((n - 1) // 26 + 1)
        return letters.upper() if style == "upperLetter" else letters
    if style in {"upperRoman", "lowerRoman"}:
        out = ""
        for value, letters in _ROMAN:
            while n >= value:
                out, n = out + letters, n - value
        return out.upper() if style == "upperRoman" else out
    return str(n)


@dataclass(frozen=True)
class _Level:
    start: int
    style: str
    text: str
    suffix: str
    legal: bool
    restart: int | None  # the level (1-based) whose step restarts this one; 0: never; None: any above


@dataclass
class Numbering:
    """The lists of a document with their running counters. ``prefix`` must be called in document order."""

    levels: dict[int, dict[int, _Level]] = field(default_factory=dict)  # abstract list → level → format
    abstract: dict[int, int] = field(default_factory=dict)  # list → abstract list
    overrides: dict[int, dict[int, _Level]] = field(default_factory=dict)
    starts: dict[int, dict[int, int]] = field(default_factory=dict)
    by_style: dict[str, tuple[int, int]] = field(default_factory=dict)  # paragraph style → (list, level)
    _counts: dict[int, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[int, int]] = field(default_factory=set)

    @classmethod
    def read(cls, root: Any | None) -> Numbering:
        """From the root of ``numbering.xml``; None gives a document without lists."""
        out = cls()
        if root is None:
            return out
        links: dict[int, str] = {}
        linked: dict[str, int] = {}
        styles: dict[int, dict[str, int]] = {}
        for node in root.findall(f"{W}abstractNum"):
            key = int(node.get(f"{W}abstractNumId"))
            out.levels[key] = {int(lvl.get(f"{W}ilvl")): _level(lvl) for lvl in node.findall(f"{W}lvl")}
            styles[key] = {
                s: int(lvl.get(f"{W}ilvl")) for lvl in node.findall(f"{W}lvl") if (s := _value(lvl, "pStyle"))
            }
            if to := _value(node, "numStyleLink"):
                links[key] = to
            if of := _value(node, "styleLink"):
                linked[of] = key
        for key, style in links.items():
            if style in linked:
                out.levels[key] = out.levels[linked[style]]
        for node in root.findall(f"{W}num"):
            num = int(node.get(f"{W}numId"))
            ref = _value(node, "abstractNumId")
            if ref is None:
                continue
            out.abstract[num] = int(ref)
            for style, level in styles.get(int(ref), {}).items():
                out.by_style.setdefault(style, (num, level))
            for over in node.findall(f"{W}lvlOverride"):
                at = int(over.get(f"{W}ilvl"))
                if (start := _value(over, "startOverride")) is not None:
                    out.starts.setdefault(num, {})[at] = int(start)
                if (own := over.find(f"{W}lvl")) is not None:
                    out.overrides.setdefault(num, {})[at] = _level(own)
        return out

    def prefix(self, num: int, level: int) -> str:
        """What the next paragraph of list ``num`` at ``level`` (0-based) prints; steps the counters."""
        key = self.abstract.get(num)
        if key is None or num == 0:
            return ""
        formats = {**self.levels.get(key, {}), **self.overrides.get(num, {})}
        here = formats.get(level)
        if here is None:
            return ""
        counts = self._counts.setdefault(key, {})
        if (num, level) not in self._begun:
            self._begun.add((num, level))
            if level in self.starts.get(num, {}):
                counts[level] = self.starts[num][level] - 1
        counts[level] = counts[level] + 1 if level in counts else here.start
        for deeper in [k for k in counts if k > level]:
            fmt = formats.get(deeper)
            if fmt is None or fmt.restart is None or (fmt.restart and level < fmt.restart):
                del counts[deeper]
        if here.style == "bullet":
            return ""

        def number(m: re.Match[str]) -> str:
            at = int(m[1]) - 1
            fmt = formats.get(at)
            if fmt is None:
                return ""
            n = counts.setdefault(at, fmt.start)
            return format_number(n, "decimal" if here.legal else fmt.style)

        text = re.sub(r"%(\d)", number, here.text)
        return text + here.suffix if text.strip() else ""


def _value(node: Any, tag: str) -> str | None:
    child = node.find(f"{W}{tag}")
    return None if child is None else child.get(f"{W}val")


def _level(node: Any) -> _Level:
    suffix = _value(node, "suff") or "tab"
    restart = _value(node, "lvlRestart")
    legal = node.find(f"{W}isLgl")
    style = _value(node, "numFmt") or "decimal"
    if node.find(f"{W}numFmt") is None and (alternative := node.find(f".//{W}numFmt")) is not None:
        style = alternative.get(f"{W}val") or "decimal"  # newer formats come wrapped, with a fallback
    return _Level(
        int(_value(node, "start") or 1),
        style,
        _value(node, "lvlText") or "",
        "" if suffix == "nothing" else " ",
        legal is not None and legal.get(f"{W}val") not in {"0", "false"},
        None if restart is None else int(restart),
    )

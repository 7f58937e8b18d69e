"""Numbering at the start of a paragraph: 第一条, 一、, （一）, 1., 1.1, (1), 1), ①, a)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from contract_parse.model.text import fold
from contract_parse.values.numerals import parse_integer
from contract_parse.values.references import annex_label, find_annex_mentions, find_clause_mentions, same_annex

__all__ = [
    "Kind", "Marker", "annex_label", "find_annex_mentions", "find_clause_mentions", "parse_marker", "same_annex",
]  # fmt: skip

Kind = Literal[
    "article", "chapter", "section", "roman", "han", "han_paren", "dotted", "arabic", "arabic_paren", "arabic_half",
    "circle", "letter",
]  # fmt: skip

_HAN = "[一二三四五六七八九十百零壹贰貳叁肆伍陆陸柒捌玖拾佰廿卅]{1,6}"
_AFTER = r"[、.。:,\s]*"

_ARTICLE = re.compile(
    rf"第\s*(?P<n>\d{{1,3}}(?:\.\d{{1,3}})*|{_HAN})\s*(?P<word>条|章|节|部分|篇|编|款(?=\s))(?P<sep>{_AFTER})"
)
# Words after 第八条 that go on with a sentence: no heading starts so.
_SENTENCE = re.compile(
    r"规定|约定(?!事)|所[述列约规指]|的|之|[款项]|[及和或与]|[、至到~-]第|第|中[^标介]|外(?![部观包协购聘派])|列明|项下"
)
_CHAPTER_SENTENCE = re.compile(r"(?:《[^》]*》)?(?:的|之|中[^标介]|第|规定|约定|所[述列约规]|[、和及至-]第)")

_HAN_PAREN = re.compile(rf"(?:[(\[]\s*(?P<n>{_HAN})\s*[)\]]|(?P<half>{_HAN})\)){_AFTER}")
_HAN_MARK = re.compile(rf"(?P<n>{_HAN})\s*[、.:,]{_AFTER}")
# 一、二期工程, 三、四级: the numbers of a phrase.
_HAN_PHRASE = re.compile(rf"{_HAN}(?:[、期级类次个层楼等线年月日]|$)")

_DOTTED = re.compile(
    rf"(?:(?P<open>[(\[])\s*)?(?P<n>[1-9]\d?(?:[.·][1-9]\d?(?!\d))+)(?P<close>[)\]])?(?P<sep>{_AFTER})"
)
# What makes a decimal a quantity, white space between or not: 5.1万元, 3.5 倍, 1.5%.
_QUANTITY = re.compile(
    r"[十百千]?[万亿]|元(?!器|素|件)|角(?!色|度)|[%‰℃°]|倍|米|吨|公[里斤顷分]|千[克米瓦]|毫[米升]|平方|立方|㎡|英寸|"
    r"版本?(?![权面式])|折(?![旧扣价算])|小时|分钟|个(?:工作日|月|小时|百分)|[-~至×*/]\s*\d|[xX]\d|:\d"
)
_UNIT_LETTERS = re.compile(r"(?:[KMGT]B?(?:ps)?|[kcnm]?m|[km]?g|m?[lL]|[kMG]?Hz|k?VA?|k?W|m?A|dB)(?![A-Za-z0-9])")
# Words that are a unit only where nothing of a heading follows: 1.5年内, but not 3.1年度计划.
_UNIT_WORD = re.compile(
    r"(?:[年月日天台套份次人页张层级]|条(?!款|件|码|例)|款(?!项|额|式)|项(?!目))"
    r"(?:[^一-龥]|$|[内以后前之的至起规约]|及以)"
)
_ARABIC = re.compile(r"(?P<n>[1-9]\d{0,2})\s*(?P<sep>[、.。:,])(?P<more>[、.。:,]*)(?P<gap>\s*)")
_ARABIC_PAREN = re.compile(rf"[(\[]\s*(?P<n>[1-9]\d{{0,2}})\s*[)\]]{_AFTER}")
_ARABIC_HALF = re.compile(rf"(?P<n>[1-9]\d{{0,2}})\s*\){_AFTER}")
# (60)天: a number that was filled in.
_FILLED_IN = re.compile(
    r"天|日(?!常|志|期|均)|个(?:工作日|月|日历|小时|自然)|工作日|小时|份(?!额)|万?元(?!以[上下内]|[器素件旦])|万(?!元以[上下内])|%|[台套](?!账)|[Xx×*]"
    r"|[年月](?=[^一-龥]|$|[内以后之前起底止的])"  # but （一）月服务费, （1）年度
)
_LETTER = re.compile(
    r"(?:\(\s*(?P<both>[A-Za-z])\s*\)|(?P<half>[A-Za-z])\s*\)"
    rf"|(?P<dot>[A-Za-z])\s*(?:、|\.(?![A-Za-z0-9])|:(?=[一-龥]))){_AFTER}"
)

# Roman numerals typed as letters head what is outermost: II. 费用. A single one may as well be a letter.
_ROMAN = re.compile(rf"(?P<n>I{{1,3}}|I[VX]|VI{{0,3}}|XI{{0,3}})\s*[、.:](?![A-Za-z0-9]){_AFTER}(?=[一-龥])")
_ROMANS = {"I": 1, "V": 5, "X": 10}

# Single characters that number: (first code, how many, value of the first, kind).
_ENCLOSED: tuple[tuple[int, int, int, Kind], ...] = (
    (0x2460, 20, 1, "circle"), (0x3251, 15, 21, "circle"), (0x32B1, 15, 36, "circle"), (0x2776, 10, 1, "circle"),
    (0x2780, 10, 1, "circle"), (0x278A, 10, 1, "circle"), (0x24F5, 10, 1, "circle"), (0x3280, 10, 1, "circle"),
    (0x2474, 20, 1, "arabic_paren"), (0x2488, 20, 1, "arabic"), (0x3220, 10, 1, "han_paren"),
    (0x2160, 12, 1, "roman"), (0x2170, 12, 1, "letter"), (0x249C, 26, 1, "letter"), (0x24D0, 26, 1, "letter"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Marker:
    """A numbering. ``ordinals`` its numbers, ``printed`` as on the page without what separates it from the
    text, ``end`` where the text begins."""

    kind: Kind
    ordinals: tuple[int, ...]
    printed: str
    end: int


def parse_marker(s: str) -> Marker | None:
    """The numbering ``s`` starts with, None where it starts with none (or with a number of running text).

    ``s`` may keep its white space, and should where it can: ``3.1 24小时`` tells more than ``3.124小时``.

    >>> [parse_marker(s).kind for s in ("第一条：定义", "一、总则", "（一）范围", "1.1.1范围", "1、范围")]
    ['article', 'han', 'han_paren', 'dotted', 'arabic']
    >>> [parse_marker(s).kind for s in ("第一章 总则", "第二节", "(1)甲", "1)乙", "①丙", "a)丁")]
    ['chapter', 'section', 'arabic_paren', 'arabic_half', 'circle', 'letter']
    >>> parse_marker("5.1. 1)软件系统")
    Marker(kind='dotted', ordinals=(5, 1), printed='5.1', end=5)
    >>> [parse_marker(s) for s in ("5.1万元", "3.5倍", "2026年3月", "1.5%", "12个月", "1:1", "第八条规定的义务")]
    [None, None, None, None, None, None, None]
    """
    folded = fold(s)
    lead = len(folded) - len(folded.lstrip())
    body = folded[lead:]
    for read in _READERS:
        found = read(body)
        if found is not None:
            printed = "".join(s[lead : lead + found.length].split())
            return Marker(found.kind, found.ordinals, printed, lead + found.end)
    return None


@dataclass(frozen=True, slots=True)
class _Found:
    kind: Kind
    ordinals: tuple[int, ...]
    length: int  # of what is printed as the number
    end: int


def _article(s: str) -> _Found | None:
    m = _ARTICLE.match(s)
    if m is None:
        return None
    article = m["word"] in {"条", "款"}
    if m["word"] == "款" and "." not in m["n"]:  # 第1.1款 作业面积
        return None
    if not m["sep"] and (_SENTENCE if article else _CHAPTER_SENTENCE).match(s, m.end()):
        return None
    if "、" in m["sep"] and re.match(r"第|本", s[m.end() :]):  # 第五条、第六条 in a sentence
        return None
    numbers = [parse_integer(p) for p in m["n"].split(".")]
    ordinals = tuple(n for n in numbers if n is not None)
    if len(ordinals) != len(numbers):
        return None
    kind: Kind = "article" if article else "chapter" if m["word"] == "章" else "section"
    return _Found(kind, ordinals, m.end("word"), m.end())


def _enclosed(s: str) -> _Found | None:
    for first, count, value, kind in _ENCLOSED:
        if s and first <= ord(s[0]) < first + count:
            rest = s[1:].lstrip("、.。:, \t\u3000")
            return _Found(kind, (ord(s[0]) - first + value,), 1, len(s) - len(rest))
    return None


def _dotted(s: str) -> _Found | None:
    m = _DOTTED.match(s)
    if m is None or (m["open"] and not m["close"]):
        return None
    separated, gap = bool(m["sep"].strip()), bool(m["sep"])
    if not separated and _QUANTITY.match(s, m.end()):
        return None
    if not gap and (_UNIT_WORD.match(s, m.end()) or _UNIT_LETTERS.match(s, m.end())):
        return None
    if s[m.end("n") : m.end("n") + 1].isdigit() or (m["sep"] == "." and s[m.end() : m.end() + 1].isdigit()):
        return None
    ordinals = tuple(int(p) for p in re.split("[.·]", m["n"]))
    if m["close"] and not m["open"] and len(ordinals) > 2:  # 5.1.1) is 5.1. with 1) under it
        cut = m.start("n") + max(m["n"].rfind("."), m["n"].rfind("·"))
        return _Found("dotted", ordinals[:-1], cut, cut + 1)
    return _Found("dotted", ordinals, m.end("close") if m["close"] else m.end("n"), m.end())


def _han(s: str) -> _Found | None:
    m = _HAN_PAREN.match(s)
    if m is not None:
        n = parse_integer(m["n"] or m["half"])
        return None if n is None or _FILLED_IN.match(s, m.end()) else _Found("han_paren", (n,), _bare(m), m.end())
    m = _HAN_MARK.match(s)
    n = parse_integer(m["n"]) if m else None
    if m is None or n is None or not 0 < n < 200 or _HAN_PHRASE.match(s, m.end()):
        return None
    return _Found("han", (n,), m.end("n"), m.end())


def _arabic(s: str) -> _Found | None:
    m = _ARABIC_PAREN.match(s)
    if m is not None:
        return None if _FILLED_IN.match(s, m.end()) else _Found("arabic_paren", (int(m["n"]),), _bare(m), m.end())
    m = _ARABIC_HALF.match(s)
    if m is not None:
        return _Found("arabic_half", (int(m["n"]),), _bare(m), m.end())
    m = _ARABIC.match(s)
    if m is None or int(m["n"]) > 199:
        return None
    rest = s[m.end() :]
    if rest[:1].isdigit() and not m["gap"]:
        # 1.2026年… is 1. 2026年…, as no clause is numbered so; 1:1, 1,000 and 3、5年 are numbers.
        if m["sep"] == "、":
            return None if re.match(r"\d+[、和及]|\d+[年月日天]$", rest) else _found_arabic(m)
        return _found_arabic(m) if m["sep"] == "." and re.match(r"(?:19|20)\d\d年", rest) else None
    return _found_arabic(m)


def _found_arabic(m: re.Match[str]) -> _Found:
    return _Found("arabic", (int(m["n"]),), m.end("n"), m.end())


def _roman(s: str) -> _Found | None:
    m = _ROMAN.match(s)
    if m is None:
        return None
    values = [_ROMANS[c] for c in m["n"]]
    n = sum(-v if any(w > v for w in values[i + 1 :]) else v for i, v in enumerate(values))
    return _Found("roman", (n,), m.end("n"), m.end())


def _letter(s: str) -> _Found | None:
    m = _LETTER.match(s)
    if m is None:
        return None
    letter = m["both"] or m["half"] or m["dot"]
    return _Found("letter", (ord(letter.lower()) - ord("a") + 1,), m.end("dot") if m["dot"] else _bare(m), m.end())


def _bare(m: re.Match[str]) -> int:
    """The length of a bracketed number without what separates it from the text."""
    return len(m[0].rstrip("、.。:, \t\n\r\u3000"))


_READERS: tuple[Callable[[str], _Found | None], ...] = (_article, _enclosed, _dotted, _han, _arabic, _roman, _letter)

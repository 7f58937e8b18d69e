"""Numbering at the start of a paragraph: 第一条, 一、, （一）, 1., 1.1, (1), 1), ①, a)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from contract_parse.model.text import fold
from contract_parse.values.numerals import parse_integer
from contract_parse.values.references import annex_label, find_annex_mentions, find_clause_mentions, same_annex

Kind = Literal[
    "article", "chapter", "section", "han", "han_paren", "dotted", "arabic", "arabic_paren", "arabic_half", "circle",
    "letter",
]  # fmt: skip

_HAN = "[一二三四五六七八九十百零两壹贰貳叁肆伍陆陸柒捌玖拾佰廿卅]{1,6}"
_SEP = r"\s*[、.。:,]?\s*"
_ARTICLE = re.compile(rf"第\s*(?P<n>\d{{1,3}}(?:\.\d{{1,3}})*|{_HAN})\s*(?P<word>条|章|节|部分|篇|编)(?P<sep>[、.。:,\s]*)")
_RUNNING = re.compile(r"规定|约定(?!事)|所[述列约规指]|的|之|款|项|及第|和第|或第|与第|至第|到第|、第|中[^标介]|外|列明|项下|[-~]第|第")
_HAN_MARK = re.compile(rf"(?P<n>{_HAN})\s*[、.:,]\s*")
_HAN_PAREN = re.compile(rf"(?:[(\[]\s*(?P<n>{_HAN})\s*[)\]]|(?P<h>{_HAN})\))[、.:,\s]*")
_DOTTED = re.compile(r"\(?(?P<n>[1-9]\d{0,2}(?:[.·][1-9]\d?){1,5})(?P<close>\))?(?![\d])(?P<sep>[、.。:,\s]*)")
_STRONG = re.compile(r"[百千]?[万亿]|元|角|[%‰℃°]|倍|米|吨|公里|㎡|m|k|[GMKT]B?(?![A-Za-z])|版|小时|分钟|个(?:工作日|月|小时)|[-~至×xX*/]\s*\d|[:]\d")
_WEAK = re.compile(r"(?:[年月日天台套件个份次人页张]|条(?!款|件|码|例)|款(?!项|额|式)|项(?!目))(?:[^一-龥]|$|[内以后前之的至起规约])")
_ARABIC = re.compile(r"(?P<n>[1-9]\d{0,2})\s*(?:(?P<sep>[、.。:,])(?P<gap>\s*))")
_ARABIC_PAREN = re.compile(r"[(\[]\s*(?P<n>[1-9]\d{0,2})\s*[)\]][、.:,\s]*")
_ARABIC_HALF = re.compile(r"(?P<n>[1-9]\d{0,2})\)[、.:,\s]*")
_PAREN_UNIT = re.compile(r"天|日(?!常)|个|工作日|年(?!度)|小时|份|元|万|%|台|月")
_LETTER = re.compile(r"(?:\((?P<a>[A-Za-z])\)|(?P<b>[A-Za-z])(?:\)|[、.](?![A-Za-z0-9])|:(?=[一-龥])))[、.\s]*")
_ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"


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

    >>> [parse_marker(s).kind for s in ("第一条：定义", "一、总则", "（一）范围", "1.1.1范围", "1、范围", "(1)甲", "1)乙", "①丙", "a)丁")]
    ['article', 'han', 'han_paren', 'dotted', 'arabic', 'arabic_paren', 'arabic_half', 'circle', 'letter']
    >>> parse_marker("5.1. 1)软件系统")
    Marker(kind='dotted', ordinals=(5, 1), printed='5.1', end=5)
    >>> [parse_marker(s) for s in ("5.1万元", "3.5倍", "2026年3月", "1.5%", "12个月", "1:1", "第八条规定的义务")]
    [None, None, None, None, None, None, None]
    """
    folded = fold(s)
    lead = len(folded) - len(folded.lstrip())
    body = folded[lead:]
    for reader in (_article, _circle, _dotted, _han, _arabic, _letter):
        found = reader(body)
        if found is not None:
            kind, ordinals, length, end = found
            return Marker(kind, ordinals, "".join(s[lead : lead + length].split()), lead + end)
    return None


__all__ = ["Kind", "Marker", "annex_label", "find_annex_mentions", "find_clause_mentions", "parse_marker", "same_annex"]

_Found = tuple[Kind, tuple[int, ...], int, int]


def _article(s: str) -> _Found | None:
    m = _ARTICLE.match(s)
    if m is None or (not m["sep"] and _RUNNING.match(s, m.end())):
        return None
    if m["n"][0].isdigit():
        ordinals = tuple(int(p) for p in m["n"].split("."))
    else:
        n = parse_integer(m["n"])
        if n is None:
            return None
        ordinals = (n,)
    kind: Kind = "article" if m["word"] == "条" else "chapter" if m["word"] == "章" else "section"
    return kind, ordinals, m.end("word"), m.end()


def _circle(s: str) -> _Found | None:
    if not s:
        return None
    code = ord(s[0])
    tail = re.compile(r"[、.:\s]*").match(s, 1)
    end = tail.end() if tail else 1
    for first, count, base, kind in (
        (0x2460, 20, 1, "circle"), (0x3251, 15, 21, "circle"), (0x32B1, 15, 36, "circle"), (0x2776, 10, 1, "circle"),
        (0x2780, 10, 1, "circle"), (0x278A, 10, 1, "circle"), (0x2474, 20, 1, "arabic_paren"), (0x2488, 20, 1, "arabic"),
        (0x3220, 10, 1, "han_paren"), (0x2160, 12, 1, "letter"), (0x2170, 12, 1, "letter"), (0x249C, 26, 1, "letter"),
    ):  # fmt: skip
        if first <= code < first + count:
            return kind, (code - first + base,), 1, end  # type: ignore[return-value]
    return None


def _dotted(s: str) -> _Found | None:
    m = _DOTTED.match(s)
    if m is None or (s[0] == "(") != bool(m["close"]) and s[0] == "(":
        return None
    if not m["sep"].strip() and (_STRONG.match(s, m.end()) or (not m["sep"] and _WEAK.match(s, m.end()))):
        return None
    ordinals = tuple(int(p) for p in re.split(r"[.·]", m["n"]))
    if ordinals[0] > 199:
        return None
    return "dotted", ordinals, m.end("close") if m["close"] else m.end("n"), m.end()


def _han(s: str) -> _Found | None:
    m = _HAN_PAREN.match(s)
    if m is not None:
        n = parse_integer(m["n"] or m["h"])
        return None if n is None else ("han_paren", (n,), len(m[0].rstrip("、.:, \t\u3000")), m.end())
    m = _HAN_MARK.match(s)
    if m is None or re.match(rf"{_HAN}(?:[、期级类次个层楼等线]|$)", s[m.end() :]):
        return None
    n = parse_integer(m["n"])
    return None if n is None else ("han", (n,), m.end("n"), m.end())


def _arabic(s: str) -> _Found | None:
    m = _ARABIC_PAREN.match(s)
    if m is not None:
        if _PAREN_UNIT.match(s, m.end()):
            return None
        return "arabic_paren", (int(m["n"]),), len(m[0].rstrip("、.:, \t\u3000")), m.end()
    m = _ARABIC_HALF.match(s)
    if m is not None:
        return "arabic_half", (int(m["n"]),), m.end("n") + 1, m.end()
    m = _ARABIC.match(s)
    if m is None or int(m["n"]) > 199:
        return None
    rest = s[m.end() :]
    if m["sep"] in ".:," and not m["gap"] and re.match(r"\d", rest) and not (m["sep"] == "." and re.match(r"(?:19|20)\d\d年", rest)):
        return None
    if m["sep"] == "、" and re.match(r"\d+[、和及]", rest):
        return None
    return "arabic", (int(m["n"]),), m.end("n"), m.end()


def _letter(s: str) -> _Found | None:
    m = _LETTER.match(s)
    if m is None:
        return None
    letter = m["a"] or m["b"]
    return "letter", (ord(letter.lower()) - 96,), len(m[0].rstrip("、. \t\u3000")), m.end()

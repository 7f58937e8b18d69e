"""Mentions of annexes and clauses in running text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from contract_parse.model.text import fold
from contract_parse.values.numerals import parse_integer

_WORD = r"(?P<word>附件|附表|附录|附图|附页)"
_NO = r"[一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾]{1,3}|\d{1,3}(?:[-.]\d{1,2})?|[A-Z](?![A-Za-z])"
_LABEL = re.compile(rf"{_WORD}(?:之)?(?:[(\[](?P<b>{_NO})[)\]]|(?P<n>{_NO}))?")


@dataclass(frozen=True, slots=True)
class AnnexMention:
    """``label`` as :func:`annex_label` gives it, ``title`` the words in 《》 it is named by."""

    start: int
    end: int
    label: str
    title: str | None


@dataclass(frozen=True, slots=True)
class ClauseMention:
    """``path`` in the form of clause paths (5.1(2)); ``paragraph`` where 第二款 names an unnumbered paragraph."""

    start: int
    end: int
    path: str
    paragraph: int | None = None


def annex_label(s: str) -> str:
    """The label ``s`` starts with, without brackets and spaces; empty where there is none.

    >>> annex_label("附件 一：服务清单"), annex_label("附件（二）"), annex_label("附件1技术参数"), annex_label("正文")
    ('附件一', '附件二', '附件1', '')
    """
    m = _LABEL.match("".join(fold(s).split()))
    return "" if m is None else m["word"] + (m["b"] or m["n"] or "")


def same_annex(a: str, b: str) -> bool:
    """Whether two labels name one annex: 附件1 and 附件一 do.

    >>> same_annex("附件1", "附件 一"), same_annex("附件1", "附表1"), same_annex("附件", "附件一")
    (True, False, False)
    """
    return _key(a) == _key(b)


def _key(label: str) -> tuple[str, str]:
    m = _LABEL.match("".join(fold(label).split()))
    if m is None:
        return label, ""
    number = m["b"] or m["n"] or ""
    n = parse_integer(number) if number else None
    return m["word"], str(n) if n is not None else number


def find_annex_mentions(s: str) -> list[AnnexMention]:
    """
    >>> [(m.label, m.title) for m in find_annex_mentions("详见附件一：《服务清单》，附件2《报价表》及附件")]
    [('附件一', '服务清单'), ('附件2', '报价表'), ('附件', None)]
    """
    s = fold(s)
    found = []
    for m in _LABEL.finditer(s):
        title = re.compile(r":?《(?P<t>[^《》]+)》").match(s, m.end())
        found.append(AnnexMention(m.start(), title.end() if title else m.end(), m["word"] + (m["b"] or m["n"] or ""), title["t"] if title else None))
    return found


_N = r"(?:\d{1,3}(?:\.\d{1,3})*|[一二三四五六七八九十百零]{1,6})"
_SUB = rf"(?:\((?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}})\))"
_CLAUSE = re.compile(
    rf"(?:第(?P<part>{_N})(?P<pw>节|部分|章))?第(?P<n>{_N})(?P<sub>{_SUB}*)(?P<w>条|款|项)(?:第?(?P<kn>{_N}|{_SUB})款)?(?:第?(?P<xn>{_N}|{_SUB})项)?"
)
_LAW = re.compile(r"(?:》|法|条例|办法|规定|解释)(?:\([^()]{1,20}\))?(?:第[一二三四五六七八九十百零\d]+条(?:第[一二三四五六七八九十\d]+[款项])*[、和及与,])*$")


def find_clause_mentions(s: str) -> list[ClauseMention]:
    """
    >>> [m.path for m in find_clause_mentions("按第五条、本合同第5.1条和第四条第（二）项；《民法典》第五百条除外")]
    ['5', '5.1', '4(2)']
    """
    s = fold(s)
    found = []
    for m in _CLAUSE.finditer(s):
        if m["w"] != "条" and "." not in m["n"]:
            continue
        if _LAW.search(s[: m.start()]):
            continue
        path = _path(m["n"])
        if path is None:
            continue
        for sub in re.findall(r"\(([^)]*)\)", m["sub"] or ""):
            path += f"({parse_integer(sub)})"
        paragraph = parse_integer(m["kn"].strip("()")) if m["kn"] else None
        if m["xn"]:
            path += f"({parse_integer(m['xn'].strip('()'))})"
        if m["part"]:
            path = f"第{m['part']}{m['pw']}/{path}"
        found.append(ClauseMention(m.start(), m.end(), path, paragraph))
    return found


def _path(number: str) -> str | None:
    if number[0].isdigit():
        return number
    n = parse_integer(number)
    return None if n is None else str(n)

"""Mentions of annexes and clauses in running text, and annex labels."""

from __future__ import annotations

import re
from dataclasses import dataclass

from contract_parse.values.cited_numbers import BRACKET, NUMBER, bracketed, inner_numbers, outer_number
from contract_parse.values.folded import Folded, before
from contract_parse.values.numerals import parse_integer

_WORD = r"(?P<word>附件|附表|附录|附图)"
_HAN = "[一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾]{1,3}"
# 附件一式两份, 附件2份 and 附件三个 number nothing.
_NO = (
    rf"(?:{_HAN}(?!{_HAN}|[式并起致切经样维次份个页张套日天年]|部分)"
    r"|\d{1,3}(?:[-.]\d{1,2})?(?![\d份个页张套日天年])|[A-Z](?![A-Za-z0-9])|[甲乙丙丁](?!方))"
)
_LABEL = re.compile(rf"{_WORD}之?(?:[(\[](?P<b>{_HAN}|\d{{1,3}}|[A-Z])[)\]]|(?P<n>{_NO}))?")
_ONE_OF = re.compile(r"之一(?![:《])")  # 作为合同附件之一: one of the annexes, not the first
_MORE = re.compile(rf"[、,和及与](?P<next>{_NO})(?!条)|(?:至|到|~)(?:附件|附表|附录|附图)?(?P<last>{_NO})")
_TITLE = re.compile(r":?(?:《(?P<book>[^《》]{1,40})》|\"(?P<quoted>[^\"]{1,40})\")")
_TITLE_BEFORE = re.compile(r"《(?P<t>[^《》]{1,40})》[(\[](?:详?见|即|作为|列为)?$")

_TENDER = (
    r"(?:招标|投标|采购|磋商|谈判|响应|询价|比选|应答)(?:文件|公告)|(?<!本)(?:框架|补充|战略)(?:协议|合同)|原合同|主合同|"
    r"(?:投标|响应|报价)函"
)
# 招标文件附件2, 投标文件（含其附件一至附件三）: annexes of another paper.
_OF_OTHER = re.compile(
    rf"(?:{_TENDER})(?:\([^()]{{1,30}}\))?(?:第[一二三四五六七八九十\d]{{1,3}}(?:[章节编]|部分))?(?:\(?(?:包括|包含|含)其?|中的?|的|之|所附|及其|其)*$"
)
_AND = re.compile(r"[、,和及与至到~-]|以及|或")


@dataclass(frozen=True, slots=True)
class AnnexMention:
    """``label`` as :func:`annex_label` gives it (a bare 附件 is 附件), ``title`` the words in 《》 it is named by."""

    start: int
    end: int
    label: str
    title: str | None = None


@dataclass(frozen=True, slots=True)
class ClauseMention:
    """A clause referred to.

    ``path`` in the form of clause paths (``5.1(2)``), without ``part``: the named part or annex it lies in
    (第二节, 附件一, 专用条款), None where the words name none; a chapter by itself (第五章) has no ``path``. ``paragraph`` is N of 第N款 after 条 (an unnumbered paragraph,
    or N.M in contracts that number so), ``title`` the words in 《》 or quotes that follow. Not ``sure`` is a mere
    decimal (按4.3处理), which is a clause only where there is one of that number. ``outer`` is the path without the
    half bracket behind it (第五条2)), which may number the words that follow instead.
    """

    start: int
    end: int
    path: str
    part: str | None = None
    paragraph: int | None = None
    title: str | None = None
    sure: bool = True
    outer: str | None = None


def annex_label(s: str) -> str:
    """The label ``s`` starts with, without brackets and spaces; empty where there is none.

    >>> annex_label("附件 一：服务清单"), annex_label("附件（二）"), annex_label("附件1技术参数"), annex_label("正文")
    ('附件一', '附件二', '附件1', '')
    """
    m = _LABEL.match(Folded(s).s)
    return "" if m is None else _label(m)


def same_annex(a: str, b: str) -> bool:
    """Whether two labels name one annex: 附件1 and 附件一 do.

    >>> same_annex("附件1", "附件 一"), same_annex("附件1", "附表1"), same_annex("附件", "附件一")
    (True, False, False)
    """
    return annex_key(a) == annex_key(b)


def annex_key(label: str) -> tuple[str, str]:
    """A label taken apart, its number in Arabic figures: equal for labels that name one annex.

    >>> annex_key("附件（壹）"), annex_key("附件1-2"), annex_key("附件")
    (('附件', '1'), ('附件', '1-2'), ('附件', ''))
    """
    m = _LABEL.match(Folded(label).s)
    if m is None:
        return label, ""
    number = m["b"] or m["n"] or ""
    n = parse_integer(number) if number else None
    return m["word"], number if n is None else str(n)


def find_annex_mentions(s: str) -> list[AnnexMention]:
    """Every mention of an annex, lists and ranges taken apart.

    >>> [(m.label, m.title) for m in find_annex_mentions("详见附件一：《服务清单》，附件2、3及附件")]
    [('附件一', '服务清单'), ('附件2', None), ('附件3', None), ('附件', None)]
    """
    folded = Folded(s)
    s = folded.s
    found: list[AnnexMention] = []
    at, elsewhere = 0, -1
    while (m := _LABEL.search(s, at)) is not None:
        if _ONE_OF.match(s, m.end("word")) or (m["b"] and _next_in_list(s[: m.start()], m["b"])):
            at = m.end("word")
            found.append(AnnexMention(m.start(), at, m["word"]))
            continue
        at = m.end()
        goes_on = elsewhere >= 0 and bool(_AND.fullmatch(s[elsewhere : m.start()]))
        if goes_on or _OF_OTHER.search(before(s, m.start(), 60)):
            while (m["n"] or m["b"]) and (more := _MORE.match(s, at)) is not None:
                at = more.end()
            elsewhere = at
            continue
        title = _TITLE.match(s, at)
        if title:
            at = title.end()
            found.append(AnnexMention(m.start(), at, _label(m), title["book"] or title["quoted"]))
            continue
        earlier = _TITLE_BEFORE.search(before(s, m.start(), 60))
        found.append(AnnexMention(m.start(), at, _label(m), earlier["t"] if earlier else None))
        while (m["n"] or m["b"]) and (more := _MORE.match(s, at)) is not None:
            at = more.end()
            group = "next" if more["next"] else "last"
            numbers = [more[group]] if more["next"] else _between(found[-1].label, more["last"])
            found += [AnnexMention(more.start(group), at, m["word"] + n) for n in numbers]
    return folded.back(found)


def _next_in_list(ahead: str, number: str) -> bool:
    """Whether a bracketed number goes on with a list in mid-sentence: （3）中标通知书（4）投标书及其附件（5）招标文件."""
    earlier = re.findall(rf"\(({_HAN}|\d{{1,3}})\)", ahead)
    last, own = (parse_integer(earlier[-1]) if earlier else None), parse_integer(number)
    return last is not None and own == last + 1


def _label(m: re.Match[str]) -> str:
    return str(m["word"]) + (m["b"] or m["n"] or "")


def _between(label: str, last: str) -> list[str]:
    """The numbers after ``label``'s up to ``last``, in Arabic figures but for the last, which is as printed."""
    first, end = parse_integer(annex_key(label)[1] or "0"), parse_integer(last)
    if first is None or end is None or not 0 <= end - first <= 30:
        return [last]
    return [str(n) for n in range(first + 1, end)] + [last]


_NAMED = r"(?:专用|通用|一般|特殊)(?:合同)?(?:条款|条件)"
_UNITS = rf"第?(?:(?:{BRACKET}|{NUMBER})(?:[款项]?[、,和及与或至]|[款项]?(?:以及|或者))第?)*(?:{NUMBER}|{BRACKET})(?:[款项](?!目|额)|[点目])"
# 第一条（三）, but not the first of 第一条（一）、（二）项. A half bracket may number what comes next: 依第五条2)…
_BEHIND = rf"(?=[(①-⑳㈠-㈩]|\d{{1,2}}\)){BRACKET}(?![款项点目]|[、,和及与或至]第?{BRACKET})"
_CLAUSE = re.compile(
    rf"(?:第(?P<part>{NUMBER})(?P<pw>节|部分|章|编)(?:第|(?=\d+\.))|第\(?)(?P<list>(?:{NUMBER}[、,至到~-]第?)*)"
    rf"(?P<n>{NUMBER})(?P<sub>(?:{BRACKET})*)\)?(?P<w>条|款|项)(?P<own_sub>(?:{_BEHIND})*)(?P<subs>(?:{_UNITS})*)"
    rf"(?P<tail>[之的]?{BRACKET}(?:[、和及与]{BRACKET})+(?![款项点目])|[之的]{BRACKET}(?![款项点目])|(?:{_BEHIND})*)"
    rf"|(?P<in>{_NAMED})(?:中的?|的|之)?第?(?P<own>\d{{1,2}}(?:\.\d{{1,2}})+|\d{{1,2}}(?=[条款项]))(?P<osub>(?:{BRACKET})*)[条款项]?"
    rf"|(?<![\d.第¥])(?P<blist>(?:\d{{1,2}}(?:\.\d{{1,2}})+[条款项]?[、,和及与至到~-])*)(?P<bare>\d{{1,2}}(?:\.\d{{1,2}})+)(?P<bsub>(?:{BRACKET})*)"
    rf"(?:条(?!款|件)|款(?!项|额)|项(?!目))(?P<bsubs>(?:{_UNITS})*)"
)
_PLAIN = re.compile(
    r"(?:[见按照据依]|适用|违反|符合|满足|执行|除|遵照)(?:本合同|本协议|上述|前述)?第?(?P<n>\d{1,2}(?:\.\d{1,2}){1,3})"
    rf"(?P<sub>(?:{BRACKET})*)(?P<more>(?:[、和及与至]\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})*)(?=处理|执行|的?(?:约定|规定|要求)|所[述列]|中|办理|承担|外|[,。;、)至和及]|的[,;)]|$)"
    r"|(?:条款|(?<=[,;。])(?=[\d.]+的(?:期限|费用|款项|金额|义务|情形|条件)))(?P<m>\d{1,2}(?:\.\d{1,2}){1,3})(?![\d.万元%])"
)
# 第五章 by itself, which is a clause where chapters are.
_CHAPTER = re.compile(rf"第(?P<n>{NUMBER})章(?!的?第?{NUMBER}[、,]?[条节款项])")
# 5.1(1) with a bracket of its own, wherever it stands: a clause where there is one of that number.
_DEEP = re.compile(rf"(?<![\d.第¥])(?P<n>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})(?P<sub>(?:{BRACKET})+)")
_AGREED = re.compile(r"的?(?:约定|规定)")  # 按3.2规定的时间: nothing but a clause agrees
_TITLE_AFTER = re.compile(r"(?:《(?P<a>[^《》]{1,30})》|\"(?P<b>[^\"]{1,30})\"|\[(?P<c>[^\[\]]{1,30})\])")

_STATUTE = r"(?:法|法典|条例|办法|规定|解释|细则|准则|规则|规范|标准|通知|意见|决定|令)"
_OTHER_PAPER = rf"{_TENDER}|须知|公告|承诺[书函]|通知书|保函|保险(?:条款|合同)|章程|手册"
_STANDARD = r"[A-Z]{2,5}(?:/[A-Z]{1,3})?\d[\d.:\-]*"  # GB/T 2828.1, NY/T 1699
_CITED = rf"第{NUMBER}(?:条|款|项)(?:第?(?:{NUMBER}|{BRACKET})[款项])*"
_FOREIGN = re.compile(
    rf"(?:(?<!本)《[^《》]*》|^[^《]*》|{_STATUTE}|\d号|{_STANDARD}|{_OTHER_PAPER})(?:\([^()]{{1,30}}\))?[之的中]?(?:第{NUMBER}[编章节部分]+)*"
    rf"(?:{_CITED}(?:的?规定)?(?:[、和及与,]|以及|或者?|至))*$"
)
_HOME = re.compile(r"(?:按照?|依照?|根据|以)(?:上述|以下|下列|前述|本合同)?(?:规定|办法|标准)$")
_TERMS_BEFORE = re.compile(rf"(?P<in>{_NAMED})(?:中的?|的|之)?$")
_ANNEX_BEFORE = re.compile(r"(?P<label>附[件表录图][^《》,。;]{0,4}?)(?:《[^《》]*》)?[的中]?$")


def find_clause_mentions(s: str) -> list[ClauseMention]:
    """Every clause of this contract that ``s`` refers to; articles of laws and of other papers are left out.

    >>> [m.path for m in find_clause_mentions("按第五条、本合同第5.1条和第四条第（二）项")]
    ['5', '5.1', '4(2)']
    >>> find_clause_mentions("《民法典》第五百条、第五百零一条除外")
    []
    >>> [(m.part, m.path) for m in find_clause_mentions("第二节第1.2（6）项")]
    [('第二节', '1.2(6)')]
    """
    folded = Folded(s)
    s = folded.s
    found: list[ClauseMention] = []
    for m in _CLAUSE.finditer(s):
        context = before(s, m.start(), 80)
        if _FOREIGN.search(context) and not _HOME.search(context) and not _ANNEX_BEFORE.search(context):
            continue
        if m["in"]:
            found.append(ClauseMention(m.start(), m.end(), m["own"] + bracketed(m["osub"]), m["in"]))
            continue
        if m["bare"]:
            for each in re.finditer(r"\d{1,2}(?:\.\d{1,2})+", m["blist"]):
                at = m.start("blist") + each.start()
                found.append(ClauseMention(at, at + len(each[0]), each[0]))
            path = m["bare"] + bracketed(m["bsub"])
            for inner, paragraph in inner_numbers(m["bsubs"]):
                whole = inner[1:] if inner.startswith("/") else path + inner
                found.append(ClauseMention(m.start("bare"), m.end(), whole, paragraph=paragraph))
            continue
        # 第二款, 第三项 by themselves point into the clause they stand in.
        if m["w"] != "条" and "." not in m["n"] and not m["part"]:
            continue
        found += _mentions(m, s, context)
    for m in _CHAPTER.finditer(s):
        if (n := outer_number(m["n"])) is not None and not _FOREIGN.search(before(s, m.start(), 80)):
            found.append(ClauseMention(m.start(), m.end(), "", f"第{n}章"))
    taken = [(f.start, f.end) for f in found]
    for m in (*_PLAIN.finditer(s), *_DEEP.finditer(s)):
        kind = "n" if m["n"] else "m"
        at = m.start(kind)
        if any(a <= at < b for a, b in taken) or _FOREIGN.search(before(s, m.start(), 80)):
            continue
        sure = m.re is _PLAIN and bool(_AGREED.match(s, m.end()))
        taken.append((at, m.end()))
        found.append(ClauseMention(at, m.end(), m[kind] + bracketed(m["sub"] if m["n"] else ""), sure=sure))
        if m.re is _PLAIN and m["more"]:
            found += [ClauseMention(at, m.end(), n, sure=sure) for n in re.findall(r"[\d.]+", m["more"])]
    return folded.back(found)


def _mentions(m: re.Match[str], s: str, context: str) -> list[ClauseMention]:
    part = f"第{m['part']}{m['pw']}" if m["part"] else None
    annex, terms = _ANNEX_BEFORE.search(context), _TERMS_BEFORE.search(context)
    if part is None and (annex or terms):
        part = terms["in"] if terms else annex_label(annex["label"]) or None if annex else None
    title = _TITLE_AFTER.match(s, m.end())
    found = []
    for number in re.finditer(NUMBER, m["list"]):
        path = outer_number(number[0])
        if path is not None:
            at = m.start("list") + number.start()
            found.append(ClauseMention(at, at + len(number[0]), path, part))
    path = outer_number(m["n"])
    if path is None:
        return found
    path += bracketed(m["sub"]) + bracketed(m["own_sub"])
    title_words = next((t for t in title.groups() if t), None) if title else None
    half = not m["subs"] and re.search(r"(?<!\()\b\d{1,2}\)$", m["own_sub"] or m["tail"])
    outer = outer_number(m["n"]) if half else None
    tails = re.split("[、和及与]", m["tail"].lstrip("之的"))
    for inner, paragraph in [(i + bracketed(t), p) for i, p in inner_numbers(m["subs"]) for t in tails]:
        at = m.start() if not found else m.start("n")
        whole = inner[1:] if inner.startswith("/") else path + inner
        found.append(ClauseMention(at, m.end(), whole, part, paragraph, title_words, outer=outer))
    return found

"""What the contract and its project are called: numbers, and the project's name by its label or in a recital."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from typing import TypeGuard

from contract_parse.extract.fields import Field, Item, Prose
from contract_parse.extract.labels import field_kinds
from contract_parse.extract.readers import is_blank
from contract_parse.model.facts import Fact
from contract_parse.model.text import Text

_NUMBER = re.compile(r"(?:\[\d{4}\]|\(\d{4}\)|[A-Za-z0-9一-鿿\-_/.()\[\]#&+·*])+")
_DOCUMENT = re.compile(
    r"[(\[]\d{4}[)\]][一-鿿A-Z]{1,10}(?:第)?\d+(?:-\d+)?号|[一-鿿A-Z]{1,10}[(\[]\d{4}[)\]][一-鿿A-Z]{0,6}(?:第)?\d+(?:-\d+)?号"
)
_NO = re.compile(r"\(?(?:N[oO0]|№)[.:]{0,2}(?P<n>[A-Za-z0-9一-鿿\-_/\[\]]*\d{2}[A-Za-z0-9一-鿿\-_/\[\]]*)\)?")
_PROJECT_NUMBER = re.compile(
    r"(?:(?:项目|采购|招标|磋商|谈判)(?:项目|文件)?|(?:招标|采购|磋商|谈判|询价|比选|单一来源|项目|工程)\()编号(?:为|是|:)?[\"“(\[]?(?P<n>[A-Za-z\[\d][A-Za-z0-9\-_/.()\[\]#]{5,40})"
    r"|(?:项目|工程|采购|服务)(?:\([一-鿿]{1,8}\))?\((?P<bare>[A-Z]{2}[A-Za-z0-9\-_/.\[\]]*\d{3}[A-Za-z0-9\-_/.\[\]]*号?)\)"
)
_OF_ANOTHER = re.compile(r"原(?:合同|协议)[^,;。()]{0,20}\(?$")
_HYPHENS = str.maketrans("‐‑", "--")
_PROJECT_END = re.compile(r"[;。\n]|(?<=[一-鿿)]),(?=[一-鿿]{2,10}[:为])")
_RECITAL = [
    # 与项目有关的法律法规，以及某某采购的《采购文件》
    re.compile(
        r"(?:以及|及|根据|依据|按照)[\"「]?(?P<p>(?:(?!以及)[^,;。:\"《》」]){5,60}?(?:\([^()《》]*编号[^()]*\))?)[\"」]?的?《(?:采购|招标|磋商|谈判|询价|比选)文件》"
    ),
    # 乙方中标甲方64排CT采购项目，双方达成如下协议
    re.compile(
        r"(?:乙方|供应商|中标人|卖方|供方)(?:经[^,;。]{2,10})?(?:中标|中选|成交)(?:的|了)?(?P<p>(?:甲方|采购人)[^,;。:\"》」]{4,40}?(?:项目|工程|采购))(?:[,;。(]|$)"
    ),
    re.compile(
        r"(?:甲方|采购人|委托方|委托人|发包人|招标人|买方|需方)(?:就|对|为|将|所需|的)[\"《「]?"
        r"(?P<p>[^,;。:\"》」]{4,60}?(?:项目|工程|采购|服务))[\"》」]?(?:\([^()]*\))?(?:委托|以|经|进行|采用|,|所需|的)"
    ),
    re.compile(
        r"(?:^|[,;。》]|根据|依据|按照|依照)(?:根据|依据|按照)?(?:及|和|以及)?[\"《「]?(?P<p>[^,;。:\"》」]{5,60}?(?:项目|工程|采购)(?:\((?:第?[一二三四五六七八九\d]+[次期包标][^()]*|重新?招标)\))*)[\"》」]?(?:\([^()]*\))*(?:的)?"
        r"(?:[于,]?(?:\d{4}年\d+月\d+日)?(?:已?经|通过)(?:公开招标|邀请招标|竞争性|询价|单一来源|磋商|谈判|比选|招标|政府采购|框架)|(?:公开|邀请|竞争性|单一来源|框架协议)?(?:招标|采购|中标|成交|磋商|谈判|询价|评审|入围|遴选|比选)(?:\([^()]*\))?(?:结果|通知))"
    ),
    re.compile(
        r"就(?:甲方)?[\"《「]?(?P<p>[^,;。:\"》」]{3,50}[省市县区镇乡旗州盟局院校馆][^,;。:\"》」]{3,50}?(?:服务|采购))[\"》」]?"
        r"(?:的)?(?:有关|相关)?(?:事宜|事项)"
    ),
    re.compile(
        r"(?:就|为|关于|承担|承包|实施|对)[\"《「]?(?:甲方(?:委托乙方|向乙方采购|所需|的)?)?(?:采购|实施|承担|承建)?[\"《「]?"
        r"(?P<p>[^,;。:\"》」]{4,80}?(?:项目|工程)(?:\([^()]{1,20}\)(?:-?[^,;。:\"》」的]{2,30}?(?:项目|工程))?)*)[\"》」]?(?:\([^()]*\))*"
        r"(?:的|相关|有关|所需|事宜|事项|达成|,|签订|订立|经|施工|采购|服务|协商|进行)"
    ),
]


# What a sentence puts the project's number behind: 依据某某宣传片制作服务（项目编号：…）采购结果.
_NUMBERED = re.compile(
    r"(?P<p>[^,;。:《》()]{6,60}(?:\([^()]{1,12}\))?)[\"》」]?\((?:政府)?(?:采购|招标|磋商|谈判|询价|比选|响应)?(?:项目|文件|采购)?(?:编号|号)(?:为|是)?:?(?=[A-Za-z0-9\[])"
)
_LEADS = re.compile(
    r"鉴于(?:[甲乙]方)?|根据|依据|依照|按照|参加|通过|关于|以及|及(?=[一-鿿]{6})|(?:甲方|采购人|发包人)将|(?<!成)就(?!业|诊|读|医|餐|地)|对(?=[一-鿿]{6})"
)
_PAPERS = re.compile(
    r"(?:文件|通知书?|合同|协议书?|公告|方案|证书?|许可证?|公司|结果)$|^(?:本|该|此|上述|采购|招标)(?:项目|次|采购)*$"
)


def fields_of(found: Iterable[Item], kind: str) -> list[Field]:
    """The labelled values of one kind, in order."""
    return [i for i in found if isinstance(i, Field) and i.kind == kind]


def told_apart(found: Iterable[Item]) -> list[Item]:
    """``found`` with 编号 in the brackets behind a project's name as what it is: the project's number."""
    out: list[Item] = []
    for item in found:
        last = out[-1] if out else None
        if (
            isinstance(item, Field)
            and isinstance(last, Field)
            and (last.kind, item.kind, item.label.word, last.block) == ("project_name", "number", "编号", item.block)
            and last.value.view.s.endswith("(")
        ):
            item = replace(item, label=replace(item.label, kind="project_number"))
        out.append(item)
    return out


def number(found: list[Item], kind: str) -> Fact | None:
    """The number of the contract or of the project (``kind`` number or project_number), None where none is stated."""
    both = [_numbered(f) for f in fields_of(found, "project_both")] if kind == "project_number" else []
    for item in [*sorted(fields_of(found, kind), key=lambda i: (i.label.word == "编号", i.zone != "preamble")), *both]:
        value = item.value
        if kind == "number" and _OF_ANOTHER.search(item.lead):
            continue  # 原合同（合同编号：…）, which this one adds to
        if is_blank(value) and item.follow is not None and item.tabular is False:
            value = item.follow if re.fullmatch(r"[A-Za-z0-9\-_/.()\[\]]{5,40}", item.follow.view.s) else value
        view = value.view
        lead = len(view.s) - len(view.s.lstrip("_:;,. "))
        m = _NUMBER.match(view.s, lead)
        if m is None or is_blank(value):
            continue
        end = _word_end(value, m.start(), m.end())
        words = view.s[m.start() : end].rstrip("_.-/")
        if not re.search(r"\d", words) or len(words) < 3:
            continue
        words = _closed(words)
        whole = re.fullmatch(r"\[([^\[\]]{4,})\]", words)
        text = view.cut(
            *((m.start() + 1, m.start() + len(words) - 1) if whole else (m.start(), m.start() + len(words)))
        )
        return Fact.of(plain_words(text), text, item.clause)
    return _number_in_prose(found) if kind == "project_number" else _number_alone(found)


def _number_alone(found: list[Item]) -> Fact | None:
    """A document's number that stands on a line of its own under the title: （2025）某法顾字第037号, No.2025-037."""
    for item in found[:12]:
        if isinstance(item, Prose) and item.zone == "preamble" and _DOCUMENT.fullmatch(item.text.view.s):
            return Fact.of(plain_words(item.text), item.text, item.clause)
        if isinstance(item, Prose) and item.zone == "preamble" and (m := _NO.fullmatch(item.text.view.s)) is not None:
            text = item.text.view.cut(*m.span("n"))
            return Fact.of(plain_words(text), text, item.clause)
    return None


def _number_in_prose(found: list[Item]) -> Fact | None:
    """The project's number within a sentence: 根据项目编号QX-2024-07的中标结果."""
    for item in found:
        if isinstance(item, Prose) and (m := next(iter(item.text.view.finditer(_PROJECT_NUMBER)), None)):
            group = "n" if m["n"] else "bare"
            words = _closed(m[group])
            if re.search(r"\d", words):
                text = item.text.view.cut(m.start(group), m.start(group) + len(words))
                return Fact.of(plain_words(text), text, item.clause)
    return None


def _closed(words: str) -> str:
    """A number up to a bracket that closes more than it opens, or up to running text."""
    depth = 0
    for i, c in enumerate(words):
        depth += (c in "([") - (c in ")]")
        if depth < 0 or (c == "的" and i and words[i - 1].isalnum()):
            return words[:i]
    return words


def _word_end(value: Text, start: int, end: int) -> int:
    """A number ends at a gap, unless the gap is a mere space inside it."""
    view = value.view
    for i in range(start + 1, end):
        gap = value.s[view.at[i - 1] + 1 : view.at[i]]
        if "\t" in gap or len(gap) >= 3 or (gap and "一" <= view.s[i] <= "鿿"):
            return i
    return end


def plain_words(text: Text) -> str:
    """The words of ``text`` without white space, with plain hyphens: text layers hold those that part no lines, too."""
    return "".join(text.s.split()).translate(_HYPHENS)


def project_name(found: list[Item]) -> Fact | None:
    """The project the contract is about: as labelled, else as the recital names it."""
    for field in [*fields_of(found, "project_name"), *fields_of(found, "project_both")]:
        value = field.value if not is_blank(field.value) or field.follow is None else field.follow
        if value is field.value and field.follow is not None and _goes_on(value.view.s, field.follow.view.s):
            value = Text.join([value.strip(), field.follow.strip()])
        text = project_words(value)
        if text is not None:
            return Fact.of(plain_words(text), text, field.clause)
    for item, below in pairwise(found):  # 第一条 项目名称, and below it nothing but the name
        if _stands_under(below, item) and (text := project_words(below.text)) is not None:
            return Fact.of(plain_words(text), text, below.clause)
    for item in found:
        if isinstance(item, Prose) and item.zone in ("preamble", "body") and not item.title:
            text = _recital(item.text) or _numbered_in(item.text)
            if text is not None:
                return Fact.of(plain_words(text), text, item.clause)
    return None


def _stands_under(item: Item, heading: Item) -> TypeGuard[Prose]:
    """Whether ``item`` is all that a clause headed 项目名称 says."""
    return (
        isinstance(heading, Prose)
        and heading.title
        and field_kinds().get(heading.text.view.s) == "project_name"
        and isinstance(item, Prose)
        and item.clause == heading.clause
        and len(item.text.view.s) <= 60
        and not re.search(r"[,;。].", item.text.view.s)
    )


def _numbered_in(text: Text) -> Text | None:
    """The project that a sentence names with its number in brackets behind it."""
    view = text.view
    for m in view.finditer(_NUMBERED):
        start = m.start("p")
        if leads := list(_LEADS.finditer(m["p"])):
            start += leads[-1].end()
        end = m.end("p") - (view.s[m.end("p") - 1] == '"')
        start = max(start, view.s.rfind('"', start, end) + 1)  # 经公开招标中标“某某食堂外包项目”（招标编号：…）
        words = view.s[start:end].lstrip("《「")
        start = end - len(words)
        if len(words) >= 6 and not _PAPERS.search(words):
            return view.cut(start, end)
    return None


def _numbered(field: Field) -> Field:
    """项目名称及编号：… as the field of its number: what follows a bracket or a slash."""
    view = field.value.view
    m = re.search(r"(?:[(/;,]|编号:?|:)(?P<n>[A-Za-z0-9一-鿿]{0,6}[A-Za-z0-9\-_\[\]]{5,40})\)?$", view.s)
    return replace(field, value=view.cut(*m.span("n")) if m else Text("", ()))


def _goes_on(name: str, rest: str) -> bool:
    """Whether a line below a project's name is the rest of it: a bracketed part, or what its last words lack."""
    if len(rest) > 50 or re.search(r"[:,。;]|合同|协议|日期|编号|\d{4}年", rest):
        return False
    if rest.startswith("(") or name.count("(") > name.count(")"):
        return True
    ended = re.search(r"(?:项目|工程|采购|服务|\))$", name)
    return len(name) >= 12 and not ended and bool(re.search(r"(?:项目|工程|采购|服务)(?:\([^()]*\))?$", rest))


def project_words(value: Text) -> Text | None:
    """What ``value`` names, without quotes, notes and what follows it; None where it is too short to be a name."""
    view = value.view
    start = len(view.s) - len(view.s.lstrip('_:;,."《「 '))
    stop = _PROJECT_END.search(view.s, start)
    end = stop.start() if stop else len(view.s)
    if gap := re.search(r"\t", value.s.strip()):
        end = min(end, sum(1 for i in view.at if i < gap.start() + len(value.s) - len(value.s.lstrip())) or end)
    while end > start and view.s[end - 1] in '_,;。.、:-"》」(':
        end -= 1
    for m in re.finditer(
        r"[(/;](?=以下|下称|简称|项目编号|采购编号|招标编号|编号|[A-Z]{2,}[A-Za-z0-9\-\[\]]*\d[A-Za-z0-9\-\[\]]*\)?$)",
        view.s[:end],
    ):
        end = m.start()
        break
    return view.cut(start, end) if end - start >= 3 else None


def _recital(text: Text) -> Text | None:
    view = text.view
    if not re.search(r"项目|工程|采购", view.s) or not re.search(r"签[订署]|订立|达成|协商|协议", view.s):
        return None
    for pattern in reversed(_RECITAL):
        for m in view.finditer(pattern):
            words = m["p"]
            begin = max((lead.end() for lead in re.finditer(r"根据|依据|依照|按照", words)), default=0)
            words = words[begin:]
            if re.match(r"本|该|中标|成交|上述|下列|此|有关|相关|政府采购|以下", words) or re.search(
                r"《|政府采购法|双方", words
            ):
                continue
            cut = re.match(
                r"(?:鉴于)?(?:甲方|乙方|需方|采购人|买方|委托方|发包人)?(?:的(?=[一-鿿]{6}))?(?:委托乙方|向乙方采购|采购|实施|承担|提供|进行)?",
                words,
            )
            start = m.start("p") + begin + (cut.end() if cut else 0)
            end = m.end("p")
            if note := re.search(
                r"\((?:以下|下称|简称|项目编号|编号|招标编号|采购编号|[A-Z]{2}[A-Z0-9\-]*\d{3})[^()]*\)$",
                view.s[start:end],
            ):
                end = start + note.start()
            if end - start >= 5:
                return view.cut(start, end)
    return None

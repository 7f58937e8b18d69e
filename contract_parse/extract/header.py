"""What stands at the head of a contract: title, numbers, project, and when it was signed, begins and ends."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from contract_parse.extract.fields import Field, Item, Prose, items
from contract_parse.extract.periods import periods_in, term_ends
from contract_parse.extract.readers import is_blank
from contract_parse.extract.stated_dates import date_in
from contract_parse.extract.titles import title
from contract_parse.model.facts import DateFact, Fact, Header, Party, evidence
from contract_parse.model.structure import Structure
from contract_parse.model.text import Text
from contract_parse.values.dates import find_dates

_NUMBER = re.compile(r"(?:\[\d{4}\]|\(\d{4}\)|[A-Za-z0-9一-鿿\-_/.()\[\]#&+·*])+")
_PROJECT_END = re.compile(r"[;。\n]|(?<=[一-鿿)]),(?=[一-鿿]{2,10}[:为])")
_RECITAL = [
    re.compile(
        r"(?:甲方|采购人|委托方|委托人|发包人|招标人|买方|需方)(?:就|对|为|将|所需|的)[\"《「]?"
        r"(?P<p>[^,;。:\"》」]{4,60}?(?:项目|工程|采购|服务))[\"》」]?(?:\([^()]*\))?(?:委托|以|经|进行|采用|,|所需|的)"
    ),
    re.compile(
        r"(?:^|[,;。])(?:根据|依据|按照)?[\"《「]?(?P<p>[^,;。:\"》」]{5,60}?(?:项目|工程|采购))[\"》」]?(?:\([^()]*\))?(?:的)?"
        r"(?:[于,]?(?:\d{4}年\d+月\d+日)?(?:已?经|通过)(?:公开招标|邀请招标|竞争性|询价|单一来源|磋商|谈判|比选|招标|政府采购|框架)|(?:招标|采购|中标|成交|磋商|谈判|询价|评审)(?:\([^()]*\))?结果)"
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
_SIGNED_IN = re.compile(
    r"(?:本合同|本协议|合同)(?:由[^,;。]{2,60})?(?:于|在)(?P<date>[^,;。]{6,20}?日?)(?:,)?(?:在|于)(?P<place>[^,;。]{2,20}?)(?:签订|订立|签署)"
)
_SIGNED_AT = re.compile(r"(?:本合同|本协议|合同)(?:在|于)(?P<place>[^,;。\d]{2,24}?)(?:签订|订立|签署)(?:[。;,]|$)")
_SIGNED_ON = re.compile(r"(?:于|在)(?P<date>[^,;。于在]{8,14}?)(?:,)?(?:由[^,;。]{2,40})?(?:签订|订立|签署)")


def header(structure: Structure, parties: list[Party]) -> Header:
    """The facts of the contract as a whole; ``copies`` is left to its own module."""
    found = items(structure)
    body = [i for i in found if i.zone != "annex"]
    starts, ends = _term(body)
    return Header(
        title=title(structure),
        number=_number(body, "number"),
        project_name=_project_name(body),
        project_number=_number(body, "project_number"),
        lot=_lot(body),
        signed_on=_signed_on(body, parties),
        signed_at=_signed_at(body),
        starts_on=starts,
        ends_on=ends,
        effective=_effective(body),
    )


def _fields(found: Iterable[Item], kind: str) -> list[Field]:
    return [i for i in found if isinstance(i, Field) and i.kind == kind]


def _number(found: list[Item], kind: str) -> Fact | None:
    both = [_numbered(f) for f in _fields(found, "project_both")] if kind == "project_number" else []
    for item in [*sorted(_fields(found, kind), key=lambda i: (i.label.word == "编号", i.zone != "preamble")), *both]:
        value = item.value
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
        text = view.cut(m.start(), m.start() + len(words))
        return Fact.of(_plain(text), text, item.clause)
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


def _plain(text: Text) -> str:
    return "".join(text.s.split())


def _project_name(found: list[Item]) -> Fact | None:
    for field in [*_fields(found, "project_name"), *_fields(found, "project_both")]:
        value = field.value if not is_blank(field.value) or field.follow is None else field.follow
        if value is field.value and field.follow is not None and _goes_on(value.view.s, field.follow.view.s):
            value = Text.join([value.strip(), field.follow.strip()])
        text = _project_words(value)
        if text is not None:
            return Fact.of(_plain(text), text, field.clause)
    for item in found:
        if isinstance(item, Prose) and item.zone in ("preamble", "body") and not item.title:
            text = _recital(item.text)
            if text is not None:
                return Fact.of(_plain(text), text, item.clause)
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


def _project_words(value: Text) -> Text | None:
    view = value.view
    start = len(view.s) - len(view.s.lstrip('_:;,."《「 '))
    stop = _PROJECT_END.search(view.s, start)
    end = stop.start() if stop else len(view.s)
    if gap := re.search(r"\t", value.s.strip()):
        end = min(end, sum(1 for i in view.at if i < gap.start() + len(value.s) - len(value.s.lstrip())) or end)
    while end > start and view.s[end - 1] in '_,;。.、:-"》」':
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
    if not re.search(r"项目|工程|采购", view.s) or not re.search(r"签订|订立|达成|协商|协议", view.s):
        return None
    for pattern in reversed(_RECITAL):
        for m in view.finditer(pattern):
            words = m["p"]
            if re.match(r"本|该|中标|成交|上述|下列|此|有关|相关|政府采购|以下", words) or re.search(
                r"《|政府采购法|双方", words
            ):
                continue
            cut = re.match(r"(?:甲方|乙方)?(?:委托乙方|向乙方采购|采购|实施|承担|提供|进行)?", words)
            start = m.start("p") + (cut.end() if cut else 0)
            end = m.end("p")
            if note := re.search(r"\((?:以下|下称|简称|项目编号|编号|招标编号|采购编号)[^()]*\)$", view.s[start:end]):
                end = start + note.start()
            if end - start >= 5:
                return view.cut(start, end)
    return None


def _lot(found: list[Item]) -> Fact | None:
    for field in _fields(found, "lot"):
        view = field.value.view
        stop = re.search(r"[;。,]", view.s)
        text = view.cut(0, stop.start() if stop else len(view.s))
        if not is_blank(field.value) and 0 < len(text.view.s) <= 40:
            return Fact.of(_plain(text), text, field.clause)
    return None


def _signed_on(found: list[Item], parties: list[Party]) -> DateFact | None:
    """The latest date of a signature; else what the cover or the text says."""
    dates = [p.signature.signed_on for p in parties if p.signature is not None and p.signature.signed_on is not None]
    real = [d for d in dates if d.value is not None]
    if real:
        return max(real, key=lambda d: str(d.value))
    for item in sorted(_fields(found, "sign_date"), key=lambda i: i.label.word in ("时间", "日期")):
        if item.label.word == "时间" and item.zone == "body":
            continue
        date = date_in(item.value, item.clause)
        if date is None and is_blank(item.value) and item.follow is not None and len(item.follow.view.s) <= 14:
            date = date_in(item.follow, item.clause)
        if date is not None:
            return date
    for prose in found:
        if isinstance(prose, Prose):
            view = prose.text.view
            for pattern in (_SIGNED_IN, _SIGNED_ON):
                for m in view.finditer(pattern):
                    if days := find_dates(m["date"]):
                        text = view.cut(m.start("date") + days[0].start, m.start("date") + days[0].end)
                        return DateFact(value=days[0].value, raw=text.s.strip(), evidence=evidence(text, prose.clause))
    return _cover_date(found) or (dates[0] if dates else None)


def _cover_date(found: list[Item]) -> DateFact | None:
    """A date that stands alone on the cover or below the signatures."""
    for prose in found:
        if isinstance(prose, Prose) and prose.zone != "body" and len(prose.text.view.s) <= 12:
            days = find_dates(prose.text.view.s)
            if days and days[0].start == 0 and days[0].end == len(prose.text.view.s):
                return date_in(prose.text, prose.clause)
    return None


def _signed_at(found: list[Item]) -> Fact | None:
    for item in _fields(found, "signed_at"):
        text = _project_words(item.value)
        if text is not None and len(text.view.s) <= 40 and not is_blank(text):
            return Fact.of(_plain(text), text, item.clause)
    for prose in found:
        if isinstance(prose, Prose):
            view = prose.text.view
            for m in view.finditer(_SIGNED_IN):
                if find_dates(m["date"]):
                    text = view.cut(*m.span("place"))
                    return Fact.of(_plain(text), text, prose.clause)
            for m in view.finditer(_SIGNED_AT):
                if not re.search(r"双方|之日|本合同|当事人", m["place"]):
                    text = view.cut(*m.span("place"))
                    return Fact.of(_plain(text), text, prose.clause)
    return None


def _effective(found: list[Item]) -> Fact | None:
    """The words that say from when the contract is in force."""
    for item in found:
        text = item.text if isinstance(item, Prose) else item.value
        view = text.view
        for begin, end in _sentences_to(view.s, "生效"):
            said = view.s[begin:end]
            if not re.search(r"签|章|日|批准|备案|\d", said) or re.search(
                r"补充协议|变更|通知|送达|条款|修改|判决|裁决", said
            ):
                continue
            if not re.search(r"合同|协议", said) and "生效" not in getattr(item, "titles", ""):
                continue
            cut = view.cut(begin + _effect_start(said), end)
            return Fact.of(_plain(cut), cut, item.clause)
    return None


def _sentences_to(s: str, word: str) -> list[tuple[int, int]]:
    """Each occurrence of ``word`` with the part of its sentence before it, as offsets."""
    found, at = [], 0
    while (hit := s.find(word, at)) >= 0:
        begin = max(s.rfind("。", at, hit), s.rfind(";", at, hit), at - 1, hit - 200) + 1
        found.append((begin, hit + len(word)))
        at = hit + len(word)
    return found


def _effect_start(s: str) -> int:
    """Where the condition begins: at 本合同自 … or at its own part of the sentence."""
    if found := [
        m
        for m in re.finditer(r"(?:本?(?:合同|协议)(?:书)?)?(?:自|于|经|从)(?![愿行然己])", s)
        if "之日起" not in s[: m.start()]
    ]:
        own = [m for m in found if re.match(r"本?(?:合同|协议)", m[0])]
        return (own or found)[-1].start()
    return s.rfind(",") + 1


def _term(found: list[Item]) -> tuple[DateFact | None, DateFact | None]:
    """The first and last day of performance, as far as the contract names days."""
    for period in term_ends(periods_in(found)):
        return period.starts_on, period.ends_on
    return None, None

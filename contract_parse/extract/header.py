"""What stands at the head of a contract: title, numbers, project, and when it was signed, begins and ends."""

from __future__ import annotations

import re

from contract_parse.extract.fields import Item, Prose, head_items, items
from contract_parse.extract.periods import periods_in, term_ends
from contract_parse.extract.project import fields_of, number, plain_words, project_name, project_words, told_apart
from contract_parse.extract.readers import is_blank
from contract_parse.extract.stated_dates import date_in
from contract_parse.extract.titles import title
from contract_parse.model.facts import DateFact, Fact, Header, Party, evidence
from contract_parse.model.structure import Structure
from contract_parse.values.dates import find_dates

_SIGNED_IN = re.compile(
    r"(?:本合同|本协议|合同)(?:由[^,;。]{2,60})?(?:于|在)(?P<date>[^,;。]{6,20}?日?)(?:,)?(?:在|于)(?P<place>[^,;。]{2,20}?)(?:签订|订立|签署)"
)
_SIGNED_AT = re.compile(r"(?:本合同|本协议|合同)(?:在|于)(?P<place>[^,;。\d]{2,24}?)(?:签订|订立|签署)(?:[。;,]|$)")
_SIGNED_ON = re.compile(
    r"(?:于|在)(?P<date>[^,;。于在]{8,14}?)(?:,)?(?:由[^,;。]{2,40}|[在于][^,;。在于]{2,20}?)?(?:签订|订立|签署)"
)


def header(structure: Structure, parties: list[Party]) -> Header:
    """The facts of the contract as a whole; ``copies`` is left to its own module."""
    found = items(structure)
    body = told_apart(i for i in found if i.zone != "annex")
    starts, ends = _term(body)
    return Header(
        title=title(structure),
        number=number(body, "number") or number(head_items(structure), "number"),
        project_name=project_name(body),
        project_number=number(body, "project_number") or number(head_items(structure), "project_number"),
        lot=_lot(body),
        signed_on=_signed_on(body, parties),
        signed_at=_signed_at(body),
        starts_on=starts,
        ends_on=ends,
        effective=_effective(body),
    )


def _lot(found: list[Item]) -> Fact | None:
    for field in fields_of(found, "lot"):
        view = field.value.view
        stop = re.search(r"[;。,]", view.s)
        text = view.cut(0, stop.start() if stop else len(view.s))
        if not is_blank(field.value) and 0 < len(text.view.s) <= 40:
            return Fact.of(plain_words(text), text, field.clause)
    return None


def _signed_on(found: list[Item], parties: list[Party]) -> DateFact | None:
    """The latest date of a signature; else what the cover or the text says."""
    dates = [p.signature.signed_on for p in parties if p.signature is not None and p.signature.signed_on is not None]
    real = [d for d in dates if d.value is not None]
    if real:
        return max(real, key=lambda d: str(d.value))
    for item in sorted(fields_of(found, "sign_date"), key=lambda i: i.label.word in ("时间", "日期")):
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
    for item in fields_of(found, "signed_at"):
        text = project_words(item.value)
        if text is not None and len(text.view.s) <= 40 and not is_blank(text):
            return Fact.of(plain_words(text), text, item.clause)
    for prose in found:
        if isinstance(prose, Prose):
            view = prose.text.view
            for m in view.finditer(_SIGNED_IN):
                if find_dates(m["date"]):
                    text = view.cut(*m.span("place"))
                    return Fact.of(plain_words(text), text, prose.clause)
            for m in view.finditer(_SIGNED_AT):
                if not re.search(r"双方|之日|本合同|当事人", m["place"]):
                    text = view.cut(*m.span("place"))
                    return Fact.of(plain_words(text), text, prose.clause)
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
            return Fact.of(plain_words(cut), cut, item.clause)
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

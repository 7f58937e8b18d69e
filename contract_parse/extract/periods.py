"""Terms stated with their ends: 服务期限共 12 个月，自 2026-04-01 起至 2027-03-31 止."""

from __future__ import annotations

import itertools
import re

from contract_parse.extract.fields import Field, Item, Prose, items
from contract_parse.extract.vocabulary import per_vocabulary, vocabulary
from contract_parse.model.facts import DateFact, Duration, Period, evidence
from contract_parse.model.structure import Structure
from contract_parse.model.text import Text, View
from contract_parse.values.dates import DateMatch, find_dates, find_ranges
from contract_parse.values.durations import DurationMatch, find_durations

_SENTENCE = re.compile(r"[。;]")
_BEGUN_BY = re.compile(r"(?:自|从|于|在)$")
_BEGINS = re.compile(
    r"(?:起|正式)*(?:[为向][一-鿿]{2,6}?)?(?:开始|开工|启动|进场|起租|实施|施工|服务|建设|履行|提供|供货|生效)+[^,;。]{0,6},?(?:并|且)?(?:计划|预计|服务|租赁)?(?:至|到|于|在)?"
)
_VALID_TO = re.compile(r"起?(?:正式)?(?:生效|施行|执行|实施),?(?:有效期|期限|合同期)(?:截?至|到)")
_DONE_BY = re.compile(r"(?:之?前|底)?(?:全部|全面)?(?:完成|完工|竣工|结束|终止|止|截止|到期|届满|提交|交付|移交|交工)")
# 计划开始日期2024年7月15日，计划竣工日期2025年1月10日: each day behind its name
_FIRST_DAY = re.compile(r"(?:计划|预计|暂定)?(?:开工|开始|进场|起始|实施|开始工作|起)(?:日期?|时间)[为是:]?$")
_LAST_DAY = re.compile(
    r"[,;、](?:计划|预计|暂定|服务|合同|履行)*的?(?:竣工|完工|完成|结束|终止|交工|交付|截止|届满|到期)(?:日期?|时间)[为是:]?"
)
_WHOLE = re.compile(r"(?:本|该)?(?:项目|合同|工程|服务|租赁)(?=[^,;。]{0,8}$)")
# 本合同从2024年5月10日起到…止: the contract itself is what runs
_ITSELF = re.compile(r"(?:^|[,:、。])(?:本|该)(?P<it>合同|协议)书?$")
# 项目服务期三年，自…至…，合同一年一签: the term of all the contracts to come
_OF_ALL = re.compile(r"[^。;]{0,8}(?:合同)?(?:一年一签|[逐分按]年(?:度)?签订)")
_PER = re.compile(r"每|/")
# 原合同服务期限自…至…: the term of the contract that this one adds to, unless it is told what becomes of it
_OF_ANOTHER = re.compile(r"原(?:合同|协议)(?![^。;]*(?:变更|调整|修改|更改|延长|延期|顺延|改)[^。;]*$)")
# 鉴于双方于…签订的《物业服务合同》（服务期自…至…）即将届满
_ONE_BEFORE = re.compile(r"(?:签订|签署|订立)的?[^。;,]{0,4}《[^》]*(?:合同|协议)[^》]*》\([^()]*$")


@per_vocabulary
def _term_word() -> re.Pattern[str]:
    words = sorted(vocabulary("header_words")["terms"], key=len, reverse=True)
    return re.compile("|".join(words))


@per_vocabulary
def _other_word() -> re.Pattern[str]:
    return re.compile("|".join(vocabulary("header_words")["other_terms"]))


def periods(structure: Structure) -> list[Period]:
    """Every term of the body that names its days; in the order of the text."""
    return periods_in(items(structure))


def periods_in(read: list[Item]) -> list[Period]:
    """As :func:`periods`, of what has already been read."""
    found: list[Period] = []
    group: list[Field] = []
    told = {i.block for i in read if isinstance(i, Field) and i.kind in ("starts_on", "ends_on", "term")}
    heading, under = "", ""  # the last heading that names a term, and the clause it heads
    for item in read:
        if item.zone == "annex":
            break
        if isinstance(item, Prose) and item.inline and item.block in told:
            continue
        if isinstance(item, Field) and item.kind in ("starts_on", "ends_on", "term"):
            if group and item.block - group[-1].block > 2:
                found += _of_fields(group)
                group = []
            group.append(item)
            continue
        length = ""  # 工期：60天。 / 即自…开工至…竣工。
        if group and (isinstance(item, Prose) or item.block > group[-1].block + 1):
            found += _of_fields(group)
            if group[-1].kind == "term" and group[-1].clause == item.clause is not None:
                length = group[-1].label.word
            group = []
        if isinstance(item, Prose) and item.title:
            s = item.text.view.s
            if under == "" or not (item.clause or "").startswith(under):
                named = len(s) <= 20 and _term_word().search(s) is not None and not _other_word().search(s)
                heading, under = (s, item.clause or "") if named else ("", "")
        elif isinstance(item, Prose):
            inside = under != "" and (item.clause or "").startswith(under)
            found += _of_text(item.text, item, heading=heading if inside else length)
    return found + (_of_fields(group) if group else [])


def term_ends(found: list[Period]) -> list[Period]:
    """The periods that can be the contract's own term, the likeliest first."""
    own = [p for p in found if (p.starts_on or p.ends_on) and not _other_word().search(p.what)]
    return sorted(
        own,
        key=lambda p: (p.what.startswith("项目总"), not (p.starts_on and p.ends_on), not _term_word().search(p.what)),
    )


def _of_fields(group: list[Field]) -> list[Period]:
    """起始日期：…，完成日期：…, with what else is said of the term beside them."""
    begin = next((f for f in group if f.kind == "starts_on" and _date(f) is not None), None)
    end = next((f for f in group if f.kind == "ends_on" and _date(f) is not None), None)
    terms = [f for f in group if f.kind == "term"]
    found: list[Period] = []
    if begin is not None or end is not None:
        first = begin or end
        assert first is not None
        length = next((d for f in group for d in [_length(f.value)] if d is not None), None)
        what = next((t.label.word for t in terms), first.label.word)
        found.append(
            Period(
                what=what,
                starts_on=_date(begin) if begin else None,
                ends_on=_date(end) if end else None,
                duration=length,
                clause=first.clause,
                evidence=[e for f in (begin, end) if f is not None for e in evidence(f.value.strip(), f.clause)],
            )
        )
        return found
    for term in terms:
        found += _of_text(term.value, term, term.label.word)
    return found


def _date(field: Field | None) -> DateFact | None:
    if field is None:
        return None
    view = field.value.view
    days = find_dates(view.s)
    if not days or days[0].start > 4:
        return None
    return _fact(view.cut(days[0].start, days[0].end), days[0], field.clause)


def _fact(text: Text, match: DateMatch, clause: str | None) -> DateFact:
    return DateFact(value=match.value, raw=text.s.strip(), evidence=evidence(text, clause))


def _length(value: Text) -> Duration | None:
    found = [d for d in find_durations(value.view.s) if not d.recurring and not d.around_clock]
    return _duration(value, found[0]) if found else None


def _duration(text: Text, m: DurationMatch) -> Duration:
    return Duration(n=m.n, unit=m.unit, raw=text.view.cut(m.start, m.end).s.strip())


def _of_text(text: Text, item: Item, what: str = "", heading: str = "") -> list[Period]:
    """The ranges of a running text, each with the length stated in the same sentence.

    ``what`` names the term for certain, ``heading`` where the sentence itself names none.
    """
    view = text.view
    s = view.s
    found: list[Period] = []
    start = 0
    for stop in [*(m.end() for m in _SENTENCE.finditer(s)), len(s)]:
        sentence = s[start:stop]
        ranges = find_ranges(sentence)
        if not ranges and (begun := _begun(view, sentence, start, item, what, heading)) is not None:
            found.append(begun)
        elif not ranges:
            found += _half(view, sentence, start, item, what, heading)
        for r in ranges:
            itself = _ITSELF.search(sentence[: r.start])
            name = what or _named(sentence[: r.start]) or heading or _by_days(sentence, r.first, r.last)
            name = name or (itself["it"] if itself else "")
            if not name:
                continue
            if (another := _OF_ANOTHER.search(sentence[: r.start])) is not None:
                name = another[0] + name
            elif _ONE_BEFORE.search(sentence[: r.start]):
                name = "原合同" + name
            elif _OF_ALL.match(sentence[r.end :]):
                name = "项目总" + name
            outside = [
                d
                for d in find_durations(sentence)
                if (d.end <= r.start or d.start >= r.end)
                and not d.recurring
                and not d.around_clock
                and _is_total(sentence, d, r.start, r.end)
            ]
            first = view.cut(start + r.first.start, start + r.first.end)
            last = view.cut(start + r.last.start, start + r.last.end)
            length = outside[0] if outside else None
            found.append(
                Period(
                    what=name,
                    starts_on=_fact(first, r.first, item.clause),
                    ends_on=_fact(last, r.last, item.clause),
                    duration=None if length is None else _duration(view.cut(start, stop), length),
                    clause=item.clause,
                    evidence=evidence(view.cut(start + r.start, start + r.end), item.clause),
                )
            )
        start = stop
    return found


def _by_days(sentence: str, first: DateMatch, last: DateMatch) -> str:
    """The word for the first day where each day stands behind its own."""
    m = _FIRST_DAY.search(sentence[: first.start])
    return m[0] if m and _LAST_DAY.fullmatch(sentence[first.end : last.start]) else ""


def _begun(view: View, sentence: str, start: int, item: Item, what: str, heading: str) -> Period | None:
    """A term told by its first and last deed: 本项目自2026年4月1日开始实施，至2026年10月31日完成."""
    days = find_dates(sentence)
    for a, b in itertools.pairwise(days):
        before, between, after = sentence[: a.start], sentence[a.end : b.start], sentence[b.end :]
        apart = before == "" or before[-1] in ":,("  # 工期90日历天,2026年3月1日开工,2026年5月29日竣工
        begun = _BEGUN_BY.search(before) or (apart and re.match(r"(?:正式)?(?:开工|进场|开始)", between))
        told = bool(_FIRST_DAY.search(before) and _LAST_DAY.fullmatch(between))
        told = told or bool(begun and _VALID_TO.fullmatch(between))
        if not told and not (begun and _BEGINS.fullmatch(between) and _DONE_BY.match(after)):
            continue
        subject = _WHOLE.search(before)
        name = what or _named(before) or heading or (subject[0] if subject else "")
        if not name or _other_word().search(name):
            continue
        first, last = (view.cut(start + d.start, start + d.end) for d in (a, b))
        return Period(
            what=name,
            starts_on=_fact(first, a, item.clause),
            ends_on=_fact(last, b, item.clause),
            duration=_beside(view, sentence, start, a.start, b.end),
            clause=item.clause,
            evidence=evidence(view.cut(start + a.start, start + b.end), item.clause),
        )
    return None


def _beside(view: View, sentence: str, start: int, first: int, last: int) -> Duration | None:
    """The length told before a term's first day or, as its sum, behind its last deed: …提交全部成果，共6个月."""
    for d in find_durations(sentence):
        if d.recurring or d.around_clock or first < d.start < last:
            continue
        summed = d.start >= last and re.fullmatch(
            r"[^,;。]{0,12},?(?:总工期|工期|共计?|合计|总计|历时|为期|计)[为是]?", sentence[last : d.start]
        )
        if summed or (d.end <= first and _is_total(sentence, d, first, last)):
            return _duration(view.cut(start, start + len(sentence)), d)
    return None


def _half(view: View, sentence: str, start: int, item: Item, what: str, heading: str) -> list[Period]:
    """A term of which one day alone is named: 自合同签订之日起至2026年12月31日止, 自2026年5月1日起12个月."""
    found = []
    for m in find_dates(sentence):
        name = what or _named(sentence[: m.start]) or heading
        if not name or _other_word().search(name):
            continue
        before, after = sentence[: m.start], sentence[m.end :]
        day = _fact(view.cut(start + m.start, start + m.end), m, item.clause)
        proof = evidence(view.cut(start + m.start, start + m.end), item.clause)
        if re.search(
            r"(?:签订|签署|生效|签字|盖章|开始|之日|日)(?:之日|后)?起?,?(?:计算)?(?:至|到|截至|截止至)$", before
        ) and re.match(r"止|[,;。]?$|\(", after):
            found.append(Period(what=name, ends_on=day, clause=item.clause, evidence=proof))
        elif re.match(r"(?:起|开始|起算)", after) and (length := find_durations(after)) and length[0].start <= 8:
            text = view.cut(start + m.end, start + len(sentence))
            found.append(
                Period(
                    what=name, starts_on=day, duration=_duration(text, length[0]), clause=item.clause, evidence=proof
                )
            )
        elif before.endswith(("自", "从")) and re.fullmatch(r"起?(?:开始)?(?:计算|起算|算起|起)[,;。]?", after):
            length_told = _beside(view, sentence, start, m.start, m.end)  # 期限三年，自2026年3月1日起算
            found.append(Period(what=name, starts_on=day, duration=length_told, clause=item.clause, evidence=proof))
    return found


def _is_total(sentence: str, d: DurationMatch, start: int, end: int) -> bool:
    """Whether a length beside a range is the range's: next to it but for a few words of joining."""
    if _PER.search(sentence[max(0, d.start - 2) : d.start]) or sentence[: d.end].endswith("学年"):
        return False  # a school year ends with its holidays
    between = sentence[d.end : start] if d.end <= start else sentence[end : d.start]
    between = re.sub(r"\([^()\d]{1,10}\)", "", between)  # 至2026年3月3日（正月十五），共31天
    if len(between) > 16 or re.search(r"[。;]|质保|保修|付款|支付", between):
        return False
    return bool(
        re.fullmatch(
            r"[,:、()\-即自从具体起止时间日期为是共计合总服务期限合同履行有效到至,。为期\[\]工历天数全部完成竣结束]*",
            between,
        )
    )


def _named(before: str) -> str:
    """What the term before a range is a term of: the last word that names one, if nothing else comes between."""
    part = re.split(r"[。;]", before)[-1]
    own = list(_term_word().finditer(part))
    other = list(_other_word().finditer(part))
    if not own and not other:
        return ""
    last = max([*own, *other], key=lambda m: m.end())
    head = re.search(r"[^,:、()。]*$", part[: last.start()])
    return (head[0] if head else "")[-12:] + last[0]

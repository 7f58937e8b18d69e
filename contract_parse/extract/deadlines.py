"""Deadlines: every length of time or date in the body by which, within which or for which somebody is bound."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from contract_parse.extract.duties import Kind, act, announced, term, told, who
from contract_parse.extract.language import Reading, Spot, read
from contract_parse.extract.obligors import Obligor, roles
from contract_parse.extract.sentences import Sentence, is_price_list, sentences
from contract_parse.model.facts import Deadline, Duration, evidence
from contract_parse.model.structure import Structure
from contract_parse.values.dates import RangeMatch, find_dates, find_ranges
from contract_parse.values.durations import DurationMatch, find_durations

Relation = Literal["within", "before", "for", "by"]

_TITLES = re.compile(r"《[^《》]*》")
_WITHIN = re.compile(r"(?:\([^()]{0,6}\))?(?:的?期限)?(?:之内|以内|内)(?!容|部|在|存|网)")
_BEFORE = re.compile(r"(?:之前|以前|前)(?!往|来|款|述|期|提)")
_AFTER = re.compile(r"(?:之后|以后|后)(?!续|期|果)")
_RESTATED = re.compile(r",?(?:[(\[](?:即|也即|共|共计|计|合计|折合|含|合|约)?|即|也即|也就是)$")
_CYCLE = re.compile(r"每(?:隔|满)?$|每(?:年度?|季度?|月度?|周|天|日|学期|班|次|人|期|半年)(?:度|均|工作|至少|应|不少于|不低于|不超过|提供|培训|驻场|累计)*$")
_TIMES = re.compile(r"(?:[×xX*·/]|\d[×xX*])$")
_UNCHOSEN = re.compile(r"[□☐][^□☐☑☒√■✓✔,]*$")
_PENAL = re.compile(r"违约金|滞纳金|扣|罚|赔偿|利息|%|‰|分之|元")
_SPAN = re.compile(r"期|止|服务|租赁|有效|合同|履行|工程|保险|责任")
_MEASURE = re.compile(r"(?:时间|时限|期限|周期|时长|期)(?:应|均|最长|一般|不得|不)*(?:为|是|超过|不超过|大于|少于|低于|:)*$")
_LASTS = re.compile(r"继续有效|持续有效|仍[应须需]|仍然有效|保密|不得(?!超过)")
_RETURNS = re.compile(r"退还|返还|退回|归还|退付|释放|无息退|退给")
_BOND = re.compile(r"保证金|质保金|保函|押金|保留金|保修金|履约担保")
_DUE_AFTER = re.compile(r"(?:之?日)?(?:\([^()]{0,8}\))?(?:前|之前|以前|止|为止|内|完成|交付|交货|开工|竣工|完工|进场|届满|到期|终止|截止|结束|付清)")
_DUE_BEFORE = re.compile(r"(?:不?得?(?:迟|晚)于|最迟|截止(?:日期|时间|到|至|于)?|期限|至|到|止于)[为是:]*(?:于|在)?$")
_DATED = re.compile(
    r"(?:开工|竣工|完工|交货|交付|到货|供货|完成|验收|上线|进场|付款|支付|开始|起始|终止|结束|截止|到期|履行|服务|投入使用|移交|保险)"
    r"(?:的?(?:日期|时间|期限|时限|日|期))+[为是:于]*$"
)
_STARTS = re.compile(r"(?:自|从)$")
_BEGUN = re.compile(r"(?:零时)?(?:起|开始|之日起)[^,;]{0,8}(?:提供|开始|开工|进场|供货|服务|进驻|配送|上岗|计算)")


@dataclass(frozen=True)
class _Term:
    """A length of time that counts, with how it binds and the event it runs from (positions in the sentence)."""

    duration: DurationMatch
    relation: Relation | None
    event: tuple[int, int] | None = None


def deadlines(structure: Structure) -> list[Deadline]:
    """Every obligation with a term, in the order of the text; durations of cycles and of penalties are none."""
    meant = roles(structure)
    found: list[Deadline] = []
    for each in sentences(structure):
        if each.part == "closing" or (each.table is not None and is_price_list(each.table)):
            continue
        found += _of_sentence(each, meant)
    return found


def _of_sentence(each: Sentence, meant: Mapping[str, Obligor | None]) -> Iterator[Deadline]:
    s = each.s
    hidden = [m.span() for m in _TITLES.finditer(s)]

    def open_(start: int, end: int) -> bool:
        return not any(a <= start and end <= b for a, b in hidden) and not _UNCHOSEN.search(s[:start])

    ranges = [r for r in find_ranges(s) if open_(r.start, r.end) and _binds(r, each)]
    dates = [d for d in find_dates(s) if open_(d.start, d.end)]
    lengths = [
        d for d in find_durations(s)
        if open_(d.start, d.end) and not d.around_clock and not any(d.start < x.end and x.start < d.end for x in dates)
    ]  # fmt: skip
    if not (ranges or dates or lengths):
        return
    spots = sorted([Spot(d.start, d.end, "DUR") for d in lengths] + [Spot(d.start, d.end, "DATE") for d in dates])
    reading = read(s, spots)
    terms = _terms(each, reading, lengths)
    joined = {id(r): _joined(r, terms, each) for r in ranges}
    found: list[tuple[int, Deadline]] = []
    for i, t in enumerate(terms):
        if not any(t is j for j in joined.values()):
            near = (terms[i - 1] if i else None, t, terms[i + 1] if i + 1 < len(terms) else None)
            found.append((t.duration.start, _deadline(each, reading, meant, *near)))
    for r in ranges:
        found.append((r.start, _ranged(each, reading, meant, r, joined[id(r)])))
    for d in dates:
        if d.value is not None and not any(r.start <= d.start and d.end <= r.end for r in ranges) and _due(each, reading, d.start, d.end):
            found.append((d.start, _dated(each, reading, meant, Spot(d.start, d.end, "DATE"), d.value)))
    yield from (deadline for _, deadline in sorted(found, key=lambda f: f[0]))


def _terms(each: Sentence, reading: Reading, lengths: list[DurationMatch]) -> list[_Term]:
    found: list[_Term] = []
    for d in lengths:
        last = found[-1].duration if found else None
        if last is not None and _RESTATED.fullmatch(each.s[last.end : d.start]):
            continue
        t = _term(each, reading, d)
        if t is not None:
            found.append(t)
    return found


def _term(each: Sentence, reading: Reading, d: DurationMatch) -> _Term | None:
    """How the length ``d`` binds, None where it does not."""
    s, start, end = each.s, d.start, d.end
    before, after = s[:start], s[end:]
    if _CYCLE.search(before) or _TIMES.search(before) or reading.at("no_term", start, end):
        return None
    late = reading.at("late", start, end)
    if late and (_WITHIN.match(after) or (d.n == 1 and not re.search(r"超|满|达", s[late.start : start]) and _PENAL.search(s))):
        return None
    event, ahead = _event(each, reading, d)
    relation: Relation | None = None
    if reading.at("early", start, end) or ahead or _BEFORE.match(after):
        relation = "before"
    elif _WITHIN.match(after) or reading.at("limit", start, end):
        relation = "within"
    elif late or reading.at("each_term", start, end) or reading.at("lasting", start, end) or reading.at("floor", start, end) or reading.at("valid", start, end) or _names_term(each, start):
        relation = "for"
    elif event is not None:
        relation = None if _AFTER.match(after) else "within"
    elif not _AFTER.match(after):
        return None
    return _Term(d, relation, event)


def _names_term(each: Sentence, at: int) -> bool:
    """Whether the words before ``at`` name a term (质保期为…), or the cell's label or a heading over a bare length."""
    a, _ = each.parts[each.part_at(at)]
    if term(each.s[a:at]):
        return True
    bare = len(each.s) < 30
    return bool(bare and each.label and term(each.label)) or bool(bare and each.titles and at < 12 and term(each.titles[-1]))


def _event(each: Sentence, reading: Reading, d: DurationMatch) -> tuple[tuple[int, int] | None, bool]:
    """The stretch that tells what the term runs from, and whether the term ends there (发货前3日) instead."""
    a, _ = each.parts[each.part_at(d.start)]
    hit, ahead = reading.at("anchor_before", d.start, d.end), True
    if hit is None:
        hit, ahead = reading.at("anchor", d.start, d.end), False
    if hit is not None:
        start = max(hit.start, a)
        lead = next((w for w in reading.words if w.text in ("自", "从", "在", "于", "待") and start <= w.start < d.start - 1), None)
        if lead is not None:
            return (lead.end, d.start), ahead
        return (_past_subject(each.s, start, reading), d.start), ahead
    index = each.part_at(d.start)
    if index and re.fullmatch(r"(?:[^,;]{0,12}?(?:应当?|须|可|将|需)?(?:在|于)?)", each.s[a : d.start]):
        b, e = each.parts[index - 1]
        part = each.s[b:e]
        m = re.search(r"(?:之日起|次日起|起|之日|之?后|以后|时|之?前|以前|的)$", part)
        if m is not None and not find_durations(part):
            lead_at = next((w.end for w in reading.words if w.text in ("自", "从", "在", "于") and b <= w.start < e - 1), b)
            return (lead_at, e), part.endswith("前")
    return None, False


def _past_subject(s: str, start: int, reading: Reading) -> int:
    """Behind a term's name or a link at the beginning: 质保期为验收合格之日起 → 验收合格之日起."""
    named = term(s[start:])
    m = re.compile(r"[^,;]{0,14}?(?:为|是|:)").match(s, start)
    if m is not None and named is not None and term(m[0]) is not None:
        return m.end()
    return start


def _joined(r: RangeMatch, terms: list[_Term], each: Sentence) -> _Term | None:
    """The length stated beside a range (服务期12个月，自…起至…止): one obligation told twice."""
    near = [t for t in terms if t.relation == "for" and abs(each.part_at(t.duration.start) - each.part_at(r.start)) <= 2]
    return min(near, key=lambda t: abs(t.duration.start - r.start), default=None)


def _binds(r: RangeMatch, each: Sentence) -> bool:
    if r.last.value is None:
        return False
    around = each.s[: r.start] + each.s[r.end - 1 : r.end + 8] + each.label
    mostly = (r.end - r.start) * 10 >= 6 * len(each.s)
    if each.part == "preamble":
        return bool(term(each.s[: r.start]) or term(each.label))
    return bool(_SPAN.search(around)) or (mostly and any(term(t) for t in each.titles[-1:]))


def _due(each: Sentence, reading: Reading, start: int, end: int) -> bool:
    """Whether a date is one to be kept."""
    before, after = each.s[:start], each.s[end:]
    if reading.at("no_date", start, end):
        return False
    labelled = bool(_DATED.search(before) or (not before and _DATED.search(each.label.rstrip(":"))))
    if each.part == "preamble":
        return labelled
    if _STARTS.search(before):
        return bool(_BEGUN.match(after))
    return labelled or bool(_DUE_AFTER.match(after) or _DUE_BEFORE.search(before))


def _action(each: Sentence, at: int, until: int) -> tuple[int, int]:
    """What is to be done: the rest of the part behind ``at``, and the next parts where that says nothing yet."""
    s, index = each.s, each.part_at(max(at - 1, 0))
    start = at
    m = re.compile(r"(?:\([^()]{0,8}\))?(?:的?期限)?(?:之内|以内|内|之前|以前|前|之后|以后|后|起|止|的|,)*").match(s, at)
    if m is not None:
        start = m.end()
    end = min(max(each.parts[index][1], start), until)
    for more in range(index + 1, min(index + 4, len(each.parts))):
        if len(s[start:end]) >= 3 and (act(s[start:end]) or more > index + 2):
            break
        if each.parts[more][0] >= until:
            break
        end = min(each.parts[more][1], until)
    return min(start, end), end


def _until(each: Sentence, after: int, t: _Term | None) -> int:
    """Where the words of the next term begin, behind position ``after``: its part, else its event."""
    if t is None:
        return len(each.s)
    a, _ = each.parts[each.part_at(t.duration.start)]
    if a > after:
        return a
    return t.event[0] if t.event is not None and t.event[0] > after else t.duration.start


def _deadline(
    each: Sentence, reading: Reading, meant: Mapping[str, Obligor | None], previous: _Term | None, t: _Term, following: _Term | None
) -> Deadline:
    s, d = each.s, t.duration
    index = each.part_at(d.start)
    a, _ = each.parts[index]
    start = max(a, previous.duration.end if previous else 0)
    action = _action(each, d.end, _until(each, d.end, following))
    event = t.event
    own = (start, event[0] if event is not None and event[0] > start else d.start)
    if event is not None and event[0] < start:
        own = (start, d.start)
    ahead = s[own[0] : own[1]]
    rest = s[action[0] : action[1]]
    if _MEASURE.search(ahead) and not s[action[0] : each.parts[index][1]].strip():
        action, rest = (d.end, d.end), ""  # 顺延时间不超过7日: said already
    kind = _kind(each, reading, t, s[start : d.start], ahead, rest)
    relation: Relation | None = "for" if t.relation == "within" and _LASTS.search(rest) else t.relation
    what = told(_strip_event(ahead), meant) if relation == "for" and term(ahead) else told(rest, meant)
    if len(what) < 2:
        what = told(_strip_event(ahead) + rest, meant) or (each.label.strip(":") or (each.titles[-1] if each.titles else ""))
    named = who(reading, meant, own, action, event)
    begin = min(start, event[0]) if event is not None else start
    return Deadline(
        what=(what or s)[:80],
        obligor=named or announced(each.lead, each.titles, meant) or kind.by,
        duration=Duration(n=d.n, unit=d.unit, raw=str(each.text.view.cut(d.start, d.end))),
        anchor=_anchor(s, event),
        relation=relation,
        kind=kind.name,  # type: ignore[arg-type]
        clause=each.path,
        evidence=evidence(each.text.view.cut(_part_start(each, begin), max(action[1], d.end)), each.path),
    )


def _part_start(each: Sentence, at: int) -> int:
    return each.parts[each.part_at(at)][0]


def _strip_event(words: str) -> str:
    return re.sub(r"(?:自|从|在|于|至)$", "", words)


def _kind(each: Sentence, reading: Reading, t: _Term, lead_in: str, ahead: str, rest: str) -> Kind:
    if _RETURNS.search(rest) and _BOND.search(each.s + "".join(each.titles[-1:])):
        return Kind("bond_return", "buyer")
    if reading.at("late", t.duration.start, t.duration.end):
        return Kind("other", None)
    if t.relation == "for":
        named = term(lead_in) or term(rest[:12]) or term(each.label) or (term(each.titles[-1]) if each.titles else None)
        if named is not None:
            return named[0]
    found = act(rest) or act(ahead)
    if found is None:
        near = term(lead_in) or term(each.label) or (term(each.titles[-1]) if each.titles else None)
        found = near[0] if near else None
    return found or Kind("other", None)


def _anchor(s: str, event: tuple[int, int] | None) -> str | None:
    if event is None:
        return None
    words = re.sub(r"(?:的?第|的|,|有|满|之日|之时)*$", "", s[event[0] : event[1]])
    words = re.sub(r"(?:之日起算?|之次日起|次日起|当日起|之时起|起算?|之日|之?后|以后|之?时|之?前|以前|之)(?:的|,|\(|\[|满|内|提前|至少)*$", "", words)
    words = re.sub(r"之日$", "", words).strip(",:、的(")
    return words or None


def _ranged(each: Sentence, reading: Reading, meant: Mapping[str, Obligor | None], r: RangeMatch, joined: _Term | None) -> Deadline:
    s = each.s
    start = min(r.start, joined.duration.start) if joined else r.start
    end = max(r.end, joined.duration.end) if joined else r.end
    a = _part_start(each, start)
    ahead = s[a:start]
    named = term(ahead) or term(s[:start]) or (term(each.label) if each.label else None) or (term(each.titles[-1]) if each.titles else None)
    kind = named[0] if named else Kind("service_term", "supplier")
    what = told(re.sub(r"(?:自|从)$", "", ahead), meant) or (named[1][0] if named else "") or (each.titles[-1] if each.titles else "履行期限")
    d = joined.duration if joined else None
    return Deadline(
        what=what[:80],
        obligor=kind.by,
        duration=Duration(n=d.n, unit=d.unit, raw=str(each.text.view.cut(d.start, d.end))) if d else None,
        date=r.last.value,
        anchor=str(r.first.value) if r.first.value else None,
        relation="for" if d else "by",
        kind=kind.name,  # type: ignore[arg-type]
        clause=each.path,
        evidence=evidence(each.text.view.cut(a, end), each.path),
    )


def _dated(each: Sentence, reading: Reading, meant: Mapping[str, Obligor | None], spot: Spot, value: object) -> Deadline:
    s = each.s
    a = _part_start(each, spot.start)
    action = _action(each, spot.end, len(s))
    ahead, rest = s[a : spot.start], s[action[0] : action[1]]
    named = term(ahead) or (term(each.label) if each.label else None)
    kind = act(rest) or (named[0] if named else None) or act(ahead + each.label) or Kind("other", None)
    lead_in = re.sub(r"(?:不?得?[迟晚]于|最迟|于|在|至|到|自|从|截止)$", "", ahead)
    what = told(rest, meant) if act(rest) else told(lead_in + rest, meant)
    return Deadline(
        what=(what or each.label.strip(":") or (each.titles[-1] if each.titles else s))[:80],
        obligor=who(reading, meant, (a, spot.start), action, None) or announced(each.lead, each.titles, meant) or kind.by,
        date=value,  # type: ignore[arg-type]
        relation="by",
        kind=kind.name,  # type: ignore[arg-type]
        clause=each.path,
        evidence=evidence(each.text.view.cut(a, max(action[1], spot.end)), each.path),
    )

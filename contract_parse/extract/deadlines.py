"""Deadlines: every length of time or date in the body by which, within which or for which somebody is bound."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from contract_parse.extract.duties import Kind, act, announced, first_named, term, told, who, who_before
from contract_parse.extract.language import Reading, Spot, read
from contract_parse.extract.obligors import Obligor, roles
from contract_parse.extract.sentences import Sentence, is_price_list, is_schedule, sentences
from contract_parse.extract.terms import Relation, Term, binds, delay, due, term_of, terms
from contract_parse.model.facts import Deadline, Duration, Evidence, evidence
from contract_parse.model.structure import Structure
from contract_parse.values.dates import RangeMatch, find_dates, find_period_ends, find_ranges
from contract_parse.values.durations import DurationMatch, find_durations

_HALF_YEAR = re.compile(r"(?<=[^年度]后)半年(?=之?内|以内|时|,|。|支付|付|退|返|$)")
_LONGEST = 80  # characters of ``what``
_TITLES = re.compile(r"《[^《》]*》")
_UNCHOSEN = re.compile(r"[□☐][^□☐☑☒√■✓✔,]*$")
_TERM_END = re.compile(r"(?:\([^()]{0,8}\))?(?:的?期限)?(?:之内|以内|内|之前|以前|前|之后|以后|后|起|止|及?以上|的|,)*")
_MEASURE = re.compile(
    r"(?:时间|时限|期限|周期|时长|期)(?:应|均|最长|一般|不得|不)*(?:为|是|超过|不超过|大于|少于|低于|:)*$"
)
_LASTS = re.compile(r"有效|仍[应须需]|保密|不得(?!超过)")
_RETURNS = re.compile(r"退还|返还|退回|归还|退付|释放|无息退|退给")
_BOND = re.compile(r"保证金|质保金|保函|押金|保留金|保修金|履约担保")
_BEFORE_EVENT = re.compile(r"(?:自|从|在|(?<![大小低高少多早晚迟])于|至)$")
_BEFORE_DATE = re.compile(r"(?:不?得?[迟晚]于|最迟|于|在|至|到|自|从|截止)$")


def deadlines(structure: Structure) -> list[Deadline]:
    """Every obligation with a term, in the order of the text; durations of cycles and of penalties are none."""
    meant = roles(structure)
    found: list[Deadline] = []
    for each in sentences(structure):
        if each.table is not None and is_price_list(each.table):
            continue
        found += _Reader(each, meant).read()
    return found


def _half_years(s: str) -> list[DurationMatch]:
    """验收合格后半年内: half a year after, where 后半年 alone would be a part of the year."""
    return [DurationMatch(m.start(), m.end(), Decimal("0.5"), "year") for m in _HALF_YEAR.finditer(s)]


class _Reader:
    """One sentence's deadlines."""

    def __init__(self, each: Sentence, meant: Mapping[str, Obligor | None]) -> None:
        self.each, self.s, self.meant = each, each.s, meant
        self.hidden = [m.span() for m in _TITLES.finditer(self.s)]

    def read(self) -> Iterator[Deadline]:
        signing = self.each.part == "closing"  # dates there are dates of signing
        spans = [r for r in find_ranges(self.s) if self._open(r.start, r.end) and not signing]
        ranges = [r for r in spans if binds(r, self.each)]
        dates = [d for d in [*find_dates(self.s), *find_period_ends(self.s)] if self._open(d.start, d.end)]
        dates.sort(key=lambda d: d.start)
        lengths = [
            d for d in [*find_durations(self.s), *_half_years(self.s)]
            if self._open(d.start, d.end) and not d.around_clock
            and not any(d.start < x.end and x.start < d.end for x in dates)
        ]  # fmt: skip
        if not (ranges or dates or lengths):
            return
        spots = sorted([Spot(d.start, d.end, "DUR") for d in lengths] + [Spot(d.start, d.end, "DATE") for d in dates])
        self.reading: Reading = read(self.s, spots)
        found: list[tuple[int, Deadline]] = []
        binding = terms(self.each, self.reading, lengths)
        joined = [self._joined(r, binding) for r in ranges]
        for i, t in enumerate(joined):  # of two ranges beside one length the nearer is its own
            if t is not None and any(
                t is u and self._apart(t, ranges[k]) < self._apart(t, ranges[i]) for k, u in enumerate(joined)
            ):
                joined[i] = None
        for i, t in enumerate(binding):
            if not any(t is j for j in joined):
                near = (binding[i - 1] if i else None, t, binding[i + 1] if i + 1 < len(binding) else None)
                found.append((t.duration.start, self._of_term(*near)))
        found += [(r.start, self._of_range(r, j)) for r, j in zip(ranges, joined, strict=True)]
        for d in dates:
            told_in_range = any(r.start <= d.start and d.end <= r.end for r in spans)
            if (
                d.value is not None
                and not signing
                and not told_in_range
                and due(self.each, self.reading, d.start, d.end)
            ):
                found.append((d.start, self._of_date(d.start, d.end, d.value)))
        yield from (deadline for _, deadline in sorted(found, key=lambda f: f[0]))

    def _open(self, start: int, end: int) -> bool:
        """Neither inside a title (《…三年行动方案》) nor under a box left empty."""
        return not any(a <= start and end <= b for a, b in self.hidden) and not _UNCHOSEN.search(self.s[:start])

    @staticmethod
    def _apart(t: Term, r: RangeMatch) -> int:
        return max(r.start - t.duration.end, t.duration.start - r.end)

    def _joined(self, r: RangeMatch, binding: list[Term]) -> Term | None:
        """The length stated beside a range (服务期12个月，自…起至…止): one obligation told twice."""
        part = self.each.part_at
        near = [t for t in binding if t.relation == "for" and abs(part(t.duration.start) - part(r.start)) <= 2]
        own = term_of(self.each, r.start)
        if own is not None:  # 合同期自…至…，试用三个月: two terms
            named = ((t, term_of(self.each, t.duration.start)) for t in near)
            near = [t for t, name in named if name is None or name[0].name == own[0].name]
        return min(near, key=lambda t: abs(t.duration.start - r.start), default=None)

    def _of_term(self, previous: Term | None, t: Term, following: Term | None) -> Deadline:
        s, d = self.s, t.duration
        index = self.each.part_at(d.start)
        start = max(self.each.parts[index][0], previous.duration.end if previous else 0)
        until = self._until(d.end, following)
        bare = t.relation == "for" and term_of(self.each, d.start) is not None
        action = self._action(d.end, min(until, self.each.parts[index][1]) if bare else until)
        inside = t.event is not None and t.event[1] > start
        own = (start, max(start, t.told or 0)) if inside else (start, d.start)
        ahead, rest = s[own[0] : own[1]], s[action[0] : action[1]]
        if _MEASURE.search(ahead) and not s[action[0] : self.each.parts[index][1]].strip():
            action, rest = (d.end, d.end), ""  # 顺延时间不超过7日: said already
        late = delay(self.each, self.reading, d) is not None or self.reading.at("lasting", d.start, d.end) is not None
        kind = Kind("other", None) if late else self._kind(t, s[start : d.start], ahead, rest)
        relation: Relation | None = "for" if t.relation == "within" and _LASTS.search(rest) else t.relation
        named = who(self.reading, self.meant, own, (d.end, d.end) if late else action, t.event)
        if late:
            what = s[start : max(action[1], d.end)]
            named = named or who_before(self.reading, self.meant, start)
            named = named or first_named(s[: d.start], self.meant) or first_named(self.each.lead, self.meant)
        else:
            if named is None and kind.name not in ("payment", "bond_return"):
                named = who_before(self.reading, self.meant, start)
            what = self._what(relation, d.start, ahead, rest)
        begin = min(start, t.told) if t.told is not None else start
        return self._deadline(
            what, named, kind, (self._part_start(begin), max(action[1], d.end)), length=d, anchor=self._anchor(t.event),
            relation=relation,
        )  # fmt: skip

    def _of_range(self, r: RangeMatch, joined: Term | None) -> Deadline:
        start = min(r.start, joined.duration.start) if joined else r.start
        end = max(r.end, joined.duration.end) if joined else r.end
        a = self._part_start(start)
        ahead = self.s[a:start]
        named = term(ahead) or term_of(self.each, start)
        what = told(_BEFORE_EVENT.sub("", ahead), self.meant)
        if not what or re.search(r"起始|开始", what):
            what = named[1][0] if named else self._around() or "履行期限"
        return self._deadline(
            what, None, named[0] if named else Kind("service_term", "supplier"), (a, end), relation="for" if joined else "by",
            length=joined.duration if joined else None, date=r.last.value, anchor=str(r.first.value or "") or None,
        )  # fmt: skip

    def _of_date(self, start: int, end: int, value: dt.date) -> Deadline:
        a = self._part_start(start)
        action = self._action(end, len(self.s))
        ahead, rest = self.s[a:start], self.s[action[0] : action[1]]
        named = term_of(self.each, start)
        kind = act(rest) or (named[0] if named else None) or act(ahead + self.each.label) or Kind("other", None)
        what = told(rest if act(rest) else _BEFORE_DATE.sub("", ahead) + rest, self.meant)
        if not what and named is not None:
            what = named[1][0]
        obligor = who(self.reading, self.meant, (a, start), action, None) or who_before(self.reading, self.meant, a)
        return self._deadline(what, obligor, kind, (a, max(action[1], end)), relation="by", date=value)

    def _deadline(
        self, what: str, obligor: Obligor | None, kind: Kind, span: tuple[int, int], *, relation: Relation | None,
        length: DurationMatch | None = None, date: dt.date | None = None, anchor: str | None = None,
    ) -> Deadline:  # fmt: skip
        view = self.each.text.view
        duration = None
        if length is not None:
            duration = Duration(n=length.n, unit=length.unit, raw=str(view.cut(length.start, length.end)))
        found: list[Evidence] = evidence(view.cut(*span), self.each.path)
        return Deadline(
            what=(what or self._around() or self.s)[:_LONGEST],
            obligor=obligor or announced(self.each.lead, self.each.titles, self.meant) or kind.by,
            duration=duration,
            date=date,
            anchor=anchor,
            relation=relation,
            kind=kind.name,
            clause=self.each.path,
            evidence=found,
        )

    def _part_start(self, at: int) -> int:
        return self.each.parts[self.each.part_at(at)][0]

    def _around(self) -> str:
        """What the cell's label or the heading calls it, where the sentence itself has no words left."""
        return self.each.label.strip(":") or (self.each.titles[-1] if self.each.titles else "")

    def _action(self, at: int, until: int) -> tuple[int, int]:
        """What is to be done: the rest of the part behind ``at``, and the next parts while that names no act."""
        s, index = self.s, self.each.part_at(max(at - 1, 0))
        m = _TERM_END.match(s, at)
        start = m.end() if m is not None else at
        end = min(max(self.each.parts[index][1], start), until)
        for more in range(index + 1, min(index + 4, len(self.each.parts))):
            if act(s[start:end]) or (len(s[start:end]) >= 3 and more > index + 2) or self.each.parts[more][0] >= until:
                break
            end = min(self.each.parts[more][1], until)
        return min(start, end), end

    def _until(self, after: int, t: Term | None) -> int:
        """Where the words of the next term begin, behind position ``after``: its part, else its event."""
        if t is None:
            return len(self.s)
        a = self._part_start(t.duration.start)
        if a > after:
            return a
        return t.told if t.told is not None and t.told > after else t.duration.start

    def _what(self, relation: Relation | None, at: int, ahead: str, rest: str) -> str:
        if self.each.table is not None and is_schedule(self.each.table) and not act(rest):
            number = self.each.label.rpartition(":")[2]
            return f"第{number}期付款" if number.isdigit() else "付款"
        name = _BEFORE_EVENT.sub("", ahead)
        if relation == "for" and term(ahead):
            return told(name, self.meant)
        if relation == "for" and (named := term_of(self.each, at)) is not None and (told(name, {}) or not act(rest)):
            return ":".join(w for w in (named[1][0], told(name, self.meant)) if w)
        what = told(rest, self.meant)
        return what if len(what) >= 2 and (act(what) or len(what) >= 5) else told(name + rest, self.meant)

    def _kind(self, t: Term, lead_in: str, ahead: str, rest: str) -> Kind:
        if _RETURNS.search(rest) and _BOND.search(self.s + "".join(self.each.titles[-1:])):
            return Kind("bond_return", "buyer")
        around = term_of(self.each, t.duration.start)
        if t.relation == "for":
            named = term(lead_in) or term(rest[:16]) or around
            if named is not None:
                return named[0]
        found = act(rest) or act(ahead)
        if (
            self.each.table is not None
            and is_schedule(self.each.table)
            and (found is None or found.name != "bond_return")
        ):
            return Kind("payment", "buyer")
        if found is None and (named := term(lead_in) or around) is not None:
            return named[0]
        return found or act(self.s) or Kind("other", None)

    def _anchor(self, event: tuple[int, int] | None) -> str | None:
        if event is None:
            return None
        words = re.sub(r"^.*起至|^[^:]{0,12}:", "", self.s[event[0] : event[1]])
        return re.sub(r"之日?$", "", words).strip(",:、的(☑√■✓✔_") or None

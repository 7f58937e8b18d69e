"""The search for the readings that make broken ties hold, nearest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from heapq import heappop, heappush
from itertools import count

from contract_parse.check.mending.near import DOUBTED, Reading
from contract_parse.check.mending.places import Place, Value
from contract_parse.check.mending.ties import Tie

# A misreading is more likely than an error of the contract below some 7; ten times as likely is asked of what is taken.
ERROR = 6.9
TAKEN = 4.6
MARGIN = 2.3  # by which any other explanation must be further away
DEEPEST = 4  # misreadings that hang together
LONGEST = 600  # steps of one search

Choice = tuple[Value, Reading]


@dataclass(frozen=True, eq=False)
class Solution:
    """Readings after which every tie holds that they take part in; none of them could be left out.

    ``mended`` are the broken ties that hold by them, ``cost`` what they take all together.
    """

    readings: Mapping[Place, Reading]
    mended: frozenset[Tie]

    @property
    def cost(self) -> float:
        return sum(r.cost for r in self.readings.values())

    @property
    def plausible(self) -> bool:
        hardest = max(r.cost for r in self.readings.values())
        return hardest <= DOUBTED and self.cost <= DOUBTED * len(self.mended)

    @property
    def moves_a_point(self) -> bool:
        """Whether a figure becomes ten, a hundred … times what was read, with nothing but other statements of the same
        amount to say so: as likely the contract's own confusion of units as a lost point."""
        return any(
            all("AMT108" in t.codes for t in self.mended if place in t.places) and _power_of_ten(place, reading)
            for place, reading in self.readings.items()
        )

    def cost_over(self, ties: Collection[Tie]) -> float:
        """What it takes to explain ``ties``, where those it does not mend are errors of the contract."""
        return self.cost + ERROR * sum(t not in self.mended for t in ties)

    def beats(self, other: Solution) -> bool:
        ties = self.mended | other.mended
        return self.cost_over(ties) + MARGIN <= other.cost_over(ties)


@dataclass(frozen=True)
class Verdict:
    """What may have become of ``broken`` ties: the near solutions, the likeliest first; none: the contract is wrong.

    ``certain`` where the first is to be taken. It is not ``witnessed`` where a value would be changed to be like another
    that is itself in conflict elsewhere.
    """

    broken: tuple[Tie, ...]
    solutions: tuple[Solution, ...]
    witnessed: bool = True

    @property
    def certain(self) -> bool:
        if not self.solutions:
            return False
        first, *others = self.solutions
        near = all(r.cost <= TAKEN for r in first.readings.values())
        return near and self.witnessed and not first.moves_a_point and all(first.beats(o) for o in others)


def _power_of_ten(place: Place, reading: Reading) -> bool:
    """Whether a reading has the digits of what was read, and is another figure all the same."""
    read, taken = place.value, place.parse(reading.text)
    if not (isinstance(read, Decimal) and isinstance(taken, Decimal)) or read == taken:
        return False
    return read.normalize().as_tuple().digits == taken.normalize().as_tuple().digits


def verdicts(ties: Sequence[Tie], failing: Collection[str]) -> list[Verdict]:
    """A verdict for each set of broken ties that one misreading may explain, and one for all that none does.

    ``failing`` are the codes that rules report.
    """
    broken = [t for t in ties if not t.holds({}) and (t.unread() or any(c in failing for c in t.codes))]
    pieces = _pieces(broken)
    whole = [t for t in broken if t not in pieces]
    by_place: dict[Place, list[Tie]] = defaultdict(list)
    for tie in ties:
        if tie in whole or tie.holds({}):
            for place in tie.places:
                by_place[place].append(tie)
    found = [s for group in _groups(whole) for s in _solutions(group, by_place) if s.plausible]
    explained = {t for s in found for t in s.mended}
    judged = [_with_pieces(replace(v, witnessed=_witnessed(v.solutions[0], whole)), pieces) for v in _rivals(found)]
    told = {t for v in judged for t in v.broken}
    rest = tuple(t for t in broken if t not in explained and t not in told)
    return [*judged, *([Verdict(rest, ())] if rest else [])]


def _pieces(broken: Sequence[Tie]) -> dict[Tie, set[Place]]:
    """Ties of what is only a piece of words that could not be made out (陆万元整 of 贰抬陆万元整), with those words."""
    unread = {p: _where(p) for t in broken for p in t.places if p.value is None}
    pieces = {t: {u for u, at in unread.items() for p in t.places if p is not u and _where(p) < at} for t in broken}
    return {t: words for t, words in pieces.items() if words}


def _where(place: Place) -> set[object]:
    return {(glyph.page, glyph.box) for _, glyph in place.chars}


def _with_pieces(verdict: Verdict, pieces: Mapping[Tie, set[Place]]) -> Verdict:
    """What is said of words goes for their pieces too."""
    words = {p for t in verdict.broken for p in t.places}
    return replace(verdict, broken=(*verdict.broken, *(t for t, of in pieces.items() if of & words)))


def _witnessed(solution: Solution, broken: Sequence[Tie]) -> bool:
    partners = {p for t in solution.mended if t.same for p in t.places if p not in solution.readings}
    changed = {(g.page, g.box) for p in solution.readings for _, g in p.chars}
    for tie in broken:
        # words of which only a part was made out are read anew with the rest
        own = any((g.page, g.box) in changed for p in tie.places for _, g in p.chars)
        if not own and tie not in solution.mended and any(p in partners for p in tie.places):
            return False
    return True


def _groups(broken: Sequence[Tie]) -> list[list[Tie]]:
    """Ties that share places, directly or by others."""
    groups: list[tuple[set[Place], list[Tie]]] = []
    for tie in broken:
        own = set(tie.places)
        joined = [g for g in groups if g[0] & own]
        groups = [g for g in groups if not g[0] & own]
        groups.append((own.union(*(g[0] for g in joined)), [*(t for g in joined for t in g[1]), tie]))
    return [ties for _, ties in groups]


def _rivals(solutions: Sequence[Solution]) -> list[Verdict]:
    """Solutions that mend some of the same ties stand against each other."""
    sides: list[tuple[set[Tie], list[Solution]]] = []
    for solution in solutions:
        joined = [s for s in sides if s[0] & solution.mended]
        sides = [s for s in sides if not s[0] & solution.mended]
        sides.append(
            (set(solution.mended).union(*(s[0] for s in joined)), [*(x for s in joined for x in s[1]), solution])
        )
    return [_verdict(ties, rivals) for ties, rivals in sides]


def _verdict(ties: Collection[Tie], rivals: list[Solution]) -> Verdict:
    """The rivals by what they take over all they explain; without those that another one beats, unless it is the first
    that does."""
    first, *others = sorted(rivals, key=lambda s: s.cost_over(ties))
    near = [o for o in others if not first.beats(o)]
    return Verdict(tuple(first.mended.union(*(o.mended for o in near))), (first, *near[:3]))


def _solutions(group: Sequence[Tie], by_place: Mapping[Place, Sequence[Tie]]) -> list[Solution]:
    """The choices of readings after which every tie that a changed value takes part in holds, the nearest first."""
    found: list[Solution] = []
    done: list[frozenset[tuple[Place, Value]]] = []
    seen: set[frozenset[tuple[Place, Value]]] = set()
    order = count()
    heap: list[tuple[float, int, dict[Place, Choice]]] = [(0.0, next(order), {})]
    for _ in range(LONGEST):
        if not heap or heap[0][0] > DOUBTED * len(group):
            break
        cost, _, chosen = heappop(heap)
        taken = {p: v for p, (v, _) in chosen.items()}
        key = frozenset(taken.items())
        if any(k <= key for k in done):
            continue  # more than is needed
        touched = [t for p in chosen for t in by_place[p]]
        if chosen and all(t.holds(taken) for t in touched):
            mended = frozenset(t for t in group if t in touched)
            found.append(Solution({p: r for p, (_, r) in chosen.items()}, mended))
            done.append(key)
            continue
        if len(chosen) < DEEPEST:
            # what one change has broken, or not yet mended, others must mend with it
            for tie in dict.fromkeys(t for t in (touched or group) if not t.holds(taken)):
                for place, value, reading in _changes(tie, taken):
                    new = key | {(place, value)}
                    if new not in seen:
                        seen.add(new)
                        heappush(heap, (cost + reading.cost, next(order), {**chosen, place: (value, reading)}))
    return found


def _changes(tie: Tie, taken: Mapping[Place, Value]) -> Iterator[tuple[Place, Value, Reading]]:
    """Every single reading that makes ``tie`` hold."""
    values = tie.values(taken)
    gap = None
    if tie.total is not None and None not in values:
        gap = values[-1] - sum(values[:-1])
    for i, place in enumerate(tie.terms):
        if not isinstance(place, Place) or place in taken:
            continue
        if tie.alike:
            other = tie.terms[1 - i]
            text = other.text if isinstance(other, Place) else str(other)
            reading = place.reading_as(text)
            if reading is not None and place.parse(reading.text) == values[1 - i]:
                yield place, values[1 - i], reading
            continue
        if gap is not None and tie.total is not None:
            wanted = place.value + gap * (-1 if i == len(values) - 1 else 1)
            for value, reading in place.readings:
                if abs(value - wanted) <= tie.total:
                    yield place, value, reading
            continue
        for value, reading in place.readings:
            if tie.holds({**taken, place: value}):
                yield place, value, reading

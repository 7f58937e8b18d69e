"""The search for the readings that make broken ties hold, nearest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count

from contract_parse.check.mending.near import DOUBTED, Reading
from contract_parse.check.mending.places import Place, Value
from contract_parse.check.mending.ties import Tie

# A misreading is more likely than an error of the contract below some 7; ten times as likely is asked of what is taken.
TAKEN = 4.6
MARGIN = 2.3  # by which the next best must be further away
DEEPEST = 4  # misreadings that hang together
LONGEST = 600  # steps of one search

Choice = tuple[Value, Reading]


@dataclass(frozen=True)
class Solution:
    """Readings that make ties hold: ``cost`` what they take all together, ``holding`` how many broken ties they mend."""

    readings: Mapping[Place, Reading]
    cost: float
    holding: int

    @property
    def hardest(self) -> float:
        return max(r.cost for r in self.readings.values())


@dataclass(frozen=True)
class Verdict:
    """What became of broken ties that hang together: the nearest solution and those about as near.

    ``certain`` where it is to be taken; a verdict without solutions is a contradiction.
    """

    broken: tuple[Tie, ...]
    solutions: tuple[Solution, ...]

    @property
    def certain(self) -> bool:
        return len(self.solutions) == 1 and self.solutions[0].hardest <= TAKEN


def verdicts(ties: Sequence[Tie], failing: Collection[str]) -> list[Verdict]:
    """A verdict for each group of broken ties that share values. ``failing`` are the codes that rules report."""
    broken = [t for t in ties if not t.holds({}) and (t.unread() or any(c in failing for c in t.codes))]
    wrong = set(broken)
    counted = [t for t in ties if t in wrong or t.holds({})]
    by_place: dict[Place, list[Tie]] = defaultdict(list)
    for tie in counted:
        for place in tie.places:
            by_place[place].append(tie)
    return [Verdict(tuple(group), tuple(_nearest(_solutions(group, by_place)))) for group in _groups(broken)]


def _groups(broken: Sequence[Tie]) -> list[list[Tie]]:
    """Ties that share places, directly or by others."""
    groups: list[tuple[set[Place], list[Tie]]] = []
    for tie in broken:
        own = set(tie.places)
        joined = [g for g in groups if g[0] & own]
        groups = [g for g in groups if not g[0] & own]
        groups.append((own.union(*(g[0] for g in joined)), [*(t for g in joined for t in g[1]), tie]))
    return [ties for _, ties in groups]


def _nearest(solutions: list[Solution]) -> list[Solution]:
    """The solutions that mend most, and of these those about as near as the nearest."""
    most = max((s.holding for s in solutions), default=0)
    full = sorted((s for s in solutions if s.holding == most), key=lambda s: s.cost)
    return [s for s in full if s.cost - full[0].cost < MARGIN and s.hardest <= DOUBTED and s.cost <= DOUBTED * most][:4]


def _solutions(group: Sequence[Tie], by_place: Mapping[Place, Sequence[Tie]]) -> list[Solution]:
    """Choices of readings after which every tie that a changed value takes part in holds, the nearest first."""
    found: list[Solution] = []
    done: list[frozenset[tuple[int, Value]]] = []
    seen: set[frozenset[tuple[int, Value]]] = set()
    order = count()
    heap: list[tuple[float, int, dict[Place, Choice]]] = [(0.0, next(order), {})]
    for _ in range(LONGEST):
        if not heap:
            break
        cost, _, chosen = heappop(heap)
        if found and cost > found[0].cost + MARGIN and found[0].holding == len(group):
            break
        taken = {p: v for p, (v, _) in chosen.items()}
        key = frozenset((id(p), v) for p, v in taken.items())
        if any(k <= key for k in done):
            continue  # more than is needed
        touched = [t for p in chosen for t in by_place[p]]
        open_ties = [t for t in dict.fromkeys((*touched, *group)) if not t.holds(taken)]
        if chosen and not any(t in open_ties for t in touched):
            found.append(Solution({p: r for p, (_, r) in chosen.items()}, cost, len(group) - len(open_ties)))
            if not open_ties:
                done.append(key)
                continue
        if len(chosen) < DEEPEST:
            for tie in open_ties:
                for place, value, reading in _changes(tie, taken):
                    new = key | {(id(place), value)}
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

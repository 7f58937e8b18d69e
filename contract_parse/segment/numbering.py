"""Which paragraphs are clauses, and at which depth: the cheapest consistent reading of all numbers.

A contract's numbers make sense only together: 3. may follow 2., or open nothing at all; a lone 第+条
between 第九条 and 第十一条 is 第十条; 1. after 7.2 is a list inside it if 8. comes later. So the numbers
are read as one sequence by a beam search over stacks of open levels. Every step costs what is unusual
about it: a number skipped or doubled, a level opened at 2, a mended reading, a printed number ignored.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from contract_parse.segment.readings import RANKS, Reading

BEAM = 12
REACH = 7.0  # a state this much dearer than the best is given up


class Level(NamedTuple):
    """An open level: the last number read on it; ``nums`` its numeric path where it has one (5.1 → (5, 1))."""

    kind: str
    mark: str
    last: int
    nums: tuple[int, ...] | None
    phantom: bool = False  # a clause whose own number was lost


class Step(NamedTuple):
    """What became of one candidate: the depth it was set at (0 outermost) and how it was read, or None."""

    depth: int
    reading: Reading
    ordinal: int
    nums: tuple[int, ...] | None
    relative: bool
    restart: bool
    phantom: int | None = None  # the number of a lost clause that has to be put above this one


@dataclass(frozen=True, slots=True)
class Candidate:
    """A paragraph (or the rest of one) that may begin with a number.

    ``ignore`` is the cost of taking it as mere text; ``part`` marks the heading of a part of the body,
    after which numbering may begin again; ``nested`` that it stands right behind another number.
    """

    readings: tuple[Reading, ...]
    ignore: float
    part: bool = False
    nested: bool = False


class _State(NamedTuple):
    stack: tuple[Level, ...]
    fresh: bool  # a part has begun and has no clause yet


class _Node(NamedTuple):
    cost: float
    state: _State
    step: Step | None
    before: _Node | None
    homes: frozenset[tuple[str, str]]  # (parent kind, child kind) pairs met so far
    ran: dict[str, int]  # the last number of each kind, whatever has been opened since


_SAME = {
    ("arabic_paren", "arabic_half"): 0.8, ("arabic_half", "arabic_paren"): 0.8,
    ("han", "article"): 3.0, ("article", "han"): 3.0, ("han", "han_paren"): 3.0, ("han_paren", "han"): 2.5,
    ("han_paren", "arabic_paren"): 2.0, ("arabic_paren", "han_paren"): 2.0,
    ("chapter", "article"): 6.0,
}  # fmt: skip


def _gap(diff: int) -> float:
    """What it costs that a number follows another at a distance of ``diff`` (1 is regular)."""
    if diff == 1:
        return 0.0
    if diff == 0:
        return 2.2
    if diff > 1:
        return min(1.5 + 0.25 * (diff - 2), 5.0)
    return min(3.6 - 0.2 * diff, 7.0)


def _first(n: int) -> float:
    """What it costs that a level opens with ``n``."""
    return 0.0 if n == 1 else 2.4 if n == 2 else min(3.2 + 0.3 * (n - 3), 7.0)


def _nesting(top: Level | None, reading: Reading, stack: tuple[Level, ...]) -> float:
    """What is unusual about opening a level of this kind under ``top``."""
    if top is None:
        return (
            0.4
            if reading.kind in {"arabic_paren", "han_paren", "arabic_half"}
            else 1.5
            if reading.kind in {"circle", "letter"}
            else 0.0
        )
    cost = 0.0
    down = RANKS[reading.kind] - RANKS[top.kind]
    if down < 0:
        cost += 0.3 if (top.kind in {"arabic_paren", "arabic_half"} and reading.kind == "arabic") else 0.9 - 0.2 * down
        if reading.kind in {"article", "chapter"}:
            cost += 3.0
    for level in stack:
        if level.kind == reading.kind and reading.kind != "dotted":
            cost += 0.8 if level.mark != reading.mark else 1.6
            break
    return cost


def _moves(state: _State, reading: Reading) -> list[tuple[float, Step, tuple[Level, ...]]]:
    stack = state.stack
    out: list[tuple[float, Step, tuple[Level, ...]]] = []
    if reading.kind == "dotted" and reading.ordinals is not None:
        return _dotted(state, reading, reading.ordinals)
    n = reading.ordinals[0] if reading.ordinals else None
    for j in range(len(stack) - 1, -1, -1):
        level = stack[j]
        if level.kind == reading.kind:
            unlike = 0.0 if level.mark == reading.mark or reading.mark == " " else 0.5
        elif (level.kind, reading.kind) in _SAME:
            unlike = _SAME[level.kind, reading.kind]
        elif level.kind == "dotted" and reading.kind == "arabic" and level.nums and len(level.nums) == 1:
            unlike = 0.2
        else:
            continue
        if level.phantom and n is None:
            continue
        now = level.last + 1 if n is None else n
        pops = len(stack) - 1 - j
        cost = _gap(now - level.last) + unlike + 0.12 * pops + (0.4 if state.fresh and j else 0.0)
        if reading.mark == " " and now != level.last + 1:
            cost += 3.0
        nums = (*level.nums[:-1], now) if level.nums else None
        step = Step(j, reading, now, nums, relative=j > 0, restart=False)
        out.append(
            (
                cost,
                step,
                (
                    *stack[:j],
                    Level(
                        level.kind if unlike < 1 else reading.kind,
                        reading.mark if reading.mark != " " else level.mark,
                        now,
                        nums,
                    ),
                ),
            )
        )
    # Opening a level below the innermost one.
    n = 1 if n is None else n
    top = stack[-1] if stack else None
    if not (top and top.phantom and reading.kind != "dotted"):
        nums = (n,) if top is None else (*top.nums, n) if top.nums and reading.kind in {"arabic", "han"} else None
        cost = _first(n) + _nesting(top, reading, stack) + (0.8 if reading.ordinals is None else 0.0)
        if reading.mark == " ":
            cost += 2.0 if top is not None else 1.0
        if state.fresh and top is not None:
            cost += 1.2
        if reading.kind in {"chapter", "section"} and top is not None:
            cost += 3.0
        step = Step(len(stack), reading, n, nums, relative=True, restart=top is None)
        out.append((cost, step, (*stack, Level(reading.kind, reading.mark, n, nums))))
    if stack and reading.kind not in {"circle", "letter", "arabic_half"}:
        # The outermost numbering begins again: free after a part's heading, dear elsewhere.
        cost = _first(n) + (0.1 if state.fresh else 5.5) + (0.3 if reading.kind.endswith("paren") else 0.0)
        if n == 1 or state.fresh:
            out.append(
                (
                    cost,
                    Step(0, reading, n, (n,), relative=False, restart=True),
                    (Level(reading.kind, reading.mark, n, (n,)),),
                )
            )
    return out


def _dotted(state: _State, reading: Reading, o: tuple[int, ...]) -> list[tuple[float, Step, tuple[Level, ...]]]:
    stack = state.stack
    out: list[tuple[float, Step, tuple[Level, ...]]] = []
    for j in range(len(stack) - 1, -1, -1):
        level = stack[j]
        pops = len(stack) - 1 - j
        if level.kind == "dotted" and level.nums and len(level.nums) == len(o) and level.nums[:-1] == o[:-1]:
            cost = _gap(o[-1] - level.last) + 0.12 * pops
            out.append((cost, Step(j, reading, o[-1], o, False, False), (*stack[:j], Level("dotted", ".", o[-1], o))))
        elif level.nums == o[:-1]:
            cost = _first(o[-1]) * 0.8 + 0.15 * pops
            if j + 1 < len(stack) and stack[j + 1].kind != "dotted":
                cost += 0.6
            out.append(
                (cost, Step(j + 1, reading, o[-1], o, False, False), (*stack[: j + 1], Level("dotted", ".", o[-1], o)))
            )
        elif level.nums and len(o) > 2 and level.nums == o[:-2]:
            # 3.1.1 where no 3.1 stands above it.
            cost = 2.2 + _first(o[-1]) + _first(o[-2]) + 0.15 * pops
            out.append(
                (cost, Step(j + 1, reading, o[-1], o, False, False), (*stack[: j + 1], Level("dotted", ".", o[-1], o)))
            )
        elif j and level.kind in {"arabic", "dotted", "han"} and len(o) == 2 and level.last == o[0] and level.nums:
            # 1.1 under 1、 of 第五条: it counts from its parent alone.
            nums = (*level.nums, o[-1])
            cost = 0.5 + _first(o[-1]) + 0.15 * pops
            out.append(
                (
                    cost,
                    Step(j + 1, reading, o[-1], nums, True, False),
                    (*stack[: j + 1], Level("dotted", "r", o[-1], nums)),
                )
            )
        elif level.kind == "dotted" and level.mark == "r" and len(o) == 2 and level.nums and level.nums[-2] == o[0]:
            nums = (*level.nums[:-1], o[-1])
            cost = _gap(o[-1] - level.last) + 0.12 * pops
            out.append(
                (cost, Step(j, reading, o[-1], nums, True, False), (*stack[:j], Level("dotted", "r", o[-1], nums)))
            )
        elif (
            level.kind in {"dotted", "arabic"} and level.nums and len(level.nums) == len(o) and o[-1] == level.last + 1
        ):
            # The first numbers do not fit, the last one goes on: a slip of the pen in the prefix.
            nums = (*level.nums[:-1], o[-1])
            cost = 3.2 + 0.12 * pops
            out.append(
                (
                    cost,
                    Step(j, reading, o[-1], o, False, False),
                    (*stack[:j], Level(level.kind, level.mark, o[-1], nums)),
                )
            )
    outer = stack[0] if stack else None
    ahead = o[0] - (outer.last if outer else 0)
    if len(o) == 2 and (ahead >= 1 or outer is None or (state.fresh and o[0] == 1)):
        # Its parent's heading was lost.
        lost = Level(outer.kind if outer else "arabic", outer.mark if outer else ".", o[0], (o[0],), phantom=True)
        cost = (
            2.6 + _first(o[-1]) + 0.5 * max(ahead - 1, 0)
            if outer and not state.fresh
            else 1.2 + _first(o[-1]) + _first(o[0])
        )
        step = Step(1, reading, o[-1], o, False, state.fresh, phantom=o[0])
        out.append((cost, step, (lost, Level("dotted", ".", o[-1], o))))
    return out


def read_sequence(candidates: list[Candidate]) -> list[Step | None]:
    """What becomes of each candidate, None where its number is mere text (or it has none)."""
    nodes = [_Node(0.0, _State((), False), None, None, frozenset(), {})]
    for candidate in candidates:
        best: dict[_State, _Node] = {}

        def offer(node: _Node, best: dict[_State, _Node] = best) -> None:
            held = best.get(node.state)
            if held is None or node.cost < held.cost:
                best[node.state] = node

        if not candidate.readings and not candidate.part:
            nodes = [_Node(n.cost, n.state, None, n, n.homes, n.ran) for n in nodes]
            continue
        for node in nodes:
            state = node.state
            if candidate.part:
                state = _State(state.stack[:1], True)
            offer(
                _Node(
                    node.cost + (candidate.ignore if candidate.readings else 0.0),
                    state,
                    None,
                    node,
                    node.homes,
                    node.ran,
                )
            )
            for reading in candidate.readings:
                for cost, step, stack in _moves(state, reading):
                    total = node.cost + cost + reading.cost
                    homes, n = node.homes, step.ordinal
                    if (
                        reading.kind != "dotted"
                        and n > 1
                        and step.depth == len(state.stack)
                        and node.ran.get(reading.kind) == n - 1
                    ):
                        total -= max(_first(n) - 0.9, 0.0)  # the numbers run on over the sections
                    if step.depth and not step.restart:
                        pair = (stack[step.depth - 1].kind, reading.kind)
                        if pair not in homes:
                            total += 0.25
                            homes = homes | {pair}
                    offer(
                        _Node(
                            total,
                            _State(stack, state.fresh and step.depth > 0 and not step.restart),
                            step,
                            node,
                            homes,
                            {**node.ran, reading.kind: n},
                        )
                    )
        nodes = sorted(best.values(), key=lambda n: n.cost)[:BEAM]
        nodes = [n for n in nodes if n.cost <= nodes[0].cost + REACH]
    steps: list[Step | None] = []
    last: _Node | None = nodes[0]
    while last is not None and last.before is not None:
        steps.append(last.step)
        last = last.before
    return steps[::-1]

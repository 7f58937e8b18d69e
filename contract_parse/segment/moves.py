"""What reading the next number may do to the open levels: go on with one, open one below, begin anew; and its cost."""

from __future__ import annotations

from typing import NamedTuple

from contract_parse.segment.readings import RANKS, Reading


class Level(NamedTuple):
    """An open level: the last number read on it; ``nums`` its numeric path where it has one (5.1 → (5, 1)).

    ``own`` is what dotted numbers below it may begin with instead, where its number began anew under a parent:
    (2,) for 2. under 五、, below which 2.1 and 2.1.1 are printed.
    """

    kind: str
    mark: str
    last: int
    nums: tuple[int, ...] | None
    phantom: bool = False  # a clause whose own number was lost
    own: tuple[int, ...] | None = None


class Step(NamedTuple):
    """What became of one candidate: the depth it was set at (0 outermost) and how it was read, or None."""

    depth: int
    reading: Reading
    ordinal: int
    nums: tuple[int, ...] | None
    relative: bool
    restart: bool
    phantom: int | None = None  # the number of a lost clause that has to be put above this one


class State(NamedTuple):
    """The open levels, outermost first; ``fresh`` where a part has begun and has no clause yet."""

    stack: tuple[Level, ...]
    fresh: bool


_SAME = {
    ("arabic_paren", "arabic_half"): 0.8, ("arabic_half", "arabic_paren"): 0.8,
    ("han", "article"): 3.0, ("article", "han"): 3.0, ("han", "han_paren"): 3.0, ("han_paren", "han"): 2.5,
    ("han_paren", "arabic_paren"): 2.0, ("arabic_paren", "han_paren"): 2.0,
    ("chapter", "article"): 6.0,
}  # fmt: skip

# Kinds below which dotted numbers may stand that begin with theirs.
_COUNTED = {"arabic", "han"}


def _gap(diff: int) -> float:
    """What it costs that a number follows another at a distance of ``diff`` (1 is regular)."""
    if diff == 1:
        return 0.0
    if diff == 0:
        return 2.2
    if diff > 1:
        return min(1.5 + 0.25 * (diff - 2), 5.0)
    return min(3.6 - 0.2 * diff, 7.0)


def opening_cost(n: int) -> float:
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


def moves(state: State, reading: Reading) -> list[tuple[float, Step, tuple[Level, ...]]]:
    """Every way to take ``reading`` as the next number: (cost, step, the levels then open)."""
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
                        own=(now,) if j and reading.kind in _COUNTED else None,
                    ),
                ),
            )
        )
    # Opening a level below the innermost one.
    n = 1 if n is None else n
    top = stack[-1] if stack else None
    if not (top and top.phantom and reading.kind != "dotted"):
        nums = (n,) if top is None else (*top.nums, n) if top.nums and reading.kind in {"arabic", "han"} else None
        cost = opening_cost(n) + _nesting(top, reading, stack) + (0.8 if reading.ordinals is None else 0.0)
        if reading.mark == " ":
            cost += 2.0 if top is not None else 1.0
        if state.fresh and top is not None:
            cost += 1.2
        if reading.kind in {"chapter", "section"} and top is not None:
            cost += 3.0
        step = Step(len(stack), reading, n, nums, relative=True, restart=top is None)
        own = (n,) if top is not None and reading.kind in _COUNTED else None
        out.append((cost, step, (*stack, Level(reading.kind, reading.mark, n, nums, own=own))))
    if stack and reading.kind not in {"circle", "letter", "arabic_half"}:
        # The outermost numbering begins again: free after a part's heading, dear elsewhere.
        cost = opening_cost(n) + (0.1 if state.fresh else 5.5) + (0.3 if reading.kind.endswith("paren") else 0.0)
        if n == 1 or state.fresh:
            out.append(
                (
                    cost,
                    Step(0, reading, n, (n,), relative=False, restart=True),
                    (Level(reading.kind, reading.mark, n, (n,)),),
                )
            )
    return out


def _counted(own: tuple[int, ...], nums: tuple[int, ...] | None) -> Level:
    """The level of a dotted number that counts from the level above it."""
    return Level("dotted", "r", own[-1], nums, own=own)


def _dotted(state: State, reading: Reading, o: tuple[int, ...]) -> list[tuple[float, Step, tuple[Level, ...]]]:
    stack = state.stack
    out: list[tuple[float, Step, tuple[Level, ...]]] = []
    for j in range(len(stack) - 1, -1, -1):
        level = stack[j]
        pops = len(stack) - 1 - j
        if level.kind == "dotted" and level.nums and len(level.nums) == len(o) and level.nums[:-1] == o[:-1]:
            cost = _gap(o[-1] - level.last) + 0.12 * pops
            out.append((cost, Step(j, reading, o[-1], o, False, False), (*stack[:j], Level("dotted", ".", o[-1], o))))
        elif level.nums == o[:-1]:
            cost = opening_cost(o[-1]) * 0.8 + 0.15 * pops
            if j + 1 < len(stack) and stack[j + 1].kind != "dotted":
                cost += 0.6
            out.append(
                (cost, Step(j + 1, reading, o[-1], o, False, False), (*stack[: j + 1], Level("dotted", ".", o[-1], o)))
            )
        elif level.nums and len(o) > 2 and level.nums == o[:-2]:
            # 3.1.1 where no 3.1 stands above it.
            cost = 2.2 + opening_cost(o[-1]) + opening_cost(o[-2]) + 0.15 * pops
            out.append(
                (cost, Step(j + 1, reading, o[-1], o, False, False), (*stack[: j + 1], Level("dotted", ".", o[-1], o)))
            )
        elif level.own == o[:-1]:
            # 1.1 under 1、 of 第五条, 1.1.1 under that: they count from their parents alone.
            nums = (*level.nums, o[-1]) if level.nums else None
            cost = (0.5 if len(o) == 2 else 0.0) + opening_cost(o[-1]) + 0.15 * pops
            out.append((cost, Step(j + 1, reading, o[-1], nums, True, False), (*stack[: j + 1], _counted(o, nums))))
        elif level.kind == "dotted" and level.own and level.own[:-1] == o[:-1]:
            nums = (*level.nums[:-1], o[-1]) if level.nums else None
            cost = _gap(o[-1] - level.last) + 0.12 * pops
            out.append((cost, Step(j, reading, o[-1], nums, True, False), (*stack[:j], _counted(o, nums))))
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
    if (
        outer
        and len(stack) == 1
        and len(o) == 2
        and o[1] == 1
        and outer.kind != "dotted"
        and 0 < abs(outer.last - o[0]) < 3
    ):
        # The heading above bears a wrong number, its first clause the right one: 第十条 over 9.1.
        out.append(
            (
                2.4,
                Step(1, reading, 1, o, False, False),
                (Level(outer.kind, outer.mark, o[0], (o[0],)), Level("dotted", ".", 1, o)),
            )
        )
    ahead = o[0] - (outer.last if outer else 0)
    if len(o) == 2 and (ahead >= 1 or outer is None or (state.fresh and o[0] == 1)):
        # Its parent's heading was lost.
        lost = Level(outer.kind if outer else "arabic", outer.mark if outer else ".", o[0], (o[0],), phantom=True)
        cost = (
            2.6 + opening_cost(o[-1]) + 0.5 * max(ahead - 1, 0)
            if outer and not state.fresh
            else 1.2 + opening_cost(o[-1]) + opening_cost(o[0])
        )
        step = Step(1, reading, o[-1], o, False, state.fresh, phantom=o[0])
        out.append((cost, step, (lost, Level("dotted", ".", o[-1], o))))
    return out

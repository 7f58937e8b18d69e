"""Which paragraphs are clauses, and at which depth: the cheapest consistent reading of all numbers.

A contract's numbers make sense only together: 3. may follow 2., or open nothing at all; a lone 第+条
between 第九条 and 第十一条 is 第十条; 1. after 7.2 is a list inside it if 8. comes later. So the numbers
are read as one sequence by a beam search over stacks of open levels. Every step costs what is unusual
about it: a number skipped or doubled, a level opened at 2, a mended reading, a printed number ignored.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from contract_parse.segment.moves import State, Step, moves, opening_cost
from contract_parse.segment.readings import Reading

BEAM = 12
REACH = 7.0  # a state this much dearer than the best is given up


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


class _Node(NamedTuple):
    cost: float
    state: State
    step: Step | None
    before: _Node | None
    homes: frozenset[tuple[str, str]]  # (parent kind, child kind) pairs met so far
    ran: dict[str, tuple[int, int]]  # the last number of each kind and its depth, whatever has been opened since


def read_sequence(candidates: list[Candidate]) -> list[Step | None]:
    """What becomes of each candidate, None where its number is mere text (or it has none)."""
    nodes = [_Node(0.0, State((), False), None, None, frozenset(), {})]
    for candidate in candidates:
        best: dict[State, _Node] = {}

        def offer(node: _Node, best: dict[State, _Node] = best) -> None:
            held = best.get(node.state)
            if held is None or node.cost < held.cost:
                best[node.state] = node

        if not candidate.readings and not candidate.part:
            nodes = [_Node(n.cost, n.state, None, n, n.homes, n.ran) for n in nodes]
            continue
        for node in nodes:
            state = node.state
            if candidate.part:
                state = State(state.stack[:1], True)
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
                for cost, step, stack in moves(state, reading):
                    total = node.cost + cost + reading.cost
                    homes, n = node.homes, step.ordinal
                    opens = step.depth == len(state.stack) and all(x.kind != reading.kind for x in state.stack)
                    if (
                        opens
                        and n > 1
                        and reading.kind != "dotted"
                        and node.ran.get(reading.kind) == (n - 1, step.depth)
                    ):
                        total -= max(opening_cost(n) - 0.9, 0.0)  # the numbers run on over the sections
                    if step.depth and not step.restart:
                        pair = (stack[step.depth - 1].kind, reading.kind)
                        if pair not in homes:
                            total += 0.25
                            homes = homes | {pair}
                    offer(
                        _Node(
                            total,
                            State(stack, state.fresh and step.depth > 0 and not step.restart),
                            step,
                            node,
                            homes,
                            {**node.ran, reading.kind: (n, step.depth)},
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

"""Whether clause numbers run on: neighbours on one level, their ordinals read from the numbers as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from contract_parse.model.facts import ClauseFact
from contract_parse.values.markers import parse_marker

Gap = tuple[ClauseFact, ClauseFact, str | None]


def ordinal(clause: ClauseFact) -> tuple[str, int] | None:
    """(style, last ordinal) of a clause's printed number, None where it does not read as one."""
    marker = parse_marker(clause.number) or parse_marker(clause.number + "、")
    if marker is None or not marker.ordinals:
        return None
    return marker.kind, marker.ordinals[-1]


def gaps(clauses: Sequence[ClauseFact], parent: ClauseFact | None = None) -> Iterator[Gap]:
    """Neighbours on each level with what is wrong between them in Chinese, or None where they run on.

    A number that alone is wrong (6, 8, 8, 9; 5, 5, 7) is told once, and so is a heading whose number its own
    clauses contradict (第十条 over 9.1 and 9.2).
    """
    misnumbered: dict[int, int] = {}  # clause → the number it should bear
    told = False
    mixed = _out_of_order(clauses)
    if mixed is not None:
        yield (*mixed, "编号次序颠倒")
    for i, (before, after) in enumerate(pairwise(clauses) if mixed is None else ()):
        if told:  # the number between is the slip, and has been told
            told = False
            continue
        a, b = ordinal(before), ordinal(after)
        if a is None or b is None or a[0] != b[0] or _part(before) != _part(after):
            continue
        wrong = _wrong(before, a[1], b[1])
        if wrong is None and b[1] != a[1] + 1:
            continue
        yield before, after, wrong
        if wrong is not None:
            misnumbered[id(after)] = a[1] + 1
            third = ordinal(clauses[i + 2]) if i + 2 < len(clauses) else None
            told = third is not None and third == (a[0], a[1] + 2)
    if parent is not None and clauses and not misnumbered and _opens_late(parent, clauses[0]):
        yield parent, clauses[0], "缺少第 1 项"
    for clause in clauses:
        strangers = [c for c in clause.children if _of_another(clause, c)]
        if strangers and _first_of(strangers[0]) != misnumbered.get(id(clause)):
            yield clause, strangers[0], "编号不属于所在条款"
        yield from gaps([c for c in clause.children if c not in strangers], clause)


def _out_of_order(clauses: Sequence[ClauseFact]) -> tuple[ClauseFact, ClauseFact] | None:
    """Where the order breaks on a level that lacks no number and repeats none (10.1, 10.3, 10.2): one slip, not two."""
    read = [ordinal(c) for c in clauses]
    numbers = [o[1] for o in read if o is not None]
    alike = len(numbers) == len(clauses) and len({o[0] for o in read if o}) == len({_part(c) for c in clauses}) == 1
    if not alike or sorted(numbers) != list(range(numbers[0], numbers[0] + len(numbers))):
        return None
    return next(
        ((a, b) for (a, b), (m, n) in zip(pairwise(clauses), pairwise(numbers), strict=True) if n != m + 1), None
    )


def answering(clauses: Sequence[ClauseFact]) -> set[str]:
    """The parts that answer to an earlier one, clause by clause under the same headings: special terms after general ones.

    They hold only what there is to say, so that their numbers skip by design.
    """
    parts: dict[str, dict[str, str]] = {}
    for clause in clauses:
        if clause.title:
            prefix, _, own = clause.path.rpartition("/")
            parts.setdefault(prefix, {}).setdefault(own, clause.title.replace("的", "").strip(" :："))
    found = set()
    for i, (name, titles) in enumerate(parts.items()):
        for other in list(parts.values())[:i]:
            shared = sum(other.get(own) == title for own, title in titles.items())
            if shared >= 2 and 2 * shared >= len(titles):
                found.add(name)
    return found


def _wrong(before: ClauseFact, a: int, b: int) -> str | None:
    """What is wrong about ``b`` behind ``a``; None where nothing is, or nothing that is surely a slip."""
    if b == a:
        return "编号重复"
    if a + 1 < b <= a + 20 and not _within(before, a + 1):
        return f"缺少第 {a + 1} 项" if b == a + 2 else f"缺少第 {a + 1} 至第 {b - 1} 项"
    return "编号倒退" if 1 < b < a else None


def _first_of(clause: ClauseFact) -> int | None:
    marker = parse_marker(clause.number)
    return marker.ordinals[0] if marker is not None and marker.ordinals else None


def _opens_late(parent: ClauseFact, first: ClauseFact) -> bool:
    """Whether the clauses under a heading begin with its second: 7.2 under 七, and no 7.1."""
    marker = parse_marker(first.number)
    if marker is None or marker.kind != "dotted" or marker.ordinals[-1] not in (2, 3) or _of_another(parent, first):
        return False
    number = ".".join(map(str, (*marker.ordinals[:-1], 1)))
    return number not in parent.text and not _within(parent, 1)


def _of_another(parent: ClauseFact, child: ClauseFact) -> bool:
    """Whether a dotted number names another clause than the one it stands in: 13.3 under 二十."""
    marker = parse_marker(child.number)
    own = re.search(r"(\d+)$", parent.path)
    return (
        marker is not None and marker.kind == "dotted" and len(marker.ordinals) == 2 and "." not in parent.path
        and own is not None and marker.ordinals[0] != int(own[1])
    )  # fmt: skip


def _part(clause: ClauseFact) -> str:
    return clause.path.rpartition("/")[0]


def _within(clause: ClauseFact, missing: int) -> bool:
    """Whether the number that seems to be missing only stands in the text before, printed in another style."""
    text = clause.text + " ".join(c.text for c in clause.children)
    return re.search(rf"(?:^|\n)\s*[（(]?{missing}\s*(?!\d|\.\d|%|年|月|日|个|元|天)\S", text) is not None

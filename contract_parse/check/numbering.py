"""Whether clause numbers run on: neighbours on one level, their ordinals read from the numbers as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from contract_parse.model.facts import ClauseFact
from contract_parse.values.markers import parse_marker


def ordinal(clause: ClauseFact) -> tuple[str, int] | None:
    """(style, last ordinal) of a clause's printed number, None where it does not read as one."""
    marker = parse_marker(clause.number) or parse_marker(clause.number + "、")
    if marker is None or not marker.ordinals:
        return None
    return marker.kind, marker.ordinals[-1]


def gaps(clauses: Sequence[ClauseFact]) -> Iterator[tuple[ClauseFact, ClauseFact, str | None]]:
    """Neighbours on each level with what is wrong between them in Chinese, or None where they run on."""
    for before, after in pairwise(clauses):
        a, b = ordinal(before), ordinal(after)
        if a is None or b is None or a[0] != b[0] or _part(before) != _part(after):
            continue
        if b[1] == a[1] + 1:
            yield before, after, None
        elif b[1] == a[1]:
            yield before, after, "编号重复"
        elif a[1] + 1 < b[1] <= a[1] + 20 and not _within(before, a[1] + 1):
            yield (
                before,
                after,
                f"缺少第 {a[1] + 1} 项" if b[1] == a[1] + 2 else f"缺少第 {a[1] + 1} 至第 {b[1] - 1} 项",
            )
        elif 1 < b[1] < a[1]:
            yield before, after, "编号倒退"
    for clause in clauses:
        for child in clause.children:
            if _of_another(clause, child):
                yield clause, child, "编号不属于所在条款"
        yield from gaps([c for c in clause.children if not _of_another(clause, c)])


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

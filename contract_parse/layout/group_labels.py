"""Labels of groups in tables without rules: each stands at half the height of the rows it is the group of."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from contract_parse.layout.entries import Printed, column_of, is_heading, key_columns, partition, printed
from contract_parse.layout.lines import Row
from contract_parse.model.geometry import bounding
from contract_parse.model.page import Word

# How far, in ems, a label may be off the middle of its rows; the columns looked at, from the left.
_OFF, _COLUMNS = 0.45, 3
_NAMED = 0.7  # a column filled in so many of the entries names them


@dataclass(frozen=True, slots=True)
class GroupLabel:
    """The words of a group's label, its column, and the entries (from ``first`` to before ``end``) it spans."""

    words: tuple[Word, ...]
    column: int
    first: int
    end: int


def with_groups(
    lines: Sequence[Printed], cuts: Sequence[float], rules: Sequence[float]
) -> tuple[list[list[Printed]], list[GroupLabel]]:
    """The table's entries, and the labels of groups taken out of them."""
    columns = len(cuts) + 1
    plain = partition(lines, columns, rules)
    keys = key_columns(lines, columns)
    sparse = [c for c in range(min(_COLUMNS, columns - 2)) if _is_sparse(c, lines, plain)]
    sparse = [c for c in sparse if not any(k < c and k not in sparse for k in keys if k)]
    best: tuple[list[list[Printed]], list[GroupLabel]] = (plain, [])
    for count in range(len(sparse), 0, -1):
        taken = set(sparse[:count])
        rest, words = _without(lines, cuts, taken)
        entries = partition(rest, columns, rules)
        labels = [_placed(words[c], c, entries) for c in sorted(taken)]
        if all(found is not None for found in labels):
            return entries, [label for found in labels if found is not None for label in found]
    return best


def _is_sparse(col: int, lines: Sequence[Printed], entries: Sequence[Sequence[Printed]]) -> bool:
    """Whether a column is filled in far fewer lines than there are entries."""
    plain = sum(not _is_apart(entry) for entry in entries)
    filled = sum(col in line.cells for line in lines if not line.total)
    return 0 < filled < _NAMED * plain and plain > 1


def _without(
    lines: Sequence[Printed], cuts: Sequence[float], taken: set[int]
) -> tuple[list[Printed], dict[int, list[Word]]]:
    words: dict[int, list[Word]] = {c: [] for c in taken}
    rest = []
    for line in lines:
        if line.total:
            rest.append(line)
            continue
        kept: list[Word] = []
        for word in line.row.words:
            col = column_of(word, cuts)
            (words[col] if col in taken else kept).append(word)
        if len(kept) == len(line.row.words):
            rest.append(line)
        elif kept:
            rest.append(printed(Row(tuple(kept), bounding(w.box for w in kept)), cuts))
    return rest, words


def _placed(words: Sequence[Word], col: int, entries: Sequence[Sequence[Printed]]) -> list[GroupLabel] | None:
    """The column's labels with their spans, None where some do not stand at half the height of any rows."""
    found: list[GroupLabel] = []
    for first, end in _stretches(entries):
        top, bottom = entries[first][0].row.box.y0, entries[end - 1][-1].row.box.y1
        own = [label for label in _labels(words) if top - 1 < bounding(w.box for w in label).centre[1] < bottom + 1]
        spans = _spans([bounding(w.box for w in label).centre[1] for label in own], entries, first, end)
        if own and spans is None:
            return None
        found += [GroupLabel(tuple(label), col, a, b) for label, (a, b) in zip(own, spans or [], strict=True)]
    if sum(len(g.words) for g in found) != len(words) or not any(g.end - g.first > 1 for g in found):
        return None
    return found


def _stretches(entries: Sequence[Sequence[Printed]]) -> list[tuple[int, int]]:
    """Runs of entries between those that declare sums or head others."""
    out = []
    for total, run in itertools.groupby(range(len(entries)), key=lambda i: _is_apart(entries[i])):
        own = list(run)
        if not total:
            out.append((own[0], own[-1] + 1))
    return out


def _is_apart(entry: Sequence[Printed]) -> bool:
    """Whether an entry declares a sum, or is a heading over the columns."""
    return any(line.total for line in entry) or (len(entry) == 1 and is_heading(entry[0]))


def _labels(words: Sequence[Word]) -> list[list[Word]]:
    """Words of one column gathered to labels: lines close below one another are one."""
    out: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.box.centre[1], w.box.x0)):
        if out and word.box.centre[1] - out[-1][-1].box.centre[1] < 1.5 * word.size:
            out[-1].append(word)
        else:
            out.append([word])
    return out


def _spans(
    middles: Sequence[float], entries: Sequence[Sequence[Printed]], first: int, end: int
) -> list[tuple[int, int]] | None:
    """Entries ``first`` to ``end`` dealt out to the labels at ``middles``, each in the middle of its own."""
    off = _OFF * entries[first][0].row.size
    # reach[e]: the spans of the labels seen, the last ending before entry e.
    reach: dict[int, list[tuple[int, int]]] = {first: []}
    for middle in middles:
        after: dict[int, list[tuple[int, int]]] = {}
        for start, spans in reach.items():
            for stop in range(start + 1, end + 1):
                centre = (entries[start][0].row.box.y0 + entries[stop - 1][-1].row.box.y1) / 2
                if abs(centre - middle) <= off:
                    after.setdefault(stop, [*spans, (start, stop)])
        reach = after
    return reach.get(end)

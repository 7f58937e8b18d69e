"""The header of a table without vertical lines: its names, wrapped or under a name that several share."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from contract_parse.layout.columns import pieces, words_text
from contract_parse.layout.headers import names_column
from contract_parse.layout.lines import Row, row_text, rows_of
from contract_parse.layout.parts import PartCell
from contract_parse.model.geometry import Box, bounding
from contract_parse.model.page import Word

# Ems: the gap that parts two names of a header; how far the line below may be.
NAME_GAP, LINE_GAP = 0.7, 0.6
WRAP_GAP, SHARED_GAP = 0.4, 1.3  # the same for the rest of a wrapped name, and for names below one they share
FIRM_GAP, LEVEL_GAP = 0.45, 2.5
_UNIT = re.compile(r"^[（(【\[].*[)）\]】]$")
_DIGITS = re.compile(r"\d")
_CLOSED = re.compile(r"[)）](?=.)")
_MOST_LINES = 5


@dataclass(frozen=True, slots=True)
class Name:
    """A column's name; ``above`` is the name it shares with its neighbours, printed over both."""

    words: tuple[Word, ...]
    above: Name | None = None

    @property
    def box(self) -> Box:
        return bounding(w.box for w in self.words)

    @property
    def text(self) -> str:
        return words_text(self.words)


def find_header(rows: Sequence[Row], at: int) -> tuple[list[Name], int] | None:
    """The names of a header that begins with row ``at``, from left to right, and how many rows it is printed in."""
    if (whole := _whole(rows, at)) is not None:
        return whole
    group = [rows[at]]
    for lines in range(1, _MOST_LINES):
        names = _names(group)
        named = sum(names_column(n.text) for n in names)
        if len(names) >= 3 and named >= 3 and named >= 0.6 * len(names):
            while at + lines < len(rows) and _goes_on(group, names, rows[at + lines]):
                group.append(rows[at + lines])
                names = _names(group)
                lines += 1
            return names, lines
        if lines > 2 or at + lines >= len(rows):
            return None
        if rows[at + lines].box.y0 - group[-1].box.y1 > LINE_GAP * rows[at].size:
            return None
        if any(len(words_text(p)) > 8 for r in (rows[at], rows[at + lines]) for p in pieces(r, NAME_GAP)):
            return None
        group.append(rows[at + lines])
    return None


def _whole(rows: Sequence[Row], at: int) -> tuple[list[Name], int] | None:
    """The most lines from row ``at`` that make names of columns and nothing else, where some are wrapped: 计量 above
    单位, or 采购数 above and 量 below the line in which 序号 stands. No row of things is without a figure."""
    last = at
    if not _is_plain(_parts(rows[at])):
        return None
    while last + 1 < len(rows) and last - at < _MOST_LINES - 1 and _is_of_names(rows, last + 1):
        last += 1
    for end in range(last, at, -1):
        names = _names(rows[at : end + 1])
        if len(names) >= 3 and all(names_column(n.text) for n in names):
            below = _names(rows[at + 1 : end + 1])
            letter = all(len(words_text(p)) == 1 for p in _parts(rows[at]))
            if not letter and len(below) == len(names) and all(names_column(n.text) for n in below):
                return None  # a heading above them
            return names, end - at + 1
    return None


def _is_of_names(rows: Sequence[Row], at: int) -> bool:
    """Whether a row close below another has several short words and no figures, or the end of one that is wrapped."""
    row = rows[at]
    gap = row.box.y0 - rows[at - 1].box.y1
    parts = _parts(row)
    names = len(parts) > 1 and all(names_column(words_text(p)) for p in parts)
    if gap > (LEVEL_GAP if names else SHARED_GAP) * row.size:
        return False
    if len(parts) == 1 and 1 < len(words_text(parts[0])) <= 4 and at + 1 < len(rows):
        below = rows[at + 1].box.y0 - row.box.y1
        return below > 1.3 * max(gap, 0) + 1 and not _DIGITS.search(words_text(parts[0]))
    return _is_plain(parts)


def _is_plain(parts: Sequence[Sequence[Word]]) -> bool:
    words = [words_text(p) for p in parts]
    plain = not any(_DIGITS.search(s) or len(s) > 8 for s in words)
    return plain and (len(words) > 1 or len(words[0]) == 1 or bool(_UNIT.match(words[0])))


def _goes_on(group: Sequence[Row], names: Sequence[Name], row: Row) -> bool:
    """Whether a row below a header only has units, the wrapped ends of names, or names that share one above."""
    parts = _parts(row)
    if all(_UNIT.match(words_text(p)) for p in parts):
        return True
    gap = (row.box.y0 - group[-1].box.y1) / row.size
    if gap > SHARED_GAP or len(group) >= _MOST_LINES:
        return False
    longer = _names([*group, row])
    if len(group) == 2 and _are_levels(group[0], group[1], row):
        return all(names_column(n.text) for n in longer)
    changed = [n for n in longer if n not in names]
    if len(longer) > len(names):
        # Names that share one above are all new, and the one above no longer is a column's.
        return all(n.above is not None and names_column(n.text) for n in changed)
    return gap <= WRAP_GAP and len(longer) == len(names) and all(names_column(n.text) for n in changed)


def _names(group: Sequence[Row]) -> list[Name]:
    """The words of a header, column by column: what stands one below the other is one name, unless two or more
    names stand side by side below one."""
    stacks: list[Name] = []
    shared: list[Name] = []
    for row in _top_down(group):
        parts = _parts(row)
        taken: set[int] = set()
        for stack in list(stacks):
            own = _under(stack, parts, stacks)
            if len(own) > 1:
                stacks.remove(stack)
                shared.append(stack)
                stacks += [Name(tuple(parts[i]), stack) for i in own]
                taken |= set(own)
        for i, part in enumerate(parts):
            if i in taken:
                continue
            box = bounding(w.box for w in part)
            over = [s for s in stacks if min(box.x1, s.box.x1) > max(box.x0, s.box.x0)]
            stacks = [s for s in stacks if s not in over]
            words = tuple(w for s in over for w in s.words) + tuple(part)
            stacks.append(Name(words, over[0].above if len(over) == 1 else None))
    return sorted(stacks, key=lambda n: n.box.x0)


def _top_down(group: Sequence[Row]) -> list[Row]:
    """The rows in the order in which names stand below one another: where the second is at half the height between
    the others, its names stand beside both."""
    if len(group) == 3 and _are_levels(*group):
        return [group[0], group[2], group[1]]
    return list(group)


def _are_levels(upper: Row, between: Row, lower: Row) -> bool:
    """Whether ``between`` is set to the middle of the two rows that the others are printed in."""
    heights = [r.box.centre[1] for r in (upper, between, lower)]
    if abs(heights[1] - (heights[0] + heights[2]) / 2) > 0.15 * (heights[2] - heights[0]):
        return False
    boxes = [[bounding(w.box for w in p) for p in _parts(r)] for r in (upper, between, lower)]
    return not any(min(a.x1, b.x1) > max(a.x0, b.x0) for a in boxes[1] for b in (*boxes[0], *boxes[2]))


def _parts(row: Row) -> list[list[Word]]:
    """The row's names. Where columns are narrow, names stand close: they are parted behind a unit's bracket, or
    where both sides are names and the gap is more than that within a name."""
    out: list[list[Word]] = []
    for part in pieces(_at_brackets(row), NAME_GAP):
        size = part[0].size
        for left, right in itertools.pairwise([None, *part]):
            assert right is not None
            closed = left is not None and left.text[-1] in ")）"
            gap = (right.box.x0 - left.box.x1) / size if left is not None else float("inf")
            if left is None or (
                (closed or gap > FIRM_GAP) and names_column(words_text(out[-1])) and _opens(right, part)
            ):
                out.append([right])
            else:
                out[-1].append(right)
    return _reunited(out)


def _opens(word: Word, part: Sequence[Word]) -> bool:
    """Whether the words of ``part`` from ``word`` on begin with a column's name."""
    rest = list(part[part.index(word) :])
    return any(names_column(words_text(rest[:n])) for n in range(1, len(rest) + 1))


def _at_brackets(row: Row) -> Row:
    """The row with words parted that hold two names: ``单价（元）金额（元）``."""
    words: list[Word] = []
    for word in row.words:
        start = 0
        for m in _CLOSED.finditer(word.text):
            if names_column(word.text[start : m.end()]) and names_column(word.text[m.end() :]):
                words.append(_cut(word, start, m.end()))
                start = m.end()
        words.append(_cut(word, start, len(word.text)) if start else word)
    return Row(tuple(words), row.box)


def _cut(word: Word, start: int, end: int) -> Word:
    boxes = word.boxes[start:end]
    return replace(
        word, text=word.text[start:end], boxes=boxes, box=bounding(boxes), alternatives=word.alternatives[start:end]
    )


def _under(stack: Name, parts: Sequence[Sequence[Word]], stacks: Sequence[Name]) -> list[int]:
    """Which of a lower line's parts stand side by side below ``stack`` alone, its middle over theirs."""
    box = stack.box
    left = max((s.box.x1 for s in stacks if s.box.x1 <= box.x0 and s is not stack), default=float("-inf"))
    right = min((s.box.x0 for s in stacks if s.box.x0 >= box.x1 and s is not stack), default=float("inf"))
    size = stack.words[0].size
    inside = []
    for i, part in enumerate(parts):
        place = bounding(w.box for w in part)
        below = place.centre[1] - box.centre[1] >= 0.9 * size
        if below and left < place.centre[0] < right and names_column(words_text(part)):
            inside.append(i)
    best: list[int] = []
    least = 1.2 * size
    for a, b in itertools.combinations(range(len(inside) + 1), 2):
        run = inside[a:b]
        if len(run) < 2 or run[-1] - run[0] >= len(run):
            continue
        off = abs(bounding(w.box for i in run for w in parts[i]).centre[0] - box.centre[0])
        if off < least - 0.01 or (off < least + 0.01 and len(run) > len(best)):
            best, least = run, off
    return best


def _reunited(parts: list[list[Word]]) -> list[list[Word]]:
    """Column names whose characters were set apart (``序　号``) put together."""
    out: list[list[Word]] = []
    for part in parts:
        if (
            out
            and len(words_text(part)) == 1
            and len(words_text(out[-1])) == 1
            and names_column(words_text(out[-1]) + words_text(part))
            and part[0].box.x0 - out[-1][-1].box.x1 < 3 * part[0].size
        ):
            out[-1] = out[-1] + part
        else:
            out.append(part)
    return out


def header_cells(names: Sequence[Name], page: int, number: Callable[[], int]) -> tuple[list[PartCell], int]:
    """The cells of a header and its rows: two where names share one above, else one."""
    rows = 2 if any(n.above is not None for n in names) else 1
    cells: list[PartCell] = []
    for col, name in enumerate(names):
        if name.above is None:
            cells.append(_cell(name, 0, col, rows, page, number))
            continue
        if col and names[col - 1].above is name.above:
            at = next(i for i, c in enumerate(cells) if c.row == 0 and c.col + c.colspan == col)
            cells[at] = replace(cells[at], colspan=cells[at].colspan + 1)
        else:
            cells.append(_cell(name.above, 0, col, 1, page, number))
        cells.append(_cell(name, 1, col, 1, page, number))
    return cells, rows


def _cell(name: Name, row: int, col: int, rowspan: int, page: int, number: Callable[[], int]) -> PartCell:
    texts = tuple(row_text(r, page, number()) for r in rows_of(name.words))
    return PartCell(row, col, rowspan, 1, texts, name.box)

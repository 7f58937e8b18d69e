"""A table's part on one page: its grid filled with the words that stand in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from contract_parse.layout.grid import Grid
from contract_parse.layout.lines import joined, row_text, rows_of
from contract_parse.model.geometry import Box
from contract_parse.model.page import Word
from contract_parse.model.text import Text


@dataclass(frozen=True, slots=True)
class PartCell:
    """A cell on one page: the printed lines in it, and whether its top or bottom border is missing."""

    row: int
    col: int
    rowspan: int
    colspan: int
    lines: tuple[Text, ...]
    box: Box | None
    open_top: bool = False
    open_bottom: bool = False

    @property
    def text(self) -> Text:
        return joined(self.lines)

    @property
    def empty(self) -> bool:
        return not any(t.s.strip() for t in self.lines)


@dataclass(frozen=True, slots=True)
class Part:
    """A table on one page (or several joined): cells, column edges, and the area on each page."""

    cells: tuple[PartCell, ...]
    xs: tuple[float, ...]
    rows: int
    boxes: tuple[tuple[int, Box], ...]
    ruled: bool = True
    header_rows: int = 0

    @property
    def cols(self) -> int:
        return len(self.xs) - 1

    def at(self) -> list[list[PartCell | None]]:
        """Rows of cells, a merged cell in every place it spans."""
        out: list[list[PartCell | None]] = [[None] * self.cols for _ in range(self.rows)]
        for cell in self.cells:
            for r in range(cell.row, cell.row + cell.rowspan):
                for c in range(cell.col, cell.col + cell.colspan):
                    out[r][c] = cell
        return out


def sort_words(grids: Sequence[Grid], words: Iterable[Word]) -> tuple[list[list[Word]], list[Word]]:
    """The words that stand in each grid, and those in none. Of nested grids the innermost takes a word."""
    held: list[list[Word]] = [[] for _ in grids]
    free: list[Word] = []
    order = sorted(range(len(grids)), key=lambda i: grids[i].box.width * grids[i].box.height)
    for word in words:
        x, y = word.box.centre
        home = next((i for i in order if grids[i].box.holds(x, y)), None)
        (free if home is None else held[home]).append(word)
    return held, free


def fill(grid: Grid, words: Iterable[Word], page: int, number: Callable[[], int]) -> Part:
    """The grid with the words that stand in it. ``number`` gives the next line number."""
    where = [[0] * grid.cols for _ in range(grid.rows)]
    for i, area in enumerate(grid.areas):
        for r in range(area.row, area.row + area.rowspan):
            for c in range(area.col, area.col + area.colspan):
                where[r][c] = i
    inside: list[list[Word]] = [[] for _ in grid.areas]
    for word in words:
        row = min(max(bisect_right(grid.ys, word.box.centre[1]) - 1, 0), grid.rows - 1)
        for piece in _split_at(word, grid.xs, where[row]):
            col = min(max(bisect_right(grid.xs, piece.box.centre[0]) - 1, 0), grid.cols - 1)
            inside[where[row][col]].append(piece)
    cells = []
    for area, own in zip(grid.areas, inside, strict=True):
        right, bottom = area.col + area.colspan, area.row + area.rowspan
        cells.append(
            PartCell(
                area.row,
                area.col,
                area.rowspan,
                area.colspan,
                tuple(row_text(row, page, number()) for row in rows_of(own)),
                area.box,
                open_top=area.row == 0 and all(grid.open_top[area.col : right]),
                open_bottom=bottom == grid.rows and all(grid.open_bottom[area.col : right]),
            )
        )
    return Part(tuple(cells), grid.xs, grid.rows, ((page, grid.box),))


def _split_at(word: Word, xs: Sequence[float], where: Sequence[int]) -> list[Word]:
    """A word cut where it crosses from one cell into the next (text of two cells printed without a gap)."""
    slack = 0.5 * word.size
    cuts = [
        xs[c]
        for c in range(1, len(xs) - 1)
        if where[c - 1] != where[c] and word.box.x0 + slack < xs[c] < word.box.x1 - slack
    ]
    if not cuts or len(word.text) < 2:
        return [word]
    groups: dict[int, list[int]] = {}
    for i, box in enumerate(word.boxes):
        groups.setdefault(bisect_right(cuts, (box.x0 + box.x1) / 2), []).append(i)
    return [word.part(at) for _, at in sorted(groups.items())]


def plain_text(cells: Iterable[PartCell | None]) -> list[str]:
    """Cell texts without white space, for comparing rows."""
    return ["" if c is None else "".join(c.text.s.split()) for c in cells]

"""Tables that run over a page break: parts joined, cells and rows cut by the break put together."""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import SequenceMatcher

from contract_parse.layout.headers import count_header_rows
from contract_parse.layout.parts import Part, PartCell, plain_text

# Points by which a column's edge may shift from page to page.
SHIFT = 5.0
# What numbers a row: 3, 2.1, 二, （三）.
_SERIAL = re.compile(r"[(（]?(?:\d{1,3}(?:\.\d{1,3})*|[一二三四五六七八九十]{1,3})[)）、.．]?$")
_TOTAL = re.compile(r"合计|小计|总计|总价|大写|小写|金额")


def join(upper: Part, lower: Part) -> Part | None:
    """Both parts as one, None where they are different tables.

    They are one where their column edges agree (one page may lack some edges, all its rows being merged
    there) and the lower part does not start with a header of its own.
    """
    merged = _common_edges(upper, lower)
    if merged is None:
        return None
    upper, lower = _on_edges(upper, merged, 0.0), _on_edges(lower, merged, lower.xs[0] - upper.xs[0])
    header = upper.header_rows or count_header_rows(upper)
    repeated = _repeated_header(upper, lower, header)
    if repeated:
        lower = without_rows(lower, repeated)
        header = max(header, repeated)
    elif count_header_rows(lower):
        return None
    if not lower.rows:
        return replace(upper, boxes=upper.boxes + lower.boxes, header_rows=header)
    return replace(_stack(upper, lower), header_rows=header)


def _common_edges(upper: Part, lower: Part) -> tuple[float, ...] | None:
    """All column edges in the upper part's coordinates, None where the two do not fit."""
    if not (upper.ruled or lower.ruled):
        # Columns found under words: the outer edges are only where words happen to end.
        inner = all(abs(a - b) <= SHIFT for a, b in zip(upper.xs[1:-1], lower.xs[1:-1], strict=False))
        named = plain_text(upper.at()[0]) == plain_text(lower.at()[0])
        return upper.xs if upper.cols == lower.cols and (inner or named or not lower.header_rows) else None
    shift = lower.xs[0] - upper.xs[0]
    theirs = [x - shift for x in lower.xs]
    if abs(theirs[-1] - upper.xs[-1]) > SHIFT:
        return None
    few, many = sorted((list(upper.xs), theirs), key=len)
    if any(min(abs(x - y) for y in many) > SHIFT for x in few):
        return None
    return tuple(upper.xs) if len(upper.xs) >= len(theirs) else tuple(theirs)


def _on_edges(part: Part, edges: tuple[float, ...], shift: float) -> Part:
    """The part's columns renumbered to ``edges``."""
    if len(part.xs) == len(edges):
        return replace(part, xs=edges)
    place = [min(range(len(edges)), key=lambda i: abs(edges[i] - (x - shift))) for x in part.xs]
    cells = tuple(replace(c, col=place[c.col], colspan=place[c.col + c.colspan] - place[c.col]) for c in part.cells)
    return replace(part, xs=edges, cells=cells)


def _repeated_header(upper: Part, lower: Part, header: int) -> int:
    """How many rows at the top of ``lower`` print the header again."""
    above, below = upper.at(), lower.at()
    for rows in sorted({header, 1} - {0}, reverse=True):
        if rows > min(upper.rows, lower.rows):
            continue
        same = all(_alike(plain_text(above[r]), plain_text(below[r])) for r in range(rows))
        texts = plain_text(below[0])
        # A row of values may repeat by chance; a header holds no figures.
        if same and sum(map(bool, texts)) >= 2 and (rows == header or not any(re.search(r"\d", t) for t in texts)):
            return rows
    return 0


def _alike(above: list[str], below: list[str]) -> bool:
    """Whether two rows print the same words, a misread character in a few of the cells forgiven."""
    pairs = [(a, b) for a, b in zip(above, below, strict=True) if a != b]
    if not pairs:
        return True
    near = all(SequenceMatcher(None, a, b).ratio() >= 0.6 for a, b in pairs)
    return near and len(pairs) <= 0.34 * len(above)


def without_rows(part: Part, rows: int) -> Part:
    """The part without its first ``rows`` rows."""
    cells = tuple(
        replace(c, row=max(c.row - rows, 0), rowspan=c.rowspan - max(rows - c.row, 0))
        for c in part.cells
        if c.row + c.rowspan > rows
    )
    return replace(part, cells=cells, rows=part.rows - rows)


def _stack(upper: Part, lower: Part) -> Part:
    last = [c for c in upper.cells if c.row + c.rowspan == upper.rows]
    first = [c for c in lower.cells if c.row == 0]
    uninformative = all(c.open_bottom for c in last)
    cut = _is_cut_row(last, first, upper)
    offset = upper.rows - 1 if cut else upper.rows
    pairs: dict[int, PartCell] = {}
    for below in first:
        above = next((c for c in last if (c.col, c.colspan) == (below.col, below.colspan)), None)
        if above is not None and (cut or _goes_on(above, below, upper, lower, uninformative)):
            pairs[id(below)] = above
    grown: dict[int, PartCell] = {}
    cells = []
    for c in lower.cells:
        above = pairs.get(id(c))
        if above is None:
            cells.append(replace(c, row=c.row + offset))
            continue
        rows = c.row + offset + c.rowspan - above.row
        grown[id(above)] = replace(above, rowspan=rows, lines=above.lines + c.lines, open_bottom=c.open_bottom)
    kept = tuple(grown.get(id(c), c) for c in upper.cells)
    return replace(upper, cells=kept + tuple(cells), rows=offset + lower.rows, boxes=upper.boxes + lower.boxes)


def _goes_on(above: PartCell, below: PartCell, upper: Part, lower: Part, uninformative: bool) -> bool:
    """Whether one cell stands on both sides of the break."""
    if (above.open_bottom and not uninformative) or (below.open_top and not _all_open(lower)):
        return True
    if not (above.empty or below.empty):
        return False
    if above.rowspan > 1 or below.rowspan > 1:
        return not (above.empty and below.empty) or above.colspan > 1
    # One row on either side: only where the column is one of groups.
    grouped = any(c.rowspan > 1 for c in upper.cells + lower.cells if c.col == above.col and c.row >= upper.header_rows)
    numbered = any(not c.empty for c in lower.cells if c.row == 0 and c.col != below.col)
    left = all(not c.empty for c in upper.cells if c.col == above.col)
    return grouped and numbered and left and below.empty and above.col <= 2


def _all_open(part: Part) -> bool:
    return all(c.open_top for c in part.cells if c.row == 0)


def _is_cut_row(last: list[PartCell], first: list[PartCell], upper: Part) -> bool:
    """Whether the break cuts a row of text in two: what follows the break has neither number nor amounts."""
    if upper.rows <= upper.header_rows or len(first) < 2:
        return False
    if [(c.col, c.colspan) for c in sorted(first, key=lambda c: c.col)] != [
        (c.col, c.colspan) for c in sorted(last, key=lambda c: c.col)
    ]:
        return False
    above = {c.col: c for c in last}
    filled = [c for c in first if not c.empty]
    if not filled or len(filled) > 0.5 * len(first) or any(above[c.col].empty for c in filled):
        return False
    if any(c.rowspan > 1 for c in filled) or any(above[c.col].rowspan > 1 for c in filled):
        return False
    if any(_TOTAL.search(s) for s in plain_text(filled)):
        return False
    if filled[0].col == 0 and _SERIAL.match(filled[0].text.s.strip()) and len(filled) > 1:
        return False  # a row with a number of its own: the heading of a group
    # Columns of short entries (number, unit, quantity, price) are filled in every row of their own.
    return sum(not above[c.col].empty for c in first if c.empty) >= 2

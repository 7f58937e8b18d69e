"""The body as sentences, each with what surrounds it: its clause, the headings above it, the words that announce it.

The sections that read running text (deadlines, percentages, penalties, bonds) all work sentence by sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from contract_parse.model.layout import Block, Paragraph, Table
from contract_parse.model.structure import Clause, Structure
from contract_parse.model.text import Text

# A comma between digits groups thousands.
_STOP = re.compile(r"[。;!?]")
_COMMA = re.compile(r"(?<!\d),|,(?!\d{3})")
_DASHES = str.maketrans("⸺⸻―─", "----")  # long dashes that fonts make of two
_MISREAD = [
    (re.compile(r"曰"), "日"),
    (re.compile(r"(?<=[\d个作])目(?=[内前起])"), "日"),
    (re.compile(r"(?<=[\d一二三四五六七八九十]个)用(?=内|后|前|的|,|。|$)"), "月"),
    (re.compile(r"(?<![A-Za-z])[lI|](?=\d|个?工作|个月|[日天年%])|(?<=\d)[lI|](?![A-Za-z])"), "1"),
    (re.compile(r"(?<![A-Za-z])[oOQ](?=[\d.])|(?<=\d)[oO](?![A-Za-z])"), "0"),
    (re.compile(r"[干于](?=分之[\d一二三四五六七八九十零])"), "千"),
    (re.compile(r"白(?=分之[\d一二三四五六七八九十零])"), "百"),
]
_BOXED = re.compile(r"\[([一-鿿、()]{2,14})\]")
_PRICES = re.compile(r"单价|合价|总价|金额|小计|报价")
_THINGS = re.compile(r"名称|品名|货物|产品|设备|标的|项目|规格|型号|数量|单位")
_SCHEDULE = re.compile(r"付款|支付|期次|期数|结算|拨付")


@dataclass(frozen=True, eq=False)
class Sentence:
    """``text`` is one sentence of clause ``path`` (None outside the clauses).

    ``titles`` are the headings of the clause and those above it, outermost first; ``lead`` the sentence just
    before it, or the words of the clause above that announce it; ``label`` what a table says about the cell
    (its column and row). All of these are folded and without white space. ``part`` is where it stands.
    """

    text: Text
    path: str | None
    part: str  # preamble | clause | closing
    titles: tuple[str, ...] = ()
    lead: str = ""
    label: str = ""
    table: Table | None = None
    heading: bool = False
    parent: str | None = None
    order: int = 0  # paragraphs and cells are numbered: sentences of one share it

    @cached_property
    def s(self) -> str:
        """The words as patterns see them; what OCR is known to misread put right, character for character."""
        s = self.text.view.s.translate(_DASHES)
        return mended(s) if any(g is not None and g.source == "ocr" for g in self.text.glyphs) else s

    @cached_property
    def parts(self) -> list[tuple[int, int]]:
        """Where the parts between commas begin and end in ``s``; commas inside brackets do not divide."""
        inside = _bracketed(self.s)
        found, start = [], 0
        for m in _COMMA.finditer(self.s):
            if not any(a < m.start() < b for a, b in inside):
                found.append((start, m.start()))
                start = m.end()
        return [*found, (start, len(self.s))]

    def part_at(self, at: int) -> int:
        """The number of the part that holds position ``at``."""
        return next((i for i, (_, end) in enumerate(self.parts) if at <= end), len(self.parts) - 1)


def _bracketed(s: str) -> list[tuple[int, int]]:
    """The places of closed brackets; one that is never closed (a misreading) brackets nothing."""
    open_: list[int] = []
    found: list[tuple[int, int]] = []
    for i, c in enumerate(s):
        if c in "([":
            open_.append(i)
        elif c in ")]" and open_:
            found.append((open_.pop(), i))
    return found


def mended(s: str) -> str:
    """Figures that OCR takes for letters, and 日 and 月 for their look-alikes.

    >>> mended("l5个工作曰内支付3O%,每曰按O.05%,干分之五,6个用内")
    '15个工作日内支付30%,每日按0.05%,千分之五,6个月内'
    """
    for pattern, put in _MISREAD:
        s = pattern.sub(put, s)
    return s


def sentences(structure: Structure) -> list[Sentence]:
    """Every sentence, heading and cell outside the annexes, in order; a merged cell once."""
    return list(_walk(structure))


def _walk(structure: Structure) -> Iterator[Sentence]:
    counter = _Counter()
    yield from _of_blocks(structure.preamble, None, "preamble", (), "", None, counter)
    for clause in structure.clauses:
        yield from _of_clause(clause, (), "", None, counter)
    yield from _of_blocks(structure.closing, None, "closing", (), "", None, counter)


class _Counter:
    def __init__(self) -> None:
        self.n = 0

    def next(self) -> int:
        self.n += 1
        return self.n


def _of_clause(
    clause: Clause, above: tuple[str, ...], lead: str, parent: str | None, counter: _Counter
) -> Iterator[Sentence]:
    titles = above
    if clause.title is not None and clause.title.s.strip():
        titles = (*above, clause.title.view.s)
        order = counter.next()
        for piece in _split(clause.title):
            yield Sentence(piece, clause.path, "clause", above, lead, heading=True, parent=parent, order=order)
    said = lead
    for each in _of_blocks(clause.blocks, clause.path, "clause", titles, lead, parent, counter):
        yield each
        if each.table is None:
            said = each.s
    for child in clause.children:
        yield from _of_clause(child, titles, said, clause.path, counter)


def _of_blocks(
    blocks: tuple[Block, ...],
    path: str | None,
    part: str,
    titles: tuple[str, ...],
    lead: str,
    parent: str | None,
    counter: _Counter,
) -> Iterator[Sentence]:
    for block in blocks:
        order = counter.next()
        if isinstance(block, Table):
            yield from _of_table(block, path, part, titles, lead, parent, counter)
            continue
        assert isinstance(block, Paragraph)
        if (head := boxed(block)) is not None and path is None:
            titles = (head,)
        for piece in _split(block.text):
            yield Sentence(piece, path, part, titles, lead, parent=parent, order=order)
            lead = piece.view.s


def boxed(block: Paragraph) -> str | None:
    """What a line in heavy brackets heads, in forms whose clauses bear no numbers: 【付款方式】."""
    m = _BOXED.fullmatch(block.text.view.s)
    return m[1] if m is not None else None


def _of_table(
    table: Table, path: str | None, part: str, titles: tuple[str, ...], lead: str, parent: str | None, counter: _Counter
) -> Iterator[Sentence]:
    heads: dict[int, str] = {}
    rows: dict[int, str] = {}
    for cell in table.cells:
        if cell.row < table.header_rows:
            for c in range(cell.col, cell.col + cell.colspan):
                heads[c] = heads.get(c, "") + cell.text.view.s
            continue
        words = cell.text.view.s
        order = counter.next()
        label = heads.get(cell.col, "") + ":" + rows.get(cell.row, "")
        for piece in _split(cell.text):
            yield Sentence(piece, path, part, titles, lead, label, table, parent=parent, order=order)
        for r in range(cell.row, cell.row + cell.rowspan):
            rows[r] = words if len(words) < 40 else rows.get(r, "")


def _split(text: Text) -> list[Text]:
    """The sentences of a text, their closing marks left out."""
    view = text.view
    found, start = [], 0
    for m in _STOP.finditer(view.s):
        if m.start() > start:
            found.append(view.cut(start, m.start()))
        start = m.end()
    if start < len(view.s):
        found.append(view.cut(start, len(view.s)))
    return found


def header(table: Table) -> str:
    """The words of a table's header rows (of its first row where none is known), folded."""
    last = max(table.header_rows, 1)
    return "".join(c.text.view.s for c in table.cells if c.row < last)


def is_price_list(table: Table) -> bool:
    """Whether the table lists priced things: its rows are line items, not obligations."""
    words = header(table)
    return bool(_PRICES.search(words) and _THINGS.search(words)) and not is_schedule(table)


def is_schedule(table: Table) -> bool:
    """Whether the table says when what is paid."""
    return bool(_SCHEDULE.search(header(table)))

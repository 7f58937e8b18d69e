"""Sets words and rulings on pages, so that layout can be tried without a PDF in between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from contract_parse.layout import lay_out
from contract_parse.model.geometry import Box, bounding
from contract_parse.model.layout import Layout, Paragraph, Table
from contract_parse.model.page import Document, Page, Ruling, Word

WIDTH, HEIGHT, LEFT, RIGHT = 595.0, 842.0, 70.0, 525.0


def advance(c: str, size: float) -> float:
    return size / 2 if ord(c) < 0x2000 else size


def typed(x: float, y: float, text: str, size: float = 10.5, bold: bool = False) -> list[Word]:
    """Words of ``text`` from ``x`` on the baseline ``y`` (from the top); spaces part words."""
    words: list[Word] = []
    boxes: list[Box] = []
    run = ""
    for c in [*text, " "]:
        if c.isspace():
            if run:
                words.append(Word(run, bounding(boxes), tuple(boxes), size, bold=bold))
            run, boxes = "", []
        else:
            run += c
            boxes.append(Box(x, y - 0.88 * size, x + advance(c, size), y + 0.12 * size))
        x += advance(c, size)
    return words


def across(x0: float, x1: float, y: float) -> Ruling:
    return Ruling(Box(x0, y, x1, y), horizontal=True)


def down(x: float, y0: float, y1: float) -> Ruling:
    return Ruling(Box(x, y0, x, y1), horizontal=False)


@dataclass
class Sheet:
    """A page being set."""

    number: int = 1
    width: float = WIDTH
    height: float = HEIGHT
    words: list[Word] = field(default_factory=list)
    rulings: list[Ruling] = field(default_factory=list)

    def text(self, x: float, y: float, s: str, size: float = 10.5, bold: bool = False) -> Sheet:
        self.words += typed(x, y, s, size, bold)
        return self

    def prose(self, y: float, s: str, *, indent: float = 21.0, size: float = 10.5, lead: float = 18.0) -> float:
        """A paragraph over the text block, first line indented; gives the baseline of the line after it."""
        x, line = LEFT + indent, ""
        for c in s:
            if x + advance(c, size) > RIGHT:
                self.text(LEFT + indent, y, line, size)
                x, y, line, indent = LEFT, y + lead, "", 0.0
            line += c
            x += advance(c, size)
        self.text(LEFT + indent, y, line, size)
        return y + lead

    def table(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        rows: Sequence[Sequence[str | None]],
        *,
        no_bottom: Sequence[int] = (),
        size: float = 9.0,
    ) -> Sheet:
        """A ruled table. In ``rows`` None goes on from the cell to the left, ``"^"`` from the one above (no
        border between); a line break starts a new printed line. The columns ``no_bottom`` get no bottom border."""
        for r, row in enumerate(rows):
            for c, s in enumerate(row):
                if s != "^" and not (s is None and c and row[c - 1] == "^"):
                    self.rulings.append(across(xs[c], xs[c + 1], ys[r]))
                if s is not None:
                    self.rulings.append(down(xs[c], ys[r], ys[r + 1]))
                if s and s != "^":
                    for i, line in enumerate(s.split("\n")):
                        self.text(xs[c] + 2, ys[r] + 12 + 11 * i, line, size)
            self.rulings.append(down(xs[-1], ys[r], ys[r + 1]))
        self.rulings += [across(xs[c], xs[c + 1], ys[-1]) for c in range(len(xs) - 1) if c not in no_bottom]
        return self

    def page(self) -> Page:
        return Page(self.number, self.width, self.height, tuple(self.words), tuple(self.rulings))


def laid(*sheets: Sheet) -> Layout:
    return lay_out(Document("t.pdf", "0", "application/pdf", tuple(s.page() for s in sheets)))


def texts(layout: Layout) -> list[str]:
    """The paragraphs' words."""
    return [b.text.s for b in layout.blocks if isinstance(b, Paragraph)]


def tables(layout: Layout) -> list[Table]:
    return [b for b in layout.blocks if isinstance(b, Table)]


def grid(table: Table) -> list[list[str | None]]:
    """Every place's words, merged cells repeated."""
    return [[None if c is None else c.text.s for c in row] for row in table.grid()]

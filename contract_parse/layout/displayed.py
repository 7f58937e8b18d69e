"""Boxes back to the page as displayed, where layout worked on a page set straight."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from contract_parse.model.geometry import Box, Way, apply_affine
from contract_parse.model.layout import Block, Cell, Layout, Line, Paragraph, Table
from contract_parse.model.page import Page
from contract_parse.model.text import Text


def as_displayed(layout: Layout, pages: tuple[Page, ...]) -> Layout:
    """The layout with every box of a straightened page moved to where the reader sees it."""
    turns = {p.number: p.straighten for p in pages if p.straighten is not None}
    if not turns:
        return layout
    return Layout(
        tuple(_block(b, turns) for b in layout.blocks), tuple(_line(line, turns) for line in layout.furniture)
    )


def _block(block: Block, turns: Mapping[int, Way]) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, text=_text(block.text, turns), lines=tuple(_line(line, turns) for line in block.lines))
    boxes = tuple((page, apply_affine(turns.get(page), box)) for page, box in block.boxes)
    return replace(block, cells=tuple(_cell(c, turns, block) for c in block.cells), boxes=boxes)


def _cell(cell: Cell, turns: Mapping[int, Way], table: Table) -> Cell:
    page = next(
        (g.page for g in cell.text.glyphs if g is not None and g.page is not None),
        table.boxes[0][0] if table.boxes else 0,
    )
    return replace(cell, text=_text(cell.text, turns), box=_box(cell.box, page, turns))


def _line(line: Line, turns: Mapping[int, Way]) -> Line:
    return replace(line, text=_text(line.text, turns), box=_box(line.box, line.page, turns))


def _text(text: Text, turns: Mapping[int, Way]) -> Text:
    if not any(g is not None and g.page in turns for g in text.glyphs):
        return text
    return Text(text.s, (g if g is None else g._replace(box=_box(g.box, g.page, turns)) for g in text.glyphs))


def _box(box: Box | None, page: int | None, turns: Mapping[int, Way]) -> Box | None:
    return None if box is None or page is None else apply_affine(turns.get(page), box)

"""Seals, signatures and fingerprints: whose they are, by the layout of the signature blocks.

A party's block begins where it is named to sign. Blocks side by side part the page at the second one's left edge;
blocks one above the other at the second one's first line, less what a seal pressed on that line reaches above it.
A mark away from all blocks (a seal across the sheets' edges, one over the price) is nobody's.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from contract_parse.model.facts import MarkFact, Party, Role
from contract_parse.model.geometry import Box, apply_affine, bounding
from contract_parse.model.page import Document, Page

BESIDE = 60.0  # points between the left edges of blocks that stand side by side
HEAD = 0.5  # of the way between two blocks that belongs to the lower one
BELOW, ABOVE = 190.0, 75.0  # points that a block's marks reach below its last, and above its first, line
RIGHT = 255.0  # points to the right of a block's edge where nothing stands beside it
OPPOSITE, EDGE = 300.0, 12.0  # points from the other party's block, and from the page's edge
LEFT = 45.0  # points that a seal may reach to the left of a block's edge, measured at its middle


class Block(NamedTuple):
    """Where a party is asked to sign on one page."""

    role: Role
    page: int
    box: Box


def marks(document: Document, parties: Sequence[Party]) -> list[MarkFact]:
    """All marks of the document, with boxes on the pages as displayed.

    Of pages with a text layer only those that stand in a party's block: a picture elsewhere is a logo.
    """
    blocks = _blocks(parties)
    lone = _unplaced(parties, blocks)
    found = []
    for page in document.pages:
        width = page.displayed[0] if page.displayed else page.width
        for mark in page.marks:
            box = shown(page, mark.box)
            party = owner(box, page.number, blocks)
            if party is None and lone is not None and page.text_from == "ocr" and _opposite(box, page, width, blocks):
                party = lone
            if page.text_from == "text" and party is None:
                continue
            found.append(MarkFact(kind=mark.kind, page=page.number, bbox=box, party=party))
    return found


def shown(page: Page, box: Box) -> Box:
    """A box of the straight page on the page as displayed."""
    return Box(*(round(v, 2) for v in apply_affine(page.straighten, box)))


def _blocks(parties: Sequence[Party]) -> list[Block]:
    found: list[Block] = []
    for party in parties:
        if party.signature is None or not party.signature.present:
            continue
        by_page: dict[int, list[Box]] = {}
        for e in party.signature.evidence:
            if e.page is not None and e.bbox is not None:
                by_page.setdefault(e.page, []).append(Box(*e.bbox))
        found += [Block(party.role, page, bounding(boxes)) for page, boxes in by_page.items()]
    return found


def _unplaced(parties: Sequence[Party], blocks: Sequence[Block]) -> Role | None:
    """The one of buyer and supplier whose block was not read, where the other's was: a seal may hide its label."""
    placed = {b.role for b in blocks}
    known = {p.role for p in parties if p.role in ("buyer", "supplier")}
    if len(known) != 2 or len(placed & known) != 1:
        return None
    (role,) = known - placed
    return role


def _opposite(box: Box, page: Page, width: float, blocks: Sequence[Block]) -> bool:
    """Whether a mark stands beside, above or below the only block read on its page, and not at the page's edge."""
    here = [b.box for b in blocks if b.page == page.number]
    if len(here) != 1 or box.x0 < EDGE or box.x1 > width - EDGE:
        return False
    (block,) = here
    return block.y0 - OPPOSITE <= box.centre[1] <= block.y1 + OPPOSITE


def owner(box: Box, page: int, blocks: Sequence[Block]) -> Role | None:
    """The party in whose block ``box`` stands on ``page``, None where it stands in none."""
    here = sorted((b for b in blocks if b.page == page), key=lambda b: (b.box.y0, b.box.x0))
    x, y = box.centre
    near = [b for b in here if _reaches(b, here, x, y)]
    if not near:
        return None
    return min(near, key=lambda b: _distance(b.box, x, y)).role


def _reaches(block: Block, blocks: Sequence[Block], x: float, y: float) -> bool:
    left, right = block.box.x0 - LEFT, block.box.x0 + RIGHT
    top, bottom = block.box.y0 - ABOVE, block.box.y1 + BELOW
    for other in blocks:
        if other is block:
            continue
        if abs(other.box.x0 - block.box.x0) > BESIDE and _level(block.box, other.box):
            if other.box.x0 > block.box.x0:
                right = other.box.x0 - 4
            else:
                left, right = block.box.x0 - 4, float("inf")
        elif other.box.y0 > block.box.y1:
            bottom = min(bottom, _parted(block.box, other.box))
        elif other.box.y1 < block.box.y0:
            top = max(top, _parted(other.box, block.box))
    return left <= x <= right and top <= y <= bottom


def _level(a: Box, b: Box) -> bool:
    """Whether two blocks begin about as high: side by side, even where one has a line more."""
    return abs(a.y0 - b.y0) < 40 or min(a.y1, b.y1) > max(a.y0, b.y0)


def _parted(upper: Box, lower: Box) -> float:
    """The height at which two blocks one above the other part."""
    gap = lower.y0 - upper.y1
    return lower.y0 - min(45.0, HEAD * gap)


def _distance(box: Box, x: float, y: float) -> float:
    dx = max(box.x0 - x, x - box.x1, 0.0)
    dy = max(box.y0 - y, y - box.y1, 0.0)
    return dx + dy

"""From the lines an engine read to the words a page holds, and from regions to what one cell holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from contract_parse.ingest.engine import Char, Line, Region
from contract_parse.model.geometry import Box, bounding
from contract_parse.model.page import Ruling, Word

WIDE = 1.1  # of the line's height: a gap between two characters that ends a word
RULE_SIGNS = frozenset("_＿-—－一ー﹍﹎…")


def split_at_rulings(regions: Sequence[Region], down: Sequence[Box], clear: float) -> Iterator[Region]:
    """Regions cut where a vertical ruling crosses them: what stands in two cells is never one line.

    ``clear`` is the distance in pixels kept from the ruling, so that it is not read as a 1 or a bar.
    """
    for region in regions:
        if abs(region.angle) > 1.5:
            yield region
            continue
        box = region.box
        cuts = [
            r
            for r in down
            if box.x0 < r.x1 and r.x0 < box.x1 and min(box.y1, r.y1) - max(box.y0, r.y0) > 0.6 * box.height
        ]
        left = box.x0
        for cut in sorted(cuts, key=lambda r: r.x0):
            yield from _part(region, left, cut.x0 - clear)
            left = max(left, cut.x1 + clear)
        yield from _part(region, left, box.x1)


def _part(region: Region, x0: float, x1: float) -> Iterator[Region]:
    if x0 == region.box.x0 and x1 == region.box.x1:
        yield region
    elif x1 - x0 >= 0.35 * region.height:
        yield Region((x0 + x1) / 2, region.cy, x1 - x0, region.height, region.angle)


def words_of(line: Line, scale: float, run: int, across: Sequence[Box] = ()) -> list[Word]:
    """A line's words, boxes in points: cut at spaces and wide gaps, without the signs that are rulings.

    ``across`` are the page's horizontal rulings in pixels: a printed blank is a ruling, not a row of dashes.
    """
    height = line.box.height
    found: list[Word] = []
    chars: list[Char] = []
    for char in line.chars:
        if char.text.isspace():
            found += _word(chars, line.box, scale, run)
            chars = []
            continue
        if char.text in RULE_SIGNS and _is_ruling(char, line.box, across):
            found += _word(chars, line.box, scale, run)
            chars = []
            continue
        if chars and char.x0 - chars[-1].x1 > WIDE * height:
            found += _word(chars, line.box, scale, run)
            chars = []
        chars.append(char)
    return found + _word(chars, line.box, scale, run)


def _word(chars: Sequence[Char], box: Box, scale: float, run: int) -> list[Word]:
    if not chars:
        return []
    text = "".join(c.text for c in chars)
    boxes = tuple(Box(c.x0 * scale, box.y0 * scale, c.x1 * scale, box.y1 * scale) for c in chars for _ in c.text)
    near = tuple(c.alternatives for c in chars for _ in c.text) if any(c.alternatives for c in chars) else ()
    confidence = sum(c.confidence for c in chars) / len(chars)
    return [Word(text, bounding(boxes), boxes, box.height * scale, confidence, "ocr", run, alternatives=near)]


def _is_ruling(char: Char, box: Box, across: Sequence[Box]) -> bool:
    """Whether a dash lies on a ruling that goes on beyond it: a blank on the base line, not a cell's border."""
    width = char.x1 - char.x0
    top, bottom = (box.y0 + share * box.height for share in (0.3, 1.0 if char.text in "_＿﹍" else 0.88))
    return any(
        top <= r.centre[1] <= bottom
        and r.width >= 1.5 * width
        and min(r.x1, char.x1) - max(r.x0, char.x0) > 0.7 * width
        for r in across
    )


def as_rulings(across: Sequence[Box], down: Sequence[Box], scale: float) -> tuple[Ruling, ...]:
    """Rulings in points."""
    return (*(Ruling(scaled(b, scale), True) for b in across), *(Ruling(scaled(b, scale), False) for b in down))


def scaled(box: Box, scale: float) -> Box:
    return Box(box.x0 * scale, box.y0 * scale, box.x1 * scale, box.y1 * scale)

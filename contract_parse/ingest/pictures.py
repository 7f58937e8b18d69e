"""Pages with text of their own and a picture that holds more (a price list pasted in as an image)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from contract_parse.ingest.device import Char
from contract_parse.model.geometry import Box, Way, apply_affine
from contract_parse.model.page import Page, Ruling, Word

Frame = tuple[float, float, float, float]

# A picture worth reading covers this share of the page at least, and holds hardly a character of the text layer.
_SHARE, _BACKGROUND, _FEW = 0.25, 0.9, 5


def find_pictures(chars: Sequence[Char], images: Sequence[Frame], frame: Frame) -> tuple[Box, ...]:
    """The pictures, as boxes on the page (points from the top left), that text may be missing from."""
    x0, y0, x1, y1 = frame
    area = max((x1 - x0) * (y1 - y0), 1.0)
    found = []
    for a, b, c, d in images:
        a, b, c, d = max(a, x0), max(b, y0), min(c, x1), min(d, y1)
        share = max(0.0, c - a) * max(0.0, d - b) / area
        if not _SHARE <= share < _BACKGROUND:
            continue
        inside = sum(a < (ch.x0 + ch.x1) / 2 < c and b < (ch.y0 + ch.y1) / 2 < d for ch in chars if ch.visible)
        if inside < _FEW:
            found.append(Box(a - x0, y1 - d, c - x0, y1 - b))
    return tuple(found)


def with_pictures(page: Page, read: Page, pictures: Sequence[Box]) -> Page:
    """The page with what OCR has read inside its ``pictures``; ``read`` is the same page, read whole."""
    words = [
        w for w in (_displayed(w, read.straighten) for w in read.words) if any(b.holds(*w.box.centre) for b in pictures)
    ]
    rulings = [
        Ruling(box, box.width > box.height)
        for box in (apply_affine(read.straighten, r.box) for r in read.rulings)
        if any(b.holds(*box.centre) for b in pictures)
    ]
    if not words:
        return page
    confidence = sum(w.confidence for w in words) / len(words)
    return replace(page, words=page.words + tuple(words), rulings=page.rulings + tuple(rulings), confidence=confidence)


def _displayed(word: Word, way: Way | None) -> Word:
    if way is None:
        return word
    return replace(word, box=apply_affine(way, word.box), boxes=tuple(apply_affine(way, b) for b in word.boxes))

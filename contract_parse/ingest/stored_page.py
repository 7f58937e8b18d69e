"""A page read by OCR as plain lists and numbers, and back: what the cache keeps.

Written out by hand because it is read on every run: a page of 700 characters takes a millisecond.
"""

from __future__ import annotations

from typing import Any

from contract_parse.model.geometry import Box, Mesh, Way
from contract_parse.model.page import Mark, Page, Ruling, Word


def to_plain(page: Page) -> dict[str, Any]:
    """The page without its number. Pages with ``blocks`` (DOCX, TXT) are never read by OCR."""
    return {
        "size": (page.width, page.height),
        "rotation": page.rotation,
        "confidence": page.confidence,
        "straighten": page.straighten._asdict() if isinstance(page.straighten, Mesh) else page.straighten,
        "displayed": page.displayed,
        "words": [
            (w.text, w.box, w.boxes, w.size, w.confidence, w.source, w.run, w.bold, w.alternatives) for w in page.words
        ],
        "rulings": [(r.box, r.horizontal) for r in page.rulings],
        "marks": [(m.kind, m.box) for m in page.marks],
    }


def from_plain(data: Any, number: int) -> Page:
    """The page again, as page ``number``. Raises ValueError, TypeError, KeyError or IndexError for anything else."""
    width, height = data["size"]
    return Page(
        number=number,
        width=float(width),
        height=float(height),
        words=tuple(_word(*w) for w in data["words"]),
        rulings=tuple(Ruling(Box(*box), bool(horizontal)) for box, horizontal in data["rulings"]),
        rotation=data["rotation"],
        text_from="ocr",
        confidence=data["confidence"],
        marks=tuple(Mark(kind, number, Box(*box)) for kind, box in data["marks"]),
        straighten=_way(data["straighten"]),
        displayed=None if data["displayed"] is None else tuple(data["displayed"]),
    )


def _way(data: Any) -> Way | None:
    if isinstance(data, dict):
        nodes = tuple(tuple((x, y) for x, y in row) for row in data["nodes"])
        return Mesh(tuple(data["xs"]), tuple(data["ys"]), nodes)
    if data is None:
        return None
    a, b, c, d, e, f = data
    return a, b, c, d, e, f


def _word(
    text: str, box: Any, boxes: Any, size: float, confidence: float, source: Any, run: int, bold: bool, near: Any
) -> Word:
    if len(boxes) != len(text):
        raise ValueError("a box is missing")
    alternatives = tuple(tuple((reading, sure) for reading, sure in readings) for readings in near)
    return Word(text, Box(*box), tuple(Box(*b) for b in boxes), size, confidence, source, run, bold, alternatives)

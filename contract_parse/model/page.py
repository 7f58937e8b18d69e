"""What ingest gives: pages of words and rulings. Born-digital and scanned pages are of one type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from contract_parse.model.geometry import Box, Way, apply_affine, bounding
from contract_parse.model.layout import Block
from contract_parse.model.text import Glyph, Origin


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters printed without a gap, on one line.

    ``boxes`` holds one box a character (``len(boxes) == len(text)``); for OCR they are shares of the
    line box. ``size`` is the font size in points (for OCR the line height).
    ``run`` numbers the OCR line (or is -1): words of one run were read together and belong to one line.
    ``alternatives`` holds, character by character, OCR's next readings with their probabilities, best first
    (the reading "" is: nothing stands there); empty where OCR was sure of every character, and for text.
    ``bold`` is known of text layers only. ``read`` holds, character by character, what OCR had read where a
    character has been mended since (None where it has not); empty where none was.
    """

    text: str
    box: Box
    boxes: tuple[Box, ...]
    size: float
    confidence: float = 1.0
    source: Origin = "text"
    run: int = -1
    bold: bool = False
    alternatives: tuple[tuple[tuple[str, float], ...], ...] = ()
    read: tuple[str | None, ...] = ()

    def part(self, at: Sequence[int]) -> Word:
        """The characters at ``at`` (at least one) as a word of their own."""
        return replace(
            self,
            text="".join(self.text[i] for i in at),
            box=bounding(self.boxes[i] for i in at),
            boxes=tuple(self.boxes[i] for i in at),
            alternatives=tuple(self.alternatives[i] for i in at) if self.alternatives else (),
            read=tuple(self.read[i] for i in at) if self.read else (),
        )


@dataclass(frozen=True, slots=True)
class Ruling:
    """A straight line drawn on the page: horizontal or vertical, ``box`` as thin as the pen."""

    box: Box
    horizontal: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A seal, signature or fingerprint seen on a page image."""

    kind: Literal["seal", "signature", "fingerprint"]
    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class Page:
    """One page as displayed: ``width`` and ``height`` in points after ``rotation`` (degrees clockwise).

    ``blocks`` is set by formats that know their own structure (DOCX, TXT): paragraphs and tables in
    document order, which layout passes on as they are; words and rulings are then empty.
    A scan that lies askew, on its side, or was photographed at an angle is set straight: ``width``, ``height``
    and all boxes are then of the straight page, ``straighten`` leads from there to the page as displayed (what
    evidence must name),
    and ``displayed`` is that page's width and height. Both are None where the two agree.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    rotation: int = 0
    text_from: Origin = "text"
    confidence: float = 1.0
    blocks: tuple[Block, ...] = ()
    marks: tuple[Mark, ...] = ()
    straighten: Way | None = None
    displayed: tuple[float, float] | None = None


def scanned_chars(page: Page) -> tuple[tuple[str, Glyph], ...]:
    """The characters that OCR read on a page, in the order of its words, with their places on the page as displayed."""
    found = []
    for word in page.words:
        if word.source != "ocr":
            continue
        near = word.alternatives or ((),) * len(word.text)
        for c, box, offered in zip(word.text, word.boxes, near, strict=True):
            where = apply_affine(page.straighten, box)
            found.append((c, Glyph(page.number, where, word.run, word.confidence, "ocr", offered)))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Document:
    """A file read: where it came from and its pages. ``paged`` is False for DOCX and TXT."""

    name: str
    sha256: str
    media_type: str
    pages: tuple[Page, ...]
    paged: bool = True
    notes: tuple[str, ...] = field(default=())

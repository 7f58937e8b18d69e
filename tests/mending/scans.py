"""Scans as an engine reads them: print drawn for its rulings, the lines given by hand with what the engine doubts.

``1[7|1:0.3]600.00`` is a 1, a 7 that may be a 1 with a probability of 0.3, and so on; ``[7|]`` is a character the engine
is unsure of without knowing better.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from contract_parse.ingest.engine import Char, Line, ReplayEngine
from contract_parse.ingest.scan import read_scanned_pages
from contract_parse.model.geometry import Box
from contract_parse.model.page import Document
from contract_parse.model.text import Glyph
from tests.ingest import sheets

SURE = 0.995
_DOUBT = re.compile(r"\[(.)\|([^\]]*)\]|(.)")

Read = tuple[str, float, tuple[tuple[str, float], ...]]


def read_of(marked: str) -> list[Read]:
    """(character, confidence, near readings) of each character."""
    found: list[Read] = []
    for m in _DOUBT.finditer(marked):
        if m[3] is not None:
            found.append((m[3], SURE, ()))
            continue
        near = tuple((a, float(p)) for a, p in (o.split(":") for o in m[2].split(",") if o))
        found.append((m[1], 1 - sum(p for _, p in near) if near else 0.5, near))
    return found


def glyphs(marked: str, confidence: float = SURE) -> tuple[tuple[str, Glyph], ...]:
    """Scanned characters side by side on page 1."""
    return tuple(
        (c, Glyph(1, Box(10 * i, 0, 10 * i + 10, 12), 1, confidence, "ocr", near))
        for i, (c, _, near) in enumerate(read_of(marked))
    )


def _line(marked: str, x: float, baseline: float, size: float) -> Line:
    """A line as it is read from a sheet: points on the page, pixels in the line."""
    chars, at = [], x / sheets.SCALE
    for c, sure, near in read_of(marked):
        width = (size if ord(c) > 0x2E80 else size / 2) / sheets.SCALE
        chars.append(Char(c, at, at + width, sure, near))
        at += width
    top, bottom = (baseline - 0.95 * size) / sheets.SCALE, (baseline + 0.25 * size) / sheets.SCALE
    # whole pixels, so that a region made of the box has the same box again
    return Line(Box(round(x / sheets.SCALE) - 4, round(top), round(at) + 4, round(bottom)), tuple(chars))


def scan(folder: Path, lines: Sequence[str], cells: Sequence[Sequence[str]] = ()) -> Document:
    """A page of ``lines`` above a ruled table of ``cells``, read as the marks say."""
    plain = [[re.sub(r"\[(.)\|[^\]]*\]", r"\1", c) for c in row] for row in cells]
    path = sheets.scan_pdf(folder / "scan.pdf", sheets.draw((), plain or None))
    read = [_line(text, 72, 100 + 26 * i, 12) for i, text in enumerate(lines)]
    read += [
        _line(text, sheets.COLUMNS[c] + 4, sheets.TABLE_TOP + r * sheets.ROW + 15, 10.5)
        for r, row in enumerate(cells)
        for c, text in enumerate(row)
        if text
    ]
    pages = read_scanned_pages(path, [1], engine=ReplayEngine([read]))
    return Document(path.name, "0" * 64, "application/pdf", (pages[1],))

"""Signatures on a page image: strokes of a pen near the lines that ask for one.

Only around such lines (法定代表人（签字）： …) and only on pages that have them. What the engine read there with any
certainty, rulings and seals are taken away; what is left and is made of strokes, larger than the print beside it,
is a signature. Print is never as large as writing in these lines, and what the engine cannot read at the size of
print stays unreported: a signature is better missed than invented.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from contract_parse.data import per_vocabulary, vocabulary
from contract_parse.ingest.engine import Image, Line
from contract_parse.model.geometry import Box, bounding

LONGEST = 34  # characters: a line that asks for a signature is a label
LEFT, RIGHT = 12.0, 230.0  # points beside a label where its signature may begin and end
ABOVE, BELOW = 1.6, 5.0  # heights of the label's line
INK = 40  # grey levels darker than the surroundings
AS_PRINT = 45  # grey levels above the page's print: ink as dark as that is no grey seal's
RING_DARK = 0.3  # share of a seal's ring as dark as print: then nothing tells its ink from a pen's
WINDOW = 40.0  # points: wider than any writing
READ, CERTAIN = 0.5, 0.85  # confidence from which a character is print: in a long line, and anywhere
SHORT = 4  # characters: a name is no longer
LARGE = 1.35  # times the height of the page's lines
APART = 28.0  # points between two characters of one signature
TALL = 1.1  # times the print's em: the least height of a signature
LEAST = (15.0, 9.0)  # points, width and height
MOST = (240.0, 90.0)
LEAST_INK = 18.0  # square points
BROADEST = 4.0  # points: half the breadth of a pen's stroke; anything solid is no writing
DENSEST = 0.75  # share of the box that is ink

Mask = npt.NDArray[np.uint8]


class SigningLine(NamedTuple):
    """A line that asks for a signature or a seal: its box and the height of a character."""

    box: Box
    em: float


@per_vocabulary
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = vocabulary("signature_words")
    sign, prose, dates = (re.compile("|".join(words[k])) for k in ("sign", "prose", "dates"))
    return sign, prose, dates


def _folded(line: Line) -> str:
    return "".join(unicodedata.normalize("NFKC", line.text).split())


def signing_lines(lines: Sequence[Line]) -> list[SigningLine]:
    """The lines of a page near which people sign."""
    sign, prose, _ = _patterns()
    found = []
    for line in lines:
        text = _folded(line)
        if len(text) <= LONGEST and sign.search(text) and not prose.search(text):
            widths = [c.x1 - c.x0 for c in line.chars if unicodedata.east_asian_width(c.text[:1] or " ") in "WF"]
            em = float(np.median(widths)) if widths else 0.75 * line.box.height
            found.append(SigningLine(line.box, em))
    return found


def find_signatures(
    grey: Image, lines: Sequence[Line], rulings: Sequence[Box], seals: Sequence[Box], taken: Sequence[Box], scale: float
) -> list[Box]:
    """Signatures on a straight page, in pixels. ``seals`` of a grey page and ``taken`` (fingerprints) hold no writing.

    ``scale`` is points a pixel.
    """
    cues = signing_lines(lines)
    if not cues:
        return []
    zones = [_zone(c, scale) for c in cues]
    height, width = grey.shape
    around = bounding(zones)
    x0, y0 = max(0, int(around.x0)), max(0, int(around.y0))
    x1, y1 = min(width, int(around.x1) + 1), min(height, int(around.y1) + 1)
    if x1 - x0 < 8 or y1 - y0 < 8:
        return []
    ink = _ink(grey[y0:y1, x0:x1], scale)
    wanted = np.zeros(ink.shape, np.uint8)
    for zone in zones:
        _fill(wanted, zone, x0, y0, 1)
    ink &= wanted
    _without_print(ink, lines, x0, y0)
    for box in rulings:
        margin = 1.2 / scale
        _fill(ink, Box(box.x0 - margin, box.y0 - margin, box.x1 + margin, box.y1 + margin), x0, y0, 0)
    for box in seals:
        _without_seal(ink, grey[y0:y1, x0:x1], Box(box.x0 - x0, box.y0 - y0, box.x1 - x0, box.y1 - y0), scale)
    for box in taken:
        _fill(ink, box, x0, y0, 0)
    em = float(np.median([c.em for c in cues]))
    dated = [line.box for line in lines if _patterns()[2].search(_folded(line))]
    found = []
    for box in _strokes(ink, scale):
        placed = Box(box.x0 + x0, box.y0 + y0, box.x1 + x0, box.y1 + y0)
        if placed.height < TALL * em or any(_beside(placed, d) for d in dated):
            continue
        found.append(placed)
    return found


def _zone(cue: SigningLine, scale: float) -> Box:
    x0, y0, x1, y1 = cue.box
    h = y1 - y0
    return Box(x0 - LEFT / scale, y0 - ABOVE * h, x1 + RIGHT / scale, y1 + BELOW * h)


def _ink(grey: Image, scale: float) -> Mask:
    import cv2

    window = max(3, round(WINDOW / scale)) | 1
    paper = cv2.boxFilter(grey, -1, (window, window), borderType=cv2.BORDER_REPLICATE)
    return (cv2.subtract(paper, grey) > INK).astype(np.uint8)


def _fill(mask: Mask, box: Box, left: int, top: int, value: int) -> None:
    x0, x1 = (max(0, round(x - left)) for x in (box.x0, box.x1))
    y0, y1 = (max(0, round(y - top)) for y in (box.y0, box.y1))
    mask[y0 : y1 + 1, x0 : x1 + 1] = value


def _without_seal(ink: Mask, grey: Image, box: Box, scale: float) -> None:
    """Takes the ink of a grey seal away (in place): all of it that is lighter than print; all where its ring is not."""
    import cv2

    disc, ring = np.zeros(ink.shape, np.uint8), np.zeros(ink.shape, np.uint8)
    centre = round(box.centre[0]), round(box.centre[1])
    axes = round(box.width / 2), round(box.height / 2)
    margin = round(4 / scale)
    cv2.ellipse(disc, centre, (axes[0] + margin, axes[1] + margin), 0, 0, 360, 1, -1)
    cv2.ellipse(ring, centre, axes, 0, 0, 360, 1, margin)
    inked = grey[ink > 0]
    if not inked.size:
        return
    light = grey > float(np.percentile(inked, 5)) + AS_PRINT
    seal = (ring > 0) & (ink > 0)
    dark = 1.0 if not seal.any() else float((~light[seal]).mean())
    ink[(disc > 0) & (light | (dark > RING_DARK))] = 0


def _without_print(ink: Mask, lines: Sequence[Line], left: int, top: int) -> None:
    """Takes away (in place) the characters that the engine is sure enough of.

    A line far higher than the others may be print and writing boxed together, or writing that reads as a name: a
    few characters of that height are left. Behind a label's colon, and in short lines, a character has to be certain.
    """
    usual = float(np.median([line.box.height for line in lines]))
    sign = _patterns()[0]
    for line in lines:
        label = max((i for i, c in enumerate(line.chars) if c.text in ":：)）"), default=-1)
        if line.box.height > LARGE * usual and label < 0 and len(line.chars) <= SHORT:
            continue
        asks = bool(sign.search(_folded(line)))
        for i, c in enumerate(line.chars):
            doubtful = i > label if asks else len(line.chars) <= SHORT
            if c.confidence >= (CERTAIN if doubtful else READ) or (asks and i <= label):
                margin = 0.12 * line.box.height
                _fill(ink, Box(c.x0 - margin, line.box.y0, c.x1 + margin, line.box.y1), left, top, 0)


def _strokes(ink: Mask, scale: float) -> list[Box]:
    """What is written, each signature as one box."""
    import cv2

    reach = max(3, round(4.0 / scale))
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    breadth = cv2.distanceTransform(ink, cv2.DIST_L2, 3)
    parts: list[tuple[Box, float]] = []
    for k in range(1, count):
        x, y, w, h = (int(v) for v in stats[k][:4])
        if min(w, h) * scale < 2.0 or max(w, h) * scale < 5.0:
            continue
        inside = (labels[y : y + h, x : x + w] == k) & (ink[y : y + h, x : x + w] > 0)
        area = float(inside.sum())
        if float(breadth[y : y + h, x : x + w][inside].max(initial=0)) * scale > BROADEST or area > DENSEST * w * h:
            continue
        parts.append((Box(x, y, x + w, y + h), area * scale * scale))
    found = []
    for box, area in _gathered(parts, APART / scale):
        across, up = box.width * scale, box.height * scale
        if LEAST[0] <= across <= MOST[0] and LEAST[1] <= up <= MOST[1] and area >= LEAST_INK:
            found.append(box)
    return found


def _gathered(parts: list[tuple[Box, float]], apart: float) -> list[tuple[Box, float]]:
    """Parts side by side as one, with the ink of all."""
    groups = sorted(parts, key=lambda p: p[0].x0)
    found: list[tuple[Box, float]] = []
    for box, area in groups:
        for i, (other, more) in enumerate(found):
            shared = min(box.y1, other.y1) - max(box.y0, other.y0)
            if box.x0 - other.x1 <= apart and shared > 0.3 * min(box.height, other.height):
                found[i] = other.union(box), more + area
                break
        else:
            found.append((box, area))
    return found


def _beside(box: Box, line: Box) -> bool:
    """Whether ``box`` stands in ``line``: a date filled in by hand."""
    return line.x0 <= box.centre[0] <= line.x1 and line.y0 <= box.centre[1] <= line.y1

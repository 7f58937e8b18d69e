"""Ruling lines on a page image: table borders, underlines, blanks to fill in.

Morphological opening with thin long kernels keeps what is a straight stroke longer than any stroke of a
character; a shorter one counts where both its ends lie on rulings of the other direction.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from contract_parse.ingest.engine import Image
from contract_parse.model.geometry import Box

SEED = 26.0  # points of unbroken stroke: two characters of text, which leave a gap between them
SHORT_SEED = 11.0  # for strokes held at both ends by rulings of the other direction: the sides of small cells
EDGE = 5.0  # points from the image's edge: the scanner's lid, not a line
THICKEST = 4.0  # points
CRACK = 0.8  # points: what a noisy scan breaks out of a hairline
GAP = 12.0  # points between two seeds of one broken line
TOUCH = 3.0  # points between the ends of a line and the one it meets
SAME = 2.0  # points between two strokes of one (double) line
LONG = 60.0  # points from which a stroke needs no further proof
DRIFT = 0.03  # of its length that a long ruling may wander (curved paper); a short one CRACK
NEAR = (0.7, 1.9)  # points from a stroke, on both sides, where print would go on
BUSY = 0.3  # of the length: print on either side, so the stroke is the tops of 000 or a row of 口
INK = 18  # grey levels darker than the surroundings
PALE = 0.24  # of the print's darkness: a paler stroke is a ruling of the other side that shows through
STREAK = 3.0  # points from both edges of the image: dirt on a scanner's glass draws a line over all of a sheet


def find_rulings(grey: Image, scale: float) -> tuple[list[Box], list[Box]]:
    """Horizontal and vertical rulings of a straight page image, in pixels. ``scale`` is points a pixel."""
    ink = _contrast(grey, scale)
    least = max(float(INK), PALE * _print(ink))
    across = _strokes(ink, scale, least, horizontal=True)
    down = _strokes(ink, scale, least, horizontal=False)
    sure_across = [b for b in across if b.width * scale >= SEED]
    sure_down = [b for b in down if b.height * scale >= SEED]
    touch = TOUCH / scale
    across = [b for b in across if b.width * scale >= SEED or _held(b, sure_down, touch, horizontal=True)]
    down = [b for b in down if b.height * scale >= SEED or _held(b, sure_across, touch, horizontal=False)]
    height, width = grey.shape[:2]
    across, down = _merged(across, scale, horizontal=True), _merged(down, scale, horizontal=False)
    return (
        [b for b in across if max(b.x0, width - b.x1) * scale > STREAK],
        [b for b in down if max(b.y0, height - b.y1) * scale > STREAK],
    )


def _print(contrast: Image) -> float:
    """How dark the page's print is: the darker part of its ink."""
    sample = contrast[::3, ::3]
    inked = sample[sample > INK]
    return float(np.percentile(inked, 90)) if inked.size else 0.0


def _contrast(grey: Image, scale: float) -> Image:
    """How much darker each pixel is than its surroundings.

    The window is wider than any ruling and narrower than a shadow.
    """
    import cv2

    window = max(3, round(12 / scale)) | 1
    return np.asarray(cv2.subtract(cv2.boxFilter(grey, -1, (window, window)), grey), np.uint8)


def _strokes(contrast: Image, scale: float, pale: float, *, horizontal: bool) -> list[Box]:
    """Straight unbroken strokes of at least SHORT_SEED, darker than ``pale``."""
    import cv2

    def line(points: float, least: int) -> Any:
        n = max(least, round(points / scale))
        return np.ones((1, n) if horizontal else (n, 1), np.uint8)

    along = line(1.5, 3)
    smooth = cv2.boxFilter(contrast, -1, (along.shape[1], along.shape[0]))  # noise goes, a stroke stays
    stepped = cv2.dilate(
        (smooth > INK).astype(np.uint8), np.ones((2, 1) if horizontal else (1, 2), np.uint8)
    )  # a step of one pixel is no break
    closed = cv2.morphologyEx(stepped, cv2.MORPH_CLOSE, line(CRACK, 2))
    opened = cv2.morphologyEx(closed, cv2.MORPH_OPEN, line(SHORT_SEED, 8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(opened, connectivity=8)
    found = []
    for k in range(1, count):
        x, y, w, h, area = (int(v) for v in stats[k])
        length, breadth = (w, h) if horizontal else (h, w)
        thickness = max(1.0, area / length - 1)  # the dilation above added one
        wander = max(1.5, CRACK / scale) if length * scale < LONG else DRIFT * length
        if thickness * scale > THICKEST or length < 5 * breadth or breadth - 1 - thickness > wander:
            continue
        lying = (contrast, (x, y, w, h)) if horizontal else (contrast.T, (y, x, h, w))
        if _darkness(*lying) < pale:
            continue
        if length * scale < LONG and _busy(*lying, scale):
            continue
        # a line that drifts over a few rows is reported at its middle, as thick as its pen
        middle = (y + (h - 1) / 2) if horizontal else (x + (w - 1) / 2)
        a, b = middle - thickness / 2, middle + thickness / 2
        if min(a, (contrast.shape[0] if horizontal else contrast.shape[1]) - b) * scale < EDGE:
            continue
        found.append(Box(x, a, x + w, b) if horizontal else Box(a, y, b, y + h))
    return found


def _darkness(contrast: Image, at: tuple[int, int, int, int]) -> float:
    """How dark a horizontal stroke (x, y, width, height) is along its length."""
    x, y, w, h = at
    return float(np.median(contrast[y : y + h, x : x + w].max(axis=0)))


def _busy(contrast: Image, at: tuple[int, int, int, int], scale: float) -> bool:
    """Whether print goes on above or below a horizontal stroke (x, y, width, height)."""
    x, y, w, h = at
    near, far = (max(1, round(n / scale)) for n in NEAR)
    for a, b in ((y - far, y - near + 1), (y + h - 1 + near, y + h + far)):
        band = contrast[max(0, a) : max(0, b), x : x + w]
        if band.size and float((band > 2 * INK).any(axis=0).mean()) > BUSY:
            return True
    return False


def _merged(boxes: list[Box], scale: float, *, horizontal: bool) -> list[Box]:
    """Strokes in one line, overlapping or with a small gap, as one."""

    def at(b: Box) -> float:
        return b.centre[1] if horizontal else b.centre[0]

    def start(b: Box) -> float:
        return b.x0 if horizontal else b.y0

    def end(b: Box) -> float:
        return b.x1 if horizontal else b.y1

    found: list[Box] = []
    for box in sorted(boxes, key=start):
        for i, other in enumerate(found):
            if abs(at(other) - at(box)) <= SAME / scale and start(box) <= end(other) + GAP / scale:
                found[i] = _longer(other, box, horizontal=horizontal)
                break
        else:
            found.append(box)
    return found


def _longer(one: Box, other: Box, *, horizontal: bool) -> Box:
    """Both as one stroke, where and as thick as the longer of them is."""
    if horizontal:
        keep = one if one.width >= other.width else other
        return Box(min(one.x0, other.x0), keep.y0, max(one.x1, other.x1), keep.y1)
    keep = one if one.height >= other.height else other
    return Box(keep.x0, min(one.y0, other.y0), keep.x1, max(one.y1, other.y1))


def _held(box: Box, crossing: list[Box], touch: float, *, horizontal: bool) -> bool:
    """Whether both ends of ``box`` lie on lines of the other direction."""
    x, y = box.centre

    def met(px: float, py: float) -> bool:
        return any(c.x0 - touch <= px <= c.x1 + touch and c.y0 - touch <= py <= c.y1 + touch for c in crossing)

    if horizontal:
        return met(box.x0, y) and met(box.x1, y)
    return met(x, box.y0) and met(x, box.y1)

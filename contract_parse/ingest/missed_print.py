"""Print the detector passed over: single figures in table cells, a stroke, a page number between dashes.

The detector is trained on lines of text and misses one small character standing alone, most of all where a
scan is poor. Such a character is easy to see by other means: a dark blob of a character's size outside every
region found. The recogniser then decides whether it is one.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from contract_parse.ingest.engine import Image, Line, Region
from contract_parse.model.geometry import Box

SMALLEST, TALLEST, WIDEST = 4.5, 26.0, 60.0  # points: the size of a character, and of a few in a row
REACH = 3.0  # points: strokes and characters nearer than this belong together
INK = 36  # grey levels darker than the surroundings: print, not noise
LEAST_INK = 1.0  # square points: half a full stop
EDGE = 12.0  # points at the page's edge where scanners leave shadows
MARGIN = 2.5  # points of paper around a blob, as the detector leaves
MOST = 60  # blobs on a page; more are a picture's or a poor copy's dirt
SURE, FIGURE = 0.9, 0.85  # mean confidence from which a blob is believed to be print, or a figure
FIGURES = frozenset("0123456789.,-/%()（）")
DIRT = frozenset(".。·•,，、'’‘`´-—一_~:：;；|丨^\"“”°º*")  # what dirt reads as


def missed_regions(grey: Image, regions: Sequence[Region], rulings: Sequence[Box], scale: float) -> list[Region]:
    """Where print stands outside ``regions``: at most MOST regions, none where dirt seems to be the cause."""
    import cv2

    half = cv2.resize(grey, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    step = 2 * scale  # points a pixel of the half image
    window = max(3, round(20 / step)) | 1
    ink = (cv2.subtract(cv2.boxFilter(half, -1, (window, window)), half) > INK).astype(np.uint8)
    for box in [r.box for r in regions]:
        _wipe(ink, box, 0.0)
    for box in rulings:
        _wipe(ink, box, 1.2 / scale)
    reach = max(1, round(REACH / step))
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((reach, 2 * reach), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    found = []
    height, width = (n * scale for n in grey.shape[:2])
    for k in range(1, count):
        x, y, w, h = (int(v) * step for v in stats[k][:4])
        if not (SMALLEST <= h <= TALLEST and SMALLEST / 3 <= w <= WIDEST):
            continue
        if min(x, y, width - x - w, height - y - h) < EDGE:
            continue
        a, b = int(stats[k][0]), int(stats[k][1])
        part = labels[b : b + int(stats[k][3]), a : a + int(stats[k][2])] == k
        if float((ink[b : b + part.shape[0], a : a + part.shape[1]] & part).sum()) * step * step < LEAST_INK:
            continue
        tall = h + 2 * MARGIN
        found.append(Region((x + w / 2) / scale, (y + h / 2) / scale, (w + 2 * MARGIN) / scale, tall / scale))
    return found if len(found) <= MOST else []


def believable(line: Line) -> bool:
    """Whether a line read from a missed region is print rather than dirt or a piece of a seal."""
    if set(line.text) <= DIRT:
        return False
    return line.confidence >= (FIGURE if set(line.text) <= FIGURES else SURE)


def _wipe(ink: Image, box: Box, margin: float) -> None:
    x0, y0, x1, y1 = (max(0, int(v / 2)) for v in (box.x0 - margin, box.y0 - margin, box.x1 + margin, box.y1 + margin))
    ink[y0 : y1 + 1, x0 : x1 + 1] = 0

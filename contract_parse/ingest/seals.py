"""Seals on colour scans: found by ink, shape and size, and lifted off the print beneath them.

Chinese seals are round, oval or square, 18 to 60 mm, in red or blue ink. Ink of one colour is as bright as paper
in its own channel, and black print is dark in all of them: within a seal the brightest channel shows the
print alone. Red print, blue handwriting and coloured lines are none of a seal's shape and stay as they are.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from contract_parse.ingest.engine import Image
from contract_parse.model.geometry import Box, bounding

COLOURED = 35  # difference of channels from which a pixel has colour, above the blur of JPEG
FEW = 0.0004  # share of coloured pixels below which a page has no seal
SIDES = (46.0, 190.0)  # points: a seal's width and height
EDGE_STRIP = 9.0  # points: the least width of a seal stamped across the edges of several sheets
ASPECT = 2.3
PIECE, WHOLE = 20.0, 135.0  # points: the least height of a seal's larger piece, and what pieces make together
CUT = 14.0  # points between pieces of one seal: a line of print
GRID = 1.0  # points a cell of the raster on which shapes are looked for
REACH = 5.0  # points between strokes of one seal


PRINT_SIDES = (19.0, 46.0)  # points: a fingerprint, or a personal seal of 9 to 15 mm
ROUND, SQUARE = (0.66, 0.86), 0.88  # share of its box that a fingerprint, and that a square seal, fills
ALONE = 12.0  # points around a fingerprint without ink of its colour


class Lifted(NamedTuple):
    """The page in grey without its seals, and where they were, in pixels."""

    grey: Image
    seals: tuple[Box, ...]


def lift_seals(pixels: Image, scale: float) -> Lifted:
    """A page image in grey, coloured seals taken off. ``scale`` is points a pixel."""
    import cv2

    if pixels.ndim == 2:
        return Lifted(pixels, ())
    grey = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY), np.uint8)
    blue, green, red = cv2.split(pixels)
    seals: list[Box] = []
    for own, others in ((red, cv2.max(green, blue)), (blue, cv2.max(green, red))):
        mask = (cv2.subtract(own, others) > COLOURED).astype(np.uint8)
        if float(mask.mean()) < FEW:
            continue
        for box, inside in _shapes(mask, scale):
            _lift(grey, np.asarray(own, np.uint8), mask, box, inside)
            seals.append(box)
    return Lifted(grey, tuple(seals))


def _shapes(mask: npt.NDArray[np.uint8], scale: float) -> list[tuple[Box, npt.NDArray[np.bool_]]]:
    """Boxes of what has a seal's size, with the pixels in each that its strokes surround."""
    import cv2

    height, width = mask.shape
    small = cv2.resize(
        mask * 255,
        (max(1, round(width * scale / GRID)), max(1, round(height * scale / GRID))),
        interpolation=cv2.INTER_AREA,
    )
    reach = 2 * round(REACH / GRID / 2) + 1
    ink = (small > 40).astype(np.uint8)
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    found = []
    for parts in _joined(np.asarray(stats, np.int32)):
        x, y = (int(stats[parts, i].min()) for i in (0, 1))
        w, h = (int((stats[parts, i] + stats[parts, i + 2]).max()) - at for i, at in ((0, x), (1, y)))
        on_edge = min(x, small.shape[1] - x - w) <= 2
        least, most = SIDES
        whole = least <= w * GRID <= most and least <= h * GRID <= most and max(w, h) <= ASPECT * min(w, h)
        part = on_edge and EDGE_STRIP <= w * GRID <= most and least <= h * GRID <= most
        if not (whole or part):
            continue
        # Two cells more on every side, since the ink's blurred rim has too little colour to be in the mask; and all
        # that the strokes surround, since a seal's star may stand away from its ring.
        x, y, x1, y1 = max(0, x - 2), max(0, y - 2), min(small.shape[1], x + w + 2), min(small.shape[0], y + h + 2)
        w, h = x1 - x, y1 - y
        points = np.argwhere(np.isin(labels[y:y1, x:x1], parts))[:, ::-1].astype(np.int32)
        outline = np.zeros((h, w), np.uint8)
        cv2.fillConvexPoly(outline, cv2.convexHull(points), 1)
        outline = np.asarray(cv2.dilate(outline, np.ones((5, 5), np.uint8)), np.uint8)
        x0, y0, x1, y1 = (round(v * GRID / scale) for v in (x, y, x + w, y + h))
        x1, y1 = min(x1, width), min(y1, height)
        inside = cv2.resize(outline, (x1 - x0, y1 - y0), interpolation=cv2.INTER_NEAREST) > 0
        found.append((Box(x0, y0, x1, y1), np.asarray(inside)))
    return found


def _joined(stats: npt.NDArray[np.int32]) -> list[list[int]]:
    """Components by number, those together that are pieces of one seal, cut by a line of print across it."""
    found: list[list[int]] = []
    reach = CUT / GRID
    boxes = [Box(x, y, x + w, y + h) for x, y, w, h in stats[:, :4].tolist()]
    for k in sorted(range(1, len(boxes)), key=lambda k: -boxes[k].width * boxes[k].height):
        box = boxes[k]
        for parts in found:
            whole = bounding(boxes[p] for p in parts)
            both = whole.union(box)
            piece = whole.width * GRID >= SIDES[0] and whole.height * GRID >= PIECE
            near = Box(whole.x0 - reach, whole.y0 - reach, whole.x1 + reach, whole.y1 + reach).overlap(box) > 0
            if piece and near and max(both.width, both.height) * GRID <= WHOLE:
                parts.append(k)
                break
        else:
            found.append([k])
    return found


def _lift(grey: Image, own: Image, mask: npt.NDArray[np.uint8], box: Box, inside: npt.NDArray[np.bool_]) -> None:
    """Puts the seal's own channel, its ink brought up to the paper's level, in place of grey (in place)."""
    x0, y0, x1, y1 = (int(v) for v in box)
    channel = own[y0:y1, x0:x1].astype(np.float32)
    ink = channel[(mask[y0:y1, x0:x1] > 0) & inside]
    if not len(ink):
        return
    paper = float(np.percentile(own[y0:y1, x0:x1], 95))
    level = max(60.0, float(np.percentile(ink, 20)))
    lifted = np.clip(channel * (paper / level), 0, paper).astype(np.uint8)
    part = grey[y0:y1, x0:x1]
    part[inside] = np.maximum(part[inside], lifted[inside])


def small_prints(pixels: Image, scale: float) -> tuple[tuple[Box, ...], tuple[Box, ...]]:
    """Fingerprints and personal seals in red, smaller than an office's seal, in pixels.

    They are told by their outline: an oval and a square, nearly filled, with nothing else in red around them.
    Only believable near a place to sign, which is the caller's to judge.
    """
    import cv2

    if pixels.ndim == 2:
        return (), ()
    blue, green, red = cv2.split(pixels)
    mask = (cv2.subtract(red, cv2.max(green, blue)) > COLOURED).astype(np.uint8)
    if not mask.any():
        return (), ()
    size = max(1, round(mask.shape[1] * scale / GRID)), max(1, round(mask.shape[0] * scale / GRID))
    small = (cv2.resize(mask * 255, size, interpolation=cv2.INTER_AREA) > 40).astype(np.uint8)
    joined = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    fingers, chops = [], []
    least, most = PRINT_SIDES
    for k in range(1, count):
        x, y, w, h = (int(v) for v in stats[k][:4])
        if not (least <= w * GRID <= most and least <= h * GRID <= most) or max(w, h) > 2 * min(w, h):
            continue
        reach = round(ALONE / GRID)
        around = labels[max(0, y - reach) : y + h + reach, max(0, x - reach) : x + w + reach]
        if ((around > 0) & (around != k)).mean() > 0.02:
            continue
        hull = cv2.convexHull(np.argwhere(labels[y : y + h, x : x + w] == k)[:, ::-1].astype(np.int32))
        outline = max(1.0, cv2.contourArea(hull))
        if stats[k][4] < 0.8 * outline:
            continue
        box = Box(*(v * GRID / scale for v in (x, y, x + w, y + h)))
        share = outline / ((w - 1) * (h - 1))
        if share >= SQUARE and max(w, h) <= 1.3 * min(w, h):
            chops.append(box)
        elif ROUND[0] <= share <= ROUND[1]:
            fingers.append(box)
    return tuple(fingers), tuple(chops)

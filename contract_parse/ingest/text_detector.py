"""Where the lines of print are: differentiable binarization (Liao et al. 2020), as PaddleOCR trains it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from contract_parse.ingest.engine import Image, Region

PROBABLE = 0.3  # a pixel is print
BOX_SCORE = 0.5  # mean probability inside a box worth reading
UNCLIP = 1.6  # the network is trained on shrunken lines: how far to grow them back
FAINT = 16  # grey levels darker than the surroundings: may be ink
PAPER = 24  # pixels left around it
SMALLEST = 3  # pixels of the network's map


Tensor = npt.NDArray[np.float32]


def fit(image: Image, longest: int) -> Image:
    """``image`` shrunk to ``longest`` pixels at its longer side, both sides multiples of 32 as the network wants."""
    import cv2

    h, w = image.shape[:2]
    ratio = min(1.0, longest / max(h, w))
    size = tuple(max(32, round(s * ratio / 32) * 32) for s in (w, h))
    if size == (w, h):
        return image
    return np.asarray(
        cv2.resize(image, size, interpolation=cv2.INTER_AREA if ratio < 1 else cv2.INTER_LINEAR), np.uint8
    )


def as_tensor(image: Image) -> Tensor:
    """A (1, 3, height, width) tensor from -1 to 1, the three channels alike."""
    plane = image.astype(np.float32) / np.float32(127.5) - np.float32(1)
    return np.ascontiguousarray(np.broadcast_to(plane, (1, 3, *plane.shape)))


def detect(image: Image, run: Callable[[Tensor], Tensor], longest: int) -> list[Region]:
    """The lines of ``image`` by the network ``run``, looked at with ``longest`` pixels at the longer side."""
    small = fit(image, longest)
    sx, sy = image.shape[1] / small.shape[1], image.shape[0] / small.shape[0]
    x0, y0, x1, y1 = _inked(small)
    if x1 <= x0:
        return []
    part = np.ascontiguousarray(small[y0:y1, x0:x1])
    found = regions(np.array(run(as_tensor(part))[0, 0]))
    return [Region((r.cx + x0) * sx, (r.cy + y0) * sy, r.width * sx, r.height * sy, r.angle) for r in found]


def _inked(small: Image) -> tuple[int, int, int, int]:
    """The part of the page with ink on it: margins are a third of a page, and cost as much as print.

    Where noise or shadow reaches the edges it is the whole page.
    """
    import cv2

    h, w = small.shape
    ink = cv2.subtract(cv2.boxFilter(small, -1, (31, 31)), small) > FAINT
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if not len(rows):
        return 0, 0, 0, 0
    y0, y1 = _aligned(int(rows[0]), int(rows[-1]) + 1, h)
    x0, x1 = _aligned(int(columns[0]), int(columns[-1]) + 1, w)
    return x0, y0, x1, y1


def _aligned(first: int, last: int, size: int) -> tuple[int, int]:
    """A stretch with PAPER around it, a multiple of 32 long as ``size`` is, inside ``size``."""
    first, last = max(0, first - PAPER), min(size, last + PAPER)
    length = min(size, -(-(last - first) // 32) * 32)
    first = max(0, min(first, size - length))
    return first, first + length


def regions(probability: Tensor) -> list[Region]:
    """Rectangles around the connected parts of a probability map."""
    import cv2

    mask = cv2.dilate((probability > PROBABLE).astype(np.uint8), np.ones((2, 2), np.uint8))
    contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    found = []
    for contour in contours:
        (cx, cy), (w, h), angle = cv2.minAreaRect(contour)
        if min(w, h) < SMALLEST or _score(probability, (cx, cy), (w, h), angle) < BOX_SCORE:
            continue
        # Growing a rectangle by d on all sides and boxing it again gives the rectangle w+2d by h+2d: no need
        # for the polygon library that the general case takes.
        d = w * h * UNCLIP / (2 * (w + h))
        w, h = w + 2 * d, h + 2 * d
        quarters = round(angle / 90)  # which side OpenCV calls the width changed between its versions
        if quarters % 2:
            w, h = h, w
        angle -= 90 * quarters
        found.append(Region(cx, cy, w, h, angle))
    return found


def _score(probability: Tensor, centre: tuple[float, float], size: tuple[float, float], angle: float) -> float:
    import cv2

    corners = cv2.boxPoints((centre, size, angle))
    h, w = probability.shape
    x0, y0 = np.clip(np.floor(corners.min(axis=0)).astype(int), 0, (w - 1, h - 1))
    x1, y1 = np.clip(np.ceil(corners.max(axis=0)).astype(int), 0, (w - 1, h - 1))
    mask = np.zeros((y1 - y0 + 1, x1 - x0 + 1), np.uint8)
    cv2.fillPoly(mask, [(corners - (x0, y0)).astype(np.int32)], 1)
    return float(cv2.mean(probability[y0 : y1 + 1, x0 : x1 + 1], mask)[0])

"""The page image's shape put right before anything is read: a photographed sheet squared, a two-page spread split,
lines that bend made straight (:mod:`page_curl`).

All is judged on a small image. Every way back is a function from points of the new image to points of the old one,
in pixels, which ends as a :class:`Mesh` on the page.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from contract_parse.ingest.engine import Image
from contract_parse.ingest.page_curl import bend_of, flattened, way_back
from contract_parse.ingest.page_images import PageImage
from contract_parse.model.geometry import Mesh

Points = npt.NDArray[np.float64]  # (n, 2), x and y
WayBack = Callable[[Points], Points]

SMALL = 700  # pixels of the longer side of the image on which shapes are judged
SHEET = (0.4, 0.985)  # share of a photo that the sheet covers
CONTRAST = 40  # grey levels between the sheet and what it lies on
SHARP = 5.0  # pixels of the small image on both sides of a sheet's edge
OUT_OF_SQUARE = 1.2  # degrees by which a corner differs from 90, from which a sheet is squared
ROUNDNESS = 0.02  # of its perimeter that a sheet's outline may wander from four straight sides
A4 = 2**0.5
NEARLY = 0.12  # of A4's ratio: a sheet seen at an angle looks shorter than it is
LANDSCAPE = 1.2  # width by height from which an image may be a spread
MIDDLE = 0.06  # of the width about the middle in which the fold is looked for
FOLD = 0.035  # of the width: the least blank strip at a fold
HALF_INK = 0.004  # share of ink that each half has at least
INK = 36  # grey levels darker than the surroundings
NODES = (19, 25)  # of the mesh, across and down


class Reshaped(NamedTuple):
    """The image to read, and the way back from it to the image that came; None where it is the same."""

    image: PageImage
    back: WayBack | None


def reshaped(image: PageImage) -> Reshaped:
    """The page as one upright rectangular sheet, where a look at its outline and its middle asks for it."""
    import cv2

    grey = image.pixels if image.pixels.ndim == 2 else cv2.cvtColor(image.pixels, cv2.COLOR_BGR2GRAY)
    factor = min(1.0, SMALL / max(grey.shape))
    small = np.asarray(cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), np.uint8)
    corners = sheet_corners(small)
    if corners is not None:
        return _flattened(_squared(image, corners / factor))
    fold = fold_at(small)
    if fold is not None:
        return _unfolded(image, round(fold / factor))
    return _flattened(Reshaped(image, None))


def _flattened(shaped: Reshaped) -> Reshaped:
    """The page with its lines straight, where they bend."""
    import cv2

    image, before = shaped
    grey = image.pixels if image.pixels.ndim == 2 else cv2.cvtColor(image.pixels, cv2.COLOR_BGR2GRAY)
    surface = bend_of(np.asarray(grey, np.uint8))
    if surface is None:
        return shaped
    h, w = grey.shape

    def way(points: Points) -> Points:
        bent = way_back(surface, (w, h), points)
        return bent if before is None else before(bent)

    return Reshaped(image._replace(pixels=flattened(image.pixels, surface)), way)


def sheet_corners(small: Image) -> Points | None:
    """The corners of a sheet that was photographed at an angle, clockwise from the top left; None for any other page."""
    import cv2

    edge = np.concatenate([small[0], small[-1], small[:, 0], small[:, -1]])
    bright = float(np.percentile(small, 80))
    if float(np.median(edge)) > bright - CONTRAST:  # paper up to the edges: a scanner's page
        return None
    level, mask = cv2.threshold(cv2.GaussianBlur(small, (0, 0), 2), 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    if level > bright - CONTRAST / 2:
        return None
    mask = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8))
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not contours:
        return None
    sheet = max(contours, key=cv2.contourArea)
    share = cv2.contourArea(sheet) / small.size
    outline = cv2.approxPolyDP(cv2.convexHull(sheet), ROUNDNESS * cv2.arcLength(sheet, True), True)[:, 0]
    if not SHEET[0] <= share <= SHEET[1] or len(outline) != 4:
        return None
    corners = _in_order(outline.astype(np.float64))
    if cv2.contourArea(corners.astype(np.float32)) < 0.93 * cv2.contourArea(cv2.convexHull(sheet)):
        return None
    return corners if _out_of_square(corners) >= OUT_OF_SQUARE and _sharp_edges(small, corners) else None


def _sharp_edges(small: Image, corners: Points) -> bool:
    """Whether all sides of a sheet are sharp; a shadow's edge is not. Sides along the image's edge cannot be judged."""
    h, w = small.shape
    middle = corners.mean(axis=0)
    for a, b in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        along = a + np.linspace(0.1, 0.9, 30)[:, None] * (b - a)
        normal = np.array([b[1] - a[1], a[0] - b[0]]) / (np.linalg.norm(b - a) + 1e-9)
        if normal @ (middle - a) > 0:
            normal = -normal
        inside, outside = (np.rint(along + normal * far).astype(int) for far in (-SHARP, SHARP))
        seen = (outside >= 0).all(axis=1) & (outside[:, 0] < w) & (outside[:, 1] < h)
        if seen.sum() < 10:
            continue
        x, y = np.clip(inside[seen], 0, (w - 1, h - 1)).T, outside[seen].T
        step = small[x[1], x[0]].astype(int) - small[y[1], y[0]].astype(int)
        if float(np.median(step)) < CONTRAST:
            return False
    return True


def _in_order(corners: Points) -> Points:
    sums, differences = corners.sum(axis=1), corners[:, 0] - corners[:, 1]
    order = [int(sums.argmin()), int(differences.argmax()), int(sums.argmax()), int(differences.argmin())]
    return corners[order]


def _out_of_square(corners: Points) -> float:
    """The most that a corner differs from a right angle, in degrees."""
    sides = np.roll(corners, -1, axis=0) - corners
    before = -np.roll(sides, 1, axis=0)
    cosines = (sides * before).sum(axis=1) / (np.linalg.norm(sides, axis=1) * np.linalg.norm(before, axis=1) + 1e-9)
    return float(np.abs(np.degrees(np.arccos(np.clip(cosines, -1, 1))) - 90).max())


def _squared(image: PageImage, corners: Points) -> Reshaped:
    """The sheet with these corners as a rectangle."""
    import cv2

    sides = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    width, height = float(max(sides[0], sides[2])), float(max(sides[1], sides[3]))
    ratio = height / width
    for sheet in (A4, 1 / A4):
        if abs(ratio / sheet - 1) < NEARLY:
            height = width * sheet
    w, h = round(width), round(height)
    target = np.array([[0, 0], [w, 0], [w, h], [0, h]], np.float32)
    back = cv2.getPerspectiveTransform(target, corners.astype(np.float32))
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    pixels = np.asarray(
        cv2.warpPerspective(image.pixels, back, (w, h), flags=flags, borderMode=cv2.BORDER_REPLICATE), np.uint8
    )

    def way(points: Points) -> Points:
        return np.asarray(cv2.perspectiveTransform(points[None].astype(np.float64), back)[0], np.float64)

    return Reshaped(image._replace(pixels=pixels, width=w * image.scale, height=h * image.scale), way)


def fold_at(small: Image) -> float | None:
    """Where the fold of a spread is (x on the small image): a blank strip at the middle, with print on both sides."""
    import cv2

    h, w = small.shape
    if w < LANDSCAPE * h:
        return None
    ink = cv2.subtract(cv2.boxFilter(small, -1, (25, 25)), small) > INK
    inner = ink[round(0.03 * h) : round(0.97 * h)]
    left, right = (float(part.mean()) for part in (inner[:, : w // 2], inner[:, w // 2 :]))
    if min(left, right) < HALF_INK:
        return None
    columns = inner.sum(axis=0) <= 1
    middle = w / 2
    blank = np.flatnonzero(np.diff(np.concatenate([[0], columns.astype(np.int8), [0]])))
    runs = [(int(a), int(b)) for a, b in zip(blank[::2], blank[1::2], strict=True) if b - a >= FOLD * w]
    near = [(a, b) for a, b in runs if a <= middle + MIDDLE * w and b >= middle - MIDDLE * w]
    if not near:
        return None
    a, b = max(near, key=lambda run: run[1] - run[0])
    # the fold itself where the strip holds the middle, since margins differ
    return middle if a + 0.005 * w <= middle <= b - 0.005 * w else (a + b) / 2


def _unfolded(image: PageImage, fold: int) -> Reshaped:
    """The left page above the right one, as they are read."""
    pixels = image.pixels
    h, w = pixels.shape[:2]
    side = max(fold, w - fold)
    paper = int(np.percentile(pixels[::8, ::8], 80))
    out = np.full((2 * h, side, *pixels.shape[2:]), paper, np.uint8)
    out[:h, :fold] = pixels[:, :fold]
    out[h:, : w - fold] = pixels[:, fold:]

    def way(points: Points) -> Points:
        below = points[:, 1] >= h
        return np.asarray(points + np.where(below[:, None], [[fold, -h]], [[0, 0]]), np.float64)

    return Reshaped(image._replace(pixels=out, width=side * image.scale, height=2 * h * image.scale), way)


def mesh(size: tuple[float, float], scale: float, way: WayBack) -> Mesh:
    """A way back in pixels as a mesh over a page of ``size`` points (width, height)."""
    xs, ys = (np.linspace(0, side, n) for side, n in zip(size, NODES, strict=True))
    grid = np.stack(np.meshgrid(xs, ys), axis=-1).reshape(-1, 2)
    there = (way(grid / scale) * scale).reshape(NODES[1], NODES[0], 2)
    return Mesh(
        tuple(xs.tolist()), tuple(ys.tolist()), tuple(tuple((float(x), float(y)) for x, y in row) for row in there)
    )

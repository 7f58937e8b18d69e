"""Lines that bend, as on a page of a bound volume, made straight before anything is read.

How far print moves up or down from one strip of the page to the next is measured by laying the strips' rows of ink over each
other. The slopes found are those of one smooth surface, a polynomial in x and y; its integral over x says how far every
point has to move. A page that is only askew has the same slope all over: that is left to the turning of the page.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from contract_parse.ingest.engine import Image

SMALL = 1000  # pixels of the page's height on which lines are followed
STRIPS = 14  # across the page
WINDOWS = 14  # down the page, half over each other
STROKES = 1.5  # pixels over which rows of ink are smoothed
REACH = 0.011  # of the page's height that print moves between two strips at most; half of a line spacing is further
SURE = 0.5  # correlation from which two strips show the same lines
LEAST_SLOPES = 40  # places at which lines can be followed, without which nothing is said of the page
ROUNDS = 4  # of fitting, each time without what lies off the surface
OFF = 2.5  # times the median miss from which a slope is left out
BENT = 0.0026  # of the page's height: how far lines bend, from which they are made straight (2.2 points of A4)
EXPLAINED = 0.88  # of the slopes' spread that the surface has to account for
TERMS = tuple((i, j) for i in range(3) for j in range(2))  # powers of x and y in the slope

Floats = npt.NDArray[np.float64]


class Surface(NamedTuple):
    """The bend of a page: coefficients of the slope's ``TERMS``, x from -1 to 1, y from 0 to 1, shares of the height."""

    slope: Floats

    def bend(self, x: Floats, y: Floats) -> Floats:
        """How much lower print stands at ``x`` than in the middle of its line; without what is mere skew."""
        total = np.zeros(np.broadcast(x, y).shape)
        for c, (i, j) in zip(self.slope, TERMS, strict=True):
            total = total + c * x ** (i + 1) / (i + 1) * y**j
        return np.asarray(total, np.float64)


def bend_of(grey: Image) -> Surface | None:
    """The surface along which the lines of a page bend; None where they are straight, or too few to tell."""
    slopes = _slopes(_ink(grey))
    if len(slopes) < LEAST_SLOPES:
        return None
    x, y, slope, weight = slopes.T
    terms = np.stack([x**i * y**j for i, j in TERMS], axis=1)
    kept = np.ones(len(slope), bool)
    found = np.zeros(len(TERMS))
    for _ in range(ROUNDS):
        root = np.sqrt(weight[kept])
        # a little ridge, so that the edges of a page with few lines do not run away
        left = np.vstack([terms[kept] * root[:, None], 0.05 * np.eye(len(TERMS))])
        right = np.concatenate([slope[kept] * root, np.zeros(len(TERMS))])
        found = np.asarray(np.linalg.lstsq(left, right, rcond=None)[0], np.float64)
        miss = np.abs(terms @ found - slope)
        kept = miss <= OFF * max(float(np.median(miss)), 1e-4)
        if kept.sum() < LEAST_SLOPES:
            return None
    surface = Surface(found)
    spread = float(np.var(slope[kept] - slope[kept].mean()))
    left_over = float(np.var(slope[kept] - terms[kept] @ found))
    if spread <= 0 or 1 - left_over / spread < EXPLAINED:
        return None
    return surface if _most_bent(surface) >= BENT else None


def _most_bent(surface: Surface) -> float:
    """How far lines stray from straight ones, as a share of the page's height."""
    x, y = np.meshgrid(np.linspace(-0.9, 0.9, 25), np.linspace(0.05, 0.95, 9))
    bend = surface.bend(x, y)
    level = [np.polyval(np.polyfit(x[0], line, 1), x[0]) for line in bend]
    return float(np.abs(bend - np.array(level)).max())


def _ink(grey: Image) -> Floats:
    """Ink on a small image, without what runs from top to bottom."""
    import cv2

    h, w = grey.shape
    size = max(STRIPS * 4, round(w * SMALL / h)), SMALL
    small = np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), np.uint8)
    ink = np.clip(cv2.subtract(cv2.boxFilter(small, -1, (31, 31)), small).astype(np.float64) - 12, 0, 90)
    upright = cv2.morphologyEx(ink.astype(np.float32), cv2.MORPH_OPEN, np.ones((25, 1), np.uint8))
    return np.asarray(ink - upright, np.float64)


def _slopes(ink: Floats) -> Floats:
    """(x, y, slope, weight) wherever two neighbouring strips show the same lines; the slope for half the width."""
    import cv2

    height, width = ink.shape
    edges = np.linspace(0, width, STRIPS + 1).round().astype(int)
    rows = np.stack([ink[:, a:b].mean(axis=1) for a, b in pairwise(edges)])
    # the envelope of a line, not the strokes of its characters
    rows = np.asarray(cv2.GaussianBlur(rows, (0, 0), sigmaX=STROKES, sigmaY=1e-6), np.float64)
    tall = 2 * height // (WINDOWS + 1)
    reach = round(REACH * height)
    found = []
    for n in range(WINDOWS):
        top = n * tall // 2
        a, b = max(top, reach), min(top + tall, height - reach)
        here = rows[:-1, a:b]
        here = here - here.mean(axis=1, keepdims=True)
        size = np.sqrt((here**2).sum(axis=1))
        scores = []
        for shift in range(-reach, reach + 1):
            there = rows[1:, a + shift : b + shift]
            there = there - there.mean(axis=1, keepdims=True)
            scores.append((here * there).sum(axis=1) / (size * np.sqrt((there**2).sum(axis=1)) + 1e-9))
        score = np.array(scores)  # (shifts, pairs of strips)
        best = score.argmax(axis=0)
        for pair, at in enumerate(best):
            if score[at, pair] < SURE or not 0 < at < 2 * reach or size[pair] < 1e-6:
                continue
            before, peak, after = score[at - 1 : at + 2, pair]
            shift = at - reach + 0.5 * (before - after) / min(before - 2 * peak + after, -1e-9)
            x = (edges[pair + 1] / width) * 2 - 1
            found.append((x, (a + b) / 2 / height, shift / height * STRIPS / 2, peak))
    return np.array(found) if found else np.empty((0, 4))


def flattened(pixels: Image, surface: Surface) -> Image:
    """The page with its lines straight."""
    import cv2

    h, w = pixels.shape[:2]
    # the surface is smooth: worked out on a coarse net, then spread over all pixels
    x, y = np.meshgrid(np.linspace(-1, 1, 65), np.linspace(0, 1, 65))
    coarse = (surface.bend(x, y) * h).astype(np.float32)
    across, down = np.meshgrid(np.arange(w, dtype=np.float32), np.arange(h, dtype=np.float32))
    bend = cv2.remap(coarse, across / (w - 1) * 64, down / (h - 1) * 64, cv2.INTER_LINEAR)
    paper = float(np.percentile(pixels[::8, ::8], 80))
    border = (paper,) * (1 if pixels.ndim == 2 else 3)
    return np.asarray(
        cv2.remap(pixels, across, down + bend, cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=border),
        np.uint8,
    )


def way_back(surface: Surface, size: tuple[int, int], points: Floats) -> Floats:
    """Where points of the flat page stood on the bent one; ``size`` its width and height in pixels."""
    w, h = size
    bend = surface.bend(points[:, 0] / w * 2 - 1, points[:, 1] / h) * h
    return np.asarray(points + np.stack([np.zeros_like(bend), bend], axis=1), np.float64)

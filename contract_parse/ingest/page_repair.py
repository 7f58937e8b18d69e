"""Sets a page image straight before it is read. Each step runs only where a cheap measure asks for it.

Which way is up and how far a page is askew come from the detector's own regions, which have to be found
anyway: the majority of long regions lies along the lines, and the median of their angles is the skew.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from contract_parse.ingest.engine import Image, Region
from contract_parse.model.geometry import Affine

STRAIGHT = 0.12  # degrees of skew: over a page's width a sixth of a line
CROOKED = 2.0  # degrees from which the canvas grows so that no corner is cut off
LONG = 4.0  # width by height of a region whose angle can be trusted

Matrix = npt.NDArray[np.float64]  # 2 × 3, pixels of the straight image to pixels of the original
IDENTITY: Matrix = np.array([[1.0, 0, 0], [0, 1, 0]])


class Straight(NamedTuple):
    """A page set straight: its image, the lines' regions on it, and the way back to the original."""

    pixels: Image
    regions: list[Region]
    to_original: Matrix


def lines_run_down(regions: Sequence[Region]) -> bool:
    """Whether the page lies on its side: most of the regions' length runs from top to bottom."""
    across = sum(r.width for r in regions if r.width > 2 * r.height)
    down = sum(r.height for r in regions if r.height > 2 * r.width)
    return down > across


def skew(regions: Sequence[Region]) -> float:
    """The page's skew in degrees clockwise: the median of the lines' angles, weighted by length."""
    long = [r for r in regions if r.width > LONG * r.height]
    if not long:
        return 0.0
    angles = np.array([r.angle for r in long])
    lengths = np.array([r.width for r in long])
    order = np.argsort(angles)
    half = np.searchsorted(np.cumsum(lengths[order]), lengths.sum() / 2)
    return float(angles[order][min(int(half), len(long) - 1)])


def quarter_turn(pixels: Image, regions: Sequence[Region], turns: int) -> Straight:
    """The page turned ``turns`` quarters clockwise."""
    turns %= 4
    h, w = pixels.shape[:2]
    turned = np.ascontiguousarray(np.rot90(pixels, -turns))
    # from the turned page back: x, y of the original by x, y of the turned one
    back: Matrix = np.array(
        [
            [[1, 0, 0], [0, 1, 0]],
            [[0, 1, 0], [-1, 0, h]],
            [[-1, 0, w], [0, -1, h]],
            [[0, -1, w], [1, 0, 0]],
        ][turns],
        dtype=np.float64,
    )
    return Straight(turned, [_moved(r, back, turns) for r in regions], back)


def level(pixels: Image, regions: Sequence[Region]) -> Straight:
    """The page turned back by its skew, if that is worth a turn."""
    import cv2

    angle = skew(regions)
    if abs(angle) < STRAIGHT:
        return Straight(pixels, list(regions), IDENTITY)
    h, w = pixels.shape[:2]
    matrix = cv2.getRotationMatrix2D((w / 2, h / 2), angle, 1.0)
    size = (w, h)
    if abs(angle) > CROOKED:
        c, s = abs(matrix[0, 0]), abs(matrix[0, 1])
        size = round(w * c + h * s), round(w * s + h * c)
        matrix[:, 2] += (size[0] - w) / 2, (size[1] - h) / 2
    paper = float(np.percentile(pixels[::8, ::8], 80))
    turned = cv2.warpAffine(
        pixels, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=paper
    )
    back = np.asarray(cv2.invertAffineTransform(matrix), np.float64)
    return Straight(np.asarray(turned, np.uint8), [_moved(r, back, 0, angle) for r in regions], back)


def straightened(pixels: Image, straight: Straight) -> Image:
    """Another version of the original page, turned as ``straight`` was."""
    import cv2

    h, w = straight.pixels.shape[:2]
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return np.asarray(
        cv2.warpAffine(pixels, straight.to_original, (w, h), flags=flags, borderMode=cv2.BORDER_REPLICATE), np.uint8
    )


def _moved(region: Region, back: Matrix, turns: int, angle: float = 0.0) -> Region:
    """A region of the original on the page that ``back`` leads from."""
    import cv2

    forth = cv2.invertAffineTransform(back)
    cx, cy = forth @ (region.cx, region.cy, 1.0)
    width, height = (region.height, region.width) if turns % 2 else (region.width, region.height)
    return Region(float(cx), float(cy), width, height, region.angle - angle)


def chained(first: Matrix, then: Matrix) -> Matrix:
    """The way back through two steps: from after ``then`` to before ``first``."""
    square = np.vstack([then, [0, 0, 1]])
    return np.asarray(first @ square, np.float64)


def in_points(matrix: Matrix, scale: float) -> Affine | None:
    """A way back in points instead of pixels, None where it leads nowhere else."""
    if np.allclose(matrix, IDENTITY, atol=1e-9):
        return None
    (a, b, c), (d, e, f) = matrix.tolist()
    return (a, b, c * scale, d, e, f * scale)

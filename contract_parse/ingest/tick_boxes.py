"""Boxes to tick, told by the shape of their ink: □ and ☑ are read as 口, 区 or 回, or passed over.

The network was trained on few of them, and what a box says decides which alternative of a form was chosen. A box is
four straight strokes that end where they meet; 口, 国 and 日 stand on legs, or are no squares.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from contract_parse.ingest.engine import Char, Image

EMPTY, TICKED, FULL = "□", "☑", "■"
SIDE = (0.38, 0.95)  # of the line's height
SQUARE = 0.2  # of its side by which a box may be wider than tall, or the reverse
STROKE = 0.75  # of a side that has to be inked, counted along its darkest rows or columns
LEG = 0.05  # of its side by which a stroke may run on beyond the corner
TICK, BLACK = 0.04, 0.7  # share of the inside that is inked
BELIEVED = 0.95  # the confidence of a box seen
SURE = 0.9  # confidence from which a character is what it was read as, unless boxes are read so
CLEAR = 22  # pixels of a side from which legs are seen surely
# What boxes are read as surely, too: 口 has legs, which only a good scan shows; the others only where in doubt.
READ_AS = frozenset("口□☐囗ロ凵[]【】■☑☒√✓✔区凶区図")


class Frame(NamedTuple):
    """A box on a line's image: from ``x0`` to ``x1`` in pixels, and what it says."""

    x0: float
    x1: float
    sign: str


def with_boxes(crop: Image, chars: tuple[Char, ...]) -> tuple[Char, ...]:
    """``chars``, read from ``crop``, with the boxes that stand there."""
    found = list(chars)
    for frame in frames_in(crop):
        inside = [i for i, c in enumerate(found) if frame.x0 <= (c.x0 + c.x1) / 2 <= frame.x1]
        if any(_is_character(found, i, frame) for i in inside):
            continue
        at = inside[0] if inside else sum((c.x0 + c.x1) / 2 < frame.x0 for c in found)
        found[at : at + len(inside)] = [Char(frame.sign, frame.x0, frame.x1, BELIEVED)]
    return tuple(found)


def _is_character(chars: list[Char], at: int, frame: Frame) -> bool:
    """Whether what was read where a box seems to stand is a character of a word."""
    char = chars[at]
    if char.text not in READ_AS:
        return char.confidence >= SURE
    in_word = at > 0 and "一" <= chars[at - 1].text <= "鿿" and "一" <= char.text <= "鿿"
    return in_word and char.confidence >= SURE and frame.x1 - frame.x0 < CLEAR


def frames_in(crop: Image) -> list[Frame]:
    """The boxes on a line's image, from left to right."""
    import cv2

    paper, darkest = float(np.median(crop)), float(np.percentile(crop, 0.5))
    if paper - darkest < 40:
        return []
    ink = (crop < paper - 0.35 * (paper - darkest)).astype(np.uint8)
    height = crop.shape[0]
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    found = []
    for k in range(1, count):
        x, y, w, h, _ = (int(v) for v in stats[k])
        side = _square(labels[y : y + h, x : x + w] == k, ink[y : y + h, x : x + w] > 0, height)
        if side is not None:
            a, b, sign = side
            found.append(Frame(x + a, x + b, sign))
    return sorted(found)


def _square(part: npt.NDArray[np.bool_], ink: npt.NDArray[np.bool_], height: int) -> tuple[float, float, str] | None:
    """The box that a connected piece of ink is, or that a tick drawn over it hides; ``ink`` is all there is."""
    least, most = SIDE[0] * height, SIDE[1] * height
    if part.shape[0] < least or part.shape[1] < least or part.shape[1] > 2.2 * most:
        return None
    if part.mean() > BLACK:
        square = abs(part.shape[1] - part.shape[0]) <= SQUARE * part.shape[0] and part.shape[0] <= most
        return (0.0, float(part.shape[1]), FULL) if square and part.mean() > 0.9 else None
    down, across = part.sum(axis=0), part.sum(axis=1)
    for left, right in _pairs(down, least, most):
        side = right - left
        for top, bottom in _pairs(across, least, most):
            if abs((bottom - top) - side) > SQUARE * side:
                continue
            if _is_frame(part, left, right, top, bottom):
                return float(left), float(right), _says(ink[top : bottom + 1, left : right + 1])
    return None


def _pairs(profile: npt.NDArray[np.int64], least: float, most: float) -> list[tuple[int, int]]:
    """Places of two strokes as long as they are apart, the outermost first."""
    long = np.flatnonzero(profile >= STROKE * least)
    runs = [(int(r[0]), int(r[-1])) for r in np.split(long, np.flatnonzero(np.diff(long) > 1) + 1)] if len(long) else []
    pairs = [(a[0], b[1]) for i, a in enumerate(runs) for b in runs[i + 1 :] if least <= b[1] - a[0] + 1 <= most]
    return sorted(pairs, key=lambda p: p[0] - p[1])[:4]


def _is_frame(part: npt.NDArray[np.bool_], left: int, right: int, top: int, bottom: int) -> bool:
    """Whether all four sides are inked from corner to corner and none of them runs on."""
    side = right - left + 1
    thick = max(1, round(0.16 * side))
    box = part[top : bottom + 1, left : right + 1]
    sides = (box[:thick].any(axis=0), box[-thick:].any(axis=0), box[:, :thick].any(axis=1), box[:, -thick:].any(axis=1))
    if min(float(s.mean()) for s in sides) < 0.92:
        return False
    leg = max(1, round(LEG * side))
    below, above = part[bottom + 1 + leg :, left : right + 1], part[: max(0, top - leg), left : right + 1]
    return not (_legs(below, thick) or _legs(above, thick))


def _legs(band: npt.NDArray[np.bool_], thick: int) -> bool:
    return bool(band.size and (band[:, : thick + 1].any() or band[:, -thick - 1 :].any()))


def _says(box: npt.NDArray[np.bool_]) -> str:
    inset = max(2, round(0.17 * box.shape[0]))
    inside = box[inset:-inset, inset:-inset]
    share = float(inside.mean()) if inside.size else 0.0
    return EMPTY if share < TICK else TICKED if share < BLACK else FULL

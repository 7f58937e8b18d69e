"""Round seals on grey scans: found by their ring, and lifted off where their ink is lighter than the print.

Without colour only shape and level are left. Circles of a seal's size are looked for on a small image; one is
believed where nearly all of its circumference is inked with one level. Print is darker than the copied red ink
most of the time: then what is solid and as light as the ring becomes paper.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from contract_parse.ingest.engine import Image
from contract_parse.model.geometry import Box

RADII = (46.0, 76.0)  # points: seals of 36 to 50 mm, and what a stretched copy makes of them
GRID = 1.0  # points a pixel of the small image
INKED = 0.72  # of the circumference
APART = 40.0  # points between the middles of two seals
DARKER = 34  # grey levels by which print has to be darker than the seal's ink
SOLID = 1.05  # points: as broad as no thin stroke of print
MOST = 12  # circles looked at


def find_rings(grey: Image, scale: float) -> tuple[tuple[float, float, float], ...]:
    """Seals as centre and radius in pixels."""
    import cv2

    h, w = grey.shape
    size = max(1, round(w * scale / GRID)), max(1, round(h * scale / GRID))
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
    ink = cv2.subtract(cv2.boxFilter(small, -1, (15, 15)), small)
    low, high = (round(r / GRID) for r in RADII)
    circles = cv2.HoughCircles(
        cv2.GaussianBlur(ink, (0, 0), 1), cv2.HOUGH_GRADIENT, 1.5, APART / GRID, param1=60, param2=50,
        minRadius=low, maxRadius=high,
    )  # fmt: skip
    if circles is None:
        return ()
    factor = GRID / scale
    found: list[tuple[float, float, float]] = []
    for x, y, r in np.asarray(circles).reshape(-1, 3)[:MOST].tolist():
        fitted = _fitted(np.asarray(ink, np.uint8), x, y, r)
        if fitted is not None and all(
            np.hypot(fitted[0] * factor - a, fitted[1] * factor - b) > APART / scale for a, b, _ in found
        ):
            found.append((fitted[0] * factor, fitted[1] * factor, fitted[2] * factor))
    return tuple(found)


def _fitted(ink: Image, x: float, y: float, r: float) -> tuple[float, float, float] | None:
    """The circle near (x, y, r) with the most of its circumference inked, None where that is too little."""
    angles = np.linspace(0, 2 * np.pi, 180, endpoint=False)
    cos, sin = np.cos(angles), np.sin(angles)
    best: tuple[float, float, float, float] | None = None
    for dr in (-2, -1, 0, 1, 2):
        for dx in (-2, 0, 2):
            for dy in (-2, 0, 2):
                columns = np.rint(x + dx + (r + dr) * cos).astype(int)
                rows = np.rint(y + dy + (r + dr) * sin).astype(int)
                inside = (columns >= 0) & (rows >= 0) & (columns < ink.shape[1]) & (rows < ink.shape[0])
                if inside.mean() < 0.8:
                    continue
                share = float((ink[rows[inside], columns[inside]] > 14).mean())
                if best is None or share > best[0]:
                    best = share, x + dx, y + dy, r + dr
    return best[1:] if best is not None and best[0] >= INKED else None


def lift_rings(grey: Image, scale: float) -> tuple[Image, tuple[Box, ...]]:
    """The page without its grey seals (a new image where one is lifted), and the seals' boxes in pixels."""
    rings = find_rings(grey, scale)
    if not rings:
        return grey, ()
    lifted = grey.copy()
    sparse = grey[::3, ::3]
    dark = sparse[sparse < float(np.percentile(sparse, 60)) - 60]
    ink = float(np.percentile(dark, 10)) if len(dark) else 0.0
    boxes = []
    for x, y, r in rings:
        _lift(lifted, x, y, r, ink, scale)
        boxes.append(Box(max(0.0, x - r), max(0.0, y - r), min(grey.shape[1], x + r), min(grey.shape[0], y + r)))
    return lifted, tuple(boxes)


def _lift(grey: Image, x: float, y: float, r: float, print_level: float, scale: float) -> None:
    """Makes the ink of the seal at (x, y), of radius r, paper (in place), if it is lighter than ``print_level``."""
    import cv2

    margin = 4 / scale
    x0, y0 = max(0, int(x - r - margin)), max(0, int(y - r - margin))
    x1, y1 = min(grey.shape[1], int(x + r + margin) + 1), min(grey.shape[0], int(y + r + margin) + 1)
    part = grey[y0:y1, x0:x1]
    around = _along(grey, x, y, r, margin)
    paper = float(np.percentile(part, 75))
    seal = float(np.median(around))  # print crosses the ring in a few places only
    if seal - print_level < DARKER or seal > paper - 12:
        return
    # Solid ink of the seal's level: its ring, its star, its broad strokes. Thin strokes of print, and the grey rims
    # of all print, are as light but not solid.
    top = seal - 0.4 * (seal - print_level)
    light = ((part > top) & (part < seal + 0.5 * (paper - seal))).astype(np.uint8)
    solid = max(2, round(SOLID / scale))
    mask = cv2.morphologyEx(light, cv2.MORPH_OPEN, np.ones((solid, solid), np.uint8))
    mask = cv2.dilate(mask, np.ones((solid + 2, solid + 2), np.uint8))
    disc = np.zeros(part.shape, np.uint8)
    cv2.circle(disc, (round(x - x0), round(y - y0)), round(r + margin), 1, -1)
    there = (mask > 0) & (disc > 0)
    stretched = print_level + (part[there].astype(np.float32) - print_level) * (paper - print_level) / (
        top - print_level
    )
    part[there] = np.clip(stretched, 0, paper).astype(np.uint8)


def _along(grey: Image, x: float, y: float, r: float, margin: float) -> npt.NDArray[np.float64]:
    """The darkest grey near the circle, for each of 360 directions."""
    angles = np.linspace(0, 2 * np.pi, 360, endpoint=False)
    radii = np.arange(r - margin, r + margin, 1.0)
    columns = np.clip(np.rint(x + np.outer(np.cos(angles), radii)), 0, grey.shape[1] - 1).astype(int)
    rows = np.clip(np.rint(y + np.outer(np.sin(angles), radii)), 0, grey.shape[0] - 1).astype(int)
    return np.asarray(np.percentile(grey[rows, columns], 15, axis=1), np.float64)

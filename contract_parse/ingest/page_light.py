"""Light and dirt of a page image put right: uneven light, black borders, print of the other side.

All is judged on an image an eighth as wide, which costs a few milliseconds; a page that needs nothing is given back
as it came, so that no step can harm a good page.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from contract_parse.ingest.engine import Image
from contract_parse.ingest.grey_seals import find_rings

SMALL = 8  # pixels of the page in one of the small image on which light is judged
UNEVEN = 0.16  # of the paper's brightness: how far it may vary over a page
BRIGHTEST = 3.0  # times that a shadow is made brighter at most: its noise grows with it
DARK = 90  # grey levels: blacker than any paper in the light
FRAME = 0.004  # share of the page's area from which black at its edges is a border
STEP = 90  # grey levels from a border's black to the paper beside it
DEEPEST = 0.16  # of the page's side that a border may reach in
FAINT = (0.55, 0.93)  # of the paper's brightness: what shows through from the other side
GHOSTS = 0.4  # share of the print's area: faint ink from which it has to be taken off
TILES, SPREAD = 8, 12  # tiles across and down a page, and those that hold faint ink: a seal covers nine at most
LEAST_PRINT = 0.004  # share of ink below which a page is too empty to judge
BETWEEN = 0.04  # share of pixels that are neither black nor white, below which a page is a fax
SPECK = 0.03  # square points: less is no full stop
SPECKS = 0.0004  # specks for every pixel of a page, from which they are dirt
PRINT = 0.45  # of the paper's brightness: ink of this side

Float = npt.NDArray[np.float32]


def even_light(grey: Image) -> Image:
    """The page divided by its paper's brightness, where that varies over the page; the page itself where it does not."""
    import cv2

    paper = _paper(grey)
    bright = paper[paper > DARK] if (paper > DARK).any() else paper
    low, high = np.percentile(bright, [3, 97])
    if high - low <= UNEVEN * high or high < DARK:
        return grey
    h, w = grey.shape
    whole = cv2.resize(np.maximum(paper, high / BRIGHTEST).astype(np.float32), (w, h), interpolation=cv2.INTER_LINEAR)
    return np.asarray(np.clip(grey / whole * 245.0, 0, 255), np.uint8)


def _paper(grey: Image) -> Image:
    """The paper's brightness all over the page, in the small image: print closed over, then smoothed."""
    import cv2

    h, w = grey.shape
    size = max(8, w // SMALL), max(8, h // SMALL)
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
    reach = max(3, round(min(size) / 22)) | 1
    closed = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    return np.asarray(cv2.GaussianBlur(closed, (0, 0), reach / 2), np.uint8)


def without_borders(grey: Image) -> Image:
    """The page with what is black from its edges inwards made paper."""
    import cv2

    h, w = grey.shape
    size = max(8, w // SMALL), max(8, h // SMALL)
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
    dark = (small < DARK).astype(np.uint8)
    edge = np.zeros_like(dark)
    edge[[0, -1], :] = edge[:, [0, -1]] = 1
    if not (dark & edge).any():
        return grey
    # a border is solid: what is thinner is a line of print or a ruling that runs off the page
    solid = cv2.morphologyEx(
        cv2.copyMakeBorder(dark, 3, 3, 3, 3, cv2.BORDER_REPLICATE), cv2.MORPH_OPEN, np.ones((3, 3))
    )
    solid = solid[3:-3, 3:-3]
    _, labels = cv2.connectedComponents(solid.astype(np.uint8), connectivity=8)
    touching = set(np.unique(labels[edge > 0])) - {0}
    border = np.isin(labels, list(touching)).astype(np.uint8)
    near = np.zeros_like(border)
    deep = round(DEEPEST * size[0]), round(DEEPEST * size[1])
    near[: deep[1]] = near[-deep[1] :] = 1
    near[:, : deep[0]] = near[:, -deep[0] :] = 1
    border &= near
    if float(border.mean()) < FRAME or not _sharp(np.asarray(small, np.uint8), border):
        return grey
    mask = cv2.resize(cv2.dilate(border, np.ones((3, 3), np.uint8)), (w, h), interpolation=cv2.INTER_NEAREST)
    paper = float(np.percentile(small[border == 0], 75)) if (border == 0).any() else 255.0
    out = grey.copy()
    out[(mask > 0) & (grey < 0.8 * paper)] = round(paper)
    return out


def _sharp(small: Image, border: npt.NDArray[Any]) -> bool:
    """Whether paper begins at once where the black ends; a shadow fades."""
    import cv2

    near = cv2.dilate(border, np.ones((7, 7), np.uint8))
    beyond = (cv2.dilate(near, np.ones((5, 5), np.uint8)) > 0) & (near == 0)
    return bool(beyond.any()) and float(np.median(small[beyond])) - float(np.median(small[border > 0])) > STEP


def without_ghosts(grey: Image, scale: float) -> Image:
    """The page without the other side's print, where nearly as much faint ink as print is spread over it.

    Faint ink becomes paper and print stays as dark as it is; grey seals stay too. A page all of whose print is faint
    has no ghosts.
    """
    import cv2

    part = np.asarray(cv2.resize(grey, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA), np.uint8)
    paper = float(np.percentile(part[::4, ::4], 75))
    low = PRINT * paper
    ink = part < low
    printed = float(ink.mean())
    if printed < LEAST_PRINT:
        return grey
    # the rim of every stroke is faint too: only what stands away from print counts
    away = cv2.dilate(ink.astype(np.uint8), np.ones((7, 7), np.uint8)) == 0
    faint = ((part > FAINT[0] * paper) & (part < FAINT[1] * paper) & away).astype(np.uint8)
    faint = np.asarray(cv2.morphologyEx(faint, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8)), np.uint8)
    if float(faint.mean()) < GHOSTS * printed:
        return grey
    kept = np.zeros(part.shape, np.uint8)
    for x, y, r in find_rings(grey, scale):
        cv2.circle(kept, (round(x / 2), round(y / 2)), round(r / 2 + 4 / scale), 1, -1)
    faint[kept > 0] = 0
    tiles = cv2.resize(faint.astype(np.float32), (TILES, TILES), interpolation=cv2.INTER_AREA)
    if float(faint.mean()) < GHOSTS * printed or int((tiles > GHOSTS * printed).sum()) < SPREAD:
        return grey
    ghost = float(np.percentile(part[faint > 0], 10))
    edge = max(low + 1.0, ghost - 0.04 * paper)
    levels = np.arange(256, dtype=np.float32)
    levels = np.where(levels <= low, levels, low + (levels - low) * (paper - low) / (edge - low))
    cleared = np.asarray(cv2.LUT(grey, np.clip(levels, 0, max(paper, 1.0)).astype(np.uint8)), np.uint8)
    if kept.any():
        disc = cv2.resize(kept, grey.shape[::-1], interpolation=cv2.INTER_NEAREST) > 0
        cleared[disc] = grey[disc]
    return cleared


def without_specks(grey: Image, scale: float) -> Image:
    """A fax without its specks: what is black or white only and full of dots smaller than any full stop."""
    import cv2

    sample = grey[::3, ::3]
    if float(((sample > 40) & (sample < 215)).mean()) > BETWEEN:
        return grey
    least = max(2.0, SPECK / (scale * scale))
    out = grey
    for dark, fill in ((True, 255), (False, 0)):
        bits = (grey < 128 if dark else grey >= 128).astype(np.uint8)
        _, labels, stats, _ = cv2.connectedComponentsWithStats(bits, connectivity=8)
        small = stats[:, 4] <= least
        small[0] = False
        if int(small.sum()) < SPECKS * grey.size:
            if dark:
                return grey
            continue
        out = out.copy()
        out[small[labels]] = fill
    return np.asarray(cv2.GaussianBlur(out, (0, 0), 0.7), np.uint8)

"""Signs the recogniser cannot tell apart without neighbours, told apart by the shape of their ink.

A table cell with ``/`` for "none" is read as 1 half of the time, and ``m²`` as m: both change what the cell says.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from contract_parse.ingest.engine import Char, Image
from contract_parse.ingest.tick_boxes import with_boxes

SLASH = -0.28  # columns a row a lone stroke leans to the left, from which it is a slash
STROKES = frozenset("/1Il|!丿")
_UNIT = re.compile(r"(?<![A-Za-z])(?:[cdkm]?m|M)(?![A-Za-z0-9²³])")
RAISED = {"2": "²", "3": "³", "²": "²", "³": "³", "z": "²", "Z": "²", "?": "²"}


def by_shape(crop: Image, chars: tuple[Char, ...], read: Callable[[Image], tuple[Char, ...]]) -> tuple[Char, ...]:
    """``chars``, read from ``crop``, with lone strokes and raised figures as their ink says.

    ``read`` reads another image of a line.
    """
    if len(chars) == 1 and chars[0].text in STROKES:
        return (_stroke(crop, chars[0]),)
    return with_boxes(crop, _with_raised(crop, chars, read))


def _with_raised(crop: Image, chars: tuple[Char, ...], read: Callable[[Image], tuple[Char, ...]]) -> tuple[Char, ...]:
    """``chars`` with the figure raised behind a unit of length, where it was passed over: 元/m² is read as 元/m."""
    found = list(chars)
    for m in reversed(list(_UNIT.finditer("".join(c.text[:1] for c in chars)))):
        first, last = chars[m.start()], chars[m.end() - 1]
        after = chars[m.end()].x0 if m.end() < len(chars) else float(crop.shape[1])
        before = chars[m.start() - 1].x1 if m.start() else 0.0
        left, right = int(max(before, first.x0 - 2)), int(min(after, last.x1 + 0.6 * crop.shape[0])) + 1
        raised = _raised(np.ascontiguousarray(crop[:, left:right]), last, read)
        found[m.end() : m.end()] = [c._replace(x0=c.x0 + left, x1=c.x1 + left) for c in raised]
    return tuple(found)


def _stroke(crop: Image, char: Char) -> Char:
    darkness = _darkness(crop)
    weights = darkness.sum(axis=1)
    rows = np.flatnonzero(weights > 0.2 * weights.max(initial=0.0))
    if len(rows) < 6:
        return char
    middles = darkness[rows] @ np.arange(crop.shape[1]) / weights[rows]
    lean = float(np.polyfit(rows, middles, 1)[0])  # columns a row: a slash goes left as it goes down
    believed = min(0.99, char.confidence + sum(p for text, p in char.alternatives if text in STROKES))
    if lean < SLASH:
        return char._replace(text="/", confidence=believed, alternatives=(("1", 1 - believed),))
    if char.text == "/" and lean > SLASH / 2:
        return char._replace(text="1", confidence=believed, alternatives=(("/", 1 - believed),))
    return char


def _raised(crop: Image, last: Char, read: Callable[[Image], tuple[Char, ...]]) -> tuple[Char, ...]:
    """The raised figure at the upper right of a unit, where there is ink above the letters' height."""
    ink = _darkness(crop) > 10
    columns = np.flatnonzero(ink.any(axis=0))
    if len(columns) < 6:
        return ()
    x0, x1 = int(columns[0]), int(columns[-1]) + 1
    rows = np.flatnonzero(ink[:, x0 : x0 + max(2, (x1 - x0) // 2)].any(axis=1))
    if not len(rows):
        return ()
    top, bottom = int(rows[0]), int(rows[-1]) + 1
    above = np.argwhere(ink[: max(0, top - 1), (x0 + x1) // 2 : x1])
    if len(above) < 0.02 * (bottom - top) ** 2 or not len(above):
        return ()
    a, b = int(above[:, 0].min()), int(above[:, 1].min()) + (x0 + x1) // 2
    right = int(above[:, 1].max()) + (x0 + x1) // 2 + 1
    margin = max(2, (top - a) // 3)
    part = crop[max(0, a - margin) : top + (top - a) // 2 + 1, max(0, b - margin) : right + margin]
    seen = [c for c in read(np.ascontiguousarray(part)) if c.text in RAISED]
    figure = RAISED[seen[0].text] if seen else "²"
    sure = min(0.8, seen[0].confidence) if seen else 0.5
    return (Char(figure, float(b), float(right), sure, (("³" if figure == "²" else "²", 1 - sure),)),)


def _darkness(crop: Image) -> npt.NDArray[np.float64]:
    darkness = np.clip(float(np.median(crop)) - 25 - crop.astype(np.float64), 0, None)
    darkness[(darkness > 0).mean(axis=1) > 0.7] = 0  # a cell's border
    return np.asarray(darkness, np.float64)

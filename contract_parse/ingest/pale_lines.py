"""Lines of the other side's print that were read all the same: far paler than all other print of the page.

Mirrored print gives words now and then (``一`` and ``日`` look the same from behind), so what was read does not tell;
how dark it is does. Cleaning the page's image before it is read (:mod:`contract_parse.ingest.page_light`) needs a page
full of such print and may take pale print of this side along; a line alone can be judged beside the others.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from contract_parse.ingest.engine import Image, Line

PALE = 0.38  # of the darkness of most print
DARKEST = 1  # per cent of a line's pixels that are strokes' cores: a lone 1 has no more
NOTHING = 4.0  # grey levels: where there is no ink at all, the engine knows better
FEW = 4  # lines from which there is a measure of what is usual


def without_pale(grey: Image, lines: Sequence[Line]) -> list[Line]:
    """The lines but those of which the ink is hardly darker than paper where most print is black."""
    if len(lines) < FEW:
        return list(lines)
    dark = np.array([_darkness(grey, line) for line in lines])
    usual = float(np.quantile(dark, 0.75))
    return [line for line, own in zip(lines, dark.tolist(), strict=True) if not NOTHING < own < PALE * usual]


def _darkness(grey: Image, line: Line) -> float:
    """How much darker than its paper a line's strokes are."""
    x0, y0, x1, y1 = (round(v) for v in line.box)
    part = grey[max(0, y0) : y1 + 1, max(0, x0) : x1 + 1]
    if not part.size:
        return 0.0
    return float(np.percentile(part, 75)) - float(np.percentile(part, DARKEST))

"""Pages whose text runs up or down the page, as a wide table on an upright sheet does: set straight."""

from __future__ import annotations

from collections.abc import Sequence

from contract_parse.ingest.device import Char, Stroke
from contract_parse.model.geometry import Affine

# Share of a page's characters that must read the same way for the page to lie on its side.
_MOST = 0.8
_FEW = 30


def turn_of(chars: Sequence[Char]) -> int:
    """Quarter turns counter-clockwise that the page's text is turned by; 0 where it is upright or mixed."""
    seen = [c.turn for c in chars if c.visible and not c.text.isspace()]
    if len(seen) < _FEW:
        return 0
    return next((t for t in (1, 2, 3) if seen.count(t) >= _MOST * len(seen)), 0)


Frame = tuple[float, float, float, float]


def straightened(
    chars: Sequence[Char], strokes: Sequence[Stroke], frame: Frame, turn: int
) -> tuple[list[Char], list[Stroke], Frame, Affine]:
    """Characters, strokes and frame (device space, y upwards) turned so that the text reads upright, and the
    way back: from points of the straight page (from its top left) to points of the page as displayed."""
    x0, y0, x1, y1 = frame
    w, h = x1 - x0, y1 - y0

    def point(x: float, y: float) -> tuple[float, float]:
        x, y = x - x0, y - y0
        if turn == 1:
            return y, w - x
        if turn == 3:
            return h - y, x
        return w - x, h - y

    def box(ax: float, ay: float, bx: float, by: float) -> Frame:
        (px, py), (qx, qy) = point(ax, ay), point(bx, by)
        return min(px, qx), min(py, qy), max(px, qx), max(py, qy)

    moved = []
    for c in chars:
        ax, ay, bx, by = box(c.x0, c.y0, c.x1, c.y1)
        moved.append(Char(c.text, ax, ay, bx, by, c.size, 0 if c.turn == turn else None, c.bold, c.visible))
    lines = [Stroke(*box(s.x0, s.y0, s.x1, s.y1)) for s in strokes]
    # Straight page: (u, v) from its top left, v down. Displayed page: (x, y) likewise.
    if turn == 1:
        return moved, lines, (0.0, 0.0, h, w), (0.0, 1.0, 0.0, -1.0, 0.0, h)
    if turn == 3:
        return moved, lines, (0.0, 0.0, h, w), (0.0, -1.0, w, 1.0, 0.0, 0.0)
    return moved, lines, (0.0, 0.0, w, h), (-1.0, 0.0, w, 0.0, -1.0, h)

"""A pdfminer device that keeps only what we need: characters with boxes, straight strokes, image areas.

pdfplumber's own objects carry two dozen attributes a character and cost more than reading the page;
this device is what makes a page cheap.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any, NamedTuple

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFUnicodeNotDefined

from contract_parse.ingest.glyphs import UNMAPPED, fold_radicals, symbol, symbol_font

# Share of the em above and below the baseline. CJK fonts are drawn so; font descriptors often lack it.
ASCENT, DESCENT = 0.88, 0.12
# A watermark: letters this large (points) in a tint this light (share of white).
MARK_SIZE, MARK_TINT = 24.0, 0.7
# A filled shape this thin (points) is a drawn line; anything thicker is an area.
PEN = 3.0
# Anything painted this small is a dot, of a dotted line maybe.
DOT = 1.6
INVISIBLE = 3
IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Char(NamedTuple):
    """A character in device space (y upwards): its box, font size and how it was painted.

    ``turn`` is the direction it reads in, in quarter turns counter-clockwise (0 upright), None for any
    other angle.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    turn: int | None
    bold: bool
    visible: bool


class Stroke(NamedTuple):
    """A horizontal or vertical line in device space."""

    x0: float
    y0: float
    x1: float
    y1: float


class PageDevice(PDFTextDevice):
    """Collects a page's ``chars``, ``strokes`` and ``images`` (boxes), in device space."""

    def __init__(self, manager: Any) -> None:
        super().__init__(manager)
        self.chars: list[Char] = []
        self.strokes: list[Stroke] = []
        self.images: list[tuple[float, float, float, float]] = []
        self.dots: list[tuple[float, float]] = []
        self.curves = 0
        self.page_matrix: Any = IDENTITY
        self._render = 0
        self._fonts: dict[int, tuple[Any, dict[int, tuple[str, float]], bool, float]] = {}

    def clear(self) -> None:
        self.chars, self.strokes, self.images, self.dots, self.curves = [], [], [], [], 0

    def begin_page(self, page: Any, ctm: Any) -> None:
        self.page_matrix = ctm

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        self._render = textstate.render or 0
        super().render_string(textstate, seq, ncs, graphicstate)

    def _font(self, font: Any) -> tuple[Any, dict[int, tuple[str, float]], bool, float]:
        """The font's cache: (font, cid -> (text, width), bold, size of its em in text space)."""
        known = self._fonts.get(id(font))
        if known is None:
            name = font.fontname if isinstance(font.fontname, str) else str(font.fontname)
            low = name.lower()
            bold = "bold" in low or "heavy" in low or "black" in low or "simhei" in low or "heiti" in low
            em = 1.0
            if type(font).__name__ == "PDFType3Font" and abs(font.vscale) not in (0.0, 0.001):
                em = abs(font.vscale * (font.bbox[3] - font.bbox[1])) or 1.0
            known = self._fonts[id(font)] = (font, {}, bold, em)
        return known

    def render_string_horizontal(
        self, seq: Any, matrix: Any, pos: Any, font: Any, fontsize: float, scaling: float, charspace: float,
        wordspace: float, rise: float, dxscale: float, ncs: Any, graphicstate: Any,
    ) -> tuple[float, float]:  # fmt: skip
        a, b, c, d, e, f = matrix
        x, y = pos
        _, known, bold, em = self._font(font)
        advance = fontsize * scaling
        sx, sy = a * advance, d * fontsize * em
        upright = sx > 0 and sy > 0 and abs(b * advance) < 0.1 * sx
        size = sy if upright else max(abs(sy), abs(c * fontsize * em))
        turn = 0 if upright else _turn(a * advance, b * advance)
        visible = self._render not in (INVISIBLE, 7) and not (
            size >= MARK_SIZE and _tint(graphicstate.ncolor) >= MARK_TINT
        )
        heavy = bold or self._render == 2
        up, down = ASCENT * sy + rise * d, rise * d - DESCENT * sy
        add = self.chars.append
        spaced = False
        for obj in seq:
            if isinstance(obj, int | float):
                x -= obj * dxscale
                spaced = True
            elif isinstance(obj, bytes):
                for cid in font.decode(obj):
                    if spaced:
                        x += charspace
                    glyph = known.get(cid)
                    if glyph is None:
                        glyph = known[cid] = (_unicode(font, cid), font.char_width(cid))
                    adv = glyph[1] * advance
                    px, py = a * x + c * y + e, b * x + d * y + f
                    if upright:
                        add(Char(glyph[0], px, py + down, px + adv * a, py + up, size, 0, heavy, visible))
                    else:
                        x0, y0, x1, y1 = _slanted(px, py, adv * a, adv * b, c * fontsize * em, d * fontsize * em)
                        add(Char(glyph[0], x0, y0, x1, y1, size, turn, heavy, visible))
                    x += adv
                    if wordspace and cid == 32:
                        x += wordspace
                    spaced = True
        return x, y

    def render_char(
        self,
        matrix: Any,
        font: Any,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: Any,
        graphicstate: Any,
    ) -> float:
        """One character of a vertical font: the em square hangs centred below the origin."""
        a, b, _c, d, e, f = matrix
        _, known, bold, _ = self._font(font)
        glyph = known.get(cid)
        if glyph is None:
            glyph = known[cid] = (_unicode(font, cid), font.char_width(cid))
        advance: float = glyph[1] * fontsize * scaling
        size = abs(d * fontsize)
        if abs(b) < 0.1 * abs(a):
            x, y = e - size / 2, f - size
            self.chars.append(Char(glyph[0], x, y, x + size, f, size, 0, bold, self._render != INVISIBLE))
        return advance

    def begin_figure(self, name: str, bbox: Any, matrix: Any) -> None:
        pass

    def end_figure(self, name: str) -> None:
        pass

    def render_image(self, name: str, stream: Any) -> None:
        a, b, c, d, e, f = self.ctm or IDENTITY
        xs, ys = (e, e + a, e + c, e + a + c), (f, f + b, f + d, f + b + d)
        self.images.append((min(xs), min(ys), max(xs), max(ys)))

    def paint_path(self, graphicstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Sequence[Any]) -> None:
        if not (stroke or fill) or _white(graphicstate.scolor if stroke else graphicstate.ncolor):
            return
        a, b, c, d, e, f = self.ctm or IDENTITY
        sub: list[tuple[float, float]] = []
        curved = False
        for step in path:
            kind = step[0]
            if kind == "m":
                self._subpath(sub, stroke, curved)
                sub, curved = [], False
            if kind == "h":
                if sub:
                    sub.append(sub[0])
                continue
            x, y = step[-2], step[-1]
            curved = curved or kind in "cvy"
            sub.append((a * x + c * y + e, b * x + d * y + f))
        self._subpath(sub, stroke, curved)

    def _subpath(self, points: list[tuple[float, float]], stroke: bool, curved: bool) -> None:
        if len(points) < 2:
            return
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
        if x1 - x0 <= DOT and y1 - y0 <= DOT:
            self.dots.append(((x0 + x1) / 2, (y0 + y1) / 2))
        elif x1 - x0 <= PEN and y1 - y0 > x1 - x0:
            self.strokes.append(Stroke((x0 + x1) / 2, y0, (x0 + x1) / 2, y1))
        elif y1 - y0 <= PEN and x1 - x0 > y1 - y0:
            self.strokes.append(Stroke(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2))
        elif curved:
            self.curves += 1
        elif stroke:
            for (ax, ay), (bx, by) in itertools.pairwise(points):
                if abs(ax - bx) <= 0.5 < abs(ay - by):
                    self.strokes.append(Stroke(ax, min(ay, by), ax, max(ay, by)))
                elif abs(ay - by) <= 0.5 < abs(ax - bx):
                    self.strokes.append(Stroke(min(ax, bx), ay, max(ax, bx), ay))


def _turn(dx: float, dy: float) -> int | None:
    """The quarter turn of a reading direction."""
    if abs(dy) < 0.1 * abs(dx):
        return 0 if dx > 0 else 2
    if abs(dx) < 0.1 * abs(dy):
        return 1 if dy > 0 else 3
    return None


def _slanted(x: float, y: float, ax: float, ay: float, ux: float, uy: float) -> tuple[float, float, float, float]:
    """The box of a character at (x, y) that advances by (ax, ay) and whose em goes up by (ux, uy)."""
    xs = [x + k * ux + j * ax for k in (-DESCENT, ASCENT) for j in (0, 1)]
    ys = [y + k * uy + j * ay for k in (-DESCENT, ASCENT) for j in (0, 1)]
    return min(xs), min(ys), max(xs), max(ys)


def _tint(colour: Any) -> float:
    """How light a colour is, from 0 (black) to 1 (white); 0 for what cannot be told (patterns)."""
    if isinstance(colour, int | float):
        return float(colour)
    if isinstance(colour, tuple | list) and colour and all(isinstance(v, int | float) for v in colour):
        if len(colour) == 4:
            return 1.0 - min(1.0, float(max(colour[:3]) + colour[3]))
        return float(min(colour))
    return 0.0


def _unicode(font: Any, cid: int) -> str:
    try:
        text = font.to_unichr(cid)
    except PDFUnicodeNotDefined:
        text = None
    name = font.fontname if isinstance(font.fontname, str) else ""
    known = symbol_font(name)
    if known is not None:
        return symbol(known, text if isinstance(text, str) else chr(cid) if cid < 256 else UNMAPPED)
    return fold_radicals(text) if isinstance(text, str) else UNMAPPED


def _white(colour: Any) -> bool:
    """Whether a pen draws nothing one could see on paper."""
    return _tint(colour) >= 0.99

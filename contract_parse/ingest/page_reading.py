"""One page image becomes a page of words: seals lifted, set straight, rulings found, read, placed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

from contract_parse.ingest.engine import Engine, Image, Line, Region
from contract_parse.ingest.figure_letters import with_digits
from contract_parse.ingest.grey_seals import lift_rings
from contract_parse.ingest.handwriting import find_signatures, signing_lines
from contract_parse.ingest.image_rulings import find_rulings
from contract_parse.ingest.missed_print import believable, missed_regions
from contract_parse.ingest.ocr_words import as_rulings, scaled, split_at_rulings, without_strokes, words_of
from contract_parse.ingest.page_images import A4_LONG, PageImage
from contract_parse.ingest.page_light import even_light, without_borders, without_ghosts, without_specks
from contract_parse.ingest.page_repair import (
    Straight,
    chained,
    in_points,
    level,
    lines_run_down,
    quarter_turn,
    straightened,
)
from contract_parse.ingest.page_shape import Reshaped, WayBack, mesh, reshaped
from contract_parse.ingest.pale_lines import without_pale
from contract_parse.ingest.seals import lift_seals, small_prints
from contract_parse.ingest.written_blanks import without_written
from contract_parse.model.geometry import Box, Way, apply_affine
from contract_parse.model.page import Mark, Page, Word

Kind = Literal["seal", "signature", "fingerprint"]

DETECTOR_SIDE = 1280  # pixels of A4's longer side the detector sees (docs/ocr.md)
LARGEST_SIDE = 2560
LONG_RULING = 60.0  # points from which a line through print is a ruling all the same
CLEAR = 0.7  # points kept between a cell's print and its border
LOWEST = 4.0  # points: what is read from a lower region is a piece of a ruling, which passes for 一
SAMPLE = 6  # long lines that tell whether a page is the right way up
UPRIGHT = 0.85  # their mean confidence from which it is; a line below it may be of the other side
NEAR_SIGNING = 90.0  # points from a line that asks for a signature
LARGER_SAMPLE = 14  # more lines, where it is in doubt whether faint ink is this side's
LEAST_LEFT = 0.35  # share of the lines found that stay when what shows through is gone
SEALED = 0.85  # confidence in print under a seal, at most
BETTER = 0.05  # by which another way up has to be read better


class Upright(NamedTuple):
    """A page the right way up: what has been read of it, and the regions still to be read."""

    straight: Straight
    across: list[Box]
    down: list[Box]
    lines: list[Line]
    waiting: list[Region]
    confidence: float


def repaired(image: PageImage) -> Reshaped:
    """The page image as one sheet seen from above, in even light, without what is no part of it.

    The light of a colour page is seen to once its seals are off (:func:`read_page`): they would pass for shadows.
    """
    shaped = reshaped(image)
    if shaped.image.pixels.ndim == 3:
        return shaped
    return Reshaped(shaped.image._replace(pixels=_relit(shaped.image.pixels, image.scale)), shaped.back)


def _relit(grey: Image, scale: float) -> Image:
    return even_light(without_specks(without_borders(grey), scale))


def unrepaired(image: PageImage) -> Reshaped:
    """The page image as it came: what benchmarks compare :func:`repaired` with."""
    return Reshaped(image, None)


def read_page(original: PageImage, engine: Engine) -> Page:
    """One page image as a page of words and rulings, set straight."""
    image, back = repaired(original)
    pixels, lifted, seals = _without_seals(image)
    if image.pixels.ndim == 3:
        pixels = _relit(pixels, image.scale)
    page = _clearest(pixels, image, engine)
    straight = page.straight
    marks = [_on_straight(s, straight) for s in seals]
    lines = page.lines + _read(page.waiting, straight, lifted, marks, engine)
    missed = missed_regions(straight.pixels, straight.regions, [*page.across, *page.down], image.scale)
    lines += [line for line in engine.read(straight.pixels, missed) if believable(line)]
    lines = [line for line in lines if line.box.height * image.scale >= LOWEST]
    lines = without_pale(straight.pixels, lines)
    lines.sort(key=lambda line: (line.box.y0, line.box.x0))
    across = without_strokes(page.across, lines, LONG_RULING / image.scale)
    across = [r for r in across if not any(_part_of(r, seal) for seal in marks)]
    across = without_written(straight.pixels, across, page.down, lines)
    words = with_digits(word for run, line in enumerate(lines) for word in words_of(line, image.scale, run, across))
    words = tuple(_under_seals(word, [scaled(seal, image.scale) for seal in marks]) for word in words)
    seen = [w.confidence for w in words for _ in w.text]
    height, width = (n * image.scale for n in straight.pixels.shape[:2])
    way = _way(straight, back, image.scale, (width, height))
    return Page(
        number=image.number,
        width=width if way else original.width,
        height=height if way else original.height,
        words=words,
        rulings=as_rulings(across, page.down, image.scale),
        text_from="ocr",
        confidence=sum(seen) / len(seen) if seen else 0.0,
        marks=_marks(image, straight, lines, [*page.across, *page.down], marks),
        straighten=way,
        displayed=(original.width, original.height) if way else None,
    )


def _part_of(ruling: Box, seal: Box) -> bool:
    """Whether a stroke is one of a seal's own: of its star, its ring or the characters in it."""
    inside = seal.x0 <= ruling.x0 and ruling.x1 <= seal.x1 and seal.y0 <= ruling.centre[1] <= seal.y1
    return inside and ruling.width < 0.8 * seal.width


def _under_seals(word: Word, seals: Sequence[Box]) -> Word:
    """The word, of which nobody can be sure where a seal was stamped over it."""
    if not any(box.overlap(seal) for seal in seals for box in word.boxes):
        return word
    return replace(word, confidence=min(word.confidence, SEALED))


def _way(straight: Straight, back: WayBack | None, scale: float, size: tuple[float, float]) -> Way | None:
    """How boxes of the straight page lead to the page as displayed, in points."""
    if back is None:
        return in_points(straight.to_original, scale)
    matrix = straight.to_original
    return mesh(size, scale, lambda points: back(points @ matrix[:, :2].T + matrix[:, 2]))


def _marks(
    image: PageImage, straight: Straight, lines: Sequence[Line], rulings: Sequence[Box], seals: Sequence[Box]
) -> tuple[Mark, ...]:
    """Seals, and near the lines that ask for a signature what was signed there, in points of the straight page."""
    found: list[tuple[Kind, Box]] = [("seal", s) for s in seals]
    cues = [c.box for c in signing_lines(lines)]
    if cues:
        reach = NEAR_SIGNING / image.scale
        fingers, chops = (
            [b for b in (_on_straight(p, straight) for p in prints) if any(_gap(b, c) < reach for c in cues)]
            for prints in small_prints(image.pixels, image.scale)
        )
        covered = seals if image.pixels.ndim == 2 else ()
        names = find_signatures(straight.pixels, lines, rulings, covered, [*fingers, *chops], image.scale)
        found += [("seal", b) for b in chops] + [("signature", b) for b in names]
        found += [("fingerprint", b) for b in fingers]
    return tuple(Mark(kind, image.number, scaled(box, image.scale)) for kind, box in found)


def _gap(a: Box, b: Box) -> float:
    """The distance between two boxes, 0 where they touch."""
    return float(max(a.x0 - b.x1, b.x0 - a.x1, a.y0 - b.y1, b.y0 - a.y1, 0.0))


def _without_seals(image: PageImage) -> tuple[Image, Image | None, tuple[Box, ...]]:
    """The page in grey as it is to be read, a second version for what stands under its seals, and the seals.

    Colour tells ink from print surely; grey does not, so there the second version only competes with the first.
    """
    if image.pixels.ndim == 3:
        grey, seals = lift_seals(image.pixels, image.scale)
        return grey, None, seals
    lifted, seals = lift_rings(image.pixels, image.scale)
    return image.pixels, lifted if seals else None, seals


def _detector_side(image: PageImage) -> int:
    """How many pixels of the page's longer side the detector sees: the same size of print on A4 and A3."""
    return min(LARGEST_SIDE, round(DETECTOR_SIDE * max(1.0, max(image.width, image.height) / A4_LONG)))


def _clearest(pixels: Image, image: PageImage, engine: Engine) -> Upright:
    """The page without its faint ink where that reads better, else as it is.

    Faint ink may be the other side showing through, or this side's own pale or blurred print: looks do not tell
    them apart surely, lines read do. What shows through reads badly; print taken for it leaves few lines behind.
    """
    side = _detector_side(image)
    page = _upright(pixels, engine.detect(pixels, side), image, engine)
    cleared = without_ghosts(pixels, image.scale)
    if cleared is pixels:
        return page
    page = _with_more_read(page, engine)
    if all(line.confidence >= UPRIGHT for line in page.lines):
        return page
    other = _with_more_read(_upright(cleared, engine.detect(cleared, side), image, engine), engine)
    lost = len(other.straight.regions) < LEAST_LEFT * len(page.straight.regions)
    return other if not lost and other.confidence > page.confidence else page


def _with_more_read(page: Upright, engine: Engine) -> Upright:
    """The page with a larger sample of it read."""
    more = engine.read(page.straight.pixels, page.waiting[:LARGER_SAMPLE])
    lines = [*page.lines, *more]
    sure = sum(line.confidence for line in lines) / max(1, len(lines))
    return page._replace(lines=lines, waiting=page.waiting[LARGER_SAMPLE:], confidence=sure)


def _upright(pixels: Image, regions: list[Region], image: PageImage, engine: Engine) -> Upright:
    """The page the way up it reads best: as it lies, unless a sample of its longest lines reads badly."""
    first, second = (1, 3) if lines_run_down(regions) else (0, 2)
    page = _turned(pixels, regions, first, image, engine)
    if page.confidence > UPRIGHT or not page.straight.regions:
        return page
    other = _turned(pixels, regions, second, image, engine)
    return other if other.confidence > page.confidence + BETTER else page


def _turned(pixels: Image, regions: list[Region], turns: int, image: PageImage, engine: Engine) -> Upright:
    """The page turned by quarters and levelled, with a sample of it read."""
    turned = quarter_turn(pixels, regions, turns)
    if turns % 2:  # the detector finds lines that run down, but not as well
        turned = turned._replace(regions=engine.detect(turned.pixels, _detector_side(image)))
    levelled = level(turned.pixels, turned.regions)
    straight = levelled._replace(to_original=chained(turned.to_original, levelled.to_original))
    across, down = find_rulings(straight.pixels, image.scale)
    pieces = sorted(split_at_rulings(straight.regions, down, CLEAR / image.scale), key=lambda r: -r.width)
    lines = engine.read(straight.pixels, pieces[:SAMPLE])
    confidence = sum(line.confidence for line in lines) / max(1, min(len(pieces), SAMPLE))
    return Upright(straight, across, down, lines, pieces[SAMPLE:], confidence)


def _read(
    regions: Sequence[Region], straight: Straight, lifted: Image | None, seals: Sequence[Box], engine: Engine
) -> list[Line]:
    """The lines in ``regions``; those under a seal from both versions of the page, whichever reads better."""
    if lifted is None:
        return engine.read(straight.pixels, regions)
    below = straightened(lifted, straight)
    found: list[Line] = []
    for region in regions:
        lines = engine.read(straight.pixels, [region])
        if any(region.box.overlap(seal) for seal in seals):
            lines = max((lines, engine.read(below, [region])), key=_worth)
        found += lines
    return found


def _worth(lines: Sequence[Line]) -> float:
    """How well lines were read; a line of which a part was lost has fewer characters to be sure of."""
    return sum(char.confidence - 0.5 for line in lines for char in line.chars)


def _on_straight(box: Box, straight: Straight) -> Box:
    """A box of the original page on the straight one."""
    import cv2

    a, b, c, d, e, f = cv2.invertAffineTransform(straight.to_original).ravel().tolist()
    return apply_affine((a, b, c, d, e, f), box)

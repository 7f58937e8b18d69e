"""Pages of images become pages of words: render, repair, find rulings, read, place on the page."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from contract_parse.ingest.engine import Engine, Image, Line, Region
from contract_parse.ingest.image_rulings import find_rulings
from contract_parse.ingest.missed_print import believable, missed_regions
from contract_parse.ingest.ocr_words import as_rulings, scaled, split_at_rulings, without_strokes, words_of
from contract_parse.ingest.page_images import A4_LONG, PageImage, pdf_pages, picture_pages
from contract_parse.ingest.page_repair import Straight, chained, in_points, level, lines_run_down, quarter_turn
from contract_parse.ingest.seals import lift_seals
from contract_parse.model.geometry import Box, apply_affine
from contract_parse.model.page import Mark, Page

DETECTOR_SIDE = 1280  # pixels of A4's longer side the detector sees (docs/ocr.md)
LONG_RULING = 60.0  # points from which a line through print is a ruling all the same
SAMPLE = 6  # long lines that tell whether a page is the right way up
UPRIGHT = 0.85  # their mean confidence from which it is

Progress = Callable[[int, int], None]


def default_engine() -> Engine:
    from contract_parse.ingest.rapid_engine import RapidEngine

    return RapidEngine()


def read_scanned_pages(
    path: Path,
    page_numbers: Sequence[int],
    *,
    password: str | None = None,
    progress: Progress | None = None,
    engine: Engine | None = None,
) -> dict[int, Page]:
    """The pages ``page_numbers`` (1-based) of a PDF read by OCR.

    Raises InputError, EncryptedError.
    """
    numbers = sorted(set(page_numbers))
    if not numbers:
        return {}
    images = pdf_pages(Path(path), numbers, password)
    return {p.number: p for p in _read_all(images, engine or default_engine(), len(numbers), progress)}


def read_image(path: Path, *, progress: Progress | None = None, engine: Engine | None = None) -> tuple[Page, ...]:
    """The pages of a picture (PNG, JPEG, TIFF with any number of frames …) read by OCR.

    Raises InputError.
    """
    return tuple(_read_all(picture_pages(Path(path)), engine or default_engine(), None, progress))


def _read_all(
    images: Iterable[PageImage], engine: Engine, total: int | None, progress: Progress | None
) -> Iterator[Page]:
    """Pages in order. At most ``engine.threads`` + 1 page images are held at a time, so that memory stays flat."""
    done = 0

    def counted(page: Page) -> Page:
        nonlocal done
        done += 1
        if progress:
            progress(done, total or done)
        return page

    if progress and total:
        progress(0, total)
    if engine.threads <= 1:
        yield from (counted(read_page(image, engine)) for image in images)
        return
    with ThreadPoolExecutor(engine.threads) as pool:
        waiting: deque[Future[Page]] = deque()
        for image in images:
            waiting.append(pool.submit(read_page, image, engine))
            if len(waiting) > engine.threads:
                yield counted(waiting.popleft().result())
        while waiting:
            yield counted(waiting.popleft().result())


def read_page(image: PageImage, engine: Engine) -> Page:
    """One page image as a page of words and rulings, set straight."""
    original, seals = lift_seals(image.pixels, image.scale)
    regions = engine.detect(original, _detector_side(image))
    straight, lines, rulings = _read_upright(original, regions, image, engine)
    lines.sort(key=lambda line: (line.box.y0, line.box.x0))
    across, down = without_strokes(rulings[0], lines, LONG_RULING / image.scale), rulings[1]
    words = tuple(word for run, line in enumerate(lines) for word in words_of(line, image.scale, run, across))
    seen = [w.confidence for w in words for _ in w.text]
    height, width = (n * image.scale for n in straight.pixels.shape[:2])
    affine = in_points(straight.to_original, image.scale)
    return Page(
        number=image.number,
        width=width if affine else image.width,
        height=height if affine else image.height,
        words=words,
        rulings=as_rulings(across, down, image.scale),
        text_from="ocr",
        confidence=sum(seen) / len(seen) if seen else 0.0,
        marks=tuple(Mark("seal", image.number, scaled(_on_straight(s, straight), image.scale)) for s in seals),
        straighten=affine,
        displayed=(image.width, image.height) if affine else None,
    )


def _on_straight(box: Box, straight: Straight) -> Box:
    """A box of the original page on the straight one."""
    import cv2

    a, b, c, d, e, f = cv2.invertAffineTransform(straight.to_original).ravel().tolist()
    return apply_affine((a, b, c, d, e, f), box)


def _detector_side(image: PageImage) -> int:
    """How many pixels of the page's longer side the detector sees: the same size of print on A4 and A3."""
    return min(2560, round(DETECTOR_SIDE * max(1.0, max(image.width, image.height) / A4_LONG)))


def _read_upright(
    original: Image, regions: list[Region], image: PageImage, engine: Engine
) -> tuple[Straight, list[Line], tuple[list[Box], list[Box]]]:
    """The page's lines read the way up that reads best: as it lies unless a sample of long lines reads badly."""
    ways = (1, 3) if lines_run_down(regions) else (0, 2)
    best = None
    for turns in ways:
        turned = quarter_turn(original, regions, turns)
        if turns % 2:  # the detector finds lines that run down, but not as well
            turned = turned._replace(regions=engine.detect(turned.pixels, _detector_side(image)))
        levelled = level(turned.pixels, turned.regions)
        straight = levelled._replace(to_original=chained(turned.to_original, levelled.to_original))
        rulings = find_rulings(straight.pixels, image.scale)
        pieces = sorted(split_at_rulings(straight.regions, rulings[1], 0.7 / image.scale), key=lambda r: -r.width)
        sample = engine.read(straight.pixels, pieces[:SAMPLE])
        confidence = sum(line.confidence for line in sample) / max(1, min(len(pieces), SAMPLE))
        if best is None or confidence > best[0]:
            best = confidence, straight, sample, pieces[SAMPLE:], rulings, turns
        if confidence > UPRIGHT:
            break
    assert best is not None
    _, straight, sample, rest, rulings, _ = best
    lines = sample + engine.read(straight.pixels, rest)
    missed = missed_regions(straight.pixels, straight.regions, [*rulings[0], *rulings[1]], image.scale)
    lines += [line for line in engine.read(straight.pixels, missed) if believable(line)]
    return straight, lines, rulings

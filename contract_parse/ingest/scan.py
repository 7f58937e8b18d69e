"""Pages of images become pages of words: render, repair, find rulings, read, place on the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from contract_parse.ingest.engine import Engine, Line
from contract_parse.ingest.page_images import PageImage, pdf_pages, picture_pages
from contract_parse.model.geometry import Box, bounding
from contract_parse.model.page import Page, Word

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


def read_image(
    path: Path, *, progress: Progress | None = None, engine: Engine | None = None
) -> tuple[Page, ...]:
    """The pages of a picture (PNG, JPEG, TIFF with any number of frames …) read by OCR.

    Raises InputError.
    """
    return tuple(_read_all(picture_pages(Path(path)), engine or default_engine(), None, progress))


def _read_all(
    images: Iterable[PageImage], engine: Engine, total: int | None, progress: Progress | None
) -> Iterator[Page]:
    """Pages in order. At most ``engine.threads`` + 1 page images are held at a time, so that memory stays flat."""
    if progress and total:
        progress(0, total)
    done = 0
    if engine.threads <= 1:
        for image in images:
            page = read_page(image, engine)
            done += 1
            if progress:
                progress(done, total or done)
            yield page
        return
    with ThreadPoolExecutor(engine.threads) as pool:
        waiting = []
        source = iter(images)
        more = True
        while more or waiting:
            while more and len(waiting) <= engine.threads:
                image = next(source, None)
                if image is None:
                    more = False
                    break
                waiting.append(pool.submit(read_page, image, engine))
                del image
            if not waiting:
                break
            page = waiting.pop(0).result()
            done += 1
            if progress:
                progress(done, total or done)
            yield page


def read_page(image: PageImage, engine: Engine) -> Page:
    """One page image as a page of words."""
    lines = engine.read(image.pixels)
    lines.sort(key=lambda line: (line.box.y0, line.box.x0))
    words = tuple(word for run, line in enumerate(lines) for word in words_of(line, image.scale, run))
    seen = [w.confidence for w in words for _ in w.text]
    return Page(
        number=image.number,
        width=image.width,
        height=image.height,
        words=words,
        text_from="ocr",
        confidence=sum(seen) / len(seen) if seen else 0.0,
    )


def words_of(line: Line, scale: float, run: int) -> list[Word]:
    """A line's words: cut at spaces, boxes in points."""
    found: list[Word] = []
    chars: list[tuple[str, Box, float]] = []

    def close() -> None:
        if chars:
            boxes = tuple(b for _, b, _ in chars)
            found.append(
                Word(
                    "".join(t for t, _, _ in chars),
                    bounding(boxes),
                    boxes,
                    line.box.height * scale,
                    sum(c for _, _, c in chars) / len(chars),
                    "ocr",
                    run,
                )
            )
            chars.clear()

    for char in line.chars:
        if char.text.isspace():
            close()
            continue
        box = Box(char.x0 * scale, line.box.y0 * scale, char.x1 * scale, line.box.y1 * scale)
        chars.extend((t, box, char.confidence) for t in char.text)
    close()
    return found

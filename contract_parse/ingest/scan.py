"""Scanned PDFs and pictures, page by page, several pages at a time."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from contract_parse.ingest.engine import Engine
from contract_parse.ingest.page_images import PageImage, pdf_pages, picture_pages
from contract_parse.ingest.page_reading import read_page
from contract_parse.model.page import Page

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

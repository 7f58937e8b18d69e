"""Scanned PDFs and pictures, page by page, several pages at a time."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from pathlib import Path

from contract_parse.ingest.engine import Engine
from contract_parse.ingest.page_cache import PageCache
from contract_parse.ingest.page_images import PageImage, pdf_pages, picture_pages
from contract_parse.ingest.page_reading import read_page
from contract_parse.model.page import Page

Progress = Callable[[int, int], None]


@cache
def default_engine() -> Engine:
    """The engine with its models, loaded once a process."""
    import cv2

    from contract_parse.ingest.rapid_engine import RapidEngine

    # A page is one core's work and the cores have a page each: OpenCV's own threads would only wait for one another.
    cv2.setNumThreads(1)
    return RapidEngine()


def default_page_cache() -> PageCache:
    """The user's cache of pages that :func:`default_engine` reads. Raises EngineMissingError."""
    from contract_parse.ingest.model_runtime import reader_name
    from contract_parse.ingest.page_cache import default_cache

    return default_cache(reader_name())


def read_scanned_pages(
    path: Path,
    page_numbers: Sequence[int],
    *,
    password: str | None = None,
    progress: Progress | None = None,
    engine: Engine | None = None,
    cache: PageCache | None = None,
    digest: str = "",
) -> dict[int, Page]:
    """The pages ``page_numbers`` (1-based) of a PDF read by OCR.

    ``cache`` gives what was read before; with the file's SHA-256 ``digest`` without opening the file.
    Raises InputError, EncryptedError.
    """
    numbers = sorted(set(page_numbers))
    found: dict[int, Page] = {}
    if cache is not None and digest:
        known = ((n, cache.page_of_file(digest, n)) for n in numbers)
        found = {n: page for n, page in known if page is not None}
    missing = [n for n in numbers if n not in found]
    if progress and found and not missing:
        progress(len(found), len(found))
    if missing:
        images = pdf_pages(Path(path), missing, password)
        read = _read_all(images, engine or default_engine(), len(missing), progress, cache, digest)
        found |= {p.number: p for p in read}
    return {n: found[n] for n in numbers}


def read_image(
    path: Path, *, progress: Progress | None = None, engine: Engine | None = None, cache: PageCache | None = None
) -> tuple[Page, ...]:
    """The pages of a picture (PNG, JPEG, TIFF with any number of frames …) read by OCR.

    Raises InputError.
    """
    return tuple(_read_all(picture_pages(Path(path)), engine or default_engine(), None, progress, cache, ""))


def _read_all(
    images: Iterable[PageImage],
    engine: Engine,
    total: int | None,
    progress: Progress | None,
    cache: PageCache | None,
    digest: str,
) -> Iterator[Page]:
    """Pages in order. At most ``engine.threads`` + 1 page images are held at a time, so that memory stays flat."""
    done = 0

    def counted(page: Page) -> Page:
        nonlocal done
        done += 1
        if progress:
            progress(done, total or done)
        return page

    def read(image: PageImage) -> Page:
        return read_page(image, engine) if cache is None else _read_once(image, engine, cache, digest)

    if progress and total:
        progress(0, total)
    if engine.threads <= 1:
        yield from (counted(read(image)) for image in images)
    else:
        with ThreadPoolExecutor(engine.threads) as pool:
            waiting: deque[Future[Page]] = deque()
            for image in images:
                waiting.append(pool.submit(read, image))
                if len(waiting) > engine.threads:
                    yield counted(waiting.popleft().result())
            while waiting:
                yield counted(waiting.popleft().result())
    if cache is not None:
        cache.trim()


def _read_once(image: PageImage, engine: Engine, cache: PageCache, digest: str) -> Page:
    """The page from the cache; or read, and kept there."""
    key = cache.image_key(image)
    page = cache.page(key, image.number)
    if page is None:
        page = read_page(image, engine)
        cache.keep(key, page)
    if digest:
        cache.link(digest, image.number, key)
    return page

"""Pages read by OCR, kept so that reading the same scan again costs nothing.

An entry is named by what its content depends on and nothing else: the pixels of the page image, the models and
runtime that read it, and this package's own reading code (its sources are hashed, so no edit of them can meet an
old entry). A second, small entry leads from a file's digest and page number to the page image, which saves even
decoding it.

Entries are compressed JSON, one file each, written beside and moved into place: several processes may share the
folder, and a damaged entry reads as a missing one. JSON and not pickle, since whoever can write into a cache of
pickles can run code (the reason, too, for not using diskcache, CVE-2025-69872). Nothing here ever fails a reading.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import zlib
from functools import cache
from pathlib import Path
from typing import Any

from contract_parse._version import __version__
from contract_parse.ingest.page_images import PageImage
from contract_parse.ingest.stored_page import from_plain, to_plain
from contract_parse.model.page import Page

BOUND = 512  # megabytes, unless CONTRACT_PARSE_CACHE_MB says otherwise: some 40,000 pages
KEPT = 0.8  # of the bound, after the least recently used have gone
DAMAGED = (OSError, ValueError, TypeError, KeyError, IndexError, AttributeError, zlib.error, RecursionError)


class PageCache:
    """The folder of entries. ``reader`` names the engine as it reads (models, runtime, versions).

    Not being able to write is no error: then nothing is kept.
    """

    def __init__(self, folder: Path, reader: str, bound_mb: float = BOUND) -> None:
        self.folder = folder
        self._reader = hashlib.sha256(f"{reader}\n{reading_version()}".encode()).hexdigest()
        self._bound = bound_mb * 1_000_000
        self._written = False

    def image_key(self, image: PageImage) -> str:
        """The name of the entry of a page image."""
        digest = hashlib.sha256(self._reader.encode())
        digest.update(repr((image.pixels.shape, image.scale, image.width, image.height)).encode())
        digest.update(image.pixels.data if image.pixels.flags.c_contiguous else image.pixels.tobytes())
        return digest.hexdigest()

    def page_key(self, file_digest: str, number: int) -> str:
        """The name of the entry that leads from a file's page to its page image."""
        return hashlib.sha256(f"{self._reader}\n{file_digest}\n{number}".encode()).hexdigest()

    def page(self, key: str, number: int) -> Page | None:
        """The page kept under an image's name, as page ``number``."""
        data = self._read(key)
        try:
            return None if data is None else from_plain(data, number)
        except DAMAGED:
            return None

    def page_of_file(self, file_digest: str, number: int) -> Page | None:
        """Page ``number`` of a file read before, whatever its name."""
        key = self._read(self.page_key(file_digest, number))
        return self.page(key, number) if isinstance(key, str) and key.isalnum() else None

    def keep(self, key: str, page: Page) -> None:
        self._write(key, to_plain(page))

    def link(self, file_digest: str, number: int, key: str) -> None:
        """Remembers that page ``number`` of a file is the page image named ``key``."""
        self._write(self.page_key(file_digest, number), key)

    def trim(self) -> None:
        """Removes the least recently used entries where the folder has outgrown its bound; looks only after writing."""
        if not self._written:
            return
        self._written = False
        try:
            found = [(s.st_mtime, s.st_size, p) for p in self.folder.glob("??/*") if (s := _stat(p))]
        except OSError:
            return
        total = sum(size for _, size, _ in found)
        if total <= self._bound:
            return
        for _, size, path in sorted(found):
            _remove(path)
            total -= size
            if total <= KEPT * self._bound:
                return

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key[2:]

    def _read(self, key: str) -> Any:
        path = self._path(key)
        try:
            data = json.loads(zlib.decompress(path.read_bytes()))
            os.utime(path)  # used just now: the last to be removed
        except FileNotFoundError:
            return None
        except DAMAGED:
            _remove(path)
            return None
        return data

    def _write(self, key: str, value: Any) -> None:
        beside = None
        try:
            path = self._path(key)
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            data = zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), 3)
            handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".")
            with os.fdopen(handle, "wb") as f:
                f.write(data)
            os.replace(beside, path)
            self._written = True
        except OSError:  # a full disk, a folder of somebody else's
            if beside is not None:
                _remove(Path(beside))


def _stat(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except OSError:  # another process removed it
        return None


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return


@cache
def reading_version() -> str:
    """A digest of the code that turns a page image into a page."""
    digest = hashlib.sha256(__version__.encode())
    for source in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(source.read_bytes())
    return digest.hexdigest()


def default_folder() -> Path:
    """``CONTRACT_PARSE_CACHE``, or the user's cache folder as the system has it (``~/.cache/contract-parse``)."""
    asked = os.environ.get("CONTRACT_PARSE_CACHE")
    if asked:
        return Path(asked)
    from platformdirs import user_cache_path

    return user_cache_path("contract-parse", appauthor=False)


def default_cache(reader: str) -> PageCache:
    """The user's cache for pages that ``reader`` reads."""
    asked = os.environ.get("CONTRACT_PARSE_CACHE_MB", "")
    return PageCache(default_folder(), reader, float(asked) if asked.isdecimal() else BOUND)

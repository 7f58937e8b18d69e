"""The cache of pages read by OCR: what is found again, what is not, and that nothing of it can fail a reading."""

from __future__ import annotations

import dataclasses
import json
import os
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from contract_parse import ingest
from contract_parse.ingest import page_cache, scan
from contract_parse.ingest.engine import Char, Image, Line, NullEngine, Region
from contract_parse.ingest.page_cache import PageCache, default_folder
from contract_parse.ingest.stored_page import from_plain, to_plain
from contract_parse.model.geometry import Box
from contract_parse.model.page import Mark, Page, Ruling, Word
from tests.ingest import sheets

WORD = Word(
    "总1", Box(1, 2, 3.25, 4), (Box(1, 2, 2, 4), Box(2, 2, 3.25, 4)), 12.1, 0.91, "ocr", 3,
    alternatives=((), (("7", 0.25), ("", 0.125))),
)  # fmt: skip
PAGE = Page(
    4, 595.0, 842.5, (WORD,), (Ruling(Box(0, 0, 9, 1), True),), 90, "ocr", 0.91, (), (Mark("seal", 4, Box(1, 1, 5, 5)),),
    (0.0, 1.0, 2.0, -1.0, 0.0, 3.0), (842.5, 595.0),
)  # fmt: skip


class CountingEngine:
    """Reads one word on every page, and counts how often it was asked."""

    name, threads = "counting", 1

    def __init__(self) -> None:
        self.read_pages = 0

    def detect(self, image: Image, longest: int) -> list[Region]:
        self.read_pages += 1
        return [Region(150, 60, 100, 30)]

    def read(self, image: Image, regions: list[Region]) -> list[Line]:
        return [Line(r.box, (Char("甲", r.box.x0, r.box.x1, 0.99),)) for r in regions]


def sheet(n: int) -> Image:
    image = np.full((400, 300), 255, np.uint8)
    image[50:70, 100 : 100 + 10 * n] = 0
    return image


@pytest.fixture
def cache(tmp_path: Path) -> PageCache:
    return PageCache(tmp_path / "cache", "engine 1")


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> CountingEngine:
    """Takes the place of the models where a file is read whole."""
    counting = CountingEngine()
    monkeypatch.setattr(scan, "default_engine", lambda: counting)
    return counting


def test_a_page_comes_back_as_it_was() -> None:
    assert from_plain(json.loads(json.dumps(to_plain(PAGE))), 4) == PAGE
    other = dataclasses.replace(PAGE, number=7, marks=(dataclasses.replace(PAGE.marks[0], page=7),))
    assert from_plain(to_plain(PAGE), 7) == other
    bare = Page(1, 10.0, 20.0, text_from="ocr")
    assert from_plain(json.loads(json.dumps(to_plain(bare))), 1) == bare


def test_everything_a_page_has_is_kept() -> None:
    """A new field of Page, Word, Ruling or Mark must be added to what is stored."""
    empty = {f.name for f in dataclasses.fields(Page)} - {"number", "blocks"}
    assert all(getattr(PAGE, name) != getattr(Page(1, 0.0, 0.0), name) for name in empty)
    # what was read before mending is no matter of reading a page
    assert {f.name for f in dataclasses.fields(Word)} - {"read"} == {
        "text", "box", "boxes", "size", "confidence", "source", "run", "bold", "alternatives",
    }  # fmt: skip
    assert {f.name for f in dataclasses.fields(Ruling)} == {"box", "horizontal"}
    assert {f.name for f in dataclasses.fields(Mark)} == {"kind", "page", "box"}


def test_the_second_reading_asks_no_engine(tmp_path: Path, engine: CountingEngine, cache: PageCache) -> None:
    path = sheets.scan_pdf(tmp_path / "a.pdf", sheet(1), sheet(2))
    first = scan.read_scanned_pages(path, [1, 2], engine=engine, cache=cache, digest="d1")
    assert engine.read_pages == 2
    assert scan.read_scanned_pages(tmp_path / "gone.pdf", [1, 2], engine=engine, cache=cache, digest="d1") == first
    assert engine.read_pages == 2


def test_the_same_page_image_in_another_file_is_not_read_again(
    tmp_path: Path, engine: CountingEngine, cache: PageCache
) -> None:
    scan.read_scanned_pages(sheets.scan_pdf(tmp_path / "a.pdf", sheet(1)), [1], engine=engine, cache=cache, digest="d1")
    joined = sheets.scan_pdf(tmp_path / "b.pdf", sheet(5), sheet(1))
    pages = scan.read_scanned_pages(joined, [1, 2], engine=engine, cache=cache, digest="d2")
    assert engine.read_pages == 2
    assert [p.number for p in pages.values()] == [1, 2]


def test_another_engine_or_another_image_is_another_entry(tmp_path: Path) -> None:
    image = sheets.page_image(sheet(1))
    one, other = PageCache(tmp_path, "engine 1"), PageCache(tmp_path, "engine 2")
    assert one.image_key(image) == one.image_key(sheets.page_image(sheet(1), number=9))
    assert one.image_key(image) != other.image_key(image)
    assert one.image_key(image) != one.image_key(sheets.page_image(sheet(2)))
    assert one.image_key(image) != one.image_key(image._replace(scale=0.5))
    one.link("d", 1, "00ff")
    assert other.page_of_file("d", 1) is None


def test_a_changed_reading_leaves_old_entries_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = PageCache(tmp_path, "engine").image_key(sheets.page_image(sheet(1)))
    monkeypatch.setattr(page_cache, "reading_version", lambda: "another")
    assert PageCache(tmp_path, "engine").image_key(sheets.page_image(sheet(1))) != before


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"not compressed",
        zlib.compress(b"{"),
        zlib.compress(b"[]"),
        zlib.compress(b'"..\\/..\\/etc"'),
        zlib.compress(
            json.dumps({**to_plain(PAGE), "words": [["甲", [0, 0, 1], [], 1, 1, "ocr", 0, False, []]]}).encode()
        ),
        zlib.compress(json.dumps(to_plain(PAGE)).encode())[:-9],
    ],
)
def test_a_damaged_entry_is_read_anew(tmp_path: Path, engine: CountingEngine, cache: PageCache, damage: bytes) -> None:
    path = sheets.scan_pdf(tmp_path / "a.pdf", sheet(1))
    first = scan.read_scanned_pages(path, [1], engine=engine, cache=cache, digest="d")
    for entry in cache.folder.glob("??/*"):
        entry.write_bytes(damage)
    assert scan.read_scanned_pages(path, [1], engine=engine, cache=cache, digest="d") == first
    assert engine.read_pages == 2
    assert scan.read_scanned_pages(path, [1], engine=engine, cache=cache, digest="d") == first
    assert engine.read_pages == 2


def test_a_folder_nobody_can_write_to_is_no_error(tmp_path: Path, engine: CountingEngine) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = PageCache(tmp_path / "file" / "cache", "engine")
    path = sheets.scan_pdf(tmp_path / "a.pdf", sheet(1))
    for n in (1, 2):
        assert scan.read_scanned_pages(path, [1], engine=engine, cache=cache, digest="d")[1].words
        assert engine.read_pages == n


def test_the_least_recently_used_go_first(tmp_path: Path) -> None:
    cache = PageCache(tmp_path, "engine", bound_mb=0.002)
    keys = [f"{n:064x}" for n in range(6)]
    noise = np.random.default_rng(1)
    for n, key in enumerate(keys):
        word = dataclasses.replace(WORD, text="甲" * 30, boxes=tuple(Box(*noise.random(4).tolist()) for _ in range(30)))
        cache.keep(key, dataclasses.replace(PAGE, words=(word,)))
        os.utime(cache._path(key), (n, n))
    assert cache.page(keys[0], 1) is not None  # used just now
    cache.trim()
    left = [key for key in keys if cache._path(key).exists()]
    assert keys[0] in left
    assert keys[1] not in left
    assert sum(cache._path(key).stat().st_size for key in left) <= 2000


def test_several_writers_leave_one_whole_entry(cache: PageCache) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: cache.keep("ab" * 32, PAGE), range(64)))
    assert [p.name for p in cache.folder.glob("??/*")] == ["ab" * 31]
    assert cache.page("ab" * 32, 4) == PAGE


def test_the_folder_is_for_its_owner_only(cache: PageCache) -> None:
    cache.keep("ab" * 32, PAGE)
    (entry,) = cache.folder.glob("??/*")
    assert entry.stat().st_mode & 0o077 == 0


def test_no_cache_neither_reads_nor_writes(
    tmp_path: Path, engine: CountingEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONTRACT_PARSE_CACHE", str(tmp_path / "kept"))
    path = sheets.scan_pdf(tmp_path / "a.pdf", sheet(1))
    ingest.read(path, cache=False)
    assert not (tmp_path / "kept").exists()
    ingest.read(path)
    assert (tmp_path / "kept").exists()
    ingest.read(path)
    assert engine.read_pages == 2
    ingest.read(path, cache=False)
    assert engine.read_pages == 3


def test_a_picture_is_read_once(tmp_path: Path, engine: CountingEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    import cv2

    monkeypatch.setenv("CONTRACT_PARSE_CACHE", str(tmp_path / "kept"))
    cv2.imwrite(str(tmp_path / "a.png"), sheet(3))
    first = ingest.read(tmp_path / "a.png").pages
    assert ingest.read(tmp_path / "a.png").pages == first
    assert engine.read_pages == 1


def test_where_the_cache_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CONTRACT_PARSE_CACHE", "/somewhere/else")
    assert default_folder() == Path("/somewhere/else")
    monkeypatch.delenv("CONTRACT_PARSE_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_folder().name == "contract-parse"


def test_an_engine_that_reads_nothing_is_cached_too(tmp_path: Path, cache: PageCache) -> None:
    path = sheets.scan_pdf(tmp_path / "a.pdf", sheet(1))
    assert scan.read_scanned_pages(path, [1], engine=NullEngine(), cache=cache, digest="d")[1].words == ()
    assert cache.page_of_file("d", 1) is not None

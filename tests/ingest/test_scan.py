"""Scans without models: pages from files, words from lines, order, memory and progress."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from contract_parse.errors import EncryptedError, InputError
from contract_parse.ingest.engine import Char, Image, Line, NullEngine, Region, ReplayEngine
from contract_parse.ingest.ocr_words import split_at_rulings, without_strokes, words_of
from contract_parse.ingest.page_images import pdf_pages
from contract_parse.ingest.page_reading import read_page
from contract_parse.ingest.scan import read_image, read_scanned_pages
from contract_parse.model.geometry import Box
from tests.ingest import sheets


def printed(text: str, x: float = 100, y: float = 50, em: float = 30, height: float = 40) -> Line:
    """A line as an engine gives it: Chinese characters an em wide, all else half."""
    chars, at = [], x
    for c in text:
        width = em if ord(c) > 0x2E80 else em / 2
        chars.append(Char(c, at, at + width, 0.99))
        at += width
    return Line(Box(x - 5, y, at + 5, y + height), tuple(chars))


def test_a_line_becomes_words_cut_at_spaces_with_a_box_for_every_character() -> None:
    first, second = words_of(printed("总价 80.5元"), 0.5, 7)
    assert (first.text, second.text) == ("总价", "80.5元")
    assert (first.run, second.run, first.source) == (7, 7, "ocr")
    assert [b.width for b in second.boxes] == [7.5, 7.5, 7.5, 7.5, 15.0]
    assert first.box == Box(50.0, 25.0, 80.0, 45.0)
    assert first.size == 20


def test_a_wide_gap_ends_a_word_and_a_bracket_s_own_gap_does_not() -> None:
    line = printed("甲方乙方")
    moved = [c._replace(x0=c.x0 + 60, x1=c.x1 + 60) if i > 1 else c for i, c in enumerate(line.chars)]
    assert [w.text for w in words_of(Line(line.box, tuple(moved)), 1, 0)] == ["甲方", "乙方"]
    moved = [c._replace(x0=c.x0 + 30, x1=c.x1 + 30) if i > 1 else c for i, c in enumerate(line.chars)]
    assert [w.text for w in words_of(Line(line.box, tuple(moved)), 1, 0)] == ["甲方乙方"]


def test_near_readings_stand_beside_their_characters() -> None:
    chars = (Char("1", 0, 10, 0.6, (("7", 0.3),)), Char("元", 10, 30, 0.99))
    (word,) = words_of(Line(Box(0, 0, 30, 20), chars), 1, 0)
    assert word.alternatives == ((("7", 0.3),), ())
    (word,) = words_of(printed("元"), 1, 0)
    assert word.alternatives == ()


def test_a_printed_blank_is_a_ruling_and_no_text() -> None:
    line = printed("账号：____")
    blank = Box(190, 85, 260, 87)
    assert [w.text for w in words_of(line, 1, 0, [blank])] == ["账号："]
    assert [w.text for w in words_of(line, 1, 0)] == ["账号：____"]


def test_a_hyphen_over_a_cell_s_border_stays() -> None:
    border = Box(0, 86, 600, 88)
    assert [w.text for w in words_of(printed("TX-200"), 1, 0, [border])] == ["TX-200"]


def test_a_point_after_a_blank_stands_behind_it() -> None:
    line = printed("地点：")
    late = Char("。", 235, 265, 0.9)
    line = Line(Box(95, 50, 290, 90), (*line.chars, late))
    words = words_of(line, 1, 0, [Box(192, 85, 250, 87)])
    assert words[-1].text == "。"
    assert words[-1].box.x0 == 250


def test_regions_are_cut_at_rulings_that_cross_them() -> None:
    region = Region(150, 20, 300, 20)
    parts = list(split_at_rulings([region], [Box(99, 0, 101, 200), Box(200, 100, 202, 300)], 2))
    assert [(p.box.x0, p.box.x1) for p in parts] == [(0, 97), (103, 300)]
    assert list(split_at_rulings([region], [], 2)) == [region]


def test_a_stroke_of_bold_print_is_no_ruling() -> None:
    line = printed("第十一条")
    stroke, underline = Box(132, 67, 188, 70), Box(132, 88, 188, 90)
    assert without_strokes([stroke, underline], [line], 170) == [underline]
    assert without_strokes([stroke], [line], 50) == [stroke]


def test_pages_come_in_order_with_their_numbers_and_progress(tmp_path: Path) -> None:
    blank = np.full((600, 420), 255, np.uint8)
    path = sheets.scan_pdf(tmp_path / "a.pdf", blank, blank, blank)
    engine = ReplayEngine([[printed("第一页")], [printed("第三页")]])
    seen: list[tuple[int, int]] = []
    pages = read_scanned_pages(path, [3, 1], progress=lambda done, total: seen.append((done, total)), engine=engine)
    assert {n: p.words[0].text for n, p in pages.items()} == {1: "第一页", 3: "第三页"}
    assert seen == [(0, 2), (1, 2), (2, 2)]
    assert pages[1].text_from == "ocr"
    assert pages[1].confidence == pytest.approx(0.99)


class Busy(NullEngine):
    """Three pages at a time; says how many images it was given."""

    threads = 3

    def __init__(self) -> None:
        self.seen: list[int] = []

    def detect(self, image: Image, longest: int) -> list[Region]:
        self.seen.append(image.shape[1])
        return []


def test_pages_read_side_by_side_keep_their_order(tmp_path: Path) -> None:
    images = [np.full((600, 400 + 16 * n), 255, np.uint8) for n in range(7)]
    engine = Busy()
    pages = read_scanned_pages(sheets.scan_pdf(tmp_path / "a.pdf", *images), range(1, 8), engine=engine)
    assert list(pages) == list(range(1, 8))
    assert [round(p.width / sheets.SCALE) for p in pages.values()] == [400 + 16 * n for n in range(7)]
    assert sorted(engine.seen) == [400 + 16 * n for n in range(7)]


def test_no_page_asked_for_needs_no_engine() -> None:
    assert read_scanned_pages(Path("nowhere.pdf"), []) == {}


def test_a_page_without_print_is_empty_and_of_no_confidence() -> None:
    page = read_page(sheets.page_image(np.full((700, 500), 255, np.uint8)), NullEngine())
    assert (page.words, page.rulings, page.confidence, page.straighten) == ((), (), 0.0, None)


def test_a_scanner_s_page_is_taken_at_its_own_pixels(tmp_path: Path) -> None:
    drawn = sheets.draw(sheets.PROSE[:2])
    (image,) = pdf_pages(sheets.scan_pdf(tmp_path / "a.pdf", drawn), [1])
    assert image.pixels.shape == drawn.shape
    assert image.scale == pytest.approx(sheets.SCALE, rel=1e-3)
    assert float(np.abs(image.pixels.astype(int) - drawn.astype(int)).mean()) < 1


def test_a_locked_scan_opens_with_its_password_only(tmp_path: Path) -> None:
    path = sheets.scan_pdf(tmp_path / "a.pdf", np.full((600, 420), 255, np.uint8), password="k7")
    assert list(read_scanned_pages(path, [1], password="k7", engine=NullEngine())) == [1]
    with pytest.raises(EncryptedError):
        read_scanned_pages(path, [1], engine=NullEngine())


def test_a_broken_picture_is_an_input_error(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 40)
    with pytest.raises(InputError):
        read_image(path, engine=NullEngine())

"""Boxes to tick, raised figures, print of the other side and print under seals: what shapes and ink say beside the engine."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import pytest

from contract_parse.ingest.engine import Char, Image, Line, NullEngine, Region
from contract_parse.ingest.image_rulings import find_rulings
from contract_parse.ingest.lone_signs import by_shape
from contract_parse.ingest.ocr_words import words_of
from contract_parse.ingest.page_reading import SEALED, read_page
from contract_parse.ingest.pale_lines import without_pale
from contract_parse.ingest.tick_boxes import frames_in, with_boxes
from contract_parse.ingest.written_blanks import without_written
from contract_parse.model.geometry import Box
from tests.ingest import sheets
from tests.ingest.test_scan import printed

PAPER, INK = 248, 40


def box_at(crop: Image, x: int, sign: str, side: int = 26, legs: int = 0) -> None:
    top = (crop.shape[0] - side) // 2
    cv2.rectangle(crop, (x, top), (x + side, top + side), INK, 2)
    if sign == "☑":
        cv2.line(crop, (x + 6, top + 13), (x + 11, top + 19), INK, 2)
        cv2.line(crop, (x + 11, top + 19), (x + 20, top + 6), INK, 2)
    for foot in (x, x + side):
        cv2.line(crop, (foot, top + side), (foot, top + side + legs), INK, 2)


def noisy(crop: Image, deviation: float = 7) -> Image:
    noise = np.random.default_rng(5).normal(0, deviation, crop.shape)
    return np.asarray(np.clip(cv2.GaussianBlur(crop, (0, 0), 0.6) + noise, 0, 255), np.uint8)


def line_of(*signs: str, legs: int = 0) -> Image:
    crop = np.full((44, 60 * len(signs) + 20), PAPER, np.uint8)
    for n, sign in enumerate(signs):
        box_at(crop, 12 + 60 * n, sign, legs=legs)
    return noisy(crop)


def test_boxes_are_told_from_ticked_ones_by_what_is_in_them() -> None:
    assert [f.sign for f in frames_in(line_of("□", "☑", "□"))] == ["□", "☑", "□"]


def test_a_character_that_stands_on_legs_is_no_box() -> None:
    assert frames_in(line_of("□", "□", legs=5)) == []


@pytest.mark.parametrize("read", ["口", "回", "", "√"])
def test_a_box_is_a_box_whatever_was_read(read: str) -> None:
    chars = (*(Char(c, 14, 36, 0.7) for c in read), Char("向", 70, 96, 0.99))
    assert "".join(c.text for c in with_boxes(line_of("☑"), chars)) == "☑向"


def test_what_was_read_surely_stays() -> None:
    sure = (Char("国", 14, 36, 0.98), Char("家", 70, 96, 0.99))
    assert with_boxes(line_of("☑"), sure) == sure


def test_a_raised_figure_is_found_in_the_midst_of_a_line() -> None:
    crop = np.full((40, 120), 250, np.uint8)
    cv2.putText(crop, "m", (34, 32), cv2.FONT_HERSHEY_SIMPLEX, 0.9, 40, 2)
    chars = (Char("元", 2, 24, 0.99), Char("/", 24, 33, 0.99), Char("m", 34, 58, 0.99), Char("）", 80, 100, 0.99))
    assert by_shape(crop, chars, lambda _: ()) == chars
    cv2.putText(crop, "2", (60, 14), cv2.FONT_HERSHEY_SIMPLEX, 0.4, 40, 1)
    read = by_shape(crop, chars, lambda _: (Char("2", 0, 5, 0.9),))
    assert "".join(c.text for c in read) == "元/m²）"


def test_hyphens_of_an_underlined_number_are_no_blank() -> None:
    number = printed("编号：XY-27-G")
    under = Box(190, 86, 340, 88)
    assert [w.text for w in words_of(number, 1, 0, [under])] == ["编号：XY-27-G"]
    blank = printed("第—种")
    assert "".join(w.text for w in words_of(blank, 1, 0, [Box(132, 86, 178, 88)])) == "第种"


def test_a_streak_over_the_whole_sheet_is_no_ruling() -> None:
    page = sheets.draw(sheets.PROSE, sheets.CELLS)
    rulings = find_rulings(page, sheets.SCALE)
    page[:, 700:702] = 90
    assert [len(r) for r in find_rulings(page, sheets.SCALE)] == [len(r) for r in rulings]


def test_rulings_that_show_through_are_none_of_this_side() -> None:
    page = sheets.draw(sheets.PROSE, sheets.CELLS)
    behind = cv2.GaussianBlur(sheets.draw([], sheets.CELLS)[::-1, ::-1], (0, 0), 1.6)
    both = np.asarray(page * (1 - 0.2 * (1 - behind / 255.0)), np.uint8)
    assert [len(r) for r in find_rulings(both, sheets.SCALE)] == [len(r) for r in find_rulings(page, sheets.SCALE)]


def test_lines_that_show_through_are_left_out() -> None:
    page = np.full((800, 600), PAPER, np.uint8)
    lines = []
    for n in range(6):
        grey = 200 if n == 3 else INK
        cv2.putText(page, f"line {n}", (50, 60 + 60 * n), cv2.FONT_HERSHEY_SIMPLEX, 1, grey, 2)
        lines.append(Line(Box(45, 30 + 60 * n, 190, 70 + 60 * n), (Char(str(n), 50, 180, 0.99),)))
    assert [line.text for line in without_pale(noisy(page), lines)] == ["0", "1", "2", "4", "5"]
    assert without_pale(page, lines[2:5]) == lines[2:5]  # too few to tell what is usual


def test_a_blank_with_writing_that_was_not_read_is_none() -> None:
    page = np.full((400, 900), PAPER, np.uint8)
    ruling = Box(300, 198, 600, 200)
    page[198:200, 300:600] = INK
    label = Line(Box(100, 165, 290, 205), (Char("总", 100, 190, 0.99), Char("价", 200, 290, 0.99)))
    cv2.putText(page, "label", (100, 195), cv2.FONT_HERSHEY_SIMPLEX, 1, INK, 2)
    assert without_written(noisy(page), [ruling], [], [label]) == [ruling]
    cv2.putText(page, "scribble", (360, 192), cv2.FONT_HERSHEY_SIMPLEX, 1, INK, 2)
    assert without_written(noisy(page), [ruling], [], [label]) == []
    assert without_written(noisy(page), [ruling], [Box(299, 100, 301, 300)], [label]) == [ruling]


class _Reader(NullEngine):
    """Reads one line at each of the places given, surely."""

    def __init__(self, *regions: Region) -> None:
        self._regions = list(regions)

    def detect(self, image: Image, longest: int) -> list[Region]:
        return self._regions

    def read(self, image: Image, regions: Sequence[Region]) -> list[Line]:
        return [Line(r.box, (Char("甲方", r.box.x0, r.box.x1, 0.999),)) for r in regions]


def test_nobody_is_sure_of_print_under_a_seal() -> None:
    grey = sheets.draw(sheets.PROSE, top=150)
    page = np.dstack([grey] * 3)
    cv2.circle(page, (700, 560), 160, (60, 40, 210), 9)
    cv2.circle(page, (700, 560), 40, (60, 40, 210), -1)
    lines = [Region(700, 410 + 72.2 * n, 1100, 40) for n in range(6)]
    image = sheets.page_image(grey)._replace(pixels=np.asarray(page, np.uint8))
    words = sorted(read_page(image, _Reader(*lines)).words, key=lambda w: w.box.y0)
    assert [w.confidence for w in words] == [SEALED] * 5 + [0.999]

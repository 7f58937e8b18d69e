"""Pages set straight, seals lifted, rulings found: on drawn images, without models."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
import pytest

from contract_parse.ingest.engine import Char, Image, Line, NullEngine, Region
from contract_parse.ingest.figure_letters import with_digits
from contract_parse.ingest.image_rulings import find_rulings
from contract_parse.ingest.lone_signs import by_shape
from contract_parse.ingest.missed_print import believable, missed_regions
from contract_parse.ingest.ocr_words import words_of
from contract_parse.ingest.page_reading import read_page
from contract_parse.ingest.page_repair import IDENTITY, chained, in_points, level, lines_run_down, quarter_turn, skew
from contract_parse.ingest.seals import lift_seals
from contract_parse.model.geometry import Box, apply_affine
from contract_parse.model.page import Word
from tests.ingest import sheets

LINES = [Region(300, 100 + 40 * n, 400, 24, 0.0) for n in range(8)]


def at(regions: list[Region], angle: float) -> list[Region]:
    return [r._replace(angle=angle) for r in regions]


def test_the_skew_is_the_median_of_long_lines() -> None:
    odd = Region(100, 500, 40, 30, 30.0)  # too short to be asked
    assert skew([*at(LINES, 1.4), odd]) == pytest.approx(1.4)
    assert skew([*at(LINES, 1.4), LINES[0]._replace(angle=-20.0)]) == pytest.approx(1.4)
    assert skew([odd]) == 0.0


def test_a_straight_page_is_left_alone() -> None:
    page = np.full((800, 600), 255, np.uint8)
    straight = level(page, at(LINES, 0.05))
    assert straight.pixels is page
    assert in_points(straight.to_original, 0.36) is None


@pytest.mark.parametrize("angle", [-5.0, -1.2, 0.7, 4.0])
def test_a_crooked_page_is_levelled_and_the_way_back_is_known(angle: float) -> None:
    page = np.full((800, 600), 255, np.uint8)
    cv2.line(page, (100, 400), (500, 400), 0, 3)
    page[395:406, 100:110] = 0  # marks the left end
    crooked = sheets.turned(page, angle)
    straight = level(crooked, at(LINES, angle))
    rows, columns = np.nonzero(straight.pixels < 100)
    assert np.ptp(rows) < 16
    # the left end of the bar, led back, lies on dark pixels of the crooked page
    x, y = float(columns.min()) + 4, float(np.median(rows))
    bx, by = straight.to_original @ (x, y, 1)
    assert int(crooked[round(by), round(bx)]) < 120
    if abs(angle) > 2:
        assert straight.pixels.shape[0] > page.shape[0]  # the corners are kept


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_a_quarter_turn_leads_back(turns: int) -> None:
    page = np.full((80, 60), 255, np.uint8)
    page[10:20, 30:36] = 0
    result = quarter_turn(page, [Region(33, 15, 6, 10)], turns)
    (region,) = result.regions
    dark = np.argwhere(result.pixels == 0)
    assert (region.cx, region.cy) == pytest.approx((dark[:, 1].mean() + 0.5, dark[:, 0].mean() + 0.5))
    assert (region.width, region.height) == ((10, 6) if turns % 2 else (6, 10))
    affine = in_points(result.to_original, 0.5)
    assert apply_affine(affine, Box(*(v * 0.5 for v in region.box))) == pytest.approx((15, 5, 18, 10))


def test_two_steps_back_are_one() -> None:
    page = np.zeros((80, 60), np.uint8)
    first = quarter_turn(page, [], 1).to_original
    again = quarter_turn(quarter_turn(page, [], 1).pixels, [], 3).to_original
    assert np.allclose(chained(first, again), IDENTITY)


def test_lines_that_run_down_show_a_page_on_its_side() -> None:
    assert not lines_run_down(LINES)
    assert lines_run_down([r._replace(width=r.height, height=r.width) for r in LINES])
    assert not lines_run_down([])


def sealed(colour: tuple[int, int, int]) -> tuple[Image, Image, Box]:
    """A page of print (blue-green-red) under a seal, the page without it, and the seal's box."""
    clean = sheets.draw(sheets.PROSE, top=150)
    page = cv2.cvtColor(clean, cv2.COLOR_GRAY2BGR)
    ink = np.zeros(clean.shape, np.uint8)
    cv2.circle(ink, (700, 560), 160, 255, 10)
    cv2.circle(ink, (700, 560), 45, 255, -1)
    mixed = np.where(ink[:, :, None] > 0, np.minimum(page, np.array(colour, np.uint8)), page)
    return np.asarray(mixed, np.uint8), clean, Box(535, 395, 865, 725)


@pytest.mark.parametrize("colour", [(70, 60, 220), (210, 80, 60)])
def test_a_seal_is_lifted_off_the_print(colour: tuple[int, int, int]) -> None:
    page, clean, where = sealed(colour)
    lifted = lift_seals(page, sheets.SCALE)
    assert int(np.abs(lifted.grey.astype(int) - clean.astype(int)).max()) <= 50
    (seal,) = lifted.seals
    assert seal.overlap(where) > 0.9 * where.width * where.height
    # without lifting, the seal's ink is nearly as dark as print
    assert int(cv2.cvtColor(page, cv2.COLOR_BGR2GRAY)[560, 700]) < 130 < int(lifted.grey[560, 700])


def test_red_print_is_no_seal() -> None:
    clean = sheets.draw(sheets.PROSE, top=150)
    page = cv2.cvtColor(clean, cv2.COLOR_GRAY2BGR)
    page[:, :, 2] = np.maximum(page[:, :, 2], 210)
    lifted = lift_seals(np.asarray(page, np.uint8), sheets.SCALE)
    assert lifted.seals == ()
    assert int(lifted.grey.min()) < 120


def test_a_table_s_rulings_are_found_where_they_are_and_print_has_none() -> None:
    page = sheets.draw(sheets.PROSE, sheets.CELLS)
    across, down = find_rulings(page, sheets.SCALE)
    rows = [sheets.TABLE_TOP + n * sheets.ROW for n in range(len(sheets.CELLS) + 1)]
    assert sorted(b.centre[1] * sheets.SCALE for b in across) == pytest.approx(rows, abs=0.6)
    assert sorted(b.centre[0] * sheets.SCALE for b in down) == pytest.approx(sheets.COLUMNS, abs=0.6)
    assert all(b.width * sheets.SCALE == pytest.approx(451, abs=2) for b in across)
    assert all(b.height * sheets.SCALE == pytest.approx(66, abs=2) for b in down)


@pytest.mark.parametrize("damage", ["noise", "faint", "shade", "broken"])
def test_rulings_of_poor_copies(damage: str) -> None:
    page = sheets.draw(sheets.PROSE, sheets.CELLS)
    random = np.random.default_rng(3)
    if damage == "noise":
        page = np.clip(page + random.normal(0, 20, page.shape), 0, 255).astype(np.uint8)
    elif damage == "faint":
        page = (255 - (255 - page.astype(int)) * 0.3).astype(np.uint8)
    elif damage == "shade":
        page = (page * np.linspace(0.4, 1, page.shape[1])).astype(np.uint8)
    else:
        page[:, 600:604] = 255
        page[1000:1004] = 255
    across, down = find_rulings(page, sheets.SCALE)
    assert (len(across), len(down)) == (4, 6)


def test_the_scanner_s_lid_is_no_ruling() -> None:
    page = sheets.draw(sheets.PROSE)
    page[:, :9] = 30
    page[-6:] = 30
    assert find_rulings(page, sheets.SCALE) == ([], [])


def test_a_blank_to_fill_in_is_a_ruling() -> None:
    page = sheets.draw(["合同编号："])
    page[283:286, 370:670] = 40
    across, down = find_rulings(page, sheets.SCALE)
    assert down == []
    (blank,) = across
    assert blank == pytest.approx((370, 283, 670, 286), abs=4)


def test_print_outside_all_regions_is_looked_at_again() -> None:
    page = sheets.draw([], sheets.CELLS)
    rulings = [b for direction in find_rulings(page, sheets.SCALE) for b in direction]
    found = missed_regions(page, [], rulings, sheets.SCALE)
    lone = Box(sheets.COLUMNS[0] + 4, sheets.TABLE_TOP + 28, sheets.COLUMNS[0] + 9, sheets.TABLE_TOP + 37)
    near = [r for r in found if Box(*(v * sheets.SCALE for v in r.box)).holds(*lone.centre)]
    assert len(near) == 1
    everything = [Region(page.shape[1] / 2, page.shape[0] / 2, page.shape[1], page.shape[0])]
    assert missed_regions(page, everything, rulings, sheets.SCALE) == []


def test_a_page_of_dirt_is_not_looked_at_again() -> None:
    page = np.full((2339, 1654), 255, np.uint8)
    for x in range(100, 1500, 90):
        for y in range(100, 2200, 200):
            cv2.circle(page, (x, y), 8, 0, -1)
    assert missed_regions(page, [], [], sheets.SCALE) == []


def test_dirt_is_not_believed() -> None:
    def line(text: str, sure: float) -> Line:
        return Line(Box(0, 0, 9, 9), tuple(Char(c, 0, 1, sure) for c in text))

    assert believable(line("3", 0.9))
    assert not believable(line("3", 0.6))
    assert not believable(line("會", 0.85))
    assert not believable(line("·", 0.99))


def stroke(lean: float) -> Image:
    crop = np.full((40, 30), 250, np.uint8)
    cv2.line(crop, (round(15 + 14 * lean), 6), (round(15 - 14 * lean), 34), 60, 2, cv2.LINE_AA)
    return crop


def test_a_lone_stroke_is_what_its_slant_says() -> None:
    def text(lean: float, read: str) -> str:
        return by_shape(stroke(lean), (Char(read, 10, 20, 0.5, (("/", 0.3),)),), lambda _: ())[0].text

    assert [text(0.5, read) for read in "1/I"] == ["/", "/", "/"]
    assert [text(0.0, read) for read in "1/"] == ["1", "1"]
    assert text(0.5, "7") == "7"


def test_a_raised_figure_is_read_with_its_unit() -> None:
    crop = np.full((40, 44), 250, np.uint8)
    cv2.putText(crop, "m", (4, 32), cv2.FONT_HERSHEY_SIMPLEX, 0.9, 40, 2)
    m = (Char("m", 4, 28, 0.99),)
    assert by_shape(crop, m, lambda _: ()) == m
    cv2.putText(crop, "3", (30, 14), cv2.FONT_HERSHEY_SIMPLEX, 0.4, 40, 1)
    seen: list[Image] = []

    def read(part: Image) -> tuple[Char, ...]:
        seen.append(part)
        return (Char("3", 0, 5, 0.9),)

    assert [c.text for c in by_shape(crop, m, read)] == ["m", "³"]
    assert seen[0].shape[0] <= 26


class _OneReader(NullEngine):
    """Finds the given regions and reads 一 in each."""

    def __init__(self, *regions: Region) -> None:
        self._regions = list(regions)

    def detect(self, image: Image, longest: int) -> list[Region]:
        return self._regions

    def read(self, image: Image, regions: Sequence[Region]) -> list[Line]:
        return [Line(r.box, (Char("一", r.box.x0, r.box.x1, 0.95),)) for r in regions]


def test_a_piece_of_a_ruling_is_no_numeral() -> None:
    page = sheets.draw(sheets.PROSE)
    print_, ruling = Region(400, 600, 200, 40), Region(240, 752, 24, 5)
    words = read_page(sheets.page_image(page), _OneReader(print_, ruling)).words
    assert [w.text for w in words] == ["一"]
    assert words[0].box.height > 10


def test_look_alikes_of_other_scripts_are_the_characters_of_contracts() -> None:
    line = Line(Box(0, 0, 80, 20), tuple(Char(c, 20.0 * n, 20.0 * n + 20, 0.99) for n, c in enumerate("室內装修")))
    assert [w.text for w in words_of(line, 0.36, 0)] == ["室内装修"]


@pytest.mark.parametrize(
    ("read", "near", "says"),
    [
        ("人民币44Z,643.00元", {}, "人民币442,643.00元"),
        ("44B,643", {}, "448,643"),
        ("44B,643", {2: (("3", 0.4),)}, "443,643"),
        ("5O.00", {}, "50.00"),
        ("GB5O02", {}, "GB5O02"),
        ("RS-72OX", {}, "RS-72OX"),
        ("12Z4", {}, "12Z4"),
        ("4ZZ,643.00", {}, "4ZZ,643.00"),
        ("¥203.131.00元", {}, "¥203,131.00元"),
        ("1.203,131.00", {}, "1,203,131.00"),
        ("3.131.001", {}, "3.131.001"),
        ("按第!种方式解决", {}, "按第1种方式解决"),
        ("验收后!5日内", {}, "验收后15日内"),
        ("注意!日期", {}, "注意!日期"),
    ],
)
def test_a_letter_in_an_amount_is_the_digit_it_looks_like(
    read: str, near: dict[int, tuple[tuple[str, float], ...]], says: str
) -> None:
    boxes = tuple(Box(n, 0, n + 1, 1) for n in range(len(read)))
    alternatives = tuple(near.get(n, ()) for n in range(len(read))) if near else ()
    word = Word(read, Box(0, 0, len(read), 1), boxes, 1, source="ocr", alternatives=alternatives)
    assert [w.text for w in with_digits([word])] == [says]
    assert with_digits([replace(word, source="text")])[0].text == read

"""Photographed sheets, spreads, shadows, borders, ghosts and specks: repaired where there are any, else left alone."""

from __future__ import annotations

import json

import cv2
import numpy as np
import pytest

from contract_parse.ingest.engine import Image, NullEngine
from contract_parse.ingest.grey_seals import find_rings
from contract_parse.ingest.page_curl import bend_of
from contract_parse.ingest.page_light import even_light, without_borders, without_ghosts, without_specks
from contract_parse.ingest.page_reading import read_page, repaired, unrepaired
from contract_parse.ingest.page_shape import Reshaped, fold_at, mesh, reshaped
from contract_parse.ingest.stored_page import from_plain, to_plain
from contract_parse.model.geometry import Box, Mesh, apply_affine
from tests.composer import damage, signature_pages
from tests.ingest import sheets

GOOD = sheets.draw(sheets.PROSE, sheets.CELLS)
FULL = sheets.draw(sheets.PROSE * 4, pitch=27)
RANDOM = np.random.default_rng(7)


def error(image: Image, other: Image = GOOD) -> float:
    """The mean difference between two pages, in grey levels, where print stands on either."""
    inked = (image < 160) | (other < 160)
    return float(np.abs(image[inked].astype(int) - other[inked].astype(int)).mean())


@pytest.mark.parametrize(
    "page",
    [
        GOOD,
        sheets.draw(sheets.PROSE),
        sheets.draw(),
        np.asarray(np.clip(GOOD + RANDOM.normal(0, 8, GOOD.shape), 0, 255), np.uint8),
        np.asarray(GOOD * 0.8, np.uint8),  # grey paper
        np.asarray(255 - (255 - GOOD.astype(int)) * 0.4, np.uint8),  # all print faint
        sheets.turned(GOOD, 3.0),
        damage.curl(GOOD, 1, RANDOM),
        FULL,
        sheets.turned(FULL, 3.0),
        damage.fax(FULL, 2, RANDOM),
        damage.blocks(GOOD, 2, RANDOM),
        damage.fax(GOOD, 1, RANDOM),
        np.ascontiguousarray(np.rot90(GOOD)),
    ],
)
def test_a_page_that_needs_nothing_is_left_alone(page: Image) -> None:
    assert repaired(sheets.page_image(page)).image.pixels is page
    assert repaired(sheets.page_image(page)).back is None


@pytest.mark.parametrize("strength", [1, 2, 3])
def test_a_photographed_sheet_is_squared_and_its_words_are_shown_where_they_are(strength: int) -> None:
    photo = damage.perspective(GOOD, strength, RANDOM)
    image, back = reshaped(sheets.page_image(photo))
    assert back is not None
    h, w = image.pixels.shape
    assert h / w == pytest.approx(2**0.5, rel=0.01)
    # the table's outer rulings are straight and upright again
    inner = image.pixels.copy()
    inner[:, : w // 40] = inner[:, -w // 40 :] = inner[: h // 40] = inner[-h // 40 :] = 255
    rows, columns = np.nonzero(inner < 120)
    left, right = sheets.COLUMNS[0] / sheets.WIDTH * w, sheets.COLUMNS[-1] / sheets.WIDTH * w
    assert (columns.min(), columns.max()) == pytest.approx((left, right), abs=0.012 * w)
    # a dark pixel of the sheet is dark in the photo, where the way back leads
    pick = RANDOM.choice(len(rows), 200, replace=False)
    there = np.rint(back(np.stack([columns[pick], rows[pick]], axis=1).astype(float))).astype(int)
    assert (photo[there[:, 1], there[:, 0]] < 190).mean() > 0.95


def test_a_mesh_follows_a_perspective_to_a_fraction_of_a_point() -> None:
    photo = damage.perspective(GOOD, 3, RANDOM)
    image, back = reshaped(sheets.page_image(photo))
    assert back is not None
    way = mesh((image.width, image.height), image.scale, back)
    for x, y in RANDOM.uniform((0, 0), (image.width, image.height), (50, 2)):
        assert way.at(x, y) == pytest.approx(tuple(back(np.array([[x, y]]) / image.scale)[0] * image.scale), abs=0.2)


def test_the_page_read_from_a_photo_is_shown_on_the_photo() -> None:
    photo = sheets.page_image(damage.perspective(GOOD, 2, RANDOM))
    page = read_page(photo, NullEngine())
    assert isinstance(page.straighten, Mesh)
    assert page.displayed == (photo.width, photo.height)
    assert from_plain(json.loads(json.dumps(to_plain(page))), 1) == page
    whole = apply_affine(page.straighten, Box(0, 0, page.width, page.height))
    assert whole.width < photo.width
    assert whole.height < photo.height


@pytest.mark.parametrize("strength", [2, 3])
def test_lines_that_bend_are_made_straight_and_shown_where_they_bend(strength: int) -> None:
    page = FULL.copy()
    page[140:144, 200:1450] = 0
    bent = damage.curl(page, strength, RANDOM)
    image, back = reshaped(sheets.page_image(bent))
    assert back is not None
    assert image.pixels.shape == bent.shape

    def stray(seen: Image) -> float:
        """How far the ruling above the print strays from a straight line, in pixels."""
        columns = np.arange(250, 1400, 10)
        rows = np.array([seen[60:230, x : x + 4].mean(axis=1).argmin() for x in columns])
        return float(np.abs(rows - np.polyval(np.polyfit(columns, rows, 1), columns)).max())

    assert stray(image.pixels) < 0.6 * stray(bent)
    rows, columns = np.nonzero(image.pixels < 120)
    pick = RANDOM.choice(len(rows), 300, replace=False)
    there = np.rint(back(np.stack([columns[pick], rows[pick]], axis=1).astype(float))).astype(int)
    assert (bent[there[:, 1], there[:, 0]] < 190).mean() > 0.98


def test_lines_that_bend_on_a_photographed_sheet_are_made_straight_too() -> None:
    photo = damage.perspective(damage.curl(FULL, 3, RANDOM), 1, RANDOM)
    _, squared_and_flat = reshaped(sheets.page_image(photo))
    assert squared_and_flat is not None
    left, middle = squared_and_flat(np.array([[200.0, 1000.0], [800.0, 1000.0], [1400.0, 1000.0]]))[:2]
    assert abs(left[1] - middle[1]) > 10  # a straight line of the flat page is none on the photo


def test_a_page_with_few_lines_is_not_judged() -> None:
    assert bend_of(damage.curl(sheets.draw(sheets.PROSE[:2]), 3, RANDOM)) is None


def spread() -> Image:
    """A landscape sheet with two pages of print."""
    return np.hstack([sheets.draw(sheets.PROSE), GOOD])


def test_a_spread_becomes_its_left_page_above_its_right_one() -> None:
    both = spread()
    image, back = reshaped(sheets.page_image(both))
    assert back is not None
    h, w = GOOD.shape
    assert image.pixels.shape == (2 * h, w)
    assert np.array_equal(image.pixels[h:], GOOD)
    assert back(np.array([[100.0, 50.0], [100.0, h + 50.0]])).tolist() == [[100, 50], [w + 100, 50]]


@pytest.mark.parametrize("strength", [1, 2, 3])
def test_a_fold_s_shadow_or_a_slant_do_not_hide_it(strength: int) -> None:
    (both,) = damage.spread([sheets.draw(sheets.PROSE), GOOD], strength, RANDOM)
    image, _ = reshaped(sheets.page_image(both))
    assert image.pixels.shape[0] == 2 * both.shape[0]


def test_a_wide_table_is_no_spread() -> None:
    wide = np.full((GOOD.shape[1], GOOD.shape[0]), 255, np.uint8)
    for y in range(200, 900, 60):
        wide[y : y + 3, 150:2200] = 0
    for x in range(150, 2260, 340):
        wide[200:860, x : x + 3] = 0
    assert fold_at(wide[::3, ::3]) is None
    assert fold_at(np.hstack([GOOD, np.full_like(GOOD, 255)])[::3, ::3]) is None  # print on one side only


@pytest.mark.parametrize("strength", [1, 2, 3])
def test_light_is_made_even(strength: int) -> None:
    dark = damage.light(GOOD, strength, RANDOM)
    even = even_light(dark)
    paper, before = even[GOOD > 250], dark[GOOD > 250]
    assert np.percentile(paper, 5) / np.percentile(paper, 95) > 1.4 * np.percentile(before, 5) / np.percentile(
        before, 95
    )
    assert float(np.median(paper)) > 235


@pytest.mark.parametrize("strength", [2, 3])
def test_black_borders_become_paper_and_print_stays(strength: int) -> None:
    black = damage.borders(GOOD, strength, RANDOM)
    clean = without_borders(black)
    assert int(clean[:10].min()) > 200
    assert int(clean[:, -10:].min()) > 200
    assert error(clean) < 20


def test_a_ruling_that_runs_off_the_page_is_no_border() -> None:
    page = GOOD.copy()
    page[600:606] = 0
    page[:, 300:304] = 0
    assert without_borders(page) is page


@pytest.mark.parametrize("strength", [1, 2, 3])
def test_print_of_the_other_side_goes_and_print_of_this_side_stays(strength: int) -> None:
    ghosts = damage.bleed(GOOD, strength, RANDOM)
    clean = without_ghosts(ghosts, sheets.SCALE)
    away = GOOD > 250
    assert float(np.percentile(clean[away], 1)) > float(np.percentile(ghosts[away], 1)) + 15
    assert float(np.median(clean[GOOD < 60])) < 90


def sealed(image: Image, ink: str = "red") -> Image:
    colour = cv2.cvtColor(image, cv2.COLOR_GRAY2RGB).astype(np.float32)
    signature_pages.seal(colour, (300, 560), "某某市图书馆", ink, np.random.default_rng(3), sheets.SCALE)
    return np.asarray(cv2.cvtColor(colour.astype(np.uint8), cv2.COLOR_RGB2GRAY), np.uint8)


def test_a_grey_seal_is_no_ghost() -> None:
    few_words = sealed(sheets.draw(sheets.PROSE[:3]))
    assert without_ghosts(few_words, sheets.SCALE) is few_words
    ghosts = sealed(damage.bleed(GOOD, 2, RANDOM))
    clean = without_ghosts(ghosts, sheets.SCALE)
    assert clean is not ghosts
    assert len(find_rings(clean, sheets.SCALE)) == 1


def test_a_fax_loses_its_specks_and_keeps_its_points() -> None:
    fax = damage.fax(GOOD, 3, RANDOM)
    clean = without_specks(fax, sheets.SCALE)
    empty = GOOD[2000:] > 250
    assert (fax[2000:][empty] < 128).mean() > 0.005
    assert (clean[2000:][empty] < 128).mean() < 0.0005
    points = damage.fax(GOOD, 1, RANDOM)
    assert without_specks(points, sheets.SCALE) is points


def test_benchmarks_can_leave_repair_out() -> None:
    photo = sheets.page_image(damage.perspective(GOOD, 2, RANDOM))
    assert unrepaired(photo) == Reshaped(photo, None)

"""Whole pages read by the models in the rapidocr wheel."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from contract_parse.ingest import scan
from contract_parse.ingest.engine import Image
from contract_parse.ingest.page_light import without_ghosts
from contract_parse.ingest.page_reading import read_page, repaired
from contract_parse.ingest.rapid_engine import RapidEngine
from contract_parse.ingest.scan import read_scanned_pages
from contract_parse.model.geometry import Box, apply_affine
from contract_parse.model.page import Page
from contract_parse.pipeline import parse
from tests.composer.signature_pages import compose
from tests.ingest import sheets

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def engine() -> Iterator[RapidEngine]:
    """The models, loaded and used without a network."""

    def refuse(*args: Any, **kwargs: Any) -> Any:
        raise AssertionError("OCR asked for the network")

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", refuse)
    patch.setattr(socket, "getaddrinfo", refuse)
    patch.setattr(socket, "create_connection", refuse)
    yield RapidEngine(threads=1)
    patch.undo()


def read(image: Image, engine: RapidEngine) -> Page:
    return read_page(sheets.page_image(image), engine)


def lines(page: Page) -> list[str]:
    runs: dict[int, str] = {}
    for word in page.words:
        runs[word.run] = runs.get(word.run, "") + word.text
    fold = str.maketrans("，：；（）", ",:;()")
    return [text.translate(fold) for text in runs.values()]


EXPECTED = [s.replace(" ", "").translate(str.maketrans("，：；（）", ",:;()")) for s in sheets.PROSE]


def cell_words(page: Page) -> list[str]:
    return [w.text for w in page.words if w.box.y0 > sheets.TABLE_TOP - 5]


def test_prose_is_read_and_every_character_is_where_it_stands(engine: RapidEngine) -> None:
    page = read(sheets.draw(sheets.PROSE), engine)
    assert lines(page) == EXPECTED
    assert page.confidence > 0.97
    first = page.words[0]
    assert first.text == "第一条"
    # the font's characters are 12 points wide and start at 72
    assert [b.centre[0] for b in first.boxes] == pytest.approx([78, 90, 102], abs=3)
    assert first.box.y0 < 92 < 100 < first.box.y1


def test_a_table_gives_rulings_and_one_word_a_cell(engine: RapidEngine) -> None:
    page = read(sheets.draw(sheets.PROSE, sheets.CELLS), engine)
    assert sorted(cell_words(page)) == sorted(c for row in sheets.CELLS for c in row)
    assert (sum(r.horizontal for r in page.rulings), sum(not r.horizontal for r in page.rulings)) == (4, 6)
    for word in page.words:
        if word.box.y0 > sheets.TABLE_TOP:
            inside = [i for i in range(5) if sheets.COLUMNS[i] < word.box.x0 and word.box.x1 < sheets.COLUMNS[i + 1]]
            assert len(inside) == 1, word.text


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_page_that_lies_wrong_is_read_upright_and_shown_as_it_lies(engine: RapidEngine, turns: int) -> None:
    upright = sheets.draw(sheets.PROSE)
    page = read(np.ascontiguousarray(np.rot90(upright, -turns)), engine)
    assert lines(page) == EXPECTED
    # on the straight page the first line is at the top left, whatever the sheet's side
    assert page.words[0].box.x0 == pytest.approx(72, abs=5)
    shown = apply_affine(page.straighten, page.words[0].box)
    w, h = sheets.WIDTH, sheets.HEIGHT
    corner = {1: (h - 95, 90), 2: (w - 90, h - 95), 3: (95, w - 90)}[turns]
    assert shown.holds(*corner)
    assert page.displayed == pytest.approx((h, w) if turns % 2 else (w, h), abs=1)


@pytest.mark.parametrize("angle", [-1.5, 4.0])
def test_a_crooked_page_is_set_straight(engine: RapidEngine, angle: float) -> None:
    page = read(sheets.turned(sheets.draw(sheets.PROSE, sheets.CELLS), angle), engine)
    assert sorted(cell_words(page))[-3:] == sorted(c for row in sheets.CELLS for c in row)[-3:]
    assert lines(page)[: len(EXPECTED)] == EXPECTED
    first = page.words[0]
    # where the title's first character went when the sheet was turned about its middle
    a = np.deg2rad(angle)
    x, y = 78 - sheets.WIDTH / 2, 95 - sheets.HEIGHT / 2
    there = x * np.cos(a) - y * np.sin(a) + sheets.WIDTH / 2, x * np.sin(a) + y * np.cos(a) + sheets.HEIGHT / 2
    shown = apply_affine(page.straighten, first.boxes[0])
    assert shown.centre == pytest.approx(there, abs=4)
    assert [r for r in page.rulings if r.horizontal and r.box.height > 3] == []


def test_print_from_top_to_bottom_in_a_narrow_cell(engine: RapidEngine) -> None:
    page = sheets.draw(["    施", "    工", "    单", "    位"], pitch=15)
    page[:, 480:] = sheets.draw([" " * 40 + "本工程由乙方负责施工并承担保修责任"])[:, 480:]
    down = [w.text for w in read(page, engine).words if w.box.x1 < 150]
    assert "".join(down) == "施工单位"


def test_pages_side_by_side_give_the_same_as_one_by_one(engine: RapidEngine, tmp_path: Path) -> None:
    path = sheets.scan_pdf(tmp_path / "a.pdf", sheets.draw(sheets.PROSE[:3]), sheets.draw([], sheets.CELLS))
    one = read_scanned_pages(path, [1, 2], engine=engine)
    two = read_scanned_pages(path, [1, 2], engine=RapidEngine(threads=2))
    assert [[w.text for w in p.words] for p in two.values()] == [[w.text for w in p.words] for p in one.values()]


@pytest.mark.parametrize("backend", ["onnxruntime", "openvino"])
def test_both_runtimes_read_alike(backend: str) -> None:
    pytest.importorskip(backend)
    page = read(sheets.draw(sheets.PROSE), RapidEngine(threads=1, backend=backend))  # type: ignore[arg-type]
    assert lines(page) == EXPECTED


def test_a_box_leads_back_through_no_affine() -> None:
    assert apply_affine(None, Box(1, 2, 3, 4)) == Box(1, 2, 3, 4)


def test_a_sheet_signed_by_one_party_says_so(
    engine: RapidEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scan, "default_engine", lambda: engine)
    for signed in ((True, True), (True, False), (False, False)):
        sheet = compose(12, layout="stacked", sealed=signed, signed=signed)
        cv2.imwrite(str(tmp_path / "a.png"), sheet.image)
        contract = parse(tmp_path / "a.png", cache=False)
        assert sorted((m.kind, m.party) for m in contract.marks) == sorted((m.kind, m.party) for m in sheet.marks)
        fired = [f for f in contract.findings if f.code == "FRM704"]
        assert [f.status for f in fired] == (["doubt"] if signed == (True, False) else [])


def test_pale_print_of_a_bad_scan_is_not_taken_for_the_other_side(engine: RapidEngine) -> None:
    """Blurred thin strokes on a noisy, shaded page are as faint as print that shows through; they were once wiped off."""
    many = sheets.draw(sheets.PROSE * 4, pitch=24)
    page = cv2.resize(many, None, fx=0.75, fy=0.75, interpolation=cv2.INTER_AREA).astype(np.float32)
    pale = cv2.GaussianBlur(page, (0, 0), 1.0) * 0.8 + 40
    shade = np.linspace(0.8, 1.0, page.shape[1], dtype=np.float32)
    noise = np.random.default_rng(3).normal(0, 14, page.shape).astype(np.float32)
    bad = np.clip(pale * shade + noise, 0, 255).astype(np.uint8)
    small = sheets.page_image(bad)._replace(scale=sheets.SCALE / 0.75)
    even = repaired(small).image.pixels
    assert without_ghosts(even, small.scale) is not even  # it does look as if something showed through
    found = lines(read_page(small, engine))
    assert sum(line in found for line in EXPECTED * 4) >= 4 * len(EXPECTED) - 2

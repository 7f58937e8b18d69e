"""Whose seals and signatures are, by where the signature blocks stand."""

from __future__ import annotations

import pytest

from contract_parse.extract.marks import Block, marks, owner, shown
from contract_parse.model.facts import Evidence, Party, Role, Signature
from contract_parse.model.geometry import Box
from contract_parse.model.page import Document, Mark, Page

LEFT, RIGHT = Box(72, 300, 210, 314), Box(320, 300, 460, 314)
UPPER, LOWER = Box(72, 300, 300, 314), Box(72, 470, 300, 484)


def around(x: float, y: float, r: float = 55) -> Box:
    return Box(x - r, y - r, x + r, y + r)


def party(role: Role, box: Box | None, page: int = 2) -> Party:
    if box is None:
        return Party(role=role, signature=Signature(present=False))
    where = Evidence(page=page, bbox=box, text="盖章", source="ocr")
    return Party(role=role, signature=Signature(present=True, evidence=[where]))


def scanned(*boxes: Box, number: int = 2, text: bool = False) -> Document:
    found = tuple(Mark("seal", number, b) for b in boxes)
    page = Page(number, 595, 842, text_from="text" if text else "ocr", marks=found)
    return Document("a.pdf", "0", "application/pdf", (page,))


@pytest.mark.parametrize(("x", "y", "role"), [(150, 310, "buyer"), (290, 340, "buyer"), (400, 310, "supplier"),
                                              (520, 420, "supplier"), (150, 460, "buyer"), (330, 330, "supplier")])  # fmt: skip
def test_blocks_side_by_side(x: float, y: float, role: str) -> None:
    blocks = [Block("buyer", 2, LEFT), Block("supplier", 2, RIGHT)]
    assert owner(around(x, y), 2, blocks) == role


@pytest.mark.parametrize(("y", "role"), [(270, "buyer"), (310, "buyer"), (400, "buyer"), (445, "supplier"),
                                         (480, "supplier"), (600, "supplier")])  # fmt: skip
def test_blocks_one_above_the_other(y: float, role: str) -> None:
    blocks = [Block("buyer", 2, UPPER), Block("supplier", 2, LOWER)]
    assert owner(around(200, y), 2, blocks) == role


def test_marks_far_from_all_blocks_are_nobody_s() -> None:
    blocks = [Block("buyer", 2, LEFT), Block("supplier", 2, RIGHT)]
    assert owner(around(150, 100), 2, blocks) is None
    assert owner(around(150, 700), 2, blocks) is None
    assert owner(around(150, 310), 1, blocks) is None


def test_a_seal_that_hides_its_label_is_the_other_party_s() -> None:
    found = marks(scanned(around(150, 310), around(420, 310)), [party("buyer", LEFT), party("supplier", None)])
    assert [m.party for m in found] == ["buyer", "supplier"]


def test_a_seal_across_the_sheets_edges_is_nobody_s() -> None:
    edge = Box(560, 280, 594, 390)
    found = marks(scanned(around(150, 310), edge), [party("buyer", LEFT), party("supplier", None)])
    assert [m.party for m in found] == ["buyer", None]


def test_pictures_of_a_text_page_count_in_a_block_only() -> None:
    found = marks(
        scanned(around(150, 310), around(420, 60), text=True), [party("buyer", LEFT), party("supplier", RIGHT)]
    )
    assert [(m.party, m.bbox) for m in found] == [("buyer", tuple(around(150, 310)))]


def test_boxes_are_of_the_page_as_displayed() -> None:
    page = Page(1, 842, 595, straighten=(0, -1, 595, 1, 0, 0), displayed=(595, 842))
    assert shown(page, Box(10, 20, 110, 120)) == Box(475, 10, 575, 110)

"""Signatures, fingerprints and personal seals on page images: drawn, without models."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from contract_parse.ingest.engine import Char, Image, Line
from contract_parse.ingest.handwriting import find_signatures, signing_lines
from contract_parse.ingest.seals import lift_seals, small_prints
from contract_parse.model.geometry import Box
from tests.composer import signature_pages as composed
from tests.ingest import sheets

LABEL = "法定代表人（签字）："
AT = (72.0, 420.0)  # where the label stands, points


def line(text: str, x: float, y: float, *, size: float = 12, confidence: float = 0.99) -> Line:
    """A printed line as an engine gives it; x and y of its base line in points."""
    chars, at = [], x
    for c in text:
        width = size if ord(c) > 0x2E80 else size / 2
        chars.append(Char(c, at / sheets.SCALE, (at + width) / sheets.SCALE, confidence))
        at += width
    top, bottom = y - size, y + 0.3 * size
    return Line(Box(*(v / sheets.SCALE for v in (x - 2, top, at + 2, bottom))), tuple(chars))


def page(*texts: str) -> tuple[Image, list[Line]]:
    """A page that ends with ``texts``, 26 points apart, and its lines as they are read."""
    rows = [*sheets.PROSE, *[""] * 6, *texts]
    return sheets.draw(rows), [line(t, 72, 100 + 26 * n) for n, t in enumerate(rows) if t]


def sign(image: Image, at: tuple[float, float], seed: int = 3) -> tuple[Image, Box]:
    """The page with a signature from ``at`` on, and the signature's box in pixels."""
    colour = cv2.cvtColor(image, cv2.COLOR_GRAY2RGB).astype(np.float32)
    box = composed.signature(colour, at, "black", np.random.default_rng(seed), sheets.SCALE)
    return np.asarray(colour[:, :, 0], np.uint8), Box(*(v / sheets.SCALE for v in box))


def covered(found: Box, put: Box) -> float:
    return found.overlap(put) / (put.width * put.height)


@pytest.mark.parametrize("seed", range(6))
def test_a_signature_beside_its_label_is_found(seed: int) -> None:
    image, lines = page(LABEL)
    signed, put = sign(image, (196, 408), seed)
    (found,) = find_signatures(signed, lines, [], [], [], sheets.SCALE)
    assert covered(found, put) > 0.7
    assert covered(put, found) > 0.7


def test_a_signature_below_its_label_is_found() -> None:
    image, lines = page(LABEL)
    signed, put = sign(image, (90, 438))
    (found,) = find_signatures(signed, lines, [], [], [], sheets.SCALE)
    assert covered(found, put) > 0.7


def test_print_is_no_signature() -> None:
    image, lines = page("甲方（盖章）：某某市图书馆", LABEL + "王小明", "日期：2026年3月18日")
    assert find_signatures(image, lines, [], [], [], sheets.SCALE) == []
    # nor is print of its size that the engine could not read
    unread = [Line(x.box, tuple(c._replace(confidence=0.2) for c in x.chars)) for x in lines]
    assert find_signatures(image, unread, [], [], [], sheets.SCALE) == []


def test_writing_far_from_all_labels_is_none_of_ours() -> None:
    image, lines = page(LABEL)
    signed, _ = sign(image, (100, 700))
    assert find_signatures(signed, lines, [], [], [], sheets.SCALE) == []
    signed, _ = sign(image, (196, 408))
    assert find_signatures(signed, [x for x in lines if LABEL not in x.text], [], [], [], sheets.SCALE) == []


def test_a_date_written_by_hand_is_no_signature() -> None:
    image, lines = page("日期：    年    月    日")
    image, _ = sign(image, (110, 408))
    lines.append(line(LABEL, 72, 386))
    assert find_signatures(image, lines, [], [], [], sheets.SCALE) == []


def test_an_underline_is_no_part_of_a_signature() -> None:
    image, lines = page(LABEL)
    image[1150:1153, 540:900] = 20
    rule = Box(540, 1150, 900, 1153)
    assert find_signatures(image, lines, [rule], [], [], sheets.SCALE) == []
    signed, put = sign(image, (196, 408))
    (found,) = find_signatures(signed, lines, [rule], [], [], sheets.SCALE)
    assert covered(found, put) > 0.6


def test_a_grey_seal_is_no_signature_and_hides_none() -> None:
    image, lines = page(LABEL)
    colour = cv2.cvtColor(image, cv2.COLOR_GRAY2RGB).astype(np.float32)
    box = composed.seal(colour, (200, 410), "某某市图书馆", "red", np.random.default_rng(5), sheets.SCALE)
    grey = cv2.cvtColor(colour.astype(np.uint8), cv2.COLOR_RGB2GRAY)
    seal = Box(*(v / sheets.SCALE for v in box))
    assert find_signatures(np.asarray(grey, np.uint8), lines, [], [seal], [], sheets.SCALE) == []
    signed, put = sign(np.asarray(grey, np.uint8), (196, 408))
    (found,) = find_signatures(signed, lines, [], [seal], [], sheets.SCALE)
    assert covered(found, put) > 0.6


def test_clauses_that_speak_of_signing_ask_for_none() -> None:
    asked = [
        line(t, 72, 100)
        for t in ("本合同自双方签字盖章之日起生效", "经法定代表人签字并加盖公章后生效。", "第三条 付款方式")
    ]
    assert signing_lines(asked) == []
    assert len(signing_lines([line(t, 72, 100) for t in (LABEL, "乙 方（公 章）：", "委托代理人：")])) == 3


def coloured(image: Image) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    return np.asarray(cv2.cvtColor(image, cv2.COLOR_GRAY2RGB).astype(np.float32))


def as_scanned(image: np.ndarray[tuple[int, ...], np.dtype[np.float32]]) -> Image:
    return np.ascontiguousarray(image.astype(np.uint8)[:, :, ::-1])


@pytest.mark.parametrize("seed", range(4))
def test_a_fingerprint_is_one(seed: int) -> None:
    image, _ = page(LABEL)
    colour = coloured(image)
    put = composed.fingerprint(colour, (300, 410), np.random.default_rng(seed), sheets.SCALE)
    (found,), chops = small_prints(as_scanned(colour), sheets.SCALE)
    assert chops == ()
    assert covered(found, Box(*(v / sheets.SCALE for v in put))) > 0.8


def test_a_personal_seal_is_a_seal() -> None:
    image, _ = page(LABEL)
    colour = coloured(image)
    colour[1100:1200, 800:900] = (200, 40, 45)
    colour[1115:1185, 815:845] = 255
    fingers, (chop,) = small_prints(as_scanned(colour), sheets.SCALE)
    assert fingers == ()
    assert covered(chop, Box(800, 1100, 900, 1200)) > 0.9


def test_red_print_is_no_fingerprint() -> None:
    page_of_red = coloured(sheets.draw(["重要提示", "必须盖章"], size=30, pitch=50))
    page_of_red[:, :, 0] = np.maximum(page_of_red[:, :, 0], 210)
    assert small_prints(as_scanned(page_of_red), sheets.SCALE) == ((), ())


def test_a_seal_cut_in_two_by_a_line_of_print_is_one_seal() -> None:
    image, _ = page(LABEL)
    colour = coloured(image)
    box = composed.seal(colour, (200, 410), "某某市图书馆", "red", np.random.default_rng(5), sheets.SCALE)
    colour[1125:1160, 300:900] = 30
    lifted = lift_seals(as_scanned(colour), sheets.SCALE)
    (found,) = lifted.seals
    assert covered(found, Box(*(v / sheets.SCALE for v in box))) > 0.9

"""Columns of probabilities become characters; figures are read twice. Without models."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from contract_parse.ingest.engine import Char, Image
from contract_parse.ingest.text_detector import regions
from contract_parse.ingest.text_recogniser import LONG, WIDE, Recogniser, Tensor, decode, share

ALPHABET = "元0123456789%，日内年甲乙方"


def columns(text: str, *, wide: int = 3) -> Tensor:
    """Probabilities of a line read without doubt: a character, then blanks; ``wide`` columns a character."""
    rows = []
    blank = np.full(len(ALPHABET) + 2, 1e-6, np.float32)
    blank[0] = 0.999
    for c in text:
        row = np.full(len(ALPHABET) + 2, 1e-6, np.float32)
        row[len(ALPHABET) + 1 if c == " " else ALPHABET.index(c) + 1] = 0.999
        rows += [row] + [blank] * (wide - 1)
    return np.array(rows or [blank])


def text(chars: tuple[Char, ...]) -> str:
    return "".join(c.text for c in chars)


def test_runs_of_one_class_are_one_character_and_blanks_none() -> None:
    probabilities = columns("100元")
    probabilities = np.repeat(probabilities, 2, axis=0)
    chars = decode(probabilities, ALPHABET, 8.0, 200.0, 40.0)
    assert text(chars) == "100元"
    assert all(a.x1 <= b.x0 + 1e-6 for a, b in pairwise(chars))
    assert all(0 <= c.x0 < c.x1 <= 200 for c in chars)


def test_a_chinese_character_is_twice_as_wide_as_a_figure() -> None:
    assert (share("元"), share("5"), share("，"), share("a")) == (1.0, 0.5, 1.0, 0.5)
    # equal distances of centres: neighbours share what lies between by their widths
    chars = decode(columns("元1元1元"), ALPHABET, 10.0, 150.0, 40.0)
    widths = [c.x1 - c.x0 for c in chars][1:-1]
    assert widths[1] == pytest.approx(2 * widths[0])


def test_a_doubtful_character_keeps_its_near_readings() -> None:
    probabilities = columns("1元")
    probabilities[0, ALPHABET.index("1") + 1] = 0.6
    probabilities[0, ALPHABET.index("7") + 1] = 0.3
    probabilities[0, 0] = 0.05
    one, yuan = decode(probabilities, ALPHABET, 8.0, 60.0, 40.0)
    assert one.alternatives == (("7", 0.3), ("", 0.05))
    assert one.confidence == pytest.approx(0.6)
    assert yuan.alternatives == ()


class Scripted:
    """A network that gives what it is told, a text a call, and remembers the widths it saw."""

    def __init__(self, *texts: str) -> None:
        self.texts = list(texts)
        self.widths: list[int] = []

    def __call__(self, tensor: Tensor) -> Tensor:
        self.widths.append(tensor.shape[-1])
        return columns(self.texts.pop(0))[None]


def line(width: int) -> Image:
    image = np.full((48, width), 240, np.uint8)
    image[10:38, 6 : width - 6 : 7] = 30
    return image


def read(width: int, *texts: str) -> tuple[tuple[Char, ...], Scripted]:
    network = Scripted(*texts)
    return Recogniser(network, ALPHABET).read(line(width)), network


def test_a_short_line_is_read_once_at_its_own_width() -> None:
    chars, network = read(LONG - 20, "100元")
    assert text(chars) == "100元"
    assert len(network.widths) == 1


def test_a_long_line_without_figures_is_read_once_narrowed() -> None:
    chars, network = read(800, "甲方乙方甲方乙方")
    assert text(chars) == "甲方乙方甲方乙方"
    assert network.widths == [pytest.approx(600, abs=16)]


def test_figures_in_a_long_line_are_read_again_wider() -> None:
    chars, network = read(800, "甲方乙方10元甲方", "方100元")
    assert text(chars) == "甲方乙方100元甲方"
    assert len(network.widths) == 2
    assert network.widths[1] < 800 * WIDE
    # the two readings differ, and it shows
    assert [c.confidence for c in chars if c.text in "10"] == [0.6] * 3
    assert chars[0].confidence > 0.9


def test_two_readings_that_agree_are_sure_and_one_that_differs_is_an_alternative() -> None:
    chars, _ = read(800, "甲方乙方10元甲方", "方10元")
    assert min(c.confidence for c in chars) > 0.9
    chars, _ = read(800, "甲方乙方10元甲方", "方70元")
    assert text(chars) == "甲方乙方70元甲方"
    assert chars[4].alternatives[0][0] == "1"


@pytest.mark.parametrize("again", ["乙100元", "方100", "方1日日元", "方", ""])
def test_another_stretch_of_print_is_no_second_reading(again: str) -> None:
    chars, _ = read(800, "甲方乙方10元甲方", again)
    assert text(chars) == "甲方乙方10元甲方"


def test_per_mille_is_one_sign() -> None:
    assert text(read(200, "1%0元")[0]) == "1‰元"


def test_a_percent_sign_is_looked_at_closely() -> None:
    chars, network = read(200, "1%元", "1%元", "1%0元")
    assert text(chars) == "1‰元"
    assert chars[1].alternatives == (("%", 0.1),)
    assert network.widths[1] < network.widths[2]
    assert text(read(200, "1%元", "1%元", "1%元")[0]) == "1%元"
    assert text(read(200, "1%05元", "1%05元", "1%05元")[0]) == "1%05元"


def test_regions_grow_back_to_the_line_they_stand_for() -> None:
    probability = np.zeros((320, 640), np.float32)
    probability[100:112, 50:450] = 0.9
    (region,) = regions(probability)
    assert (region.cx, region.cy) == pytest.approx((250, 106), abs=1)
    # d = area × 1.6 / perimeter on every side
    d = 400 * 12 * 1.6 / (2 * (400 + 12))
    assert (region.width, region.height) == pytest.approx((400 + 2 * d, 12 + 2 * d), abs=2)
    assert abs(region.angle) < 0.5
    probability[100:112, 50:450] = 0.4  # seen, not believed
    assert regions(probability) == []

"""Near readings: what the recogniser offers is near by its probabilities, the rest by what engines confuse."""

from __future__ import annotations

import pytest

from contract_parse.check.mending.near import DIGITS, DOUBTED, MARKS, confusions, near_readings, toward
from contract_parse.check.mending.search import TAKEN
from tests.mending.scans import glyphs

FIGURE = DIGITS + MARKS


def cost(marked: str, wanted: str, confidence: float = 0.995) -> float:
    """What it takes to read ``wanted``; infinity where it is not near at all."""
    found = near_readings(glyphs(marked, confidence), FIGURE, lambda s: True)
    return next((r.cost for r in found if r.text == wanted), float("inf"))


def test_what_the_recogniser_offers_is_nearest_by_its_probability() -> None:
    assert cost("1[7|1:0.4]600.00", "11600.00") < cost("1[7|1:0.05]600.00", "11600.00") < TAKEN
    assert cost("1[7|1:0.006]600.00", "11600.00") > TAKEN


def test_a_known_confusion_of_a_sure_character_is_doubted_but_not_taken() -> None:
    assert TAKEN < cost("17600.00", "11600.00") <= DOUBTED
    assert TAKEN < cost("1[7|]600.00", "11600.00", confidence=0.8) <= DOUBTED


def test_a_digit_is_lost_sooner_in_a_word_that_was_read_badly() -> None:
    assert TAKEN < cost("1600.00", "11600.00") <= DOUBTED
    assert cost("1600.00", "11600.00", confidence=0.6) <= TAKEN


def test_a_sure_digit_is_not_just_any_other() -> None:
    assert cost("17600.00", "13600.00") > DOUBTED
    assert cost("17600.00", "98765.00") == float("inf")


@pytest.mark.parametrize(
    ("read", "wanted"),
    [("3490000", "34900.00"), ("34900.00", "3490000"), ("486.000.00", "486,000.00"), ("12,345", "12.345")],
)
def test_marks_are_lost_and_turned(read: str, wanted: str) -> None:
    assert cost(read, wanted) <= TAKEN


def test_one_of_two_equal_digits_is_lost_sooner_than_another() -> None:
    assert cost("1700.00", "17700.00") < cost("1700.00", "17500.00") <= DOUBTED
    assert (
        cost("17700.00", "1700.00") < cost("17700.00", "1770.00") == float("inf") or cost("17700.00", "1770.00") > TAKEN
    )


def test_a_figure_printed_as_none_is_was_misread() -> None:
    def well_formed(s: str) -> bool:
        return s.count(".") == 1 and len(s.split(".")[1]) == 2

    found = {r.text: r.cost for r in near_readings(glyphs("48600.0"), FIGURE, well_formed)}
    assert found["48600.00"] <= TAKEN < found["48000.0"]


def test_two_slips_in_one_figure_are_near_where_both_are_offered() -> None:
    assert cost("1[7|1:0.4]6[8|3:0.3]0.00", "11630.00") <= 2 * TAKEN
    assert cost("17680.00", "11630.00") == float("inf")


def test_a_text_read_as_another() -> None:
    offered = toward(glyphs("江北恒测仪器[没|设:0.4]备厂"), "江北恒测仪器设备厂")
    assert offered is not None
    assert offered.edits == ((6, "设"),)
    assert offered.cost < 1
    sure = toward(glyphs("江北恒测仪器没备厂"), "江北恒测仪器设备厂")
    assert sure is not None
    assert sure.cost > DOUBTED
    assert toward(glyphs("江北恒测"), "江北恒测") is None
    assert toward(glyphs("江北恒测仪器厂"), "江北恒测仪器设备有限公司") is None


@pytest.mark.parametrize(("read", "wanted"), [("1380", "13800"), ("3800", "13800"), ("138000", "13800"), ("1", "21")])
def test_edits_lead_from_what_was_read_to_what_is_meant(read: str, wanted: str) -> None:
    reading = toward(glyphs(read), wanted)
    assert reading is not None
    edits = dict(reading.edits)
    assert "".join(edits.get(i, c) for i, c in enumerate(read)) == wanted
    for reading in near_readings(glyphs(read), FIGURE, lambda s: True):
        edits = dict(reading.edits)
        assert "".join(edits.get(i, c) for i, c in enumerate(read)) == reading.text


def test_confusions_go_both_ways() -> None:
    table = confusions()
    assert table["壹"]["臺"] == table["臺"]["壹"]
    assert table["3"]["8"] < table["3"]["2"]

"""Corrections put into a document: the characters change, what was read stays known, text layers stay as they are."""

from __future__ import annotations

from dataclasses import replace

from contract_parse.model.correction import Correction, corrected
from contract_parse.model.evidence import Mended, evidence
from contract_parse.model.geometry import Box
from contract_parse.model.page import Document, Page, Word, scanned_chars
from contract_parse.model.text import Text

BOXES = tuple(Box(10.0 * i, 0.0, 10.0 * i + 10.0, 12.0) for i in range(5))
WORD = Word("17600", Box(0, 0, 50, 12), BOXES, 12.0, 0.9, "ocr", 0, alternatives=((), (("1", 0.3),), (), (), ()))


def document(word: Word = WORD) -> Document:
    page = Page(1, 595.0, 842.0, (word,), text_from=word.source)
    return Document("scan.pdf", "0" * 64, "application/pdf", (page,))


def after(*taken: tuple[int, str], word: Word = WORD) -> Word | None:
    words = corrected(document(word), [Correction(1, BOXES[i], s) for i, s in taken]).pages[0].words
    return words[0] if words else None


def mended(word: Word | None) -> Mended | None:
    assert word is not None
    page = document(word).pages[0]
    glyphs = [g._replace(read=r) for (_, g), r in zip(scanned_chars(page), word.read, strict=True)]
    return evidence(Text(word.text, glyphs))[0].mended


def test_one_character_for_another() -> None:
    word = after((1, "1"))
    assert word is not None
    assert (word.text, word.boxes) == ("11600", BOXES)
    assert word.read == (None, "7", None, None, None)
    assert word.alternatives == ()
    assert mended(word) == Mended(read="17600", taken="11600")


def test_one_character_more_and_one_less() -> None:
    more, less, first = after((2, "60")), after((4, "")), after((0, ""))
    assert more is not None
    assert less is not None
    assert first is not None
    assert (more.text, less.text, first.text) == ("176000", "1760", "7600")
    assert len(more.boxes) == 6
    assert more.boxes[2].x1 == more.boxes[3].x0
    assert all(m is not None and m.read == "17600" for m in map(mended, (more, less, first)))


def test_a_word_of_which_nothing_is_left_goes() -> None:
    assert after(*((i, "") for i in range(5))) is None


def test_a_second_correction_keeps_what_was_read_first() -> None:
    once = after((1, "1"))
    assert once is not None
    assert mended(after((2, "8"), word=once)) == Mended(read="17600", taken="11800")
    assert mended(after((1, ""), word=once)) == Mended(read="17600", taken="1600")


def test_a_text_layer_is_never_corrected() -> None:
    assert after((1, "1"), word=replace(WORD, source="text")) == replace(WORD, source="text")


def test_boxes_of_a_page_set_straight_are_those_of_the_page_as_displayed() -> None:
    turned = replace(document().pages[0], straighten=(0.0, -1.0, 842.0, 1.0, 0.0, 0.0))
    (_, glyph) = scanned_chars(turned)[1]
    assert glyph.box == Box(830.0, 10.0, 842.0, 20.0)
    fixed = corrected(replace(document(), pages=(turned,)), [Correction(1, glyph.box, "1")])
    assert fixed.pages[0].words[0].text == "11600"


def test_a_word_cut_in_two_keeps_its_near_readings() -> None:
    assert WORD.part([1, 2]).alternatives == ((("1", 0.3),), ())
    assert WORD.part([1, 2]).box == Box(10, 0, 30, 12)

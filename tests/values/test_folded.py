"""Offsets belong to the string that was given, whatever the readers leave out."""

from hypothesis import given
from hypothesis import strategies as st

from contract_parse.model.text import Text, fold
from contract_parse.values.capital import find_capitals, parse_capital
from contract_parse.values.dates import find_dates, find_ranges
from contract_parse.values.durations import find_durations
from contract_parse.values.folded import Folded, before
from contract_parse.values.identifiers import find_accounts, find_emails, find_phones, find_usccs
from contract_parse.values.markers import parse_marker
from contract_parse.values.money import find_amounts, find_labelled_amounts, parse_cell
from contract_parse.values.numerals import parse_numeral
from contract_parse.values.percent import find_percents
from contract_parse.values.references import find_annex_mentions, find_clause_mentions

SENTENCE = (
    "自２０２６年４月１日起至2027年3月31日止，按第五条（见附件一《清单》）支付￥１,200.50元，即30％，于7个工作日内付清"
)
READERS = (
    find_dates,
    find_ranges,
    find_durations,
    find_amounts,
    find_percents,
    find_annex_mentions,
    find_clause_mentions,
)


def seen(text: str) -> list[str]:
    return [fold("".join(text[m.start : m.end].split())) for read in READERS for m in read(text)]  # type: ignore[attr-defined,operator]


@given(st.lists(st.integers(0, len(SENTENCE)), max_size=12))
def test_white_space_anywhere_changes_nothing(places: list[int]) -> None:
    text = SENTENCE
    for at in sorted(places, reverse=True):
        text = text[:at] + " " + text[at:]
    assert seen(text) == seen(SENTENCE)
    assert len(seen(SENTENCE)) == 8


def test_a_text_and_its_view_give_the_same() -> None:
    view = Text.plain("支付 ￥ 1,200 元").view
    (amount,) = find_amounts(view.s)
    assert str(view.cut(amount.start, amount.end)) == "￥ 1,200 元"


def test_filled_in_lines_are_dropped_but_never_join_two_numbers() -> None:
    assert Folded("第__5__条").s == "第5条"
    assert Folded("12__34").s == "12__34"
    assert Folded("20__26__年").s == "2026年"
    assert Folded("1__2年").s == "1__2年"
    assert Folded("____").s == ""


def test_what_stands_before() -> None:
    assert before("一二三四", 3, 2) == "二三"
    assert before("一二", 1) == "一"


def test_long_runs_of_figures_take_no_time() -> None:
    """An account number must not send a pattern through all the ways of cutting it."""
    for text in (
        "1" * 4000,
        "1," * 2000,
        "一" * 3000,
        "1.1" * 1000,
        "万" * 3000,
        "第1" * 1500,
        "附件1、" * 800,
        "2026-" * 800,
        "(" * 2000,
        "_" * 3000,
    ):
        for read in (
            *READERS,
            find_capitals,
            find_labelled_amounts,
            find_usccs,
            find_phones,
            find_accounts,
            find_emails,
        ):
            read(text)  # type: ignore[operator]
        parse_marker(text)
        parse_capital(text)
        parse_numeral(text)
        parse_cell(text)

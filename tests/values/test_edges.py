"""Edges that mutation testing found unguarded: each line here tells one reading from the next nearest."""

from __future__ import annotations

from decimal import Decimal

import pytest

from contract_parse.values.capital import find_capitals
from contract_parse.values.dates import find_dates, find_period_ends, find_ranges, parse_date
from contract_parse.values.durations import find_durations
from contract_parse.values.identifiers import USCC_ALPHABET, mend_uscc, uscc_check_character
from contract_parse.values.money import find_labelled_amounts
from contract_parse.values.numerals import parse_numeral
from contract_parse.values.references import find_annex_mentions


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("1.5万", "15000"),
        ("0.00015万", "1.5"),
        ("3.50万", "35000"),
        ("10亿", "1000000000"),
        ("12亿3万", "1200030000"),
        ("三点五百万", "3500000"),
        ("三点二五", "3.25"),
        ("三点五〇", "3.50"),
        ("1,500百", "150000"),
        ("1,200千", "1200000"),
        ("1.25百", "125"),
        ("0.015百", "1.5"),
        ("2千5百", "2500"),
        ("一万零五十", "10050"),
        ("一亿零五", "100000005"),
        ("二十万零三百", "200300"),
        ("三万五千零二十", "35020"),
        ("3万5千", "35000"),
        ("9999万", "99990000"),
        ("一亿二万", "100020000"),
        ("三点二億", "320000000"),
        ("三点五亿", "350000000"),
        ("一万零二十", "10020"),
        ("1万五佰", "10500"),
        ("9999万亿", "9999000000000000"),
    ],
)
def test_number_as_printed(printed: str, read: str) -> None:
    """Compared as text: no exponent, no decimals that are only zeros."""
    assert str(parse_numeral(printed)) == read


@pytest.mark.parametrize(
    "printed",
    [
        "3万20000",
        "3万10000",
        "3万0500",
        "一万零",
        "万五",
        "三万二万",
        "一万二万三",
        "一点二点三",
        "三点千",
        "点五",
        "三点一百二",
        "一万零零",
        "10000万",
        "10001万",
        "一万一万",
        "一万10000",
        "一亿一亿",
        "一亿二亿三",
        "一亿10000万",
    ],
)
def test_no_number(printed: str) -> None:
    assert parse_numeral(printed) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("金额大写:壹点伍万元整", [(5, 11, "15000", False)]),
        ("大写壹点贰伍亿元", [(2, 8, "125000000", False)]),
        ("大写:贰佰点伍元", [(3, 8, "200.5", False)]),
        ("大写:贰佰点伍零元", [(3, 9, "200.50", False)]),
        ("大写:壹点元整", []),
        ("伍元庆", []),  # a name
        ("伍元一", []),
        ("伍元龥", []),
        ("伍元,", [(0, 2, "5", True)]),
        ("伍元整", [(0, 3, "5", True)]),
        ("伍元整付", [(0, 3, "5", True)]),
        ("叁角", []),
        ("贰角整", []),
        ("伍佰万", []),
        ("共计叁拾万整", [(2, 6, "300000", False)]),
        ("支付壹佰元", [(2, 5, "100", True)]),
        ("附件一壹佰元整", [(3, 7, "100", True)]),
        ("壹拾元件", []),  # 元件 is a part, no money
        ("壹仟佰元整", []),
        ("拾元素", []),
        ("伍元庆典", []),
        ("伍元一次", []),
        ("贰拾万", []),
        ("叁伍角", []),
        ("叁角伍分", [(0, 4, "0.35", True)]),
        ("叁拾正", [(0, 3, "30", False)]),
        ("伍拾整", [(0, 3, "50", False)]),
        ("拾万整", [(0, 3, "100000", False)]),
        ("贰万整元", [(0, 3, "20000", False)]),
        ("大写:壹点贰点叁元", [(5, 9, "2.3", False)]),
        ("大写:壹点伍零元整", [(3, 9, "1.50", False)]),
        ("大写:叁伍", []),
    ],
)
def test_capital_figures_in_text(text: str, found: list[tuple[int, int, str, bool]]) -> None:
    assert [(c.start, c.end, str(c.value), c.well_formed) for c in find_capitals(text)] == found


def test_a_capital_number_without_yuan_says_so() -> None:
    assert [c.fault for c in find_capitals("共计叁拾万整")] == ["缺“元”"]
    assert [c.fault for c in find_capitals("共计壹佰伍整")] == ["缺“元”"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("自2026年1月底前", [(1, 9, "2026-01-31")]),
        ("2026年2月底前", [(0, 8, "2026-02-28")]),
        ("2026年13月底前", []),
        ("2026年上半年末", [(0, 9, "2026-06-30")]),
        ("2026年第一季度末", [(0, 10, "2026-03-31")]),
        ("2026年第四季度末", [(0, 10, "2026-12-31")]),
        ("2026年下半年末", [(0, 9, "2026-12-31")]),
        ("2026年12月底前", [(0, 9, "2026-12-31")]),
    ],
)
def test_ends_of_periods(text: str, found: list[tuple[int, int, str]]) -> None:
    assert [(d.start, d.end, str(d.value)) for d in find_period_ends(text)] == found


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("2026年11月1日至3月15日", "2027-03-15"),
        ("2026年11月1日至次年3月15日", "2027-03-15"),
        ("2026年11月1日至翌年12月15日", "2027-12-15"),
        ("2026年11月1日至11月1日", "2026-11-01"),
        ("2026年11月1日至30日", "2026-11-30"),
    ],
)
def test_the_later_date_of_a_range(text: str, last: str) -> None:
    (found,) = find_ranges(text)
    assert (str(found.last.value), found.start, found.end, found.last.end) == (last, 0, len(text), len(text))


def test_a_range_from_a_date_that_does_not_exist_has_no_last_date() -> None:
    assert [r.last.value for r in find_ranges("2026年2月30日至3月15日") if r.last.value is not None] == []


def test_where_the_later_date_of_a_range_stands() -> None:
    (found,) = find_ranges("自2026年11月1日至3月15日")
    assert (found.start, found.last.start, found.last.end) == (0, 12, 17)


def test_a_date_of_eight_figures_has_two_for_each_of_month_and_day() -> None:
    assert [str(parse_date(s)) for s in ("20261105", "20260115", "20261231")] == [
        "2026-11-05",
        "2026-01-15",
        "2026-12-31",
    ]


def test_lengths_in_tens_have_no_exponent() -> None:
    assert [str(d.n) for d in find_durations("10日内，120个月")] == ["10", "120"]


def test_a_heading_behind_a_label_does_not_end_the_search() -> None:
    text = "合同总价款2.1本合同，合同金额小写：2820000，总价（万元）：35.5"
    assert [(str(a.value), a.unit) for a in find_labelled_amounts(text)] == [("2820000", "元"), ("355000", "万元")]


def test_check_characters_of_every_position_count() -> None:
    """A change of one character changes the check character wherever it stands: weights are powers of 3 modulo 31."""
    body = "91" + "0" * 15
    weights = [pow(3, i) % 31 for i in range(17)]
    for i in range(2, 17):
        changed = body[:i] + "Y" + body[i + 1 :]
        total = 9 * weights[0] + 1 * weights[1] + 30 * weights[i]
        assert uscc_check_character(changed) == USCC_ALPHABET[-total % 31]


def test_a_code_of_another_length_is_not_mended() -> None:
    good = "91" + "0" * 15
    good += uscc_check_character(good)
    assert mend_uscc(good[:-1]) is None
    assert mend_uscc(good) is None


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("见附件1至附件3", ["附件1", "附件2", "附件3"]),
        ("见附件3至附件1", ["附件3", "附件1"]),
        ("见附件1至附件1", ["附件1", "附件1"]),
        ("见附件1至附件2", ["附件1", "附件2"]),
        ("见附件至附件3", ["附件", "附件3"]),
        ("见附件A至附件3", ["附件A", "附件3"]),
        ("见附件1至附件31", ["附件" + str(n) for n in range(1, 32)]),
        ("见附件1至附件32", ["附件1", "附件32"]),
    ],
)
def test_annexes_from_one_to_another(text: str, labels: list[str]) -> None:
    assert [r.label for r in find_annex_mentions(text)] == labels


def test_decimal_of_many_digits_keeps_them() -> None:
    assert parse_numeral("12345678901234567890.12") == Decimal("12345678901234567890.12")


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("日期：2026~03-25", ["2026-03-25"]),
        ("日期：2026-03~25", ["2026-03-25"]),
        ("2024~2026-3-1", ["2026-03-01"]),
        ("2026-01-01~2026-12-31", ["2026-01-01", "2026-12-31"]),
    ],
)
def test_a_hyphen_that_ocr_sees_as_a_tilde(text: str, dates: list[str]) -> None:
    """A signing date on a bad scan was once lost to it, and reported as missing."""
    assert [str(d.value) for d in find_dates(text)] == dates

"""Numbers in Arabic and Chinese figures."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract_parse.values.numerals import NUMERAL, parse_integer, parse_numeral

DIGITS = "零一二三四五六七八九"


def write(n: int) -> str:
    """``n`` in plain Chinese figures, by the textbook (10 to 19 without 一)."""
    if n == 0:
        return "零"
    parts: list[str] = []
    zero = False
    for power, name in ((8, "亿"), (4, "万"), (0, "")):
        section = n // 10**power % 10**4
        if not section:
            zero = bool(parts)
            continue
        words, inner_zero = "", False
        for p, unit in ((3, "千"), (2, "百"), (1, "十"), (0, "")):
            d = section // 10**p % 10
            if d:
                words += ("零" if inner_zero and words else "") + DIGITS[d] + unit
            inner_zero = not d
        parts.append(("零" if parts and (zero or section < 1000) else "") + words + name)
        zero = False
    out = "".join(parts)
    return out.removeprefix("一") if out.startswith("一十") else out


@given(st.integers(0, 10**12 - 1))
def test_reads_back_what_is_written(n: int) -> None:
    assert parse_numeral(write(n)) == n


@given(st.integers(0, 10**12 - 1))
def test_thousands_commas_change_nothing(n: int) -> None:
    assert parse_numeral(f"{n:,}") == n
    assert parse_integer(f"{n:,}") == n


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十", 10), ("十五", 15), ("二十", 20), ("廿三", 23), ("卅", 30), ("卅一", 31), ("一百零五", 105), ("两百", 200),
        ("叁拾", 30), ("壹佰贰拾", 120), ("陸", 6), ("两千零一十", 2010), ("二〇二六", 2026), ("二○二六", 2026),
        ("一九九八", 1998), ("一百五", 150), ("三千二", 3200), ("一万二", 12000), ("三万零五", 30005), ("一亿", 10**8),
        ("十二亿三千万", 12 * 10**8 + 3 * 10**7), ("一万亿", 10**12), ("3万", 30000), ("2千", 2000), ("5百", 500),
        ("5千5百", 5500), ("3万5千", 35000), ("1亿2000万", 120_000_000), ("１２", 12), ("1 200", 1200), ("007", 7),
    ],
)  # fmt: skip
def test_whole_numbers(text: str, value: int) -> None:
    assert parse_numeral(text) == value
    assert parse_integer(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("0.5", "0.5"), ("1,234.50", "1234.50"), ("三点五", "3.5"), ("零点零五", "0.05"), ("三点五万", "35000"),
     ("1.5亿", "150000000"), ("半", "0.5"), ("0.25万", "2500"), ("十二点三", "12.3")],
)  # fmt: skip
def test_decimals_keep_their_digits(text: str, value: str) -> None:
    assert str(parse_numeral(text)) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "万",
        "百",
        "亿",
        "三二百",
        "百三千",
        "一千千",
        "1,23",
        "12,3456",
        "元",
        "一点",
        "点五",
        "3万5",
        "a1",
        "1.2.3",
    ],
)
def test_what_is_no_number(text: str) -> None:
    assert parse_numeral(text) is None


@pytest.mark.parametrize("text", ["1.5", "半", "三点五", "abc"])
def test_what_is_no_whole_number(text: str) -> None:
    assert parse_integer(text) is None


def test_no_exponents() -> None:
    for text in ("3万", "1亿", "三点五万", "一千万"):
        assert "E" not in str(parse_numeral(text))


@pytest.mark.parametrize("text", ["12", "1,200.50", "3万", "十二", "叁拾", "半", "三点五万", "二零二六"])
def test_the_pattern_matches_whole_numbers(text: str) -> None:
    assert re.fullmatch(NUMERAL, text)


def test_decimal_type() -> None:
    assert isinstance(parse_numeral("12"), Decimal)


@pytest.mark.parametrize(
    ("chars", "digit"),
    [
        ("零〇○", 0),
        ("一壹弌", 1),
        ("二贰貳弍两兩", 2),
        ("三叁參叄弎", 3),
        ("四肆", 4),
        ("五伍", 5),
        ("六陆陸", 6),
        ("七柒", 7),
        ("八捌", 8),
        ("九玖", 9),
    ],
)
def test_every_way_to_write_a_digit(chars: str, digit: int) -> None:
    assert {parse_numeral(c) for c in chars} == {Decimal(digit)}


@pytest.mark.parametrize(("chars", "power"), [("十拾", 1), ("百佰", 2), ("千仟", 3), ("万萬", 4), ("亿億", 8)])
def test_every_way_to_write_a_power_of_ten(chars: str, power: int) -> None:
    assert {parse_numeral("一" + c) for c in chars} == {Decimal(10**power)}
    assert {parse_numeral("3" + c) for c in chars if power > 1} <= {Decimal(3 * 10**power)}


def test_digits_in_a_row() -> None:
    assert parse_numeral("一五") == 15
    assert parse_numeral("零六") == 6

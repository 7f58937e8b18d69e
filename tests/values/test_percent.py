"""Percentages in all their forms."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract_parse.values.percent import find_percents


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("支付30%", [("30%", "30")]), ("支付 30 ％", [("30 ％", "30")]), ("支付__30__%", [("30__%", "30")]), ("5‰", [("5‰", "0.5")]),
        ("0.5‰", [("0.5‰", "0.05")]), ("3‱", [("3‱", "0.03")]), ("日万分之五", [("万分之五", "0.05")]), ("万分之伍", [("万分之伍", "0.05")]),
        ("千分之一", [("千分之一", "0.1")]), ("千分之一点五", [("千分之一点五", "0.15")]), ("百分之二十", [("百分之二十", "20")]),
        ("百分之20", [("百分之20", "20")]), ("百分之12.5", [("百分之12.5", "12.5")]),
        ("百分之百", [("百分之百", "100")]), ("佰分之伍", [("佰分之伍", "5")]), ("仟分之叁", [("仟分之叁", "0.3")]),
        ("萬分之五", [("萬分之五", "0.05")]),
        ("百分之零点五", [("百分之零点五", "0.5")]), ("百分之二百", [("百分之二百", "200")]), ("百分之5%", [("百分之5%", "5")]),
        ("4.35%", [("4.35%", "4.35")]), ("0%", [("0%", "0")]), ("12.50%", [("12.50%", "12.50")]),
        # restated in a bracket
        ("百分之零点五（0.5%）计收", [("百分之零点五（0.5%）", "0.5")]), ("0.5%（千分之五）", [("0.5%（千分之五）", "0.5")]),
        ("千分之三（即0.3%）", [("千分之三（即0.3%）", "0.3")]), ("百分之叁拾（30%）", [("百分之叁拾（30%）", "30")]),
        ("30%（40%）", [("30%", "30"), ("40%", "40")]), ("30%（预付款）", [("30%", "30")]),
        # ranges
        ("20%-30%", [("20%", "20"), ("30%", "30")]), ("5-10%", [("5", "5"), ("10%", "10")]), ("5～10‰", [("5", "0.5"), ("10‰", "1")]),
        ("百分之五至百分之十", [("百分之五", "5"), ("百分之十", "10")]), ("百分之五至十的", [("百分之五", "5"), ("十", "10")]),
        # an OCR reading of ‰, a date without a gap
        ("按5%0计", [("5%0", "0.5")]), ("按5%o计", [("5%o", "0.5")]), ("2026-03-0150%", [("50%", "50")]),
        ("百分之五千分之一", [("百分之五", "5"), ("千分之一", "0.1")]),
    ],
)  # fmt: skip
def test_percents(text: str, found: list[tuple[str, str]]) -> None:
    assert [(text[p.start : p.end], str(p.value)) for p in find_percents(text)] == found


@pytest.mark.parametrize("text", ["", "提高20个百分点", "___%", "三分之一", "百分比", "万分之", "100", "％"])
def test_what_is_no_percentage(text: str) -> None:
    assert find_percents(text) == []


@given(st.decimals("0", "999", places=2), st.sampled_from(["{}%", "{}％", "百分之{}"]))
def test_figures_mean_what_they_say(value: Decimal, form: str) -> None:
    (match,) = find_percents("按" + form.format(value) + "计算")
    assert match.value == value


@given(st.decimals("0", "99", places=3))
def test_the_smaller_signs_are_a_tenth_and_a_hundredth(value: Decimal) -> None:
    assert find_percents(f"{value}‰")[0].value == value / 10
    assert find_percents(f"千分之{value}")[0].value == value / 10
    assert find_percents(f"万分之{value}")[0].value == value / 100

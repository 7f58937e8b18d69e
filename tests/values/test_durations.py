"""Lengths of time, and the days and years that are none."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract_parse.model.facts import Unit
from contract_parse.values.durations import find_durations


@pytest.mark.parametrize(
    ("text", "n", "unit", "printed"),
    [
        ("在7个工作日内", "7", "working_day", "7个工作日"), ("三个工作日", "3", "working_day", "三个工作日"), ("15工作日", "15", "working_day", "15工作日"),
        ("(60)天内", "60", "day", "(60)天"), ("（ 60 ）天内", "60", "day", "（ 60 ）天"), ("[10]个工作日", "10", "working_day", "[10]个工作日"),
        ("__30__日内", "30", "day", "30__日"), ("（_7_）个工作日", "7", "working_day", "（_7_）个工作日"),
        ("730日历天", "730", "calendar_day", "730日历天"), ("60个日历日", "60", "calendar_day", "60个日历日"), ("30个自然日", "30", "calendar_day", "30个自然日"),
        ("24小时", "24", "hour", "24小时"), ("0.5小时", "0.5", "hour", "0.5小时"), ("半小时", "0.5", "hour", "半小时"), ("48h内", "48", "hour", "48h"),
        ("30分钟", "0.5", "hour", "30分钟"), ("10分钟", "0.1667", "hour", "10分钟"), ("两个半小时", "2.5", "hour", "两个半小时"),
        ("12个月", "12", "month", "12个月"), ("一个半月", "1.5", "month", "一个半月"), ("半个月", "0.5", "month", "半个月"), ("贰拾肆个月", "24", "month", "贰拾肆个月"),
        ("壹年内", "1", "year", "壹年"), ("叁年", "3", "year", "叁年"), ("贰年", "2", "year", "贰年"), ("两年", "2", "year", "两年"), ("伍拾年", "50", "year", "伍拾年"),
        ("1.5年", "1.5", "year", "1.5年"), ("半年", "0.5", "year", "半年"), ("一年半", "1.5", "year", "一年半"), ("五（5）年", "5", "year", "五（5）年"),
        ("十五（15）日", "15", "day", "十五（15）日"), ("一周年", "1", "year", "一周年"), ("3个年度", "3", "year", "3个年度"),
        ("1年质保期", "1", "year", "1年"), ("1年费用", "1", "year", "1年"),
        ("一个季度", "1", "quarter", "一个季度"), ("一周", "1", "week", "一周"), ("两个星期内", "2", "week", "两个星期"),
        ("30日", "30", "day", "30日"), ("十日内", "10", "day", "十日"), ("一百八十日", "180", "day", "一百八十日"), ("15日（天）", "15", "day", "15日（天）"),
        ("30日期满", "30", "day", "30日"), ("3-5日内", "5", "day", "3-5日"), ("五至七个工作日", "7", "working_day", "五至七个工作日"), ("一至三年", "3", "year", "一至三年"),
        ("一年零六个月", "18", "month", "一年零六个月"), ("1年6个月", "18", "month", "1年6个月"), ("T+3日", "3", "day", "3日"),
        ("6个月后15日内", "6", "month", "6个月"), ("第3个工作日前", "3", "working_day", "3个工作日"), ("近10年内", "10", "year", "10年"),
    ],
)  # fmt: skip
def test_lengths(text: str, n: str, unit: Unit, printed: str) -> None:
    first = find_durations(text)[0]
    assert (str(first.n), first.unit, text[first.start : first.end]) == (n, unit, printed)


@pytest.mark.parametrize(
    "text",
    ["每月5日前", "3月12日", "次月5日", "每月的15日", "每月1日至10日", "每月5-10日", "每月10日、20日", "2026年7月1日至8月31日", "每季度末月25日前", "第15日",
     "2026年", "二零二六年", "2020-2022年", "26年3月", "第二年", "第十二年", "当年", "本年度", "2年度", "一年一度", "一年两次", "1年4次", "上半年", "下半年",
     "十二月", "12月", "一季度", "2个采暖期", "3周岁", "60岁", "90年代", "1年期贷款市场报价利率", "百年一遇", "三年行动", "五年规划", "8小时工作制", "3天线",
     "10日常维护", "签署日期6225881234567日期", "周六日", "2025-08-21日", "星期一", "A24h1", "A24h", "1000h", "五h", "10000天", "0天", "2.3日", "2个半天", ""],
)  # fmt: skip
def test_what_is_no_length(text: str) -> None:
    assert find_durations(text) == []


@pytest.mark.parametrize("text", ["每6个月", "每服务6个月支付", "每逾期一日", "每半年", "每满1年", "每天8小时"])
def test_recurring(text: str) -> None:
    (found,) = find_durations(text)
    assert found.recurring


@pytest.mark.parametrize("text", ["6个月内", "每次，6个月", "每月结束后10日内"])
def test_not_recurring(text: str) -> None:
    (found,) = find_durations(text)
    assert not found.recurring


@pytest.mark.parametrize(
    ("text", "clock"),
    [("7×24小时", True), ("7*24小时服务", True), ("5x8小时", True), ("24小时值班", True), ("24小时热线", True), ("24小时内响应", False), ("24小时到达", False),
     ("12小时服务", False)],
)  # fmt: skip
def test_around_the_clock_is_no_term(text: str, clock: bool) -> None:
    (found,) = find_durations(text)
    assert found.around_clock is clock


def test_each_once_and_in_order() -> None:
    text = "接到通知后2小时内响应，24小时内到场，3个工作日内修复；质保期3年（36个月）"
    assert [(str(d.n), d.unit) for d in find_durations(text)] == [
        ("2", "hour"), ("24", "hour"), ("3", "working_day"), ("3", "year"), ("36", "month"),
    ]  # fmt: skip


UNITS: dict[str, Unit] = {
    "个工作日": "working_day",
    "日历天": "calendar_day",
    "天": "day",
    "个月": "month",
    "小时": "hour",
    "年": "year",
}


@given(st.integers(1, 1800), st.sampled_from(sorted(UNITS)), st.sampled_from(["{}", "（{}）", "__{}__"]))
def test_every_count_with_every_unit(n: int, word: str, form: str) -> None:
    (found,) = find_durations("应在" + form.format(n) + word + "内完成")
    assert (found.n, found.unit) == (Decimal(n), UNITS[word])

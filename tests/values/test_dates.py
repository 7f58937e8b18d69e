"""Dates, months and ranges."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract_parse.values.dates import find_dates, find_months, find_ranges, parse_date

DAY = dt.date(2026, 3, 12)


@pytest.mark.parametrize(
    "text",
    ["2026年3月12日", "2026年03月12日", "2026 年 3 月 12 日", "２０２６年３月１２日", "2026年3月12号", "2026-03-12", "2026-3-12", "2026/3/12", "2026.3.12",
     "2026.03.12", "2026－03－12", "二〇二六年三月十二日", "二零二六年三月十二日", "二○二六年3月12日", "贰零贰陆年叁月壹拾贰日", "2026年_3_月_12_日",
     "20_26_年3月12日", "2026-03-12日"],
)  # fmt: skip
def test_forms_of_one_date(text: str) -> None:
    (date,) = find_dates(text)
    assert (date.value, text[date.start : date.end]) == (DAY, text)
    assert parse_date(text) == DAY


@given(
    st.dates(dt.date(1950, 1, 1), dt.date(2150, 12, 31)),
    st.sampled_from(["{y}年{m}月{d}日", "{y}-{m:02}-{d:02}", "{y}/{m}/{d}", "{y}.{m}.{d}"]),
)
def test_every_date_is_found(date: dt.date, form: str) -> None:
    text = "于" + form.format(y=date.year, m=date.month, d=date.day) + "起"
    (match,) = find_dates(text)
    assert (match.value, match.start, match.end) == (date, 1, len(text) - 1)


@pytest.mark.parametrize(
    "text",
    [
        "2026年2月30日",
        "2026年13月1日",
        "2026年0月5日",
        "2026-02-30",
        "2025年2月29日",
        "2026年4月31日",
        "二零二六年二月三十日",
    ],
)
def test_dates_that_no_calendar_has(text: str) -> None:
    (date,) = find_dates(text)
    assert (date.value, date.end) == (None, len(text))
    assert parse_date(text) is None


@pytest.mark.parametrize(
    "text",
    ["2026年__月__日", "2026年 月 日", "2026年3月", "3月12日", "ZB-2026-03-12", "采20260312", "2026-13-01", "192.168.1.1", "2026.3.5.1", "2026-03-12-001",
     "3.12", "0371-66001234", "12026-03-12", "财库2026-3-12号", "2026年度", ""],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    assert find_dates(text) == []


@pytest.mark.parametrize(
    ("text", "date"),
    [("2026年3月12日本合同生效", "2026-03-12"), ("2026-03-12 10:00", "2026-03-12"), ("签订日期：20260312", "2026-03-12"), ("2026-03-1250%", "2026-03-12"),
     ("到2026年3月12前", "2026-03-12"), ("2024年2月29日", "2024-02-29")],
)  # fmt: skip
def test_dates_among_other_words(text: str, date: str) -> None:
    assert [str(d.value) for d in find_dates(text)] == [date]


@pytest.mark.parametrize(
    ("text", "date"), [("20260312", DAY), ("20260230", None), ("2026", None), ("于2026年3月12日", None)]
)
def test_a_whole_string_as_a_date(text: str, date: dt.date | None) -> None:
    assert parse_date(text) == date


def test_months_without_a_day() -> None:
    text = "二零一七年十二月、2026年3月5日、2026年1月底、2026年13月、2026年0月"
    assert [(m.year, m.month, text[m.start : m.end]) for m in find_months(text)] == [
        (2017, 12, "二零一七年十二月"),
        (2026, 1, "2026年1月"),
    ]


@pytest.mark.parametrize(
    ("text", "first", "last", "whole"),
    [
        ("期限自2026年4月1日起至2027年3月31日止。", "2026-04-01", "2027-03-31", "自2026年4月1日起至2027年3月31日止"),
        ("从2026年4月1日到2027年3月31日", "2026-04-01", "2027-03-31", "从2026年4月1日到2027年3月31日"),
        ("即2026年4月1日至2027年3月31日", "2026-04-01", "2027-03-31", "2026年4月1日至2027年3月31日"),
        ("2026-04-01--2027-03-31", "2026-04-01", "2027-03-31", "2026-04-01--2027-03-31"),
        ("2026-04-01 —— 2027-03-31", "2026-04-01", "2027-03-31", "2026-04-01 —— 2027-03-31"),
        ("2026-04-01-2027-03-31", "2026-04-01", "2027-03-31", "2026-04-01-2027-03-31"),
        ("2026.04.01~2027.03.31", "2026-04-01", "2027-03-31", "2026.04.01~2027.03.31"),
        ("自2026年4月1日起，至2027年3月31日止", "2026-04-01", "2027-03-31", "自2026年4月1日起，至2027年3月31日止"),
        (
            "自2026年4月1日零时起至2027年3月31日24时止",
            "2026-04-01",
            "2027-03-31",
            "自2026年4月1日零时起至2027年3月31日24时止",
        ),
        (
            "自2026年4月1日（含）起至2027年3月31日（含当日）止",
            "2026-04-01",
            "2027-03-31",
            "自2026年4月1日（含）起至2027年3月31日（含当日）止",
        ),
        ("2026年7月1日至8月31日", "2026-07-01", "2026-08-31", "2026年7月1日至8月31日"),
        ("2026年7月1日至31日", "2026-07-01", "2026-07-31", "2026年7月1日至31日"),
        ("2026年11月1日至3月15日", "2026-11-01", "2027-03-15", "2026年11月1日至3月15日"),
        ("自2026年7月1日至次年6月30日止", "2026-07-01", "2027-06-30", "自2026年7月1日至次年6月30日止"),
        (
            "起始日期：2025-03-20，完成日期：2025-05-20（2）",
            "2025-03-20",
            "2025-05-20",
            "2025-03-20，完成日期：2025-05-20",
        ),
        (
            "开工日期：2026年3月1日；计划竣工日期：2026年9月1日",
            "2026-03-01",
            "2026-09-01",
            "2026年3月1日；计划竣工日期：2026年9月1日",
        ),
        ("2026年1月31日至2月30日", "2026-01-31", "None", "2026年1月31日至2月30日"),
    ],
)
def test_ranges(text: str, first: str, last: str, whole: str) -> None:
    (found,) = find_ranges(text)
    assert (str(found.first.value), str(found.last.value), text[found.start : found.end]) == (first, last, whole)


@pytest.mark.parametrize(
    "text",
    [
        "2026年3月12日签订，2026年4月1日生效",
        "自2026年3月12日起三年",
        "2026年3月12日完成2026年4月1日验收",
        "2026年3月12日、2026年3月13日",
    ],
)
def test_two_dates_that_make_no_range(text: str) -> None:
    assert find_ranges(text) == []


def test_ranges_follow_each_other() -> None:
    text = "第一期2026年1月1日至2026年6月30日，第二期2026年7月1日至2026年12月31日"
    assert [str(r.first.value) for r in find_ranges(text)] == ["2026-01-01", "2026-07-01"]

"""The tax explained by lawful rates over parts of the price."""

from __future__ import annotations

import datetime as dt
import time
from decimal import Decimal

import pytest

from contract_parse.extract.tax import explain, rates_on, search

PARTS = [
    ("平台软件", Decimal("3100000")),
    ("终端设备", Decimal("845000")),
    ("驻场服务", Decimal("660000")),
    ("机房租用", Decimal("410500")),
]


def shares(found: object) -> list[tuple[str, str, list[str]]]:
    assert found is not None
    return [(str(s.rate), str(s.base), s.components) for s in found]  # type: ignore[attr-defined]


def test_one_rate_over_the_total() -> None:
    found = explain(Decimal("130000.00"), PARTS[:2], Decimal("1130000"))
    assert shares(found) == [("13", "1130000", ["平台软件", "终端设备"])]


def test_two_rates_over_parts_to_the_fen() -> None:
    total = sum(a for _, a in PARTS)
    taxed13, taxed6 = Decimal("3945000"), Decimal("1070500")
    tax = (taxed13 - taxed13 / Decimal("1.13") + taxed6 - taxed6 / Decimal("1.06")).quantize(Decimal("0.01"))
    found = shares(explain(tax, PARTS, total))
    assert found == [("13", "3945000", ["平台软件", "终端设备"]), ("6", "1070500", ["驻场服务", "机房租用"])]
    assert explain(tax + Decimal("0.03"), PARTS, total) is None


def test_rounded_part_by_part() -> None:
    parts = [("甲", Decimal("1000.03")), ("乙", Decimal("2000.06")), ("丙", Decimal("5000.35"))]
    each = sum((a - a / Decimal("1.13")).quantize(Decimal("0.01")) for _, a in parts[:2]) + (
        Decimal("5000.35") - Decimal("5000.35") / Decimal("1.06")
    ).quantize(Decimal("0.01"))
    assert shares(explain(each, parts, Decimal("8000.44"))) == [
        ("13", "3000.09", ["甲", "乙"]),
        ("6", "5000.35", ["丙"]),
    ]


def test_one_rate_is_preferred_to_a_mix() -> None:
    parts = [("甲", Decimal("106")), ("乙", Decimal("106"))]
    assert shares(explain(Decimal("12.00"), parts, Decimal("212"))) == [("6", "212", ["甲", "乙"])]


def test_nothing_explains_a_tax_of_no_rate() -> None:
    assert explain(Decimal("77777.77"), PARTS, sum(a for _, a in PARTS)) is None
    assert explain(Decimal("77777.77"), [], Decimal("1000000")) is None


def test_parts_that_do_not_add_up_explain_nothing() -> None:
    total = Decimal("5015500") + 1
    assert explain(Decimal("454000.00"), PARTS, total) is None


@pytest.mark.parametrize(
    ("day", "rate", "lawful"),
    [
        (dt.date(2017, 5, 1), "17", True),
        (dt.date(2018, 6, 1), "16", True),
        (dt.date(2018, 6, 1), "17", False),
        (dt.date(2020, 1, 1), "17", False),
        (dt.date(2020, 1, 1), "13", True),
        (dt.date(2026, 3, 1), "9", True),
        (dt.date(2026, 3, 1), "11", False),
    ],
)
def test_rates_of_the_day(day: dt.date, rate: str, lawful: bool) -> None:
    assert (Decimal(rate) in rates_on(day)[0]) is lawful
    tax = (Decimal(1000000) - Decimal(1000000) / (1 + Decimal(rate) / 100)).quantize(Decimal("0.01"))
    assert (explain(tax, [], Decimal(1000000), day=day) is not None) is lawful


def test_unknown_day_tries_all_sets() -> None:
    tax = (Decimal(1000000) - Decimal(1000000) / Decimal("1.17")).quantize(Decimal("0.01"))
    assert shares(explain(tax, [], Decimal(1000000)))[0][0] == "17"


def test_a_rate_that_the_contract_names_counts() -> None:
    tax = (Decimal(101000) - Decimal(101000) / Decimal("1.01")).quantize(Decimal("0.01"))
    assert explain(tax, [], Decimal(101000), day=dt.date(2024, 5, 1)) is None
    assert shares(explain(tax, [], Decimal(101000), day=dt.date(2024, 5, 1), stated=[Decimal(1)]))[0][0] == "1"


def test_sixty_parts_are_given_up_at_once_rather_than_explained_by_chance() -> None:
    parts = [(f"第{i}组", Decimal(1000 + 37 * i)) for i in range(60)]
    begun = time.process_time()
    found = search(Decimal("12345.67"), parts, sum(a for _, a in parts))
    assert time.process_time() - begun < 2
    assert (found.shares, found.searched) == (None, False)


def test_sixty_parts_under_one_rate_are_explained() -> None:
    parts = [(f"第{i}组", Decimal(1000 + 37 * i)) for i in range(60)]
    total = sum((a for _, a in parts), Decimal(0))
    found = search((total - total / Decimal("1.09")).quantize(Decimal("0.01")), parts, total)
    assert found.shares is not None
    assert [str(s.rate) for s in found.shares] == ["9"]


def test_twelve_large_parts_are_searched_in_time_and_all() -> None:
    parts = [(f"分项{i}", Decimal(310_007) * i + Decimal("79.37") * 2**i) for i in range(1, 13)]
    taxed13, taxed6 = (sum((a for _, a in half), Decimal(0)) for half in (parts[::2], parts[1::2]))
    tax = (taxed13 - taxed13 / Decimal("1.13") + taxed6 - taxed6 / Decimal("1.06")).quantize(Decimal("0.01"))
    total = taxed13 + taxed6
    begun = time.process_time()
    found = search(tax, parts, total, day=dt.date(2026, 5, 1))
    assert time.process_time() - begun < 5
    assert shares(found.shares) == [("13", str(taxed13), [n for n, _ in parts[::2]]), ("6", str(taxed6), [n for n, _ in parts[1::2]])]  # fmt: skip


def test_more_than_one_mix_is_told_as_such() -> None:
    parts = [("甲", Decimal("113000")), ("乙", Decimal("113000")), ("丙", Decimal("848000"))]
    total = Decimal("1074000")
    one = Decimal("113000") - Decimal("113000") / Decimal("1.13")
    rest = Decimal("961000") - Decimal("961000") / Decimal("1.06")
    found = search((one + rest).quantize(Decimal("0.01")), parts, total)
    assert found.mixes == 2
    assert shares(found.shares)[0][:2] == ("13", "113000")

"""The payment calendar: which day an instalment falls due, and when none can be told."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from contract_parse.check import payment_calendar
from contract_parse.model.contract import PaymentDay
from tests.rules.build import contract_of

D = dt.date
HEADER = {"signed_on": D(2026, 3, 2), "starts_on": D(2026, 4, 1), "ends_on": D(2027, 3, 31)}


def calendar(*payments: dict[str, Any], assume: dict[str, dt.date] | None = None, **more: Any) -> list[PaymentDay]:
    schedule = [{"sequence": i, **p} for i, p in enumerate(payments, 1)]
    return payment_calendar(contract_of({"contract": HEADER, "payments": schedule, **more}), assume or {})


def due(n: int, unit: str) -> dict[str, Any]:
    return {"n": str(n), "unit": unit, "raw": ""}


@pytest.mark.parametrize(
    ("trigger", "length", "day"),
    [
        ("合同签订后", due(10, "day"), D(2026, 3, 12)),
        ("合同签订生效之日起", due(1, "month"), D(2026, 4, 2)),
        ("服务期满后", due(15, "day"), D(2027, 4, 15)),
        ("验收合格之日起", due(30, "day"), D(2026, 10, 1)),
        ("验收合格并收到发票后", due(5, "day"), D(2026, 9, 25)),
        ("验收合格满一年后", due(10, "day"), D(2027, 9, 11)),
        ("质保期满后", due(10, "day"), D(2028, 9, 11)),
    ],
)
def test_a_day_counted_from_its_event_the_last_of_several(trigger: str, length: dict[str, Any], day: dt.date) -> None:
    warranty = {"what": "质保期", "kind": "warranty", "duration": due(2, "year")}
    given = {"acceptance": D(2026, 9, 1), "invoice": D(2026, 9, 20)}
    (line,) = calendar({"trigger": trigger, "due": length}, assume=given, deadlines=[warranty])
    assert (line.day, line.earliest) == (day, False)
    assert line.assumed is ("签订" not in trigger and "服务期" not in trigger)


def test_working_days_skip_holidays_where_they_are_known_and_say_so_where_they_are_not() -> None:
    payment = {"trigger": "验收合格后", "due": due(3, "working_day")}
    (known,) = calendar(payment, assume={"acceptance": D(2025, 9, 30)})
    assert (known.day, known.note) == (D(2025, 10, 11), None)  # after the National Day holiday
    (unknown,) = calendar(payment, assume={"acceptance": D(2060, 10, 1)})
    assert (unknown.day, unknown.note) == (D(2060, 10, 6), "plain_working_days")


def test_an_instalment_without_a_date_stands_beside_those_that_have_one() -> None:
    signed, accepted = calendar(
        {"trigger": "合同签订后", "due": due(7, "day"), "percent": "30"},
        {"trigger": "验收合格后", "due": due(7, "day"), "percent": "70"},
    )
    assert (signed.day, signed.counted_from) == (D(2026, 3, 9), ["signing"])
    assert (accepted.day, accepted.counted_from) == (None, ["acceptance"])


def test_no_calendar_where_nothing_can_be_dated() -> None:
    assert calendar({"trigger": "验收合格后", "due": due(7, "day")}) == []
    assert calendar({"trigger": "双方另行协商", "due": None}) == []


@pytest.mark.parametrize("trigger", ["验收合格并经审计后", "合同签订且提交履约报告后", "初稿经确认后"])
def test_what_else_must_have_happened_leaves_the_day_open(trigger: str) -> None:
    assert calendar({"trigger": trigger, "due": due(7, "day")}, assume={"acceptance": D(2026, 9, 1)}) == []


def test_without_a_period_the_day_of_the_event_is_the_earliest() -> None:
    (line,) = calendar({"trigger": "验收合格后", "due": None}, assume={"acceptance": D(2026, 9, 1)})
    assert (line.day, line.earliest) == (D(2026, 9, 1), True)


def test_a_stated_date_stands_and_what_is_assumed_overrides_the_contract() -> None:
    (stated,) = calendar({"trigger": "验收合格后", "due_date": D(2026, 12, 31)})
    assert (stated.day, stated.counted_from) == (D(2026, 12, 31), [])
    (moved,) = calendar({"trigger": "合同签订后", "due": due(1, "day")}, assume={"signing": D(2026, 5, 1)})
    assert (moved.day, moved.assumed) == (D(2026, 5, 2), True)


def test_recurring_instalments_fall_due_one_after_the_other() -> None:
    lines = calendar(*[{"trigger": "每季度末", "due": due(10, "day"), "clause": "4"}] * 4)
    assert [line.day for line in lines] == [D(2026, 7, 10), D(2026, 10, 10), D(2027, 1, 10), D(2027, 4, 10)]

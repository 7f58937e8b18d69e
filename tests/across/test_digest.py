"""The small form of a contract."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from contract_parse.check import payment_calendar
from contract_parse.model.contract import Finding
from contract_parse.model.digest import Digest, digest
from contract_parse.model.due_dates import Calendar, later
from contract_parse.model.evidence import Duration
from tests.rules.build import contract_of

SEEN = [{"text": "澄溪县教育局", "page": 2, "bbox": [10.0, 20.0, 60.0, 32.0], "source": "ocr", "confidence": 0.8}]
WHOLE = {
    "contract": {"title": "办公家具采购合同", "number": "云采2026-018", "signed_on": {"value": "2026-03-05"}, "ends_on": {"value": "2027-03-04"}},
    "parties": [{"role": "buyer", "name": {"value": "澄溪县教育局", "evidence": SEEN}}, {"role": "supplier", "name": "甲家具有限公司", "bank_account": "33050161782700000123"}],
    "amounts": {"total": {"value": "171400.00"}},
    "line_items": [
        {"name": "会议桌", "spec": "4800×1500", "unit": "张", "quantity": "2", "unit_price": "5680", "amount": "11360"},
        {"unit_price": "1"},
    ],
    "payments": [
        {"sequence": 1, "amount": "51420.00", "trigger": "合同签订后", "due": {"n": "10", "unit": "day", "raw": "10日"}},
        {"sequence": 2, "amount": "119980.00", "trigger": "验收合格后", "due": {"n": "30", "unit": "day", "raw": "30日"}},
    ],
    "deadlines": [
        {"what": "交付全部货物", "kind": "delivery", "obligor": "supplier", "anchor": "合同签订之日", "duration": {"n": "1", "unit": "month", "raw": "1个月"}},
        {"what": "响应", "kind": "response", "anchor": "合同签订", "duration": {"n": "2", "unit": "day", "raw": "2日"}},
    ],
}  # fmt: skip


@pytest.fixture
def small() -> Digest:
    contract = contract_of(WHOLE)
    finding = {"code": "AMT101", "severity": "error", "message": "大小写不同"}
    findings = [Finding.model_validate(f) for f in (
        finding, {**finding, "status": "doubt", "severity": "info"}, {**finding, "code": "REF504", "severity": "info"},
    )]  # fmt: skip
    days = payment_calendar(contract, {})
    return digest(contract.model_copy(update={"findings": findings, "payment_calendar": days}))


def test_facts_keep_their_place(small: Digest) -> None:
    buyer = small.party("buyer")
    assert buyer is not None
    assert buyer.name is not None
    assert buyer.name.place is not None
    assert (buyer.name.place.page, buyer.name.place.bbox, buyer.name.place.scanned) == (
        2,
        (10.0, 20.0, 60.0, 32.0),
        True,
    )
    assert buyer.name.place.evidence().source == "ocr"
    assert (small.year, small.total, small.label) == (2026, Decimal("171400.00"), "云采2026-018")


def test_only_rows_with_a_name_are_compared_and_the_specification_stands_for_a_model(small: Digest) -> None:
    assert [(i.name, i.model) for i in small.items] == [("会议桌", "4800×1500")]


def test_days_are_those_the_contract_settles(small: Digest) -> None:
    assert [(p.due_on, p.computed) for p in small.payments] == [(dt.date(2026, 3, 15), True), (None, False)]
    assert [(d.kind, d.due_on) for d in small.deadlines] == [("delivery", dt.date(2026, 4, 5))]


def test_the_verdict_is_the_gravest_and_a_doubt_is_no_error(small: Digest) -> None:
    assert small.verdict == "error"
    assert small.counts == {"error": 1, "doubt": 1, "info": 1}
    assert small.codes == {"AMT101": 2, "REF504": 1}
    assert [m[0] for m in small.messages] == ["error", "doubt", "info"]


def test_a_file_in_which_nothing_was_read_has_no_clean_verdict() -> None:
    assert digest(contract_of({})).verdict == "unread"


def test_a_digest_survives_json(small: Digest) -> None:
    assert Digest.model_validate_json(small.model_dump_json()) == small


@pytest.mark.parametrize(
    ("words", "number", "day"),
    [
        ("每季度服务结束后30日内", 2, dt.date(2026, 10, 30)),
        ("每月初预付", 3, dt.date(2026, 6, 1)),
        ("按半年支付", 1, dt.date(2026, 9, 30)),
        ("每年支付一次", 2, None),  # the second year lies outside the term
        ("验收合格后", 1, None),
    ],
)
def test_recurring_payments_fall_due_by_their_period(words: str, number: int, day: dt.date | None) -> None:
    calendar = Calendar(None, dt.date(2026, 4, 1), dt.date(2027, 3, 31))
    wait = Duration(n=Decimal(30), unit="day", raw="30日") if "30日" in words else None
    assert calendar.recurring(words, number, wait) == day


@pytest.mark.parametrize(("n", "unit"), [("9999", "year"), ("0.5", "month"), ("3", "hour"), ("-1", "day")])
def test_absurd_lengths_have_no_day(n: str, unit: str) -> None:
    assert later(dt.date(2026, 4, 1), Duration.model_validate({"n": n, "unit": unit, "raw": ""})) is None


def test_a_year_paid_by_the_year_falls_due_at_its_end() -> None:
    contract = contract_of(
        {
            "contract": {"starts_on": {"value": "2026-10-01"}, "ends_on": {"value": "2027-09-30"}},
            "payments": [{"sequence": 1, "amount": "100", "trigger": "服务费按年支付,每个服务年度结束后15日内",
                          "due": {"n": "15", "unit": "day", "raw": "15日"}}],
        }
    )  # fmt: skip
    assert [d.day for d in payment_calendar(contract, {})] == [dt.date(2027, 10, 15)]


def test_one_line_for_many_months_is_no_day() -> None:
    contract = contract_of(
        {
            "contract": {"starts_on": {"value": "2026-10-01"}, "ends_on": {"value": "2027-09-30"}},
            "payments": [{"sequence": 1, "trigger": "按月支付"}],
        }
    )
    assert payment_calendar(contract, {}) == []

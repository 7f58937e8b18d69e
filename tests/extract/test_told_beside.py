"""Figures that stand beside others which they are not: the base of a share, the tax of a part, a price apiece, a date
that no year has. What findings rest on."""

from __future__ import annotations

from decimal import Decimal

import pytest

from contract_parse.extract.amounts import amounts
from contract_parse.extract.bad_dates import bad_dates
from contract_parse.extract.copies import copies
from contract_parse.extract.payments import contingencies, payments
from contract_parse.extract.penalties import penalties
from contract_parse.extract.periods import periods
from contract_parse.extract.references import references
from contract_parse.model.facts import Amounts
from contract_parse.model.structure import Annex, Structure
from contract_parse.model.text import Text
from tests.extract.clauses import clause, contract


def _amounts(structure: Structure) -> Amounts:
    return amounts(structure, [], [])


def test_tax_and_net_price_of_the_whole_beside_those_of_its_parts() -> None:
    found = _amounts(
        contract(
            clause(
                "1",
                clause("1(1)", "合同总价（含税）777,000.00元，其中：系统不含税价500,000.00元，税额65,000.00元，含税565,000.00元；"
                       "加工不含税价200,000.00元，税额12,000.00元，含税212,000.00元。"),
                clause("1(2)", "不含税总价700,000.00元，税额合计77,000.00元。"),
                title="合同价款",
            )
        )
    )  # fmt: skip
    assert found.tax.amount is not None
    assert found.tax.amount.value == 77000
    assert found.tax.excluded_total is not None
    assert found.tax.excluded_total.value == 700000


def test_a_price_apiece_is_no_part_beside_what_all_of_them_cost() -> None:
    found = _amounts(
        contract(
            clause(
                "1",
                clause("1.1", "公交车20辆，单价人民币685,000.00元，车辆总价13,700,000.00元。"),
                clause("1.2", "充电桩10台，单价48,000.00元，充电桩总价480,000.00元。"),
                clause("1.3", "合同总价14,180,000.00元。"),
                title="标的及价格",
            )
        )
    )
    assert [c.amount.value for c in found.components] in ([], [Decimal(13700000), Decimal(480000)])


def test_what_a_share_is_of_is_not_paid() -> None:
    body = contract(
        clause("2", "合同总价468,000.00元。", title="合同总价"),
        clause("5", clause("5.1", "签约后10日内，支付合同总价468,000.00元的40%，即187,200.00元；"),
               clause("5.2", "验收后10日内，支付合同总价的60%，即280,800.00元。"), title="付款"),
    )  # fmt: skip
    found = payments(body, _amounts(body))
    assert [(p.percent, p.amount) for p in found] == [
        (Decimal(40), Decimal("187200.00")),
        (Decimal(60), Decimal("280800.00")),
    ]


def test_a_heading_in_the_line_is_one() -> None:
    body = contract(
        clause("2", "合同价款为344500元。", title="价款"), clause("7", "付款：甲方验收入库后60日内支付货款。")
    )
    assert [(p.percent, str(p.due and p.due.n)) for p in payments(body, _amounts(body))] == [(Decimal(100), "60")]


@pytest.mark.parametrize(
    ("words", "waits"),
    [
        ("待财政拨款到位，甲方在15个工作日内支付合同金额的40%。", True),
        ("甲方收到发票后45日内付清（专项资金未到账的除外）。", True),
        ("甲方收到发票后45日内付清。", False),
    ],
)
def test_what_a_payment_waits_for(words: str, waits: bool) -> None:
    assert bool(contingencies(contract(clause("5", words, title="付款")))) is waits


def test_days_that_no_year_has() -> None:
    body = contract(clause("3", "每年度作业应于当年11月31日前完成，2月29日前验收。"))
    assert [b.raw for b in bad_dates(body)] == ["11月31日"]


@pytest.mark.parametrize(
    ("words", "held"),
    [
        ("本合同一式五份，甲方、乙方、镇人民政府、县教育局各执一份。", (5, 1, 1, 2)),
        ("双方各执2份，共4份。", (4, 2, 2, None)),
    ],
)
def test_copies_for_holders_of_any_name(words: str, held: tuple[int | None, ...]) -> None:
    found = copies(contract(clause("9", words)))
    assert found is not None
    assert (found.total, found.buyer, found.supplier, found.other) == held


def test_what_late_work_costs_a_day_without_a_word_for_it() -> None:
    found = penalties(
        contract(
            clause("6", "供应方逾期交货，每日支付货款的0.2%；采购方逾期付款，每日支付欠款的0.3%。", title="违约责任")
        )
    )
    assert [(p.by, p.rate, p.per) for p in found] == [
        ("supplier", Decimal("0.2"), "day"),
        ("buyer", Decimal("0.3"), "day"),
    ]


def test_a_length_behind_a_note_on_the_last_day() -> None:
    found = periods(contract(clause("2", "2026年2月1日至2026年3月3日（正月十五），共31天。", title="服务时间")))
    assert [p.duration and p.duration.n for p in found] == [31]


def test_a_second_annex_is_not_the_only_one_there_is() -> None:
    body = contract(clause("5", "甲方按附件一及附件二考核。"))
    only = Annex("附件", Text.plain("考核标准"), (), ())
    found = references(Structure(body.preamble, body.clauses, body.closing, (only,)))
    assert {(r.target[-1], r.resolved) for r in found} == {("一", True), ("二", False)}

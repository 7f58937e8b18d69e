"""Percentages: each time one is stated, with the words it is a share of."""

from __future__ import annotations

from decimal import Decimal

import pytest

from contract_parse.extract.percentages import percentages
from tests.extract.clauses import clause, contract, table


def of(*blocks: object) -> list[tuple[str, str | None]]:
    return [(f"{p.value:f}", p.of) for p in percentages(contract(clause("5", *blocks)))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("s", "expected"),
    [
        ("合同签订后支付合同总价的３０％，验收后支付该项费用的60%。", [("30", "合同总价"), ("60", "该项费用")]),
        (
            "每日按应付未付金额的万分之五支付违约金，累计不超过合同价的百分之五（5%）。",
            [("0.05", "应付未付金额"), ("5", "合同价")],
        ),
        ("增值税税率为6%。", [("6", "增值税税率")]),
        ("余下5%作为质保金。", [("5", "质保金")]),
        ("开具13%增值税专用发票。", [("13", "增值税专用发票")]),
        ("维修及时率达到100%。", [("100", "维修及时率")]),
        ("支付30%，再支付30%。", [("30", None), ("30", None)]),
        ("利率约定为年息4.2%。", [("4.2", "年息")]),
    ],
)
def test_each_time(s: str, expected: list[tuple[str, str | None]]) -> None:
    assert of(s) == expected


def test_in_tables_payments_and_rates_count() -> None:
    schedule = table(["期次", "支付条件", "支付比例（%）"], ["1", "到货", "70"], ["2", "验收", "30"])
    prices = table(["序号", "名称", "规格", "单价", "税率"], ["1", "除湿机", "湿度≤80%", "900", "13%"])
    assert of(schedule) == [("70", "支付比例"), ("30", "支付比例")]
    assert of(prices) == [("13", "税率")]


def test_evidence_is_the_figure_with_its_base() -> None:
    (found,) = percentages(contract(clause("5.2", "验收合格后，甲方支付合同总价的95%。")))
    assert (found.value, found.clause) == (Decimal(95), "5.2")
    assert "".join(e.text for e in found.evidence) == "合同总价的95%"

"""Facts of works, surveys, audits, leases and supplements (trades.yaml), and the sentences peculiar to them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from contract_parse.extract.amounts import amounts
from contract_parse.extract.form_tables import form_entries
from tests.extract.clauses import clause, contract, table
from tests.extract.test_payment_readings import untitled
from tests.extract.test_payments import brief, paid
from tests.extract.test_unseen import test_unseen as check

CASES = yaml.safe_load((Path(__file__).parent / "trades.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_trades(case: dict[str, Any], tmp_path: Path) -> None:
    check(case, tmp_path)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        # the price of these tests is 1,200,000
        (
            "签约后10日内支付30%。验收后15日内付清余款，但应预留3%的质量保证金。",
            ["30% 360000 10day", "67% 804000 15day", "3% 36000 -"],
        ),
        ("签约后7日内预付40%。乙方向甲方提交检测报告时，甲方支付剩余款项，计（大写）柒拾贰万元整，¥720000。", ["40% 480000 7day", "60% 720000 -"]),
        ("签约后7日内支付80%，成果批准后10日内结清全部设计费计24万元。", ["80% 960000 7day", "20% 240000 10day"]),
        (
            "养护期满移交验收合格后15日内支付栽植费的20%和养护费的50%。",
            ["20% 240000 15day", "50% 600000 15day"],
        ),
    ],
)  # fmt: skip
def test_what_is_left(words: str, expected: list[str]) -> None:
    assert brief(paid(words)) == expected


def test_the_last_of_equal_instalments_is_rounded() -> None:
    said = (
        "合同总价分36期平均支付，每月33333.33元（最后一期支付33333.45元），甲方每月考核后于次月15日前支付上月服务费。"
    )
    assert [p.amount for p in paid(said)][-2:] == [Decimal("33333.33"), Decimal("33333.45")]
    assert len(paid(said)) == 36


def test_a_share_of_what_a_supplement_adds() -> None:
    first = paid("本协议生效后10日内支付新增金额的40%，计199200元。")[0]
    assert first.relative
    assert paid("本协议生效后10日内支付新增金额的40%。")[0].amount is None


def test_one_year_and_one_instalment_of_a_rent_are_no_parts_of_it() -> None:
    rent = "年租金：人民币500000元，三年租金总额共计人民币1500000元。"
    each = "租金每半年支付一次，先付后用，每期支付250000元。"
    assert (
        amounts(contract(clause("2", clause("2.1", rent), clause("2.2", each), title="租金")), [], []).components == []
    )


def test_a_third_column_beside_the_parties_names_nobody() -> None:
    form = table(
        ("供方", "需方", "鉴证意见"),
        ("单位名称（章）：恒力泵业有限公司", "单位名称（章）：陶水县自来水公司", "经办人："),
        header_rows=0,
    )
    assert [e.value.s for e in form_entries(form) if e.label is not None and e.label.kind == "role"] == ["", ""]


def test_a_premium_paid_at_once_outside_a_clause_of_payment() -> None:
    assert untitled("甲方于收到保险单及发票后15个工作日内一次性支付全部保险费。", "服务期一年。") == [
        "100% 1200000 15working_day"
    ]


def test_what_is_settled_in_turn_is_not_paid_at_once() -> None:
    assert brief(paid("据实结算，对账后十五日内付款。")) == []
    assert brief(paid("收到发票后十五日内付款。")) == ["100% 1200000 15day"]

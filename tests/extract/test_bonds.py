"""Bonds: kind, percentage and amount; and figures near a bond's name that are not its own."""

from __future__ import annotations

from decimal import Decimal

import pytest

from contract_parse.extract.bonds import bonds
from tests.extract.clauses import clause, contract, table


def of(*blocks: object, total: str | None = None) -> list[str]:
    found = bonds(contract(clause("7", *blocks)), Decimal(total) if total else None)  # type: ignore[arg-type]
    return [
        f"{b.kind} {'-' if b.percent is None else b.percent} {'-' if b.amount is None else b.amount}" for b in found
    ]


@pytest.mark.parametrize(
    ("s", "expected"),
    [
        (
            "乙方已缴纳的投标保证金20000元转为履约保证金，不足部分于5日内补足至合同价的5%。",
            ["bid - 20000", "performance 5 -"],
        ),
        ("合同价的一成作为履约保证金，乙方于签约后3日内交齐。", ["performance 10 -"]),
        ("履约保证金数额不超过合同金额的10%，本合同确定为6%，即72000元。", ["performance 6 72000"]),
        ("合同总价的百分之三留存为质保金，期满后拨付。", ["retention 3 -"]),
        ("结算时预留结算总价5%的款项，作为质量保修金。", ["retention 5 -"]),
        ("履约担保：预留结算价的3%作质量保修金，期满后付还。", ["retention 3 -"]),
        ("履约保证金金额：合同价×8%＝600000.00×8%＝48000.00元。", ["performance 8 48000.00"]),
        ("履约保证金：大写肆万捌仟元整，小写48000元，占合同总价的8%。", ["performance 8 48000"]),
        ("履约保证金由投标保证金转入，金额为20000元。", ["performance - 20000"]),
        ("甲方收到乙方出具的银行保函后15日内预付合同价30%。", []),
        ("甲方有权没收全部履约保证金并加收合同总价10%的违约金。", []),
        ("乙方支付定金30000元；交车后甲方付至总价的95%（定金抵作车款）。", ["deposit - 30000"]),
        ("余下合同价的5%，即30000元，作为数据质量保证金。", ["retention 5 30000"]),
        ("保证金：乙方缴纳合同额3%的履约保证金，即18000元。", ["performance 3 18000"]),
        ("履约保证金：按服务费总额的5%收取，计30000元。", ["performance 5 30000"]),
        ("乙方收取预付款前须提交合同价30%的见索即付保函。", ["other 30 -"]),
        ("乙方应递交与预付款等额的银行保函（金额360000元）。", ["other - 360000"]),
        ("乙方应提交合同总价10%的银行履约保函。", ["performance 10 -"]),
        ("承租人支付租赁押金，相当于两个月租金即10000元。", ["other - 10000"]),
        (
            "承包人按合同价款的1.5%存储农民工工资保证金，并另行提交合同价10%的履约保函。",
            ["other 1.5 -", "performance 10 -"],
        ),
        ("乙方须向甲方缴纳合同总价10%的履约保证金。", ["performance 10 -"]),
        ("乙方按合同总价的百分之五向甲方交纳履约保证金。", ["performance 5 -"]),
        ("履约保证金：合同金额的5%，即人民币51,200.00元，签订前缴纳。", ["performance 5 51200.00"]),
        ("履约保证金金额为人民币（大写）伍万元整（￥50000.00）。", ["performance - 50000.00"]),
        ("乙方提交人民币贰万元整的履约保证金。", ["performance - 20000"]),
        ("是否收取履约保证金：☑是 □否。金额为合同金额的2%，以保函形式提交。", ["performance 2 -"]),
        ("余下4%作为质保金，满一年后付清。", ["retention 4 -"]),
        ("甲方扣留结算价的3%作为质量保证金。", ["retention 3 -"]),
        ("尾款5%（质保金）于期满后支付。", ["retention 5 -"]),
        ("甲方支付合同总价20%的定金。", ["deposit 20 -"]),
        ("先付预估货款的15%，计人民币叁万元作为定金。", ["deposit 15 30000"]),
        ("已缴纳的投标保证金8000元在5日内退还。", ["bid - 8000"]),
        ("合同价的30%发货前付，剩余5%货款为质保金，期满后付清。", ["retention 5 -"]),
        ("履约保证金人民币陆万元整（¥60,000.00），占合同总价的5%。", ["performance 5 60000.00"]),
        ("按合同总价的百分之五向采购人账户汇入履约保证金，计人民币陆万元（¥60000.00）。", ["performance 5 60000.00"]),
        ("本合同不另行收取履约保证金，从结算款中扣留3%作为质量保证金。", ["retention 3 -"]),
        ("验收款比例25%，质保金比例5%。", ["retention 5 -"]),
        ("到货付97%，余3%作质保金两年后付清。", ["retention 3 -"]),
        ("其中3%以银行保函形式作为质保金。", ["retention 3 -"]),
        ("承租方支付押金30000元。", ["other - 30000"]),
        ("甲方从应付货款中暂扣5%作为产品质量保证金。", ["retention 5 -"]),
        ("剩下4%的合同款，即20000元，为质保金。", ["retention 4 20000"]),
        ("承包人按合同价款的2%足额缴存农民工工资保证金。", ["other 2 -"]),
        ("担保方式：履约保函。担保额度：合同价的8%。", ["performance 8 -"]),
        ("☑ 乙方应提交履约担保，担保金额为合同价款的5%；□ 乙方无需提交。", ["performance 5 -"]),
    ],
)
def test_bonds(s: str, expected: list[str]) -> None:
    assert of(s) == expected


@pytest.mark.parametrize(
    "s",
    [
        "本项目不收取履约保证金。",
        "是否收取履约保证金：□是 ☑否。收取金额为合同金额的5%。",
        "甲方有权扣除履约保证金的50%。",
        "逾期退还履约保证金的，每日按应退金额的0.05%支付利息。",
        "履约保证金不得超过合同金额的10%。",
        "质保金在质保期满后退还。",
        "经财政评审后支付至审定金额的97%。",
        "需提供等额预付款保函，到货付60%。",
        "履约保证金在验收后10个工作日内退还，同时支付合同总价的20%。",
        "验收合格后支付合同价的60%，履约保证金自动转为质保金。",
        "质保期内，履约保证金的50%转为质量保证金。",
        "供方出具预付款保函后7日内需方支付合同总价的30%。",
        "□ 收取履约保证金，为合同金额的5%；☑ 不收取履约保证金。",
    ],
)
def test_no_bond(s: str) -> None:
    assert of(s) == []


@pytest.mark.parametrize("s", ["担保金额：中标价的2%，以转账方式缴纳。", "保证金金额：合同总金额的2%；签订前缴纳。"])
def test_the_heading_names_the_bond(s: str) -> None:
    found = bonds(contract(clause("7", s, title="履约担保")), None)
    assert [(b.kind, b.percent) for b in found] == [("performance", Decimal(2))]


def test_stated_twice_is_one() -> None:
    assert of("乙方缴纳合同总价5%的履约保证金。", "履约保证金（合同总价的5%）在验收后退还。") == ["performance 5 -"]
    assert of("履约保证金为合同总价的5%。", "履约保证金10000元已缴纳。", total="200000") == ["performance 5 10000"]
    assert of("履约保证金为合同总价的5%。", "履约保证金10001.50元已缴纳。", total="200000") == [
        "performance 5 -",
        "performance - 10001.50",
    ]


def test_the_price_is_not_the_bond() -> None:
    assert of("按合同总价200000元的5%交纳履约保证金。", total="200000") == ["performance 5 -"]


def test_form_cells() -> None:
    assert of(table(["履约保证金", "合同金额的3%"], ["质量保证金", "无"], header_rows=0)) == ["performance 3 -"]


def test_a_bond_asked_for_before_paying_has_no_share_of_the_row() -> None:
    rows = table(["期次", "付款条件", "比例"], ["一", "收到乙方预付款保函", "25%"], ["二", "验收合格", "75%"])
    assert of(rows) == []


def test_an_option_that_names_only_the_share() -> None:
    listed = [clause("15.1(1)", "质量保证金保函；"), clause("15.1(2)", "3%的工程款；")]
    assert of(clause("15.1", "提供质量保证金的方式：第（2）种方式。", *listed)) == ["retention 3 -"]

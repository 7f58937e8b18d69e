"""Manners of stating a schedule that offices have: ordinals with one amount each, halves and tenths, parts of a month's
fee, an advance in a clause of its own."""

from __future__ import annotations

import pytest

from contract_parse.extract.amounts import amounts
from contract_parse.extract.payments import contingencies
from tests.extract.clauses import clause, contract, table
from tests.extract.test_payments import PRICE, brief, of, paid, terms


def test_several_ordinals_with_an_amount_each() -> None:
    words = "首期租金300000元于签约后3日内付清；第二、三、四期租金各300000元，均应在上期届满前15日支付。"
    assert brief(paid(words)) == ["- 300000 3day"] + ["- 300000 15day"] * 3


def test_instalments_of_rent_are_no_parts_of_the_price() -> None:
    words = "租金总额1200000元。首期租金300000元；第二、三、四期租金各300000元。"
    assert amounts(contract(clause("2", words, title="租金")), [], []).components == []


def test_parts_behind_a_word_for_the_price() -> None:
    words = "报酬：测量费320000元、咨询费480000元，合计800000元（捌拾万元整）。"
    found = amounts(contract(clause("2", words)), [], [])
    assert [c.name.value for c in found.components] == ["测量费", "咨询费"]


def test_the_price_of_a_whole_year() -> None:
    words = "服务费每人每月4200元，月服务费50400元，全年604800元（大写陆拾万零肆仟捌佰元整）。"
    found = amounts(contract(clause("2", words)), [], [])
    assert found.total is not None
    assert found.total.value == 604800


def test_a_time_that_all_of_a_sentence_share() -> None:
    words = "主体封顶付至合同价的40%，装修完工付至合同价的70%，均于监理签认后21天内拨付；余款审计后30天内付清。"
    assert brief(paid(words)) == ["40% 480000 21day", "30% 360000 21day", "30% 360000 30day"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("签样后5日内付三成；送货后10日内付六成五；余款满月后付清。", ["30% 360000 5day", "65% 780000 10day", "5% 60000 -"]),
        ("上半年服务完成后7日内支付一半；下半年服务完成后7日内支付另一半。", ["50% 600000 7day"] * 2),
    ],
)  # fmt: skip
def test_tenths_and_halves(words: str, expected: list[str]) -> None:
    assert brief(paid(words)) == expected


def test_what_is_done_by_a_day_of_the_month_is_not_the_payment() -> None:
    words = [
        "服务费分十二期按月拨付，甲方每月8日前考核乙方上月服务，合格的拨付100000元。",
        "甲方收到发票后15个工作日内完成拨付。",
    ]
    assert brief(paid(*words)) == ["- 100000 15working_day"] * 12


def test_the_last_month_of_a_quarter_allows_no_days() -> None:
    price = clause("2", "合同总价为1200000元，服务期限一年。", title="合同价款")
    assert (
        brief(paid("按季支付，甲方在每季度最后一个月的25日前支付当季租金300000元。", price=price)) == ["- 300000 -"] * 4
    )


def test_how_long_it_has_to_run_is_no_time_to_pay() -> None:
    rows = table(
        ("期次", "付款条件", "比例"),
        ("一", "合同生效", "80%"),
        ("二", "系统稳定运行六个月并通过终验", "20%"),
    )
    assert brief(paid(clause("5.1", rows))) == ["80% 960000 -", "20% 240000 -"]


def test_parts_of_a_months_fee_with_their_amounts() -> None:
    price = clause("2", "管理费总额1200000元，即每月100000元，服务期限一年。", title="合同价款")
    words = "每月管理费的80%（80000元）于次月10日前支付；20%（20000元）于次月25日前支付。"
    assert [p.relative for p in paid(words, price=price)] == [True, True]


def test_an_advance_in_a_clause_of_its_own() -> None:
    deposit = clause("3", "甲方于签约后5日内支付合同总价20%的定金，即240000元。", title="定金")
    goods = terms("发运前支付至合同总价的50%；验收后10日内支付至95%；余款两年后10日内付清。", title="货款")
    assert brief(of(contract(PRICE, deposit, goods))) == [
        "20% 240000 5day",
        "30% 360000 -",
        "45% 540000 10day",
        "5% 60000 10day",
    ]


def test_shares_that_come_to_all_need_no_heading() -> None:
    told = clause("3", "甲方应于签署之日起十五日内预付50%，于收到报告之日起十五日内结清其余50%。", title="收费")
    assert brief(of(contract(PRICE, told))) == ["50% 600000 15day"] * 2


def test_fees_of_the_years_without_their_figures() -> None:
    price = clause("2", "顾问费每年人民币600000元，两年共计人民币1200000元。", title="费用")
    found = paid("第一年顾问费于2026年1月31日前付清，第二年顾问费于2027年1月31日前付清。", price=price)
    assert brief(found) == ["- 600000 -"] * 2


def test_a_price_that_the_treasury_reviews_waits_for_no_funds() -> None:
    assert contingencies(contract(clause("2", "暂定合同价1200000元，最终以财政评审价为准。"))) == []


def test_the_years_named_one_by_one_are_each_paid() -> None:
    price = clause("2", "总价1200000元，服务三年，每年400000元。", title="费用")
    words = "第一年费用签约后20日内支付；第二年、第三年费用于每年9月30日前支付。"
    assert brief(paid(words, price=price)) == ["- 400000 20day"] + ["- 400000 -"] * 2


def test_a_rhythm_told_before_the_amount_of_each() -> None:
    words = "作业费按季拨付。每季度终了，甲方依据考核分核定，次季首月20日前拨付；满分应拨300000元。"
    assert brief(paid(words)) == ["- 300000 -"] * 4


def test_a_time_behind_a_colon() -> None:
    words = ["支付比例：预付30%，自检70%。", "支付时限：每一节点达成并收到付款申请后15个工作日内。"]
    assert brief(paid(*words)) == ["30% 360000 15working_day", "70% 840000 15working_day"]


@pytest.mark.parametrize(
    ("words", "schedule"),
    [
        ("甲方于培训结束、收到发票及费用清单后20个工作日内转账支付。", ["100% 1200000 20working_day"]),
        ("验收合格、收到发票后30日内支付。", ["100% 1200000 30day"]),
        ("甲方收到每批货物的发票后30日内支付。", []),
        ("据实结算，对账后15日内付款。", []),
    ],
)
def test_paid_without_a_word_for_what(words: str, schedule: list[str]) -> None:
    assert brief(paid(words)) == schedule


def test_a_trial_is_no_term_to_pay_by_month_in() -> None:
    term = clause("3", "2024年6月1日至2025年5月31日，试用期为前2个月。", title="合同期限")
    found = of(contract(PRICE, term, terms("甲方每月10日前支付上月服务费100000元。")))
    assert brief(found) == ["- 100000 -"] * 12


def test_shares_that_later_years_wait_for_are_of_the_whole() -> None:
    words = "初验合格后支付合同价的40%；当年秋季验收合格后支付30%；第二年验收合格后支付15%；第三年验收合格后支付15%。"
    assert brief(paid(words)) == ["40% 480000 -", "30% 360000 -", "15% 180000 -", "15% 180000 -"]

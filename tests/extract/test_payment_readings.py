"""Schedules whose words are easily taken for something else: prices for instalments, instalments for parts of the price."""

from __future__ import annotations

import pytest

from contract_parse.extract.amounts import amounts
from contract_parse.model.facts import Payment
from tests.extract.clauses import clause, contract, table
from tests.extract.test_payment_wordings import served
from tests.extract.test_payments import PRICE, brief, of, paid, terms


def parts_of(*words: str, title: str) -> list[str]:
    return [c.name.value for c in amounts(contract(PRICE, terms(*words, title=title)), [], []).components]


@pytest.mark.parametrize(
    ("words", "title"),
    [
        (["首期款：签约后5日内支付10%，计120000元；", "二期款：初稿后5日内支付90%，计1080000元。"], "合同款支付"),
        (["签约款：签约后付讫360000元。", "完工款：完工后付讫840000元。"], "价款支付"),
        (["采购人拨付项目资金的40%（480000元）；", "评估后拨付项目资金的60%（720000元）。"], "资金拨付"),
    ],
)
def test_instalments_are_no_parts_of_the_price(words: list[str], title: str) -> None:
    assert parts_of(*words, title=title) == []


def test_parts_priced_in_the_words_that_open_their_clause() -> None:
    words = [
        "设备部分（900000元）：到货后10日内付95%，一年后付5%。",
        "软件部分（300000元）：签约后7日内付40%，上线后7日内付60%。",
    ]
    assert parts_of(*words, title="付款") == ["设备部分", "软件部分"]
    found = paid(*words)
    assert [p.component for p in found] == ["设备部分"] * 2 + ["软件部分"] * 2
    assert brief(found) == ["95% 855000 10day", "5% 45000 1year", "40% 120000 7day", "60% 180000 7day"]


def test_the_whole_price_at_once_is_all_of_it() -> None:
    whole = ["100% 1200000 10working_day"]
    assert brief(paid("验收后10个工作日内一次性付清全部价款1200000元。")) == whole
    assert brief(paid("验收后10个工作日内，甲方将合同款壹佰贰拾万元整（¥1200000.00）一次付至乙方账户。")) == whole
    assert brief(paid("投保人应在保险合同生效后10个工作日内一次性缴清全部保险费。")) == whole
    assert brief(paid("甲方验收后10个工作日内向乙方一次性转账支付合同总价款。")) == whole
    assert brief(paid("验收后10个工作日内一次性支付全部货款，计人民币1200000元。")) == whole
    assert brief(paid("货到验收合格后10个工作日内支付合同总额。")) == whole


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("培训费每人1200元，计划1000人，共计人民币1200000元，按实际人数结算。开班前预付50%，结业后支付余款。",
         ["50% 600000 -", "50% 600000 -"]),
        ("验收后付60%；养护一年成活率≥98%，付余款。", ["60% 720000 -", "40% 480000 -"]),
        ("第一、二、三季度末各支付合同总价的20%，第四季度末支付40%。",
         ["20% 240000 -"] * 3 + ["40% 480000 -"]),
        ("前三期每期支付合同总价的25%，第四期支付剩余25%。", ["25% 300000 -"] * 4),
        ("签约后支付合同价款的60%；服务满3个月、6个月时，甲方分别支付合同价款的20%。",
         ["60% 720000 -", "20% 240000 -", "20% 240000 -"]),
        ("签约后付50%定金，货到付清。", ["50% 600000 -"] * 2),
        ("验收后三个月付60%，六个月付40%。", ["60% 720000 3month", "40% 480000 6month"]),
        ("甲方收到等额收据后支付合同总价的30%；验收后支付70%。", ["30% 360000 -", "70% 840000 -"]),
        ("开工前支付合同总价的30%作为预付款，在进度款达到50%后分三次等额扣回。验收后支付70%。",
         ["30% 360000 -", "70% 840000 -"]),
    ],
)  # fmt: skip
def test_figures_that_are_not_paid(words: str, expected: list[str]) -> None:
    assert brief(paid(words)) == expected


def test_a_discount_on_list_prices_is_no_instalment() -> None:
    assert brief(paid("按图书码洋的72%结算。", "验收后20日内支付该批书款的95%，余5%年底支付。"))[0].startswith("95%")


def test_what_an_invoice_is_for_is_no_instalment() -> None:
    words = ["签约后10日内支付40%。", "验收后，甲方收到剩余金额发票后10日内支付60%。"]
    assert brief(paid(*words)) == ["40% 480000 10day", "60% 720000 10day"]


def test_a_bond_in_a_row_of_terms_is_no_instalment() -> None:
    words = "付款时间:签约后7日内支付30%；验收后15日内支付70%；履约保证金:合同金额的3%，以保函提交"
    assert brief(paid(words)) == ["30% 360000 7day", "70% 840000 15day"]


def test_shares_of_a_fee_under_its_own_heading() -> None:
    found = of(contract(PRICE, clause("3", "进场后支付审计费的40%；报告后支付审计费的60%。", title="审计费")))
    assert brief(found) == ["40% 480000 -", "60% 720000 -"]


def test_a_form_that_gives_its_advance_twice() -> None:
    words = ["分期付款，其中涉及预付款的：预付款为合同金额的30%", "第1期：签约后支付30%；", "第2期：验收后支付70%。"]
    assert brief(paid(*words)) == ["30% 360000 -", "70% 840000 -"]


def test_a_numbered_line_joined_to_the_one_above() -> None:
    words = (
        "第1次分期支付金额为600000元,所占总合同金额百分之50,说明:签约后支付,该期为履约验收期"
        "第2次分期支付金额为600000元,所占总合同金额百分之50,说明:交货满1年后支付。"
    )
    assert brief(paid(words)) == ["50% 600000 -", "50% 600000 1year"]


def test_a_name_behind_one_share_is_not_that_of_the_next() -> None:
    words = [
        "验收后，甲方扣留合同总价的5%作为质量保证金，其余95%在20日内支付。",
        "质量保证金在质保期满后15日内退还。",
    ]
    assert brief(paid(*words)) == ["5% 60000 15day", "95% 1140000 20day"]


def test_the_fee_of_each_month_under_a_heading_that_does_not_speak_of_paying() -> None:
    assert untitled("委托方每月15日前支付上月服务费。", "服务期限为一年。") == ["- 100000 -"] * 12
    yearly = "每年维保费400000元，三年共计1200000元。每年度考核后一个月内支付当年维保费。"
    assert untitled(yearly, "") == ["- 400000 1month"] * 3


def untitled(words: str, term: str) -> list[str]:
    found: list[Payment] = of(contract(PRICE, clause("3", term + words, title="保安服务")))
    return brief(found)


def test_each_year_in_two_halves() -> None:
    words = "每个服务年度分两次支付：年度开始后15日内支付当年服务费的50%，年度考核后15日内支付当年服务费的50%。"
    assert served("每年服务费200000元，三年共计600000元。" + words, "三年") == ["50% 100000 15day"] * 6


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        # The term is not stated: the price by the month tells it.
        ("每月服务费100000元，委托方每月10日前预付当月服务费。", ["- 100000 -"] * 12),
        ("每台每月10000元，共10台。按月支付。", ["- - -"]),
        ("每年600000元，两年合计1200000元，甲方每半年末支付一次，每次300000元。", ["- 300000 -"] * 4),
        ("用工单位每月20日前将当月派遣费用100000元汇入派遣单位账户。", ["- 100000 -"] * 12),
    ],
)
def test_a_rhythm_over_a_price_by_the_month_or_year(words: str, expected: list[str]) -> None:
    assert brief(paid(words, title="费用支付")) == expected


def test_times_allowed_beside_lengths() -> None:
    words = ["验收合格后60天内支付97%。", "其余3%为质保金，质保期满30天内支付。"]
    assert brief(paid(*words)) == ["97% 1164000 60day", "3% 36000 30day"]
    assert brief(paid("签约后10日内支付90%，设备运行168小时后支付10%。")) == ["90% 1080000 10day", "10% 120000 -"]


def test_every_two_months_is_a_rhythm_and_no_time_allowed() -> None:
    words = "服务费每两个月支付一次，每次200000元，于双月末考核后10日内支付。"
    assert served(words, "一年", "1200000") == ["- 200000 10day"] * 6


def test_the_price_said_again_with_its_rhythm() -> None:
    words = ["服务费总计1200000元，按半年支付，共两期。", "每期支付服务费总额的50%，考核合格后15日内支付。"]
    assert brief(paid(*words)) == ["50% 600000 15day"] * 2


def test_headings_that_name_the_instalment() -> None:
    named = ("预付款", "签约后支付30%。"), ("到货款", "到货后支付40%。"), ("验收款", "验收后支付30%。")
    listed = [clause(f"5.{i}", words, title=title) for i, (title, words) in enumerate(named, 1)]
    assert brief(paid(*listed)) == ["30% 360000 -", "40% 480000 -", "30% 360000 -"]


def test_the_price_told_beside_what_is_paid_of_it() -> None:
    words = ["租赁期内租金总额1200000元。", "租金按季度支付，甲方于每季度结束后15日内支付当季租金300000元。"]
    assert brief(paid(*words)) == ["- 300000 15day"] * 4


def test_a_fee_inside_the_price_is_paid_on_its_own_terms() -> None:
    words = [
        "预付款：合同总价的10%，签约后支付。",
        "安全文明施工费：开工后28日内预付50%，其余部分随进度款支付。",
        "人工费用按当月进度款的20%拨付至农民工工资专用账户。",
        "竣工后支付合同总价的87%。",
        "质量保证金：合同总价的3%，缺陷责任期满后14日内返还。",
    ]
    assert brief(paid(*words)) == ["10% 120000 -", "87% 1044000 -", "3% 36000 14day"]


def test_amounts_under_headings_that_do_not_speak_of_paying() -> None:
    whole = clause("1", "服务费总额为人民币1200000元，分别按两个批次支付。", title="费用")
    words = "首批数据验收通过，甲方付500000元；第二批验收通过，甲方付700000元。甲方均在收到发票之日起10个工作日内付款。"
    found = of(contract(whole, clause("2", words, title="批次")))
    assert brief(found) == ["- 500000 10working_day", "- 700000 10working_day"]


def test_an_item_of_a_list_about_the_price() -> None:
    listed = [
        clause("7.1", "开工后7日内支付预付款240000元（合同价的20%）。"),
        clause("7.2", "形象进度达到50%时支付40%。"),
        clause("7.3", "验收后付至审定价的97%，余款3%于保修期满后14日内付清。"),
    ]
    found = of(contract(PRICE, clause("7", *listed, title="工程造价")))
    assert [p.percent for p in found] == [20, 40, 37, 3]


def test_a_last_sentence_that_settles_what_is_left() -> None:
    words = ["签约后支付20%。", "图纸审查合格后支付至80%。", "竣工验收后15日内，按评审概算计算并付清。"]
    assert brief(paid(*words))[-1] == "20% 240000 15day"


def test_a_cap_given_twice_is_no_instalment() -> None:
    words = "签约后支付80%；展会后15日内按审计结果支付尾款（最高不超过合同金额的20%，即240000元）。"
    assert [p.amount for p in paid(words)] == [960000, 240000]


def test_what_is_taken_off_is_not_paid() -> None:
    words = ["初验后30日内支付合同总价的50%。", "养护期满后30日内付清余款。", "成活率每低1个百分点，扣减结算价的1%。"]
    assert brief(paid(*words)) == ["50% 600000 30day"] * 2


def test_components_one_behind_another_in_a_passage() -> None:
    parts = clause("2", "合同总价1200000元，其中：设备费900000元，安装费300000元。", title="合同价款")
    words = "设备费：签约后付40%，到货后付60%。安装费：进场后付30%；完工后付70%。"
    found = of(contract(parts, terms(words)))
    assert [p.component for p in found] == ["设备费"] * 2 + ["安装费"] * 2
    assert brief(found) == ["40% 360000 -", "60% 540000 -", "30% 90000 -", "70% 210000 -"]


def test_a_table_of_parts_by_milestones() -> None:
    rows = table(
        ("部分", "金额（元）", "签约后10日内", "验收后15日内"),
        ("硬件", "800000", "30%", "70%"),
        ("软件", "400000", "40%", "60%"),
    )
    found = paid(clause("5.1", rows))
    assert [p.component for p in found] == ["硬件"] * 2 + ["软件"] * 2
    assert brief(found) == ["30% 240000 10day", "70% 560000 15day", "40% 160000 10day", "60% 240000 15day"]

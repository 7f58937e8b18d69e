"""Schedules of payment: what is paid when, of what, how often, and what it waits for."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from contract_parse.extract.amounts import amounts
from contract_parse.extract.payments import contingencies, instalment_counts, payments
from contract_parse.model.facts import Payment
from contract_parse.model.layout import Block
from contract_parse.model.structure import Annex, Clause, Structure
from contract_parse.model.text import Text
from tests.extract.clauses import clause, contract, table

PRICE = clause("2", "合同总价为人民币（大写）壹佰贰拾万元整（¥1200000.00元）。", title="合同价款")


def paid(*words: str | Block | Clause, title: str = "付款方式", price: Clause = PRICE) -> list[Payment]:
    return of(contract(price, terms(*words, title=title)))


def terms(*words: str | Block | Clause, title: str = "付款方式") -> Clause:
    below = [clause(f"5.{i + 1}", w) if isinstance(w, str) else w for i, w in enumerate(words)]
    return clause("5", *below, title=title)


def of(structure: Structure) -> list[Payment]:
    return payments(structure, amounts(structure, [], []))


def brief(found: list[Payment]) -> list[str]:
    """``30% 360000 10working_day`` for each payment; ``-`` where there is none."""
    return [
        " ".join(
            (
                "-" if p.percent is None else f"{p.percent.normalize():f}%",
                "-" if p.amount is None else f"{p.amount.normalize():f}",
                "-" if p.due is None else f"{p.due.n}{p.due.unit}",
            )
        )
        for p in found
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(
            ["合同签订后10个工作日内支付合同总价的30%，到货后支付40%，验收合格后20日内支付30%。"],
            ["30% 360000 10working_day", "40% 480000 -", "30% 360000 20day"],
            id="one sentence",
        ),
        pytest.param(
            [
                "签订合同后15日内，甲方支付合同总金额的 40%（即人民币 ¥ 480,000.00 元，大写：肆拾捌万元整）给乙方；验收合格后支付60%，计人民币720000元。"
            ],
            ["40% 480000 15day", "60% 720000 -"],
            id="percentage and amount",
        ),
        pytest.param(
            ["合同总价的30%于合同签订后7日内支付；合同总价的65%于验收合格后15日内支付；剩余5%于质保期满后支付。"],
            ["30% 360000 7day", "65% 780000 15day", "5% 60000 -"],
            id="time after the share",
        ),
        pytest.param(
            [
                "预付款：合同签订后7个工作日内支付合同总价的30%。",
                "货到验收合格后支付至合同总价的80%。",
                "终验后支付至95%，余5%作为质保金，质保期满后30日内无息付清。",
            ],
            ["30% 360000 7working_day", "50% 600000 -", "15% 180000 -", "5% 60000 30day"],
            id="cumulative",
        ),
        pytest.param(
            ["合同签订后预付50%，其余款项于服务期满验收合格后20个工作日内支付。"],
            ["50% 600000 -", "50% 600000 20working_day"],
            id="remainder",
        ),
        pytest.param(
            ["验收合格并收到发票后30日内，甲方向乙方一次性支付全部合同价款。"], ["100% 1200000 30day"], id="once"
        ),
        pytest.param(
            [
                "首付款：30万元，合同签订后7日内支付。",
                "中期款：50万元，中期检查通过后7日内支付。",
                "尾款：40万元，结题验收后7日内支付。",
            ],
            ["- 300000 7day", "- 500000 7day", "- 400000 7day"],
            id="labels first",
        ),
        pytest.param(
            [
                "第1次分期支付金额为480000元,所占总合同金额百分之40,说明:方案通过评审后7个工作日内支付；",
                "第2次分期支付金额为720000元,所占总合同金额百分之60,说明:终验后，"
                "自收到发票后20个工作日内，支付最后一笔款项",
            ],
            ["40% 480000 7working_day", "60% 720000 20working_day"],
            id="numbered lines",
        ),
        pytest.param(
            [
                "第一期：合同生效后10日内支付合同总价的40%，即人民币480000元；第二期：验收合格后10日内支付合同总价的60%，即人民币720000元。"
            ],
            ["40% 480000 10day", "60% 720000 10day"],
            id="labels in one paragraph",
        ),
        pytest.param(
            ["第一年服务费于合同签订后30日内支付60万元，第二年服务费于第二个服务年度开始后30日内支付60万元。"],
            ["- 600000 30day", "- 600000 30day"],
            id="years",
        ),
        pytest.param(
            [
                "合同签订后3日内，甲方支付定金人民币24万元；",
                "全部货物验收合格后30日内支付合同总价95%（扣除已付定金）；",
                "剩余5%质保期满后支付。",
            ],
            ["- 240000 3day", "75% 900000 30day", "5% 60000 -"],
            id="deposit deducted",
        ),
        pytest.param(
            ["签约后支付30%，剩余70%在验收合格满12个月后的10个工作日内支付。"],
            ["30% 360000 -", "70% 840000 10working_day"],
            id="last time allowed",
        ),
        pytest.param(
            [
                "甲方在收到乙方提供的合同总价10%的银行履约保函后15日内支付合同总价的30%作为预付款。",
                "完成工程量的50%后，支付30%；验收合格后支付40%。",
            ],
            ["30% 360000 15day", "30% 360000 -", "40% 480000 -"],
            id="percentages of something else",
        ),
        pytest.param(
            ["□一次性付款：验收后支付100%。☑分期付款：合同签订后支付40%，验收合格后支付60%。"],
            ["40% 480000 -", "60% 720000 -"],
            id="ticked",
        ),
        pytest.param(
            ["货到验收合格后付款95%，余5%作为履约保证金，一年后付清。"],
            ["95% 1140000 -", "5% 60000 1year"],
            id="kept back",
        ),
        pytest.param(
            ["合同款按30%、60%、10%分三次支付。"], ["30% 360000 -", "60% 720000 -", "10% 120000 -"], id="bare shares"
        ),
        pytest.param(
            ["合同签订后支付合同总价的三分之一，验收后付清余款。"],
            ["33.3333% 400000 -", "66.6667% 800000 -"],
            id="fractions",
        ),
        pytest.param(["合同签订后支付0%，验收合格后20日内支付100%。"], ["100% 1200000 20day"], id="nothing in advance"),
        pytest.param(
            ["首付款为合同总价的30%.合同签订后7日内支付.余款验收后7日内付清."],
            ["30% 360000 7day", "70% 840000 7day"],
            id="points for full stops",
        ),
        pytest.param(
            [
                "支付合同价款的30%作为预付款（即人民币￥360000.00元）；",
                "余款人民币84万元（￥840000.00元）于验收合格后15个工作日内一次性付清。",
            ],
            ["30% 360000 -", "70% 840000 15working_day"],
            id="remainder with its amount",
        ),
        pytest.param(
            ["合同价款由甲方1支付60%，甲方2支付40%。", "签约后支付30%，验收后支付70%。"],
            ["30% 360000 -", "70% 840000 -"],
            id="two payers",
        ),
        pytest.param(
            ["签约后7日内将合同总价的50%汇入乙方账户，剩余款项待验收合格后7日内汇入。"],
            ["50% 600000 7day", "50% 600000 7day"],
            id="sent",
        ),
        pytest.param(
            [
                "余下百分之五（￥60,000元）为质量保证金，壹年后如无质量问题一次性付清。",
                "合同总价的95%于验收后10日内支付。",
            ],
            ["5% 60000 1year", "95% 1140000 10day"],
            id="kept back, paid at once",
        ),
        pytest.param(
            ["乙方完成加工总量50%并经甲方初验合格后15个工作日内，甲方支付合同总价60%的进度款；余款终验后付清。"],
            ["60% 720000 15working_day", "40% 480000 -"],
            id="condition with a percentage",
        ),
    ],
)
def test_schedule(words: list[str], expected: list[str]) -> None:
    found = paid(*words)
    assert brief(found) == expected
    assert [p.sequence for p in found] == list(range(1, len(found) + 1))
    assert {p.component for p in found} == {None}


@pytest.mark.parametrize(
    ("words", "each", "n"),
    [
        ("服务费按月结算，每月考核合格后10个工作日内，甲方支付当月服务费100000元。", "- 100000 10working_day", 12),
        ("每季度结束后15个工作日内，甲方支付合同总价的25%。", "25% 300000 15working_day", 4),
        ("服务费用分三次支付，每半年支付一次，每次支付￥300000元，于每半年期满后15日内支付。", "- 300000 15day", 4),
        ("采用先服务后付费方式，每半年支付一次，每次支付合同金额的50%。", "50% 600000 -", 2),
        ("合同价款分四期等额支付，每季度结束后10日内支付一期。", "25% 300000 10day", 4),
        ("每个采暖期供暖结束后30日内支付合同总价的50%。", "50% 600000 30day", 2),
        ("按阶段考核付款，每阶段考核合格后10个工作日内支付合同总价的20%，共五个阶段。", "20% 240000 10working_day", 5),
        ("每年支付一次，每年服务期满后30日内支付合同总金额的三分之一。", "33.3333% 400000 30day", 3),
    ],
)
def test_recurring_instalments_are_listed_each(words: str, each: str, n: int) -> None:
    assert brief(paid(words)) == [each] * n


def test_recurring_beside_others() -> None:
    found = paid("合同签订后7个工作日内支付合同价款的25%，每服务6个月支付合同价款的25%，共四次付款。")
    assert brief(found) == ["25% 300000 7working_day", *["25% 300000 6month"] * 3]
    yearly = paid("每季度支付合同总价的22.5%，每季度考核合格后10个工作日内支付；年终考核合格后15日内支付剩余10%。")
    assert brief(yearly) == [*["22.5% 270000 10working_day"] * 4, "10% 120000 15day"]


def test_fees_that_only_say_how_often() -> None:
    term = clause("3", "服务期限：12个月。", title="服务期限")
    monthly = of(
        contract(
            PRICE,
            term,
            terms(
                "甲方每月考核，考核得分95分以上的，全额支付当月服务费；85分以下的，支付当月服务费的80%。甲方于次月15日前支付上月服务费。"
            ),
        )
    )
    assert brief(monthly) == ["- 100000 -"] * 12
    used = of(contract(PRICE, term, terms("按月据实结算。乙方报送上月结算单，甲方核对无误后30日内转账支付。")))
    assert brief(used) == ["- - 30day"]


def test_shares_of_a_period_are_marked() -> None:
    found = paid("每月15日前支付当月费用的95%，其余5%于服务期满后付清。")
    assert [(p.percent, p.relative, p.amount) for p in found] == [(95, True, None), (5, False, 60000)]
    advance = paid(
        "预付款：签约合同价（扣除暂列金额）的10%。", "进度款：每月支付当月已完工程价款的80%。",
        "竣工验收后28天内支付至合同价款的85%；审计后28天内支付至结算价款的97%；剩余3%作为质量保证金，期满后14天内返还。",
    )  # fmt: skip
    assert [(p.percent, p.cumulative) for p in advance] == [(10, None), (80, None), (5, 85), (12, 97), (3, None)]
    assert advance[0].amount is None


def test_the_words_before_the_share_say_whose_it_is() -> None:
    found = paid("终端设备到货后10日内支付至合同总价的70%。", "终验后10日内付清余款。", price=PARTS)
    assert [(p.component, p.percent) for p in found] == [(None, 70), (None, 30)]
    fees = clause("2", "签约酬金：30万元。其中：1.监理酬金：20万元；2.其他服务酬金：10万元。", title="签约酬金")
    assert {
        p.component for p in paid("合同签订后支付签约酬金的20%；完工后支付80%。", title="酬金支付", price=fees)
    } == {None}


def test_progress_payments_of_works() -> None:
    found = paid(
        "进度款：每月25日前报送已完工程量，经监理审核后14日内支付当月完成工程量价款的80%；",
        "竣工验收合格后支付至合同价的90%；",
        "结算审计后支付至结算价的97%，剩余3%作为质量保证金，缺陷责任期（24个月）满后28日内付清。",
    )
    assert [(p.percent, p.cumulative, p.remainder) for p in found] == [
        (80, None, False),
        (10, 90, False),
        (7, 97, False),
        (3, None, True),
    ]


def test_table_over_two_pages() -> None:
    head = ("期次", "支付条件", "支付比例（%）", "支付金额（元）")
    first = table(head, ("1", "合同生效后10个工作日内", "50", "600000.00"))
    again = table(head, ("2", "验收合格后10个工作日内", "47", "564000.00"))
    bare = table(("3", "质保期满后10个工作日内", "3", "36000.00"), ("合计", "", "100", "1200000"), header_rows=0)
    found = paid(clause("5.1", "付款期数：三期，见下表：", first, again, bare))
    assert brief(found) == ["50% 600000 10working_day", "47% 564000 10working_day", "3% 36000 10working_day"]
    assert all(p.amount_is == "stated" for p in found)


def test_table_in_ten_thousands_and_conditions_that_say_it_all() -> None:
    rows = table(
        ("付款阶段", "付款条件", "计划支付时间", "金额（万元）"),
        ("首付", "合同签订后", "2026-03-05", "48"),
        ("尾款", "验收合格后15日", "", "72"),
    )
    found = paid(clause("5.1", rows))
    assert brief(found) == ["- 480000 -", "- 720000 15day"]
    assert str(found[0].due_date) == "2026-03-05"
    rows = table(
        ("期数", "支付条件", "计划支付时间", "支付比例"),
        ("1", "签订合同后15日内支付合同总金额的50%", "2026-03-21", ""),
        ("2", "验收后支付剩余50%，自达到条件起15日内支付", "", ""),
    )
    assert brief(paid(clause("5.1", rows))) == ["50% 600000 15day", "50% 600000 15day"]


PARTS = clause(
    "2",
    "合同总价为人民币90万元，其中：",
    clause("2(1)", "平台软件费用：¥500000.00元；"),
    clause("2(2)", "终端设备费用：¥220000.00元；"),
    clause("2(3)", "运行维护服务费用：每年¥90000.00元，服务期二年，共计¥180000.00元。"),
    title="合同金额",
)


def test_schedules_of_components() -> None:
    found = paid(
        "平台软件费用：合同签订后10个工作日内支付该项费用的40%，上线后10个工作日内支付60%。",
        "终端设备费用：到货验收合格后20日内支付该项费用的90%，余款在质保期满后20日内付清。",
        "运行维护服务费用：每个服务年度届满后15日内支付当年费用¥90000.00元。",
        price=PARTS,
    )
    assert [p.component for p in found] == ["平台软件"] * 2 + ["终端设备"] * 2 + ["运行维护服务"] * 2
    assert brief(found) == [
        "40% 200000 10working_day", "60% 300000 10working_day", "90% 198000 20day", "10% 22000 20day", "- 90000 15day", "- 90000 15day",
    ]  # fmt: skip
    assert [p.sequence for p in found] == [1, 2, 1, 2, 1, 2]


def test_component_named_in_the_sentence_and_years_of_service() -> None:
    found = paid(
        "1) 软件：甲方在合同生效之日起7个工作日内向乙方支付平台软件30%的预付款。乙方收到预付款后三个工作日内进场，系统上线后7个工作日内支付平台软件合同价款的70%。",
        "2) 终端：合同签订后7个工作日内支付终端设备价款的100%。",
        "3) 运维：合同签订后7个工作日内支付当年运行维护服务的100%，次年费用在第二年服务期开始之日前7日内全额付清。",
        price=PARTS,
    )
    assert [(p.component, p.percent, p.service_year) for p in found][:4] == [
        ("平台软件", 30, None), ("平台软件", 70, None), ("终端设备", 100, None), ("运行维护服务", 100, 1),
    ]  # fmt: skip
    assert [p.due.n for p in found if p.due] == [7, 7, 7, 7, 7]
    assert found[3].amount == Decimal(90000)
    assert found[4].service_year == 2


def test_a_schedule_told_twice_is_one() -> None:
    again = clause(
        "7",
        clause(
            "7.2",
            "付款方式：支付分两次完成：签订合同后支付40%的预付款，终验后，自收到发票后20个工作日内，支付验收款项（合同总额*60%*考核结果）。",
        ),
        title="验收要求",
    )
    lines = terms(
        clause(
            "5.1",
            "第1次分期支付金额为480000元,所占总合同金额百分之40,说明:签约后7个工作日内支付；",
            "第2次分期支付金额为720000元,所占总合同金额百分之60,说明:终验后20个工作日内支付",
        ),
        title="结算方式",
    )
    assert brief(of(contract(PRICE, lines, again))) == ["40% 480000 7working_day", "60% 720000 20working_day"]


@pytest.mark.parametrize(
    "words",
    [
        "甲方逾期付款的，每逾期一日按应付款项的0.5%支付违约金，最高不超过合同总价的5%。",
        "乙方应在签约前向甲方缴纳合同总价5%的履约保证金。",
        "乙方应向采购代理机构支付成交金额1.5%的代理服务费。",
        "甲方凭乙方开具的税率13%的增值税专用发票付款。",
        "自交付之日起30日内支付款项；另有约定的，付款期限最长不得超过60日，约定利率为年息5%。",
        "考核得分90分以上的，付规定比例的100%；80分以上的付规定比例的80%。",
    ],
)
def test_what_is_no_payment(words: str) -> None:
    assert paid(words) == []


def test_penalties_and_bonds_elsewhere_are_no_payments() -> None:
    found = of(
        contract(
            PRICE,
            terms("验收合格后10日内支付100%。"),
            clause("6", "乙方提交合同总价10%的履约保证金，验收后30日内退还。", title="履约保证金"),
            clause(
                "8",
                "甲方延期付款的，按日支付未付款万分之五的违约金；乙方违约的支付合同总价20%的违约金。",
                title="违约责任",
            ),
        )
    )
    assert brief(found) == ["100% 1200000 10day"]


@pytest.mark.parametrize(
    ("words", "stated", "described"),
    [
        (["合同价款分三期支付：合同签订后支付30%；到货后支付30%；验收后支付40%。"], 3, 3),
        (["服务费用分三次支付，每半年支付一次，每次支付￥300000元。"], 3, 4),
        (["付款期数：二期", "合同签订后支付30%，到货后支付30%，验收后支付40%。"], 2, 3),
        (["支付分四次完成：签约后支付10%，到货后支付30%，初验后支付30%，终验后支付30%。"], 4, 4),
    ],
)
def test_number_of_instalments(words: list[str], stated: int, described: int) -> None:
    structure = contract(PRICE, terms(*words))
    found = instalment_counts(structure, of(structure))
    assert [(c.stated, c.described, c.component) for c in found] == [(stated, described, None)]
    assert found[0].evidence[0].text in "".join(words)


@pytest.mark.parametrize("words", ["每年分两次支付，每次支付60万元。", "余款分三次付清。", "货物分两批供货。"])
def test_counts_of_something_else(words: str) -> None:
    structure = contract(PRICE, terms(words))
    assert instalment_counts(structure, of(structure)) == []


@pytest.mark.parametrize(
    ("words", "waits"),
    [
        ("待财政资金到位后10个工作日内支付合同总价的100%。", True),
        ("以上付款时间以财政部门资金下达时间为准。", True),
        ("自收到发票且财政资金核拨到位后20个工作日内支付。", True),
        ("如因财政资金未及时到位，付款时间顺延，甲方不承担违约责任。", True),
        ("具体付款进度以上级专项资金拨付情况为准。", True),
        ("甲方不得以财政资金未到位为由拖延付款。", False),
        ("本项目款项通过国库集中支付。", False),
        ("乙方不得以资金未及时拨付为由暂停服务。", False),
        ("合同价款支付按照财政管理相关规定执行。", False),
    ],
)
def test_contingencies(words: str, waits: bool) -> None:
    found = contingencies(contract(PRICE, terms("验收后付清。", words)))
    assert [c.clause for c in found] == (["5.2"] if waits else [])


def test_evidence_is_what_the_page_says() -> None:
    words = "合同签订后 10 个工作日内，甲方支付合同总价的 ３０％ 作为预付款。"
    found = paid(words)
    assert found[0].evidence[0].text in "".join(words.split())
    assert found[0].evidence[0].clause == found[0].clause == "5.1"
    assert "３０％" in found[0].evidence[0].text


def test_a_schedule_only_in_an_annex() -> None:
    rows = table(("期次", "付款条件", "比例"), ("1", "合同签订后10日内", "40%"), ("2", "终验后10日内", "60%"))
    annex = Annex("附件三", Text.plain("附件三 付款计划"), Text.plain("付款计划"), (rows,))
    body = contract(PRICE, terms("付款计划见附件三。"))
    assert brief(of(replace(body, annexes=(annex,)))) == ["40% 480000 10day", "60% 720000 10day"]
    assert brief(of(replace(contract(PRICE, terms("验收后付清全款。")), annexes=(annex,)))) == ["100% 1200000 -"]


def test_special_terms_in_a_table() -> None:
    rows = table(
        ("条款", "约定内容"),
        ("质量保证期", "12个月"),
        ("合同价款支付时间", "签约后7日内支付30%，验收合格后7日内支付70%"),
    )
    assert brief(of(contract(PRICE, clause("6", rows, title="专用条款")))) == ["30% 360000 7day", "70% 840000 7day"]

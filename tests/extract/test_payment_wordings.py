"""Schedules of payment in the many ways offices word them: times told once for all, years like the first, rents."""

from __future__ import annotations

import pytest

from contract_parse.extract.payments.whom import named_in
from contract_parse.model.structure import Clause
from tests.extract.clauses import clause, contract, table
from tests.extract.test_payments import PRICE, brief, of, paid, terms

THREE = ["30% 360000 10working_day", "40% 480000 10working_day", "30% 360000 10working_day"]


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(
            ["签约后付30%，到货后付40%，验收后付30%，各期款项甲方均应在收到发票后10个工作日内支付。"], id="same sentence"
        ),
        pytest.param(
            ["预付款：合同总价的30%。", "到货款：合同总价的40%。", "验收款：合同总价的30%。",
             "以上各笔款项，需方应在收到供方付款申请后10个工作日内支付。"], id="clause after",
        ),
        pytest.param(
            ["上述款项均在收到合法发票后10个工作日内支付：（1）签约后支付30%；（2）到货后支付40%；（3）验收后支付30%。"],
            id="announced",
        ),
        pytest.param(
            ["签约后支付合同总价的30%；到货后支付40%；验收后支付30%。采购人自收到发票后10个工作日内将资金支付到供应商账户。"],
            id="only when",
        ),
        pytest.param(
            ["甲方先行支付合同价的30%；货到现场，甲方再付40%；设备运行正常，付至100%。甲方以上付款均在10个工作日内完成。"],
            id="done within",
        ),
    ],
)  # fmt: skip
def test_one_time_allowed_for_all(words: list[str]) -> None:
    assert brief(paid(*words)) == THREE


def test_time_for_all_spares_what_has_its_own_and_what_others_owe() -> None:
    own = paid("签约后5日内支付40%，余款验收后15日内支付。", "收到发票后30日内将资金支付到乙方账户。")
    assert brief(own) == ["40% 480000 5day", "60% 720000 15day"]
    invoice = paid(
        "签约后支付40%，验收后支付60%。", "甲方支付每笔款项前，乙方应提前5日开具发票，否则甲方有权延期付款。"
    )
    assert brief(invoice) == ["40% 480000 -", "60% 720000 -"]


def test_time_in_a_column_of_remarks() -> None:
    rows = table(
        ("序号", "支付节点", "支付比例", "备注"),
        ("1", "方案确认后", "30%", "收到发票后10个工作日内"),
        ("2", "上线后", "40%", "收到发票后10个工作日内"),
        ("3", "终验后", "30%", "收到发票后10个工作日内"),
    )
    assert brief(paid(clause("5.1", rows))) == THREE


def served(words: str, term: str, price: str = "600000") -> list[str]:
    whole = clause("2", f"合同总价为人民币¥{price}.00元。", title="合同价款")
    return brief(of(contract(whole, clause("3", f"服务期限：{term}。", title="服务期限"), terms(words))))


def test_a_share_of_a_part_that_is_priced_beside_it_is_no_share_of_the_whole() -> None:
    words = [
        "第一批货物验收后15日内，支付该批货款700000元。",
        "第二批货物验收后15日内，支付该批货款500000元的95%，计475000元。",
        "余款25000元一年后付清。",
    ]
    assert [p.amount for p in paid(*words)] == [700000, 475000, 25000]


@pytest.mark.parametrize(
    ("words", "term", "expected"),
    [
        ("半年一付，每满半年收到发票后5个工作日内支付￥150000.00元，共付四次。", "两年", ["- 150000 5working_day"] * 4),
        ("服务费分学年支付，每学年期满考核后30日内支付200000元。", "三年", ["- 200000 30day"] * 3),
        ("费用按半年度分一次支付，在每个半年度评价结束后15日内支付人民币600000元。", "6个月", ["- 600000 15day"]),
        ("服务费每半年支付一次，每次支付合同总价的六分之一，每半年期满后15日内支付。", "三年",
         ["16.6667% 100000 15day"] * 6),
        ("首年：签约后10日内支付合同总价的30%，考核合格后10日内支付合同总价的20%；第二年按上述方式支付。", "24个月",
         ["30% 180000 10day", "20% 120000 10day"] * 2),
        ("签约后预付40%，剩余60%按月平均支付，每月10日前支付上月服务费。", "12个月",
         ["40% 240000 -", *["5% 30000 -"] * 12]),
        ("年度服务费为30万元，甲方按季度支付，每季度支付75000元，考核后15日内付款。", "两年", ["- 75000 15day"] * 8),
        ("服务费总额60万元，按月计量、按季支付，收到资料后20日内支付该季度服务费75000元。", "24个月",
         ["- 75000 20day"] * 8),
        ("服务费20万元/年，每年分两次支付，满半年考核合格后10日内支付10万元，年度期满考核合格后10日内支付10万元。",
         "3年", ["- 100000 10day"] * 6),
        ("维护费每年20万元，每个年度开始后一个月内支付当年维护费的60%，年度考核合格后一个月内支付剩余40%。", "三年",
         ["60% 120000 1month", "40% 80000 1month"] * 3),
    ],
)  # fmt: skip
def test_periods(words: str, term: str, expected: list[str]) -> None:
    assert served(words, term) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("年租金为人民币壹拾贰万元整（¥120000），租期三年，租金按年支付，每个年度开始前15日内一次性付清当年租金。",
         ["- 120000 15day"] * 3),
        ("租赁期限共五年。租金每年人民币80000元，按半年支付，承租方应于每半年开始前10日内支付。", ["- 40000 10day"] * 10),
    ],
)  # fmt: skip
def test_rents_without_a_total(words: str, expected: list[str]) -> None:
    assert brief(of(contract(clause("5", words, title="租金支付")))) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("采用一次性付款方式，货物验收合格后三十日内需方付清全部货款。", ["100% 1200000 30day"]),
        ("签约后付40%；终验通过且乙方按合同总额3%提交质量保函后15日内，支付合同总额的60%。",
         ["40% 480000 -", "60% 720000 15day"]),
        ("开工后支付合同价的10%，自第三期起分三期等额扣回；完工后支付90%。", ["10% 120000 -", "90% 1080000 -"]),
        ("资料归档后支付100%，其中3%以银行保函形式作为质保金。", ["100% 1200000 -"]),
        ("项目经费120万元，分年度拨付：2026年拨付70万元，2027年拨付50万元。", ["- 700000 -", "- 500000 -"]),
        ("签约后10日内付30%，终验后付65%，余5%在保修期满（两年）后一次付清。",
         ["30% 360000 10day", "65% 780000 -", "5% 60000 -"]),
        ("经费由设计部分占20%、施工部分占80%组成。施工图通过后支付90%，竣工后支付10%。",
         ["90% 1080000 -", "10% 120000 -"]),
    ],
)  # fmt: skip
def test_figures_that_are_no_instalments_of_their_own(words: str, expected: list[str]) -> None:
    assert brief(paid(words)) == expected


def test_advance_progress_and_settlement_under_headings_of_their_own() -> None:
    parts = [
        clause("1", "合同签订后14天内支付签约合同价的20%作为预付款。", title="预付款"),
        clause("2", "监理审核后14天内按审核价款的80%支付进度款。", title="进度款"),
        clause("3", "审计完成后28天内付至审定价的97%，剩余3%作为工程质量保证金。", title="竣工结算"),
    ]
    found = of(contract(PRICE, *parts))
    assert [(p.percent, p.cumulative, p.clause) for p in found] == [
        (20, None, "1"), (80, None, "2"), (17, 97, "3"), (3, None, "3"),
    ]  # fmt: skip


def test_an_item_too_many_is_kept() -> None:
    """A list that pays 100 % and then 5 % more was read as two schedules, and the mistake went unseen."""
    found = paid(
        "签约后15日内支付合同总金额的50%；", "验收后15日内支付合同总金额的50%；", "评审后15日内支付合同总金额的5%。"
    )
    assert [p.percent for p in found] == [50, 50, 5]


def test_price_and_rhythm_in_two_clauses_are_one_schedule() -> None:
    told: list[str | Clause] = ["每季度支付30万元。", "乙方于季末报送服务报告，甲方考核后15个工作日内付款。"]
    structure = contract(PRICE, clause("3", "服务期限：一年。", title="服务期限"), terms(*told))
    assert brief(of(structure)) == ["- 300000 15working_day"] * 4


def test_numbered_instalments_with_amounts_are_not_spread_over_the_term() -> None:
    lines = [f"第{n}次分期支付金额为300000元,所占总合同金额百分之25,说明:" for n in (1, 2, 3, 4)]
    lines[0] += "按季度付款,付款时提供发票"
    structure = contract(PRICE, clause("3", "服务期限：三年。", title="服务期限"), terms(clause("5.1", *lines)))
    assert brief(of(structure)) == ["25% 300000 -"] * 4


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(
            "首付款、中期款、尾款分别为合同价的30%、40%、30%。首付款于签约后10日内支付，中期款于到货后15日内支付，"
            "尾款于终验后20日内支付。", id="shares first",
        ),
        pytest.param(
            "付款时限：首付款为签约后10日；中期款为到货后15日；尾款为终验后20日。首付款、中期款、尾款分别为合同价的"
            "30%、40%、30%。", id="times first",
        ),
        pytest.param(
            "首付款支付比例：30%。首付款支付时间：签约后10日内。中期款支付比例：40%。中期款支付时间：到货后15日内。"
            "尾款支付比例：30%。尾款支付时间：终验后20日内。", id="label lines",
        ),
        pytest.param(
            "合同价按首付款30%、中期款40%、尾款30%三个阶段支付，分别于签约后10日内、到货后15日内、终验后20日内支付。",
            id="in step",
        ),
        pytest.param(
            "付款分为首付款、中期款和尾款三部分，占比依次为30%、40%、30%；甲方分别在签约后10日内、到货后15日内、"
            "终验后20日内予以支付。", id="next sentence in step",
        ),
        pytest.param(
            "首付款比例30%，付款条件：签约，付款时限：10日；中期款比例40%，付款条件：到货，付款时限：15日；"
            "尾款比例30%，付款条件：终验，付款时限：20日。", id="attributes",
        ),
    ],
)  # fmt: skip
def test_share_and_time_told_apart_under_one_name(words: str) -> None:
    assert brief(paid(clause("5.1", words))) == ["30% 360000 10day", "40% 480000 15day", "30% 360000 20day"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("签约后支付合同价的三成，到货后再付五成，余下二成验收后付清。",
         ["30% 360000 -", "50% 600000 -", "20% 240000 -"]),
        ("除质保金（5%）外，甲方应于验收后60日内支付全部货款。", ["95% 1140000 60day"]),
        ("签约后支付50%，剩余50%分两次等额支付，即中期评审后支付25%，结项后支付25%。",
         ["50% 600000 -", "25% 300000 -", "25% 300000 -"]),
        ("验收之日起30日内，甲方付清全部合同价款，乙方同时向甲方交纳合同价3%的质量保证金。", ["100% 1200000 30day"]),
        ("到货后付97%，剩余3%扣留作质保金，期满后返还，不计利息。", ["97% 1164000 -", "3% 36000 -"]),
        ("省级补助资金占80%、县级配套占20%。验收后15日内支付至合同价的80%，审计后付清剩余部分。",
         ["80% 960000 15day", "20% 240000 -"]),
        ("签约付30%（360000元），硬件到货付70%（840000元）；前期发票金额为付款额的100%。",
         ["30% 360000 -", "70% 840000 -"]),
        ("签约后付40%，余款60%在验收后支付。上述付款时限均为收到申请后10个工作日。",
         ["40% 480000 10working_day", "60% 720000 10working_day"]),
        ("乙方交付履约保证金60000元后，甲方7日内支付预付款300000元，终验后支付900000元。",
         ["- 300000 7day", "- 900000 -"]),
        ("签约后支付30%；完成50%工作量时支付30%；验收后支付至90%；审计完成后结清。",
         ["30% 360000 -", "30% 360000 -", "30% 360000 -", "10% 120000 -"]),
        ("首付50%（计60万元）在签约后15日内；余款在审计后30日内（以审定金额为准）。",
         ["50% 600000 15day", "50% 600000 30day"]),
        ("乙方向甲方提交合同总价10%的履约保证金，甲方收到后5日内支付30%的预付款；验收后支付余款。",
         ["30% 360000 5day", "70% 840000 -"]),
        ("验收后十日内支付1200000元，其中财政拨款960000元、自筹240000元。", ["- 1200000 10day"]),
        ("货款分三年付清：第一年支付40%，第二年支付30%，第三年支付30%。", ["40% - -", "30% - -", "30% - -"]),
        ("当月完成产值的80%，在次月25日前支付；验收后付至97%；3%质保期满后支付。",
         ["80% - -", "17% 204000 -", "3% 36000 -"]),
        ("预付款比例：合同价的10%；支付期限：开工前7日；扣回方式：累计达到30%起每期按20%扣回。", ["10% 120000 7day"]),
        ("投标下浮率6%，涨跌超过5%的部分调整，暂列金额60000元不计入结算。", []),
        ("付款比例：合同生效30%，货到30%，验收40%。各笔款项在条件满足且收到发票后20日内付清。",
         ["30% 360000 20day", "30% 360000 20day", "40% 480000 20day"]),
        ("审减率在5%以内的审计费由甲方支付，超付款项15日内返还。", []),
    ],
)  # fmt: skip
def test_shares_in_words_and_figures_of_something_else(words: str, expected: list[str]) -> None:
    assert brief(paid(words)) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("按单结算，每完成一单，甲方于验收后30日内一次性付清该单费用。", ["- - 30day"]),
        ("按次结算，甲方凭报告于15个工作日内支付该次检测费用。", ["- - 15working_day"]),
        ("货款月结30天，供方每月底对账。", ["- - 30day"]),
        ("甲方于每年12月20日前一次性支付当年度服务费。", ["- - -"]),
    ],
)
def test_paid_by_the_lot(words: str, expected: list[str]) -> None:
    assert brief(of(contract(clause("5", words, title="结算方式")))) == expected


def test_halves_of_a_year_are_no_rhythm() -> None:
    words = "服务费按半年支付，上半年于7月15日前支付50%，下半年于12月15日前支付50%。"
    assert served(words, "一年") == ["50% 300000 -"] * 2


def test_percentages_counted_up_in_a_column() -> None:
    rows = table(
        ("阶段", "触发条件", "付款期限", "金额（万元）", "累计比例"),
        ("一", "签约", "10日内", "36", "30%"),
        ("二", "初验", "15日内", "48", "70%"),
        ("三", "终验", "15日内", "36", "100%"),
    )
    assert brief(paid(clause("5.1", rows))) == ["30% 360000 10day", "40% 480000 15day", "30% 360000 15day"]


def test_table_on_its_side() -> None:
    rows = table(
        ("款项", "预付款", "验收款"),
        ("比例", "40%", "60%"),
        ("条件", "签约后10日内", "终验后15日内"),
    )
    assert brief(paid(clause("5.1", rows))) == ["40% 480000 10day", "60% 720000 15day"]


def test_share_and_amount_in_one_cell() -> None:
    rows = table(
        ("付款批次", "付款条件", "付款金额"),
        ("1", "签约后5个工作日内", "合同总价的30%，即36万元"),
        ("2", "终验后10个工作日内", "合同总价的70%，即84万元"),
    )
    assert brief(paid(clause("5.1", rows))) == ["30% 360000 5working_day", "70% 840000 10working_day"]


def test_review_named_before_a_sum_is_no_name_of_it() -> None:
    words = "采购人按半年付款，分一次付清：每半年考核完成之日起15个工作日内付给供应商¥600000.00。"
    assert served(words, "6个月") == ["- 600000 15working_day"]


def test_what_is_due_as_a_column() -> None:
    rows = table(
        ("批次", "付款内容", "应付款（元）", "付款条件"),
        ("第一批", "预付款", "480,000.00", "生效后7个工作日内"),
        ("第二批", "验收款", "720,000.00", "验收后10个工作日内"),
        ("合计", "", "1,200,000.00", ""),
    )
    assert brief(paid(clause("5.1", rows))) == ["- 480000 7working_day", "- 720000 10working_day"]


def test_invoices_of_the_same_amount_recur_no_more_than_others() -> None:
    assert brief(paid("合同签订且收到等额发票后10个工作日内，支付合同总价的20%；余款验收后付清。")) == [
        "20% 240000 10working_day",
        "80% 960000 -",
    ]


def test_what_of_it_is_paid_in_advance_is_said_over() -> None:
    words = "签约后10日内支付合同金额的30%；验收后10日内支付合同金额的70%，其中涉及预付款的：合同金额的30%。"
    assert brief(paid(words)) == ["30% 360000 10day", "70% 840000 10day"]


def test_a_part_named_in_the_condition_of_one_row_is_not_what_is_paid() -> None:
    rows = table(
        ("支付次数", "支付条件", "支付比例", "支付金额（元）"),
        ("首付款", "签约后7日内", "40%", "480000"),
        ("最后付款", "软件资料移交后14日内", "60%", "720000"),
    )
    assert brief(paid(clause("5.1", rows))) == ["40% 480000 7day", "60% 720000 14day"]


def test_a_share_right_before_its_condition_keeps_its_words() -> None:
    (_, rest) = paid("验收合格后10日内付95%，余款5%质保期满后10日内付清。")
    assert [e.text for e in rest.evidence] == ["余款5%质保期满后10日内"]


def test_a_part_named_with_its_years_is_found_without_them() -> None:
    assert named_in("运行维护费每年考核合格后支付12万元", ["设备购置费", "三年运行维护费"]) == "三年运行维护费"


def test_a_provisional_price_is_no_price_on_the_cover() -> None:
    assert brief(paid("签约后15日内，支付暂定价的百分之三十；验收后30日内付清全部余款。")) == [
        "30% 360000 15day",
        "70% 840000 30day",
    ]

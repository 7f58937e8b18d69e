"""Instalments told in rows, as ratios, in forms and after a common beginning; rests that leave out what is kept back."""

from __future__ import annotations

from pathlib import Path

import pytest

from contract_parse.extract.payments import instalment_counts
from contract_parse.pipeline import parse
from tests.extract.clauses import clause, contract, table
from tests.extract.test_payments import PRICE, brief, of, paid, terms


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(
            "货款的30%、50%、20%分别于签约后5日内、初验后10日内、终验后15日内支付。",
            ["30% 360000 5day", "50% 600000 10day", "20% 240000 15day"],
            id="shares, then times",
        ),
        pytest.param(
            "签约、到货、质保期满三个节点分别支付40%、55%、5%。",
            ["40% 480000 -", "55% 660000 -", "5% 60000 -"],
            id="times, then shares",
        ),
        pytest.param(
            "按2:7:1的比例分三次付款：签约后7日内付第一笔，验收后20日内付第二笔，质保期满后30日内付第三笔。",
            ["20% 240000 7day", "70% 840000 20day", "10% 120000 30day"],
            id="ratio",
        ),
        pytest.param(
            "按三三四的比例分三期：签约后7日付第一期，到货后7日付第二期，验收后7日付第三期。",
            ["30% 360000 7day", "30% 360000 7day", "40% 480000 7day"],
            id="ratio in words",
        ),
        pytest.param(
            "合同价款按60%、40%分两次支付。第一次在交货后20日内支付，第二次在质保期满后20日内支付。",
            ["60% 720000 20day", "40% 480000 20day"],
            id="shares counted off",
        ),
    ],
)
def test_shares_and_times_in_rows(words: str, expected: list[str]) -> None:
    assert brief(paid(words)) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "验收后30日内，甲方扣除合同总价5%的质保金后，将其余价款一次性付给乙方；质保金满一年后10日内退还。",
            ["5% 60000 10day", "95% 1140000 30day"],
        ),
        (
            "结算时留取合同总价的百分之三为质量保修金，其余百分之九十七于竣工后28日内付清；质量保修金于两年后14日内返还。",
            ["3% 36000 14day", "97% 1164000 28day"],
        ),
        (
            "首付480000元于签约后5日内支付，余款在交货后分6个月平均支付，每月支付120000元。",
            ["- 480000 5day", *["- 120000 -"] * 6],
        ),
        ("首批到货付四分之一，全部到货再付四分之一，验收后一个月内付剩下的一半。", ["25% 300000 -"] * 2 + ["50% 600000 1month"]),
    ],
)  # fmt: skip
def test_what_is_kept_back_or_left(words: str, expected: list[str]) -> None:
    assert brief(paid(words)) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "收到发票后，分两次付款：第一次720000元（占60%），到货后20日内；第二次480000元（占40%），验收后20日内。",
            ["60% 720000 20day", "40% 480000 20day"],
        ),
        (
            "第一次付款：条件：需求确认；金额：合同总额的25%；时限：10个工作日。第二次付款：条件：终验；金额：合同总额的75%；时限：15个工作日。",
            ["25% 300000 10working_day", "75% 900000 15working_day"],
        ),
        (
            "甲方在收到发票后的10个工作日内，按下列约定付款：签约后，支付20%；初验后，支付60%；终验后，支付20%。",
            ["20% 240000 10working_day", "60% 720000 10working_day", "20% 240000 10working_day"],
        ),
        (
            "占比依次为20%、50%、30%，支付时间依次为：合同生效后7日内；主体完工后14日内；质保期满后28日内。",
            ["20% 240000 7day", "50% 600000 14day", "30% 360000 28day"],
        ),
        ("自验收次日起三个月内分三期平均付清，每期为货款总额的三分之一。", ["33.3333% 400000 -"] * 3),
        ("签约30%、到货60%、质保期满10%。每一笔须在达到节点后7日内付出。", ["30% 360000 7day", "60% 720000 7day", "10% 120000 7day"]),
        ("相当于合同含税总价百分之三十的款项于签约后5日内划入乙方账户；验收后付清合同含税总价的70%。", ["30% 360000 5day", "70% 840000 -"]),
    ],
)  # fmt: skip
def test_told_as_a_form_or_after_a_common_beginning(words: str, expected: list[str]) -> None:
    assert brief(paid(words)) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("签约后付30%；其后每完成一个节点付20%，共三个节点；余下10%质保期满付清。", ["30% 360000 -", *["20% 240000 -"] * 3, "10% 120000 -"]),
        ("乙方每完成总量的25%即可申请付款一次，甲方审核后10日内支付合同总价的25%，共四次。", ["25% 300000 10day"] * 4),
        (
            "首次付款：签约后5日内，合同总价的10%；以后每月末按合同总价的15%付款，连付六个月，共付90%。",
            ["10% 120000 5day", *["15% 180000 -"] * 6],
        ),
        ("合同总价分四期等额支付，每三个月末为一个付款日，甲方在付款日后7日内支付一期。", ["25% 300000 7day"] * 4),
    ],
)  # fmt: skip
def test_steps_that_recur(words: str, expected: list[str]) -> None:
    found = paid(words)
    assert brief(found) == expected
    said = instalment_counts(contract(PRICE, terms(words)), found)
    assert all(c.stated == c.described for c in said)


def test_a_lead_that_only_says_by_the_year() -> None:
    years = [
        clause("5.1(1)", "第一年720000元，于签约后15日内支付；"),
        clause("5.1(2)", "第二年480000元，于次年开始后15日内支付。"),
    ]
    found = paid(clause("5.1", "费用分年支付：", *years))
    assert brief(found) == ["- 720000 15day", "- 480000 15day"]


def test_a_line_on_paying_in_a_form_without_numbers() -> None:
    lines = [
        "采购合同", "甲方：南屏县林业局", "合同总价：1200000元", "付款方式：货到付九成，满一年无质量问题付一成。",
        "违约责任：逾期交货每日按合同总价的0.05%支付违约金。",
    ]  # fmt: skip
    assert brief(of(contract(preamble=lines))) == ["90% 1080000 -", "10% 120000 1year"]


def test_a_table_of_milestones_without_a_word_for_paying() -> None:
    rows = table(
        ("节点", "占合同价", "金额（万元）", "时间"),
        ("签约", "40%", "48", "签约后7日"),
        ("验收", "60%", "72", "验收后7日"),
    )
    assert [(p.percent, p.amount) for p in paid(clause("5.1", rows))] == [(40, 480000), (60, 720000)]


def test_a_question_is_a_heading(tmp_path: Path) -> None:
    text = (
        "采购合同\n甲方：南屏县林业局\n乙方：远山信息有限公司\n一、问：价款是多少？\n答：总价1200000元。\n"
        "二、问：钱怎么付？\n答：签约付40%，余款验收后10日内付清。\n三、问：有争议怎么办？\n答：向南屏县人民法院起诉。\n"
    )
    file = tmp_path / "contract.txt"
    file.write_text(text, "utf-8")
    found = parse(file)
    assert [c.title for c in found.clauses][1] == "问：钱怎么付？"
    assert brief(found.payments) == ["40% 480000 -", "60% 720000 10day"]

"""Fields left blank, and what is none."""

from __future__ import annotations

import pytest

from contract_parse.extract.bad_dates import bad_dates
from contract_parse.extract.blanks import blanks
from tests.extract.clauses import clause, contract, table


def labels(*paragraphs: str) -> list[str | None]:
    """Blanks of a clause 5 that holds these paragraphs."""
    return [b.label for b in blanks(contract(clause("5", *paragraphs), clause("6", "完。")))]


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        ("质保期为____年。", "质保期"),
        ("甲方的其他义务：____。", "甲方的其他义务"),
        ("履约保证金为合同总价的____%。", "履约保证金为合同总价的"),
        ("乙方应于____年____月____日前交货。", "乙方应"),
        ("按下列第____种方式解决。", "解决方式"),
        ("按下列第（ ）种方式解决。", "解决方式"),
        ("包装物由（ ）方回收。", "包装物"),
        ("提出验收申请之日起 日内组织验收。", "提出验收申请"),
        ("违约金为每日¥____元。", "违约金为每日"),
        ("合同总价：¥ 元。", "合同总价"),
        ("质保期为XX年。", "质保期"),
        ("质保期为 年。", "质保期"),
        ("检验费由     承担。", "检验费"),
        ("协议期限：自签订之日起至____年__月__日止。", "协议期限"),
        ("提交____仲裁委员会仲裁。", "仲裁委员会"),
        ("免费保修  年。", "免费保修"),
        ("验收合格后 日内付款。", "验收合格后"),
        ("甲方的其他义务\t。", "甲方的其他义务"),
        ("乙方应在【 】日内交货。", "乙方应"),
        ("全镇【　】个行政村。", "全镇"),
        ("考核：低于___分的扣款。", "考核"),
        ("争议由______人民法院管辖。", "人民法院"),
        ("甲方于每月　　日前支付。", "甲方于每月"),
        ("异议期\t天。", "异议期"),
        ("税率：　%。", "税率"),
        ("保洁面积约（）平方米。", "保洁面积"),
        ("费用由（\t）方负担。", "费用"),
        ("乙方联系人（　　　　）负责维修。", "乙方联系人"),
        ("以样品（编号：　　　　）为准。", "以样品(编号"),
    ],
)
def test_written_blanks(sentence: str, label: str) -> None:
    assert labels(sentence) == [label]


@pytest.mark.parametrize(
    "sentence",
    [
        "分包内容：/。",
        "甲方：__某某局__",
        "质保期为__3__年。",
        "总价为__120000__元。",
        "账号：6222_0001",
        "乙方应提供设备（含备件）。",
        "☑分期付款 □一次付款，时间：____",
        "采购方式：[ ]公开招标 [√]竞争性磋商",
        "车辆密闭，无滴漏（　　）。",
        "履约保证金：□收取 ☑不收取收取金额：",
        "交付方式：",
        "本合同所称年月日均为公历。",
        "其他事项：____无____（产权过户登记等）",
        "乙方应于次年1月15日前提交总结。",
    ],
)
def test_what_is_no_blank(sentence: str) -> None:
    assert labels(sentence, "另行约定。") == []


def test_alternatives_that_were_not_chosen() -> None:
    choice = clause(
        "8",
        "争议按下列第2种方式解决：",
        clause("8(1)", "提交____仲裁委员会仲裁；"),
        clause("8(2)", "向____人民法院起诉。"),
    )
    assert [(b.label, b.clause) for b in blanks(contract(choice))] == [("人民法院", "8(2)")]


def test_alternatives_in_one_paragraph() -> None:
    assert labels("按以下第（2）种方式解决：（1）提交____仲裁委员会；（2）向某县人民法院起诉。") == []
    assert labels("选择：□提交____仲裁委员会仲裁 ☑向甲方所在地人民法院起诉。") == []


def test_a_number_chosen_in_square_brackets() -> None:
    choice = clause(
        "3", "按以下第【2】种方式支付：", clause("3(1)", "每月【 】日前支付；"), clause("3(2)", "按季支付。")
    )
    assert blanks(contract(choice)) == []
    assert [b.label for b in blanks(contract(clause("3", "按下列第【 】种方式支付：")))] == ["支付方式"]


def test_what_is_filled_in_only_if_there_is_any_goes_on_in_capitals() -> None:
    assert labels("合同金额小写：5万元", "分包金额（如有）小写：____", "大写：____") == []
    assert labels("合同金额小写：5万元", "大写：____") != []


def test_a_field_of_a_form_that_no_list_of_labels_knows() -> None:
    form = ["收取保证金形式：保函", "履约担保期限：", "保证金退还：验收后无息退还"]
    assert labels(*form) == ["履约担保期限"]
    assert labels("项目经理：孔令", "验收要求：", "外观：无划痕") == []


def test_the_second_column_is_empty() -> None:
    found = blanks(contract(closing=["开户银行：某银行营业部　　　　开户银行：", "账号：6200　　　账号："]))
    assert [b.label for b in found] == ["开户银行", "账号"]


def test_other_arrangements_that_nobody_made() -> None:
    other = clause("8", title="双方的其他约定")
    assert [b.label for b in blanks(contract(clause("7", "双方的其他约定："), other))] == ["双方的其他约定"] * 2


def test_fields_under_a_no() -> None:
    assert labels("是否收取履约保证金：□是 ☑否", "保证金账号：", "开户行：") == []
    assert labels("是否收取履约保证金：☑是 □否", "账号：", "开户行：某银行") == ["账号"]


def test_empty_fields_of_the_parties() -> None:
    found = blanks(
        contract(preamble=["合同编号：", "甲方：某局", "地址：\t电话：0371-1234567", "传真：", "签订日期："])
    )
    assert [b.label for b in found] == ["合同编号", "地址", "传真"]


def test_a_name_on_the_next_line_fills_the_field() -> None:
    assert blanks(contract(preamble=["甲方（全称）：", "某某县城市管理局", "乙方（全称）：某公司"])) == []
    assert blanks(contract(preamble=["委托方（甲方）：", "名称：某某县水务局", "乙方：某公司"])) == []
    assert blanks(contract(preamble=["甲方：某局", "乙方（联合体）：", "联合体牵头人：某公司"])) == []
    bare = blanks(contract(preamble=["甲方：", "地址：文昌路8号", "乙方：某公司"]))
    assert [b.label for b in bare] == ["甲方"]


def test_places_for_signatures_are_no_blanks() -> None:
    closing = [
        "甲方（盖章）：\t乙方（盖章）：",
        "法定代表人（签字）：____\t授权代表：",
        "日期：   年  月  日\t签订日期：",
    ]
    assert blanks(contract(closing=closing)) == []


def test_empty_cells_beside_labels() -> None:
    form = table(["单位名称", "某局", "单位名称", "某公司"], ["传真", "", "邮政编码", "450000"], header_rows=0)
    assert [b.label for b in blanks(contract(preamble=[form]))] == ["传真"]
    assert blanks(contract(clause("1", table(["序号", "名称", "备注"], ["1", "泵", ""])))) == []


def test_labels_with_nothing_behind_them_in_a_table_of_two_columns() -> None:
    signed = table(["电话：", "电话：0371-1"], ["账号：", "账号：6200"], ["地址：", "某路1号"], header_rows=0)
    assert [b.label for b in blanks(contract(closing=[signed]))] == ["电话", "账号"]


def test_an_inner_clause_that_is_only_a_label() -> None:
    assert [
        b.label for b in blanks(contract(clause("4", clause("4(1)", "甲方的其他义务："), clause("4(2)", "完。"))))
    ] == ["甲方的其他义务"]


def test_a_sum_and_its_capitals() -> None:
    assert labels("服务费人民币____元（大写：____）。") == ["服务费", "大写"]


def test_a_date_below_fills_no_label() -> None:
    found = blanks(contract(closing=["账号：/　　　　账号：", "2025年4月7日　　　　2025年4月7日"]))
    assert [b.label for b in found] == ["账号"]


def test_a_blank_without_words_is_called_after_what_it_stands_under() -> None:
    asked = clause("3", "甲方应提供下列资料：", clause("3(1)", "竣工图；"), clause("3(2)", "____。"))
    assert [(b.label, b.clause) for b in blanks(contract(asked))] == [("甲方应提供下列资料", "3(2)")]


def test_both_ends_of_a_term_are_called_after_it() -> None:
    assert labels("服务期限自2025年__月__日起至20__年__月__日止，自____年__月__日起至____年__月__日止。") == [
        "服务期限", "服务期限", "服务期限", "服务期限",
    ]  # fmt: skip


def test_dates_that_do_not_exist() -> None:
    found = bad_dates(contract(clause("2", "自2026年2月30日起至2026年6月31日止，签于2026年3月31日。")))
    assert [(d.raw, d.clause) for d in found] == [("2026年2月30日", "2"), ("2026年6月31日", "2")]


def test_a_term_that_goes_on_with_its_days_is_filled() -> None:
    assert not blanks(contract(preamble=["履行期限：计划开始日期：2026-02-05；计划完成日期：2027-02-04。"]))

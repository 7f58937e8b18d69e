"""What a price is made up of, told with details, subtotals and years beside the parts, and taxes told part by part."""

from __future__ import annotations

from pathlib import Path

import pytest

from contract_parse import parse
from contract_parse.extract.amounts import amounts
from contract_parse.extract.fields import items
from contract_parse.extract.penalties import penalties
from contract_parse.extract.periods import periods_in
from contract_parse.model.contract import Contract
from contract_parse.model.facts import Amounts
from contract_parse.model.structure import Clause
from tests.extract.clauses import clause, contract
from tests.extract.test_payments import brief, paid


def read(*below: str | Clause) -> Amounts:
    return amounts(contract(clause("2", *below, title="合同价款")), [], [])


def parts(found: Amounts) -> list[str]:
    return [f"{c.name.value} {c.amount.value.normalize():f}" for c in found.components]


def whole(folder: Path, text: str) -> Contract:
    file = folder / "合同.txt"
    file.write_text(text, encoding="utf-8")
    return parse(file)


def test_the_parts_without_their_details() -> None:
    found = read(
        clause("2.1", "合同总价4140000元，其中："),
        clause("2.1(1)", "人员费2898000元：驻场工程师计2142000元；二线支持计756000元；"),
        clause("2.1(2)", "工具费1242000元。"),
    )
    assert parts(found) == ["人员费 2898000", "工具费 1242000"]


def test_a_subtotal_among_the_parts_is_none() -> None:
    found = read(
        "合同总价900000元，其中：平台维护费400000元，终端维护费200000元，以上年维护费合计600000元，备件费300000元。"
    )
    assert "年维护费" not in " ".join(parts(found))


def test_a_year_of_several_is_no_list_of_the_parts() -> None:
    found = read(
        clause("2.1", "合同总价为1800000元（三年）。"),
        clause("2.2", "每年服务费由以下部分组成：人工费400000元，材料费120000元，管理费80000元。"),
    )
    assert parts(found) == []


def test_names_with_commas_in_brackets() -> None:
    found = read(
        clause("2.1", "合同总价1836000元，由以下部分组成："),
        clause("2.1(1)", "聚合氯化铝（液体，氧化铝含量≥10%）：数量1800吨，金额1116000元；"),
        clause("2.1(2)", "次氯酸钠（有效氯≥10%）：数量900吨，金额720000元。"),
    )
    assert parts(found) == ["聚合氯化铝 1116000", "次氯酸钠 720000"]


def test_the_value_of_a_label_is_the_name() -> None:
    found = read(
        "品种：春秋运动服  数量：640套  单价：128元/套  金额：81920元",
        "品种：夏装套装  数量：1280套  单价：76元/套  金额：97280元",
        "合同总金额：179200元。",
    )
    assert parts(found) == ["春秋运动服 81920", "夏装套装 97280"]


def test_a_model_is_no_name() -> None:
    found = read(
        "车辆清单：压缩车6辆，型号ZH5180ZYS6，小计262.8万元；洒水车4辆，型号ZH5180GPS6，小计126万元；合计388.8万元。"
    )
    assert parts(found) == ["压缩车 2628000", "洒水车 1260000"]


def test_the_tax_beside_the_total_is_the_contracts() -> None:
    found = read(
        clause("2.1", "合同总价1190000元，其中税额100000元。"),
        clause("2.2", "设备款1000000元，含税额90000元。"),
    )
    assert found.tax.amount is not None
    assert found.tax.amount.value == 100000


def test_two_fees_paid_together_belong_to_neither() -> None:
    price = clause("2", "合同总价1200000元，其中人工服务费1000000元，管理费200000元。", title="合同价款")
    found = paid("人工服务费、管理费按月支付，每月支付100000元，共12个月。", price=price)
    assert brief(found)[:1] == ["- 100000 -"]
    assert {p.component for p in found} == {None}


def test_the_term_of_an_earlier_contract_is_not_this_ones() -> None:
    words = "鉴于双方于2022年签订的《物业服务合同》（服务期自2022年6月1日至2025年5月31日）即将届满，双方续签本合同。"
    names = [p.what for p in periods_in(items(contract(preamble=[words])))]
    assert names
    assert all(n.startswith("原合同") for n in names)


def test_parties_that_only_name_and_date_themselves_close_the_contract(tmp_path: Path) -> None:
    text = """体检服务合同
    甲方：澄湖县教育局
    乙方：澄湖县康宁体检中心
    一、体检人数120人，每人500元，合计60000元。
    二、体检完成并验收后30日内付清。
    三、逾期的，按日承担万分之五的违约金。
    四、争议由甲方所在地人民法院管辖。
    甲方：澄湖县教育局
    乙方：澄湖县康宁体检中心
    日期：2025年5月6日
    """
    found = whole(tmp_path, text)
    assert found.contract.signed_on is not None
    assert str(found.contract.signed_on.value) == "2025-05-06"
    assert [f.code for f in found.findings if f.code.startswith("PTY")] == []


def test_a_further_step_is_taken_of_what_the_one_before_is() -> None:
    words = "供电中断超过4小时的，免收当月服务费的20%；超过8小时的，免收50%。"
    found = penalties(contract(clause("8", words, title="违约责任")))
    assert [(str(p.rate), p.base.value if p.base and not isinstance(p.base, str) else p.base) for p in found] == [
        ("20", "当月服务费"),
        ("50", "当月服务费"),
    ]


def test_what_is_let_off_the_rent_is_a_penalty() -> None:
    found = penalties(contract(clause("7", "出租方未按时维修的，每次减免当月该台租金的10%。", title="违约责任")))
    assert [(p.by, str(p.rate)) for p in found] == [("supplier", "10")]


@pytest.mark.parametrize(
    ("words", "amounts_"),
    [
        ("损失在1万元以下的，由乙方照价赔偿；造成投诉的，每次扣200元。", ["200"]),
    ],
)
def test_a_threshold_is_no_fine(words: str, amounts_: list[str]) -> None:
    found = penalties(contract(clause("8", words, title="违约责任")))
    assert [str(p.amount) for p in found if p.amount] == amounts_


@pytest.mark.parametrize(
    "subject",
    [
        "对甲方各科室产生的医疗织物进行集中洗涤、消毒。",
        "业务内容：受理热线来电并派单。",
    ],
)
def test_words_that_tell_what_is_bought(subject: str, tmp_path: Path) -> None:
    text = f"""委托协议
    甲方：澄湖县中心
    乙方：远帆公司
    一、{subject}
    二、全年费用60000元，验收合格后30日内支付。
    三、违约的，赔偿损失。
    四、争议向甲方所在地人民法院起诉。
    甲方（盖章）：澄湖县中心  乙方（盖章）：远帆公司
    日期：2025年5月6日
    """
    assert [f.code for f in whole(tmp_path, text).findings if f.code == "FRM705"] == []

"""Manners of contracts that purchasing platforms print and of the standing forms of provinces: the project told in the
recital, the account in one line, shares in a column of notes, both sides' delay in one sentence."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from contract_parse import parse
from contract_parse.extract.bonds import bonds
from contract_parse.extract.fields import items
from contract_parse.extract.items import line_items
from contract_parse.extract.payments import instalment_counts
from contract_parse.extract.penalties import penalties
from contract_parse.extract.periods import periods_in
from contract_parse.extract.project import number, project_name
from contract_parse.extract.readers import read
from contract_parse.model.contract import Contract
from contract_parse.model.text import Text
from tests.extract.clauses import clause, contract, table
from tests.extract.test_payments import PRICE, brief, of, paid


def whole(folder: Path, text: str) -> Contract:
    file = folder / "合同.txt"
    file.write_text(text, encoding="utf-8")
    return parse(file)


@pytest.mark.parametrize(
    ("recital", "name"),
    [
        ("与项目有关的法律法规，以及澄湖镇环卫保洁服务的《采购文件》，乙方的《投标文件》，甲乙双方同意签订本合同。", "澄湖镇环卫保洁服务"),
        ("依据民法典以及档案数字化加工（项目编号：CH-2025-017）的《招标文件》，双方签订本合同。", "档案数字化加工"),
        ("以及本采购项目的《采购文件》，双方签订本合同。", None),
        ("鉴于乙方经公开招标中标“澄湖县机关食堂外包项目”（招标编号：CH-2024-11），双方签订合同。", "澄湖县机关食堂外包项目"),
        ("乙方中标甲方64排CT采购项目，双方达成如下协议。", "64排CT采购项目"),
        ("甲、乙双方根据澄湖县城管平台升级项目的中标结果，签署本合同。", "澄湖县城管平台升级项目"),
    ],
)  # fmt: skip
def test_the_project_whose_tender_documents_the_recital_names(recital: str, name: str | None) -> None:
    found = project_name(items(contract(preamble=[recital])))
    assert (found.value if found else None) == name


def test_of_two_numbers_the_one_given_to_all_is_the_contracts() -> None:
    head = ["合同统一编号：11N40012345678", "合同内部编号：ZX-2025-08"]
    found = number(items(contract(preamble=head)), "number")
    assert found is not None
    assert found.value == "11N40012345678"


def test_an_account_below_words_about_a_retention(tmp_path: Path) -> None:
    text = """设备采购合同
    甲方：澄湖县医院
    乙方：远帆器械有限公司
    1.付款
    1.1 验收合格后付至合同总价的95%，余款5%作为质量保证金，满一年后付清。
    1.2 收款账户：澄湖银行城关支行（远帆器械有限公司：6200018800012345）
    """
    supplier = whole(tmp_path, text).parties[1]
    assert supplier.account_name is not None
    assert supplier.account_name.value == "远帆器械有限公司"
    assert supplier.bank_account is not None


def test_an_account_that_a_bond_is_paid_into_is_not_the_suppliers(tmp_path: Path) -> None:
    text = """设备采购合同
    甲方：澄湖县医院
    乙方：远帆器械有限公司
    1.履约保证金
    1.1 乙方应将履约保证金汇入以下账户：
    收款账户：澄湖银行城关支行（澄湖县医院：6200018800012345）
    """
    assert whole(tmp_path, text).parties[1].bank_account is None


def test_days_of_signing_behind_the_names(tmp_path: Path) -> None:
    text = """公交服务合同
    甲方：澄湖县教育局
    乙方：远帆公共交通有限公司
    一、服务期一年。
    二、价款10万元，验收后付清。
    三、争议向人民法院起诉。
    甲方（公章）：澄湖县教育局  2024年8月20日
    乙方（公章）：远帆公共交通有限公司  2024年8月21日
    """
    found = whole(tmp_path, text)
    assert [str(p.signature.signed_on.value) for p in found.parties if p.signature and p.signature.signed_on] == [
        "2024-08-20",
        "2024-08-21",
    ]
    assert [p.name.value for p in found.parties if p.name] == ["澄湖县教育局", "远帆公共交通有限公司"]


def test_a_name_behind_the_note_to_sign() -> None:
    assert [v for _, v, _ in read("legal_representative", Text.plain("（签章）秦向东"))] == ["秦向东"]


def test_no_party_is_called_by_the_first_line_of_a_label(tmp_path: Path) -> None:
    text = """养护合同
    甲方：澄湖县园林所
    乙方：绿野养护有限公司
    1.期限一年。
    2.价款10万元。
    3.验收按月进行。
    甲方单位：（盖章）          乙方单位：（盖章）
    法定代表人或                法定代表人或
    授权代表：（签字）许静      授权代表：（签字）马川
    日期：2025年3月1日          日期：2025年3月1日
    """
    found = whole(tmp_path, text)
    assert [p.name.value for p in found.parties if p.name] == ["澄湖县园林所", "绿野养护有限公司"]
    assert {f.code for f in found.findings} & {"PTY601", "FRM704"} == set()


def test_shares_that_a_column_of_notes_tells() -> None:
    rows = table(
        ("期次", "支付金额（元）", "计划支付日期", "支付说明"),
        ("1", "360000", "2025-07-01", "合同签订后支付合同总金额的30%"),
        ("2", "840000", "2025-12-01", "验收合格后支付合同总金额的70%"),
    )
    assert brief(paid(rows)) == ["30% 360000 -", "70% 840000 -"]


def test_what_announces_a_list_of_instalments_is_none_of_them() -> None:
    lead = clause(
        "3",
        "费用按年度分两次支付：",
        clause("3(1)", "第一年度服务期满后15日内，支付人民币600000元；"),
        clause("3(2)", "第二年度服务期满后15日内，支付人民币600000元。"),
        title="费用支付",
    )
    found = of(contract(PRICE, lead))
    assert len(found) == 2
    assert [(c.stated, c.described) for c in instalment_counts(contract(PRICE, lead), found)] == [(2, 2)]


def test_the_last_month_makes_up_what_the_others_leave() -> None:
    words = "按月支付，每月99999元，最后一个月支付100011元，甲方收到发票后10个工作日内支付。"
    price = clause("2", "合同总价为1200000元，服务期限一年。", title="合同价款")
    assert brief(paid(words, price=price)) == ["- 99999 10working_day"] * 11 + ["- 100011 10working_day"]


def test_a_policy_received_is_what_the_premium_waits_for() -> None:
    assert brief(paid("甲方收到保单及发票后30日内一次性支付全部保费。")) == ["100% 1200000 30day"]


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("乙方逾期交货、甲方逾期付款的，按日向对方偿付违约货款额万分之三的违约金。", "either"),
        ("甲方无故延期接收货物、乙方逾期交货的，每天向对方偿付违约货款额3‰违约金。", "either"),
        ("甲方人员有权当场制止，并对乙方给予600元罚款。", "supplier"),
    ],
)
def test_who_pays_where_both_are_named(words: str, who: str) -> None:
    assert [p.by for p in penalties(contract(clause("8", words, title="违约责任")))] == [who]


def test_a_bond_told_line_by_line_and_what_is_taken_off_it() -> None:
    told = clause("7", "保证金金额：60000元", "收取比例：5%", title="履约保证金")
    taken = clause("8", "乙方送货迟到的，每次扣履约保证金500元。", title="违约责任")
    found = bonds(contract(told, taken), Decimal(1200000))
    assert [(b.kind, str(b.percent), str(b.amount)) for b in found] == [("performance", "5", "60000")]


def test_the_contract_itself_runs_from_day_to_day() -> None:
    told = items(contract(clause("3", "本合同从2025年5月10日起到2025年12月20日止。")))
    assert [(str(p.starts_on.value), str(p.ends_on.value)) for p in periods_in(told) if p.starts_on and p.ends_on] == [
        ("2025-05-10", "2025-12-20")
    ]


def test_a_budgeted_price_of_which_the_amounts_are_made() -> None:
    rows = table(
        ("序号", "项目名称", "单位", "数量", "预算单价（元）", "金额（元）"),
        ("1", "化粪池清掏", "个", "120", "224.00", "26880.00"),
        ("2", "果皮箱清洗", "个", "75", "508.00", "38100.00"),
    )
    assert [str(i.unit_price) for i in line_items(contract(clause("1", rows)))[0]] == ["224.00", "508.00"]

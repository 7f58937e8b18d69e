"""Amounts of the body: which is the total, what the words beside it say, which parts are listed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from contract_parse.extract.amounts import amounts
from contract_parse.model.facts import Amounts, Evidence, ItemTotal
from contract_parse.model.structure import Structure
from tests.extract.clauses import clause, contract, table


def price(*words: str, title: str = "合同价款") -> Structure:
    return contract(clause("2", *(clause(f"2.{i + 1}", w) for i, w in enumerate(words)), title=title))


def read(structure: Structure) -> Amounts:
    return amounts(structure, [], [])


def total(structure: Structure) -> Decimal | None:
    found = read(structure).total
    return found.value if found else None


@pytest.mark.parametrize(
    ("words", "value", "capital"),
    [
        ("本合同总金额为人民币（大写）：叁拾贰万伍仟元整（小写：¥325000.00）。", "325000", "325000"),
        ("合同总价款：32.5万元（大写：人民币叁拾贰万伍仟元整），含税。", "325000", "325000"),
        ("成交金额为￥346000.0000元（人民币叁拾肆万陆仟元整）", "346000", "346000"),
        ("合同总价为人民币******.73元（大写：壹拾万零伍佰元柒角叁分）。", "100500.73", "100500.73"),
        ("合同总价款为人民币伍拾万元整。", "500000", "500000"),
        ("本批物资总价￥10600元（不含税￥10000元，税额￥600元，税率6%），大写壹万零陆佰元整。", "10600", "10600"),
        ("价款采用总价包干形式，包干价为人民币陆万捌仟元整（￥68000元）。", "68000", "68000"),
        ("合同金额小写：2760000 大写：贰佰柒拾陆万元整", "2760000", "2760000"),
        ("合计金额小写：86400元  合计金额大写：捌万陆仟肆佰元整", "86400", "86400"),
        ("双方同意合同总价款按人民币3万元（叁万元整）一次包死。", "30000", "30000"),
        ("合同总价（含13%增值税）：RMB 1,130.00。不含税总价为1,000.00元。", "1130", None),
        ("本项目合同总价（含税3%）为：人民币103000元，大写：拾万叁仟元整。", "103000", "103000"),
        ("合同总价：￥１２８，０００．００元（大写：壹拾贰万捌仟 元 整）。", "128000", "128000"),
        ("合同总价：￥128000.00元（大写：壹拾贰万捌仟伍佰元整）。", "128000", "128500"),
        ("签约合同价为：人民币（大写）肆拾万陆仟零捌元伍角整（¥406,008.50）。", "406008.50", "406008.50"),
        ("本合同实行总价包干，包干价为人民币贰拾万元整（￥200000.00）。", "200000", "200000"),
        ("本项目采购预算为50万元，成交金额为45.8万元（大写：肆拾伍万捌仟元整）。", "458000", "458000"),
        ("月服务费为人民币50,000元，服务期12个月，合同总价为人民币600,000元（大写：陆拾万元整）。", "600000", "600000"),
        (
            "服务费为每月人民币43210.00元，12个月合计人民币518520.00元（大写人民币伍拾壹万捌仟伍佰贰拾元正）。",
            "518520",
            "518520",
        ),
        ("每年服务费36万元，三年合计108万元。", "1080000", None),
        (
            "租金标准为每平方米每月35元，年租金为210000元，三年租金总额为630000元（大写：陆拾叁万元整）。",
            "630000",
            "630000",
        ),
        ("一标段合同价：30万元；二标段合同价：20万元；合同总价：50万元。", "500000", None),
        ("合同总价为人民币羊325000.00元.大写:叁拾贰万伍仟元整.", "325000", "325000"),
        ("第一年服务费100000元，第二年服务费110000元，合同总金额210000元。", "210000", None),
    ],
)
def test_total(words: str, value: str, capital: str | None) -> None:
    found = read(price(words)).total
    assert found is not None
    assert found.value == Decimal(value)
    assert (found.capital.value if found.capital else None) == (Decimal(capital) if capital else None)
    assert found.role == "total"
    assert found.clause == "2.1"


def test_words_on_the_next_line() -> None:
    found = read(
        contract(clause("2", "合同总价（小写）：￥325,000.00 元", "（大写）：叁拾贰万伍仟元 整", title="合同金额"))
    ).total
    assert found is not None
    assert found.capital is not None
    assert (found.value, found.capital.value, found.raw) == (Decimal("325000.00"), Decimal("325000"), "￥325,000.00 元")


@pytest.mark.parametrize(
    "words",
    [
        "本项目预算金额为人民币800000元，中标优惠率8%，最终结算价按实际供货量据实结算。",
        "固定单价合同：洗涤单价为每公斤4.5元，按实际洗涤数量结算。",
        "项目最高限价90万元，按乙方报价的下浮率12%结算。",
        "服务费用按附件单价据实结算。",
    ],
)
def test_no_total_where_only_prices_of_units_are_agreed(words: str) -> None:
    assert total(price(words)) is None


def test_provisional_total_is_marked() -> None:
    found = read(price("合同暂定总价为人民币壹佰贰拾万元整（¥1,200,000.00），最终以审计结果为准。")).total
    assert found is not None
    assert found.estimated
    assert found.value == Decimal(1200000)


def test_form_rows_and_total_rows_of_tables() -> None:
    form = table(
        ("合同名称", "供货合同"), ("合同金额（元）", "128,000.00"), ("大写", "壹拾贰万捌仟元整"), header_rows=0
    )
    found = read(contract(preamble=(form,))).total
    assert found is not None
    assert found.capital is not None
    assert (found.value, found.capital.value) == (Decimal("128000.00"), Decimal(128000))
    row = ItemTotal(
        table=1, row=9, label="合计（含税）", value=Decimal("77000"), evidence=[Evidence(line=3, text="77000.00")]
    )
    only_row = amounts(contract(clause("1", "货物见附件一。")), [], [row]).total
    assert only_row is not None
    assert only_row.value == Decimal(77000)
    assert only_row.tax_included is True


@pytest.mark.parametrize(
    ("words", "taxed"),
    [
        (("合同含税总价为100万元。",), True),
        (("合同总价为100万元（含税）。",), True),
        (("合同不含税总价为人民币100000元。",), False),
        (("合同总价为100000元（不含税）。",), False),
        (("合同总价为100万元。", "上述价款包含运输、安装、税费等全部费用。"), True),
        (("合同总价为1130元。", "其中：不含税价1000元，增值税130元，税率13%。"), True),
        (("合同总价为100万元。",), None),
    ],
)
def test_tax_included(words: tuple[str, ...], taxed: bool | None) -> None:
    found = read(price(*words)).total
    assert found is not None
    assert found.tax_included is taxed


def test_tax_facts() -> None:
    found = read(price("合同金额（不含税）：￥100000.00元，税额￥6000.00元，合同金额（含税）：￥106000.00元，税率6%"))
    assert found.total is not None
    assert found.total.value == Decimal(106000)
    tax = found.tax
    assert tax.amount is not None
    assert tax.rate is not None
    assert tax.excluded_total is not None
    assert (tax.amount.value, tax.rate.value, tax.excluded_total.value) == (Decimal(6000), Decimal(6), Decimal(100000))
    assert tax.explained_by is not None
    assert tax.explained_by[0].rate == 6


def test_rate_of_tax_beside_an_invoice_and_none_where_several() -> None:
    one = read(price("合同总价为5万元。", "甲方凭乙方开具的9%增值税专用发票付款，逾期按每日1%支付违约金。"))
    assert one.tax.rate is not None
    assert one.tax.rate.value == 9
    several = read(price("合同总价为5万元。", "货物税率为13%，服务税率为6%。"))
    assert several.tax.rate is None


def names(structure: Structure) -> list[tuple[str, str]]:
    return [(c.name.value, format(c.amount.value.normalize(), "f")) for c in read(structure).components]


def test_words_behind_the_parts_are_not_those_of_the_last_part() -> None:
    found = read(price("设备款共计5万元，分别是：拖拉机2万元；播种机3万元。大写金额：伍万元整。")).mentions
    assert all(m.capital is None or m.capital.value == m.value for m in found)


def test_a_years_price_with_its_words_outweighs_its_parts() -> None:
    words = "年度托管费为人民币10万元（大写壹拾万元整），其中能源费7万元、人工费3万元，托管期限为一年。"
    assert total(price(words)) == 100000


def test_shares_of_years_are_no_components() -> None:
    assert names(price("合同总价30000元，分摊如下：2025年度10000元；2026年度20000元。")) == []


def test_what_will_be_bought_at_unit_prices_is_no_total() -> None:
    assert total(price("合同为单价合同，按固定单价结算，预计采购金额50万元，以实际数量为准。")) is None


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (
            "合同总价为100万元，其中：设备款80万元，安装调试费15万元，培训费5万元。",
            ["设备款 800000", "安装调试费 150000", "培训费 50000"],
        ),
        (
            "合同总价为人民币壹佰万元整（¥1000000元）。其中：（1）设备购置费80万元；（2）安装调试费15万元；（3）培训费5万元。",
            ["设备购置费 800000", "安装调试费 150000", "培训费 50000"],
        ),
        (
            "本合同总价为人民币1000000元，由以下部分组成：①系统开发费600000元；②数据迁移费400000元。",
            ["系统开发费 600000", "数据迁移费 400000"],
        ),
        (
            "合同总价为1130000元（含税），其中设备款：565000元（税率13%）；服务费：565000元（税率6%）。",
            ["设备款 565000", "服务费 565000"],
        ),
        (
            "合同总价为90万元，由仪器款80.5万元、安装费5.5万元和培训费4万元组成。",
            ["仪器款 805000", "安装费 55000", "培训费 40000"],
        ),
        ("合同总价为8万元，其中软件许可费5万元，两年维保费3万元。", ["软件许可费 50000", "两年维保费 30000"]),
        (
            "价款包括两项：一是教材费，计6万元；二是授课费，按每期2万元、共3期计6万元。两项合计12万元。",
            ["教材费 60000", "授课费 60000"],
        ),
        (
            "房屋月租金1000元，年租金12000元；物业费每月200元，年物业费2400元。一年费用总额14400元。",
            ["房屋月租金 12000", "物业费 2400"],
        ),
        ("合同总价为100万元，其中货款占80%，计80万元；服务费占20%，计20万元。", ["货款 800000", "服务费 200000"]),
        (
            "保洁员10名，每人每月3000元，全年计36万元；清运车1辆，每月5000元，全年计6万元。合计42万元，大写：肆拾贰万元整。",
            ["保洁员 360000", "清运车 60000"],
        ),
        (
            "合同总价30万元，其中施工费用20万元，设计费用8万元，勘察费用2万元。",
            ["施工 200000", "设计 80000", "勘察 20000"],
        ),
        (
            "合同总价9万元。硬件部分含税价5万元，税率13%；软件部分含税价4万元，税率6%。",
            ["硬件部分 50000", "软件部分 40000"],
        ),
        (
            "总费用构成：人员工资6万元，服装费1万元，税金1万元，总计8万元。",
            ["人员工资 60000", "服装费 10000", "税金 10000"],
        ),
        (
            "本合同采购内容及价款：叉车1辆，价款98000元；地牛4台，价款2000元；价款合计100000元。",
            ["叉车 98000", "地牛 2000"],
        ),
        (
            "合同总价人民币70000元（大写：柒万元整）=东区物业费40000元+西区物业费30000元。",
            ["东区物业费 40000", "西区物业费 30000"],
        ),
        ("标的一（净水器）价款20000元，标的二（管材）价款10000元，合同总价30000元。", ["净水器 20000", "管材 10000"]),
        (
            "合同总价10万元，上述合同价款由工程直接费8万元、措施费1万元、税金1万元组成。",
            ["工程直接费 80000", "措施费 10000", "税金 10000"],
        ),
        ("采购总金额10万元（大写：壹拾万元整）其中仪器（7万元）、耗材（3万元）。", ["仪器 70000", "耗材 30000"]),
        (
            "合同总价7万元，其中：一、主机2台，单价30000元，合价60000元；二、备件1批，合价10000元。",
            ["主机 60000", "备件 10000"],
        ),
        ("合同总价12万元。乙方分两部分报价：设计部分7万元，施工部分5万元。", ["设计部分 70000", "施工部分 50000"]),
        (
            "租赁费用：车辆租金每月2000元，租期5个月，小计10000元；司机劳务费每月1000元，5个月小计5000元；合计15000元。",
            ["车辆租金 10000", "司机劳务费 5000"],
        ),
    ],
)
def test_components_within_a_sentence(words: str, parts: list[str]) -> None:
    assert [f"{n} {a}" for n, a in names(price(words))] == parts


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("检测费合计3000元，检测费=水样检测费(2000元)+气样检测费(1000元)。", ["水样检测费", "气样检测费"]),
        (
            "合同总价9000元，由勘察费（￥5000元）、编制费（￥3000元）和评审费（￥1000元）组成。",
            ["勘察费", "编制费", "评审费"],
        ),
    ],
)
def test_components_set_apart_by_signs_and_words(words: str, parts: list[str]) -> None:
    assert [c.name.value for c in read(price(words)).components] == parts


@pytest.mark.parametrize(
    ("words", "parts", "value"),
    [
        (
            "甲系统部分合同价款为人民币叁仟元整（¥3000元），乙系统部分合同价款为人民币陆佰元整（¥600元），两部分共计人民币叁仟陆佰元整（¥3600元）。",
            ["甲系统部分", "乙系统部分"],
            3600,
        ),
        ("总造价9000元。其中人工费2000元，材料费6200元，税金800元。", ["人工费", "材料费", "税金"], 9000),
        (
            "甲方向乙方采购的设备总价为8000元；安装费为人民币壹仟元整（￥1000元）；合计合同总价为9000元。",
            ["设备", "安装费"],
            9000,
        ),
        ("总费用：8.8万元。费用明细：调研费2.8万元；推广费6万元。", ["调研费", "推广费"], 88000),
    ],
)
def test_lists_of_parts_and_their_total(words: str, parts: list[str], value: int) -> None:
    found = read(price(words))
    assert [c.name.value for c in found.components] == parts
    assert found.total is not None
    assert found.total.value == value


def test_premiums_are_parts_of_a_premium() -> None:
    found = read(price("总保费900元：其中，财产险保费500元，责任险保费400元。", title="保险费用"))
    assert [c.amount.value for c in found.components] == [500, 400]


def test_a_price_for_each_of_several_things_is_no_rate_of_the_part() -> None:
    found = read(
        price(
            "车辆租赁费：每辆每月2000元，共3辆，租期12个月，合计72000元；",
            "司机费：合计60000元；",
            "合同总价132000元。",
        )
    )
    assert [(c.name.value, c.rate) for c in found.components] == [("车辆租赁费", None), ("司机费", None)]


@pytest.mark.parametrize(
    "words",
    ["合同总价＝每月合计×12＝24000元（大写：贰万肆仟元整）。", "合同总价=月单价2000元×12个月=24000元。"],
)
def test_a_total_behind_its_working(words: str) -> None:
    assert total(price(words)) == 24000


def test_tax_that_the_price_holds_is_its_tax() -> None:
    found = read(price("咨询酬金总计RMB10600元，其中含增值税600元（税率6%）。"))
    assert found.tax is not None
    assert found.tax.amount is not None
    assert found.tax.amount.value == 600


def test_tax_in_brackets_beside_the_total_is_no_tax_amount() -> None:
    found = read(price("合同总价（含增值税）为¥11300.00元，不含增值税价款为¥10000.00元，增值税税额为¥1300.00元。"))
    assert [m.value for m in (found.total, found.tax and found.tax.amount) if m] == [11300, 1300]


def test_components_by_clauses_with_rate_and_term() -> None:
    found = read(
        contract(
            clause(
                "3",
                "合同价款总额为人民币52.1万元，包含税金。其中：",
                clause("3(1)", "电梯维保费：￥65000元/年，叁年共计￥195000元；"),
                clause("3(2)", "巡检服务费用为：每年¥42000.00元，服务期三年，共计¥126000.00元；"),
                clause("3(3)", "改造工程的价款为：¥ 20 万元整（大写：人民币贰拾万元整）。清单详见附件二：《改造清单》"),
                title="合同价款",
            )
        )
    )
    assert [(c.name.value, c.amount.value) for c in found.components] == [
        ("电梯维保费", Decimal(195000)),
        ("巡检服务", Decimal(126000)),
        ("改造工程", Decimal(200000)),
    ]
    lift, patrol, works = found.components
    assert lift.rate is not None
    assert lift.term is not None
    assert (lift.rate.amount, lift.rate.per, lift.term.n, lift.term.unit) == (
        Decimal(65000),
        "year",
        Decimal(3),
        "year",
    )
    assert patrol.rate is not None
    assert patrol.rate.amount == Decimal(42000)
    assert works.rate is None
    assert works.annex == "附件二"
    assert works.amount.capital is not None
    assert [m.role for m in found.mentions].count("component") == 3


def test_components_kept_where_they_do_not_add_up() -> None:
    found = names(
        contract(
            clause(
                "2",
                clause("2(1)", "合同总金额（含税）为¥500000.00元。"),
                clause(
                    "2(2)",
                    "合同总金额由下列部分组成：",
                    clause("2(2).1", "软件费用：¥310000.00元；"),
                    clause("2(2).2", "硬件费用：¥200000.00元。"),
                ),
                title="合同金额",
            )
        )
    )
    assert found == [("软件", "310000"), ("硬件", "200000")]


@pytest.mark.parametrize(
    "words",
    [
        "合同总价为1130元，其中：不含税价1000元，增值税130元，税率13%。",
        "合同总价为500000元，其中财政资金400000元，自筹资金100000元。",
        "签约合同价为300万元；其中：（1）安全文明施工费：9万元；（2）暂列金额：20万元。",
        "合同总价为50万元，首付款20万元，尾款30万元。",
    ],
)
def test_what_is_no_component(words: str) -> None:
    assert names(price(words)) == []


def test_parts_only_in_a_table_are_no_components() -> None:
    parts = table(("费用项目", "金额（元）"), ("设备费", "300000"), ("服务费", "200000"), ("合计", "500000"))
    assert read(contract(clause("2", "合同总价为人民币50万元。", parts, title="合同价格"))).components == []


def test_roles_of_mentions() -> None:
    found = read(
        contract(
            clause("2", "合同总价为50万元。", title="价格"),
            clause("3", "支付合同总价的30%，即人民币15万元。", title="付款"),
            clause("4", "乙方提交履约保证金人民币25000元。", title="履约担保"),
            clause("8", "乙方违约的，应支付违约金1万元；赔偿总额最高不超过60万元。", title="违约责任"),
            clause("9", "本合同第2条约定的合同总金额520000元为固定总价。", title="其他"),
        )
    )
    roles = [(format(m.value.normalize(), "f"), m.role) for m in found.mentions]
    assert roles == [
        ("500000", "total"),
        ("150000", "other"),
        ("25000", "bond"),
        ("10000", "other"),
        ("600000", "cap"),
        ("520000", "total"),
    ]
    assert found.total is not None
    assert found.total.value == Decimal(500000)


def test_a_tax_row_is_a_part_only_where_the_sum_needs_it() -> None:
    lead = "合同总价为25万元，由以下费用构成："
    assert names(price(lead + "（1）人工费150000元；（2）材料费80000元；（3）税金20000元。"))[-1] == ("税金", "20000")
    assert names(price(lead + "（1）人工费150000元；（2）材料费100000元；（3）其中税金20640元。")) == [
        ("人工费", "150000"),
        ("材料费", "100000"),
    ]


def test_changed_contracts_and_prices_by_the_year() -> None:
    changed = read(price("原合同金额100万元，本次增加10万元，变更后合同总金额为110万元。"))
    assert changed.total is not None
    assert changed.total.value == 1100000
    assert [m.role for m in changed.mentions] == ["other", "other", "total"]
    year = clause("2", "服务期限：一年。", title="服务期限")
    fee = clause("3", "合同总价款为人民币120000元/年（大写：壹拾贰万元整）。", title="合同价款")
    assert total(contract(year, fee)) == 120000
    assert total(contract(clause("2", "服务期限：三年。", title="服务期限"), fee)) is None
    month = "月服务费合计10000元，年服务费为120000元（大写：壹拾贰万元整）。"
    assert total(contract(year, clause("3", month, title="服务费"))) == 120000
    by_method = price("合同金额按码洋乘以折扣率计算，为人民币81600元（大写：捌万壹仟陆佰元整）。")
    assert total(by_method) == 81600


def test_prices_of_mixed_clauses_list_parts() -> None:
    parts = (
        clause("2.1.1", "机房运维费：210,000.00元/年×2年=420,000.00元；"),
        clause("2.1.2", "安全服务费：105,000.00元/年×2年=210,000.00元。"),
    )
    listed = clause(
        "2",
        clause("2.1", "合同总金额：（大写）陆拾叁万元整（小写：￥630,000.00元）。其中：", *parts),
        title="合同价款及支付方式",
    )
    found = read(contract(listed)).components
    assert [(c.name.value, c.amount.value, c.rate.amount if c.rate else None) for c in found] == [
        ("机房运维费", 420000, 210000),
        ("安全服务费", 210000, 105000),
    ]
    assert names(price("合同总价154万元。", "合同总价含设备价款145万元、安装费6万元、培训费3万元。"))[0] == (
        "设备",
        "1450000",
    )


def test_foreseen_purchases_are_no_total() -> None:
    assert total(price("食材按市场均价下浮12.5%结算。", "预计年采购金额约45万元，以实际发生为准。")) is None


def test_years_are_no_parts() -> None:
    assert names(price("合同总金额（两年）为人民币940000元，其中第一年470000元，第二年470000元。")) == []


def test_more_without_tax_than_with_it_beside_the_tax_is_what_the_contract_says() -> None:
    found = read(price("合同总价为￥106000.00元，含税。", "其中不含税金额￥110000.00元，税额￥6000.00元，税率6%。"))
    assert found.tax.excluded_total is not None
    assert found.tax.excluded_total.value == Decimal("110000.00")
    other = read(price("合同总价为￥106000.00元，含税。税额￥6000.00元。", "三年不含税金额￥300000.00元。"))
    assert other.tax.excluded_total is None


@pytest.mark.parametrize("words", ["第二条所列总价", "本合同第2.1款约定的总费用", "按照第二条，价款总额"])
def test_a_total_told_again_by_its_clause_is_the_total(words: str) -> None:
    def roles(last: str) -> list[tuple[str, str]]:
        body = contract(
            clause("2", clause("2.1", "合同总价为￥52000.00元，含税。"), title="合同价款"),
            clause("9", clause("9.1", last), title="其他"),
        )
        return [(m.role, str(m.value)) for m in read(body).mentions]

    assert roles(f"{words}￥52500.00元在履行期内不变。")[-1] == ("total", "52500.00")
    assert roles("第八条所列总价￥52500.00元在履行期内不变。")[-1][0] == "other"


@pytest.mark.parametrize("word", ["税款", "税金", "税费", "税额", "增值税"])
def test_every_word_for_the_tax_is_the_tax(word: str) -> None:
    found = read(price("合同总价为￥106000.00元，含税。", f"其中不含税部分￥100000.00元，{word}￥6000.00元。"))
    assert found.tax.amount is not None
    assert found.tax.amount.value == Decimal("6000.00")


def test_a_bare_figure_below_ten_thousands_is_no_total_in_yuan() -> None:
    rows = (("序号", "费用名称", "费用（万元）"), ("1", "勘察费", "40"), ("2", "设计费", "105"), ("合计", "", "145"))
    assert total(contract(clause("2", table(*rows), title="合同价款"))) is None


def test_the_words_of_a_total_that_a_table_declares_under_no_known_label() -> None:
    """The figure of 优惠后总价 was taken without the words that the next clause has for it."""
    rows = table(("品名", "金额（元）"), ("软件", "1200"), ("优惠后总价", "1000.00"))
    body = contract(
        clause("1", rows, title="采购内容"),
        clause("2", "经协商，合同总价优惠后为人民币壹仟元整（¥1000.00）。", title="合同价格"),
    )
    total = read(body).total
    assert total is not None
    assert total.capital is not None
    assert (total.value, total.capital.value) == (1000, 1000)

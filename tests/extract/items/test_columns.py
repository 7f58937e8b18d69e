"""What columns are: by their headers, and by their cells where headers leave it open."""

from decimal import Decimal

import pytest

from contract_parse.extract.items import line_items
from contract_parse.extract.items.source import scale_above, scale_of_header
from contract_parse.extract.items.vocabulary import vocabulary
from tests.extract.items.drawn import body, table


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("序号", "number"), ("品目号", "number"), ("编号", "number"), ("标的名称", "name"), ("设备名称", "name"),
        ("货物名称", "name"), ("服务名称", "name"), ("分项名称", "name"), ("岗位", "name"), ("项目名称", "name"),
        ("品牌", "brand"), ("品牌型号", "model"), ("规格型号", "model"), ("型号规格", "model"), ("型号", "model"),
        ("规格", "spec"), ("技术参数及要求", "spec"), ("具体要求说明", "spec"), ("项目特征描述", "spec"),
        ("产地", "origin"), ("原产地", "origin"), ("数量", "quantity"), ("工程量", "quantity"), ("人数", "quantity"),
        ("单位", "unit"), ("计量单位", "unit"), ("数量单位", "unit"), ("单价(元)", "unit_price"),
        ("综合单价(元)", "unit_price"), ("每辆保险费(元)", "unit_price"), ("每亩管护费", "unit_price"), ("单价(元/人/月)", "unit_price"), ("含税单价", "unit_price"),
        ("不含税单价(元)", "excluded_price"), ("金额(元)", "amount"), ("合价", "amount_total"), ("总价/万元", "amount_total"),
        ("小计", "amount"), ("月费用(元)", "amount_weak"), ("备注", "remark"), ("税率", "tax_rate"), ("税额(元)", "tax_amount"),
        ("不含税金额", "excluded_amount"), ("折扣率", "discount"), ("服务月数", "periods"), ("类别", "group"),
        ("子类", "group"), ("支付条件", "payment"), ("支付金额(元)", "payment"), ("分值", "score"), ("偏离情况", "response"),
        ("最高限价(元)", "reference"), ("项目编码", "code"), ("生产厂家", "maker"), ("使用单位", "group"),
        ("政府采购品目", "catalogue"), ("印数", "quantity"), ("册数", "quantity"), ("码洋(元)", "amount"), ("实洋", "amount_total"),
        ("计量", "unit"), ("租期(月)", "periods"), ("学校", "group"), ("品种", "name"), ("运输线路", "name"), ("货款(元)", "amount_weak"),
        ("总成本(元)", "amount_weak"), ("费用项", "name_weak"), ("计费单位", "unit"), ("检测参数", "name"), ("检测方法", "spec"),
        ("收费基价(元)", "unit_price"), ("难度系数", "periods"), ("供货说明", "remark"), ("挂牌价(元/升)", "reference"),
        ("维保年限", "periods"), ("维保级别", "spec"), ("样品编号", "number"), ("盏数", "quantity"), ("今天天气很好所以我们出去走走", None),
    ],
)  # fmt: skip
def test_role_of_header(header: str, role: str | None) -> None:
    assert vocabulary().role(header) == role


@pytest.mark.parametrize(
    ("lines", "scale"),
    [
        (["金额单位:万元"], 10_000), (["货币单位:人民币元"], 1), (["报价一览表(单位:万元)"], 10_000), (["项目总价5万元"], 1),
        (["单位:万元", "本表为分项报价"], 10_000), (["中标单位:亿元科技有限公司"], 1), ([], 1),
    ],
)  # fmt: skip
def test_scale_above(lines: list[str], scale: int) -> None:
    assert scale_above(lines) == scale


def test_scale_of_header() -> None:
    assert scale_of_header("总价(万元)") == 10_000
    assert scale_of_header("单价/元") == 1
    assert scale_of_header("单价") is None


def test_a_quantity_by_its_products_whatever_its_header() -> None:
    items, _ = line_items(body(table("""
        序号 | 印件名称 | 起订  | 单价(元) | 金额(元)
        1    | 宣传册   | 200   | 3.5      | 700
        2    | 档案袋   | 1,000 | 0.8      | 800
    """)))  # fmt: skip
    assert [(i.quantity, i.unit_price, i.amount) for i in items] == [
        (200, Decimal("3.5"), 700),
        (1000, Decimal("0.8"), 800),
    ]


def test_a_word_for_the_unit_price_by_its_products_with_the_months() -> None:
    items, _ = line_items(body(table("""
        序号 | 租赁物   | 数量 | 月租金(元) | 租期(月) | 租金合计(元)
        1    | 升降平台 | 2台  | 1500       | 6        | 18000
        2    | 照明车   | 3台  | 900        | 6        | 16200
    """)))  # fmt: skip
    assert [(i.unit_price, i.periods, i.amount) for i in items] == [(1500, 6, 18000), (900, 6, 16200)]


def test_of_several_counts_the_one_that_makes_the_amount() -> None:
    items, _ = line_items(body(table("""
        序号 | 名称 | 重量(kg) | 数量 | 单价(元) | 金额(元)
        1    | 铁艺门 | 80     | 2    | 600      | 1200
        2    | 护栏   | 15     | 40   | 90       | 3600
    """)))  # fmt: skip
    assert [i.quantity for i in items] == [2, 40]


def test_times_a_year_multiply_too() -> None:
    items, _ = line_items(body(table("""
        序号 | 巡检对象 | 数量 | 单次费用(元) | 年巡检次数 | 年费用(元)
        1    | 配电房   | 3    | 500          | 12         | 18000
        2    | 变压器   | 6    | 200          | 4          | 4800
    """)))  # fmt: skip
    assert [(i.quantity, i.unit_price, i.periods, i.amount) for i in items] == [(3, 500, 12, 18000), (6, 200, 4, 4800)]


def test_an_amount_by_its_products_whatever_its_header() -> None:
    items, _ = line_items(body(table("""
        品名   | 供货数(kg) | 协议单价 | 应结
        面粉   | 500        | 4.2      | 2100
        菜籽油 | 80         | 12.5     | 1000
    """)))  # fmt: skip
    assert [i.amount for i in items] == [2100, 1000]


def test_a_price_for_one_piece_by_its_unit() -> None:
    items, _ = line_items(body(table("""
        序号 | 疫苗名称 | 中标价(元/支) | 采购数量
        1    | 甲疫苗   | 58            | 20
        2    | 乙疫苗   | 42            | 10
    """)))  # fmt: skip
    assert [(i.unit_price, i.amount) for i in items] == [(58, None), (42, None)]


def test_a_name_in_the_column_of_numbers() -> None:
    items, (total,) = line_items(body(table("""
        序号     | 项目 | 数量 | 单价 | 合价
        1        | 地板 | 20   | 120  | 2400
        管理费   |      |      |      | 100
        合计=1+2 |      |      |      | 2500
    """)))  # fmt: skip
    assert [(i.number, i.name) for i in items] == [("1", "地板"), (None, "管理费")]
    assert (total.label, total.value) == ("合计=1+2", 2500)


def test_ones_prove_nothing() -> None:
    items, _ = line_items(body(table("""
        序号 | 名称   | 期望 | 单价(元) | 金额(元)
        1    | 服务甲 | 1    | 100      | 100
        2    | 服务乙 | 1    | 200      | 200
    """)))  # fmt: skip
    assert [i.quantity for i in items] == [None, None]


def test_books_at_a_discount() -> None:
    items, _ = line_items(body(table("""
        序号 | 书名     | 册数 | 定价(元) | 码洋(元) | 折扣 | 实洋(元)
        1    | 山河故事 | 10   | 40       | 400      | 80%  | 320
        2    | 节气歌   | 5    | 30       | 150      | 80%  | 120
    """)))  # fmt: skip
    assert [(i.quantity, i.unit_price, i.discount, i.amount) for i in items] == [
        (10, 40, Decimal("0.8"), 320), (5, 30, Decimal("0.8"), 120),
    ]  # fmt: skip


def test_a_table_that_goes_on_below_the_word_for_it() -> None:
    head = "序号 | 名称 | 数量 | 单价 | 金额\n"
    first, second = (
        table(head + "1 | 书架 | 2 | 300 | 600"),
        table(head + "2 | 桌子 | 1 | 500 | 500\n合计 | < | < | < | 1100"),
    )
    _, (total,) = line_items(body(first, "（续表）", second))
    assert (total.first_row, total.last_row) == (2, 4)


def test_two_row_header() -> None:
    items, _ = line_items(body(table("""
        序号 | 名称 | 报价信息 | <    | <
        ^    | ^    | 数量 | 单价(元) | 总价(元)
        1    | 滤芯 | 4    | 25       | 100
        2    | 水泵 | 2    | 300      | 600
    """)))  # fmt: skip
    assert [(i.name, i.quantity, i.unit_price, i.amount) for i in items] == [
        ("滤芯", 4, 25, 100),
        ("水泵", 2, 300, 600),
    ]


def test_ten_thousands() -> None:
    above = "金额单位：万元"
    items, totals = line_items(body(above, table("""
        序号 | 服务内容 | 数量 | 单价 | 合价
        1    | 巡检     | 2    | 1.25 | 2.5
        2    | 清洗     | 1    | 3    | 3
        合计 | <        | <    | <    | 5.5
    """)))  # fmt: skip
    assert [(i.unit_price, i.amount) for i in items] == [(12500, 25000), (30000, 30000)]
    assert totals[0].value == 55000


def test_column_unit_goes_before_the_tables() -> None:
    items, _ = line_items(body("单位：万元", table("""
        名称 | 数量 | 单价(元) | 总价(万元)
        水箱 | 10   | 5000     | 5
    """)))  # fmt: skip
    assert (items[0].unit_price, items[0].amount) == (5000, 50000)


def test_lone_price_is_what_its_sum_says() -> None:
    unit, _ = line_items(body(table("""
        品名 | 数量 | 价格(元)
        甲   | 3    | 10
        乙   | 2    | 20
        合计 | <    | 70
    """)))  # fmt: skip
    assert [(i.unit_price, i.amount) for i in unit] == [(10, None), (20, None)]
    amount, _ = line_items(body(table("""
        品名 | 数量 | 价格(元)
        甲   | 3    | 10
        乙   | 2    | 20
        合计 | <    | 30
    """)))  # fmt: skip
    assert [(i.unit_price, i.amount) for i in amount] == [(None, 10), (None, 20)]


def test_several_prices_the_products_tell() -> None:
    items, _ = line_items(body(table("""
        序号 | 货物名称 | 数量 | 最高限价(元) | 原报价单价 | 优惠后单价(元) | 金额(元)
        1    | 书架     | 4    | 1000         | 950        | 900            | 3600
        2    | 书桌     | 2    | 800          | 780        | 700            | 1400
    """)))  # fmt: skip
    assert [(i.unit_price, i.amount) for i in items] == [(900, 3600), (700, 1400)]


def test_taxes() -> None:
    items, totals = line_items(body(table("""
        序号 | 名称 | 数量 | 不含税单价 | 不含税金额 | 税率 | 税额 | 价税合计
        1    | 主机 | 2    | 100        | 200        | 13%  | 26   | 226
        2    | 安装 | 1    | 100        | 100        | 6%   | 6    | 106
        合计 | <    | <    | <          | 300        |      | 32   | 332
    """)))  # fmt: skip
    assert [(i.amount, i.excluded_amount, i.tax_amount, i.tax_rate) for i in items] == [
        (226, 200, 26, 13),
        (106, 100, 6, 6),
    ]
    assert [t.value for t in totals] == [332]


def test_quantity_and_unit_in_one_cell() -> None:
    items, _ = line_items(body(table("""
        名称 | 数量   | 单价   | 金额
        电梯 | 2台    | 500.00 | 1,000.00
        检验 | 一批   | 300    | 300
        油漆 | 1 200㎡ | 2      | 2400
    """)))  # fmt: skip
    assert [(i.quantity, i.unit) for i in items] == [(2, "台"), (1, "批"), (1200, "㎡")]


def test_months_beside_heads() -> None:
    items, _ = line_items(body(table("""
        岗位   | 人数 | 服务期限(月) | 单价(元/人/月) | 总价(元)
        保洁员 | 8    | 12           | 3000           | 288000
        保安员 | 2    | 12           | 3500           | 84000
    """)))  # fmt: skip
    assert [(i.quantity, i.periods, i.amount) for i in items] == [(8, 12, 288000), (2, 12, 84000)]


def test_a_term_that_is_no_factor() -> None:
    items, _ = line_items(body(table("""
        服务名称 | 数量 | 服务期限 | 单价 | 总价
        云主机   | 2    | 3        | 100  | 200
    """)))  # fmt: skip
    assert items[0].periods is None


def test_shares_of_a_cost() -> None:
    items, _ = line_items(body(table("""
        费用名称 | 比例 | 金额(元)
        人工费   | 80%  | 800
        管理费   | 20%  | 200
        合计     | 100% | 1000
    """)))  # fmt: skip
    assert [i.amount for i in items] == [800, 200]


def test_a_price_a_month_and_an_amount_a_year() -> None:
    items, totals = line_items(body(table("""
        岗位 | 人数 | 费用标准(元/人/月) | 月小计(元) | 年合计(元)
        保安 | 4    | 3000               | 12000      | 144000
        保洁 | 2    | 2500               | 5000       | 60000
        合计 | 6    |                    | 17000      | 204000
    """)))  # fmt: skip
    assert [(i.quantity, i.unit_price, i.periods, i.amount) for i in items] == [
        (4, 3000, 12, 144000),
        (2, 2500, 12, 60000),
    ]
    assert totals[0].value == 204000


def test_discounts() -> None:
    items, _ = line_items(body(table("""
        名称 | 数量 | 单价 | 下浮率 | 金额
        图书 | 10   | 50   | 8%     | 460
        期刊 | 20   | 10   | 8%     | 184
    """)))  # fmt: skip
    assert [(i.unit_price, str(i.discount), i.amount) for i in items] == [(50, "0.92", 460), (10, "0.92", 184)]


def test_columns_counted_below_the_header() -> None:
    items, _ = line_items(body(table("""
        序号 | 货物名称 | 数量 | 单价 | 总价
        1    | 2        | 3    | 4    | 5=3×4
        1    | 电脑     | 2    | 4000 | 8000
    """)))  # fmt: skip
    assert [(i.row, i.name) for i in items] == [(3, "电脑")]


def test_a_header_nobody_told_us_of() -> None:
    items, _ = line_items(body(table("""
        铺位坐落  | 面积(㎡) | 单价(元/㎡/月) | 月租金(元)
        东街1号铺 | 100      | 20             | 2000
        东街3号铺 | 50       | 20             | 1000
    """)))  # fmt: skip
    assert [(i.name, i.quantity, i.amount) for i in items] == [("东街1号铺", 100, 2000), ("东街3号铺", 50, 1000)]


def test_halves_side_by_side() -> None:
    items, totals = line_items(body(table("""
        序号 | 检测项目 | 单价(元) | 序号 | 检测项目 | 单价(元)
        1    | 氨氮     | 80       | 4    | 总磷     | 90
        2    | 总氮     | 85       | 5    | 浊度     | 20
        3    | 余氯     | 30       |      |          |
    """)))  # fmt: skip
    assert [(i.number, i.name, i.unit_price) for i in items] == [
        ("1", "氨氮", 80), ("2", "总氮", 85), ("3", "余氯", 30), ("4", "总磷", 90), ("5", "浊度", 20),
    ]  # fmt: skip
    assert totals == []


def test_halves_row_by_row_with_a_total_over_both() -> None:
    items, totals = line_items(body(table("""
        序号 | 名称 | 金额 | 序号 | 名称 | 金额
        1    | 甲   | 10   | 2    | 乙   | 20
        3    | 丙   | 30   | 4    | 丁   | 40
        合计 | <    | <    | <    | <    | 100
    """)))  # fmt: skip
    assert [i.number for i in items] == ["1", "2", "3", "4"]
    assert [(t.label, t.value) for t in totals] == [("合计", Decimal(100))]


def test_one_joint_column_is_the_model() -> None:
    items, _ = line_items(body(table("""
        序号 | 设备名称 | 品牌 | 规格   | 型号  | 产地 | 数量 | 单位 | 单价 | 合价 | 备注
        1    | 台秤     | 衡准 | 50kg   | TC-50 | 江苏 | 1    | 台   | 90   | 90   | /
        2    | 天平     | —    | 0.1mg  | FA-1  | 无   | 2    | 台   | 50   | 100  | 含砝码
    """)))  # fmt: skip
    assert [(i.brand, i.spec, i.model, i.origin, i.remark) for i in items] == [
        ("衡准", "50kg", "TC-50", "江苏", None), (None, "0.1mg", "FA-1", None, "含砝码"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "drawing",
    [
        """
        期次 | 支付条件     | 支付比例(%) | 支付金额(元)
        1    | 合同生效后   | 50          | 5000
        2    | 验收合格后   | 50          | 5000
        """,
        """
        阶段     | 比例 | 金额(元)
        签订合同 | 30%  | 3000
        验收合格 | 70%  | 7000
        """,
        """
        资金来源 | 金额(万元)
        县级财政 | 30
        自筹     | 7
        """,
        """
        项目       | 金额(元)
        履约保证金 | 5000
        质保金     | 3000
        """,
        """
        序号 | 标的名称 | 响应情况
        1    | 水泵     | 完全响应
        """,
        """
        序号 | 设备名称 | 型号 | 数量 | 单位
        1    | 水泵     | P-1  | 2    | 台
        """,
        """
        序号 | 考核内容 | 分值 | 扣款金额(元)
        1    | 迟到     | 2    | 50
        """,
        """
        序号 | 项目名称 | 业主单位 | 签订时间 | 合同金额(万元)
        1    | 甲地供水 | 甲地水务 | 2023年1月 | 120
        """,
        """
        合同编号 | CG-2026-01 | 合同金额 | 100000元
        项目名称 | 供水设备   | 采购方式 | 公开招标
        """,
        """
        序号 | 姓名 | 职务 | 月工资(元)
        1    | 张三 | 经理 | 8000
        """,
    ],
)
def test_no_items(drawing: str) -> None:
    assert line_items(body(table(drawing))) == ([], [])


def test_columns_in_a_trades_own_words_stand_over_priced_rows() -> None:
    items, totals = line_items(body(table("""
        舱位 | 航段 | 票号段 | 数量 | 结算价 | 金额
        经济 | 江州往返 | A1-A9 | 9 | 100 | 900
        合计 | | | | | 900
    """)))  # fmt: skip
    assert [(i.quantity, i.unit_price, i.amount) for i in items] == [(9, 100, 900)]
    assert [t.value for t in totals] == [900]


def test_a_number_column_of_names_is_the_name() -> None:
    items, _ = line_items(body(table("""
        包号 | 品目 | 数量 | 单位 | 单价 | 金额
        A | 摄像机 | 4 | 台 | 100 | 400
        B | 交换机 | 2 | 台 | 300 | 600
    """)))  # fmt: skip
    assert [(i.number, i.name) for i in items] == [(None, "摄像机"), (None, "交换机")]


def test_of_two_columns_that_group_the_inner_one_is_the_name() -> None:
    items, _ = line_items(body(table("""
        子系统 | 功能模块 | 数量 | 单价 | 金额
        受理 | 申报 | 1 | 100 | 100
        受理 | 查询 | 1 | 200 | 200
        审批 | 流程 | 1 | 300 | 300
    """)))  # fmt: skip
    assert [(i.groups, i.name) for i in items] == [(["受理"], "申报"), (["受理"], "查询"), (["审批"], "流程")]


def test_a_heading_over_quantity_and_unit_names_both() -> None:
    drawn = """
        序号 | 名称 | 数量及单位 | < | 单价(元) | 金额(元)
        1 | 课桌 | 450 | 套 | 168 | 75600
        2 | 讲台 | 12 | 张 | 760 | 9120
        """
    items, _ = line_items(body(table(drawn)))
    assert [(i.quantity, i.unit) for i in items] == [(450, "套"), (12, "张")]


@pytest.mark.parametrize("header", ["数量(台)", "数量(台)①"])
def test_formulas_under_the_header_are_no_row(header: str) -> None:
    drawn = f"""
        名称 | {header} | 单价(元) | 金额(元)
         | ① | ② | ③=①×②
        水泵 | 2 | 5 | 10
        阀门 | 3 | 7 | 21
        """
    items, _ = line_items(body(table(drawn)))
    assert [(i.name, i.unit, i.groups) for i in items] == [("水泵", "台", []), ("阀门", "台", [])]


def test_a_budgeted_price_where_no_other_is_given() -> None:
    items, _ = line_items(body(table("""
        项目名称 | 单位 | 工程量 | 预算单价（元） | 金额（元）
        绿化维护 | ㎡   | 1000   | 4.54           | 4540.00
    """)))  # fmt: skip
    assert [i.unit_price for i in items] == [Decimal("4.54")]
    items, _ = line_items(body(table("""
        项目名称 | 单位 | 数量 | 预算单价（元） | 单价（元） | 金额（元）
        保洁     | ㎡   | 100  | 6              | 5          | 500
    """)))  # fmt: skip
    assert [i.unit_price for i in items] == [5]

"""Declared totals: rows, words, kinds and what they sum."""

from decimal import Decimal

from contract_parse.extract.items import line_items
from tests.extract.items.drawn import body, table


def test_words_in_the_row_below() -> None:
    items, totals = line_items(body(table("""
        序号 | 名称 | 数量 | 单价 | 金额
        1    | 甲   | 2    | 5    | 10
        合计(含税) | < | <  | <    | 10
        合计金额大写:壹拾元整 | < | < | < | <
    """)))  # fmt: skip
    assert len(items) == 1
    assert [(t.label, t.value, t.capital.value if t.capital else None) for t in totals] == [("合计(含税)", 10, 10)]
    assert totals[0].capital is not None
    assert totals[0].capital.raw == "壹拾元整"


def test_words_that_differ_stay() -> None:
    _, totals = line_items(body(table("""
        名称 | 数量 | 单价 | 金额
        甲   | 2    | 5    | 10
        合计 | ￥10 (大写): 壹拾贰元整 | < | <
    """)))  # fmt: skip
    assert [(t.value, t.capital.value if t.capital else None) for t in totals] == [(10, 12)]


def test_figure_under_the_words() -> None:
    _, totals = line_items(body(table("""
        名称 | 数量 | 单价 | 金额
        甲   | 2    | 5    | 10
        本表价格合计 | 大写: 人民币壹拾元整 | < | <
        ^    | 小写: 10.00 元 | < | <
    """)))  # fmt: skip
    assert [(t.label, t.value, t.capital.value if t.capital else None) for t in totals] == [("本表价格合计", 10, 10)]


def test_one_merged_row() -> None:
    _, totals = line_items(body(table("""
        序号 | 标的名称 | 数量 | 总价(元)
        1    | 平台建设 | 1    | 19500
        合计金额小写：19500元 合计金额大写：壹万玖仟伍佰元整 | < | < | <
    """)))  # fmt: skip
    assert [(t.label, t.value, t.capital.value if t.capital else None) for t in totals] == [("合计金额", 19500, 19500)]


def test_known_from_its_words_alone() -> None:
    _, totals = line_items(body(table("""
        序号 | 名称 | 金额
        1    | 甲   | 10
        合计（大写） | 人民币壹拾元整 | <
    """)))  # fmt: skip
    assert [t.value for t in totals] == [10]


def test_cost_ladder() -> None:
    items, totals = line_items(body(table("""
        序号 | 分项名称 | 单位 | 数量 | 金额(元)
        1    | 工资     | 项   | 1    | 1000
        2    | 服装     | 项   | 1    | 200
        小计 | <        | <    | <    | 1200
        3    | 管理费   | 项   | 1    | 24
        合计 | <        | <    | <    | 1224
        4    | 税金     | 项   | 1    | 73.44
        预算价 | <      | <    | <    | 1297.44
    """)))  # fmt: skip
    assert [i.name for i in items] == ["工资", "服装", "管理费", "税金"]
    assert [(t.label, t.kind, t.first_row, t.last_row) for t in totals] == [
        ("小计", "subtotal", 2, 3), ("合计", "running", 2, 5), ("预算价", "total", 2, 7),
    ]  # fmt: skip


def test_ladder_without_numbers() -> None:
    items, totals = line_items(body(table("""
        费用名称 | 计算方法 | 金额(元)
        人工费   |          | 1000
        材料费   |          | 500
        小计     |          | 1500
        管理费   | 小计×2%  | 30
        税金     | 6%       | 91.8
        合计     |          | 1621.8
    """)))  # fmt: skip
    assert [i.name for i in items] == ["人工费", "材料费", "管理费", "税金"]
    assert [(t.label, t.kind) for t in totals] == [("小计", "subtotal"), ("合计", "total")]


def test_total_after_a_discount_sums_no_rows() -> None:
    _, totals = line_items(body(table("""
        名称 | 数量 | 单价 | 金额
        甲   | 2    | 50   | 100
        合计 | <    | <    | 100
        优惠后总价 | < | < | 95
    """)))  # fmt: skip
    assert [(t.value, t.first_row) for t in totals] == [(100, 2), (95, None)]


def test_total_with_a_count() -> None:
    items, totals = line_items(body(table("""
        序号 | 岗位 | 人数 | 单价(元/人/月) | 月费用(元)
        1    | 保安 | 3    | 10             | 30
        2    | 保洁 | 4    | 5              | 20
        合计 |      | 7    |                | 50
    """)))  # fmt: skip
    assert len(items) == 2
    assert [(t.label, t.value) for t in totals] == [("合计", 50)]


def test_count_of_a_list_without_prices_is_no_amount() -> None:
    assert line_items(body(table("""
        序号 | 设备名称 | 数量
        1    | 水泵     | 300
        合计 |          | 300
    """))) == ([], [])  # fmt: skip


def test_list_priced_by_its_total() -> None:
    items, totals = line_items(body(table("""
        序号 | 名称 | 单位 | 品牌型号 | 数量
        1    | 网关 | 台   | 甲牌 A1  | 1
        2    | 系统 | 套   | 乙牌 B2  | 2
        3    | ^    | 套   | 丙牌 C3  | 3
        合计 | 88000 | < | < | <
    """)))  # fmt: skip
    assert [(i.name, i.model, i.quantity) for i in items] == [
        ("网关", "甲牌 A1", 1),
        ("系统", "乙牌 B2", 2),
        ("系统", "丙牌 C3", 3),
    ]
    assert [t.value for t in totals] == [Decimal(88000)]


def test_notes_are_nothing() -> None:
    items, totals = line_items(body(table("""
        名称 | 数量 | 单价 | 金额
        甲   | 2    | 50   | 100
        合计 | <    | <    | 100
        其中：增值税 | | | 5.66
        备注：以上价格含运输、安装 | < | < | <
        投标人（盖章）： | < | 日期： | <
    """)))  # fmt: skip
    assert len(items) == 1
    assert len(totals) == 1


def test_things_whose_names_look_like_totals() -> None:
    items, totals = line_items(body(table("""
        序号 | 名称 | 单位 | 数量 | 单价 | 金额
        1    | 报价管理系统 | 套 | 1 | 10 | 10
        2    | 合计核算模块 | 套 | 1 | 10 | 10
        3    | 总价包干服务费 | 项 | 1 | 10 | 10
    """)))  # fmt: skip
    assert len(items) == 3
    assert totals == []


def test_two_tables_keep_their_rows_apart() -> None:
    one = table("""
        名称 | 数量 | 单价 | 金额
        甲   | 2    | 50   | 100
        合计 | <    | <    | 100
    """)
    items, totals = line_items(body(one, "第二部分", one))
    assert [(i.table, i.row) for i in items] == [(1, 2), (2, 2)]
    assert [t.table for t in totals] == [1, 2]


def test_a_break_that_was_not_mended() -> None:
    first = table("""
        序号 | 名称 | 数量 | 单价 | 金额
        1    | 甲   | 2    | 50   | 100
    """)
    rest = table("""
        2    | 乙   | 2    | 10   | 20
        合计 | <    | <    | <    | 120
    """)
    items, totals = line_items(body(first, rest))
    assert [(i.table, i.row, i.number) for i in items] == [(1, 2, "1"), (1, 3, "2")]
    assert (totals[0].kind, totals[0].first_row, totals[0].last_row) == ("total", 2, 3)


def test_header_once_more_in_mid_table() -> None:
    items, totals = line_items(body(table("""
        序号 | 名称 | 数量 | 单价 | 金额
        1    | 甲   | 2    | 50   | 100
        序号 | 名称 | 数量 | 单价 | 金额
        2    | 乙   | 2    | 10   | 20
        合计 | <    | <    | <    | 120
    """)))  # fmt: skip
    assert [i.number for i in items] == ["1", "2"]
    assert totals[0].value == 120


def test_row_cut_by_the_page() -> None:
    items, _ = line_items(body(table("""
        序号 | 名称 | 技术参数 | 数量 | 单价 | 金额
        1    | 多参数监 | 量程大 | 2 | 50 | 100
             | 护仪     | 于十米 |   |    |
        2    | 推车 | 不锈钢 | 1 | 10 | 10
    """, pages=(1, 1, 2, 2))))  # fmt: skip
    assert [(i.number, i.name, i.spec) for i in items] == [
        ("1", "多参数监护仪", "量程大于十米"),
        ("2", "推车", "不锈钢"),
    ]

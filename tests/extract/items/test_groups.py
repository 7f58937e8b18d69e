"""Groups from merged columns, from heading rows, and parents that state their sum."""

from contract_parse.extract.items import line_items
from tests.extract.items.drawn import annexed, body, table


def test_name_header_over_group_columns() -> None:
    items, _ = line_items(annexed(table("""
        序号 | 名称   | <        | <      | 数量 | 单价 | 总价
        1    | 东院区 | 软件系统 | 挂号   | 1    | 10   | 10
        2    | ^      | ^        | 收费   | 1    | 20   | 20
        3    | ^      | 硬件     | 打印机 | 1    | 5    | 5
        4    | 西院区 | ^        | 交换机 | 1    | 6    | 6
    """)))  # fmt: skip
    assert [(i.annex, i.groups, i.name) for i in items] == [
        ("附件一", ["东院区", "软件系统"], "挂号"), ("附件一", ["东院区", "软件系统"], "收费"),
        ("附件一", ["东院区", "硬件"], "打印机"), ("附件一", ["西院区", "硬件"], "交换机"),
    ]  # fmt: skip


def test_blank_group_cells_are_carried_down() -> None:
    items, _ = line_items(body(table("""
        类别 | 子类 | 序号 | 名称 | 数量 | 单价 | 合价
        一、软件 | 平台 | 1 | 门户 | 1 | 10 | 10
             |      | 2 | 短信 | 1 | 20 | 20
        二、服务 |  | 3 | 培训 | 1 | 5  | 5
             | 驻场 | 4 | 值守 | 1 | 6  | 6
    """, ruled=False)))  # fmt: skip
    assert [i.groups for i in items] == [["软件", "平台"], ["软件", "平台"], ["服务"], ["服务", "驻场"]]


def test_heading_rows() -> None:
    items, totals = line_items(body(table("""
        序号 | 项目名称 | 单位 | 工程量 | 综合单价 | 合价
        一   | 道路工程 |      |        |          |
        1    | 路面     |      |        |          |
        1.1  | 沥青     | ㎡   | 10     | 5        | 50
        2    | 路基     |      |        |          |
        2.1  | 碎石     | m³   | 10     | 2        | 20
             | 道路工程小计 |  |        |          | 70
        二   | 照明工程 |      |        |          |
        1    | 路灯     | 套   | 3      | 10       | 30
             | 照明工程小计 |  |        |          | 30
             | 总计     |      |        |          | 100
    """)))  # fmt: skip
    assert [(i.number, i.groups) for i in items] == [
        ("1.1", ["道路工程", "路面"]), ("2.1", ["道路工程", "路基"]), ("1", ["照明工程"]),
    ]  # fmt: skip
    assert [(t.label, t.kind, t.group, t.first_row, t.last_row) for t in totals] == [
        ("道路工程小计", "subtotal", "道路工程", 4, 6), ("照明工程小计", "subtotal", "照明工程", 9, 9), ("总计", "total", None, 4, 9),
    ]  # fmt: skip


def test_a_heading_whose_numeral_was_read_as_a_dash_is_closed_by_the_next() -> None:
    items, _ = line_items(body(table("""
        序号 | 项目名称 | 单位 | 工程量 | 综合单价 | 合价
        —    | 道路工程 |      |        |          |
        1    | 沥青     | ㎡   | 10     | 5        | 50
        二   | 排水工程 |      |        |          |
        1    | 管道     | m    | 10     | 2        | 20
    """)))  # fmt: skip
    assert [i.groups for i in items] == [["道路工程"], ["排水工程"]]


def test_merged_heading_rows() -> None:
    items, _ = line_items(body(table("""
        序号 | 名称 | 数量 | 单价 | 金额
        一、网络设备 | < | < | < | <
        1    | 交换机 | 2 | 10 | 20
        （二）安全设备 | < | < | < | <
        2    | 防火墙 | 1 | 30 | 30
    """)))  # fmt: skip
    assert [i.groups for i in items] == [["网络设备"], ["网络设备", "安全设备"]]


def test_parents_with_their_sum() -> None:
    items, totals = line_items(body(table("""
        序号 | 名称 | 单位 | 数量 | 单价 | 合价
        一   | 软件开发 | | | | 300
        1    | 前端 | 项 | 1 | 100 | 100
        2    | 后端 | 项 | 1 | 200 | 200
        二   | 运维 | 项 | 1 | 50 | 50
        1    | 值守 | 月 | 10 | 3 | 30
        2    | 巡检 | 次 | 2 | 10 | 20
        合计 | <    | <  | < | <  | 350
    """)))  # fmt: skip
    assert [(i.groups, i.name, i.amount) for i in items] == [
        (["软件开发"], "前端", 100), (["软件开发"], "后端", 200), (["运维"], "值守", 30), (["运维"], "巡检", 20),
    ]  # fmt: skip
    assert [(t.label, t.value, t.kind, t.group) for t in totals] == [
        ("软件开发", 300, "subtotal", "软件开发"), ("运维", 50, "subtotal", "运维"), ("合计", 350, "total", None),
    ]  # fmt: skip


def test_dotted_parents() -> None:
    items, totals = line_items(body(table("""
        序号 | 名称 | 单位 | 数量 | 单价 | 合价
        1    | 机房 |  | | | 15
        1.1  | 机柜 | 个 | 1 | 10 | 10
        1.2  | 空调 | 台 | 1 | 5 | 5
        2    | 布线 | 项 | 1 | 7 | 7
    """)))  # fmt: skip
    assert [(i.number, i.groups) for i in items] == [("1.1", ["机房"]), ("1.2", ["机房"]), ("2", [])]
    assert [(t.label, t.first_row, t.last_row) for t in totals] == [("机房", 3, 4)]


def test_items_without_price_among_priced_ones() -> None:
    items, _ = line_items(body(table("""
        序号 | 名称 | 数量 | 单价 | 金额
        1    | 主机 | 1 | 10 | 10
        2    | 培训 |   |    |
        3    | 质保 | 1 | 免费 | 0
    """)))  # fmt: skip
    assert [(i.name, i.amount, i.groups) for i in items] == [("主机", 10, []), ("培训", None, []), ("质保", 0, [])]


def test_a_shared_amount_counts_once() -> None:
    items, _ = line_items(body(table("""
        序号 | 名称 | 单位 | 数量 | 金额(元)
        1    | 主机 | 台   | 1    | 900
        2    | 支架 | 个   | 1    | ^
        3    | 线缆 | 米   | 5    | 100
    """)))  # fmt: skip
    assert [i.amount for i in items] == [900, None, 100]


def test_group_column_right_of_the_name_is_no_group() -> None:
    items, _ = line_items(body(table("""
        序号 | 名称 | 类型 | 数量 | 单价 | 金额
        1    | 主机 | 货物 | 1    | 10   | 10
        2    | 培训 | 服务 | 1    | 5    | 5
    """)))  # fmt: skip
    assert [i.groups for i in items] == [[], []]


def test_category_is_the_name_where_there_is_no_other() -> None:
    items, _ = line_items(body(table("""
        人员类别 | 人数 | 单价 | 合计
        保安     | 2    | 10   | 20
        保洁     | 3    | 5    | 15
    """)))  # fmt: skip
    assert [(i.name, i.groups) for i in items] == [("保安", []), ("保洁", [])]


def test_subtotals_inside_the_group_cell() -> None:
    items, totals = line_items(body(table("""
        类别 | 名称   | 数量 | 单价 | 金额
        硬件 | 主机   | 2    | 10   | 20
        ^    | 屏幕   | 1    | 5    | 5
        ^    | 小计   | <    | <    | 25
        软件 | 系统   | 1    | 30   | 30
        ^    | 小计   | <    | <    | 30
        合计 | <      | <    | <    | 55
    """)))  # fmt: skip
    assert [(i.groups, i.name) for i in items] == [(["硬件"], "主机"), (["硬件"], "屏幕"), (["软件"], "系统")]
    assert [(t.label, t.kind, t.group, t.first_row, t.last_row) for t in totals] == [
        ("小计", "subtotal", "硬件", 2, 3), ("小计", "subtotal", "软件", 5, 5), ("合计", "total", None, 2, 5),
    ]  # fmt: skip


def test_a_parent_of_one() -> None:
    items, totals = line_items(body(table("""
        序号 | 名称 | 单位 | 数量 | 单价 | 合价
        一   | 运维 | 项   | 1    | 50   | 50
        1    | 值守 | 月   | 10   | 5    | 50
        二   | 培训 | 项   | 1    | 20   | 20
        合计 | <    | <    | <    | <    | 70
    """)))  # fmt: skip
    assert [(i.groups, i.name) for i in items] == [(["运维"], "值守"), ([], "培训")]
    assert [(t.label, t.kind) for t in totals] == [("运维", "subtotal"), ("合计", "total")]


def test_a_priced_heading_over_things_without_price_is_the_thing() -> None:
    items, totals = line_items(body(table("""
        序号 | 名称     | 单位 | 数量 | 合价
        一   | 软件开发 | 项   | 1    | 300
        1    | 前端     | 个   | 3    |
        2    | 后端     | 个   | 2    |
        合计 | <        | <    | <    | 300
    """)))  # fmt: skip
    assert [(i.name, i.amount) for i in items] == [("软件开发", 300), ("前端", None), ("后端", None)]
    assert [t.kind for t in totals] == ["total"]


def test_what_stands_in_a_group_that_repeats_is_the_thing() -> None:
    items, _ = line_items(body(table("""
        服务类型 | 人员级别 | 数量(人) | 单价(元) | 金额(元)
        驻场     | 高级     | 2        | 300      | 600
        驻场     | 中级     | 3        | 200      | 600
    """)))  # fmt: skip
    assert [(i.groups, i.name) for i in items] == [(["驻场"], "高级"), (["驻场"], "中级")]


def test_a_column_named_like_things_that_only_counts_them() -> None:
    items, _ = line_items(body(table("""
        分项 | 报价内容   | 报价(元)
        1    | 平台租用费 | 600
        2    | 短信费     | 50
    """)))  # fmt: skip
    assert [(i.number, i.name, i.amount) for i in items] == [("1", "平台租用费", 600), ("2", "短信费", 50)]

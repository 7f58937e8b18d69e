"""Price tables as counties print them: headings at the left, totals anywhere, numbered sums, plain text."""

from decimal import Decimal
from pathlib import Path

import pytest

from contract_parse import parse
from contract_parse.extract.items import line_items
from contract_parse.ingest.drawn_tables import with_tabs
from tests.extract.items.drawn import body, table

PRICED = """甲方：清溪县某某中心
乙方：启明某某有限公司
第一条 合同标的
货物清单如下：
{table}
第二条 交付
乙方应当于三十日内交付全部货物。
"""
ROWS = [
    ["序号", "货物名称", "规格型号", "数量", "单价（元）", "金额（元）", "备注"],
    ["1", "显微镜", "双目 SG-2", "4台", "3850.00", "15400.00", ""],
    ["2", "离心机", "TD5A", "2台", "6200.00", "12400.00", "台式"],
    ["合计", "", "", "", "", "27800.00", ""],
]


def columns(s: str) -> int:
    return sum(2 if c > "\u2000" else 1 for c in s)


def spaced(right: bool = False) -> str:
    widths = [max(columns(r[c]) for r in ROWS) for c in range(len(ROWS[0]))]
    lines = []
    for row in ROWS:
        cells = [(s, " " * (w - columns(s))) for s, w in zip(row, widths, strict=True)]
        lines.append(
            "  ".join(pad + s if right and c in (4, 5) else s + pad for c, (s, pad) in enumerate(cells)).rstrip()
        )
    return "\n".join(lines)


def boxed(corner: str, dash: str, bar: str) -> str:
    widths = [max(columns(r[c]) for r in ROWS) + max(columns(r[c]) for r in ROWS) % 2 for c in range(len(ROWS[0]))]
    step = columns(dash)
    rule = corner + corner.join(dash * ((w + 2) // step) for w in widths) + corner
    lines = [rule]
    for row in ROWS:
        lines.append(bar + bar.join(f" {s}{' ' * (w - columns(s))} " for s, w in zip(row, widths, strict=True)) + bar)
        lines.append(rule)
    return "\n".join(lines)


DRAWINGS = {
    "spaces": spaced(),
    "figures to the right": spaced(right=True),
    "tabs": "\n".join("\t".join(r) for r in ROWS),
    "pipes": "\n".join("| " + " | ".join(r) + " |" for r in ROWS),
    "bare pipes": "\n".join(" | ".join(r) for r in ROWS),
    "box": boxed("┼", "─", "│"),
    "ascii": boxed("+", "-", "|"),
}


@pytest.mark.parametrize("drawing", DRAWINGS)
def test_tables_of_plain_text(tmp_path: Path, drawing: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(PRICED.format(table=DRAWINGS[drawing]), "utf-8")
    contract = parse(path)
    assert [(i.number, i.name, i.model, i.quantity, i.unit, i.unit_price, i.amount, i.remark) for i in contract.line_items] == [
        ("1", "显微镜", "双目 SG-2", Decimal(4), "台", Decimal(3850), Decimal(15400), None),
        ("2", "离心机", "TD5A", Decimal(2), "台", Decimal(6200), Decimal(12400), "台式"),
    ]  # fmt: skip
    assert [(t.label, t.value) for t in contract.item_totals] == [("合计", Decimal(27800))]


def test_lines_keep_their_numbers() -> None:
    lines = PRICED.format(table=DRAWINGS["box"]).split("\n")
    assert len(with_tabs(lines)) == len(lines)


def test_text_with_gaps_is_no_table() -> None:
    lines = [
        "甲方：某某局    乙方：某某公司",
        "地址：某路1号    地址：某路2号",
        "  一、合同标的  本合同约定如下",
        "数量  以实际为准",
    ]
    assert with_tabs(lines) == lines


def test_headings_at_the_left() -> None:
    items, _ = line_items(body(table("""
        标的名称 | 空气质量监测站
        品牌型号 | 某牌 AQ-900
        数量     | 1套
        单价（元） | 386000.00
        总价（元） | 386000.00
        交货期   | 四十五日内
    """)))  # fmt: skip
    assert [(i.name, i.model, i.quantity, i.unit, i.amount) for i in items] == [
        ("空气质量监测站", "某牌 AQ-900", 1, "套", 386000)
    ]


def test_headings_and_values_in_turn() -> None:
    items, _ = line_items(body(table("""
        标的名称 | 监测站 | 品牌型号 | 某牌 AQ-900
        数量     | 1套    | 单位     | 套
        单价     | 500元  | 总价     | 500元
    """)))  # fmt: skip
    assert [(i.name, i.quantity, i.unit_price, i.amount) for i in items] == [("监测站", 1, 500, 500)]


def test_a_form_about_the_project_is_no_item() -> None:
    items, _ = line_items(body(table("""
        项目名称 | 监测站建设 | 项目编号 | A-1
        采购方式 | 公开招标   | 成交金额 | 500元
        联系人   | 某人       | 电话     | 0000-1
    """)))  # fmt: skip
    assert not items


def test_a_total_under_the_units() -> None:
    """Set to the middle of merged cells without rules, the label stands in the column of units."""
    items, totals = line_items(body(table("""
        编号 | 工程项目 | 单位 | 数量 | 单价 | 合价
        1    | 找平     | ㎡   | 2    | 5    | 10
        2    | 铺砖     | ㎡   | 1    | 7    | 7
             |          | 土建工程小计 | | | 17
    """, ruled=False)))  # fmt: skip
    assert len(items) == 2
    assert [(t.label, t.value) for t in totals] == [("土建工程小计", 17)]


def test_a_total_over_two_halves() -> None:
    items, totals = line_items(body(table("""
        序号 | 品名 | 数量 | 单价 | 金额 | 序号 | 品名 | 数量 | 单价 | 金额
        1    | 笔   | 2    | 1.50 | 3.00 | 2    | 纸   | 5    | 2.00 | 10.00
        合计 |      |      |      |      | 13.00 |     |      |      |
    """, ruled=False)))  # fmt: skip
    assert [i.name for i in items] == ["笔", "纸"]
    assert [(t.label, t.value) for t in totals] == [("合计", 13)]


LADDER = """序号\t费用项目\t金额（元）\t数量
1\t工资\t1000.00\t1
2\t服装\t200.00\t1
3\t小计\t1200.00\t
4\t管理费\t24.00\t1
5\t合计\t1224.00\t"""


def test_sums_that_bear_numbers_leave_no_gap(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(PRICED.format(table=LADDER), "utf-8")
    contract = parse(path, select=("ITM",))
    assert [i.number for i in contract.line_items] == ["1", "2", "4"]
    assert not contract.findings


def test_a_total_in_ten_thousands_is_the_contracts(tmp_path: Path) -> None:
    """The total of a table that counts in 万元 was read as yuan beside the right one: a false ITM207."""
    rows = "序号\t名称\t数量\t单价（万元）\t总价（万元）\n1\t平台\t1\t12.8\t12.8\n2\t门户\t2\t5\t10\n合计\t\t\t\t22.8"
    path = tmp_path / "a.txt"
    path.write_text(PRICED.format(table=rows), "utf-8")
    contract = parse(path, select=("ITM", "AMT"))
    assert contract.amounts.total is not None
    assert contract.amounts.total.value == 228000
    assert not contract.findings

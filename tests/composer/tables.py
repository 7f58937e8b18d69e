"""A truth's items as a table, with the rows and totals that gold holds."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tests.composer.manuscript import Grid
from tests.composer.styles import Style
from tests.composer.truth import Item, Truth, fen
from tests.composer.writer import capital, han, plain

HEADS = {
    "number": ("序号", "编号", "序号", "项号"), "name": ("货物名称", "标的名称", "品名", "产品名称"), "brand": ("品牌", "品牌", "生产厂家/品牌", "品牌"),
    "model": ("规格型号", "型号规格", "规格", "规格型号"), "unit": ("单位", "计量单位", "单位", "单位"), "quantity": ("数量", "数量", "数量", "采购数量"),
    "price": ("单价（元）", "单价(元)", "单价", "含税单价（元）"), "amount": ("金额（元）", "合价(元)", "总价", "含税小计（元）"), "remark": ("备注", "说明", "备注", "备注"),
    "group": ("类别", "分类", "项目类别", "分部"),
}  # fmt: skip
NAMES = {"monthly": ("岗位", "岗位名称", "工种", "服务岗位"), "works": ("项目名称", "工程项目", "项目", "分项工程名称"), "system": ("名称", "分项名称", "内容", "服务/产品名称"),
         "framework": ("服务项目", "项目", "内容", "服务项目")}  # fmt: skip
WIDTHS = {
    "number": 4,
    "group": 6,
    "name": 11,
    "brand": 6,
    "model": 10,
    "unit": 4.5,
    "quantity": 5.5,
    "price": 8,
    "amount": 9,
    "remark": 6,
}


def item_table(t: Truth, style: Style, annex: str | None) -> tuple[Grid, list[dict[str, Any]], list[dict[str, Any]]]:
    """The table, the line items and the declared totals in it."""
    v = style.headers
    columns = ["number"]
    grouped = t.kind == "system"
    if grouped and style.group == "cell":
        columns.append("group")
    columns.append("name")
    if any(i.brand for i in t.items):
        columns.append("brand")
    if any(i.model for i in t.items):
        columns.append("model")
    unit_apart = not style.qty_unit and t.kind != "framework"
    if unit_apart:
        columns += ["unit", "quantity"] if v % 2 else ["quantity", "unit"]
    elif t.kind == "framework":
        columns.append("unit")
    else:
        columns.append("quantity")
    columns.append("price")
    if t.kind != "framework":
        columns.append("amount")
    if any(i.remark for i in t.items):
        columns.append("remark")
    heads: list[str | None] = [(NAMES.get(t.kind) or HEADS["name"])[v] if c == "name" else HEADS[c][v] for c in columns]
    if t.kind == "monthly":
        heads[columns.index("price")] = "单价（元/人·月）"
        heads[columns.index("amount")] = "月费用（元）"
        heads[columns.index("quantity")] = "人数" if unit_apart else "配置人数"
    rows: list[list[str | None]] = [heads]
    spans: list[tuple[int, int, int, int]] = []
    gold: list[dict[str, Any]] = []
    totals: list[dict[str, Any]] = []
    money = (lambda d: f"{d:,.2f}") if v % 2 == 0 else (lambda d: f"{d:.2f}")
    sums: dict[str, Decimal] = {}
    group: str | None = None
    sub: str | None = None
    began = 1

    def wide(text: str, value: Decimal | None = None) -> None:
        """A row of one label and, at the amount, a value."""
        row: list[str | None] = [None] * len(columns)
        row[0] = text
        if value is not None:
            at = columns.index("amount")
            row[at] = money(value)
            if at + 1 < len(columns):
                row[at + 1] = ""
            spans.append((len(rows), 0, 1, at))
        else:
            spans.append((len(rows), 0, 1, len(columns)))
        rows.append(row)

    def close() -> None:
        if group is None:
            return
        if grouped and style.group == "cell" and len(rows) - began > 1:
            spans.append((began, 1, len(rows) - began, 1))
        if style.group == "subtotals" or t.kind == "works":
            value = t.told(f"subtotal.{group}", sums[group])
            wide(f"{group}小计" if t.kind == "works" else "小计", value)
            totals.append({"annex": annex, "label": "小计", "value": plain(value)})

    for i, item in enumerate(t.items):
        if item.groups and item.groups[0] != group:
            close()
            group, sub = item.groups[0], None
            if t.kind == "works" or style.group != "cell":
                row: list[str | None] = [""] * len(columns)
                row[0], row[columns.index("name")] = han(len(sums) + 1), group
                rows.append(row)
            sums[group] = Decimal(0)
            began = len(rows)
        if len(item.groups) > 1 and item.groups[1] != sub:
            sub = item.groups[1]
            row = [""] * len(columns)
            row[0], row[columns.index("name")] = item.number.split(".")[0], sub
            rows.append(row)
        printed = t.told(f"number{i}", item.number)
        amount = item.amount
        if group is not None:
            sums[group] += amount
        cells = {
            "number": printed, "group": item.groups[0] if item.groups else "", "name": t.told(f"name{i}", item.name), "brand": item.brand or "/", "model": t.told(f"model{i}", item.model) or "/", "unit": item.unit,
            "quantity": plain(t.told(f"quantity{i}", item.quantity)) + ("" if unit_apart else item.unit), "price": money(t.told(f"price{i}", item.price)), "amount": money(t.told(f"amount_of{i}", amount)),
            "remark": item.remark or "",
        }  # fmt: skip
        line: list[str | None] = [cells[c] for c in columns]
        if "group" in columns and len(rows) > began:
            line[1] = None
        rows.append(line)
        fact: dict[str, Any] = {"annex": annex, "number": printed, "groups": list(item.groups), "name": cells["name"], "unit": item.unit,
                                "unit_price": plain(item.price)}  # fmt: skip
        if "model" in columns:
            fact["model"] = None if HEADS["model"][v] == "规格" else item.model
        if t.kind != "framework":
            fact |= {"quantity": plain(item.quantity), "amount": plain(amount)}
        if "remark" in columns:
            fact["remark"] = item.remark
        gold.append(fact)
    close()
    if t.kind != "framework":
        _total(t, style, annex, rows, spans, totals, columns, wide)
    right = [i for i, c in enumerate(columns) if c in ("price", "amount")]
    return (
        Grid(
            rows,
            [WIDTHS[c] for c in columns],
            spans,
            1,
            style.table == "all",
            right,
            lines=style.table,
            repeat=style.repeat_header,
        ),
        gold,
        totals,
    )


def _total(t: Truth, style: Style, annex: str | None, rows: list[list[str | None]], spans: list[tuple[int, int, int, int]], totals: list[dict[str, Any]],
           columns: list[str], wide: Any) -> None:  # fmt: skip
    value = t.told("table.total", fen(sum((i.amount for i in t.items), Decimal(0))))
    name = ("合计", "总计", "合  计", "合计金额")[style.headers] if t.kind != "monthly" else "每月合计"
    if style.total_row == "capital":
        row: list[str | None] = [None] * len(columns)
        row[0] = f"{name}（大写）：{capital(value, style.yuan, style.whole)}（小写）：¥{value:.2f}"
        spans.append((len(rows), 0, 1, len(columns)))
        rows.append(row)
    else:
        wide(name, value)
    totals.append({"annex": annex, "label": name, "value": plain(value)})


def same_item(a: Item, b: Item) -> bool:
    return (a.name, a.model, a.unit) == (b.name, b.model, b.unit)

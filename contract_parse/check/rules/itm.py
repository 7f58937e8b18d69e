"""ITM: the item tables, row by row, against their totals and against the body."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from contract_parse.check.engine import Broken, Case, Held, Outcome, rule
from contract_parse.check.names import bare
from contract_parse.check.readings import misread, scanned
from contract_parse.model.facts import Evidence, ItemTotal, LineItem, plain, yuan


@rule("ITM201", "error", "数量乘以单价不等于金额", "Quantity × unit price is not the amount")
def row_products(case: Case) -> Iterator[Outcome]:
    """比较：清单每一行的数量 × 单价（× 月数等期数）与金额。整张表都带同一个系数（如 12 个月）时按该系数计算；
    单价四舍五入到分以下造成的尾差不算。
    反例：3 台 × 12,000 元 = 38,000 元。
    正例：3 台 × 12,000 元 = 36,000 元；3 × 33.33 元 = 100 元（单价已舍入）；缺数量或单价的行不作判断。

    Compares: quantity × unit price (× periods) with the amount of each row; a factor that a whole table shares counts.
    Fires: 3 × 12,000 = 38,000.
    Silent: 3 × 12,000 = 36,000; 3 × 33.33 = 100 (a rounded unit price); a row without quantity or price.
    """
    for equation in case.ledger.of("ITM201"):
        if equation.holds:
            yield Held()
            continue
        said = " × ".join(plain(t.value) for t in equation.terms)
        result = equation.result
        yield Broken(
            zh=f"第 {result.item or '？'} 行“{result.what}”：{said} = {yuan(equation.computed)}，金额却是 {yuan(result.value)}。",
            en=f"Row {result.item or '?'} “{result.what}”: {said} = {yuan(equation.computed)}, the amount says {yuan(result.value)}.",
            expected=yuan(equation.computed),
            actual=yuan(result.value),
            clauses=(result.clause,),
            items=(result.item,),
            evidence=equation.evidence,
            doubt=equation.misread(),
            reconcile=case.ledger.reconcile(equation),
        )


def _totals(case: Case, code: str) -> Iterator[Outcome]:
    for equation in case.ledger.of(code):
        total, rows = equation.about
        if equation.holds:
            yield Held()
            continue
        yield Broken(
            zh=f"“{total.label}”写明 {yuan(total.value)} 元，所属 {len(rows)} 行之和为 {yuan(equation.computed)} 元，相差 {yuan(abs(equation.gap))} 元。",
            en=f"“{total.label}” says {yuan(total.value)}; its {len(rows)} rows add up to {yuan(equation.computed)}, {yuan(abs(equation.gap))} apart.",
            expected=yuan(equation.computed),
            actual=yuan(total.value),
            clauses=(total.clause,),
            items=tuple(r.number for r in rows) if code == "ITM206" else (),
            evidence=[*total.evidence, *_ends(rows)],
            doubt=equation.misread(),
            reconcile=case.ledger.reconcile(equation),
        )


def _ends(rows: list[LineItem]) -> list[Evidence]:
    """Evidence of the first and last row that were added up: enough to see which."""
    ends = [rows[0], rows[-1]] if len(rows) > 1 else rows
    return [e for r in ends for e in r.cells.get("amount", r.evidence)]


@rule("ITM202", "error", "清单合计不等于各行之和", "A table's declared total is not the sum of its rows")
def table_total(case: Case) -> Iterator[Outcome]:
    """比较：清单写明的合计（含“小计→管理费→合计”一类逐级累计）与各行金额之和；没有合计行的，同一条款写明的合同总价。
    反例：三行 100、200、300 元，合计 700 元。
    正例：三行 100、200、300 元，合计 600 元；任何一行没有金额时不作判断。

    Compares: a table's declared total (running totals too) with the sum of its rows; where it declares none, the
    contract total that its clause states.
    Fires: rows of 100, 200, 300 and a total of 700.
    Silent: the same rows and 600; a table in which some row has no amount.
    """
    yield from _totals(case, "ITM202")


@rule(
    "ITM203", "error", "正文组成部分与清单同类合计不同", "A component differs from the subtotal of its category's rows"
)
def component_and_rows(case: Case) -> Iterator[Outcome]:
    """比较：正文所列组成部分的价款与清单中同名类别各行金额之和。
    反例：正文硬件 65 万元，清单硬件各行合计 63 万元。
    正例：两者相同；名称对不上或某类别被两个组成部分同时对应时不作判断。

    Compares: a component's amount in the body with the sum of the rows of that category in the table.
    Fires: hardware 650,000 in the body, rows of hardware adding up to 630,000.
    Silent: equal sums; names that do not surely match.
    """
    for equation in case.ledger.of("ITM203"):
        part, rows = equation.about
        if equation.holds:
            yield Held()
            continue
        yield Broken(
            zh=f"正文“{part.name.value}”为 {yuan(part.amount.value)} 元，清单同类 {len(rows)} 行之和为 {yuan(equation.computed)} 元，相差 {yuan(abs(equation.gap))} 元。",
            en=f"“{part.name.value}” is {yuan(part.amount.value)} in the body; its {len(rows)} rows add up to {yuan(equation.computed)}.",
            expected=yuan(equation.computed),
            actual=yuan(part.amount.value),
            clauses=(part.clause,),
            items=tuple(r.number for r in rows),
            evidence=[*part.amount.evidence, *_ends(rows)],
            doubt=equation.misread(),
            reconcile=case.ledger.reconcile(equation),
        )


def _whole(number: str | None) -> int | None:
    """A row's number where it is a whole one: 12, ③."""
    if number is None or len(number) > 4:
        return None
    if len(number) == 1 and "①" <= number <= "⑳":
        return ord(number) - ord("①") + 1
    return int(number) if number.isdecimal() else None


@rule("ITM204", "warning", "清单序号跳号或重号", "Row numbers skip or repeat")
def row_numbers(case: Case) -> Iterator[Outcome]:
    """比较：同一清单内各行的序号是否连续（允许按类别重新编号）。
    反例：1、2、4；1、2、2、3。
    正例：1、2、3；每一类别内重新从 1 开始；中间缺的号是小计行的号；一个序号合并几行；序号不是整数或未编号时不作判断。

    Compares: whether the row numbers of a table run on (starting again with each group is allowed).
    Fires: 1, 2, 4; 1, 2, 2, 3.
    Silent: 1, 2, 3; numbers that start again at 1; a number that a row of a sum bears; one number merged over several rows; rows without whole numbers.
    """
    for rows in case.ledger.tables.values():
        numbered = [(n, r) for r in rows if (n := _whole(r.number)) is not None]
        if len(numbered) != len(rows) or len(rows) < 2:
            continue
        sums = {t.row for t in case.contract.item_totals if t.table == rows[0].table}
        repeated: int | None = None
        jumped: int | None = None
        for (a, before), (b, after) in pairwise(numbered):
            one_cell = a == b and before.cells.get("number") and before.cells["number"] == after.cells.get("number")
            if b == a + 1 or b == 1 or one_cell or (repeated == a and b == a + 2):  # 2, 2, 4: one slip, told already
                repeated = jumped = None
                yield Held()
                continue
            if jumped == a == b:  # 1, 3, 3: told, too
                jumped = None
                continue
            if a < b <= a + 1 + sum(before.row < row < after.row for row in sums):  # rows of sums are numbered too
                yield Held()
                continue
            repeated, jumped = (b if a == b else None), (b if b == a + 2 else None)
            yield Broken(
                zh=f"清单序号在 {a} 之后是 {b}，{'重复' if b <= a else '缺 ' + '、'.join(str(n) for n in range(a + 1, min(b, a + 6)))}。",
                en=f"After row {a} comes row {b}.",
                expected=str(a + 1),
                actual=str(b),
                clauses=(after.clause,),
                items=(before.number, after.number),
                evidence=[
                    *before.cells.get("number", before.evidence[:1]),
                    *after.cells.get("number", after.evidence[:1]),
                ],
                doubt=scanned([*before.evidence, *after.evidence]),
            )


@rule("ITM205", "info", "同一产品单价不同", "The same product at different unit prices")
def product_prices(case: Case) -> Iterator[Outcome]:
    """比较：名称、型号与单位都相同的各行的单价。
    反例：同名同型号的系统一处 17600 元，另一处 300000 元。
    正例：单价相同；型号不同视为不同产品。

    Compares: unit prices of rows with the same name, model and unit.
    Fires: the same system at 17,600 in one row and 300,000 in another.
    Silent: equal prices; another model is another product.
    """
    products: dict[tuple[str, str, str], list[LineItem]] = {}
    for item in case.contract.line_items:
        if item.name and item.unit_price is not None:
            key = (bare(item.name), item.model or item.spec or "", item.unit or "")
            products.setdefault(key, []).append(item)
    for rows in products.values():
        if len(rows) < 2:
            continue
        prices = {r.unit_price for r in rows}
        if len(prices) == 1:
            yield Held()
            continue
        listed = "、".join(f"第 {r.number} 行 {yuan(r.unit_price or Decimal(0))} 元" for r in rows)
        evidence = [e for r in rows for e in r.cells.get("unit_price", r.evidence)]
        yield Broken(
            zh=f"“{rows[0].name}”（{rows[0].model or '未写型号'}）单价不同：{listed}。",
            en=f"“{rows[0].name}” has different unit prices: " + ", ".join(f"row {r.number}: {yuan(r.unit_price or Decimal(0))}" for r in rows) + ".",
            items=tuple(r.number for r in rows),
            evidence=evidence,
            doubt=len(prices) == 2 and misread(evidence, [tuple(sorted(p or Decimal(0) for p in prices))]),  # type: ignore[list-item]
        )  # fmt: skip


@rule("ITM206", "error", "小计不等于所属各行之和", "A declared subtotal is not the sum of its rows")
def subtotals(case: Case) -> Iterator[Outcome]:
    """比较：清单中每个小计与它所属各行金额之和。
    反例：土建两行 5920、2534.40 元，土建小计 9454.40 元。
    正例：两行之和与小计相同；认不清小计所属的行时不作判断。

    Compares: each subtotal of a table with the sum of its rows.
    Fires: rows of 5,920 and 2,534.40 under a subtotal of 9,454.40.
    Silent: equal sums; a subtotal whose rows cannot be told.
    """
    yield from _totals(case, "ITM206")


@rule("ITM207", "error", "清单合计与合同总价不同", "The table's total differs from the contract total")
def table_and_contract(case: Case) -> Iterator[Outcome]:
    """比较：唯一的分项清单的合计与合同总价。清单按月或按年计价（合计乘以期数等于总价）、清单为不含税价、
    清单只是某一组成部分，或清单合计为预算价时，不算不同。
    反例：清单合计 1,990,660 元，合同总价 1,990,600 元。
    正例：两者相同；每月合计 88120 元 × 12 个月 = 总价。

    Compares: the total of the only item table with the contract total. Monthly or yearly tables, tables without tax,
    tables of one component and budgets are no difference.
    Fires: a table total of 1,990,660 and a contract total of 1,990,600.
    Silent: equal totals; a monthly total that times 12 is the contract's.
    """
    total = case.contract.amounts.total
    for equation in case.ledger.of("ITM207"):
        table_total: ItemTotal = equation.about
        if equation.holds or total is None:
            yield Held()
            continue
        evidence = [*total.evidence, *table_total.evidence]
        yield Broken(
            zh=f"清单“{table_total.label}”为 {yuan(table_total.value)} 元，合同总价为 {yuan(total.value)} 元，相差 {yuan(abs(total.value - table_total.value))} 元。",
            en=f"The table's “{table_total.label}” is {yuan(table_total.value)}, the contract total {yuan(total.value)}.",
            expected=yuan(total.value),
            actual=yuan(table_total.value),
            clauses=(total.clause, table_total.clause),
            evidence=evidence,
            doubt=misread(evidence, [(table_total.value, total.value)]),
            reconcile=case.ledger.reconcile(equation),
        )

"""Instalments stated as the rows of a table: 期次 | 支付条件 | 支付比例 | 支付金额."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from contract_parse.extract.amounts.mentions import ABSURD
from contract_parse.extract.amounts.passages import Passage
from contract_parse.extract.payments.instalments import Instalment
from contract_parse.extract.payments.timing import says_when, service_year, timing
from contract_parse.extract.payments.tokens import words
from contract_parse.model.layout import Cell, Table
from contract_parse.model.text import Text
from contract_parse.values.dates import find_dates
from contract_parse.values.money import find_amounts, parse_cell
from contract_parse.values.percent import find_percents

_COLUMNS = {
    "percent": re.compile(r"比例|百分比|占比|比率|占(?:本)?(?:合同|总|签约)|%$|\(%\)"),
    "amount": re.compile(r"金额|价款|[付款]额|应付款|\((?:万)?元\)"),
    "condition": re.compile(r"条件|节点|说明|要求|依据|里程碑"),
    "when": re.compile(r"时间|日期|期限"),
    "number": re.compile(r"期次|期数|序号|次数|次序|批次|笔|次$|期$"),
    "stage": re.compile(r"阶段|内容|方式|名称|款项|备注"),
}
_ASKS = re.compile(r"付|期次|期数|款|(?:节点|里程碑).*(?:比例|占).*金额")
_TOTAL = re.compile(r"合计|总计|小计|共计")
# 支付说明：合同签订后支付合同总金额的30%, beside the column of amounts
_OF_PRICE = re.compile(r"(?:合同|货|服务)(?:总)?(?:价款|价|金额|总额|款)的$|(?:总价|总额|总金额|总价款)的?$")


def columns(head: Sequence[str]) -> dict[str, int] | None:
    """Which column of a table with these headings holds what; None where it is no table of payments."""
    found: dict[str, int] = {}
    for c, title in enumerate(head):
        for kind, words_ in _COLUMNS.items():
            if kind not in found and c not in found.values() and words_.search(title):
                found[kind] = c
                break
    line = "".join(head)
    if not ({"percent", "amount"} & found.keys()) or not ({"condition", "when", "number", "stage"} & found.keys()):
        return None
    if not _ASKS.search(line) or re.search(r"单价|数量|品牌|规格|型号|得分|分值|考核", line):
        return None
    return found


class TableReader:
    """Reads tables in document order; one that continues on the next page without its header keeps the columns."""

    def __init__(self) -> None:
        self._columns: dict[str, int] | None = None
        self._cols = 0
        self._path: str | None = None
        self._unit = 1
        self._upto = False  # the percentages count what was paid before

    def read(self, table: Table, passage: Passage) -> list[Instalment] | None:
        """The instalments of ``table``, None where it is no table of payments. ``passage`` is its first row."""
        grid = table.grid()
        crossed = _crossed(grid)
        if crossed is not None:
            return [self._cell(row, c, crossed, passage) for row in grid[1:] for c in crossed[1] if _share_in(row, c)]
        begin, head = _header(table, grid)
        if head is not None:
            self._columns, self._cols, self._path = head, table.cols, passage.path
            heads = "".join(_text(row[head["percent"]]) for row in grid[:begin]) if "percent" in head else ""
            self._upto = "累计" in heads
            self._unit = 10_000 if any("万元" in _text(c) for row in grid[:begin] for c in row) else 1
        elif (turned := _turned(table, grid)) is not None:
            self._columns, self._unit, self._upto = turned[0], 1, False
            stated = [one for column in turned[1] if (one := self._row(column, passage)) is not None]
            self._columns = None
            return stated
        elif self._columns is None or self._cols != table.cols or self._path != passage.path:
            return None
        else:
            begin = 0
        found = [one for row in grid[begin:] if (one := self._row(row, passage)) is not None]
        if head is None and not found:
            return None
        return found

    def _cell(
        self, row: Sequence[Cell | None], c: int, crossed: tuple[list[str], list[int]], passage: Passage
    ) -> Instalment:
        """One cell of a table of parts by milestones; the part's own amount tells what the share comes to."""
        head, shares = crossed
        name, percent = _text(row[0]), _percent(_text(row[c]))
        cells = [cell for cell in dict.fromkeys(row) if cell is not None and cell.text.s.strip()]
        own = _row_passage(passage, cells)
        priced = [i for i, h in enumerate(head) if i not in shares and _COLUMNS["amount"].search(h)]
        unit = 10_000 if priced and "万元" in head[priced[0]] else 1
        amount = parse_cell(_text(row[priced[0]]), unit) if priced else None
        share = (amount * percent / 100).quantize(Decimal("0.01")) if amount is not None and percent else None
        when = timing(head[c], (0, len(head[c])), (len(head[c]),) * 2)
        return Instalment(
            own, 0, len(own.s), percent=percent, component=name, share=share, trigger=head[c], due=when.due,
            due_date=when.day, labelled=True,
        )  # fmt: skip

    def _row(self, row: Sequence[Cell | None], passage: Passage) -> Instalment | None:
        cols = self._columns or {}
        texts = {k: _text(row[c]) for k, c in cols.items() if c < len(row)}
        line = "".join(_text(c) for c in dict.fromkeys(row) if c is not None)
        if _TOTAL.search(line[:8]) or columns([_text(c) for c in row]) is not None:
            return None
        condition = texts.get("condition", "") or texts.get("stage", "") or texts.get("when", "")
        percent = _percent(texts.get("percent", ""))
        amount = parse_cell(texts.get("amount", ""), self._unit) if texts.get("amount") else None
        if amount is None and texts.get("amount"):  # 合同总价的30%，即36万元
            percent = percent or _percent(texts["amount"]) if "%" in texts["amount"] else percent
            amount = next((a.value for a in find_amounts(texts["amount"])), None)
        if amount is not None and amount >= ABSURD:
            amount = None
        said = [p.value for p in find_percents(condition)]
        remainder = bool(words("remainder").search(condition + texts.get("percent", "") + texts.get("amount", "")))
        if percent is None and amount is None:
            if said:
                percent = said[-1]
            elif not remainder:
                return None
        elif percent is None and "percent" not in cols:
            shares = [p.value for p in find_percents(condition) if _OF_PRICE.search(condition[: p.start])]
            percent = shares[0] if len(shares) == len(said) == 1 and not words("cumulative").search(condition) else None
        text = condition + ("," + texts["when"] if texts.get("when") and texts["when"] != condition else "")
        when = timing(text, (0, len(text)), (len(text), len(text)))
        if when.due is None:  # 备注：收到发票后10个工作日内支付
            told = [cols[k] for k in ("percent", "amount", "number", "condition") if k in cols]
            beside = (_text(c) for i, c in enumerate(row) if i not in told and c is not None)
            due = next((t.due for w in beside if w and (t := timing(w, (0, len(w)), (len(w), len(w)))).due), None)
            when = replace(when, due=due)
        day = when.day
        if day is None and texts.get("when"):
            day = next((d.value for d in find_dates(texts["when"]) if d.value is not None), None)
        cells = [c for c in dict.fromkeys(row) if c is not None and c.text.s.strip()]
        own = _row_passage(passage, cells)
        trigger = None if when.trigger is None else text[slice(*when.trigger)]
        return Instalment(
            own, 0, len(own.s), percent=percent, amount=amount, remainder=remainder and percent is None and amount is None,
            trigger=trigger or (condition or None), due=when.due, due_date=day, service_year=service_year(condition),
            cumulative=percent is not None and (self._upto or (
                bool(words("cumulative").search(condition)) and bool(said) and said[-1] == percent
            )),
            labelled=True,
        )  # fmt: skip


def _crossed(grid: Sequence[Sequence[Cell | None]]) -> tuple[list[str], list[int]] | None:
    """The headings of a table of parts by milestones and the columns that hold shares: 部分 | 金额 | 签约后 | 验收后."""
    if len(grid) < 3:
        return None
    head = [_text(c) for c in grid[0]]
    shares = [c for c, h in enumerate(head) if c and says_when(h) and any(_share_in(row, c) for row in grid[1:])]
    names = [_text(row[0]) for row in grid[1:]]
    if len(shares) < 2 or len({*names}) < len(names) or any(re.search(r"\d", n) or len(n) < 2 for n in names):
        return None
    whole = all(
        sum((_percent(_text(row[c])) or Decimal(0) for c in shares if _share_in(row, c)), Decimal(0)) == 100
        for row in grid[1:]
        if not _TOTAL.search(_text(row[0]))
    )
    return (head, shares) if whole else None


def _share_in(row: Sequence[Cell | None], c: int) -> bool:
    return "%" in _text(row[c]) and _TOTAL.search(_text(row[0])) is None


def _turned(
    table: Table, grid: Sequence[Sequence[Cell | None]]
) -> tuple[dict[str, int], list[list[Cell | None]]] | None:
    """A table lying on its side, its headings in the first column: 比例 | 30% | 70%; 条件 | 签约后 | 验收后."""
    if table.cols < 3 or not 2 <= len(grid) <= 6:
        return None
    standing = [list(column) for column in zip(*grid, strict=True)]
    head = [_text(c) for c in standing[0]]
    found = columns(head) if all(len(h) <= 12 for h in head) else None
    if found is None or not {"condition", "when"} & found.keys():
        return None
    shares = [_text(column[found[k]]) for column in standing[1:] for k in ("percent", "amount") if k in found]
    return (found, standing[1:]) if all(re.search(r"\d", w) for w in shares) else None


def _row_passage(passage: Passage, cells: Sequence[Cell]) -> Passage:
    return replace(passage, text=Text.join([c.text for c in cells], " "))


def _header(table: Table, grid: Sequence[Sequence[Cell | None]]) -> tuple[int, dict[str, int] | None]:
    """Where the rows begin, and the columns, judged by what the first rows say (a header may be unmarked)."""
    for rows in (max(1, table.header_rows), 1, 2, 3):
        if rows > len(grid):
            continue
        for top in range(0, min(3, len(grid) - rows + 1)):
            head = [
                "".join(dict.fromkeys(_text(grid[r][c]) for r in range(top, top + rows))) for c in range(table.cols)
            ]
            found = columns(head) if all(len(h) <= 24 for h in head) else None
            if found is not None:
                return top + rows, found
    return 0, None


def _text(cell: Cell | None) -> str:
    return cell.text.view.s if cell is not None else ""


def _percent(s: str) -> Decimal | None:
    found = find_percents(s)
    if found:
        return found[0].value
    value = parse_cell(s)
    return value if value is not None and 0 < value <= 100 else None

"""Tables of a Word document: merged cells resolved, the rows that name columns counted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from contract_parse.ingest.docx_numbering import W
from contract_parse.ingest.docx_runs import flag
from contract_parse.model.layout import Cell, Table
from contract_parse.model.text import Text

_THROUGH = {f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins"}
_VALUE = re.compile(r"^[¥￥]?[\d,，.]+[%％]?(?:元|万元)?$|^\d{4}[-年./]|[。；]$|^[/\\—-]$")
_LABEL = re.compile(r"[^，。；,;：:]{1,18}[：:]")
_COLUMN = re.compile(
    r"(?:序号|编号|项号|品目|名称|品名|项目|内容|标的|规格|型号|参数|要求|配置|品牌|厂[家商]|产地|数量|单位|单价|总价|合价|金额|价[格款]|报价|小计"
    r"|税率|税额|比例|备注|说明|类[型别]|分类|时间|日期|期[限数次]|阶段|节点|条件|方式|依据|标准|指标|等级|频次|地点|部门|姓名|人员|岗位|职务|电话"
    r"|描述|范围|分值|权重|面积|人数|费用|年限|条款号|情况|子类|大类|小类|程量)(?:[（(][^（）()]*[)）])?$"
)


class CellText(NamedTuple):
    """A cell's paragraphs in order, and whether all of them are bold."""

    paragraphs: list[Text]
    bold: bool


def _cells(row: Any) -> Iterable[Any]:
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in _THROUGH:
            yield from _cells(child)


def _count(node: Any | None, tag: str, default: int = 0) -> int:
    child = None if node is None else node.find(f"{W}{tag}")
    value = None if child is None else child.get(f"{W}val")
    return int(value) if value and value.lstrip("-").isdigit() else default


def is_frame(rows: list[Any]) -> bool:
    """Whether a table only frames text: one cell, or one column of cells that hold several paragraphs."""
    cells = [list(_cells(r)) for r in rows]
    if any(len(r) != 1 for r in cells):
        return False
    if len(rows) == 1:
        return True
    flat = [c for r in cells for c in r]
    return sum(len(c.findall(f"{W}p")) > 2 or c.find(f"{W}tbl") is not None for c in flat) * 2 >= len(flat)


def is_form(rows: list[Any]) -> bool:
    """Whether a table only sets parties' particulars side by side: cells that hold lines of labels and values."""
    cells = [[_lines(c) for c in _cells(r)] for r in rows]
    if len(rows) > 4 or not 2 <= max(map(len, cells), default=0) <= 4:
        return False
    filled = [lines for row in cells for lines in row if lines]
    blocks = [lines for lines in filled if sum(bool(_LABEL.match(s)) for s in lines) >= 2]
    return len(blocks) >= 2 and sum(map(len, blocks)) >= 0.6 * sum(map(len, filled))


def by_column(rows: list[Any]) -> list[tuple[int, Any]]:
    """The cells of a table in document order, each with its column."""
    out: list[tuple[int, Any]] = []
    for row in rows:
        col = 0
        for node in _cells(row):
            out.append((col, node))
            col += max(1, _count(node.find(f"{W}tcPr"), "gridSpan", 1))
    return out


def _lines(cell: Any) -> list[str]:
    """What is printed in a cell, line by line."""
    lines = []
    for p in cell.findall(f"{W}p"):
        words = "".join("\n" if n.tag == f"{W}br" else n.text or "" for n in p.iter(f"{W}t", f"{W}br"))
        lines += [s.strip() for s in words.split("\n") if s.strip()]
    return lines


def _joined(paragraphs: list[Text]) -> Text:
    """A cell's paragraphs as one text: short halves of a word put together, others apart."""
    out: list[Text] = []
    for text in paragraphs:
        if out and out[-1].s and text.s:
            before, after = out[-1].s[-1], text.s[0]
            tight = _han(before) and _han(after) and len(out[-1].s) <= 8 and len(text.s) <= 8
            if not tight:
                out.append(Text(" ", (None,)))
        out.append(text)
    return Text.join(out)


def _han(c: str) -> bool:
    return "\u3400" <= c <= "\u9fff"


def build_table(rows: list[Any], read: Callable[[Any], CellText]) -> Table:
    """A table of ``rows`` (w:tr), each cell read by ``read`` in document order."""
    cells: list[Cell] = []
    open_above: dict[int, int] = {}  # column → index in ``cells`` of the cell that goes on downwards
    cols, bold_first = 0, True
    marked = 0
    for r, row in enumerate(rows):
        props = row.find(f"{W}trPr")
        if marked == r and props is not None and flag(props, "tblHeader"):
            marked += 1
        col = _count(props, "gridBefore")
        before: tuple[int, int] | None = None  # (index, column) of the cell to the left, for the old hMerge
        for node in _cells(row):
            tc = node.find(f"{W}tcPr")
            span = max(1, _count(tc, "gridSpan", 1))
            vertical = None if tc is None else tc.find(f"{W}vMerge")
            across = None if tc is None else tc.find(f"{W}hMerge")
            content = read(node)
            text = _joined(content.paragraphs)
            if across is not None and across.get(f"{W}val") != "restart" and before is not None:
                left = cells[before[0]]
                cells[before[0]] = Cell(left.text, left.row, left.col, left.rowspan, left.colspan + span)
            elif vertical is not None and vertical.get(f"{W}val") != "restart" and col in open_above:
                above = cells[open_above[col]]
                cells[open_above[col]] = Cell(above.text, above.row, above.col, r - above.row + 1, above.colspan)
                before = None
            else:
                before = (len(cells), col)
                if vertical is not None:
                    open_above[col] = len(cells)
                else:
                    open_above.pop(col, None)
                cells.append(Cell(text, r, col, 1, span))
                bold_first = bold_first and (r > 0 or content.bold)
            col += span
        cols = max(cols, col)
    return Table(tuple(cells), len(rows), cols, header_rows=_header_rows(cells, len(rows), marked))


def _header_rows(cells: list[Cell], rows: int, marked: int) -> int:
    """Rows marked as header by the writer, or those whose words name columns; 0 in a form of labels and values."""
    at = {r: [c for c in cells if c.row == r] for r in range(min(rows, 3))}
    if rows < 2 or not at.get(0):
        return 0
    if 0 < marked < rows:
        return marked
    if not _names_columns(at[0]):
        return 0
    deep = max(c.rowspan for c in at[0])
    wide = any(c.colspan > 1 for c in at[0])
    if wide and rows > 2 and (deep > 1 or (at.get(1) and _names_columns(at[1]))):
        return min(max(deep, 2), 3)
    return 1


def _names_columns(cells: list[Cell]) -> bool:
    filled = [c.text.view.s for c in cells if c.text.view.s]
    if len(filled) < 2 or any(_VALUE.search(s) for s in filled):
        return False
    return sum(bool(_COLUMN.search(s)) and len(s) <= 16 for s in filled) >= max(2, 0.6 * len(filled))

"""Tables of plain text that are set with spaces, bare pipes, drawn lines or a cell a line, rewritten with a tab between cells.

Every line stays in its place (a line that only draws, or that was joined to the one above, becomes empty), so
that line numbers hold. Columns set with spaces are found by where their entries begin and end, a full-width
character counting two; where entries only follow one another without standing in columns, the row is left
ragged (see :mod:`contract_parse.ingest.ragged`).
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from contract_parse.ingest.stacked_cells import stacked

_DRAWN = re.compile(r"^\s*[+|┌┬┐├┼┤└┴┘─━┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝═╟╫╢\-=:│┃║]+\s*$")
_CORNER = re.compile(r"[+┌├└┼┏┣┗╋╔╠╚╬╟|]\s*[-─━═=:]")
_BAR = re.compile(r"[│┃║|｜]")
_BARRED = re.compile(r"^\s*[│┃║|｜].*[│┃║|｜]\s*$")
_APART = re.compile(r"(?: {2,}|\u3000)[ \u3000]*")
_HEAD = re.compile(
    r"^.{0,8}?(?:序号|编号|品目号?|名称|品名|项目|内容|标的|货物|产品|设备|岗位|规格|型号|参数|要求|配置|品牌|产地|厂家|数量|工程量|人数|单位|单价|总价|合价|金额"
    r"|价格|报价|价款|小计|合计|税率|税额|折扣率?|比例|备注|说明|类[型别]|分类|时间|日期|期[限数次]|阶段|条件|方式|方法|标准|范围|费用|单价标准|月数|年限)(?:[（(][^（）()]*[)）]|[/／][^\s/／]{1,5})*$"
)
_ROW_NUMBER = re.compile(r"\d{1,3}")
_FIGURE = re.compile(r"[¥￥]?\s?\d[\d,，.]*\s?(?:万?元)?")
# 合计：140,000.00 below a table, the label and its figure in one
_SUMMED = re.compile(r"((?:合\s*计|总\s*计|小\s*计)(?:金额)?)\s*[：:]\s*([¥￥]?\d[\d,，.]*(?:元)?)")
_SUM_FIRST = re.compile(r"(?:合\s*计|总\s*计|小\s*计|共\s*计)")
_TOTAL = re.compile(r"(?:合\s*计|总\s*计|小\s*计|总价|总额|大写|小写)")


class Part(NamedTuple):
    """A stretch of a line between gaps, from column ``start`` to before ``end``."""

    start: int
    end: int
    text: str


def with_tabs(lines: Sequence[str]) -> list[str]:
    """``lines`` with the cells of every table among them parted by tabs."""
    out = list(lines)
    at = 0
    while at < len(lines):
        for reader in (_drawn, _piped, _spaced, _stacked):
            end, rows = reader(lines, at)
            if end > at:
                out[at:end] = rows
                at = end
                break
        else:
            at += 1
    return out


def _drawn(lines: Sequence[str], at: int) -> tuple[int, list[str]]:
    """A table with lines drawn above, between and below its rows: what stands between two of them is one row,
    unless lines are drawn round the header and the whole only."""
    if not (
        _DRAWN.match(lines[at]) and _CORNER.search(lines[at]) and at + 1 < len(lines) and _BARRED.match(lines[at + 1])
    ):
        return at, []
    end = at
    while end < len(lines) and (_DRAWN.match(lines[end]) or _BARRED.match(lines[end])):
        end += 1
    own = [bool(_DRAWN.match(s)) for s in lines[at:end]]
    rows = [k for k, _ in itertools.groupby(own) if not k]
    dense = len(rows) > 2 or sum(own) > 3
    out: list[str] = []
    home = -1
    for i, (line, drawn) in enumerate(zip(lines[at:end], own, strict=True)):
        cells = [] if drawn else [c.strip() for c in _BAR.split(line.strip())[1:-1]]
        if drawn or (dense and i and not own[i - 1] and home >= 0 and not _numbered(cells)):
            out.append("")
            if not drawn:
                before = out[home].split("\t")
                joined = [a + b for a, b in itertools.zip_longest(before, cells, fillvalue="")]
                out[home] = "\t".join(joined)
            continue
        home = i
        out.append("\t".join(cells))
    return end, out


def _numbered(cells: Sequence[str]) -> bool:
    """Whether a line begins a row of its own though no line is drawn above it: its number is there and its figure."""
    return len(cells) > 2 and bool(_ROW_NUMBER.fullmatch(cells[0]) and _FIGURE.fullmatch(cells[-1] or cells[-2]))


def _piped(lines: Sequence[str], at: int) -> tuple[int, list[str]]:
    """Rows whose cells are parted by pipes that do not enclose them."""
    count = len(_BAR.findall(lines[at]))
    end = at
    while end < len(lines) and count >= 2 and _is_piped(lines[end], count):
        end += 1
    if end - at < 2:
        return at, []
    return end, ["\t".join(c.strip() for c in _BAR.split(line)) for line in lines[at:end]]


def _stacked(lines: Sequence[str], at: int) -> tuple[int, list[str]]:
    """A table whose cells stand on a line each."""
    return stacked(lines, at, lambda s: bool(_HEAD.match(s)))


def _is_piped(line: str, count: int) -> bool:
    return len(_BAR.findall(line)) == count and not _BARRED.match(line)


def _parts(line: str) -> list[Part]:
    out = []
    start = 0
    for gap in (*_APART.finditer(line.rstrip()), None):
        text = line[start : gap.start() if gap else len(line.rstrip())]
        if text.strip():
            left = _width(line[:start])
            out.append(Part(left, left + _width(text), text.strip()))
        start = gap.end() if gap else 0
    return out


def _width(s: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in s)


def _spaced(lines: Sequence[str], at: int) -> tuple[int, list[str]]:
    """A header of names set apart by spaces, and the rows below it."""
    header = _parts(lines[at])
    named = sum(bool(_HEAD.match(p.text)) for p in header)
    if "\t" in lines[at] or len(header) < 3:
        return at, []
    if named < 0.6 * len(header) and not (named > 1 and _under(header, lines[at + 1 : at + 3])):
        return at, []
    rows: list[list[Part]] = [header]
    for line, below in itertools.zip_longest(lines[at + 1 :], lines[at + 2 :], fillvalue=""):
        parts = _parts(line)
        if len(parts) == 1 and len(_parts(below)) >= max(3, len(header) - 2) and len(line) < 40 and "\t" not in below:
            rows.append([Part(0, 1, parts[0].text)])  # the heading of a group
            continue
        wrapped = len(parts) == 1 and parts[0].start > header[0].end and len(rows) > 1
        if not line.strip() or "\t" in line or not (len(parts) > 1 or wrapped or _is_sum(parts)):
            break
        if len(parts) > len(header) or _is_labels(parts):
            break
        if len(parts) == 1 and (m := _SUMMED.fullmatch(parts[0].text)):
            parts = [Part(0, 1, m[1]), Part(header[-1].start, header[-1].end, m[2])]
        rows.append(parts)
    if len(rows) < 2 or not any(len(r) >= max(3, len(header) - 2) for r in rows[1:]):
        return at, []
    return at + len(rows), _set(rows)


def _under(header: Sequence[Part], below: Sequence[str]) -> bool:
    """Whether the two lines below set an entry under each of a header's words, some of them figures: columns,
    whatever they are called."""
    rows = [_parts(line) for line in below]
    if len(header) < 4 or any(_FIGURE.fullmatch(p.text) for p in header):
        return False
    return len(rows) > 1 and all(
        len(row) == len(header)
        and sum(bool(_FIGURE.fullmatch(p.text)) for p in row) > 1
        and all(p.start < h.end + 2 and h.start < p.end + 2 for p, h in zip(row, header, strict=True))
        for row in rows
    )


def _is_labels(parts: Sequence[Part]) -> bool:
    """Whether a line of two parts is of labels and values, as a party's particulars are."""
    return len(parts) == 2 and not _is_sum(parts) and all(":" in p.text or "：" in p.text for p in parts)


def _is_sum(parts: Sequence[Part]) -> bool:
    """Whether a line begins a row of sums; 合同总价为…元。 is the sentence after the table."""
    if not parts or (len(parts) == 1 and parts[0].text.endswith("。") and not _SUM_FIRST.match(parts[0].text)):
        return False
    return bool(_TOTAL.search(parts[0].text))


def _set(rows: Sequence[Sequence[Part]]) -> list[str]:
    """The rows' cells under the header's, or as they follow one another where they stand in no columns."""
    width = len(rows[0])
    full = [r for r in rows if len(r) == width]
    if not all(_in_column([r[c] for r in full]) for c in range(width)):
        return ["\t".join(p.text for p in r) for r in rows]
    spans = [(min(r[c].start for r in full), max(r[c].end for r in full)) for c in range(width)]
    out: list[str] = []
    home: list[str] = []
    place = 0
    for row in rows:
        if len(row) == 1 and out and row[0].start > rows[0][0].end and not _is_sum(row):
            col = _columns(row, spans)[0]
            home[col] += row[0].text
            out[place] = "\t".join(home)
            out.append("")
            continue
        home = [""] * width
        for part, col in zip(row, _columns(row, spans), strict=True):
            home[col] = part.text
        place = len(out)
        out.append("\t".join(home))
    return out


def _in_column(parts: Sequence[Part]) -> bool:
    """Whether entries begin, end or have their middle at one place, all but a few."""
    for places in ([2 * p.start for p in parts], [2 * p.end for p in parts], [p.start + p.end for p in parts]):
        middle = sorted(places)[len(places) // 2]
        if sum(abs(x - middle) <= 2 for x in places) >= 0.75 * len(places):
            return True
    return False


def _columns(row: Sequence[Part], spans: Sequence[tuple[int, int]]) -> list[int]:
    """The column of each part: in order, as near as can be."""

    @cache
    def best(i: int, col: int) -> tuple[int, tuple[int, ...]]:
        if i == len(row):
            return 0, ()
        if len(spans) - col < len(row) - i:
            return 10**6, ()
        apart = max(0, spans[col][0] - row[i].end, row[i].start - spans[col][1])
        edge = min(abs(row[i].start - spans[col][0]), abs(row[i].end - spans[col][1]))
        rest = best(i + 1, col + 1)
        here = (10 * apart + edge + rest[0], (col, *rest[1]))
        return min(here, best(i, col + 1), key=lambda found: found[0])

    return list(best(0, 0)[1])

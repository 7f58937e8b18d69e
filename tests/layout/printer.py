"""Prints random documents of known blocks: headings, clauses, tables over pages, signature blocks, in many styles."""

from __future__ import annotations

import io
import random
import re
from dataclasses import dataclass, field

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))

PHRASES = (
    "乙方应当按照约定的时间和地点交付", "甲方应当在验收合格后支付", "双方签署验收报告", "质量保证期为三年", "自验收合格之日起",
    "合同总价的30%", "逾期超过15日的", "甲方有权解除合同", "由此产生的费用由乙方承担", "未经对方书面同意", "附件一《货物清单》",
    "提供ISO9001认证证明", "共计人民币120000.00元", "包括但不限于安装、调试、培训", "每季度末结算一次",
)  # fmt: skip
COLUMNS = {"序号": 6, "名称": 16, "规格型号": 20, "数量": 6, "单位": 6, "单价（元）": 12, "金额（元）": 13, "备注": 9}
HANGING = "，。；：、）》%"
Rows = list[list[str]]


def width(s: str, size: float) -> float:
    return float(pdfmetrics.stringWidth(s, FONT, size))


def wrapped(s: str, room: float, indent: float, size: float) -> list[str]:
    """Lines of at most ``room`` points; punctuation may hang over the edge, Latin words are not broken."""
    lines, line, used = [], "", indent
    for token in re.findall(r"[A-Za-z0-9.%]+|.", s):
        w = width(token, size)
        if line and used + w > room + 0.01 and not (token in HANGING and used + w <= room + size):
            lines.append(line)
            line, used = "", 0.0
        line += token
        used += w
    return [*lines, line]


@dataclass
class Printer:
    """One document; ``truth`` gathers its paragraphs and tables (rows of cells, merged ones repeated)."""

    seed: int
    borders: str
    truth: list[str | Rows] = field(default_factory=list)

    def __post_init__(self) -> None:
        r = self.r = random.Random(self.seed)
        self.size = r.choice([9, 10.5, 12, 14])
        self.lead = self.size * r.choice([1.35, 1.5, 2.0])
        self.left, self.right = r.choice([55, 80]), r.choice([55, 80])
        self.page_width, self.page_height = r.choice([(595, 842), (595, 842), (842, 595)])
        self.indent, self.justified = r.choice([2, 2, 0]), r.random() < 0.7
        self.foot = r.choice(["第{}页", "- {} -", "{}", "{}/9"])
        self.file = io.BytesIO()
        self.canvas = Canvas(self.file, pagesize=(self.page_width, self.page_height))
        self.pages = 0
        self.turn()

    @property
    def room(self) -> float:
        return float(self.page_width - self.left - self.right)

    def turn(self) -> None:
        if self.pages:
            self.canvas.showPage()
        self.pages += 1
        self.y = self.page_height - 70.0
        self.text(self.left, self.page_height - 36, "某某项目采购合同", 9)
        self.text(self.page_width / 2, 30, self.foot.format(self.pages), 9, centred=True)

    def text(self, x: float, y: float, s: str, size: float, spread: float = 0.0, centred: bool = False) -> None:
        self.canvas.setFont(FONT, size)
        if centred:
            self.canvas.drawCentredString(x, y, s)
        else:
            self.canvas.drawString(x, y, s, charSpace=spread)

    def paragraph(self, s: str, indent: float | None = None) -> None:
        ems = self.indent if indent is None else indent
        lines = wrapped(s, self.room, ems * self.size, self.size)
        for i, line in enumerate(lines):
            if self.y < 60:
                self.turn()
            x = self.left + (ems * self.size if i == 0 else 0)
            spread = (self.page_width - self.right - x - width(line, self.size)) / max(1, len(line) - 1)
            full = self.justified and i < len(lines) - 1 and spread < 0.35 * self.size
            self.text(x, self.y, line, self.size, spread if full else 0.0)
            self.y -= self.lead
        self.truth.append(s)

    def side_by_side(self, left: list[str], right: list[str]) -> None:
        if self.y - len(left) * self.lead < 60:
            self.turn()
        for a, b in zip(left, right, strict=True):
            self.text(self.left, self.y, a, self.size)
            self.text(self.page_width / 2 + 20, self.y, b, self.size)
            self.y -= self.lead
        self.truth += [*left, *right]
        self.y -= self.size

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        if self.borders == "full" or (self.borders == "across" and y0 == y1):
            self.canvas.line(x0, y0, x1, y1)

    def table(self) -> None:
        """A table of random columns and rows, with groups (over page breaks too) where it is ruled."""
        r, size = self.r, min(9.0, self.size)
        names = ["序号", "名称", *sorted(r.sample(list(COLUMNS)[2:], r.randint(2, 5)), key=list(COLUMNS).index)]
        grouped = self.borders == "full" and r.random() < 0.5
        if grouped:
            names.insert(1, "类别")
        weights = [COLUMNS.get(n, 14) for n in names]
        xs = [self.left + self.room * sum(weights[:k]) / sum(weights) for k in range(len(names) + 1)]
        rows = [[self._cell(n, i) for n in names] for i in range(1, r.randint(4, 30))]
        starts = sorted({0, *r.sample(range(len(rows)), min(3, len(rows) - 1))}) if grouped else []
        self.y += 0.5 * self.size
        if self.y < 100:
            self.turn()
        self._row(names, xs, size, first=True)
        group, top = "", self.y
        for i, row in enumerate(rows):
            height = self._height(row, xs, size)
            cut = self.y - height < 60
            if grouped and (i in starts or cut) and group:
                self._group(group, xs, top, size)
            if cut:
                self.turn()
                if r.random() < 0.5:
                    self._row(names, xs, size, first=True)
                else:
                    self.rule(xs[0], self.y, xs[-1], self.y)
                top = self.y
            if i in starts:
                group, top = f"第{i}组设备", self.y
            elif cut:
                group = group and ""  # the name is printed once, in the upper part
            closes = not grouped or i + 1 in starts or i + 1 == len(rows)
            self._row(row, xs, size, skip=1 if grouped else -1, open_below=grouped and not closes)
            if grouped:
                row[1] = f"第{max(s for s in starts if s <= i)}组设备"
        if grouped and group:
            self._group(group, xs, top, size)
        self.rule(xs[0], self.y, xs[-1], self.y)
        self.y -= self.lead + self.size
        self.truth.append([names, *rows])

    def _cell(self, name: str, i: int) -> str:
        r = self.r
        return {
            "序号": str(i), "类别": "", "数量": str(r.randint(1, 90)), "单位": r.choice("台套项"),
            "名称": r.choice(["服务器", "网络交换机", "数据库管理软件V2.0", "不间断电源及配套电池柜"]),
            "规格型号": r.choice(["HL-P20", "双路处理器内存128G硬盘4T", "定制开发"]),
            "单价（元）": f"{r.randint(1, 99999)}.00", "金额（元）": f"{r.randint(100, 999999)}.00",
            "备注": r.choice(["", "含安装"]),
        }[name]  # fmt: skip

    def _height(self, row: list[str], xs: list[float], size: float) -> float:
        return (
            max(len(wrapped(s, b - a - 6, 0, size)) for s, a, b in zip(row, xs, xs[1:], strict=False)) * size * 1.25 + 7
        )

    def _group(self, s: str, xs: list[float], top: float, size: float) -> None:
        self.text((xs[1] + xs[2]) / 2, (top + self.y) / 2 - size / 3, s, size, centred=True)
        self.rule(xs[1], self.y, xs[2], self.y)

    def _row(
        self,
        row: list[str],
        xs: list[float],
        size: float,
        *,
        first: bool = False,
        skip: int = -1,
        open_below: bool = False,
    ) -> None:
        height = self._height(row, xs, size)
        if first:
            self.rule(xs[0], self.y, xs[-1], self.y)
        for k, s in enumerate(row):
            lines = wrapped(s, xs[k + 1] - xs[k] - 6, 0, size) if s and k != skip else []
            y = self.y - height / 2 + len(lines) * size * 0.625 - size
            for line in lines:
                self.text((xs[k] + xs[k + 1]) / 2, y, line, size, centred=True)
                y -= size * 1.25
            self.rule(xs[k], self.y, xs[k], self.y - height)
        self.rule(xs[-1], self.y, xs[-1], self.y - height)
        self.y -= height
        if open_below:
            self.rule(xs[0], self.y, xs[1], self.y)
            self.rule(xs[2], self.y, xs[-1], self.y)
        else:
            self.rule(xs[0], self.y, xs[-1], self.y)

    def sentence(self, length: int) -> str:
        s = ""
        while len(s) < length:
            s += self.r.choice(PHRASES) + self.r.choice("，，，；。")
        return s.rstrip("，；。") + "。"


def printed(seed: int, borders: str) -> tuple[bytes, list[str | Rows]]:
    """A PDF and its blocks in reading order. ``borders``: full, across (only horizontal) or none."""
    p = Printer(seed, borders)
    for s in ("合同编号：ABC-2026-01", "甲方：某某县人民医院", "乙方：某某科技有限公司"):
        p.paragraph(s, 0)
    for n in range(1, p.r.randint(3, 7)):
        p.paragraph(f"第{'一二三四五六七'[n - 1]}条 合同标的", 0)
        for k in range(1, p.r.randint(2, 5)):
            p.paragraph(f"{n}.{k} " + p.sentence(p.r.choice([8, 20, 45, 90, 200])))
        if p.r.random() < 0.3:
            p.paragraph("清单如下表：")
            p.table()
    p.side_by_side(
        ["甲方（盖章）：某某医院", "法定代表人：", "日期：2026年1月1日"],
        ["乙方（盖章）：某某科技", "法定代表人：", "日期：2026年1月2日"],
    )
    p.turn()
    p.paragraph("附件一：货物清单", 0)
    p.table()
    p.canvas.save()
    return p.file.getvalue(), p.truth

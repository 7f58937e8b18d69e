"""The styles: how a contract looks and numbers; the wording comes from a bank (``wording_*.py``)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from tests.composer.writer import CAPITALS, CIRCLED, Level, han, plain


def _article(n: int) -> str:
    return f"第{han(n)}条"


ARTICLE = Level(_article, ".", _article)
ARTICLE_ARABIC = Level(lambda n: f"第{n}条", ".", lambda n: f"第{n}条")
HAN = Level(lambda n: f"{han(n)}、", ".", _article)
FORMAL = Level(
    lambda n: "".join("拾" if c == "十" else CAPITALS["零一二三四五六七八九".index(c)] for c in han(n)) + "、",
    ".",
    _article,
)
ARABIC = Level(lambda n: f"{n}.", ".", lambda n: f"第{n}条")
ARABIC_COMMA = Level(lambda n: f"{n}、", ".", lambda n: f"第{n}款")
ARABIC_POINT = Level(lambda n: f"{n}．", ".", lambda n: f"第{n}款")
SUB_HAN = Level(lambda n: f"{han(n)}、", ".", lambda n: f"第{han(n)}款")
PAREN_HAN = Level(lambda n: f"（{han(n)}）", "(", lambda n: f"第（{han(n)}）项")
PAREN = Level(lambda n: f"（{n}）", "(", lambda n: f"第（{n}）项")
HALF = Level(lambda n: f"{n}）", "(", lambda n: f"第{n}）项")
CIRCLE = Level(lambda n: CIRCLED[n - 1], "①", lambda n: f"第{CIRCLED[n - 1]}项")
DOTTED = Level(lambda n: str(n), ".", lambda n: str(n))


def commas(v: Decimal) -> str:
    return f"{v:,.2f}"


# figures alone, and with capital words
FIGURES: dict[str, Callable[[Decimal], str]] = {
    "yen": lambda v: f"￥{v:,.2f}元",
    "yen_plain": lambda v: f"¥{v:.2f}",
    "yuan": lambda v: f"{v:.2f}元",
    "rmb": lambda v: f"人民币{v:,.2f}元",
    "RMB": lambda v: f"RMB{v:,.2f}元",
    "four": lambda v: f"￥{v:.4f}元",
    "wan": lambda v: f"{plain(v / 10000)}万元",
    "short": lambda v: f"{plain(v)}元",
    "wide": lambda v: f"￥{v:.2f}元".translate(str.maketrans("0123456789", "０１２３４５６７８９")),
}
BOTH: dict[str, Callable[[Decimal, str], str]] = {
    "capital_first": lambda v, c: f"人民币（大写）{c}（小写：¥{v:,.2f}元）",
    "figure_first": lambda v, c: f"￥{v:.2f}元（大写：人民币{c}）",
    "comma": lambda v, c: f"人民币{v:,.2f}元，大写：{c}",
    "labelled": lambda v, c: f"小写：￥{v:.4f}元，大写：人民币{c}",
    "wan": lambda v, c: f"{plain(v / 10000)}万元（人民币{c}）",
    "blanked": lambda v, c: f"（大写） {c} ，（小写） ￥{v:.2f} 元",
    "RMB": lambda v, c: f"RMB {v:,.2f}元（{c}）",
    "spaced": lambda v, c: f"人民币 {c.replace('元整', '元 整')}（￥ {v:,.2f} ）",
    "wide": lambda v, c: f"（大写）人民币{c}，（小写）￥{v:.2f}元".translate(
        str.maketrans("0123456789", "０１２３４５６７８９")
    ),
}


@dataclass(frozen=True)
class Style:
    """One way of writing and setting a contract. ``bank`` names its wording."""

    name: str
    bank: str
    roles: tuple[str, str]
    role_notes: tuple[str, str] = ("", "")  # printed after the role in the party lines: （采购人）
    levels: tuple[Level, ...] = (ARTICLE, ARABIC_COMMA, PAREN)
    dotted: bool = False
    dotted_end: str = ""  # 5.1. or 5.1、
    restart: bool = False
    parts: str = ""  # "", "chapter" (第一章 over articles that run on), "part" (第一部分, numbers start again)
    gap: tuple[str, str] = (" ", "")
    indents: tuple[float, ...] = (0, 2, 2)
    run_in: bool = False
    collapse: bool = False  # a topic of one clause is set without a number of its own
    numbers: str = "arabic"
    percents: str = "sign"
    mille: str = "%"
    dates: str = "年"
    plain_days: bool = False
    own: bool = False
    yuan: str = "元"
    whole: str = "整"
    money: str = "yen"
    pair: str = "capital_first"
    annex_label: str = "附件{h}"
    annex_gap: str = "  "
    annex_landscape: bool = False
    items_in: str = "annex"  # or "body"
    table: str = "all"  # "all", "three" lines, "none"
    group: str = "cell"  # "cell", "row", "subtotals"
    repeat_header: bool = False
    total_row: str = "plain"  # "plain", "capital"
    qty_unit: bool = False  # 12台 in one cell
    headers: int = 0
    pays: str = "list"  # "list", "prose", "table"
    cover: bool = False
    head: str = ""
    foot: str = "第{page}页 共{pages}页"
    parties: str = "lines"  # "lines", "table", "next" (name on the next line)
    sign: str = "side"  # "side", "stack", "table"
    account: str = "clause"  # "clause", "sign", "both"
    size: float = 10.5
    leading: float = 18
    restate: bool = True
    checks: bool = False  # dispute as alternatives with check boxes
    numbered_choice: bool = False  # 按下列第 1 种方式
    unseen: bool = False
    extra: dict[str, str] = field(default_factory=dict)

    def figure(self, value: Decimal) -> str:
        if self.money == "wan" and value % 100:
            return f"{value:.2f}元"
        return FIGURES[self.money](value)

    def both(self, value: Decimal, words: str) -> str:
        return BOTH[self.pair](value, words)

    def cite_dotted(self, path: str) -> str:
        return f"第{path}款"

    def print_dotted(self, path: str, depth: int) -> str:
        return (
            path + self.dotted_end if "(" not in path else self.levels[depth].printed(int(path.rsplit("(", 1)[1][:-1]))
        )


STYLES: tuple[Style, ...] = (
    Style("county-goods", "plain", ("甲方", "乙方"), ("（采购人）", "（供应商）")),
    Style("dotted-office", "formal", ("采购人", "供应商"), levels=(ARABIC, DOTTED, PAREN), dotted=True, gap=(" ", " "), indents=(0, 0, 2),
          money="yen_plain", pair="figure_first", yuan="圆", numbers="spaced", pays="prose", sign="stack", table="three", group="row", annex_label="附件{n}", annex_gap="：",
          cover=True, head="政府采购合同", mille="wan", total_row="capital", headers=1, account="both"),
    Style("han-paren", "terse", ("需方", "供方"), levels=(HAN, PAREN_HAN, ARABIC_POINT), numbers="han", percents="han", mille="‰", dates="han", gap=("", ""),
          money="yuan", pair="comma", whole="正", pays="table", items_in="body", sign="table", parties="table", account="sign", headers=2, indents=(2, 2, 2)),
    Style("chapters", "detailed", ("甲方", "乙方"), levels=(ARTICLE, PAREN_HAN, ARABIC), parts="chapter", gap=("  ", ""), numbers="paren", pair="blanked", money="four",
          pays="list", sign="side", annex_landscape=True, group="subtotals", foot="- {page} -", dates="padded", own=True, headers=3, repeat_header=True),
    Style("employer", "formal", ("发包人", "承包人"), ("（全称）", "（全称）"), levels=(FORMAL, SUB_HAN, PAREN), numbers="capital", pair="spaced", money="rmb", group="row",
          sign="table", parties="next", annex_label="附件{h}", annex_gap="：", qty_unit=True, foot="第 {page} 页", dates="年"),
    Style("owner-dotted", "plain", ("业主", "承包商"), levels=(ARABIC, DOTTED, PAREN), dotted=True, dotted_end="、", indents=(0, 0, 2), gap=("、", ""), pair="labelled", money="yuan",
          items_in="body", headers=1, pays="table", sign="stack", numbered_choice=True, table="all", foot="{page}/{pages}", mille="‰"),
    Style("entrust", "detailed", ("委托方", "受托方"), ("（甲方）", "（乙方）"), levels=(ARTICLE_ARABIC, ARABIC_COMMA, HALF), gap=("：", ""), pair="RMB", money="RMB", mille="wan",
          checks=True, pays="prose", table="none", group="row", head="服务类合同", cover=True, annex_label="附件 {n}", account="both", size=12, leading=22),
    Style("joined-topics", "terse", ("买方", "卖方"), levels=(ARTICLE, PAREN, CIRCLE), collapse=True, run_in=True, gap=("　", ""), pair="wide", money="wide", dates="dots",
          sign="side", headers=2, pays="list", items_in="body", total_row="capital"),
    Style("wan-notes", "plain", ("购货方", "供货方"), levels=(HAN, ARABIC_POINT, PAREN), gap=("", ""), pair="wan", money="wan", numbers="arabic", plain_days=True, group="row",
          sign="table", parties="table", annex_label="附表{h}", repeat_header=True, annex_landscape=True, dates="iso"),
    Style("two-parts", "detailed", ("甲方", "乙方"), levels=(ARABIC, DOTTED, PAREN), dotted=True, parts="part", restart=True, gap=(" ", " "), indents=(0, 0, 2), pair="capital_first",
          group="subtotals", sign="side", head="采购编号见封面", cover=True, annex_label="附件{h}", annex_gap="："),
    # kept aside: nobody looks at what goes wrong in these before the end
    Style("aside-trade", "trade", ("买方", "卖方"), ("（采购单位）", "（中标供应商）"), levels=(HAN, ARABIC_COMMA, PAREN), gap=("", ""), pair="figure_first", money="yen", pays="prose",
          sign="stack", headers=3, annex_label="附件{n}", annex_gap=" ", numbers="han", unseen=True),
    Style("aside-mandate", "mandate", ("委托人", "受托人"), levels=(ARTICLE, PAREN_HAN, ARABIC_POINT), pair="capital_first", money="yuan", numbers="paren", pays="table", table="three", group="row",
          sign="side", cover=True, head="合同文本", headers=1, mille="wan", numbered_choice=True, unseen=True),
    Style("aside-dotted", "trade", ("甲方", "乙方"), levels=(ARABIC, DOTTED, PAREN), dotted=True, gap=("．", " "), indents=(0, 2, 4), pair="RMB", money="short", items_in="body",
          account="sign", sign="table", parties="table", group="subtotals", percents="han", dates="han", unseen=True),
    Style("aside-chapters", "mandate", ("甲方", "乙方"), ("（业主）", "（承包商）"), levels=(ARTICLE, SUB_HAN, PAREN), parts="chapter", pair="comma", money="yen_plain", group="row", qty_unit=True,
          annex_landscape=True, repeat_header=True, total_row="capital", headers=2, own=True, checks=True, unseen=True),
    Style("aside-formal", "formal", ("采购方", "供应方"), levels=(ARTICLE_ARABIC, PAREN, CIRCLE), gap=("：", ""), pair="spaced", money="four", collapse=True, pays="list", mille="‰",
          sign="stack", annex_label="附件{h}", annex_gap="：", size=12, leading=20, dates="padded", unseen=True),
)  # fmt: skip

"""A contract composed: a truth in a style, as a manuscript, with the gold that any reader of it should come to."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from tests.composer.manuscript import Grid, Heading, Manuscript, NewPage, Piece, SideBySide, Words
from tests.composer.styles import STYLES, Style
from tests.composer.tables import item_table
from tests.composer.truth import KINDS, Kind, PartyTruth, Truth, generate
from tests.composer.typeset_docx import typeset_docx
from tests.composer.typeset_pdf import PageStyle, typeset_pdf
from tests.composer.voice import TOPICS, Voice, iso
from tests.composer.wording import BANKS
from tests.composer.writer import Node, Printed, Writer, han, number, plain

ANNEX_TITLES = {
    "goods": "货物分项报价表",
    "system": "分项报价一览表",
    "monthly": "岗位配置及报价表",
    "works": "已标价工程量清单",
    "framework": "服务项目基准价格表",
}
REQUIREMENTS = {
    "goods": ("售后服务承诺", ["设专线受理报修并登记备查。", "备品备件按出厂价供应。"]),
    "system": (
        "建设需求说明",
        ["系统应采用分层架构，便于扩展。", "界面应简洁，支持主流浏览器。", "提供完整的操作手册。"],
    ),
    "monthly": ("服务质量标准", ["工作人员统一着装，佩戴工牌。", "交接班记录完整。", "公共区域保持整洁。"]),
    "works": ("文明施工要求", ["施工现场设置围挡。", "作业人员佩戴安全帽。", "建筑垃圾日产日清。"]),
    "study": ("成果编制要求", ["成果应数据翔实、结论明确。", "附图附表齐全。"]),
    "yearly": ("服务技术指标", ["提供全天候技术支持。", "定期提交运行报告。"]),
    "framework": ("服务作业规范", ["作业前进行安全交底。", "更换的旧件交还用户单位。"]),
}


@dataclass(frozen=True)
class Composed:
    name: str
    truth: Truth
    style: Style
    manuscript: Manuscript
    gold: dict[str, Any]
    places: dict[str, str] = field(default_factory=dict)

    def pdf(self) -> bytes:
        return typeset_pdf(self.manuscript, PageStyle(size=self.style.size, leading=self.style.leading))

    def docx(self) -> bytes:
        return typeset_docx(self.manuscript)


def style_named(name: str) -> Style:
    return next(s for s in STYLES if s.name == name)


def compose(seed: int, style: Style, kind: Kind | None = None, changed: dict[str, Any] | None = None) -> Composed:
    """The contract of ``seed`` in ``style``; ``changed`` plants what single places say instead of the truth."""
    kind = kind or KINDS[seed % len(KINDS)]
    truth = generate(seed, kind)
    truth.changed = dict(changed or {})
    return write(truth, style)


def write(t: Truth, s: Style) -> Composed:
    r = random.Random(f"write {t.seed} {s.name}")
    w = Writer(t, s, r)
    in_body = s.items_in == "body" and t.items
    table_annex = bool(t.items)
    titles: list[str] = []
    if table_annex and not in_body:
        titles.append(ANNEX_TITLES[t.kind])
    requirement, points = REQUIREMENTS[t.kind]
    titles.append(requirement)
    labels = [s.annex_label.format(n=i + 1, h=han(i + 1)) for i in range(len(titles))]
    w.annexes = list(zip(labels, titles, strict=True))
    first = labels[0] if table_annex and not in_body else None
    grid, items, totals = item_table(t, s, first) if t.items else (None, [], [])
    voice = _Indexed(w, s, in_body=bool(in_body), has_table=table_annex)
    topics = [n for n in (voice.topic(k) for k in TOPICS) if n is not None]
    if in_body and grid is not None:
        _into_body(topics, grid, s)
    if not any(i == len(titles) - 1 for i in w.cited) and not t.told("uncited", False):
        # every annex is named somewhere
        duties = next(n for n in topics if n.key == "duties")
        duties.children.append(Node(f"{w.S}应执行{w.annex(len(titles) - 1)}的规定。", key="duties/annex"))
        if duties.text:
            duties.children.insert(0, Node(duties.text))
            duties.text = ""
    printed = number(w, _parts(s, topics))
    pieces: list[Piece] = []
    gold: dict[str, Any] = {"case": {"seed": t.seed, "style": s.name, "kind": t.kind}}
    pieces += _front(t, s, w)
    pieces += printed.pieces
    pieces += _signatures(t, s)
    annex_paths = _annexes(t, s, w, pieces, grid if not in_body else None, points)
    gold |= _gold(t, s, w, printed, items, totals, annex_paths)
    head = s.head
    return Composed(f"{s.name}-{t.seed}", t, s, Manuscript(pieces, head=head, foot=s.foot), gold, printed.places)


class _Indexed(Voice):
    """A voice for which annex 0 is the table of items, wherever that stands."""

    def __init__(self, writer: Writer, style: Style, in_body: bool, has_table: bool) -> None:
        super().__init__(writer, style)
        self.in_body, self.has_table = in_body, has_table

    def __getitem__(self, key: str) -> str:
        if key == "annex0":
            return "下表" if self.in_body else self.w.annex(0)
        if key == "annex1":
            return self.w.annex(0 if self.in_body or not self.has_table else 1)
        return super().__getitem__(key)


def _into_body(topics: list[Node], grid: Grid, s: Style) -> None:
    """The table of items stands under the first clause that names it."""
    for topic in topics:
        if "下表" in topic.text:
            topic.tables.append(grid)
            return
        for child in topic.children:
            if "下表" in child.text:
                child.tables.append(grid)
                return
    raise AssertionError("no place for the table")


def _parts(s: Style, topics: list[Node]) -> list[tuple[str, list[Node]]]:
    if s.parts == "chapter":
        cut = [0, len(topics) // 3, 2 * len(topics) // 3]
        names = ["第一章 总则", "第二章 履行", "第三章 责任与其他"]
        return [(n, topics[a:b]) for n, a, b in zip(names, cut, [*cut[1:], len(topics)], strict=True)]
    if s.parts == "part":
        cut = next(i for i, n in enumerate(topics) if n.key == "acceptance")
        return [("第一部分 协议书", topics[:cut]), ("第二部分 合同条款", topics[cut:])]
    return [("", topics)]


# what stands before and after the clauses ------------------------------------------------------------------------


def _front(t: Truth, s: Style, w: Writer) -> list[Piece]:
    title, info = t.title, [f"合同编号：{t.number}", f"项目编号：{t.project_number}", f"项目名称：{t.project}"]
    b, p = t.buyer, t.supplier
    out: list[Piece] = []
    roles = [f"{s.roles[0]}{s.role_notes[0]}", f"{s.roles[1]}{s.role_notes[1]}"]
    opening = w.__class__ and Voice(w, s).fill(BANKS[s.bank]["opening"][1][0])
    if s.cover:
        out += [Words(""), Heading(title, 24), *[Words(line, 4) for line in info], Words(""),
                *[Words(f"{role}：{x.name}", 4) for role, x in zip(roles, (b, p), strict=True)], NewPage()]  # fmt: skip
        if s.extra.get("title_again"):
            out.append(Heading(title, 18))
    else:
        out += [Heading(title, 20), *[Words(line, 0) for line in info]]
    uscc = [t.told(f"uscc.{x.role}", x.uscc) for x in (b, p)]
    if s.parties == "table":
        rows: list[list[str | None]] = [["", roles[0], roles[1]], ["名称", b.name, p.name], ["统一社会信用代码", *uscc], ["地址", b.address, p.address],
                                        ["联系人", b.contact, p.contact], ["联系电话", b.phone, p.phone]]  # fmt: skip
        out.append(Grid(rows, [5, 10, 10]))
    else:
        for role, x, code in zip(roles, (b, p), uscc, strict=True):
            if s.parties == "next":
                out += [Words(f"{role}：", 0), Words(x.name, 2)]
            else:
                out.append(Words(f"{role}：{x.name}", 0))
            out += [
                Words(f"地址：{x.address}", 0),
                Words(f"统一社会信用代码：{code}", 0),
                Words(f"联系人：{x.contact}    联系电话：{x.phone}", 0),
            ]
    out.append(Words(opening))
    return out


def _block(t: Truth, s: Style, x: PartyTruth, role: str, signed: Any, w: Writer) -> list[str]:
    who = t.told(f"sign.name.{x.role}", x.name)
    day = t.told(f"signed.{x.role}", signed)
    when = "　　年　月　日" if day is None else w.date_words(day)
    lines = [
        f"{role}（{s.extra.get('seal', '盖章')}）：{who}",
        f"法定代表人：{x.legal}",
        f"电话：{t.told(f'sign.phone.{x.role}', x.phone)}",
    ]
    if s.account in ("sign", "both"):
        lines += [f"开户银行：{x.bank}", f"账号：{t.told(f'sign.account.{x.role}', x.account)}"]
    return [*lines, f"{s.extra.get('date', '日期')}：{when}"]


def _signatures(t: Truth, s: Style) -> list[Piece]:
    w = Writer(t, s, random.Random(0))
    gone = t.told("unsigned", "")
    blocks = [
        _block(t, s, x, role, day, w) for x, role, day in zip((t.buyer, t.supplier), s.roles, t.signed, strict=True)
    ]
    if gone:
        return [Words(line, 0) for line in blocks[0]]
    if s.sign == "side":
        return [SideBySide(blocks[0], blocks[1])]
    if s.sign == "table":
        return [Grid([[a, b] for a, b in zip(*blocks, strict=True)], [1, 1], header_rows=0)]
    return [Words(line, 0) for block in blocks for line in [*block, ""] if line]


def _annexes(t: Truth, s: Style, w: Writer, pieces: list[Piece], grid: Grid | None, points: list[str]) -> list[str]:
    paths: list[str] = []
    for i, (label, title) in enumerate(w.annexes):
        table = grid is not None and i == 0
        pieces += [
            NewPage(landscape=s.annex_landscape and table),
            Heading(label + s.annex_gap + title, 14, s.extra.get("annex_left") is None),
        ]
        if table:
            assert grid is not None
            pieces.append(grid)
        else:
            for k, point in enumerate(points, 1):
                pieces.append(
                    Words(f"{han(k)}、{point}" if s.extra.get("annex_points") != "arabic" else f"{k}. {point}")
                )
                paths.append(f"{label}/{han(k)}" if s.extra.get("annex_points") != "arabic" else f"{label}/{k}")
    return paths


# gold --------------------------------------------------------------------------------------------------------------


def _party_gold(t: Truth, s: Style, x: PartyTruth) -> dict[str, Any]:
    fact = {
        "role": x.role,
        "name": x.name,
        "address": x.address,
        "phone": x.phone,
        "uscc": x.uscc,
        "contact": x.contact,
        "legal_representative": x.legal,
    }
    if x.role == "supplier" and s.account in ("clause", "both"):
        fact["account_name"] = x.name
    if s.account in ("sign", "both") or x.role == "supplier":
        fact |= {"bank_name": x.bank, "bank_account": x.account}
    return fact


def _gold(
    t: Truth,
    s: Style,
    w: Writer,
    printed: Printed,
    items: list[dict[str, Any]],
    totals: list[dict[str, Any]],
    annex_paths: list[str],
) -> dict[str, Any]:
    header: dict[str, Any] = {"title": t.title, "number": t.number, "project_name": t.project, "project_number": t.project_number, "signed_on": iso(max(t.signed)),
                              "copies": {"total": str(t.copies[0]), "buyer": str(t.copies[1]), "supplier": str(t.copies[2])}}  # fmt: skip
    if t.starts is not None:
        header |= {"starts_on": iso(t.starts), "ends_on": iso(t.ends)}
    amounts: dict[str, Any] = {"components": [{"name": p.name, "amount": plain(p.amount)} for p in t.parts]}
    if t.kind in ("monthly", "yearly"):
        amounts["components"] = [{"name": "服务费", "amount": plain(t.total or Decimal(0)), "optional": True}]
    if t.total is not None:
        amounts["total"] = {"value": plain(t.total), "capital": {"value": plain(t.total)}, "tax_included": True}
        if t.seed % 2 == 0 and t.told("with_tax", True):
            amounts["tax"] = {"amount": plain(t.tax), "rate": plain(t.tax_rate)}
    else:
        amounts["total"] = None
    g = printed.gold
    return {
        "contract": header, "parties": [_party_gold(t, s, t.buyer), _party_gold(t, s, t.supplier)], "amounts": amounts, "line_items": items, "item_totals": totals,
        "payments": g.get("payments", []), "deadlines": g.get("deadlines", []), "percentages": g.get("percentages", []), "penalties": g.get("penalties", []),
        "bonds": g.get("bonds", []), "dispute": {"method": t.method, "venue": t.venue}, "references": g.get("references", []), "blanks": [],
        "clauses": [*printed.paths, *annex_paths], "findings": [],
    }  # fmt: skip

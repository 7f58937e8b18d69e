"""Fields that nobody filled in: underscores, empty brackets, labels with nothing behind them, 年 月 日 without figures.

What is left open on purpose is none: a slash, an alternative that was not chosen, the places of signatures,
seals and signing dates (FRM704 and DAT405 look after those).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from contract_parse.extract.choices import declines, idle_children
from contract_parse.extract.gaps import NOTES, Gap, segments, written
from contract_parse.extract.vocabulary import per_vocabulary, vocabulary
from contract_parse.model.facts import Blank, evidence
from contract_parse.model.layout import Block, Paragraph, Table
from contract_parse.model.structure import Clause, Structure
from contract_parse.model.text import Text, fold

_SIGNING = re.compile(r"盖章|公章|签章|签字|签名|印章|\(章\)|代表|代理人|经办人|日期|时间|法人|负责人|见证")
_OTHERS = re.compile(r"^(?:双方|甲乙双方)?(?:的)?(?:其[他它]|补充|特别|另行)(?:的)?(?:约定|事项|约定事项|条款|内容)$")
_OPEN = re.compile(r"^([\u3400-\u9fff()、]{3,20}):[。.;]?$")
_FILLED = re.compile(r"^[\u3400-\u9fff()、]{2,20}:[^。;:]{1,40}[。;]?$")
_IF_ANY = re.compile(r"\(如有\)|^如有")
_SAME_AMOUNT = re.compile(r"^\(?(?:人民币)?\(?[大小]写")
# 收款账户： over fields of its own.
_HEADS = (
    "账户", "信息", "方式", "资料", "情况", "要求", "标准", "内容", "安排", "清单", "范围", "条件", "明细", "程序",
)  # fmt: skip
_DATED = re.compile(r"(?:(?:\d{4}|[二〇○零一二三四五六七八九]{4})年.{1,3}月.{1,3}日)+")
_MEMBER = re.compile(
    r"(?:联合体)?(?:牵头|主办|成员|参加)(?:单位|人|方)?[1-9一二三]?(?:\([^()]{1,20}\))?:.|联合体[^:]{0,8}:."
)
_INTRODUCES = re.compile(r"如下|下列|以下|包括|为$|应|按|须|的$|情形|[之其]一$|承诺|保证|向|规定|约定$")


def blanks(structure: Structure) -> list[Blank]:
    """The blanks of the whole document in order; those of alternatives that were not chosen are left out."""
    out: list[Blank] = []

    def put(gaps: Iterator[Gap], clause: str | None) -> None:
        out.extend(Blank(label=g.label, clause=clause, evidence=evidence(g.text, clause)) for g in gaps)

    put(_of_blocks(structure.preamble, signing=False, parties=True), None)
    idle: set[str] = set()
    topics: dict[str, str | None] = {}  # what clauses stand under, for blanks with no words of their own: （3）____
    for clause in structure.body():
        idle |= idle_children(clause)
        topics |= dict.fromkeys((c.path for c in clause.children), _topic(clause))
        if clause.path not in idle:
            topic = topics.get(clause.path)
            gaps = _of_blocks(clause.blocks, signing=False, parties=False)
            put((g if g.label else replace(g, label=topic) for g in gaps), clause.path)
            put(_left_open(clause), clause.path)
    put(_of_blocks(structure.closing, signing=True, parties=False), None)
    for annex in structure.annexes:
        put(_of_annex(annex.blocks), None)
        for clause in annex.walk():
            put(_of_annex(clause.blocks), clause.path)
    return out


def _topic(clause: Clause) -> str | None:
    """What a clause is about: its title, or the words before the colon that its children follow."""
    if clause.title is not None:
        return clause.title.view.s[-20:] or None
    last = clause.paragraphs[-1].text.view.s if clause.paragraphs else ""
    m = re.search(r"([\u3400-\u9fff]{2,20}):$", last)
    return m[1] if m else None


def _left_open(clause: Clause) -> Iterator[Gap]:
    """A clause that is a label and nothing else: 乙方的其他义务：, 十二、其他约定事项."""
    if not clause.children and not clause.blocks and clause.title and _OTHERS.match(clause.title.view.s):
        yield Gap(clause.title.view.s, clause.title)
    if clause.children or len(clause.blocks) != 1 or not isinstance(clause.blocks[0], Paragraph):
        return
    text = clause.blocks[0].text
    m = _OPEN.match(text.view.s)
    if m is None or list(written(text)):
        return
    inner = re.search(r"[.(（)]", clause.path) and not _INTRODUCES.search(m[1])
    if inner or _OTHERS.match(m[1]):
        yield Gap(m[1][-20:], text)


def _of_annex(blocks: Sequence[Block]) -> Iterator[Gap]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from (g for g in written(block.text) if not _SIGNING.search(g.label or ""))


def _of_blocks(blocks: Sequence[Block], signing: bool, parties: bool) -> Iterator[Gap]:
    declined = if_any = False
    for i, block in enumerate(blocks):
        if isinstance(block, Table):
            yield from _cells(block, signing)
            continue
        says = declines(block.text.view.s)
        if says is not None:
            declined = says
        below = blocks[i + 1] if i + 1 < len(blocks) else None
        gaps = list(written(block.text, signing))
        if not gaps and not (declined and says is None):
            gaps = list(_empty_fields(block.text, below, parties))
        if gaps and declined and says is None and not re.search(r"[。;]", block.text.view.s.split("____")[0]):
            continue  # a line of fields that only a yes would fill
        if says and "。" not in block.text.view.s[:-1]:
            continue  # □是 ☑否 收取履约保证金，金额为____元
        if not gaps and not declined and not signing and not parties:
            gaps = list(_open_field(blocks, i))
        view = block.text.view.s
        # 分包金额（如有）小写：____ goes on below: 大写：____
        if_any = bool(_IF_ANY.search(view.split("____")[0]) or (if_any and _SAME_AMOUNT.match(view)))
        for gap in gaps:
            if if_any:
                continue
            if not (signing and _SIGNING.search(gap.label or "")) and not _signing_date(gap.label):
                yield gap


def _open_field(blocks: Sequence[Block], i: int) -> Iterator[Gap]:
    """A label with nothing behind it among the filled lines of a form, whatever it asks for: 履约担保期限："""
    here = blocks[i]
    m = _OPEN.match(here.text.view.s) if isinstance(here, Paragraph) and i else None
    if m is None or _INTRODUCES.search(m[1]) or m[1].endswith(_HEADS):
        return
    beside = [blocks[i - 1], *blocks[i + 1 : i + 2]]
    if isinstance(here, Paragraph) and all(isinstance(b, Paragraph) and _FILLED.match(b.text.view.s) for b in beside):
        yield Gap(m[1][-20:], here.text)


def _signing_date(label: str | None) -> bool:
    return bool(label and re.search(r"(?:签[订署约字定章]|订立|盖章)(?:日期|时间)$|^(?:日期|时间)$", label))


@per_vocabulary
def _field_words() -> dict[str, str]:
    """Labels of fields that must not stay empty, with their kind."""
    skipped = {"stop", "sign_date", "invoice_info", "payee_account", "signed_at"}
    return {fold(w): kind for kind, words in vocabulary("field_labels").items() if kind not in skipped for w in words}


@per_vocabulary
def _field_pattern() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, _field_words()), key=len, reverse=True))
    roles = (
        r"(?:甲方|乙方|丙方|采购人|供应商|买方|卖方|需方|供方|委托方|受托方|委托人|受托人|发包人|承包人|发包方|承包方)"
    )
    return re.compile(
        rf"(?P<label>(?:{roles}(?:\([^()]{{1,24}}\))?)?(?:{words})|{roles}(?P<party>))(?:\([^()]{{0,40}}\))*:"
    )


def _empty_fields(text: Text, below: Block | None, parties: bool) -> Iterator[Gap]:
    """Labels of a form line with nothing behind them, on the line or below it."""
    parts = segments(text)
    if len(text.view.s) > 160:
        return
    for k, segment in enumerate(parts):
        view = segment.view
        found = list(_field_pattern().finditer(view.s))
        for m, after in zip(found, [*found[1:], None], strict=False):
            begins = not m.start() or view.s[m.start() - 1] in ":;,。" or segment.s[view.at[m.start()] - 1].isspace()
            if not begins and not any(f.end() == m.start() for f in found):
                continue
            if m["party"] is not None and (not parties or _named_below(below)):
                continue
            stop = after.start() if after else len(view.s)
            if view.s[m.end() : stop].strip(",;、。"):
                continue
            if after is not None and after.start() == m.end() and m["label"].endswith(("账户", "信息", "方式", "资料")):
                continue  # a heading over the labels that follow: 收款账户：户名：…
            if after is not None and after.start() == m.end() and _field_words().get(m["label"]) == "term":
                continue  # 履行期限：开始日期：…
            last = after is None
            if last and k + 1 < len(parts) and not _field_pattern().match(parts[k + 1].view.s):
                continue
            if last and k + 1 == len(parts) and _is_value(below):
                continue
            yield Gap(m["label"], view.cut(m.start(), m.end()))


def _named_below(block: Block | None) -> bool:
    """Whether the line below gives a party's name under a label of its own: 甲方： over 名称：某局, 联合体牵头人：某公司."""
    if isinstance(block, Paragraph) and _MEMBER.match(block.text.view.s):
        return True
    m = _field_pattern().match(block.text.view.s) if isinstance(block, Paragraph) else None
    return m is not None and _field_words().get(m["label"]) == "name"


def _is_value(block: Block | None) -> bool:
    """Whether a block may be the value of the label on the line above it."""
    if isinstance(block, Table):
        return True
    s = block.text.view.s if isinstance(block, Paragraph) else ""
    return bool(s) and ":" not in s[:24] and _DATED.fullmatch(s) is None


def _cells(table: Table, signing: bool) -> Iterator[Gap]:
    """Blanks inside cells, and the empty cells beside the labels of a form table."""
    for cell in table.cells:
        yield from (
            g
            for g in written(cell.text)
            if not (signing and _SIGNING.search(g.label or "")) and not _signing_date(g.label)
        )
    if table.header_rows:
        return
    yield from _bare_labels(table, signing)
    grid = table.grid()
    for row in grid:
        for c in range(len(row) - 1):
            label, value = row[c], row[c + 1]
            if label is None or value is None or value is label or value.text.view.s or value.row != label.row:
                continue
            words = NOTES.sub("", label.text.view.s).rstrip(":")
            if words in _field_words() and not (signing and _SIGNING.search(words)) and not _taken(row, c + 1):
                yield Gap(words, label.text)


def _bare_labels(table: Table, signing: bool) -> Iterator[Gap]:
    """Cells of columns side by side that hold a label with its colon and nothing behind it, nor in the next cell."""
    for row in table.grid():
        for c, cell in enumerate(row):
            m = _field_pattern().fullmatch(cell.text.view.s) if cell is not None else None
            if cell is None or m is None or m["party"] is not None or (signing and _SIGNING.search(m["label"])):
                continue
            after = row[c + 1] if c + 1 < len(row) else None
            if after is None or ":" in after.text.view.s[:16]:
                yield Gap(m["label"], cell.text)


def _taken(row: Sequence[object], c: int) -> bool:
    """Whether the column stays empty because its label is repeated there (a merged cell)."""
    return c + 1 < len(row) and row[c] is row[c + 1] and row[c] is None

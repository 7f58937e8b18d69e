"""Fields that nobody filled in: underscores, empty brackets, labels with nothing behind them, 年 月 日 without figures.

What is left open on purpose is none: a slash, an alternative that was not chosen, the places of signatures,
seals and signing dates (FRM704 and DAT405 look after those).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from contract_parse.extract.choices import declines, idle_children, inline_idle, unticked
from contract_parse.extract.vocabulary import per_vocabulary, vocabulary
from contract_parse.model.facts import Blank, evidence
from contract_parse.model.layout import Block, Paragraph, Table
from contract_parse.model.structure import Clause, Structure
from contract_parse.model.text import Text, fold

_DATE = r"(?:20\d{0,2}|二零)?_*年_*\d{0,2}_*月_*\d{0,2}_*日"
_WHOLE_DATE = re.compile(r"\d{4}_*年_*\d{1,2}_*月_*\d{1,2}_*日")
_WRITTEN = re.compile(
    rf"(?P<date>(?<![\d一二三四五六七八九零十_]){_DATE})|(?P<line>_{{2,}})|(?P<bracket>\(\)|\[\](?!号)|〔〕)"
    r"|(?P<unit>(?<=之日起)(?=(?:日|天|个?工作日|个月|年)(?:内|起)))|(?P<choice>(?<=第)(?=种方式))"
    r"|(?P<sum>(?<=¥)(?=元)|(?<=大写:)(?=元整?)|(?<=大写\):)(?=元整?)|(?<=共计)(?=元))|(?P<cross>(?<![A-Za-z\d])[Xx×]{2,}(?=年|月|日|元|万元|天|个|份|%|种))"
)
_GAP = re.compile(
    r"(?<=[\u3400-\u9fff:：）)])(?:\t+|[ \u3000]{4,})(?=[。；;])|(?<=[:：])(?:\t+|[ \u3000]{4,})(?=[，,])"
)
_SIGNING = re.compile(r"盖章|公章|签章|签字|签名|印章|\(章\)|代表|代理人|经办人|日期|时间|法人|负责人|见证")
_TRAIL = re.compile(r"(?:人民币|大写|小写|合计|共计|共|为|是|于|在|自|至|从|按|即|约|计|第|[¥:\"'(\[《/]|之日起)+$")
_LEAD = re.compile(r"^[\"'()\[\]□☐☑√■\-·●*:]+|^(?:\(?[\d一二三四五六七八九十]{1,2}[)、.])+")
_ASKS = re.compile(r"[第计按:为在于自付至起期达共过]$")
_COUNTED = re.compile(r"个?(?:工作日|日历天|小时|月|日|天|年)|万?元(?!件|素|器)|[%‰份次台人套]")
_SIGN_BEHIND = re.compile(r"\((?:盖章|公章|签章|签字|签名|印章|章)[^()]{0,8}\)")
_SIGN_BEFORE = re.compile(r"(?:盖章|公章|签章|签字|签名|印章)\)?:?$")
_DATES = re.compile(rf"{_DATE}[至到\-~—]*")
_ONLY_DATES = re.compile(rf"(?:{_DATE})+")
# A gap where a number should stand: 一式　　份, 质保期为   年.
_NUMBER_GAP = re.compile(
    r"(?<=[为共计起后式执持第按至])(?:[ \t]{2,}|\u3000+)(?=(?:个?工作日|日历天|个月|小时|[年月日天份]|万?元|[%‰])(?:内|[以的,。;，；)）]|$))"
    r"|(?<=[\u3400-\u9fff:：])(?: {2,}|\u3000+)(?=[%‰％])"
)
_UNIT_ONLY = re.compile(r"(?:[%‰元年月日天个份万:]|日历|工作|小时)*")
_UNIT_AFTER = re.compile(r"^(?:年|月|日|天|元|万元|份|个|种|%|‰|次|台|套|小时|工作日|期|人民法院|仲裁|法院|[,。;、:)])")
_OPEN = re.compile(r"^([\u3400-\u9fff()、]{3,20}):[。.;]?$")
_INTRODUCES = re.compile(r"如下|下列|以下|包括|为$|应|按|须|的$|情形|[之其]一$|承诺|保证|向|规定|约定$")
_NOTES = re.compile(r"\([^()]{0,40}\)")


@dataclass(frozen=True, slots=True)
class _Gap:
    label: str | None
    text: Text


def blanks(structure: Structure) -> list[Blank]:
    """The blanks of the whole document in order; those of alternatives that were not chosen are left out."""
    out: list[Blank] = []

    def put(gaps: Iterator[_Gap], clause: str | None) -> None:
        out.extend(Blank(label=g.label, clause=clause, evidence=evidence(g.text, clause)) for g in gaps)

    put(_of_blocks(structure.preamble, signing=False, parties=True), None)
    idle: set[str] = set()
    for clause in structure.body():
        idle |= idle_children(clause)
        if clause.path not in idle:
            put(_of_blocks(clause.blocks, signing=False, parties=False), clause.path)
            put(_left_open(clause), clause.path)
    put(_of_blocks(structure.closing, signing=True, parties=False), None)
    for annex in structure.annexes:
        put(_of_annex(annex.blocks), None)
        for clause in annex.walk():
            put(_of_annex(clause.blocks), clause.path)
    return out


def _left_open(clause: Clause) -> Iterator[_Gap]:
    """An inner clause that is a label and a colon, and nothing else: 乙方的其他义务："""
    if clause.children or len(clause.blocks) != 1 or not isinstance(clause.blocks[0], Paragraph):
        return
    text = clause.blocks[0].text
    m = _OPEN.match(text.view.s)
    if m and re.search(r"[.(（)]", clause.path) and not _INTRODUCES.search(m[1]) and not list(_written(text)):
        yield _Gap(m[1][-20:], text)


def _of_annex(blocks: Sequence[Block]) -> Iterator[_Gap]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from (g for g in _written(block.text) if not _SIGNING.search(g.label or ""))


def _of_blocks(blocks: Sequence[Block], signing: bool, parties: bool) -> Iterator[_Gap]:
    declined = False
    for i, block in enumerate(blocks):
        if isinstance(block, Table):
            yield from _cells(block, signing)
            continue
        says = declines(block.text.view.s)
        if says is not None:
            declined = says
        below = blocks[i + 1] if i + 1 < len(blocks) else None
        gaps = list(_written(block.text, signing))
        if not gaps and not (declined and says is None):
            gaps = list(_empty_fields(block.text, below, parties))
        if gaps and declined and says is None and not re.search(r"[。;]", block.text.view.s.split("____")[0]):
            continue  # a line of fields that only a yes would fill
        if says and "。" not in block.text.view.s[:-1]:
            continue  # □是 ☑否 收取履约保证金，金额为____元
        for gap in gaps:
            if "如有" in block.text.view.s and re.search(r"\(如有\)|^如有", block.text.view.s.split("____")[0]):
                continue
            if not (signing and _SIGNING.search(gap.label or "")) and not _signing_date(gap.label):
                yield gap


def _signing_date(label: str | None) -> bool:
    return bool(label and re.search(r"(?:签[订署约字定章]|订立|盖章)(?:日期|时间)$|^(?:日期|时间)$", label))


def _segments(text: Text) -> list[Text]:
    """The columns of a line that holds several side by side."""
    return [t for t in text.split(r"\t+") if t.s.strip()]


def _written(text: Text, signing: bool = False) -> Iterator[_Gap]:
    """Blanks that are marked as such: by underscores, brackets, a unit without its number, a gap before the full stop."""
    for gap in _GAP.finditer(text.s):
        before = text[: gap.start()].view
        if not unticked(before.s, len(before.s)):
            yield _Gap(
                _label(before.s, len(before.s), len(before.s)), before.cut(max(0, len(before.s) - 20), len(before.s))
            )
    for segment in _segments(text):
        view = segment.view
        s = view.s
        filled = _filled_runs(s)
        marked = {m.start() for m in _WRITTEN.finditer(s)}
        for lack in _NUMBER_GAP.finditer(segment.s):
            at = bisect_left(view.at, lack.start())
            if at not in marked and not unticked(s, at) and not inline_idle(s, at):
                yield _Gap(_label(s, at, at), view.cut(max(0, at - 6), min(len(s), at + 2)))
        for m in _WRITTEN.finditer(s):
            if m.start() in filled or unticked(s, m.start()) or inline_idle(s, m.start()):
                continue
            if m["bracket"] and not (_ASKS.search(s[: m.start()]) or _COUNTED.match(s[m.end() :])):
                continue
            if m["date"] and _ONLY_DATES.fullmatch(s):
                continue  # the line to date a signature on
            if m["date"] and _WHOLE_DATE.fullmatch(m[0]):
                continue
            if signing and (_SIGN_BEHIND.match(s[m.end() :]) or _SIGN_BEFORE.search(s[: m.start()])):
                continue  # 甲方：____（盖章）, 甲方（盖章）：____
            if m["date"] and "_" not in m[0] and re.search(r"[某当每本该同称]$|\"$", s[: m.start()]):
                continue
            at, end = (m.start(), m.end()) if m.end() > m.start() else (max(0, m.start() - 3), min(len(s), m.end() + 2))
            yield _Gap(_label(s, m.start(), m.end()), view.cut(at, end))


def _filled_runs(s: str) -> set[int]:
    """Where runs of underscores begin that only pad a value: __张三__, __3__日."""
    out: set[int] = set()
    for m in re.finditer(r"(_+)([^_]+)(?=(_+))", s):
        inner = m[2]
        padded = len(inner) <= 40 and not re.search(r"[:。;,]", inner) and not _UNIT_AFTER.match(inner)
        opened = m.start() == 0 or s[m.start() - 1] in ":(第为" or re.search(r"[\u3400-\u9fff]$", s[: m.start()])
        after = s[m.end() + len(m[3]) :]
        if (
            padded
            and opened
            and (re.match(r"[\d.,]+$", inner) or not after or after[0] in "。;,、)种项日天年" or len(m[3]) <= 2)
        ):
            out |= {m.start(1), m.start(3)}
    out |= {m.start() for m in re.finditer(r"_+(?=\d)", s)}
    return out


def _label(s: str, start: int, end: int) -> str | None:
    """The words in front of a blank that say what should stand there, else those behind it."""
    pieces = [p for p in re.split(r"[。;,!?、_]|[□☑√■☐]", _NOTES.sub("", s[:start])) if not _UNIT_ONLY.fullmatch(p)]
    for piece in reversed(pieces[-2:]):
        words = _LEAD.sub("", _TRAIL.sub("", piece))
        words = words.rsplit(":", 1)[-1] if not piece.endswith(":") else words.rsplit(":", 1)[-1] or words
        words = _TRAIL.sub("", _DATES.sub("", words))
        if len(words) < 2 and _DATES.search(piece) and (above := re.search(r"[一-鿿]{2,12}(?=:)", piece)):
            words = above[0]  # 交货期：自　年　月　日至…
        if len(words) >= 2:
            return words[-20:]
    note = re.match(r"\(([^()_]{2,16})\)", s[end:])
    if note:
        return note[1]
    after = re.match(r"[^_。;,:()]{2,12}", s[end:])
    return after[0] if after else None


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


def _empty_fields(text: Text, below: Block | None, parties: bool) -> Iterator[_Gap]:
    """Labels of a form line with nothing behind them, on the line or below it."""
    segments = _segments(text)
    if len(text.view.s) > 160:
        return
    for k, segment in enumerate(segments):
        view = segment.view
        found = list(_field_pattern().finditer(view.s))
        for m, after in zip(found, [*found[1:], None], strict=False):
            if m.start() and view.s[m.start() - 1] not in ":;,。" and not any(f.end() == m.start() for f in found):
                continue
            if m["party"] is not None and (not parties or _named_below(below)):
                continue
            stop = after.start() if after else len(view.s)
            if view.s[m.end() : stop].strip(",;、。"):
                continue
            if after is not None and after.start() == m.end() and m["label"].endswith(("账户", "信息", "方式", "资料")):
                continue  # a heading over the labels that follow: 收款账户：户名：…
            last = after is None
            if last and k + 1 < len(segments) and not _field_pattern().match(segments[k + 1].view.s):
                continue
            if last and k + 1 == len(segments) and _is_value(below):
                continue
            yield _Gap(m["label"], view.cut(m.start(), m.end()))


def _named_below(block: Block | None) -> bool:
    """Whether the line below gives a party's name under a label of its own: 甲方： over 名称：某局."""
    m = _field_pattern().match(block.text.view.s) if isinstance(block, Paragraph) else None
    return m is not None and _field_words().get(m["label"]) == "name"


def _is_value(block: Block | None) -> bool:
    """Whether a block may be the value of the label on the line above it."""
    if isinstance(block, Table):
        return True
    return isinstance(block, Paragraph) and bool(block.text.view.s) and ":" not in block.text.view.s[:24]


def _cells(table: Table, signing: bool) -> Iterator[_Gap]:
    """Blanks inside cells, and the empty cells beside the labels of a form table."""
    for cell in table.cells:
        yield from (
            g
            for g in _written(cell.text)
            if not (signing and _SIGNING.search(g.label or "")) and not _signing_date(g.label)
        )
    if table.header_rows:
        return
    grid = table.grid()
    for row in grid:
        for c in range(len(row) - 1):
            label, value = row[c], row[c + 1]
            if label is None or value is None or value is label or value.text.view.s or value.row != label.row:
                continue
            words = _NOTES.sub("", label.text.view.s).rstrip(":")
            if words in _field_words() and not (signing and _SIGNING.search(words)) and not _taken(row, c + 1):
                yield _Gap(words, label.text)


def _taken(row: Sequence[object], c: int) -> bool:
    """Whether the column stays empty because its label is repeated there (a merged cell)."""
    return c + 1 < len(row) and row[c] is row[c + 1] and row[c] is None

"""What the body refers to: its own clauses and its annexes, and whether these are there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from contract_parse.extract.clause_index import ClauseIndex
from contract_parse.model.facts import Reference, evidence
from contract_parse.model.layout import Paragraph, Table
from contract_parse.model.structure import Annex, Structure
from contract_parse.model.text import Text, View
from contract_parse.values.numerals import parse_integer
from contract_parse.values.references import find_annex_mentions, find_clause_mentions, same_annex

_HAN = "[一二三四五六七八九十]{1,3}"
_NO = rf"(?:{_HAN}|\d{{1,2}})(?![\d.%年月日天个元份条款项章])"
# 附件一、二和三; 附件1-3; 附件一至附件四
_MORE = re.compile(rf"(?:(?P<to>至|到|-|~)|[、,和及与])(?:附件)?(?P<n>{_NO})")
# The bare word where it points at something, not where it names all that is attached.
_POINTS = re.compile(r"(?:见|参见|参照|按照?|依照|根据|后附|如|执行|遵照|符合|满足|列于|列入|载于)(?:本合同|本协议|合同|本|其|所附|后附|的)*$")
_POINTED = re.compile(r"^(?:所[列示附述载]|中(?:的|所|列|约定|载明|规定)|载明|约定|规定|列明|执行)")
_GENERAL = re.compile(r"(?:[及和与、或]|及其|所有|全部|有关|相关|各|任何|上述)(?:的|本合同|合同)?$")
# What another document's clauses are cited by.
_FOREIGN = re.compile(
    r"(?:》|法|法典|条例|办法|规定|通则|规范|规程|解释|细则|通知|须知|公告|[招投]标文件|采购文件|响应文件|磋商文件|谈判文件|文件|补充协议|框架协议|原合同|主合同"
    r"|分包合同|另行签订的?(?:合同|协议)|标准|准则|意见|制度|公约|章程|决定)(?:\([^()]{1,24}\))?(?:的|中的?|之)?(?:第[^第,。;]{1,6}[编章节部分]+)?$"
)
_LINK = re.compile(r"^(?:第?[一二三四五六七八九十\d]{0,3}[款项]?)?(?:[、,和及与或至到]|以及|或者)+$")
# 本合同5.1条, 5.1款: without 第.
_PLAIN = re.compile(r"(?<![\d.第])(\d{1,2}(?:\.\d{1,2}){1,3})(?:\((\d{1,2})\))?(?:条款?|款|项)(?!件|目|式)")
_LIST = re.compile(rf"第({_HAN}|\d{{1,2}})((?:[、,]({_HAN}|\d{{1,2}}))+)条")
_OWN_ITEM = re.compile(rf"本(?:条|款)第?\(?({_HAN}|\d{{1,2}})\)?[项款]")
_PURPOSE = re.compile(
    r"^(?:第[^,。;]{1,4}[款项])?(?:中|下|项下)?(?:所)?(?:列明|约定|规定|载明|所述|所列|所称|写明|列示|列出|明确|确定|指定|述及)的"
    r"(?P<p>[\u3400-\u9fff]{2,16}?)(?=的|[,。;:、()]|或|及|和|与|等|为|予以|履行|支付|执行|进行|向|[\d¥]|$)"
)
_PURPOSE_NOUN = re.compile(r"^(?P<p>[\u3400-\u9fff]{2,8}?(?:义务|责任|条款|要求|标准|方式|期限|金额|价款))(?:的|[,。;]|$)")


@dataclass
class _Found:
    kind: str
    target: str
    resolved: bool
    clause: str | None
    title: str | None = None
    purpose: str | None = None
    texts: list[Text] = field(default_factory=list)


def references(structure: Structure) -> list[Reference]:
    """Every clause and annex that a clause of the body cites, once a clause; laws and other documents are left out.

    A clause's ``target`` is its path where it exists, else the path it would have.
    """
    index = ClauseIndex(structure)
    found: dict[tuple[str, str, str | None], _Found] = {}
    for path, text, tabular in _texts(structure):
        here = list(_annexes(text.view, path, structure))
        if not tabular:
            here += _clauses(text.view, path, index)
        for item in here:
            held = found.setdefault((item.kind, item.target, item.clause), item)
            if held is not item:
                held.texts += item.texts
                held.title = held.title or item.title
                held.purpose = held.purpose or item.purpose
    return [
        Reference(
            kind="clause" if f.kind == "clause" else "annex",
            target=f.target,
            title=f.title,
            purpose=f.purpose,
            resolved=f.resolved,
            clause=f.clause,
            evidence=[e for t in f.texts for e in evidence(t, f.clause)],
        )
        for f in found.values()
    ]


def _texts(structure: Structure) -> Iterator[tuple[str | None, Text, bool]]:
    """The texts of the body with their clause; cells of tables are marked. Preamble and closing name no clause."""
    for block in structure.preamble:
        if isinstance(block, Paragraph):
            yield None, block.text, True
    for clause in structure.body():
        if clause.title is not None:
            yield clause.path, clause.title, False
        for block in clause.blocks:
            if isinstance(block, Table):
                for cell in block.cells:
                    yield clause.path, cell.text, True
            else:
                yield clause.path, block.text, False


def _annexes(view: View, clause: str | None, structure: Structure) -> Iterator[_Found]:
    s = view.s
    annexes = structure.annexes
    for mention in find_annex_mentions(s):
        named = mention.label not in {"附件", "附表", "附录", "附图", "附页"}
        end = mention.end
        labels = [mention.label]
        if named:
            if "-" in mention.label and _with_label(annexes, mention.label) is None:
                labels = _span(mention.label)
            while more := _MORE.match(s, end):
                n = more["n"]
                labels += _between(labels[-1], n) if more["to"] else [mention.label[:2] + n]
                end = more.end()
        elif not _meant(s, mention.start, mention.end, mention.title, annexes):
            continue
        for label in labels:
            annex = _with_label(annexes, label)
            if annex is None and mention.title:
                # Cited by its title: under another label, or under none.
                annex = next((a for a in annexes if a.title is not None and a.title.view.s.strip("《》") == mention.title and not named), None)
            if annex is None and len(annexes) == 1 and annexes[0].label == "附件":
                annex = annexes[0] if mention.title is None or not named else None
            yield _Found(
                "annex", annex.label if annex is not None and not named else label, annex is not None, clause,
                mention.title if len(labels) == 1 else None, None, [view.cut(mention.start, end)],
            )  # fmt: skip


def _meant(s: str, start: int, end: int, title: str | None, annexes: tuple[Annex, ...]) -> bool:
    """Whether the bare word is a reference: to the one unnumbered annex, or to one by its title."""
    if title:
        return True
    if s[max(0, start - 1) : start] in {"《", "“", '"'} or re.match(r"[::]", s[end : end + 1]):
        return False
    pointing = bool(_POINTS.search(s[:start])) or (bool(_POINTED.match(s[end:])) and not _GENERAL.search(s[:start]))
    if any(a.label == "附件" for a in annexes):
        return pointing
    return pointing and not annexes and bool(re.search(r"见$|后附$", s[:start]))


def _with_label(annexes: tuple[Annex, ...], label: str) -> Annex | None:
    return next((a for a in annexes if same_annex(a.label, label)), None)


def _span(label: str) -> list[str]:
    """附件1-3 as three labels."""
    m = re.fullmatch(r"(\D+)(\d+)-(\d+)", label)
    if m is None or not int(m[2]) < int(m[3]) < int(m[2]) + 12:
        return [label]
    return [f"{m[1]}{n}" for n in range(int(m[2]), int(m[3]) + 1)]


def _between(first: str, last: str) -> list[str]:
    """The labels after ``first`` up to number ``last``."""
    a, b = parse_integer(first[2:]), parse_integer(last)
    if a is None or b is None or not a < b < a + 12:
        return [first[:2] + last]
    style = str if last.isdigit() else _han
    return [f"{first[:2]}{style(n)}" for n in range(a + 1, b + 1)]


def _han(n: int) -> str:
    return "零一二三四五六七八九十"[n] if n <= 10 else "十" + "零一二三四五六七八九"[n - 10].replace("零", "")


def _clauses(view: View, clause: str | None, index: ClauseIndex) -> list[_Found]:
    s = view.s
    spans: list[tuple[int, int, str, int | None]] = []
    for m in find_clause_mentions(s):
        spans.append((m.start, m.end, m.path, m.paragraph))
    for p in _PLAIN.finditer(s):
        if not any(a < p.end() and p.start() < b for a, b, _, _ in spans):
            spans.append((p.start(), p.end(), p[1] + (f"({p[2]})" if p[2] else ""), None))
    for several in _LIST.finditer(s):
        for n in [several[1], *re.findall(r"[、,]([^、,]+)", several[2])]:
            spans.append((several.start(), several.end(), str(parse_integer(n)), None))
    for own in _OWN_ITEM.finditer(s):
        n = parse_integer(own[1])
        target = index.own_item(clause, n) if n is not None else None
        if target:
            spans.append((own.start(), own.end(), target, None))
    out: list[_Found] = []
    foreign_end = -1
    for start, end, path, paragraph in sorted(spans):
        before = s[:start]
        linked = foreign_end >= 0 and _LINK.match(s[foreign_end:start])
        if linked or (_FOREIGN.search(before) and not re.search(r"(?:本|该)(?:合同|协议)(?:书)?$", before)):
            foreign_end = end
            continue
        if start == 0 and s[end : end + 1] in {"", ":", "、"}:
            continue  # a number that stands for itself
        target, resolved = index.resolve(path, paragraph, clause)
        purpose = _PURPOSE.match(s[end:]) or _PURPOSE_NOUN.match(s[end:])
        out.append(_Found("clause", target, resolved, clause, None, purpose["p"] if purpose else None, [view.cut(start, end)]))
    return out

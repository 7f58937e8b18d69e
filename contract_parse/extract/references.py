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
from contract_parse.values.references import (
    AnnexMention,
    find_annex_mentions,
    find_clause_mentions,
    same_annex,
)

# The bare word where it points at something, not where it names all that is attached.
_POINTS = re.compile(
    r"(?:见|参见|参照|按照?|依照|根据|后附|如|执行|遵照|符合|满足|列于|列入|载于)(?:本(?:补充|框架)?(?:合同|协议)|合同|本|其|所附|后附|的)*$"
)
_POINTED = re.compile(r"^(?:所[列示附述载]|中(?:的|所|列|约定|载明|规定)|载明|约定|规定|列明|执行)")
_GENERAL = re.compile(r"(?:[及和与、或]|及其|所有|全部|有关|相关|各|任何|上述)(?:的|本合同|合同)?$")
_HAN = "[一二三四五六七八九十]{1,3}"
_OWN_ITEM = re.compile(rf"本(?:条|款)第?\(?({_HAN}|\d{{1,2}})\)?[项款]")
_PURPOSE = re.compile(
    r"^(?:第[^,。;]{1,4}[款项])?(?:中|下|项下)?(?:所)?(?:列明|约定|规定|载明|所述|所列|所称|写明|列示|列出|明确|确定|指定|述及)的"
    r"(?P<p>[\u3400-\u9fff]{2,16}?)(?=的|[,。;:、()]|或|及|和|与|等|为|予以|履行|支付|执行|进行|向|[\d¥]|$)"
)
_PURPOSE_NOUN = re.compile(
    r"^的?(?P<p>(?![的约规所之中等])[\u3400-\u9fff]{2,8}?(?:义务|责任|条款|要求|标准|方式|期限|金额|价款|约定|规定|承诺))(?:的|[,。;]|$)"
)


_PURPOSE_BARE = re.compile(
    r"^(?:第[^,。;]{1,4}[款项])?所(?:列|述|定|称|约定|规定|载)(?P<p>[\u3400-\u9fff]{2,6})"
)  # 第三条所列工期

# What is to be done as a clause says: 未按第六条约定交付.
_BY_CLAUSE = re.compile(r"(?:按照?|依照?|依据|根据)(?:本合同|本协议)?$")
_PURPOSE_DEED = re.compile(
    r"^(?:的)?(?:约定|规定|要求)(?:的[\u3400-\u9fff]{2,6})?(?P<p>交货|交付|付款|支付(?![^,;。]{0,6}(?:违约|滞纳|赔偿|利息|罚|保证金|押金))|验收|供货)"
)


_CONTENTS_LINE = re.compile(r"(?:[.…·]{3,}|\t)\s*\d{1,3}\s*$")  # of a table of contents


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
        if isinstance(block, Paragraph) and not _CONTENTS_LINE.search(block.text.s):
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
    mentions: list[AnnexMention] = []
    for mention in find_annex_mentions(s):
        # 附件1-3 is one annex where there is one of that label, else it is three.
        parts = [mention.label] if _with_label(annexes, mention.label) else _span(mention.label)
        mentions += [
            AnnexMention(mention.start, mention.end, label, mention.title if len(parts) == 1 else None)
            for label in parts
        ]
    for mention in mentions:
        named = mention.label not in {"附件", "附表", "附录", "附图", "附页"}
        if not named and not _meant(s, mention.start, mention.end, mention.title, annexes):
            continue
        annex = _with_label(annexes, mention.label)
        if annex is not None and not named and mention.title:
            # Several annexes may be cited by their titles alone.
            annex = _with_title(annexes, mention.title) or annex
        target = annex.label if annex is not None else mention.label
        if annex is None and mention.title and not named:
            # Cited by its title alone, though it has a label.
            annex = _with_title(annexes, mention.title)
        if annex is None and len(annexes) == 1 and annexes[0].label == "附件" and _first(mention.label):
            annex = annexes[0]
        if annex is not None and not named:
            target = annex.label
        yield _Found(
            "annex", target, annex is not None, clause, mention.title, None, [view.cut(mention.start, mention.end)]
        )


def _meant(s: str, start: int, end: int, title: str | None, annexes: tuple[Annex, ...]) -> bool:
    """Whether the bare word is a reference: to the one unnumbered annex, or to one by its title."""
    if title:
        return True
    if s[max(0, start - 1) : start] in {"《", "“", '"'} or re.match(r"[::]", s[end : end + 1]):
        return False
    pointing = bool(_POINTS.search(s[:start])) or (bool(_POINTED.match(s[end:])) and not _GENERAL.search(s[:start]))
    if any(a.label == s[start:end] for a in annexes):
        return pointing
    if s[start:end] == "附图":
        return False  # drawings go separately
    return pointing and not annexes and bool(re.search(r"见$|后附$", s[:start]))


def _first(label: str) -> bool:
    """Whether the label may be that of the only annex there is, which bears no number itself."""
    return re.search(r"[二三四五六七八九十]|[2-9]|1\d|[B-Z]", label) is None


def _with_label(annexes: tuple[Annex, ...], label: str) -> Annex | None:
    return next((a for a in annexes if same_annex(a.label, label)), None)


def _with_title(annexes: tuple[Annex, ...], title: str) -> Annex | None:
    return next((a for a in annexes if a.title is not None and a.title.view.s.strip("《》") == title), None)


def _span(label: str) -> list[str]:
    """附件1-3 as three labels."""
    m = re.fullmatch(r"(\D+)(\d+)-(\d+)", label)
    if m is None or not int(m[2]) < int(m[3]) < int(m[2]) + 12:
        return [label]
    return [f"{m[1]}{n}" for n in range(int(m[2]), int(m[3]) + 1)]


def _clauses(view: View, clause: str | None, index: ClauseIndex) -> Iterator[_Found]:
    s = view.s
    for m in find_clause_mentions(s):
        itself = s[m.end : m.end + 1] in {"", ":", "、"} and not s.startswith("、第", m.end)  # 第十条、第十一条规定的…
        if (m.start == 0 and itself) or (m.part or "").startswith("附"):
            continue  # a number that stands for itself, or one of an annex
        part = m.part
        if part is not None and part.endswith(("条款", "条件")):
            part = index.part_called(part)
            if part is None:
                continue  # general terms that are published elsewhere
        if not m.path:
            if chapter := index.chapter(part or ""):
                yield _Found("clause", chapter, True, clause, None, None, [view.cut(m.start, m.end)])
            continue
        target, resolved = index.resolve(m.path, part, m.paragraph, clause)
        if not resolved and m.outer is not None:
            target, resolved = index.resolve(m.outer, part, None, clause)
        if not m.sure and (not resolved or target == clause):
            continue
        purpose = _PURPOSE.match(s[m.end :]) or _PURPOSE_NOUN.match(s[m.end :]) or _PURPOSE_BARE.match(s[m.end :])
        if purpose is None and _BY_CLAUSE.search(s[: m.start]):
            purpose = _PURPOSE_DEED.match(s[m.end :])
        words = purpose["p"] if purpose else None
        yield _Found("clause", target, resolved, clause, m.title, words, [view.cut(m.start, m.end)])
    for own in _OWN_ITEM.finditer(s):
        n = parse_integer(own[1])
        item = index.own_item(clause, n) if n is not None else None
        if item:
            yield _Found("clause", item, True, clause, None, None, [view.cut(own.start(), own.end())])

"""The clause tree from the pieces of one zone (the body, or an annex) and what their numbers were read as."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from contract_parse.model.layout import Block, Paragraph
from contract_parse.model.structure import Clause
from contract_parse.model.text import Text
from contract_parse.segment.moves import Step
from contract_parse.segment.numbering import Candidate, read_sequence
from contract_parse.segment.pieces import Piece, line_starts, part_of

# What it costs to take a printed number for mere text, by its kind: the plainer the kind, the cheaper.
_IGNORE = {
    "article": 4.5, "chapter": 4.0, "section": 4.0, "formal": 3.8, "roman": 3.0, "han": 3.6, "han_paren": 3.0, "dotted": 3.6, "arabic": 2.8,
    "arabic_paren": 2.4, "arabic_half": 2.2, "circle": 1.8, "letter": 1.2,
}  # fmt: skip
_OPEN_END = re.compile(r"[^。;；:：!！?？.)）」』”\]】_]$")
_SAYS = re.compile(r"\d|__|[%¥]|[应须由]|不得|有权|可以|之日|负责|如下|以下|下列|进行$|进行:$|:.")
_SENTENCE = re.compile(r"[。;；!！?？,，]")
_ASKED = re.compile(r"(?:问[:：])?[^\d。;；:：,，?？]{2,24}[?？]")  # 问：价款怎么付？ over its answer
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_HAN = "零一二三四五六七八九十"


def han(n: int) -> str:
    """The Chinese numeral of a clause number below 100.

    >>> [han(n) for n in (3, 10, 12, 20, 35)]
    ['三', '十', '十二', '二十', '三十五']
    """
    if n <= 10:
        return _HAN[n]
    tens, ones = divmod(n, 10)
    return (_HAN[tens] if tens > 1 else "") + "十" + (_HAN[ones] if ones else "")


@dataclass
class _Draft:
    path: str
    number: str
    head: Text
    kind: str
    blocks: list[Block] = field(default_factory=list)
    children: list[_Draft] = field(default_factory=list)


PathOf = Callable[[str | None, Step], str]


def body_path(parent: str | None, step: Step) -> str:
    """The path of a clause of the body under ``parent`` (None at the outermost level)."""
    kind, n = step.reading.kind, step.ordinal
    if kind == "dotted" and not step.relative and step.reading.ordinals:
        return ".".join(map(str, step.reading.ordinals))
    if parent is None or step.depth == 0:
        return str(n)
    if kind in {"arabic_paren", "arabic_half", "han_paren"}:
        return f"{parent}({n})"
    if kind == "circle":
        return f"{parent}{_CIRCLES[n - 1] if n <= 20 else f'({n})'}"
    if kind == "letter":
        return f"{parent}({chr(96 + n)})"
    return f"{parent}.{n}"


def annex_path(label: str) -> PathOf:
    """Paths inside an annex: its label, then the numbers as printed."""

    def path(parent: str | None, step: Step) -> str:
        kind, n, reading = step.reading.kind, step.ordinal, step.reading
        if kind == "dotted" and reading.ordinals:
            number = ".".join(map(str, reading.ordinals))
            return f"{label}/{number}" if not step.relative or parent is None else f"{parent}/{number}"
        in_han = kind in {"han", "han_paren", "formal"} or (
            kind in {"article", "chapter"} and not any(c.isdigit() for c in reading.printed)
        )
        number = han(n) if in_han and n < 100 else chr(96 + n) if kind == "letter" else str(n)
        if kind in {"arabic_paren", "arabic_half", "han_paren"}:
            number = f"({number})"
        if kind == "circle":
            return f"{parent or label}{_CIRCLES[n - 1] if n <= 20 else n}"
        return f"{parent or label}/{number}"

    return path


def candidates(pieces: list[Piece], parts: dict[int, str], skip: set[int]) -> list[Candidate]:
    """What the number reader is given: one candidate a piece."""
    out: list[Candidate] = []
    before = ""
    chapters = [i for i, p in enumerate(pieces) if i not in parts and p.strict and p.strict.kind == "chapter"]
    for i, piece in enumerate(pieces):
        if i in parts or i in skip or not isinstance(piece.block, Paragraph):
            out.append(Candidate((), 0.0, part=i in parts))
            before = ""
            continue
        inner = bool(chapters) and i > chapters[0]  # 第一节 under 第一章, where chapters are clauses
        found = tuple(
            replace(r, kind="formal") if r.kind == "section" else r
            for r in piece.readings
            if r.kind != "section" or (inner and r.printed.endswith("节"))
        )
        ignore = 0.0
        if found:
            first = found[0]
            ignore = _IGNORE[first.kind]
            if first.mark == " ":
                ignore = 1.7 if first.cost < 2 else 0.8  # a number without a delimiter
            elif first.cost >= 1 or first.ordinals is None:
                ignore = min(ignore, 2.6)
            if piece.nested:
                ignore = 1.2
            elif piece.joined:
                ignore *= 0.6
            elif before and _OPEN_END.search(before) and len(before) > 24:
                ignore *= 0.5  # the sentence before is not finished: this may be its next line
        out.append(Candidate(found, ignore, nested=piece.nested))
        before = piece.text.view.s
    return out


def _short_heading(text: Text, limit: int) -> bool:
    s = text.view.s
    if _ASKED.fullmatch(s):
        return True
    return 0 < len(s) <= limit and not _SENTENCE.search(s) and not _SAYS.search(s)


def _split_title(draft: _Draft) -> tuple[Text | None, tuple[Block, ...]]:
    """The heading apart from the text it stands over; None where the number stands before mere text."""
    if not draft.blocks or not isinstance(draft.blocks[0], Paragraph):
        return None, tuple(draft.blocks)
    first, rest = draft.blocks[0], draft.blocks[1:]
    text = first.text
    starts = line_starts(text)
    outer = draft.kind in {"article", "chapter", "formal", "roman", "han"}
    if starts and outer:
        line = text[: starts[0]].strip()
        below = text[starts[0] :].strip()
        if _short_heading(line, 20) and re.search(r"[。;；]", below.s):
            return _bare(line), (part_of(first, below), *rest)
    own = bool(rest) or bool(draft.children)
    if _short_heading(text, 36 if outer else 24) and (outer or own):
        return _bare(text), tuple(rest)
    return None, tuple(draft.blocks)


def _bare(text: Text) -> Text:
    return text.strip(" \t\u3000:：、")


def _finish(draft: _Draft) -> Clause:
    title, blocks = _split_title(draft)
    head = draft.head + title if title is not None else draft.head
    children = tuple(_finish(c) for c in draft.children)
    return Clause(draft.path, draft.number, head, title, blocks, children)


def build(
    pieces: list[Piece], parts: dict[int, str], skip: set[int], path_of: PathOf
) -> tuple[tuple[Block, ...], tuple[Clause, ...]]:
    """The blocks before the first clause, and the clauses of ``pieces``.

    ``parts`` names the pieces that head a part of the body (第二节 …), ``skip`` holds those that are never
    clauses (a table of contents, usage notes).
    """
    steps = read_sequence(candidates(pieces, parts, skip))
    roots: list[_Draft] = []
    stack: list[_Draft | None] = []
    before: list[Block] = []
    part, prefix, prefixing = "", "", False
    for i, (piece, step) in enumerate(zip(pieces, steps, strict=True)):
        if i in parts:
            if not roots:
                before.append(piece.block)  # it may be all the title there is: 第一部分 合同协议书
            part = parts[i]
            prefix = part if prefixing else ""
            del stack[1:]
            continue
        if step is None:
            target = next((d for d in reversed(stack) if d is not None), None)
            (before if target is None else target.blocks).append(piece.block)
            continue
        if step.restart and roots and part and not prefixing:
            prefixing, prefix = True, part
        if step.phantom is not None:
            stack = [None]
        del stack[step.depth :]
        parent = next((d for d in reversed(stack) if d is not None), None)
        parent_path = parent.path if parent else None
        if parent_path and prefix and parent_path.startswith(prefix + "/"):
            parent_path = parent_path[len(prefix) + 1 :]
        path = path_of(parent_path, step)
        if prefix and not path.startswith(prefix + "/"):
            path = f"{prefix}/{path}"
        text = piece.text
        number = text[step.reading.start : step.reading.end].strip(" \t\u3000、.．:：,，")
        draft = _Draft(path, number.s, number, step.reading.kind)
        rest = text[step.reading.end :].strip()
        if rest and isinstance(piece.block, Paragraph):
            draft.blocks.append(part_of(piece.block, rest))
        (roots if parent is None else parent.children).append(draft)
        stack.append(draft)
    return tuple(before), tuple(_finish(d) for d in roots)

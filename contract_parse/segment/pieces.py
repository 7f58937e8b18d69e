"""Paragraphs cut where a number begins: at line starts that layout joined, and behind a number (5.1. 1)…)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from contract_parse.model.layout import Block, Paragraph
from contract_parse.model.text import Text, fold
from contract_parse.segment.readings import Reading, readings, strict

_NOTHING_FOLLOWS = re.compile(r"^[(\[]?(?:以下|此处|本页以下)(?:均)?无(?:合同)?正文.{0,12}$|^[(\[]?此页无正文.{0,12}$")
_SENTENCE_END = re.compile(r"[。;；:：!？?！.…]$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of the document, or what a paragraph was cut into; ``joined`` where it was not a paragraph start."""

    block: Block
    readings: tuple[Reading, ...] = ()
    joined: bool = False
    nested: bool = False

    @property
    def text(self) -> Text:
        """The paragraph's text; empty for a table."""
        return self.block.text if isinstance(self.block, Paragraph) else _EMPTY

    @property
    def strict(self) -> Reading | None:
        """The reading as printed, None where there is no number or only a mended one."""
        first = self.readings[0] if self.readings else None
        printed = first is not None and (first.mark != " " or first.cost <= 0.5)  # 3 交货时间：… is as good as 3.
        return first if first and printed and first.ordinals and first.cost < 1 else None


_EMPTY = Text("", ())


def _undoubled(text: Text) -> Text:
    """Without what fake bold printed twice: 使使用用 → 使用, 第五条第五条 → 第五条."""
    s = text.view.s
    if len(s) >= 6 and len(s) % 2 == 0:
        if all(s[i] == s[i + 1] for i in range(0, len(s), 2)):
            return Text.join(text.view.cut(i, i + 1) for i in range(0, len(s), 2))
        # Not so 负责人：　　　负责人：, two columns of a signature block.
        if s[: len(s) // 2] == s[len(s) // 2 :] and not re.search(r"\S(?:\t| {2,}|\u3000+)\S", text.s):
            return text.view.cut(0, len(s) // 2)
    return text


def line_starts(text: Text) -> list[int]:
    """Offsets at which a new printed line begins within ``text``."""
    out, last = [], None
    for i, g in enumerate(text.glyphs):
        if g is None:
            continue
        if last is not None and (g.page, g.line) != last:
            out.append(i)
        last = (g.page, g.line)
    return out


def part_of(paragraph: Paragraph, text: Text) -> Paragraph:
    """``paragraph`` with only ``text`` of it, and the lines that this touches."""
    touched = {(g.page, g.line) for g in text.glyphs if g is not None}
    lines = tuple(
        line for line in paragraph.lines if any(g is not None and (g.page, g.line) in touched for g in line.text.glyphs)
    )
    return replace(paragraph, text=text, lines=lines or paragraph.lines[:1])


def _cuts(text: Text) -> list[int]:
    """Line starts inside a paragraph where a number begins after a finished sentence or a bare heading."""
    found, begin = [], 0
    f = fold(text.s)
    for at in line_starts(text):
        before = f[begin:at].rstrip()
        here = strict(f[at:])
        if here and (_SENTENCE_END.search(before) or (begin == 0 and strict(before) and len(before) <= 16)):
            found.append(at)
        begin = at
    return found


def cut(blocks: tuple[Block, ...]) -> list[Piece]:
    """The blocks in order as pieces, each with the readings of the number it may begin with."""
    out: list[Piece] = []
    for block in blocks:
        if not isinstance(block, Paragraph):
            out.append(Piece(block))
            continue
        text = _undoubled(block.text)
        if not text.view.s or _NOTHING_FOLLOWS.match(text.view.s):
            continue
        if (
            out
            and text.view.s == out[-1].text.view.s
            and strict(fold(text.s))
            and not _SENTENCE_END.search(text.view.s)
        ):
            continue  # a heading printed twice
        edges = [0, *_cuts(text), len(text)]
        for k, (a, b) in enumerate(pairwise(edges)):
            whole = len(edges) == 2 and text is block.text
            out += _behind(block if whole else part_of(block, text[a:b].strip()), joined=k > 0)
    return out


def _behind(paragraph: Paragraph, joined: bool) -> list[Piece]:
    """The paragraph as a piece, or as two where one number stands right behind another."""
    found = readings(paragraph.text)
    if found and found[0].cost < 1 and found[0].mark != " ":
        rest = paragraph.text[found[0].end :]
        inner = strict(fold(rest.s))
        if inner and inner[0].kind != found[0].kind and inner[0].kind not in {"section", "chapter", "letter"}:
            head, tail = part_of(paragraph, paragraph.text[: found[0].end]), part_of(paragraph, rest.strip())
            return [Piece(head, found, joined), Piece(tail, tuple(strict(fold(tail.text.s))), joined, nested=True)]
    return [Piece(paragraph, found, joined)]

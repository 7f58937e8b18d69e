"""Which of the labels in a text really announce a value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from contract_parse.extract.labels import Label, field_kinds, find_labels, line_starts, role_words
from contract_parse.extract.names import looks_like_organisation, name_in
from contract_parse.extract.readers import accepts_without_colon, read
from contract_parse.model.layout import Block, Paragraph
from contract_parse.model.text import Text

Zone = Literal["preamble", "body", "closing", "annex"]
_OCR_COLONS = set(";.,·'|、")


def mended(blocks: Sequence[Block]) -> list[Block]:
    """Paragraphs parted within a label put together again: … 账 / 号：620012 …"""
    found: list[Block] = []
    for block in blocks:
        last = found[-1] if found else None
        if (
            isinstance(block, Paragraph)
            and isinstance(last, Paragraph)
            and _parted(last.text.view.s, block.text.view.s)
        ):
            found[-1] = replace(last, text=last.text + block.text, lines=(*last.lines, *block.lines))
        else:
            found.append(block)
    return found


def _parted(head: str, rest: str) -> bool:
    m = re.match(r"([一-鿿]{1,5}):", rest)
    if m is None or m[1] in field_kinds() or m[1] in role_words():
        return False
    if head + m[1] in field_kinds():  # in a narrow cell: 法定代表人或委托代理 / 人：…
        return True
    return any(
        head[-k:] + m[1] in field_kinds() and len(head) > k and head[-k - 1] in ",;。、"
        for k in (1, 2, 3, 4)
        if len(head) > k
    )


def _signed(label: Label, value: Text) -> bool:
    """Whether who signs stands right behind the note where to, without a colon: 甲方（盖章）某局, 乙方代表（签字）某人."""
    if label.kind == "role":
        got = name_in(value)
        return got is not None and looks_like_organisation(got[0].view.s)
    return label.kind in ("representative", "legal_representative") and bool(read(label.kind, value))


def labelled(text: Text, zone: Zone) -> list[Label]:
    """The labels of a running text that really announce a value."""
    candidates = find_labels(text)
    view = text.view
    found: list[Label] = []
    starts = line_starts(text)
    for n, label in enumerate(candidates):
        stop = candidates[n + 1].start if n + 1 < len(candidates) else len(view.s)
        if label.colon:
            found.append(label)
            continue
        if label.end < len(view.s) and view.s[label.end] in _OCR_COLONS:
            glyph = text.glyphs[view.at[label.end]]
            if (
                glyph is not None
                and glyph.source == "ocr"
                and accepts_without_colon(label, view.cut(label.end + 1, stop), True)
            ):
                found.append(replace(label, end=label.end + 1, colon=True))
                continue
        gap = label.end < len(view.s) and (text.s[view.at[label.end] - 1].isspace() or label.end in starts)
        alone = label.end == len(view.s) and label.start == 0
        signs = label.kind == "role" and (label.signing or (alone and zone != "body"))
        if signs and (gap or label.end == stop):
            found.append(label)
            continue
        if zone == "closing" and label.signing and label.role is not None and _signed(label, view.cut(label.end, stop)):
            found.append(label)
            continue
        if label.kind == "sign_date" and label.end == stop and zone == "closing":
            found.append(label)
            continue
        if accepts_without_colon(label, view.cut(label.end, stop), gap):
            found.append(label)
    return found

"""Characters of a scan that are to be read otherwise than OCR read them, and a document with them put in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from contract_parse.model.geometry import Box, apply_affine, bounding
from contract_parse.model.page import Document, Page, Word


@dataclass(frozen=True, slots=True)
class Correction:
    """The character of ``page`` in ``box`` (as displayed) says ``taken``: one character, none, or two."""

    page: int
    box: Box
    taken: str


def corrected(document: Document, corrections: Iterable[Correction]) -> Document:
    """``document`` with its scanned words corrected; they keep what was read. Words of text layers never change."""
    by_page: dict[int, dict[Box, str]] = {}
    for c in corrections:
        by_page.setdefault(c.page, {})[c.box] = c.taken
    return replace(document, pages=tuple(_page(p, by_page.get(p.number, {})) for p in document.pages))


def _page(page: Page, taken: dict[Box, str]) -> Page:
    if not taken:
        return page
    words = [_word(w, [taken.get(apply_affine(page.straighten, b)) for b in w.boxes]) for w in page.words]
    return replace(page, words=tuple(w for w in words if w.text))


def _word(word: Word, taken: list[str | None]) -> Word:
    if word.source != "ocr" or all(t is None for t in taken):
        return word
    text: list[str] = []
    boxes: list[Box] = []
    read: list[str | None] = []
    near: list[tuple[tuple[str, float], ...]] = []
    dropped = ""  # what was read before the first character that stays
    for i, (old, box, new) in enumerate(zip(word.text, word.boxes, taken, strict=True)):
        kept = word.read[i] if word.read else None
        if new is None:
            text.append(old)
            boxes.append(box)
            read.append(dropped + (old if kept is None else kept) if dropped else kept)
            near.append(word.alternatives[i] if word.alternatives else ())
            dropped = ""
        elif new:
            width = box.width / len(new)
            text += new
            boxes += [box._replace(x0=box.x0 + k * width, x1=box.x0 + (k + 1) * width) for k in range(len(new))]
            read += [dropped + (old if kept is None else kept), *[""] * (len(new) - 1)]
            near += [()] * len(new)
            dropped = ""
        elif text:
            last = read[-1]
            read[-1] = (text[-1] if last is None else last) + (old if kept is None else kept)
        else:
            dropped += old if kept is None else kept
    return replace(
        word,
        text="".join(text),
        box=bounding(boxes) if boxes else word.box,
        boxes=tuple(boxes),
        alternatives=tuple(near) if any(near) else (),
        read=tuple(read),
    )

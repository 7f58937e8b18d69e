"""Blanks that are only drawn: a ruling under empty space on a line of text reads as ``____``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from contract_parse.layout.lines import BLANK
from contract_parse.layout.rulings import Segment
from contract_parse.model.geometry import Box
from contract_parse.model.page import Word


def drawn_blanks(segments: Iterable[Segment], words: Sequence[Word]) -> list[Word]:
    """A word of underscores for each ruling that stands on a line of text with nothing above it."""
    found = []
    segments = list(segments)
    for s in segments:
        if _is_row_line(s, segments):
            continue
        beside = [w for w in words if _on_line(w, s)]
        if not beside or not _is_line(beside):
            continue
        size = min(beside, key=lambda w: min(abs(w.box.x1 - s.start), abs(w.box.x0 - s.end))).size
        if s.length < 0.9 * size or _covered(beside, s) > 0.5 * size:
            continue
        share = s.length / len(BLANK)
        top, bottom = s.at - 0.9 * size, s.at + 0.1 * size
        boxes = tuple(Box(s.start + i * share, top, s.start + (i + 1) * share, bottom) for i in range(len(BLANK)))
        sure = min(w.confidence for w in beside)
        found.append(Word(BLANK, Box(s.start, top, s.end, bottom), boxes, size, sure, source=beside[0].source))
    return found


def _is_line(words: Sequence[Word]) -> bool:
    """Whether the words beside a ruling are a line of print; dirt at a scan's edge reads as a letter."""
    return words[0].source == "text" or sum("\u4e00" <= c <= "\u9fff" for w in words for c in w.text) > 1


def _is_row_line(s: Segment, segments: Sequence[Segment]) -> bool:
    """Whether a ruling is a piece of a table's row line, interrupted at a merged cell: with the others level with it, it
    reaches from end to end of one drawn whole."""
    level = [o for o in segments if abs(o.at - s.at) < 0.5]
    start, end = min(o.start for o in level), max(o.end for o in level)
    return len(level) > 1 and any(
        abs(o.start - start) < 1.5 and abs(o.end - end) < 1.5 for o in segments if o not in level
    )


def _on_line(word: Word, s: Segment) -> bool:
    """Whether the ruling runs along the word's foot."""
    foot = word.box.y1 - 0.12 * word.size
    return -0.25 * word.size <= s.at - foot <= 0.5 * word.size


def _covered(words: Iterable[Word], s: Segment) -> float:
    return sum(
        max(0.0, min(b.x1, s.end) - max(b.x0, s.start))
        for w in words
        for b, c in zip(w.boxes, w.text, strict=True)
        if c != "_"
    )

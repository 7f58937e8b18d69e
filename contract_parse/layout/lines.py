"""Words to printed lines, and lines to text: what stands side by side and how far apart."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from contract_parse.model.geometry import Box, bounding
from contract_parse.model.layout import Line
from contract_parse.model.page import Word
from contract_parse.model.text import Glyph, Text

# Gaps in ems: a column's edge, a visible space, a space where a text layer parts two words (there a
# word ends only at a space) or between two Latin or number words.
COLUMN_GAP, SPACE_GAP, WORD_GAP = 2.0, 0.25, 0.12
BLANK = "____"
_SPREAD = re.compile(
    r"(?:[甲乙丙丁买卖供需]方|地址|住[所址]|电话|手机|传真|邮[编箱]|户名|[账帐税]号|日期|时间|名称|代表)[:：(（]"
)
# How far, in ems, the figure of a cell may stand from the sign before it.
_SIGN, _SIGN_GAP = re.compile(r"[¥￥$]"), 9.0
_LATIN = re.compile(r"[0-9A-Za-z%‰.,;:)\]/&+\-]")


@dataclass(frozen=True, slots=True)
class Row:
    """The words of one printed line, from left to right, not yet numbered."""

    words: tuple[Word, ...]
    box: Box

    @property
    def size(self) -> float:
        """The size most of the line is printed in."""
        if self.words[0].source == "ocr":
            ems = sorted((em_of(w), len(w.text)) for w in self.words)
            half, seen = sum(n for _, n in ems) / 2, 0
            return next(em for em, n in ems if (seen := seen + n) >= half)
        weight: dict[float, int] = {}
        for w in self.words:
            key = round(w.size, 1)
            weight[key] = weight.get(key, 0) + len(w.text)
        return max(weight, key=lambda k: (weight[k], k))

    @property
    def bold(self) -> bool:
        return 2 * sum(len(w.text) for w in self.words if w.bold) > sum(len(w.text) for w in self.words)


def em_of(word: Word) -> float:
    """The em of a word: its font size. OCR's line boxes stand well off the ink, so there it is taken from how
    far the characters advance (CJK by an em, others by half of one)."""
    if word.source == "text":
        return word.size
    units = sum(1.0 if c >= "\u2e80" else 0.5 for c in word.text)
    if units < 1.5:
        return 0.75 * word.size
    return min(max((word.box.x1 - word.box.x0) / units, 0.5 * word.size), word.size)


def rows_of(words: Iterable[Word]) -> list[Row]:
    """Words grouped to printed lines, from the top down.

    Two words are on one line where the middle of the smaller lies well inside the other, or where OCR
    read them as one run. Sizes may be mixed.
    """
    open_rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.box.y0 + w.box.y1) / 2):
        home = None
        for row in reversed(open_rows[-4:]):
            if any(_level(word, other) for other in row[-3:]):
                home = row
                break
        if home is None:
            open_rows.append([word])
        else:
            home.append(word)
    rows = [Row(tuple(sorted(row, key=lambda w: w.box.x0)), bounding(w.box for w in row)) for row in open_rows]
    return sorted(rows, key=lambda r: (r.box.y0 + r.box.y1) / 2)


def _level(a: Word, b: Word) -> bool:
    if a.run >= 0 and a.run == b.run:
        return True
    off = abs((a.box.y0 + a.box.y1) - (b.box.y0 + b.box.y1)) / 2
    if off <= (0.45 if a.source == b.source == "text" else 0.35) * min(a.size, b.size):
        return True
    # Same baseline, different sizes. Boxes end a fixed share of the em below the baseline.
    drop = abs((a.box.y1 - 0.12 * a.size) - (b.box.y1 - 0.12 * b.size))
    return a.source == b.source == "text" and drop <= 0.12 * min(a.size, b.size)


def with_signs(row: Row) -> Row:
    """The row with every ¥ that stands at the left edge of its cell, its figure at the right one, made one word with it."""
    out: list[Word] = []
    for word in row.words:
        last = out[-1] if out else None
        if last is not None and _SIGN.fullmatch(last.text) and word.text[0].isdigit() and _near_sign(last, word):
            out[-1] = replace(
                word, text=last.text + word.text, box=last.box.union(word.box), boxes=last.boxes + word.boxes
            )
        else:
            out.append(word)
    return row if len(out) == len(row.words) else Row(tuple(out), row.box)


def _near_sign(sign: Word, figure: Word) -> bool:
    plain = sign.source == figure.source == "text"
    return plain and 0 < figure.box.x0 - sign.box.x1 < _SIGN_GAP * figure.size


def at_gaps(row: Row, gap: float) -> Row:
    """The row with its words parted where white space of more than ``gap`` ems stands between two characters."""
    words: list[Word] = []
    for word in row.words:
        em, start = em_of(word), 0
        for i, (a, b) in enumerate(itertools.pairwise(word.boxes), 1):
            if b.x0 - a.x1 > gap * em:
                words.append(piece_of(word, start, i))
                start = i
        words.append(piece_of(word, start, len(word.text)) if start else word)
    return Row(tuple(words), row.box)


def piece_of(word: Word, start: int, end: int) -> Word:
    """The characters of a word from ``start`` to before ``end``."""
    boxes = word.boxes[start:end]
    return replace(
        word, text=word.text[start:end], boxes=boxes, box=bounding(boxes), alternatives=word.alternatives[start:end],
        read=word.read[start:end],
    )  # fmt: skip


def row_text(row: Row, page: int, number: int) -> Text:
    """A row as text: a tab where columns part, a space at a visible gap, nothing where words touch."""
    s: list[str] = []
    glyphs: list[Glyph | None] = []
    for between, word in _spaced(row.words):
        s += between, word.text
        glyphs += [None] * len(between)
        glyphs += _glyphs(word, page, number)
    return Text("".join(s), glyphs)


def _glyphs(word: Word, page: int, number: int) -> list[Glyph]:
    found = [Glyph(page, box, number, word.confidence, word.source) for box in word.boxes]
    if word.alternatives:
        found = [g._replace(near=near) for g, near in zip(found, word.alternatives, strict=True)]
    if word.read:
        found = [g._replace(read=read) for g, read in zip(found, word.read, strict=True)]
    return found


def row_string(row: Row) -> str:
    """The row's characters as :func:`row_text` would give them."""
    return "".join(between + word.text for between, word in _spaced(row.words))


def _spaced(words: Sequence[Word]) -> Iterator[tuple[str, Word]]:
    """Each word with what parts it from the one before."""
    spaced_out = _is_spaced_out(words)
    last: Word | None = None
    for word in words:
        between = _between(last, word) if last is not None else ""
        yield " " if spaced_out and between else between, word
        last = word


def _between(left: Word, right: Word) -> str:
    sizes = em_of(left), em_of(right)
    em = max(sizes) if BLANK in (left.text, right.text) else min(sizes)
    gap = right.box.x0 - left.box.x1
    if gap > COLUMN_GAP * em:
        return " " if spread(left, right) else "\t"
    if gap > SPACE_GAP * em:
        return " "
    if gap > WORD_GAP * em and (left.source == "text" or (_LATIN.match(left.text[-1]) and _LATIN.match(right.text[0]))):
        return " "
    return ""


def spread(left: Word, right: Word) -> bool:
    """Whether two words are the halves of a short label that is drawn out to the width of longer ones: 甲　　　方：

    They stand no further apart than the longest labels are wide.
    """
    near = right.box.x0 - left.box.x1 <= 6 * em_of(left)
    return len(left.text) == 1 and near and _SPREAD.match(left.text + right.text) is not None


def _is_spaced_out(words: Sequence[Word]) -> bool:
    """Whether single characters stand apart for looks (``合　　同　　书``), which makes no columns."""
    if len(words) < 2 or any(len(w.text) > 1 for w in words):
        return False
    gaps = [b.box.x0 - a.box.x1 for a, b in itertools.pairwise(words)]
    return max(gaps) <= 2 * min(gaps) + 1 and max(gaps) < 8 * words[0].size


def line_of(row: Row, page: int, number: int) -> Line:
    return Line(row_text(row, page, number), page, row.box, row.size, number)


def joined(texts: Iterable[Text]) -> Text:
    """Texts of consecutive printed lines as one: no space where Chinese or a number was merely wrapped."""
    out: Text | None = None
    for text in texts:
        text = text.strip()
        if not text:
            continue
        if out is None:
            out = text
        elif _needs_space(out.s, text.s):
            out = out + Text(" ", (None,)) + text
        else:
            out = out + text
    return out if out is not None else Text("", ())


_WORD_END = re.compile(r"[A-Za-z]+$")
_WORD_START = re.compile(r"^[A-Za-z]+")


def _needs_space(before: str, after: str) -> bool:
    """Whether a line break between Latin letters stood for a space.

    >>> _needs_space("MCDEX", "NET"), _needs_space("6222 0212", "3456"), _needs_space("人民", "法院")
    (True, False, False)
    """
    return bool(_WORD_END.search(before) and _WORD_START.match(after))

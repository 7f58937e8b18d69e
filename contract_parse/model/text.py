"""Text that knows where each of its characters stands on the page.

All reading of language works on :class:`Text`: a string and, character by character, the glyph it came
from. A pattern is matched against :attr:`Text.view` (white space dropped, full-width forms folded, so
one pattern reads ``１２ 个月`` and ``12个月``); the match goes back through :meth:`View.cut` to a
``Text``, and from there to boxes. So no stage ever has to search the page for what another has read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import groupby
from typing import Literal, NamedTuple

from contract_parse.model.geometry import Box, bounding

Origin = Literal["text", "ocr"]


class Glyph(NamedTuple):
    """Where one character was read.

    ``page`` is 1-based and ``box`` in points, both None for DOCX and TXT; ``line`` numbers the printed
    lines of the whole document (for DOCX the paragraph, for TXT the line, 1-based). ``near`` are OCR's next
    readings with their probabilities; ``read`` is what OCR read where the character has been mended since.
    """

    page: int | None
    box: Box | None
    line: int
    confidence: float = 1.0
    source: Origin = "text"
    near: tuple[tuple[str, float], ...] = ()
    read: str | None = None


class Spot(NamedTuple):
    """One printed line's share of a text: what evidence points at; ``chars`` are its characters with their glyphs."""

    page: int | None
    box: Box | None
    line: int
    text: str
    confidence: float
    source: Origin
    chars: tuple[tuple[str, Glyph], ...] = ()


# One character for one character, so that positions in the view and the text agree.
_FOLD = {i: chr(i - 0xFEE0) for i in range(0xFF01, 0xFF5F)}
_FOLD |= {
    ord(a): b
    for a, b in {
        "￥": "¥", "〔": "[", "〕": "]", "【": "[", "】": "]", "﹪": "%", "∶": ":", "︰": ":", "﹕": ":",
        "–": "-", "—": "-", "―": "-", "─": "-", "⸺": "-", "－": "-", "−": "-", "‐": "-", "‑": "-", "﹣": "-", "～": "~",
        "〇": "零", "○": "零", "“": '"', "”": '"', "‘": "'", "’": "'",
    }.items()
}  # fmt: skip


def fold(s: str) -> str:
    """Full-width and look-alike punctuation to one form, length kept.

    >>> fold("（１）￥１２．５％：")
    '(1)¥12.5%:'
    """
    return s.translate(_FOLD)


class Text:
    """A string with the glyph of each character (None for characters put in by layout, such as a joining space).

    Immutable; slicing and ``+`` give new texts.
    """

    __slots__ = ("__dict__", "glyphs", "s")

    def __init__(self, s: str, glyphs: Iterable[Glyph | None]) -> None:
        self.s = s
        self.glyphs: tuple[Glyph | None, ...] = tuple(glyphs)
        if len(self.s) != len(self.glyphs):
            raise ValueError(f"{len(self.s)} characters, {len(self.glyphs)} glyphs")

    @classmethod
    def plain(cls, s: str, line: int = 1) -> Text:
        """A text without boxes, all of one line (TXT, DOCX, tests)."""
        return cls(s, (Glyph(None, None, line),) * len(s))

    @classmethod
    def join(cls, parts: Iterable[Text], between: str = "") -> Text:
        """All ``parts`` in order, ``between`` put between them without a glyph."""
        s: list[str] = []
        glyphs: list[Glyph | None] = []
        for i, part in enumerate(parts):
            if i and between:
                s.append(between)
                glyphs += [None] * len(between)
            s.append(part.s)
            glyphs += part.glyphs
        return cls("".join(s), glyphs)

    def __str__(self) -> str:
        return self.s

    def __repr__(self) -> str:
        return f"Text({self.s!r})"

    def __len__(self) -> int:
        return len(self.s)

    def __bool__(self) -> bool:
        return bool(self.s)

    def __getitem__(self, at: slice) -> Text:
        return Text(self.s[at], self.glyphs[at])

    def __add__(self, other: Text) -> Text:
        return Text(self.s + other.s, self.glyphs + other.glyphs)

    def strip(self, chars: str | None = None) -> Text:
        left = len(self.s) - len(self.s.lstrip(chars))
        right = len(self.s.rstrip(chars))
        return self[left : max(left, right)]

    def split(self, pattern: str) -> list[Text]:
        """The pieces between the matches of a regular expression, as ``re.split`` would give them."""
        cuts = [(m.start(), m.end()) for m in re.finditer(pattern, self.s) if m.end() > m.start()]
        starts = [0, *(b for _, b in cuts)]
        ends = [*(a for a, _ in cuts), len(self.s)]
        return [self[a:b] for a, b in zip(starts, ends, strict=True)]

    @cached_property
    def view(self) -> View:
        return View(self)

    @cached_property
    def confidence(self) -> float:
        """The mean over the characters that were read; 1.0 where none was."""
        seen = [g.confidence for g in self.glyphs if g is not None]
        return sum(seen) / len(seen) if seen else 1.0

    def spots(self) -> list[Spot]:
        """One spot for each printed line this text touches, in order."""
        seen = [(c, g) for c, g in zip(self.s, self.glyphs, strict=True) if g is not None and not c.isspace()]
        found = []
        for (page, line), run in groupby(seen, key=lambda cg: (cg[1].page, cg[1].line)):
            chars = list(run)
            boxes = [g.box for _, g in chars if g.box is not None]
            found.append(
                Spot(
                    page,
                    bounding(boxes) if boxes else None,
                    line,
                    "".join(c for c, _ in chars),
                    sum(g.confidence for _, g in chars) / len(chars),
                    chars[0][1].source,
                    tuple(chars),
                )
            )
        return found


class View:
    """A text as patterns see it: no white space, folded. ``s`` is the string, ``cut`` the way back.

    >>> v = Text.plain("总价 ￥ １２.00 元").view
    >>> v.s
    '总价¥12.00元'
    >>> str(v.cut(2, 8))
    '￥ １２.00'
    """

    __slots__ = ("at", "s", "text")

    def __init__(self, text: Text) -> None:
        self.text = text
        self.at = [i for i, c in enumerate(text.s) if not c.isspace()]
        self.s = fold("".join(text.s[i] for i in self.at))

    def cut(self, start: int, end: int) -> Text:
        """The text behind ``s[start:end]``, with the spaces that stand inside it."""
        if end <= start:
            return Text("", ())
        return self.text[self.at[start] : self.at[end - 1] + 1]

    def finditer(self, pattern: str | re.Pattern[str]) -> Iterator[re.Match[str]]:
        return re.finditer(pattern, self.s)

    def group(self, match: re.Match[str], name: str | int = 0) -> Text | None:
        """The text of a match's group, None where the group took no part."""
        start, end = match.span(name)
        return None if start < 0 else self.cut(start, end)

"""A contract before it is set: paragraphs, tables and signature blocks in order, with no page in it yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Heading:
    """The contract's title, an annex heading, a chapter: centred where ``centred``."""

    text: str
    size: float = 18
    centred: bool = True


@dataclass(frozen=True)
class Words:
    """A paragraph; ``indent`` in ems, the first line only."""

    text: str
    indent: float = 2
    bold: bool = False


@dataclass(frozen=True)
class Grid:
    """A table: rows of strings (None: covered by a span), spans as (row, col, rows, cols), widths as shares."""

    rows: Sequence[Sequence[str | None]]
    widths: Sequence[float]
    spans: Sequence[tuple[int, int, int, int]] = ()
    header_rows: int = 1
    ruled: bool = True
    right: Sequence[int] = ()  # columns set flush right
    lines: str = "all"  # where ruled: "all"; else "three" (above, under the header, below) or "none"
    repeat: bool = False  # the header again on every page the table runs over


@dataclass(frozen=True)
class SideBySide:
    """Two columns of lines, as signature blocks are set."""

    left: Sequence[str]
    right: Sequence[str]


@dataclass(frozen=True)
class NewPage:
    """A page break; ``landscape`` turns the pages from here on."""

    landscape: bool = False


Piece = Heading | Words | Grid | SideBySide | NewPage


@dataclass(frozen=True)
class Manuscript:
    pieces: Sequence[Piece]
    head: str = ""  # running head
    foot: str = "第{page}页 共{pages}页"
    landscape: bool = False
    notes: dict[str, str] = field(default_factory=dict)

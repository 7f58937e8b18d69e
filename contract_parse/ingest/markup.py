"""What OCR programs and converters put into their text exports beside the text: Markdown, HTML tables, page marks."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from html.parser import HTMLParser

from contract_parse.model.layout import Cell, Table
from contract_parse.model.text import Text

_TABLE = re.compile(r"<table\b.*?</table\s*>", re.I | re.S)
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)|<img\b[^>]*>", re.I)
_TAG = re.compile(r"</?(?:p|div|span|b|strong|u|i|em|center|font|sup|sub|html|body|h[1-6])\b[^>]*>", re.I)
_STRONG = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*|(?<![\w_])__(?=[^\s_])([^_]+)(?<=[^\s_])__(?![\w_])")
# A formula around plain figures: $30\%$, $\geq 3$
_FORMULA = re.compile(r"\$\s*([^$\n]{1,40}?)\s*\$")
_PAGE_MARK = re.compile(
    r"^\s*(?:[-—–]\s*\d{1,3}\s*[-—–]|第\s*\d{1,3}\s*页(?:\s*[/,，共]*\s*共?\s*\d{1,3}\s*页)?|\d{1,3}\s*/\s*\d{1,3}|[Pp]age\s*\d{1,3}(?:\s*of\s*\d{1,3})?"
    r"|={3,}.{0,24}={3,}|[-=*_]{3,}\s*(?:第\s*\d+\s*页|[Pp]age\s*\d+)\s*[-=*_]{3,}|<!--.*-->|```\w*)\s*$"
)


def is_page_mark(line: str) -> bool:
    """Whether a line only says which page this is.

    >>> [is_page_mark(s) for s in ("- 3 -", "第 3 页 共 15 页", "3/15", "第3条 付款", "2026")]
    [True, True, True, False, False]
    """
    return bool(_PAGE_MARK.match(line))


def plain(line: str) -> str:
    """A line without its Markdown and HTML.

    >>> plain("**第一条** 价款为 $30\\\\%$&nbsp;<b>含税</b>")
    '第一条 价款为 30% 含税'
    """
    line = _IMAGE.sub("", _TAG.sub("", line))
    line = _STRONG.sub(lambda m: m[1] or m[2], line)
    line = _FORMULA.sub(_figures, line)
    return html.unescape(line).replace("\u00a0", " ")


def _figures(m: re.Match[str]) -> str:
    inner = re.sub(r"\\(?:mathrm|text|mathbf)\s*\{([^{}]*)\}", r"\1", m[1])
    for command, sign in (
        ("\\%", "%"),
        ("\\times", "×"),
        ("\\geq", "≥"),
        ("\\leq", "≤"),
        ("\\ge", "≥"),
        ("\\le", "≤"),
        ("\\sim", "~"),
        ("\\pm", "±"),
        ("\\square", "□"),
    ):
        inner = inner.replace(command, sign)
    return m[0] if "\\" in inner else inner.replace("{", "").replace("}", "").replace("~", " ").strip()


def split_tables(text: str) -> Iterator[tuple[int, str, Table | None]]:
    """The text in order with its HTML tables: (line number, text before, the table that follows or None)."""
    at, line = 0, 1
    for m in _TABLE.finditer(text):
        before = text[at : m.start()]
        start = line + before.count("\n")
        yield line, before, read_table(m[0], start)
        line, at = start + m[0].count("\n"), m.end()
    yield line, text[at:], None


class _Rows(HTMLParser):
    """Rows of (text, rowspan, colspan), the line of each row counted from the table's first."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[tuple[str, int, int, int]]] = []
        self._cell: list[str] | None = None
        self._spans = (1, 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"}:
            if not self.rows:
                self.rows.append([])
            self._close()
            given = {k: v or "1" for k, v in attrs}
            spans = [given.get(k, "1") for k in ("rowspan", "colspan")]
            self._spans = (int(spans[0]) if spans[0].isdigit() else 1, int(spans[1]) if spans[1].isdigit() else 1)
            self._cell = []
        elif tag == "br" and self._cell is not None:
            self._cell.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th", "tr", "table"}:
            self._close()

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def _close(self) -> None:
        if self._cell is not None:
            words = re.sub(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])", "", "".join(self._cell).strip())
            self.rows[-1].append((plain(words), max(1, self._spans[0]), max(1, self._spans[1]), self.getpos()[0]))
            self._cell = None


def read_table(source: str, line: int) -> Table | None:
    """An HTML table that begins on ``line``; None where it has no cell."""
    reader = _Rows()
    reader.feed(source)
    reader.close()
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    for r, row in enumerate(reader.rows):
        col = 0
        for words, down, across, at in row:
            while (r, col) in taken:
                col += 1
            down = min(down, len(reader.rows) - r)
            taken |= {(r + i, col + j) for i in range(down) for j in range(across)}
            cells.append(Cell(Text.plain(words, line + at - 1), r, col, down, across))
            col += across
    if not cells:
        return None
    cols = 1 + max(c for _, c in taken)
    first = [c.text.view.s for c in cells if c.row == 0]
    form = any(re.search(r"[\d:：]", s) for s in first) or len([s for s in first if s]) < 2
    header = 0 if form or len(reader.rows) < 2 else max(c.rowspan for c in cells if c.row == 0)
    return Table(tuple(cells), len(reader.rows), cols, header if header < len(reader.rows) else 1)

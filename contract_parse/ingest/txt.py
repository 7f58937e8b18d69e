"""Plain text: decode, re-join hard-wrapped lines, read tables of tab or pipe separated cells.

Text exports of OCR programs are the usual source: bullets before numbers, page breaks in mid-sentence,
tables whose merged cells came out empty or not at all (see :mod:`contract_parse.ingest.ragged`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from contract_parse.ingest.drawn_tables import with_tabs
from contract_parse.ingest.markup import is_page_mark, plain, split_tables
from contract_parse.ingest.ragged import Row, build_table
from contract_parse.model.layout import Block, Line, Paragraph
from contract_parse.model.page import Page
from contract_parse.model.text import Text

_BULLET = re.compile(r"^\s*(?:[-*+•·●]\s+|#{1,6}\s+)(?=\S)")
_NUMBERED = re.compile(
    r"^\s*(?:第\s*[一二三四五六七八九十百零〇0-9壹贰叁肆伍陆柒捌玖拾]+\s*[条章节部]|[壹贰叁肆伍陆柒捌玖拾]{1,3}[、.．]|[一二三四五六七八九十]{1,3}(?:[、.．]|\s+(?=[\u3400-\u9fff]{2}))|[（(][一二三四五六七八九十0-9]{1,3}[)）]"
    r"|\d{1,2}(?:[.．]\d{1,2})*[、.．)）\s]|\d{1,2}[.．]\d{1,2}|[①-⑳]|附\s*[件表录])"
)
_LABEL = re.compile(r"^\s*[^，。；：:,;（）()]{1,14}(?:[（(][^（）()]{1,14}[)）][^，。；：:,;（）()]{0,8})?\s*[:：]")
# A gap as between columns; a line to write on is wide too, but stands in one line of a sentence, not in two below each other.
_COLUMNS = re.compile(r"[^\s_]\s*(?: {4,}|　{2,})\S")
_STOP = re.compile(r"[，。；,;]")
_RECITAL = re.compile(
    r"^\s*(?:根据|依据|依照|按照|遵照|鉴于|为了|为保|为做|为加|为规|为进|为明|甲、?乙|双方|三方|各方|四方|供需双方|买卖双方|经|兹|本合同|本协议|就)"
)
_BETWEEN = {"与", "和", "及", "以及"}  # a line of its own between two parties
_ENDS = re.compile(r"[。；;！？!?：:”」』]\s*$")
_GOES_ON = re.compile(r"[，,、]\s*$")
_OPEN = re.compile(r"[（(][^（）()]*$")
_CLOSES = re.compile(r"^\s*[^\s（）()]{0,3}[)）]")
_PIPE_ROW = re.compile(r"^\s*\|.*\|\s*$")
_PIPE_RULE = re.compile(r"^\s*\|[\s:|\-–—]+\|\s*$")


def decode(data: bytes) -> str:
    """The text of ``data``: by its byte order mark, as UTF-8, UTF-16 without a mark, or GB 18030."""
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(name, errors="replace")
    # UTF-16 without a mark: line feeds and digits leave zero bytes on one side.
    zeros = {"utf-16-be": data[0::2].count(0), "utf-16-le": data[1::2].count(0)}
    if len(data) % 2 == 0 and sum(zeros.values()) > len(data) // 100:
        return data.decode(max(zeros, key=lambda name: zeros[name]), errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("gb18030", errors="replace")


def _width(s: str) -> int:
    """Columns that ``s`` takes on a terminal: two for a full-width character."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in s)


def _wrap_width(lines: Iterable[str]) -> int | None:
    """The width at which the file's lines were cut, None where lines are whole paragraphs."""
    widths = sorted(_width(s.rstrip()) for s in lines if s.strip() and "\t" not in s)
    if len(widths) < 8:
        return None
    edge = widths[int(len(widths) * 0.97)]
    full = sum(1 for w in widths if edge - 4 <= w <= edge + 4)
    return edge if edge >= 40 and full >= max(4, len(widths) * 0.12) else None


def _starts_anew(s: str) -> bool:
    return bool(
        _BULLET.match(s)
        or _NUMBERED.match(s)
        or _LABEL.match(s)
        or s.lstrip().startswith(("附件", "注：", "备注", "【"))
    )


def _goes_on(before: str, after: str, apart: bool, wrap: int | None) -> bool:
    """Whether the line ``after`` continues ``before`` (``apart``: there is an empty line between)."""
    if _OPEN.search(before) and _CLOSES.match(after):
        return True  # （附件 … 1）: no number, but the end of a bracket
    if before.strip() in _BETWEEN or after.strip() in _BETWEEN:
        return False
    columns = _COLUMNS.search(before.strip())
    if columns and (_COLUMNS.search(after.strip()) or _LABEL.match(before)):
        return False
    if _LABEL.match(before) and not _STOP.search(before) and _RECITAL.match(after):
        return False  # the last line of a block of labels, the contract begins
    if _GOES_ON.search(before) and not _NUMBERED.match(after) and not _BULLET.match(after):
        return True
    if _ENDS.search(before) or _starts_anew(after):
        return False
    if wrap is not None:
        return _width(before.rstrip()) >= wrap - 6
    return _width(before.strip()) >= (50 if apart else 40)


def _cells(line: str) -> list[str]:
    if _PIPE_ROW.match(line):
        return [c.strip() for c in line.strip().strip("|").split("|")]
    return [c.strip() for c in line.rstrip("\n").split("\t")]


def _is_row(line: str) -> bool:
    return ("\t" in line.strip("\r\n") and bool(line.strip())) or bool(_PIPE_ROW.match(line))


def _paragraph(parts: list[tuple[int, str]]) -> Paragraph:
    texts: list[Text] = []
    for number, s in parts:
        stripped = s.strip()
        if texts and texts[-1].s[-1:].isascii() and stripped[:1].isascii() and texts[-1].s[-1:].isalnum():
            texts.append(Text(" ", (None,)))
        texts.append(Text.plain(stripped, number))
    lines = tuple(Line(Text.plain(s.strip(), n), None, None, 0.0, n) for n, s in parts)
    centred = len(parts) == 1 and len(parts[0][1]) - len(parts[0][1].lstrip()) >= 12
    return Paragraph(Text.join(texts), lines, centred=centred)


def parse_blocks(text: str) -> list[Block]:
    """Paragraphs and tables of ``text``; lines count from 1."""
    text = re.sub(r"\r\n|[\r\f\v\x1c-\x1e\x85\u2028\u2029]", "\n", text)
    wrap = _wrap_width(text.split("\n"))
    blocks: list[Block] = []
    for first, before, table in split_tables(text):
        blocks += _blocks(with_tabs(before.split("\n")), first, wrap)
        if table is not None:
            blocks.append(table)
    return blocks


def _blocks(raw: list[str], first: int, wrap: int | None) -> list[Block]:
    """Paragraphs and tables of separated cells, of lines that count from ``first``."""
    blocks: list[Block] = []
    open_lines: list[tuple[int, str]] = []
    rows: list[Row] = []
    empty = False

    def close() -> None:
        nonlocal open_lines, rows
        if open_lines:
            blocks.append(_paragraph(open_lines))
        if rows:
            blocks.append(build_table(rows))
        open_lines, rows = [], []

    for number, line in enumerate(raw, start=first):
        line = plain(line.replace("\ufeff", ""))
        if not line.strip() or is_page_mark(line):
            empty = True
            continue
        if _is_row(line):
            if open_lines:
                close()
            if _PIPE_RULE.match(line):
                continue
            cells = _cells(line)
            if rows and empty and _new_table(rows, cells):
                close()
            if not (rows and cells == rows[0].cells):  # a header repeated on the next page
                rows.append(Row(cells, number))
        else:
            if rows:
                close()
            if open_lines and not _goes_on(open_lines[-1][1], line, empty, wrap):
                close()
            open_lines.append((number, _BULLET.sub("", line)))
        empty = False
    close()
    return blocks


def _new_table(rows: list[Row], cells: list[str]) -> bool:
    """Whether a row after an empty line begins another table than the one being read."""
    return cells != rows[0].cells and cells[0] in {"序号", "编号", "项目", "名称"} and rows[0].cells[0] != ""


def read_txt(path: Path) -> tuple[Page, ...]:
    """The text file at ``path`` as one page of blocks."""
    return (Page(1, 0.0, 0.0, blocks=tuple(parse_blocks(decode(path.read_bytes())))),)

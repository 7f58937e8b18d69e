"""Word documents: paragraphs and tables in document order, as they are seen.

python-docx opens the package; the XML is walked here, for what its paragraphs leave out: automatic numbers,
tracked changes, content controls, text boxes, blanks drawn as underlined spaces.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from contract_parse.errors import InputError
from contract_parse.ingest.docx_numbering import Numbering, W
from contract_parse.ingest.docx_runs import Printed, flag, read_paragraph
from contract_parse.ingest.docx_tables import CellText, build_table, by_column, is_form, is_frame
from contract_parse.model.layout import Block, Line, Paragraph
from contract_parse.model.page import Page
from contract_parse.model.text import Text

_THROUGH = {f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo", f"{W}smartTag"}
_HEADING = re.compile(r"^(?:heading|title|标题)", re.I)


@dataclass
class _Style:
    bold: bool = False
    size: float = 0.0
    centred: bool = False
    num: tuple[int | None, int | None] = (None, None)
    heading: bool = False


@dataclass
class _Walk:
    numbering: Numbering
    styles: dict[str, _Style]
    default: str | None
    line: int = 0
    page: int = 1
    blocks: list[Block] = field(default_factory=list)

    def body(self, node: Any) -> list[Block]:
        """The blocks of a container of paragraphs and tables."""
        out: list[Block] = []
        for child in node:
            if child.tag == f"{W}p":
                out += self.paragraph(child)
            elif child.tag == f"{W}tbl":
                out += self.table(child)
            elif child.tag in _THROUGH:
                out += self.body(child)
        return out

    def _style(self, props: Any | None) -> _Style:
        named = None if props is None else props.find(f"{W}pStyle")
        key = named.get(f"{W}val") if named is not None else self.default
        return self.styles.get(key or "", _Style())

    def _number(self, props: Any | None, style: _Style) -> str:
        own = None if props is None else props.find(f"{W}numPr")
        num, level = _num(own)
        if num is None:
            num = style.num[0]
        if level is None:
            level = style.num[1] or 0
        if num is None:
            return ""
        return self.numbering.prefix(num, level)

    def paragraph(self, node: Any) -> list[Block]:
        self.line += 1
        number = self.line
        props = node.find(f"{W}pPr")
        if (
            props is not None
            and props.find(f"{W}rPr/{W}del") is not None
            and not "".join(node.itertext(f"{W}t")).strip()
        ):
            return []
        style = self._style(props)
        printed = read_paragraph(node, _has_leaders(props))
        if flag(props, "pageBreakBefore"):
            self.page += 1
        self.page += printed.page_breaks[0]
        # An empty paragraph of a list prints its number too: so tables number their rows.
        prefix = self._number(props, style)
        printed.lines[0] = prefix + printed.lines[0].lstrip() if prefix else printed.lines[0]
        out = [self._block(line, number, printed, props, style) for line in printed.lines if line.strip()]
        self.page += printed.page_breaks[1]
        if props is not None and (section := props.find(f"{W}sectPr")) is not None:
            kind = section.find(f"{W}type")
            self.page += kind is None or kind.get(f"{W}val") != "continuous"
        for box in printed.boxes:
            out += self.body(box)
        return out

    def _block(self, s: str, number: int, printed: Printed, props: Any | None, style: _Style) -> Block:
        text = Text.plain(s.strip(), number)
        side = None if props is None else props.find(f"{W}jc")
        centred = style.centred if side is None else side.get(f"{W}val") == "center"
        line = Line(text, self.page, None, printed.size or style.size, number)
        return Paragraph(text, (line,), line.size, centred, printed.bold or style.bold or style.heading)

    def table(self, node: Any) -> list[Block]:
        rows = [row for row in _rows(node) if row.find(f"{W}trPr/{W}del") is None]
        if is_frame(rows):
            return [b for row in rows for cell in row.iter(f"{W}tc") if _owner(cell, row) for b in self.body(cell)]
        if is_form(rows):
            read = [(col, self.body(cell)) for col, cell in by_column(rows)]
            return [b for _, blocks in sorted(read, key=lambda c: c[0]) for b in blocks]
        return [build_table(rows, self._cell)]

    def _cell(self, node: Any) -> CellText:
        blocks = self.body(node)
        paragraphs: list[Text] = []
        for block in blocks:
            if isinstance(block, Paragraph):
                paragraphs.append(block.text)
            else:
                paragraphs += [c.text for c in block.cells if c.text]
        return CellText(paragraphs, all(isinstance(b, Paragraph) and b.bold for b in blocks) and bool(blocks))


def _has_leaders(props: Any | None) -> bool:
    """Whether the paragraph's tabs draw a line to be written on."""
    tabs = [] if props is None else props.findall(f"{W}tabs/{W}tab")
    return any(t.get(f"{W}leader") in {"underscore", "heavy"} for t in tabs)


def _owner(cell: Any, row: Any) -> bool:
    above = cell.getparent()
    while above is not None and above.tag != f"{W}tr":
        above = above.getparent()
    return above is row


def _rows(table: Any) -> list[Any]:
    out: list[Any] = []
    for child in table:
        if child.tag == f"{W}tr":
            out.append(child)
        elif child.tag in _THROUGH:
            out += _rows(child)
    return out


def _num(node: Any | None) -> tuple[int | None, int | None]:
    if node is None:
        return None, None
    num, level = node.find(f"{W}numId"), node.find(f"{W}ilvl")
    return (
        None if num is None else int(num.get(f"{W}val")),
        None if level is None else int(level.get(f"{W}val")),
    )


def _styles(root: Any | None, numbering: Numbering) -> tuple[dict[str, _Style], str | None]:
    """The paragraph styles with what they inherit, and the default one's name."""
    if root is None:
        return {}, None
    nodes = {n.get(f"{W}styleId"): n for n in root.findall(f"{W}style") if n.get(f"{W}type") in {"paragraph", None}}
    default = next((k for k, n in nodes.items() if n.get(f"{W}default") in {"1", "true"}), None)
    done: dict[str, _Style] = {}

    def resolve(key: str, depth: int = 0) -> _Style:
        if key in done or key not in nodes or depth > 12:
            return done.get(key, _Style())
        node = nodes[key]
        based = node.find(f"{W}basedOn")
        above = resolve(based.get(f"{W}val"), depth + 1) if based is not None else _Style()
        runs, props, name = node.find(f"{W}rPr"), node.find(f"{W}pPr"), node.find(f"{W}name")
        bold, size = flag(runs, "b"), None if runs is None else runs.find(f"{W}sz")
        side = None if props is None else props.find(f"{W}jc")
        num, level = _num(None if props is None else props.find(f"{W}numPr"))
        linked = numbering.by_style.get(key)
        if num is not None and linked and level is None:
            level = linked[1]
        done[key] = _Style(
            above.bold if bold is None else bold,
            int(size.get(f"{W}val")) / 2 if size is not None and (size.get(f"{W}val") or "").isdigit() else above.size,
            above.centred if side is None else side.get(f"{W}val") == "center",
            (above.num[0] if num is None else num, above.num[1] if level is None else level),
            above.heading or bool(name is not None and _HEADING.match(name.get(f"{W}val") or "")),
        )
        return done[key]

    for key in nodes:
        if key:
            resolve(key)
    return done, default


def _part(package: Any, name: str) -> Any | None:
    """The root of a part that the main document is related to (numbering, styles)."""
    from docx.oxml import parse_xml

    for relation in package.rels.values():
        if relation.reltype.endswith("/" + name) and not relation.is_external:
            return parse_xml(relation.target_part.blob)
    return None


def read_docx(path: Path) -> tuple[Page, ...]:
    """The Word document at ``path`` as one page of blocks; headers, footers and notes are left out.

    ``Line.page`` counts the manual page breaks, so that an annex on a page of its own can be told; glyphs have none.
    Raises InputError where the file is no Word document.
    """
    import zipfile

    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        document = docx.Document(str(path))
        numbering = Numbering.read(_part(document.part, "numbering"))
        styles, default = _styles(_part(document.part, "styles"), numbering)
        body = document.element.body
    except (
        PackageNotFoundError,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        AttributeError,
        SyntaxError,
        OSError,
    ) as error:
        raise InputError(
            "Word 文档已损坏或不完整：{path}。", "请用 Word 打开并另存一份，或改用 PDF。", path=path
        ) from error
    walk = _Walk(numbering, styles, default)
    return (Page(1, 0.0, 0.0, blocks=tuple(walk.body(body))),)

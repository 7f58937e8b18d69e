"""A manuscript set as DOCX by python-docx."""

from __future__ import annotations

import io

from tests.composer.manuscript import Grid, Heading, Manuscript, NewPage, SideBySide, Words


def typeset_docx(manuscript: Manuscript) -> bytes:
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    document = docx.Document()
    for piece in manuscript.pieces:
        match piece:
            case Heading(text, size, centred):
                paragraph = document.add_paragraph()
                paragraph.add_run(text).font.size = Pt(size)
                if centred:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            case Words(text, indent, bold):
                paragraph = document.add_paragraph()
                paragraph.add_run(text).bold = bold
                paragraph.paragraph_format.first_line_indent = Pt(10.5 * indent)
            case NewPage(landscape):
                if landscape:
                    from docx.enum.section import WD_ORIENT, WD_SECTION

                    section = document.add_section(WD_SECTION.NEW_PAGE)
                    section.orientation = WD_ORIENT.LANDSCAPE
                    section.page_width, section.page_height = section.page_height, section.page_width
                else:
                    document.add_page_break()
            case SideBySide(left, right):
                table = document.add_table(rows=max(len(left), len(right)), cols=2)
                for col, lines in enumerate((left, right)):
                    for row, line in enumerate(lines):
                        table.cell(row, col).text = line
            case Grid():
                _table(document, piece)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _table(document: object, grid: Grid) -> None:
    table = document.add_table(rows=len(grid.rows), cols=len(grid.widths))  # type: ignore[attr-defined]
    table.style = "Table Grid"
    for r, row in enumerate(grid.rows):
        for c, text in enumerate(row):
            if text:
                table.cell(r, c).text = text
    for r, c, rows, cols in grid.spans:
        words = grid.rows[r][c] or ""
        merged = table.cell(r, c).merge(table.cell(r + rows - 1, c + cols - 1))
        merged.text = words

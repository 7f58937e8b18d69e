"""A manuscript set as PDF by reportlab, in the font that PyMuPDF carries: no system font is needed."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from xml.sax.saxutils import escape

from tests.composer.manuscript import Grid, Heading, Manuscript, NewPage, SideBySide, Words

FONT = "DroidSansFallback"


@dataclass(frozen=True)
class PageStyle:
    """Points throughout."""

    size: float = 10.5
    leading: float = 18
    margins: tuple[float, float, float, float] = (72, 64, 72, 64)  # left, top, right, bottom
    table_size: float = 9
    rule: float = 0.6


@cache
def _font() -> str:
    import pymupdf
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    pdfmetrics.registerFont(TTFont(FONT, io.BytesIO(pymupdf.Font("cjk").buffer)))
    return FONT


def typeset_pdf(manuscript: Manuscript, style: PageStyle | None = None) -> bytes:
    """The PDF's bytes; a table that does not fit goes on on the next page, its header not repeated."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.pagesizes import landscape as turned
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

    style = style or PageStyle()
    font = _font()
    width, height = turned(A4) if manuscript.landscape else A4
    left, top, right, bottom = style.margins

    class Numbered(Canvas):
        """Keeps its pages until the end, when their number is known."""

        def __init__(self, *args: object, **kwargs: object) -> None:
            super().__init__(*args, **kwargs)
            self.kept: list[dict[str, object]] = []

        def showPage(self) -> None:  # noqa: N802  (reportlab's name)
            self.kept.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            for number, state in enumerate(self.kept, 1):
                self.__dict__.update(state)
                self.setFont(font, 9)
                width, height = self._pagesize
                if manuscript.head:
                    self.drawCentredString(width / 2, height - top + 18, manuscript.head)
                if manuscript.foot:
                    self.drawCentredString(
                        width / 2, bottom - 26, manuscript.foot.format(page=number, pages=len(self.kept))
                    )
                super().showPage()
            super().save()

    out = io.BytesIO()
    frame = Frame(left, bottom, width - left - right, height - top - bottom, 0, 0, 0, 0)
    document = BaseDocTemplate(out, pagesize=(width, height), invariant=1)
    wide = Frame(left, bottom, height - left - right, width - top - bottom, 0, 0, 0, 0)
    document.addPageTemplates(
        [
            PageTemplate("page", [frame], pagesize=(width, height)),
            PageTemplate("wide", [wide], pagesize=(height, width)),
        ]
    )
    document.build(_flow(manuscript, style, width - left - right, height - left - right), canvasmaker=Numbered)
    return out.getvalue()


def _flow(manuscript: Manuscript, style: PageStyle, upright: float, turned: float) -> list[object]:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import NextPageTemplate, PageBreak, Paragraph, Spacer, Table

    width = upright
    base = ParagraphStyle("base", fontName=FONT, fontSize=style.size, leading=style.leading, wordWrap="CJK")
    flow: list[object] = []
    for piece in manuscript.pieces:
        match piece:
            case Heading(text, size, centred):
                heading = ParagraphStyle("h", base, fontSize=size, leading=size * 1.5, alignment=1 if centred else 0,
                                         spaceBefore=size * 0.4, spaceAfter=size * 0.4)  # fmt: skip
                flow.append(Paragraph(escape(text), heading))
            case Words(text, indent, _):
                words = ParagraphStyle("w", base, firstLineIndent=indent * style.size)
                flow.append(Paragraph(escape(text).replace("  ", "&nbsp;&nbsp;"), words))
            case NewPage(landscape):
                width = turned if landscape else upright
                flow += [NextPageTemplate("wide" if landscape else "page"), PageBreak()]
            case SideBySide(left, right):
                rows = [[left[i] if i < len(left) else "", right[i] if i < len(right) else ""]
                        for i in range(max(len(left), len(right)))]  # fmt: skip
                cells = [[Paragraph(escape(c), base) for c in row] for row in rows]
                flow += [Spacer(1, 12), Table(cells, colWidths=[width / 2] * 2, style=_tight())]
            case Grid():
                flow += [_table(piece, style, width), Spacer(1, 8)]
    return flow


def _tight() -> object:
    from reportlab.platypus import TableStyle

    return TableStyle([("LEFTPADDING", (0, 0), (-1, -1), 0), ("TOPPADDING", (0, 0), (-1, -1), 1),
                       ("BOTTOMPADDING", (0, 0), (-1, -1), 1), ("VALIGN", (0, 0), (-1, -1), "TOP")])  # fmt: skip


def _table(grid: Grid, style: PageStyle, width: float) -> object:
    from reportlab.lib import colors
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, Table, TableStyle

    def cell(text: str | None, col: int, row: int) -> object:
        align = 2 if col in grid.right and row >= grid.header_rows else 0 if len(text or "") > 12 else 1
        look = ParagraphStyle("c", fontName=FONT, fontSize=style.table_size, leading=style.table_size * 1.35,
                              wordWrap="CJK", alignment=align)  # fmt: skip
        return Paragraph(escape(text), look) if text else ""

    share = sum(grid.widths)
    cells = [[cell(t, c, r) for c, t in enumerate(row)] for r, row in enumerate(grid.rows)]
    looks: list[tuple[object, ...]] = [("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("LEFTPADDING", (0, 0), (-1, -1), 3),
                                       ("RIGHTPADDING", (0, 0), (-1, -1), 3)]  # fmt: skip
    if grid.ruled:
        looks.append(("GRID", (0, 0), (-1, -1), style.rule, colors.black))
    elif grid.lines == "three":
        looks += [("LINEABOVE", (0, 0), (-1, 0), style.rule * 2, colors.black), ("LINEBELOW", (0, grid.header_rows - 1), (-1, grid.header_rows - 1), style.rule, colors.black),
                  ("LINEBELOW", (0, -1), (-1, -1), style.rule * 2, colors.black)]  # fmt: skip
    looks += [("SPAN", (c, r), (c + cols - 1, r + rows - 1)) for r, c, rows, cols in grid.spans]
    return Table(cells, colWidths=[w / share * width for w in grid.widths], style=TableStyle(looks),
                 repeatRows=grid.header_rows if grid.repeat else 0)  # fmt: skip

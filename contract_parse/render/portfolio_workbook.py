"""The portfolio as a workbook: the same rows as the page, a sheet a list, written row by row."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from contract_parse.render.portfolio import Lang, words
from contract_parse.render.portfolio_data import RANKS, VERDICTS, Group, PortfolioView

if TYPE_CHECKING:
    from openpyxl import Workbook

_FORMULA = re.compile(r"[=+\-@\t\r]")
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # XML 1.0 has no place for them
_LONGEST = 32_767  # characters of a cell
_LINKS = 65_530  # links of a sheet


def workbook(view: PortfolioView, lang: Lang = "zh") -> bytes:
    """An XLSX file. Amounts are numbers, days are dates, words are text whatever they begin with."""
    from openpyxl import Workbook

    w = words(lang)
    book = Workbook(write_only=True)
    _contracts(book, view, w)
    _cross(book, view, w)
    _groups(
        book,
        w["sheets"]["codes"],
        [w["code"], w["title"]],
        [(g, [view.titles.get(g.name, g.name)]) for g in view.by_code()],
        w,
    )
    _groups(book, w["sheets"]["buyers"], [w["buyer"]], [(g, []) for g in view.by_buyer()], w)
    _groups(book, w["sheets"]["suppliers"], [w["supplier"]], [(g, []) for g in view.by_supplier()], w)
    _groups(book, w["sheets"]["months"], [w["month"]], [(g, []) for g in view.by_month()], w)
    _dues(book, view, w)
    _sheet(book, w["sheets"]["unread"], [(w["file"], 60), (w["reason"], 80)], (list(x) for x in view.unread))
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


class Link(str):
    """Words that lead to a path relative to the workbook."""

    target: str

    def __new__(cls, text: str, target: str) -> Link:
        made = super().__new__(cls, text)
        made.target = target
        return made


def _contracts(book: Workbook, view: PortfolioView, w: dict[str, Any]) -> None:
    columns = [(w["verdict"], 14), (w["name"], 40), (w["number"], 22), (w["buyer"], 26), (w["supplier"], 30), (w["amount"], 16),
               (w["signed_on"], 12), (w["ends_on"], 12), *((w["ranks"][r], 8) for r in RANKS), (w["codes"], 30), (w["next_due"], 12),
               (w["copy"], 8), (w["file"], 40), (w["open"], 16)]  # fmt: skip

    def rows() -> Iterable[Sequence[Any]]:
        for s in view.shown:
            d = s.digest
            yield [
                w["verdicts"][d.verdict], d.title or d.project, d.number.value if d.number else None, s.buyer, s.supplier, d.total,
                d.signed_on, d.ends_on, *(d.counts.get(r, 0) for r in RANKS), ", ".join(d.codes), s.dues[0].day if s.dues else None,
                w["yes"] if d.sha256 in view.copies else None, "; ".join(s.files or (d.name,)), Link(w["open"], s.link) if s.link else None,
            ]  # fmt: skip

    _sheet(book, w["sheets"]["contracts"], columns, rows())


def _cross(book: Workbook, view: PortfolioView, w: dict[str, Any]) -> None:
    columns = [(w["number_of"], 6), (w["code"], 10), (w["severity"], 8), (w["title"], 26), (w["message"], 80), (w["contract"], 24),
               (w["part"], 8), (w["value"], 26), (w["page"], 6), (w["open"], 16)]  # fmt: skip
    links = {s.digest.sha256: s.link for s in view.shown}

    def rows() -> Iterable[Sequence[Any]]:
        for n, f in enumerate(view.cross, 1):
            for p in f.places:
                link = links.get(p.sha256)
                rank = "doubt" if f.status == "doubt" else f.severity
                yield [n, f.code, w["ranks"][rank], f.title, f.message, p.contract, w["parts"][p.part], p.value,
                       p.evidence.page if p.evidence else None, Link(w["open"], link) if link else None]  # fmt: skip

    _sheet(book, w["sheets"]["cross"], columns, rows())


def _groups(
    book: Workbook, name: str, heads: list[str], groups: list[tuple[Group, list[str]]], w: dict[str, Any]
) -> None:
    columns = [
        *((h, 30) for h in heads),
        (w["contracts"], 10),
        (w["amount"], 18),
        (w["findings"], 10),
        *((w["verdicts"][v], 12) for v in VERDICTS),
    ]
    rows = ([g.name, *more, g.contracts, g.total, g.findings, *(g.verdicts[v] for v in VERDICTS)] for g, more in groups)
    _sheet(book, name, columns, rows)


def _dues(book: Workbook, view: PortfolioView, w: dict[str, Any]) -> None:
    columns = [(w["due_on"], 12), (w["kind"], 12), (w["amount"], 16), (w["what"], 40), (w["counted"], 8), (w["buyer"], 26),
               (w["supplier"], 30), (w["number"], 22), (w["name"], 40), (w["open"], 16)]  # fmt: skip
    due = sorted(((x.day, i, x) for i, s in enumerate(view.shown) for x in s.dues), key=lambda x: (x[0], x[1]))

    def rows() -> Iterable[Sequence[Any]]:
        for day, i, x in due:
            s = view.shown[i]
            number = s.digest.number.value if s.digest.number else None
            yield [day, w["kinds"].get(x.kind, x.kind), x.amount, x.what, w["yes"] if x.computed else None, s.buyer, s.supplier, number,
                   s.digest.title, Link(w["open"], s.link) if s.link else None]  # fmt: skip

    _sheet(book, w["sheets"]["dues"], columns, rows())


def _sheet(book: Workbook, name: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[Any]]) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    for i, (_, width) in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(i)].width = width
    head = [WriteOnlyCell(sheet, text) for text, _ in columns]
    for cell in head:
        cell.font = Font(bold=True)
    sheet.append(head)
    n = 1
    for row in rows:
        n += 1
        sheet.append(
            [_cell(sheet, value, f"{get_column_letter(i)}{n}" if n <= _LINKS else "") for i, value in enumerate(row, 1)]
        )
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{n}"


def _cell(sheet: Any, value: Any, at: str = "") -> Any:
    """A cell of the kind of its value; a link needs to know where it stands. Text that a spreadsheet would take for a
    formula stays text, and is marked as such for whoever saves the sheet as CSV."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.worksheet.hyperlink import Hyperlink

    if value is None or value == "":
        return None
    if isinstance(value, Decimal):
        cell = WriteOnlyCell(sheet, value)
        cell.number_format = "#,##0.00"
        return cell
    if not isinstance(value, str):
        return value  # numbers, and days, which openpyxl writes as dates
    text = _UNWRITABLE.sub("", value)[:_LONGEST]
    link = value.target if isinstance(value, Link) and at else None
    if link is None and not _FORMULA.match(text):
        return text
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    if link is None:
        cell.quotePrefix = True
    else:
        cell._hyperlink = Hyperlink(ref=at, target=quote(link, safe="/"))
        cell.style = "Hyperlink"
    return cell

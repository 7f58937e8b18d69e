"""The portfolio as a workbook: the same rows, numbers as numbers, and no word that becomes a formula."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal

import openpyxl
import pytest

from contract_parse.model.digest import Digest, DigestPayment, Stated
from contract_parse.render.portfolio_data import PortfolioView, Shown
from contract_parse.render.portfolio_workbook import workbook
from tests.portfolio.counties import portfolio


def opened(view: PortfolioView, lang: str = "zh") -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook(view, lang)))  # type: ignore[arg-type]


@pytest.mark.parametrize("words", ["=1+1", "+86 10", "-2+3", "@SUM(A1)", '=HYPERLINK("http://x","y")', "\t=1+1"])
def test_no_word_of_a_contract_becomes_a_formula(words: str) -> None:
    digest = Digest(sha256="a" * 64, name="x.pdf", title=words, number=Stated(words), total=Decimal("1.50"))
    book = opened(PortfolioView((Shown(digest, (words,), None, words, words),), (), ((words, words),)))
    cells = [c for sheet in book for row in sheet.iter_rows(min_row=2) for c in row if c.value is not None]
    assert not [c for c in cells if c.data_type == "f"]
    said = [c for c in cells if isinstance(c.value, str) and c.value.strip() == words.strip()]
    assert len(said) >= 6
    assert all(c.quotePrefix for c in said)


def test_control_characters_and_endless_words_do_not_stop_the_workbook() -> None:
    digest = Digest(sha256="a" * 64, name="x.pdf", title="甲\x00\x0b乙" + "长" * 40_000)
    sheet = opened(PortfolioView((Shown(digest, ("x.pdf",)),)))["合同"]
    assert str(sheet["B2"].value).startswith("甲乙长")
    assert len(str(sheet["B2"].value)) == 32_767


def test_amounts_days_and_links_are_what_they_are() -> None:
    digest = Digest(
        sha256="a" * 64, name="x.pdf", title="甲", total=Decimal("1234567.89"), signed_on=dt.date(2026, 3, 5),
        payments=[DigestPayment(1, Decimal("99.50"), dt.date(2026, 4, 1), True, "合同签订后")],
    )  # fmt: skip
    book = opened(PortfolioView((Shown(digest, ("x.pdf",), "summaries/甲 乙#1.html", "某局", "某公司"),)))
    sheet = book["合同"]
    assert sheet["F2"].value == 1234567.89
    assert sheet["G2"].value == dt.datetime(2026, 3, 5)
    links = [c.hyperlink.target for c in sheet[2] if c.hyperlink]
    assert links == ["summaries/%E7%94%B2%20%E4%B9%99%231.html"]
    due = book["到期"]
    assert (due["A2"].value, due["B2"].value, due["C2"].value) == (dt.datetime(2026, 4, 1), "付款", 99.5)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_workbook_holds_what_the_page_shows(lang: str) -> None:
    view = portfolio(60, plants=1, lang=lang)
    book = opened(view, lang)
    contracts, cross, codes, buyers, suppliers, months, dues, unread = book.worksheets
    assert contracts.max_row == 1 + len(view.shown)
    assert cross.max_row == 1 + sum(len(f.places) for f in view.cross) > 5
    assert codes.max_row == 1 + len(view.by_code()) > 5
    assert buyers.max_row == 1 + len({s.buyer for s in view.shown})
    assert suppliers.max_row == 1 + len({s.supplier for s in view.shown})
    assert sum(Decimal(str(row[2].value)) for row in months.iter_rows(min_row=2)) == view.total
    assert dues.max_row == 1 + sum(len(s.dues) for s in view.shown)
    assert unread.max_row == 1 + 3
    assert contracts.auto_filter.ref == f"A1:Q{1 + len(view.shown)}"

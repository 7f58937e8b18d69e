"""The portfolio of an output folder, as a batch leaves it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from contract_parse.batch.portfolio import write_portfolio
from contract_parse.batch.store import FileRow, Store
from contract_parse.errors import UsageError
from contract_parse.model.contract import Contract
from contract_parse.model.settings import Settings
from tests.across.build import code
from tests.portfolio.test_page import embedded
from tests.rules.build import contract_of


class Held(Store):
    """A store of two contracts, one of them under two names, and a file that could not be read."""

    def __init__(self, out: Path) -> None:
        self.out = out

    def files(self) -> list[FileRow]:
        return [
            FileRow("甲.pdf", "1" * 64, None, None, (), f"summaries/{'1' * 64}.html"),
            FileRow("备份/甲.pdf", "1" * 64, None, None, (), f"summaries/{'1' * 64}.html"),
            FileRow("乙.pdf", "2" * 64, None, None, (), None),
            FileRow("坏.pdf", None, "PDF 已加密：坏.pdf。", None, (), None),
        ]

    def contracts(self) -> Iterator[tuple[str, Contract]]:
        for digit, name in (("1", "江北恒测仪器设备有限公司"), ("2", "江北恒测商贸有限公司")):
            yield (
                digit * 64,
                contract_of(
                    {
                        "contract": {"title": "采购合同"},
                        "parties": [{"role": "supplier", "name": name, "uscc": code(1)}],
                    }
                ),
            )


def test_page_and_workbook_are_written_and_findings_returned(tmp_path: Path) -> None:
    (finding,) = write_portfolio(Held(tmp_path), "zh")
    assert (finding.code, finding.contracts) == ("XCT1001", ["1" * 64, "2" * 64])
    assert sorted(p.name for p in tmp_path.iterdir()) == ["index.html", "portfolio.xlsx"]
    data = embedded((tmp_path / "index.html").read_bytes())
    assert [c[10] for c in data["contracts"]] == [["甲.pdf", "备份/甲.pdf"], ["乙.pdf"]]
    assert [c[9] for c in data["contracts"]] == [f"summaries/{'1' * 64}.html", ""]
    assert data["unread"] == [["坏.pdf", "PDF 已加密：坏.pdf。"]]
    assert [c[0] for c in data["cross"]] == ["XCT1001"]


def test_the_language_and_the_settings_hold(tmp_path: Path) -> None:
    (finding,) = write_portfolio(Held(tmp_path), "en", Settings(severities={"XCT1001": "error"}))
    assert finding.severity == "error"
    assert finding.message.startswith("The social credit code")
    assert '<html lang="en">' in (tmp_path / "index.html").read_text("utf-8")
    assert write_portfolio(Held(tmp_path), "zh", Settings(ignore=("XCT",))) == []


def test_a_wrong_figure_stops_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="price_rows"):
        write_portfolio(Held(tmp_path), "zh", Settings(across={"price_rows": 1}))
    assert list(tmp_path.iterdir()) == []

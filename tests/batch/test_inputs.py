"""What a run reads: folders, patterns, lists; what it leaves out and what it reports."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from contract_parse.batch.inputs import Found, counted, gathered
from contract_parse.errors import UsageError
from tests.batch.county import write


def names(base: Path, *inputs: str, lists: tuple[str, ...] = (), out: Path | None = None) -> list[str]:
    found = list(gathered(inputs, lists, out=out))
    assert len({f.place for f in found}) == len(found)
    return [os.path.relpath(f.name, base) for f in found]


@pytest.fixture
def year(tmp_path: Path) -> Path:
    write(tmp_path / "年", b_pdf="2", a_PDF="1", notes_md="x", scan_tiff="3")
    write(tmp_path / "年" / "一月", c_docx="4", old_doc="5")
    write(tmp_path / "年" / ".hidden", d_pdf="6")
    (tmp_path / "年" / "~$c.docx").write_text("lock")
    (tmp_path / "年" / "._b.pdf").write_text("fork")
    return tmp_path / "年"


def test_a_folder_gives_its_contracts_in_order_and_nothing_else(year: Path) -> None:
    assert names(year, str(year)) == ["a.PDF", "b.pdf", "scan.tiff", "一月/c.docx", "一月/old.doc"]


def test_the_larger_half_comes_first_each_half_in_order(tmp_path: Path) -> None:
    """A scan begun last would leave the other workers with nothing to do."""
    write(tmp_path / "in", a_pdf="1", b_pdf="2" * 900, c_pdf="3" * 20, d_pdf="4" * 500)
    assert names(tmp_path / "in", str(tmp_path / "in")) == ["b.pdf", "d.pdf", "a.pdf", "c.pdf"]
    missing = str(tmp_path / "gone.pdf")
    assert [f.error is None for f in gathered([missing, str(tmp_path / "in" / "a.pdf")])] == [True, False]


def test_the_results_folder_is_not_read(year: Path) -> None:
    write(year / "结果" / "summaries", x_pdf="9")
    assert "结果/summaries/x.pdf" not in names(year, str(year), out=year / "结果")
    assert "结果/summaries/x.pdf" in names(year, str(year))


def test_patterns_that_no_shell_has_expanded(year: Path) -> None:
    assert names(year, f"{year}/*.pdf") == ["b.pdf"]
    assert names(year, f"{year}/**/*.do*") == ["一月/c.docx", "一月/old.doc"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_list_names_files_and_folders(year: Path, encoding: str) -> None:
    listed = year.parent / "清单.txt"
    listed.write_bytes(f"# 三月\r\n{year}/b.pdf\r\n\r\n  {year}/一月  \r\n".encode(encoding))
    wanted = ["b.pdf", "一月/c.docx", "一月/old.doc"]
    assert names(year, f"@{listed}") == names(year, lists=(str(listed),)) == wanted
    assert counted([], [listed]) == 3


def test_a_list_that_is_not_there_is_a_wrong_call(year: Path) -> None:
    with pytest.raises(UsageError, match=r"清单\.txt"):
        list(gathered([], [str(year / "清单.txt")]))


def test_a_file_named_twice_is_there_once(year: Path) -> None:
    assert names(year, f"{year}/b.pdf", f"{year}/一月/../b.pdf", str(year)).count("b.pdf") == 1


def test_what_cannot_be_read_is_found_with_its_reason(year: Path) -> None:
    os.mkfifo(year / "pipe.pdf")
    (year / "dangling.pdf").symlink_to(year / "nowhere")
    (year / "zero.pdf").symlink_to("/dev/zero")
    by_name = {Path(f.name).name: f for f in gathered([str(year), f"{year}/gone.pdf", f"{year}/*.png"])}

    def told(found: Found) -> str:
        assert found.reason == "unreadable"
        return str(found.error)

    assert "不是普通文件" in told(by_name["pipe.pdf"])
    assert "不是普通文件" in told(by_name["zero.pdf"])
    assert "找不到文件" in told(by_name["dangling.pdf"])
    assert "找不到文件" in told(by_name["gone.pdf"])
    assert "找不到文件" in told(by_name["*.png"])
    assert by_name["b.pdf"].error is None

"""Whatever is no contract: one line that says what to do, never a traceback."""

import io
import random
import zipfile
from pathlib import Path

import pytest

from contract_parse.errors import InputError
from contract_parse.ingest import read
from contract_parse.ingest.kind import kind_of
from tests.ingest.pdfs import line, pdf, png

NO_PAGES = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"trailer<</Root 1 0 R/Size 3>>\nstartxref\n0\n%%EOF\n"
)


def zipped(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


def blob(size: int = 5000) -> bytes:
    return random.Random(7).randbytes(size)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.pdf", b"", "空"),
        ("blob.pdf", blob(), "不是 PDF"),
        ("blob.bin", blob(), "无法识别"),
        ("no-pages.pdf", NO_PAGES, "没有页面"),
        ("renamed.docx", zipped("readme.txt"), "word/document.xml"),
        ("sheet.docx", zipped("xl/workbook.xml"), "Excel"),
        ("contract.ofd", zipped("OFD.xml"), "OFD"),
        ("cut.docx", zipped("word/document.xml")[:40], "损坏"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "另存为 DOCX"),
        ("note.rtf", b"{\\rtf1 hello}", "RTF"),
        ("head.pdf", b"%PDF-1.7\n%\xe2\xe3\n" + blob(3000) + b"\nstartxref\n99\n%%EOF", "损坏|没有页面"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",  # archives hold the time at which they were made
)
def test_one_line_that_says_what_to_do(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError, match=says) as caught:
        read(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.hint
    assert caught.value.exit_code == 3


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_truncated_pdf(tmp_path: Path, share: float) -> None:
    whole = pdf(tmp_path / "a.pdf", *[line("合同")] * 8).read_bytes()
    cut = tmp_path / "cut.pdf"
    cut.write_bytes(whole[: int(share * len(whole))])
    with pytest.raises(InputError, match="不完整"):
        read(cut)


def test_a_pdf_whose_table_of_objects_is_wrong_is_still_read(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", line("合同总价"))
    content = path.read_bytes()
    at = content.rindex(b"startxref")
    path.write_bytes(content[:at] + b"startxref\n7\n%%EOF\n")
    assert [w.text for w in read(path).pages[0].words] == ["合同总价"]


def test_a_directory_and_a_missing_path(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="目录"):
        read(tmp_path)
    with pytest.raises(InputError, match="找不到"):
        read(tmp_path / "nowhere.pdf")


def test_an_image_of_one_pixel(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(png(1, 1))
    with pytest.raises(InputError):
        read(path)


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"\n%PDF-1.4 ...", "application/pdf"),
        (png(), "image/png"),
        (b"\xff\xd8\xff\xe0rest", "image/jpeg"),
        (b"II*\x00rest", "image/tiff"),
        ("第一条 合同".encode(), "text/plain"),
        ("第一条 合同".encode("gb18030"), "text/plain"),
        ("第一条 合同".encode("utf-16"), "text/plain"),
    ],
)
def test_kind_is_judged_by_content(content: bytes, media_type: str) -> None:
    assert kind_of(Path("misleading.docx"), content).media_type == media_type


def test_text_cut_in_the_middle_of_a_character_is_text() -> None:
    assert kind_of(Path("a"), ("合同" * 40000).encode("gb18030")).family == "text"
    assert kind_of(Path("a"), ("第一条 合" * 40000).encode()).family == "text"

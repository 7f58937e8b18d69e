from pathlib import Path

import pymupdf
import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from contract_parse.errors import EncryptedError, UsageError
from contract_parse.ingest import read
from contract_parse.ingest.device import Char
from contract_parse.ingest.glyphs import UNMAPPED, fold_radicals, is_garbage, symbol, symbol_font
from contract_parse.ingest.words import build_words
from contract_parse.model.page import Page
from tests.ingest.pdfs import HEIGHT, WIDTH, line, pdf, png

PROSE = "乙方应当按照本合同约定的时间地点和方式向甲方交付全部货物并承担质量责任"


def words(page: Page) -> list[str]:
    return [w.text for w in page.words]


def test_words_with_a_box_for_every_character(tmp_path: Path) -> None:
    document = read(pdf(tmp_path / "a.pdf", line("合同总价 1200.00元")))
    (page,) = document.pages
    assert words(page) == ["合同总价", "1200.00元"]
    assert (round(page.width), round(page.height), page.rotation, page.text_from) == (595, 842, 0, "text")
    first = page.words[0]
    assert len(first.boxes) == 4
    assert [round(b.x0) for b in first.boxes] == [72, 84, 96, 108]
    # The baseline is 700 from the bottom; an em square stands 0.88 above it.
    assert round(first.box.y0) == round(HEIGHT - 700 - 0.88 * 12)
    assert first.size == pytest.approx(12)
    assert document.media_type == "application/pdf"
    assert len(document.sha256) == 64


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_rotated_pages_are_read_as_displayed(tmp_path: Path, turn: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(turn)  # reportlab lays the sheet so that it is displayed upright
        corner = {0: (0, 0), 90: (HEIGHT, 0), 180: (WIDTH, HEIGHT), 270: (0, WIDTH)}[turn]
        canvas.translate(*corner)
        canvas.rotate(turn)
        canvas.drawString(100, 200, "旋转页面")
        canvas.line(100, 190, 300, 190)

    (page,) = read(pdf(tmp_path / "a.pdf", draw)).pages
    assert page.rotation == turn
    assert (round(page.width), round(page.height)) == (round(WIDTH), round(HEIGHT))
    (word,) = page.words
    assert word.text == "旋转页面"
    assert round(word.box.x0) == 100
    assert word.box.y1 == pytest.approx(HEIGHT - 200 + 0.12 * 12, abs=0.1)
    (ruling,) = page.rulings
    assert ruling.horizontal
    assert ruling.box.y0 == pytest.approx(HEIGHT - 190, abs=0.1)


def test_boxes_are_relative_to_the_crop_box(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setCropBox((20, 30, 520, 780))
        canvas.drawString(100, 700, "页面之内")
        canvas.drawString(100, 10, "页面之外")

    (page,) = read(pdf(tmp_path / "a.pdf", draw)).pages
    assert (page.width, page.height) == (500, 750)
    assert words(page) == ["页面之内"]
    assert page.words[0].box.x0 == pytest.approx(80)
    assert page.words[0].box.y1 == pytest.approx(780 - 700 + 0.12 * 12, abs=0.1)


def test_a_page_on_its_side_is_set_straight(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(WIDTH, 0)
        canvas.rotate(90)
        canvas.drawString(100, 200, PROSE)

    (page,) = read(pdf(tmp_path / "a.pdf", draw)).pages
    assert words(page) == [PROSE]
    assert page.displayed == pytest.approx((WIDTH, HEIGHT))
    assert page.width == pytest.approx(HEIGHT)
    assert page.straighten is not None


def test_struck_twice_is_read_once(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for off in (0, 0.4):
            canvas.drawString(72 + off, 700, "使用说明")
        canvas.drawString(72, 650, "人人为我 11.1")

    (page,) = read(pdf(tmp_path / "a.pdf", draw)).pages
    assert words(page) == ["使用说明", "人人为我", "11.1"]


def test_watermarks_and_hidden_text_are_left_out(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "正文内容")
        canvas.saveState()
        canvas.rotate(45)
        canvas.drawString(300, 100, "内部资料")
        canvas.restoreState()
        canvas.saveState()
        canvas.setFont("STSong-Light", 60)
        canvas.setFillGray(0.85)
        canvas.drawString(100, 400, "仅供参考")
        canvas.restoreState()
        hidden = canvas.beginText(72, 600)
        hidden.setTextRenderMode(3)
        hidden.textOut("看不见的字")
        canvas.drawText(hidden)

    (page,) = read(pdf(tmp_path / "a.pdf", draw)).pages
    assert words(page) == ["正文内容"]


def test_rulings_from_lines_boxes_and_thin_fills(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, PROSE)
        canvas.line(100, 600, 300, 600)
        canvas.rect(100, 500, 200, 50)
        canvas.rect(100, 450, 200, 0.8, stroke=0, fill=1)
        canvas.rect(100, 300, 200, 80, stroke=0, fill=1)  # an area, no line
        canvas.setStrokeGray(1)
        canvas.line(100, 250, 300, 250)  # white on white

    (page,) = read(pdf(tmp_path / "a.pdf", draw)).pages
    across = sorted(round(HEIGHT - r.box.y0) for r in page.rulings if r.horizontal)
    assert across == [450, 500, 550, 600]
    assert sorted(round(r.box.x0) for r in page.rulings if not r.horizontal) == [100, 300]


def test_pages_chosen(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", line("一页"), line("二页"), line("三页"))
    assert [p.number for p in read(path, pages=[1, 3]).pages] == [1, 3]
    with pytest.raises(UsageError, match="共 3 页"):
        read(path, pages=[7])


def test_encrypted(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", line("保密内容"), encrypt="right")
    assert words(read(path, password="right").pages[0]) == ["保密内容"]
    with pytest.raises(EncryptedError, match="--password"):
        read(path)
    with pytest.raises(EncryptedError, match="密码不正确"):
        read(path, password="wrong")


def photo(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
    import io

    canvas.drawImage(ImageReader(io.BytesIO(png())), x, y, width, height)


def scanned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, draw: object, ocr: str = "auto") -> list[int]:
    """The pages that go to OCR."""
    from contract_parse.ingest import scan

    asked: list[int] = []

    def reader(path: Path, numbers: list[int], **_: object) -> dict[int, Page]:
        asked.extend(numbers)
        return {n: Page(n, 595, 842, text_from="ocr") for n in numbers}

    monkeypatch.setattr(scan, "read_scanned_pages", reader)
    read(pdf(tmp_path / "a.pdf", line(PROSE), draw), ocr=ocr)  # type: ignore[arg-type]
    return asked


def test_a_page_image_with_a_stamp_goes_to_ocr(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def draw(canvas: Canvas) -> None:
        photo(canvas, 0, 0, WIDTH, HEIGHT)
        canvas.drawString(400, 700, "合同专用章")

    assert scanned(tmp_path, monkeypatch, draw) == [2]
    assert scanned(tmp_path, monkeypatch, draw, ocr="off") == []
    assert scanned(tmp_path, monkeypatch, draw, ocr="force") == [1, 2]


def test_a_scan_with_another_programs_hidden_text_goes_to_ocr(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def draw(canvas: Canvas) -> None:
        photo(canvas, 0, 0, WIDTH, HEIGHT)
        hidden = canvas.beginText(72, 600)
        hidden.setTextRenderMode(3)
        hidden.textOut(PROSE * 2)
        canvas.drawText(hidden)

    assert scanned(tmp_path, monkeypatch, draw) == [2]


def test_text_over_a_letterhead_image_is_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def draw(canvas: Canvas) -> None:
        photo(canvas, 0, 0, WIDTH, HEIGHT)
        for i in range(4):
            canvas.drawString(72, 700 - 20 * i, PROSE)

    assert scanned(tmp_path, monkeypatch, draw) == []


def test_an_empty_page_is_not_a_scan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert scanned(tmp_path, monkeypatch, lambda canvas: None) == []


def test_garbage_layers() -> None:
    assert is_garbage("ÏîÄ¿·þÎñºÏÍ¬¼×·½ÒÒ·½")
    assert is_garbage(UNMAPPED * 5 + "合同")
    assert is_garbage("\ue123\ue124\ue125合同")
    assert is_garbage("".join(chr(0x9000 + 7 * i) for i in range(200)))
    assert not is_garbage(PROSE * 3)
    assert not is_garbage("Invoice No. 12, 140.00 ©")
    assert not is_garbage("")


def test_radicals_are_folded_and_nothing_else() -> None:
    assert fold_radicals("⼀⼾⻚⻔⺠") == "一户页门民"
    assert fold_radicals("（１２）①％㎡Ⅳ") == "（１２）①％㎡Ⅳ"
    assert fold_radicals("合\u200b同\ufeff") == "合同"


def test_symbol_fonts() -> None:
    boxes = symbol_font("XYZABC+Wingdings 2")
    assert boxes is not None
    assert symbol(boxes, "\uf052") == "☑"
    assert symbol(boxes, "£") == "□"
    assert symbol_font("SimHei") is None


def test_a_ligature_shares_its_box() -> None:
    char = Char("ffi", 10, 0, 22, 10, 10, 0, False, True)
    (word,) = build_words([char], 0, 100)
    assert word.text == "ffi"
    assert [b.x0 for b in word.boxes] == [10, 14, 18]


def test_values_filled_into_form_fields(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 12)
        canvas.drawString(72, 700, "No:")
        canvas.acroForm.textfield(name="no", value="HT-2026-018", x=150, y=692, width=200, height=20, fontSize=11)

    (page,) = read(pdf(tmp_path / "a.pdf", draw)).pages
    assert words(page) == ["No:", "HT-2026-018"]
    assert 150 < page.words[1].box.x0 < 160


def test_a_picture_with_text_is_read_beside_the_text_layer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from contract_parse.ingest import scan
    from contract_parse.model.geometry import Box
    from contract_parse.model.page import Ruling, Word

    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 780, PROSE)
        photo(canvas, 50, 300, 500, 400)

    def reader(path: Path, numbers: list[int], **_: object) -> dict[int, Page]:
        inside, above = Box(100, 300, 140, 312), Box(72, 52, 200, 64)
        words = tuple(Word("清单", b, (b, b), 12, 0.9, "ocr") for b in (inside, above))
        return {
            n: Page(n, WIDTH, HEIGHT, words, (Ruling(Box(100, 320, 300, 321), True),), text_from="ocr") for n in numbers
        }

    monkeypatch.setattr(scan, "read_scanned_pages", reader)
    path = pdf(tmp_path / "a.pdf", draw)
    (page,) = read(path).pages
    assert [(w.text, w.source) for w in page.words] == [(PROSE, "text"), ("清单", "ocr")]
    assert len(page.rulings) == 1
    assert words(read(path, ocr="off").pages[0]) == [PROSE]


def test_pasted_seals_and_signatures_are_marks(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = document.new_page(width=595, height=842)
    page.insert_text((72, 300), "Signed and sealed")
    picture = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 20, 20))
    picture.clear_with(200)
    for box in ((100, 320, 210, 430), (300, 330, 370, 360), (40, 40, 60, 60), (50, 500, 550, 640)):
        page.insert_image(pymupdf.Rect(*box), pixmap=picture, keep_proportion=False)
    document.save(tmp_path / "a.pdf")
    (found,) = read(tmp_path / "a.pdf").pages
    assert [(m.kind, tuple(round(v) for v in m.box)) for m in found.marks] == [
        ("seal", (100, 320, 210, 430)),
        ("signature", (300, 330, 370, 360)),
    ]

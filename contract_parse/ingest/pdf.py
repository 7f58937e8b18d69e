"""Born-digital PDF: words with a box for every character, drawn lines, and which pages need OCR."""

from __future__ import annotations

import hashlib
import io
import logging
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any, Literal

from contract_parse.errors import EncryptedError, InputError, UsageError
from contract_parse.ingest.annotations import draw_annotations
from contract_parse.ingest.content import Interpreter
from contract_parse.ingest.device import Char, PageDevice, Stroke
from contract_parse.ingest.dots import dotted
from contract_parse.ingest.glyphs import is_garbage
from contract_parse.ingest.pdf_marks import find_marks
from contract_parse.ingest.pictures import find_pictures, with_pictures
from contract_parse.ingest.sideways import straightened, turn_of
from contract_parse.ingest.words import build_words
from contract_parse.model.geometry import Box
from contract_parse.model.page import Page, Ruling

OcrMode = Literal["auto", "force", "off"]
Progress = Callable[[int, int], None]

# A page mostly covered by an image, with fewer characters than this outside its margins, is a scan
# that somebody stamped or numbered.
_STAMP_CHARS = 40
_MARGIN = 0.08


def read_pdf(
    path: Path,
    content: bytes,
    *,
    password: str | None = None,
    pages: Collection[int] | None = None,
    ocr: OcrMode = "auto",
    progress: Progress | None = None,
    cache: bool = False,
) -> tuple[Page, ...]:
    """The pages of a PDF as displayed; those without a usable text layer are read by OCR.

    With ``cache`` pages read by OCR before are taken from the user's cache.

    Raises EncryptedError, InputError (broken, truncated, no pages), UsageError (no such page).
    """
    # pdfminer reports each oddity of each font; none of it helps a user.
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    pdf = _open(path, content, password)
    try:
        leaves = pdf.pages
    except Exception as error:
        raise InputError("PDF 页面目录已损坏：{path}。", "请重新导出或下载该文件。", path=path) from error
    if not leaves:
        raise InputError("PDF 中没有页面：{path}。", "请确认文件下载完整，或重新导出。", path=path)
    chosen = [leaf for leaf in leaves if pages is None or leaf.page_number in pages]
    if not chosen:
        raise UsageError("所选页码不在文件中：{path} 共 {pages} 页。", "请检查 --pages。", path=path, pages=len(leaves))

    found: dict[int, Page] = {}
    scans: list[int] = []
    pictures: dict[int, tuple[Box, ...]] = {}
    device = PageDevice(pdf.rsrcmgr)
    for leaf in chosen:
        page, scanned, pasted = _page(leaf, device)
        found[page.number] = page
        if ocr == "force" or (scanned and ocr == "auto"):
            scans.append(page.number)
        elif pasted and ocr == "auto":
            pictures[page.number] = pasted
    pdf.close()
    if scans or pictures:
        from contract_parse.ingest.scan import default_page_cache, read_scanned_pages

        seen = read_scanned_pages(
            path,
            [*scans, *pictures],
            password=password,
            progress=progress,
            cache=default_page_cache() if cache else None,
            digest=hashlib.sha256(content).hexdigest(),
        )
        found |= {n: with_pictures(found[n], seen[n], pictures[n]) if n in pictures else seen[n] for n in seen}
    return tuple(found[n] for n in sorted(found))


def _open(path: Path, content: bytes, password: str | None) -> Any:
    import pdfplumber
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect

    tail = content[-4096:]
    if b"%%EOF" not in tail and b"startxref" not in tail:
        raise InputError("PDF 不完整（文件尾缺失）：{path}。", "请重新下载或重新导出该文件。", path=path)
    try:
        return pdfplumber.open(io.BytesIO(content), password=password, raise_unicode_errors=False)
    except Exception as error:
        cause = error.args[0] if error.args and isinstance(error.args[0], Exception) else error
        if isinstance(cause, PDFPasswordIncorrect):
            if password:
                raise EncryptedError(
                    "密码不正确：{path}。", "请检查 --password 或 CONTRACT_PARSE_PASSWORD。", path=path
                ) from error
            raise EncryptedError("PDF 已加密：{path}。", "请用 --password 给出打开密码。", path=path) from error
        if isinstance(cause, PDFEncryptionError):
            raise EncryptedError("PDF 的加密方式不受支持：{path}。", "请先去除加密再处理。", path=path) from error
        mended = _mended(content)
        if mended is None:
            raise InputError("PDF 已损坏，无法打开：{path}。", "请重新下载或重新导出该文件。", path=path) from error
        return mended


def _mended(content: bytes) -> Any:
    """A PDF whose cross references are broken, rewritten by PyMuPDF; None where that fails too."""
    import pdfplumber
    import pymupdf

    mupdf: Any = pymupdf  # untyped
    try:
        mupdf.TOOLS.mupdf_display_errors(False)
        with mupdf.open(stream=content, filetype="pdf") as doc:
            if not doc.page_count or doc.needs_pass:
                return None
            rewritten = doc.tobytes(garbage=1)
        return pdfplumber.open(io.BytesIO(rewritten), raise_unicode_errors=False)
    except Exception:
        return None


def _page(leaf: Any, device: PageDevice) -> tuple[Page, bool, tuple[Box, ...]]:
    """A page, whether it must be read as a scan, and the pictures on it that may hold text."""
    number = int(leaf.page_number)
    frame = _frame(leaf.page_obj)
    width, height = frame[2] - frame[0], frame[3] - frame[1]
    rotation = int(leaf.page_obj.rotate) % 360
    device.clear()
    try:
        interpreter = Interpreter(device.rsrcmgr, device)
        interpreter.process_page(leaf.page_obj)
        if leaf.page_obj.annots:
            draw_annotations(leaf.page_obj, interpreter, device.page_matrix)
    except Exception:
        # A content stream that cannot be read still can be rendered; what was read before it is kept.
        if not device.chars:
            return Page(number, width, height, rotation=rotation), True, ()
    inside = [c for c in device.chars if c.x1 > frame[0] and c.x0 < frame[2] and c.y1 > frame[1] and c.y0 < frame[3]]
    scanned = _is_scan(inside, device, frame)
    pictures = find_pictures(inside, device.images, frame)
    chars, strokes = [c for c in inside if c.visible], device.strokes + dotted(device.dots)
    turn = turn_of(chars)
    straighten, displayed = None, None
    if turn:
        displayed = (width, height)
        chars, strokes, frame, straighten = straightened(chars, strokes, frame, turn)
        width, height = frame[2] - frame[0], frame[3] - frame[1]
    words = build_words(chars, frame[0], frame[3])
    rulings = tuple(_rulings(strokes, frame))
    marks = () if turn or scanned else find_marks(number, device.images, leaf.page_obj, device.page_matrix, frame)
    page = Page(
        number, width, height, words, rulings, rotation, marks=marks, straighten=straighten, displayed=displayed
    )
    return page, scanned, () if turn else pictures


def _frame(page: Any) -> tuple[float, float, float, float]:
    """The visible area in device space: pdfminer turns the page and puts the media box at the origin."""
    mx0, my0, mx1, my1 = page.mediabox
    x0, y0, x1, y1 = page.cropbox or page.mediabox
    x0, y0, x1, y1 = max(x0, mx0), max(y0, my0), min(x1, mx1), min(y1, my1)
    if x1 <= x0 or y1 <= y0:
        x0, y0, x1, y1 = mx0, my0, mx1, my1
    if page.rotate == 90:
        return y0 - my0, mx1 - x1, y1 - my0, mx1 - x0
    if page.rotate == 180:
        return mx1 - x1, my1 - y1, mx1 - x0, my1 - y0
    if page.rotate == 270:
        return my1 - y1, x0 - mx0, my1 - y0, x1 - mx0
    return x0 - mx0, y0 - my0, x1 - mx0, y1 - my0


def _is_scan(chars: list[Char], device: PageDevice, frame: tuple[float, float, float, float]) -> bool:
    x0, y0, x1, y1 = frame
    area = max((x1 - x0) * (y1 - y0), 1.0)
    covered = sum(
        max(0.0, min(b[2], x1) - max(b[0], x0)) * max(0.0, min(b[3], y1) - max(b[1], y0)) for b in device.images
    )
    visible = [c for c in chars if c.visible and not c.text.isspace()]
    if not visible:
        # No text: a scan, text drawn as outlines, or an empty page.
        return covered > 0.1 * area or device.curves > 200
    if is_garbage(c.text for c in visible):
        return True
    if covered < 0.5 * area:
        return False
    low, high = y0 + _MARGIN * (y1 - y0), y1 - _MARGIN * (y1 - y0)
    return sum(1 for c in visible if low < (c.y0 + c.y1) / 2 < high) < _STAMP_CHARS


def _rulings(strokes: list[Stroke], frame: tuple[float, float, float, float]) -> list[Ruling]:
    fx0, fy0, fx1, fy1 = frame
    found = []
    for s in strokes:
        x0, x1, y0, y1 = max(s.x0, fx0), min(s.x1, fx1), max(s.y0, fy0), min(s.y1, fy1)
        if x1 < x0 or y1 < y0:
            continue
        found.append(Ruling(Box(x0 - fx0, fy1 - y1, x1 - fx0, fy1 - y0), horizontal=s.x1 - s.x0 > s.y1 - s.y0))
    return found

"""Sheets of print as images, drawn with the font PyMuPDF carries, so that none has to be at hand."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import cv2
import numpy as np
import pymupdf

from contract_parse.ingest.engine import Image
from contract_parse.ingest.page_images import PageImage

WIDTH, HEIGHT = 595.0, 842.0
DPI = 200
SCALE = 72 / DPI

PROSE = [
    "第一条 合同标的与合同价款",
    "甲方向乙方购买教学仪器一批，数量与规格见附件一。",
    "合同总价为人民币128600.00元（大写：壹拾贰万捌仟陆佰元整）。",
    "乙方应于2025年9月18日前交付全部货物并安装调试完毕。",
    "逾期交货的，每日按合同总价的1‰支付违约金，累计不超过5%。",
    "联系人：王小明，电话：0371-65512908，邮编：450003。",
]
CELLS = [
    ["序号", "货物名称", "数量", "单价", "金额"],
    ["1", "显微镜", "20", "3150.00", "63000.00"],
    ["2", "电子天平", "8", "8200.00", "65600.00"],
]
COLUMNS = [72.0, 110.0, 260.0, 310.0, 410.0, 523.0]
TABLE_TOP, ROW = 330.0, 22.0


def draw(
    lines: Iterable[str] = (),
    cells: list[list[str]] | None = None,
    *,
    size: float = 12,
    top: float = 100,
    pitch: float = 26,
) -> Image:
    """A page image in grey: ``lines`` of text, and a ruled table of ``cells``."""
    page = pymupdf.open().new_page(width=WIDTH, height=HEIGHT)
    font, writer = pymupdf.Font("cjk"), pymupdf.TextWriter(page.rect)
    for i, text in enumerate(lines):
        writer.append((72, top + i * pitch), text, font=font, fontsize=size)
    if cells:
        bottom = TABLE_TOP + ROW * len(cells)
        for y in range(len(cells) + 1):
            page.draw_line((COLUMNS[0], TABLE_TOP + y * ROW), (COLUMNS[-1], TABLE_TOP + y * ROW), width=0.7)
        for x in COLUMNS:
            page.draw_line((x, TABLE_TOP), (x, bottom), width=0.7)
        for r, row in enumerate(cells):
            for c, text in enumerate(row):
                writer.append((COLUMNS[c] + 4, TABLE_TOP + r * ROW + 15), text, font=font, fontsize=10.5)
    writer.write_text(page)
    pixels = page.get_pixmap(dpi=DPI, colorspace=pymupdf.csGRAY)
    return np.frombuffer(pixels.samples, np.uint8).reshape(pixels.height, pixels.width).copy()


def turned(image: Image, degrees: float) -> Image:
    """The image turned clockwise about its middle, corners white."""
    h, w = image.shape[:2]
    matrix = cv2.getRotationMatrix2D((w / 2, h / 2), -degrees, 1.0)
    return np.asarray(cv2.warpAffine(image, matrix, (w, h), borderValue=255), np.uint8)


def page_image(pixels: Image, number: int = 1) -> PageImage:
    return PageImage(number, pixels, SCALE, pixels.shape[1] * SCALE, pixels.shape[0] * SCALE)


def scan_pdf(path: Path, *images: Image, password: str | None = None) -> Path:
    """A PDF of page images, one JPEG a page."""
    document = pymupdf.open()
    for image in images:
        h, w = image.shape[:2]
        page = document.new_page(width=w * SCALE, height=h * SCALE)
        page.insert_image(page.rect, stream=cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, 85])[1].tobytes())
    if password:
        document.save(path, encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw=password, owner_pw=password)
    else:
        document.save(path)
    return path

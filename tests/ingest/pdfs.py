"""PDFs made on the fly. The font is one every PDF reader knows, so that none has to be at hand."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pymupdf
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
FONT = "STSong-Light"
WIDTH, HEIGHT = A4


def pdf(path: Path, *pages: Callable[[Canvas], None], encrypt: str | None = None) -> Path:
    """A PDF whose pages are drawn by ``pages`` (reportlab space: points from the bottom left)."""
    canvas = Canvas(str(path), pagesize=A4)
    for draw in pages:
        canvas.setFont(FONT, 12)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    if encrypt:
        # not by reportlab, whose 5.1 leaves a font's names as they are, so that readers decrypt what never was encrypted
        with pymupdf.open(path) as plain:
            locked = plain.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_128, user_pw=encrypt, owner_pw=encrypt)
        path.write_bytes(locked)
    return path


def line(s: str, x: float = 72, y: float = 700) -> Callable[[Canvas], None]:
    return lambda canvas: canvas.drawString(x, y, s)


def png(width: int = 8, height: int = 8) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new("L", (width, height), 200).save(out, "PNG")
    return out.getvalue()

"""Page images: pages of a PDF rendered, pictures of any common kind opened, as they are displayed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from contract_parse.errors import EncryptedError, InputError
from contract_parse.ingest.engine import Image

LEAST_DPI, USUAL_DPI, MOST_DPI = 150, 200, 300
MOST_PIXELS = 40_000_000  # a page image is never larger: A4 at 600 dpi has 35 million
A4_LONG = 842.0  # points
SMALLEST_SIDE = 16  # pixels: less holds no character


class PageImage(NamedTuple):
    """``pixels`` of the page as displayed; ``scale`` points a pixel; ``width`` and ``height`` in points."""

    number: int
    pixels: Image
    scale: float
    width: float
    height: float


def pdf_pages(path: Path, numbers: list[int], password: str | None = None) -> Iterator[PageImage]:
    """The pages ``numbers`` (1-based) of a PDF, each at the resolution of the image it holds.

    Raises EncryptedError, InputError.
    """
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(path, password=password)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise EncryptedError("{name} 需要密码。", "请用 --password 给出。", name=path.name) from error
        raise InputError("{name} 无法读取，文件可能已损坏。", name=path.name) from error
    try:
        for number in numbers:
            page = document[number - 1]
            width, height = page.get_size()
            pixels = _whole_page_image(page, width, height)
            if pixels is None:
                dpi = _resolution(page)
                dpi = min(dpi, 72 * (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
                bitmap = page.render(scale=dpi / 72)
                pixels = _plain(np.array(bitmap.to_numpy()))
                bitmap.close()
            page.close()
            yield PageImage(number, pixels, width / pixels.shape[1], width, height)
    finally:
        document.close()


def _whole_page_image(page: Any, width: float, height: float) -> Image | None:
    """The pixels of a page that is one JPEG and nothing else, as a scanner makes it.

    Decoding takes a sixth of rendering and resamples nothing. None where the page holds more, or the image is
    turned, cropped, masked or of a resolution we would not read: then the page has to be rendered.
    """
    import pypdfium2.raw as raw

    objects = list(page.get_objects(max_depth=2))
    if len(objects) != 1 or objects[0].type != raw.FPDF_PAGEOBJ_IMAGE or page.get_rotation():
        return None
    if raw.FPDFPage_GetAnnotCount(page):
        return None
    image = objects[0]
    a, b, c, d, e, f = image.get_matrix().get()
    near = 0.01 * min(width, height)
    left, bottom, _, _ = page.get_cropbox()
    if max(abs(b), abs(c), abs(a - width), abs(d - height), abs(e - left), abs(f - bottom)) > near:
        return None
    kind = image.get_metadata()
    plain = (raw.FPDF_COLORSPACE_DEVICEGRAY, raw.FPDF_COLORSPACE_DEVICERGB, raw.FPDF_COLORSPACE_ICCBASED)
    if image.get_filters() != ["DCTDecode"] or kind.bits_per_pixel not in (8, 24) or kind.colorspace not in plain:
        return None
    if not LEAST_DPI <= 72 * kind.width / width <= MOST_DPI:
        return None
    return _plain(np.array(image.get_bitmap(render=False).to_numpy()))


def _resolution(page: Any) -> float:
    """The resolution of the page's largest image, within what OCR needs."""
    import pypdfium2.raw as raw

    largest, dpi = 0.0, float(USUAL_DPI)
    for image in page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=3):
        left, bottom, right, top = image.get_bounds()
        area = abs((right - left) * (top - bottom))
        if area > largest:
            largest = area
            w, h = image.get_px_size()
            # the longer sides go together, however the image is turned on the page
            dpi = 72 * max(w, h) / max(1.0, abs(right - left), abs(top - bottom))
    return min(MOST_DPI, max(LEAST_DPI, dpi))


def _plain(pixels: Image) -> Image:
    """Grey where all channels agree (a third of the work for every step after), else blue-green-red."""
    import cv2

    if pixels.ndim == 2:
        return pixels
    if pixels.shape[2] == 1:
        return pixels[:, :, 0]
    pixels = pixels[:, :, :3]
    spread = pixels[::4, ::4]
    if int(np.ptp(spread.astype(np.int16), axis=2).max(initial=0)) <= 8:
        return np.asarray(cv2.cvtColor(np.ascontiguousarray(pixels), cv2.COLOR_BGR2GRAY), np.uint8)
    return pixels


def picture_pages(path: Path) -> Iterator[PageImage]:
    """The frames of a PNG, JPEG, TIFF, BMP or WebP file, turned as its camera says.

    Sizes in points come from the file's resolution; where it has none worth believing the longer side is A4's.
    Raises InputError.
    """
    from PIL import Image as Pil
    from PIL import ImageOps, ImageSequence, UnidentifiedImageError

    Pil.MAX_IMAGE_PIXELS = None  # bounded by draft and resize below
    try:
        with Pil.open(path) as file:
            for number, frame in enumerate(ImageSequence.Iterator(file), start=1):
                w, h = frame.size
                if min(w, h) < SMALLEST_SIDE:
                    raise InputError("{name} 的图像太小（{w}×{h} 像素），没有可读的文字。", name=path.name, w=w, h=h)
                if w * h > 16 * MOST_PIXELS:
                    raise InputError("{name} 的图像过大（{w}×{h} 像素）。", "请缩小后再试。", name=path.name, w=w, h=h)
                dpi = _believable_dpi(frame.info.get("dpi"), frame.size)
                turned = ImageOps.exif_transpose(frame)
                pixels = _from_pil(turned)
                size = turned.size
                scale = 72 / dpi if dpi else A4_LONG / max(size)
                width, height = size[0] * scale, size[1] * scale
                yield PageImage(number, pixels, width / pixels.shape[1], width, height)
    except UnidentifiedImageError as error:
        raise InputError("{name} 不是可读取的图像。", name=path.name) from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise InputError("{name} 无法读取，文件可能已损坏。", name=path.name) from error


def _believable_dpi(dpi: Any, size: tuple[int, int]) -> float | None:
    """A resolution under which the page is between a postcard and A2; None where the file's is not."""
    try:
        value = float(dpi[0])
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        return None
    if value <= 1 or not 280 <= max(size) * 72 / value <= 1700:
        return None
    return value


def _from_pil(frame: Any) -> Image:
    """8-bit grey or blue-green-red on white, at most MOST_PIXELS, from whatever the file holds."""
    from PIL import Image as Pil

    w, h = frame.size
    if w * h > MOST_PIXELS:
        ratio = (MOST_PIXELS / (w * h)) ** 0.5
        frame = frame.convert("RGB" if frame.mode == "P" else frame.mode)
        frame = frame.resize((int(w * ratio), int(h * ratio)), Pil.Resampling.BOX)
    if frame.mode in ("I", "I;16", "I;16B", "I;16L", "F"):
        values = np.asarray(frame, dtype=np.float32)
        top = 65535.0 if values.max(initial=0) > 255 else 255.0
        return np.asarray(np.clip(values * (255.0 / top), 0, 255), np.uint8)
    if frame.mode in ("1", "L"):
        return np.ascontiguousarray(np.asarray(frame.convert("L")))
    if "A" in frame.mode or "transparency" in frame.info:
        layer = frame.convert("RGBA")
        white = Pil.new("RGBA", layer.size, (255, 255, 255, 255))
        frame = Pil.alpha_composite(white, layer)
    return _plain(np.asarray(frame.convert("RGB"))[:, :, ::-1])

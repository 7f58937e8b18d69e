"""What happens to a sheet on its way into a computer: each kind of damage at three strengths, seeded."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import cv2
import numpy as np
import numpy.typing as npt
import pymupdf

Grey = npt.NDArray[np.uint8]
DPI = 200


def pages_of(pdf: bytes, dpi: int = DPI) -> list[Grey]:
    """A PDF's pages as grey images."""
    found = []
    for page in pymupdf.open(stream=pdf):
        pixels = page.get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY)
        found.append(np.frombuffer(pixels.samples, np.uint8).reshape(pixels.height, pixels.width).copy())
    return found


def as_pdf(images: Sequence[Grey], jpeg: int = 80, points: Sequence[tuple[float, float]] | None = None) -> bytes:
    """A scanned PDF of ``images``, one JPEG a page; page sizes in points, at DPI where not given."""
    out = pymupdf.open()
    for n, image in enumerate(images):
        w, h = points[n] if points else (image.shape[1] * 72 / DPI, image.shape[0] * 72 / DPI)
        page = out.new_page(width=w, height=h)
        _, data = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, jpeg])
        page.insert_image(page.rect, stream=data.tobytes())
    result = io.BytesIO()
    out.save(result, no_new_id=True, garbage=3)
    return result.getvalue()


def _grain(image: Grey, random: np.random.Generator, deviation: float = 3.0) -> Grey:
    return np.asarray(np.clip(image + random.normal(0, deviation, image.shape), 0, 255), np.uint8)


def perspective(image: Grey, strength: int, random: np.random.Generator) -> Grey:
    """A photo of the sheet on a dark desk, taken from below or from one side."""
    h, w = image.shape
    lean = (0.02, 0.045, 0.08)[strength - 1]
    desk = _grain(np.full((round(h * 1.06), round(w * 1.06)), 85, np.uint8), random, 8)
    margin = np.array([0.03 * w, 0.03 * h])
    corners = np.array([[0, 0], [w, 0], [w, h], [0, h]], np.float32)
    moved = corners + margin
    moved += np.array([[lean * w, 0.3 * lean * h], [-0.6 * lean * w, 0], [0, -0.2 * lean * h], [0.1 * lean * w, 0]])
    way = cv2.getPerspectiveTransform(corners, moved.astype(np.float32))
    size = desk.shape[1], desk.shape[0]
    sheet = cv2.warpPerspective(image, way, size, flags=cv2.INTER_CUBIC)
    inside = cv2.warpPerspective(np.full_like(image, 255), way, size) / 255.0
    return _grain(np.asarray(sheet * 0.93 * inside + desk * (1 - inside), np.uint8), random)


def curl(image: Grey, strength: int, random: np.random.Generator) -> Grey:
    """A page of a bound volume: its lines bend near the spine."""
    h, w = image.shape
    depth = (0.012, 0.025, 0.045)[strength - 1] * w
    x, y = np.meshgrid(np.arange(w, dtype=np.float32), np.arange(h, dtype=np.float32))
    bend = depth * np.cos(np.pi * x / w) * (0.6 + 0.4 * y / h)
    return _grain(
        np.asarray(cv2.remap(image, x, y + bend.astype(np.float32), cv2.INTER_CUBIC, borderValue=250), np.uint8), random
    )


def light(image: Grey, strength: int, random: np.random.Generator) -> Grey:
    """A lamp on one side and a hand's shadow on the other."""
    h, w = image.shape
    dark = (0.6, 0.35, 0.2)[strength - 1]
    x, y = np.meshgrid(np.linspace(0, 1, w), np.linspace(0, 1, h))
    lamp = dark + (1 - dark) * np.clip(1.1 - 0.8 * x - 0.4 * y, 0, 1)
    shadow = 1 - (1 - dark) * 0.7 / (1 + np.exp(-60 * (x + 0.3 * y - 0.95)))
    return _grain(np.asarray(image * lamp * shadow, np.uint8), random)


def bleed(image: Grey, strength: int, random: np.random.Generator) -> Grey:
    """The other side's print shows through, mirrored."""
    share = (0.2, 0.4, 0.6)[strength - 1]
    other = cv2.GaussianBlur(np.roll(image[:, ::-1], 37, axis=0), (0, 0), 1.4)
    return _grain(np.asarray(image * (1 - share * (1 - other / 255.0)), np.uint8), random)


def borders(image: Grey, strength: int, random: np.random.Generator) -> Grey:
    """The copier's lid was open: black around the sheet, up to the print where it is strongest."""
    h, w = image.shape
    out = image.copy()
    wide = (0.02, 0.045, 0.075)[strength - 1] * w
    for side, size in ((0, h), (1, h), (2, w), (3, w)):
        edge = wide * (0.7 + 0.3 * np.sin(np.arange(size) / 90 + side))
        depth = np.arange(w if side < 2 else h)
        black = depth[None, :] < edge[:, None]
        if side == 1:
            black = black[:, ::-1]
        if side >= 2:
            black = black.T if side == 2 else black.T[::-1]
        out[black] = 18
    return _grain(out, random)


def spread(images: Sequence[Grey], strength: int, random: np.random.Generator) -> list[Grey]:
    """Two pages side by side on one sheet, with the shadow of the fold between them."""
    found = []
    for n in range(0, len(images), 2):
        left = images[n]
        right = images[n + 1] if n + 1 < len(images) else np.full_like(left, 255)
        both = np.hstack([left, right]).astype(np.float32)
        fold = (0.0, 0.35, 0.6)[strength - 1]
        at = np.abs(np.arange(both.shape[1]) - left.shape[1]) / (0.02 * left.shape[1])
        both *= 1 - fold * np.exp(-(at**2))[None, :]
        page = np.asarray(both, np.uint8)
        if strength > 1:
            way = cv2.getRotationMatrix2D((page.shape[1] / 2, page.shape[0] / 2), 0.5, 1.0)
            page = np.asarray(cv2.warpAffine(page, way, (page.shape[1], page.shape[0]), borderValue=250), np.uint8)
        found.append(_grain(page, random))
    return found


def resolution(image: Grey, strength: int, random: np.random.Generator) -> Grey:
    """Scanned at 100, 75 or 60 dpi."""
    factor = (100, 75, 60)[strength - 1] / DPI
    return _grain(
        np.asarray(cv2.resize(image, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), np.uint8), random
    )


def blocks(image: Grey, strength: int, random: np.random.Generator) -> Grey:
    """Packed as JPEG till its blocks show."""
    _, data = cv2.imencode(".jpg", _grain(image, random), [cv2.IMWRITE_JPEG_QUALITY, (15, 7, 4)[strength - 1]])
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_GRAYSCALE), np.uint8)


def fax(image: Grey, strength: int, random: np.random.Generator) -> Grey:
    """Black or white, 204 × 196 dots an inch (fine); 204 × 98 (standard); the same with a dirty line."""
    h, w = image.shape
    tall = h if strength == 1 else h // 2
    small = cv2.resize(image, (w, tall), interpolation=cv2.INTER_AREA)
    noisy = small + random.normal(0, (15, 20, 45)[strength - 1], small.shape)
    bits = np.where(noisy < 150, 0, 255).astype(np.uint8)
    return np.asarray(cv2.resize(bits, (w, h), interpolation=cv2.INTER_NEAREST), np.uint8)


PAGEWISE: dict[str, Callable[[Grey, int, np.random.Generator], Grey]] = {
    "perspective": perspective, "curl": curl, "light": light, "bleed": bleed, "borders": borders,
    "resolution": resolution, "blocks": blocks, "fax": fax,
}  # fmt: skip
KINDS = (*PAGEWISE, "spread")


def damaged(pdf: bytes, kind: str, strength: int, seed: int = 1) -> bytes:
    """The scan of a PDF with one kind of damage; ``strength`` 1 to 3, 0 none."""
    random = np.random.default_rng(seed)
    images = pages_of(pdf)
    if strength == 0:
        return as_pdf([_grain(i, random) for i in images])
    if kind == "spread":
        return as_pdf(spread(images, strength, random))
    made = [PAGEWISE[kind](i, strength, random) for i in images]
    if kind == "resolution":
        sizes = [(i.shape[1] * 72 / DPI, i.shape[0] * 72 / DPI) for i in images]
        return as_pdf(made, points=sizes)
    return as_pdf(made, jpeg=95 if kind in ("blocks", "fax") else 80)

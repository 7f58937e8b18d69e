"""Signature pages as scanners see them, with seals, signatures and fingerprints whose places are known; seeded."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import cv2
import numpy as np
import numpy.typing as npt
import pymupdf
from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 595.0, 842.0
LAYOUTS = ("side by side", "stacked", "table", "long")
INKS = {"red": (205, 35, 45), "blue": (45, 60, 175), "grey": (205, 35, 45)}
Pixels = npt.NDArray[np.float32]  # red-green-blue
Kind = Literal["seal", "signature", "fingerprint"]


@dataclass(frozen=True)
class Placed:
    """A mark put on the page: its box in points, and whose block it stands in."""

    kind: Kind
    party: str
    box: tuple[float, float, float, float]


@dataclass(frozen=True)
class SignaturePage:
    """``image`` is blue-green-red or grey; ``marks`` what was put there."""

    image: npt.NDArray[np.uint8]
    scale: float
    marks: tuple[Placed, ...]


_NAMES = [
    ("云岭市第三人民医院", "江北恒达医疗设备有限公司"),
    ("清河县农业农村局", "青川绿野农业科技发展有限公司"),
    ("临溪区教育体育局", "华文教学仪器(集团)有限公司"),
    ("安平县公安局", "北辰安防系统工程有限公司"),
]
_SEAL_LABELS = [("甲方（盖章）", "乙方（盖章）"), ("甲方（公章）", "乙方（公章）"), ("采购人（甲方）（章）", "供应商（乙方）（章）"),
                ("需方（盖单位章）", "供方（盖单位章）")]  # fmt: skip
_SIGN_LABELS = ["法定代表人或授权代表（签字）：", "法定代表人（签字）：", "授权代表（签字或盖章）：", "委托代理人："]
_DATES = ["日期：    年   月   日", "签订日期：2026年3月18日", "日期：2026年03月18日"]


@cache
def _font_file() -> bytes:
    return bytes(pymupdf.Font("cjk").buffer)


def compose(
    seed: int,
    *,
    layout: str = "side by side",
    ink: str = "red",
    sealed: tuple[bool, bool] = (True, True),
    signed: tuple[bool, bool] = (True, True),
    fingerprints: bool = False,
    pen: str = "black",
    dpi: int = 200,
    noise: float = 4.0,
    jpeg: int = 80,
) -> SignaturePage:
    """A contract's only page: parties, a few clauses and the block, ``sealed`` and ``signed`` by buyer and supplier.

    ``ink`` grey makes the whole page grey, as most offices scan.
    """
    random = np.random.default_rng(seed)
    names = _NAMES[int(random.integers(len(_NAMES)))]
    page = pymupdf.open().new_page(width=WIDTH, height=HEIGHT)
    anchors = _write(page, random, layout, names)
    pixels = page.get_pixmap(dpi=dpi)
    image = np.frombuffer(pixels.samples, np.uint8).reshape(pixels.height, pixels.width, 3).astype(np.float32)
    scale = 72 / dpi
    marks: list[Placed] = []
    for k, role in enumerate(("buyer", "supplier")):
        (sx, sy), (hx, hy) = anchors[k]
        if sealed[k]:
            at = sx + random.uniform(60, 120), sy + random.uniform(-8, 25)
            marks.append(Placed("seal", role, seal(image, at, names[k], ink, random, scale)))
        if signed[k]:
            marks.append(Placed("signature", role, signature(image, (hx, hy), pen, random, scale)))
        if fingerprints:
            box = fingerprint(image, (hx + random.uniform(70, 90), hy), random, scale)
            marks.append(Placed("fingerprint", role, box))
    image = image * 0.985 + 1
    image = np.clip(image + random.normal(0, noise, image.shape[:2])[..., None], 0, 255)
    shown = image.astype(np.uint8)[..., ::-1]
    if ink == "grey":
        shown = np.asarray(cv2.cvtColor(np.ascontiguousarray(shown), cv2.COLOR_BGR2GRAY))
    _, data = cv2.imencode(".jpg", shown, [cv2.IMWRITE_JPEG_QUALITY, jpeg])
    flag = cv2.IMREAD_GRAYSCALE if ink == "grey" else cv2.IMREAD_COLOR
    return SignaturePage(np.asarray(cv2.imdecode(data, flag), np.uint8), scale, tuple(marks))


def _write(
    page: Any, random: np.random.Generator, layout: str, names: tuple[str, str]
) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """The words; for each party where its seal line begins and where the pen is set down."""
    font, writer = pymupdf.Font("cjk"), pymupdf.TextWriter(page.rect)
    size = float(random.choice([10.5, 12.0, 14.0]))

    def put(x: float, y: float, text: str) -> float:
        writer.append((x, y), text, font=font, fontsize=size)
        return x + float(font.text_length(text, size))

    labels = _SEAL_LABELS[int(random.integers(len(_SEAL_LABELS)))]
    hand = _SIGN_LABELS[int(random.integers(len(_SIGN_LABELS)))]
    date = _DATES[int(random.integers(len(_DATES)))]
    put(220, 80, "设备采购合同")
    put(72, 120, f"甲方（采购人）：{names[0]}")
    put(72, 142, f"乙方（供应商）：{names[1]}")
    put(72, 170, "第一条 合同标的：乙方向甲方提供办公设备一批。")
    put(72, 192, "第二条 合同价款：人民币86000.00元（大写：捌万陆仟元整）。")
    put(72, 214, "第三条 付款方式：验收合格后三十日内一次付清。")
    put(72, 236, "第四条 本合同一式四份，甲方贰份，乙方贰份，双方签字盖章后生效。")
    top, step = 300.0 + random.uniform(0, 60), max(26.0, 2.3 * size)
    anchors = []
    stacked = layout in ("stacked", "long")
    for k in range(2):
        x = 72.0 if stacked else (72.0, 320.0)[k]
        y = top + (k * (5.5 * step + 40) if stacked else 0)
        seal_at = x, y
        if layout == "long" or stacked:
            put(x, y, f"{labels[k]}：{names[k]}")
        else:
            put(x, y, f"{labels[k]}：")
            y += step
            put(x, y, names[k])
        if layout == "long":
            y += step
            put(x, y, "地址：人民路一百二十八号")
        y += 1.35 * step
        pen = put(x, y, hand)
        if not stacked and pen + 90 > (316.0, 590.0)[k]:  # no room beside the label: signed below it
            pen, y = x + 20, y + step + 6
            hand_at = pen, y
        else:
            hand_at = pen + 6, y - 0.3 * size
        y += 1.35 * step
        put(x, y, date)
        anchors.append((seal_at, hand_at))
    writer.write_text(page)
    if layout == "table":
        bottom = top + 6.4 * step
        for x in (64.0, 312.0, 560.0):
            page.draw_line((x, top - 24), (x, bottom), width=0.8)
        for y in (top - 24, bottom):
            page.draw_line((64, y), (560, y), width=0.8)
    return anchors


def _mix(image: Pixels, cover: npt.NDArray[np.float32], colour: tuple[int, int, int]) -> None:
    """Ink of a colour over the image, as thick as ``cover`` (0 to 1) says: what is beneath shows through."""
    paint = np.array(colour, np.float32)
    image *= 1 - cover[..., None] * (1 - paint / 255)


def seal(
    image: Pixels, centre: tuple[float, float], name: str, ink: str, random: np.random.Generator, scale: float
) -> tuple[float, float, float, float]:
    """A round seal, turned at random: ring, star, the name along the ring. Its box in points."""
    radius = random.uniform(53, 60) / scale
    side = int(2 * radius + 12)
    face = Image.new("L", (side, side), 0)
    draw = ImageDraw.Draw(face)
    middle, pen = side / 2, max(2, round(2.6 / scale))
    draw.ellipse((6, 6, side - 6, side - 6), outline=255, width=pen)
    star = [
        (middle + r * radius * np.sin(np.pi * k / 5), middle - r * radius * np.cos(np.pi * k / 5))
        for k, r in ((k, 0.3 if k % 2 == 0 else 0.12) for k in range(10))
    ]
    draw.polygon(star, fill=255)
    font = ImageFont.truetype(io.BytesIO(_font_file()), int(0.26 * radius))
    spread = min(250.0, 24.0 * len(name))
    for k, char in enumerate(name):
        angle = -spread / 2 + spread * k / max(1, len(name) - 1)
        glyph = Image.new("L", (int(0.3 * radius), int(0.36 * radius)), 0)
        ImageDraw.Draw(glyph).text((1, -2), char, fill=255, font=font)
        turned = glyph.rotate(-angle, expand=True, resample=Image.Resampling.BICUBIC)
        x = middle + 0.76 * radius * np.sin(np.radians(angle)) - turned.width / 2
        y = middle - 0.76 * radius * np.cos(np.radians(angle)) - turned.height / 2
        face.paste(255, (int(x), int(y)), turned)
    face = face.rotate(float(random.uniform(-35, 35)), resample=Image.Resampling.BICUBIC)
    worn = cv2.GaussianBlur(random.random((side, side)).astype(np.float32), (0, 0), 2 / scale)
    worn = np.clip(0.55 + 6 * (worn - 0.5), 0.35, 0.95)
    cover = np.asarray(face, np.float32) / 255 * worn
    x0, y0 = int(centre[0] / scale - side / 2), int(centre[1] / scale - side / 2)
    _mix(image[y0 : y0 + side, x0 : x0 + side], cover, INKS[ink])
    return (x0 + 6) * scale, (y0 + 6) * scale, (x0 + side - 6) * scale, (y0 + side - 6) * scale


def signature(
    image: Pixels, at: tuple[float, float], pen: str, random: np.random.Generator, scale: float
) -> tuple[float, float, float, float]:
    """Two or three written characters, drawn as joined curves, from ``at`` rightwards. Their box in points."""
    height = random.uniform(17, 27) / scale
    cover = np.zeros(image.shape[:2], np.float32)
    x, y = at[0] / scale, at[1] / scale
    for _ in range(int(random.integers(2, 4))):
        width = height * random.uniform(0.8, 1.1)
        points = [np.array([x + random.uniform(0.1, 0.5) * width, y - 0.45 * height])]
        for _ in range(int(random.integers(5, 9))):
            points.append(np.array([x + random.uniform(0, 1) * width, y + random.uniform(-0.55, 0.55) * height]))
        _curve(cover, points, random.uniform(1.0, 1.7) / scale)
        x += width * random.uniform(0.75, 1.0)
    cover = cv2.GaussianBlur(cover, (0, 0), 0.4 / scale)
    _mix(image, np.clip(cover, 0, 0.9), {"black": (30, 30, 35), "blue": (35, 50, 150)}[pen])
    rows, columns = np.flatnonzero(cover.max(axis=1) > 0.2), np.flatnonzero(cover.max(axis=0) > 0.2)
    return columns[0] * scale, rows[0] * scale, columns[-1] * scale, rows[-1] * scale


def _curve(cover: npt.NDArray[np.float32], points: list[Any], width: float) -> None:
    """A smooth stroke through ``points`` (Catmull-Rom), thicker where the pen is slow."""
    padded = [points[0], *points, points[-1]]
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        steps = np.linspace(0, 1, 24)[:, None]
        line = 0.5 * (
            2 * b + (c - a) * steps + (2 * a - 5 * b + 4 * c - d) * steps**2 + (3 * b - a - 3 * c + d) * steps**3
        )
        thick = max(1, round(width * (1.25 if np.hypot(*(c - b)) < 8 * width else 1.0)))
        cv2.polylines(cover, [np.rint(line).astype(np.int32)], False, 1.0, thick, cv2.LINE_AA)


def fingerprint(
    image: Pixels, at: tuple[float, float], random: np.random.Generator, scale: float
) -> tuple[float, float, float, float]:
    """A thumb's print in red. Its box in points."""
    a, b = random.uniform(11, 14) / scale, random.uniform(15, 19) / scale
    cx, cy = at[0] / scale, at[1] / scale
    rows, columns = np.mgrid[: image.shape[0], : image.shape[1]].astype(np.float32)
    x, y = (columns - cx) / a, (rows - cy) / b
    inside = x**2 + y**2 < 1
    bent = np.hypot(x, y * 0.8 + 0.25) + 0.08 * np.sin(3 * x) * np.cos(4 * y)
    ridges = (np.sin(2 * np.pi * bent * b * scale / 1.5) > -0.1) & inside
    cover = cv2.GaussianBlur(ridges.astype(np.float32), (0, 0), 0.25 / scale) * 0.7
    _mix(image, cover, INKS["red"])
    return (cx - a) * scale, (cy - b) * scale, (cx + a) * scale, (cy + b) * scale

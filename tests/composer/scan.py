"""A PDF turned into a scan of itself: grey page images, skewed, noisy, sealed; seeded, so always the same."""

from __future__ import annotations

import io
from dataclasses import dataclass


@dataclass(frozen=True)
class Damage:
    """How a scan differs from its original. ``skew`` in degrees, ``noise`` a standard deviation of grey levels."""

    dpi: int = 200
    skew: float = 0.4
    noise: float = 6
    blur: float = 0.4
    jpeg: int = 70
    ground: int = 250
    seal: bool = True


CLEAN = Damage(dpi=200, skew=0.0, noise=2, blur=0.0, jpeg=85, ground=255, seal=False)
OFFICE = Damage()
BAD = Damage(dpi=150, skew=1.1, noise=12, blur=0.7, jpeg=45, ground=235)


def scan(pdf: bytes, damage: Damage = OFFICE, seed: int = 1, sealed_page: int = -1) -> bytes:
    """The scanned PDF: one JPEG a page, no text layer. ``sealed_page`` counts from 0, from the end where negative."""
    import cv2
    import numpy as np
    import pymupdf

    random = np.random.default_rng(seed)
    source, out = pymupdf.open(stream=pdf), pymupdf.open()
    for number, page in enumerate(source):
        pixels = page.get_pixmap(dpi=damage.dpi)
        image = np.frombuffer(pixels.samples, np.uint8).reshape(pixels.height, pixels.width, 3).astype(np.float32)
        image = image * (damage.ground / 255)
        if damage.seal and number == sealed_page % len(source):
            _stamp(image, (int(image.shape[1] * 0.3), int(image.shape[0] * 0.45)), int(image.shape[1] * 0.09))
        angle = damage.skew * (1 if number % 2 else -1)
        turn = cv2.getRotationMatrix2D((image.shape[1] / 2, image.shape[0] / 2), angle, 1.0)
        image = cv2.warpAffine(image, turn, (image.shape[1], image.shape[0]), borderValue=(damage.ground,) * 3,
                               flags=cv2.INTER_CUBIC)  # fmt: skip
        if damage.blur:
            image = cv2.GaussianBlur(image, (0, 0), damage.blur)
        image = np.clip(image + random.normal(0, damage.noise, image.shape[:2])[..., None], 0, 255).astype(np.uint8)
        ok, jpeg = cv2.imencode(".jpg", image[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, damage.jpeg])
        assert ok
        sheet = out.new_page(width=page.rect.width, height=page.rect.height)
        sheet.insert_image(sheet.rect, stream=jpeg.tobytes())
    result = io.BytesIO()
    out.save(result, no_new_id=True, garbage=3)
    return result.getvalue()


def _stamp(image: object, centre: tuple[int, int], radius: int) -> None:
    """A red ring with a star, as an official seal, mixed into the image so that words show through."""
    import cv2
    import numpy as np

    assert isinstance(image, np.ndarray)
    ink = np.zeros(image.shape[:2], np.float32)
    cv2.circle(ink, centre, radius, 1.0, max(2, radius // 18))
    points = [(centre[0] + 0.38 * radius * np.sin(4 * np.pi * k / 5), centre[1] - 0.38 * radius * np.cos(4 * np.pi * k / 5))
              for k in range(5)]  # fmt: skip
    cv2.fillPoly(ink, [np.array(points, np.int32)], 1.0)
    red = np.array([205, 35, 40], np.float32)
    image[:] = image * (1 - 0.75 * ink[..., None]) + red * 0.75 * ink[..., None]

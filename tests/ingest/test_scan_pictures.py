"""Pictures of every common kind come out as pages of the same print."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Pil

from contract_parse.errors import InputError
from contract_parse.ingest import page_images
from contract_parse.ingest.engine import Image, NullEngine
from contract_parse.ingest.page_images import picture_pages
from contract_parse.ingest.scan import read_image


def ramp(width: int = 300, height: int = 400) -> Image:
    """Dark at the left, paper at the right."""
    return np.tile(np.linspace(20, 250, width).astype(np.uint8), (height, 1))


@pytest.mark.parametrize(
    ("mode", "name", "near"),
    [
        ("L", "a.png", 1),
        ("RGB", "a.png", 2),
        ("RGB", "a.jpg", 6),
        ("CMYK", "a.jpg", 8),
        ("CMYK", "a.tif", 3),
        ("RGBA", "a.png", 2),
        ("LA", "a.png", 2),
        ("P", "a.png", 12),
        ("RGB", "a.bmp", 2),
        ("RGB", "a.webp", 8),
    ],
)
def test_every_mode_gives_the_same_grey(tmp_path: Path, mode: str, name: str, near: int) -> None:
    path = tmp_path / name
    picture = Pil.fromarray(ramp()).convert("RGB")
    (picture.quantize(256) if mode == "P" else picture.convert(mode)).save(path)
    (page,) = picture_pages(path)
    assert page.pixels.ndim == 2
    assert int(np.abs(page.pixels.astype(int) - ramp().astype(int)).max()) <= near


def test_sixteen_bits_and_one_bit(tmp_path: Path) -> None:
    deep = ramp().astype(np.uint16) * 257
    Pil.fromarray(deep).save(tmp_path / "deep.png")
    (page,) = picture_pages(tmp_path / "deep.png")
    assert int(np.abs(page.pixels.astype(int) - ramp().astype(int)).max()) <= 1
    Pil.fromarray(ramp() > 128).save(tmp_path / "fax.tif", compression="group4")
    (page,) = picture_pages(tmp_path / "fax.tif")
    assert set(np.unique(page.pixels)) == {0, 255}


def test_glass_is_paper(tmp_path: Path) -> None:
    Pil.new("RGBA", (100, 100), (0, 0, 0, 0)).save(tmp_path / "a.png")
    (page,) = picture_pages(tmp_path / "a.png")
    assert int(page.pixels.min()) == 255


def test_every_frame_of_a_tiff_is_a_page(tmp_path: Path) -> None:
    frames = [Pil.fromarray(ramp(200 + 20 * n)) for n in range(3)]
    frames[0].save(tmp_path / "a.tif", save_all=True, append_images=frames[1:], dpi=(300, 300))
    pages = read_image(tmp_path / "a.tif", engine=NullEngine())
    assert [p.number for p in pages] == [1, 2, 3]
    # at 300 dpi these are smaller than a postcard, so the resolution is not believed and the height is A4's
    assert [round(p.height) for p in pages] == [842] * 3


def test_a_believable_resolution_gives_the_size(tmp_path: Path) -> None:
    Pil.fromarray(ramp(1240, 1754)).save(tmp_path / "a.png", dpi=(150, 150))
    (page,) = picture_pages(tmp_path / "a.png")
    assert (round(page.width), round(page.height)) == (595, 842)


def test_a_photo_is_turned_as_the_camera_says(tmp_path: Path) -> None:
    picture = Pil.fromarray(ramp(400, 300))
    exif = Pil.Exif()
    exif[0x0112] = 6  # to be shown turned a quarter clockwise
    picture.save(tmp_path / "a.jpg", exif=exif)
    (page,) = picture_pages(tmp_path / "a.jpg")
    assert page.pixels.shape == (400, 300)
    assert int(page.pixels[5].mean()) < 40 < 200 < int(page.pixels[-5].mean())


def test_nothing_to_read_on_a_point(tmp_path: Path) -> None:
    Pil.new("L", (1, 1)).save(tmp_path / "a.png")
    with pytest.raises(InputError, match="1×1"):
        list(picture_pages(tmp_path / "a.png"))


def test_a_huge_picture_is_brought_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Pil.fromarray(ramp(900, 1200)).save(tmp_path / "a.png")
    monkeypatch.setattr(page_images, "MOST_PIXELS", 300_000)
    (page,) = picture_pages(tmp_path / "a.png")
    assert page.pixels.size <= 300_000
    assert page.height == pytest.approx(842, rel=0.01)
    monkeypatch.setattr(page_images, "MOST_PIXELS", 50_000)
    with pytest.raises(InputError, match="过大"):
        list(picture_pages(tmp_path / "a.png"))

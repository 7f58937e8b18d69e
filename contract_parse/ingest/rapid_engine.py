"""PP-OCR by the models in the rapidocr wheel: detector, recogniser, no direction classifier.

The classifier turned 4 of 750 upright lines on their heads on our scans and made most of the default's
errors; which way is up is the page's matter (:mod:`contract_parse.ingest.page_repair`).
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Sequence

import numpy as np

from contract_parse.ingest import text_detector
from contract_parse.ingest.engine import Image, Line, Region
from contract_parse.ingest.lone_signs import by_shape
from contract_parse.ingest.model_runtime import (
    DETECTOR,
    RECOGNISER,
    Backend,
    Network,
    available_cores,
    choose_backend,
    load,
    model_path,
)
from contract_parse.ingest.text_recogniser import Recogniser
from contract_parse.model.geometry import Box

LEVEL = 0.35  # degrees: below, a line is cut out of the page as it stands
TALL = 1.6  # height by width from which a region is read from top to bottom
WEAK = 0.5  # mean confidence below which a line is noise


class RapidEngine:
    """Reads pages with the wheel's PP-OCR models. ``threads`` pages at a time, one core each."""

    name = "rapidocr"

    def __init__(self, threads: int | None = None, backend: Backend | None = None) -> None:
        asked = os.environ.get("CONTRACT_PARSE_OCR_THREADS", "")
        self.threads = threads or (int(asked) if asked.isdecimal() and int(asked) else min(4, available_cores()))
        self.backend: Backend = backend or choose_backend()
        self._loading = threading.Lock()
        self._loaded: tuple[Network, Network] | None = None
        self._files = model_path(DETECTOR), model_path(RECOGNISER)  # missing ones are missed now, not on page 3

    def _models(self) -> tuple[Network, Network]:
        """Detector and recogniser, loaded by the first page that needs them: pages of the cache need none."""
        with self._loading:
            if self._loaded is None:
                detector, recogniser = (load(file, self.backend, self.threads) for file in self._files)
                self._loaded = detector, recogniser
            return self._loaded

    def detect(self, image: Image, longest: int) -> list[Region]:
        return text_detector.detect(image, self._models()[0].run, longest)

    def read(self, image: Image, regions: Sequence[Region]) -> list[Line]:
        pieces = (piece for region in regions for piece in _upright(image, region))
        lines = (self._read_line(image, piece) for piece in pieces)
        return [line for line in lines if line is not None]

    def _read_line(self, image: Image, region: Region) -> Line | None:
        crop, left = _cut_out(image, region)
        network = self._models()[1]
        recogniser = Recogniser(network.run, network.characters)
        chars = by_shape(crop, recogniser.read(crop), recogniser.read)
        chars = tuple(c._replace(x0=c.x0 + left, x1=c.x1 + left) for c in chars)
        line = Line(_within(region, image), chars)
        return line if line.text.strip() and line.confidence >= WEAK else None


def _within(region: Region, image: Image) -> Box:
    h, w = image.shape[:2]
    x0, y0, x1, y1 = region.box
    return Box(max(0.0, x0), max(0.0, y0), min(float(w), x1), min(float(h), y1))


def _cut_out(image: Image, region: Region) -> tuple[Image, float]:
    """The region's pixels, levelled, and the image's x of its left edge."""
    import cv2

    if abs(region.angle) < LEVEL:
        box = _within(region, image)
        x0, y0 = int(box.x0), int(box.y0)
        return image[y0 : int(np.ceil(box.y1)), x0 : int(np.ceil(box.x1))], float(x0)
    matrix = cv2.getRotationMatrix2D((region.cx, region.cy), region.angle, 1.0)
    matrix[:, 2] -= np.array([region.box.x0, region.box.y0])
    size = max(1, round(region.width)), max(1, round(region.height))
    levelled = cv2.warpAffine(image, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(levelled, np.uint8), region.box.x0


def _upright(image: Image, region: Region) -> Iterator[Region]:
    """A tall region as one region a character (print that runs from top to bottom), any other as it is."""
    if region.height < TALL * region.width or region.width < 8:
        yield region
        return
    crop, _ = _cut_out(image, region)
    dark = crop < (int(crop.min()) + int(np.median(crop))) / 2
    rows = np.flatnonzero(dark.sum(axis=1) > 0)
    if not len(rows):
        return
    pieces: list[list[int]] = []
    for part in np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1):
        a, b = int(part[0]), int(part[-1]) + 1
        # a character's own gaps (二, 三, 吕) are narrower than those between characters
        if pieces and b - pieces[-1][0] <= 0.95 * region.width:
            pieces[-1][1] = b
        else:
            pieces.append([a, b])
    margin = 0.08 * region.width
    for a, b in pieces:
        yield Region(region.cx, region.box.y0 + (a + b) / 2, region.width, b - a + 2 * margin)

"""What a line says: CTC over columns eight pixels wide (PaddleOCR's recogniser), with near readings kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from unicodedata import east_asian_width

import numpy as np
import numpy.typing as npt

from contract_parse.ingest.engine import Char, Image

HEIGHT = 48  # pixels, what the network is trained on
STEP = 8  # pixels of a column
BUCKET = 64  # widths are rounded up to these, so that the runtime meets few shapes and reuses its plans
WIDEST = 3200
SURE = 0.97  # below, the near readings are kept
KEPT = 3
LEAST = 0.005

Run = Callable[[npt.NDArray[np.float32]], npt.NDArray[np.float32]]


def recognise(line: Image, run: Run, characters: Sequence[str]) -> tuple[Char, ...]:
    """The characters of an image of one line, places in its pixels. ``characters[0]`` is the first after blank."""
    import cv2

    h, w = line.shape[:2]
    if h < 2 or w < 2:
        return ()
    width = min(WIDEST, max(STEP, round(HEIGHT * w / h)))
    padded = -(-width // BUCKET) * BUCKET
    small = cv2.resize(line, (width, HEIGHT), interpolation=cv2.INTER_AREA if h > 1.5 * HEIGHT else cv2.INTER_LINEAR)
    if small.ndim == 2:
        small = small[:, :, None]
    tensor = np.zeros((1, 3, HEIGHT, padded), np.float32)
    tensor[0, :, :, :width] = small.transpose(2, 0, 1).astype(np.float32) / 127.5 - 1
    probabilities = run(tensor)[0]
    return decode(probabilities, characters, w / width * padded / len(probabilities), w, h)


def decode(
    probabilities: npt.NDArray[np.float32], characters: Sequence[str], step: float, width: float, height: float
) -> tuple[Char, ...]:
    """Best path: runs of one class are one character, class 0 is nothing. ``step`` is a column's width in pixels."""
    best = probabilities.argmax(axis=1)
    starts = np.flatnonzero(np.diff(best, prepend=-1))
    ends = np.append(starts[1:], len(best))
    read: list[tuple[str, float, float, tuple[tuple[str, float], ...]]] = []
    for a, b in zip(starts.tolist(), ends.tolist(), strict=True):
        k = int(best[a])
        if k == 0:
            continue
        column = a + int(probabilities[a:b, k].argmax())
        sure = float(probabilities[column, k])
        near = _alternatives(probabilities[column], k, characters) if sure < SURE else ()
        weights = probabilities[a:b, k]
        at = float((np.arange(a, b) + 0.5) @ weights / weights.sum()) * step
        read.append((_character(characters, k), at, sure, near))
    return _spread(read, width, height)


def _character(characters: Sequence[str], k: int) -> str:
    return characters[k - 1] if k <= len(characters) else " "


def _alternatives(column: npt.NDArray[np.float32], taken: int, characters: Sequence[str]) -> tuple[tuple[str, float], ...]:
    top = np.argpartition(column, -KEPT - 1)[-KEPT - 1 :]
    top = top[np.argsort(-column[top])]
    return tuple(
        ("" if k == 0 else _character(characters, k), round(float(column[k]), 4))
        for k in top.tolist()
        if k != taken and column[k] >= LEAST
    )


def share(char: str) -> float:
    """A character's width in ems: CJK and full-width forms one, all else a half.

    >>> share("元"), share("5"), share("，")
    (1.0, 0.5, 1.0)
    """
    return 1.0 if east_asian_width(char) in "WF" else 0.5


def _spread(
    read: Sequence[tuple[str, float, float, tuple[tuple[str, float], ...]]], width: float, height: float
) -> tuple[Char, ...]:
    """Gives each character its stretch of the line: a nominal width about its column, cut where neighbours meet.

    The em is what the neighbours' distances say (a median, so that gaps do not count), at most the line's height.
    """
    if not read:
        return ()
    at = np.array([r[1] for r in read])
    ems = np.array([share(r[0]) for r in read])
    em = 0.8 * height
    if len(read) > 1:
        em = min(em, float(np.median(np.diff(at) / ((ems[1:] + ems[:-1]) / 2))))
    em = max(em, 0.3 * height)
    left = at - ems * em / 2
    right = at + ems * em / 2
    for i in range(len(read) - 1):
        if right[i] > left[i + 1] or left[i + 1] - right[i] < 0.25 * em:
            # neighbours share what lies between their centres by their widths
            meet = at[i] + (at[i + 1] - at[i]) * ems[i] / (ems[i] + ems[i + 1])
            right[i] = left[i + 1] = meet
    left, right = np.clip(left, 0, width), np.clip(right, 0, width)
    return tuple(
        Char(text, float(a), float(max(a, b)), sure, near)
        for (text, _, sure, near), a, b in zip(read, left, right, strict=True)
    )

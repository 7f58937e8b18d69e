"""What a line says: CTC over columns eight pixels wide (PaddleOCR's recogniser), with near readings kept.

The cost is the width of what is read, so a long line is first read narrowed. Chinese characters stand that
(docs/ocr.md); figures do not: with less than two columns a digit, one of ``00`` may go. So the stretches
that hold figures are read again at full width, which makes two readings of every figure in running text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple
from unicodedata import east_asian_width

import numpy as np
import numpy.typing as npt

from contract_parse.ingest.engine import Char, Image

HEIGHT = 48  # pixels, what the network is trained on
STEP = 8  # pixels of a column
BUCKET = (
    32  # widths are rounded up to these: the runtime keeps a plan a shape, each half a megabyte and some milliseconds
)
WIDEST = 3200
NARROW = 0.75  # of the natural width, for the first reading of a long line
WIDE = 1.15  # and for the second of its figures
MARGIN = 0.12  # of the height, paper left beside a short line
CLOSE = (1.5, 2.0)  # for a percent sign that may be per mille
LONG = 320  # natural width from which a line is read twice
SURE = 0.97  # below, the near readings are kept
DISPUTED = 0.6  # the confidence of a figure whose two readings differ, at most
KEPT = 3
LEAST = 0.005

Tensor = npt.NDArray[np.float32]

# Half-width print with at least two digits, or one beside a sign that changes its value.
_FIGURES = re.compile(r"[!-~￥¥‰％．，]*(?:\d[!-~￥¥‰％．，]*\d|\d[.%‰％￥¥/]|[￥¥$]\d)[!-~￥¥‰％．，]*")

PERCENT = frozenset("%％")
_RING = re.compile(r"[0oO°%](?![\d.])")
_THIRD_RING = re.compile(r"[%％]\s?[0oO°%](?![\d.])")

Run = Callable[[Tensor], Tensor]


class Recogniser(NamedTuple):
    """A network and its alphabet (``characters[0]`` is the class after blank)."""

    run: Run
    characters: Sequence[str]

    def read(self, line: Image) -> tuple[Char, ...]:
        """The characters of an image of one line, placed in its pixels."""
        h, w = line.shape[:2]
        if h < 2 or w < 2:
            return ()
        if HEIGHT * w / h < LONG:
            a, b = _inked(line)
            chars = tuple(c._replace(x0=c.x0 + a, x1=c.x1 + a) for c in self.once(line[:, a:b], 1.0))
        else:
            chars = self.once(line, NARROW)
            for first, last in reversed(_figures(chars)):
                chars = self._again(line, chars, first, last)
        return self._permille(line, chars)

    def _permille(self, line: Image, chars: tuple[Char, ...]) -> tuple[Char, ...]:
        """``‰`` where it was read as a percent sign, alone or with a 0: what the network makes of it.

        No figure goes on after a percent sign, so ``%0`` is sure. A ``%`` alone is looked at closely: spread out,
        the third ring of ``‰`` comes out as a 0, and nothing comes out of a ``%``.
        """
        found = list(chars)
        for i in range(len(found) - 1, 0, -1):
            if found[i].text not in PERCENT:
                continue
            tail = "".join(c.text for c in found[i + 1 : i + 3])
            ringed = bool(_RING.match(tail))
            if ringed or self._has_third_ring(line, found, i):
                end = found[i + 1].x1 if ringed else found[i].x1
                sign = found[i]._replace(text="‰", x1=end, alternatives=(("%", 0.1),))
                found[i : i + 1 + ringed] = [sign]
        return tuple(found)

    def _has_third_ring(self, line: Image, chars: Sequence[Char], at: int) -> bool:
        h, w = line.shape
        x0 = int(max(0, chars[max(0, at - 2)].x0 - 0.1 * h))
        x1 = int(min(w, (chars[at + 1].x1 if at + 1 < len(chars) else w) + 0.1 * h))
        if x1 - x0 < 4:
            return False
        readings = ("".join(c.text for c in self.once(line[:, x0:x1], stretch)) for stretch in CLOSE)
        return any(_THIRD_RING.search(text) for text in readings)

    def once(self, line: Image, stretch: float) -> tuple[Char, ...]:
        """One reading, the line's width multiplied by ``stretch``."""
        import cv2

        h, w = line.shape[:2]
        width = min(WIDEST, max(STEP, round(stretch * HEIGHT * w / h)))
        padded = -(-width // BUCKET) * BUCKET
        shrinks = h > 1.5 * HEIGHT or width < 0.7 * w
        small = cv2.resize(line, (width, HEIGHT), interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR)
        tensor = np.zeros((1, 3, HEIGHT, padded), np.float32)
        tensor[0, :, :, :width] = small.astype(np.float32) / 127.5 - 1
        probabilities = self.run(tensor)[0]
        return decode(probabilities, self.characters, w / width * padded / len(probabilities), w, h)

    def _again(self, line: Image, chars: tuple[Char, ...], first: int, last: int) -> tuple[Char, ...]:
        """``chars`` with those from ``first`` to ``last`` (not included) read again, wider.

        One neighbour on each side is read along: it gives the network its footing and shows where the figure ends.
        """
        a, b = max(0, first - 1), min(len(chars), last + 1)
        h = line.shape[0]
        x0 = int(max(0, chars[a].x0 - 0.15 * h)) if a else 0
        x1 = int(min(line.shape[1], chars[b - 1].x1 + 0.15 * h)) if b < len(chars) else line.shape[1]
        before = chars[a:b]
        after = tuple(c._replace(x0=c.x0 + x0, x1=c.x1 + x0) for c in self.once(line[:, x0:x1], WIDE))
        ok = bool(after) and (a == first or after[0].text == before[0].text)
        ok = ok and (b == last or after[-1].text == before[-1].text)
        if not ok:  # the neighbours did not come out the same: not the same stretch of print
            return chars
        after = after[first - a : len(after) - (b - last)]
        known = {c.text for c in chars[first:last]}
        if not after or any(c.text not in known and share(c.text) == 1.0 and c.text not in "￥％．，" for c in after):
            return chars
        return chars[:first] + _agreed(chars[first:last], after) + chars[last:]


def _inked(line: Image) -> tuple[int, int]:
    """The columns from the first ink to the last, with a little paper: a fifth of a short line is margin."""
    paper = float(np.median(line))
    # a threshold so near to the paper that in a noisy scan all columns have ink: a faint full stop is not cut off
    ink = paper - max(10.0, 0.2 * (paper - float(line.min())))
    dark = np.flatnonzero((line < ink).any(axis=0))
    margin = 1 + round(MARGIN * line.shape[0])
    if not len(dark):
        return 0, line.shape[1]
    return max(0, int(dark[0]) - margin), min(line.shape[1], int(dark[-1]) + 1 + margin)


def _figures(chars: Sequence[Char]) -> list[tuple[int, int]]:
    """The stretches of ``chars`` that hold figures; those that almost touch as one."""
    text = "".join(c.text[:1] for c in chars)
    found: list[tuple[int, int]] = []
    for match in _FIGURES.finditer(text):
        if found and match.start() - found[-1][1] <= 2:
            found[-1] = found[-1][0], match.end()
        else:
            found.append(match.span())
    return found


def _agreed(narrow: tuple[Char, ...], wide: tuple[Char, ...]) -> tuple[Char, ...]:
    """The wide reading; where the narrow one differs, with its characters among the near readings."""
    if "".join(c.text for c in narrow) == "".join(c.text for c in wide):
        return wide
    if len(narrow) != len(wide):
        return tuple(c._replace(confidence=min(c.confidence, DISPUTED)) for c in wide)
    return tuple(
        w
        if w.text == n.text
        else w._replace(
            confidence=min(w.confidence, DISPUTED),
            alternatives=(
                (n.text, round(n.confidence / 2, 4)),
                *(a for a in w.alternatives if a[0] != n.text),
            ),
        )
        for n, w in zip(narrow, wide, strict=True)
    )


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


def _alternatives(column: Tensor, taken: int, characters: Sequence[str]) -> tuple[tuple[str, float], ...]:
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

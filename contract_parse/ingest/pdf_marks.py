"""Seals and signatures of pages with a text layer: pasted pictures and signature fields of their size.

Nothing is decoded: size and shape tell a seal from a written name. A picture of that size may be a logo as well, so
only those that stand in a party's signature block are believed, which extraction judges.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal

from pdfminer.pdftypes import dict_value, list_value, resolve1
from pdfminer.psparser import literal_name
from pdfminer.utils import apply_matrix_rect

from contract_parse.model.geometry import Box
from contract_parse.model.page import Mark

Frame = tuple[float, float, float, float]

SEAL = (46.0, 190.0)  # points: a seal's sides
SQUARE = 1.5  # width by height, or height by width, of a seal at most
NAME_WIDTH, NAME_HEIGHT = (25.0, 220.0), (9.0, 90.0)  # points: a written name
HIDDEN, NO_VIEW = 2, 32


def find_marks(number: int, images: Sequence[Frame], page: Any, ctm: Any, frame: Frame) -> tuple[Mark, ...]:
    """What may be a seal or a signature on page ``number``, in points from its top left.

    ``images`` are boxes in device space, ``ctm`` leads there from the page, ``frame`` is the visible part of it.
    """
    x0, y0, x1, y1 = frame
    found = []
    for a, b, c, d in (*images, *_fields(page, ctm)):
        if a < x0 - 1 or b < y0 - 1 or c > x1 + 1 or d > y1 + 1:
            continue
        box = Box(a - x0, y1 - d, c - x0, y1 - b)
        kind = _kind(box)
        if kind is not None:
            found.append(Mark(kind, number, box))
    return tuple(found)


def _kind(box: Box) -> Literal["seal", "signature"] | None:
    w, h = box.width, box.height
    if SEAL[0] <= min(w, h) and max(w, h) <= min(SEAL[1], SQUARE * min(w, h)):
        return "seal"
    if NAME_WIDTH[0] <= w <= NAME_WIDTH[1] and NAME_HEIGHT[0] <= h <= min(NAME_HEIGHT[1], w):
        return "signature"
    return None


def _fields(page: Any, ctm: Any) -> Iterator[Frame]:
    """The boxes of stamps and of filled signature fields, in device space."""
    for reference in list_value(page.annots) if page.annots else []:
        annotation = resolve1(reference)
        if not isinstance(annotation, dict) or "Rect" not in annotation or "AP" not in annotation:
            continue
        if (resolve1(annotation.get("F")) or 0) & (HIDDEN | NO_VIEW):
            continue
        subtype = annotation.get("Subtype")
        name = literal_name(resolve1(subtype)) if subtype is not None else ""
        field = dict_value(annotation.get("Parent") or {})
        kind = annotation.get("FT") or field.get("FT")
        value = annotation.get("V") or field.get("V")
        signed = name == "Widget" and kind is not None and literal_name(resolve1(kind)) == "Sig" and value is not None
        if name == "Stamp" or signed:
            rect = [float(resolve1(v)) for v in list_value(annotation["Rect"])]
            yield apply_matrix_rect(ctm, (rect[0], rect[1], rect[2], rect[3]))

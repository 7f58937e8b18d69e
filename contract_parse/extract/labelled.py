"""Which of the labels in a text really announce a value."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from contract_parse.extract.labels import Label, find_labels
from contract_parse.extract.readers import accepts_without_colon
from contract_parse.model.text import Text

Zone = Literal["preamble", "body", "closing", "annex"]
_OCR_COLONS = set(";.,·'|、")


def labelled(text: Text, zone: Zone) -> list[Label]:
    """The labels of a running text that really announce a value."""
    candidates = find_labels(text)
    view = text.view
    found: list[Label] = []
    for n, label in enumerate(candidates):
        stop = candidates[n + 1].start if n + 1 < len(candidates) else len(view.s)
        if label.colon:
            found.append(label)
            continue
        if label.end < len(view.s) and view.s[label.end] in _OCR_COLONS:
            glyph = text.glyphs[view.at[label.end]]
            if (
                glyph is not None
                and glyph.source == "ocr"
                and accepts_without_colon(label, view.cut(label.end + 1, stop), True)
            ):
                found.append(replace(label, end=label.end + 1, colon=True))
                continue
        gap = label.end < len(view.s) and text.s[view.at[label.end] - 1].isspace()
        alone = label.end == len(view.s) and label.start == 0
        signs = label.kind == "role" and (label.signing or (alone and zone != "body"))
        if signs and (gap or label.end == stop):
            found.append(label)
            continue
        if label.kind == "sign_date" and label.end == stop and zone == "closing":
            found.append(label)
            continue
        if accepts_without_colon(label, view.cut(label.end, stop), gap):
            found.append(label)
    return found

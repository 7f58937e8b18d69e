"""What forms and comments show on a page: values filled into form fields stand in annotations, not in the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pdfminer.pdftypes import PDFStream, dict_value, list_value, resolve1
from pdfminer.psparser import literal_name
from pdfminer.utils import apply_matrix_rect, mult_matrix

from contract_parse.ingest.content import Interpreter

_SHOWN = ("Widget", "FreeText")
_HIDDEN, _NO_VIEW = 2, 32


def draw_annotations(page: Any, interpreter: Interpreter, ctm: Any) -> None:
    """Runs the appearances of a page's form fields and text comments through ``interpreter``.

    ``ctm`` leads from the page to device space. Signature fields are left out: what they show is a seal's.
    """
    for annotation in _shown(page):
        stream = _appearance(annotation)
        if stream is None or "BBox" not in stream:
            continue
        x0, y0, x1, y1 = _numbers(annotation["Rect"])
        x0, x1, y0, y1 = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
        matrix = _numbers(stream.get("Matrix", [1, 0, 0, 1, 0, 0]))
        bx0, by0, bx1, by1 = apply_matrix_rect(matrix, _numbers(stream["BBox"]))
        if bx1 <= bx0 or by1 <= by0:
            continue
        # The appearance's box is fitted to the annotation's rectangle.
        sx, sy = (x1 - x0) / (bx1 - bx0), (y1 - y0) / (by1 - by0)
        fit = (sx, 0.0, 0.0, sy, x0 - bx0 * sx, y0 - by0 * sy)
        resources = dict_value(stream.get("Resources")) if stream.get("Resources") else {}
        interpreter.subinterp().render_contents(resources, [stream], ctm=mult_matrix(matrix, mult_matrix(fit, ctm)))


def _shown(page: Any) -> Iterator[dict[str, Any]]:
    for reference in list_value(page.annots) if page.annots else []:
        annotation = resolve1(reference)
        if not isinstance(annotation, dict) or "Rect" not in annotation or "AP" not in annotation:
            continue
        subtype = annotation.get("Subtype")
        flags = resolve1(annotation.get("F")) or 0
        kind = annotation.get("FT") or dict_value(annotation.get("Parent") or {}).get("FT")
        if subtype is None or literal_name(subtype) not in _SHOWN or flags & (_HIDDEN | _NO_VIEW):
            continue
        if kind is None or literal_name(resolve1(kind)) != "Sig":
            yield annotation


def _numbers(values: Any) -> Any:
    return tuple(float(resolve1(v)) for v in list_value(values))


def _appearance(annotation: dict[str, Any]) -> PDFStream | None:
    """The normal appearance; for a check box the one of its state."""
    normal = resolve1(dict_value(annotation["AP"]).get("N"))
    if isinstance(normal, dict):
        state = annotation.get("AS")
        normal = resolve1(normal.get(literal_name(state))) if state is not None else None
    return normal if isinstance(normal, PDFStream) else None

"""Contracts for rule tests, from the few facts a case is about.

A case names only what matters: ``total: {value: 100, capital: 壹佰元整}``. What a model requires beside it
(raw words, evidence) is filled in, with evidence of one line that holds the words.
"""

from __future__ import annotations

import types
import typing
from typing import Any

from pydantic import BaseModel

from contract_parse.model.contract import Contract
from contract_parse.model.facts import Evidence

_EMPTY: dict[str, Any] = {
    "raw": "", "text": "", "what": "", "number": "", "label": "", "printed": "", "table": 1, "row": 0, "sequence": 1,
    "resolved": True, "present": True, "stated": 0,
}  # fmt: skip
_SOURCE = {"name": "case", "sha256": "0" * 64, "media_type": "text/plain", "pages": []}


def contract_of(partial: dict[str, Any]) -> Contract:
    """A whole Contract around ``partial``."""
    return Contract.model_validate(_filled(Contract, {"source": _SOURCE, **partial}))


def _model_in(annotation: Any) -> tuple[type[BaseModel] | None, bool]:
    """The model an annotation holds, and whether in a list."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation, False
    origin, args = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is list:
        return _model_in(args[0])[0], True
    if origin in (typing.Union, types.UnionType):
        found = [_model_in(a) for a in args]
        return next((f for f in found if f[0] is not None), (None, False))
    return None, False


def _filled(model: type[BaseModel], given: Any) -> Any:
    if given is None:
        return None
    if model is Evidence and isinstance(given, str):
        return {"text": given, "line": 1}
    if not isinstance(given, dict):
        given = {"value": given}
    out: dict[str, Any] = {}
    for key, value in given.items():
        inner, many = _model_in(model.model_fields[key].annotation)
        if inner is None:
            out[key] = value
        elif many:
            out[key] = [_filled(inner, v) for v in value]
        else:
            out[key] = _filled(inner, value)
    for key, field in model.model_fields.items():
        if key in out:
            continue
        if key == "evidence" and model is not Evidence:
            words = out.get("raw") or out.get("value") or out.get("label") or out.get("text") or out.get("what") or "…"
            out[key] = [{"text": str(words), "line": 1, "clause": out.get("clause")}]
        elif field.is_required() and key == "raw":
            out[key] = str(out.get("value", ""))
        elif field.is_required() and key in _EMPTY:
            out[key] = _EMPTY[key]
    return out

"""Vocabularies and patterns kept as data: ``contract_parse/data/NAME.yaml``, read once."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any


@cache
def vocabulary(name: str) -> Any:
    """The content of ``data/NAME.yaml``."""
    import yaml

    text = (files("contract_parse") / "data" / f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))

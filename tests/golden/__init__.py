"""Golden files: what the samples come out as. ``python -m tests.golden`` writes them anew; read the diff."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from contract_parse.model.contract import Contract

HERE = Path(__file__).parent
SAMPLES = HERE.parent.parent / "samples"
NAMES = ("goods-purchase.pdf", "goods-purchase.docx", "it-service.pdf", "monthly-service.pdf", "works.pdf")


def without_places(value: Any) -> Any:
    """Facts without their boxes: what is read stays, how the font that day was measured goes."""
    if isinstance(value, dict):
        return {
            k: without_places(v)
            for k, v in value.items()
            if k not in ("evidence", "cells", "bbox", "source", "schema_version")
        }
    if isinstance(value, list):
        return [without_places(v) for v in value]
    return value


def text_of(contract: Contract) -> str:
    facts = without_places(contract.model_dump(mode="json"))
    return json.dumps(facts, ensure_ascii=False, indent=1) + "\n"

"""The words of price tables that layout goes by, from ``data/item_columns.yaml``, which a county may extend."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

# Roles whose words are names of columns wherever they stand; those of the others stand in sentences, too.
_TELLING = (
    "reference", "tax_rate", "discount", "excluded_price", "excluded_amount", "tax_amount", "number", "lot", "unit",
    "unit_price", "quantity", "amount_total", "amount", "amount_weak", "model", "brand", "origin", "remark", "group",
    "name", "maker", "warranty", "code", "periods",
)  # fmt: skip


@lru_cache(maxsize=1)
def item_words() -> dict[str, Any]:
    """The file as it is."""
    source = resources.files("contract_parse").joinpath("data/item_columns.yaml").read_text("utf-8")
    data: dict[str, Any] = yaml.load(source, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return data


@lru_cache(maxsize=1)
def columns() -> re.Pattern[str]:
    """Any of the names of columns, to be matched in full."""
    listed = item_words()["columns"]
    return re.compile("|".join(f"(?:{p})" for role in _TELLING for p in listed[role]))

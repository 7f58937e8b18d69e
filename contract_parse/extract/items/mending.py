"""Figures of scanned tables that were read wrong, where the row's own arithmetic tells the right reading."""

from __future__ import annotations

from collections.abc import Sequence

from contract_parse.extract.items.columns import Columns
from contract_parse.extract.items.lines import Line


def mend(lines: Sequence[Line], columns: Columns) -> list[Line]:
    return list(lines)

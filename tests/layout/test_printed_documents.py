"""Whole documents, printed in many styles and read back: every paragraph and every cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from contract_parse.ingest import read
from contract_parse.layout import lay_out
from contract_parse.model.layout import Table
from tests.layout.printer import Rows, printed


def bare(s: str | None) -> str:
    return "".join((s or "").split())


@pytest.mark.parametrize("borders", ["full", "across", "none"])
@pytest.mark.parametrize("seed", range(8))
def test_read_back(tmp_path: Path, seed: int, borders: str) -> None:
    content, truth = printed(seed, borders)
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    found: list[str | Rows] = [
        [[bare(c.text.s) if c else "" for c in row] for row in b.grid()] if isinstance(b, Table) else bare(b.text.s)
        for b in lay_out(read(path, ocr="off")).blocks
    ]
    expected = [[[bare(s) for s in row] for row in b] if isinstance(b, list) else bare(b) for b in truth]
    assert found == expected

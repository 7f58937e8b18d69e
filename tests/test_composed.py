"""Composed contracts through the whole line, at a small size; ``benchmarks/compose.py`` does it at any size."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from contract_parse.pipeline import parse
from contract_parse.values.capital import parse_capital
from tests.composer.compose import Composed, compose
from tests.composer.plants import placed, plant
from tests.composer.score import score
from tests.composer.styles import STYLES
from tests.composer.truth import KINDS
from tests.composer.writer import capital

# Unruled tables have thresholds of their own in tests/layout.
RULED = [s for s in STYLES if s.table == "all" and not s.unseen]
CODES = [
    "AMT101",
    "AMT109",
    "ITM201",
    "ITM206",
    "PAY301",
    "PAY303",
    "DAT403",
    "DAT404",
    "REF501",
    "PTY602",
    "PTY603",
    "FRM702",
    "LAW801",
]


def _read(made: Composed, folder: Path, suffix: str = ".pdf") -> dict[str, Any]:
    path = folder / f"contract{suffix}"
    path.write_bytes(made.docx() if suffix == ".docx" else made.pdf())
    found: dict[str, Any] = parse(path).model_dump(mode="json")
    return found


def _clean() -> Iterator[Any]:
    for i, style in enumerate(RULED):
        for suffix in (".pdf", ".docx") if i % 4 == 0 else (".pdf",):
            yield pytest.param(style, KINDS[i % len(KINDS)], suffix, id=f"{style.name}{suffix}")


@pytest.mark.parametrize(("style", "kind", "suffix"), list(_clean()))
def test_a_clean_contract_is_read_right_and_raises_no_alarm(style: Any, kind: Any, suffix: str, tmp_path: Path) -> None:
    made = compose(4100 + len(style.name), style, kind)
    out = _read(made, tmp_path, suffix)
    result = score(made.gold, out)
    right, missed, extra = (sum(getattr(s, f) for s in result.sections.values()) for f in ("right", "missed", "extra"))
    assert 2 * right / (2 * right + missed + extra) >= 0.98, result.notes
    assert [f for f in out["findings"] if f["severity"] != "info"] == []


@pytest.mark.parametrize("code", CODES)
def test_a_planted_error_is_found_where_it_is(code: str, tmp_path: Path) -> None:
    case = plant(code, 7, RULED)
    found = [f for f in _read(case.made, tmp_path)["findings"] if f["severity"] != "info" or f["code"] == code]
    assert any(placed(case, f) for f in found if f["code"] == code), found
    assert {f["code"] for f in found} - {code} <= case.also


def test_the_same_seed_gives_the_same_contract() -> None:
    one, two = (compose(11, STYLES[0]) for _ in range(2))
    assert one.gold == two.gold
    assert one.manuscript == two.manuscript
    assert one.pdf() == two.pdf()


def test_scoring_counts_what_differs() -> None:
    gold = compose(3, STYLES[0], "goods").gold
    out = {**gold, "contract": {**gold["contract"], "number": "别的编号"}, "bonds": [], "annexes": [], "clauses": []}
    result = score(gold, out)
    assert result.sections["header"].missed == 1
    assert result.sections["header"].extra == 1
    assert result.sections["parties"].f1 == 1.0
    assert result.sections["clauses"].f1 < 0.1


@pytest.mark.parametrize(
    "value", ["107000.53", "20000000", "10010.05", "0.30", "305.00", "1000000.10", "88800020003.00"]
)
def test_the_composer_writes_capitals_that_read_back(value: str) -> None:
    read = parse_capital(capital(Decimal(value)))
    assert read is not None
    assert read.value == Decimal(value)
    assert read.well_formed

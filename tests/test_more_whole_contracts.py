"""Whole contracts of several trades (whole_contracts*.yaml): clean ones raise no alarm, one slip raises its finding
and what follows from it, nothing else."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from contract_parse import parse

FILES = ("whole_contracts.yaml", "whole_contracts_told.yaml")
CASES: list[dict[str, Any]] = [
    case for name in FILES for case in yaml.safe_load((Path(__file__).parent / name).read_text("utf-8"))
]
SLIPS = [(c["text"], *slip) for c in CASES for slip in c["slips"]]


def alarms(text: str, folder: Path) -> Counter[str]:
    """The codes above information, each with its clauses."""
    file = folder / "合同.txt"
    file.write_text(text, encoding="utf-8")
    found = [f for f in parse(file).findings if f.severity != "info"]
    return Counter(f"{f.code} {' '.join(c or '' for c in f.clauses)}" for f in found)


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_a_contract_that_agrees_with_itself_raises_no_alarm(case: dict[str, Any], tmp_path: Path) -> None:
    assert alarms(case["text"], tmp_path) == Counter()


@pytest.mark.parametrize(("text", "said", "instead", "code", "clause"), SLIPS, ids=[f"{s[3]} {s[2]}" for s in SLIPS])
def test_what_is_put_wrong_in_it_is_all_that_is_found(
    text: str, said: str, instead: str, code: str, clause: str, tmp_path: Path
) -> None:
    assert text.count(said) == 1
    found = sorted(alarms(text.replace(said, instead), tmp_path).elements())
    assert [f.split()[0] for f in found] == code.split()
    assert not clause or clause in found[0].split()[1:]

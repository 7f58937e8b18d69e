"""Every rule has its cases (cases/CODE.yaml): one that fires, one that must not, one that must stay silent."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from contract_parse.check import catalogue, explain
from contract_parse.check.engine import Case, run
from tests.golden import findings as golden
from tests.rules.build import contract_of

CASES = Path(__file__).parent / "cases"
OUTCOME = {"fires": "failed", "passes": "passed", "silent": "not_applicable", "doubts": "doubt"}


def cases() -> list[Any]:
    found = []
    for file in sorted(CASES.glob("*.yaml")):
        for case in yaml.safe_load(file.read_text("utf-8"))["cases"]:
            found.append(pytest.param(file.stem, case, id=f"{file.stem}-{case['name']}"))
    return found


@pytest.mark.parametrize(("code", "case"), cases())
def test_case(code: str, case: dict[str, Any]) -> None:
    each = catalogue()[code]
    for lang in ("zh", "en"):
        (check,), findings = run([each], Case(contract_of(case["contract"])), lang)
        assert check.outcome == OUTCOME[case["expect"]], [f.message for f in findings]
        if case["expect"] in ("fires", "doubts"):
            assert len(findings) == case.get("findings", 1), [f.message for f in findings]
            assert set(case.get("clauses", [])) <= {c for f in findings for c in f.clauses}
            assert set(case.get("items", [])) <= {i for f in findings for i in f.items}
            assert all(f.evidence and f.message for f in findings)
            for words in case.get("says", []):
                assert lang == "en" or any(words in f.message for f in findings)


@pytest.mark.parametrize("code", sorted(catalogue()))
def test_every_rule_has_a_case_that_fires_one_that_passes_and_one_that_stays_silent(code: str) -> None:
    expected = {c["expect"] for c in yaml.safe_load((CASES / f"{code}.yaml").read_text("utf-8"))["cases"]}
    assert {"fires", "passes", "silent"} <= expected


@pytest.mark.parametrize("code", sorted(catalogue()))
def test_every_rule_explains_itself_in_both_languages(code: str) -> None:
    each = catalogue()[code]
    for word in ("比较：", "反例：", "正例："):
        assert word in explain(each, "zh")
    for word in ("Compares:", "Fires:", "Silent:"):
        assert word in explain(each, "en")
    assert each.family != "LAW" or each.basis


@pytest.mark.parametrize("code", sorted(catalogue()))
def test_every_case_is_told_as_before(code: str) -> None:
    """Figures, places, doubt, reconciliation and words; after a change: python -m tests.golden, then read the diff."""
    assert golden.text_of(code) == (golden.CASES.parent.parent / "golden" / "rules" / f"{code}.json").read_text("utf-8")

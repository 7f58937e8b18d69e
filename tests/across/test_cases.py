"""Every rule across contracts has its cases (cases/CODE.yaml): one that fires, one that must not, one that is silent
for want of facts, and one in which a scan may have been misread where that can be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from contract_parse.check import explain
from contract_parse.check.across import Figures, Portfolio, across, cross_catalogue
from tests.across.build import portfolio_of

CASES = Path(__file__).parent / "cases"
OUTCOME = {"fires": "failed", "passes": "passed", "silent": "not_applicable", "doubts": "doubt"}


def read(code: str) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = yaml.safe_load((CASES / f"{code}.yaml").read_text("utf-8"))["cases"]
    return cases


def cases() -> list[Any]:
    return [
        pytest.param(file.stem, case, id=f"{file.stem}-{case['name']}")
        for file in sorted(CASES.glob("*.yaml"))
        for case in read(file.stem)
    ]


@pytest.mark.parametrize(("code", "case"), cases())
def test_case(code: str, case: dict[str, Any]) -> None:
    digests = portfolio_of(case["contracts"])
    hashes = [d.sha256 for d in digests]
    for lang in ("zh", "en"):
        checks, findings = across(
            Portfolio.of(digests, Figures.of(case.get("figures"))), select=[code], ignore=["ENG"], lang=lang
        )
        (check,) = [c for c in checks if c.code == code]
        assert check.outcome == OUTCOME[case["expect"]], [f.message for f in findings]
        if case["expect"] not in ("fires", "doubts"):
            assert not findings
            continue
        assert len(findings) == case.get("findings", 1), [f.message for f in findings]
        concerned = {hashes.index(h) + 1 for f in findings for h in f.contracts}
        assert concerned == set(case.get("concerns", range(1, len(digests) + 1)))
        assert all(p.evidence and p.evidence.bbox and p.sha256 in hashes for f in findings for p in f.places)
        for words in case.get("says", []):
            assert lang == "en" or any(words in f.message for f in findings), [f.message for f in findings]


@pytest.mark.parametrize("code", sorted(cross_catalogue()))
def test_every_rule_has_a_case_that_fires_one_that_passes_and_one_that_stays_silent(code: str) -> None:
    assert {"fires", "passes", "silent"} <= {c["expect"] for c in read(code)}


@pytest.mark.parametrize("code", sorted(cross_catalogue()))
def test_every_rule_is_told_what_a_scan_may_have_misread(code: str) -> None:
    if code != "XCT1008":  # days and sums of many payments: no single reading makes or unmakes it
        assert any(x.get("scan") for c in read(code) for x in c["contracts"])


@pytest.mark.parametrize("code", sorted(cross_catalogue()))
def test_every_rule_explains_itself_in_both_languages(code: str) -> None:
    each = cross_catalogue()[code]
    for word in ("比较：", "反例：", "正例："):
        assert word in explain(each, "zh")
    for word in ("Compares:", "Fires:", "Silent:"):
        assert word in explain(each, "en")

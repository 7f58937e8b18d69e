"""What each case of a rule comes out as, word for word: figures, places, doubt, and the change that would reconcile.

Every case is also run as if read from a scan, once with confidence and once without: what is doubted there.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

from contract_parse.check import catalogue
from contract_parse.check.engine import Case, run
from contract_parse.model.contract import Contract
from tests.rules.build import contract_of

CASES = Path(__file__).parent.parent / "rules" / "cases"


def read_from_scan(facts: Any, confidence: float) -> Any:
    """The same facts with every piece of evidence recognised in an image."""
    if isinstance(facts, list):
        return [read_from_scan(v, confidence) for v in facts]
    if not isinstance(facts, dict):
        return facts
    found = {k: read_from_scan(v, confidence) for k, v in facts.items()}
    return {**found, "source": "ocr", "confidence": confidence} if {"bbox", "text", "page"} <= facts.keys() else found


def on_scan(code: str, contract: Contract, confidence: float) -> list[str]:
    """Whether each finding is still a contradiction, and how severe."""
    scan = Contract.model_validate(read_from_scan(contract.model_dump(mode="json"), confidence))
    return [f"{f.status} {f.severity}" for f in run([catalogue()[code]], Case(scan))[1]]


def told(code: str) -> dict[str, Any]:
    """Case → what the rule says of it in both languages, without boxes."""
    found: dict[str, Any] = {}
    for case in yaml.safe_load((CASES / f"{code}.yaml").read_text("utf-8"))["cases"]:
        contract = contract_of(case["contract"])
        zh, en = (run([catalogue()[code]], Case(contract), lang) for lang in ("zh", "en"))
        findings = [f.model_dump(mode="json", exclude_defaults=True, exclude={"code"}) for f in zh[1]]
        for finding, same, english in zip(findings, zh[1], en[1], strict=True):
            finding["evidence"] = [e.text for e in same.evidence]
            finding["in_english"] = [english.message, *english.reconcile]
        found[case["name"]] = {"compared": zh[0][0].compared, "findings": findings}
        for name, confidence in (("on a scan", 0.99), ("on a poor scan", 0.5)):
            if scanned := on_scan(code, contract, confidence):
                found[case["name"]][name] = scanned
    return found


def text_of(code: str) -> str:
    return json.dumps(told(code), ensure_ascii=False, indent=1) + "\n"

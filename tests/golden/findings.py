"""What each case of a rule comes out as, word for word: figures, places, doubt, and the change that would reconcile."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

from contract_parse.check import catalogue
from contract_parse.check.engine import Case, run
from tests.rules.build import contract_of

CASES = Path(__file__).parent.parent / "rules" / "cases"


def told(code: str) -> dict[str, Any]:
    """Case → what the rule says of it in both languages, without boxes."""
    found: dict[str, Any] = {}
    for case in yaml.safe_load((CASES / f"{code}.yaml").read_text("utf-8"))["cases"]:
        zh, en = (run([catalogue()[code]], Case(contract_of(case["contract"])), lang) for lang in ("zh", "en"))
        findings = [f.model_dump(mode="json", exclude_defaults=True, exclude={"code"}) for f in zh[1]]
        for finding, same, english in zip(findings, zh[1], en[1], strict=True):
            finding["evidence"] = [e.text for e in same.evidence]
            finding["in_english"] = [english.message, *english.reconcile]
        found[case["name"]] = {"compared": zh[0][0].compared, "findings": findings}
    return found


def text_of(code: str) -> str:
    return json.dumps(told(code), ensure_ascii=False, indent=1) + "\n"

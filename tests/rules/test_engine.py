"""The engine: outcomes, selection, crashes, rules from outside."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from contract_parse.check import catalogue, check, engine, explain
from contract_parse.check.engine import Broken, Case, Held, Outcome, Rule, run
from contract_parse.errors import UsageError
from tests.rules.build import contract_of


def of(*outcomes: Outcome) -> Rule:
    def function(case: Case) -> Iterator[Outcome]:
        yield from outcomes

    return Rule("TST101", "error", "试验", "test", function)


WRONG = Broken("错", "wrong", [])
UNSURE = Broken("疑", "unsure", [], doubt=True)


@pytest.mark.parametrize(
    ("outcomes", "verdict", "compared"),
    [
        ((), "not_applicable", 0),
        ((Held(3), Held()), "passed", 4),
        ((Held(), WRONG), "failed", 2),
        ((Held(), UNSURE), "doubt", 2),
        ((UNSURE, WRONG), "failed", 2),
    ],
)
def test_the_verdict_stands_on_comparisons(outcomes: tuple[Outcome, ...], verdict: str, compared: int) -> None:
    (result,), _ = run([of(*outcomes)], Case(contract_of({})))
    assert (result.outcome, result.compared) == (verdict, compared)


def test_a_doubt_is_never_an_error() -> None:
    _, (finding,) = run([of(UNSURE)], Case(contract_of({})))
    assert (finding.status, finding.severity) == ("doubt", "info")


def test_a_rule_that_crashes_becomes_a_finding_and_the_others_still_run() -> None:
    def crash(case: Case) -> Iterator[Outcome]:
        raise ZeroDivisionError("by zero")
        yield Held()

    checks, findings = run([Rule("TST100", "error", "坏", "bad", crash), of(WRONG)], Case(contract_of({})))
    assert [c.outcome for c in checks] == ["not_applicable", "failed"]
    assert [f.code for f in findings] == [engine.CRASHED, "TST101"]
    assert "TST100" in findings[0].message


def test_what_is_found_is_kept_apart_from_what_is_reported() -> None:
    contract = contract_of(
        {"contingencies": [{"text": "以资金到位为准"}], "bonds": [{"kind": "deposit", "percent": "30"}]}
    )
    _, everything = check(contract)
    checks, selected = check(contract, select=["PAY"])
    assert {f.code for f in everything} == {"PAY305", "LAW805"}
    assert {f.code for f in selected} == {"PAY305"}
    assert next(c for c in checks if c.code == "LAW805").outcome == "failed"
    assert {f.code for f in check(contract, ignore=["PAY305"])[1]} == {"LAW805"}


def test_an_unknown_code_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="XYZ"):
        check(contract_of({}), select=["XYZ"])


def test_a_rule_that_is_off_runs_only_by_its_full_code() -> None:
    long_term = contract_of(
        {"deadlines": [{"what": "服务期", "kind": "service_term", "duration": {"n": "5", "unit": "year"}}]}
    )
    assert not [f for f in check(long_term, select=["LAW"])[1] if f.code == "LAW804"]
    assert [f.code for f in check(long_term, select=["LAW804"])[1]] == ["LAW804"]


def test_rules_come_from_other_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = []
    point = EntryPoint("mine", "tests.rules.build", "contract_parse.rules")
    monkeypatch.setattr(EntryPoint, "load", lambda self: loaded.append(self.name))
    monkeypatch.setattr(
        "importlib.metadata.entry_points", lambda group: [point] if group == "contract_parse.rules" else []
    )
    assert "AMT101" in catalogue()
    assert loaded == ["mine"]


def test_the_documented_outside_rule_is_found_by_its_entry_point_and_judges(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    guide = (Path(__file__).parents[2] / "CONTRIBUTING.md").read_text("utf-8")
    shown = guide.partition("<!-- outside rule -->\n```python\n")[2].partition("```")[0]
    assert 10 <= len(shown.splitlines()) <= 15
    installed = tmp_path / "my_package-1.0.dist-info"
    installed.mkdir()
    (installed / "METADATA").write_text("Metadata-Version: 2.1\nName: my-package\nVersion: 1.0\n")
    entry = guide.partition('```toml\n[project.entry-points."contract_parse.rules"]\n')[2].partition("```")[0]
    (installed / "entry_points.txt").write_text("[contract_parse.rules]\n" + entry.replace('"', ""))
    (tmp_path / "my_package").mkdir()
    (tmp_path / "my_package" / "__init__.py").write_text("")
    (tmp_path / "my_package" / "rules.py").write_text(shown, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(engine, "_CATALOGUE", dict(engine._CATALOGUE))
    without = contract_of({"amounts": {"total": {"value": "100"}}})
    agreed = contract_of({"amounts": {"total": {"value": "100"}}, "bonds": [{"kind": "performance", "percent": "5"}]})
    assert [f.message for f in check(without, select=["ZFC001"])[1]] == ["没有约定履约保证金。"]
    assert next(c for c in check(agreed)[0] if c.code == "ZFC001").outcome == "passed"
    assert explain(catalogue()["ZFC001"], "en").startswith("ZFC001 (warning) No performance bond")


def test_every_code_of_the_interface_is_in_the_catalogue() -> None:
    families = {"AMT": (101, 109), "ITM": (201, 207), "PAY": (301, 305), "DAT": (401, 405), "REF": (501, 506),
                "PTY": (601, 604), "FRM": (701, 705), "LAW": (801, 805), "OCR": (901, 901)}  # fmt: skip
    wanted = {f"{family}{n}" for family, (first, last) in families.items() for n in range(first, last + 1)}
    assert wanted <= set(catalogue())

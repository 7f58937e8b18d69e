"""The engine of rules across contracts: selection, severities, crashes, figures; who is counted under which name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from contract_parse.check import known_rules, require_known
from contract_parse.check.across import CrossRule, Figures, Portfolio, across, cross_catalogue, engine
from contract_parse.check.across.identity import names_counted
from contract_parse.errors import UsageError
from tests.across.build import portfolio_of

TWO_NAMES = [
    {"supplier": {"name": "江北恒测仪器设备有限公司", "uscc": "#1", "phone": "13900001234"}, "number": "云采2026-018", "total": 1},
    {"supplier": {"name": "江北恒测商贸有限公司", "uscc": "#1"}, "number": "云采2026-018", "total": 2},
]  # fmt: skip


def codes(**options: object) -> list[str]:
    _, findings = across(Portfolio.of(portfolio_of(TWO_NAMES)), **options)  # type: ignore[arg-type]
    return [f.code for f in findings]


def test_rules_across_contracts_stand_in_the_catalogue_and_may_be_named() -> None:
    assert set(cross_catalogue()) <= set(known_rules())
    require_known(["XCT", "XCT1004"])


def test_select_and_ignore_choose_what_is_reported_and_every_rule_has_run() -> None:
    assert codes() == ["XCT1001"]
    assert codes(select=["AMT"]) == []
    assert codes(ignore=["XCT1001"]) == []
    checks, _ = across(Portfolio.of(portfolio_of(TWO_NAMES)), select=["AMT"])
    assert [c.code for c in checks] == list(cross_catalogue())


def test_a_county_may_set_a_severity() -> None:
    _, findings = across(Portfolio.of(portfolio_of(TWO_NAMES)), severity=lambda code, own: "error")
    assert [f.severity for f in findings] == ["error"]


def test_a_rule_that_crashes_is_a_note_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(_: Portfolio) -> Iterator[engine.Outcome]:
        raise ValueError("nobody expected this")

    broken = CrossRule("XCT1000", "warning", "坏的", "broken", crash)
    monkeypatch.setitem(engine._CATALOGUE, "XCT1000", broken)
    _, findings = across(Portfolio.of(portfolio_of(TWO_NAMES)), lang="en")
    assert [f.code for f in findings] == ["ENG901", "XCT1001"]
    assert "nobody expected this" in findings[0].message


def test_a_code_cannot_be_entered_twice() -> None:
    with pytest.raises(ValueError, match="XCT1001"):
        engine.cross_rule("XCT1001", "info", "", "")(lambda _: iter(()))


@pytest.mark.parametrize("given", [{"split_threshold": -1}, {"split_treshold": 1}, {"price_ratio": 1}])
def test_a_wrong_figure_is_told_by_name(given: dict[str, object]) -> None:
    with pytest.raises(UsageError, match=next(iter(given))):
        Figures.of(given)


def test_the_order_of_files_changes_nothing() -> None:
    digests = portfolio_of(TWO_NAMES)
    assert across(Portfolio.of(digests)) == across(Portfolio.of(reversed(digests)))


def test_one_file_given_twice_is_one_contract() -> None:
    digests = portfolio_of(TWO_NAMES[:1])
    assert across(Portfolio.of([*digests, *digests]))[1] == []


def test_a_body_is_counted_under_one_name() -> None:
    digests = portfolio_of(
        [
            {"supplier": {"name": "江北恒测仪器设备有限公司", "uscc": "#1"}},
            {"supplier": {"name": "江北恒测仪器设备有限公司"}},
            {"supplier": {"name": "江北恒侧仪器没备有限公司"}, "scan": True},  # misread: the only name near it
            {"supplier": {"name": "江北恒测仪器设备(集团)公司", "uscc": "#1"}, "scan": True},
            {"supplier": {"name": "东屿建筑工程有限公司"}, "scan": True},
        ]
    )
    assert list(names_counted(digests, "supplier").values()) == ["江北恒测仪器设备有限公司"] * 4 + [
        "东屿建筑工程有限公司"
    ]


def test_a_code_put_to_the_wrong_side_joins_no_two_buyers() -> None:
    both = [{"buyer": {"name": name, "uscc": "#1"}} for name in ("澄溪县教育局", "澄溪县公安局")]
    assert list(names_counted(portfolio_of(both), "buyer").values()) == ["澄溪县教育局", "澄溪县公安局"]


def test_a_misread_name_near_two_others_keeps_its_own() -> None:
    digests = portfolio_of(
        [
            {"supplier": "江北恒测仪器一有限公司"},
            {"supplier": "江北恒测仪器二有限公司"},
            {"supplier": "江北恒测仪器三有限公司", "scan": True},
        ]
    )
    assert names_counted(digests, "supplier")[digests[2].sha256] == "江北恒测仪器三有限公司"


def test_an_evidence_of_each_contract_is_a_page_and_a_box() -> None:
    (finding,) = across(Portfolio.of(portfolio_of(TWO_NAMES)))[1]
    assert len(finding.contracts) == 2
    assert {(p.evidence.page, p.evidence.bbox is not None) for p in finding.places if p.evidence} == {(1, True)}


def test_a_contract_without_a_place_for_its_name_still_speaks() -> None:
    digests = portfolio_of(TWO_NAMES)
    bare = [replace(p, name=p.name and replace(p.name, place=None)) for p in digests[0].parties]
    (finding,) = across(Portfolio.of([digests[0].model_copy(update={"parties": bare}), digests[1]]))[1]
    assert any(p.evidence is None for p in finding.places)

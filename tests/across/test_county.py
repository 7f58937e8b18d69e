"""A composed county, small: what is planted across its contracts is told, and nothing else (benchmarks/across.py)."""

from __future__ import annotations

import pytest

from benchmarks.across import find, judge
from contract_parse.check.across import cross_catalogue
from tests.across.county import PLANTS, compose_county
from tests.across.reading import digests


@pytest.mark.parametrize("seed", [3, 8])
def test_a_clean_county_gives_no_notice(seed: int) -> None:
    assert [f.message for f in find(digests(compose_county(seed, 200).files, seed))] == []


@pytest.mark.parametrize("seed", [3, 8])
def test_what_is_planted_is_found_at_its_contracts(seed: int) -> None:
    county = compose_county(seed, 200, scans=0.0)
    for plant in [p for p in PLANTS for _ in range(2)]:
        plant(county)
    read = digests(county.files, seed)
    wanted, hit, missed, beside = judge(county, read, find(read))
    assert set(wanted) == set(cross_catalogue())
    assert hit == wanted, missed
    assert [f.message for f in beside] == []

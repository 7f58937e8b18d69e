"""The harness that says what a confidence means has to see wrong facts, or its table proves nothing."""

from __future__ import annotations

import copy

from tests.composer.calibration import judged
from tests.composer.compose import compose
from tests.composer.styles import STYLES


def _as_read(gold: dict, confidence: float) -> dict:
    """An output that says just what the gold says."""

    def fact(v: object) -> dict | None:
        v = v["value"] if isinstance(v, dict) else v
        return None if v is None else {"value": v, "evidence": [{"confidence": 0.99}, {"confidence": confidence}]}

    return {
        "contract": {k: fact(v) for k, v in gold["contract"].items() if not isinstance(v, dict) or "value" in v},
        "parties": [{k: v if k == "role" else fact(v) for k, v in p.items()} for p in gold["parties"]],
        "amounts": {"total": fact(gold["amounts"]["total"]), "components": []},
        "item_totals": [],
        "line_items": [],
    }


def test_what_agrees_is_right_and_has_its_least_confidence() -> None:
    gold = compose(3, STYLES[0]).gold
    found = list(judged(gold, _as_read(gold, 0.75)))
    assert len(found) > 10
    assert all(f.right and f.confidence == 0.75 for f in found)


def test_one_wrong_digit_is_one_wrong_fact() -> None:
    gold = compose(3, STYLES[0]).gold
    out = _as_read(gold, 0.75)
    wrong = copy.deepcopy(out)
    wrong["amounts"]["total"]["value"] = "1" + str(wrong["amounts"]["total"]["value"])
    assert [f.what for f in judged(gold, wrong) if not f.right] == ["total"]

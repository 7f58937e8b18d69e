"""What the summary tells a reviewer of the checks: the four outcomes, what would reconcile a conflict, when to pay."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from contract_parse.check import check, payment_calendar
from contract_parse.model.contract import Contract
from contract_parse.render import render
from tests.rules.build import contract_of


def checked(lang: str) -> Contract:
    contract = contract_of(
        {
            "contract": {"signed_on": dt.date(2026, 3, 2)},
            "amounts": {"total": {"value": "300", "role": "total", "capital": {"value": "300", "well_formed": True}}},
            "line_items": [
                {"number": "1", "row": 1, "name": "甲", "quantity": "2", "unit_price": "50", "amount": "100"},
                {"number": "2", "row": 2, "name": "乙", "quantity": "1", "unit_price": "200", "amount": "200"},
            ],
            "item_totals": [{"value": "310", "label": "合计", "row": 3, "first_row": 1, "last_row": 2}],
            "payments": [{"sequence": 1, "percent": "100", "trigger": "合同签订后", "due": {"n": "5", "unit": "day"}}],
        }
    )
    checks, findings = check(contract, lang=lang)  # type: ignore[arg-type]
    calendar = payment_calendar(contract, {})
    return contract.model_copy(update={"checks": checks, "findings": findings, "payment_calendar": calendar})


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", ["不一致 2", "已核对一致", "无从核对", "不表示没有问题", "数量 × 单价", "比较 2 次", "若清单的“合计”为 300.00 元"]),
        ("en", ["Does not agree 2", "Compared and agrees", "Could not be checked", "does not mean that all is well", "quantity × unit price"]),
    ],
)  # fmt: skip
def test_the_page_tells_what_held_what_did_not_and_what_could_not_be_checked(lang: str, words: list[str]) -> None:
    page = render(checked(lang), "html", lang).decode()  # type: ignore[arg-type]
    for word in words:
        assert word in page
    assert "2026-03-07" in page


def test_a_rule_that_held_is_told_by_what_it_compared_not_by_the_wrong_it_looks_for() -> None:
    page = render(checked("zh"), "html").decode()
    held = re.search(r"<summary><span class=\"mark passed\">.*?</details>", page, re.S)
    assert held is not None
    assert "两者所表示的数额" in held[0]
    assert "金额大小写不一致" not in held[0]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_markdown_tells_the_same(lang: str) -> None:
    text = render(checked(lang), "md", lang).decode()  # type: ignore[arg-type]
    assert "2026-03-07" in text
    assert "300.00" in text
    assert ("一处改动即可相符" if lang == "zh" else "One change would settle it") in text

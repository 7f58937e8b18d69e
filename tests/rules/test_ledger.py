"""The ledger: what single change is named for a conflict, and that it is true."""

from __future__ import annotations

from typing import Any

import pytest

from contract_parse.check import check
from contract_parse.check.ledger import ledger
from contract_parse.model.contract import Contract
from tests.rules.build import contract_of

ROWS = [
    {"number": "1", "row": 1, "name": "交换机", "quantity": "4", "unit_price": "1500", "amount": "6000"},
    {"number": "2", "row": 2, "name": "机柜", "quantity": "2", "unit_price": "2500", "amount": "5000"},
]


def money(value: str, clause: str, **more: Any) -> dict[str, Any]:
    """An amount that stands in a clause of its own, so that no two are one place."""
    return {"value": value, "clause": clause, "evidence": [{"text": value, "line": int(clause), "clause": clause}], **more}  # fmt: skip


def words(value: str, clause: str) -> dict[str, Any]:
    return {"value": value, "raw": "大写", "evidence": [{"text": "大写", "line": int(clause), "clause": clause}], "well_formed": True}  # fmt: skip


def broken(contract: Contract) -> dict[str, list[str]]:
    """Code → what would reconcile it."""
    return {f.code: f.reconcile for f in check(contract, lang="zh")[1] if f.severity == "error"}


def with_rows(total: str, rows: list[dict[str, Any]]) -> Contract:
    return contract_of(
        {
            "amounts": {"total": money("11000", "3", role="total", capital=words("11000", "3"))},
            "line_items": rows,
            "item_totals": [
                {
                    "value": total,
                    "label": "合计",
                    "row": 9,
                    "first_row": 1,
                    "last_row": 2,
                    "evidence": [{"text": total, "line": 90}],
                }
            ],
        }
    )


def test_a_total_that_alone_is_wrong_is_named_with_its_right_value() -> None:
    found = broken(with_rows("11500", ROWS))
    assert set(found) == {"ITM202", "ITM207"}
    wanted = ["若清单的“合计”为 11000.00 元（现为 11500.00 元），则与之有关的 2 处核算全部相符。"]
    assert found["ITM202"] == found["ITM207"] == wanted


def test_a_row_whose_unit_price_alone_is_wrong_is_named_and_its_amount_is_not() -> None:
    rows = [{**ROWS[0], "unit_price": "1600"}, ROWS[1]]
    (change,) = broken(with_rows("11000", rows))["ITM201"]
    assert change.startswith("若清单第 1 行单价为 1500.00 元（现为 1600.00 元）")


def test_a_quantity_that_is_no_whole_number_is_never_proposed() -> None:
    rows = [{**ROWS[0], "unit_price": "1600"}, ROWS[1]]
    assert not any("数量" in change for change in broken(with_rows("11000", rows))["ITM201"])


def test_where_no_single_figure_mends_it_none_is_named() -> None:
    rows = [{**ROWS[0], "amount": "6100"}, {**ROWS[1], "amount": "5200"}]
    assert broken(with_rows("11000", rows))["ITM202"] == []


def test_where_many_figures_would_mend_it_none_is_singled_out() -> None:
    rows = [{"number": str(i), "row": i, "name": f"项目{i}", "amount": "100"} for i in (1, 2, 3, 4)]
    total = {"value": "450", "label": "合计", "row": 9, "first_row": 1, "last_row": 4}
    assert broken(contract_of({"line_items": rows, "item_totals": [total]})) == {"ITM202": []}


def test_a_figure_against_its_words_is_settled_by_the_other_places_that_state_it() -> None:
    contract = contract_of(
        {
            "amounts": {
                "total": money("12800", "3", role="total", capital=words("12500", "3")),
                "components": [
                    {"name": "甲项服务", "amount": money("8000", "4"), "clause": "4"},
                    {"name": "乙项服务", "amount": money("4800", "5"), "clause": "5"},
                ],
            }
        }
    )
    (change,) = broken(contract)["AMT101"]
    assert "大写金额" in change
    assert "12800.00 元" in change


def test_a_percentage_that_alone_is_wrong_is_named() -> None:
    payments = [
        {"sequence": i, "percent": p, "amount": a, "amount_is": "stated", "clause": str(6 + i)}
        for i, p, a in ((1, "30", "3300"), (2, "65", "6600"), (3, "10", "1100"))
    ]
    found = broken(contract_of({"amounts": {"total": money("11000", "3")}, "payments": payments}))
    assert found["PAY301"] == ["若条款 8 第 2 期付款的比例为 60%（现为 65%），则与之有关的 2 处核算全部相符。"]
    assert found["PAY304"] == found["PAY301"]


def test_the_term_of_a_fee_in_the_body_that_alone_differs_is_named() -> None:
    part = {"name": "系统运维服务", "amount": money("180000", "3"), "clause": "3",
            "rate": {"amount": "90000", "per": "year"}, "term": {"n": "3", "unit": "year", "raw": "三年"}}  # fmt: skip
    row = {"number": "1", "name": "系统运维服务", "quantity": "2", "unit": "年", "unit_price": "90000", "amount": "180000"}  # fmt: skip
    found = broken(contract_of({"amounts": {"components": [part]}, "line_items": [row]}))
    wanted = ["若条款 3 中“系统运维服务”的期限为 2 年（现为 3 年），则与之有关的 2 处核算全部相符。"]
    assert found == {"AMT104": wanted, "AMT105": wanted}


@pytest.mark.parametrize(("field", "value"), [("quantity", "5"), ("unit_price", "1200"), ("amount", "6050")])
def test_every_change_named_makes_all_that_the_figure_is_part_of_hold(field: str, value: str) -> None:
    contract = with_rows("11000", [{**ROWS[0], field: value}, ROWS[1]])
    book = ledger(contract)
    wrong = [e for e in book.equations if not e.holds]
    assert wrong
    for equation in wrong:
        for change in book.reconcile(equation):
            key = change.quantity.key or ""
            touched = [e for e in book.equations if any(q.key == key for q in e.places)]
            assert len(touched) == change.mends
            assert equation in touched
            assert all(e.with_value(key, change.value).holds for e in touched)


def test_a_fee_told_again_in_another_clause_is_compared_by_rate_and_term() -> None:
    def said(sentence: str, rate: str) -> Contract:
        clauses = [{"path": "3", "number": "三", "text": "系统运维费每年80000元，期限2年，共160000元。"},
                   {"path": "9", "number": "九", "text": sentence}]  # fmt: skip
        part = {"name": "系统运维费", "amount": money("160000", "3"), "clause": "3",
                "rate": {"amount": "80000", "per": "year"}, "term": {"n": "2", "unit": "year", "raw": "2年"}}  # fmt: skip
        again = {"value": rate, "raw": f"{rate}元/年", "clause": "9", "role": "rate"}
        return contract_of({"clauses": clauses, "amounts": {"components": [part], "mentions": [again]}})

    assert "AMT105" in broken(said("系统运维费按70000元/年结算。", "70000"))
    assert "AMT105" in broken(said("系统运维费为80000元/年，期限3年。", "80000"))
    assert "AMT105" not in broken(said("系统运维费为80000元/年，期限24个月。", "80000"))
    assert "AMT105" not in broken(said("续签的，系统运维费按70000元/年结算。", "70000"))
    assert "AMT105" not in broken(said("驻场费按70000元/年结算。", "70000"))

"""Whole scans, read by an engine that replays: what is mended, what is doubted, what stays the contract's own fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from contract_parse import check, render
from contract_parse.model.contract import Contract, Finding
from contract_parse.model.evidence import Mended
from contract_parse.pipeline import mended_facts
from tests.mending.scans import scan

HEAD = ["实验设备采购合同", "甲方：临河县第一中学", "乙方：青禾教学仪器有限公司", "第一条 合同价款"]
PRICE = "合同总价为人民币128,600.00元（大写：壹拾贰万捌仟陆佰元整）。"
PAID = "第二条 付款方式 验收合格后支付合同总价的95%，质保期满后支付5%。"
ROWS = [
    ["序号", "货物名称", "数量", "单价", "金额"],
    ["1", "显微镜", "20", "3150.00", "63000.00"],
    ["2", "电子天平", "8", "8200.00", "65600.00"],
    ["", "合计", "", "", "128600.00"],
]


def read(tmp_path: Path, price: str = PRICE, paid: str = PAID, **cells: str) -> Contract:
    """The contract with cells said otherwise: ``r1c4`` is the amount of the first row."""
    rows = [list(row) for row in ROWS]
    for where, text in cells.items():
        rows[int(where[1])][int(where[3])] = text
    return mended_facts(scan(tmp_path, [*HEAD, price, paid, "附件一：分项报价表"], rows))


def findings(contract: Contract) -> list[Finding]:
    return [f for f in check.check(contract)[1] if f.code[:3] in ("AMT", "ITM", "PAY", "PTY") and f.code != "PTY603"]


def told(contract: Contract) -> list[tuple[str, str]]:
    return [(m.read, m.taken) for m in contract.mended]


def test_a_scan_that_agrees_with_itself_is_left_alone(tmp_path: Path) -> None:
    contract = read(tmp_path, r1c4="63[0|6:0.4]00.00", r2c2="[8|3:0.45]")
    assert contract.mended == []
    assert findings(contract) == []
    assert [i.amount for i in contract.line_items] == [63000, 65600]
    assert contract.item_totals[0].value == 128600


def test_a_misread_amount_is_mended_by_its_row_and_its_sum(tmp_path: Path) -> None:
    contract = read(tmp_path, r1c4="6[8|3:0.3]000.00")
    assert told(contract) == [("68000.00", "63000.00")]
    assert contract.mended[0].because == ["ITM201", "ITM202"]
    assert findings(contract) == []
    item = contract.line_items[0]
    assert item.amount == 63000
    assert item.cells["amount"][0].mended == Mended(read="68000.00", taken="63000.00")
    assert item.cells["unit_price"][0].mended is None


def test_both_readings_are_shown(tmp_path: Path) -> None:
    contract = read(tmp_path, r1c4="6[8|3:0.3]000.00")
    for form, lang in (("html", "zh"), ("md", "zh"), ("html", "en")):
        shown = render.render(contract, form, lang).decode()
        assert "68000.00" in shown
        assert "ITM202" in shown
    plain = contract.model_dump(mode="json")
    assert plain["mended"][0]["read"] == "68000.00"
    assert plain["line_items"][0]["cells"]["amount"][0]["mended"] == {"read": "68000.00", "taken": "63000.00"}
    assert "mended" not in plain["line_items"][0]["cells"]["quantity"][0]


@pytest.mark.parametrize(
    ("cell", "marked", "value"),
    [("r1c3", "[8|3:0.2]150.00", "3150.00"), ("r2c2", "[3|8:0.3]", "8"), ("r3c4", "12860000", "128600.00"),
     ("r2c4", "[5|6:0.4]5600.00", "65600.00"), ("r2c4", "65.600.00", "65600.00")],
)  # fmt: skip
def test_any_figure_of_a_table_is_mended(tmp_path: Path, cell: str, marked: str, value: str) -> None:
    contract = read(tmp_path, **{cell: marked})
    first, second = contract.line_items
    assert (first.quantity, first.unit_price, first.amount) == (20, 3150, 63000)
    assert (second.quantity, second.unit_price, second.amount) == (8, 8200, 65600)
    assert contract.item_totals[0].value == 128600
    assert [f for f in findings(contract) if f.status == "contradiction"] == []


def test_two_misreadings_in_one_sum(tmp_path: Path) -> None:
    contract = read(tmp_path, r1c4="6[8|3:0.3]000.00", r2c4="6[6|5:0.3]600.00")
    assert sorted(told(contract)) == [("66600.00", "65600.00"), ("68000.00", "63000.00")]
    assert findings(contract) == []


@pytest.mark.parametrize(
    "words", ["[臺|壹:0.4]拾贰万捌仟陆佰元整", "壹拾贰方捌仟陆佰元整", "壹拾贰万捌仟[陵|陆:0.1]佰元整", "壹拾贰万捌仟陆佰[无|元:0.3]整"]
)  # fmt: skip
def test_capital_words_are_mended_by_their_figure(tmp_path: Path, words: str) -> None:
    contract = read(tmp_path, price=f"合同总价为人民币128,600.00元（大写：{words}）。")
    total = contract.amounts.total
    assert total is not None
    assert total.capital is not None
    assert total.capital.value == 128600
    assert contract.mended[0].taken == "壹拾贰万捌仟陆佰元整"
    assert findings(contract) == []


def test_a_figure_is_mended_by_its_capital_words(tmp_path: Path) -> None:
    contract = read(tmp_path, price=PRICE.replace("128,600.00", "12[3|8:0.4],600.00"))
    assert told(contract) == [("123,600.00", "128,600.00")]
    assert findings(contract) == []


def test_a_figure_and_words_that_agree_are_not_changed_for_a_table(tmp_path: Path) -> None:
    contract = read(tmp_path, r3c4="12[3|8:0.3]600.00", price=PRICE.replace("128,600", "128,60[0|6:0.4]"))
    assert told(contract) == [("123600.00", "128600.00")]
    total = contract.amounts.total
    assert total is not None
    assert total.value == 128600


def test_percentages_are_mended_by_their_sum(tmp_path: Path) -> None:
    contract = read(tmp_path, paid=PAID.replace("95%", "9[6|5:0.3]%"))
    assert [p.percent for p in contract.payments] == [95, 5]
    assert findings(contract) == []


def test_several_near_readings_are_a_doubt_that_names_them(tmp_path: Path) -> None:
    price = PRICE.replace("128,600.00", "65,710.00").replace("壹拾贰万捌仟陆佰元整", "陆万伍仟柒佰壹拾元整")
    contract = read(tmp_path, price, r1c2="1[0|1:0.3]", r1c3="1[0|1:0.3]", r1c4="110.00", r3c4="65710.00")
    assert contract.mended == []
    (found,) = findings(contract)
    assert (found.code, found.status, found.severity) == ("ITM201", "doubt", "info")
    assert "“10”" in found.message
    assert "“11”" in found.message


def test_a_sure_reading_near_by_is_a_doubt_that_names_both(tmp_path: Path) -> None:
    contract = read(tmp_path, r1c4="68000.00")
    assert contract.mended == []
    found = {f.code: f for f in findings(contract)}
    assert set(found) == {"ITM201", "ITM202"}
    for f in found.values():
        assert (f.status, f.severity) == ("doubt", "info")
        assert "“68000.00”" in f.message
        assert "“63000.00”" in f.message
    assert all(c.outcome == "doubt" for c in check.check(contract)[0] if c.code in found)
    (english,) = [f for f in check.check(contract, lang="en")[1] if f.code == "ITM201"]
    assert "“68000.00” may be “63000.00”" in english.message


def test_an_error_of_the_contract_is_told_though_it_was_scanned(tmp_path: Path) -> None:
    contract = read(tmp_path, r1c4="61000.00")
    assert contract.mended == []
    assert {(f.code, f.status) for f in findings(contract)} == {
        ("ITM201", "contradiction"), ("ITM202", "contradiction"),
    }  # fmt: skip


def test_a_point_that_only_another_statement_asks_for_is_doubted_and_not_put_there(tmp_path: Path) -> None:
    # the planted confusion of units (AMT108) differs from a lost point in nothing
    again = "第三条 其他 合同总价12860000元为固定价。"
    contract = mended_facts(scan(tmp_path, [*HEAD, PRICE, PAID, again, "附件一：分项报价表"], ROWS))
    assert contract.mended == []
    assert [(f.code, f.status) for f in findings(contract)] == [("AMT108", "doubt")]


def test_a_piece_of_misread_words_accuses_nobody(tmp_path: Path) -> None:
    # 捌仟陆佰元整 is all that is left of the words, and the figure beside them is misread as well
    contract = read(tmp_path, price="合同总价为人民币12[3|8:0.04],600.00元（大写：壹拾贰方捌仟陆佰元整）。")
    assert [f for f in findings(contract) if f.status == "contradiction"] == []


def test_a_lost_point_behind_grouped_thousands_is_found(tmp_path: Path) -> None:
    contract = read(tmp_path, r1c4="63,000.00", r2c4="65,60000")
    assert told(contract) == [("65,60000", "65,600.00")]


def test_a_true_error_beside_a_misreading_stays(tmp_path: Path) -> None:
    contract = read(tmp_path, r1c3="3[7|1:0.3]50.00", r3c4="128200.00")
    assert told(contract) == [("3750.00", "3150.00")]
    assert {(f.code, f.status) for f in findings(contract)} == {
        ("ITM202", "contradiction"),
        ("ITM207", "contradiction"),
    }


def test_what_mends_one_row_and_breaks_the_sum_is_not_taken(tmp_path: Path) -> None:
    # 19 × 3150 is 59850: the amount could be read so, the sum says no; no reading of the quantity was offered
    contract = read(tmp_path, r1c2="19", r1c4="[6|5:0.4]3000.00")
    assert contract.mended == []
    assert contract.line_items[0].amount == 63000


def test_a_code_is_mended_by_its_check_character(tmp_path: Path) -> None:
    party = "乙方：青禾教学仪器有限公司 统一社会信用代码：9111000060003[1|7:0.3]341L"
    rows = [list(r) for r in ROWS]
    contract = mended_facts(scan(tmp_path, [HEAD[0], HEAD[1], party, HEAD[3], PRICE, PAID, "附件一：分项报价表"], rows))
    assert [p.uscc.value for p in contract.parties if p.uscc] == ["91110000600037341L"]
    assert told(contract) == [("91110000600031341L", "91110000600037341L")]


def test_a_scrap_of_a_figure_accuses_nobody(tmp_path: Path) -> None:
    contract = read(tmp_path, price="合同总价为人民币1.60元（大写：壹拾贰万捌仟陆佰元整）。")
    about = [f for f in findings(contract) if f.code == "AMT101"]
    assert [f.status for f in about] == ["doubt"]

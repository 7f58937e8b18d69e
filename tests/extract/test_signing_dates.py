"""Dates beside signatures: given, left empty, and printed but not readable, which is not the same as empty."""

from __future__ import annotations

from pathlib import Path

import pytest

from contract_parse.extract.parties import parties
from contract_parse.pipeline import parse
from tests.extract.clauses import contract, table

CONTRACT = """采购合同
甲方：清河县档案馆
乙方：远山科技有限公司
一、合同标的
乙方向甲方供应档案柜。
二、合同价款
合同总价为人民币50000.00元。

甲方（盖章）：清河县档案馆
日期：2026-03-25

乙方（盖章）：远山科技有限公司
日期：{date}
"""


@pytest.mark.parametrize(
    ("date", "missing"), [("2026-03-26", 0), ("", 1), ("    年  月  日", 1), ("2026年 月 日", 1), ("2O26-0E-2S 09", 0)]
)
def test_only_an_empty_place_is_a_missing_date(tmp_path: Path, date: str, missing: int) -> None:
    file = tmp_path / "合同.txt"
    file.write_text(CONTRACT.format(date=date), "utf-8")
    assert sum(f.code == "DAT405" for f in parse(file).findings) == missing


def test_what_stands_below_the_names_of_a_table_of_two_columns_is_each_ones_own() -> None:
    rows = [
        ("甲方（盖章）：清河县档案馆", "乙方（盖章）：远山科技有限公司"),
        ("代表人：王一", "代表人：李二"),
        ("", "开户银行：青禾银行云杉支行"),
    ]
    preamble = ["甲方：清河县档案馆", "乙方：远山科技有限公司"]
    buyer, supplier = parties(contract(preamble=preamble, closing=[table(*rows, header_rows=0)]))
    assert buyer.bank_name is None
    assert supplier.bank_name is not None

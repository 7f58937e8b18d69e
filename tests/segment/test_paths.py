"""Clause paths in the numbering styles of real contracts, each a small contract of our own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from contract_parse.model.layout import Cell, Layout, Table
from contract_parse.model.structure import Structure
from contract_parse.model.text import Text
from contract_parse.segment import segment
from tests.segment.layouts import lay_out

CASES = yaml.safe_load((Path(__file__).parent / "cases.yaml").read_text(encoding="utf-8"))


def paths(structure: Structure) -> list[str]:
    return [c.path for c in structure.body()] + [c.path for a in structure.annexes for c in a.walk()]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_paths(case: dict[str, Any]) -> None:
    structure = segment(lay_out(case["text"], "ocr" if case.get("scanned") else "text"))
    assert paths(structure) == case["paths"].split()
    assert [a.label for a in structure.annexes] == case.get("annexes", "").split()


def test_every_block_is_in_one_place() -> None:
    layout = lay_out(
        "合同\n第一条 标的\n货物见下表。\n序号 | 名称\n1 | 水泵\n第二条 价款\n甲方（盖章）：某局\n乙方（盖章）：某公司"
    )
    structure = segment(layout)
    words = "".join(b.text.s for _, b in structure.body_blocks() if hasattr(b, "text"))
    heads = "".join(c.head.s for c in structure.body())
    assert sorted("".join(words.split()) + "".join(heads.split())) == sorted(
        "".join(["合同第一条标的货物见下表。第二条价款甲方（盖章）：某局乙方（盖章）：某公司"])
    )
    assert sum(len(c.tables) for c in structure.body()) == 1


def test_title_is_apart_from_text() -> None:
    structure = segment(lay_out("第一条 付款方式\n合同签订后支付三成。\n第二条 乙方应按期交货。\n2.1 交货期三十日。"))
    first, second = structure.clauses
    assert first.title is not None
    assert first.title.s == "付款方式"
    assert [p.text.s for p in first.paragraphs] == ["合同签订后支付三成。"]
    assert second.title is None
    assert second.paragraphs[0].text.s == "乙方应按期交货。"


def test_heading_printed_twice() -> None:
    structure = segment(lay_out("第一条 付款\n第一条 付款\n一次付清。\n第第二二条条  争争议议\n诉讼。"))
    assert [c.path for c in structure.body()] == ["1", "2"]
    assert structure.clauses[1].title is not None
    assert structure.clauses[1].title.s.strip() == "争议"


def test_signatures_close_the_body() -> None:
    structure = segment(
        lay_out(
            "第一条 标的\n第二条 价款\n第三条 份数\n（以下无正文）\n甲方：某局（盖章）\t乙方：某公司（盖章）\n代表人：\t代表人：\n日期：2026年1月1日"
        )
    )
    assert [b.text.s[:2] for b in structure.closing if hasattr(b, "text")] == ["甲方", "代表", "日期"]


def test_a_sentence_about_sealing_closes_nothing() -> None:
    structure = segment(
        lay_out("第一条 标的\n第二条 价款\n第三条 生效\n甲方和乙方签字盖章后生效。\n第四条 份数\n一式四份。")
    )
    assert [c.path for c in structure.clauses] == ["1", "2", "3", "4"]
    assert structure.closing == ()


def test_bare_annex_title_takes_the_label_it_is_cited_by() -> None:
    structure = segment(
        lay_out(
            "第一条 标的\n设备见附件2《设备配置表》。\n第二条 价款\n第三条 生效\n甲方（盖章）：某局\n乙方（盖章）：某公司\n"
            "---\n^设备配置表\n序号 | 名称\n1 | 水泵"
        )
    )
    assert [a.label for a in structure.annexes] == ["附件2"]


def test_a_contract_printed_as_one_table() -> None:
    rows = [
        ("一、采购标的", "", ""), ("序号", "名称", "数量"), ("1", "水泵", "2"), ("二、合同金额", "", ""), ("金额", "十万元", "含税"),
        ("三、其他约定", "", ""),
    ]  # fmt: skip
    cells = tuple(
        Cell(Text.plain(words, r + 1), r, c, 1, 3 if not row[1] else 1)
        for r, row in enumerate(rows)
        for c, words in enumerate(row)
        if words
    )
    structure = segment(Layout((Table(cells, len(rows), 3, 0),)))
    assert paths(structure) == ["1", "2", "3"]
    assert [(t.rows, t.header_rows) for c in structure.body() for t in c.tables] == [(2, 1), (1, 0)]


def test_group_rows_of_an_item_table_are_no_clauses() -> None:
    rows = [
        ("序号", "名称", "金额"),
        ("一、硬件", "", ""),
        ("1", "水泵", "2"),
        ("二、软件", "", ""),
        ("2", "平台", "9"),
    ]
    cells = tuple(
        Cell(Text.plain(words, r + 1), r, c, 1, 3 if not row[1] else 1)
        for r, row in enumerate(rows)
        for c, words in enumerate(row)
        if words
    )
    structure = segment(Layout((*lay_out("一、标的\n二、价款").blocks, Table(cells, len(rows), 3, 1))))
    assert paths(structure) == ["1", "2"]
    assert structure.clauses[1].tables[0].rows == 5


def test_a_table_with_a_column_for_each_party_that_signs_is_the_closing() -> None:
    form = "项目 | 甲方 | 乙方\n名称 | 某中心 | 某公司\n法定代表人 | 王某 | 李某\n签署日期 | 2027-01-04 | 2027-01-04"
    structure = segment(lay_out(f"1、内容\n租用线路。\n2、费用\n每月一付。\n3、附则\n双方签署后生效。\n{form}"))
    assert [type(b) for b in structure.closing] == [Table]
    above = segment(lay_out(f"线路租用合同\n{form}\n1、内容\n租用线路。\n2、费用\n每月一付。"))
    assert above.closing == ()
    assert [c.path for c in above.body()] == ["1", "2"]

"""Clauses, annexes and tables as facts."""

from __future__ import annotations

from contract_parse.extract.outline import annexes, clauses, tables
from contract_parse.segment import segment
from tests.segment.layouts import lay_out

CONTRACT = """设备采购合同
第一条 标的
1.1 乙方供应下列设备：
设备明细
序号 | 名称 | 数量
1 | 水泵 | 2
1.2 设备为新品。
第二条 价款
总价十万元。
第三条 生效
甲方（盖章）：某局
乙方（盖章）：某公司
附件一：备件清单
一、随机备件
序号 | 名称
1 | 轴承
"""


def test_clauses_keep_own_text_apart_from_children() -> None:
    first, second, third = clauses(segment(lay_out(CONTRACT)))
    assert (first.path, first.number, first.title, first.text) == ("1", "第一条", "标的", "")
    assert [(c.path, c.text) for c in first.children] == [
        ("1.1", "乙方供应下列设备：\n设备明细"),
        ("1.2", "设备为新品。"),
    ]
    assert second.text == "总价十万元。"
    assert (third.title, third.children) == ("生效", [])
    assert first.evidence[0].line == 2


def test_annexes() -> None:
    (annex,) = annexes(segment(lay_out(CONTRACT)))
    assert (annex.label, annex.title, [c.path for c in annex.clauses]) == ("附件一", "备件清单", ["附件一/一"])
    assert [t.rows for t in annex.tables] == [[["1", "轴承"]]]


def test_tables_of_body_and_annexes() -> None:
    body, annex = tables(segment(lay_out(CONTRACT)))
    assert (body.annex, body.clause, body.title, body.header, body.rows) == (
        None, "1.1", "设备明细", ["序号", "名称", "数量"], [["1", "水泵", "2"]],
    )  # fmt: skip
    assert (annex.annex, annex.clause) == ("附件一", "附件一/一")
    assert body.evidence

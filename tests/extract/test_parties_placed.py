"""Parties told by where words stand on the page: stacked lines, seals alone, dates joined to the line above."""

from __future__ import annotations

from pathlib import Path

from contract_parse.extract.parties import parties
from contract_parse.model.geometry import Box
from contract_parse.model.layout import Paragraph
from contract_parse.model.text import Glyph, Text
from contract_parse.pipeline import parse
from tests.extract.clauses import clause, contract, table

BUYER, SUPPLIER = "清河县图书馆", "远山书业有限公司"
RECITAL = "双方经协商一致，订立本合同，以资共同遵守。"


def placed(words: str, x: float, y: float) -> Text:
    line = int(y)
    return Text(words, [Glyph(1, Box(x + 10 * i, y, x + 10 * i + 10, y + 11), line) for i in range(len(words))])


def line(words: str, x: float, y: float) -> Paragraph:
    return Paragraph(placed(words, x, y), ())


def test_stacked_parties_read_column_by_column() -> None:
    """The names first, then what stands to the right of each: the line tells whose it is."""
    preamble = [
        line(f"甲方：{BUYER}", 70, 100),
        line("地址：清河县文昌路3号", 70, 120),
        line(f"乙方：{SUPPLIER}", 70, 140),
        line("地址：青禾市环城路20号", 70, 160),
        line("联系人：齐云", 300, 100),
        line("邮编：323700", 300, 120),
        line("联系人：包航", 300, 140),
        line("邮编：323701", 300, 160),
    ]
    buyer, supplier = parties(contract(preamble=[*preamble, RECITAL]))
    said = [(p.contact, p.postal_code) for p in (buyer, supplier)]
    assert [(a.value, b.value) for a, b in said if a and b] == [("齐云", "323700"), ("包航", "323701")]
    assert not buyer.variants
    assert not supplier.variants


def test_a_date_that_layout_joins_to_the_line_above() -> None:
    closing = [
        line("甲方（公章）：", 400, 600),
        Paragraph(placed("经办人：党成", 400, 620) + placed("2026年4月20日", 400, 640), ()),
        line("乙方（公章）：", 400, 660),
        Paragraph(placed("经办人：权莉", 400, 680) + placed("2026年4月21日", 400, 700), ()),
    ]
    found = parties(contract(preamble=[f"甲方：{BUYER}", f"乙方：{SUPPLIER}", RECITAL], closing=closing))
    dates = [p.signature.signed_on for p in found if p.signature]
    assert [str(d.value) for d in dates if d] == ["2026-04-20", "2026-04-21"]
    assert [p.contact.value for p in found if p.contact] == ["党成", "权莉"]


def test_a_label_left_empty_beside_the_same_label_filled() -> None:
    form = table(
        ("甲方（章）", "乙方（章）"),
        ("委托代理人：", "委托代理人：冉静"),
        ("电话：0712-5551234", "电话：0713-5554321"),
        header_rows=0,
    )
    buyer, supplier = parties(contract(preamble=[f"甲方：{BUYER}", f"乙方：{SUPPLIER}", RECITAL], closing=[form]))
    assert buyer.representative is None
    assert supplier.representative is not None
    assert supplier.representative.value == "冉静"


def test_a_label_broken_in_a_narrow_cell() -> None:
    closing = [f"甲方：{BUYER}（盖章）", "法定代表人或委托代理", "人：曲波", f"乙方：{SUPPLIER}（盖章）"]
    buyer, _ = parties(contract(preamble=[f"甲方：{BUYER}", f"乙方：{SUPPLIER}", RECITAL], closing=closing))
    assert buyer.representative is not None
    assert buyer.representative.value == "曲波"


SEALED = """印刷合同
委托方：{buyer}
承揽方：{supplier}
第1条 委托方向承揽方订印画册500册，价款20000元。
第2条 此合同一式两份，委托方、承揽方各一份，盖章有效。

（委托方印章）                     （承揽方印章）
2026年5月9日                      2026年5月9日
"""


def test_places_for_seals_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "合同.txt"
    file.write_text(SEALED.format(buyer=BUYER, supplier=SUPPLIER), "utf-8")
    found = parse(file)
    assert [p.signature.present for p in found.parties if p.signature] == [True, True]
    assert found.contract.signed_on is not None
    assert str(found.contract.signed_on.value) == "2026-05-09"
    assert not [f for f in found.findings if f.code == "FRM704"]


DELEGATES = """设备租赁合同
甲方：{buyer}
乙方：{supplier}
一、租期17天。
二、甲方指定联系人如下
甲方代表：崔宏
乙方代表：蓝天
三、合同一式贰份，双方各执壹份。

甲方代表：崔宏
（盖章）2026.7.10
乙方代表：蓝天
（盖章）2026.7.11
"""


def test_who_signs_for_a_party_above_its_seal(tmp_path: Path) -> None:
    file = tmp_path / "合同.txt"
    file.write_text(DELEGATES.format(buyer=BUYER, supplier=SUPPLIER), "utf-8")
    found = parse(file)
    assert [p.signature.present for p in found.parties if p.signature] == [True, True]
    assert found.contract.signed_on is not None
    assert str(found.contract.signed_on.value) == "2026-07-11"
    assert [c.path for c in found.clauses] == ["1", "2", "3"]


def test_a_list_of_breaches_by_side_names_no_party() -> None:
    rows = table(
        ("违约情形", "责任方", "违约金"),
        ("逾期交付", "乙方", "每日为合同总价的1‰"),
        ("逾期付款", "甲方", "每日为欠款的0.3‰"),
    )
    found = parties(
        contract(clause("8", rows, title="违约责任"), preamble=["甲方：南屏县林业局", "乙方：远山信息有限公司"])
    )
    assert [(p.name.value if p.name else None, p.variants) for p in found] == [
        ("南屏县林业局", []),
        ("远山信息有限公司", []),
    ]

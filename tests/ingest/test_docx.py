"""Word documents are read as they are seen."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from contract_parse.errors import InputError
from contract_parse.ingest.docx import read_docx
from contract_parse.model.layout import Paragraph, Table
from tests.ingest.word_files import level, listed, p, r, save, tbl, tc


def texts(path: Path) -> list[str]:
    return [b.text.s for b in read_docx(path)[0].blocks if isinstance(b, Paragraph)]


def first_table(path: Path) -> Table:
    return next(b for b in read_docx(path)[0].blocks if isinstance(b, Table))


def grid(table: Table) -> list[list[str | None]]:
    return [[None if c is None else c.text.s for c in row] for row in table.grid()]


ARTICLES = (
    '<w:abstractNum w:abstractNumId="7">'
    + level(0, "chineseCountingThousand", "第%1条", '<w:suff w:val="space"/>')
    + level(1, "decimal", "%1.%2", "<w:isLgl/>")
    + level(2, "decimal", "（%3）", '<w:suff w:val="nothing"/>')
    + "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="2"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def test_numbers_are_printed_before_the_text(tmp_path: Path) -> None:
    body = listed("标的", 1) + listed("设备", 1, 1) + listed("水泵", 1, 2) + listed("电机", 1, 2) + listed("安装", 1, 1)
    body += listed("价款", 1) + listed("总价", 1, 1)
    path = save(tmp_path / "a.docx", body, ARTICLES)
    assert texts(path) == ["第一条 标的", "1.1 设备", "（1）水泵", "（2）电机", "1.2 安装", "第二条 价款", "2.1 总价"]


def test_a_list_with_its_own_start_begins_again(tmp_path: Path) -> None:
    body = listed("甲", 1, 2) + listed("乙", 1, 2) + listed("丙", 2, 2) + listed("丁", 2, 2)
    assert texts(save(tmp_path / "a.docx", body, ARTICLES)) == ["（1）甲", "（2）乙", "（1）丙", "（2）丁"]


def test_numbers_from_a_style(tmp_path: Path) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="1">'
        + level(0, "japaneseCounting", "%1、", '<w:pStyle w:val="H1"/>')
        + "</w:abstractNum>"
        '<w:num w:numId="4"><w:abstractNumId w:val="1"/></w:num>'
    )
    styles = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H1a"><w:name w:val="own"/><w:basedOn w:val="H1"/></w:style>'
    )
    body = (
        p("总则", '<w:pStyle w:val="H1"/>')
        + p("细则", '<w:pStyle w:val="H1a"/>')
        + p("正文", '<w:pStyle w:val="H1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    )
    path = save(tmp_path / "a.docx", body, numbering, styles)
    assert texts(path) == ["一、 总则", "二、 细则", "正文"]
    assert all(b.bold for b in read_docx(path)[0].blocks if isinstance(b, Paragraph))


def test_bullets_print_no_number_and_empty_paragraphs_do(tmp_path: Path) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="1">'
        + level(0, "decimal", "%1.")
        + level(1, "bullet", "·")
        + "</w:abstractNum>"
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    body = listed("甲", 1) + listed("", 1) + listed("点", 1, 1) + listed("乙", 1)
    assert texts(save(tmp_path / "a.docx", body, numbering)) == ["1. 甲", "2.", "点", "3. 乙"]


def test_rows_numbered_by_a_list(tmp_path: Path) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="1">' + level(0, "decimal", "%1") + "</w:abstractNum>"
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    table = tbl([tc("序号"), tc("名称")], [tc(listed("", 1)), tc("水泵")], [tc(listed("", 1)), tc("电机")])
    assert [r[0] for r in grid(first_table(save(tmp_path / "a.docx", table, numbering)))] == ["序号", "1", "2"]


def test_tabs_with_leaders_and_empty_fields_are_blanks(tmp_path: Path) -> None:
    tabs = '<w:tabs><w:tab w:val="left" w:leader="underscore" w:pos="4000"/></w:tabs>'
    body = p(r("期限：") + "<w:r><w:tab/></w:r>", tabs) + p("地点：" + "\u2002" * 5)
    assert texts(save(tmp_path / "a.docx", body)) == ["期限：____", "地点：____"]


def test_merged_cells_of_both_ways(tmp_path: Path) -> None:
    span, start, go_on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    table = tbl(
        [tc("序号"), tc("名称", span), tc("金额")],
        [tc("1"), tc("软件", start), tc("平台"), tc("100")],
        [tc("2"), tc("", go_on), tc("接口"), tc("50")],
        [tc("合计", '<w:gridSpan w:val="3"/>'), tc("150")],
    )
    found = first_table(save(tmp_path / "a.docx", table))
    assert grid(found) == [
        ["序号", "名称", "名称", "金额"], ["1", "软件", "平台", "100"], ["2", "软件", "接口", "50"], ["合计", "合计", "合计", "150"],
    ]  # fmt: skip
    assert found.header_rows == 1
    merged = next(c for c in found.cells if c.text.s == "软件")
    assert (merged.rowspan, merged.colspan) == (2, 1)


def test_a_form_of_labels_and_values_has_no_header(tmp_path: Path) -> None:
    table = tbl(
        [tc("合同编号"), tc("ABC-1"), tc("项目编号"), tc("P-2")],
        [tc("联系人"), tc("张某"), tc("电话"), tc("0371-1234567")],
    )
    assert first_table(save(tmp_path / "a.docx", table)).header_rows == 0


def test_words_broken_over_paragraphs_of_a_cell(tmp_path: Path) -> None:
    table = tbl([tc(p("信息") + p("平台")), tc(p("质保三年，含上门服务。") + p("另附清单"))], [tc("甲"), tc("乙")])
    assert [c.text.s for c in first_table(save(tmp_path / "a.docx", table)).cells[:2]] == [
        "信息平台",
        "质保三年，含上门服务。 另附清单",
    ]


def test_a_frame_around_text_is_no_table(tmp_path: Path) -> None:
    path = save(
        tmp_path / "a.docx",
        tbl([tc(p("第一条 标的") + tbl([tc("序号"), tc("名称")], [tc("1"), tc("泵")]) + p("第二条 价款"))]),
    )
    blocks = read_docx(path)[0].blocks
    assert [type(b).__name__ for b in blocks] == ["Paragraph", "Table", "Paragraph"]


def test_particulars_set_side_by_side_are_read_column_by_column(tmp_path: Path) -> None:
    """The signature block of an old form was a table, its parties without one."""
    sides = [[f"单位名称（章）：{who}厂", f"法定代表人：{who}某", "电话：0591-6680021"] for who in "甲乙"]
    form = tbl([tc("供方"), tc("需方")], [tc("".join(map(p, side))) for side in sides])
    assert texts(save(tmp_path / "a.docx", form)) == ["供方", *sides[0], "需方", *sides[1]]


def test_tracked_changes(tmp_path: Path) -> None:
    body = p(
        r("总价")
        + f'<w:del w:id="1">{r("10").replace("w:t", "w:delText")}</w:del><w:ins w:id="2">{r("12")}</w:ins>'
        + r("万元")
    )
    body += f'<w:ins w:id="3">{p("新增一段")}</w:ins>'
    assert texts(save(tmp_path / "a.docx", body)) == ["总价12万元", "新增一段"]


def test_underlined_spaces_are_blanks_and_underlined_words_are_not(tmp_path: Path) -> None:
    line = '<w:u w:val="single"/>'
    body = p(r("质保期为") + r("    ", line) + r("  ", line) + r("年")) + p(
        r("甲方：") + r("  ", line) + r("某局", line) + r("  ", line)
    )
    assert [s.replace(" ", "") for s in texts(save(tmp_path / "a.docx", body))] == ["质保期为____年", "甲方：某局"]


def test_check_boxes_of_every_make(tmp_path: Path) -> None:
    def box(on: int) -> str:
        return f'<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{on}"/></w14:checkbox></w:sdtPr><w:sdtContent>{r("x")}</w:sdtContent></w:sdt>'

    old = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r>'
        '<w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    symbol = '<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>'
    body = p(r("方式：") + box(1) + r("招标") + box(0) + r("询价") + old + r("磋商") + symbol + r("其他"))
    assert texts(save(tmp_path / "a.docx", body)) == ["方式：☑招标□询价☑磋商□其他"]


def test_text_boxes_once_and_hidden_words_never(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{p('合同专用章')}</w:txbxContent>"
    drawing = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    body = p(r("正文") + r("暗文", "<w:vanish/>") + drawing)
    assert texts(save(tmp_path / "a.docx", body)) == ["正文", "合同专用章"]


def test_fields_keep_their_result(tmp_path: Path) -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF a </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r("第三条")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert texts(save(tmp_path / "a.docx", p(r("见") + field + r("约定")))) == ["见第三条约定"]


def test_line_breaks_part_labels(tmp_path: Path) -> None:
    body = p(r("户名：某公司") + "<w:r><w:br/></w:r>" + r("账号：123456"))
    path = save(tmp_path / "a.docx", body)
    assert texts(path) == ["户名：某公司", "账号：123456"]
    assert {b.lines[0].number for b in read_docx(path)[0].blocks if isinstance(b, Paragraph)} == {1}


def test_evidence_counts_paragraphs_and_breaks_count_pages(tmp_path: Path) -> None:
    body = p("甲") + p("") + p("乙") + p('<w:r><w:br w:type="page"/></w:r>' + r("丙"))
    blocks = [b for b in read_docx(save(tmp_path / "a.docx", body))[0].blocks if isinstance(b, Paragraph)]
    assert [b.text.spots()[0].line for b in blocks] == [1, 3, 4]
    assert [b.page for b in blocks] == [1, 1, 2]
    assert all(g is not None and g.page is None for b in blocks for g in b.text.glyphs)


def test_a_document_that_is_none(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<not xml")
    with pytest.raises(InputError, match="损坏"):
        read_docx(path)

"""Rows of tables without rules: told by their figures, the white space, and where entries stand."""

import io
from pathlib import Path

import pytest

from contract_parse.layout.total_lines import is_total
from tests.layout.press import LEFT, Sheet, across, down, grid, laid, tables, texts

XS = (70, 110, 230, 330, 380, 450)
HEAD = ["序号", "项目名称", "规格", "工程量", "单价（元）", "合价（元）"]


def row(sheet: Sheet, y: float, cells: list[str], xs: tuple[float, ...] = XS) -> None:
    for x, s in zip(xs, cells, strict=True):
        if s:
            sheet.text(x, y, s, 9)


def test_a_subtotal_named_after_its_group_is_a_row_of_its_own() -> None:
    """``土方工程小计`` was merged into the row above: only labels that begin with 小计 were totals."""
    sheet = Sheet()
    row(sheet, 100, HEAD)
    row(sheet, 118, ["1", "平整", "机械", "10", "2.00", "20.00"])
    row(sheet, 136, ["2", "开挖", "人工", "10", "3.00", "30.00"])
    sheet.text(200, 154, "土方工程小计", 9).text(450, 154, "50.00", 9)
    row(sheet, 172, ["3", "回填", "素土", "10", "4.00", "40.00"])
    sheet.text(210, 190, "每月合计", 9).text(450, 190, "90.00", 9)
    (table,) = tables(laid(sheet))
    assert [r[0] for r in grid(table)] == ["序号", "1", "2", "土方工程小计", "3", "每月合计"]
    assert [r[5] for r in grid(table)[1:]] == ["20.00", "30.00", "50.00", "40.00", "90.00"]


@pytest.mark.parametrize(
    "label", ["合计", "（一）小计", "每月合计", "工程总造价", "合计（大写）：伍元整", "大写：伍元整"]
)
def test_totals(label: str) -> None:
    assert is_total(label)


@pytest.mark.parametrize("words", ["合计岗位", "1200.00", "第二条合同总价如下表", "小计算器"])
def test_no_totals(words: str) -> None:
    assert not is_total(words)


@pytest.mark.parametrize("first", [0, 1, 2], ids=["top", "middle", "bottom"])
def test_rows_set_solid_are_parted_by_where_their_figures_stand(first: int) -> None:
    sheet = Sheet()
    row(sheet, 100, HEAD)
    y = 112.0
    for number in ("1", "2", "3"):
        for line, s in enumerate(("热镀锌钢管，", "壁厚不小于三", "毫米")):
            sheet.text(XS[2], y + 12 * line, s, 9)
        row(sheet, y + 12 * first, [number, "钢管", "", "2", "5.00", "10.00"])
        y += 36
    (table,) = tables(laid(sheet))
    assert grid(table)[1:] == [
        [n, "钢管", "热镀锌钢管，壁厚不小于三毫米", "2", "5.00", "10.00"] for n in ("1", "2", "3")
    ]


def test_an_amount_wrapped_in_a_narrow_column_is_one() -> None:
    sheet = Sheet()
    row(sheet, 100, HEAD)
    for y, number in ((124, "1"), (160, "2")):
        row(sheet, y, [number, "水泵", "立式", "1", "12800.00", ""])
        sheet.text(XS[5], y - 6, "12800.0", 9).text(XS[5], y + 6, "0", 9)
    (table,) = tables(laid(sheet))
    assert [r[5] for r in grid(table)[1:]] == ["12800.00", "12800.00"]


def test_numbered_lists_in_cells_do_not_end_the_table() -> None:
    sheet = Sheet()
    row(sheet, 100, HEAD)
    for i, s in enumerate(("1.处理器：八核；", "2.内存：十六吉；", "3.硬盘：固态。")):
        sheet.text(XS[2], 118 + 12 * i, s, 9)
    row(sheet, 130, ["1", "计算机", "", "2", "5.00", "10.00"])
    row(sheet, 162, ["2", "打印机", "激光", "1", "7.00", "7.00"])
    (table,) = tables(laid(sheet))
    assert [r[2] for r in grid(table)[1:]] == ["1.处理器：八核；2.内存：十六吉；3.硬盘：固态。", "激光"]


def test_names_that_share_one_above() -> None:
    sheet = Sheet()
    for x, s in ((240, "技术参数"), (390, "价格（元）")):
        sheet.text(x, 92, s, 9)
    for x, s in ((70, "序号"), (120, "名称"), (330, "数量"), (480, "备注")):
        sheet.text(x, 100, s, 9)
    xs = (70, 120, 225, 280, 330, 380, 430, 480)
    for x, s in ((225, "品牌"), (280, "型号"), (380, "单价"), (430, "合价")):
        sheet.text(x, 108, s, 9)
    row(sheet, 126, ["1", "水准仪", "甲牌", "DL-7", "2", "5.00", "10.00", "含支架"], xs)
    row(sheet, 144, ["2", "全站仪", "乙牌", "NT-3", "1", "7.00", "7.00", ""], xs)
    (table,) = tables(laid(sheet))
    assert table.header_rows == 2
    assert grid(table)[0] == ["序号", "名称", "技术参数", "技术参数", "数量", "价格（元）", "价格（元）", "备注"]
    assert grid(table)[1] == ["序号", "名称", "品牌", "型号", "数量", "单价", "合价", "备注"]
    assert grid(table)[2] == ["1", "水准仪", "甲牌", "DL-7", "2", "5.00", "10.00", "含支架"]


def test_two_names_set_without_a_gap_are_two_columns() -> None:
    sheet = Sheet()
    row(sheet, 100, ["序号", "名称", "规格", "数量", "单价（元）合价（元）", ""])
    row(sheet, 118, ["1", "水泵", "立式", "2", "5.00", "10.00"], (70, 110, 230, 330, 390, 440))
    row(sheet, 136, ["2", "阀门", "球形", "1", "7.00", "7.00"], (70, 110, 230, 330, 390, 440))
    (table,) = tables(laid(sheet))
    assert grid(table)[0] == ["序号", "名称", "规格", "数量", "单价（元）", "合价（元）"]
    assert grid(table)[1] == ["1", "水泵", "立式", "2", "5.00", "10.00"]


def test_a_group_label_at_half_the_height_of_its_rows() -> None:
    sheet = Sheet()
    row(sheet, 100, ["类别", "名称", "规格", "数量", "单价（元）", "合价（元）"])
    for i, name in enumerate(("甲", "乙", "丙", "丁")):
        row(sheet, 118 + 18 * i, ["", name + "设备", "立式", "1", "5.00", "5.00"])
    sheet.text(70, 127, "硬件", 9).text(70, 163, "软件", 9)
    (table,) = tables(laid(sheet))
    assert [r[0] for r in grid(table)[1:]] == ["硬件", "硬件", "软件", "软件"]
    assert [r[1] for r in grid(table)[1:]] == ["甲设备", "乙设备", "丙设备", "丁设备"]


def test_a_heading_in_the_middle_of_the_table_is_no_part_of_a_row() -> None:
    sheet = Sheet()
    row(sheet, 100, HEAD)
    sheet.text(255, 118, "一、主要设备", 9)
    row(sheet, 136, ["1", "水泵", "立式", "2", "5.00", "10.00"])
    sheet.text(255, 154, "二、安装辅材", 9)
    row(sheet, 172, ["2", "阀门", "球形", "1", "7.00", "7.00"])
    (table,) = tables(laid(sheet))
    assert [r[0] for r in grid(table)] == ["序号", "一、主要设备", "1", "二、安装辅材", "2"]
    assert grid(table)[2][3] == "2"


def test_only_columns_are_ruled() -> None:
    """All rows stood in one cell, with the merged total's label cut by the column lines."""
    sheet = Sheet()
    edges = (66, 106, 226, 326, 376, 446, 520)
    sheet.rulings += [across(66, 520, y) for y in (88, 106, 200)] + [down(x, 88, 200) for x in edges]
    row(sheet, 100, HEAD)
    for i, number in enumerate(("1", "2", "3")):
        row(sheet, 118 + 20 * i, [number, "水泵", "立式", "2", "5.00", "10.00"])
    row(sheet, 190, ["合计", "", "", "", "", "30.00"])
    (table,) = tables(laid(sheet))
    assert [r[0] for r in grid(table)] == ["序号", "1", "2", "3", "合计"]
    assert grid(table)[4][5] == "30.00"


def test_a_header_on_top_of_every_page_is_no_running_head() -> None:
    sheets = []
    for page in (1, 2, 3):
        sheet = Sheet(page)
        row(sheet, 60, HEAD)
        row(sheet, 78, [str(page), "甲乙丙"[page - 1] + "水泵", "立式", "2", "5.00", "10.00"])
        row(sheet, 96, [str(page + 3), "丁戊己"[page - 1] + "阀门", "球形", "1", "7.00", "7.00"])
        for y in range(116, 780, 18):
            row(sheet, y, [str(page * 100 + y // 18), "弯头", "铸铁", "1", "7.00", "7.00"])
        sheets.append(sheet)
    (table,) = tables(laid(*sheets))
    assert sum(r[0] == "序号" for r in grid(table)) == 1
    assert not texts(laid(*sheets))


def test_clauses_below_stay_text() -> None:
    sheet = Sheet()
    row(sheet, 100, HEAD)
    row(sheet, 118, ["1", "水泵", "立式", "2", "5.00", "10.00"])
    row(sheet, 136, ["2", "阀门", "球形", "1", "7.00", "7.00"])
    sheet.text(LEFT, 160, "第二条 交付").text(LEFT, 178, "二、乙方应当于三十日内交付全部货物并安装调试完毕。")
    layout = laid(sheet)
    assert tables(layout)[0].rows == 3
    assert "".join(texts(layout)) == "第二条 交付二、乙方应当于三十日内交付全部货物并安装调试完毕。"


def test_it_is_so_in_a_printed_file(tmp_path: Path) -> None:
    """What reportlab sets without rules, read back: wraps, a subtotal, a merged total."""
    from contract_parse.ingest import read
    from contract_parse.layout import lay_out
    from contract_parse.model.layout import Table
    from tests.composer.manuscript import Grid, Manuscript, Words
    from tests.composer.typeset_pdf import typeset_pdf

    rows = [
        ["序号", "岗位", "配置人数", "单价（元/人·月）", "月费用（元）"],
        ["1", "项目主管", "1", "5200.00", "5200.00"],
        ["2", "绿化养护工（含草坪修剪、病虫害防治及乔灌木整形）", "3", "3600.00", "10800.00"],
        ["每月合计", None, None, None, "16000.00"],
    ]
    piece = Grid(rows, [4, 11, 5.5, 8, 9], [(3, 0, 1, 4)], 1, ruled=False, right=[3, 4], lines="three")
    path = tmp_path / "a.pdf"
    path.write_bytes(io.BytesIO(typeset_pdf(Manuscript([Words("费用如下："), piece, Words("以上价格含税。")]))).read())
    (table,) = [b for b in lay_out(read(path, ocr="off")).blocks if isinstance(b, Table)]
    found = [[c.text.s if c else None for c in r] for r in table.grid()]
    assert found[:3] == rows[:3]
    assert (found[3][1], found[3][4]) == ("每月合计", "16000.00")

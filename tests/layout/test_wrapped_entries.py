"""Tables without rules whose figures, names and totals are wrapped, spread or set apart."""

from __future__ import annotations

from tests.layout.press import LEFT, Sheet, across, down, grid, laid, tables, texts
from tests.layout.test_entries import HEAD, XS, row


def test_a_figure_cut_at_its_marks_is_one() -> None:
    """``.00元`` below ``2,393`` made rows of its own."""
    sheet = Sheet()
    row(sheet, 100, HEAD)
    for i, number in enumerate(("1", "2", "3")):
        y = 120 + 40 * i
        row(sheet, y, [number, "水泵", "立式", "34", "2,393", "81,362.0"])
        row(sheet, y + 12, ["", "", "", "", ".00元", "0元"])
    (table,) = tables(laid(sheet))
    assert [r[4:] for r in grid(table)[1:]] == [["2,393.00元", "81,362.00元"]] * 3


def test_entries_that_are_counted_end_with_the_next_number() -> None:
    """A plain figure wrapped where nothing tells it from another was an entry."""
    sheet = Sheet()
    row(sheet, 100, HEAD)
    for i, number in enumerate(("1", "2", "3")):
        row(sheet, 120 + 30 * i, [number, "水泵", "立式", "34", "12", "81362"])
    sheet.text(XS[5], 132, "5", 9)
    (table,) = tables(laid(sheet))
    assert [r[5] for r in grid(table)] == ["合价（元）", "813625", "81362", "81362"]


def test_the_figure_of_a_total_wrapped_round_its_label() -> None:
    sheet = Sheet()
    row(sheet, 100, HEAD)
    row(sheet, 118, ["1", "水泵", "立式", "2", "5.00", "10.00"])
    row(sheet, 136, ["2", "阀门", "球形", "1", "7.00", "7.00"])
    sheet.text(450, 154, "22,21", 9).text(XS[1], 164, "总价", 9).text(450, 164, "1,018.", 9).text(450, 174, "06", 9)
    (table,) = tables(laid(sheet))
    assert grid(table)[3][5] == "22,211,018.06"


def test_names_in_lines_above_and_below_the_others() -> None:
    """采购数 above and 量 below the line of 序号: the table was not seen."""
    sheet = Sheet()
    xs = (70, 110, 230, 300, 360, 450)
    for x, upper, lower in ((230, "采购数", "量"), (300, "计量", "单位"), (360, "综合单价", "（元）")):
        sheet.text(x, 100, upper, 9).text(x, 111, lower, 9)
    row(sheet, 105.5, ["序号", "货物名称", "", "", "", "交货期"], xs)
    for i in (1, 2):
        row(sheet, 110 + 20 * i, [str(i), "水泵", "2", "台", "5.00", "30天"], xs)
    (table,) = tables(laid(sheet))
    assert grid(table)[0] == ["序号", "货物名称", "采购数量", "计量单位", "综合单价（元）", "交货期"]


def test_one_wrapped_name_close_to_the_header() -> None:
    sheet = Sheet()
    row(sheet, 100, ["序号", "项目名称", "规格", "计量", "单价（元）", "合价（元）"])
    sheet.text(XS[3], 112, "单位", 9)
    row(sheet, 140, ["1", "水泵", "立式", "台", "5.00", "10.00"])
    row(sheet, 160, ["2", "阀门", "球形", "个", "7.00", "7.00"])
    (table,) = tables(laid(sheet))
    assert grid(table)[0][3] == "计量单位"
    assert grid(table)[1][0] == "1"


def test_letters_of_a_total_set_apart() -> None:
    sheet = Sheet()
    row(sheet, 100, HEAD)
    row(sheet, 118, ["1", "水泵", "立式", "2", "5.00", "10.00"])
    row(sheet, 136, ["2", "阀门", "球形", "1", "7.00", "7.00"])
    sheet.text(200, 154, "合", 9).text(240, 154, "计", 9).text(450, 154, "17.00", 9)
    (table,) = tables(laid(sheet))
    assert "合计" in {"".join((s or "").split()) for s in grid(table)[3]}


def test_the_clause_below_a_total_is_no_row() -> None:
    sheet = Sheet()
    row(sheet, 100, HEAD)
    row(sheet, 118, ["1", "水泵", "立式", "2", "5.00", "10.00"])
    row(sheet, 136, ["合计", "", "", "", "", "10.00"])
    sheet.text(XS[0], 156, "2．").text(XS[1], 156, "合同价款").text(XS[0], 174, "2.1").text(
        XS[1], 174, "合同总价为壹拾元整。"
    )
    layout = laid(sheet)
    assert tables(layout)[0].rows == 3
    assert "合同价款" in "".join(texts(layout))


def test_a_heading_over_an_entry_whose_name_is_wrapped() -> None:
    sheet = Sheet()
    row(sheet, 100, HEAD)
    row(sheet, 118, ["1", "水泵", "立式", "2", "5.00", "10.00"])
    row(sheet, 136, ["", "小计", "", "", "", "10.00"])
    sheet.text(XS[0], 154, "二、安装辅材", 9)
    sheet.text(XS[1], 168, "不锈钢阀门", 9)
    row(sheet, 173, ["2", "", "球形", "1", "7.00", "7.00"])
    sheet.text(XS[1], 178, "（含密封圈）", 9)
    row(sheet, 196, ["", "合计", "", "", "", "17.00"])
    found = {r[0]: r for r in grid(tables(laid(sheet))[0])}
    assert (found["2"][1], found["2"][5]) == ("不锈钢阀门（含密封圈）", "7.00")


def test_a_remark_that_names_a_clause_ends_no_table() -> None:
    sheet = Sheet()
    head = [*HEAD[:5], "备注"]
    row(sheet, 100, head)
    for i, number in enumerate(("1", "2", "3")):
        y = 120 + 34 * i
        sheet.text(XS[5], y - 6, "详见参数", 9).text(XS[5], y + 6, "第2条", 9)
        row(sheet, y, [number, "水泵", "立式", "2", "5.00", ""])
    (table,) = tables(laid(sheet))
    assert [r[0] for r in grid(table)[1:]] == ["1", "2", "3"]


def test_a_total_below_empty_rows() -> None:
    sheet = Sheet()
    row(sheet, 100, HEAD)
    row(sheet, 118, ["1", "水泵", "立式", "2", "5.00", "10.00"])
    row(sheet, 136, ["2", "阀门", "球形", "1", "7.00", "7.00"])
    row(sheet, 186, ["合计", "", "", "", "", "17.00"])
    (table,) = tables(laid(sheet))
    assert grid(table)[3][5] == "17.00"


def test_a_sign_at_the_left_edge_of_its_cell() -> None:
    """The sign of 5.00 fell into the quantity's column."""
    sheet = Sheet()
    row(sheet, 100, HEAD)
    for i, number in enumerate(("1", "2", "3")):
        y = 118 + 18 * i
        row(sheet, y, [number, "水泵", "立式", "2", "", ""])
        for x in (XS[4] - 25, XS[5] - 20):
            sheet.text(x, y, "¥", 9).text(x + 42, y, "5.00", 9)
    (table,) = tables(laid(sheet))
    assert grid(table)[1] == ["1", "水泵", "立式", "2", "¥5.00", "¥5.00"]


def test_tables_close_below_one_another_are_two() -> None:
    sheet = Sheet()
    for top, xs in ((88, (66, 226, 376, 520)), (130, (66, 166, 266, 366, 520))):
        sheet.rulings += [across(66, 520, y) for y in (top, top + 18, top + 36)]
        sheet.rulings += [down(x, top, top + 36) for x in xs]
        for r in range(2):
            for k, x in enumerate(xs[:-1]):
                sheet.text(x + 6, top + 13 + 18 * r, f"{'甲乙'[r]}{k}", 9)
    found = tables(laid(sheet))
    assert [(t.rows, t.cols) for t in found] == [(2, 3), (2, 4)]


def test_two_columns_of_text_that_do_not_stand_level() -> None:
    """Lines of the right column were read between those of the left, a table in one of them."""
    sheet = Sheet()
    sheet.rulings += [across(60, 280, y) for y in (130, 146, 162)] + [down(x, 130, 162) for x in (60, 140, 280)]
    for y, cells in ((142, ("名称", "数量")), (158, ("水泵", "二台"))):
        sheet.text(66, y, cells[0], 9).text(146, y, cells[1], 9)
    line = "乙方应当按照约定的时间，将货物送到指定地点"
    for side, x, start in (("左", 60, 180), ("右", 310, 106)):
        for i in range(14):
            sheet.text(x, start + 15.0 * i, f"{line[:18]}。{side}{'一二三四五六七八九十甲乙丙丁'[i]}")
    found = "".join(texts(laid(sheet)))
    left, right = [found.index(f"左{c}") for c in "一丁"], [found.index(f"右{c}") for c in "一丁"]
    assert left[0] < left[1] < right[0] < right[1]


def test_wrapped_figures_in_a_frame_without_row_lines() -> None:
    sheet = Sheet()
    edges = (66, 106, 226, 326, 376, 446, 520)
    sheet.rulings += [across(66, 520, y) for y in (88, 106, 210, 228, 246)] + [down(x, 88, 246) for x in edges]
    row(sheet, 100, HEAD)
    for i, number in enumerate(("1.1", "1.2", "2.1")):
        y = 120 + 34 * i
        row(sheet, y, [number, "水泵", "立式", "2", "49,021.0", "98,042.0"])
        row(sheet, y + 11, ["", "", "", "", "0", "0"])
    row(sheet, 222, ["合计", "", "", "", "", "294,126.00"])
    row(sheet, 240, ["说明", "", "", "", "", "含税"])
    (table,) = tables(laid(sheet))
    assert [r[0] for r in grid(table)[1:4]] == ["1.1", "1.2", "2.1"]
    assert grid(table)[1][5] == "98,042.00"


def test_clauses_stay_clauses_beside_the_margin() -> None:
    """A page of one column is none of two, though its lines are short."""
    sheet = Sheet()
    for i in range(20):
        sheet.text(LEFT, 80 + 18 * i, f"{i + 1}.双方应当遵守，不得违反。")
    assert len(texts(laid(sheet))) == 20

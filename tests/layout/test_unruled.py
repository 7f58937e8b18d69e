from tests.layout.press import LEFT, Sheet, across, grid, laid, tables, texts

XS = (70, 110, 230, 330, 380, 450)
HEAD = ["序号", "货物名称", "规格型号", "数量", "单价（元）", "金额（元）"]


def row(sheet: Sheet, y: float, cells: list[str]) -> None:
    for x, s in zip(XS, cells, strict=True):
        sheet.text(x, y, s, 9)


def test_columns_under_a_header() -> None:
    sheet = Sheet().text(LEFT, 80, "第二条 清单如下：")
    row(sheet, 100, HEAD)
    row(sheet, 118, ["1", "办公桌", "1600×800", "10", "1200.00", "12000.00"])
    row(sheet, 136, ["2", "文件柜", "五节 钢制", "4", "850.00", "3400.00"])
    row(sheet, 154, ["合计", "", "", "", "", "15400.00"])
    sheet.text(LEFT, 190, "第三条 以上价格含税。")
    layout = laid(sheet)
    (table,) = tables(layout)
    assert not table.ruled
    assert table.header_rows == 1
    assert grid(table) == [
        HEAD,
        ["1", "办公桌", "1600×800", "10", "1200.00", "12000.00"],
        ["2", "文件柜", "五节 钢制", "4", "850.00", "3400.00"],
        ["合计", "", "", "", "", "15400.00"],
    ]
    assert texts(layout) == ["第二条 清单如下：", "第三条 以上价格含税。"]


def test_three_lines_and_wrapped_entries() -> None:
    sheet = Sheet()
    sheet.rulings += [across(70, 520, 88), across(70, 520, 106), across(70, 520, 180)]
    row(sheet, 100, HEAD)
    sheet.text(230, 118, "容量五百升，温", 9).text(230, 130, "度零下八十度", 9)
    row(sheet, 124, ["1", "冰箱", "", "1", "9000", "9000"])
    row(sheet, 148, ["2", "离心机", "台式", "1", "3000", "3000"])
    row(sheet, 170, ["3", "天平", "万分之一", "1", "2000", "2000"])
    (table,) = tables(laid(sheet))
    assert [r[2] for r in grid(table)] == ["规格型号", "容量五百升，温度零下八十度", "台式", "万分之一"]


def test_a_sentence_close_above_is_no_part_of_the_names() -> None:
    sheet = Sheet().text(70, 94, "1.2").text(112, 94, "分项如下：")
    row(sheet, 104, HEAD)
    row(sheet, 122, ["1", "办公桌", "1600×800", "10", "1200.00", "12000.00"])
    row(sheet, 140, ["2", "文件柜", "五节 钢制", "4", "850.00", "3400.00"])
    layout = laid(sheet)
    (table,) = tables(layout)
    assert grid(table)[0] == HEAD
    assert len(texts(layout)) == 1


def test_a_heading_close_above_is_none_either() -> None:
    sheet = Sheet().text(70, 93, "二、工程量及价款", 10)
    row(sheet, 102, HEAD)
    row(sheet, 120, ["1", "办公桌", "1600×800", "10", "1200.00", "12000.00"])
    row(sheet, 138, ["2", "文件柜", "五节 钢制", "4", "850.00", "3400.00"])
    layout = laid(sheet)
    (table,) = tables(layout)
    assert grid(table)[0] == HEAD
    assert texts(layout) == ["二、工程量及价款"]


def test_amounts_of_reagents_are_no_labels() -> None:
    sheet = Sheet()
    row(sheet, 100, HEAD)
    sheet.text(110, 118, "肌酐测定试剂盒（肌", 9).text(230, 118, "R1:45ml×6", 9)
    row(sheet, 124, ["1", "", "", "80", "560", "44800"])
    sheet.text(110, 130, "氨酸氧化酶法）", 9).text(230, 130, "R2:15ml×6", 9)
    row(sheet, 148, ["2", "尿酸测定试剂盒", "R1:60ml×4", "60", "420", "25200"])
    (table,) = tables(laid(sheet))
    assert grid(table)[1][1:3] == ["肌酐测定试剂盒（肌氨酸氧化酶法）", "R1:45ml×6R2:15ml×6"]


def test_it_goes_on_without_a_header_on_the_next_page() -> None:
    first, second = Sheet(1), Sheet(2)
    row(first, 760, HEAD)
    row(first, 778, ["1", "办公桌", "木", "1", "10", "10"])
    row(second, 60, ["2", "文件柜", "铁", "1", "20", "20"])
    row(second, 78, ["合计", "", "", "", "", "30"])
    second.text(LEFT, 120, "第三条 以上价格含税，乙方不得另行收取任何费用。")
    layout = laid(first, second)
    (table,) = tables(layout)
    assert [r[0] for r in grid(table)] == ["序号", "1", "2", "合计"]
    assert texts(layout) == ["第三条 以上价格含税，乙方不得另行收取任何费用。"]


def test_entries_for_every_name_leave_no_doubt_which_is_whose() -> None:
    # Names in the middle of wide columns, entries at their left edges.
    sheet = Sheet()
    for x, s in ((86, "序号"), (173, "菜品"), (261, "份数"), (369, "每份价格"), (493, "金额")):
        sheet.text(x, 100, s, 8)
    for y, cells in ((118, ("1", "早餐", "300", "8", "2400")), (136, ("2", "午餐", "300", "15", "4500"))):
        for x, s in zip((58, 136, 233, 310, 466), cells, strict=True):
            sheet.text(x, y, s, 8)
    (table,) = tables(laid(sheet))
    assert grid(table)[1:] == [["1", "早餐", "300", "8", "2400"], ["2", "午餐", "300", "15", "4500"]]


def test_names_that_the_vocabulary_of_price_tables_knows() -> None:
    sheet = Sheet()
    for y, cells in (
        (100, ("序号", "车牌号", "交强险（元）", "商业险（元）", "保费（元）")),
        (118, ("1", "陕A12345", "950", "2100", "3050")),
        (136, ("2", "陕A54321", "1130", "3420", "4550")),
    ):
        for x, s in zip((70, 130, 230, 320, 420), cells, strict=True):
            sheet.text(x, y, s, 9)
    (table,) = tables(laid(sheet))
    assert grid(table)[2] == ["2", "陕A54321", "1130", "3420", "4550"]


def test_labels_side_by_side_are_no_table() -> None:
    sheet = Sheet()
    for i, s in enumerate(("某某单位", "某路一号", "010-1")):
        for x, label in ((70, "名称："), (230, "单位："), (400, "项目：")):
            sheet.text(x, 100 + 18 * i, label + s, 9)
    assert not tables(laid(sheet))


def test_the_clause_after_the_total_is_no_row() -> None:
    sheet = Sheet()
    row(sheet, 100, HEAD)
    row(sheet, 118, ["1", "办公桌", "木", "1", "10", "10"])
    row(sheet, 136, ["总金额", "", "", "", "", "10"])
    sheet.text(LEFT, 156, "二、总金额壹拾元整（10元）")
    layout = laid(sheet)
    (table,) = tables(layout)
    assert [r[0] for r in grid(table)] == ["序号", "1", "总金额"]
    assert texts(layout) == ["二、总金额壹拾元整（10元）"]

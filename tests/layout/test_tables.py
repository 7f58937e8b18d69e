from contract_parse.model.geometry import Box
from tests.layout.press import LEFT, Sheet, across, down, grid, laid, tables, texts

XS = (70, 110, 200, 320, 400, 480)
HEAD = ["序号", "类别", "名称", "数量", "金额（元）"]


def ys(rows: int, top: float = 100, height: float = 24) -> list[float]:
    return [top + height * i for i in range(rows + 1)]


def test_merged_cells_and_wrapped_words() -> None:
    sheet = (
        Sheet()
        .text(LEFT, 90, "附件一：清单")
        .table(
            XS,
            ys(5, height=30),
            [
                HEAD,
                ["1", "办公\n家具", "文件柜", "2", "800.00"],
                ["2", "^", "办公桌 V1\n.0", "1", "600.00"],
                ["3", "耗材", "打印 PRO\nMAX", "5", "50.00"],
                ["合计", None, None, None, "1450.00"],
            ],
        )
    )
    layout = laid(sheet)
    (table,) = tables(layout)
    assert grid(table) == [
        HEAD,
        ["1", "办公家具", "文件柜", "2", "800.00"],
        ["2", "办公家具", "办公桌 V1.0", "1", "600.00"],
        ["3", "耗材", "打印 PRO MAX", "5", "50.00"],
        ["合计", "合计", "合计", "合计", "1450.00"],
    ]
    assert (table.header_rows, table.ruled) == (1, True)
    assert texts(layout) == ["附件一：清单"]


def test_a_group_cell_cut_by_the_page_break_is_one_cell() -> None:
    """The upper part has no bottom border and the group's name is printed on the next page: filling down
    from the group above would be wrong."""
    first = Sheet(1).table(
        XS,
        ys(4, top=680),
        [HEAD, ["1", "甲组", "服务器", "1", "100"], ["2", "", "交换机", "1", "200"], ["3", "^", "路由器", "1", "300"]],
        no_bottom=[1],
    )
    second = Sheet(2).table(
        XS,
        ys(4, top=60),
        [HEAD, ["4", "乙组", "防火墙", "1", "400"], ["5", "^", "网关", "1", "500"], ["6", "丙组", "机柜", "1", "600"]],
    )
    (table,) = tables(laid(first, second))
    assert [row[1] for row in grid(table)[1:]] == ["甲组", "乙组", "乙组", "乙组", "乙组", "丙组"]
    assert [row[0] for row in grid(table)] == ["序号", "1", "2", "3", "4", "5", "6"]
    assert [page for page, _ in table.boxes] == [1, 2]


def test_a_closed_group_cell_goes_on_where_its_lower_part_is_empty() -> None:
    first = Sheet(1).table(
        XS, ys(3, top=700), [HEAD, ["1", "甲组", "服务器", "1", "100"], ["2", "^", "交换机", "1", "200"]]
    )
    second = Sheet(2).table(
        XS,
        ys(3, top=60),
        [["3", "", "路由器", "1", "300"], ["4", "^", "网关", "1", "500"], ["5", "乙组", "机柜", "1", "600"]],
    )
    (table,) = tables(laid(first, second))
    assert [row[1] for row in grid(table)] == ["类别", "甲组", "甲组", "甲组", "甲组", "乙组"]


def test_an_empty_remark_after_the_break_is_not_filled() -> None:
    xs, head = XS, ["序号", "名称", "数量", "金额", "备注"]
    first = Sheet(1).table(
        xs, ys(3, top=700), [head, ["1", "服务器", "1", "100", ""], ["2", "交换机", "1", "200", "进口"]]
    )
    second = Sheet(2).table(xs, ys(2, top=60), [["3", "路由器", "1", "300", ""], ["4", "网关", "1", "500", ""]])
    (table,) = tables(laid(first, second))
    assert [row[4] for row in grid(table)[1:]] == ["", "进口", "", ""]


def test_a_row_cut_by_the_page_break_is_one_row() -> None:
    first = Sheet(1).table(
        XS, ys(2, top=700, height=40), [HEAD, ["1", "设备", "服务器，双路处理器，\n内存不少于", "2", "900"]]
    )
    second = Sheet(2).table(
        XS, ys(2, top=60, height=40), [["", "", "六十四吉字节", "", ""], ["2", "设备", "交换机", "1", "100"]]
    )
    (table,) = tables(laid(first, second))
    assert grid(table)[1:] == [
        ["1", "设备", "服务器，双路处理器，内存不少于六十四吉字节", "2", "900"],
        ["2", "设备", "交换机", "1", "100"],
    ]


def test_a_total_row_after_the_break_is_a_row_of_its_own() -> None:
    first = Sheet(1).table(XS, ys(2, top=700), [HEAD, ["1", "设备", "服务器", "2", "900"]])
    second = Sheet(2).table(XS, ys(1, top=60), [["合计大写：玖佰元整", None, None, None, None]])
    (table,) = tables(laid(first, second))
    assert grid(table)[2] == ["合计大写：玖佰元整"] * 5


def test_tables_of_other_columns_or_other_headers_stay_apart() -> None:
    first = Sheet(1).table(XS, ys(2, top=700), [HEAD, ["1", "设备", "服务器", "2", "900"]])
    other = Sheet(2).table((70, 300, 480), ys(2, top=60), [["期次", "比例"], ["1", "50%"]])
    assert len(tables(laid(first, other))) == 2
    same_edges = Sheet(2).table(
        XS, ys(2, top=60), [["期次", "条件", "时间", "比例", "金额"], ["1", "签订", "当日", "50%", "450"]]
    )
    assert len(tables(laid(first, same_edges))) == 2


def test_a_photo_of_the_next_page_may_be_larger() -> None:
    head = ["序号", "名称", "数量", "金额"]
    first = Sheet(1).table((70, 110, 250, 330, 430), (700, 720, 740), [head, ["1", "书桌", "10", "900.00"]])
    larger = Sheet(2).table((60, 101.6, 247, 330.1, 434), (80, 100), [["2", "书椅", "20", "800.00"]])
    (table,) = tables(laid(first, larger))
    assert [row[1] for row in grid(table)] == ["名称", "书桌", "书椅"]
    other = Sheet(2).table((60, 160, 247, 330.1, 434), (80, 100), [["2", "书椅", "20", "800.00"]])
    assert len(tables(laid(first, other))) == 2


def test_a_title_and_unit_repeated_over_the_continuation() -> None:
    first = (
        Sheet(1)
        .text(LEFT, 640, "附表一 报价明细")
        .text(420, 660, "单位：元")
        .table(XS, ys(2, top=670), [HEAD, ["1", "设备", "服务器", "2", "900"]])
    )
    second = (
        Sheet(2)
        .text(LEFT, 60, "附表一 报价明细（续）")
        .text(420, 80, "单位：元")
        .table(XS, ys(2, top=90), [HEAD, ["2", "设备", "网关", "1", "100"]])
    )
    layout = laid(first, second)
    (table,) = tables(layout)
    assert table.rows == 3
    assert texts(layout) == ["附表一 报价明细", "单位：元"]


def test_two_rows_of_header() -> None:
    sheet = Sheet().table(
        XS,
        ys(4),
        [
            ["序号", "服务名称", "分项价格", None, "备注"],
            ["^", "^", "单价（元）", "总价（元）", "^"],
            ["1", "开发", "10", "10", ""],
            ["2", "集成", "20", "20", ""],
        ],
    )
    (table,) = tables(laid(sheet))
    assert table.header_rows == 2
    assert grid(table)[1] == ["序号", "服务名称", "单价（元）", "总价（元）", "备注"]


def test_a_form_of_labels_and_values_has_no_header() -> None:
    sheet = Sheet().table(
        (70, 160, 300, 390, 525),
        ys(3),
        [
            ["项目名称", "某某系统", "采购方式", "公开招标"],
            ["甲方", "某局", "乙方", "某司"],
            ["电话", "1", "电话", "2"],
        ],
    )
    (table,) = tables(laid(sheet))
    assert (table.rows, table.cols, table.header_rows) == (3, 4, 0)


def test_a_title_row_above_the_header_is_a_paragraph() -> None:
    sheet = Sheet().table(
        XS, ys(3), [["设备报价一览表", None, None, None, None], HEAD, ["1", "设备", "服务器", "2", "900"]]
    )
    layout = laid(sheet)
    assert texts(layout) == ["设备报价一览表"]
    assert grid(tables(layout)[0])[0] == HEAD


def test_a_frame_round_text_is_no_table() -> None:
    sheet = Sheet().text(LEFT, 90, "提示").table((60, 535), [100, 200], [["第一条 本框内是正文。\n第二条 也是正文。"]])
    layout = laid(sheet)
    assert not tables(layout)
    assert texts(layout) == ["提示", "第一条 本框内是正文。", "第二条 也是正文。"]


def test_parties_set_in_two_cells_are_read_one_after_the_other() -> None:
    sheet = Sheet().table(
        (70, 300, 525),
        [100, 200],
        [
            [
                "甲方（盖章）：某局\n地址：某路一号\n电话：010-1",
                "乙方（盖章）：某某科技股份\n地址：某路二号\n电话：020-2",
            ]
        ],
    )
    layout = laid(sheet)
    assert not tables(layout)
    assert texts(layout) == [
        "甲方（盖章）：某局",
        "地址：某路一号",
        "电话：010-1",
        "乙方（盖章）：某某科技股份",
        "地址：某路二号",
        "电话：020-2",
    ]


def test_rows_without_rules_between_them() -> None:
    sheet = Sheet().table(
        XS, [100, 124, 220], [HEAD, ["1\n2\n3", "甲\n乙\n丙", "服务器\n网关\n机柜", "1\n2\n3", "100\n200\n300"]]
    )
    (table,) = tables(laid(sheet))
    assert grid(table)[1:] == [
        ["1", "甲", "服务器", "1", "100"],
        ["2", "乙", "网关", "2", "200"],
        ["3", "丙", "机柜", "3", "300"],
    ]


def test_broken_double_and_missing_outer_lines() -> None:
    sheet = Sheet()
    for y in (100, 124, 148):
        for x in range(70, 480, 12):  # dashes
            sheet.rulings.append(across(x, x + 8, y))
        sheet.rulings.append(across(70, 480, y + 1.5))
    for x in XS[1:-1]:  # no border at the sides
        sheet.rulings += [down(x, 100, 122), down(x + 0.4, 126, 148)]
    for x, s, t in zip(XS, HEAD, ["1", "设备", "服务器", "2", "900"], strict=False):
        sheet.text(x + 3, 115, s, 9).text(x + 3, 139, t, 9)
    (table,) = tables(laid(sheet))
    assert grid(table) == [HEAD, ["1", "设备", "服务器", "2", "900"]]


def test_an_underline_in_a_cell_parts_no_rows() -> None:
    sheet = Sheet().table((70, 200, 525), ys(2, height=40), [["单位名称", "某某公司"], ["签章", "代表人："]])
    sheet.rulings.append(across(239, 520, 153.5))
    (table,) = tables(laid(sheet))
    assert grid(table)[1] == ["签章", "代表人：____"]


def test_words_running_over_a_border_are_cut_there() -> None:
    sheet = Sheet().table((70, 100, 200), ys(2), [["序号", "名称"], ["", ""]])
    sheet.text(88, 136, "12服务器", 9)
    (table,) = tables(laid(sheet))
    assert grid(table)[1] == ["12", "服务器"]
    assert table.grid()[1][1].box == Box(100, 124, 200, 148)


def test_underlines_and_rules_make_no_table() -> None:
    sheet = Sheet().text(LEFT, 100, "甲方：某局")
    sheet.rulings += [across(100, 200, 101), across(70, 525, 120), down(300, 200, 260)]
    assert not tables(laid(sheet))


def test_a_frame_round_the_page_leaves_text_and_tables_in_order() -> None:
    sheet = Sheet().table((40, 555), [40, 800], [[""]]).text(LEFT, 80, "第一条 之前的正文。")
    sheet.table(XS, ys(2), [HEAD, ["1", "设备", "服务器", "2", "900"]]).text(LEFT, 200, "第二条 之后的正文。")
    layout = laid(sheet)
    assert [getattr(b, "rows", None) or b.text.s for b in layout.blocks] == [
        "第一条 之前的正文。",
        2,
        "第二条 之后的正文。",
    ]


def test_clauses_printed_in_the_rows_of_a_table() -> None:
    """The standard sales contract: items, then clauses in rows over all columns, then the parties."""
    sheet = Sheet().table(
        XS,
        [100, 124, 148, 172, 196, 236],
        [
            HEAD,
            ["1", "设备", "服务器", "2", "900"],
            ["合计人民币（大写）：玖佰元整", None, None, None, None],
            ["第二条 质量标准：按国家标准执行。", None, None, None, None],
            ["第三条 交货地点：甲方指定地点，运费\n由乙方承担。", None, None, None, None],
        ],
    )
    layout = laid(sheet)
    (table,) = tables(layout)
    assert [row[0] for row in grid(table)] == ["序号", "1", "合计人民币（大写）：玖佰元整"]
    assert texts(layout)[0] == "第二条 质量标准：按国家标准执行。"
    assert "".join(texts(layout)[1:]) == "第三条 交货地点：甲方指定地点，运费由乙方承担。"


def test_a_group_heading_over_all_columns_stays_in_its_table() -> None:
    sheet = Sheet().table(
        XS, ys(3), [HEAD, ["一、硬件设备及其安装调试部分", None, None, None, None], ["1", "设备", "服务器", "2", "900"]]
    )
    (table,) = tables(laid(sheet))
    assert table.rows == 3

from dataclasses import replace

from tests.layout.press import LEFT, Sheet, laid, texts, typed


def test_signature_blocks_side_by_side() -> None:
    sheet = Sheet().text(LEFT, 60, "（以下无正文）")
    left = ["甲方（盖章）：某某局", "法定代表人：", "电话：010-1", "　　年　月　日"]
    right = ["乙方（盖章）：某某科技", "法定代表人：", "电话：020-2", "　　年　月　日"]
    for i, (a, b) in enumerate(zip(left, right, strict=True)):
        sheet.text(LEFT, 100 + 20 * i, a).text(320, 100 + 20 * i, b)
    assert texts(laid(sheet)) == ["（以下无正文）", *(s.strip("　").replace("　", " ") for s in left + right)]


def test_rows_out_of_step_and_a_wrapped_name() -> None:
    sheet = Sheet()
    for i, s in enumerate(("甲方（盖章）：某某图书馆", "代表人：张某", "电话：010-1")):
        sheet.text(LEFT, 100 + 20 * i, s)
    for y, s in (
        (100, "乙方（盖章）：某某机电设备工程股份有"),
        (113, "限公司"),
        (133, "代表人：李某"),
        (153, "电话：020-2"),
    ):
        sheet.text(320, y, s)
    assert texts(laid(sheet)) == [
        "甲方（盖章）：某某图书馆", "代表人：张某", "电话：010-1",
        "乙方（盖章）：某某机电设备工程股份有限公司", "代表人：李某", "电话：020-2",
    ]  # fmt: skip


def test_three_parties() -> None:
    sheet = Sheet()
    for x, who in ((70, "甲方"), (230, "乙方"), (400, "丙方")):
        for i, s in enumerate((f"{who}：某某单位", "地址：某路", "电话：1")):
            sheet.text(x, 100 + 18 * i, s, 9)
    assert texts(laid(sheet)) == [s for who in "甲乙丙" for s in (f"{who}方：某某单位", "地址：某路", "电话：1")]


def test_one_line_of_two_labels_keeps_its_tab() -> None:
    sheet = Sheet().text(LEFT, 100, "合同编号：一号").text(320, 100, "签订日期：某日")
    assert texts(laid(sheet)) == ["合同编号：一号\t签订日期：某日"]


def test_short_labels_drawn_out() -> None:
    sheet = Sheet()
    for y, (a, b) in zip((100, 118, 136), (("甲", "方：某局"), ("地", "址：某路"), ("账", "号：6200")), strict=True):
        for x in (LEFT, 320):
            sheet.text(x, y, a).text(x + 42, y, b)
    left = ["甲 方：某局", "地 址：某路", "账 号：6200"]
    assert texts(laid(sheet)) == left * 2


def test_columns_typed_with_spaces_and_too_long_for_the_page() -> None:
    sheet = Sheet().text(LEFT, 60, "二、合同一式四份，甲方执二份，乙方执二份，自甲方乙方签字盖章之日起生效。")
    sheet.text(LEFT + 24, 100, "甲方（盖章）：某馆").text(250, 100, "乙方（盖章）：某某新华书店有限责任公司某分")
    sheet.text(LEFT, 120, "公司")
    sheet.text(LEFT + 24, 140, "代表：").text(250, 140, "代表：")
    assert texts(laid(sheet))[1:] == [
        "甲方（盖章）：某馆", "代表：", "乙方（盖章）：某某新华书店有限责任公司某分公司", "代表：",
    ]  # fmt: skip


def test_a_numbered_heading_below_is_no_part_of_the_left_column() -> None:
    sheet = Sheet()
    for i, (a, b) in enumerate((("供方：某公司", "编号：7"), ("需方：某站", "地点：某县"), ("签订时间：某日", ""))):
        sheet.text(LEFT, 100 + 18 * i, a)
        if b:
            sheet.text(320, 100 + 18 * i, b)
    sheet.text(LEFT, 154, "一、产品名称、数量：")
    assert texts(laid(sheet))[-1] == "一、产品名称、数量："


def test_the_annex_heading_below_is_no_part_of_the_left_column() -> None:
    sheet = Sheet()
    for i in range(3):
        sheet.text(LEFT, 100 + 18 * i, ["甲方：某", "地址：一", "电话：1"][i]).text(
            320, 100 + 18 * i, ["乙方：某", "地址：二", "电话：2"][i]
        )
    sheet.text(LEFT, 160, "附件一：清单")
    assert texts(laid(sheet))[-1] == "附件一：清单"


def scanned(sheet: Sheet, confidence: float, x: float, y: float, s: str) -> None:
    sheet.words += [
        replace(w, source="ocr", confidence=confidence, run=len(sheet.words) + i) for i, w in enumerate(typed(x, y, s))
    ]


def test_seals_over_signature_blocks_hide_colons_and_leave_characters() -> None:
    sheet = Sheet()
    for y, left, right in (
        (100, "甲方（盖章）：某某市某某区图书馆", "乙方（盖章）：某行"),
        (120, "地址：永安街2号", "地址：学府路9号"),
        (160, "电话0571-88001", "电话：0571-88002"),
        (180, "日期：2027年3月1日", "日期2027年3月1日"),
    ):
        scanned(sheet, 0.85, 70, y, left)
        scanned(sheet, 0.99, 310, y, right)
    scanned(sheet, 0.85, 150, 140, "馆章")
    assert texts(laid(sheet)) == [
        "甲方（盖章）：某某市某某区图书馆", "地址：永安街2号", "电话0571-88001", "日期：2027年3月1日",
        "乙方（盖章）：某行", "地址：学府路9号", "电话：0571-88002", "日期2027年3月1日",
    ]  # fmt: skip

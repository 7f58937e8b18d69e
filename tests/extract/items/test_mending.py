"""Scanned figures: marks are mended where the arithmetic tells how, digits never."""

from contract_parse.extract.items import line_items
from tests.extract.items.drawn import body, table

DRAWING = """
    序号 | 名称 | 数量 | 单价(元) | 金额(元)
    1    | 水泵 | 2    | 41.400   | 82,800.00
    2    | 阀门 | l2   | 1O0.00   | 1,200.00
    3    | 滤网 | 3    | 5,000.00 | 1500000
    4    | 电缆 | 3    | 7,000.00 | 27,000.00
    合计 | <    | <    | <        | 1.126.000.00
"""


def test_marks_are_mended() -> None:
    items, totals = line_items(body(table(DRAWING, source="ocr")))
    assert [(i.quantity, i.unit_price, i.amount) for i in items] == [
        (2, 41400, 82800), (12, 100, 1200), (3, 5000, 15000), (3, 7000, 27000),
    ]  # fmt: skip
    assert totals[0].value == 1126000


def test_a_text_layer_says_what_it_says() -> None:
    items, _ = line_items(body(table(DRAWING)))
    assert [(str(i.unit_price), str(i.amount)) for i in items] == [
        ("41.400", "82800.00"), ("None", "1200.00"), ("5000.00", "1500000"), ("7000.00", "27000.00"),
    ]  # fmt: skip


def test_a_total_agrees_with_its_words_where_a_reading_does() -> None:
    drawing = """
        名称 | 数量 | 单价 | 金额
        甲   | 1    | 41,400.00 | 41,400.00
        合计（大写）肆万壹仟肆佰元整 | < | < | 41.400
    """
    assert line_items(body(table(drawing, source="ocr")))[1][0].value == 41400
    assert str(line_items(body(table(drawing)))[1][0].value) == "41.400"

"""Amounts in figures."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract_parse.values.money import find_amounts, find_labelled_amounts, parse_cell


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("总价¥1,250.50", [("¥1,250.50", "1250.50", "元", None)]),
        ("￥346000.0000元", [("￥346000.0000元", "346000.0000", "元", None)]),
        ("计RMB 5,000.00元", [("RMB 5,000.00元", "5000.00", "元", None)]),
        ("人民币（小写）：￥80,000.00", [("人民币（小写）：￥80,000.00", "80000.00", "元", None)]),
        ("CNY3500", [("CNY3500", "3500", "元", None)]),
        ("金额为5000人民币", [("5000人民币", "5000", "元", None)]),
        ("为 20 万元", [("20 万元", "200000", "万元", None)]),
        ("￥1443.67万元整", [("￥1443.67万元整", "14436700", "万元", None)]),
        ("人民币5万", [("人民币5万", "50000", "万元", None)]),
        ("1.2亿元", [("1.2亿元", "120000000", "亿元", None)]),
        ("2千元", [("2千元", "2000", "千元", None)]),
        ("3百万元", [("3百万元", "3000000", "百万元", None)]),
        ("５０００元", [("５０００元", "5000", "元", None)]),
        ("五万元", [("五万元", "50000", "万元", None)]),
        ("十五万元，一百元", [("十五万元", "150000", "万元", None), ("一百元", "100", "元", None)]),
        ("三点五万元", [("三点五万元", "35000", "万元", None)]),
        ("2万5千元", [("2万5千元", "25000", "元", None)]),
        ("1亿2000万元", [("1亿2000万元", "120000000", "万元", None)]),
        ("12元5角3分", [("12元5角3分", "12.53", "元", None)]),
        ("100元5分钟", [("100元", "100", "元", None)]),
        ("100圆正", [("100圆正", "100", "元", None)]),
        ("支付__3000__元", [("3000__元", "3000", "元", None)]),
        ("**100元**", [("100元", "100", "元", None)]),
        ("共3,200元,其中50元", [("3,200元", "3200", "元", None), ("50元", "50", "元", None)]),
        ("第2次分期支付金额为657600元,所占比例百分之20", [("657600元", "657600", "元", None)]),
        # per
        ("63700元/年", [("63700元/年", "63700", "元", "year")]),
        ("¥140万元整/年", [("¥140万元整/年", "1400000", "万元", "year")]),
        ("80元/天", [("80元/天", "80", "元", "day")]),
        ("900元/周", [("900元/周", "900", "元", "week")]),
        ("900元/季度", [("900元/季度", "900", "元", "quarter")]),
        ("5000元每月", [("5000元每月", "5000", "元", "month")]),
        ("12.5万/年", [("12.5万/年", "125000", "万元", "year")]),
        ("300元/人/月", [("300元/人/月", "300", "元", "unit")]),
        ("700元/年·人", [("700元/年·人", "700", "元", "unit")]),
        ("1.8元/㎡", [("1.8元/㎡", "1.8", "元", "unit")]),
        ("2.5元/平方米", [("2.5元/平方米", "2.5", "元", "unit")]),
        ("每月支付服务费5000元", [("5000元", "5000", "元", "month")]),
        ("每年租金￥8万元", [("￥8万元", "80000", "万元", "year")]),
        ("每逾期一日，支付违约金500元", [("500元", "500", "元", "day")]),
        ("每人每月3000元", [("3000元", "3000", "元", "unit")]),
        ("每台设备每年800元", [("800元", "800", "元", "unit")]),
        ("每月5日前支付1000元", [("1000元", "1000", "元", None)]),
        ("每半年支付5万元", [("5万元", "50000", "万元", None)]),
        ("分四次支付，每次支付7万元", [("7万元", "70000", "万元", None)]),
        ("每年预算100万元，首付30万元", [("100万元", "1000000", "万元", "year"), ("30万元", "300000", "万元", None)]),
        # the next row's number glued on
        ("¥18,400.002", [("¥18,400.00", "18400.00", "元", None)]),
        ("¥0.125/度", [("¥0.125/度", "0.125", "元", "unit")]),
    ],
)
def test_amounts(text: str, found: list[tuple[str, str, str, str | None]]) -> None:
    assert [(text[a.start : a.end], str(a.value), a.unit, a.per) for a in find_amounts(text)] == found


@pytest.mark.parametrize(
    "text",
    ["5.1条", "3.5倍", "2026年", "电话0371-66001234", "12个月", "2026-03-12", "合同编号HT-2026-018", "3台", "30%", "5万吨", "3万人",
     "5万美元", "第一元素", "多元化", "三元里大道", "￥______元", "1443,6700.00元", "壹佰元整", "数万元", "万元", "单价（元）", "十二", "", "元"],
)  # fmt: skip
def test_what_is_no_amount(text: str) -> None:
    assert find_amounts(text) == []


@pytest.mark.parametrize("text", ["合同价******.73元", "总价¥***", "合计XX元", "共计×××元"])
def test_masked_amounts_only_on_request(text: str) -> None:
    assert find_amounts(text) == []
    (hidden,) = find_amounts(text, masked=True)
    assert (hidden.masked, hidden.value) == (True, 0)


@given(st.integers(0, 10**14), st.sampled_from(["¥{}", "{}元", "￥{}元整", "人民币{}元", "RMB{}"]), st.booleans())
def test_every_amount_is_found_whole(fen: int, form: str, commas: bool) -> None:
    value = Decimal(fen) / 100
    text = "价款为" + form.format(f"{value:,.2f}" if commas else f"{value:.2f}") + "。"
    (amount,) = find_amounts(text)
    assert (amount.value, text[amount.start : amount.end]) == (value, text[3:-1])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("合同金额小写：2820000 大写", [("2820000", "2820000")]),
        ("总价（万元）：35.5", [("35.5", "355000")]),
        ("金额(元):1,200.00", [("1,200.00", "1200.00")]),
        ("小写：￥1000", [("1000", "1000")]),
        ("合同总金额为19500000，", [("19500000", "19500000")]),
        ("合计（含税）1,923.50", [("1,923.50", "1923.50")]),
        ("报价（亿元）:1.5", [("1.5", "150000000")]),
    ],
)
def test_labelled_bare_numbers(text: str, found: list[tuple[str, str]]) -> None:
    assert [(text[a.start : a.end], str(a.value)) for a in find_labelled_amounts(text)] == found


@pytest.mark.parametrize(
    "text",
    ["合计：3台", "金额：657600元", "合计2026年", "报价：100%", "合同价款2.1本合同总价", "金额（元）1合同生效后", "单价（元/年）300", "费用：3项",
     "小写：", "总价：12:30"],
)  # fmt: skip
def test_bare_numbers_that_are_no_amounts(text: str) -> None:
    assert find_labelled_amounts(text) == []


@pytest.mark.parametrize(
    ("cell", "unit", "value"),
    [
        ("￥1,200.50", 1, "1200.50"), ("3.5", 10000, "35000"), ("3.5万元", 1, "35000"), ("3.5万元", 10000, "35000"), ("0", 1, "0"),
        ("￥-120.5", 1, "-120.5"), ("-80", 1, "-80"), ("12,000元/年", 1, "12000"), ("人民币1200元整", 1, "1200"), ("1200.00（含税）", 1, "1200.00"),
        ("12.50/台", 1, "12.50"), ("１２００", 1, "1200"), (" 1 200.00 ", 1, "1200.00"), ("0.05亿", 1, "5000000"),
    ],
)  # fmt: skip
def test_cells(cell: str, unit: int, value: str) -> None:
    assert str(parse_cell(cell, unit)) == value


@pytest.mark.parametrize(
    "cell", ["", "/", "无", "-", "—", "12.5%", "2026年", "3台", "壹佰元", "详见清单", "1,23", "A4"]
)
def test_cells_without_an_amount(cell: str) -> None:
    assert parse_cell(cell) is None

"""Prices and their parts in running prose: sums written out, parts meant by other words, amounts in rows."""

from __future__ import annotations

import pytest

from tests.extract.clauses import contract
from tests.extract.test_amounts import price, read, total


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("软件费计80万元；硬件费计40万元；以上两项之和120万元即为本合同总价。", "软件费 800000, 硬件费 400000"),
        ("合同总价1200000元。除设备费800000元外，另含安装费400000元。", "设备费 800000, 安装费 400000"),
        (
            "合同总价款总计1200000元。设备费、安装费和两年延保费分别为800000元、300000元、100000元。",
            "设备费 800000, 安装费 300000, 两年延保费 100000",
        ),
        (
            "设备费（80万元）+安装费（30万元）+两年延保费（10万元）=合同总价（120万元）。",
            "设备费 800000, 安装费 300000, 两年延保费 100000",
        ),
        ("合同总价＝设备费（80万元）＋安装费（40万元）＝120万元。", "设备费 800000, 安装费 400000"),
        ("合同总价由设备费与安装费构成，前者800000元，后者400000元，总计1200000元。", "设备费 800000, 安装费 400000"),
        (
            "合同总额1200000元。其中设备费800000元，安装费300000元，其余100000元为培训费。",
            "设备费 800000, 安装费 300000, 培训费 100000",
        ),
        (
            "发包人向承包人支付设备费人民币800000元、安装费人民币400000元，两项共计人民币1200000元，即本合同总价款。",
            "设备费 800000, 安装费 400000",
        ),
        ("第一部分设备费，金额800000元；第二部分安装费，金额400000元；两部分相加，合同总价为1200000元。", "设备费 800000, 安装费 400000"),
        ("合同总价1200000元，为设备费、安装费之和，分别是800000元及400000元。", "设备费 800000, 安装费 400000"),
        ("价格：合同价款：设备费¥800000，安装费¥400000，总价¥1200000。", "设备费 800000, 安装费 400000"),
        ("合同总价1200000元，含：设备费（800000元）；安装费（400000元）。", "设备费 800000, 安装费 400000"),
        ("合同总价1200000元（设备费占60%，为720000元；安装费为480000元）。", "设备费 720000, 安装费 480000"),
    ],
)  # fmt: skip
def test_parts(words: str, parts: str) -> None:
    structure = price(words)
    assert total(structure) == 1200000
    found = read(structure).components
    assert ", ".join(f"{c.name.value} {c.amount.value.normalize():f}" for c in found) == parts


def test_parts_on_the_line_of_a_form_without_numbers() -> None:
    lines = [
        "采购合同",
        "合同总价：￥120000，其中：",
        "1）设备费：￥80000；",
        "2）安装费：￥40000。",
        "付款方式：首付60000元。",
    ]
    found = read(contract(preamble=lines)).components
    assert [(c.name.value, c.amount.value) for c in found] == [("设备费", 80000), ("安装费", 40000)]


@pytest.mark.parametrize(
    "words",
    [
        "1200000元整（固定价，不再调整）。",
        "经磋商，双方以120万元成交。",
        "甲方支付1200000元，该价款已包括6%的增值税在内。",
        "双方确认的合同总价款如下：大写：壹佰贰拾万元整；小写：¥1200000。",
    ],
)
def test_totals_without_their_usual_words(words: str) -> None:
    assert total(price(words)) == 1200000


def test_tax_told_in_passing() -> None:
    found = read(price("合同金额：1200000元。乙方按1%征收率开具普通发票，税款已含在合同金额内。"))
    assert found.tax.rate is not None
    assert found.tax.rate.value == 1
    assert found.total is not None
    assert found.total.tax_included is True

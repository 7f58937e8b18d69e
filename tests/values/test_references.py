"""Mentions of annexes and clauses."""

import pytest

from contract_parse.values.references import (
    annex_key,
    annex_label,
    find_annex_mentions,
    find_clause_mentions,
    same_annex,
)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("附件一：清单", "附件一"), ("附件 1 清单", "附件1"), ("附件（二）清单", "附件二"), ("附件1-2", "附件1-2"), ("附表3", "附表3"), ("附录A 术语", "附录A"),
        ("附件：清单", "附件"),
        ("附件十二", "附件十二"), ("附件A4纸", "附件"), ("附件一式两份", "附件"), ("附件2份", "附件"), ("附件三个", "附件"), ("附件", "附件"), ("附件之一", "附件一"),
        ("见附件一", ""), ("正文", ""), ("", ""),
    ],
)  # fmt: skip
def test_labels(text: str, label: str) -> None:
    assert annex_label(text) == label


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [("附件1", "附件一", True), ("附件 1", "附件（壹）", True), ("附件十二", "附件12", True), ("附件1-2", "附件1-2", True), ("附件1", "附件2", False), ("附件1", "附表1", False),
     ("附件", "附件一", False), ("附件", "附件", True), ("附录A", "附录B", False), ("附件1-2", "附件1", False)],
)  # fmt: skip
def test_one_annex_under_two_labels(a: str, b: str, same: bool) -> None:
    assert same_annex(a, b) is same
    assert same_annex(b, a) is same


def test_key_of_what_is_no_label() -> None:
    assert annex_key("清单") == ("清单", "")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("详见附件一：《服务清单》。", [("附件一：《服务清单》", "附件一", "服务清单")]),
        ("见附件 2《报价表》", [("附件 2《报价表》", "附件2", "报价表")]),
        ("按附件一“验收标准”执行", [("附件一“验收标准”", "附件一", "验收标准")]),
        ("《服务清单》（附件二）", [("附件二", "附件二", "服务清单")]),
        ("《服务清单》（详见附件二）", [("附件二", "附件二", "服务清单")]),
        ("附件1、2、3", [("附件1", "附件1", None), ("2", "附件2", None), ("3", "附件3", None)]),
        ("附件一和附件二", [("附件一", "附件一", None), ("附件二", "附件二", None)]),
        ("附件一、第五条", [("附件一", "附件一", None)]),
        ("按本合同附件执行", [("附件", "附件", None)]),
        ("附件《设备清单》", [("附件《设备清单》", "附件", "设备清单")]),
        ("附件一式两份", [("附件", "附件", None)]),
        ("合同一式四份", []),
    ],
)
def test_annex_mentions(text: str, found: list[tuple[str, str, str | None]]) -> None:
    assert [(text[m.start : m.end], m.label, m.title) for m in find_annex_mentions(text)] == found


def test_a_range_of_annexes_names_those_between() -> None:
    labels = [m.label for m in find_annex_mentions("附件一至附件四均为合同组成部分")]
    assert len(labels) == 4
    for label, number in zip(labels, "1234", strict=True):
        assert same_annex(label, "附件" + number)


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("按第五条执行", ["5"]), ("第5.1条", ["5.1"]), ("第15.1款", ["15.1"]), ("本合同第3条约定", ["3"]), ("本合同 5.1 条", ["5.1"]), ("5.1款约定", ["5.1"]),
        ("第四条第（二）项", ["4(2)"]), ("第四条第2项", ["4(2)"]), ("第四条第二款第（三）项", ["4(3)"]), ("第5.1条第(2)项", ["5.1(2)"]), ("第1.2（6）项", ["1.2(6)"]),
        ("第五条、第六条", ["5", "6"]), ("第五、六条", ["5", "6"]), ("第5、6、7条", ["5", "6", "7"]), ("第五条至第八条", ["5", "8"]), ("第5-8条", ["5", "8"]),
        ("第十二条的约定，按第二十条处理", ["12", "20"]), ("按照规定第五条", ["5"]), ("本《合同》第五条", ["5"]), ("第二十一条", ["21"]),
        ("依照《政府采购法》第四十六条、第四十七条的规定，按第八条处理", ["8"]), ("第二条、《民法典》第三条", ["2"]),
    ],
)  # fmt: skip
def test_clause_mentions(text: str, paths: list[str]) -> None:
    assert [m.path for m in find_clause_mentions(text)] == paths


@pytest.mark.parametrize(
    "text",
    ["《民法典》第五百条", "《民法典》第五百条和第五百零一条", "《消费者权益保护法》第五十一条、第五十五条", "民法典第585条", "政府采购法实施条例第四十八条",
     "《管理办法》（财政部令第87号）第七十二条",
     "财政部令第87号第七十二条", "财库〔2021〕22号第二十三条", "招标文件第三章第2条", "原合同第五条", "《框架合同》第五条",
     "《民法典》合同编的解释第六十五条", "第一款", "本条第（二）项", "第一节总则", "5.1条款", "12.1款项", "5.1万元", "第一次", "法律规定"],
)  # fmt: skip
def test_what_is_no_clause_of_this_contract(text: str) -> None:
    assert find_clause_mentions(text) == []


def test_part_paragraph_and_title() -> None:
    (m,) = find_clause_mentions("第二节第1.2（6）项")
    assert (m.part, m.path) == ("第二节", "1.2(6)")
    (m,) = find_clause_mentions("见下文第二节8.2（1）项")
    assert (m.part, m.path) == ("第二节", "8.2(1)")
    (m,) = find_clause_mentions("附件一《验收标准》第三条")
    assert (m.part, m.path) == ("附件一", "3")
    (m,) = find_clause_mentions("按第四条第二款执行")
    assert (m.part, m.path, m.paragraph, m.start, m.end) == (None, "4", 2, 1, 7)
    (m,) = find_clause_mentions("按第八条“违约责任”承担")
    assert (m.path, m.title, m.end) == ("8", "违约责任", 4)
    assert find_clause_mentions("第五条")[0].title is None


def test_a_decimal_that_agrees_is_a_clause_for_certain() -> None:
    said = find_clause_mentions("未按3.8规定的时间提交的，按4.3处理")
    assert [(m.path, m.sure) for m in said] == [("3.8", True), ("4.3", False)]

"""Citations of clauses and annexes in the body."""

from __future__ import annotations

import pytest

from contract_parse.extract.references import references
from contract_parse.segment import segment
from tests.segment.layouts import lay_out

SIGNED = "甲方（盖章）：某局\n乙方（盖章）：某公司\n"
ANNEXES = SIGNED + "附件一：服务清单\n1. 保洁\n附件二：考核办法\n1. 按月考核\n附件三：人员名单\n1. 张某"


def found(text: str) -> list[tuple[str, str, bool, str | None]]:
    return [(r.kind, r.target, r.resolved, r.clause) for r in references(segment(lay_out(text)))]


def of(clause: str, *, tail: str = "") -> list[tuple[str, str, bool]]:
    """References of a clause 3 between two others, of which 1 has inner clauses in several styles."""
    text = (
        "第一条 标的\n1.1 设备\n（1）水泵\n（2）电机\n1.2 服务\n第二条 价款\n（一）总价\n（二）税费\n第三条 其他\n"
        + clause
        + "\n第四条 附则\n"
        + tail
    )
    return [r[:3] for r in found(text) if r[3] == "3"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("违反本合同第二条约定的，承担责任。", [("clause", "2", True)]),
        ("按第1.1条、第1.2款执行。", [("clause", "1.1", True), ("clause", "1.2", True)]),
        ("按本合同1.2条执行。", [("clause", "1.2", True)]),
        ("按第1.1条第（2）项执行。", [("clause", "1.1(2)", True)]),
        ("按第二条第（二）项执行。", [("clause", "2(2)", True)]),
        ("按第二条第二款执行。", [("clause", "2(2)", True)]),
        ("按第九条执行。", [("clause", "9", False)]),
        ("乙方将第二条（一）所列内容按第1.1条第2）项执行。", [("clause", "2(1)", True), ("clause", "1.1(2)", True)]),
        ("违反第2）条的，承担责任。", [("clause", "2", True)]),
        ("除1.1条第（2）项外，另见附图。", [("clause", "1.1(2)", True)]),
        (
            "按第二条（一）、（二）项和第1.1条第2点执行。",
            [("clause", "2(1)", True), ("clause", "2(2)", True), ("clause", "1.1(2)", True)],
        ),
        ("按保险条款第二条免责。", []),
        ("第一条至第二条的约定继续有效。", [("clause", "1", True), ("clause", "2", True)]),
        ("第一、二条的约定继续有效。", [("clause", "1", True), ("clause", "2", True)]),
        ("根据《民法典》第五百零九条、第五百一十条的规定。", []),
        ("依照政府采购法第五十条执行。", []),
        ("按招标文件第三章第2条执行。", []),
        ("效期不足的按1.2处理，另见1.1(2)。", [("clause", "1.2", True), ("clause", "1.1(2)", True)]),
        ("单价按1.5计算，另按8.3执行，违反《管理办法》1.2的除外。", []),
        ("按补充协议第三条执行。", []),
        ("违约金为3.5元，见1.2款。", [("clause", "1.2", True)]),
        ("本条第2项另有约定的除外。", []),
        ("除第二条外均可变更，第二条不得变更。", [("clause", "2", True)]),
        ("第一条、第二条规定的违约金。", [("clause", "1", True), ("clause", "2", True)]),
        ("与1.1(1)、1.1(2)金额相符。", [("clause", "1.1(1)", True), ("clause", "1.1(2)", True)]),
        ("违反1.2的，支付违约金。", [("clause", "1.2", True)]),
        ("依1.1和1.2执行。", [("clause", "1.1", True), ("clause", "1.2", True)]),
        ("第（二）条全部内容，第（一）条第1项除外。", [("clause", "2", True), ("clause", "1.1", True)]),
        ("按第二条2）执行，按第二条9）执行。", [("clause", "2(2)", True), ("clause", "2", True)]),
        ("按通用条款第二条执行。", []),
        ("按1.1～1.2款的付款时点执行。", [("clause", "1.1", True), ("clause", "1.2", True)]),
        ("不符合第二条之（一）、（二）内容的。", [("clause", "2(1)", True), ("clause", "2(2)", True)]),
        ("因甲方延误的，1.1的期限顺延，按照条款1.2重新组织。", [("clause", "1.1", True), ("clause", "1.2", True)]),
        ("按NY/T 1699第1.2条和GB 4404.1—2008第二条检验。", []),
        ("违反本补充协议第二条的。", [("clause", "2", True)]),
    ],
)
def test_clauses(sentence: str, expected: list[tuple[str, str, bool]]) -> None:
    assert of(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("服务内容见附件一《服务清单》。", [("annex", "附件一", True)]),
        ("服务内容见附件1。", [("annex", "附件一", True)]),
        ("详见附件一、二。", [("annex", "附件一", True), ("annex", "附件二", True)]),
        ("详见附件一至附件三。", [("annex", "附件一", True), ("annex", "附件二", True), ("annex", "附件三", True)]),
        ("详见附件1-3。", [("annex", "附件一", True), ("annex", "附件二", True), ("annex", "附件三", True)]),
        ("详见附件五。", [("annex", "附件五", False)]),
        ("按招标文件附件一、附件二及投标文件的附件3执行。", []),
        ("采购文件（含其附件一至附件六）为合同组成部分，与附件二不一致的除外。", [("annex", "附件二", True)]),
        ("按招标文件及附件一执行。", [("annex", "附件一", True)]),
        ("附件与本合同具有同等效力。", []),
        ("具体见附件。", []),
        ("合同及其附件共十页。", []),
        ("响应文件（包括其附件4）。", []),
        ("小班见附件甲，附件乙方提供。", [("annex", "附件甲", False)]),
        ("详见附件《服务清单》。", [("annex", "附件一", True)]),
    ],
)
def test_annexes(sentence: str, expected: list[tuple[str, str, bool]]) -> None:
    assert of(sentence, tail=ANNEXES) == expected


ONE = SIGNED + "附件：设备清单\n1. 水泵"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("设备明细见附件《设备清单》。", [("annex", "附件", True)]),
        ("设备明细详见附件。", [("annex", "附件", True)]),
        ("附件所列设备应为新品。", [("annex", "附件", True)]),
        ("本合同附件为合同组成部分。", []),
        ("本合同及附件一式四份。", []),
        ("设备明细见附件1，承诺见附件2。", [("annex", "附件1", True), ("annex", "附件2", False)]),
    ],
)
def test_the_one_unnumbered_annex(sentence: str, expected: list[tuple[str, str, bool]]) -> None:
    assert of(sentence, tail=ONE) == expected


def test_an_item_of_terms_named_in_words() -> None:
    text = (
        "^第一节 专用条款\n一、交货\n1.时间\n2.加工\n二、付款\n^第二节 通用条款\n一、质量\n1.正版\n"
        "二、变更\n1.专用条款第一条第2款可以变更。"
    )
    assert found(text) == [("clause", "1.2", True, "第二节/2.1")]


def test_a_table_of_contents_cites_nothing() -> None:
    assert found("目录\n附件一　清单\t5\n一、标的\n二、价款\n三、其他\n" + ANNEXES) == []


def test_inner_numbers_in_letters_and_circles() -> None:
    text = "1. 交付\n1.1 文件：\na) 装箱单；\nb) 合格证。\n2. 质量\n①土球完整；\n②无病虫害。\n3. 索赔\n{}\n4. 附则"
    got = found(text.format("文件不全的按1.1(b)补齐，按第1.1款a)项和第2条②处理，按1.1(a)至(b)补齐。"))
    assert [(target, ok) for _, target, ok, clause in got if clause == "3"] == [
        ("1.1(a)", True),
        ("2②", True),
        ("1.1(b)", True),
    ]


def test_an_item_of_a_chapter() -> None:
    text = "第一章 对象\n一、老人；\n二、名册。\n第二章 责任\n一、评估；\n二、终止。\n第三章 其他\n一、不合格的，适用第二章第二项。"
    assert found(text) == [("clause", "2.2", True, "3.1")]


def test_a_chapter_cited_where_chapters_are_the_clauses() -> None:
    text = (
        "第一章 标的\n第一节 货物\n（一）水泵；\n（二）电机。\n第二节 服务\n（一）安装。\n第二章 付款\n"
        "（一）经第三章第一次验收后付款，未履行第一章服务的除外，依招标文件第三章办理。\n第三章 验收\n（一）清点。"
    )
    assert found(text) == [("clause", "3", True, "2(1)"), ("clause", "1", True, "2(1)")]
    assert of("按第四章办理。") == []


def test_annexes_cited_by_their_titles_alone() -> None:
    tail = SIGNED + "---\n维保项目表\n序号 | 项目\n1 | 制动器\n---\n电梯清单\n序号 | 代码\n1 | 3110"
    assert of("电梯见后附《电梯清单》，保养按附件《维保项目表》执行，另见附件《电梯清单》。", tail=tail) == [
        ("annex", "附件", True),
        ("annex", "电梯清单", True),
    ]
    assert of("规格见附表。", tail=SIGNED + "附表：\n品种 | 规格\n油松 | 高") == [("annex", "附表", True)]


def test_an_annex_that_is_not_there() -> None:
    assert of("设备见附件《报价单》。") == [("annex", "附件", False)]
    assert of("技术要求具体见附件。") == [("annex", "附件", False)]


@pytest.mark.parametrize(
    ("words", "purpose"),
    [
        ("违背第一条保密约定的，赔偿损失", "保密约定"),
        ("拒绝承担第一条的返修责任的，可以拒付", "返修责任"),
        ("未按第一条的约定履行的", None),
        ("未按第一条约定交付的", "交付"),
        ("不按照第一条规定付款的", "付款"),
        ("按第一条约定支付违约金的", None),
        ("第一条的货物", None),
    ],
)
def test_what_a_clause_is_cited_for_in_few_words(words: str, purpose: str | None) -> None:
    got = references(segment(lay_out(f"第一条 标的\n货物清单。\n第二条 违约\n乙方{words}。\n")))
    assert [r.purpose for r in got] == [purpose]


def test_title_and_purpose() -> None:
    text = (
        "第一条 标的\n见附件二《考核标准》。\n第二条 通知\n发往第一条列明的地址。\n第三条 违约\n乙方未履行第二条规定的告知义务的，赔偿损失。\n"
        + ANNEXES
    )
    got = references(segment(lay_out(text)))
    assert [(r.title, r.purpose) for r in got] == [("考核标准", None), (None, "地址"), (None, "告知义务")]


def test_numbers_are_sought_in_the_same_part_first() -> None:
    text = (
        "^第一节 协议书\n1. 标的\n1.1 设备\n2. 价款\n2.1 总价\n^第二节 通用条款\n1. 定义\n1.1 合同\n2. 质量\n2.1 应符合第1.1条的约定。\n"
        "2.2 见第一节第2.1条。"
    )
    assert found(text) == [("clause", "第二节/1.1", True, "第二节/2.1"), ("clause", "2.1", True, "第二节/2.2")]


def test_evidence_is_the_mention() -> None:
    (got,) = references(segment(lay_out("第一条 标的\n设备。\n第二条 质量\n应符合 第 一 条 的约定。")))
    assert [(e.text, e.line, e.clause) for e in got.evidence] == [("第一条", 4, "2")]

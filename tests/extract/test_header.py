"""Title, numbers, project and days of a contract."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from contract_parse.extract.header import header
from contract_parse.extract.parties import parties
from contract_parse.model.facts import Header
from contract_parse.model.layout import Block, Paragraph
from contract_parse.model.structure import Structure
from contract_parse.model.text import Text
from tests.extract.clauses import clause, contract, table

PARTIES = ["甲方：南屏县林业局", "乙方：青禾市远山信息技术有限公司"]
RECITAL = "根据《中华人民共和国民法典》的规定，双方经协商一致，订立本合同，以资共同遵守。"


def head(structure: Structure) -> Header:
    return header(structure, parties(structure))


def value(structure: Structure, name: str) -> Any:
    fact = getattr(head(structure), name)
    return None if fact is None else str(fact.value)


def cover(*lines: str, closing: tuple[str | Block, ...] = ()) -> Structure:
    return contract(clause("1", "正文", title="内容"), preamble=["林木管护服务合同", *lines, RECITAL], closing=closing)


def sized(words: str, size: float, centred: bool = True) -> Paragraph:
    return Paragraph(Text.plain(words), (), size, centred)


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ([("政府采购合同（服务类）", 22), ("合同编号：NP-1", 12)], "政府采购合同（服务类）"),
        (
            [("合同编号：NP-1", 12), ("政府采购货物买卖合同（试行）", 22), ("第一节 政府采购合同协议书", 16)],
            "政府采购货物买卖合同（试行）",
        ),
        (
            [("南屏县林业局", 16), ("林木管护服务项目", 26), ("合同书", 26), ("甲方：南屏县林业局", 14)],
            "林木管护服务项目合同书",
        ),
        ([("林木管护服务合同", 26), ("（2026年度）", 26)], "林木管护服务合同（2026年度）"),
        ([("云州市某学院食堂服务采购", 22), ("合同（服务类）", 22)], "云州市某学院食堂服务采购合同（服务类）"),
        (
            [("麓南街道道路、园林环卫等服务外包项目续签合", 22), ("同政府采购合同", 22)],
            "麓南街道道路、园林环卫等服务外包项目续签合同政府采购合同",
        ),
        ([("购 销 合 同", 18), ("需方：南屏县林业局", 12)], "购销合同"),
        ([("林木管护服务协议", 18)], "林木管护服务协议"),
        ([("使用说明", 18), ("建设工程施工合同", 18)], "建设工程施工合同"),
        ([("审计业务约定书", 18)], "审计业务约定书"),
        ([("苗木采购合同 Purchase Contract", 18)], "苗木采购合同"),
        ([("林木保险服务合同", 18), ("（合同编号：NP-1）", 18)], "林木保险服务合同"),
    ],
)
def test_title(lines: list[tuple[str, float]], title: str) -> None:
    c = contract(clause("1", "正文"), preamble=[*(sized(w, s) for w, s in lines), sized(RECITAL, 12, False)])
    assert value(c, "title") == title


def test_title_without_sizes() -> None:
    assert value(cover("合同编号：NP-1"), "title") == "林木管护服务合同"
    assert value(contract(clause("1", "正文"), preamble=[RECITAL]), "title") is None


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("合同编号：NPLY-2026-017", "NPLY-2026-017"),
        ("合同编号: NPLY—2026—017", "NPLY—2026—017"),
        ("编号：NPLY[2026]17号", "NPLY[2026]17号"),
        ("合同号：南林采（2026）017", "南林采（2026）017"),
        ("政府采购合同编号：NPLY-CS-202605-1", "NPLY-CS-202605-1"),
        ("合同编号：_____", None),
        ("合同编号：", None),
        ("合同编号：NPLY-2026-017 项目编号：NPZC-88", "NPLY-2026-017"),
        ("合同编号：NPLY-2026-017    签订日期：2026年5月8日", "NPLY-2026-017"),
        ("合同编号： NPLY 2026 017", "NPLY2026017"),
        ("甲方合同编号：NPLY-2026-017", "NPLY-2026-017"),
        ("合同编号：【NPLY-2026-017】", "NPLY-2026-017"),
        ("订单编号：NPLY-2026-017", "NPLY-2026-017"),
        ("（2026）林管字第017号", "（2026）林管字第017号"),
        ("No.NPLY-2026-017", "NPLY-2026-017"),
    ],
)
def test_number(line: str, number: str | None) -> None:
    assert value(cover(line, *PARTIES), "number") == number


def test_numbers_of_the_project() -> None:
    c = cover(
        "合同编号：NPLY-17",
        "项目名称：林木管护服务采购",
        "采购项目编号：NPZC-2026-88  采购计划编号：南采计[2026]5",
        *PARTIES,
    )
    assert [value(c, f) for f in ("number", "project_name", "project_number")] == [
        "NPLY-17",
        "林木管护服务采购",
        "NPZC-2026-88",
    ]


def test_the_number_in_brackets_behind_a_project() -> None:
    c = cover("（合同号：NPLY-17）", "采购项目：林木管护服务采购（编号：NPZC-2026-88）", *PARTIES)
    found = [value(c, f) for f in ("number", "project_name", "project_number")]
    assert found == ["NPLY-17", "林木管护服务采购", "NPZC-2026-88"]


@pytest.mark.parametrize(
    "label", ["招标编号", "采购编号", "磋商文件编号", "项目编号", "政府采购项目编号", "招标文件编号"]
)
def test_project_number_labels(label: str) -> None:
    assert value(cover(f"{label}：NPZC-2026-88", *PARTIES), "project_number") == "NPZC-2026-88"


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["项目名称：南屏县林木管护服务项目"], "南屏县林木管护服务项目"),
        (["工程名称：南屏县苗圃围栏工程。"], "南屏县苗圃围栏工程"),
        (["项 目 名 称：南屏县林木管护服务项目（二包）"], "南屏县林木管护服务项目（二包）"),
        (
            ["项目名称：南屏县林业局2026年度国有林场森林资源管护", "信息化建设项目（一期）"],
            "南屏县林业局2026年度国有林场森林资源管护信息化建设项目（一期）",
        ),
        (["项目名称：", "南屏县林木管护服务项目"], "南屏县林木管护服务项目"),
        (["采购项目名称：南屏县林木管护服务采购", "采购项目编号：NP-8"], "南屏县林木管护服务采购"),
    ],
)
def test_project_name(lines: list[str], name: str) -> None:
    assert value(cover(*lines, *PARTIES), "project_name") == name


@pytest.mark.parametrize(
    ("recital", "name"),
    [
        ("甲乙双方依据有关法律法规和成交通知书，就南屏县林木管护服务项目达成以下条款。", "南屏县林木管护服务项目"),
        ("根据中标结果，甲方就南屏县林木管护服务项目委托乙方实施，经双方协商，签订本合同。", "南屏县林木管护服务项目"),
        (
            "就甲方向乙方采购南屏县林木管护服务项目（以下简称本项目）所需相关服务事宜达成如下条款：",
            "南屏县林木管护服务项目",
        ),
        ("甲乙双方就“南屏县苗圃围栏工程”的施工事宜，经协商一致订立本合同。", "南屏县苗圃围栏工程"),
        (
            "南屏县林业局林木管护服务采购项目经公开招标，确定乙方为中标供应商，双方订立合同如下：",
            "南屏县林业局林木管护服务采购项目",
        ),
        ("根据南屏县林木管护服务项目（NPZC-88）的招标结果，甲乙双方签订本合同。", "南屏县林木管护服务项目"),
        (
            "南屏县林业局委托江源招标有限公司对林木管护服务项目（项目编号：NPZC-88）进行公开招标，双方同意签订本合同。",
            "林木管护服务项目",
        ),
        (
            "依据南屏县松涛林场宣传片制作服务（项目编号：NPZC-2026-88）采购结果，双方签订本合同。",
            "南屏县松涛林场宣传片制作服务",
        ),
        (
            "根据《南屏县林木定点管护服务采购项目》（采购编号：NPZC-88）入围结果，双方签订本合同。",
            "南屏县林木定点管护服务采购项目",
        ),
        (
            "根据《中华人民共和国民法典》及南屏县林木管护服务项目（采购编号：NPZC-88）竞争性磋商结果，订立本合同。",
            "南屏县林木管护服务项目",
        ),
        ("甲乙双方依据南屏县林木管护服务项目采购结果，订立本合同。", "南屏县林木管护服务项目"),
        ("根据需方苗木采购项目（二次）（招标编号：NPZC-88）的中标通知，供需双方签订本合同。", "苗木采购项目（二次）"),
        ("根据《采购文件》（项目编号：NPZC-88）和中标通知书，双方订立本合同。", None),
        ("鉴于甲方智慧林场建设项目（招标编号：NPZC-88）经公开招标，确定乙方中标，签订本合同。", "智慧林场建设项目"),
        ("双方就下列工程施工事项协商一致，订立本合同。", None),
        ("根据采购项目的招标结果，甲乙双方协商一致，订立本合同。", None),
        ("依照有关法律规定，就本项目的有关事宜协商一致，订立本合同。", None),
    ],
)
def test_project_name_from_the_recital(recital: str, name: str | None) -> None:
    c = contract(clause("1", "正文"), preamble=["服务合同", *PARTIES, recital])
    assert value(c, "project_name") == name


def test_project_under_a_heading_of_its_own() -> None:
    c = contract(
        clause("1", "南屏县林业一张图平台（二期）开发", title="项目名称"), preamble=["合同", *PARTIES, RECITAL]
    )
    assert value(c, "project_name") == "南屏县林业一张图平台（二期）开发"


def test_project_number_in_bare_brackets() -> None:
    words = "根据南屏县林木管护服务项目（NPZC2026-011号）中标通知书，双方签订本合同。"
    assert (
        value(contract(clause("1", "正文"), preamble=["合同", *PARTIES, words]), "project_number") == "NPZC2026-011号"
    )


def test_form() -> None:
    form = table(
        ("合同编号", "NPLY-17", "项目编号", "NPZC[2026]88"),
        ("项目名称", "南屏县林木管护服务", "签订地点", "南屏县"),
        ("采购人（甲方）", "南屏县林业局", "供应商（乙方）", "青禾市远山信息技术有限公司"),
        header_rows=0,
    )
    c = contract(clause("1", "正文"), preamble=["政府采购合同", form])
    assert [value(c, f) for f in ("number", "project_number", "project_name", "signed_at")] == [
        "NPLY-17",
        "NPZC[2026]88",
        "南屏县林木管护服务",
        "南屏县",
    ]


def test_the_latest_signature_counts() -> None:
    closing = (
        "甲方（盖章）：南屏县林业局",
        "日期：2026年5月6日",
        "乙方（盖章）：青禾市远山信息技术有限公司",
        "日期：2026年5月9日",
    )
    assert value(cover(*PARTIES, closing=closing), "signed_on") == "2026-05-09"


@pytest.mark.parametrize(
    "line",
    [
        "签订时间：2026年5月8日",
        "签订日期：2026-05-08",
        "合同签订日期：二〇二六年五月八日",
        "签约时间： 2026 年 5 月 8 日",
        "签署日期：2026.5.8",
        "2026年5月8日",
    ],
)
def test_signed_on_the_cover(line: str) -> None:
    assert value(cover(*PARTIES, line), "signed_on") == "2026-05-08"


def test_signed_in_a_sentence() -> None:
    c = contract(
        clause("1", "正文"),
        preamble=["合同", *PARTIES, "本合同由双方于2026年5月8日在南屏县签订，双方共同遵守以下条款。"],
    )
    assert value(c, "signed_on") == "2026-05-08"
    assert value(c, "signed_at") == "南屏县"


def test_signed_by_both_on_a_day_at_a_place() -> None:
    c = contract(
        clause("1", "正文"), preamble=["合同", *PARTIES, "双方于2026年4月8日在南屏县签订本合同，共同遵守以下条款。"]
    )
    assert value(c, "signed_on") == "2026-04-08"


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("服务期限共12个月，自2026-04-01起至2027-03-31止。", ("2026-04-01", "2027-03-31")),
        ("计划开工日期：2026年3月10日；计划竣工日期：2026年5月8日。", ("2026-03-10", "2026-05-08")),
        ("起始日期：2026年11月20日，完成日期：2027年2月20日", ("2026-11-20", "2027-02-20")),
        ("履行期限：2026-07-22 —— 2027-12-31", ("2026-07-22", "2027-12-31")),
        ("监理期限：自2026年5月10日始，至2026年11月10日止。", ("2026-05-10", "2026-11-10")),
        ("聘期壹年，自2026年1月1日起至2026年12月31日止。", ("2026-01-01", "2026-12-31")),
        ("派遣期限自2026年1月1日至2026年12月31日。", ("2026-01-01", "2026-12-31")),
        ("合同签订之日起12个月。", (None, None)),
        ("质保期自2026年6月1日至2027年5月31日。", (None, None)),
    ],
)
def test_term(words: str, days: tuple[str | None, str | None]) -> None:
    c = contract(clause("3", clause("3.1", words), title="期限"), preamble=["合同", *PARTIES, RECITAL])
    assert (value(c, "starts_on"), value(c, "ends_on")) == days


@pytest.mark.parametrize(
    ("words", "effective"),
    [
        (
            "本合同自双方法定代表人或授权代表签字并加盖公章之日起生效。",
            "本合同自双方法定代表人或授权代表签字并加盖公章之日起生效",
        ),
        ("本合同一式三份，甲方二份，乙方一份，双方签字盖章后生效。", "双方签字盖章后生效"),
        ("本合同自2026年5月8日起生效。", "本合同自2026年5月8日起生效"),
        ("本合同经双方签字盖章后生效，附件与正文具有同等效力。", "本合同经双方签字盖章后生效"),
        ("补充协议经双方签字后生效。", None),
    ],
)
def test_effective(words: str, effective: str | None) -> None:
    c = contract(clause("9", words, title="其他"), preamble=["合同", *PARTIES, RECITAL])
    assert value(c, "effective") == effective


def test_a_number_that_only_the_running_head_tells() -> None:
    def head_line(s: str) -> Paragraph:
        return Paragraph(Text(s, (None,) * len(s)), ())

    plain = contract(clause("1", "乙方供货。"), preamble=["采购合同", *PARTIES, RECITAL])
    told = replace(plain, heads=(head_line("某馆采购合同  合同编号：NL‑2027‑03"), head_line("第1页")))
    assert (value(plain, "number"), value(told, "number")) == (None, "NL-2027-03")
    form = replace(plain, heads=(head_line("编号：GL-QR-07"),))  # of the form, not of the contract
    assert value(form, "number") is None
    own = contract(clause("1", "乙方供货。"), preamble=["采购合同", "合同编号：NL-2027-04", *PARTIES])
    assert value(replace(own, heads=told.heads), "number") == "NL-2027-04"

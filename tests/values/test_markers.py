"""Numbering at the start of a paragraph, and numbers that are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract_parse.values.markers import Marker, parse_marker


@pytest.mark.parametrize(
    ("text", "kind", "ordinals", "printed", "rest"),
    [
        ("第一条：定义", "article", (1,), "第一条", "定义"), ("第一条、定义", "article", (1,), "第一条", "定义"), ("第 五 条  付款", "article", (5,), "第五条", "付款"),
        ("第五条付款方式", "article", (5,), "第五条", "付款方式"), ("第8条 验收", "article", (8,), "第8条", "验收"), ("第十条", "article", (10,), "第十条", ""),
        ("第一百零一条 其他", "article", (101,), "第一百零一条", "其他"), ("第5.1条 付款", "article", (5, 1), "第5.1条", "付款"),
        ("第五条所有权", "article", (5,), "第五条", "所有权"), ("第六条约定事项", "article", (6,), "第六条", "约定事项"), ("第七条相关责任", "article", (7,), "第七条", "相关责任"),
        ("第三章 合同", "chapter", (3,), "第三章", "合同"), ("第一节总则", "section", (1,), "第一节", "总则"), ("第一部分 协议书", "section", (1,), "第一部分", "协议书"),
        ("一、总则", "han", (1,), "一", "总则"), ("三十、附则", "han", (30,), "三十", "附则"), ("十一.付款", "han", (11,), "十一", "付款"), ("一：总则", "han", (1,), "一", "总则"),
        ("壹、总则", "han", (1,), "壹", "总则"), ("贰、范围", "han", (2,), "贰", "范围"), ("十、", "han", (10,), "十", ""),
        ("（一）范围", "han_paren", (1,), "（一）", "范围"), ("(一)、范围", "han_paren", (1,), "(一)", "范围"), ("㈠范围", "han_paren", (1,), "㈠", "范围"),
        ("一）范围", "han_paren", (1,), "一）", "范围"), ("（二）质保期", "han_paren", (2,), "（二）", "质保期"),
        ("1.1 范围", "dotted", (1, 1), "1.1", "范围"), ("1.1.1范围", "dotted", (1, 1, 1), "1.1.1", "范围"), ("10.1.2.3 范围", "dotted", (10, 1, 2, 3), "10.1.2.3", "范围"),
        ("1.1、范围", "dotted", (1, 1), "1.1", "范围"), ("5.1.付款", "dotted", (5, 1), "5.1", "付款"), ("5.1. 1)软件", "dotted", (5, 1), "5.1", "1)软件"),
        ("5.1.1)软件", "dotted", (5, 1), "5.1", "1)软件"), ("３．１　价款", "dotted", (3, 1), "３．１", "价款"), ("1.1", "dotted", (1, 1), "1.1", ""),
        ("5.1（1）甲", "dotted", (5, 1), "5.1", "（1）甲"), ("10.10 其他", "dotted", (10, 10), "10.10", "其他"), ("（5.1）付款", "dotted", (5, 1), "（5.1）", "付款"),
        # headings that start like a unit
        ("3.1年度计划", "dotted", (3, 1), "3.1", "年度计划"), ("3.1人员配置", "dotted", (3, 1), "3.1", "人员配置"), ("3.2日常保洁", "dotted", (3, 2), "3.2", "日常保洁"),
        ("3.3个人信息", "dotted", (3, 3), "3.3", "个人信息"), ("5.1月度考核", "dotted", (5, 1), "5.1", "月度考核"), ("4.1天然气", "dotted", (4, 1), "4.1", "天然气"),
        ("3.1项目名称", "dotted", (3, 1), "3.1", "项目名称"), ("7.1款项支付", "dotted", (7, 1), "7.1", "款项支付"), ("2.1版权归属", "dotted", (2, 1), "2.1", "版权归属"),
        ("4.1元器件", "dotted", (4, 1), "4.1", "元器件"), ("3.1 24小时服务", "dotted", (3, 1), "3.1", "24小时服务"), ("3.1MES系统", "dotted", (3, 1), "3.1", "MES系统"),
        ("1.总则", "arabic", (1,), "1", "总则"), ("1、总则", "arabic", (1,), "1", "总则"), ("1．总则", "arabic", (1,), "1", "总则"), ("12、总则", "arabic", (12,), "12", "总则"),
        ("1：总则", "arabic", (1,), "1", "总则"), ("1.2026年3月交货", "arabic", (1,), "1", "2026年3月交货"), ("1. 5年质保", "arabic", (1,), "1", "5年质保"),
        ("1、3年质保", "arabic", (1,), "1", "3年质保"), ("⒈总则", "arabic", (1,), "⒈", "总则"), ("5.", "arabic", (5,), "5", ""),
        ("（1）甲", "arabic_paren", (1,), "（1）", "甲"), ("(12)、甲", "arabic_paren", (12,), "(12)", "甲"), ("⑴甲", "arabic_paren", (1,), "⑴", "甲"),
        ("【1】甲", "arabic_paren", (1,), "【1】", "甲"), ("（1）台账管理", "arabic_paren", (1,), "（1）", "台账管理"),
        ("1)甲", "arabic_half", (1,), "1)", "甲"), ("2）、甲", "arabic_half", (2,), "2）", "甲"),
        ("①甲", "circle", (1,), "①", "甲"), ("⑳甲", "circle", (20,), "⑳", "甲"), ("㉑甲", "circle", (21,), "㉑", "甲"), ("❷甲", "circle", (2,), "❷", "甲"),
        ("㉟甲", "circle", (35,), "㉟", "甲"), ("㊱甲", "circle", (36,), "㊱", "甲"), ("➀甲", "circle", (1,), "➀", "甲"), ("➊甲", "circle", (1,), "➊", "甲"),
        ("⓵甲", "circle", (1,), "⓵", "甲"), ("㊀甲", "circle", (1,), "㊀", "甲"), ("⒇甲", "arabic_paren", (20,), "⒇", "甲"), ("⒛甲", "arabic", (20,), "⒛", "甲"),
        ("㈩甲", "han_paren", (10,), "㈩", "甲"), ("ⅰ.甲", "letter", (1,), "ⅰ", "甲"), ("⒜甲", "letter", (1,), "⒜", "甲"), ("ⓐ甲", "letter", (1,), "ⓐ", "甲"),
        ("5.1）甲", "dotted", (5, 1), "5.1）", "甲"),
        ("a)甲", "letter", (1,), "a)", "甲"), ("A.甲", "letter", (1,), "A", "甲"), ("b、甲", "letter", (2,), "b", "甲"), ("(c)甲", "letter", (3,), "(c)", "甲"),
        ("p）甲", "letter", (16,), "p）", "甲"), ("Ⅱ、甲", "roman", (2,), "Ⅱ", "甲"), ("IV. 费用", "roman", (4,), "IV", "费用"), ("  1.2 缩进", "dotted", (1, 2), "1.2", "缩进"),
    ],
)  # fmt: skip
def test_markers(text: str, kind: str, ordinals: tuple[int, ...], printed: str, rest: str) -> None:
    marker = parse_marker(text)
    assert marker is not None
    assert (marker.kind, marker.ordinals, marker.printed, text[marker.end :]) == (kind, ordinals, printed, rest)


@pytest.mark.parametrize(
    "text",
    ["", " ", "5.1万元", "5.1 万元", "3.5倍", "3.5 倍", "1.5%", "1.8元/㎡", "2026年3月", "2026.3.12", "2026-03-12", "12个月", "1台", "10日内", "0.5小时", "1.5小时",
     "1.5个月", "1.5年内", "1:1", "8:30", "100元", "1,000.00", "12,000", "5-10", "3×4", "4.35%", "2.1台，", "1.1米", "1.5G", "5.1条约定", "7.1款规定", "12.1-12.3",
     "192.168.1.1", "2.0", "1.01", "100.5", "3、5年", "1、2、3", "第八条规定的义务", "第五条、第六条约定", "第四条的约定", "第三条及附件", "第七条第二款", "第一部分的内容",
     "第一部分《协议书》所约定的地址", "第一次付款", "第一期", "第一，质量", "一、二期工程", "三、四级", "（60）天内", "（2020）5号", "（3）个工作日", "（二）个工作日", "三级等保",
     "一次性", "二〇二六年", "甲、乙", "5G网络", "3D打印", "A座", "A4纸", "a.b", "V1.0", "1°C", "附件一", "双方", "¥5.1", "1"],
)  # fmt: skip
def test_numbers_of_running_text(text: str) -> None:
    assert parse_marker(text) is None


@given(st.integers(1, 99), st.integers(1, 99), st.sampled_from(["付款方式", "质量保证", "甲方应", "本项目"]))
def test_dotted_numbers_with_any_parts(a: int, b: int, words: str) -> None:
    for gap in ("", " ", "、", ". "):
        marker = parse_marker(f"{a}.{b}{gap}{words}")
        assert marker == Marker("dotted", (a, b), f"{a}.{b}", len(f"{a}.{b}{gap}"))


@given(st.text(alphabet="第一二十条章节（）()[]1235.、：:①a附件 万元年月日%台个的规定", max_size=12))
def test_nothing_crashes_and_the_text_begins_inside(text: str) -> None:
    marker = parse_marker(text)
    if marker is not None:
        assert 0 < marker.end <= len(text)
        assert marker.ordinals
        assert all(n > 0 for n in marker.ordinals) or marker.kind in ("article", "chapter", "section", "han_paren")

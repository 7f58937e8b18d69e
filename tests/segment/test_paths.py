"""Clause paths in the numbering styles of real contracts, each a small contract of our own."""

from __future__ import annotations

import pytest

from contract_parse.model.structure import Structure
from contract_parse.segment import segment
from tests.segment.layouts import lay_out

# name, contract, paths of body and annexes, labels of the annexes, read by OCR
CASES: list[tuple[str, str, str, str, bool]] = [
    (
        "restart under parent",
        """
设备采购合同
甲方：某局
乙方：某公司
一、合同标的
1、货物名称及数量见附件。
2、货物为全新产品。
（1）包装完好；
（2）配件齐全。
二、价款
1、总价为5万元。
2、价款分两期支付：
（1）签订后支付30%；
①预付款发票先行开具；
②支付期限十日。
（2）验收后支付70%。
三、其他
甲方（盖章）：      乙方（盖章）：
""",
        "1 1.1 1.2 1.2(1) 1.2(2) 2 2.1 2.2 2.2(1) 2.2(1)① 2.2(1)② 2.2(2) 3",
        "",
        False,
    ),
    (
        "articles with han below",
        """
第一条 项目概况
一、项目名称：某工程。
二、地点：某地。
第二条 工期
一、工期60天。
第三条 价款
一、总价。
（一）组成
1.人工费
2.材料费
（二）支付
二、税费
""",
        "1 1.1 1.2 2 2.1 3 3.1 3.1(1) 3.1(1).1 3.1(1).2 3.1(2) 3.2",
        "",
        False,
    ),
    (
        "chapters with articles",
        """
第一章 总则
第一条 为了明确权利义务，制定本合同。
第二条 适用范围。
第二章 权利义务
第三条 甲方的权利
（一）监督；
（二）检查。
第四条 乙方的权利
第三章 附则
第五条 本合同一式四份。
""",
        "1 2 3 3(1) 3(2) 4 5",
        "",
        False,
    ),
    (
        "chapters without articles",
        """
第一章 项目概况
一、项目名称
二、项目地点
第二章 服务内容
一、保洁
1.每日清扫
2.垃圾清运
二、绿化
第三章 费用
""",
        "1 1.1 1.2 2 2.1 2.1.1 2.1.2 2.2 3",
        "",
        False,
    ),
    (
        "sections restart",
        """
^第一节 合同协议书
1. 合同内容
1.1 甲方委托乙方供货。
1.2 数量见清单。
2. 合同价格
^第二节 通用条款
1. 定义
1.1 合同指本合同。
（1）含附件；
（2）含图纸。
2. 质量
^第三节 专用条款
1. 交货
1.1 三十日内。
""",
        "1 1.1 1.2 2 第二节/1 第二节/1.1 第二节/1.1(1) 第二节/1.1(2) 第二节/2 第三节/1 第三节/1.1",
        "",
        False,
    ),
    (
        "sections run on",
        """
^第一部分 协议书
一、工程概况
二、工期
^第二部分 通用条款
三、定义
1.合同
2.图纸
四、质量
^第三部分 专用条款
五、价款
""",
        "1 2 3 3.1 3.2 4 5",
        "",
        False,
    ),
    (
        "named parts restart",
        """
^政府采购合同
一、标的
二、价款
三、生效
^通用条款
一、定义
1.合同
二、履约
^专用条款
一、交货
""",
        "1 2 3 通用条款/1 通用条款/1.1 通用条款/2 专用条款/1",
        "",
        False,
    ),
    (
        "toc",
        """
^目录
第一条 定义……………1
第二条 价款……………2
第三条 争议……………3
---
第一条 定义
1.1 合同。
第二条 价款
2.1 总价。
第三条 争议
3.1 协商。
""",
        "1 1.1 2 2.1 3 3.1",
        "",
        False,
    ),
    (
        "toc without pages",
        """
^目 录
一、项目内容
二、付款方式
三、违约责任
---
一、项目内容
建设平台一套。
二、付款方式
验收后支付。
三、违约责任
按日计违约金。
""",
        "1 2 3",
        "",
        False,
    ),
    (
        "number apart",
        """
第一条
定义
1.1
合同指本合同。
第二条
价款
2.1
总价为10万元。
""",
        "1 1.1 2 2.1",
        "",
        False,
    ),
    (
        "lost and doubled numbers",
        """
一、内容
二、期限
四、价款
五、付款
五、验收
六、违约
""",
        "1 2 4 5 5 6",
        "",
        False,
    ),
    (
        "running numbers",
        """
第一条 价款
合同总价为
5.1万元，其中设备3.5万元，见第三条。
第二条 付款
按第一条执行，分（1）预付款（2）尾款两次支付。
3.5倍赔偿。
2026年3月1日前付清。
第三条 其他
""",
        "1 2 3",
        "",
        False,
    ),
    (
        "letters",
        """
1. 交付
1.1 乙方应交付：
a) 设备；
b) 文档；
c) 源代码。
1.2 地点
2. 验收
""",
        "1 1.1 1.1(a) 1.1(b) 1.1(c) 1.2 2",
        "",
        False,
    ),
    (
        "legal han",
        """
壹、标的
贰、价款
叁、付款
一、首付
二、尾款
肆、其他
""",
        "1 2 3 3.1 3.2 4",
        "",
        False,
    ),
    (
        "paren han with comma",
        """
一、总则
(一)、目的
(二)、依据
二、内容
(一)、范围
""",
        "1 1(1) 1(2) 2 2(1)",
        "",
        False,
    ),
    (
        "circled han",
        """
一、总则
㈠ 目的
㈡ 依据
二、内容
㈠ 范围
1．甲
2．乙
""",
        "1 1(1) 1(2) 2 2(1) 2(1).1 2(1).2",
        "",
        False,
    ),
    (
        "article colon",
        """
第一条：标的
第二条：价款
第三条：付款
1、签订后支付30%
2、验收后支付70%
""",
        "1 2 3 3.1 3.2",
        "",
        False,
    ),
    (
        "list inside then outer goes on",
        """
1. 服务内容
1.1 保洁
1.2 保安
1. 门岗值守
2. 巡逻
1.3 绿化
2. 价款
3. 付款
""",
        "1 1.1 1.2 1.2.1 1.2.2 1.3 2 3",
        "",
        False,
    ),
    (
        "dotted deep",
        """
3 履行
3.1 期限
3.1.1 交货期
3.1.2 安装期
3.2 地点
4 付款
4.1 方式
""",
        "3 3.1 3.1.1 3.1.2 3.2 4 4.1",
        "",
        False,
    ),
    (
        "bare outer",
        """
1 合同标的
1.1 设备
1.2 数量
2 合同价款
2.1 总价
3 付款
3.1 首付
""",
        "1 1.1 1.2 2 2.1 3 3.1",
        "",
        False,
    ),
    (
        "annex after signature",
        """
第一条 标的
详见附件一《设备清单》。
第二条 价款
第三条 生效
附件一为本合同组成部分。
甲方（盖章）：某局
乙方（盖章）：某公司
日期：2026年1月1日
附件一：设备清单
一、主要设备
1. 水泵
2. 电机
二、备件
附件二：售后承诺
（一）响应
（二）维修
""",
        "1 2 3 附件一/一 附件一/一/1 附件一/一/2 附件一/二 附件二/(一) 附件二/(二)",
        "附件一 附件二",
        False,
    ),
    (
        "annex list then annexes",
        """
第一条 标的
第二条 价款
第三条 附件
附件一：设备清单
附件二：售后承诺
甲方（公章）：某局   乙方（公章）：某公司
法定代表人：   法定代表人：
---
附件一：设备清单
1. 水泵
2. 电机
---
附件二：售后承诺
1. 响应
""",
        "1 2 3 附件一/1 附件一/2 附件二/1",
        "附件一 附件二",
        False,
    ),
    (
        "annex list only",
        """
第一条 标的
第二条 价款
第三条 生效
附件：
1. 报价表
2. 技术参数
甲方（公章）：某局   乙方（公章）：某公司
""",
        "1 2 3",
        "",
        False,
    ),
    (
        "nested same line",
        """
第五条 付款
5.1. 1) 软件：30%。
2) 硬件：70%。
3) 服务：全付。
5.2 账户
""",
        "5 5.1 5.1(1) 5.1(2) 5.1(3) 5.2",
        "",
        False,
    ),
    (
        "article 1.1 on line",
        """
第一条 1.1 标的为设备。
1.2 数量十台。
第二条 2.1 总价。
""",
        "1 1.1 1.2 2 2.1",
        "",
        False,
    ),
    (
        "han over articles",
        """
一、总则
第一条 目的
第二条 依据
二、权利义务
第三条 甲方
第四条 乙方
三、附则
第五条 份数
""",
        "1 2 3 4 5",
        "",
        False,
    ),
    (
        "renumbered relative dotted",
        """
第一条 标的
1、设备
1.1 水泵
1.2 电机
2、服务
2.1 安装
第二条 价款
""",
        "1 1.1 1.1.1 1.1.2 1.2 1.2.1 2",
        "",
        False,
    ),
    (
        "usage notes",
        """
^使用说明
1.本文本供参考。
2.可作调整。
^第一节 协议书
1.项目信息
（1）名称
2.金额
^第二节 通用条款
1.定义
1.1 当事人
""",
        "1 1(1) 2 第二节/1 第二节/1.1",
        "",
        False,
    ),
    (
        "ocr articles",
        """
第一条 标的
第二条 价款
第三条 付款
第四条 交货
第五条 验收
第六条 质保
第七条 违约
第八条 保密
第九条 通知
第+条 争议
第十-条 其他
第十二条 生效
""",
        "1 2 3 4 5 6 7 8 9 10 11 12",
        "",
        True,
    ),
    (
        "ocr dotted",
        """
第一条 标的
1.1 设备如下。
1,2 数量如下。
13 单价如下。
第二条 价款
2. 1 总价为十万元。
2.2 税率为十三。
2.l 其他。
第 条 付款
3.1 首付。
3.2 尾款。
""",
        "1 1.1 1.2 1.3 2 2.1 2.2 2.1 3 3.1 3.2",
        "",
        True,
    ),
    (
        "ocr paren",
        """
一、标的
(l)设备；
（2）配件；
(3）文档。
-、价款
""",
        "1 1(1) 1(2) 1(3) 2",
        "",
        True,
    ),
    (
        "ocr han dash",
        """
-、标的
（一）设备
（二）配件
二.价款
（一）总价
三、付款
""",
        "1 1(1) 1(2) 2 2(1) 3",
        "",
        True,
    ),
    (
        "sig then part",
        """
^第一节 协议书
一、内容
二、金额
甲方（公章）：某局   乙方（公章）：某公司
法定代表人：   法定代表人：
^第二节 通用条款
三、定义
1、合同
四、保密
""",
        "1 2 3 3.1 4",
        "",
        False,
    ),
    (
        "wrapped numbers",
        """
第一条 付款
1.1 甲方在收到发票后按照合同约定的比例支付货款，支付比例按照附件中的约定执行，其中第一期支付比例为百分之
30.乙方应当开具发票。
1.2 尾款。
第二条 其他
""",
        "1 1.1 1.2 2",
        "",
        False,
    ),
    (
        "paren outermost",
        """
甲乙双方约定如下：
（一）标的
1、设备
2、数量
（二）价款
（三）付款
""",
        "1 1.1 1.2 2 3",
        "",
        False,
    ),
    (
        "antigraft agreement after",
        """
第一条 标的
第二条 价款
第三条 生效
甲方（盖章）：某局
乙方（盖章）：某公司
---
^廉政协议书
一、甲方义务
二、乙方义务
甲方（盖章）：某局
乙方（盖章）：某公司
""",
        "1 2 3 附件/一 附件/二",
        "附件",
        False,
    ),
    (
        "arabic dun outer",
        """
1、标的
（1）设备
（2）配件
2、价款
（1）总价
1）含税
2）不含税
（2）支付
3、其他
""",
        "1 1(1) 1(2) 2 2(1) 2(1)(1) 2(1)(2) 2(2) 3",
        "",
        False,
    ),
    (
        "annex heading parts",
        """
一、标的
二、价款
甲方（章）：某局
乙方（章）：某公司
---
附件1
技术参数表
1 水泵参数
2 电机参数
---
附件2
报价表
""",
        "1 2",
        "附件1 附件2",
        False,
    ),
]


def paths(structure: Structure) -> list[str]:
    return [c.path for c in structure.body()] + [c.path for a in structure.annexes for c in a.walk()]


@pytest.mark.parametrize(("text", "expected", "labels", "scanned"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_paths(text: str, expected: str, labels: str, scanned: bool) -> None:
    structure = segment(lay_out(text, "ocr" if scanned else "text"))
    assert paths(structure) == expected.split()
    assert [a.label for a in structure.annexes] == labels.split()


def test_every_block_is_in_one_place() -> None:
    layout = lay_out("合同\n第一条 标的\n货物见下表。\n序号 | 名称\n1 | 水泵\n第二条 价款\n甲方（盖章）：某局\n乙方（盖章）：某公司")
    structure = segment(layout)
    words = "".join(b.text.s for _, b in structure.body_blocks() if hasattr(b, "text"))
    heads = "".join(c.head.s for c in structure.body())
    assert sorted("".join(words.split()) + "".join(heads.split())) == sorted(
        "".join(["合同第一条标的货物见下表。第二条价款甲方（盖章）：某局乙方（盖章）：某公司"])
    )
    assert sum(len(c.tables) for c in structure.body()) == 1


def test_title_is_apart_from_text() -> None:
    structure = segment(lay_out("第一条 付款方式\n合同签订后支付三成。\n第二条 乙方应按期交货。\n2.1 交货期三十日。"))
    first, second = structure.clauses
    assert first.title is not None
    assert first.title.s == "付款方式"
    assert [p.text.s for p in first.paragraphs] == ["合同签订后支付三成。"]
    assert second.title is None
    assert second.paragraphs[0].text.s == "乙方应按期交货。"


def test_heading_printed_twice() -> None:
    structure = segment(lay_out("第一条 付款\n第一条 付款\n一次付清。\n第第二二条条  争争议议\n诉讼。"))
    assert [c.path for c in structure.body()] == ["1", "2"]
    assert structure.clauses[1].title is not None
    assert structure.clauses[1].title.s.strip() == "争议"


def test_signatures_close_the_body() -> None:
    structure = segment(
        lay_out("第一条 标的\n第二条 价款\n第三条 份数\n（以下无正文）\n甲方：某局（盖章）\t乙方：某公司（盖章）\n代表人：\t代表人：\n日期：2026年1月1日")
    )
    assert [b.text.s[:2] for b in structure.closing if hasattr(b, "text")] == ["甲方", "代表", "日期"]


def test_a_sentence_about_sealing_closes_nothing() -> None:
    structure = segment(lay_out("第一条 标的\n第二条 价款\n第三条 生效\n甲方和乙方签字盖章后生效。\n第四条 份数\n一式四份。"))
    assert [c.path for c in structure.clauses] == ["1", "2", "3", "4"]
    assert structure.closing == ()


def test_bare_annex_title_takes_the_label_it_is_cited_by() -> None:
    structure = segment(
        lay_out(
            "第一条 标的\n设备见附件2《设备配置表》。\n第二条 价款\n第三条 生效\n甲方（盖章）：某局\n乙方（盖章）：某公司\n"
            "---\n^设备配置表\n序号 | 名称\n1 | 水泵"
        )
    )
    assert [a.label for a in structure.annexes] == ["附件2"]

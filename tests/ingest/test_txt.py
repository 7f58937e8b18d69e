"""Text files: encodings, wrapped lines, ragged tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from contract_parse.ingest.txt import decode, parse_blocks, read_txt
from contract_parse.model.layout import Paragraph, Table


def lines(text: str) -> list[str]:
    return [b.text.s for b in parse_blocks(text) if isinstance(b, Paragraph)]


def grid(text: str) -> list[list[str | None]]:
    found = next(b for b in parse_blocks(text) if isinstance(b, Table))
    return [[None if c is None else c.text.s for c in row] for row in found.grid()]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings(encoding: str, tmp_path: Path) -> None:
    words = "第一条 合同总价\n人民币12万元，含税率13%。\n"
    assert decode(words.encode(encoding)).lstrip("\ufeff") == words
    path = tmp_path / "a.txt"
    path.write_bytes(words.encode(encoding))
    assert [b.text.s for b in read_txt(path)[0].blocks if isinstance(b, Paragraph)] == [
        "第一条 合同总价",
        "人民币12万元，含税率13%。",
    ]


def test_a_page_break_in_mid_sentence_is_mended() -> None:
    text = "2.2 乙方应当按照合同约定的时间和地点交付全部货物，并承担运输过程中发生的保险、\n\n\f\n装卸等费用。\n\n2.3 其他。"
    assert lines(text) == [
        "2.2 乙方应当按照合同约定的时间和地点交付全部货物，并承担运输过程中发生的保险、装卸等费用。",
        "2.3 其他。",
    ]


def test_lines_cut_at_one_width_are_joined() -> None:
    sentence = (
        "乙方应当在接到甲方书面通知之日起按照约定的时间完成设备安装调试工作并提交全部技术资料和验收申请文件供甲方审查"
    )
    body = []
    for n in range(1, 6):
        whole = f"{n}. {sentence * 2}。"
        body += [whole[i : i + 30] for i in range(0, len(whole), 30)]
    joined = lines("\n".join(body))
    assert len(joined) == 5
    assert all(s.endswith("审查。") for s in joined)


def test_a_heading_numbered_without_a_mark_is_not_run_into_the_party_above() -> None:
    text = "乙方：同舟财产保险股份有限公司南浔港支公司营业部\n一  承保范围\n甲方公务用车二十辆。"
    assert lines(text) == ["乙方：同舟财产保险股份有限公司南浔港支公司营业部", "一  承保范围", "甲方公务用车二十辆。"]


def test_the_end_of_a_bracket_is_no_number() -> None:
    blocks = parse_blocks("1.1 功能见需求规格说明书（附件\n1）。\n1.2 其他。")
    assert [b.text.s for b in blocks if isinstance(b, Paragraph)] == [
        "1.1 功能见需求规格说明书（附件1）。",
        "1.2 其他。",
    ]


def test_labels_stay_on_their_lines() -> None:
    assert lines("开户名称：某某设备有限公司\n开户行：某银行城东支行\n账号：6222000011112222") == [
        "开户名称：某某设备有限公司", "开户行：某银行城东支行", "账号：6222000011112222",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "甲方：某某县麓山街道办事处（公章）    乙方：某某市政园林有限公司（公章）\n法定代表人（负责人）或授权代表：某甲    授权代表：某乙",
        "代表：某甲                 代表：某乙                 代表：某丙\n2026年2月10日              2026年2月10日              2026年2月11日",
        "供方：某某生物医药（集团）股份有限公司        签约地点：某市\n根据中标通知，供需双方签订本合同。",
        "保险人：某某财产保险股份有限公司某某中心支公司\n经双方协商，订立本合同。",
        "某某市大数据发展中心（下称“委托人”），地址：某市新兴二路17号；法定代表人：某甲\n与\n某某科技有限公司（下称“开发人”）",
    ],
)
def test_lines_of_columns_and_labels_are_not_run_together(text: str) -> None:
    assert lines(text) == text.split("\n")


def test_bullets_before_numbers_go() -> None:
    assert lines("- (1) 查验文件\n- (2) 试运行\n## 第三条 验收") == ["(1) 查验文件", "(2) 试运行", "第三条 验收"]


def test_evidence_is_the_line() -> None:
    block = parse_blocks("\n\n甲方：某局\n")[0]
    assert isinstance(block, Paragraph)
    assert block.text.spots()[0].line == 3


RAGGED = """序号\t名称\t型号\t数量\t单位\t单价（元）\t金额（元）\t备注\t\t
1\t中心校区\t教学设备\t投影机\tT-1\t2\t台\t3000\t6000\t
2\t\t\t话筒\tH-2\t4\t只\t200\t800\t
3\t\t网络设备\t交换机\tJ-3\t1\t台\t5000\t5000\t含安装
4\t\t\t\t服务\t维护\t定制\t1\t年\t900\t900\t
5\t分校\t教学设备\t黑板\tB-5\t3\t块\t500\t1500\t\t
6\t音箱\t\t\tY-6\t2\t只\t300\t600\t\t
7\t\t网络设备\t路由器\tL-7\t1\t台\t800\t800\t
合计\t\t\t\t\t\t\t\t15600"""


def test_ragged_rows_are_set_against_the_numbers() -> None:
    rows = grid(RAGGED)
    assert rows[0] == ["序号", "名称", "名称", "名称", "型号", "数量", "单位", "单价（元）", "金额（元）", "备注"]
    assert rows[2] == ["2", "中心校区", "教学设备", "话筒", "H-2", "4", "只", "200", "800", None]
    assert rows[3][9] == "含安装"
    assert rows[4][1:5] == ["中心校区", "服务", "维护", "定制"]  # one cell too many on the left
    assert rows[6][1:5] == ["分校", "教学设备", "音箱", "Y-6"]  # the name stood in the group's place
    assert rows[7][1:4] == ["分校", "网络设备", "路由器"]


def test_a_table_goes_on_after_a_page_break() -> None:
    head = "序号\t名称\t数量\t单价\t金额"
    rows = grid(f"{head}\n1\t水泵\t2\t10\t20\n\n{head}\n2\t电机\t1\t30\t30")
    assert [r[1] for r in rows] == ["名称", "水泵", "电机"]


def test_two_tables_in_a_row_stay_two() -> None:
    text = "序号\t名称\t数量\n1\t水泵\t2\n\n序号\t岗位\t人数\n1\t保安\t4"
    assert sum(isinstance(b, Table) for b in parse_blocks(text)) == 2


def test_tables_between_pipes() -> None:
    assert grid("| 序号 | 名称 |\n|---|---|\n| 1 | 水泵 |") == [["序号", "名称"], ["1", "水泵"]]


def test_rows_of_a_drawn_table_without_lines_between_them() -> None:
    drawn = [
        "┌─┬─┬─┐",
        "│序号│名称│金额│",
        "├─┼─┼─┤",
        "│1│水泵│100│",
        "│2│阀门│50│",
        "├─┼─┼─┤",
        "│合计││150│",
        "└─┴─┴─┘",
    ]
    assert grid("\n".join(drawn))[1:3] == [["1", "水泵", "100"], ["2", "阀门", "50"]]


def test_a_sum_below_columns_set_with_spaces() -> None:
    rows = ["序号  品名  数量  单价  金额", "1  水泵  2  50.00  100.00", "2  阀门  5  10.00  50.00", "合计：150.00"]
    assert grid("\n".join(rows))[-1][-1] == "150.00"


def test_short_rows_have_their_first_cell_merged_downwards() -> None:
    rows = grid("类别\t类型\t时限\n日常\t新增\t2天\n\t修改\t1天")
    assert rows[2] == ["日常", "修改", "1天"]


def test_page_marks_are_no_text() -> None:
    text = "第一条 乙方应当按照合同约定的时间和地点交付全部货物，并承担运输过程中发生的保险、\n- 3 -\n\n装卸等费用。\n第 4 页 共 9 页\n第二条 其他"
    assert lines(text) == [
        "第一条 乙方应当按照合同约定的时间和地点交付全部货物，并承担运输过程中发生的保险、装卸等费用。",
        "第二条 其他",
    ]


def test_markdown_and_tables_of_html() -> None:
    text = (
        "# **采购合同**\n\n付款比例为 $30\\%$。\n\n<table><tr><td>序号</td><td colspan=2>名称</td></tr>\n"
        '<tr><td>1</td><td rowspan="2">软件</td><td>平 台</td></tr>\n<tr><td>2</td><td>接口</td></tr></table>\n第二条 其他'
    )
    assert lines(text) == ["采购合同", "付款比例为 30%。", "第二条 其他"]
    assert grid(text) == [["序号", "名称", "名称"], ["1", "软件", "平台"], ["2", "软件", "接口"]]
    table = next(b for b in parse_blocks(text) if isinstance(b, Table))
    assert table.header_rows == 1
    assert [c.text.spots()[0].line for c in table.cells if c.text.s == "接口"] == [7]


STACKED = ["序号", "名称", "数量", "单价", "（元）", "金额（元）", "备注"]


def test_a_cell_a_line() -> None:
    rows = [
        "1",
        "水泵",
        "2",
        "500",
        "1000",
        "含安装",
        "2",
        "阀门",
        "3",
        "20",
        "60",
        "合计",
        "5",
        "1060",
        "二、合同价款",
    ]
    assert grid("\n".join(STACKED + rows)) == [
        ["序号", "名称", "数量", "单价（元）", "金额（元）", "备注"],
        ["1", "水泵", "2", "500", "1000", "含安装"],
        ["2", "阀门", "3", "20", "60", ""],
        ["合计", "", "5", "", "1060", ""],
    ]


def test_a_cell_a_line_where_cells_are_missing_stays_as_it_is() -> None:
    rows = ["1", "水泵", "2", "500", "1000", "含安装", "2", "阀门", "60", "3", "管件", "4", "5", "20"]
    assert not any(isinstance(b, Table) for b in parse_blocks("\n".join(STACKED + rows)))


def test_columns_of_words_that_nobody_has_told_us_of() -> None:
    rows = [
        "序号  服务项目  第一年  第二年  金额",
        "1     巡检      100     200     300",
        "2     抢修      300     400     700",
    ]
    sentence = "合同总价为人民币壹仟元整。"
    assert [r[-1] for r in grid("\n".join([*rows, sentence]))] == ["金额", "300", "700"]
    assert lines("\n".join([*rows, sentence])) == [sentence]


def test_headings_in_formal_numerals_and_in_heavy_brackets_stay_on_their_lines() -> None:
    printed = [
        "（4）总价——2,400,000.00元（人民币贰佰肆拾万元整，含税）",
        "肆、费用结算方式",
        "1、验收后30日内一次付清，凭发票与验收单付款到账",
        "【违约责任】",
    ]
    assert [b.text.s for b in parse_blocks("\n".join(printed)) if isinstance(b, Paragraph)] == printed

"""Deadlines: which lengths of time and dates bind, whom, from when, and which do not."""

from __future__ import annotations

import pytest

from contract_parse.extract.deadlines import deadlines
from contract_parse.model.facts import Deadline
from contract_parse.model.geometry import Box
from contract_parse.model.layout import Block, Paragraph
from contract_parse.model.text import Glyph, Text
from tests.extract.clauses import clause, contract, table


def of(*words: str | Block, title: str | None = None, preamble: tuple[str, ...] = ()) -> list[Deadline]:
    return deadlines(contract(clause("6", *words, title=title), preamble=preamble))


def brief(d: Deadline) -> str:
    """``10 working_day within buyer payment``: what is owed, with a dash where nothing is told."""
    length = f"{d.duration.n.normalize():f} {d.duration.unit}" if d.duration else "-"
    return " ".join((length, str(d.date or "-"), d.relation or "-", d.obligor or "-", d.kind))


@pytest.mark.parametrize(
    ("s", "expected"),
    [
        ("竣工验收合格后28天内累计支付至合同价的85%。", ["28 day - within buyer payment"]),
        # goods
        ("交货时间：签订合同后30日历天内交货并安装调试完毕。", ["30 calendar_day - within supplier delivery"]),
        ("供方应在收到需方供货通知之日起三十（30）日内将货物送至需方指定地点。", ["30 day - within supplier delivery"]),
        ("成交供应商应于2026年7月15日之前完成全部货物的供货。", ["- 2026-07-15 by supplier delivery"]),
        ("整机质保期为三年（36个月），自验收合格之日起算。", ["3 year - for supplier warranty"]),
        ("提供原厂三年7×24小时上门质保服务。", ["3 year - for supplier warranty"]),
        # payment
        ("甲方收到合规发票后，应在15个工作日内付款。", ["15 working_day - within buyer payment"]),
        ("试剂款自验收之日起2个月内付清。", ["2 month - within buyer payment"]),
        ("每服务4个月，委托方支付一次费用。", ["4 month - for buyer payment"]),
        ("质保金在质保期满后20日内无息退还。", ["20 day - within buyer bond_return"]),
        # services
        (
            "乙方接到报修电话后须在30分钟内响应，2小时内到达现场，重大故障不超过48小时。",
            [
                "0.5 hour - within supplier response",
                "2 hour - within supplier response",
                "48 hour - within supplier response",
            ],
        ),
        ("保洁服务期限：壹年，自2026年3月1日至2027年2月28日。", ["1 year 2027-02-28 for supplier service_term"]),
        ("本合同有效期自2026年1月1日起至2026年12月31日止。", ["- 2026-12-31 by supplier service_term"]),
        ("餐饮服务商应在每餐开餐前2小时完成留样。", ["2 hour - before supplier delivery"]),
        # works
        ("承包人应在开工前7日提交施工方案。", ["7 day - before supplier construction"]),
        ("发包方于收到报告后14日内审核完毕。", ["14 day - within buyer acceptance"]),
        ("缺陷责任期24个月，自工程竣工验收合格之日起计算。", ["24 month - for supplier warranty"]),
        ("发包人应在开工日期9天前预付工程款。", ["9 day - before buyer payment"]),
        (
            "合同履行期限为60日历天（其中设计20日历天、施工40日历天）。",
            [f"{n} calendar_day - for supplier service_term" for n in (60, 20, 40)],
        ),
        ("工程保修期：屋面为5年，管线为2年。", ["5 year - for supplier warranty", "2 year - for supplier warranty"]),
        # insurance, leasing
        ("被保险人应在事故发生后48小时内报案。", ["48 hour - within buyer notice"]),
        ("承租方应在租赁期满前三个月书面提出续租申请。", ["3 month - before buyer notice"]),
        # ends of months, quarters and years; renewals; days counted from an event
        (
            "乙方应于2026年6月底前完成供货，2026年10月内完成验收。",
            ["- 2026-06-30 by supplier delivery", "- 2026-10-31 by supplier acceptance"],
        ),
        (
            "2026年第三季度末完成主体开发，2026年底前完成终验。",
            ["- 2026-09-30 by supplier delivery", "- 2026-12-31 by buyer acceptance"],
        ),
        ("第二阶段于2026年8月15日提交初稿。", ["- 2026-08-15 by supplier delivery"]),
        ("设备须在合同签订之日起第45天前运抵现场。", ["45 day - within supplier delivery"]),
        ("本合同期满后自动顺延一年。", ["1 year - for supplier service_term"]),
        ("偏远站点的配送时间可延长至48小时。", ["48 hour - within supplier delivery"]),
        ("本合同有效期三年，三年期满自动终止。", ["3 year - for supplier service_term"]),
        # lists, each thing with its own length
        (
            "屋面防水5年，装修工程2年，保修期自竣工验收合格之日起计算。",
            ["5 year - for supplier warranty", "2 year - for supplier warranty"],
        ),
        ("尾款作为质保金，自终验合格之日起满一年后15天内无息支付。", ["15 day - within buyer payment"]),
        ("质量有问题的，供方应在7日内无条件退换。", ["7 day - within supplier cure"]),
        # both sides
        ("保密义务自知悉之日起生效，直至合同终止满三年。", ["3 year - for both confidentiality"]),
        ("任何一方变更账户的，应提前5个工作日书面通知对方。", ["5 working_day - before both notice"]),
        ("保密义务在合同终止后三年内仍然有效。", ["3 year - for both confidentiality"]),
        ("乙方逾期交货超过20天的，甲方有权解除合同。", ["20 day - for supplier other"]),
        ("经催告后10日内仍未改正的，对方可以解除合同。", ["10 day - within both cure"]),
        # how long a delay lasts, in other words
        ("甲方无正当理由迟延付款满25日的，乙方可以催告。", ["25 day - for buyer other"]),
        ("甲方应付未付款项超过应付期20日的，乙方可以停工。", ["20 day - for buyer other"]),
        ("卖方应在收到排产通知后第70天交货。", ["70 day - within supplier delivery"]),
        ("加急样品4个工作日出具检测数据。", ["4 working_day - within supplier delivery"]),
        ("故障修复时限为36小时。", ["36 hour - for supplier response"]),
        ("免费保养期20个月。", ["20 month - for supplier warranty"]),
        (
            "合同期自2026年2月1日至2028年1月31日，试用两个月。",
            ["- 2028-01-31 by supplier service_term", "2 month - for supplier other"],
        ),
        (
            "验收合格后满三个月付40%，满九个月付60%。",
            ["3 month - within buyer payment", "9 month - within buyer payment"],
        ),
        (
            "开通时限：城区单位6个工作日，乡镇单位12个工作日。",
            ["6 working_day - for - other", "12 working_day - for - other"],
        ),
        ("未通过的学员可在5个月内免费复训一次。", ["5 month - within - other"]),
        # periods by any name, school years
        ("代储期五年，一年一考核。", ["5 year - for - other"]),
        ("合同有效期两学年。", ["2 year - for supplier service_term"]),
        # lengths side by side under one 内; running on; renewed
        (
            "市区2小时、县域5小时内提供替代车辆。",
            ["2 hour - within supplier delivery", "5 hour - within supplier delivery"],
        ),
        ("养护期自完工验收合格之日起连续两年。", ["2 year - for supplier service_term"]),
        ("本合同期满后自动续展一年。", ["1 year - for supplier service_term"]),
    ],
)
def test_binds(s: str, expected: list[str]) -> None:
    assert [brief(d) for d in of(s)] == expected


@pytest.mark.parametrize(
    "s",
    [
        "乙方每两个月巡检一次，每半年提交一次报告。",
        "乙方于每月25日前提交报表，次月5日前核对。",
        "保安人员24小时值班，热线7×24小时开通。",
        "每逾期一日，按合同总价的0.1%支付违约金。",
        "乙方延期一周，按合同总价的1%扣款。",
        "一周按七日计算，不足七日按一周计算。",
        "项目负责人须具有5年以上同类项目管理经验，近三年无违法记录。",
        "货款以6个月银行承兑汇票支付。",
        "利率不低于1年期贷款市场报价利率。",
        "租金为8000元/年，十二个月租金共计96000元。",
        "依据《市属企业三年行动方案（2020-2022年）》执行。",
        "本合同于2026年3月5日签订，依据2026年2月18日发布的中标通知书。",
        "审计范围为2024年1月1日至2025年12月31日期间的财务收支。",
        "在第二年服务期内价格不变。",
        "一年内产品同一故障累计超过三次的，应予退货。",
        "承包人未在前述28天内提出的，视为放弃。",
        "□供应商提出申请之日起20日内组织验收。",
        "保安员年龄18至50岁，每班8小时，每少到岗一天罚款500元。",
        "乙方于2026年2月15日提交的投标文件为合同组成部分。",
        "逾期1至10日，每日按合同价款的0.1%计。",
        "投标人须提供近6个月任意1个月的社保证明。",
        "供应商一年内被投诉2次的，予以警告。",
        "迟到10分钟以上20分钟以内扣80元。",
        "延期12日以上的，自第13日起每日按1.5‰计算。",
    ],
)
def test_binds_nobody(s: str) -> None:
    assert [brief(d) for d in of(s)] == []


def test_every_obligation_of_a_clause() -> None:
    s = (
        "合同生效后7日内支付30%；设备到货后10日内支付40%，安装调试完毕15个工作日内支付20%，"
        "乙方在收到首付款后三个工作日内进场；余款自终验之日起1年内付清。"
    )
    assert [brief(d) for d in of(s)] == [
        "7 day - within buyer payment",
        "10 day - within buyer payment",
        "15 working_day - within buyer payment",
        "3 working_day - within supplier delivery",
        "1 year - within buyer payment",
    ]


@pytest.mark.parametrize(
    ("s", "what", "anchor"),
    [
        ("甲方应在乙方提交验收申请之日起7个工作日内组织验收。", "组织验收", "乙方提交验收申请"),
        ("质量保证期为自验收合格之日起24个月。", "质量保证期", "验收合格"),
        (
            "合同签订后10日内，采购人向供应商支付合同总价的20%作为预付款。",
            "向供应商支付合同总价的20%作为预付款",
            "合同签订",
        ),
        ("系统最终验收之日起，30个工作日内支付给乙方。", "支付给乙方", "系统最终验收"),
        ("合同期满前20日，双方应就是否续签进行协商。", "就是否续签进行协商", "合同期满"),
        ("尾款自验收合格满12个月后15日内付清。", "付清", "验收合格满12个月"),
        ("验收合格后半年内支付尾款。", "支付尾款", "验收合格"),
        ("乙方接到通知后应在2小时内响应。", "响应", "乙方接到通知"),
        ("顺延时间不超过5个工作日。", "顺延时间", None),
    ],
)
def test_words(s: str, what: str, anchor: str | None) -> None:
    (found,) = of(s)
    assert (found.what, found.anchor) == (what, anchor)


def test_who_is_told_by_the_announcing_words_and_headings() -> None:
    listed = contract(clause("4", "乙方应：", clause("4(1)", "在3日内提交进度计划；")))
    assert [d.obligor for d in deadlines(listed)] == ["supplier"]
    headed = contract(clause("4", clause("4.1", "开工前10日提供施工图纸。"), title="发包人的义务"))
    assert [d.obligor for d in deadlines(headed)] == ["buyer"]


def test_letters_take_the_roles_this_contract_gives_them() -> None:
    found = of("乙方在收到货物后5日内付款。", preamble=("甲方（供应商）：云溪仪器厂", "乙方（采购人）：云溪县水文站"))
    assert [d.obligor for d in found] == ["buyer"]


def test_tables_schedules_count_and_price_lists_do_not() -> None:
    schedule = table(["期次", "付款条件", "付款比例"], ["1", "合同生效后10个工作日内", "40%"])
    prices = table(["序号", "设备名称", "单价", "金额", "备注"], ["1", "烘箱", "100", "100", "3年质保"])
    found = of(schedule, prices)
    assert [brief(d) for d in found] == ["10 working_day - within buyer payment"]
    plan = table(["阶段", "工作内容", "完成时间"], ["一", "系统开发", "2026年9月30日"])
    assert [brief(d) for d in of(plan)] == ["- 2026-09-30 by supplier delivery"]
    form = table(["质量保证期", "自验收合格之日起24个月"], header_rows=0)
    assert [brief(d) for d in of(form)] == ["24 month - for supplier warranty"]


def test_heading_that_is_the_whole_clause() -> None:
    assert [brief(d) for d in of(title="服务期限：18个月")] == ["18 month - for supplier service_term"]
    assert [brief(d) for d in of("18个月。", title="服务期限")] == ["18 month - for supplier service_term"]


def test_preamble_terms_count_and_signing_dates_do_not() -> None:
    found = deadlines(
        contract(
            clause("1", "略。"),
            preamble=("服务期限：2026年1月1日至2026年6月30日", "签订日期：2025年12月20日"),
            closing=("日期：2025年12月20日",),
        )
    )
    assert [brief(d) for d in found] == ["- 2026-06-30 by supplier service_term"]
    assert found[0].clause is None


def test_evidence_is_the_part_that_tells_it() -> None:
    s = "设备到货后由双方清点，甲方应在清点无误后10日内付款，乙方同时提供发票。"
    glyphs = [Glyph(1, Box(10.0 * i, 100, 10.0 * i + 10, 112), 1) for i in range(len(s))]
    (found,) = of(Paragraph(Text(s, glyphs), ()))
    (where,) = found.evidence
    start, end = s.index("甲方"), s.index("，乙方")
    assert where.text == s[start:end]
    assert where.bbox == (10.0 * start, 100, 10.0 * end, 112)
    assert where.clause == "6"


def test_spaces_of_print_do_not_matter() -> None:
    assert [brief(d) for d in of("甲方 在 验收合格 后 １０ 个 工 作 日 内 付 款")] == [
        "10 working_day - within buyer payment"
    ]

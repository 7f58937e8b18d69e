"""A monthly service in which the capital words say another amount; every name and number in it is invented."""

from __future__ import annotations

from tests.composer.manuscript import Grid, Heading, Manuscript, SideBySide, Words

POSTS = [("驻点队长", 1, 5600), ("门岗保安员", 6, 4200), ("巡逻保安员", 4, 4350), ("监控值守员", 3, 4300)]


def manuscript() -> Manuscript:
    month = sum(n * p for _, n, p in POSTS)
    assert (month, month * 12) == (61100, 733200)
    rows: list[list[str | None]] = [["序号", "岗位", "人数", "单价（元/人/月）", "月费用（元）"]]
    rows += [[str(i), name, str(n), str(p), str(n * p)] for i, (name, n, p) in enumerate(POSTS, 1)]
    rows.append(["每月合计", None, None, None, str(month)])
    w = Words
    return Manuscript(
        foot="{page}/{pages}",
        pieces=[
            Heading("安全保卫服务合同", 20),
            w("合同编号：SJBA-2026-07", 0),
            w("项目名称：三江口港航管理所安全保卫服务项目", 0),
            w("委托人（甲方）：三江口港航管理所", 0),
            w("受托人（乙方）：江浦市安澜保安服务有限公司", 0),
            w("双方就甲方办公区和码头的安全保卫服务订立本合同。"),
            w("1 服务内容", 0, True),
            w("1.1 乙方派驻人员负责甲方办公区、码头的门岗、巡逻和监控值守。"),
            w("2 服务期限", 0, True),
            w("2.1 服务期限为12个月，自2026年6月1日起至2027年5月31日止。"),
            w("3 服务费", 0, True),
            w("3.1 服务费每月61100元，12个月合计733200元（大写：人民币柒拾叁万贰仟叁佰元整），含税，税率6%。"),
            w("3.2 岗位与单价："),
            Grid(rows, [4, 10, 5, 9, 9], [(len(rows) - 1, 0, 1, 4)], 1, True, (3, 4)),
            w("4 支付", 0, True),
            w("4.1 服务费按月支付，甲方于每月考核合格后15日内支付当月服务费61100元。"),
            w("4.2 收款单位：江浦市安澜保安服务有限公司；开户行：交通银行江浦滨江支行；账号：325006010018170244916。"),
            w("5 双方责任", 0, True),
            w("5.1 乙方人员应持证上岗，甲方认为不称职的，乙方应在3日内更换。"),
            w("5.2 甲方提供值班室和必要的办公条件。"),
            w("6 考核验收", 0, True),
            w("6.1 甲方按月考核，考核结果作为支付依据。"),
            w("7 违约责任", 0, True),
            w("7.1 任何一方违反本合同的，应向对方支付合同总金额3%的违约金。"),
            w("8 争议解决", 0, True),
            w("8.1 双方发生争议协商不成的，提交江浦仲裁委员会仲裁。"),
            w("9 附则", 0, True),
            w("9.1 本合同一式肆份，甲乙双方各执贰份，自双方盖章之日起生效。"),
            SideBySide(
                ["甲方（盖章）：三江口港航管理所", "法定代表人：闻人舟", "电话：025-57113020", "日期：2026年5月25日"],
                [
                    "乙方（盖章）：江浦市安澜保安服务有限公司",
                    "法定代表人：鲁望山",
                    "电话：025-58840916",
                    "日期：2026年5月25日",
                ],
            ),
        ],
    )

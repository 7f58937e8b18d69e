"""Parties: who is meant by which word, which line belongs to whom, what differs from place to place."""

from __future__ import annotations

from typing import Any

import pytest

from contract_parse.data import party_words
from contract_parse.extract.parties import parties
from contract_parse.extract.parties.own_words import own_words
from contract_parse.model.facts import PARTY_FIELDS, Party
from contract_parse.model.layout import Cell, Table
from contract_parse.model.structure import Annex, Structure
from contract_parse.model.text import Text
from tests.extract.clauses import clause, contract, paragraph, table

RECITAL = "根据《中华人民共和国民法典》和采购结果，双方经协商一致，就下列服务事项订立本合同，以资共同遵守。"
BUYER, SUPPLIER = "南屏县林业局", "青禾市远山信息技术有限公司"


def facts(party: Party) -> dict[str, Any]:
    return {f: getattr(party, f).value for f in PARTY_FIELDS if getattr(party, f) is not None}


def by_role(structure: Structure) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for party in parties(structure):
        assert party.role not in found
        found[party.role] = facts(party)
    return found


def names(structure: Structure) -> list[tuple[str, str | None]]:
    return [(p.role, p.name.value if p.name else None) for p in parties(structure)]


def variants(structure: Structure) -> list[tuple[str, str, str]]:
    return [(p.role, v.field, v.value) for p in parties(structure) for v in p.variants]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("甲方", "乙方"),
        ("采购人", "供应商"),
        ("买方", "卖方"),
        ("需方", "供方"),
        ("委托方", "受托方"),
        ("委托人", "服务人"),
        ("发包人", "承包人"),
        ("业主", "承包商"),
        ("购货方", "供货方"),
        ("招标人", "中标人"),
        ("购买主体", "承接主体"),
        ("甲方（采购人）", "乙方（成交供应商）"),
        ("甲　方", "乙　方"),
        ("采购人（甲方）", "中标（成交）供应商（乙方）"),
        ("采购人（全称）", "供应商（全称）"),
        ("甲方（委托人）", "乙方（监理人）"),
        ("采购单位", "中标供应商"),
        ("建设单位", "施工单位"),
        ("承租方", "出租方"),
        ("定作方", "承揽方"),
        ("采购人名称", "供应商名称"),
        ("甲方名称", "乙方名称"),
        ("发包方（甲方）", "承包方（乙方）"),
        ("1. 甲方", "2. 乙方"),
        ("（一）采购人", "（二）供应商"),
        ("甲方单位名称", "乙方单位名称"),
        ("【甲方】", "【乙方】"),
    ],
)
def test_role_words(first: str, second: str) -> None:
    for colon in ("：", ":", " : "):
        c = contract(
            clause("1", "内容"), preamble=["服务合同", f"{first}{colon}{BUYER}", f"{second}{colon}{SUPPLIER}", RECITAL]
        )
        assert names(c) == [("buyer", BUYER), ("supplier", SUPPLIER)]


def test_letters_take_the_role_of_the_word_they_are_set_equal_to() -> None:
    c = contract(preamble=[f"供方（甲方）：{SUPPLIER}", f"需方（乙方）：{BUYER}", RECITAL])
    assert names(c) == [("supplier", SUPPLIER), ("buyer", BUYER)]
    c = contract(preamble=[f"甲方（卖方）：{SUPPLIER}", f"乙方（买方）：{BUYER}", RECITAL])
    assert names(c) == [("supplier", SUPPLIER), ("buyer", BUYER)]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("（以下简称甲方）", BUYER),
        (" (以下称“甲方”)", BUYER),
        ("（以下简称：甲方）", BUYER),
        ("（盖章）", BUYER),
        ("（甲方）", BUYER),
        ("（采购人、受采购人委托签订合同的单位或采购文件约定的合同甲方）", BUYER),
        ("（下称“采购人”）", BUYER),
        ("（单位公章）", BUYER),
        ("____", BUYER),
        ("。", BUYER),
        ("；", BUYER),
    ],
)
def test_notes_are_no_part_of_a_name(words: str, name: str) -> None:
    c = contract(preamble=[f"甲方：{BUYER}{words}", f"乙方：{SUPPLIER}", RECITAL])
    assert names(c)[0] == ("buyer", name)


@pytest.mark.parametrize(
    "name",
    [
        "远山（青禾）科技有限公司",
        "青禾市远山汽车销售有限公司（普通合伙）",
        "南屏县人民医院（南屏县第一人民医院）",
        "李向阳",
    ],
)
def test_brackets_that_belong_to_a_name_stay(name: str) -> None:
    c = contract(preamble=[f"甲方：{BUYER}", f"乙方：{name}（以下简称乙方）", RECITAL])
    assert names(c)[1] == ("supplier", name)


def test_name_on_the_next_line() -> None:
    c = contract(preamble=["甲方：", BUYER, "乙方（供应商）：", SUPPLIER, RECITAL])
    assert names(c) == [("buyer", BUYER), ("supplier", SUPPLIER)]


def test_two_labels_on_one_line() -> None:
    c = contract(
        preamble=[
            f"甲方：{BUYER} 地址：南屏县松涛路8号 电话：0712-5551234",
            f"乙方：{SUPPLIER}；统一社会信用代码：91420105MA4KL9XT3K；法定代表人：周明远",
            RECITAL,
        ]
    )
    assert by_role(c) == {
        "buyer": {"name": BUYER, "address": "南屏县松涛路8号", "phone": "0712-5551234"},
        "supplier": {"name": SUPPLIER, "uscc": "91420105MA4KL9XT3K", "legal_representative": "周明远"},
    }


def test_party_block() -> None:
    c = contract(
        preamble=[
            f"甲方：{BUYER}",
            "住　所：南屏县松涛路8号",
            "法定代表人：陆平",
            "项目联系人：许 静",
            "联系方式：0712-5551234",
            "邮编：432100",
            f"乙方：{SUPPLIER}",
            "住所：青禾市云杉大道66号3栋201室",
            "法定代表人：周永年　　职务：总经理",
            "联系人：郑凯",
            "手机：13900001111",
            "传真：027-88880000",
            "电子邮箱：zk@yuanshan.example.com",
            "开户行：青禾银行云杉支行",
            "账号：6200 1234 5678 9012 345",
            RECITAL,
        ]
    )
    assert by_role(c) == {
        "buyer": {
            "name": BUYER,
            "address": "南屏县松涛路8号",
            "legal_representative": "陆平",
            "contact": "许静",
            "phone": "0712-5551234",
            "postal_code": "432100",
        },
        "supplier": {
            "name": SUPPLIER,
            "address": "青禾市云杉大道66号3栋201室",
            "legal_representative": "周永年",
            "contact": "郑凯",
            "phone": "13900001111",
            "fax": "027-88880000",
            "email": "zk@yuanshan.example.com",
            "bank_name": "青禾银行云杉支行",
            "bank_account": "6200123456789012345",
        },
    }


def test_several_buyers() -> None:
    c = contract(preamble=[f"甲方1：{BUYER}", "甲方2：南屏县财政局", f"乙方：{SUPPLIER}", RECITAL])
    assert names(c) == [("buyer", BUYER), ("buyer", "南屏县财政局"), ("supplier", SUPPLIER)]


@pytest.mark.parametrize(
    "lines",
    [
        ["乙方（联合体牵头人）：青禾市远山信息技术有限公司", "乙方（联合体成员）：江源测绘院有限公司"],
        ["乙方1：青禾市远山信息技术有限公司", "乙方2：江源测绘院有限公司"],
        ["乙方：青禾市远山信息技术有限公司（联合体牵头人）、江源测绘院有限公司（联合体成员）"],
    ],
)
def test_consortium(lines: list[str]) -> None:
    c = contract(preamble=[f"甲方：{BUYER}", *lines, RECITAL])
    assert names(c) == [("buyer", BUYER), ("supplier", SUPPLIER), ("supplier", "江源测绘院有限公司")]


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("丙方（采购代理机构）：江源招标代理有限公司", "agent"),
        ("采购代理机构：江源招标代理有限公司", "agent"),
        ("丙方（监理单位）：江源招标代理有限公司", "other"),
        ("见证方：江源招标代理有限公司", "other"),
        ("丙方：江源招标代理有限公司", "other"),
        ("使用单位：江源招标代理有限公司", "other"),
    ],
)
def test_third_parties(line: str, role: str) -> None:
    c = contract(preamble=[f"甲方：{BUYER}", f"乙方：{SUPPLIER}", line, RECITAL])
    assert names(c) == [("buyer", BUYER), ("supplier", SUPPLIER), (role, "江源招标代理有限公司")]


@pytest.mark.parametrize(
    "words",
    [
        f"本合同由{BUYER}（以下简称“甲方”）与{SUPPLIER}（以下简称“乙方”）于2026年5月签订，双方本着平等自愿的原则达成如下条款。",
        f"{BUYER}（甲方）委托{SUPPLIER}（乙方）承担档案整理工作，经双方协商一致，订立本合同。",
        f"{BUYER}(以下称甲方)通过公开招标，确定{SUPPLIER}(以下称乙方)为中标供应商，现签订本合同。",
    ],
)
def test_parties_defined_in_the_recital(words: str) -> None:
    assert names(contract(preamble=["服务合同", words])) == [("buyer", BUYER), ("supplier", SUPPLIER)]


def test_definitions_of_terms_name_nobody() -> None:
    c = contract(
        clause(
            "1",
            clause("1.1", "采购人（以下称甲方）是指使用财政性资金的国家机关。"),
            clause("1.2", "供应商（以下称乙方）是指参加采购活动的法人。"),
            title="定义",
        ),
        clause("2", "甲方：应当按期付款，负责协调。", "乙方：须按约定提供服务。", title="双方义务"),
        preamble=[f"甲方：{BUYER}", f"乙方：{SUPPLIER}", RECITAL],
    )
    assert names(c) == [("buyer", BUYER), ("supplier", SUPPLIER)]
    assert variants(c) == []


PARTIES = [f"甲方：{BUYER}", f"乙方：{SUPPLIER}", RECITAL]
BANK = {"account_name": SUPPLIER, "bank_name": "青禾银行云杉支行", "bank_account": "620012345678901234"}


@pytest.mark.parametrize(
    "lines",
    [
        [
            "甲方将合同款汇入乙方下列账户：",
            f"户　名：{SUPPLIER}",
            "开户银行：青禾银行云杉支行",
            "银行账号：620012345678901234",
        ],
        [f"收款账户：户名{SUPPLIER}，开户行青禾银行云杉支行，账号620012345678901234。"],
        [f"收款账户：青禾银行云杉支行({SUPPLIER}:620012345678901234)"],
        [f"乙方收款账户：{SUPPLIER}，青禾银行云杉支行，账号620012345678901234。"],
        [
            "乙方指定收款账户信息如下：",
            f"单位名称：{SUPPLIER}",
            "开户行：青禾银行云杉支行",
            "帐号：620012345678901234",
            "行号：301234567890",
        ],
        ["合同款支付至以下账户", f"开户名称：{SUPPLIER} 开户行名称：青禾银行云杉支行 账号：6200-1234-5678-9012-34"],
        [f"收款单位：{SUPPLIER}", "收款银行：青禾银行云杉支行", "收款账号：620012345678901234"],
        [f"乙方户名：{SUPPLIER}；乙方开户行：青禾银行云杉支行；乙方账号：620012345678901234。"],
        [f"乙方开户名称：{SUPPLIER}", "乙方开户行及账号：青禾银行云杉支行 620012345678901234"],
        ["乙方账户信息：", f"1.账户名称：{SUPPLIER}", "2.开户行：青禾银行云杉支行", "3.账号：620012345678901234"],
        [f"付款方式：银行转账。收款人：{SUPPLIER}，开户银行：青禾银行云杉支行，账号：620012345678901234。"],
        [
            f"甲方以转账方式付款，乙方的银行账户为：账户名：{SUPPLIER}；开户行：青禾银行云杉支行；账号：620012345678901234"
        ],
    ],
)
def test_bank_lines_in_a_clause(lines: list[str]) -> None:
    c = contract(
        clause("4", clause("4.1", "验收合格后十日内付清。"), clause("4.2", *lines), title="付款方式"), preamble=PARTIES
    )
    assert by_role(c)["supplier"] == {"name": SUPPLIER, **BANK}
    assert by_role(c)["buyer"] == {"name": BUYER}
    assert variants(c) == []


def test_bank_lines_as_clauses_of_their_own() -> None:
    c = contract(
        clause(
            "4",
            clause(
                "4.3",
                clause("4.3(1)", f"单位名称: {SUPPLIER}"),
                clause("4.3(2)", "开户行: 青禾银行云杉支行"),
                clause("4.3(3)", "账号: 620012345678901234"),
                title="收款信息",
            ),
            title="付款",
        ),
        preamble=PARTIES,
    )
    assert by_role(c)["supplier"] == {"name": SUPPLIER, **BANK}


def test_account_in_another_name_is_kept() -> None:
    c = contract(
        clause(
            "4",
            "款项汇入乙方以下账户：",
            "户名：青禾市远山投资有限公司",
            "开户行：青禾银行云杉支行",
            "账号：620012345678901234",
        ),
        preamble=PARTIES,
    )
    assert by_role(c)["supplier"]["account_name"] == "青禾市远山投资有限公司"
    assert variants(c) == []


@pytest.mark.parametrize(
    "lines",
    [
        [
            "乙方应开具增值税发票，甲方开票信息如下：",
            f"名称：{BUYER}",
            "纳税人识别号：11421124011234567D",
            "地址、电话：南屏县松涛路8号 0712-5551234",
            "开户行及账号：南屏农商银行营业部 1788888888888",
        ],
        [
            "开票信息：",
            f"单位名称：{BUYER}",
            "税号：11421124011234567D",
            "地址：南屏县松涛路8号",
            "电话：0712-5551234",
            "开户银行：南屏农商银行营业部",
            "账号：1788888888888",
        ],
        [
            f"乙方向甲方开具发票，发票抬头：{BUYER}，税号：11421124011234567D，地址电话：南屏县松涛路8号0712-5551234，开户行：南屏农商银行营业部，账号：1788888888888"
        ],
    ],
)
def test_invoice_details_are_the_buyers(lines: list[str]) -> None:
    c = contract(
        clause(
            "4",
            clause("4.1", f"甲方付至乙方账户。户名：{SUPPLIER}，开户行：青禾银行云杉支行，账号：620012345678901234"),
            clause("4.2", *lines),
            title="付款",
        ),
        preamble=PARTIES,
    )
    assert by_role(c) == {
        "buyer": {
            "name": BUYER,
            "uscc": "11421124011234567D",
            "address": "南屏县松涛路8号",
            "phone": "0712-5551234",
            "bank_name": "南屏农商银行营业部",
            "bank_account": "1788888888888",
        },
        "supplier": {"name": SUPPLIER, **BANK},
    }
    assert variants(c) == []


SIGN = [
    (f"甲方（盖章）：{BUYER}", f"乙方（盖章）：{SUPPLIER}"),
    ("法定代表人：陆平", "法定代表人：周明远"),
    ("委托代理人：许静", "委托代理人：郑凯"),
    ("地址：南屏县松涛路8号", "地址：青禾市云杉大道66号"),
    ("电话：0712-5551234", "电话：027-88881234"),
    ("开户银行：南屏农商银行营业部", "开户银行：青禾银行云杉支行"),
    ("账号：1788888888888", "账号：620012345678901234"),
    ("签订日期：2026年5月8日", "签订日期：2026年5月9日"),
]
SIGNED = {
    "buyer": {
        "name": BUYER,
        "legal_representative": "陆平",
        "representative": "许静",
        "address": "南屏县松涛路8号",
        "phone": "0712-5551234",
        "bank_name": "南屏农商银行营业部",
        "bank_account": "1788888888888",
    },
    "supplier": {
        "name": SUPPLIER,
        "legal_representative": "周明远",
        "representative": "郑凯",
        "address": "青禾市云杉大道66号",
        "phone": "027-88881234",
        "bank_name": "青禾银行云杉支行",
        "bank_account": "620012345678901234",
    },
}


@pytest.mark.parametrize("way", ["below", "side by side", "table", "wide table"])
def test_signature_blocks(way: str) -> None:
    closing: list[Any]
    if way == "below":
        closing = [a for a, _ in SIGN] + [b for _, b in SIGN]
    elif way == "side by side":
        closing = [f"{a}\t{b}" for a, b in SIGN]
    elif way == "table":
        closing = [table(*SIGN, header_rows=0)]
    else:
        closing = [table(*([*a.split("："), *b.split("：")] for a, b in SIGN), header_rows=0)]
    c = contract(clause("1", "正文"), preamble=PARTIES, closing=closing)
    assert by_role(c) == SIGNED
    assert variants(c) == []
    assert [
        (p.signature.present, p.signature.date_asked, str(p.signature.signed_on.value))
        for p in parties(c)
        if p.signature and p.signature.signed_on
    ] == [
        (True, True, "2026-05-08"),
        (True, True, "2026-05-09"),
    ]


def test_signature_without_names_and_dates() -> None:
    c = contract(
        preamble=PARTIES,
        closing=[
            "甲方（盖章）：",
            "法定代表人（签字或盖章）：",
            "签订日期：",
            "乙方（盖章）：",
            "法定代表人（签字或盖章）：",
            "签订日期：",
            "2026.5.9",
        ],
    )
    buyer, supplier = parties(c)
    assert buyer.signature is not None
    assert (buyer.signature.present, buyer.signature.date_asked, buyer.signature.signed_on) == (True, True, None)
    assert supplier.signature is not None
    assert supplier.signature.signed_on is not None
    assert str(supplier.signature.signed_on.value) == "2026-05-09"


def test_blank_dates_side_by_side() -> None:
    c = contract(
        preamble=PARTIES,
        closing=["甲方（公章）\t乙方（公章）", "法定代表人：\t法定代表人：", "年　月　日\t2026年5月9日"],
    )
    signs = [p.signature for p in parties(c)]
    assert [(s.present, s.date_asked, s.signed_on is not None) for s in signs if s] == [
        (True, True, False),
        (True, True, True),
    ]


def test_no_signature_block() -> None:
    assert [p.signature.present for p in parties(contract(clause("1", "正文"), preamble=PARTIES)) if p.signature] == [
        False,
        False,
    ]


def test_signature_form_that_tells_the_parties_by_name_or_column() -> None:
    named = table(
        ("单位名称（公章）", BUYER, "单位名称（公章）", SUPPLIER),
        ("邮政编码", "432100", "邮政编码", "430000"),
        header_rows=0,
    )
    unnamed = table(
        ("单位（盖章）", "", "单位（盖章）", ""), ("邮政编码", "432100", "邮政编码", "430000"), header_rows=0
    )
    for form in (named, unnamed):
        found = by_role(contract(preamble=PARTIES, closing=[form]))
        assert found == {
            "buyer": {"name": BUYER, "postal_code": "432100"},
            "supplier": {"name": SUPPLIER, "postal_code": "430000"},
        }


def test_form_with_a_head_for_each_party() -> None:
    cells = [Cell(Text.plain("甲方（采购人）"), 0, 0, 1, 2), Cell(Text.plain("乙方（供应商）"), 0, 2, 1, 2)]
    rows = [
        ("单位名称", BUYER, "单位名称", SUPPLIER),
        ("住 所", "南屏县松涛路8号", "住 所", "/"),
        ("联系电话", "0712-5551234", "联系电话", "13900001111"),
        ("统一社会信用代码", "11421124011234567D", "开户名称", SUPPLIER),
        ("", "", "账 号", "620012345678901234"),
    ]
    cells += [Cell(Text.plain(w), r + 1, c) for r, row in enumerate(rows) for c, w in enumerate(row)]
    c = contract(preamble=PARTIES, closing=[Table(tuple(cells), 6, 4)])
    assert by_role(c) == {
        "buyer": {"name": BUYER, "address": "南屏县松涛路8号", "phone": "0712-5551234", "uscc": "11421124011234567D"},
        "supplier": {
            "name": SUPPLIER,
            "phone": "13900001111",
            "account_name": SUPPLIER,
            "bank_account": "620012345678901234",
        },
    }


def test_form_with_a_column_for_each_party() -> None:
    form = table(
        ("", "甲方", "乙方"),
        ("单位名称", BUYER, SUPPLIER),
        ("地址", "南屏县松涛路8号", "青禾市云杉大道66号"),
        ("联系人", "许静", "郑凯"),
        header_rows=1,
    )
    assert by_role(contract(preamble=["服务合同", form, RECITAL])) == {
        "buyer": {"name": BUYER, "address": "南屏县松涛路8号", "contact": "许静"},
        "supplier": {"name": SUPPLIER, "address": "青禾市云杉大道66号", "contact": "郑凯"},
    }


def test_form_with_rows_for_each_party() -> None:
    cells = [Cell(Text.plain("采购人"), 0, 0, 3, 1), Cell(Text.plain("供应商"), 3, 0, 3, 1)]
    rows = [
        ("名称", BUYER),
        ("地址", "南屏县松涛路8号"),
        ("电话", "0712-5551234"),
        ("名称", SUPPLIER),
        ("地址", "青禾市云杉大道66号"),
        ("电话", "027-88881234"),
    ]
    cells += [Cell(Text.plain(w), r, c + 1) for r, row in enumerate(rows) for c, w in enumerate(row)]
    assert by_role(contract(preamble=[Table(tuple(cells), 6, 3), RECITAL])) == {
        "buyer": {"name": BUYER, "address": "南屏县松涛路8号", "phone": "0712-5551234"},
        "supplier": {"name": SUPPLIER, "address": "青禾市云杉大道66号", "phone": "027-88881234"},
    }


def test_form_that_lists_one_party_after_the_other() -> None:
    form = table(
        ("甲方", BUYER, "联系电话", "0712-5551234"),
        ("地址", "南屏县松涛路8号", "邮编", "432100"),
        ("乙方", SUPPLIER, "联系电话", "027-88881234"),
        ("地址", "青禾市云杉大道66号", "邮编", "430000"),
        header_rows=0,
    )
    assert by_role(contract(preamble=[form, RECITAL])) == {
        "buyer": {"name": BUYER, "phone": "0712-5551234", "address": "南屏县松涛路8号", "postal_code": "432100"},
        "supplier": {
            "name": SUPPLIER,
            "phone": "027-88881234",
            "address": "青禾市云杉大道66号",
            "postal_code": "430000",
        },
    }


def test_price_lists_are_no_forms() -> None:
    goods = table(("序号", "名称", "单位", "数量", "单价", "金额"), ("1", "松树苗", "株", "20", "5", "100"))
    assert names(contract(clause("2", goods), preamble=PARTIES)) == [("buyer", BUYER), ("supplier", SUPPLIER)]


def test_columns_with_a_name_that_wraps() -> None:
    closing = [
        f"甲方（盖章）：{BUYER}\t乙方（盖章）：青禾市远山信息技术有限",
        "代表人：陆平\t公司",
        "电话：0712-5551234\t代表人：周明远",
    ]
    c = contract(preamble=PARTIES, closing=closing)
    assert by_role(c) == {
        "buyer": {"name": BUYER, "representative": "陆平", "phone": "0712-5551234"},
        "supplier": {"name": SUPPLIER, "representative": "周明远"},
    }
    assert variants(c) == []


def test_variants() -> None:
    closing = [
        f"甲方：{BUYER}",
        "地址：南屏县松涛路东段8号",
        "电话：0712-5559876",
        f"乙方：{SUPPLIER}",
        "开户行：青禾银行红松支行",
        "账号：620012345678901299",
    ]
    c = contract(
        clause("3", f"付至乙方账户：户名：{SUPPLIER}，开户行：青禾银行云杉支行，账号：620012345678901234。"),
        preamble=[f"甲方：{BUYER}", "地址：南屏县松涛路8号", "电话：0712-5551234", f"乙方：{SUPPLIER}", RECITAL],
        closing=closing,
    )
    assert variants(c) == [
        ("buyer", "address", "南屏县松涛路东段8号"),
        ("buyer", "phone", "0712-5559876"),
        ("supplier", "bank_name", "青禾银行红松支行"),
        ("supplier", "bank_account", "620012345678901299"),
    ]
    assert by_role(c)["supplier"]["bank_account"] == "620012345678901234"


def test_a_party_named_differently() -> None:
    c = contract(preamble=PARTIES, closing=["甲方（盖章）：南屏县林业和草原局", f"乙方（盖章）：{SUPPLIER}"])
    assert variants(c) == [("buyer", "name", "南屏县林业和草原局")]
    assert by_role(c)["buyer"]["name"] == BUYER


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("地址：南屏县松涛路8号", "地址：江源省南屏县松涛路 8 号"),
        ("电话：0712-5551234", "电话：5551234"),
        ("电话：0712-5551234", "电话：（0712）5551234"),
        ("电话：0712-5551234", "联系电话：13900001111"),
        ("住所：南屏县松涛路8号", "通讯地址：南屏县新区政务中心2楼"),
        ("联系人：许静", "经办人：沈浩"),
        ("邮箱：XJ@nanping.example.cn", "邮箱：xj@nanping.example.cn"),
        ("地址：南屏县松涛路8号", "地址：/"),
        ("授权代表：许静", "委托代理人：沈浩"),
        ("账号：6200 1234 5678 9012", "账号：6200123456789012"),
    ],
)
def test_what_is_no_variant(first: str, second: str) -> None:
    c = contract(
        preamble=[f"甲方：{BUYER}", first, f"乙方：{SUPPLIER}", RECITAL],
        closing=[f"甲方（盖章）：{BUYER}", second, f"乙方（盖章）：{SUPPLIER}"],
    )
    assert variants(c) == []


def test_labels_follow_the_drift_of_words() -> None:
    c = contract(
        preamble=[f"采购人（甲方）：{BUYER}", f"中标人（乙方）：{SUPPLIER}", RECITAL],
        closing=[f"甲方（盖章）：{BUYER}", f"供应商（盖章）：{SUPPLIER}"],
    )
    assert [p.labels for p in parties(c)] == [["采购人", "甲方"], ["中标人", "乙方", "供应商"]]


def test_contact_named_in_a_sentence() -> None:
    c = contract(
        clause("5", "甲方指定沈浩为本项目联系人，负责日常协调。", "乙方应配备项目经理郑凯。"), preamble=PARTIES
    )
    assert by_role(c)["buyer"]["contact"] == "沈浩"
    assert "contact" not in by_role(c)["supplier"]


def test_lines_elsewhere_do_not_belong_to_a_party() -> None:
    c = contract(
        clause("3", "投诉电话：0712-5550000，由监督部门受理。", title="监督"),
        clause("6", "交货地点：南屏县苗圃，收货电话通知乙方。", title="交货"),
        preamble=PARTIES,
        closing=[f"甲方（盖章）：{BUYER}", f"乙方（盖章）：{SUPPLIER}"],
    )
    assert by_role(c) == {"buyer": {"name": BUYER}, "supplier": {"name": SUPPLIER}}


def test_signature_after_the_annexes_and_parties_of_annexes() -> None:
    body = contract(clause("1", "正文"), preamble=PARTIES)
    annex = Annex(
        "附件一",
        Text.plain("附件一 服务承诺"),
        Text.plain("服务承诺"),
        tuple(
            paragraph(w)
            for w in (
                "服务电话：400-800-1234",
                "联系人：某工",
                f"甲方（盖章）：{BUYER}",
                f"乙方（盖章）：{SUPPLIER}",
                "日期：2026年5月9日",
            )
        ),
    )
    c = Structure(body.preamble, body.clauses, (), (annex,))
    assert by_role(c) == {"buyer": {"name": BUYER}, "supplier": {"name": SUPPLIER}}
    assert all(p.signature is not None and p.signature.present for p in parties(c))


def test_evidence_is_the_value_alone() -> None:
    name = parties(contract(preamble=[f"甲方：{BUYER}（以下简称甲方）  地址：南屏县松涛路 8 号", RECITAL]))[0]
    assert name.name is not None
    assert name.address is not None
    assert (name.name.raw, name.name.evidence[0].text) == (BUYER, BUYER)
    assert (name.address.raw, name.address.value) == ("南屏县松涛路 8 号", "南屏县松涛路8号")


def test_slips_of_the_reader_in_a_signature_block() -> None:
    closing = [f"申方（盖章）：{BUYER}", "账号：1788888888888", f"乙方（(盖章):{SUPPLIER}", "账号：620012345678901234"]
    assert by_role(contract(preamble=PARTIES, closing=closing)) == {
        "buyer": {"name": BUYER, "bank_account": "1788888888888"},
        "supplier": {"name": SUPPLIER, "bank_account": "620012345678901234"},
    }


def test_lost_gaps() -> None:
    lines = [
        f"甲方：{BUYER}地址：南屏县松涛路8号邮编：432100",
        "联系人：许静联系电话：0712-5551234",
        f"乙方：{SUPPLIER}",
        RECITAL,
    ]
    assert by_role(contract(preamble=lines))["buyer"] == {
        "name": BUYER,
        "address": "南屏县松涛路8号",
        "postal_code": "432100",
        "contact": "许静",
        "phone": "0712-5551234",
    }


def test_two_signature_blocks_run_together() -> None:
    closing = [f"甲方（盖章）：{BUYER}乙方（盖章）：{SUPPLIER}"]
    c = contract(preamble=PARTIES, closing=closing)
    assert variants(c) == []
    assert {role: p["name"] for role, p in by_role(c).items()} == {"buyer": BUYER, "supplier": SUPPLIER}


def test_words_of_the_contracts_own() -> None:
    c = contract(
        clause("2", "检查机构账户：户名：青禾医院；开户行：青禾银行云杉支行；账号：620012345678901234。"),
        preamble=[f"委托单位：{BUYER}", "检查机构：青禾医院体检中心", RECITAL],
        closing=["委托单位（章）：", "经办人：向东", "检查机构（章）：", "经办人：柯敏"],
    )
    assert own_words(c) == (("检查机构", "supplier"),)
    with party_words(own_words(c)):
        assert by_role(c)["supplier"]["name"] == "青禾医院体检中心"
        assert (by_role(c)["buyer"]["contact"], by_role(c)["supplier"]["contact"]) == ("向东", "柯敏")
    assert own_words(c) == (("检查机构", "supplier"),)  # nothing stays behind


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([f"{BUYER}（下称“委托人”）", f"{SUPPLIER}（下称“建模人”）"], (("建模人", "supplier"),)),
        ([f"用地单位：{BUYER}", f"造林单位：{SUPPLIER}"], (("用地单位", "buyer"), ("造林单位", "supplier"))),
        (["用地单位（以下称甲方）", "造林单位（以下称乙方）"], (("用地单位", "buyer"), ("造林单位", "supplier"))),
        (
            [f"造林单位：{SUPPLIER}（甲方）", f"用地单位：{BUYER}（乙方）"],
            (("用地单位", "buyer"), ("造林单位", "supplier")),
        ),
        ([f"供苗单位：{SUPPLIER}", f"用地单位：{BUYER}"], (("供苗单位", "supplier"), ("用地单位", "buyer"))),
        (
            [f"供苗单位：{SUPPLIER}（甲方）", f"用地单位：{BUYER}（乙方）"],
            (("供苗单位", "supplier"), ("用地单位", "buyer")),
        ),
        ([f"甲方：{BUYER}", f"乙方：{SUPPLIER}", "抄送单位：南屏县财政局"], ()),
        ([f"用地单位：{BUYER}", "联系人：某局"], ()),
    ],
)
def test_whose_an_unknown_word_is(lines: list[str], words: tuple[tuple[str, str], ...]) -> None:
    said = "用地单位提供场地，造林单位、供苗单位、建模人、抄送单位按约定办理。"
    assert own_words(contract(clause("1", said), preamble=lines)) == words


def test_details_in_the_brackets_that_define_the_parties() -> None:
    recital = (
        f"本合同由{BUYER}（以下简称“甲方”，住所：松涛路8号，电话：0371-1）与{SUPPLIER}"
        "（以下简称“乙方”，住所：河浦大道5号，电话：020-2）于2026年5月签订。"
    )
    paid = clause("4", "甲方收到发票后15日内支付至下列账户：某某银行青禾分行，9550880012345600199。")
    assert by_role(contract(clause("1", "标的。"), paid, preamble=[recital])) == {
        "buyer": {"name": BUYER, "address": "松涛路8号", "phone": "0371-1"},
        "supplier": {
            "name": SUPPLIER, "address": "河浦大道5号", "phone": "020-2",
            "bank_name": "某某银行青禾分行", "bank_account": "9550880012345600199",
        },
    }  # fmt: skip


def test_two_labels_in_each_column_of_a_line() -> None:
    closing = [
        f"需方：{BUYER}（盖章）        供方：{SUPPLIER}（盖章）",
        "地址：松涛路8号　邮编：427200        地址：云杉大道66号　邮编：410005",
        "法定代表人：（签字）陆平        法定代表人：（签字）周明远",
    ]
    assert by_role(contract(clause("1", "标的。"), closing=closing)) == {
        "buyer": {"name": BUYER, "address": "松涛路8号", "postal_code": "427200", "legal_representative": "陆平"},
        "supplier": {"name": SUPPLIER, "address": "云杉大道66号", "postal_code": "410005", "legal_representative": "周明远"},
    }  # fmt: skip


def test_a_name_under_the_note_where_to_seal() -> None:
    closing = ["采购人（甲方）：", "（公章）", "南坪县林业局", "供应商（乙方）：", "（公章）", SUPPLIER]
    first = [f"采购人（甲方）：{BUYER}", f"供应商（乙方）：{SUPPLIER}", RECITAL]
    assert variants(contract(clause("1", "标的。"), preamble=first, closing=closing)) == [
        ("buyer", "name", "南坪县林业局"),
    ]  # fmt: skip


def test_letters_with_their_side_inside() -> None:
    lines = [f"甲（卖）方：{SUPPLIER}", "地址：云杉大道66号", f"乙（买）方：{BUYER}", "地址：松涛路8号", RECITAL]
    assert by_role(contract(clause("1", "标的。"), preamble=lines)) == {
        "buyer": {"name": BUYER, "address": "松涛路8号"},
        "supplier": {"name": SUPPLIER, "address": "云杉大道66号"},
    }


def test_members_of_a_consortium_sign_one_below_the_other() -> None:
    second = "青禾市山川安装工程有限公司"
    first = [f"甲方：{BUYER}", f"乙方：{SUPPLIER}、{second}（联合体）", RECITAL]
    paid = clause("3", "款项付至牵头人账户：某某银行青禾分行，27040001220000123。")
    for closing in (
        [f"甲方（盖章）：{BUYER}", "乙方（盖章）：", f"{SUPPLIER}（牵头人）", "代表：", f"{second}（成员）", "代表："],
        [table(["甲方（盖章）：", "乙方（盖章）："], [BUYER, f"{SUPPLIER}（牵头人）"], ["代表：", "代表："],
               ["", f"{second}（成员）"], ["", "代表："], header_rows=0)],
    ):  # fmt: skip
        found = parties(contract(paid, preamble=first, closing=closing))
        assert [(p.name.value, bool(p.signature and p.signature.present)) for p in found if p.name] == [
            (BUYER, True), (SUPPLIER, True), (second, True),
        ]  # fmt: skip
        assert [p.bank_account.value for p in found if p.bank_account] == ["27040001220000123"]


def test_an_account_told_in_brackets() -> None:
    paid = clause(
        "3", "验收后一次付至乙方账户（开户行：某某银行青禾分行；账号：8701000012345678；联系电话：020-85221100）。"
    )
    own = by_role(contract(paid, preamble=[f"甲方：{BUYER}", f"乙方：{SUPPLIER}", RECITAL]))["supplier"]
    assert (own["bank_name"], own["bank_account"]) == ("某某银行青禾分行", "8701000012345678")


def test_a_name_whose_end_stands_on_the_next_page() -> None:
    bookshop = "青禾市新华书店有限公司"
    first = [f"甲方：{BUYER}", f"乙方：{bookshop}", RECITAL]
    closing = [f"甲方（盖章）：{BUYER}\t乙方（盖章）：青禾市新华书店", "有限公司", "代表：\t代表："]
    assert variants(contract(clause("1", "标的。"), preamble=first, closing=closing)) == []


def test_a_label_is_not_torn_by_a_wide_gap() -> None:
    lines = [f"甲方：{BUYER}　　　　电话：0371-1", f"乙方：{SUPPLIER}　　　　电话：020-2", RECITAL]
    assert names(contract(preamble=lines)) == [("buyer", BUYER), ("supplier", SUPPLIER)]


def test_english_beside_the_labels_is_no_name() -> None:
    closing = ["甲方（盖章） Party A (Seal)\t乙方（盖章） Party B (Seal)", f"{BUYER}\t{SUPPLIER}"]
    first = [f"甲方：{BUYER}", f"乙方：{SUPPLIER}", RECITAL]
    found = parties(contract(preamble=first, closing=closing))
    assert [(p.role, p.name.value, [v.value for v in p.variants], bool(p.signature)) for p in found if p.name] == [
        ("buyer", BUYER, [], True), ("supplier", SUPPLIER, [], True),
    ]  # fmt: skip


def test_what_a_recital_tells_of_the_parties() -> None:
    c = contract(
        preamble=[
            "本协议由以下双方订立：",
            f"（1）{BUYER}，统一社会信用代码为11421124011234567D，其住所地位于南屏县松涛路8号（以下称“甲方”）；与",
            f"（2）{SUPPLIER}，注册地址位于青禾市云杉大道66号，法定代表人为周明远（以下称“乙方”）。",
        ]
    )
    assert by_role(c) == {
        "buyer": {"name": BUYER, "uscc": "11421124011234567D", "address": "南屏县松涛路8号"},
        "supplier": {"name": SUPPLIER, "address": "青禾市云杉大道66号", "legal_representative": "周明远"},
    }


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("法定代表人（负责人）或授权代表：陆平", "representative", "陆平"),
        ("法定代表人或单位负责人：陆平", "legal_representative", "陆平"),
        ("联系人及其手机：陆平 13900001111", "contact", "陆平"),
        ("地址 Add：南屏县松涛路8号", "address", "南屏县松涛路8号"),
        ("经营者（签字）：陆平", "legal_representative", "陆平"),
    ],
)
def test_labels_joined_and_glossed(line: str, field: str, value: str) -> None:
    c = contract(preamble=[f"甲方：{BUYER}", line, f"乙方：{SUPPLIER}", RECITAL])
    assert by_role(c)["buyer"][field] == value


def test_an_account_named_in_mid_sentence() -> None:
    c = contract(
        clause("3", f"款项汇到乙方账户：{SUPPLIER} 青禾银行云杉支行 620012345678901234"),
        preamble=PARTIES,
    )
    assert by_role(c)["supplier"] == {"name": SUPPLIER, **BANK}


def test_three_signatures_side_by_side() -> None:
    c = contract(
        preamble=[f"甲方：{BUYER}", f"乙方：{SUPPLIER}", "丙方：南屏县财政局", RECITAL],
        closing=[
            "甲方（公章）            乙方（公章）            丙方（公章）",
            "代表：陆平              代表：周明远            代表：许静",
            "2026年5月6日            2026年5月6日            2026年5月7日",
        ],
    )
    assert [facts(p).get("representative") for p in parties(c)] == ["陆平", "周明远", "许静"]
    signed = [p.signature.signed_on for p in parties(c) if p.signature]
    assert [str(d.value) for d in signed if d] == ["2026-05-06", "2026-05-06", "2026-05-07"]


def test_signatures_under_bare_names() -> None:
    c = contract(
        preamble=[f"甲方：{BUYER}", f"乙方：{SUPPLIER}", RECITAL],
        closing=[
            f"{BUYER}（盖章）                  {SUPPLIER}（盖章）",
            "授权代表：陆平                    授权代表：周明远",
            "二〇二六年五月八日                二〇二六年五月八日",
        ],
    )
    assert [(facts(p).get("representative"), bool(p.signature and p.signature.present)) for p in parties(c)] == [
        ("陆平", True),
        ("周明远", True),
    ]


def test_dates_below_signatures_in_a_table() -> None:
    form = table(
        ("甲方（章）", "乙方（章）"),
        ("经手人：许静", "经手人：郑凯"),
        ("2026年5月6日", "2026年5月7日"),
        header_rows=0,
    )
    c = contract(preamble=[f"甲方：{BUYER}", f"乙方：{SUPPLIER}", RECITAL], closing=[form])
    dates = [p.signature.signed_on for p in parties(c) if p.signature is not None]
    assert [str(d.value) for d in dates if d is not None] == ["2026-05-06", "2026-05-07"]


def test_a_bank_in_brackets_behind_the_account() -> None:
    c = contract(
        clause("3", "管护费按季发放，乙方银行卡号：6217975012345678901（青禾银行云杉支行）。"),
        preamble=[f"甲方：{BUYER}", "乙方：牛大勇", RECITAL],
    )
    supplier = by_role(c)["supplier"]
    assert (supplier["bank_name"], supplier["bank_account"]) == ("青禾银行云杉支行", "6217975012345678901")


def test_a_cell_that_holds_another_label_behind_its_value() -> None:
    form = table(("甲方", BUYER), ("联系人", "陆平　　联系电话：0712-5551234"), ("乙方", SUPPLIER), header_rows=0)
    found = by_role(contract(preamble=[form, RECITAL]))["buyer"]
    assert (found["contact"], found["phone"]) == ("陆平", "0712-5551234")


def test_an_empty_place_for_one_more_supplier_is_no_party() -> None:
    c = contract(preamble=[f"甲方：{BUYER}", f"乙方1：{SUPPLIER}", "乙方2：/（联合体成员）（如有）", RECITAL])
    assert names(c) == [("buyer", BUYER), ("supplier", SUPPLIER)]

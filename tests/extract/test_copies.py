"""How many copies are made, and who holds them."""

from __future__ import annotations

import pytest

from contract_parse.extract.copies import copies
from tests.extract.clauses import clause, contract, table


def read(words: str) -> tuple[int | None, ...] | None:
    found = copies(contract(clause("9", clause("9.1", words), title="其他")))
    if found is None:
        return None
    return tuple(None if v is None else int(v) for v in (found.total, found.buyer, found.supplier, found.other))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("本合同一式六份，甲方执四份，乙方执二份，具有同等法律效力。", (6, 4, 2, None)),
        ("本合同一式陆份，甲方肆份，乙方贰份。", (6, 4, 2, None)),
        ("合同正、副本共十份，其中正本贰份，双方各执壹份，副本捌份，甲方伍份、乙方叁份。", (10, 6, 4, None)),
        ("本合同一式八份，甲乙双方各执三份，监理单位、镇财政所各一份。", (8, 3, 3, 2)),
        ("本合同一式九份，甲方三份，乙方六份（联合体成员各三份）。", (9, 3, 6, None)),
        ("正本一式叁份，甲方壹份，联合体各方各壹份；副本一式陆份，三方各两份。", (9, 3, None, None)),
        ("本合同壹式伍份，甲方叁份，乙方贰份。", (5, 3, 2, None)),
        ("本合同书一式 肆 份，甲方 贰 份，乙方 贰 份，自双方加盖公章之日起生效。", (4, 2, 2, None)),
        ("本合同一式一式肆份份，甲方执贰份份，乙方执贰份份，均具有同等法律效力。", (4, 2, 2, None)),
        ("本合同正本八份，甲方五份，乙方三份。", (8, 5, 3, None)),
        ("本合同一式4份，甲乙双方各执2份。", (4, 2, 2, None)),
        ("本合同一式肆份，双方各执贰份，具有同等效力。", (4, 2, 2, None)),
        ("本合同一式五份，采购人二份，供应商二份，采购代理机构一份。", (5, 2, 2, 1)),
        ("本合同一式柒份，甲方叁份、乙方贰份、采购代理机构壹份、县财政局备案壹份。", (7, 3, 2, 2)),
        ("本合同一式陆份，甲、乙双方各执贰份，鉴证方壹份，报政府采购监督管理部门备案壹份。", (6, 2, 2, 2)),
        ("合同一式三份，甲方二份，乙方一份，双方签字盖章后生效。", (3, 2, 1, None)),
        ("本合同一式三份，甲、乙、丙三方各执一份。", (3, 1, 1, 1)),
        ("本合同正本一式贰份，副本肆份，甲乙双方各执正本壹份，副本贰份。", (6, 3, 3, None)),
        ("本合同共签订六份，发包人执四份，承包人执两份。", (6, 4, 2, None)),
        ("合同正本两份、副本四份，买方执正本一份、副本二份，卖方执正本一份、副本一份。", (6, 3, 2, None)),
        ("本合同一式____份，甲方____份，乙方____份。", None),
        ("本合同一式_肆_份，甲方执_贰_份，乙方执_贰_份。", (4, 2, 2, None)),
        ("本合同一式拾贰份，其中甲方执八份，乙方执四份。", (12, 8, 4, None)),
        ("本合同一式两份，双方各持一份。", (2, 1, 1, None)),
        ("本协议一式四份，委托方执三份，受托方执一份。", (4, 3, 1, None)),
        ("本合同一式肆份，甲方执叁份，乙方执壹份；附件为合同不可分割的部分。", (4, 3, 1, None)),
        ("本合同一式10份，甲方持有5份，乙方持有3份，招标代理机构持有1份，财政部门留存1份。", (10, 5, 3, 2)),
        ("本合同壹式捌份，甲方执伍份（其中一份报财政部门备案），乙方执叁份。", (8, 5, 3, None)),
        ("本合同一式五份，甲、乙双方各执二份，送采购监管部门备案一份。", (5, 2, 2, 1)),
        ("本合同一式叁份，甲方执壹份，乙方执壹份。", (3, 1, 1, None)),
        ("本合同一式六份，四份由甲方保存，两份由乙方保存。", (6, 4, 2, None)),
        ("本合同一式五份，甲乙双方分别执三份、两份。", (5, 3, 2, None)),
        ("合同七份，需方四份，供方三份，双方盖章后生效。", (7, 4, 3, None)),
        ("本合同文本共计陆份，甲方肆份，乙方贰份。", (6, 4, 2, None)),
        ("本合同一式陆份，采购代理机构、财政部门（监管部门）各一份，甲方贰份，乙方贰份。", (6, 2, 2, 2)),
        ("合同份数：一式四份，需方两份，供方两份。", (4, 2, 2, None)),
        ("本合同一式六份，买卖双方各执三份。", (6, 3, 3, None)),
        ("本合同一式伍份，具有同等法律效力，甲方叁份，乙方贰份。", (5, 3, 2, None)),
        ("本合同签订一式四份，甲方留存2份，乙方留存2份", (4, 2, 2, None)),
        ("本合同共5份，采购人留存3份，其余由供应商保存。", (5, 3, 2, None)),
        ("本合同一式三份，甲乙双方及见证方各执一份。", (3, 1, 1, 1)),
        ("本合同肆份，甲乙各两份。", (4, 2, 2, None)),
        ("合同一式六份，甲、乙、丙各执两份。", (6, 2, 2, 2)),
        ("合同份数：陆份（甲方肆份，乙方贰份）。", (6, 4, 2, None)),
        ("本合同一式五份，甲乙双方各两份，一份交采购办备案。", (5, 2, 2, 1)),
        ("合同双方各保留原件两份，共四份。", (4, 2, 2, None)),
        ("本合同文件一式六份，其中采购单位三份、中标单位两份、招标公司一份。", (6, 3, 2, 1)),
        ("本合同一式四份，甲方二份，乙方一份，县档案馆一份。", (4, 2, 1, 1)),
        ("本合同正本四份，甲方两份，乙方两份；扫描件两份，双方各存一份。", (4, 2, 2, None)),
        ("本合同及附件一式捌份，甲乙双方各持肆份。", (8, 4, 4, None)),
    ],
)
def test_copies(words: str, expected: tuple[int | None, ...] | None) -> None:
    assert read(words) == expected


def test_letters_are_whose_they_are() -> None:
    c = contract(
        clause("6", "本合同一式四份，甲方一份，乙方三份。"),
        preamble=["出租方（以下简称甲方）：青禾资产经营有限公司", "承租方（以下简称乙方）：南屏县林业局"],
    )
    found = copies(c)
    assert found is not None
    assert (found.buyer, found.supplier) == (3, 1)


@pytest.mark.parametrize(
    "words",
    [
        "乙方应提交检测报告一式三份。",
        "乙方提交的竣工图纸一式四份，甲方二份。",
        "采购内容为体检表500份。",
        "验收合格后出具验收单一式两份，双方各执一份。",
        "双方应提供身份证明复印件一份。",
    ],
)
def test_copies_of_other_things(words: str) -> None:
    assert read(words) is None


def test_the_fullest_statement_counts() -> None:
    c = contract(clause("1", "乙方应提交服务报告一式两份。"), clause("9", "本合同一式四份，甲方三份，乙方一份。"))
    found = copies(c)
    assert found is not None
    assert (found.total, found.buyer, found.supplier) == (4, 3, 1)
    assert found.evidence[0].clause == "9"
    assert found.evidence[0].text.startswith("一式四份")


def test_in_a_form() -> None:
    c = contract(preamble=[table(("合同编号", "NP-2026-3", "合同份数", "一式四份，甲方二份，乙方二份"), header_rows=0)])
    found = copies(c)
    assert found is not None
    assert (found.total, found.buyer) == (4, 2)

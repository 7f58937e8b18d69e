"""How disputes are settled, and where."""

from __future__ import annotations

import pytest

from contract_parse.extract.dispute import dispute
from contract_parse.model.structure import Clause
from contract_parse.model.text import Text
from tests.extract.clauses import clause, contract, paragraph, table


def read(*words: str, title: str = "争议解决") -> tuple[str, str | None] | None:
    found = dispute(contract(clause("1", "甲方应按期付款。", title="付款"), clause("8", *words, title=title)))
    return (found.method, found.venue) if found else None


COURT, BOARD = ("litigation", "甲方所在地人民法院"), ("arbitration", "青禾仲裁委员会")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["因本合同发生争议，双方协商解决；协商不成的，向甲方所在地人民法院提起诉讼。"], COURT),
        (["双方一致同意选择甲方所在地人民法院为管辖法院。"], COURT),
        (["双方约定甲方所在地人民法院为本合同纠纷的管辖法院。"], COURT),
        (["争议解决方式：仲裁。仲裁机构：青禾仲裁委员会。"], BOARD),
        (["双方发生争议协商不成的，向南屏县人民法院起诉。"], ("litigation", "南屏县人民法院")),
        (["未尽事宜双方协商；协商不成，诉请南屏县人民法院裁决。"], ("litigation", "南屏县人民法院")),
        (["凡由本合同产生的争议由南屏县人民法院管辖。"], ("litigation", "南屏县人民法院")),
        (
            ["双方若不能协商解决，则（ 2 ）。1.向青禾仲裁委员会申请仲裁；2.向南屏县人民法院起诉。"],
            ("litigation", "南屏县人民法院"),
        ),
        (["协商不成的，任何一方均可向青禾市云杉区人民法院提起诉讼。"], ("litigation", "青禾市云杉区人民法院")),
        (["协商不成时，可依法向合同签订地人民法院起诉。"], ("litigation", "合同签订地人民法院")),
        (["协商不成的，由甲方所在地有管辖权的人民法院管辖。"], ("litigation", "甲方所在地有管辖权的人民法院")),
        (["向 南屏县 人民法院起诉。"], ("litigation", "南屏县人民法院")),
        (["协商不成的，提交青禾仲裁委员会仲裁，仲裁裁决是终局的，对双方均有约束力。"], BOARD),
        (["协商不成的，向青禾仲裁委员会申请仲裁。"], BOARD),
        (
            ["双方同意将争议提交中国国际经济贸易仲裁委员会，按照申请仲裁时该会现行有效的仲裁规则进行仲裁。"],
            ("arbitration", "中国国际经济贸易仲裁委员会"),
        ),
        (
            ["协商不成的，按下列第 1 种方式解决：", "1. 向南屏县人民法院提起诉讼；", "2. 提交 / 仲裁委员会仲裁。"],
            ("litigation", "南屏县人民法院"),
        ),
        (
            ["协商不成的，按下列第（二）种方式解决：（一）向南屏县人民法院提起诉讼；（二）提交青禾仲裁委员会仲裁。"],
            BOARD,
        ),
        (["选择下列第2种方式：（1）提交青禾仲裁委员会仲裁；（2）依法向甲方所在地人民法院起诉。"], COURT),
        (["按以下第__2__种方式解决：", "（1）向____人民法院提起诉讼；", "（2）向青禾仲裁委员会申请仲裁。"], BOARD),
        (["协商不成的，选择：□提交青禾仲裁委员会仲裁 ☑向甲方所在地人民法院起诉。"], COURT),
        (["协商不成的，选择：☑提交青禾仲裁委员会仲裁 □向甲方所在地人民法院起诉。"], BOARD),
        (["（1）□ 向青禾仲裁委员会申请仲裁；", "（2）√ 向甲方所在地人民法院提起诉讼。"], COURT),
        (["■向甲方所在地人民法院起诉；□向仲裁委员会申请仲裁。"], COURT),
        (["□向____仲裁委员会仲裁，仲裁地点为____；☑向甲方所在地人民法院起诉。"], COURT),
        (["□向青禾仲裁委员会申请仲裁；□向甲方所在地人民法院起诉。"], ("unclear", None)),
        (["可以通过仲裁或诉讼的方式解决争议。"], ("unclear", None)),
        (["协商不成的，可提交青禾仲裁委员会仲裁，也可向甲方所在地人民法院提起诉讼。"], ("both", None)),
        (["协商不成的，可提交青禾仲裁委员会仲裁，也可向人民法院起诉。"], ("unclear", None)),
        (["协商不成的，提交仲裁或者向南屏县人民法院起诉。"], ("unclear", None)),
        (["协商不成的，可以通过仲裁或诉讼解决，双方同意向南屏县人民法院起诉。"], ("litigation", "南屏县人民法院")),
        (["双方协商解决，协商不成，则通过以下途径之一解决纠纷：", "向甲方所在地人民法院提起诉讼。"], COURT),
        (["协商不成的，依法向人民法院提起诉讼。"], ("litigation", None)),
        (["协商不成的，向甲方所在地人民法院提起诉讼。", "诉讼期间，除争议事项外，双方应继续履行合同。"], COURT),
        (["协商不成的，向甲方所在地人民法院提起诉讼。", "在诉讼或仲裁期间，本合同不涉及争议的条款仍须履行。"], COURT),
        (
            ["协商不成的，向采购人所在地人民法院提起诉讼，因诉讼产生的律师费由败诉方承担。"],
            ("litigation", "采购人所在地人民法院"),
        ),
        (["协商不成的，应提交甲方所在地的仲裁委员会仲裁。"], ("arbitration", "甲方所在地的仲裁委员会")),
        (["甲乙双方应友好协商，协商不成的，以甲方所在地人民法院为管辖法院。"], COURT),
        (
            [
                "本合同在履行过程中发生的争议，由双方当事人协商解决，协商不成的按下列第1种方式解决：1、提交青禾仲裁委员会仲裁；2、依法向人民法院起诉。"
            ],
            BOARD,
        ),
        (["协商不成的，作如下第2种处理：（1）提交青禾仲裁委员会仲裁；（2）向甲方所在地人民法院起诉。"], COURT),
        (["协商不成的，按（B）执行。A．向青禾仲裁委员会申请仲裁；B．向甲方所在地人民法院起诉。"], COURT),
        (["争议解决方式为：（ 二 ）", "（一）提交青禾仲裁委员会仲裁。", "（二）向甲方所在地人民法院起诉。"], COURT),
        (["按本条第2款办理：1、申请仲裁委员会仲裁。2、向甲方所在地人民法院提起诉讼。"], COURT),
        (["因本合同发生的争议，向（√）甲方（ ）乙方所在地人民法院提起诉讼。"], COURT),
        (["提交 青禾 仲裁委员会仲裁（√）/提交 人民法院诉讼（ ）。"], BOARD),
        (["应通过诉讼方式解决，双方约定的管辖法院为甲方所在地人民法院，不得另行申请仲裁。"], COURT),
        (["双方采取诉讼方式解决。管辖法院：南屏县人民法院。"], ("litigation", "南屏县人民法院")),
        (["提交青禾仲裁委员会南屏分会仲裁。"], ("arbitration", "青禾仲裁委员会南屏分会")),
        (
            ["由青禾国际经济贸易仲裁委员会（青禾国际仲裁中心）仲裁。"],
            ("arbitration", "青禾国际经济贸易仲裁委员会（青禾国际仲裁中心）"),
        ),
        (["向采购人住所地（南屏县）人民法院提起诉讼。"], ("litigation", "采购人住所地（南屏县）人民法院")),
        (["协商不成的，依法通过南屏县人民法院裁决。"], ("litigation", "南屏县人民法院")),
        (["调解不成的，可诉诸南屏县人民法院。"], ("litigation", "南屏县人民法院")),
        (["选择第1种。（1）诉讼：甲方所在地法院；（2）仲裁：/。"], ("litigation", "甲方所在地法院")),
        (["双方协商解决。"], None),
    ],
)
def test_dispute(words: list[str], expected: tuple[str, str | None] | None) -> None:
    assert read(*words) == expected


def option(number: str, words: str, under: str = "9.2") -> Clause:
    return Clause(f"{under}({number})", f"（{number}）", Text.plain(f"（{number}）"), None, (paragraph(words),))


def test_alternatives_as_clauses_of_their_own() -> None:
    c = contract(
        clause(
            "9",
            clause(
                "9.2",
                "协商不成，按照以下第 （一） 种方式解决：",
                option("一", "向 南屏县 人民法院起诉。"),
                option("二", "将争议提交 青禾仲裁委员会 仲裁。"),
            ),
            title="争议解决方式",
        ),
    )
    found = dispute(c)
    assert found is not None
    assert (found.method, found.venue) == ("litigation", "南屏县人民法院")


def test_alternatives_under_a_clause_without_a_heading() -> None:
    said = "本合同争议的解决：协商不成的，按下列第（二）种方式解决："
    ways = ("提交 仲裁委员会仲裁；", "依法向南屏县人民法院起诉。")
    below = [option(n, words, "7") for n, words in zip("一二", ways, strict=True)]
    found = dispute(contract(clause("7", said, *below)))
    assert found is not None
    assert (found.method, found.venue) == ("litigation", "南屏县人民法院")


def test_alternatives_whose_numbers_fell_out_of_the_tree() -> None:
    found = dispute(
        contract(
            clause("19.1", "因本合同发生的争议，按下列第（2）种方式解决："),
            Clause("1", "（1）", Text.plain("（1）"), None, (paragraph("向/仲裁委员会申请仲裁；"),)),
            Clause("2", "（2）", Text.plain("（2）"), None, (paragraph("向南屏县人民法院起诉。"),)),
        )
    )
    assert found is not None
    assert (found.method, found.venue, found.clause) == ("litigation", "南屏县人民法院", "2")


def test_an_alternative_of_two_sentences() -> None:
    ways = [
        clause("4.1", "申请仲裁。仲裁机构为青禾仲裁委员会。"),
        clause("4.2", "提起诉讼。约定由南屏县人民法院管辖。"),
    ]
    numbered = [Clause(c.path, c.path[-1], Text.plain(c.path[-1]), None, c.blocks) for c in ways]
    found = dispute(contract(clause("4", "发生纠纷，作如下第2种处理：", *numbered, title="纠纷处理")))
    assert found is not None
    assert (found.method, found.venue) == ("litigation", "南屏县人民法院")


def test_without_a_heading() -> None:
    c = contract(clause("8", "未尽事宜双方协商解决，协商不成的，向甲方所在地人民法院提起诉讼。", title="其他"))
    found = dispute(c)
    assert found is not None
    assert (found.method, found.venue, found.clause) == ("litigation", "甲方所在地人民法院", "8")


def test_a_special_clause_overrides_the_general_one() -> None:
    special = table(
        ("条款号", "内容", "约定内容"),
        (
            "第19.2款",
            "解决争议的方法",
            "因本合同发生的争议，按下列方式解决：☑向青禾仲裁委员会仲裁，仲裁地点为甲方所在地；□向____人民法院起诉。",
        ),
    )
    c = contract(
        clause(
            "19",
            clause("19.1", "合同一方或双方不愿调解或调解不成的，可以通过仲裁或诉讼的方式解决争议。"),
            clause(
                "19.2",
                "选择仲裁的，应在专用条款中明确仲裁机构及仲裁地；通过诉讼方式解决的，可以在专用条款中进一步约定选择与争议有实际联系的地点的人民法院管辖。",
            ),
            title="解决争议的方法",
        ),
        clause("23", special, title="专用条款"),
    )
    found = dispute(c)
    assert found is not None
    assert (found.method, found.venue) == ("arbitration", "青禾仲裁委员会")


def test_other_talk_of_courts() -> None:
    c = contract(
        clause("5", "乙方被人民法院列入失信名单的，甲方可以解除合同。", title="解除"),
        clause("6", "因侵权被第三人起诉或申请仲裁的，由乙方承担责任。", title="知识产权"),
    )
    assert dispute(c) is None


def test_the_special_part_chooses_what_the_general_part_leaves_open() -> None:
    general = clause(
        "二/20",
        clause(
            "二/20.4",
            "合同当事人可以在专用合同条款中约定以下一种方式解决争议：",
            option("1", "向约定的仲裁委员会申请仲裁；", "二/20.4"),
            option("2", "向有管辖权的人民法院起诉。", "二/20.4"),
        ),
        title="争议解决",
    )
    special = clause(
        "三/20",
        clause(
            "三/20.4",
            "因合同发生的争议，按下列第（2）种方式解决：",
            option("1", "向 / 仲裁委员会申请仲裁；", "三/20.4"),
            option("2", "向工程所在地人民法院起诉。", "三/20.4"),
        ),
        title="争议解决",
    )
    found = dispute(contract(general, special))
    assert found is not None
    assert (found.method, found.venue) == ("litigation", "工程所在地人民法院")

"""Who a contract's words mean: its party labels, set against the roles they play in this contract."""

from __future__ import annotations

import re
from typing import Literal

from contract_parse.extract.vocabulary import per_vocabulary, vocabulary
from contract_parse.model.layout import Paragraph
from contract_parse.model.structure import Structure

Obligor = Literal["buyer", "supplier", "both"]
_OPPOSITE: dict[str, Obligor] = {"buyer": "supplier", "supplier": "buyer"}

_SUPERVISOR_IS_PARTY = re.compile(r"(?:^|。)监理(?:人|方|单位)(?:\((?:全称|乙方|受托人)[^()]{0,8}\))?:")


@per_vocabulary
def default_roles() -> dict[str, Obligor | None]:
    """Every word for a party and whom it means where the contract says nothing else (None: neither side)."""
    labels, own = vocabulary("party_labels"), vocabulary("obligors")["words"]
    found: dict[str, Obligor | None] = {}
    for role, words in labels["roles"].items():
        found |= dict.fromkeys(words, role if role in _OPPOSITE else None)
    for letter, role in labels["letters"].items():
        found[letter] = role if role in _OPPOSITE else None
    for role, words in own.items():
        found |= dict.fromkeys(words, role)
    return found


@per_vocabulary
def _defining() -> tuple[re.Pattern[str], ...]:
    """How a preamble labels a party, and four ways to tell which side a letter is."""
    labels = vocabulary("party_labels")
    letter = "|".join(labels["letters"])
    sides = sorted((w for r in _OPPOSITE for w in labels["roles"][r]), key=len, reverse=True)
    side = "|".join(map(re.escape, sides))
    return (
        re.compile(rf"(?P<side>{side})(?:\(|:)"),
        re.compile(rf"(?P<letter>{letter})[((](?P<side>{side})"),
        re.compile(rf"(?P<side>{side})(?:\(全称\))?[((](?:以下)?(?:简)?称?[\"']?(?P<letter>{letter})"),
        re.compile(
            rf"(?P<side>{side})[^。;:]{{0,8}}:[^。;]{{1,60}}?(?:以下|下称|简称)[^。;]{{0,6}}?(?P<letter>{letter})"
        ),
        re.compile(rf"(?P<side>{side}):[^。;:]{{4,40}}?\((?P<letter>{letter})\)"),  # 供方：某公司（甲方）
    )


def _labelled(structure: Structure, label: re.Pattern[str]) -> dict[str, Obligor | None]:
    """Words that mean another side where one of them labels a party: the 监理人 of a supervision contract is its
    supplier, and 监理工程师 its people, where in a works contract, beside a 承包人, both act for the buyer."""
    lines = [label.match(b.text.view.s) for b in structure.preamble if isinstance(b, Paragraph)]
    words = {m["side"] for m in lines if m is not None}
    usual = default_roles()
    found: dict[str, Obligor | None] = {}
    for role in _OPPOSITE:
        own = [w for w in vocabulary("party_labels")["roles"][role] if w in words]
        if len(own) == 1 and usual[own[0]] == _OPPOSITE[role]:
            turned = _OPPOSITE[_OPPOSITE[role]]
            found |= {w: turned for w, side in usual.items() if w[:2] == own[0][:2] and side == _OPPOSITE[role]}
    return found


def roles(structure: Structure) -> dict[str, Obligor | None]:
    """Whom each word for a party means in this contract: 乙方（采购人） makes 乙方 the buyer."""
    found = dict(default_roles())
    head = "。".join(b.text.view.s for b in structure.preamble if isinstance(b, Paragraph))
    head += "。" + "".join(c.text.view.s for b in structure.preamble if not isinstance(b, Paragraph) for c in b.cells)
    head = re.sub(r"([甲乙])\(([买卖供需])\)方", r"\1方(\2方)", head)
    if _SUPERVISOR_IS_PARTY.search(head):  # a contract with the one who supervises; elsewhere he speaks for the buyer
        found |= dict.fromkeys(("监理人", "监理方", "监理单位"), "supplier")
    told: dict[str, Obligor] = {}
    label, *defining = _defining()
    found |= _labelled(structure, label)
    for pattern in defining:
        for m in pattern.finditer(head):
            role = found[m["side"]]
            if role is not None:
                told.setdefault(m["letter"], role)
    for letter, other in (("甲方", "乙方"), ("乙方", "甲方")):
        role = told.get(letter)
        if role in _OPPOSITE and told.get(other) in (None, role):
            if other in told:  # both letters on one side: a form's own list of who may stand there
                return found
            told[other] = _OPPOSITE[role]
    return found | told

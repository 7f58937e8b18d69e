"""Words for parties that only this contract uses: 体检机构：某医院 …, 某公司（下称“开发人”）."""

from __future__ import annotations

import re

from contract_parse.data import OwnWords
from contract_parse.extract.labels import field_kinds, role_words
from contract_parse.extract.names import looks_like_organisation, name_in
from contract_parse.extract.obligors import default_roles
from contract_parse.model.layout import Paragraph
from contract_parse.model.structure import Structure
from contract_parse.model.text import Text

_WORD = r"[一-鿿]{1,7}(?:人|方|单位|机构|企业|商)"
# A word before a colon and a name; one that a sentence gives to the name before it.
_LABEL = re.compile(rf"^(?P<word>{_WORD})(?P<notes>(?:\([^()]{{1,20}}\))*):")
_GIVEN = re.compile(
    rf"(?P<name>[^,;。:、()]{{4,60}})(?:\([^()]{{1,12}}\))?\((?:以下|下文|下)?(?:统|合)?(?:简称|称为?|下称)[:为]?[\"']?(?P<word>{_WORD})[\"']?\)"
)
_HEAD = re.compile(
    rf"^(?P<word>{_WORD})\((?P<note>(?:以下|下)?(?:简|统)?称?[:为]?[\"']?[甲乙]方[\"']?)\):?$"
)  # its facts below
_LETTER = re.compile(r"[甲乙]方")
# What a word says by its first characters: 供热人 sells, 用热人 buys.
_HINTS = {"supplier": re.compile(r"供|售|销|承(?!租)|受[托聘雇]"), "buyer": re.compile(r"[用购买采需聘雇]|承租")}
_OPPOSITE = {"buyer": "supplier", "supplier": "buyer"}


def own_words(structure: Structure) -> OwnWords:
    """The words for buyer and supplier that the vocabulary does not know, where the head of the contract tells whose
    they are: by a letter beside them, as the other side of a party known, or the first for the buyer of two unknown."""
    told: dict[str, str | None] = {}
    for block in structure.preamble:
        for text in _lines(block) if isinstance(block, Paragraph) else ():
            for word, role in _named(text):
                told[word] = told.get(word) or role
    known = role_words()
    sides = {role for role in told.values() if role in _OPPOSITE}
    unknown = [w for w in told if w not in known and told[w] is None]
    found = [(w, role) for w, role in told.items() if w not in known and role is not None]
    if len(unknown) == 1 and len(sides) == 1:
        found.append((unknown[0], _OPPOSITE[sides.pop()]))
    elif len(unknown) == 2 and not sides:
        first = _hinted(unknown[0]) or _OPPOSITE.get(_hinted(unknown[1]) or "", "buyer")
        found += [(unknown[0], first), (unknown[1], _OPPOSITE[first])]
    if len(found) == 2 and found[0][1] == found[1][1]:  # 供热人（甲方） and 热用户（乙方）: only one told by itself
        found = [(w, role if _hinted(w) else _OPPOSITE.get(role, role)) for w, role in found]
    return tuple(sorted((w, role) for w, role in found if _recurs(w, structure)))


def _lines(block: Paragraph) -> list[Text]:
    return [line.text for line in block.lines] if len(block.lines) > 1 else [block.text]


def _named(text: Text) -> list[tuple[str, str | None]]:
    """The words that a line sets before a name or behind one, with the role that is told there (None: not told)."""
    view = text.view
    found: list[tuple[str, str | None]] = []
    m = _LABEL.match(view.s)
    if m is not None and m["word"] not in field_kinds():
        got = name_in(view.cut(m.end(), len(view.s)))
        if got is not None and looks_like_organisation(got[0].view.s):
            found.append((m["word"], _role(m["word"], m["notes"] + "".join(got[1]))))
    if m is None and (head := _HEAD.match(view.s)) is not None and (role := _role(head["word"], head["note"])):
        found.append((head["word"], role))
    for given in _GIVEN.finditer(view.s):
        if looks_like_organisation(given["name"]) or looks_like_organisation(
            re.sub(r"^.*[由与和为]", "", given["name"])
        ):
            found.append((given["word"], _role(given["word"], "")))
    return found


def _role(word: str, notes: str) -> str | None:
    known = role_words().get(word)
    if known is not None:
        return known.role
    letter = _LETTER.search(notes)
    return (_hinted(word) or default_roles()[letter[0]]) if letter is not None else None


def _hinted(word: str) -> str | None:
    return next((role for role, hint in _HINTS.items() if hint.match(word)), None)


def _recurs(word: str, structure: Structure) -> bool:
    """Whether the contract goes on to use a word: one line of a cover makes no party's name of it."""
    blocks = [b for _, b in structure.body_blocks()] + list(structure.closing)
    texts = (b.text.view.s for b in blocks if isinstance(b, Paragraph))
    return sum(s.count(word) for s in texts) >= 1

"""Whether two contracts mean the same name, number, product or subject; what a scan may have misread counts as the same."""

from __future__ import annotations

import re
from functools import lru_cache

from contract_parse.check.across.figures import words
from contract_parse.check.readings import LOW_CONFIDENCE, near_text
from contract_parse.data import per_vocabulary
from contract_parse.model.digest import DigestItem, DigestParty, Stated
from contract_parse.model.text import fold
from contract_parse.values.identifiers import check_uscc, mend_uscc

_BRACKETED_TAIL = re.compile(r"\([^()]*\)$")
_JOINT = re.compile(r"、|;|/|(?<=公司)[和与及,]")
_MARKS = re.compile(r"[\s().·・,:;\"'*_-]")


@lru_cache(maxsize=65536)
def plain_name(name: str) -> str:
    """A party's name without spaces, brackets and a remark in brackets behind it.

    >>> plain_name("江北恒测（集团）有限公司 （盖章）"), plain_name("江北恒测(集团)有限公司")
    ('江北恒测集团有限公司', '江北恒测集团有限公司')
    """
    s = re.sub(r"\s", "", fold(name))
    while (shorter := _BRACKETED_TAIL.sub("", s)) != s and shorter:
        s = shorter
    return _MARKS.sub("", s)


def members(name: str) -> set[str]:
    """The plain names of those who join in one name (甲公司、乙公司联合体).

    >>> sorted(members("甲有限公司、乙有限公司（联合体）"))
    ['乙有限公司', '甲有限公司']
    """
    s = re.sub(r"\s", "", fold(name))
    return {plain_name(part) for part in _JOINT.split(re.sub(r"\(?联合体\)?$", "", s)) if part}


def edits(a: str, b: str, most: int) -> int:
    """How many characters have to be put in, taken out or changed to make ``a`` into ``b``; ``most`` + 1 for more.

    >>> edits("恒测仪器", "恒侧仪器", 2), edits("恒测仪器", "恒测仪器设备", 2), edits("甲", "恒测仪器", 2)
    (1, 2, 3)
    """
    if abs(len(a) - len(b)) > most:
        return most + 1
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        above, row = row, [i]
        for j, y in enumerate(b, 1):
            row.append(min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (x != y)))
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def one_name(a: Stated, b: Stated) -> bool:
    """Whether two names are one: equal when plain, one a member of the other's consortium, or, where a scan is
    concerned, no further apart than a misreading (a character in five taken for another, one lost; more of them lost
    where the reader was unsure)."""
    x, y = plain_name(a.value), plain_name(b.value)
    if x == y or members(a.value) & members(b.value):
        return True
    scans = [s.place for s in (a, b) if s.place is not None and s.place.scanned]
    if not scans:
        return False
    most = max(1, min(len(x), len(y)) // 5)
    lost = abs(len(x) - len(y))
    return edits(x, y, most) <= most and (lost <= 1 or any(p.confidence < LOW_CONFIDENCE for p in scans))


def one_holder(a: Stated, b: Stated) -> bool:
    """As :func:`one_name`, and a name that holds the other (a branch, a short form) is the same holder."""
    x, y = plain_name(a.value), plain_name(b.value)
    return one_name(a, b) or x in y or y in x


def code_of(party: DigestParty) -> str | None:
    """A party's unified social credit code if its check holds; a scanned one that a single look-alike mends, mended."""
    return None if party.uscc is None else _sound(party.uscc.value, party.uscc.scanned)


@lru_cache(maxsize=65536)
def _sound(code: str, scanned: bool) -> str | None:
    if check_uscc(code):
        return code.upper()
    return mend_uscc(code) if scanned else None


def one_code(a: Stated, b: Stated) -> bool:
    """Whether two codes may be one that a scan misread."""
    return a.value == b.value or ((a.scanned or b.scanned) and near_text(a.value, b.value))


def plain_number(number: str) -> str:
    """A contract's number without spaces, brackets and dashes, in capitals, O read as 0.

    >>> plain_number("云麓采[2026] 12号"), plain_number("YLCG－2026－012")
    ('云麓采202612', 'YLCG2026012')
    """
    s = re.sub(r"[\s\[\]().\-_/#:【】〔〕]", "", fold(number)).upper().removesuffix("号")
    return re.sub(r"(?<=\d)O|O(?=\d)", "0", s)


_UNSAID = re.compile(r"[\s().\-_/,、;:×*xX\"'·]")


def product(item: DigestItem) -> tuple[str, str, str] | None:
    """Name, model and unit by which rows are the same product; None where it cannot be told (lump sums).

    The model is empty where none is named; then the brand stands in its place.
    """
    name, unit = _plain(item.name), _plain(item.unit or "")
    if not name or unit in words("lump_units"):
        return None
    model = _plain(item.model or "")
    if model in _no_model():
        model = ""
    return name, model or _plain(item.brand or ""), unit


@per_vocabulary
def _no_model() -> frozenset[str]:
    return frozenset(_plain(w) for w in words("no_model"))


@lru_cache(maxsize=65536)
def _plain(s: str) -> str:
    """A name or model as it is compared: folded, small letters, without punctuation.

    >>> _plain("QH－M430 "), _plain("1400×700×750"), _plain("1400*700*750")
    ('qhm430', '1400700750', '1400700750')
    """
    return _UNSAID.sub("", fold(s)).lower()


_ORDINAL = re.compile(
    r"\(?(第?[一二三四五六七八九十\d]+(批次?|期|次|包|标段?|阶段)|[a-z\d一二三四五六七八九十]+(包|标段))\)?|20\d\d(-20\d\d)?年?度?|\d{1,2}月份?|[\d()\[\]#-]+"
)


def subject(what: str | None, buyer: str | None) -> str | None:
    """What is bought, from a project's or contract's title: without the buyer, years, batches and words of procedure.

    None where nothing is left.

    >>> subject("云麓县教育局2026年办公家具采购项目（第二批）", "云麓县教育局"), subject("办公家具采购合同", None)
    ('办公家具', '办公家具')
    """
    if not what:
        return None
    s = re.sub(r"\s", "", fold(what)).lower()
    if buyer:
        s = s.replace(re.sub(r"\s", "", fold(buyer)).lower(), "")
    s = _subject_words().sub("", _ORDINAL.sub("", s))
    s = _MARKS.sub("", s)
    return s if len(s) >= 2 and s not in words("generic_subjects") else None


@per_vocabulary
def _subject_words() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words("subject_words"))))

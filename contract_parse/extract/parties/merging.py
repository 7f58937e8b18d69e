"""One entry a party: the main value of each field, and what other places say instead."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher

from contract_parse.extract.names import looks_like_organisation
from contract_parse.extract.parties.register import Candidate, Claim, plain_name
from contract_parse.model.facts import PARTY_FIELDS, Fact, Party, Signature, Variant, evidence

_LEGAL_FORM = re.compile(r"(?:股份|有限责任|有限|公司)+")
_BANKS = {
    "工行": "中国工商银行", "农行": "中国农业银行", "中行": "中国银行", "建行": "中国建设银行", "交行": "交通银行",
    "招行": "招商银行", "邮储银行": "中国邮政储蓄银行", "农商行": "农村商业银行",
}  # fmt: skip
_DIVISION = re.compile(r".{1,6}?(?:自治[区州县]|省|市|区|县|旗|街道(?:办事处)?|镇|乡)(?=.{3})")
_PUNCTUATION = re.compile(r"[\s,;。.、:()\[\]_\-/\"']")


def merged(candidate: Candidate) -> Party:
    """The party that a candidate's claims describe. The first place counts; what differs elsewhere is a variant."""
    facts: dict[str, Fact] = {}
    variants: list[Variant] = []
    for field in PARTY_FIELDS:
        claims = [c for c in candidate.claims if c.field == field]
        if not claims:
            continue
        claims = _as_read(field, claims)
        main = min(claims, key=lambda c: c.rank)
        facts[field] = Fact.of(main.value, main.text, main.clause)
        variants += _variants(field, main, claims)
    sign = candidate.signing or candidate.annex_signing
    signature = Signature(present=False)
    if sign is not None:
        signature = Signature(present=True, date_asked=sign.date_asked, signed_on=sign.date, evidence=sign.evidence)
    return Party(role=candidate.role, labels=candidate.words, variants=variants, signature=signature, **facts)


def _variants(field: str, main: Claim, claims: list[Claim]) -> list[Variant]:
    seen = [main.value]
    found = []
    for claim in claims:
        if claim.rank > (1 if field == "name" else main.rank) or any(agree(field, claim.value, s) for s in seen):
            continue
        if field == "representative":  # whoever signs may differ from place to place
            continue
        if field == "name" and main.value.startswith(claim.value) and not looks_like_organisation(claim.value):
            continue  # cut off at the end of a line
        seen.append(claim.value)
        found.append(Variant(field=field, value=claim.value, evidence=evidence(claim.text, claim.clause)))
    return found


def _as_read(field: str, claims: list[Claim]) -> list[Claim]:
    """On a scan a reading that most other places correct is a slip of the reader: such claims are left out."""
    if not any(g is not None and g.source == "ocr" for c in claims for g in c.text.glyphs):
        return claims
    count = Counter(plain_name(c.value) for c in claims if c.rank < 2)
    return [
        c
        for c in claims
        if not any(
            n > 1 and n > count[plain_name(c.value)] and _near(plain_name(c.value), other) for other, n in count.items()
        )
    ] or claims


def _near(a: str, b: str) -> bool:
    """Whether two strings differ by one character in ten or fewer, and do differ."""
    if a == b or abs(len(a) - len(b)) > 1 or min(len(a), len(b)) < 3:
        return False
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= 1 - max(1, len(a) // 10) / max(len(a), len(b)) - 0.001


def agree(field: str, a: str, b: str) -> bool:
    """Whether two statements of a field say the same, or do not speak of the same thing.

    >>> agree("phone", "0371-66001234", "66001234"), agree("phone", "0371-66001234", "13800138000")
    (True, True)
    >>> agree("address", "某县人民路 12 号", "某市某县人民路12号"), agree("address", "人民路12号", "人民路东段12号")
    (True, False)
    >>> agree("address", "某省某市某区育才街道文教路21号", "某区文教路21号"), agree("name", "中共某区委组织部", "某区委组织部")
    (True, True)
    >>> agree("bank_name", "中国某某银行股份有限公司某县支行", "中国某某银行某县支行")
    True
    """
    if field in ("phone", "fax"):
        return _same_number(a, b)
    if field == "name":
        return _short_name(a) == _short_name(b)
    x, y = (_PUNCTUATION.sub("", plain_name(s)).upper() for s in (a, b))
    if field == "bank_name":
        x, y = (_LEGAL_FORM.sub("", _in_full(s)) for s in (x, y))
    if field in ("address", "bank_name"):
        return x in y or y in x or (field == "address" and _same_place(x, y))
    if field == "email":
        return a.lower() == b.lower()
    return x == y


def _short_name(s: str) -> str:
    """A name without what may be left out of it: 中共 before a committee, a second name in brackets behind the first."""
    name = re.sub(r"^(?:中共|中国共产党)(?=.{3})", "", plain_name(s))
    bare = re.sub(r"\([^()]*\)$", "", name)
    return bare if looks_like_organisation(bare) else name


def _in_full(bank: str) -> str:
    for short, full in _BANKS.items():
        bank = re.sub(rf"^(?:中国)?{short}(?=.)", full, bank)
    return bank


def _same_place(a: str, b: str) -> bool:
    """Whether two addresses name one place in one division, one leaving out some of the divisions around it."""
    (ours, place), (theirs, other) = _divisions(a), _divisions(b)
    return place == other != "" and (ours <= theirs or theirs <= ours)


def _divisions(address: str) -> tuple[set[str], str]:
    found = set()
    while m := _DIVISION.match(address):
        found.add(m[0])
        address = address[m.end() :]
    return found, address


def _same_number(a: str, b: str) -> bool:
    """A mobile and a line of the office are two numbers, not two readings of one."""
    x, y = (re.sub(r"\D", "", re.sub(r"^\+?86-?", "", s)) for s in (a, b))
    if _mobile(x) != _mobile(y) or x[:3] in ("400", "800") or y[:3] in ("400", "800"):
        return True
    return x == y or (
        min(len(x), len(y)) >= 7 and (x.endswith(y) or y.endswith(x) or x.startswith(y) or y.startswith(x))
    )


def _mobile(s: str) -> bool:
    return len(s) == 11 and s[0] == "1"

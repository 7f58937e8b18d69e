"""The signature blocks: whose they are, where they stand beside each other, and the dates in them."""

from __future__ import annotations

import re

from contract_parse.extract.fields import Field, Prose
from contract_parse.extract.labels import SIGN_NOTE
from contract_parse.extract.names import looks_like_organisation, name_in
from contract_parse.extract.parties.register import Candidate, Signing
from contract_parse.extract.readers import is_blank
from contract_parse.extract.stated_dates import date_in
from contract_parse.model.facts import evidence
from contract_parse.model.text import Text

_COLUMN = 90.0  # points between columns side by side, at least
_SIGN_ONLY = re.compile(r"\([^()]{0,8}(?:盖章|公章|签章|签字|印章)[^()]{0,8}\)")
_DATED = re.compile(r"[一-鿿)](\d{4}年\d{1,2}月\d{1,2}日)$")
_MEMBER = re.compile(r"\((?:联合体)?(?:牵头|主办|成员|参加)(?:人|方|单位)?[一二三1-9]?\)")
_DATE_BLANK = re.compile(r"[_\d]{0,8}年[_\d]{0,4}月[_\d]{0,4}日?")


class Places:
    """How far from the left each party's signature block stands."""

    def __init__(self) -> None:
        self._seen: list[tuple[float, Candidate]] = []

    def put(self, words: Text, owner: Candidate) -> None:
        """Notes that ``owner`` is named to sign at ``words``; nothing where these have no place on a page."""
        if (left := _left(words)) is not None:
            self._seen.append((left, owner))

    def over(self, words: Text) -> Candidate | None:
        """The party under whose block ``words`` stand, where two stand side by side (over a page break too)."""
        left = _left(words)
        if left is None or len({id(c) for _, c in self._seen}) < 2:
            return None
        if max(x for x, _ in self._seen) - min(x for x, _ in self._seen) < _COLUMN:
            return None
        gap, _, owner = min((abs(left - x), -n, c) for n, (x, c) in enumerate(self._seen))
        return owner if gap < _COLUMN / 3 else None


def _left(words: Text) -> float | None:
    return next((g.box.x0 for g in words.glyphs if g is not None and g.box is not None), None)


_DATE_DIGITS = 6  # of year, month and day: with as many a place for a date is not empty


def asks_to_sign(item: Field, notes: tuple[str, ...]) -> bool:
    """Whether a party is named to sign: 甲方（盖章）：某局, 甲方：某局（盖章）, 甲方：（盖章）."""
    bare = item.value.view.s.lstrip("_")
    return item.label.signing or any(SIGN_NOTE.search(n) for n in notes) or bool(_SIGN_ONLY.match(bare))


def open_block(owner: Candidate, item: Field | Prose) -> None:
    """Begins ``owner``'s signature block at ``item``, or goes on with it."""
    sign = block_of(owner, item.zone) or Signing()
    sign.evidence += evidence(item.printed if isinstance(item, Field) else item.text, item.clause)
    if isinstance(item, Field) and sign.date is None and (dated := _DATED.search(item.value.view.s)):
        sign.date_asked = True  # 甲方（公章）：某某局  2024年8月20日
        sign.date = date_in(item.value.view.cut(dated.start(1), dated.end(1)), item.clause)
    if item.zone == "annex":
        owner.annex_signing = sign
    else:
        owner.signing = sign


def signs_by_name(item: Prose) -> str | None:
    """The name that a line of the closing consists of, with a note to seal behind it: 某某局（盖章）."""
    got = name_in(item.text) if item.zone == "closing" and len(item.text.view.s) <= 60 else None
    if got is None or not looks_like_organisation(got[0].view.s):
        return None
    rest = item.text.view.s.replace(got[0].view.s, "", 1)
    return (
        got[0].view.s if not rest or _SIGN_ONLY.fullmatch(rest) or _MEMBER.fullmatch(rest) or rest == "(章)" else None
    )


def block_of(owner: Candidate | None, zone: str) -> Signing | None:
    """The signature block of a party in the body or in the annexes, None where none has been met."""
    return None if owner is None else owner.annex_signing if zone == "annex" else owner.signing


def date_signed(sign: Signing, item: Field, follow: Prose | None) -> None:
    """Puts down the date behind a label, or on the line below it. Figures that are no date may be one misread."""
    date = date_in(item.value, item.clause)
    sign.date_asked = sign.date_asked or date is not None or sum(c.isdigit() for c in item.value.view.s) < _DATE_DIGITS
    if date is None and follow is not None and (is_blank(item.value) or not item.value.view.s):
        date = date_in(follow.text, item.clause) if len(follow.text.view.s) <= 14 else None
    if date is not None and sign.date is None:
        sign.date = date


def is_bare_date(item: Prose) -> bool:
    """Whether a line is nothing but a date, or the blank for one."""
    text = _behind_seal(item.text)
    s = text.view.s
    if len(s) <= 14 and date_in(text, item.clause) is not None:
        return True
    return bool(_DATE_BLANK.fullmatch(s))


def date_alone(sign: Signing, item: Prose) -> None:
    """Puts down the date of a line that is one (see :func:`is_bare_date`)."""
    sign.date_asked = True
    text = _behind_seal(item.text)
    if sign.date is None and len(text.view.s) <= 14:
        sign.date = date_in(text, item.clause)


def _behind_seal(text: Text) -> Text:
    """A line without the note where to seal that layout has joined to it: （盖章）2026.7.10."""
    m = _SIGN_ONLY.match(text.view.s)
    return text if m is None else text.view.cut(m.end(), len(text.view.s))

"""Labels in front of values: 甲方（全称）：, 联系电话：, 乙方开户行 …, found in running text and in table cells.

The words themselves are data (``party_labels.yaml``, ``field_labels.yaml``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from contract_parse.extract.vocabulary import per_vocabulary, vocabulary
from contract_parse.model.facts import Role
from contract_parse.model.text import Text, fold

# A bracket may be read twice on a scan.
_NOTE = re.compile(r"\({1,2}([^()]{0,80}(?:\([^()]{0,40}\)[^()]{0,40})*)\){1,2}|\[([^\[\]]{0,40})\]")
_INDEX = re.compile(r"(?:[1-9]|[一二三四五六](?=[:(,、]|$))(?![\d年月日])")
# Words of signing that a label drags behind it without brackets: 法定代表人签字：, 甲方盖章处：
_SIGNING = re.compile(
    r"(?:(?:签字|盖章|签章|签名|签署|公章|印章|加盖公章|印鉴|电子签章)[或及、/和并]?)+(?:处|栏)?|(?:姓名|信息)(?=[:(])"
)
_SEALED = re.compile(r"[或及、/和并]?(?:盖章|公章|签章|加盖公章)")
SIGN_NOTE = re.compile(r"盖章|公章|签章|签字|签名|印章|印鉴|用章|专用章|合同章|盖公|电子章|^章$|^签$|签署|手印")
# A marker that may stand between the start of a line and its label: 1. 甲方：, （2）账号：
_MARKER = re.compile(
    r"(?:[((\[]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)\].、.．:]|\d{1,2}(?:\.\d{1,2})+[、.]?|[①-⑳]|[a-z]\)|[●•◆■*·\-])+"
)
_GLOSS = re.compile(r"[A-Z][A-Za-z.&'/ ]{1,30}(?=:)")
# The like without a colon: words of which only a few can stand there, so that no name that begins with letters is one.
_GLOSS_ALONE = re.compile(
    r"(?:Party[A-D]|(?:The)?(?:Buyer|Purchaser|Seller|Supplier|Vendor|Client|Contractor)|Signature|Seal|Stamp|Date"
    r"|(?:Authori[sz]ed)?(?:Representative|Signatory)|Authori[sz]ed)(?:\((?:Seal|Stamp|Signature|Sign)\))?(?=:|$|[一-鿿\d(])"
)
_SPLIT = re.compile(r"(?P<letter>[甲乙丙])\((?P<side>[买卖供需])\)方")
_STRAY = re.compile(r"(?:\((?:盖章|公章|签章|签字|全称|单位公章|甲方|乙方)|\))(?=:)")
# Kinds whose label may stand right behind another value, as where a scan has lost the gap: 联系人：李明电话：…
_RUN_ON = {
    "phone", "fax", "email", "postal_code", "uscc", "legal_representative", "bank_name", "bank_account", "address", "mail_address",
    "contact", "sign_date", "number", "project_number", "signed_at",
}  # fmt: skip
# Two labels joined before one colon: what kind of value follows (法定代表人（负责人）或授权代表：, 联系人及其手机：).
_JOINED = {
    ("legal_representative", "representative"): "representative",
    ("representative", "legal_representative"): "representative",
    ("legal_representative", "legal_representative"): "legal_representative",
    ("contact", "phone"): "contact_phone",
    ("address", "phone"): "address_and_phone",
    ("bank_name", "bank_account"): "bank_and_account",
    ("phone", "fax"): "phone_fax",
    ("uscc", "uscc"): "uscc",
    ("uscc", "stop"): "uscc",
}
_JOINT = re.compile(r"(?:\([^()]{1,10}\))?(?:或者|以及|[或及和与/、])(?:其)?|\((?:或)?(?=[^()]{2,12}\))")
# …汇至乙方账户：: the account of a party, named in mid-sentence.
_PAID_TO = set("到至入给往")
_ACCOUNTS = {"bank_account", "payee_account", "bank_name", "account_name", "bank_and_account"}
_POINTING = ("下列", "以下", "如下", "指定", "牵头人", "牵头方")
_BEFORE = set(",;。、()[]:/|_.:!*■●-\"'")


@dataclass(frozen=True, slots=True)
class RoleWord:
    """A word for a party as it is printed, with what it says by itself. ``index`` tells 甲方1 from 甲方2."""

    word: str
    role: Role
    letter: bool
    index: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """``start`` and ``end`` are offsets in the view, ``end`` past notes and colon.

    ``kind`` is a kind of ``field_labels.yaml`` or ``role`` where a role word stands alone; ``role`` is the role
    before it, if any. ``notes`` are the bracketed words after it.
    """

    start: int
    end: int
    kind: str
    word: str
    role: RoleWord | None = None
    notes: tuple[str, ...] = ()
    colon: bool = False
    signing: bool = False  # 盖章, 签字 … go with it


@per_vocabulary
def role_words() -> dict[str, RoleWord]:
    """Every word for a party, folded."""
    data = vocabulary("party_labels")
    found = {fold(w): RoleWord(fold(w), role, False) for role, words in data["roles"].items() for w in words}
    found |= {w: RoleWord(w, role, True) for w, role in data["letters"].items()}
    return found


@per_vocabulary
def field_kinds() -> dict[str, str]:
    """Label → kind."""
    return {fold(w): kind for kind, words in vocabulary("field_labels").items() for w in words}


@per_vocabulary
def role_pattern() -> str:
    """Regex source that matches any role word, the longest first."""
    return "(?:" + "|".join(sorted(map(re.escape, role_words()), key=len, reverse=True)) + ")"


@per_vocabulary
def _trie(which: str) -> dict[str, list[str]]:
    words = role_words() if which == "role" else field_kinds()
    found: dict[str, list[str]] = {}
    for w in sorted(words, key=len, reverse=True):
        found.setdefault(w[0], []).append(w)
    return found


def _longest(which: str, s: str, at: int) -> str | None:
    return next((w for w in _trie(which).get(s[at : at + 1], ()) if s.startswith(w, at)), None)


def read_label(s: str, at: int = 0) -> Label | None:
    """The label that stands at ``at`` in a folded string, with its notes and its colon.

    >>> label = read_label("乙方(承包人)联系电话(张三):0371-1")
    >>> label.kind, label.role.word, label.notes, label.end
    ('phone', '乙方', ('承包人', '张三'), 16)
    """
    if split := _SPLIT.match(s, at):  # 甲(卖)方: the letter with the side it is on inside
        role = role_words()[split["letter"] + "方"]
        notes, after = _notes(s, split.end())
        return _finish(s, at, after, "role", role.word, role, (split["side"] + "方", *notes))
    word = _longest("role", s, at)
    field = _longest("field", s, at)
    if field is not None and (word is None or len(field) > len(word)) and not _role_then_field(s, at, word):
        kind, end = _joined(s, field_kinds()[field], at + len(field))
        return _finish(s, at, end, kind, field, None, ())
    if word is None:
        return None
    role = role_words()[word]
    end = at + len(word)
    index = _INDEX.match(s, end)
    if index:
        role = RoleWord(role.word, role.role, role.letter, index[0])
        end = index.end()
    notes, after = _notes(s, end)
    for begin in (after, end):
        start = begin + 1 if s.startswith("的", begin) else begin
        rest = _longest("field", s, start)
        if rest is not None:
            kind, stop = _joined(s, field_kinds()[rest], start + len(rest))
            if rest == "签字":  # 甲方签字盖章：某单位, 甲方签字：某人
                kind = "role" if _SEALED.match(s, stop) else "representative"
            return _finish(
                s,
                at,
                stop,
                "role" if kind == "name" else kind,
                rest,
                role,
                notes if begin == after else (),
            )
    return _finish(s, at, after, "role", word, role, notes)


def _joined(s: str, kind: str, end: int) -> tuple[str, int]:
    """The kind of a label that ends at ``end`` and the end of the label it is joined with, if it is."""
    while (m := _JOINT.match(s, end)) is not None:
        other = _longest("field", s, m.end())
        both = _JOINED.get((kind, field_kinds()[other])) if other is not None else None
        if other is None or both is None:
            break
        kind, end = both, m.end() + len(other)
        if s.startswith(")", end) and s.rfind("(", 0, end) > s.rfind(")", 0, end):
            end += 1
    return kind, end


def _role_then_field(s: str, at: int, word: str | None) -> bool:
    return word is not None and _longest("field", s, at + len(word)) is not None


def _notes(s: str, at: int) -> tuple[tuple[str, ...], int]:
    found = []
    while (m := _NOTE.match(s, at)) is not None:
        note = m[1] if m[1] is not None else m[2]
        if ":" in note and len(note) > 24:
            break  # 账户（开户行：…；账号：…） tells the value
        found.append(note)
        at = m.end()
    return tuple(found), at


def _finish(s: str, start: int, end: int, kind: str, word: str, role: RoleWord | None, notes: tuple[str, ...]) -> Label:
    signing = any(SIGN_NOTE.search(n) for n in notes) or (kind in ("name", "role") and bool(SIGN_NOTE.search(word)))
    for _ in range(3):
        more, end = _notes(s, end)
        notes += more
        signing = signing or any(SIGN_NOTE.search(n) for n in more)
        tail = _SIGNING.match(s, end)
        if tail is None and not more:
            break
        if tail is not None:
            end = tail.end()
            signing = signing or tail[0] not in ("姓名", "信息")
    if stray := _STRAY.match(s, end):  # a bracket of a note that was not read
        end = stray.end()
        signing = signing or bool(SIGN_NOTE.search(stray[0]))
    around = s[start - 1 : start] + s[end : end + 1]
    if around == "[]" or (around == "()" and role is not None and signing):  # [甲方]：, （甲方盖章）
        end += 1
    if gloss := _GLOSS.match(s, end) or _GLOSS_ALONE.match(s, end):  # 买方 Buyer：
        end = gloss.end()
    colon = s[end : end + 1] == ":"
    if s[end : end + 2] == "::":
        end += 1
    return Label(start, end + colon, kind, word, role, notes, colon, signing)


def whole_label(s: str) -> Label | None:
    """The label that the whole of ``s`` is, a marker before it aside (for table cells).

    >>> whole_label("统一社会信用代码").kind, whole_label("单位名称(公章)").signing, whole_label("电话号码变更的")
    ('uscc', True, None)
    """
    at = m.end() if (m := _MARKER.match(s)) else 0
    label = read_label(s, at)
    return label if label is not None and label.end == len(s) else None


def line_starts(text: Text) -> set[int]:
    """View offsets at which a printed line begins."""
    found, last = {0}, None
    for i, at in enumerate(text.view.at):
        glyph = text.glyphs[at]
        line = None if glyph is None else (glyph.page, glyph.line)
        if line is not None and last is not None and line != last:
            found.add(i)
        last = line if line is not None else last
    return found


def find_labels(text: Text) -> list[Label]:
    """Every label in ``text`` that stands where a label can: first on its line, after a gap or after a stop.

    Labels without a colon are kept; whoever reads the value behind one has to judge it.
    """
    return list(_find(text, line_starts(text)))


def _find(text: Text, starts: Iterable[int]) -> Iterator[Label]:
    view = text.view
    s, begins, at = view.s, set(starts), 0
    for start in sorted(begins):
        if m := _MARKER.match(s, start):
            begins.add(m.end())
    behind = False  # a label has been read: the words are its value, and the next label may follow without a gap
    while at < len(s):
        free = at in begins or s[at - 1] in _BEFORE or _after_gap(text, at)
        paid = s[at - 1] in _PAID_TO
        pointed = s[:at].endswith(_POINTING)
        if free or paid or pointed or (behind and ":" in s[at + 2 : at + 14]):
            label = read_label(s, at)
            account = label is not None and label.role is not None and label.colon and label.kind in _ACCOUNTS
            shown = pointed and label is not None and label.colon and label.kind in _ACCOUNTS  # 支付至下列账户：
            if label is not None and not free and _torn(text, label):
                label = None  # …公司　　电话：, no 公司电话
            if label is not None and (
                free or shown or (paid and account) or (behind and label.colon and _runs_on(label))
            ):
                yield label
                behind = behind or label.colon
                at = max(label.end, at + 1)
                continue
        at += 1


def _torn(text: Text, label: Label) -> bool:
    """Whether a wide gap stands inside the label's word."""
    places = text.view.at[label.start : label.start + len(label.word)]
    return any(b - a > 2 or text.s[b - 1] == "\t" for a, b in pairwise(places))


def _runs_on(label: Label) -> bool:
    """Whether a label may stand right behind another value; 乙方(盖章): does where two signature blocks were run together."""
    return label.kind in _RUN_ON or (label.kind == "role" and label.signing)


def _after_gap(text: Text, at: int) -> bool:
    """Whether a gap stands before a character that is not merely the spacing of a spread-out line."""
    places = text.view.at
    gap = places[at] - places[at - 1] - 1
    if gap == 0:
        return False
    return gap > 1 or text.s[places[at] - 1] == "\t" or at < 2 or places[at - 1] - places[at - 2] == 1

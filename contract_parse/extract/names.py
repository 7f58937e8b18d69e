"""Names of parties: where one ends, what is a note beside it, whether something can be one."""

from __future__ import annotations

import re

from contract_parse.extract.labels import role_pattern
from contract_parse.extract.vocabulary import per_vocabulary, vocabulary
from contract_parse.model.text import Text, fold

_BRACKET = re.compile(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)?|\[([^\[\]]*)\]?")
_SENTENCE = re.compile(
    r"^(?:法定代表人|授权代表|委托代理人|委托代表)|^(?:是|指|系|应|须|有|不|在|按|对|将|负责|的|同意|保证|承诺|提供|因|如|若|未|可|已|逾期|无|为了|根据|依据|授权|承担|享有|与|和|及|或|自|以|由|所|经)"
    r"|(?:应当|有权|负责|承诺|保证|按照|根据|甲乙双方|以下|签订本|权利|义务|(?<!有限)责任)"
)
_BLANK = re.compile(r"[_\-/\\*.·xX×\s]*$")
_RUN_ON = re.compile(
    r"根据|依据|依照|按照|遵照|鉴于|本着|兹[因就有]|现就|甲乙双方|甲、乙双方|双方"
    r"|经过?(?:双方|公开|甲|乙|协商|友好|平等|各方|招标|竞争|询价|评审|采购|依法|研究)"
    r"|为(?:了|做好|保[证障]|确保|规范|明确|加强|进一步|满足|提[高升]|改善|完善|推[进动]|落实|切实|实施|有效|维护|更好|充分|方便|解决)|二[〇零○]|(?:19|20)\d\d年|统一社会信用代码|法定代表人|联系人"
)
_STOP = re.compile(r"[,;。:!?]|、(?=$)")


@per_vocabulary
def _note_word() -> re.Pattern[str]:
    words = sorted((fold(w) for w in vocabulary("party_labels")["notes"]), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)) + "|" + role_pattern())


@per_vocabulary
def _ending() -> re.Pattern[str]:
    words = sorted(vocabulary("party_labels")["organisations"], key=len, reverse=True)
    return re.compile("(?:" + "|".join(words) + r")(?:\([^()]{1,20}\)|\d{1,3})?$")


@per_vocabulary
def _role_behind() -> re.Pattern[str]:
    return re.compile(role_pattern() + r"(?=[一-鿿]{2})")


def is_note(words: str) -> bool:
    """Whether bracketed words say something about a name instead of being part of it.

    >>> is_note("以下简称甲方"), is_note("供应商"), is_note("集团"), is_note("北京")
    (True, True, False, False)
    """
    if len(words) <= 8 and _ending().search(words) and not re.search(r"章|以下|简称|全称|成员|牵头", words):
        return bool(re.fullmatch(role_pattern(), words))
    return not words or bool(_note_word().search(words))


def looks_like_organisation(s: str) -> bool:
    """Whether ``s`` ends as the names of organisations do.

    >>> looks_like_organisation("某县水务局"), looks_like_organisation("按月支付")
    (True, False)
    """
    return 4 <= len(s) <= 60 and bool(_ending().search(s)) and not _SENTENCE.search(s) and not re.search(r"[,;。:_]", s)


def can_be_name(s: str) -> bool:
    """Whether ``s`` can be the name of a party after a label: an organisation's or a person's."""
    return (
        2 <= len(s) <= 60
        and not _BLANK.match(s)
        and not _SENTENCE.search(s)
        and bool(re.search(r"[一-鿿A-Za-z]{2}", s))
    )


def name_in(value: Text) -> tuple[Text, tuple[str, ...]] | None:
    """The name that ``value`` begins with, and the notes bracketed after it; None where it is none.

    >>> name, notes = name_in(Text.plain("南屏（某某）建设有限公司（以下简称乙方）"))
    >>> str(name), notes
    ('南屏（某某）建设有限公司', ('以下简称乙方',))
    """
    value = _before_gap(value)
    view = value.view
    s = view.s
    start = len(s) - len(s.lstrip("_.:;,、*-"))
    end, notes = len(s), []
    if stop := _STOP.search(s, start):
        end = stop.start() if s.count("(", start, stop.start()) <= s.count(")", start, stop.start()) else end
    for m in _RUN_ON.finditer(s, start, end):  # the line below, joined to the name
        if looks_like_organisation(s[start : m.start()]):
            end = m.start()
            break
    for m in _role_behind().finditer(s, start + 4, end):  # 某某支公司投保人通过…
        if looks_like_organisation(s[start : m.start()]) and not looks_like_organisation(s[start:end]):
            end = m.start()
            break
    for m in _BRACKET.finditer(s, start):
        if m.start() >= end:
            break
        words = m[1] if m[1] is not None else m[2]
        if is_note(words):
            notes.append(words)
            if m.start() == start:
                start = m.end()
            else:
                end = m.start()
        elif m.start() > end:
            break
    notes += [m[1] for m in _BRACKET.finditer(s, end) if m[1] is not None and m.start() > end]
    while end > start and s[end - 1] in "_.-;,、*":
        end -= 1
    if end <= start or not can_be_name(s[start:end]):
        return None
    return view.cut(start, end), tuple(notes)


def _before_gap(value: Text) -> Text:
    """What stands before a gap as wide as a column's."""
    body = value.strip()
    m = re.search(r"\t| {4,}|　{2,}", body.s)
    return body[: m.start()] if m else body

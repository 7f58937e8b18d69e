"""What the words behind a label mean: one reader a kind of label.

A reader takes the words up to the next label and gives back the values it finds, as (field, value, text) triples.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from contract_parse.extract.bank_readers import BANK, BANK_ENDING, Read, account, bank, bank_and_account, payee, plain
from contract_parse.extract.labels import SIGN_NOTE, Label
from contract_parse.extract.names import looks_like_organisation, name_in
from contract_parse.model.text import Text
from contract_parse.values.dates import find_dates
from contract_parse.values.identifiers import check_uscc, find_emails, find_phones, is_phone, mend_uscc

__all__ = ["Read", "accepts_without_colon", "continues", "is_blank", "read"]

_LEAD = re.compile(r"^[_:;,.、*\-\s]*")
_BLANK = re.compile(r"^[_\-/\\.·×\s*]*(?:无|暂无)?[_\-/\\.·×\s*。;,]*$")
_BARE_PHONE = re.compile(r"[2-9]\d{6,7}(?:-\d{1,6}|转\d{1,6})?(?!\d)")
_ANY_PHONE = re.compile(r"\(?\d{3,4}[)\-]\d{6,8}(?!\d)")
_POSTAL = re.compile(r"\d{6}(?!\d)")
_CODE = re.compile(r"[0-9A-Za-z]{15,20}(?![0-9A-Za-z])")
_PERSON = re.compile(r"[一-鿿]{2,4}(?:·[一-鿿]{1,8})?|[A-Za-z][A-Za-z.]+(?:[A-Z][A-Za-z.]+)*")
_ASKED = re.compile(r"\([^()]{1,8}\)[:_]*")
_VAGUE = {"银行", "账户", "帐户", "单位", "名称", "法人", "代表", "地点", "时间"}  # labels only before a colon
_PHONE_WORD = re.compile(r"(?:联系)?(?:电话|手机|方式)[:;]?$")
_NOT_PERSON = re.compile(r"签字|盖章|签章|公章|日期|^年?月?日?$|电话|地址|或|代理|代表|无|法定|单位|公司")


def is_blank(value: Text) -> bool:
    """Whether a value is left empty, or is only a line to write on, a slash or 无."""
    return bool(_BLANK.match(value.view.s))


def read(kind: str, value: Text) -> list[Read]:
    """The facts of a party that ``value`` holds behind a label of ``kind``."""
    value = value.strip()
    lead = _LEAD.match(value.view.s)
    if lead and lead.end():
        value = value.view.cut(lead.end(), len(value.view.s))
    reader = _READERS.get(kind)
    return [] if reader is None or is_blank(value) else reader(value)


def accepts_without_colon(label: Label, value: Text, gap: bool) -> bool:
    """Whether a label without a colon is one nevertheless: its value follows at once and is of its kind."""
    s = value.view.s
    if not s or (label.word in _VAGUE and label.role is None):
        return False
    if label.kind in ("uscc", "postal_code", "email"):
        return bool(read(label.kind, value)) and len(s) <= 40
    if label.kind == "phone":
        return bool(re.match(r"[\d+(]", s)) and bool(read(label.kind, value))
    if label.kind == "bank_account":
        return bool(re.match(r"[\d]", s)) and bool(read(label.kind, value))
    if label.kind == "bank_name":
        m = BANK.match(s)
        return m is not None and (gap or bool(re.match(r"$|[,;。:(]", s[m.end() :])))
    if label.kind == "account_name":
        got = name_in(value)
        return got is not None and looks_like_organisation(got[0].view.s)
    if label.kind in ("starts_on", "ends_on"):
        return bool(found := find_dates(s)) and found[0].start == 0
    if not gap:
        return False
    if label.kind in ("role", "name"):
        got = name_in(value)
        return got is not None and looks_like_organisation(got[0].view.s)
    if label.kind in ("legal_representative", "representative", "contact", "handler"):
        return bool(_PERSON.fullmatch(s)) and not _NOT_PERSON.search(s)
    if label.kind == "sign_date":
        return bool(found := find_dates(s)) and found[0].start == 0
    if label.kind in ("number", "project_number"):
        return bool(re.fullmatch(r"[A-Za-z0-9一-鿿()\[\]/\-_.]{4,40}", s)) and bool(re.search(r"\d", s))
    if label.kind in ("project_name", "address"):
        return 4 <= len(s) <= 80 and not re.search(r"[,;。:]", s)
    return False


def continues(kind: str, value: Text, rest: Text) -> bool:
    """Whether ``rest``, printed under a value, is the remainder of it that found no room on its line."""
    s, more = value.view.s, rest.view.s
    if not s or not more or len(more) > 30 or re.search(r"[:;。]", more):
        return False
    if kind in ("role", "name", "account_name"):
        return not looks_like_organisation(s) and looks_like_organisation(s + more)
    if kind == "bank_name":
        return not re.search(BANK_ENDING + "$", s) and bool(re.search(BANK_ENDING + "$", s + more))
    if kind in ("address", "mail_address", "project_name"):
        return len(s) >= 8
    if kind in ("bank_account", "uscc", "number", "project_number"):
        return bool(re.fullmatch(r"[0-9A-Za-z\-]+", more)) and bool(re.search(r"[0-9A-Za-z\-]$", s))
    return False


def _whole(field: str) -> Callable[[Text], list[Read]]:
    """A value of free words: up to the end, a closing stop aside."""

    def reader(value: Text) -> list[Read]:
        view = value.view
        s = view.s
        end = len(s)
        if cut := re.search(r"[;。]|,(?=[一-鿿]{2,8}[:为])", s):
            end = cut.start()
        gap = re.search(r"\t| {6,}", value.s)
        if gap:
            end = min(end, sum(1 for i in view.at if i < gap.start()))
        while end and s[end - 1] in "_,;。.、:-(":
            end -= 1
        text = view.cut(0, end)
        return [(field, plain(text).strip("_"), text)] if len(text.view.s) >= 2 else []

    return reader


def _name(field: str) -> Callable[[Text], list[Read]]:
    def reader(value: Text) -> list[Read]:
        got = name_in(value)
        return [] if got is None else [(field, plain(got[0]), got[0])]

    return reader


def _gap_in(value: Text) -> int:
    """Where a gap ends the first words of ``value`` (两字以上), so far as a name's own spaces do not explain it."""
    at = value.view.at
    for i in range(2, min(5, len(at) - 1)):
        if at[i] - at[i - 1] > 1 and at[i + 1] - at[i] == 1:
            return i
    return len(at)


def _person(field: str) -> Callable[[Text], list[Read]]:
    def reader(value: Text) -> list[Read]:
        if (asked := _ASKED.match(value.view.s)) and SIGN_NOTE.search(asked[0]):  # 法定代表人：（签字）某某
            value = value.view.cut(asked.end(), len(value.view.s)).strip()
        view = value.view
        m = _PERSON.match(view.s, 0, _gap_in(value))
        if m is None:
            return []
        end = m.end()
        rest = view.s[end:]
        after = view.at[end] if end < len(view.at) else None
        gap = after is not None and value.s[after - 1].isspace()
        if rest and not gap and not re.match(r"[,;。、()/:_\d]|先生|女士", rest):
            return []
        if _NOT_PERSON.search(m[0]):
            return []
        text = view.cut(0, end)
        return [(field, plain(text), text)]

    return reader


def _phone(field: str) -> Callable[[Text], list[Read]]:
    def reader(value: Text) -> list[Read]:
        view = value.view
        found = find_phones(view.s)
        if found and (found[0].start == 0 or not re.match(r"\(?\d{3,4}[)\-]\d", view.s)):
            start, end = found[0].start, found[0].end
        elif m := _ANY_PHONE.match(view.s):
            start, end = m.span()  # not as numbers are, but what stands there
        elif (m := _BARE_PHONE.search(view.s)) or (
            (m := re.match(r"[\d\-()+转]{5,20}", view.s)) and not re.fullmatch(r"\d{6}", m[0])
        ):
            start, end = m.span()
        else:
            return []
        text = view.cut(start, end)
        return [(field, view.s[start:end], text)]

    return reader


def _phone_and_fax(value: Text) -> list[Read]:
    numbers = find_phones(value.view.s)
    first = _phone("phone")(value)
    if len(numbers) > 1:
        second = value.view.cut(numbers[1].start, numbers[1].end)
        return [*first, ("fax", numbers[1].value, second)]
    return [*first, *(("fax", v, t) for _, v, t in first)]


def _postal(value: Text) -> list[Read]:
    m = _POSTAL.match(value.view.s)
    return [("postal_code", m[0], value.view.cut(*m.span()))] if m else []


def _email(value: Text) -> list[Read]:
    found = find_emails(value.view.s)
    return [("email", found[0].value, value.view.cut(found[0].start, found[0].end))] if found else []


def _uscc(value: Text) -> list[Read]:
    m = _CODE.search(value.view.s)
    if m is None or m.start() > 2 or not re.search(r"\d{4}", m[0]):
        return []
    text = value.view.cut(*m.span())
    code = m[0].upper()
    if len(code) == 18 and not check_uscc(code) and any(g is not None and g.source == "ocr" for g in text.glyphs):
        # Letters the standard excludes are always the reader's slip; other slips stay, for the check to weigh.
        plain = code.translate(str.maketrans("OIZS", "0125"))
        code = plain if check_uscc(plain) else (mend_uscc(plain) if plain != code else None) or code
    return [("uscc", code, text)]


def _address_and_phone(value: Text) -> list[Read]:
    view = value.view
    found = find_phones(view.s)
    if found:
        start, end = found[-1].start, found[-1].end
    elif (m := re.search(r"[2-9]\d{6,7}$", view.s)) and is_phone(m[0]):
        start, end = m.span()
    else:
        return _whole("address")(value)
    head = _PHONE_WORD.sub("", view.s[:start]).rstrip(",;、/")
    address = view.cut(0, len(head))
    return [
        *([("address", plain(address), address)] if len(head) >= 4 else []),
        ("phone", view.s[start:end], view.cut(start, end)),
    ]


def _contact_and_phone(value: Text) -> list[Read]:
    return [*_person("contact")(value), *_phone("phone")(value)]


def _contact(value: Text) -> list[Read]:
    return [*_person("contact")(value), *(_phone("phone")(value) if find_phones(value.view.s) else [])]


_READERS: dict[str, Callable[[Text], list[Read]]] = {
    "role": _name("name"),
    "name": _name("name"),
    "account_name": _name("account_name"),
    "address": _whole("address"),
    "mail_address": _whole("address"),
    "phone": _phone("phone"),
    "fax": _phone("fax"),
    "phone_fax": _phone_and_fax,
    "email": _email,
    "postal_code": _postal,
    "uscc": _uscc,
    "legal_representative": _person("legal_representative"),
    "representative": _person("representative"),
    "contact": _contact,
    "handler": _person("contact"),
    "contact_phone": _contact_and_phone,
    "bank_name": bank,
    "bank_account": account,
    "bank_and_account": bank_and_account,
    "address_and_phone": _address_and_phone,
    "payee_account": payee,
}

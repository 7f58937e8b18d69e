"""Codes that identify parties and accounts: unified social credit codes, telephone numbers, post codes, e-mail."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from contract_parse.values.folded import Folded

# GB 32100-2015: no I, O, S, V, Z, as these look like digits or each other.
USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC = re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}")
_USCC_LIKE = re.compile(r"(?<![0-9A-Za-z])[0-9A-Za-z]{2}[0-9OoIlZSB]{6}[0-9A-Za-z]{10}(?![0-9A-Za-z])")
_LOOK_ALIKE = {"O": "0Q", "I": "1", "Z": "2", "S": "5", "V": "UY", "B": "8", "8": "B", "0": "DQ", "D": "0", "Q": "0",
               "5": "S", "2": "Z", "1": "TL", "6": "G", "G": "6", "L": "1", "T": "1", "U": "W", "W": "U"}  # fmt: skip

_PHONE = re.compile(
    r"(?<![\dA-Za-z.])(?<!\d-)(?:"
    r"(?:\+?86-?)?1[3-9]\d-?\d{4}-?\d{4}"
    r"|\(?(?:\+?86-?)?0\d{2,3}\)?-?[2-9]\d{6,7}(?:-\d{1,6}|转\d{1,6})?"
    r"|(?:[48]00-\d{3,4}-?|(?<=[话线:])[48]00\d{3})\d{3,4}"
    r")(?!\d)"
)
_BARE_PHONE = re.compile(r"[2-9]\d{6,7}(?:-\d{1,6}|转\d{1,6})?|[48]00\d{7}")
_EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9][A-Za-z0-9._%+-]*@"
    r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}"
)
_POSTAL = re.compile(r"(?<![\dA-Za-z.\-])\d{6}(?![\dA-Za-z\-]|\.\d)")
_ACCOUNT = re.compile(r"(?<![\dA-Za-z.])\d(?:[\d]|-(?=\d)){7,33}(?![\dA-Za-z.%]|\.\d)")


@dataclass(frozen=True, slots=True)
class IdMatch:
    """``value`` is ``s[start:end]`` in its plain form."""

    start: int
    end: int
    value: str


def check_uscc(s: str) -> bool:
    """Whether ``s`` is a unified social credit code whose check character holds (GB 32100-2015).

    The check is the standard's alone: python-stdnum also wants the first eight characters to be digits,
    which refuses the codes of village bodies (N2…).

    >>> check_uscc("91110000600037341L"), check_uscc("91110000600037342L"), check_uscc("9111000060003734")
    (True, False, False)
    """
    s = Folded(s).s.upper()
    return bool(_USCC.fullmatch(s)) and uscc_check_character(s[:17]) == s[17]


def uscc_check_character(body: str) -> str:
    """The 18th character for the first 17: 31 − Σ cᵢ·3ⁱ mod 31."""
    total = sum(USCC_ALPHABET.index(c) * pow(3, i, 31) for i, c in enumerate(body))
    return USCC_ALPHABET[-total % 31]


def find_usccs(s: str) -> list[IdMatch]:
    """Everything in ``s`` that has the form of a unified social credit code, whether its check holds or not.

    >>> [m.value for m in find_usccs("统一社会信用代码:91110000600037341L,账号110060149018010012345")]
    ['91110000600037341L']
    """
    folded = Folded(s)
    found = [IdMatch(m.start(), m.end(), m[0].upper()) for m in _USCC_LIKE.finditer(folded.s)]
    # Eighteen digits may as well be an account or an identity card: these have to pass the check.
    return folded.back(m for m in found if not m.value.isdigit() or check_uscc(m.value))


def mend_uscc(s: str) -> str | None:
    """The one valid code that differs from ``s`` in a single look-alike character, None where none or several do.

    For text read by OCR: a reader's slip is to be told as a doubt, not as the contract's fault.

    >>> mend_uscc("9111000060003734IL"), mend_uscc("91110000600037341L")
    ('91110000600037341L', None)
    """
    s = Folded(s).s.upper()
    if check_uscc(s):
        return None
    near = {
        s[:i] + other + s[i + 1 :]
        for i, c in enumerate(s)
        for other in _LOOK_ALIKE.get(c, "")
        if check_uscc(s[:i] + other + s[i + 1 :])
    }
    return near.pop() if len(near) == 1 else None


def find_phones(s: str) -> list[IdMatch]:
    """Telephone numbers: mobile, with area code, 400.

    >>> [m.value for m in find_phones("电话:0371-66001234,手机13800138000,热线400-800-1234")]
    ['0371-66001234', '13800138000', '400-800-1234']
    """
    return _found(_PHONE, s)


def is_phone(s: str) -> bool:
    """Whether the whole of ``s`` is one telephone number (a bare local one counts here).

    >>> is_phone("66001234"), is_phone("0371-66001234"), is_phone("2026")
    (True, True, False)
    """
    s = Folded(s).s
    return bool(_PHONE.fullmatch(s) or _BARE_PHONE.fullmatch(s))


def find_emails(s: str) -> list[IdMatch]:
    """E-mail addresses.

    >>> [m.value for m in find_emails("邮箱:li.wei@example.com.cn;")]
    ['li.wei@example.com.cn']
    """
    return _found(_EMAIL, s)


def find_postal_codes(s: str) -> list[IdMatch]:
    """Runs of exactly six digits; only a label tells whether one is a post code.

    >>> [m.value for m in find_postal_codes("邮编:450000")]
    ['450000']
    """
    return _found(_POSTAL, s)


def find_accounts(s: str) -> list[IdMatch]:
    """Runs of 8 to 34 digits, hyphens dropped from the value; only a label tells an account.

    Company accounts carry no common check digit (Luhn holds for cards only), so none is asked.

    >>> [m.value for m in find_accounts("账号:4100-1234-5678-9012")]
    ['4100123456789012']
    """
    return [replace(m, value=m.value.replace("-", "")) for m in _found(_ACCOUNT, s)]


def _found(pattern: re.Pattern[str], s: str) -> list[IdMatch]:
    folded = Folded(s)
    return folded.back(IdMatch(m.start(), m.end(), m[0]) for m in pattern.finditer(folded.s))

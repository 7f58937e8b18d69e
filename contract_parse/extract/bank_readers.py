"""What the words behind a label of a bank, an account or a payee mean."""

from __future__ import annotations

import re
from itertools import pairwise

from contract_parse.extract.names import looks_like_organisation
from contract_parse.model.text import Text

Read = tuple[str, str, Text]  # field of Party, its value, the words it was read from

BANK_ENDING = r"(?:银行|信用社|分理处|支行|分行|营业部|储蓄所|营业室|信用联社|联社|农商行|农信社|营业厅|总行|营业所|国库|财务公司|合作社|支库|工行|农行|中行|建行|交行)"
BANK = re.compile(rf"[一-鿿A-Za-z0-9()·]{{0,40}}{BANK_ENDING}(?:\((?![^()]*(?:\d{{6}}|行号|户))[^()]{{1,20}}\))?")
_CUT = re.compile(r"[;。,!?]")
_ACCOUNT = re.compile(r"[A-Z]{0,4}\d[\d\-]{5,}\d")


def bank(value: Text) -> list[Read]:
    """A bank's name, what follows it (a branch in brackets aside) left out."""
    view = value.view
    s = view.s
    stop = _CUT.search(s)
    end = stop.start() if stop else len(s)
    m = BANK.match(s[:end])
    if m is not None and m.end() < end and not re.match(r"[()A-Za-z\d,]", s[m.end() :]):
        m = None
    if m is not None:
        end = m.end()
    elif not re.search(r"[一-鿿]{3}", s[:end]):
        return []
    elif digits := re.search(r"\d{8,}", s[:end]):
        end = digits.start()
    while end and s[end - 1] in "_,;。.、:(-/":
        end -= 1
    text = view.cut(0, end)
    return [("bank_name", plain(text), text)] if end >= 2 else []


def bank_and_account(value: Text) -> list[Read]:
    """开户行及账号 in one value."""
    account = account_anywhere(value)
    head = value if account is None else value.view.cut(0, value.view.s.index(account[2].view.s))
    return [*bank(head), *([account] if account else [])]


def account_anywhere(value: Text) -> Read | None:
    """The number of an account behind a bank's name."""
    m = re.search(r"(?<![\dA-Za-z])\d[\d\-]{7,}\d", value.view.s)
    return ("bank_account", m[0].replace("-", ""), value.view.cut(*m.span())) if m else None


def payee(value: Text) -> list[Read]:
    """收款账户：X公司，Y支行，账号Z; 收款账户：Y支行（X公司:Z)."""
    view = value.view
    found: list[Read] = []
    for start, end in _apart(value):
        piece = view.cut(start, end)
        s = view.s[start:end]
        if digits := re.search(r"\d[\d\-]{7,}\d$", s):
            found.append(("bank_account", digits[0].replace("-", ""), view.cut(start + digits.start(), end)))
        elif re.search(BANK_ENDING + "$", s):
            found.append(("bank_name", plain(piece), piece))
        elif looks_like_organisation(s):
            found.append(("account_name", plain(piece), piece))
    seen: set[str] = set()
    return [r for r in found if r[0] not in seen and not seen.add(r[0])]  # type: ignore[func-returns-value]


def _apart(value: Text) -> list[tuple[int, int]]:
    """The view offsets of what stands between stops, and between gaps behind a name: 某某公司 某某支行 6200…"""
    view = value.view
    found = []
    for m in re.finditer(r"[^,;。:()]+(?:\([^()\d]{1,10}\)[^,;。:()]+)*", view.s):
        steps = [view.at[i] - view.at[i - 1] for i in range(m.start() + 1, m.end())]
        spread = sum(step > 1 for step in steps) > len(steps) / 3  # a line drawn out over its measure
        gaps = [m.start() + 1 + n for n, step in enumerate(steps) if step > 1 and not spread]
        start = m.start()
        for at, then in pairwise([*gaps, m.end()]):
            words, rest = view.s[start:at], view.s[at:then]
            branch = re.search(BANK_ENDING + "$", words) and re.search(BANK_ENDING + "$", rest)
            if looks_like_organisation(words) and not branch:
                found.append((start, at))
                start = at
        found.append((start, m.end()))
    return found


def account(value: Text) -> list[Read]:
    """The number of an account at the head of the value; behind 账户 the holder and the bank may go before it."""
    first = value.view.s[: (_apart(value) or [(0, 0)])[0][1]]
    if looks_like_organisation(first) or re.search(BANK_ENDING + "$", first):
        return payee(value)
    m = _ACCOUNT.search(value.view.s)
    if m is None or m.start() > 12:
        return []
    found = [("bank_account", m[0].replace("-", ""), value.view.cut(*m.span()))]
    if beside := re.compile(rf"\(([^()]*{BANK_ENDING})\)").match(value.view.s, m.end()):
        where = value.view.cut(*beside.span(1))
        found.append(("bank_name", plain(where), where))
    return found


def plain(text: Text) -> str:
    """The words without white space."""
    return "".join(text.s.split())

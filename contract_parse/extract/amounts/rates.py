"""The tax rate that the contract names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from contract_parse.extract.amounts.passages import Passage
from contract_parse.model.facts import Money, NumberFact
from contract_parse.values.percent import find_percents

_BEFORE = re.compile(
    r"(?:税率|征收率)(?:\(%\))?(?:按照?|均|暂)?(?:为|是|[:=])?(?:\(?)(?:增值税)?$|"
    r"(?<!不)含(?:税)?(?:增值税)?(?:税率)?[:为(]?$|(?<!不)含税[,(]?$|税(?:金|费|点)?[:(]?(?:按照?)?$|增值税额?(?:人民币|¥)*[\d,.]+元?[(,]$"
)
_AFTER = re.compile(r"^(?:的)?(?:税率|征收率)?(?:的)?(?:增值税|征收率|税金|税费|税率|税点|税)")
_CHARGE = re.compile(r"违约|利率|逾期|罚")


def tax_rate(body: Sequence[Passage], total: Money | None) -> NumberFact | None:
    """The one rate of value added tax that the body names; None where it names none, or several."""
    named: list[tuple[Decimal, Passage, int, int]] = []
    for p in body:
        s = p.s
        for m in find_percents(s):
            before, after = s[max(0, m.start - 24) : m.start], s[m.end : m.end + 8]
            if (_BEFORE.search(before) or _AFTER.search(after)) and not _CHARGE.search(before) and 0 < m.value <= 20:
                named.append((m.value, p, m.start, m.end))
    if not named:
        return None
    values = {n[0] for n in named}
    if len(values) > 1:
        beside = [n for n in named if total is not None and n[1].path == total.clause]
        if len({n[0] for n in beside}) != 1:
            return None
        named = beside
    value, p, start, end = named[0]
    return NumberFact.of(value, p.text.view.cut(start, end), p.path)

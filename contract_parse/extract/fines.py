"""Fixed sums that a breach costs, told from prices, bonds and wages: 每次扣200元, 按500元/人次支付违约金."""

from __future__ import annotations

import re

from contract_parse.extract.breach import pattern
from contract_parse.values.capital import find_capitals
from contract_parse.values.money import AmountMatch, find_amounts

_EACH_PAID = re.compile(r"每(?:人|一)?[次处件项起例人条]次?(?:须|应)?(?:支付|承担|缴纳)$")
_EACH_ONLY = re.compile(r"(?:[未不缺脱擅迟逾违损丢漏]|更换)[^;]*,每(?:人|一)?[次处件项起例人条]次?$")


def sums(s: str) -> list[AmountMatch]:
    """Sums in figures, and in capitals where no figures stand beside them (违约金人民币伍万元)."""
    found = find_amounts(s)
    alone = [
        AmountMatch(c.start, c.end, c.value, "元")
        for c in find_capitals(s)
        if not any(c.start - 12 < a.end and a.start < c.end + 12 for a in found)
    ]
    return sorted([*found, *alone], key=lambda a: a.start)


def is_fine(label: str, s: str, a: AmountMatch, *, after_fines: bool = False) -> bool:
    """Whether the sum ``a`` of sentence ``s`` is what a breach costs.

    ``label`` is what a table says of the cell; ``after_fines`` tells that the sentence before ends in a fine.
    """
    before, behind = (label.partition(":")[2] + ":" + s[: a.start])[-24:], s[a.end : a.end + 32]
    if a.value == 0 or pattern("not_fine").search(re.split("[,;]", before)[-1]):
        return False
    penal = pattern("penal").search(s[: a.start]) is not None
    if (penal and _EACH_PAID.search(before)) or ((penal or after_fines) and _EACH_ONLY.search(before)):
        return True  # 更换经理的，每次支付违约金5万元；更换其他人员的，每人次2万元
    return bool(pattern("fine_before").search(before) or pattern("fine_behind").match(behind))

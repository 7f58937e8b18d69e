"""What instalments of one passage tell of each other: shares of one period, sums told again part by part."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from decimal import Decimal

from contract_parse.extract.amounts.passages import BREAK
from contract_parse.extract.payments.instalments import Instalment

_SENTENCE = re.compile(rf"[。;{BREAK}]")
LAST = re.compile(r"(?:最后一?个?(?:期|月|次|笔|季度?|年度?)|末[期次笔])[^,;。()]*$")


def of_one_period(found: list[Instalment]) -> list[Instalment]:
    """A share without a word of what it is of is one of the period that the share before it is of (每月管理费的80%于…
    支付；20%于…支付)."""
    out: list[Instalment] = []
    for one in found:
        before = out[-1] if out else None
        if before is not None and before.relative == "period" and one.relative is None and one.percent is not None:
            bare = one.passage.s[max(0, one.at - 1) : one.at] in (",", ";")
            if bare and not one.cumulative and one.percent + (before.percent or 0) == 100:
                one = replace(one, relative="period")
        out.append(one)
    return out


def without_sums(found: list[Instalment]) -> list[Instalment]:
    """Without what is then told part by part (剩余50%分两次支付，即中期付25%，终期付25%)."""
    dropped: set[int] = set()
    for i, one in enumerate(found):
        for j in range(i + 2, len(found)):
            s = one.passage.s[one.at : found[j].at]
            if one.percent is None or _SENTENCE.search(s) or found[i + 1].percent is None:
                break
            parts = [o.percent or Decimal(0) for o in found[i + 1 : j + 1]]
            opens = one.passage.s[one.at : found[i + 1].at]
            if sum(parts) == one.percent and re.search(r"[,:(](?:即|其中|具体(?:为|如下)?|分别为)", opens):
                dropped.add(i)
    for i, (one, following) in enumerate(itertools.pairwise(found)):
        s = one.passage.s[one.at : following.at]
        only_rest = one.remainder and one.percent is one.amount is None and one.every is not None
        if only_rest and following.amount and following.every and not _SENTENCE.search(s):
            dropped.add(i)  # 余款分6个月平均支付，每月3万元
    return [one for i, one in enumerate(found) if i not in dropped]


def with_last(found: list[Instalment]) -> list[Instalment]:
    """每月支付5000元，最后一个月支付5000.11元，甲方收到发票后10个工作日内支付: the last of those that recur is one of
    them, and is no sooner paid."""
    out: list[Instalment] = []
    for one in found:
        before = out[-1] if out else None
        if LAST.search(one.passage.s[max(0, one.at - 16) : one.at]):
            one = replace(one, every=None, times=None)
            if before is not None and before.every and before.due is None and before.due_date is None:
                out[-1] = replace(before, due=one.due, trigger=before.trigger or one.trigger)
        out.append(one)
    return out

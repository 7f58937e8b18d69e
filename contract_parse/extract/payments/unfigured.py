"""Instalments without a figure: how often is paid and not how much, or the price and only when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from contract_parse.extract.amounts.mentions import in_passage
from contract_parse.extract.amounts.passages import BREAK, Passage
from contract_parse.extract.payments.clusters import units
from contract_parse.extract.payments.instalments import Instalment
from contract_parse.extract.payments.timing import recurrence, says_when, service_year, stated_times, timing
from contract_parse.extract.payments.tokens import SETTLES, side_fee, tokens, words
from contract_parse.extract.payments.whom import opening_of

_SENTENCE = re.compile(rf"[。;{BREAK}]")
_SETTLED = re.compile(rf"[^。;{BREAK}]+(?:结清|付清|付讫)(?=[。;]?$)")
# 每月15日前支付上月服务费: the fee of a period is paid, whatever the heading
_FEE_PAID = re.compile(
    r"(?:支付|拨付)(?:给?(?:乙方|供应商|服务方|受托方))?[上当本该](?:一)?(?:个)?(?:月|季度?|年度?|期)(?:度)?的?[^,;。:%]{0,6}(?:费用?|租金|酬金|报酬)(?=[,;。]|$)"
)
_FEE_SETTLED = re.compile(
    rf"(?:(?<=[,;。:{BREAK}])|^)[^,;。:%{BREAK}]{{2,12}}(?:费用?|租金|款)[^,;。:%{BREAK}]+(?:付清|结清|付讫|支付)(?=[,;。]|$)"
)
_YEARS = re.compile(r"第[一二三四五六七八九十\d]+(?:个)?(?:服务|合同)?年")
# 验收后三十日内支付合同总额。 Without a word for all, and nothing else said of how much. Or of what: 收到发票后20日内转账支付。
_WHOLE = re.compile(
    r"(?<=日内)(?:(?:由甲方|由采购人|以)?(?:转账|银行转账|电汇)(?:方式)?)?(?P<bare>支付|付款|付清)(?:给乙方|给供应商)?(?=[;。]|$)|(?:支付|付清|结清|拨付|付)(?:给?(?:乙方|供应商|卖方|供方|服务方|受托方|承包人))?(?:本)?(?:(?:合同|货物|服务)(?:总)?(?:价款|金额|总额|总价款?|款项?|价)|货款|服务费用?|设备款|工程款)(?=[,;。(]|$)"
)
_IN_TURN = re.compile(
    r"[每各当上该本](?:一|个)?(?:月|季|年|期|批|次|单|笔|份)|据实|按实|实际|逐[月批笔项]|订单|分[批期]"
)


def rhythm(passage: Passage, titled: bool) -> Instalment | None:
    """A passage that says how often is paid but not how much (服务费按月支付)."""
    s = passage.s
    for m in words("recurring").finditer(s):
        unit = next((u for u in units(s) if u.start <= m.start() < u.end), None)
        if m["times"] or unit is None or side_fee(s, unit.start):
            continue
        said = s[unit.start : unit.end]
        if (
            not titled
            and not re.search(r"(?:费|款|租金|价款)(?:用|项)?$", s[: m.start()])
            and not _FEE_PAID.search(said)
        ):
            continue
        if words("skip").search(said) or words("scored").search(said) or not words("settled").search(said):
            continue
        every = recurrence(said, s)
        if not (every or m["lot"]) or not (titled or re.search(r"费|款|租金|价|报酬", said)):
            continue
        if m["lot"] or re.search(r"据实|按实|实际", s):
            every = None  # each is what was used: how many and how much is not known
        # 按月结算。乙方报送结算单，甲方核对无误后30日内支付。
        when = timing(s, (unit.start, unit.end), (unit.end, unit.end))
        if when.due is None and when.day is None:
            after = _sentence_of_paying(s, unit.end)
            later = timing(s, (unit.end if says_when(said) else unit.start, after), (after, after))
            when = later if later.due is not None or when.trigger is None else when
        return Instalment(
            passage, unit.start, unit.end, at=unit.start, trigger=None if when.trigger is None else s[slice(*when.trigger)],
            due=when.due, due_date=when.day, every=every, times=stated_times(said),
        )  # fmt: skip
    return None


def all_at_once(passage: Passage, priced: bool) -> Instalment | None:
    """The one instalment of a passage that names a time for paying the price and no share of it. Without a word for what is
    paid only where the contract has a price (``priced``)."""
    s = passage.s
    for m in _WHOLE.finditer(s):
        begin = max((x.end() for x in _SENTENCE.finditer(s, 0, m.start())), default=0)
        lots = _IN_TURN.search(s) and (m["bare"] or m[0].endswith("货款"))
        if lots or (m["bare"] and not priced):
            continue  # each lot on its own
        when = timing(s, (begin, m.start()), (m.end(), m.end()))
        if when.due is not None and words("skip").search(s, begin, m.end()) is None:
            trigger = None if when.trigger is None else s[slice(*when.trigger)]
            return Instalment(passage, begin, m.end(), full=True, at=m.start(), trigger=trigger, due=when.due)
    return None


def settles(passage: Passage) -> Instalment | None:
    """The last item of a list that names no sum: 竣工验收后15日内，按审定价计算并付清. It pays what the others leave."""
    s = passage.s
    m = _SETTLED.search(s)
    if m is None or re.fullmatch(SETTLES, m[0]) is None or words("skip").search(s) or words("all").search(s):
        return None
    when = timing(s, m.span(), (m.end(), m.end()))
    trigger = None if when.trigger is None else s[slice(*when.trigger)]
    return Instalment(passage, m.start(), m.end(), remainder=True, at=m.start(), trigger=trigger, due=when.due)


def settled_fees(passage: Passage, names: Sequence[str]) -> list[Instalment]:
    """The fees of a part or of a year that are paid whole and without a figure (第一年顾问费于…前付清; 代理费在…后10日内
    付清)."""
    s = passage.s
    taken = tokens(s, in_passage(passage))
    found = []
    for m in _FEE_SETTLED.finditer(s):
        a, b = m.span()
        year = service_year(m[0])
        if any(a <= t.start < b for t in taken) or words("skip").search(m[0]):
            continue
        if year is None and opening_of(m[0], names) is None:
            continue
        when = timing(s, (a, b), (b, b))
        if when.due is not None or when.day is not None or when.trigger is not None:
            trigger = None if when.trigger is None else s[slice(*when.trigger)]
            one = Instalment(passage, a, b, full=True, at=a, trigger=trigger, due=when.due, due_date=when.day)
            years = [service_year(y[0]) for y in _YEARS.finditer(m[0])] or [year]
            found += [replace(one, service_year=y, of=m[0]) for y in years]  # 第二年、第三年费用于每年9月底前支付
    return found


def _sentence_of_paying(s: str, at: int) -> int:
    """The end of the next sentence where it says when is paid, else ``at``."""
    stop = _SENTENCE.search(s, at)
    end = stop.end() if stop else len(s)
    said = s[at:end]
    return end if says_when(said) and words("pay").search(said) and not words("skip").search(said) else at

"""The length of the service: for prices by the year, and instalments that recur without a stated number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from contract_parse.extract.amounts.mentions import in_passage
from contract_parse.extract.amounts.passages import Passage
from contract_parse.values.dates import find_ranges
from contract_parse.values.durations import find_durations

_TERM = re.compile(
    r"(?:服务|合同|履行|租赁|租|承包|委托|维保|运维|维护|物业|协议|服务周|供应|配送|派遣|用工|托管|养护|管护|保洁|安保|保安|作业|运营|委托运营|代维)(?:期限?|时间|周期|年限)(?!内|满|届|间|后|末)|^期限(?=:)"
)
_RATE = re.compile(
    r"(?:每个?|(?<![个\d一二三四五六七八九十两]))(?P<per>年|月)度?[^,;。:\d年月]{0,8}(?:为|是|计|:)?(?:人民币|¥)*$"
)
_EACH = re.compile(r"每(?!个?(?:年|月|季|服务|合同))|/(?![年月])")  # 每人每月: not what is paid a month
_LONGEST = 60  # months

# A warranty, a trial within the term, or how long the term may become at most: 期满可续签，累计不超过三年.
_NOT_THE_TERM = re.compile(
    r"质保|保修|试用|试运行|过渡期|交接期|(?:续签|续约|延长|顺延|累计|不超过|最长|最多)[^,;]{0,8},?[^,;]{0,6}$"
)
# Three years, but each under a contract of its own.
_YEARLY = re.compile(r"(?:合同|协议)?(?:实行)?一年一签|每年(?:续)?签(?:订)?一次(?:合同|协议)?|合同每年(?:一签|签订)")


def service_months(body: Sequence[Passage]) -> int | None:
    """The term of service in whole months, by its length or by its first and last day; None where nothing says so."""
    if any(_YEARLY.search(p.s) for p in body):
        return 12
    for p in body:
        s = p.s
        heading = bool(p.titles and _TERM.search(p.titles[-1]))
        named: list[re.Match[str] | None] = [*_TERM.finditer(s)]
        for m in named or ([None] if heading else []):
            at = m.end() if m else 0
            # under a heading of its own the term stands in the line below
            tail = re.split(r"[。;␤]", s[at : at + 60].lstrip("␤:"), maxsplit=1)[0] if m else s[:60]
            for d in find_durations(tail):
                if d.unit in ("year", "month") and not d.recurring and not _NOT_THE_TERM.search(tail[: d.start]):
                    n = d.n * (12 if d.unit == "year" else 1)
                    if n == n.to_integral_value():
                        return int(n)
            for r in find_ranges(tail):
                first, last = r.first.value, r.last.value
                if first and last and last > first:
                    months = (last.year - first.year) * 12 + last.month - first.month
                    if last.day >= first.day - 1:
                        months += 1 if last.day >= 28 and first.day == 1 else 0
                        return months or None
    return None


def months_of_price(body: Sequence[Passage], total: Decimal | None) -> int | None:
    """The months that a price by the month or year comes to the total in: 每月4万元，合同总价48万元."""
    if not total:
        return None
    for p in body:
        for m in in_passage(p):
            if (
                m.kind != "rate"
                or m.value <= 0
                or _EACH.search(m.left[-16:])
                or (per := m.per or _per(m.left)) not in ("month", "year")
            ):
                continue
            n = total / m.value
            months = n * (12 if per == "year" else 1)
            if n > 1 and n == n.to_integral_value() and months <= _LONGEST:
                return int(months)
    return None


def _per(left: str) -> str | None:
    m = _RATE.search(left)
    return None if m is None else "year" if m["per"] == "年" else "month"

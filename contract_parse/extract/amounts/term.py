"""The length of the service: for prices by the year, and instalments that recur without a stated number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from contract_parse.extract.amounts.passages import Passage
from contract_parse.values.dates import find_ranges
from contract_parse.values.durations import find_durations
from contract_parse.values.numerals import parse_integer

_TERM = re.compile(
    r"(?:服务|合同|履行|租赁|租|承包|委托|维保|运维|维护|物业|协议|服务周|供应|配送)(?:期限?|时间|周期|年限)(?!内|满|届|间|后|末)"
)
_SUMMED = re.compile(
    r"每(?:个)?(?:服务|合同)?(?:年度?|月)[^。;]{0,40}?(?<![\d第])(?P<n>[一二两三四五六七八九十]|\d{1,2})年(?:服务)?(?:费用?|租金)?(?:共计|合计|总计|总价)"
)


def service_months(body: Sequence[Passage]) -> int | None:
    """The term of service in whole months, by its length or by its first and last day; None where nothing says so."""
    for p in body:
        s = p.s
        heading = bool(p.titles and _TERM.search(p.titles[-1]))
        named: list[re.Match[str] | None] = [*_TERM.finditer(s)]
        for m in named or ([None] if heading else []):
            at = m.end() if m else 0
            tail = re.split(r"[。;␤]", s[at : at + 60], maxsplit=1)[0] if m else s[:60]
            for d in find_durations(tail):
                if d.unit in ("year", "month") and not d.recurring and not re.search(r"质保|保修", tail[: d.start]):
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
    return _summed_years(body)


def _summed_years(body: Sequence[Passage]) -> int | None:
    """每年20万元，三年共计60万元: the years that the price is summed over."""
    for p in body:
        for m in _SUMMED.finditer(p.s):
            if (n := parse_integer(m["n"])) is not None and 1 <= n <= 10:
                return n * 12
    return None

"""Percentages: every one that the body states, each time, with the words it is a share of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from contract_parse.extract.sentences import Sentence, is_price_list, is_schedule, sentences
from contract_parse.model.facts import Percentage, evidence
from contract_parse.model.structure import Structure
from contract_parse.values.numerals import parse_numeral
from contract_parse.values.percent import PercentMatch, find_percents

_RATE = re.compile(
    r"税率|征收率|利率|年息|月息|日息|折扣率|优惠率|下浮率|费率|合格率|满意度|满意率|及时率|完好率|利润率|比例|上浮率|浮动率|占比|比重|(?<=[机用到品标勤格好确高利])率"
)
_QUALIFIED = re.compile(r"[^,;:()、的为是按每]{0,6}$")
_VERBS = re.compile(
    r"^.*(?:按照|按|在|支付至|支付|付至|(?<![应未已欠])付|预付|至|扣除|扣减|扣留|提供|收取|缴纳|提交|占|超过|不高于|高于|低于|达到|达|相当于|结算|为|以|剩余|余下|向[^,;]{1,6}?方|计收|处以|预留|暂扣|赔偿)"
)
_AHEAD = re.compile(
    r"^(?:的|之|作为|用作|计|为)*([^,;。:()\d]{0,12}?(?:预付款|进度款|首付款|尾款|余款|质保金|保证金|定金|违约金|滞纳金|增值税(?:专用|普通)?发票|利息|罚款|税))"
)
_SPECS = re.compile(r"税率|比例|折扣|优惠|费率|占比|下浮|系数|权重|利率|%")


def percentages(structure: Structure) -> list[Percentage]:
    """Every percentage outside the annexes, in order; in tables those of payments, rates and running text."""
    found: list[Percentage] = []
    for each in sentences(structure):
        found += _of_cell(each) if each.table is not None else _of_text(each)
    return found


def _of_text(each: Sentence) -> Iterator[Percentage]:
    for p in find_percents(each.s):
        start, words = _base(each.s, p)
        yield Percentage(
            value=p.value,
            of=words,
            clause=each.path,
            evidence=evidence(each.text.view.cut(min(start, p.start), p.end), each.path),
        )


def _of_cell(each: Sentence) -> Iterator[Percentage]:
    """In a price list only rates count: what its descriptions say of the goods (湿度≤80%) is no term of the contract."""
    assert each.table is not None
    column = each.label.partition(":")[0]
    if is_price_list(each.table) and not _SPECS.search(column):
        return
    if find_percents(each.s):
        yield from (p if p.of else p.model_copy(update={"of": column or None}) for p in _of_text(each))
        return
    value = parse_numeral(each.s) if re.fullmatch(r"[\d.]{1,6}", each.s) else None
    if is_schedule(each.table) and "%" in column and value is not None and 0 < value <= Decimal(100):
        yield Percentage(
            value=value, of=column.split("(")[0] or None, clause=each.path, evidence=evidence(each.text, each.path)
        )


def _base(s: str, p: PercentMatch) -> tuple[int, str | None]:
    """Where the words that the percentage is a share of begin, and these words."""
    start = max(s.rfind(c, 0, p.start) for c in ",;:。(") + 1
    before = s[start : p.start]
    near = max(0, start - 12)
    rate = next((m for m in reversed(list(_RATE.finditer(s, near, p.start))) if p.start - m.end() <= 6), None)
    if rate is not None:
        qualified = _QUALIFIED.search(s[near : rate.start()])
        first = rate.start() - (len(qualified[0]) if qualified else 0)
        return first, s[first : rate.end()]
    m = _AHEAD.match(s[p.end :])
    if m is not None and ("税" in m[1] or "发票" in m[1]):
        return p.start, m[1]
    words = _VERBS.sub("", before).rstrip("的之为是计*") if before else ""
    if len(words) >= 2:
        return p.start - len(before) + before.rfind(words), words
    return p.start, m[1] if m else None

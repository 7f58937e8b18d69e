"""Equations of fees by the year, quarter or month: rate × term, and the same fee told in two places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from contract_parse.check.names import bare
from contract_parse.check.places import agreed, cells, money
from contract_parse.check.quantities import FEN, Equation, Quantity
from contract_parse.check.terms import whole_months
from contract_parse.check.told import own_texts
from contract_parse.check.told_products import told_products
from contract_parse.model.facts import Component, Duration, Evidence, Fact, LineItem, Money
from contract_parse.values.durations import find_durations
from contract_parse.values.money import find_amounts

if TYPE_CHECKING:
    from contract_parse.check.ledger import Ledger

PERIODS = {"year": ("年", "年度"), "quarter": ("季", "季度"), "month": ("月", "个月")}
# A sentence on another price of the same service: of one year among several, of a renewal, a ceiling.
_ANOTHER_PRICE = re.compile(
    r"续[签约期]|原价|调整|涨|第[一二三四五六七八九十\d]+年|首年|次年|优惠|折扣|预算|市场|不超过|不高于|最高|上限|违约|扣|减免|保证金|如|若"
)


@dataclass(frozen=True)
class Fee:
    """A fee of the body by period: ``rate`` × ``term`` periods, with the rows of its name that count periods too."""

    part: Component
    rate: Quantity
    term: Quantity
    per: str
    rows: list[LineItem]


def rate_equations(book: Ledger) -> Iterator[Equation]:
    priced = [*_of_fees(book), *_whole_price(book), *_months_of_years(book)]
    yield from priced
    known = {(e.terms[0].value, e.result.value) for e in priced if e.code == "AMT104"}
    for told in told_products(book):
        if (told.terms[0].value, told.result.value) not in known:
            known.add((told.terms[0].value, told.result.value))
            yield told


def _of_fees(book: Ledger) -> Iterator[Equation]:
    for fee in fees(book):
        price = money(
            fee.part.amount, f"“{fee.part.name.value}”的价款", f"the price of “{fee.part.name.value}”", fee.part.clause
        )
        yield Equation("AMT104", "product", (fee.rate, fee.term), price, FEN, fee.part)
        ways = scenarios(book, fee)
        held = next((way for way in ways if all(e.holds for e in way)), None)
        if held is not None or len(fee.rows) == 1:
            yield from held or ways[0]
    for again in restated(book):
        yield from again.equations


# What one period costs, right before its figure: 每月服务费36000元, 年租金为117.6万元.
_OF_PERIOD = re.compile(
    r"(?:每个?|按)?(?P<per>月|季度?|年)度?(?:[\u4e00-\u9fff]{0,6}(?:费用?|租金|酬金|报酬|价款?|金额))?(?:合计|共计)?(?:人民币|[为是计:：￥¥])*$"
)
# 年租金378000元, 年度管理费为人民币叁拾柒万捌仟元整（￥378000元）: the same of a year, its words in capitals between
_OF_YEAR = re.compile(
    r"(?<![一二两三四五六七八九十半\d])年度?[\u4e00-\u9fff]{0,6}(?:费用?|租金|酬金|报酬|价款?)[^，。；,;、\d]{0,30}$"
)
_EACH = re.compile(r"每[^，。；,;每\d]{1,6}$")  # 每平方米每月25元
_PER = {"月": "month", "季": "quarter", "季度": "quarter", "年": "year"}
_SLIP = Decimal("0.25")  # further apart, the two are prices of different things


def _whole_price(book: Ledger) -> Iterator[Equation]:
    """AMT104 where the price of one period stands beside the contract's: 总额864000元，每月36000元, for 24 months.

    Nothing is said where the total is some whole number of periods, only another one: ten months of a school year.
    """
    total, term = book.contract.amounts.total, whole_months(book.contract)
    if total is None or term is None or total.estimated or not total.value or book.contract.amounts.components:
        return
    found = []
    paid = {p.amount for p in book.contract.payments if p.amount_is == "stated"}  # what is paid is PAY304's to judge
    for m, per, sentence in _rates_beside(book, total):
        n = term / {"month": 1, "quarter": 3, "year": 12}[per]
        if n != n.to_integral_value() or n < 2 or m.value in paid or _ANOTHER_PRICE.search(sentence):
            continue
        rounded = n * (Decimal("0.5") if m.value == m.value.to_integral_value() else FEN / 2)
        price = agreed(total, {m.value * n}, "合同总价", "the contract total", total.clause)
        whole = Component(name=Fact(value="合同总价", raw=total.raw, evidence=[]), amount=total, clause=total.clause)
        rate = money(m, f"每{PERIODS[per][0]}的价款", f"the price of a {per}", m.clause)
        count = Quantity("期限", n, (), total.clause, None, None, "count", "期限", "the term", PERIODS[per][0])
        found.append(Equation("AMT104", "product", (rate, count), price, rounded, whole))
    held = next((e for e in found if e.holds), None)
    near = [
        e
        for e in found
        if abs(e.gap) <= e.result.value * _SLIP and not _whole_number(e.result.value / e.terms[0].value)
    ]
    if held is not None:
        yield held
    elif len(near) == 1:
        yield near[0]


def _months_of_years(book: Ledger) -> Iterator[Equation]:
    """AMT104 where one sentence tells a fee by the month and by the year: 月租金31500元，年租金378000元.

    As with the total, silent where the year is some other whole number of months.
    """
    texts = own_texts(book.contract.clauses)
    by_sentence: dict[tuple[str | None, str], tuple[list[Money], list[Money]]] = {}
    for m in book.stated:
        for sentence in re.split(r"[。；;\n]", texts.get(m.clause or "", "")):
            if m.raw not in sentence or _ANOTHER_PRICE.search(sentence):
                continue
            before = sentence[: sentence.find(m.raw)]
            said = _OF_PERIOD.search(before)
            months, years = by_sentence.setdefault((m.clause, sentence), ([], []))
            if said is not None and _EACH.search(before[: said.start()]):
                continue
            if said is not None and said["per"] == "月":
                months.append(m)
            elif _OF_YEAR.search(before) and m.value not in {y.value for y in years}:
                years.append(m)
    for months, years in by_sentence.values():
        if len(months) != 1 or len(years) != 1 or not months[0].value:
            continue
        month, year = months[0], years[0]
        rate = money(month, "每月的价款", "the price of a month", month.clause)
        count = Quantity("月数", Decimal(12), (), month.clause, None, None, "count", "月数", "the months", "月")
        fee = money(year, "每年的价款", "the price of a year", year.clause)
        whole = Component(name=Fact(value="每年价款", raw=year.raw, evidence=[]), amount=year, clause=year.clause)
        found = Equation("AMT104", "product", (rate, count), fee, Decimal(6), whole)
        if found.holds or (abs(found.gap) <= year.value * _SLIP and not _whole_number(year.value / month.value)):
            yield found


def _rates_beside(book: Ledger, total: Money) -> Iterator[tuple[Money, str, str]]:
    """The prices of one period in the clause that states the total: (amount, period, sentence)."""
    texts = own_texts(book.contract.clauses)
    root = re.split(r"[.(]", total.clause or "")[0]
    for m in book.stated:
        text = texts.get(m.clause or "", "")
        at = text.find(m.raw)
        if m.value <= 0 or m.value >= total.value or at < 0 or re.split(r"[.(]", m.clause or "")[0] != root:
            continue
        said = _OF_PERIOD.search(text[:at])
        if said is not None:
            yield m, _PER[said["per"]], next((s for s in re.split(r"[。；;\n]", text) if m.raw in s), "")


def _whole_number(n: Decimal) -> bool:
    return abs(n - n.to_integral_value()) <= Decimal("0.001")


def fees(book: Ledger) -> Iterator[Fee]:
    """The parts of the body that are so much a period for so many periods."""
    for i, (part, rows) in enumerate(zip(book.contract.amounts.components, book.matcher.rows, strict=True)):
        if part.rate is None or part.term is None or part.rate.per == "unit":
            continue
        term = _periods(part.term, part.rate.per)
        if term is None:
            continue
        said = [m for m in book.stated if m.role == "rate" and m.value == part.rate.amount and m.clause == part.clause]
        evidence = tuple(said[0].evidence) if said else ()
        where, where_en = (
            (f"条款 {part.clause} 中" if part.clause else ""),
            (f" in clause {part.clause}" if part.clause else ""),
        )
        rate = Quantity("单价", part.rate.amount, evidence, part.clause, None, f"part {i}.rate", "yuan",
                        f"{where}“{part.name.value}”的单价", f"the rate of “{part.name.value}”{where_en}")  # fmt: skip
        own = part.term.unit == part.rate.per
        years = Quantity("期限", term, (), part.clause, None, f"part {i}.term" if own else None, "count",
                         f"{where}“{part.name.value}”的期限", f"the term of “{part.name.value}”{where_en}",
                         PERIODS.get(part.rate.per, ("",))[0])  # fmt: skip
        timed = [
            r
            for r in rows or []
            if r.unit in PERIODS.get(part.rate.per, ()) and r.quantity is not None and r.unit_price is not None
        ]
        yield Fee(part, rate, years, part.rate.per, timed if len(timed) == len(rows or []) else [])


def scenarios(book: Ledger, fee: Fee) -> list[list[Equation]]:
    """How the rows of a fee may agree with the body: all at once for the whole term, their prices adding up to the rate;
    or one after the other, each at the rate, their terms adding up. AMT105 holds where one of the two does."""
    cell = cells(book.contract)
    if not fee.rows:
        return []
    prices, terms = [cell(r, "unit_price") for r in fee.rows], [cell(r, "quantity") for r in fee.rows]
    at_once = [Equation("AMT105", "sum", tuple(prices), fee.rate, about=fee)]
    at_once += [Equation("AMT105", "sum", (t,), fee.term, about=fee) for t in terms]
    in_turn = [Equation("AMT105", "sum", tuple(terms), fee.term, about=fee)]
    in_turn += [Equation("AMT105", "sum", (p,), fee.rate, about=fee) for p in prices]
    return [at_once, in_turn]


@dataclass(frozen=True)
class Restated:
    """A fee that another sentence of the body prices again, and what must then be equal."""

    fee: Fee
    clause: str | None
    said: str
    evidence: list[Evidence]
    equations: list[Equation]


def restated(book: Ledger) -> Iterator[Restated]:
    """Sentences of other clauses that name one fee and a rate for it: its rate and, where told, its term again."""
    everything = list(fees(book))
    texts = own_texts(book.contract.clauses)
    for m in book.stated:
        if m.role != "rate" or m.clause is None or m.clause not in texts:
            continue
        sentence = next((s for s in re.split(r"[。；;\n]", texts[m.clause]) if m.raw in s), "")
        named = [f for f in everything if _needle(f.part) in sentence and f.part.clause != m.clause]
        if len(named) != 1 or _ANOTHER_PRICE.search(sentence):
            continue
        equations = list(_again(named[0], m, sentence))
        if equations:
            yield Restated(named[0], m.clause, sentence.strip(), m.evidence, equations)


def _again(fee: Fee, m: Money, sentence: str) -> Iterator[Equation]:
    name = fee.part.name.value
    rates = [a for a in find_amounts(sentence) if a.value == m.value and a.per == fee.per]
    if len(rates) != 1 or len([a for a in find_amounts(sentence) if a.per == fee.per]) != 1:
        return
    rate = money(m, f"“{name}”的单价", f"the rate of “{name}”", m.clause)
    yield Equation("AMT105", "sum", (fee.rate,), rate, about=fee)
    terms = [d for d in find_durations(sentence) if not d.recurring and d.unit in ("month", "quarter", "year")]
    terms = [
        d for d in terms if re.search(r"(期限?|时间|共|计|合计|年限)[为是:：]?[\s（(]*$|[×xX*]$", sentence[: d.start])
    ]
    if len(terms) == 1:
        n = _periods(Duration(n=terms[0].n, unit=terms[0].unit, raw=""), fee.per)
        if n is not None:
            where = f"条款 {m.clause} 中“{name}”的期限"
            again = Quantity("期限", n, tuple(m.evidence), m.clause, None, f"again {m.clause} {name}", "count",
                             where, f"the term of “{name}” in clause {m.clause}", PERIODS[fee.per][0])  # fmt: skip
            yield Equation("AMT105", "sum", (fee.term,), again, about=fee)


def _needle(part: Component) -> str:
    """The words by which a sentence names a fee: without 费用 and the like, unless hardly anything is left."""
    name = re.sub(r"\s", "", part.name.value)
    return short if len(short := bare(name)) >= 3 else name


def _periods(term: Duration, per: str) -> Decimal | None:
    from contract_parse.check.ledger import in_periods

    return in_periods(term, per)

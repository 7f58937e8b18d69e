"""AMT103 to AMT105: the total and its parts, rate × term, one fee told in two places."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from contract_parse.check.engine import Broken, Case, Held, Outcome, rule
from contract_parse.check.quantities import Change, Quantity
from contract_parse.check.rate_equations import PERIODS, Fee, Restated, fees, restated, scenarios
from contract_parse.check.readings import misread
from contract_parse.check.told_rates import TwoRates
from contract_parse.model.facts import Component, plain, yuan


@rule("AMT103", "error", "总价不等于各组成部分之和", "The total is not the sum of the body's components")
def total_of_components(case: Case) -> Iterator[Outcome]:
    """比较：合同总价与正文“其中”所列各组成部分之和；写明“由……构成”的其他金额（如每月服务费）与所列各项之和。
    反例：总价 100 万元，其中软件 60 万元、硬件 30 万元；每月 5 万元，由人工 4 万元、管理费 2 万元构成。
    正例：总价 100 万元，其中软件 60 万元、硬件 40 万元；正文未列组成部分时不作判断。

    Compares: the contract total with the sum of the components that the body lists; another amount (a month's fee)
    that is said to be made up of parts with the sum of these.
    Fires: a total of 1,000,000 of which software 600,000 and hardware 300,000.
    Silent: parts that add up; a body that lists no parts.
    """
    for equation in case.ledger.of("AMT103"):
        if equation.holds:
            yield Held()
            continue
        whole: Quantity = equation.result
        parts: list[Component] = equation.about
        each = " + ".join(f"{p.name.value} {yuan(p.amount.value)}" for p in parts)
        yield Broken(
            zh=f"{whole.what} {yuan(whole.value)} 元，各组成部分之和为 {yuan(equation.computed)} 元（{each}），相差 {yuan(abs(equation.gap))} 元。",
            en=f"{whole.place_en.capitalize()} is {yuan(whole.value)}; its components add up to {yuan(equation.computed)} ({each}), {yuan(abs(equation.gap))} apart.",
            expected=yuan(equation.computed),
            actual=yuan(whole.value),
            clauses=(whole.clause, *(p.clause for p in parts)),
            evidence=equation.evidence,
            doubt=equation.misread(),
            reconcile=case.ledger.reconcile(equation),
        )


@rule("AMT104", "error", "单价乘以期限不等于该项价款", "Rate × term is not the component's amount")
def rate_times_term(case: Case) -> Iterator[Outcome]:
    """比较：按年、季、月计价的组成部分，单价 × 期限与写明的价款；未列组成部分的，总价旁所写每期价款 × 合同期限与总价；
    同一句中的单价、数量（期数）与合计。
    反例：每年 90000 元，服务期二年，共计 200000 元。
    正例：每年 90000 元，服务期二年，共计 180000 元；每月 5000 元，一年 60000 元。

    Compares: for parts priced by the year, quarter or month, rate × term with the amount stated; without parts, the
    price of a period beside the contract total × the contract's term with the total; a price of one, how many there
    are and what they come to, told in one sentence.
    Fires: 90,000 a year for two years, 200,000 in all.
    Silent: 90,000 a year for two years, 180,000 in all; a part without rate or term.
    """
    for equation in case.ledger.of("AMT104"):
        part: Component = equation.about
        if equation.holds:
            yield Held()
            continue
        rate, periods = (t.value for t in equation.terms)
        computed = equation.computed
        yield Broken(
            zh=f"“{part.name.value}”按单价与期限计算为 {yuan(rate)} 元 × {plain(periods)} = {yuan(computed)} 元，写明的价款却是 {yuan(part.amount.value)} 元。",
            en=f"“{part.name.value}”: {yuan(rate)} × {plain(periods)} = {yuan(computed)}, stated {yuan(part.amount.value)}.",
            expected=yuan(computed),
            actual=yuan(part.amount.value),
            clauses=(part.clause,),
            evidence=[*part.amount.evidence, *part.name.evidence],
            doubt=misread(part.amount.evidence, [(part.amount.value, computed), (computed, part.amount.value)])
            or _rate_misread(case, part, rate, periods),
            reconcile=case.ledger.reconcile(equation),
        )


def _rate_misread(case: Case, part: Component, rate: Decimal, periods: Decimal) -> bool:
    """Whether the rate, where it is stated beside the amount, may have been read wrong."""
    said = [m for m in case.ledger.stated if m.value == rate and m.clause == part.clause]
    return periods != 0 and any(misread(m.evidence, [(rate, part.amount.value / periods)]) for m in said)


@rule("AMT105", "error", "同一费用在两处的单价或期限不同", "One fee has different rates or terms in two places")
def one_fee_two_terms(case: Case) -> Iterator[Outcome]:
    """比较：正文中按期计价的费用（单价、期限）与附件清单中同名各行（单价、数量），以及与正文另一条款对同一费用的表述，
    即使两处乘积恰好相等。
    反例：正文 72 万元/年 × 1 年；清单 30 万元 × 2 年与 12 万元 × 1 年，合计也是 72 万元。
    正例：正文 9 万元/年 × 2 年；清单 9 万元 × 2 年；续签、调价、优惠、最高限价等另有所指的单价不作判断。

    Compares: rate and term of a fee in the body with the rows of that name in the item table, and with another clause
    that prices the same fee, even where products agree.
    Fires: 720,000 a year for 1 year in the body; 300,000 × 2 years and 120,000 × 1 year in the table.
    Silent: 90,000 a year for 2 years in both; a fee that the table does not list by the year, quarter or month.
    """
    for fee in fees(case.ledger):
        if fee.rows:
            yield _body_and_rows(case, fee)
    told = set()
    for again in restated(case.ledger):
        told.add(again.clause)
        yield _body_and_body(case, again)
    for two in case.ledger.two_rates:
        if two.other.told.clause.path not in told:
            yield _two_prices(case, two)


def _body_and_rows(case: Case, fee: Fee) -> Outcome:
    ways = scenarios(case.ledger, fee)
    if any(all(e.holds for e in way) for way in ways):
        return Held()
    part, rows, rate, term, per = fee.part, fee.rows, fee.rate.value, fee.term.value, PERIODS[fee.per][0]
    priced = [(r.number, r.unit_price, r.quantity) for r in rows if r.unit_price is not None and r.quantity is not None]
    there = "、".join(f"第 {n} 行 {yuan(p)} 元 × {q} {per}" for n, p, q in priced)
    product = sum((q * p for _, p, q in priced), Decimal(0))
    only = "，两处只是乘积相等" if product == part.amount.value else f"，合计 {yuan(product)} 元"
    evidence = [
        *part.amount.evidence,
        *(e for r in rows for c in ("unit_price", "quantity") for e in r.cells.get(c, r.evidence)),
    ]
    changes: list[Change] = []
    for way in ways:
        changes += [c for c in case.ledger.reconcile(*(e for e in way if not e.holds)) if c not in changes]
    return Broken(
        zh=f"“{part.name.value}”正文为每{per} {yuan(rate)} 元 × {plain(term)} {per}，清单为{there}{only}。",
        en=f"“{part.name.value}”: {yuan(rate)} a {fee.per} × {plain(term)} in the body; in the table "
        + ", ".join(f"row {n}: {yuan(p)} × {q}" for n, p, q in priced) + ".",
        expected=f"{yuan(rate)} × {plain(term)}",
        actual=" + ".join(f"{yuan(p)} × {q}" for _, p, q in priced),
        clauses=(part.clause,),
        items=tuple(r.number for r in rows),
        evidence=evidence,
        doubt=len(priced) == 1 and misread(evidence, [pair for _, p, q in priced for pair in ((p, rate), (q, term))]),
        reconcile=tuple(changes) if len(changes) <= 2 else (),
    )  # fmt: skip


def _two_prices(case: Case, two: TwoRates) -> Outcome:
    first, other = two.first, two.other
    evidence = [*first.money.evidence, *other.money.evidence]
    clauses = (first.told.clause.path, other.told.clause.path)
    return Broken(
        zh=f"“{first.fee}”在条款 {clauses[0]} 为每{first.per} {yuan(first.money.value)} 元，在条款 {clauses[1]} 却为 {yuan(other.money.value)} 元。",
        en=f"“{first.fee}” is {yuan(first.money.value)} a period in clause {clauses[0]}, {yuan(other.money.value)} in clause {clauses[1]}.",
        expected=yuan(first.money.value),
        actual=yuan(other.money.value),
        clauses=clauses,
        evidence=evidence,
        doubt=misread(evidence, [(other.money.value, first.money.value)]),
        reconcile=case.ledger.reconcile(two.equation),
    )


def _body_and_body(case: Case, again: Restated) -> Outcome:
    broken = [e for e in again.equations if not e.holds]
    if not broken:
        return Held()
    part, per = again.fee.part, PERIODS.get(again.fee.per, (again.fee.per,))[0]
    here = f"每{per} {yuan(again.fee.rate.value)} 元 × {plain(again.fee.term.value)} {per}"
    evidence = [*part.amount.evidence, *again.fee.rate.evidence, *again.evidence]
    return Broken(
        zh=f"“{part.name.value}”在条款 {part.clause} 为{here}，在条款 {again.clause} 却写作“{again.said}”。",
        en=f"“{part.name.value}” is {yuan(again.fee.rate.value)} a {again.fee.per} × {plain(again.fee.term.value)} in clause {part.clause}; "
        f"clause {again.clause} says “{again.said}”.",
        expected=f"{yuan(again.fee.rate.value)} × {plain(again.fee.term.value)}",
        actual=again.said,
        clauses=(part.clause, again.clause),
        evidence=evidence,
        doubt=misread(evidence, [(e.result.value, e.computed) for e in broken]),
        reconcile=case.ledger.reconcile(*broken),
    )

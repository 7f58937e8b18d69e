"""PAY: the schedule of payments against the price it pays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from contract_parse.check.cited import clause_texts
from contract_parse.check.engine import Broken, Case, Held, Outcome, rule
from contract_parse.check.ledger import in_periods
from contract_parse.check.payment_equations import component_of
from contract_parse.check.quantities import FEN, Equation
from contract_parse.check.readings import misread, scanned
from contract_parse.check.terms import whole_months
from contract_parse.model.facts import Bond, Evidence, Payment, plain, yuan


def _evidence(payments: list[Payment]) -> list[Evidence]:
    return [e for p in payments for e in p.evidence]


@rule("PAY301", "error", "付款比例之和不是 100%", "Percentages of a schedule do not add to 100")
def percentages(case: Case) -> Iterator[Outcome]:
    """比较：一份付款安排（整个合同或某一组成部分）各期比例之和与 100%；质量保证金留待后付的计入。
    反例：30%、60%、5%，没有写明余款。
    正例：30%、60%、10%；30%、60%，余款质保期满付清；有一期没有比例时不作判断。

    Compares: the percentages of one schedule (the whole contract's or a component's) with 100; retention counts.
    Fires: 30, 60 and 5 % with no remainder named.
    Silent: 30, 60, 10; 30, 60 and the remainder later; a schedule in which some instalment has no percentage.
    """
    for equation in case.ledger.of("PAY301"):
        component, payments = equation.about
        if equation.holds:
            yield Held()
            continue
        shares = [p.percent for p in payments if p.percent is not None]
        total = sum(shares, Decimal(0))
        name = f"“{component}”" if component else "合同价款"
        listed = " + ".join(f"{plain(s)}%" for s in shares)
        yield Broken(
            zh=f"{name}各期付款比例 {listed} = {plain(total)}%，不是 100%，也没有写明余款。",
            en=f"The instalments of {component or 'the contract'} add up to {plain(total)} % ({listed}); no remainder is named.",
            expected="100",
            actual=plain(total),
            clauses=tuple(p.clause for p in payments),
            evidence=_evidence(payments),
            doubt=misread(_evidence(payments), [(s, s + 100 - total) for s in shares]),
            reconcile=case.ledger.reconcile(equation),
        )


@rule("PAY302", "warning", "付款所对应的服务超出服务期限", "A payment lies outside the term of its service")
def within_term(case: Case) -> Iterator[Outcome]:
    """比较：写明“次年”“第二年”等服务年度的付款与该服务写明的期限；没有分项的，与合同的起止日期。
    反例：服务期限 1 年，却约定次年费用在第二年服务开始前付清。
    正例：服务期限 2 年，次年费用在第二年支付；没有写明期限时不作判断。

    Compares: payments for a second or later year of a service with the term stated for that service; without
    parts, with the contract's first and last day.
    Fires: a term of one year, and the next year's fee due before the second year begins.
    Silent: a term of two years; a service without a stated term.
    """
    for payment in case.contract.payments:
        if payment.service_year is None:
            continue
        part = component_of(case.contract, payment.component)
        if part is None:
            yield from _beyond_contract(case, payment, payment.service_year)
            continue
        term = part.term
        years = in_periods(term, "year") if term is not None else None
        if years is None:
            continue
        if payment.service_year <= years or payment.service_year == 1:
            yield Held()
            continue
        yield Broken(
            zh=f"“{part.name.value}”服务期限为 {plain(years)} 年，却约定了第 {payment.service_year} 年费用的付款。",
            en=f"“{part.name.value}” runs for {plain(years)} year(s), yet a payment for year {payment.service_year} is due.",
            expected=plain(years),
            actual=str(payment.service_year),
            clauses=(payment.clause, part.clause),
            evidence=[*payment.evidence, *part.name.evidence],
        )


# 第二年服务费, not 质保期第二年届满
_YEARS_FEE = re.compile(
    r"(?:第[二三四五六七八九十\d]+个?(?:服务|合同)?年|次年)度?的?[\u4e00-\u9fff]{0,6}(?:费用?|租金|报酬|酬金|款)"
)
_RENEWED = re.compile(r"续[签约租保]|延续|延长|顺延|一年一签|质保|保修")


def _beyond_contract(case: Case, payment: Payment, year: int) -> Iterator[Outcome]:
    """The same against the contract's own first and last day, for a fee of a later year."""
    months, said = whole_months(case.contract), (payment.trigger or "") + "".join(e.text for e in payment.evidence)
    end = case.contract.contract.ends_on
    if payment.component is not None or months is None or end is None or not _YEARS_FEE.search(said):
        return
    if months >= 12 * (year - 1) + 1:
        yield Held()
        return
    if _RENEWED.search(f"{said} {clause_texts(case.contract).get(payment.clause or '', '')}"):
        return
    yield Broken(
        zh=f"合同期限为 {plain(months)} 个月，却约定了第 {year} 年费用的付款。",
        en=f"The contract runs for {plain(months)} months, yet a payment for year {year} is due.",
        expected=plain(months / 12),
        actual=str(year),
        clauses=(payment.clause, *(e.clause for e in end.evidence)),
        evidence=[*payment.evidence, *end.evidence],
        doubt=scanned([*payment.evidence, *end.evidence]),
    )


@rule(
    "PAY303",
    "warning",
    "写明的期数与实际描述的期数不同",
    "The stated number of instalments is not the number described",
)
def instalments(case: Case) -> Iterator[Outcome]:
    """比较：“分三期支付”“共四次付款”“付款期数”与实际描述的付款期数。
    反例：合同价款分三期支付，只列出两期。
    正例：分三期支付，列出三期；没有写期数时不作判断。

    Compares: the number of instalments stated with the number described.
    Fires: "in three instalments", two listed.
    Silent: three stated, three listed; no number stated.
    """
    for count in case.contract.instalment_counts:
        if count.described is None:
            continue
        if count.described == count.stated:
            yield Held()
            continue
        yield Broken(
            zh=f"写明分 {count.stated} 期支付，实际描述了 {count.described} 期。",
            en=f"{count.stated} instalments are stated, {count.described} described.",
            expected=str(count.stated),
            actual=str(count.described),
            clauses=(count.clause,),
            evidence=count.evidence,
            doubt=scanned(count.evidence),
        )


@rule(
    "PAY304", "error", "各期付款金额与比例或总价不符", "Instalment amounts do not add up, or differ from percent × base"
)
def amounts(case: Case) -> Iterator[Outcome]:
    """比较：写明金额的各期，金额与“比例 × 基数”；全部写明金额时，各期之和与该部分价款或合同总价；
    保证金写明的金额与“比例 × 合同价”。
    反例：总价 514484 元，首付 30% 计 150000 元（应为 154345.20 元）。
    正例：总价 514120 元，50% 计 257060 元；暂估价、按实结算的合同只比较写明的比例。

    Compares: each stated instalment with percent × base; where all are stated, their sum with the price;
    a bond's amount with its percent × the contract price.
    Fires: 30 % of 514,484 given as 150,000.
    Silent: 50 % of 514,120 given as 257,060; instalments without stated amounts.
    """
    for equation in case.ledger.of("PAY304"):
        if equation.holds:
            yield Held()
        elif isinstance(equation.about, Bond):
            yield _bond(case, equation)
        elif equation.how == "product":
            yield _share_of_price(case, equation)
        else:
            yield _all_of_price(case, equation)


def _share_of_price(case: Case, equation: Equation) -> Broken:
    payment: Payment = equation.about
    (_, price), stated = equation.terms, equation.result.value
    exact, percent = equation.computed.quantize(FEN, ROUND_HALF_UP), payment.percent or Decimal(0)
    evidence = [*payment.evidence, *price.evidence]
    return Broken(
        zh=f"第 {payment.sequence} 期：{plain(percent)}% × {yuan(price.value)} 元 = {yuan(exact)} 元，写明的金额却是 {yuan(stated)} 元。",
        en=f"Instalment {payment.sequence}: {plain(percent)} % × {yuan(price.value)} = {yuan(exact)}, stated {yuan(stated)}.",
        expected=yuan(exact),
        actual=yuan(stated),
        clauses=(payment.clause,),
        evidence=evidence,
        doubt=misread(evidence, [(stated, exact), (percent, stated * 100 / price.value)]),
        reconcile=case.ledger.reconcile(equation),
    )


def _bond(case: Case, equation: Equation) -> Broken:
    bond: Bond = equation.about
    (_, price), stated, exact = equation.terms, equation.result.value, equation.computed.quantize(FEN, ROUND_HALF_UP)
    percent, evidence = bond.percent or Decimal(0), [*bond.evidence, *price.evidence]
    return Broken(
        zh=f"保证金：{plain(percent)}% × {yuan(price.value)} 元 = {yuan(exact)} 元，写明的金额却是 {yuan(stated)} 元。",
        en=f"The bond: {plain(percent)} % × {yuan(price.value)} = {yuan(exact)}, stated {yuan(stated)}.",
        expected=yuan(exact),
        actual=yuan(stated),
        clauses=(bond.clause,),
        evidence=evidence,
        doubt=misread(evidence, [(stated, exact), (percent, stated * 100 / price.value)]),
        reconcile=case.ledger.reconcile(equation),
    )


def _all_of_price(case: Case, equation: Equation) -> Broken:
    stated: list[Payment] = equation.about
    price = equation.result
    evidence = [*_evidence(stated), *price.evidence]
    return Broken(
        zh=f"各期付款金额之和为 {yuan(equation.computed)} 元，应付价款为 {yuan(price.value)} 元，相差 {yuan(abs(equation.gap))} 元。",
        en=f"The instalments add up to {yuan(equation.computed)}; the price is {yuan(price.value)}.",
        expected=yuan(price.value),
        actual=yuan(equation.computed),
        clauses=tuple(p.clause for p in stated),
        evidence=evidence,
        doubt=misread(evidence, [(t.value, t.value + equation.gap) for t in equation.terms]),
        reconcile=case.ledger.reconcile(equation),
    )


@rule("PAY305", "warning", "付款以资金到位为条件", "Payment is made to depend on funds arriving")
def funds(case: Case) -> Iterator[Outcome]:
    """比较：付款条款中是否写有以财政资金下达、拨付到位为付款条件的文字。
    反例：“付款时间以财政资金下达时间为准”。
    正例：只约定期限的付款条款；没有付款安排时不作判断。

    Compares: whether a payment clause makes payment wait for funds to be allotted.
    Fires: "payment follows the time at which the fiscal funds arrive".
    Silent: payment clauses with periods only; a contract without a schedule.
    """
    for found in case.contract.contingencies:
        yield Broken(
            zh=f"付款以资金到位为条件：“{found.text}”。供应商何时收款因此不确定。",
            en=f"Payment depends on funds arriving: “{found.text}”.",
            clauses=(found.clause,),
            evidence=found.evidence,
        )
    if case.contract.payments and not case.contract.contingencies:
        yield Held()

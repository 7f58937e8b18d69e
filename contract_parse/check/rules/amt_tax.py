"""AMT106, AMT107: the tax, and the price with and without it."""

from __future__ import annotations

from collections.abc import Iterator

from contract_parse.check.engine import Broken, Case, Held, Outcome, rule
from contract_parse.check.readings import scanned
from contract_parse.model.facts import yuan


@rule("AMT106", "warning", "税额无法由法定税率得出", "The tax follows from no lawful rate")
def tax_explained(case: Case) -> Iterator[Outcome]:
    """比较：写明的税额与按法定税率（及各组成部分适用不同税率的组合）算出的税额。
    反例：含税总价 106 万元，税额 8 万元，任何税率或组合都得不出。
    正例：含税总价 106 万元，税额 6 万元（6%）；软件与货物 13%、服务 6% 的组合恰好得出。

    Compares: the tax stated with the tax that lawful rates give, one rate or a mix over the components.
    Fires: 1,060,000 with tax 80,000: no rate and no mix gives it.
    Silent: tax that some rate or mix gives to the fen; no tax amount, or no total, stated.
    """
    amounts = case.contract.amounts
    if amounts.tax.amount is None or amounts.total is None or amounts.total.tax_included is False:
        return
    if amounts.tax.explained_by:
        yield Held()
        return
    if not amounts.tax.searched:
        return  # so many parts that some mix would always give it
    tax = amounts.tax.amount
    excluded = amounts.tax.excluded_total
    if excluded is not None and abs(excluded.value + tax.value - amounts.total.value) > case.thresholds.tax_gap:
        return  # AMT107 has it
    yield Broken(
        zh=f"税额 {yuan(tax.value)} 元无法由法定税率或各部分不同税率的组合从含税总价 {yuan(amounts.total.value)} 元得出。",
        en=f"No lawful rate, nor a mix over the components, gives a tax of {yuan(tax.value)} in {yuan(amounts.total.value)}.",
        actual=yuan(tax.value),
        clauses=(amounts.total.clause,),
        evidence=[*tax.evidence, *amounts.total.evidence],
        doubt=scanned([*tax.evidence, *amounts.total.evidence]),
    )


@rule("AMT107", "error", "不含税金额与税额之和不等于含税金额", "Amount without tax + tax is not the amount with tax")
def with_and_without_tax(case: Case) -> Iterator[Outcome]:
    """比较：不含税金额 + 税额与含税总价（允许一分钱的舍入）。
    反例：不含税 100000 元，税额 6000 元，含税 107000 元。
    正例：不含税 100000 元，税额 6000 元，含税 106000 元。

    Compares: amount without tax + tax with the total including tax (a fen of rounding is allowed).
    Fires: 100,000 + 6,000 against 107,000.
    Silent: 100,000 + 6,000 against 106,000; one of the three not stated.
    """
    for equation in case.ledger.of("AMT107"):
        if equation.holds:
            yield Held()
            continue
        excluded, tax = (yuan(t.value) for t in equation.terms)
        yield Broken(
            zh=f"不含税 {excluded} 元 + 税额 {tax} 元 = {yuan(equation.computed)} 元，与含税总价 {yuan(equation.result.value)} 元不符。",
            en=f"{excluded} without tax + {tax} tax = {yuan(equation.computed)}, not {yuan(equation.result.value)}.",
            expected=yuan(equation.computed),
            actual=yuan(equation.result.value),
            clauses=(equation.result.clause,),
            evidence=equation.evidence,
            doubt=equation.misread(),
            reconcile=case.ledger.reconcile(equation),
        )

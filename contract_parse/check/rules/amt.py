"""AMT: amounts against their capital words, each other, and the tax."""

from __future__ import annotations

from collections.abc import Iterator

from contract_parse.check.engine import Broken, Case, Held, Outcome, rule
from contract_parse.model.facts import yuan


@rule("AMT101", "error", "金额大小写不一致", "A figure and its capital words differ")
def figure_and_words(case: Case) -> Iterator[Outcome]:
    """比较：每一处同时写明小写与大写的金额，两者所表示的数额。
    反例：￥128,000.00元（大写：壹拾贰万捌仟伍佰元整）。
    正例：￥128,000.00元（大写：壹拾贰万捌仟元整）；12.8万元（大写：壹拾贰万捌仟元整）。

    Compares: every amount that stands in figures and in capital words, as numbers.
    Fires: ￥128,000.00 beside 壹拾贰万捌仟伍佰元整.
    Silent: ￥128,000.00 beside 壹拾贰万捌仟元整; an amount given in one form only.
    """
    for money in case.ledger.amounts_with_words():
        words = money.capital
        assert words is not None
        if money.value == words.value:
            yield Held()
        else:
            yield Broken(
                zh=f"小写 {yuan(money.value)} 元与大写“{words.raw}”（{yuan(words.value)} 元）不一致，相差 {yuan(abs(money.value - words.value))} 元。",
                en=f"The figure {yuan(money.value)} and the words “{words.raw}” ({yuan(words.value)}) differ by {yuan(abs(money.value - words.value))}.",
                expected=yuan(words.value),
                actual=yuan(money.value),
                clauses=(money.clause,),
                evidence=[*money.evidence, *words.evidence],
                doubt=case.ledger.may_be_misread(money.evidence + words.evidence, money.value, words.value),
            )

"""AMT101, AMT102: the figures of the body against their capital words."""

from __future__ import annotations

from collections.abc import Iterator

from contract_parse.check.engine import Broken, Case, Held, Outcome, rule
from contract_parse.check.readings import misread, scanned
from contract_parse.model.facts import YuanFact, yuan


@rule("AMT101", "error", "金额大小写不一致", "A figure and its capital words differ")
def figure_and_words(case: Case) -> Iterator[Outcome]:
    """比较：每一处同时写明小写与大写的金额，两者所表示的数额。
    反例：￥128,000.00元（大写：壹拾贰万捌仟伍佰元整）。
    正例：￥128,000.00元（大写：壹拾贰万捌仟元整）；12.8万元（大写：壹拾贰万捌仟元整）。

    Compares: every amount that stands in figures and in capital words, as numbers.
    Fires: ￥128,000.00 beside 壹拾贰万捌仟伍佰元整.
    Silent: ￥128,000.00 beside 壹拾贰万捌仟元整; an amount given in one form only.
    """
    for equation in case.ledger.of("AMT101"):
        words: YuanFact = equation.about
        if equation.holds:
            yield Held()
            continue
        figure = equation.result.value
        yield Broken(
            zh=f"小写 {yuan(figure)} 元与大写“{words.raw}”（{yuan(words.value)} 元）不一致，相差 {yuan(abs(equation.gap))} 元。",
            en=f"The figure {yuan(figure)} and the words “{words.raw}” ({yuan(words.value)}) differ by {yuan(abs(equation.gap))} yuan.",
            expected=yuan(words.value),
            actual=yuan(figure),
            clauses=(equation.result.clause,),
            evidence=equation.evidence,
            doubt=misread(equation.evidence, [(figure, words.value)]),
            reconcile=case.ledger.reconcile(equation),
        )


@rule("AMT102", "warning", "大写金额书写不规范", "A capital figure is not well formed")
def words_well_formed(case: Case) -> Iterator[Outcome]:
    """比较：每一处大写金额的写法与《正确填写票据和结算凭证的基本规定》（“零”的用法、单位次序、“整”字）。
    反例：壹拾贰万捌仟元（整数金额未写“整”）；叁佰零零伍元整。
    正例：壹拾万柒仟元零伍角叁分；壹拾万零柒仟元伍角叁分；贰萬圆正。

    Compares: the form of every capital figure with the rules for filling in payment vouchers (零, order of units, 整).
    Fires: 壹拾贰万捌仟元 (a whole amount without 整); 叁佰零零伍元整.
    Silent: 壹拾万柒仟元零伍角叁分 and 壹拾万零柒仟元伍角叁分 alike; 贰萬圆正; a contract without capital figures.
    """
    for _, _, words, clause in case.ledger.figures_and_words:
        if words.well_formed is None:
            continue
        if words.well_formed:
            yield Held()
        else:
            yield Broken(
                zh=f"大写金额“{words.raw}”书写不规范：{words.fault or '写法有误'}。",
                en=f"The capital figure “{words.raw}” is not well formed ({words.fault or 'form'}).",
                actual=words.raw,
                clauses=(clause,),
                evidence=words.evidence,
                doubt=scanned(words.evidence),
            )

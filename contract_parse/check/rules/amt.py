"""AMT: the figures of the body against their capital words, each other and the tax."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from contract_parse.check.engine import Broken, Case, Held, Outcome, rule
from contract_parse.check.ledger import FEN, Equation, quantity
from contract_parse.check.readings import misread, scanned
from contract_parse.model.facts import Evidence, Money, yuan


@rule("AMT101", "error", "金额大小写不一致", "A figure and its capital words differ")
def figure_and_words(case: Case) -> Iterator[Outcome]:
    """比较：每一处同时写明小写与大写的金额，两者所表示的数额。
    反例：￥128,000.00元（大写：壹拾贰万捌仟伍佰元整）。
    正例：￥128,000.00元（大写：壹拾贰万捌仟元整）；12.8万元（大写：壹拾贰万捌仟元整）。

    Compares: every amount that stands in figures and in capital words, as numbers.
    Fires: ￥128,000.00 beside 壹拾贰万捌仟伍佰元整.
    Silent: ￥128,000.00 beside 壹拾贰万捌仟元整; an amount given in one form only.
    """
    for figure, where, words, clause in case.ledger.figures_and_words:
        if figure == words.value:
            yield Held()
            continue
        gap = yuan(abs(figure - words.value))
        yield Broken(
            zh=f"小写 {yuan(figure)} 元与大写“{words.raw}”（{yuan(words.value)} 元）不一致，相差 {gap} 元。",
            en=f"The figure {yuan(figure)} and the words “{words.raw}” ({yuan(words.value)}) differ by {gap} yuan.",
            expected=yuan(words.value),
            actual=yuan(figure),
            clauses=(clause,),
            evidence=[*where, *words.evidence],
            doubt=misread([*where, *words.evidence], [(figure, words.value)]),
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


@rule("AMT103", "error", "总价不等于各组成部分之和", "The total is not the sum of the body's components")
def total_of_components(case: Case) -> Iterator[Outcome]:
    """比较：合同总价与正文“其中”所列各组成部分之和。
    反例：总价 100 万元，其中软件 60 万元、硬件 30 万元。
    正例：总价 100 万元，其中软件 60 万元、硬件 40 万元；正文未列组成部分时不作判断。

    Compares: the contract total with the sum of the components that the body lists.
    Fires: a total of 1,000,000 of which software 600,000 and hardware 300,000.
    Silent: parts that add up; a body that lists no parts.
    """
    total, parts = case.contract.amounts.total, case.contract.amounts.components
    if total is None or len(parts) < 2:
        return
    equation = Equation(
        "AMT103", "sum",
        tuple(quantity(p.name.value, p.amount.value, p.amount.evidence, p.clause) for p in parts),
        quantity("合同总价", total.value, total.evidence, total.clause),
    )  # fmt: skip
    if equation.holds:
        yield Held()
        return
    each = " + ".join(f"{p.name.value} {yuan(p.amount.value)}" for p in parts)
    yield Broken(
        zh=f"合同总价 {yuan(total.value)} 元，各组成部分之和为 {yuan(equation.computed)} 元（{each}），相差 {yuan(abs(equation.gap))} 元。",
        en=f"The total is {yuan(total.value)}; its components add up to {yuan(equation.computed)} ({each}), {yuan(abs(equation.gap))} apart.",
        expected=yuan(equation.computed),
        actual=yuan(total.value),
        clauses=(total.clause, *(p.clause for p in parts)),
        evidence=equation.evidence,
        doubt=equation.misread(),
    )


@rule("AMT104", "error", "单价乘以期限不等于该项价款", "Rate × term is not the component's amount")
def rate_times_term(case: Case) -> Iterator[Outcome]:
    """比较：按年、季、月计价的组成部分，单价 × 期限与写明的价款。
    反例：每年 90000 元，服务期二年，共计 200000 元。
    正例：每年 90000 元，服务期二年，共计 180000 元；每月 5000 元，一年 60000 元。

    Compares: for parts priced by the year, quarter or month, rate × term with the amount stated.
    Fires: 90,000 a year for two years, 200,000 in all.
    Silent: 90,000 a year for two years, 180,000 in all; a part without rate or term.
    """
    from contract_parse.check.ledger import in_periods

    for part in case.contract.amounts.components:
        if part.rate is None or part.term is None or part.rate.per == "unit":
            continue
        periods = in_periods(part.term, part.rate.per)
        if periods is None:
            continue
        computed = part.rate.amount * periods
        if abs(computed - part.amount.value) <= FEN:
            yield Held()
            continue
        said = f"{yuan(part.rate.amount)} 元 × {periods} = {yuan(computed)} 元"
        yield Broken(
            zh=f"“{part.name.value}”按单价与期限计算为 {said}，写明的价款却是 {yuan(part.amount.value)} 元。",
            en=f"“{part.name.value}”: {yuan(part.rate.amount)} × {periods} = {yuan(computed)}, stated {yuan(part.amount.value)}.",
            expected=yuan(computed),
            actual=yuan(part.amount.value),
            clauses=(part.clause,),
            evidence=[*part.amount.evidence, *part.name.evidence],
            doubt=misread(part.amount.evidence, [(part.amount.value, computed), (computed, part.amount.value)]),
        )


@rule("AMT105", "error", "同一费用在两处的单价或期限不同", "One fee has different rates or terms in two places")
def one_fee_two_terms(case: Case) -> Iterator[Outcome]:
    """比较：正文中按期计价的费用（单价、期限）与附件清单中同名各行（单价、数量），即使两处乘积恰好相等。
    反例：正文 72 万元/年 × 1 年；清单 30 万元 × 2 年与 12 万元 × 1 年，合计也是 72 万元。
    正例：正文 9 万元/年 × 2 年；清单 9 万元 × 2 年。

    Compares: rate and term of a fee in the body with the rows of that name in the item table, even where products agree.
    Fires: 720,000 a year for 1 year in the body; 300,000 × 2 years and 120,000 × 1 year in the table.
    Silent: 90,000 a year for 2 years in both; a fee that the table does not list by the year, quarter or month.
    """
    from contract_parse.check.ledger import in_periods

    units = {"year": ("年", "年度"), "quarter": ("季", "季度"), "month": ("月", "个月")}
    for part, rows in zip(case.contract.amounts.components, case.ledger.matcher.rows, strict=True):
        if part.rate is None or part.term is None or part.rate.per not in units or rows is None:
            continue
        term = in_periods(part.term, part.rate.per)
        timed = [
            r for r in rows if r.unit in units[part.rate.per] and r.quantity is not None and r.unit_price is not None
        ]
        if term is None or not timed or len(timed) != len(rows):
            continue
        rate = part.rate.amount
        quantities, prices = [r.quantity or Decimal(0) for r in timed], [r.unit_price or Decimal(0) for r in timed]
        side_by_side = all(q == term for q in quantities) and sum(prices) == rate
        one_after_another = all(p == rate for p in prices) and sum(quantities) == term
        if side_by_side or one_after_another:
            yield Held()
            continue
        per = units[part.rate.per][0]
        there = "、".join(f"第 {r.number} 行 {yuan(r.unit_price or Decimal(0))} 元 × {r.quantity} {per}" for r in timed)
        product = sum((q * p for q, p in zip(quantities, prices, strict=True)), Decimal(0))
        only = "，两处只是乘积相等" if product == part.amount.value else f"，合计 {yuan(product)} 元"
        evidence = [
            *part.amount.evidence,
            *(e for r in timed for c in ("unit_price", "quantity") for e in r.cells.get(c, r.evidence)),
        ]
        yield Broken(
            zh=f"“{part.name.value}”正文为每{per} {yuan(rate)} 元 × {term} {per}，清单为{there}{only}。",
            en=f"“{part.name.value}”: {yuan(rate)} a {part.rate.per} × {term} in the body; in the table "
            + ", ".join(f"row {r.number}: {yuan(r.unit_price or Decimal(0))} × {r.quantity}" for r in timed) + ".",
            expected=f"{yuan(rate)} × {term}",
            actual=" + ".join(f"{yuan(p)} × {q}" for q, p in zip(quantities, prices, strict=True)),
            clauses=(part.clause,),
            items=tuple(r.number for r in timed),
            evidence=evidence,
            doubt=len(timed) == 1 and misread(evidence, [(prices[0], rate), (quantities[0], term)]),
        )  # fmt: skip


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
    tax = amounts.tax.amount
    excluded = amounts.tax.excluded_total
    if excluded is not None and abs(excluded.value + tax.value - amounts.total.value) > FEN:
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
    amounts = case.contract.amounts
    excluded, tax, total = amounts.tax.excluded_total, amounts.tax.amount, amounts.total
    if excluded is None or tax is None or total is None or total.tax_included is False:
        return
    equation = Equation(
        "AMT107", "sum",
        (quantity("不含税金额", excluded.value, excluded.evidence), quantity("税额", tax.value, tax.evidence)),
        quantity("含税总价", total.value, total.evidence, total.clause), FEN,
    )  # fmt: skip
    if equation.holds:
        yield Held()
        return
    yield Broken(
        zh=f"不含税 {yuan(excluded.value)} 元 + 税额 {yuan(tax.value)} 元 = {yuan(equation.computed)} 元，与含税总价 {yuan(total.value)} 元不符。",
        en=f"{yuan(excluded.value)} without tax + {yuan(tax.value)} tax = {yuan(equation.computed)}, not {yuan(total.value)}.",
        expected=yuan(equation.computed),
        actual=yuan(total.value),
        clauses=(total.clause,),
        evidence=equation.evidence,
        doubt=equation.misread(),
    )


def _statements(case: Case) -> list[Money]:
    """Every place that states the contract total as a fixed figure."""
    return [m for m in case.ledger.stated if m.role == "total" and not m.estimated]


def _readings(m: Money) -> set[Decimal]:
    return {m.value} | ({m.capital.value} if m.capital is not None else set())


def _power_of_ten(a: Decimal, b: Decimal) -> bool:
    """Whether one is the other times 10, 100 … and neither is 0."""
    if not a or not b or a == b:
        return False
    ratio = max(a, b) / min(a, b)
    return ratio >= 10 and Decimal(1).scaleb(ratio.adjusted()) == ratio


@rule(
    "AMT108", "error", "同一金额两处相差万倍（元与万元混淆）", "Two statements of one amount differ by a power of ten"
)
def power_of_ten(case: Case) -> Iterator[Outcome]:
    """比较：合同总价各处表述之间是否只差 10、100、10000 倍；其他金额（至少五位有效数字相同）之间是否只差一万倍。
    反例：第三条 1443.67 万元，第八条 1443.67 元；清单预算价 496961.92 元，正文写作 496961.92 万元。
    正例：各处金额相同；5 万元与 5 元这样的整数不作判断。

    Compares: statements of the total for differences of exactly 10, 100, 10,000 …; other amounts that share at least
    five significant digits for a difference of exactly 10,000 (yuan taken for 万元).
    Fires: 1443.67万元 in one clause and 1443.67元 in another.
    Silent: equal statements; round numbers such as 5万元 and 5元.
    """
    totals = _statements(case)
    for a, b in combinations(totals, 2):
        if _power_of_ten(a.value, b.value):
            yield _times_ten(a.value, b.value, a.raw, b.raw, (a.clause, b.clause), [*a.evidence, *b.evidence])
            return
        yield Held()
    places = [(m.value, m.raw, m.clause, m.evidence) for m in case.ledger.stated]
    places += [(t.value, f"{t.label} {yuan(t.value)} 元", t.clause, t.evidence) for t in case.contract.item_totals]
    by_digits: dict[str, list[tuple[Decimal, str, str | None, list[Evidence]]]] = {}
    for place in places:
        digits = "".join(map(str, place[0].normalize().as_tuple().digits))
        if len(digits) >= 5:
            by_digits.setdefault(digits, []).append(place)
    for same in by_digits.values():
        low, high = min(same, key=lambda p: p[0]), max(same, key=lambda p: p[0])
        if len(same) > 1 and high[0] == low[0] * 10000:
            yield _times_ten(low[0], high[0], low[1], high[1], (low[2], high[2]), [*low[3], *high[3]])


def _times_ten(
    a: Decimal, b: Decimal, raw_a: str, raw_b: str, clauses: tuple[str | None, ...], evidence: list[Evidence]
) -> Broken:
    return Broken(
        zh=f"同一金额在两处相差十的整数次幂：{raw_a} 与 {raw_b}，可能混淆了元与万元。",
        en=f"One amount differs by a power of ten in two places: {raw_a} and {raw_b}.",
        expected=yuan(a),
        actual=yuan(b),
        clauses=clauses,
        evidence=evidence,
        doubt=scanned(evidence) and b != a * 10000 and a != b * 10000,
    )


@rule("AMT109", "error", "合同总价在两处不一致", "The total is stated differently in two places")
def totals_agree(case: Case) -> Iterator[Outcome]:
    """比较：合同总价在正文各处的表述。
    反例：第三条总价 1057440 元，第十四条“总金额 1057540 元”。
    正例：各处总价相同；暂估价、预算价、最高限价不算总价。

    Compares: the places of the body that state the contract total.
    Fires: 1,057,440 in clause 3 and 1,057,540 in clause 14.
    Silent: equal statements; estimates, budgets and price caps are no totals.
    """
    statements = _statements(case)
    if len(statements) < 2:
        return
    first, *others = statements
    for other in others:
        if _readings(first) & _readings(other) or _power_of_ten(first.value, other.value):
            yield Held()
            continue
        evidence = [*first.evidence, *other.evidence]
        yield Broken(
            zh=f"合同总价在两处不一致：{first.raw}（{yuan(first.value)} 元）与 {other.raw}（{yuan(other.value)} 元），相差 {yuan(abs(first.value - other.value))} 元。",
            en=f"The total is stated as {yuan(first.value)} and as {yuan(other.value)}, {yuan(abs(first.value - other.value))} apart.",
            expected=yuan(first.value),
            actual=yuan(other.value),
            clauses=(first.clause, other.clause),
            evidence=evidence,
            doubt=misread(evidence, [(other.value, first.value)]),
        )

"""AMT108, AMT109: one amount, the total above all, stated in several places."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from contract_parse.check.engine import Broken, Case, Held, Outcome, rule
from contract_parse.check.quantities import Change
from contract_parse.check.readings import misread, scanned
from contract_parse.model.facts import Evidence, yuan


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
    reported = False
    for equation in [*case.ledger.of("AMT108"), *case.ledger.of("AMT109")]:
        if equation.code == "AMT109":
            yield Held()
        elif not reported:
            reported = True
            a, b = equation.about
            yield _times_ten(a.value, b.value, a.raw, b.raw, (a.clause, b.clause), [*a.evidence, *b.evidence],
                             case.ledger.reconcile(equation))  # fmt: skip
    if reported:
        return
    places = [(m.value, m.raw, m.clause, m.evidence) for m in case.ledger.stated]
    places += [(t.value, f"{t.label} {yuan(t.value)} 元", t.clause, t.evidence) for t in case.contract.item_totals]
    by_digits: dict[str, list[tuple[Decimal, str, str | None, list[Evidence]]]] = {}
    for place in places:
        digits = "".join(map(str, place[0].normalize().as_tuple().digits))
        if len(digits) >= case.thresholds.shared_digits:
            by_digits.setdefault(digits, []).append(place)
    for same in by_digits.values():
        low, high = min(same, key=lambda p: p[0]), max(same, key=lambda p: p[0])
        if len(same) > 1 and high[0] == low[0] * 10000:
            yield _times_ten(low[0], high[0], low[1], high[1], (low[2], high[2]), [*low[3], *high[3]])


def _times_ten(
    a: Decimal,
    b: Decimal,
    raw_a: str,
    raw_b: str,
    clauses: tuple[str | None, ...],
    evidence: list[Evidence],
    changes: tuple[Change, ...] = (),
) -> Broken:
    return Broken(
        zh=f"同一金额在两处相差十的整数次幂：{raw_a} 与 {raw_b}，可能混淆了元与万元。",
        en=f"One amount differs by a power of ten in two places: {raw_a} and {raw_b}.",
        expected=yuan(a),
        actual=yuan(b),
        clauses=clauses,
        evidence=evidence,
        doubt=scanned(evidence) and b != a * 10000 and a != b * 10000,
        reconcile=changes,
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
    for equation in [*case.ledger.of("AMT109"), *case.ledger.of("AMT108")]:
        if equation.holds or equation.code == "AMT108":
            yield Held()
            continue
        first, other = equation.about
        yield Broken(
            zh=f"合同总价在两处不一致：{first.raw}（{yuan(first.value)} 元）与 {other.raw}（{yuan(other.value)} 元），相差 {yuan(abs(equation.gap))} 元。",
            en=f"The total is stated as {yuan(first.value)} and as {yuan(other.value)}, {yuan(abs(equation.gap))} apart.",
            expected=yuan(first.value),
            actual=yuan(other.value),
            clauses=(first.clause, other.clause),
            evidence=[*first.evidence, *other.evidence],
            doubt=misread([*first.evidence, *other.evidence], [(other.value, first.value)]),
            reconcile=case.ledger.reconcile(equation),
        )

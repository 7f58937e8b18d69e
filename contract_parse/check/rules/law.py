"""LAW: hints for the reviewer from the law in force when the contract was signed; never verdicts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from contract_parse.check.cited import clause_texts
from contract_parse.check.engine import Broken, Case, Held, Outcome, rule
from contract_parse.check.law import Limit, limit
from contract_parse.check.readings import scanned
from contract_parse.check.terms import days
from contract_parse.model.facts import Bond, Evidence, Payment, plain


def _share(case: Case, bond: Bond) -> Decimal | None:
    """A bond in percent of the total, computed where only its amount is stated."""
    if bond.percent is not None:
        return bond.percent
    total = case.contract.amounts.total
    if bond.amount is None or total is None or not total.value:
        return None
    return (bond.amount / total.value * 100).quantize(Decimal("0.01"))


def _above(share: Decimal, cap: Limit, what: str, clause: str | None, evidence: list[Evidence], en: str) -> Outcome:
    if share <= cap.value:
        return Held()
    return Broken(
        zh=f"{what}为 {plain(share)}%，高于 {plain(cap.value)}%。{cap.zh}。",
        en=f"{en} is {plain(share)} %, above {plain(cap.value)} %. {cap.en}.",
        expected=f"≤ {plain(cap.value)}",
        actual=plain(share),
        clauses=(clause,),
        evidence=evidence,
        doubt=scanned(evidence),
    )


def _bonds(case: Case, kind: str, name: str, what: str, en: str) -> Iterator[Outcome]:
    cap = limit(name, case)
    for bond in case.contract.bonds:
        share = _share(case, bond)
        if bond.kind == kind and cap is not None and share is not None:
            yield _above(share, cap, what, bond.clause, bond.evidence, en)


@rule(
    "LAW801",
    "warning",
    "履约保证金高于法定上限",
    "A performance bond above the legal cap",
    basis="政府采购法实施条例 第四十八条",
)
def performance_bond(case: Case) -> Iterator[Outcome]:
    """比较：履约保证金占合同金额的比例与 10%。
    反例：履约保证金为合同金额的 15%。
    正例：5%、10%；没有履约保证金时不作判断。

    Compares: the performance bond, in percent of the contract amount, with 10 %.
    Fires: a bond of 15 %.
    Silent: 5 %, 10 %; no performance bond.
    """
    yield from _bonds(case, "performance", "performance_bond_percent", "履约保证金", "The performance bond")


# What is small beside the contract: half of what was overcharged is no excess, nor twice a day's rent for a day's delay.
_OF_A_PART = re.compile(
    r"当[日天次批期月季]|[该此每本]批|部分|差额|多收|未发|克扣|拖欠|欠缴|虚|部件|配件|课酬|工资|租金?$|重置价?|原价|市场价|进价|购价|成本|押金|损失|损害|个月"
)
# 按顾问费的2倍赔偿: what the supplier bears without a rate
_SUPPLIER = r"(?:乙方|供应商|承包人|受托方|卖方|供方)"
_MULTIPLE = re.compile(
    rf"{_SUPPLIER}[^。；;]{{0,80}}倍[^。；;，,]{{0,16}}(?:赔|支付|违约金|罚)|{_SUPPLIER}[^。；;]{{0,60}}(?:赔|支付|罚)[^。；;，,]{{0,24}}倍"
)
_OF_A_DAY = re.compile(r"[日天](?:租金?|服务费|费用|单价)|当[日天]")


@rule(
    "LAW802", "warning", "违约金过高或只约束一方", "A penalty above 0.5 % a day or a cap above 30 %, or only one side bears one",
    basis="民法典 第五百八十五条；合同编通则解释 第六十五条；财库〔2019〕38号 第三部分",
)  # fmt: skip
def penalties(case: Case) -> Iterator[Outcome]:
    """比较：按日违约金与 0.5%，违约金上限与 30%，以及是否只有一方承担违约金（逾期付款利息也算）。
    反例：每逾期一日按合同总价的 1% 支付违约金；只约定乙方的违约金。
    正例：双方每日 0.05%、上限 5%；没有违约金条款时不作判断。

    Compares: daily penalties with 0.5 %, caps with 30 %, and whether only one side bears one (late interest counts).
    Fires: 1 % a day; a penalty for the supplier only.
    Silent: both at 0.05 % a day capped at 5 %; no penalties.
    """
    daily, cap = limit("penalty_percent_a_day", case), limit("penalty_cap_percent", case)
    found = case.contract.penalties
    for p in found:
        if p.rate is not None and p.per == "day" and daily is not None and not _OF_A_DAY.search(p.base or ""):
            yield _above(p.rate, daily, "每日违约金", p.clause, p.evidence, "A daily penalty")
        if p.cap_percent is not None and cap is not None:
            yield _above(p.cap_percent, cap, "违约金上限", p.clause, p.evidence, "A penalty's cap")
        if p.rate is not None and p.per == "once" and cap is not None and not _OF_A_PART.search(p.base or ""):
            yield _above(p.rate, cap, "违约金", p.clause, p.evidence, "A penalty")
    # interest at a published rate (LPR) has no figure of its own, yet it is one
    rated = [p for p in found if p.rate is not None or p.per == "year"]
    sides = {p.by for p in rated}
    if not sides:
        return
    sides |= {p.by for p in found if p.amount is not None}  # a fixed sum binds its side, too
    if "either" in sides or len(sides) > 1:
        yield Held()
        return
    (side,) = sides
    if side == "buyer" and any(_MULTIPLE.search(text) for text in clause_texts(case.contract).values()):
        return  # told by multiples, not by a rate
    liability = limit("late_payment_liability", case)
    if liability is None:
        return  # signed before contracts had to say what late payment costs
    evidence = [e for p in rated for e in p.evidence]
    only = "采购人" if side == "buyer" else "供应商"
    yield Broken(
        zh=f"合同只约定了{only}一方的违约金或逾期利息。{liability.zh}。",
        en=f"Only the {side} bears a penalty or late interest. {liability.en}.",
        clauses=tuple(p.clause for p in rated),
        evidence=evidence,
        doubt=scanned(evidence),
    )


_ON_DELIVERY = re.compile(r"验收|交付|到货|交货|收到.{0,6}(货|发票)|开具.{0,6}发票|签订|签署|生效|竣工|完工")
_AFTERWARDS = re.compile(r"结束|终止|届满|期满|解除")  # a term that runs from the end of the contract is no service
_PIECES = re.compile(r"[,，;；]")


def _last_event(trigger: str) -> str:
    """每月5日前对账，收到发票后三个月内: the event that the length runs from, where it stands in the last words."""
    last = _PIECES.split(trigger)[-1]
    return last if _ON_DELIVERY.search(last) else trigger


def _event_of(case: Case, payment: Payment) -> str:
    """What the length of a payment runs from, where the schedule itself does not tell: what the deadline of that length does."""
    same = [d for d in case.contract.deadlines if d.kind == "payment" and d.duration == payment.due]
    return (same[0].anchor or "") if len(same) == 1 else ""


_LATER_BY_NATURE = re.compile(
    r"质保|质量保证|保修|缺陷责任|服务期|质保金|每|(?:维护|保养|维保|运维|服务|运行|履行|租赁|养护|管护|使用)满|开始[^,]{0,6}[月年]后$"
)


@rule(
    "LAW803", "warning", "付款期限超过法定期限", "A payment period longer than the law allows a public buyer",
    basis="保障中小企业款项支付条例（国务院令第802号） 第九条；财库〔2019〕38号 第三部分",
)  # fmt: skip
def payment_period(case: Case) -> Iterator[Outcome]:
    """比较：自交付、验收、开票等事件起的付款期限与 60 日（工作日按 7/5 折算）；质保金等本应后付的不算。
    反例：验收合格后 90 日内支付。
    正例：验收合格后 30 日内、60 日内支付；质保期满后支付的余款；没有期限的不作判断。

    Compares: payment periods running from delivery, acceptance or invoice with 60 days (working days × 7/5).
    Fires: payment within 90 days of acceptance.
    Silent: within 30 or 60 days; retention paid after the warranty; no period stated.
    """
    cap = limit("payment_days", case)
    told: set[tuple[str | None, str, str]] = set()
    for payment in case.contract.payments:
        trigger = _last_event(payment.trigger or _event_of(case, payment))
        if cap is None or payment.due is None or not _ON_DELIVERY.search(trigger) or _LATER_BY_NATURE.search(trigger):
            continue
        if payment.remainder or (payment.percent is not None and payment.percent <= case.thresholds.retention_percent):
            continue  # retention, in effect
        if (payment.clause, payment.due.raw, trigger) in told:
            continue  # what recurs is told once
        told.add((payment.clause, payment.due.raw, trigger))
        measure, n = days(payment.due)
        length = n * Decimal(7) / 5 if measure == "working_day" else n * 30 if measure == "month" else n
        if length <= cap.value:
            yield Held()
            continue
        yield Broken(
            zh=f"第 {payment.sequence} 期付款期限 {payment.due.raw} 超过 {plain(cap.value)} 日。{cap.zh}。",
            en=f"Instalment {payment.sequence} is due within {payment.due.raw}, beyond {plain(cap.value)} days. {cap.en}.",
            expected=f"≤ {plain(cap.value)}",
            actual=payment.due.raw,
            clauses=(payment.clause,),
            evidence=payment.evidence,
            doubt=scanned(payment.evidence),
        )


@rule(
    "LAW804", "warning", "服务期限超过三年", "A service term longer than the procurement rules allow",
    basis="财库〔2014〕37号（未经核对，默认关闭，可用 --select LAW804 打开）", off=True,
)  # fmt: skip
def service_term(case: Case) -> Iterator[Outcome]:
    """比较：服务期限与三年。依据尚未核对原文，默认不运行。
    反例：物业服务期限 5 年。
    正例：3 年；没有服务期限时不作判断。

    Compares: the service term with three years. Its source is unconfirmed, so it is off unless selected by name.
    Fires: a property service for 5 years.
    Silent: 3 years; no service term.
    """
    cap = limit("service_years", case)
    told: set[tuple[str | None, Decimal]] = set()
    for d in case.contract.deadlines:
        if d.kind != "service_term" or d.duration is None or cap is None:
            continue
        measure, n = days(d.duration)
        if measure != "month" or (d.clause, n) in told or _AFTERWARDS.search(d.anchor or ""):
            continue
        told.add((d.clause, n))  # a heading and its text tell one term
        if n <= cap.value * 12:
            yield Held()
            continue
        yield Broken(
            zh=f"服务期限 {d.duration.raw} 超过 {plain(cap.value)} 年。{cap.zh}。",
            en=f"The service term {d.duration.raw} exceeds {plain(cap.value)} years. {cap.en}.",
            clauses=(d.clause,),
            evidence=d.evidence,
            doubt=scanned(d.evidence),
        )


@rule("LAW805", "warning", "定金高于 20%", "A deposit (定金) above 20 %", basis="民法典 第五百八十六条")
def deposit(case: Case) -> Iterator[Outcome]:
    """比较：定金占合同金额的比例与 20%。
    反例：定金为合同总价的 30%。
    正例：定金 20%；预付款不是定金；没有定金时不作判断。

    Compares: the deposit (定金), in percent of the contract amount, with 20 %.
    Fires: a deposit of 30 %.
    Silent: 20 %; an advance payment is no deposit; no deposit.
    """
    yield from _bonds(case, "deposit", "deposit_percent", "定金", "The deposit")

"""From instalments as stated to the schedule: recurring ones listed, remainders worked out, repeats left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from contract_parse.extract.payments.bases import Base, derived, of_addition
from contract_parse.extract.payments.common import bare
from contract_parse.extract.payments.instalments import Instalment
from contract_parse.extract.payments.recurring import count, each_year, expand
from contract_parse.model.facts import Payment

_FEN = Decimal("0.01")
_FEE = re.compile(
    r"(?:第[一二三四五六七八九十\d]+(?:个)?(?:服务|合同)?(?:年度?|季度?|期)|[首当本该上]年度?|[当本该上](?:月|季度?|期|批))的?"
    r"[^,;。:%合]{0,8}(?:费用?|款|租金|价款)的?\d"
)
_FOURTH = Decimal("0.0001")
_HUNDRED = Decimal(100)


def schedule(stated: Sequence[Instalment], base: Base) -> list[Payment]:
    """The payments of one component (or of the whole contract) in the order stated, ``sequence`` from 1."""
    stated = _without_lead(_without_price(stated, base), base)
    once = [o for o in stated if not o.restated]
    told = _one_statement(once if complete(once, base) else list(stated), base)
    listed = each_year(told, base) or expand(told, base)
    told_of_all = any(o.percent and o.relative is None for o in listed)
    if told_of_all and base.yearly is None and sum((o.percent or Decimal(0) for o in listed), Decimal(0)) == _HUNDRED:
        listed = [replace(o, relative=None) if o.relative == "year" else o for o in listed]  # 第二年验收后付15%: of all
    out: list[Payment] = []
    shares: list[Decimal | None] = []  # unrounded, so that what thirds leave is right to the fen
    for i, one in enumerate(listed):
        percent, amount, cumulative = one.percent, one.amount, None
        known = [p if p is not None else _share(o, base) for p, o in zip(shares, out, strict=True)]
        before = None if None in known else _reached(known, out)
        if one.cumulative and percent is not None:
            cumulative = percent
            if before is not None and before >= percent:  # an advance, set off in the payments by progress
                before = sum((k for k, o in zip(known, out, strict=True) if k is not None and o.relative), Decimal(0))
            if before is not None and before < percent:
                percent -= before
            if amount is not None and base.amount is not None and amount >= base.amount * cumulative / 100:
                amount = None  # the amount paid up to now, too
        elif one.deducting and percent is not None and before is not None and before < percent:
            percent -= before
        if (one.remainder or one.full) and percent is None:
            percent, rest = _rest(one, out, shares, listed[i + 1 :], base)
            amount = amount if amount is not None else rest
        how = "stated" if one.amount is not None and amount is not None else "derived"
        amount = amount if amount is not None else one.share
        if amount is None:
            amount = derived(one, percent, base)
        if one.all_of_it and percent is None and amount is not None and amount == base.amount:
            percent = _HUNDRED  # 一次性付清全部价款64800元
        elif (
            one.all_of_it and percent is None and amount and base.amount and i + 1 == len(listed) and None not in shares
        ):
            rest = _HUNDRED - _reached(shares, out)  # 结清全部设计费计31.6万元, the last of them
            percent = rest if rest > 0 and amount == base.amount * rest / 100 else None
        out.append(_payment(one, i + 1, percent, amount, how if amount is not None else None, cumulative))
        shares.append(percent)
    return out


def only_price(one: Instalment, total: Decimal | None) -> bool:
    """Whether ``one`` only tells the whole price, with no time of its own: no instalment beside what is paid of it."""
    told = one.percent is None and one.due is None and not one.all_of_it
    return told and one.amount is not None and one.amount == total


def _without_price(stated: Sequence[Instalment], base: Base) -> Sequence[Instalment]:
    return [o for o in stated if not only_price(o, base.amount)] or stated


def _without_lead(stated: Sequence[Instalment], base: Base) -> Sequence[Instalment]:
    """Without words that only say how often is paid, where the instalments themselves are told (费用分年支付：第一年…)."""
    valued = [o for o in stated if not bare(o)]
    leads = [o for o in stated if bare(o) and _above(o, valued)]
    if valued and complete(valued, base):
        return valued
    return [o for o in stated if o not in leads]


def _above(one: Instalment, others: Sequence[Instalment]) -> bool:
    path = one.passage.path
    return path is not None and any(o.passage.parent == path for o in others)


def _reached(known: Sequence[Decimal | None], out: Sequence[Payment]) -> Decimal:
    """How much has been paid: from the last cumulative statement on, else in all."""
    last = max((i for i, p in enumerate(out) if p.cumulative is not None), default=None)
    if last is None:
        return sum((k for k in known if k is not None), Decimal(0))
    return (out[last].cumulative or Decimal(0)) + sum((k for k in known[last + 1 :] if k is not None), Decimal(0))


def _rest(
    one: Instalment, out: Sequence[Payment], shares: Sequence[Decimal | None], to_come: Sequence[Instalment], base: Base
) -> tuple[Decimal | None, Decimal | None]:
    """What a remainder comes to: the percentage that is left, or the amount where the others state amounts."""
    if one.full and one.service_year and not one.remainder:
        return None, base.yearly
    if None not in [*shares, *(o.percent for o in to_come)]:
        left = _HUNDRED - _reached(shares, out) - sum((o.percent or Decimal(0) for o in to_come), Decimal(0))
        return (left if left > 0 else None), None
    paid = [p.amount for p in out]
    if base.amount is None or None in paid or to_come:
        return None, None
    rest = base.amount - sum((p for p in paid if p is not None), Decimal(0))
    return None, rest if rest > 0 else None


def _share(p: Payment, base: Base) -> Decimal | None:
    """A payment's percentage, from its amount where that makes an even one."""
    if p.percent is not None or p.amount is None or not base.amount:
        return p.percent
    share = p.amount * 100 / base.amount
    return share.quantize(_FEN).normalize() if share == share.quantize(_FEN) else None


def _of_fee(one: Instalment) -> bool:
    """Whether a share with its amount is told of one period's fee: 第一年度服务费的60%，即468000元."""
    return one.percent is not None and one.amount is not None and _FEE.search(one.of) is not None


def _payment(
    one: Instalment,
    n: int,
    percent: Decimal | None,
    amount: Decimal | None,
    how: str | None,
    cumulative: Decimal | None,
) -> Payment:
    if percent is not None and percent != percent.quantize(_FOURTH):
        percent = percent.quantize(_FOURTH)
    return Payment(
        component=one.component, sequence=n, percent=percent, amount=amount, amount_is=how, remainder=one.remainder,
        cumulative=cumulative, trigger=one.trigger,
        relative=one.relative is not None or _of_fee(one) or of_addition(one), due=one.due, due_date=one.due_date, service_year=one.service_year,
        clause=one.passage.path, evidence=one.evidence(),
    )  # fmt: skip


def _one_statement(stated: list[Instalment], base: Base) -> list[Instalment]:
    """The instalments without a second statement of the same schedule."""
    blocks = _blocks(stated, base)
    if len(blocks) == 1:
        return blocks[0]
    whole = [b for b in blocks if complete(b, base)]
    if not whole:
        return [one for b in blocks for one in b]
    return max(whole, key=lambda b: (sum(o.amount is not None for o in b), sum(o.due is not None for o in b)))


def _blocks(stated: list[Instalment], base: Base) -> list[list[Instalment]]:
    """Runs of instalments that each make a whole schedule, cut where the clause changes."""
    blocks: list[list[Instalment]] = []
    for i, one in enumerate(stated):
        fresh = not blocks
        if not fresh:
            last = blocks[-1][-1].passage
            moved = last.path != one.passage.path or (last.table is None) != (one.passage.table is None)
            if moved and complete(blocks[-1], base):
                fresh = not _goes_on(blocks[-1], one) or complete(stated[i:], base)
            elif last.root != one.passage.root:
                rest = [o for o in stated[i:] if o.passage.root == one.passage.root]
                # 付至97% counts on what the clauses before have paid: it begins no schedule of its own.
                fresh = not one.cumulative and complete(rest, base)
        if fresh:
            blocks.append([])
        blocks[-1].append(one)
    return blocks


def _goes_on(block: Sequence[Instalment], one: Instalment) -> bool:
    """Whether ``one`` is the next item of the list that ``block`` is: (1) 50%; (2) 50%; (3) 5%, too much by mistake."""
    parents = {o.passage.parent for o in block}
    return len({o.passage.path for o in block}) == len(block) > 1 and parents == {one.passage.parent}


def complete(block: Sequence[Instalment], base: Base) -> bool:
    """Whether ``block`` pays the whole price by itself."""
    if not block:
        return False
    percents = [o.percent for o in block if o.percent is not None]
    if any(o.cumulative and o.percent == 100 for o in block):
        return True
    if any((o.remainder and o.percent is None) or o.full for o in block) and len(block) > 1:
        return True
    if len(block) == 1 and block[0].full:
        return True
    if any(o.cumulative for o in block):
        top = max(o.percent or 0 for o in block if o.cumulative)
        tail = [o.percent or Decimal(0) for o in block[max(i for i, o in enumerate(block) if o.cumulative) + 1 :]]
        return top + sum(tail, Decimal(0)) == 100
    whole = all(o.relative != "period" and not _of_fee(o) for o in block)
    if whole and len(percents) == len(block) and abs(sum(percents, Decimal(0)) - 100) < _FEN:
        return True
    for o in block:
        if o.every is not None and o.relative != "period" and (o.amount is not None or o.percent is not None):
            n, _ = count(o, [x for x in block if x is not o], base)
            return n > 1
    amounts = [o.amount for o in block if o.amount is not None]
    return base.amount is not None and len(amounts) == len(block) and sum(amounts, Decimal(0)) == base.amount

"""Equations of the schedule of payments: shares add up to the whole, amounts to the price, share × price is the amount."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from contract_parse.check.names import same
from contract_parse.check.places import agreed
from contract_parse.check.quantities import FEN, Equation, Quantity, place_key
from contract_parse.model.facts import Component, Money, Payment

if TYPE_CHECKING:
    from contract_parse.check.ledger import Ledger
    from contract_parse.model.contract import Contract

ONE = Decimal(1)
_OF_THE_REST = re.compile(
    r"(?:余|剩)(?![^，,;；。]*(?:合同|总))[^，,;；。()（）]{0,8}(?:款项?|部分|金额|价|费|额)的[\d百]"
)


def schedules(contract: Contract) -> Iterator[tuple[str | None, list[Payment]]]:
    """The payments of each component, and those of the whole contract."""
    ordered = sorted(enumerate(contract.payments), key=lambda ip: (ip[1].component or "", ip[0]))
    for component, group in groupby(ordered, key=lambda ip: ip[1].component):
        yield component, [p for _, p in group]


def component_of(contract: Contract, name: str | None) -> Component | None:
    if name is None:
        return None
    return next((c for c in contract.amounts.components if same(c.name.value, name)), None)


def payment_equations(book: Ledger) -> Iterator[Equation]:
    index = {id(p): i for i, p in enumerate(book.contract.payments)}
    for component, payments in schedules(book.contract):
        yield from _shares(book, component, payments, index)
        yield from _amounts(book, component, payments, index)


def _shares(book: Ledger, component: str | None, payments: list[Payment], index: dict[int, int]) -> Iterator[Equation]:
    """PAY301: the shares of a schedule add up to the whole; retention paid later counts."""
    shares = [p.percent for p in payments if p.percent is not None]
    if len(payments) < 2 or len(shares) != len(payments) or any(p.relative for p in payments):
        return  # a share is not told, or is of a month's or a year's fee and not of the whole
    total = sum(shares, Decimal(0))
    if any(p.remainder and not _says_its_share(p) for p in payments) and total < 100:
        return
    terms = tuple(_share(p, index[id(p)]) for p in payments)
    retained = [b.percent for b in book.contract.bonds if b.kind == "retention" and b.percent is not None]
    for percent in retained:
        if abs(total + percent - 100) <= FEN:
            terms = (*terms, Quantity("质量保证金", percent / 100, ()))
            break
    gap = book.thresholds.percent_gap / 100
    yield Equation("PAY301", "sum", terms, Quantity("100%", ONE, ()), gap, (component, payments))


def _says_its_share(p: Payment) -> bool:
    """Whether a remainder is told in percent of the price: 剩余3%, not 余款 nor 余款的50%."""
    said = "".join(e.text for e in p.evidence)
    return re.search(r"%|％|百分之", said) is not None and _OF_THE_REST.search(said) is None


def _share(p: Payment, i: int) -> Quantity:
    assert p.percent is not None
    printed = not p.remainder and p.cumulative is None
    where = f"条款 {p.clause} " if p.clause else ""
    return Quantity("比例", p.percent / 100, tuple(p.evidence), p.clause, None, f"pay {i}.percent" if printed else None, "percent",
                    f"{where}第 {p.sequence} 期付款的比例", f"the percentage of instalment {p.sequence}")  # fmt: skip


def _rounding(percent: Decimal) -> Decimal:
    """What the last place of a third (33.33 %, 33.34 %) or a sixth is worth; nothing for shares told exactly."""
    places = -int(percent.normalize().as_tuple().exponent)
    return Decimal(1).scaleb(-places) if places >= 2 else Decimal(0)


def _left_by_rounding(stated: list[Payment]) -> Decimal:
    """How far shares that add to 100 may each be from what they stand for, the last taking up what the others'
    rounding leaves (eleven of 8.33 % and one of 8.37 %); nothing where they do not add up."""
    shares = [p.percent for p in stated if p.percent is not None]
    if len(shares) != len(stated) or sum(shares, Decimal(0)) != 100:
        return Decimal(0)
    return max(_rounding(s) for s in shares) * len(shares) / 2


def _amount(book: Ledger, p: Payment, i: int) -> Quantity:
    assert p.amount is not None
    beside = next((m for m in book.stated if m.capital and m.value == p.amount and m.clause == p.clause), None)
    key = f"pay {i}.amount" if beside is None else place_key("yuan", beside.evidence, beside.value)
    where = f"条款 {p.clause} " if p.clause else ""
    return Quantity("付款金额", p.amount, tuple(p.evidence), p.clause, None, key, "yuan",
                    f"{where}第 {p.sequence} 期付款的金额", f"the amount of instalment {p.sequence}")  # fmt: skip


def _wholes(stated: list[Payment]) -> set[Decimal]:
    """What each instalment makes the price, by its amount and its share."""
    return {(p.amount * 100 / p.percent).quantize(FEN) for p in stated if p.amount and p.percent and not p.relative}


def _amounts(book: Ledger, component: str | None, payments: list[Payment], index: dict[int, int]) -> Iterator[Equation]:
    """PAY304: each stated amount is its share of the price; where all are stated they add up to it."""
    total = book.contract.amounts.total
    part = component_of(book.contract, component)
    base: Money | None = part.amount if part is not None else (total if component is None else None)
    if base is None:
        return
    stated = [p for p in payments if p.amount is not None and p.amount_is == "stated"]
    paid = sum((p.amount for p in stated if p.amount), Decimal(0))
    what, clause = f"“{component}”的价款" if component else "合同总价", part.clause if part else base.clause
    price = agreed(base, {paid, *_wholes(stated)}, what, "the price", clause)
    broken = False
    for p in stated:
        if p.percent is None or p.amount is None or p.remainder or p.relative:
            continue  # a share of one year's fee is not one of the price
        # written in whole yuan or 万元, an instalment is rounded to what it shows
        shown = ONE if p.amount == p.amount.to_integral_value() else 2 * FEN
        if len(stated) == len(payments) and paid == price.value:  # the last one takes up what rounding left over
            shown = max(shown, FEN * (len(stated) + 1), base.value * _left_by_rounding(stated) / 100)
        shown = max(shown, base.value * _rounding(p.percent) / 100)
        terms = (_share(p, index[id(p)]), price)
        equation = Equation("PAY304", "product", terms, _amount(book, p, index[id(p)]), shown - FEN / 2, p)
        broken = broken or not equation.holds
        yield equation
    if base.estimated or len(stated) < 2 or len(stated) != len(payments):
        return
    if all(p.relative for p in stated) and paid and base.value > paid and base.value % paid == 0:
        return  # the parts of one month's fee (每月管理费的80%，48000元；20%，12000元), told once
    if any(p.relative for p in stated) and any(m.value == paid for m in book.contract.amounts.mentions):
        return  # the parts of a sum told by itself: of what a supplement adds
    # where a share is wrong already, or too few are told (PAY301), the sum is no second finding, yet what is proposed
    # must not break it
    shares = [p.percent for p in stated if p.percent is not None]
    told = len(shares) == len(stated) and abs(sum(shares, Decimal(0)) - 100) > book.thresholds.percent_gap
    code = "" if broken or told else "PAY304"
    every = tuple(_amount(book, p, index[id(p)]) for p in stated)
    yield Equation(code, "sum", every, price, FEN * len(stated), stated)

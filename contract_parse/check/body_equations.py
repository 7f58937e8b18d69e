"""Equations of the body: figures and their words, the total and its parts, tax, one total stated twice."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from contract_parse.check.breakdowns import breakdowns
from contract_parse.check.places import agreed, declared, money
from contract_parse.check.quantities import FEN, Equation, Quantity
from contract_parse.model.facts import Money

if TYPE_CHECKING:
    from contract_parse.check.ledger import Ledger


def body_equations(book: Ledger) -> Iterator[Equation]:
    yield from _words(book)
    yield from _parts(book)
    yield from breakdowns(book)
    yield from _tax(book)
    yield from _same_total(book)


def readings(m: Money) -> set[Decimal]:
    """What an amount says: its figure and its capital words."""
    return {m.value} | ({m.capital.value} if m.capital is not None else set())


def power_of_ten(a: Decimal, b: Decimal) -> bool:
    """Whether one is the other times 10, 100 … and neither is 0."""
    if not a or not b or a == b:
        return False
    ratio = max(a, b) / min(a, b)
    return ratio >= 10 and Decimal(1).scaleb(ratio.adjusted()) == ratio


def _words(book: Ledger) -> Iterator[Equation]:
    """AMT101: what stands in figures is what stands in capital words."""
    for m in book.stated:
        if m.capital is not None:
            words = money(m.capital, f"大写金额“{m.capital.raw}”", f"the capital words “{m.capital.raw}”", m.clause)
            yield Equation("AMT101", "sum", (words,), money(m, "小写金额", "the figure", m.clause), about=m.capital)
    told = {(m.value, m.capital.value, m.clause) for m in book.stated if m.capital is not None}
    for t in book.contract.item_totals:
        if t.capital is not None and (t.value, t.capital.value, t.clause) not in told:
            words = money(t.capital, f"大写金额“{t.capital.raw}”", f"the capital words “{t.capital.raw}”", t.clause)
            yield Equation("AMT101", "sum", (words,), declared(t), about=t.capital)


def _parts(book: Ledger) -> Iterator[Equation]:
    """AMT103: the total is the sum of the parts that the body lists."""
    total, parts = book.contract.amounts.total, book.contract.amounts.components
    if total is None or len(parts) < 2:
        return
    terms = tuple(money(p.amount, f"“{p.name.value}”的价款", f"the price of “{p.name.value}”", p.clause) for p in parts)
    whole = agreed(total, {sum((t.value for t in terms), Decimal(0))}, "合同总价", "the contract total", total.clause)
    equation = Equation("AMT103", "sum", terms, whole, about=parts)
    if not equation.holds and _left_out(book, equation.gap):
        return
    yield equation


def _left_out(book: Ledger, gap: Decimal) -> bool:
    """Whether just what the parts lack is stated beside them: a part that the reading missed, no slip of the contract."""
    amounts = book.contract.amounts
    places = {p.clause for p in amounts.components}
    parts = {p.amount.value for p in amounts.components}
    return any(m.value == abs(gap) and m.clause in places and m.value not in parts for m in amounts.mentions)


def _tax(book: Ledger) -> Iterator[Equation]:
    """AMT107: without tax + tax = with tax. AMT106: the tax is what one rate gives, where one does."""
    tax, total = book.contract.amounts.tax, book.contract.amounts.total
    if tax.amount is None or total is None or total.tax_included is False:
        return
    sums = {tax.excluded_total.value + tax.amount.value} if tax.excluded_total is not None else set()
    whole = agreed(total, sums, "含税总价", "the total with tax", total.clause)
    amount = money(tax.amount, "税额", "the tax", total.clause)
    if tax.excluded_total is not None:
        without = money(tax.excluded_total, "不含税金额", "the amount without tax", total.clause)
        yield Equation("AMT107", "sum", (without, amount), whole, book.thresholds.tax_gap)
    by = tax.explained_by or []
    if len(by) == 1 and by[0].base == total.value:
        share = Quantity("税率", by[0].rate / (100 + by[0].rate), ())
        yield Equation("AMT106", "product", (whole, share), amount, FEN)


def _same_total(book: Ledger) -> Iterator[Equation]:
    """AMT109: every place states the total the same (AMT108 where the two are a power of ten apart)."""
    statements = book.totals_stated
    for other in statements[1:]:
        first = statements[0]
        common = readings(first) & readings(other)
        one, two = (_stated(m, common) for m in (first, other))
        code = "AMT108" if not common and power_of_ten(first.value, other.value) else "AMT109"
        yield Equation(code, "sum", (one,), two, about=(first, other))


def _stated(m: Money, common: set[Decimal]) -> Quantity:
    """A statement of the total, by its words where those say what the other place says and the figure does not."""
    if common and m.value not in common and m.capital is not None:
        return money(m.capital, "合同总价的大写", "the contract total in words", m.clause)
    return money(m, "合同总价", "the contract total", m.clause)

"""The ties of a contract whose values were read from images, drawn from its facts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby

from contract_parse.check.ledger import FEN, Ledger, in_periods
from contract_parse.check.mending.broken_words import broken_words
from contract_parse.check.mending.places import Place, Places, Value
from contract_parse.check.mending.ties import Term, Tie, same, sum_of
from contract_parse.check.names import same as same_part
from contract_parse.check.terms import ends
from contract_parse.model.contract import Contract
from contract_parse.model.facts import Component, Evidence, ItemTotal, LineItem, Money, Party, Payment
from contract_parse.model.text import fold
from contract_parse.values.identifiers import check_uscc

_FACTORS = ("quantity", "unit_price", "periods", "discount")


def ties(contract: Contract) -> list[Tie]:
    """Every tie with at least one scanned value in it."""
    ledger, places = Ledger(contract), Places(contract.chars)
    families: Sequence[Callable[[Ledger, Places], Iterator[Tie]]] = (
        rows, table_totals, figures_and_words, broken_words, restated, components, taxes, schedules, codes, twice_stated,
        dates,
    )  # fmt: skip
    return [tie for family in families for tie in family(ledger, places) if tie.places]


def _amount(places: Places, evidence: Sequence[Evidence], value: Decimal) -> Term:
    return places.amount(evidence, value) or value


def _cell(places: Places, item: LineItem, role: str) -> Term:
    """What a cell says; a cell that says nothing readable is a place without value."""
    value: Decimal | None = getattr(item, role)
    return places.figure(item.cells.get(role, []), value, scale=1) or value


def rows(ledger: Ledger, places: Places) -> Iterator[Tie]:
    """ITM201: quantity × unit price (× months, × discount, × what the whole table is multiplied by) = amount."""
    for items in ledger.tables.values():
        shared = _shared_factor(items)
        for item in items:
            factors = [_cell(places, item, role) for role in _FACTORS if role in item.cells or getattr(item, role)]
            amount = _cell(places, item, "amount")
            have = {"quantity", "unit_price", "amount"}
            if have <= {r for r in have if r in item.cells} and None not in (*factors, amount):
                yield Tie(("ITM201",), (*factors, amount), _row_test(item, shared))


def _row_test(item: LineItem, shared: Decimal) -> Callable[[Sequence[Value]], bool]:
    def holds(values: Sequence[Value]) -> bool:
        *factors, amount = values
        product = shared
        for f in factors:
            product *= f
        if product == amount:
            return True
        allowed = Decimal("0.5").scaleb(-_decimals(amount))
        if _decimals(factors[1]) >= 2:  # a unit price that was divided out and rounded
            allowed = max(allowed, Decimal("0.5").scaleb(-_decimals(factors[1])) * factors[0])
        with_tax = product * (1 + (item.tax_rate or Decimal(0)) / 100)
        others = [with_tax] if item.tax_rate else []
        if item.excluded_amount is not None and abs(product - item.excluded_amount) <= FEN:
            return True
        return any(abs(p - amount) <= allowed for p in (product, *others))

    return holds


def _decimals(n: Decimal) -> int:
    exponent = n.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def _product(item: LineItem) -> Decimal | None:
    if item.quantity is None or item.unit_price is None:
        return None
    return item.quantity * item.unit_price * (item.periods or Decimal(1)) * (item.discount or Decimal(1))


def _shared_factor(items: Sequence[LineItem]) -> Decimal:
    """What most rows of a table multiply quantity × unit price by: 1, or the months of a monthly price."""
    ratios = Counter(i.amount / p for i in items if i.amount and (p := _product(i)))
    best, n = max(ratios.items(), key=lambda r: r[1], default=(Decimal(1), 0))
    return best if n >= 2 and 2 * n > len(items) else Decimal(1)


def table_totals(ledger: Ledger, places: Places) -> Iterator[Tie]:
    """ITM202, ITM206: the rows add up to the declared total or subtotal; ITM207: that is the contract's total."""
    contract = ledger.contract
    for total in contract.item_totals:
        items = _summed(ledger, total)
        amounts = [_cell(places, i, "amount") for i in items]
        if items and None not in amounts:
            whole = _amount(places, total.evidence, total.value)
            yield sum_of(("ITM202", "ITM206"), amounts, whole, _rounding(items))
    price = contract.amounts.total
    declared = {t.table: t for t in contract.item_totals if t.kind == "total"}
    if price is not None and len(declared) == 1:
        (total,) = declared.values()
        yield same(
            ("ITM207",),
            _amount(places, total.evidence, total.value),
            _amount(places, price.evidence, price.value),
        )


def _summed(ledger: Ledger, total: ItemTotal) -> list[LineItem]:
    items = ledger.tables.get(total.table, [])
    if total.first_row is not None and total.last_row is not None:
        return [i for i in items if total.first_row <= i.row <= total.last_row]
    if total.group is not None:
        return [i for i in items if total.group in i.groups]
    return [i for i in items if i.row < total.row] if total.kind == "running" else []


def _rounding(items: Sequence[LineItem]) -> Decimal:
    """Amounts in whole yuan beside unit prices with decimals: each may have been rounded."""
    whole = all(i.amount is not None and i.amount == i.amount.to_integral_value() for i in items)
    priced = any(i.unit_price is not None and i.unit_price != i.unit_price.to_integral_value() for i in items)
    return Decimal(len(items)) / 2 if whole and priced else Decimal(0)


def figures_and_words(ledger: Ledger, places: Places) -> Iterator[Tie]:
    """AMT101: a figure and its capital words."""
    for figure, where, words, _ in ledger.figures_and_words:
        if where != words.evidence:
            capital: Term = places.capital(words.evidence, words.value) or words.value
            yield same(("AMT101",), places.figure(where, figure) or figure, capital)


def restated(ledger: Ledger, places: Places) -> Iterator[Tie]:
    """AMT109: every place that states the contract total. A total whose words disagree with it is compared as well."""
    stated = [m for m in ledger.stated if m.role == "total" and not m.estimated]
    for other in stated[1:]:
        first = _amount(places, stated[0].evidence, stated[0].value)
        yield same(("AMT109", "AMT108", "AMT101"), first, _amount(places, other.evidence, other.value))


def components(ledger: Ledger, places: Places) -> Iterator[Tie]:
    """AMT103: the parts add up to the total; AMT104: rate × term is a part's amount; ITM203: so is the sum of its rows."""
    amounts = ledger.contract.amounts
    parts = amounts.components
    if amounts.total is not None and len(parts) >= 2:
        each = [_amount(places, p.amount.evidence, p.amount.value) for p in parts]
        yield sum_of(("AMT103",), each, _amount(places, amounts.total.evidence, amounts.total.value))
    for part, items in zip(parts, ledger.matcher.rows, strict=True):
        whole = _amount(places, part.amount.evidence, part.amount.value)
        if part.rate is not None and part.term is not None and part.rate.per != "unit":
            periods = in_periods(part.term, part.rate.per)
            if periods is not None:
                rate = _rate(ledger, places, part)
                yield Tie(("AMT104",), (rate, periods, whole), lambda v: bool(abs(v[0] * v[1] - v[2]) <= FEN))
        cells = [_cell(places, i, "amount") for i in items or []]
        if cells and None not in cells and not (part.rate is not None and part.rate.amount == _total(items or [])):
            yield sum_of(("ITM203",), cells, whole, max(FEN, _rounding(items or [])))


def _total(items: Sequence[LineItem]) -> Decimal:
    return sum((i.amount for i in items if i.amount is not None), Decimal(0))


def _rate(ledger: Ledger, places: Places, part: Component) -> Term:
    """Where the rate of a component is stated."""
    assert part.rate is not None
    value = part.rate.amount
    said = [m for m in ledger.stated if m.role == "rate" and m.value == value and m.clause == part.clause]
    return _amount(places, said[0].evidence, value) if len(said) == 1 else value


def taxes(ledger: Ledger, places: Places) -> Iterator[Tie]:
    """AMT107: without tax + tax = with tax; AMT106: without tax × rate = tax."""
    tax, total = ledger.contract.amounts.tax, ledger.contract.amounts.total
    if tax.amount is None or tax.excluded_total is None or total is None or total.tax_included is False:
        return
    excluded = _amount(places, tax.excluded_total.evidence, tax.excluded_total.value)
    amount = _amount(places, tax.amount.evidence, tax.amount.value)
    yield sum_of(("AMT107",), (excluded, amount), _amount(places, total.evidence, total.value), FEN)
    if tax.rate is not None:
        rate: Term = places.percent(tax.rate.evidence, tax.rate.value) or tax.rate.value
        yield Tie(("AMT106",), (excluded, rate, amount), lambda v: bool(abs(v[0] * v[1] / 100 - v[2]) <= FEN))


def schedules(ledger: Ledger, places: Places) -> Iterator[Tie]:
    """PAY301: percentages add up to 100; PAY304: each is its amount's share of the price, and the amounts add up."""
    contract = ledger.contract
    ordered = sorted(enumerate(contract.payments), key=lambda p: (p[1].component or "", p[0]))
    for name, group in groupby(ordered, key=lambda p: p[1].component):
        payments = [p for _, p in group]
        if any(p.relative for p in payments):
            continue
        if len(payments) > 1 and all(p.percent is not None and not p.remainder for p in payments):
            retained = [b.percent for b in contract.bonds if b.kind == "retention" and b.percent is not None]
            printed = tuple(_printed(places, p) for p in payments)
            yield Tie(("PAY301",), printed, _adds_to_all([p.cumulative is not None for p in payments], retained))
        base = _base(contract, name)
        if base is None:
            continue
        price = _amount(places, base.evidence, base.value)
        stated = [p for p in payments if p.amount is not None and p.amount_is == "stated"]
        for p in stated:
            if p.percent is not None and not p.remainder:
                yield Tie(("PAY304",), (_share(places, p), price, _paid(places, p)), _is_share)
        if len(stated) > 1 and len(stated) == len(payments) and not base.estimated:
            yield sum_of(("PAY304",), [_paid(places, p) for p in stated], price, FEN * len(stated))


def _is_share(values: Sequence[Value]) -> bool:
    percent, base, amount = values
    shown = Decimal(1) if amount == amount.to_integral_value() else 2 * FEN
    return bool(abs((percent * base / 100).quantize(FEN, ROUND_HALF_UP) - amount) < shown)


def _adds_to_all(cumulative: Sequence[bool], retained: Sequence[Decimal]) -> Callable[[Sequence[Value]], bool]:
    """Whether instalments come to 100 %; 支付至 N% says what all up to it come to."""

    def holds(values: Sequence[Value]) -> bool:
        paid = Decimal(0)
        for value, so_far in zip(values, cumulative, strict=True):
            if so_far and value <= paid:
                return False
            paid = value if so_far else paid + value
        return any(abs(paid + r - 100) <= Decimal("0.05") for r in (Decimal(0), *retained))

    return holds


def _printed(places: Places, p: Payment) -> Term:
    value = p.percent if p.cumulative is None else p.cumulative
    return None if value is None else places.percent(p.evidence, value) or value


def _share(places: Places, p: Payment) -> Term:
    return p.percent if p.cumulative is not None else _printed(places, p)


def _paid(places: Places, p: Payment) -> Term:
    return None if p.amount is None else _amount(places, p.evidence, p.amount)


def _base(contract: Contract, name: str | None) -> Money | None:
    if name is None:
        return contract.amounts.total
    return next((c.amount for c in contract.amounts.components if same_part(c.name.value, name)), None)


def _bare(s: str) -> str:
    """A name or a number without what is only there to part it."""
    return re.sub(r"[\s()\-_:,.;\"]", "", fold(s)).upper()


def codes(ledger: Ledger, places: Places) -> Iterator[Tie]:
    """PTY603: a unified social credit code has its check character."""
    for party in ledger.contract.parties:
        said = [(party.uscc.value, party.uscc.evidence)] if party.uscc else []
        said += [(v.value, v.evidence) for v in party.variants if v.field == "uscc"]
        for value, evidence in said:
            place = places.words(evidence, value, _bare)
            if place is not None:
                yield Tie(("PTY603",), (place,), lambda v: check_uscc(v[0]))


def twice_stated(ledger: Ledger, places: Places) -> Iterator[Tie]:
    """PTY601, PTY602, PTY604: what is said of a party in two places, and the name its account is in."""
    for party in ledger.contract.parties:
        for variant in party.variants:
            main = getattr(party, variant.field)
            code = "PTY601" if variant.field == "name" else "PTY602"
            yield same(
                (code,), _words(places, main.evidence, main.value), _words(places, variant.evidence, variant.value),
                text=True,
            )  # fmt: skip
        if _own_account(ledger.contract, party) and party.name and party.account_name:
            yield same(
                ("PTY604",),
                _words(places, party.name.evidence, party.name.value),
                _words(places, party.account_name.evidence, party.account_name.value),
                text=True,
            )


def _own_account(contract: Contract, party: Party) -> bool:
    return party.role == "supplier" and sum(p.role == "supplier" for p in contract.parties) == 1


def _words(places: Places, evidence: Sequence[Evidence], value: str) -> Term:
    place: Place | None = places.words(evidence, value, _bare)
    return place or _bare(value)


def dates(ledger: Ledger, places: Places) -> Iterator[Tie]:
    """DAT404: a date is in the calendar; DAT403: a period's length is that from its start to its end."""
    for bad in ledger.contract.bad_dates:
        place = places.date(bad.evidence, None)
        if place is not None:
            yield Tie(("DAT404",), (place,), lambda v: v[0] is not None)
    for period in ledger.contract.periods:
        start, end, length = period.starts_on, period.ends_on, period.duration
        if start is None or end is None or length is None or start.value is None or end.value is None:
            continue
        terms = [places.date(d.evidence, d.value) or d.value for d in (start, end)]
        if ends(start.value, length):
            yield Tie(
                ("DAT403",), (*terms, length),
                lambda v: v[0] <= v[1] and any(abs((v[1] - day).days) <= 1 for day in ends(v[0], v[2])),
            )  # fmt: skip

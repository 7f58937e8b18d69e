"""Which columns are unit price and amount, and what else multiplies a price.

Headers leave it open where several columns hold prices; quantity × price = amount decides between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import prod

from contract_parse.extract.items import figures
from contract_parse.extract.items.header import Header, Roles, Row, first_run
from contract_parse.extract.items.vocabulary import vocabulary

_PER = re.compile(r"元/|/[年月日天季台套个件次人吨㎡]|每[年月日天季台套个件次人吨]")
_PER_TIME = re.compile(
    r"/(?:年|月|日|天|季度?|学期)|每(?:年|月|日|天|季度?)|(?:年|月|日|季度?|学期)(?:费|单价|租金|服务费)"
)
_TERMS = [Decimal(n) for n in (2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 18, 24, 30, 36, 48, 60)]

Numbers = Sequence[Decimal | None]


@dataclass(frozen=True, slots=True)
class Factors:
    """``times``: what every row's product is multiplied by though no column says so (months of a price a month);
    ``cut``: the discount column says what is taken off."""

    times: Decimal | None = None
    cut: bool = False


def price_columns(header: Header, at: Roles, body: Sequence[Row]) -> Factors:
    """Enters unit price, amount, periods, discount and the amount without tax into ``at``."""
    units = _filled(header, body, header.columns("unit_price"))
    amounts = _filled(
        header, body, [c for role in ("amount_total", "amount", "amount_weak") for c in reversed(header.columns(role))]
    )
    nets = _filled(header, body, header.columns("excluded_amount"))
    units = units or _filled(header, body, header.columns("excluded_price"))
    if not amounts:
        amounts, nets = nets, []
    _settle_quantity(header, at, body, units, amounts)
    count = counts(body, at["quantity"][0]) if "quantity" in at else [Decimal(1)] * len(body)
    units = units or _unknown_price(header, at, body, count, amounts)
    amounts = amounts or _unknown_amount(header, at, body, count, units)
    if units and amounts:
        at["unit_price"], at["amount"] = _pair(header, body, count, units, amounts)
    elif units:
        at["unit_price"] = (units[-1],)
        if cols := header.columns("amount_total", "amount"):
            at["amount"] = (cols[-1],)
    elif amounts:
        at["unit_price" if _is_unit_price(header, at, count, body, amounts[0]) else "amount"] = (amounts[0],)
    elif cols := header.columns("unit_price"):
        at["unit_price"] = (cols[-1],)
    elif cols := header.columns("amount_total", "amount"):
        at["amount"] = (cols[-1],)
    if nets and "amount" in at and nets[0] != at["amount"][0]:
        at["excluded_amount"] = (nets[0],)
    factors = Factors()
    if "unit_price" in at and "amount" in at:
        factors = _factors(header, at, body, count)
    elif "discount" in at:
        del at["discount"]
    for role in ("unit_price", "amount"):
        if role in at:
            at[role] = first_run(range(at[role][0], len(header.texts)), header)
    return factors


def _settle_quantity(
    header: Header, at: Roles, body: Sequence[Row], units: Sequence[int], amounts: Sequence[int]
) -> None:
    """Where no header names the quantity, or several do (重量 beside 数量), the column by which a price makes its amount
    is it, whatever its word."""
    named = header.columns("quantity")
    if len(named) == 1 or ("quantity" in at and not named):
        return
    for c in named or _unnamed(header):
        count = counts(body, c)
        if any(_proves(_money(header, body, a), count, _money(header, body, u)) for a in amounts for u in units):
            at["quantity"] = (c,)
            return


def _unknown_price(header: Header, at: Roles, body: Sequence[Row], count: Numbers, amounts: Sequence[int]) -> list[int]:
    """Where no header names the unit price, the column that the quantity (and the months beside it) makes into the
    amount: 月租金 beside 租金合计, a word nobody has told us of."""
    others = _further(header, at)
    for a in amounts:
        amount = _money(header, body, a)
        # 预算单价 is the price where the amounts are made of it and no other column holds one
        for c in [*(c for c in amounts if c < a), *_unnamed(header), *header.columns("spec", "working", "reference")]:
            price = _money(header, body, c)
            if _proves(amount, count, price) or any(
                _proves(amount, count, price, counts(body, o)) for o in others if o != c
            ):
                return [c]
    return []


def _unknown_amount(header: Header, at: Roles, body: Sequence[Row], count: Numbers, units: Sequence[int]) -> list[int]:
    """Where no header names the amount, the column of the products."""
    if "quantity" not in at:
        return []
    return [
        c
        for c in _unnamed(header)
        if any(_proves(_money(header, body, c), count, _money(header, body, u)) for u in units)
    ][:1]


def _unnamed(header: Header) -> list[int]:
    """The columns whose words say nothing to us."""
    return [c for c, role in enumerate(header.roles) if role is None and header.texts[c]]


def _further(header: Header, at: Roles) -> list[int]:
    """The columns that may count something besides the quantity: months, times a year."""
    own = at.get("quantity", ())
    return [*header.columns("periods"), *(c for c in header.columns("quantity") if c not in own)]


def _proves(amount: Numbers, *factors: Numbers) -> bool:
    """Whether the products are the amounts, in nearly all rows and not only because all factors but one are 1."""
    rows = [row for row in zip(amount, *factors, strict=True) if None not in row]
    hold = [known for row in rows if prod(known := [x for x in row[1:] if x is not None]) == row[0]]
    telling = [1 for known in hold if sum(x != 1 for x in known) > 1]
    return len(telling) > 1 and len(hold) >= 0.8 * len(rows)


def _filled(header: Header, body: Sequence[Row], cols: Iterable[int]) -> list[int]:
    return [c for c in cols if any(v is not None for v in _money(header, body, c))]


def _money(header: Header, body: Sequence[Row], col: int) -> list[Decimal | None]:
    scale = (header.scales[col] if header.scales else None) or 1
    return [
        figures.money(cell.text, scale) if (cell := row[col]) is not None and cell.colspan < 3 else None for row in body
    ]


def counts(body: Sequence[Row], col: int) -> list[Decimal | None]:
    """The quantities of a column, row by row."""
    return [figures.count(cell.text)[0] if (cell := row[col]) is not None else None for row in body]


def _pair(
    header: Header, body: Sequence[Row], count: Numbers, units: Sequence[int], amounts: Sequence[int]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The unit price and the amount for which most rows hold; of equals the first amount and the last price."""
    best, found = -1, (units[-1], amounts[0])
    shares = [_shares(header, body, c) for c in header.columns("discount")[:1]]
    for a in amounts:
        for u in reversed(units):
            products = _times(count, _money(header, body, u))
            amount = _money(header, body, a)
            hits = max(
                _hits(products, amount),
                _hits([p and p * t for p in products], amount) if (t := _term(products, amount)) else 0,
                *(_hits(_times(products, share), amount) for share in shares),
            )
            if hits > best:
                best, found = hits, (u, a)
    return (found[0],), (found[1],)


def _times(a: Numbers, b: Numbers) -> list[Decimal | None]:
    return [x * y if x is not None and y is not None else None for x, y in zip(a, b, strict=True)]


def _hits(products: Numbers, amount: Numbers) -> int:
    return sum(1 for p, a in zip(products, amount, strict=True) if p is not None and p == a)


def _term(products: Numbers, amount: Numbers) -> Decimal | None:
    """The one number of months, years … by which every amount is its product, at least two rows agreeing."""
    pairs = [(p, a) for p, a in zip(products, amount, strict=True) if p and a is not None]
    if len(pairs) < 2:
        return None
    return next((t for t in _TERMS if all(p * t == a for p, a in pairs)), None)


def _is_unit_price(header: Header, at: Roles, count: Numbers, body: Sequence[Row], col: int) -> bool:
    """Whether a lone 价格 or 报价 is a unit price: its header says per what, or the last figure is the sum of
    quantity × price above it and not of the prices."""
    if header.roles[col] != "amount_weak":
        return False
    price = _money(header, body, col)
    if "quantity" not in at:
        rows = [p for p in price if p is not None]
        summed = len(rows) > 2 and sum(rows[:-1]) == rows[-1]
        return bool(_PER.search(header.texts[col])) and not _PER_TIME.search(header.texts[col]) and not summed
    rows_ = [(q, p) for q, p in zip(count, price, strict=True) if p is not None]
    if len(rows_) < 2 or rows_[-1][0] is not None:
        return False
    goods = [(q, p) for q, p in rows_[:-1] if q is not None]
    plain, product = sum(p for _, p in goods), sum(q * p for q, p in goods)
    return plain != product and rows_[-1][1] == product


def _factors(header: Header, at: Roles, body: Sequence[Row], count: Numbers) -> Factors:
    """A column of months or of discounts counts only where the products need it; a term that no column has only
    where it is the same in all rows and the price is for a time."""
    unit, amount = _money(header, body, at["unit_price"][0]), _money(header, body, at["amount"][0])
    base = _times(count, unit)
    plain = _hits(base, amount)
    for c in _further(header, at):
        if _hits(_times(base, counts(body, c)), amount) > plain:
            at["periods" if "quantity" in at else "quantity"] = (c,)
            at.pop("discount", None)
            return Factors()
    for c in at.pop("discount", ())[:1]:
        if _hits(_times(base, _shares(header, body, c)), amount) > plain:
            at["discount"] = (c,)
            return Factors(cut=_cuts(header, c))
    if not plain and _PER_TIME.search(header.texts[at["unit_price"][0]]):
        return Factors(times=_term(base, amount))
    return Factors()


def _cuts(header: Header, col: int) -> bool:
    """Whether a column of discounts says what is taken off."""
    return bool(vocabulary().cut.search(header.texts[col]))


def _shares(header: Header, body: Sequence[Row], col: int) -> list[Decimal | None]:
    """What prices are multiplied by, row by row, by a column of discounts."""
    cut = _cuts(header, col)
    return [figures.factor(cell.text, cut) if (cell := row[col]) is not None else None for row in body]

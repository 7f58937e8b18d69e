"""PAY304 for bonds: a share of the contract price with the amount it comes to, told in one breath (合同总价的5%，即25800元)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from contract_parse.check.places import agreed
from contract_parse.check.quantities import FEN, Equation, Quantity

if TYPE_CHECKING:
    from contract_parse.check.ledger import Ledger

# What the share is of: the whole price, not a year's, a part's or what is left when something is taken off.
_OF_PRICE = re.compile(
    r"(?:合同|中标|成交|签约合同)(?:含税)?(?:总?(?:金额|价款?|额|价格))|(?<![\u4e00-\u9fff])总(?:价|金额|额)"
)
_OF_ELSE = re.compile(
    r"(?:年度?|月度?|季度?)(?:的|服务|合同|成交|中标|租金|总)|部分|扣除|暂列|结算|审定|单价|批|不含税|每|剩余|"
    r"约(?=\d|人民币|¥)|左右|取整|以内|不[超低少高]"
)


def bond_equations(book: Ledger) -> Iterator[Equation]:
    total = book.contract.amounts.total
    if total is None or total.estimated:
        return
    other = {m.value for m in book.stated} | {t.value for t in book.contract.item_totals}
    for bond in book.contract.bonds:
        said = "".join("".join(e.text for e in bond.evidence).split())
        if bond.percent is None or bond.amount is None or not _OF_PRICE.search(said) or _OF_ELSE.search(said):
            continue
        exact = bond.amount * 100 / bond.percent
        price = agreed(total, {exact}, "合同总价", "the contract price", total.clause)
        share = Quantity("比例", bond.percent / 100, tuple(bond.evidence), bond.clause)
        amount = Quantity("保证金", bond.amount, tuple(bond.evidence), bond.clause)
        equation = Equation(
            "PAY304", "product", (share, price), amount, _shown(bond.amount, bond.percent, total.value), bond
        )
        # the share of another price that the contract states is no slip, nor is what no slip of the pen makes of it
        slip = _slip(bond.amount, equation.computed)
        if equation.holds or (slip and not any(abs(v * bond.percent / 100 - bond.amount) <= FEN for v in other)):
            yield equation


def _slip(written: Decimal, meant: Decimal) -> bool:
    """Whether one is the other with its digits in another order, or with one of them wrong."""
    a, b = (format(v.quantize(FEN), "f") for v in (written, meant))
    return sorted(a) == sorted(b) or (len(a) == len(b) and sum(x != y for x, y in zip(a, b, strict=True)) == 1)


def _shown(amount: Decimal, percent: Decimal, price: Decimal) -> Decimal:
    """What rounding explains: the last place of the amount that is not a zero (a bond is often put in full thousands),
    the last place of a share like 4.9 %."""
    step = Decimal(1).scaleb(max(int(amount.normalize().as_tuple().exponent), -2))
    places = -int(percent.normalize().as_tuple().exponent)
    of_share = price * Decimal(1).scaleb(-places) / 200 if places > 0 else Decimal(0)
    return max(min(step, amount / 20), of_share)

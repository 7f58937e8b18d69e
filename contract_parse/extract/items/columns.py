"""Which column is what, once the rows below the header have been looked at too.

A header alone does not say which of 系统名称 and 模块名称 groups the rows, whether 价格 is a unit price or
an amount, or which of two price columns holds; the cells do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from contract_parse.extract.items import figures
from contract_parse.extract.items.header import FOREIGN, Grid, Header, Roles, Row, distinct, first_run
from contract_parse.extract.items.naming import SERIAL, name_columns
from contract_parse.extract.items.prices import price_columns
from contract_parse.extract.items.vocabulary import vocabulary
from contract_parse.model.layout import Cell

#: Plain roles, in the order in which a cell that spans several of them goes to one.
PLAIN = (
    "name", "amount", "unit_price", "quantity", "unit", "brand", "model", "spec", "origin", "remark", "number",
    "tax_rate", "tax_amount", "excluded_price", "excluded_amount", "periods", "discount",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Columns:
    """``at`` gives the columns of each plain role, ``groups`` the group columns from outer to inner,
    ``scales`` what the figures of a role count in; ``times`` and ``cut`` see :class:`.prices.Factors`."""

    at: dict[str, tuple[int, ...]]
    groups: tuple[int, ...]
    scales: dict[str, int]
    width: int
    times: Decimal | None = None
    cut: bool = False
    unit: str | None = None  # what all quantities count, where their header says so: 数量(台)

    def cells(self, row: Row) -> dict[str, Cell]:
        """The row's cells by role; a cell over several columns goes to the weightiest of their roles."""
        taken: list[Cell] = []
        out: dict[str, Cell] = {}
        for role in PLAIN:
            cols = self.at.get(role, ())
            found = [c for c in distinct([row[i] for i in cols if i < len(row)]) if not any(c is t for t in taken)]
            if found:
                # Where a header spans several columns the thing itself stands in the last that is filled.
                out[role] = found[-1]
                taken += found
        return out


def resolve(header: Header, grid: Grid, scale: int) -> Columns | None:
    """The columns of a table of priced things, None where the header and the rows tell another kind of table."""
    body = [row for row in grid[header.last + 1 :] if distinct(row)]
    if not body:
        return None
    at: Roles = {}
    for role in ("brand", "spec", "origin", "unit", "remark", "tax_rate", "tax_amount", "discount"):
        if cols := header.columns(role):
            at[role] = first_run(cols, header)
    _models(header, at)
    quantities = header.columns("quantity")
    if quantities:
        at["quantity"] = (_multiplied(quantities, header, body),)
    _units(header, at, body)
    factors = price_columns(header, at, body)
    _budgeted(header, at)
    _numbers(header, at, body)
    name, groups = name_columns(header, at, body)
    if name:
        at["name"] = name
    if not _is_priced(header, at, body):
        return None
    scales = {}
    for role in ("unit_price", "amount", "excluded_price", "excluded_amount", "tax_amount"):
        if role in at:
            own = header.scales[at[role][0]] if header.scales else None
            scales[role] = own or header.scale or scale
    return Columns(at, groups, scales, max(len(r) for r in grid), factors.times, factors.cut, _unit(header, at))


def _multiplied(quantities: Sequence[int], header: Header, body: Sequence[Row]) -> int:
    """Of several quantities (净需数量, 采购数量) the one that times the unit price is the amount; else the first."""
    prices, amounts = header.columns("unit_price"), [*header.columns("amount_total"), *header.columns("amount")]
    if len(quantities) == 1 or not prices or not amounts:
        return quantities[0]

    def held(column: int) -> int:
        found = 0
        for row in body:
            q, p, a = (row[c] for c in (column, prices[0], amounts[0]))
            if q is None or p is None or a is None:
                continue
            n, price, amount = figures.count(q.text)[0], figures.money(p.text), figures.money(a.text)
            found += n is not None and price is not None and amount is not None and n * price == amount
        return found

    best = max(quantities, key=held)  # the first of those that hold as often
    # 2台 for 40台班 each: where both are multiplied, single pieces alone hold by one
    full = sum(all(r[c] is not None and r[c].text.view.s for c in (best, prices[0], amounts[0])) for r in body)  # type: ignore[union-attr]
    return best if 2 * held(best) > full else quantities[0]


def _budgeted(header: Header, at: Roles) -> None:
    """预算单价 beside the amounts of the contract is their price, where no other is given."""
    if "amount" in at and "quantity" in at and "unit_price" not in at:
        cols = [c for c in header.columns("reference") if re.match("预算单价", header.texts[c])]
        if len(cols) == 1:
            at["unit_price"] = (cols[0],)


def _unit(header: Header, at: Roles) -> str | None:
    """The unit in the brackets of the quantity's header, where no column holds units."""
    if "unit" in at or "quantity" not in at:
        return None
    heading = re.sub(r"(?<=\))[\d①-⑳A-Z]$", "", header.texts[at["quantity"][0]])
    m = re.search(r"\(([^()/\d元]{1,4}|m2|m3)\)$", heading)
    return m[1] if m and not re.search("[暂预估约]|数|单位", m[1]) else None


def _models(header: Header, at: Roles) -> None:
    """型号 before 规格型号 before 品牌型号 where there are several; a column 规格 beside it is the spec."""
    cols = header.columns("model")
    if cols:
        best = min(cols, key=lambda c: (len(header.texts[c]), c))
        at["model"] = first_run([c for c in cols if c >= best], header)


def _shared(header: Header, at: Roles, body: Sequence[Row]) -> None:
    """数量及单位 over two columns: one of figures, one of words."""
    run = first_run(header.columns("quantity"), header) if header.has("quantity") else ()
    wordy = [c for c in run if any(row[c] is not None for row in body) and not any(map(_counts, (r[c] for r in body)))]
    if len(run) == 2 and len(wordy) == 1:
        at["unit"] = (wordy[0],)
        at["quantity"] = tuple(c for c in run if c not in wordy)


def _counts(cell: Cell | None) -> bool:
    return cell is not None and figures.count(cell.text)[0] is not None


def _units(header: Header, at: Roles, body: Sequence[Row]) -> None:
    """A column 数量单位 holds units, or quantities with their units where there is no other for these; a heading over
    two columns names both."""
    if "unit" not in at:
        _shared(header, at, body)
    if "quantity" in at or "unit" not in at:
        return
    texts = [row[at["unit"][0]] for row in body]
    counts = sum(1 for c in texts if c is not None and figures.count(c.text)[0] is not None)
    if counts * 2 > sum(1 for c in texts if c is not None and c.text.view.s):
        at["quantity"] = at.pop("unit")


def _numbers(header: Header, at: Roles, body: Sequence[Row]) -> None:
    """The number column: by its header, else a first column without header that holds serial numbers."""
    if cols := header.columns("number"):
        at["number"] = first_run(cols, header)
        return
    if header.roles and header.roles[0] is None and not header.texts[0]:
        first = [row[0] for row in body if row and row[0] is not None and row[0].text.view.s]
        if first and sum(1 for c in first if c is not None and SERIAL.fullmatch(c.text.view.s)) * 2 > len(first):
            at["number"] = (0,)


def _is_priced(header: Header, at: Roles, body: Sequence[Row]) -> bool:
    """Whether the rows are priced things, not instalments, fines, scores, past contracts or people."""
    if "name" not in at:
        return False
    prices = [c for role in ("unit_price", "amount") for c in at.get(role, ())]
    if not prices:
        return bool("quantity" in at and not header.has(*FOREIGN))
    full = sum(role in at for role in ("quantity", "unit_price", "amount")) > 1
    if header.has(*(FOREIGN - {"reference"})) and not full:
        return False
    if header.has("payment") and "unit_price" not in at:
        return False
    if header.has("person", "record") and not ("unit_price" in at and "amount" in at):
        return False
    if not full:
        staged = vocabulary().stage_rows if header.has("share") else vocabulary().payment_rows
        if sum(1 for row in body if any(staged.search(c.text.view.s) for c in distinct(row))) * 2 > len(body):
            return False
    return any(figures.money(cell.text) is not None for row in body for c in prices if (cell := row[c]) is not None)

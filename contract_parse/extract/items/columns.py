"""Which column is what, once the rows below the header have been looked at too.

A header alone does not say which of 系统名称 and 模块名称 groups the rows, whether 价格 is a unit price or
an amount, or which of two price columns holds; the cells do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from contract_parse.extract.items import figures
from contract_parse.extract.items.header import FOREIGN, Grid, Header, Row, distinct
from contract_parse.extract.items.vocabulary import vocabulary
from contract_parse.model.layout import Cell

_SERIAL = re.compile(r"\(?\d{1,3}(?:\.\d{1,3})*\)?[.、]?|\(?[一二三四五六七八九十]{1,3}\)?、?|[①-⑳]")
#: Plain roles, in the order in which a cell that spans several of them goes to one.
PLAIN = (
    "name", "amount", "unit_price", "quantity", "unit", "brand", "model", "spec", "origin", "remark", "number",
    "tax_rate", "tax_amount", "excluded_price", "excluded_amount", "periods", "discount",
)  # fmt: skip


Roles = dict[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Columns:
    """``at`` gives the columns of each plain role, ``groups`` the group columns from outer to inner,
    ``scales`` what the figures of a role count in."""

    at: dict[str, tuple[int, ...]]
    groups: tuple[int, ...]
    scales: dict[str, int]
    width: int

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
            at[role] = _first_run(cols, header)
    _models(header, at)
    quantities = header.columns("quantity")
    if quantities:
        at["quantity"] = (quantities[0],)
    _units(at, body)
    _prices(header, at, body)
    _numbers(header, at, body)
    name, groups = _names(header, at, body)
    if name:
        at["name"] = name
    if not _is_priced(header, at, body):
        return None
    scales = {}
    for role in ("unit_price", "amount", "excluded_price", "excluded_amount", "tax_amount"):
        if role in at:
            own = header.scales[at[role][0]] if header.scales else None
            scales[role] = own or header.scale or scale
    return Columns(at, groups, scales, max(len(r) for r in grid))


def _first_run(cols: Sequence[int], header: Header) -> tuple[int, ...]:
    """The first column and those right of it that stand under the very same header."""
    run = [cols[0]]
    for c in cols[1:]:
        if c == run[-1] + 1 and header.texts[c] == header.texts[run[0]]:
            run.append(c)
    return tuple(run)


def _models(header: Header, at: Roles) -> None:
    """型号 before 规格型号 before 品牌型号 where there are several; a column 规格 beside it is the spec."""
    cols = header.columns("model")
    if cols:
        best = min(cols, key=lambda c: (len(header.texts[c]), c))
        at["model"] = _first_run([c for c in cols if c >= best], header)


def _units(at: Roles, body: Sequence[Row]) -> None:
    """A column 数量单位 holds units, or quantities with their units where there is no other for these."""
    if "quantity" in at or "unit" not in at:
        return
    texts = [row[at["unit"][0]] for row in body]
    counts = sum(1 for c in texts if c is not None and figures.count(c.text)[0] is not None)
    if counts * 2 > sum(1 for c in texts if c is not None and c.text.view.s):
        at["quantity"] = at.pop("unit")


def _numbers(header: Header, at: Roles, body: Sequence[Row]) -> None:
    """The number column: by its header, else a first column without header that holds serial numbers."""
    if cols := header.columns("number"):
        at["number"] = _first_run(cols, header)
        return
    if header.roles and header.roles[0] is None and not header.texts[0]:
        first = [row[0] for row in body if row and row[0] is not None and row[0].text.view.s]
        if first and sum(1 for c in first if c is not None and _SERIAL.fullmatch(c.text.view.s)) * 2 > len(first):
            at["number"] = (0,)


def _figures(body: Sequence[Row], col: int) -> list[Decimal | None]:
    return [
        figures.money(cell.text) if col < len(row) and (cell := row[col]) is not None and cell.colspan < 3 else None
        for row in body
    ]


def _prices(header: Header, at: Roles, body: Sequence[Row]) -> None:
    """Unit price and amount. Among several candidates those that make quantity × price = amount hold,
    then the last; a lone 价格 or 报价 beside a quantity is what its sum says it is."""
    units = [c for c in header.columns("unit_price") if any(v is not None for v in _figures(body, c))]
    excluded = [c for c in header.columns("excluded_price") if any(v is not None for v in _figures(body, c))]
    amounts = [
        c
        for role in ("amount_total", "amount", "amount_weak")
        for c in reversed(header.columns(role))
        if any(v is not None for v in _figures(body, c))
    ]
    nets = [c for c in header.columns("excluded_amount") if any(v is not None for v in _figures(body, c))]
    if not units and excluded:
        units = excluded
    if not amounts and nets:
        amounts, nets = nets, []
    count = _counts(body, at["quantity"][0]) if "quantity" in at else []
    if units and amounts:
        hits = {(u, a): _products(count, _figures(body, u), _figures(body, a)) for u in units for a in amounts}
        best = max(hits.values())
        u, a = next(pair for pair in ((u, a) for a in amounts for u in reversed(units)) if hits[pair] == best)
        at["unit_price"], at["amount"] = (u,), (a,)
    elif units:
        at["unit_price"] = (units[-1],)
    elif amounts:
        a = amounts[0]
        if header.roles[a] == "amount_weak" and count and _is_unit_price(count, _figures(body, a)):
            at["unit_price"] = (a,)
        else:
            at["amount"] = (a,)
    elif cols := header.columns("unit_price"):
        at["unit_price"] = (cols[-1],)
    elif cols := header.columns("amount_total", "amount"):
        at["amount"] = (cols[-1],)
    if "amount" not in at and units and (cols := header.columns("amount_total", "amount")):
        at["amount"] = (cols[-1],)
    if nets and "amount" in at and nets[0] != at["amount"][0]:
        at["excluded_amount"] = (nets[0],)
    if "unit_price" in at and "amount" in at:
        _factors(header, at, body, count)
    for role in ("unit_price", "amount"):
        if role in at:
            at[role] = _first_run(range(at[role][0], len(header.texts)), header)


def _counts(body: Sequence[Row], col: int) -> list[Decimal | None]:
    return [figures.count(cell.text)[0] if (cell := row[col]) is not None else None for row in body]


def _products(count: Sequence[Decimal | None], unit: Sequence[Decimal | None], amount: Sequence[Decimal | None]) -> int:
    if not count:
        count = [Decimal(1)] * len(unit)
    return sum(
        1
        for q, u, a in zip(count, unit, amount, strict=True)
        if q is not None and u is not None and a is not None and q * u == a
    )


def _is_unit_price(count: Sequence[Decimal | None], price: Sequence[Decimal | None]) -> bool:
    """Whether the last price of the column is the sum of quantity × price above it, and not of the prices."""
    rows = [(q, p) for q, p in zip(count, price, strict=True) if p is not None]
    if len(rows) < 2 or rows[-1][0] is not None:
        return False
    goods = [(q, p) for q, p in rows[:-1] if q is not None]
    plain, product = sum(p for _, p in goods), sum(q * p for q, p in goods)
    return plain != product and rows[-1][1] == product


def _factors(header: Header, at: Roles, body: Sequence[Row], count: Sequence[Decimal | None]) -> None:
    """A column of months or years beside the quantity counts only where the products need it."""
    cols = header.columns("periods")
    if not cols:
        return
    u, a = _figures(body, at["unit_price"][0]), _figures(body, at["amount"][0])
    base = list(count) or [Decimal(1)] * len(body)
    for c in cols:
        times = _counts(body, c)
        product = [q * t if q is not None and t is not None else None for q, t in zip(base, times, strict=True)]
        if _products(product, u, a) > _products(base, u, a):
            if count:
                at["periods"] = (c,)
            else:
                at["quantity"] = (c,)
            return


def _names(header: Header, at: Roles, body: Sequence[Row]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The columns of the name and, to its left (or merged over rows), those that group."""
    width = len(header.texts)
    strong, weak, groups = header.columns("name"), header.columns("name_weak"), header.columns("group")
    unnamed = [
        c for c in range(width)
        if not header.texts[c] and _mostly_words(body, c) and not any(c in cols for cols in at.values())
    ]  # fmt: skip
    candidates = strong or weak or groups or header.columns("catalogue") or header.columns("lot")
    if not candidates and unnamed:
        candidates = unnamed[-1:]
    if not candidates and "spec" in at:
        candidates = list(at.pop("spec"))
    if not candidates:
        return (), ()
    if len(candidates) > 1:
        # Among several names the innermost unmerged one is the thing's, unless one is a mere description.
        free = [c for c in candidates if not _merged(body, c)]
        runs = _runs(candidates, header)
        if len(runs) == 1:
            return _split_span(candidates, body, header)
        own = next((run for run in runs if any(c in free for c in run)), runs[-1])
        before = [c for run in runs for c in run if run is not own and run[0] < own[0]]
        name, inner = _split_span(own, body, header)
        outer = sorted({*before, *(c for c in groups if c < name[-1] or _merged(body, c))} - set(name) - set(inner))
    else:
        name, inner = tuple(candidates), ()
        outer = [c for c in groups if c not in name and (c < name[0] or _merged(body, c))]
    if not strong and not weak and groups:
        outer = [c for c in groups if c not in name and c < name[0]]
    if strong:
        outer += [c for c in weak if c < name[0] and _merged(body, c) and c not in outer]
        if "spec" not in at:
            rest = [c for c in weak if c > name[-1] and re.search("内容|要求", header.texts[c])]
            if rest:
                at["spec"] = (rest[0],)
    elif weak and "spec" not in at:
        rest = [c for c in weak if c > name[-1] and c not in name]
        if rest:
            at["spec"] = (rest[0],)
    outer += [c for c in unnamed if c < name[0] and c not in outer and c not in name]
    return name, tuple(sorted(outer) + list(inner))


def _runs(cols: Sequence[int], header: Header) -> list[list[int]]:
    """Neighbouring columns under one header text, together."""
    runs: list[list[int]] = []
    for c in cols:
        if runs and c == runs[-1][-1] + 1 and header.texts[c] == header.texts[runs[-1][0]]:
            runs[-1].append(c)
        else:
            runs.append([c])
    return runs


def _split_span(cols: Sequence[int], body: Sequence[Row], header: Header) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """A name over several columns: the last is the thing's, those before it group (where they hold words apart)."""
    if len(cols) == 1:
        return tuple(cols), ()
    last = cols[-1]
    inner = [
        c for c in cols[:-1]
        if any((x := row[c]) is not None and x.text.view.s and x is not row[last] for row in body)
    ]  # fmt: skip
    return tuple(c for c in cols if c not in inner), tuple(inner)


def _merged(body: Sequence[Row], c: int) -> bool:
    """Whether the column's cells run over several rows (merged, or left blank below the first)."""
    cells = [row[c] for row in body]
    wide = len(body[0]) - 1
    spans = sum(1 for a, b in pairwise(cells) if a is not None and a is b and a.colspan < wide)
    if spans:
        return spans * 4 >= len(cells)
    filled = [x.text.view.s for x in cells if x is not None and x.text.view.s]
    same = sum(1 for a, b in pairwise(filled) if a == b)
    return (len(filled) * 2 <= len(cells) and len(cells) > 2) or same * 2 > len(filled)


def _mostly_words(body: Sequence[Row], c: int) -> bool:
    cells = [cell for row in body if c < len(row) and (cell := row[c]) is not None and cell.text.view.s]
    wordy = [x for x in cells if not figures.has_figure(x.text) and not _SERIAL.fullmatch(x.text.view.s)]
    return bool(cells) and len(wordy) * 2 > len(cells)


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
        about = [" ".join(c.text.view.s for c in distinct(row)) for row in body]
        if sum(1 for s in about if vocabulary().payment_rows.search(s)) * 2 > len(about):
            return False
    return any(figures.money(cell.text) is not None for row in body for c in prices if (cell := row[c]) is not None)


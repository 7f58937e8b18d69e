"""Amounts: the total, its tax, the parts the body lists, and every amount the body mentions."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from contract_parse.extract.amounts.components import components
from contract_parse.extract.amounts.mentions import Mention, mentions
from contract_parse.extract.amounts.passages import Passage, passages
from contract_parse.extract.amounts.rates import tax_rate
from contract_parse.extract.amounts.total import choose, from_table, included, is_part, one_year, unit_priced
from contract_parse.extract.tax import Explanation, search
from contract_parse.model.facts import Amounts, Component, ItemTotal, LineItem, Money, Tax, YuanFact
from contract_parse.model.structure import Structure
from contract_parse.values.dates import find_dates
from contract_parse.values.references import find_clause_mentions

_FEW = 8  # rows of a table that may each bear a rate of its own


def amounts(structure: Structure, line_items: Sequence[LineItem], item_totals: Sequence[ItemTotal]) -> Amounts:
    """All amounts of the body of ``structure``; the items' tables only help to tell which amount is the total."""
    body = passages(structure)
    found = mentions(_outside_item_rows(body, line_items))
    stated, yearly = choose(found, item_totals), one_year(found, body)
    if yearly is not None and (stated is None or _outweighs(yearly, stated)):
        stated = yearly
    value = stated.value if stated is not None else None
    parts = components(body, stated, value)
    total: Money | None = None
    if stated is not None:
        stated = replace(stated, role="total", tax_included=included(stated, found, body))
        total = stated.money()
    elif not unit_priced(body):
        total = from_table(item_totals, body)
    found = [_settled(m, stated, parts) for m in found]
    return Amounts(
        total=total,
        tax=_tax(body, found, total, parts, line_items),
        components=parts,
        mentions=[m.money() for m in found],
    )


def _outweighs(yearly: Mention, stated: Mention) -> bool:
    """Whether a year's price with its words holds more than what was taken for the total without any: one of its parts."""
    return (
        stated.capital is None and stated.kind == "weak" and yearly.capital is not None and yearly.value > stated.value
    )


def _outside_item_rows(body: Sequence[Passage], line_items: Sequence[LineItem]) -> list[Passage]:
    """The passages without the rows of tables of items: what those hold are items, not mentions."""
    kept = []
    above = ""
    for p in body:
        if p.table is None:
            above = p.s
        elif p.table.header_rows and p.row is not None:
            head = "".join(c.text.view.s for c in p.table.cells if c.row < p.table.header_rows)
            if re.search(r"数量|单价|人数|工程量|序号|费用", head) and _in_ten_thousands(head, above):
                continue  # the items' own total knows what the column counts in
            if re.search(r"数量|单价|人数|工程量", head) and not re.search(
                r"合计|总计|总价|大写|小写|合价|总造价|总金额|总额|\d万", p.s
            ):
                continue
        kept.append(p)
    return kept


def _in_ten_thousands(head: str, above: str) -> bool:
    """Whether a table's bare figures count in more than yuan, by its header or the line above it."""
    return bool(re.search(r"[千万亿]元", head) or re.search(r"单位:(?:人民币)?[千万亿]元\)?$", above))


def _settled(m: Mention, total: Mention | None, parts: Sequence[Component]) -> Mention:
    """The mention with the role it has once total and parts are known."""
    if total is not None and m.passage is total.passage and m.start == total.start:
        return total
    if any(
        c.clause == m.passage.path
        and c.amount.value == m.value
        and c.amount.raw == m.passage.text.view.cut(m.start, m.end).s.strip()
        for c in parts
    ):
        return replace(m, role="component")
    if m.role == "total" and (total is None or m.value != total.value):
        # Only a statement about the whole contract can contradict its total.
        whole = re.search(r"合同|签约|协议|价税|总金额|总价款", m.label) or _of_its_clause(m, total)
        whole = whole and m.passage.row is None and not m.estimated and not is_part(m)
        return m if whole else replace(m, role="other")
    if m.kind in ("grand", "weak") and total is not None and m.value == total.value:
        return replace(m, role="total")
    return m


def _of_its_clause(m: Mention, total: Mention | None) -> bool:
    """Whether the words before an amount cite the clause that states the total: 第三条所述总价."""
    home = (total.passage.path or "").rpartition("/")[2] if total is not None else ""
    cited = [c.path for c in find_clause_mentions(m.left)]
    return any(home == path or home.startswith((path + ".", path + "(", path + "①")) for path in cited if path)


def _of_the_whole(said: Sequence[Mention], total: Money | None, parts: Sequence[Component]) -> list[Mention]:
    """Those said beside the total before all others; none where each is said beside a part of its own."""
    beside = [m for m in said if total is not None and m.passage.path == total.clause]
    homes = {m.passage.path for m in said}
    of_parts = {c.clause for c in parts if c.clause != (total.clause if total is not None else None)}
    apiece = len(homes) > 1 and homes <= of_parts
    return beside if beside and len(homes) > 1 else [] if apiece else list(said)


def _tax(
    body: Sequence[Passage],
    found: Sequence[Mention],
    total: Money | None,
    parts: Sequence[Component],
    items: Sequence[LineItem],
) -> Tax:
    taxes = _of_the_whole([m for m in found if m.role == "tax" and m.value > 0], total, parts)
    without = _of_the_whole([m for m in found if m.role == "excluded" and m.value > 0], total, parts)
    rate = tax_rate(body, total)
    amount = taxes[0] if taxes else None
    excluded = next((m for m in without if total is None or m.value < total.value), None)
    if excluded is None and amount is not None and total is not None:
        # more without tax than with it: a slip of the pen beside the tax, not the price of another term
        excluded = next((m for m in without if m.passage is amount.passage and m.value < 2 * total.value), None)
    why = Explanation(None)
    if amount is not None and (total is not None or parts):
        stated = [rate.value] if rate is not None else []
        whole = total.value if total is not None else None
        if total is not None and total.tax_included is False and whole is not None:
            whole += amount.value
        for named in _divisions(parts, items):
            tried = search(amount.value, named, whole, day=_signed(body), stated=stated)
            why = replace(tried, searched=tried.searched and why.searched)
            if why.shares is not None:
                break
    return Tax(
        amount=_plain(amount) if amount else None,
        rate=rate,
        excluded_total=_plain(excluded) if excluded else None,
        explained_by=why.shares,
        mixes=why.mixes,
        searched=why.searched,
    )


def _divisions(parts: Sequence[Component], items: Sequence[LineItem]) -> list[list[tuple[str, Decimal]]]:
    """The ways the price is divided into named amounts that may bear different rates: the parts of the body, the groups
    of the item tables, their rows where they are few."""
    groups: dict[str, Decimal] = {}
    for item in items:
        if item.groups and item.amount is not None:
            groups[item.groups[0]] = groups.get(item.groups[0], Decimal(0)) + item.amount
    body = [("".join(c.name.value.split()), c.amount.value) for c in parts]
    rows = [(i.name or "", i.amount) for i in items if i.amount is not None]
    return [body, *([list(groups.items())] if len(groups) > 1 else []), *([rows] if 1 < len(rows) <= _FEW else [])]


def _plain(m: Mention) -> YuanFact:
    money = m.money()
    return YuanFact(value=money.value, raw=money.raw, evidence=money.evidence)


def _signed(body: Sequence[Passage]) -> dt.date | None:
    """The latest date beside a word for signing: only to know which law was in force."""
    days = []
    for p in body:
        if p.path is not None and not re.search(r"签订|签署|订立", p.s):
            continue
        for d in find_dates(p.s):
            if d.value is not None and re.search(
                r"(?:签|订立|日期|时间)[^。;␤]{0,16}$", p.s[max(0, d.start - 24) : d.start]
            ):
                days.append(d.value)
    return max(days, default=None)

"""Errors to plant in item tables and payments: ITM, PAY."""

from __future__ import annotations

import random
from decimal import Decimal

from tests.composer.plant import Plant, codes, listed, off, one_of, said
from tests.composer.styles import Style
from tests.composer.truth import Truth, fen
from tests.composer.writer import han


def _priced(t: Truth) -> list[int]:
    return [] if t.kind == "framework" else [i for i, x in enumerate(t.items) if x.groups[:1] != ("运行维护",)]


def itm201(t: Truth, s: Style, r: random.Random) -> Plant | None:
    rows = _priced(t)
    if not rows:
        return None
    i = r.choice(rows)
    x = t.items[i]
    return one_of(r, [
        Plant({f"price{i}": x.price + max(Decimal(1), fen(x.price / 10))}, item=x.number),
        Plant({f"price{i}": x.price - fen(x.price / 5)}, item=x.number),
        Plant({f"quantity{i}": x.quantity + r.choice([1, 2])}, item=x.number),
        Plant({f"amount_of{i}": off(r, x.amount)}, item=x.number,
              also=codes("ITM202", "ITM203", "ITM206", "ITM207")) if x.amount > 50 else None,
    ])  # fmt: skip


def itm202(t: Truth, s: Style, r: random.Random) -> Plant | None:
    if not t.items or t.kind == "framework":
        return None
    whole = sum((x.amount for x in t.items), Decimal(0))
    follow = codes("ITM207", "AMT109", "ITM203", "AMT104", "PAY304", "ITM206", "ITM205")
    i = r.choice(_priced(t))
    x = t.items[i]
    row = {f"price{i}": x.price + 10, f"amount_of{i}": fen((x.price + 10) * x.quantity)}  # a row put up, its total not
    return one_of(r, [Plant({"table.total": off(r, whole)}, also=follow), Plant(dict(row), also=follow)])


def itm203(t: Truth, s: Style, r: random.Random) -> Plant | None:
    if not t.parts:
        return None
    shift = Decimal(r.choice([1000, 3000, 200, -500]))
    a, b = r.sample(range(len(t.parts) - 1), 2)
    return Plant({f"part{a}": t.parts[a].amount + shift, f"part{b}": t.parts[b].amount - shift}, ("price",))


def itm204(t: Truth, s: Style, r: random.Random) -> Plant | None:
    if not t.items or t.kind in ("works", "system") or len(t.items) < 4:
        return None
    i = r.randrange(2, len(t.items) - 1)
    again = t.items[i - 1].number
    later = {f"number{j}": str(int(t.items[j].number) + 1) for j in range(i, len(t.items))}
    return one_of(r, [Plant({f"number{i}": again}, item=again), Plant(dict(later), item=later[f"number{i}"])])


def itm205(t: Truth, s: Style, r: random.Random) -> Plant | None:
    pairs = [
        (a, b)
        for a, x in enumerate(t.items)
        for b, y in enumerate(t.items)
        if a < b and x.unit == y.unit and x.brand == y.brand and x.price != y.price and x.groups == y.groups
    ]
    if t.kind != "goods" or not pairs:
        return None
    a, b = r.choice(pairs)
    return Plant({f"name{b}": t.items[a].name, f"model{b}": t.items[a].model}, item=t.items[b].number)


def itm206(t: Truth, s: Style, r: random.Random) -> Plant | None:
    if not (t.kind == "works" or (t.kind == "system" and s.group == "subtotals")):
        return None
    group = r.choice([x.groups[0] for x in t.items])
    value = sum((x.amount for x in t.items if x.groups[0] == group), Decimal(0))
    return Plant({f"subtotal.{group}": off(r, value)}, also=codes("ITM202", "ITM203"))


def itm207(t: Truth, s: Style, r: random.Random) -> Plant | None:
    if (
        t.kind not in ("goods", "works")
        or t.total is None
        or s.pays == "table"
        or any(p.form == "stated" for p in t.pays)
    ):
        return None
    value = off(r, t.total)
    return Plant({"total": value, "total.capital": value, "again": value, "with_tax": False})


def pay301(t: Truth, s: Style, r: random.Random) -> Plant | None:
    if not listed(t) or any(p.form != "percent" for p in t.pays):
        return None
    i = r.randrange(len(t.pays))
    percent = t.pays[i].percent
    assert percent is not None
    shifts = [n for n in (5, 10, -2, -3, 2) if 0 < percent + n < 100]
    return Plant({f"percent{i}": percent + r.choice(shifts)}, ("payment/0",), also=codes("PAY304"))


def pay302(t: Truth, s: Style, r: random.Random) -> Plant | None:
    part = next((p for p in t.parts if p.rate), None)
    if part is None or part.rate is None:
        return None
    year = han(part.years + 1)
    text = r.choice([
        f"{part.name}费用：第{year}年的费用{s.figure(part.rate)}于该年度服务开始后15日内支付。",
        f"{part.name}费用中，第{year}年度费用{s.figure(part.rate)}在第{year}年服务开始前支付。",
    ])  # fmt: skip
    return said(t, s, "payment", text, codes("PAY301", "PAY304", "PAY303"))


def pay303(t: Truth, s: Style, r: random.Random) -> Plant | None:
    if not listed(t):
        return None
    n = len(t.pays)
    return Plant({"count": r.choice([c for c in (n - 1, n + 1, n + 2) if c > 1])}, ("payment/0",))


def pay304(t: Truth, s: Style, r: random.Random) -> Plant | None:
    if not listed(t) or not (s.pays == "table" or any(p.form == "stated" for p in t.pays)):
        return None
    i = r.randrange(len(t.pays))
    return Plant({f"amount{i}": off(r, t.pays[i].amount)}, ("payment/0",))


def pay305(t: Truth, s: Style, r: random.Random) -> Plant | None:
    text = r.choice(
        [
            "上述款项待财政资金拨付到位后支付。",
            "如财政资金未及时下达，付款时间相应顺延，{B}不承担逾期责任。",
            "付款以上级专项资金到账为前提。",
            "具体支付时间以财政部门资金下达时间为准。",
            "{B}在财政资金到位后再行支付。",
        ]
    )
    return Plant({"more.payment": [text]}, ("payment",)) if t.pays else None

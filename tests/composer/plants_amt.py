"""Errors to plant in amounts: AMT, a function a code; each draws one of several ways."""

from __future__ import annotations

import random
from decimal import Decimal

from tests.composer.plant import Plant, anywhere, codes, off, one_of, said
from tests.composer.styles import Style
from tests.composer.truth import Part, Truth, fen
from tests.composer.writer import capital, han


def _sum(s: Style, value: Decimal, words: str) -> str:
    return f"{{S}}应向{{B}}缴纳安全生产保证金{s.both(value, words)}，合同履行完毕后退还。"


def _aside(r: random.Random) -> Decimal:
    """A small sum of its own, in whole yuan."""
    return Decimal(r.randint(12, 480) * 100)


def amt101(t: Truth, s: Style, r: random.Random) -> Plant | None:
    aside = _aside(r)
    topic = anywhere(r)
    return one_of(r, [
        None if t.total is None else Plant({"total.capital": off(r, t.total)}, ("price/0",)),
        None if t.total is None or t.total >= 10**7 else Plant({"total.capital": t.total * 10}, ("price/0",)),
        said(t, s, topic, _sum(s, aside, capital(off(r, aside), s.yuan, s.whole))),
    ])  # fmt: skip


def amt102(t: Truth, s: Style, r: random.Random) -> Plant | None:
    whole = t.total is not None and t.total == t.total.to_integral_value() and bool(s.whole)
    aside = Decimal(r.randint(1, 9) * 10000 + r.randint(1, 99))  # 叁万零伍元整
    words = capital(aside, s.yuan, s.whole)
    return one_of(r, [
        Plant({"total.form": lambda said: said.removesuffix(s.whole)}, ("price/0",)) if whole else None,
        said(t, s, anywhere(r), _sum(s, aside, words.replace("零", ""))),
        said(t, s, anywhere(r), _sum(s, aside, words.replace("零", "零零"))),
        said(t, s, anywhere(r), _sum(s, aside, words.removesuffix(s.whole))),
    ])  # fmt: skip


def amt103(t: Truth, s: Style, r: random.Random) -> Plant | None:
    if not t.parts:
        return None
    i = r.randrange(len(t.parts) - 1)
    part = t.parts[i].amount
    changed = r.choice([off(r, part), part + Decimal(r.choice([10000, 5000, 800]))])
    return Plant({f"part{i}": changed}, ("price",), also=codes("ITM203"))


def _fee(t: Truth) -> Part | None:
    return next((p for p in t.parts if p.rate), None)


def amt104(t: Truth, s: Style, r: random.Random) -> Plant | None:
    part = _fee(t)
    if part is None or part.rate is None:
        return None
    last = len(t.parts) - 1
    return one_of(r, [
        Plant({"rate": part.rate + r.choice([500, 1000, 2000])}, ("price",), also=codes("AMT105")),
        Plant({"rate": part.rate - r.choice([500, 1000])}, ("price",), also=codes("AMT105")),
        Plant({"years": part.years + 1}, ("price",), also=codes("AMT105", "DAT401")),
        Plant({f"part{last}": part.amount + r.choice([1000, 9000])}, ("price",), also=codes("AMT103", "ITM203")),
    ])  # fmt: skip


def amt105(t: Truth, s: Style, r: random.Random) -> Plant | None:
    part = _fee(t)
    if part is None or part.rate is None:
        return None
    rate, years = (part.rate / 2, 4) if part.years == 2 else (part.amount, 1)
    other, topic = part.rate + r.choice([2000, 6000, -1000]), anywhere(r)
    text = r.choice(["{name}费用按每年{sum}结算。", "{name}费用标准为每年{sum}，{S}不得另行收费。"])
    again = text.replace("{name}", part.name).replace("{sum}", s.figure(other))
    length = f"{part.name}费用为每年{s.figure(part.rate)}，期限为{han(part.years + 1)}年。"
    return one_of(r, [
        Plant({"rate": rate, "years": years}, ("price",), also=codes("DAT401")),
        said(t, s, topic, again, codes()),
        said(t, s, topic, length, codes("DAT401", "DAT403")),
    ])  # fmt: skip


def amt106(t: Truth, s: Style, r: random.Random) -> Plant | None:
    if t.total is None or t.parts or t.seed % 2:
        return None
    tax = r.choice(
        [
            fen(t.total * Decimal(r.choice(["0.0437", "0.0721", "0.1013", "0.1999"]))),
            t.tax + 500,
            fen(t.total * t.tax_rate / 100),
        ]
    )
    return Plant({"tax": tax, "excluded": t.total - tax}, ("price",))


def amt107(t: Truth, s: Style, r: random.Random) -> Plant | None:
    if t.total is None or t.seed % 2:
        return None
    return one_of(r, [
        Plant({"excluded": off(r, t.excluded)}, ("price",), also=codes("AMT106")),
        Plant({"tax": t.tax + r.choice([10, 100, 1000])}, ("price",), also=codes("AMT106")),
    ])  # fmt: skip


def amt108(t: Truth, s: Style, r: random.Random) -> Plant | None:
    if t.total is None:
        return None
    times = [t.total * n for n in (10, 100, 10000)] + [t.total / n for n in (10, 100, 10000)]
    return Plant({"again": r.choice([v for v in times if fen(v) == v])}, ("misc/1",))


def amt109(t: Truth, s: Style, r: random.Random) -> Plant | None:
    if t.total is None:
        return None
    return Plant({"again": r.choice([off(r, t.total), t.total + 30000, fen(t.total * Decimal("0.98"))])}, ("misc/1",))

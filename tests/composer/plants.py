"""Errors to plant: for each code one thing that a single place says otherwise than the truth, and where it must be found."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from tests.composer.compose import Composed, write
from tests.composer.styles import Style
from tests.composer.truth import KINDS, Truth, add_months, fen, generate
from tests.composer.wording import BANKS
from tests.composer.writer import han

SERVICE = ("monthly", "yearly", "framework")


@dataclass(frozen=True)
class Plant:
    """``changed`` is what single places say; ``keys`` the clauses one of which the finding must name (none: anywhere);
    ``item`` the row it must name; ``also`` the codes that follow from the same error."""

    changed: dict[str, Any]
    keys: tuple[str, ...] = ()
    item: str | None = None
    also: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Planted:
    code: str
    made: Composed
    clauses: tuple[str, ...]
    item: str | None
    also: frozenset[str] = field(default_factory=frozenset)


def _codes(*codes: str) -> frozenset[str]:
    return frozenset(codes)


def _off(r: random.Random, value: Decimal) -> Decimal:
    """A value that differs in one digit of its figure."""
    places = [p for p in (10, 100, 1000, 10000) if p * 2 < value]
    step = Decimal(r.choice(places or [1]))
    return value + step * r.choice([1, 2, 3])


def _more(t: Truth, s: Style, topic: str) -> str:
    """The key of a sentence added at the end of a topic."""
    bank = BANKS[s.bank]
    entry = (
        bank.get(f"{topic}:{t.kind}") or (bank.get(f"{topic}:service") if t.kind in SERVICE else None) or bank[topic]
    )
    return f"{topic}/{len(entry[1])}"


def _listed(t: Truth) -> bool:
    """Whether the schedule is a list of single instalments."""
    return len(t.pays) > 1


def amt101(t: Truth, s: Style, r: random.Random) -> Plant | None:
    return None if t.total is None else Plant({"total.capital": _off(r, t.total)}, ("price/0",))


def amt102(t: Truth, s: Style, r: random.Random) -> Plant | None:
    if t.total is None or t.total != t.total.to_integral_value() or not s.whole:
        return None
    return Plant({"total.form": lambda words: words.removesuffix(s.whole)}, ("price/0",))


def amt103(t: Truth, s: Style, r: random.Random) -> Plant | None:
    if not t.parts:
        return None
    i = r.randrange(len(t.parts) - 1)
    return Plant({f"part{i}": _off(r, t.parts[i].amount)}, ("price",), also=_codes("ITM203"))


def amt104(t: Truth, s: Style, r: random.Random) -> Plant | None:
    part = next((p for p in t.parts if p.rate), None)
    return (
        None
        if part is None or part.rate is None
        else Plant({"rate": part.rate + r.choice([500, 1000, 2000])}, ("price",), also=_codes("AMT105"))
    )


def amt105(t: Truth, s: Style, r: random.Random) -> Plant | None:
    part = next((p for p in t.parts if p.rate), None)
    if part is None or part.rate is None:
        return None
    rate, years = (part.rate / 2, 4) if part.years == 2 else (part.amount, 1)
    return Plant({"rate": rate, "years": years}, ("price",), also=_codes("DAT401"))


def amt106(t: Truth, s: Style, r: random.Random) -> Plant | None:
    if t.total is None or t.parts or t.seed % 2:
        return None
    tax = fen(t.total * Decimal(r.choice(["0.0437", "0.0721", "0.1013"])))
    return Plant({"tax": tax, "excluded": t.total - tax}, ("price",))


def amt107(t: Truth, s: Style, r: random.Random) -> Plant | None:
    if t.total is None or t.seed % 2:
        return None
    return Plant({"excluded": _off(r, t.excluded)}, ("price",), also=_codes("AMT106"))


def amt108(t: Truth, s: Style, r: random.Random) -> Plant | None:
    return (
        None
        if t.total is None
        else Plant(
            {
                "again": t.total * r.choice([10, 10000])
                if r.random() < 0.5 or fen(t.total / 10) * 10 != t.total
                else t.total / 10
            },
            ("misc/1",),
        )
    )


def amt109(t: Truth, s: Style, r: random.Random) -> Plant | None:
    return None if t.total is None else Plant({"again": _off(r, t.total)}, ("misc/1",))


def itm201(t: Truth, s: Style, r: random.Random) -> Plant | None:
    rows = [i for i, x in enumerate(t.items) if x.groups[:1] != ("运行维护",)]
    if not rows or t.kind == "framework":
        return None
    i = r.choice(rows)
    return Plant({f"price{i}": t.items[i].price + max(Decimal(1), fen(t.items[i].price / 10))}, item=t.items[i].number)


def itm202(t: Truth, s: Style, r: random.Random) -> Plant | None:
    if not t.items or t.kind == "framework":
        return None
    return Plant(
        {"table.total": _off(r, sum((x.amount for x in t.items), Decimal(0)))},
        also=_codes("ITM207", "AMT109", "ITM203", "AMT104", "PAY304"),
    )


def itm203(t: Truth, s: Style, r: random.Random) -> Plant | None:
    if not t.parts:
        return None
    shift = Decimal(r.choice([1000, 3000, 200]))
    return Plant({"part0": t.parts[0].amount + shift, "part1": t.parts[1].amount - shift}, ("price",))


def itm204(t: Truth, s: Style, r: random.Random) -> Plant | None:
    if not t.items or t.kind in ("works", "system") or len(t.items) < 4:
        return None
    i = r.randrange(2, len(t.items) - 1)
    said = t.items[i - 1].number
    return Plant({f"number{i}": said}, item=said)


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
    return Plant({f"subtotal.{group}": _off(r, value)}, also=_codes("ITM202", "ITM203"))


def itm207(t: Truth, s: Style, r: random.Random) -> Plant | None:
    if (
        t.kind not in ("goods", "works")
        or t.total is None
        or s.pays == "table"
        or any(p.form == "stated" for p in t.pays)
    ):
        return None
    said = _off(r, t.total)
    return Plant({"total": said, "total.capital": said, "again": said, "with_tax": False})


def pay301(t: Truth, s: Style, r: random.Random) -> Plant | None:
    if not _listed(t) or any(p.form != "percent" for p in t.pays):
        return None
    i = r.randrange(len(t.pays))
    percent = t.pays[i].percent
    assert percent is not None
    return Plant({f"percent{i}": percent + (5 if percent < 90 else -3)}, ("payment/0",), also=_codes("PAY304"))


def pay302(t: Truth, s: Style, r: random.Random) -> Plant | None:
    part = next((p for p in t.parts if p.rate), None)
    if part is None:
        return None
    return Plant(
        {
            "more.payment": [
                f"{part.name}费用：第{han(part.years + 1)}年的费用{s.figure(part.rate or part.amount)}于该年度服务开始后15日内支付。"
            ]
        },
        (_more(t, s, "payment"),),
        also=_codes("PAY301", "PAY304", "PAY303"),
    )


def pay303(t: Truth, s: Style, r: random.Random) -> Plant | None:
    return Plant({"count": len(t.pays) + r.choice([1, 2])}, ("payment/0",)) if _listed(t) else None


def pay304(t: Truth, s: Style, r: random.Random) -> Plant | None:
    if not _listed(t) or not (s.pays == "table" or any(p.form == "stated" for p in t.pays)):
        return None
    i = r.randrange(len(t.pays))
    return Plant({f"amount{i}": _off(r, t.pays[i].amount)}, ("payment/0",))


def pay305(t: Truth, s: Style, r: random.Random) -> Plant | None:
    text = r.choice(
        [
            "上述款项待财政资金拨付到位后支付。",
            "如财政资金未及时下达，付款时间相应顺延，{B}不承担逾期责任。",
            "付款以上级专项资金到账为前提。",
        ]
    )
    return Plant({"more.payment": [text]}, ("payment",)) if t.pays else None


def dat401(t: Truth, s: Style, r: random.Random) -> Plant | None:
    if (
        t.kind not in ("goods", "system", "works") or s.bank == "detailed"
    ):  # that bank's warranty names no event in words
        return None
    text = BANKS[s.bank]["warranty"][1][0].replace("{warranty}", r.choice(["5年", "60个月"]))
    return Plant({"more.misc": [text]}, (_more(t, s, "misc"), "warranty"))


def dat402(t: Truth, s: Style, r: random.Random) -> Plant | None:
    if t.starts is None:
        return None
    return Plant({"ends": t.starts - dt.timedelta(days=r.randint(20, 90))}, ("term/0",), also=_codes("DAT403"))


def dat403(t: Truth, s: Style, r: random.Random) -> Plant | None:
    if t.starts is None or t.ends is None:
        return None
    return Plant({"ends": t.ends + dt.timedelta(days=r.choice([31, 61, 92, -40]))}, ("term/0",))


def dat404(t: Truth, s: Style, r: random.Random) -> Plant | None:
    if t.ends is None:
        return None
    month, day = r.choice([(2, 30), (6, 31), (9, 31), (11, 31), (4, 31)])
    forms = {"iso": f"{t.ends.year}-{month:02d}-{day}", "dots": f"{t.ends.year}.{month:02d}.{day}"}
    return Plant(
        {"ends": forms.get(s.dates, f"{t.ends.year}年{month}月{day}日")}, ("term/0",), also=_codes("DAT403", "DAT402")
    )


def dat405(t: Truth, s: Style, r: random.Random) -> Plant | None:
    return Plant({f"signed.{r.choice(['buyer', 'supplier'])}": None}, also=_codes("FRM701"))


def ref501(t: Truth, s: Style, r: random.Random) -> Plant | None:
    return None if t.total is None else Plant({"ref.price": str(r.randint(31, 48)), "again": t.total}, ("misc/1",))


def ref502(t: Truth, s: Style, r: random.Random) -> Plant | None:
    label = s.annex_label.format(n=7, h="七")
    return Plant({"more.duties": [f"{{S}}还应遵守{label}的规定。"]}, (_more(t, s, "duties"),))


def ref503(t: Truth, s: Style, r: random.Random) -> Plant | None:
    last = 0 if s.items_in == "body" or not t.items else 1
    return Plant({f"annex{last}.cited": r.choice(["现场管理办法", "项目验收细则", "人员考勤制度"])})


def ref504(t: Truth, s: Style, r: random.Random) -> Plant | None:
    return Plant({"uncited": True}) if t.kind == "goods" else None


def ref505(t: Truth, s: Style, r: random.Random) -> Plant | None:
    cited = {
        "plain": "acceptance",
        "terse": "acceptance",
        "formal": "secret",
        "trade": "secret",
        "mandate": "secret",
    }.get(s.bank)
    return None if cited is None else Plant({f"ref.{cited}": "transfer"}, ("breach/2",))


def ref506(t: Truth, s: Style, r: random.Random) -> Plant | None:
    return Plant({"skip": (key := r.choice(["duties", "secret", "force", "change"]))}, (key,))


def pty601(t: Truth, s: Style, r: random.Random) -> Plant | None:
    x = r.choice([t.buyer, t.supplier])
    at = r.randrange(2, min(5, len(x.name)))
    swapped = x.name[:at] + ("华" if x.name[at] != "华" else "中") + x.name[at + 1 :]
    return Plant({f"sign.name.{x.role}": swapped}, also=_codes("PTY604", "PTY602"))


def pty602(t: Truth, s: Style, r: random.Random) -> Plant | None:
    x = r.choice([t.buyer, t.supplier])
    said = x.phone[:-2] + f"{(int(x.phone[-2:]) + 13) % 100:02d}"
    return Plant({f"sign.phone.{x.role}": said})


def pty603(t: Truth, s: Style, r: random.Random) -> Plant | None:
    x = r.choice([t.buyer, t.supplier])
    at = r.randrange(8, 17)
    said = x.uscc[:at] + ("7" if x.uscc[at] != "7" else "3") + x.uscc[at + 1 :]
    return Plant({f"uscc.{x.role}": said})


def pty604(t: Truth, s: Style, r: random.Random) -> Plant | None:
    if s.account == "sign":
        return None
    return Plant(
        {"account_name": r.choice(["临江市恒通商贸有限公司", "九原县立信建筑劳务有限公司", t.supplier.legal])},
        also=_codes("PTY602", "PTY601"),
    )


def frm701(t: Truth, s: Style, r: random.Random) -> Plant | None:
    text = r.choice(
        ["双方约定的其他事项：__________。", "{S}项目负责人为________，联系电话________。", "本合同在________签订。"]
    )
    return Plant({"more.misc": [text]}, (_more(t, s, "misc"),))


def frm702(t: Truth, s: Style, r: random.Random) -> Plant | None:
    return Plant({"copies": t.copies[0] + 1}, ("misc/0",))


def frm703(t: Truth, s: Style, r: random.Random) -> Plant | None:
    return Plant({"dispute": r.choice(["none", "both"])}, ("dispute",))


def frm704(t: Truth, s: Style, r: random.Random) -> Plant | None:
    return Plant({"unsigned": "supplier"}, also=_codes("DAT405"))


def frm705(t: Truth, s: Style, r: random.Random) -> Plant | None:
    return Plant({"without": ("dispute",)})


def law801(t: Truth, s: Style, r: random.Random) -> Plant | None:
    return Plant({"bond": Decimal(r.choice([12, 15, 20]))}, ("bond",)) if t.bond is not None else None


def law802(t: Truth, s: Style, r: random.Random) -> Plant | None:
    return Plant(r.choice([{"penalty": Decimal(1)}, {"penalty": Decimal(3)}, {"cap": Decimal(40)}]), ("breach",))


def law803(t: Truth, s: Style, r: random.Random) -> Plant | None:
    at = next(
        (
            i
            for i, p in enumerate(t.pays)
            if p.trigger == "accept" and p.percent is not None and p.percent > 10 and p.form != "rest"
        ),
        None,
    )
    return (
        None if at is None or not _listed(t) else Plant({f"due{at}": (r.choice([90, 120, 180]), "day")}, ("payment/0",))
    )


def law804(t: Truth, s: Style, r: random.Random) -> Plant | None:
    if t.kind != "framework" or t.starts is None:
        return None
    return Plant({"term": (5, "year"), "ends": add_months(t.starts, 60)}, ("term/0",))


def law805(t: Truth, s: Style, r: random.Random) -> Plant | None:
    if t.total is None:
        return None
    return Plant(
        {"more.misc": ["{B}于签约时向{S}交付定金，定金数额为合同总价的30%。"]},
        (_more(t, s, "misc"),),
        also=_codes("PAY301"),
    )


PLANTS: dict[str, Callable[[Truth, Style, random.Random], Plant | None]] = {
    f.__name__.upper(): f
    for f in (amt101, amt102, amt103, amt104, amt105, amt106, amt107, amt108, amt109, itm201, itm202, itm203, itm204, itm205, itm206, itm207, pay301, pay302,
              pay303, pay304, pay305, dat401, dat402, dat403, dat404, dat405, ref501, ref502, ref503, ref504, ref505, ref506, pty601, pty602, pty603, pty604,
              frm701, frm702, frm703, frm704, frm705, law801, law802, law803, law804, law805)
}  # fmt: skip


def plant(code: str, seed: int, styles: list[Style]) -> Planted:
    """A contract with ``code``'s error, its kind and style drawn from the seed."""
    r = random.Random(f"plant {code} {seed}")
    for attempt in range(400):
        t = generate(seed * 1000 + attempt, r.choice(KINDS))
        s = r.choice(styles)
        found = PLANTS[code](t, s, r)
        if found is None:
            continue
        t.changed = found.changed
        made = write(t, s)
        clauses = tuple(made.places.get(k) or made.places[k.split("/")[0]] for k in found.keys)
        return Planted(code, made, clauses, found.item, found.also)
    raise AssertionError(f"{code}: nothing to plant it in")


def placed(case: Planted, finding: dict[str, Any]) -> bool:
    """Whether the finding names the place of the planted error."""
    if case.item is not None:
        return case.item in [str(i) for i in finding["items"]]
    return not case.clauses or any(c is not None and c.startswith(p) for c in finding["clauses"] for p in case.clauses)

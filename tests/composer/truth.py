"""A contract's truth: who, what, how much, when; drawn from a seed, free of contradictions."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Literal

from tests.composer import pools

Kind = Literal["goods", "system", "monthly", "works", "study", "yearly", "framework"]
KINDS: tuple[Kind, ...] = ("goods", "system", "monthly", "works", "study", "yearly", "framework")
FEN = Decimal("0.01")


def fen(value: Decimal) -> Decimal:
    return value.quantize(FEN, ROUND_HALF_UP)


@dataclass(frozen=True)
class PartyTruth:
    role: Literal["buyer", "supplier"]
    name: str
    address: str
    phone: str
    uscc: str
    legal: str
    contact: str
    bank: str
    account: str
    postal: str
    email: str


@dataclass(frozen=True)
class Item:
    number: str
    groups: tuple[str, ...]
    name: str
    brand: str | None
    model: str | None
    unit: str
    quantity: Decimal
    price: Decimal
    remark: str | None = None

    @property
    def amount(self) -> Decimal:
        return fen(self.quantity * self.price)


@dataclass(frozen=True)
class Part:
    """A component of the price; with ``rate`` it is so much a year, ``years`` times."""

    name: str
    amount: Decimal
    rate: Decimal | None = None
    years: int = 0


@dataclass(frozen=True)
class Pay:
    """An instalment. ``form``: percent, rest (what is left), upto (cumulative), retention, month, quarter, half, year."""

    form: str
    percent: Decimal | None
    amount: Decimal
    trigger: str
    due: tuple[int, str]
    count: int = 1


@dataclass
class Truth:
    seed: int
    kind: Kind
    trade: str
    title: str
    project: str
    number: str
    project_number: str
    buyer: PartyTruth
    supplier: PartyTruth
    items: list[Item]
    parts: list[Part]
    total: Decimal | None
    tax_rate: Decimal
    pays: list[Pay]
    signed: tuple[dt.date, dt.date]
    starts: dt.date | None
    ends: dt.date | None
    months: int
    monthly: Decimal | None
    finish: tuple[int, str]
    warranty: tuple[int, str]
    accept: tuple[int, str]
    repair: tuple[int, str]
    penalty: Decimal
    cap: Decimal | None
    bond: Decimal | None
    bond_amount: Decimal | None
    deposit: Decimal | None
    copies: tuple[int, int, int]
    method: str
    venue: str
    discount: Decimal | None
    notice: tuple[int, str]
    cure: tuple[int, str]
    secret: tuple[int, str]
    changed: dict[str, Any] = field(default_factory=dict)

    def told(self, key: str, value: Any) -> Any:
        """What one place says: the truth, unless something else was planted there."""
        return self.changed.get(key, value)

    @property
    def excluded(self) -> Decimal:
        assert self.total is not None
        return fen(self.total / (1 + self.tax_rate / 100))

    @property
    def tax(self) -> Decimal:
        assert self.total is not None
        return self.total - self.excluded


def add_months(day: dt.date, months: int) -> dt.date:
    """The last day of a term of so many months from ``day``, its first."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, day.day) - dt.timedelta(days=1)


def _uscc(r: random.Random, first: str) -> str:
    from stdnum.cn import uscc

    body = first + str(r.choice([330, 370, 410, 420, 430, 510, 520])) + f"{r.randint(100, 999)}" + "".join(
        r.choice("0123456789ABCDEFGHJKLMNPQRTUWXY") for _ in range(9))  # fmt: skip
    return body + str(uscc.calc_check_digit(body))


def _person(r: random.Random) -> str:
    return r.choice(pools.SURNAMES) + r.choice(pools.GIVEN)


def _parties(r: random.Random, trade: str, place: str) -> tuple[PartyTruth, PartyTruth]:
    def one(role: Literal["buyer", "supplier"], name: str, seat: str, uscc: str) -> PartyTruth:
        return PartyTruth(
            role, name, f"{seat}{r.choice(pools.STREETS)}{r.randint(2, 399)}号", f"0{r.randint(311, 899)}-{r.choice('2345678')}{r.randint(100000, 9999999)}", uscc,
            _person(r), _person(r), f"{r.choice(pools.BANKS)}{seat}{r.choice(['营业部', '城关支行', '开发区支行', '新城支行'])}",
            f"{r.randint(10**15, 9 * 10**18)}", f"{r.randint(100000, 899999)}", f"{r.choice(['bgs', 'info', 'cw'])}{r.randint(10, 999)}@example.cn")  # fmt: skip

    buyer = one("buyer", place + r.choice(pools.OFFICES), place, _uscc(r, r.choice(["11", "12"])))
    seat = r.choice([p for p in pools.PLACES if p != place])
    firm = seat.rstrip("县区市") + r.choice(pools.FIRMS) + trade + r.choice(pools.TAILS)
    return buyer, one("supplier", firm, seat, _uscc(r, "91"))


def _goods(r: random.Random) -> tuple[str, str, str, list[Item], Decimal]:
    key = r.choice([*pools.GOODS, *pools.MATERIALS])
    trade, what = {"lab": ("实验仪器", "实验室设备"), "furniture": ("家具", "办公家具"), "office": ("科技", "办公设备"), "medical": ("医疗器械", "医疗设备"),
                   "catering": ("食品配送", "食堂食材"), "printing": ("印务", "印刷品")}[key]  # fmt: skip
    items = []
    if key in pools.GOODS:
        chosen = r.sample(pools.GOODS[key], r.randint(5, len(pools.GOODS[key])))
        for i, (name, brand, model, unit, price) in enumerate(chosen, 1):
            n = r.randint(1, 12) if price > 2000 else r.randint(4, 160)
            items.append(
                Item(
                    str(i),
                    (),
                    name,
                    brand,
                    model,
                    unit,
                    Decimal(n),
                    _about(r, price),
                    r.choice([None, None, None, "含安装", "进口件除外"]),
                )
            )
    else:
        for i, (name, spec, unit, price) in enumerate(r.sample(pools.MATERIALS[key], r.randint(5, 8)), 1):
            items.append(Item(str(i), (), name, None, spec, unit, Decimal(r.randint(40, 3000)), _about(r, price)))
    return trade, what, "13" if key != "catering" else "9", items, sum((i.amount for i in items), Decimal(0))  # type: ignore[return-value]


def _about(r: random.Random, price: float) -> Decimal:
    """A price near one: round numbers for dear things, jiao and fen for cheap ones."""
    p = Decimal(str(price)) * r.randint(88, 112) / 100
    return fen(p) if p < 300 else p.quantize(Decimal(1)) if p < 3000 else (p / 10).quantize(Decimal(1)) * 10


def _percents(r: random.Random) -> list[Decimal]:
    return [
        Decimal(p)
        for p in r.choice(
            [
                [30, 65, 5],
                [40, 50, 10],
                [30, 40, 27, 3],
                [95, 5],
                [97, 3],
                [50, 45, 5],
                [20, 50, 25, 5],
                [30, 70],
                [60, 40],
            ]
        )
    ]


def generate(seed: int, kind: Kind | None = None) -> Truth:
    """The truth of ``seed``: the same seed, the same truth."""
    r = random.Random(f"truth {seed} {kind}")
    kind = kind or r.choice(KINDS)
    place = r.choice(pools.PLACES)
    parts: list[Part] = []
    items: list[Item] = []
    total: Decimal | None
    monthly: Decimal | None = None
    months, discount = 0, None
    signed = dt.date(r.choice([2025, 2026]), r.randint(1, 12), r.randint(1, 28))
    starts = signed + dt.timedelta(days=r.randint(2, 20))
    if r.random() < 0.6 or starts.day > 28:
        starts = add_months(signed.replace(day=1), 1) + dt.timedelta(days=1)  # the first of the next month
    if kind == "goods":
        trade, what, rate, items, total = _goods(r)  # type: ignore[assignment]
        title, project = f"{what}采购合同", f"{what}采购项目"
    elif kind == "system":
        trade, what, rate = (
            "信息技术",
            r.choice(["一体化政务服务平台", "智慧校园平台", "医疗信息集成平台", "综合执法管理系统"]),
            "6",
        )
        for group, pool in pools.SYSTEM.items():
            for name, model, unit, price in r.sample(pool, r.randint(2, min(4, len(pool)))):
                n = 1 if unit in ("套", "项") else r.randint(2, 30)
                items.append(Item(str(len(items) + 1), (group,), name, None, model, unit, Decimal(n), _about(r, price)))
        years = r.choice([2, 3])
        fee = Decimal(r.randint(20, 90) * 1000)
        items.append(Item(str(len(items) + 1), ("运行维护",), "运行维护服务", None, "驻场", "年", Decimal(years), fee))
        for group in [*pools.SYSTEM, "运行维护"]:
            amount = sum((i.amount for i in items if i.groups[0] == group), Decimal(0))
            parts.append(Part(group, amount, fee, years) if group == "运行维护" else Part(group, amount))
        total = sum((p.amount for p in parts), Decimal(0))
        title, project = f"{what}建设合同", f"{what}建设项目"
    elif kind == "monthly":
        project, trade, rate, posts = pools.POSTS[r.choice(list(pools.POSTS))]
        months = r.choice([6, 12, 12, 24, 36])
        for i, (post, pay) in enumerate(posts[: r.randint(4, len(posts))], 1):
            items.append(
                Item(str(i), (), post, None, None, "人", Decimal(1 if i == 1 else r.randint(1, 14)), _about(r, pay))
            )
        monthly = sum((i.amount for i in items), Decimal(0))
        total = monthly * months
        title, project = f"{project}合同", f"{project}采购项目"
    elif kind == "works":
        trade, rate = "建设工程", "9"
        for group, subs in r.sample(pools.WORKS, r.choice([2, 3])):
            for s, (sub, works) in enumerate(subs, 1):
                for w, (name, unit, price) in enumerate(works, 1):
                    items.append(
                        Item(
                            f"{s}.{w}",
                            (group, sub),
                            name,
                            None,
                            None,
                            unit,
                            Decimal(r.randint(12, 680)),
                            fen(Decimal(str(price)) * r.randint(90, 110) / 100),
                        )
                    )
        total = sum((i.amount for i in items), Decimal(0))
        what = r.choice(["教学楼维修改造", "综合楼内部装修", "老旧办公区修缮"])
        title, project = f"{what}工程施工合同", f"{what}工程"
    elif kind == "study":
        what, _ = r.choice(pools.STUDIES)
        trade, rate = "咨询", "6"
        total = Decimal(r.randint(60, 980) * 1000 + r.choice([0, 0, 500]))
        title, project = f"{what}服务合同", f"{what}项目"
    elif kind == "yearly":
        what, _ = r.choice(pools.LEASES)
        trade, rate = "数据通信", "6"
        years = r.choice([1, 2, 3])
        months = 12 * years
        fee = Decimal(r.randint(30, 600) * 1000)
        total = fee * years
        monthly = fee  # a year's fee
        title, project = f"{what}服务合同", f"{what}服务采购"
    else:
        what, _, prices = r.choice(pools.FRAMES)
        trade, rate, total = "综合服务", "6", None
        months = r.choice([12, 24])
        discount = Decimal(r.choice([5, 8, 10, 12, 15]))
        for i, (name, unit, price) in enumerate(prices, 1):
            items.append(Item(str(i), (), name, None, None, unit, Decimal(0), Decimal(str(price))))
        title, project = f"{what}服务框架协议", f"{what}服务采购项目"
    ends = add_months(starts, months) if months else None
    buyer, supplier = _parties(r, trade, place)
    one = r.randint(1, 4)
    mine, theirs = r.randint(2, 4), one
    copies = (mine + theirs, mine, theirs)
    method = r.choice(["litigation", "litigation", "arbitration"])
    venue = f"{place}人民法院" if method == "litigation" else f"{place.rstrip('县区')}仲裁委员会"
    truth = Truth(
        seed, kind, trade, title, project=buyer.name + project, number=_number(r), project_number=f"{r.choice(['ZC', 'CG', 'GK', 'CS'])}{signed.year}-{r.randint(100, 9999)}",
        buyer=buyer, supplier=supplier, items=items, parts=parts, total=total, tax_rate=Decimal(rate), pays=[],
        signed=(signed - dt.timedelta(days=r.choice([0, 0, 1])), signed), starts=starts if months else None, ends=ends, months=months, monthly=monthly,
        finish=r.choice([(30, "day"), (45, "calendar_day"), (60, "day"), (20, "working_day"), (90, "calendar_day"), (3, "month")]),
        warranty=r.choice([(12, "month"), (24, "month"), (2, "year"), (3, "year"), (36, "month")]), accept=r.choice([(5, "working_day"), (7, "day"), (10, "day"), (15, "day")]),
        repair=r.choice([(2, "hour"), (4, "hour"), (24, "hour"), (48, "hour")]), penalty=Decimal(r.choice(["0.03", "0.05", "0.1", "0.2", "0.3"])),
        cap=r.choice([None, Decimal(3), Decimal(5), Decimal(10)]), bond=r.choice([None, Decimal(3), Decimal(5), Decimal(10)]), bond_amount=None, deposit=None,
        copies=copies, method=method, venue=venue, discount=discount, notice=r.choice([(3, "working_day"), (5, "day"), (7, "day")]),
        cure=r.choice([(10, "day"), (15, "day"), (30, "day")]), secret=r.choice([(2, "year"), (3, "year"), (5, "year")]),
    )  # fmt: skip
    truth.pays = _pays(r, truth)
    if truth.total is None:
        truth.bond, truth.bond_amount = None, r.choice([None, Decimal(5000), Decimal(20000)])
    return truth


def _number(r: random.Random) -> str:
    letters = "".join(r.choice("ABCDFGHJKLMNQSTXYZ") for _ in range(4))
    year, n = r.choice([2025, 2026]), r.randint(1, 999)
    return r.choice(
        [f"{letters}-{year}-{n:03d}", f"{letters}{year}{n:04d}", f"{letters}[{year}]{n}号", f"{letters}/HT-{n:04d}"]
    )


def _pays(r: random.Random, t: Truth) -> list[Pay]:
    due = r.choice(
        [(5, "working_day"), (10, "working_day"), (15, "working_day"), (15, "day"), (20, "day"), (30, "day")]
    )
    if t.kind == "monthly":
        assert t.monthly is not None
        step = r.choice([f for f, m in (("month", 1), ("quarter", 3), ("half", 6)) if t.months % m == 0])
        m = {"month": 1, "quarter": 3, "half": 6}[step]
        return [Pay(step, None, t.monthly * m, step, due, t.months // m)]
    if t.kind == "yearly":
        assert t.monthly is not None
        return [Pay("year", None, t.monthly, "year", due, t.months // 12)]
    if t.kind == "framework":
        return []
    assert t.total is not None
    percents = _percents(r)
    triggers = {2: ["accept", "end"], 3: ["sign", "accept", "end"], 4: ["sign", "arrive", "accept", "end"]}[
        len(percents)
    ]
    form = r.choice(["percent", "percent", "rest", "upto", "stated"])
    if t.kind == "study":
        triggers = [{"arrive": "draft", "end": "final"}.get(x, x) for x in triggers]
    pays, done = [], Decimal(0)
    for i, (p, trigger) in enumerate(zip(percents, triggers, strict=True)):
        last = i == len(percents) - 1
        amount = t.total - done if last else fen(t.total * p / 100)
        done += amount
        kind = (
            "rest"
            if form == "rest" and last
            else "upto"
            if form == "upto" and i > 0 and not last
            else "stated"
            if form == "stated"
            else "percent"
        )
        if form == "upto" and last:
            kind = "rest"
        pays.append(
            Pay(kind, p, amount, trigger, due if i == 0 or r.random() < 0.7 else (r.choice([7, 10, 14]), "day"))
        )
    return pays

"""A county's year of contracts, composed: parties that keep their names, codes and accounts, prices with a natural
spread, nothing split and nothing twice. And what may be planted among them, one thing at a time.

Everything is said in truths (tests/composer), so that a county can be turned into digests, thousands at a time, or
printed and read through the whole line.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from tests.composer import pools
from tests.composer.truth import Kind, PartyTruth, Pay, Truth, fen, generate

SPLIT, HEAP, WINDOW = Decimal(500000), Decimal(5000000), 91


@dataclass(frozen=True)
class Filed:
    """One file of the county: what it says, and whether it is a scan."""

    truth: Truth
    scanned: bool = False


@dataclass(frozen=True)
class Planted:
    """What was planted: the code that ought to tell, and the places in the list of files it is about."""

    code: str
    files: tuple[int, ...]


@dataclass
class County:
    r: random.Random
    files: list[Filed] = field(default_factory=list)
    planted: list[Planted] = field(default_factory=list)
    touched: set[int] = field(default_factory=set)

    def add(self, truth: Truth, scanned: bool = False) -> int:
        self.files.append(Filed(truth, scanned))
        return len(self.files) - 1

    def change(self, i: int, **changes: object) -> None:
        self.files[i] = replace(self.files[i], truth=replace(self.files[i].truth, **changes))  # type: ignore[arg-type]

    def untouched(self, wanted: Callable[[Filed], bool]) -> list[int]:
        return [i for i, f in enumerate(self.files) if i not in self.touched and wanted(f)]

    def plant(self, code: str, *files: int) -> None:
        self.planted.append(Planted(code, files))
        self.touched |= set(files)


def purchase(t: Truth) -> str:
    """What is bought, for which a buyer would be asked not to buy it twice in a short time."""
    return t.kind if t.kind in ("system", "works") else t.project.removeprefix(t.buyer.name)


def compose_county(seed: int, n: int, scans: float = 0.1) -> County:
    """``n`` contracts, a share of them scans, free of everything that a rule across contracts speaks of."""
    r = random.Random(f"county {seed}")
    county = County(r)
    bodies: dict[str, PartyTruth] = {}
    buyers, firms = max(3, n // 5), max(4, n // 4)
    drawn = [generate(seed * 100_000 + i, "goods" if r.random() < 0.5 else None) for i in range(n)]  # most are goods
    pool_b = [t.buyer for t in drawn[:buyers]]
    pool_s = [t.supplier for t in drawn[:firms]]
    for p in [*pool_b, *pool_s]:
        bodies.setdefault(p.name, p)
    offices = [bodies[p.name] for p in pool_b]
    suppliers = [bodies[p.name] for p in pool_s]
    spent: dict[str, Decimal] = {}
    bought: dict[tuple[str, str], list[tuple[dt.date, Decimal | None]]] = {}
    for i, t in enumerate(drawn):
        what, total = t.project.removeprefix(t.buyer.name), t.total or Decimal(0)
        for buyer in r.sample(offices, len(offices)):
            before = bought.get((buyer.name, purchase(t)), [])
            split = total < SPLIT and any(
                (x or Decimal(0)) < SPLIT and abs((max(t.signed) - d).days) <= WINDOW for d, x in before
            )
            if not split and (buyer.name not in spent or spent[buyer.name] + total < HEAP):
                break
        else:
            buyer = replace(t.buyer, name=f"{t.buyer.name}第{i}分局")
            offices.append(buyer)
        spent[buyer.name] = spent.get(buyer.name, Decimal(0)) + total
        bought.setdefault((buyer.name, purchase(t)), []).append((max(t.signed), t.total))
        number = f"{t.number}-{i:04d}" if r.random() < 0.5 else f"{t.number[:4]}{2025 + i % 2}{i:04d}"
        county.add(
            replace(t, buyer=buyer, supplier=r.choice(suppliers), project=buyer.name + what, number=number),
            r.random() < scans,
        )
    return county


# what may be planted ------------------------------------------------------------------------------------------------


def _of_common_party(c: County, role: str) -> list[int] | None:
    """Two files of one party, the first of them not touched yet."""
    by_name: dict[str, list[int]] = {}
    for i, f in enumerate(c.files):
        by_name.setdefault(getattr(f.truth, role).name, []).append(i)
    found = [x for x in by_name.values() if len(x) > 1 and any(i not in c.touched for i in x)]
    if not found:
        return None
    files = c.r.choice(found)
    first = c.r.choice([i for i in files if i not in c.touched])
    return [first, c.r.choice([i for i in files if i != first])]


def alias(c: County) -> None:
    """XCT1001: a party under another name, its code kept."""
    role = c.r.choice(["buyer", "supplier", "supplier"])
    found = _of_common_party(c, role)
    if found is None:
        return
    i = found[0]
    party: PartyTruth = getattr(c.files[i].truth, role)
    if role == "buyer":
        name = party.name[:2] + c.r.choice(["财政与资产服务中心", "公共事务保障中心", "工程建设管理处"])
    else:
        firm = c.r.choice([f for f in pools.FIRMS if f not in party.name])
        name = party.name[:2] + firm + c.r.choice(["商贸", "实业", "供应链管理"]) + "有限公司"
    c.change(i, **{role: replace(party, name=name)}, **_project_for(c.files[i].truth, role, name))
    c.plant("XCT1001", i)


def _project_for(t: Truth, role: str, name: str) -> dict[str, object]:
    return {"project": name + t.project.removeprefix(t.buyer.name)} if role == "buyer" else {}


def other_code(c: County) -> None:
    """XCT1002: a party with a second valid code."""
    role = c.r.choice(["buyer", "supplier"])
    found = _of_common_party(c, role)
    if found is None:
        return
    i = found[0]
    stranger = generate(c.r.randrange(10**9) + 10**10)
    party: PartyTruth = getattr(c.files[i].truth, role)
    c.change(i, **{role: replace(party, uscc=getattr(stranger, role).uscc)})
    c.plant("XCT1002", i)


def shared_account(c: County) -> None:
    """XCT1003: two suppliers paid to one account."""
    i = c.r.choice(c.untouched(lambda f: True))
    mine = c.files[i].truth.supplier
    others = c.untouched(lambda f: f.truth.supplier.name != mine.name)
    j = c.r.choice(others)
    c.change(j, supplier=replace(c.files[j].truth.supplier, account=mine.account))
    c.plant("XCT1003", j)


def shared_phone(c: County) -> None:
    """XCT1009: two suppliers with one telephone number."""
    i = c.r.choice(c.untouched(lambda f: True))
    mine = c.files[i].truth.supplier
    j = c.r.choice(c.untouched(lambda f: f.truth.supplier.name != mine.name))
    c.change(j, supplier=replace(c.files[j].truth.supplier, phone=mine.phone))
    c.plant("XCT1009", j)


def _priced(c: County) -> list[tuple[int, int]]:
    """(file, row) of untouched goods whose product is bought often enough in its year to be compared."""
    rows: dict[tuple[str, str | None, str, int], list[tuple[int, int]]] = {}
    for i, f in enumerate(c.files):
        if f.truth.kind == "goods":
            for k, item in enumerate(f.truth.items):
                rows.setdefault((item.name, item.model, item.unit, max(f.truth.signed).year), []).append((i, k))
    return [(i, k) for key, x in rows.items() if len(x) >= 6 and key[1] for i, k in x if i not in c.touched]


def _more(c: County, kind: Kind, wanted: Callable[[Truth], bool]) -> None:
    """One more contract of a kind, by a buyer of its own and a supplier that is known."""
    while True:
        t = generate(c.r.randrange(10**9) + 10**11, kind)
        if wanted(t):
            buyer = replace(t.buyer, name=f"{t.buyer.name}第{len(c.files)}分局")
            what = t.project.removeprefix(t.buyer.name)
            supplier = c.r.choice(c.files).truth.supplier
            c.add(
                replace(
                    t, buyer=buyer, supplier=supplier, project=buyer.name + what, number=f"{t.number}-{len(c.files)}"
                )
            )
            return


def dear(c: County) -> None:
    """XCT1004: one row's unit price far from that of its product (with its amounts, so that the contract adds up)."""
    if not _priced(c):  # a small county: six more contracts of one trade
        goods = [f.truth for f in c.files if f.truth.kind == "goods"]
        like = c.r.choice(goods)
        for _ in range(6):
            _more(c, "goods", lambda t: t.title == like.title and max(t.signed).year == max(like.signed).year)
    free = _priced(c)
    i, k = c.r.choice(free)
    t = c.files[i].truth
    factor = Decimal(c.r.choice(["1.9", "2.4", "3", "4.5", "0.5", "0.35"]))
    items = [replace(x, price=fen(x.price * factor)) if n == k else x for n, x in enumerate(t.items)]
    total = sum((x.amount for x in items), Decimal(0))
    assert t.total is not None
    pays = [replace(p, amount=fen(p.amount * total / t.total)) for p in t.pays]
    pays[-1] = replace(pays[-1], amount=total - sum((p.amount for p in pays[:-1]), Decimal(0)))
    c.change(i, items=items, total=total, pays=pays)
    c.plant("XCT1004", i)


def same_number(c: County) -> None:
    """XCT1005: a second contract under a number already given."""
    i, j = c.r.sample(c.untouched(lambda f: True), 2)
    c.change(j, number=c.files[i].truth.number)
    c.plant("XCT1005", i, j)


def copied(c: County) -> None:
    """XCT1006: a scan of a contract beside it."""
    i = c.r.choice(c.untouched(lambda f: f.truth.total is not None))
    j = c.add(c.files[i].truth, True)
    c.plant("XCT1006", i, j)


def split(c: County) -> None:
    """XCT1007: a purchase above the threshold as two to four below it."""
    i = c.r.choice(c.untouched(lambda f: f.truth.kind == "study"))
    t = c.files[i].truth
    parts = c.r.choice([2, 3, 4])
    each = fen(SPLIT * c.r.randint(104, 150) / 100 / parts)
    while each >= SPLIT:
        each = fen(each * Decimal("0.9"))
    what = t.project.removeprefix(t.buyer.name)
    made = []
    for k in range(parts):
        day = max(t.signed) + dt.timedelta(days=c.r.randint(0, 25) * k)
        project = [f"{t.buyer.name}{what}", f"{day.year}年{what}（第{'一二三四'[k]}批）", what][c.r.randrange(3)]
        pays = [replace(p, amount=fen(p.amount * each / (t.total or each))) for p in t.pays]
        pays[-1] = replace(pays[-1], amount=each - sum((p.amount for p in pays[:-1]), Decimal(0)))
        part = replace(t, project=project, number=f"{t.number}-P{k}7", total=each, pays=pays, signed=(day, day))
        if k == 0:
            c.files[i] = Filed(part, c.files[i].scanned)
            made.append(i)
        else:
            supplier = c.files[c.r.randrange(len(c.files))].truth.supplier
            made.append(c.add(replace(part, supplier=supplier), c.r.random() < 0.1))
    c.plant("XCT1007", *made)


def heap(c: County) -> None:
    """XCT1008: two leases of one buyer whose yearly fees fall due within days of each other."""
    while len(leases := c.untouched(lambda f: f.truth.kind == "yearly")) < 2:
        _more(c, "yearly", lambda t: True)
    i, j = c.r.sample(leases, 2)
    first = c.files[i].truth
    starts = first.starts
    assert starts is not None
    for k, late in ((i, 0), (j, c.r.randint(0, 9))):
        t = c.files[k].truth
        fee = Decimal(c.r.randint(2600, 3400) * 1000)
        begins = starts + dt.timedelta(days=late)
        ends = begins.replace(year=begins.year + t.months // 12) - dt.timedelta(days=1)
        pays = [Pay("year", None, fee, "year", (15, "day"), t.months // 12)]
        what = t.project.removeprefix(t.buyer.name)
        c.change(k, buyer=first.buyer, project=first.buyer.name + what, monthly=fee, total=fee * (t.months // 12),
                 starts=begins, ends=ends, pays=pays)  # fmt: skip
    c.plant("XCT1008", i, j)


PLANTS: Sequence[Callable[[County], None]] = (
    alias, other_code, shared_account, shared_phone, dear, same_number, copied, split, heap,
)  # fmt: skip

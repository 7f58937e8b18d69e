"""One purchase, one contract."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from contract_parse.check.across.engine import Conflict, Outcome, Portfolio, cross_rule, place
from contract_parse.check.across.figures import words
from contract_parse.check.across.likeness import edits, product, subject
from contract_parse.check.across.windows import Dated, heavy_windows, together
from contract_parse.check.engine import Held
from contract_parse.model.digest import Digest, Place, Stated
from contract_parse.model.evidence import yuan

Purchase = Dated[None]

_SHARED_PRODUCTS = 3  # products that two purchases have in common, and their share of the smaller one
_SHARED_SHARE = 0.6


@cross_rule(
    "XCT1007", "info", "同一采购人短期内就同一标的多次采购", "One buyer buys one subject several times within a window"
)
def splits(portfolio: Portfolio) -> Iterator[Outcome]:
    """比较：同一采购人在窗口期（默认 90 天）内就同一标的签订的合同，各自低于限额（默认 50 万元），合计是否达到限额。
    标的相同指项目名称去掉采购人、年份、批次后相同，或清单中多数产品相同。限额与窗口期是可设置的内部标准。
    反例：某局五周内签订三份“办公家具采购”，各 18 万至 20 万元。
    正例：合计低于限额；相隔超过窗口期；标的不同；单份已达限额；补充协议；没有写金额或日期的。

    Compares: contracts of one buyer for one subject within a window (90 days): each below a threshold (500,000 yuan),
    together at or above it. One subject: one project title but for buyer, year and batch, or mostly the same products.
    Threshold and window are the county's to set.
    Fires: an office signs three contracts for 办公家具 within five weeks, 180,000 to 200,000 yuan each.
    Silent: together below it; further apart; other subjects; one that reaches it alone; supplements; no price or day.
    """
    figures = portfolio.figures
    by_buyer: dict[str, list[Purchase]] = defaultdict(list)
    for d in portfolio.distinct:
        who = portfolio.buyers.get(d.sha256)
        if who is None or d.signed_on is None or d.total is None:
            continue
        if not Decimal(0) < d.total < figures.split_threshold:
            continue
        if any(w in (d.title or "") for w in words("supplements")):
            continue
        by_buyer[who].append(Dated(d.signed_on, d.total, d, None))
    for who, purchases in by_buyer.items():
        for same in _subjects(purchases):
            windows = list(heavy_windows(same, figures.split_window_days, figures.split_threshold))
            for window in windows:
                yield _conflict(who, window, figures.split_threshold)
            if not windows and len(same) > 1:
                yield Held(len(same) - 1)


def _subjects(purchases: Sequence[Purchase]) -> Iterator[list[Purchase]]:
    """The purchases by subject. A purchase joins the first group that has one of its subjects or most of its products."""
    groups: list[tuple[list[Stated], list[set[tuple[str, str, str]]], list[Purchase]]] = []
    for purchase in sorted(purchases, key=lambda p: (p.day, p.digest.sha256)):
        d = purchase.digest
        names = _names(d)
        goods = {key for i in d.items if (key := product(i))}
        home = next((g for g in groups if _one_subject(names, g[0]) or any(_alike(goods, x) for x in g[1])), None)
        if home is None:
            groups.append((names, [goods], [purchase]))
        else:
            home[0].extend(names)
            home[1].append(goods)
            home[2].append(purchase)
    yield from (g[2] for g in groups)


def _names(d: Digest) -> list[Stated]:
    buyer = d.party("buyer")
    who = buyer.name.value if buyer and buyer.name else None
    place = Place("", scanned=d.scanned)
    return [Stated(s, place) for s in dict.fromkeys((subject(d.project, who), subject(d.title, who))) if s]


def _one_subject(a: Sequence[Stated], b: Sequence[Stated]) -> bool:
    """Whether two purchases share a subject; beside a scan, one character of four or more may be another."""
    return any(
        x.value == y.value
        or ((x.scanned or y.scanned) and min(len(x.value), len(y.value)) >= 4 and edits(x.value, y.value, 1) <= 1)
        for x in a
        for y in b
    )


def _alike(a: set[tuple[str, str, str]], b: set[tuple[str, str, str]]) -> bool:
    shared = len(a & b)
    return shared >= _SHARED_PRODUCTS and shared >= _SHARED_SHARE * min(len(a), len(b))


def _conflict(who: str, window: Sequence[Purchase], threshold: Decimal) -> Conflict:
    d = window[0].digest
    what = d.project or d.title or d.label
    each, total, days = yuan(threshold), yuan(together(window)), (window[-1].day - window[0].day).days
    zh = "、".join(f"{x.digest.label}（{x.day}，{yuan(x.amount)} 元）" for x in window)
    en = ", ".join(f"{x.digest.label} ({x.day}, {yuan(x.amount)})" for x in window)
    return Conflict(
        zh=f"“{who}”{days} 天内就同一标的（{what}）签订 {len(window)} 份合同，各低于 {each} 元，"
        f"合计 {total} 元：{zh}。请核实是否拆分采购。",
        en=f"“{who}” signed {len(window)} contracts for one subject ({what}) within {days} days, each below {each} yuan, "
        f"together {total}: {en}. See whether one purchase was split.",
        places=[
            place(x.digest, f"{yuan(x.amount)} {x.day}", x.digest.total_place or x.digest.title_place) for x in window
        ],
    )

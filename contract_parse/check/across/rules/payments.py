"""What falls due together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from contract_parse.check.across.engine import Conflict, Outcome, Portfolio, cross_rule, place
from contract_parse.check.across.windows import Dated, heavy_windows, together
from contract_parse.check.engine import Held
from contract_parse.model.digest import DigestPayment
from contract_parse.model.evidence import yuan

Due = Dated[DigestPayment]


@cross_rule("XCT1008", "info", "多份合同的付款集中到期", "Instalments of several contracts fall due together")
def due_together(portfolio: Portfolio) -> Iterator[Outcome]:
    """比较：同一采购人各份合同中有确定日期的应付款，任一窗口期（默认 30 天）内的合计与设定数额（默认 500 万元）。
    日期取合同写明的，或由签订日期、服务期起止推算的；等待验收、发票的款项没有日期，不计。
    反例：某医院四份合同的付款都在 6 月到期，合计 620 万元。
    正例：合计低于设定数额；集中的款项属于同一份合同；没有一笔款项能确定日期。每个采购人只提示合计最大的一段。

    Compares: what one buyer has to pay on days that are known, summed over any window (30 days), with a set amount
    (5,000,000 yuan). Days are stated, or follow from signing or from the term; what waits for acceptance has none.
    Fires: four contracts of a hospital fall due in June, 6,200,000 yuan together.
    Silent: less than that; one contract alone; no payment whose day is known. One note a buyer: its heaviest window.
    """
    figures = portfolio.figures
    by_buyer: dict[str, list[Due]] = defaultdict(list)
    for d in portfolio.distinct:
        who = portfolio.buyers.get(d.sha256)
        if who:
            by_buyer[who] += [Dated(p.due_on, p.amount, d, p) for p in d.payments if p.due_on and p.amount]
    for who, dues in by_buyer.items():
        if len({x.digest.sha256 for x in dues}) < 2:
            continue
        windows = list(heavy_windows(dues, figures.due_window_days, figures.due_threshold))
        if not windows:
            yield Held(len(dues))
            continue
        yield _conflict(
            who, windows[0], len(windows) - 1, figures.due_window_days
        )  # one note a buyer: its heaviest window


def _conflict(who: str, window: Sequence[Due], others: int, days: int) -> Conflict:
    labels = list(dict.fromkeys(x.digest.label for x in window))
    n, total, first, last = (
        len({x.digest.sha256 for x in window}),
        yuan(together(window)),
        window[0].day,
        window[-1].day,
    )
    listed = labels[:5] + ([f"… {len(labels)}"] if len(labels) > 5 else [])
    return Conflict(
        zh=f"“{who}”{first} 至 {last}（{days} 天内）有 {n} 份合同的 {len(window)} 笔款项集中到期，"
        f"合计 {total} 元：{'、'.join(listed)}{f'；另有 {others} 个窗口期也达到设定数额' if others else ''}。",
        en=f"“{who}” has {len(window)} instalments of {n} contracts falling due from {first} to {last} "
        f"(within {days} days), {total} yuan together: {', '.join(listed)}"
        f"{f'; {others} more windows reach the set amount' if others else ''}.",
        places=[place(x.digest, f"{yuan(x.amount)} {x.day}", x.item.place) for x in window],
    )

"""One product, one price level."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from contract_parse.check.across.engine import Conflict, Outcome, Portfolio, cross_rule, place
from contract_parse.check.across.figures import Figures
from contract_parse.check.across.likeness import product
from contract_parse.check.engine import Held
from contract_parse.check.readings import LOW_CONFIDENCE, near
from contract_parse.model.digest import Digest, DigestItem
from contract_parse.model.evidence import yuan

_MAD_TO_DEVIATION = Decimal("1.4826")  # of a normal distribution
_LEAST_SPREAD = Decimal("1.05").ln()  # prices of one product differ by so much for no reason at all
_LISTED = 20  # comparable rows shown beside the outliers: those nearest to the median


@dataclass(frozen=True, slots=True)
class Row:
    digest: Digest
    item: DigestItem
    price: Decimal

    @property
    def log(self) -> Decimal:
        return self.price.ln()


@cross_rule("XCT1004", "info", "同一产品单价明显偏离", "A product's unit price stands far from its others")
def prices(portfolio: Portfolio) -> Iterator[Outcome]:
    """比较：同一年签订的各份合同中，名称、型号（或规格）、单位都相同的各行单价与它们的中位数
    （对数单价的绝对中位差；行数、倍数可设置）。
    反例：七份合同中某型号打印机单价 1590 至 1750 元，一份为 4300 元。
    正例：一成上下的自然差价；可比的行太少；以“项”“批”计价的；没有型号的只在相差悬殊时提示；扫描件上可能误读的单价。

    Compares: unit prices of rows of one name, model (or specification) and unit in contracts signed in one year, with
    their median (by the median absolute deviation of their logarithms; rows and ratio may be set).
    Fires: a printer of one model costs 1,590 to 1,750 in seven contracts and 4,300 in an eighth.
    Silent: a tenth more or less; too few rows to compare; lump sums; a scanned price that may be misread. Rows without
    a model have to stand much further out.
    """
    products: dict[tuple[str, str, str, int], list[Row]] = defaultdict(list)
    for d in portfolio.distinct:
        if d.year is None:
            continue
        for item in d.items:
            key = product(item)
            if key is not None and item.unit_price is not None and item.unit_price > 0:
                products[(*key, d.year)].append(Row(d, item, item.unit_price))
    for (_, model, _, year), rows in products.items():
        figures = portfolio.figures
        if len(rows) < figures.price_rows or len({r.digest.sha256 for r in rows}) < figures.price_contracts:
            continue
        outliers = _outliers(rows, bool(model), figures)
        if not outliers:
            yield Held(len(rows))
            continue
        yield _conflict(rows, outliers, year)


def _outliers(rows: Sequence[Row], modelled: bool, figures: Figures) -> list[Row]:
    """The rows whose price is both many robust deviations and a fair factor away from the median."""
    centre = median(r.log for r in rows)
    spread = max(_MAD_TO_DEVIATION * median(abs(r.log - centre) for r in rows), _LEAST_SPREAD)
    ratio = figures.price_ratio if modelled else figures.price_ratio_without_model
    far = max(figures.price_deviations * spread, ratio.ln())
    return [r for r in rows if abs(r.log - centre) > far and not _misread(r, centre, far)]


def _misread(row: Row, centre: Decimal, far: Decimal) -> bool:
    """Whether a scanned price may stand for one among the others: a near reading would bring it back, and the row's
    own arithmetic does not bear it out."""
    item, at = row.item, row.item.place
    if at is None or not at.scanned:
        return False
    if item.quantity is not None and item.amount is not None and item.quantity > 1:
        return abs(item.quantity * row.price - item.amount) > Decimal("0.01") * item.quantity
    if at.confidence < LOW_CONFIDENCE:
        return True
    digits = format(row.price, "f")
    swapped = (
        Decimal(digits[:i] + c + digits[i + 1 :]) for i, old in enumerate(digits) if old.isdigit() for c in "0123456789"
    )
    shifted = (row.price * Decimal(10) ** k for k in (-3, -2, -1, 1, 2, 3))
    return any(p > 0 and near(p, row.price) and abs(p.ln() - centre) <= far for p in (*swapped, *shifted))


def _conflict(rows: Sequence[Row], outliers: Sequence[Row], year: int) -> Conflict:
    centre = median(r.log for r in rows).exp()
    usual = [r for r in rows if r not in outliers]
    low, high = min(r.price for r in usual), max(r.price for r in usual)
    first, unit = rows[0].item, rows[0].item.unit
    name = " ".join(x for x in (first.name, first.model) if x)
    per = f"元/{unit}" if unit else "元"
    zh = "、".join(f"{r.digest.label} {yuan(r.price)} {per}（{_times(r, centre)} 倍）" for r in outliers)
    en = ", ".join(f"{r.digest.label} {yuan(r.price)} ({_times(r, centre)} ×)" for r in outliers)
    shown = sorted(usual, key=lambda r: (abs(r.log - centre.ln()), r.digest.sha256))[:_LISTED]
    return Conflict(
        zh=f"“{name}”{year} 年共 {len(rows)} 行可比，中位单价 {centre:.2f} 元，其余 {yuan(low)} 至 {yuan(high)} 元；明显偏离：{zh}。",
        en=f"“{name}”: {len(rows)} comparable rows in {year}, median {centre:.2f}, the others {yuan(low)} to {yuan(high)} yuan; far from them: {en}.",
        places=[
            *(place(r.digest, yuan(r.price), r.item.place) for r in outliers),
            *(place(r.digest, yuan(r.price), r.item.place, "comparable") for r in shown),
        ],
    )  # fmt: skip


def _times(row: Row, centre: Decimal) -> str:
    return f"{row.price / centre:.2f}"

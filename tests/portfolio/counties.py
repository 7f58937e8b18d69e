"""Portfolios of composed counties, of any size, with verdicts and files as a batch would leave them."""

from __future__ import annotations

import random
from dataclasses import replace

from contract_parse.batch.portfolio import view_of
from contract_parse.batch.store import FileRow
from contract_parse.model.digest import Digest, DigestDeadline, Place
from contract_parse.model.settings import Settings
from contract_parse.render.portfolio_data import PortfolioView, Shown
from tests.across.county import PLANTS, compose_county
from tests.across.reading import digests

_FOUND = [
    ("error", "AMT103", "合同总价与各组成部分之和不一致，相差 12,000.00 元。"),
    ("error", "ITM201", "清单第 4 行数量乘以单价不等于金额。"),
    ("error", "PAY301", "付款比例合计 95%，未写明余款。"),
    ("warning", "DAT401", "验收期限在两处分别写作 7 日与 10 日。"),
    ("warning", "REF506", "条款编号由 7.2 跳至 7.4。"),
    ("warning", "PTY602", "供应商电话在两处不同。"),
    ("doubt", "AMT101", "小写金额与大写金额的识别结果不同，请对照原件。"),
    ("info", "REF504", "附件二在正文中没有提到。"),
    ("info", "LAW802", "违约金标准高于提示线。"),
]


def judged(d: Digest, r: random.Random) -> Digest:
    """A digest with some findings, drawn: most contracts have none."""
    found = r.sample(_FOUND, r.choice([0, 0, 0, 0, 0, 1, 1, 2, 3]))
    counts: dict[str, int] = {}
    for rank, _, _ in found:
        counts[rank] = counts.get(rank, 0) + 1
    verdict = next((v for v in ("error", "warning", "doubt") if counts.get(v)), "clean")
    order = ["error", "warning", "doubt", "info"]
    messages = sorted(found, key=lambda f: order.index(f[0]))[:4]
    deadlines = []
    if d.signed_on is not None and d.starts_on is None:
        day = d.signed_on.fromordinal(d.signed_on.toordinal() + r.choice([30, 45, 60, 90]))
        deadlines = [DigestDeadline("交付全部货物并调试完毕", "delivery", day, "supplier", True, Place("交付"))]
    return d.model_copy(
        update={
            "verdict": verdict, "counts": counts, "codes": {code: 1 for _, code, _ in found}, "messages": messages,
            "deadlines": deadlines,
        }
    )  # fmt: skip


def portfolio(n: int, seed: int = 1, lang: str = "zh", plants: int = 2) -> PortfolioView:
    """A county of ``n`` contracts, some things planted, three files that could not be read."""
    county = compose_county(seed, n)
    for plant in [p for p in PLANTS for _ in range(plants)]:
        plant(county)
    r = random.Random(f"portfolio {seed}")
    read = [judged(d, r) for d in digests(county.files, seed)]
    files = [
        FileRow(f"{d.signed_on:%Y}年/{d.name}", d.sha256, None, None, (), f"summaries/{d.name}.html") for d in read
    ]
    files += [
        FileRow(f"待读/{k}.pdf", None, why, None, (), None)
        for k, why in enumerate(["PDF 已加密。", "文件是空的。", "读取超过时限。"])
    ]
    return view_of(read, files, lang, Settings())  # type: ignore[arg-type]


def enlarged(view: PortfolioView, times: int) -> PortfolioView:
    """The view so many times over, each time with other hashes, numbers, titles and names."""
    shown = list(view.shown)
    for k in range(1, times):
        for s in view.shown:
            d = s.digest
            number = None if d.number is None else replace(d.number, value=f"{d.number.value}/{k}")
            other = d.model_copy(
                update={"sha256": f"{k:04d}{d.sha256[4:]}", "number": number, "title": f"{d.title}（{k}）"}
            )
            buyer, supplier = (name and f"{name}{k % 4 or ''}" for name in (s.buyer, s.supplier))
            shown.append(Shown(other, s.files, s.link, buyer, supplier))
    return replace(view, shown=tuple(shown))

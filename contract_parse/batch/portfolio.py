"""The portfolio of an output folder: what the rules across contracts find, ``index.html`` and ``portfolio.xlsx``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

from contract_parse.batch.outputs import write_whole
from contract_parse.model.across import CrossFinding
from contract_parse.model.digest import Digest, digest
from contract_parse.model.settings import Settings
from contract_parse.render.portfolio_data import PortfolioView, Shown

if TYPE_CHECKING:
    from contract_parse.batch.store import FileRow, Store
    from contract_parse.model.contract import Contract

Lang = Literal["zh", "en"]
PAGE, WORKBOOK = "index.html", "portfolio.xlsx"


def write_portfolio(
    store: Store,
    lang: Lang,
    settings: Settings | None = None,
    contracts: Iterable[tuple[str, Contract]] | None = None,
) -> list[CrossFinding]:
    """Writes ``index.html`` and ``portfolio.xlsx`` for what ``store`` holds, and returns the findings across contracts.

    ``contracts`` are the store's, where they are read for something else too; they are taken one at a time, and only
    their digests are kept. ``settings`` chooses rules, severities and the figures of ``[across]``.

    Raises OutputError where a file cannot be written, UsageError for a wrong figure.
    """
    from contract_parse.render.portfolio import html
    from contract_parse.render.portfolio_workbook import workbook

    read = store.contracts() if contracts is None else contracts
    digests = [digest(c).model_copy(update={"sha256": sha256}) for sha256, c in read]
    view = view_of(digests, store.files(), lang, settings or Settings())
    write_whole(store.out / PAGE, html(view, lang))
    write_whole(store.out / WORKBOOK, workbook(view, lang))
    return list(view.cross)


def view_of(digests: Iterable[Digest], files: Iterable[FileRow], lang: Lang, settings: Settings) -> PortfolioView:
    """What the portfolio shows of these contracts and files, the rules across contracts run."""
    from contract_parse.check import known_rules
    from contract_parse.check.across import Figures, Portfolio, across
    from contract_parse.check.across.identity import names_counted
    from contract_parse.data import overlay

    with overlay(settings.vocabularies):
        portfolio = Portfolio.of(digests, Figures.of(settings.across))
        _, found = across(portfolio, settings.select, settings.ignore, lang, settings.severity)
        buyers, suppliers = (names_counted(portfolio.digests, role) for role in ("buyer", "supplier"))
    names: dict[str, list[str]] = defaultdict(list)
    links: dict[str, str] = {}
    unread = []
    for f in files:
        if f.error is not None or f.sha256 is None:
            unread.append((f.name, f.error or ""))
            continue
        names[f.sha256].append(f.name)
        if f.summary_link is not None:
            links[f.sha256] = f.summary_link
    distinct = {d.sha256 for d in portfolio.distinct}
    return PortfolioView(
        shown=tuple(
            Shown(d, tuple(names[d.sha256]), links.get(d.sha256), buyers.get(d.sha256), suppliers.get(d.sha256))
            for d in portfolio.digests
        ),
        cross=tuple(found),
        unread=tuple(unread),
        titles={code: each.zh if lang == "zh" else each.en for code, each in known_rules().items()},
        copies=frozenset(d.sha256 for d in portfolio.digests if d.sha256 not in distinct),
    )

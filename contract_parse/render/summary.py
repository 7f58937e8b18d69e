"""The reviewer's summary, as HTML and Markdown: what to look at first, then the facts, then what was checked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from contract_parse._version import __version__
from contract_parse.model.contract import Check, Contract, Finding, PaymentDay
from contract_parse.model.facts import Duration, Evidence, plain
from contract_parse.render.templates import environment, labels

Lang = Literal["zh", "en"]
_ORDER = {"error": 0, "warning": 1, "doubt": 2, "info": 3}


@dataclass
class Place:
    """Where something stands, ready to be shown: a page, the boxes on it as shares of the page, or a line."""

    page: int | None
    line: int | None
    clause: str | None
    texts: list[str]
    boxes: list[tuple[float, float, float, float]]  # x, y, width, height, each a share of the page
    ratio: float = 1.414  # height of the page over its width


class Summary:
    """What the templates ask for; ``words`` are the labels of the language."""

    def __init__(self, contract: Contract, lang: Lang) -> None:
        self.contract = contract
        self.lang = lang
        self.words = labels(lang)
        self.version = __version__
        self._pages = {p.number: p for p in contract.source.pages}

    def rank(self, finding: Finding) -> str:
        """error, warning, doubt or info: how the summary groups and colours a finding."""
        return "doubt" if finding.status == "doubt" else finding.severity

    @property
    def findings(self) -> list[Finding]:
        return sorted(self.contract.findings, key=lambda f: (_ORDER[self.rank(f)], f.code))

    @property
    def verdict(self) -> str:
        """What the banner says: the gravest rank found, ``clean``, or ``unread`` where there was nothing to check."""
        c = self.contract
        if not (c.clauses or c.parties or c.line_items or c.amounts.total):
            return "unread"
        return next((rank for rank in ("error", "warning", "doubt") if self.counts[rank]), "clean")

    @property
    def counts(self) -> dict[str, int]:
        return {k: sum(self.rank(f) == k for f in self.contract.findings) for k in _ORDER}

    @property
    def checks(self) -> dict[str, list[Any]]:
        outcomes = ("failed", "doubt", "passed", "not_applicable")
        return {o: [c for c in self.contract.checks if c.outcome == o] for o in outcomes}

    def compares(self, check: Check) -> str:
        """What a check compares, for outcomes in which its title, the wrong it looks for, would mislead."""
        if check.outcome in ("failed", "doubt"):
            return check.title or ""
        return check.compares or check.title or ""

    @property
    def calendar(self) -> list[PaymentDay]:
        """The payment calendar by day; instalments without a day last."""
        return sorted(self.contract.payment_calendar, key=lambda p: (p.day is None, p.day or dt.date.max))

    def title(self, code: str) -> str:
        """The title of a finding's rule, as its check carries it."""
        return next((c.title for c in self.contract.checks if c.code == code and c.title), code)

    def places(self, evidence: Iterable[Evidence], most: int = 6) -> list[Place]:
        """Places, one for each page and clause (or line), with all the words that stand there; at most ``most``."""
        found: dict[tuple[object, ...], Place] = {}
        for e in evidence:
            place = found.setdefault((e.page, e.line, e.clause), Place(e.page, e.line, e.clause, [], []))
            if e.text not in place.texts:
                place.texts.append(e.text)
            page = self._pages.get(e.page or 0)
            if e.bbox is not None and page is not None and page.width and page.height:
                x0, y0, x1, y1 = e.bbox
                place.boxes.append((x0 / page.width, y0 / page.height, (x1 - x0) / page.width, (y1 - y0) / page.height))
                place.ratio = page.height / page.width
        return list(found.values())[:most]

    def money(self, value: Decimal | None) -> str:
        """1,057,440.00, with more decimals only where there are more."""
        if value is None:
            return ""
        two = f"{value:,.2f}"
        return two if Decimal(two.replace(",", "")) == value else f"{value:,f}"

    def number(self, value: Decimal | None) -> str:
        return "" if value is None else plain(value)

    def duration(self, value: Duration | None) -> str:
        if value is None:
            return ""
        units: dict[str, str] = self.words["units"]
        return f"{plain(value.n)} {units[value.unit]}"

    def word(self, table: str, key: str | None) -> str:
        """The label of a code in a table of labels, empty for None."""
        return "" if key is None else str(self.words[table].get(key, key))

    def low_pages(self) -> list[Any]:
        """Pages read by OCR whose mean confidence is under 0.9."""
        return [p for p in self.contract.source.pages if p.text_from == "ocr" and p.confidence < 0.9]


def html(contract: Contract, lang: Lang = "zh") -> bytes:
    """A page that stands alone: no script, no outside resource, prints on A4."""
    return _filled("summary.html.j2", contract, lang)


def markdown(contract: Contract, lang: Lang = "zh") -> bytes:
    return _filled("summary.md.j2", contract, lang)


def _filled(template: str, contract: Contract, lang: Lang) -> bytes:
    s = Summary(contract, lang)
    return environment().get_template(template).render(s=s, c=contract, w=s.words).encode()

"""What a portfolio shows, as plain rows: the same for the page and for the workbook."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from contract_parse.model.across import CrossFinding
from contract_parse.model.digest import Digest, Rank

RANKS: tuple[Rank, ...] = ("error", "warning", "doubt", "info")
VERDICTS = ("error", "warning", "doubt", "clean", "unread")


@dataclass(frozen=True, slots=True)
class Due:
    """Something that falls due: a payment (``amount`` in yuan) or a deadline of a kind."""

    day: dt.date
    kind: str  # payment, or the deadline's kind
    what: str
    amount: Decimal | None
    computed: bool


@dataclass(frozen=True)
class Shown:
    """One contract of the portfolio: its digest, the files that hold it, the page that a reviewer opens (a path
    relative to the portfolio), and the names its parties are counted under."""

    digest: Digest
    files: tuple[str, ...] = ()
    link: str | None = None
    buyer: str | None = None
    supplier: str | None = None

    @cached_property
    def dues(self) -> list[Due]:
        d = self.digest
        found = [
            Due(p.due_on, "payment", p.trigger or "", p.amount, p.computed) for p in d.payments if p.due_on is not None
        ]
        found += [Due(x.due_on, x.kind, x.what, None, x.computed) for x in d.deadlines]
        if d.ends_on is not None and not any(x.kind == "service_term" and x.due_on == d.ends_on for x in d.deadlines):
            found.append(Due(d.ends_on, "end", "", None, False))
        return sorted(found, key=lambda x: (x.day, x.kind))


@dataclass(frozen=True, slots=True)
class Group:
    """Contracts taken together: by code, buyer, supplier or month. ``total`` in yuan, copies of one contract once."""

    name: str
    contracts: int
    total: Decimal
    verdicts: Counter[str]
    findings: int


@dataclass(frozen=True)
class PortfolioView:
    """Everything a portfolio shows. ``titles``: code → title of the rule, in the portfolio's language. ``copies``:
    hashes of files that are another file's contract once more; their amounts are not summed."""

    shown: tuple[Shown, ...]
    cross: tuple[CrossFinding, ...] = ()
    unread: tuple[tuple[str, str], ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    copies: frozenset[str] = frozenset()

    @property
    def total(self) -> Decimal:
        return sum((self.amount(s) for s in self.shown), Decimal(0))

    def amount(self, s: Shown) -> Decimal:
        """What a contract adds to a sum."""
        return Decimal(0) if s.digest.sha256 in self.copies else s.digest.total or Decimal(0)

    @cached_property
    def verdicts(self) -> Counter[str]:
        return Counter(s.digest.verdict for s in self.shown)

    def by_code(self) -> list[Group]:
        found: dict[str, list[Shown]] = defaultdict(list)
        for s in self.shown:
            for code in s.digest.codes:
                found[code].append(s)
        groups = [self._group(code, those, sum(s.digest.codes[code] for s in those)) for code, those in found.items()]
        return sorted(groups, key=lambda g: (-g.contracts, g.name))

    def by_buyer(self) -> list[Group]:
        return self._by((s.buyer, s) for s in self.shown)

    def by_supplier(self) -> list[Group]:
        return self._by((s.supplier, s) for s in self.shown)

    def by_month(self) -> list[Group]:
        signed = ((s.digest.signed_on, s) for s in self.shown)
        return sorted(self._by((f"{d:%Y-%m}" if d else None, s) for d, s in signed), key=lambda g: g.name)

    def _by(self, keyed: Iterable[tuple[str | None, Shown]]) -> list[Group]:
        found: dict[str, list[Shown]] = defaultdict(list)
        for key, s in keyed:
            if key:
                found[key].append(s)
        groups = [
            self._group(k, those, sum(sum(s.digest.counts.values()) for s in those)) for k, those in found.items()
        ]
        return sorted(groups, key=lambda g: (-g.total, g.name))

    def _group(self, name: str, those: Sequence[Shown], findings: int) -> Group:
        total = sum((self.amount(s) for s in those), Decimal(0))
        return Group(name, len(those), total, Counter(s.digest.verdict for s in those), findings)

    def place_of(self) -> dict[str, int]:
        """Hash → place in ``shown``."""
        return {s.digest.sha256: i for i, s in enumerate(self.shown)}

"""The words of price tables: what columns are called, which rows are totals (data/item_columns.yaml)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from contract_parse.extract.vocabulary import per_vocabulary
from contract_parse.extract.vocabulary import vocabulary as listed

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\(.*$")
_UNIT_TAIL = re.compile(r"[/:,_-]?(?:单位[:]?)?(?:人民币)?(?:百万|[万千亿])?元(?:/\S+)?$")
_EDGES = "*:：/-、.,，;#·"


def plain_header(s: str) -> str:
    """A header's word alone: without brackets and without a trailing unit of money.

    >>> plain_header("单价(元/人/月)"), plain_header("金额/万元"), plain_header("(数量)")
    ('单价', '金额', '数量')
    """
    bare = _BRACKETS.sub("", s).strip(_EDGES)
    bare = _UNIT_TAIL.sub("", bare).strip(_EDGES) or bare
    return bare or s.strip("()[]" + _EDGES)


@dataclass(frozen=True)
class Vocabulary:
    """Compiled patterns. ``columns`` in order of precedence: the first role that matches a header is its role."""

    columns: tuple[tuple[str, re.Pattern[str]], ...]
    strong: re.Pattern[str]
    weak: re.Pattern[str]
    adjusted: re.Pattern[str]
    sub: re.Pattern[str]
    memo: re.Pattern[str]
    markup: re.Pattern[str]
    nil: re.Pattern[str]
    free: re.Pattern[str]
    cut: re.Pattern[str]
    payment_rows: re.Pattern[str]
    stage_rows: re.Pattern[str]

    def role(self, header: str) -> str | None:
        """The role of a column with this (folded, white-space-free) header, None where the words are not known."""
        bare = plain_header(header)
        if not bare or len(bare) > 24:
            return None
        return next((role for role, pattern in self.columns if pattern.fullmatch(bare)), None)


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in patterns))


@per_vocabulary
def vocabulary() -> Vocabulary:
    """The vocabulary, compiled once a county."""
    data: dict[str, Any] = listed("item_columns")
    totals = data["totals"]
    return Vocabulary(
        columns=tuple((role, _any(patterns)) for role, patterns in data["columns"].items()),
        strong=re.compile(rf".{{0,24}}?(?:{totals['strong']})(?:{totals['tail']})*"),
        weak=_any(totals["weak"]),
        adjusted=re.compile(totals["adjusted"]),
        sub=re.compile(totals["sub"]),
        memo=re.compile(totals["memo"]),
        markup=re.compile(data["markup"]),
        nil=re.compile(data["nil"]),
        free=re.compile(data["free"]),
        cut=re.compile(data["cut"]),
        stage_rows=re.compile(data["stage_rows"]),
        payment_rows=re.compile(data["payment_rows"]),
    )

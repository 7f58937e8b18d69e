"""A string as the readers match it, with the way back to the offsets of the string that was given."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from contract_parse.model.text import fold

M = TypeVar("M")

# The line of a form that was filled in: 支付__30__%. Between two digits it parts two fields, except in a year.
_LINE = re.compile(r"(?<![\d_])_+|_+(?!\d|_)|(?<=(?<!\d)20)_+(?=\d\d_*年)")
_DROPPED = re.compile(r"\s+")


class Folded:
    """``s`` folded, without white space and without the underscores of filled-in forms.

    >>> Folded("支付 __３０__ ％").s
    '支付30%'
    """

    __slots__ = ("at", "s")

    def __init__(self, s: str) -> None:
        folded = fold(s)
        self.at: list[int] | None = None
        if "_" not in folded and not _DROPPED.search(folded):
            self.s = folded
            return
        keep = [True] * len(folded)
        for pattern in (_LINE, _DROPPED):
            for m in pattern.finditer(folded):
                keep[m.start() : m.end()] = [False] * (m.end() - m.start())
        self.at = [i for i, kept in enumerate(keep) if kept]
        self.s = "".join(folded[i] for i in self.at)

    def back(self, matches: Iterable[M]) -> list[M]:
        """``matches`` (dataclasses with start and end) with the offsets of the string that was given."""
        return list(matches) if self.at is None else [self._moved(m) for m in matches]

    def _moved(self, match: Any) -> Any:
        at = self.at
        assert at is not None
        inner = {
            f.name: self._moved(value)
            for f in fields(match)
            if is_dataclass(value := getattr(match, f.name)) and hasattr(value, "start")
        }
        end = at[match.end - 1] + 1 if match.end > match.start else at[match.start]
        return replace(match, start=at[match.start], end=end, **inner)


def before(s: str, at: int, width: int = 40) -> str:
    """The last ``width`` characters before ``at``: what patterns that end there may look back on."""
    return s[max(0, at - width) : at]

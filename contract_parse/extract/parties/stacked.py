"""Parties named one above the other, with more of their facts on the same lines further to the right.

A page may be read column by column (both names first, then 联系人 and 联系人, then 电话 and 电话): then the lines tell
whose a fact is, not the order.
"""

from __future__ import annotations

from contract_parse.extract.parties.register import Candidate
from contract_parse.model.text import Text

_LEVEL = 5.0  # points by which words of one line may stand higher or lower


class Stack:
    """At which height of which page each party of the head is named."""

    def __init__(self) -> None:
        self._named: list[tuple[int, float, Candidate]] = []

    def put(self, words: Text, owner: Candidate) -> None:
        """Notes that ``owner`` is named at ``words``; nothing where these have no place on a page."""
        if (place := _place(words)) is not None:
            self._named.append((*place, owner))

    def beside(self, words: Text, current: Candidate | None) -> Candidate | None:
        """The party on whose lines ``words`` stand, where ``current`` is named only further down the page."""
        place = _place(words)
        if place is None or current is None:
            return None
        page, y = place
        here = [(top, owner) for p, top, owner in self._named if p == page]
        own = [top for top, owner in here if owner is current]
        above = [(top, n) for n, (top, _) in enumerate(here) if top <= y + _LEVEL]
        if not own or not above or min(own) <= y + _LEVEL:
            return None
        return here[max(above)[1]][1]


def _place(words: Text) -> tuple[int, float] | None:
    at = (g for g in words.glyphs if g is not None)
    return next(((g.page, g.box.y0) for g in at if g.page is not None and g.box is not None), None)

"""Running heads, running feet, page numbers and tables of contents: lines that are no part of the contract's text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from contract_parse.layout.headers import names_column
from contract_parse.model.geometry import Box

# How many lines at the top and bottom of a page may be furniture, and within which share of its height.
_DEEP = 3
_MARGIN = 0.13
_PHOTOGRAPHED = 3.0  # ems that a head or foot may shift from photo to photo, where nothing is printed beyond it
_ALIKE = 0.6  # of two lines' characters, from which one is a misreading of the other
_NUMBER = r"(?:\d{1,4}|[一二三四五六七八九十百]{1,5}|[IVXivx]{1,6})"
_PAGE_NUMBER = re.compile(
    rf"^(?:第{_NUMBER}页(?:[/,，、|·\-（(]?共?{_NUMBER}页[)）]?)?|共{_NUMBER}页[,，、/]?第{_NUMBER}页|[-—–~·.•\[]+{_NUMBER}[-—–~·.•\]]+"
    rf"|{_NUMBER}/{_NUMBER}|页码?[:：]?{_NUMBER}(?:/{_NUMBER})?|[Pp]age{_NUMBER}(?:of{_NUMBER})?|{_NUMBER}页)$"
)
_BARE = re.compile(r"^\d{1,3}$")
# Figures that count something of the contract's own, whatever page they stand on: 附件1 on one page, 附件2 on the next.
_OWN_NUMBER = re.compile(r"^\s*[（(【\[]?\s*附\s*[件表录图]")
_CONTINUED = re.compile(r"^[（(]?(?:续上?表|接上?[页表]|转下页|续前表)[)）]?$")
_CONTENTS = re.compile(r"^目[录次]$")
_LEADER = re.compile(r"(?:[.．·…‥。・_⋯]\s*){4,}\s*[\-—]?\s*\d{1,3}\s*[\-—]?$")
_ENTRY = re.compile(r".\t\s*\d{1,3}$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A printed line that may be furniture: ``key`` is the caller's, ``page`` 1-based, the rest in points."""

    key: int
    s: str
    box: Box
    size: float
    page: int
    width: float
    height: float


def find_furniture(pages: Sequence[Sequence[Candidate]]) -> set[int]:
    """The keys of the lines to set aside. ``pages`` holds each page's lines (outside tables) from the top."""
    found = _page_numbers(pages) | _repeated(pages)
    found |= _misread(pages, found)
    return found | _beyond(pages, found) | _contents([line for lines in pages for line in lines])


def _bare(s: str) -> str:
    return "".join(s.split())


def _edges(lines: Sequence[Candidate]) -> list[tuple[str, Candidate]]:
    """The lines near the top and the bottom edge, outermost first."""
    top = [("top", p) for p in lines[:_DEEP] if p.box.y1 < _MARGIN * p.height]
    bottom = [("bottom", p) for p in reversed(lines[-_DEEP:]) if p.box.y0 > (1 - _MARGIN) * p.height]
    return top + bottom


def _page_numbers(pages: Sequence[Sequence[Candidate]]) -> set[int]:
    found: set[int] = set()
    bare: dict[tuple[str, int], list[Candidate]] = defaultdict(list)
    for lines in pages:
        for edge, p in _edges(lines):
            s = _bare(p.s)
            if _PAGE_NUMBER.match(s) or _CONTINUED.match(s):
                found.add(p.key)
            elif _BARE.match(s):
                bare[edge, int(s) - p.page].append(p)
        if lines and _CONTINUED.match(_bare(lines[0].s)):
            found.add(lines[0].key)
    for (edge, off), group in bare.items():
        # A lone figure is a page number where it counts with the pages, or stands centred at the very foot.
        p = group[0]
        centred = abs((p.box.x0 + p.box.x1) / 2 - p.width / 2) < 0.05 * p.width
        if len(group) > 1 or (off == 0 and edge == "bottom" and centred):
            found |= {g.key for g in group}
    return found


def _repeated(pages: Sequence[Sequence[Candidate]]) -> set[int]:
    """Lines printed at one place of a margin on page after page, alike but for a page number."""
    groups: dict[tuple[str, str], list[Candidate]] = defaultdict(list)
    outermost = {p.key for lines in pages for p in (*lines[:1], *lines[-1:])}
    for lines in pages:
        for edge, p in _edges(lines):
            if "\t" not in p.s and p.box.x1 - p.box.x0 > 0.68 * p.width:
                continue  # a full line is text, wherever it stands
            if _names_columns(p.s):
                continue  # the header of a table, printed again on each of its pages
            groups[edge, re.sub(r"\d+", "#", _bare(p.s))].append(p)
    found: set[int] = set()
    for group in groups.values():
        for p in group:
            near = 0.6 if p.key not in outermost else _PHOTOGRAPHED
            alike = {
                q.page: q
                for q in group
                if abs(q.box.y0 - p.box.y0) < (near if q.key in outermost else 0.6) * p.size and _counts(p, q)
            }
            if len(alike) >= 3 or (
                len(alike) == 2 and len(pages) <= 3 and abs(p.box.x0 - min(q.box.x0 for q in alike.values())) < 1
            ):
                found.add(p.key)
    return found


def _misread(pages: Sequence[Sequence[Candidate]], found: set[int]) -> set[int]:
    """Lines that stand where most pages have a head or a foot and read nearly so: a seal was stamped over them."""
    out: set[int] = set()
    known = [(edge, p) for lines in pages for edge, p in _edges(lines) if p.key in found]
    for lines in pages:
        for edge, p in _edges(lines):
            if p.key in found or p.box.x1 - p.box.x0 > 0.5 * p.width:
                continue
            there = {
                q.page
                for side, q in known
                if side == edge and q.page != p.page and abs(q.box.y0 - p.box.y0) < p.size and _nearly(p.s, q.s)
            }
            if len(there) >= 2:
                out.add(p.key)
    return out


def _beyond(pages: Sequence[Sequence[Candidate]], found: set[int]) -> set[int]:
    """A few characters farther out than a page's foot: the edge of the sheet on a photo, read as a letter."""
    out: set[int] = set()
    for lines in pages:
        feet = [p for edge, p in _edges(lines) if edge == "bottom" and p.key in found]
        lowest = max((p.box.y1 for p in feet), default=None)
        out |= {p.key for p in lines if lowest is not None and p.box.y0 >= lowest and len(_bare(p.s)) <= 2}
    return out


def _nearly(a: str, b: str) -> bool:
    """Whether two lines are alike but for figures and a few characters."""
    one, other = (re.sub(r"\d+", "#", _bare(s)) for s in (a, b))
    return len(one) >= 3 and SequenceMatcher(None, one, other).ratio() >= _ALIKE


def _names_columns(s: str) -> bool:
    parts = s.split()
    return len(parts) >= 3 and sum(names_column(part) for part in parts) >= 0.75 * len(parts)


def _counts(p: Candidate, q: Candidate) -> bool:
    """Whether the figures in two lines are the same or count with the pages."""
    mine, theirs = (re.findall(r"\d+", x.s) for x in (p, q))
    if _OWN_NUMBER.match(p.s) and mine != theirs:
        return False
    return len(mine) == len(theirs) and all(
        a == b or (len(a) < 5 and len(b) < 5 and int(a) - int(b) == p.page - q.page)
        for a, b in zip(mine, theirs, strict=True)
    )


def _contents(lines: Sequence[Candidate]) -> set[int]:
    """A table of contents: its heading and entries (a title, dots, a page number)."""
    found: set[int] = set()
    run: list[Candidate] = []

    def close() -> None:
        if len(run) - 1 >= 2 or (len(run) >= 3 and not _CONTENTS.match(_bare(run[0].s))):
            found.update(p.key for p in run)
        run.clear()

    for p in lines:
        s = p.s.strip()
        if _CONTENTS.match(_bare(s)):
            close()
            run.append(p)
        elif _LEADER.search(s) or (run and _CONTENTS.match(_bare(run[0].s)) and _ENTRY.search(s)):
            run.append(p)
        elif run and not _PAGE_NUMBER.match(_bare(s)):
            close()
    close()
    return found

"""Which columns hold the name of the thing, and which group the rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from contract_parse.extract.items import figures
from contract_parse.extract.items.header import Header, Roles, Row

SERIAL = re.compile(r"\(?\d{1,3}(?:\.\d{1,3})*\)?[.、]?|\(?[一二三四五六七八九十]{1,3}\)?、?|[①-⑳]")


def name_columns(header: Header, at: Roles, body: Sequence[Row]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The columns of the name and, to its left (or merged over rows), those that group."""
    width = len(header.texts)
    strong, weak, groups = header.columns("name"), header.columns("name_weak"), header.columns("group")
    unnamed = [
        c for c in range(width)
        if not header.texts[c] and _mostly_words(body, c) and not any(c in cols for cols in at.values())
    ]  # fmt: skip
    strong, weak = _without_numbers(strong, at, body), _without_numbers(weak, at, body)
    candidates = strong or weak or _inside(header, groups, body) or groups
    if not candidates and (named := [c for c in at.get("number", ()) if _named(body, c)]):
        candidates = [named[-1]]  # 品目 over names
        del at["number"]
    candidates = candidates or header.columns("catalogue") or header.columns("lot")
    if not candidates and unnamed:
        candidates = unnamed[-1:]
    if not candidates:
        # A header nobody has told us of: the first column of words is what the prices are of.
        other = [c for c in range(width) if header.roles[c] in (None, "delivery", "lot") and _mostly_words(body, c)]
        candidates = other[:1]
    if not candidates and "spec" in at:
        candidates = list(at.pop("spec"))
    if not candidates:
        return (), ()
    if len(candidates) > 1:
        # Among several names the innermost unmerged one is the thing's, unless one is a mere description.
        free = [c for c in candidates if not _merged(body, c)]
        runs = _runs(candidates, header)
        if len(runs) == 1:
            return _split_span(candidates, body, header)
        likely = runs if strong or weak else runs[::-1]  # 子系统, 功能模块: the last that is no group of more
        own = next((run for run in likely if any(c in free for c in run)), runs[-1])
        before = [c for run in runs for c in run if run is not own and run[0] < own[0]]
        name, inner = _split_span(own, body, header)
        outer = sorted({*before, *(c for c in groups if c < name[-1] or _merged(body, c))} - set(name) - set(inner))
    else:
        name, inner = tuple(candidates), ()
        outer = [c for c in groups if c not in name and (c < name[0] or _merged(body, c))]
    if not strong and not weak and groups:
        outer = [c for c in groups if c not in name and c < name[0]]
    if strong:
        outer += [c for c in weak if c < name[0] and _merged(body, c) and c not in outer]
        if "spec" not in at:
            rest = [c for c in weak if c > name[-1] and re.search("内容|要求", header.texts[c])]
            if rest:
                at["spec"] = (rest[0],)
    elif weak and "spec" not in at:
        rest = [c for c in weak if c > name[-1] and c not in name]
        if rest:
            at["spec"] = (rest[0],)
    outer += [c for c in unnamed if c < name[0] and c not in outer and c not in name]
    return name, tuple(sorted(outer) + list(inner))


def _without_numbers(cols: Sequence[int], at: Roles, body: Sequence[Row]) -> list[int]:
    """The columns but a first one that only numbers the rows (分项: 1, 2, 3)."""
    first = [row[0].text.view.s for row in body if row[0] is not None and row[0].text.view.s]
    serial = sum(bool(SERIAL.fullmatch(s)) for s in first)
    if 0 not in cols or serial * 2 <= len(first) or "number" in at:
        return list(cols)
    at["number"] = (0,)
    return [c for c in cols if c]


def _inside(header: Header, groups: Sequence[int], body: Sequence[Row]) -> list[int]:
    """Where only a group is named and it repeats from row to row, the next column of words is of the things in it."""
    if not groups or not _repeats(body, groups[-1]):
        return []
    other = range(groups[-1] + 1, len(header.texts))
    told = [c for c in other if header.roles[c] is None or re.search("明细|内容", header.texts[c])]
    return [c for c in told if _mostly_words(body, c)][:1]


def _repeats(body: Sequence[Row], c: int) -> bool:
    words = [x.text.view.s for row in body if (x := row[c]) is not None and x.text.view.s]
    return _merged(body, c) or any(a == b for a, b in pairwise(words))


def _runs(cols: Sequence[int], header: Header) -> list[list[int]]:
    """Neighbouring columns under one header text, together."""
    runs: list[list[int]] = []
    for c in cols:
        if runs and c == runs[-1][-1] + 1 and header.texts[c] == header.texts[runs[-1][0]]:
            runs[-1].append(c)
        else:
            runs.append([c])
    return runs


def _split_span(cols: Sequence[int], body: Sequence[Row], header: Header) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """A name over several columns: the last is the thing's, those before it group (where they hold words apart)."""
    if len(cols) == 1:
        return tuple(cols), ()
    last = cols[-1]
    inner = [
        c for c in cols[:-1]
        if any((x := row[c]) is not None and x.text.view.s and x is not row[last] for row in body)
    ]  # fmt: skip
    return tuple(c for c in cols if c not in inner), tuple(inner)


def _merged(body: Sequence[Row], c: int) -> bool:
    """Whether the column's cells run over several rows (merged, or left blank below the first)."""
    cells = [row[c] for row in body]
    wide = len(body[0]) - 1
    spans = sum(1 for a, b in pairwise(cells) if a is not None and a is b and a.colspan < wide)
    if spans:
        return spans * 4 >= len(cells)
    filled = [x.text.view.s for x in cells if x is not None and x.text.view.s]
    same = sum(1 for a, b in pairwise(filled) if a == b)
    return (len(filled) * 2 <= len(cells) and len(cells) > 2) or same * 2 > len(filled)


def _named(body: Sequence[Row], c: int) -> bool:
    cells = [cell for row in body if c < len(row) and (cell := row[c]) is not None and cell.text.view.s]
    return sum(bool(re.search("[\u4e00-\u9fff]{2}", x.text.view.s)) for x in cells) * 2 > len(cells)


def _mostly_words(body: Sequence[Row], c: int) -> bool:
    cells = [cell for row in body if c < len(row) and (cell := row[c]) is not None and cell.text.view.s]
    wordy = [x for x in cells if not figures.has_figure(x.text) and not SERIAL.fullmatch(x.text.view.s)]
    return bool(cells) and len(wordy) * 2 > len(cells)

"""Lines with columns side by side: which label and which value stand in which column."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from contract_parse.extract.labelled import Zone, labelled
from contract_parse.extract.labels import SIGN_NOTE, Label, find_labels, line_starts
from contract_parse.extract.names import looks_like_organisation
from contract_parse.extract.stated_dates import is_date
from contract_parse.model.text import Text


def side_by_side(text: Text, zone: Zone) -> bool:
    """Whether a text without tabs holds two columns all the same: across wide gaps the same label stands twice or thrice, or
    its first line names two parties, the second somewhere in the middle."""
    if zone == "body":
        return False
    starts = sorted(line_starts(text))
    first = text.view.cut(0, starts[1]) if len(starts) > 1 else text
    if re.search(r"\S(?: {2,}|　+)\S", first.s):
        segments = [s for s in _apart(first) if s.s.strip()]
        kinds = [found[0].kind for s in segments for found in [_labels(s, zone)] if found]
        if len(kinds) in (2, 3) and len(set(kinds)) == 1:
            return True
        if len(segments) in (2, 3) and all(is_date(s) for s in segments):
            return True
        if zone == "closing" and len(segments) in (2, 3) and all(_is_name(s) for s in segments):
            return True
    return len(starts) > 1 and len(_role_starts(first, zone)) == 2


def parted(text: Text) -> bool:
    """Whether a wide gap parts a text, as between two columns."""
    return re.search(r"\S(?: {4,}|　{3,})\S", text.s) is not None


def _is_name(text: Text) -> bool:
    """Whether a text is an organisation's name, a note to seal or sign behind it aside."""
    s = text.view.s
    note = re.search(r"\(([^()]*)\)$", s)
    return looks_like_organisation(s[: note.start()] if note is not None and SIGN_NOTE.search(note[1]) else s)


def _role_starts(line: Text, zone: Zone) -> list[int]:
    """Where the labels begin that name parties to sign, if there is nothing else in the line."""
    found = labelled(line, zone)
    return [label.start for label in found] if found and all(x.kind == "role" and x.signing for x in found) else []


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a line between gaps; ``x`` where it begins (None without pages), ``place`` its number."""

    text: Text
    x: float | None
    place: int


@dataclass(frozen=True, slots=True)
class Group:
    """A segment with labels, and the values behind them."""

    text: Text
    x: float | None
    place: int
    fields: list[tuple[Label, Text]]


def _x(text: Text) -> float | None:
    return next(
        (
            g.box.x0
            for c, g in zip(text.s, text.glyphs, strict=True)
            if g is not None and g.box is not None and not c.isspace()
        ),
        None,
    )


def groups_of(line: Text, zone: Zone) -> tuple[list[Group], list[Segment]]:
    """A line's labelled groups, and its segments that have no label."""
    groups: list[Group] = []
    loose: list[Segment] = []
    bare = False  # the last group is a label that waits for its value in the next segment
    for place, segment in enumerate(_segments(line, zone)):
        if not segment.s.strip():
            continue
        found = _labels(segment, zone)
        view = segment.view
        if not found:
            if bare:
                last = groups[-1]
                groups[-1] = replace(last, fields=[*last.fields[:-1], (last.fields[-1][0], segment.strip())])
                bare = False
            else:
                loose.append(Segment(segment, _x(segment), place))
            continue
        stops = [*(x.start for x in found[1:]), len(view.s)]
        fields = [(label, view.cut(label.end, stop)) for label, stop in zip(found, stops, strict=True)]
        if found[0].start > 3:
            loose.append(Segment(view.cut(0, found[0].start), _x(segment), place))
        groups.append(Group(segment, _x(segment), place, fields))
        bare = not fields[-1][1].s.strip()
    return groups, loose


def _segments(line: Text, zone: Zone) -> list[Text]:
    if "\t" in line.s:
        return line.split(r"\t+")
    pieces = _apart(line)
    starts = _role_starts(line, zone) if len([p for p in pieces if p.s.strip()]) == 1 else []
    if len(starts) != 2:
        return pieces
    view = line.view
    return [view.cut(0, starts[1]), view.cut(starts[1], len(view.s))]


def _apart(line: Text) -> list[Text]:
    """What stands between wide gaps; the gap inside a label that is spread out (甲　　方：) parts nothing."""
    pieces: list[Text] = []
    held: Text | None = None
    for piece in line.split(r" {2,}|　+"):
        if held is None and pieces and _goes_on_date(pieces[-1].view.s, piece.view.s):
            pieces[-1] += piece  # 日期：　　年　　月　　日
            continue
        whole = piece if held is None else held + piece
        held = whole if re.fullmatch(r"[一-鿿]", piece.view.s) else None
        if held is None:
            pieces.append(whole)
    return pieces if held is None else [*pieces, held]


def _goes_on_date(before: str, s: str) -> bool:
    """Whether ``s`` is the next sign of a date to be filled in: 年 behind a label, 月 behind 年, 日 behind 月."""
    return s == "年" or (s == "月" and before.endswith("年")) or (s == "日" and before.endswith("月"))


def _labels(segment: Text, zone: Zone) -> list[Label]:
    """As ``labelled``; a segment between gaps that is a label as a whole needs no colon either."""
    found = labelled(segment, zone)
    if not found:
        candidates = find_labels(segment)
        if candidates and candidates[0].end == len(segment.view.s) and candidates[0].start <= 3:
            return candidates[:1]
    return found


def nearest(x: float | None, columns: list[float | None], place: int) -> int:
    """The column in which something stands that begins at ``x``; by its number in the line where no place is known."""
    known = [(c, n) for n, c in enumerate(columns) if c is not None]
    if x is None or not known:
        return min(place, len(columns) - 1)
    left = [(c, n) for c, n in known if c <= x + 12]
    return max(left)[1] if left else min(known)[1]

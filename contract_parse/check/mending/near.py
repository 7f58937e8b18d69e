"""The near readings of scanned characters, each with what it takes to believe in it.

A cost is how unlikely the reading is beside what was read, as a natural logarithm: what the recogniser itself
offers costs by its probabilities; what it does not offer has a fixed price, from what engines are known to take one
character for (``data/ocr_confusions.yaml``), less where it was unsure of the character.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import log
from typing import NamedTuple

from contract_parse.data import per_vocabulary, vocabulary
from contract_parse.model.text import Glyph, fold

Chars = tuple[tuple[str, Glyph], ...]

LOW = 0.9  # a confidence below which OCR is not sure of a word

# Costs without the recogniser's support. Marks are lost or turned sooner than digits; of two equal digits side by side
# one is easily lost.
OFTEN, SELDOM, OTHER = 5.0, 6.2, 9.0
MARK, REPEATED, LOST, EXTRA = 4.0, 5.5, 6.4, 8.0
UNSURE = (
    2.0  # taken off for characters lost or put in, where the recogniser doubted the neighbour or read the word badly
)
DOUBTED = 6.5  # what a reading may cost for a conflict that it mends to be a doubt
SINGLE = 9.5  # what one change may cost at most
PAIR = 8.5  # and two of them together, each no more than HALF
HALF = 5.0
FORM = 2.5  # taken off where figures are not printed as the reading has it, and are as it would be

MARKS = ".,"
DIGITS = "0123456789"


class Reading(NamedTuple):
    """What a run of characters may say: ``edits`` are (which character, what it says instead)."""

    text: str
    edits: tuple[tuple[int, str], ...]
    cost: float


def near_readings(chars: Chars, allowed: str, well_formed: Callable[[str], bool]) -> list[Reading]:
    """What ``chars`` may say instead, the nearest first. ``allowed`` are the characters it can hold ("": any).

    What was read but is not ``well_formed`` is sooner misread than printed so.
    """
    single = sorted(_edits(chars, allowed), key=lambda e: e[2])
    found: dict[str, Reading] = {}
    read = "".join(c for c, _ in chars)
    odd = not well_formed(read)

    def add(edits: Sequence[tuple[int, str, float]]) -> None:
        taken = {i: s for i, s, _ in edits}
        text = "".join(taken.get(i, c) for i, (c, _) in enumerate(chars))
        cost = sum(e[2] for e in edits)
        if odd and well_formed(text):
            cost = max(0.1, cost - FORM)
        if text not in found or found[text].cost > cost:
            found[text] = Reading(text, tuple((i, s) for i, s, _ in edits), cost)

    for edit in single:
        if edit[2] <= SINGLE:
            add([edit])
    cheap = [e for e in single if e[2] <= HALF][:24]
    for n, a in enumerate(cheap):
        for b in cheap[n + 1 :]:
            if a[0] != b[0] and a[2] + b[2] <= PAIR:
                add(sorted((a, b)))
    found.pop(read, None)
    return sorted(found.values(), key=lambda r: r.cost)


def toward(chars: Chars, wanted: str) -> Reading | None:
    """``chars`` read as ``wanted``, with what that takes; None where the two are too far apart.

    The cheapest way of turning one into the other, character by character (Wagner and Fischer's table).
    """
    if not chars or abs(len(chars) - len(wanted)) > 2:
        return None
    costs = [0.0]
    for _ in wanted:  # nothing of what was read yet: all that is wanted so far was lost
        costs.append(costs[-1] + LOST)
    edits: list[dict[int, str]] = [{0: wanted[:j] + chars[0][0]} if j else {} for j in range(len(wanted) + 1)]
    for i, char in enumerate(chars):
        left_costs, left_edits = costs, edits
        costs, edits = [left_costs[0] + _cost(char, "")], [{**left_edits[0], i: ""}]
        for j, c in enumerate(wanted):
            same = fold(char[0]) == fold(c)
            lead = wanted if not i else ""  # what was lost before the first character stands with it
            offers = [
                (left_costs[j] + (0.0 if same else _cost(char, c)), left_edits[j], None if same else lead[:j] + c),
                (left_costs[j + 1] + _cost(char, ""), left_edits[j + 1], lead[: j + 1]),
                (costs[j] + LOST - _doubt(char), edits[j], edits[j].get(i, char[0]) + c),
            ]
            cost, before, new = min(offers, key=lambda o: o[0])
            costs.append(cost)
            edits.append(before if new is None else {**before, i: new})
    if not 0 < costs[-1] <= SINGLE:
        return None
    return Reading(wanted, tuple(sorted(edits[-1].items())), costs[-1])


def _edits(chars: Chars, allowed: str) -> Iterator[tuple[int, str, float]]:
    """Every change of one character: (which, what instead, cost)."""
    figure = set(DIGITS) <= set(allowed)
    marks = {c for c, _ in chars if c in MARKS}
    for i, char in enumerate(chars):
        c, less = char[0], _doubt(char)
        for new in _others(char, allowed):
            yield i, new, _cost(char, new)
        if not figure:
            continue
        if c not in MARKS:
            yield i, "", min(_cost(char, ""), (REPEATED if _beside(chars, i, c) else EXTRA) - less)
            for digit in DIGITS:
                yield i, c + digit, (REPEATED if digit == c else LOST) - less
                if i == 0 or chars[i - 1][0] in MARKS:
                    yield i, digit + c, LOST - less
            before_fen = len(chars) - i == 3
            if "." not in marks and len(chars) - i > 1 and (before_fen or not marks):
                # 3490000 and 34,90000: the point is lost, sooner that before the fen than another
                yield i, c + ".", MARK if before_fen else HALF - 0.5
        else:
            yield i, "", MARK


def _others(char: tuple[str, Glyph], allowed: str) -> set[str]:
    """Single characters that may stand where ``char`` was read."""
    c, glyph = char
    offered = {fold(t) if allowed else t for t, _ in glyph.near if t}
    known = set("".join(confusions().get(c, {})))
    others = offered | known | (set(DIGITS) if c in DIGITS and allowed else set())
    if c in MARKS:
        others |= set(MARKS)
    return {o for o in others if o != c and (not allowed or set(o) <= set(allowed))}


def _cost(char: tuple[str, Glyph], new: str) -> float:
    """What it takes to believe that ``new`` stands where ``char`` was read."""
    c, glyph = char
    offered = {fold(t): p for t, p in reversed(glyph.near)}
    if fold(new) in offered:
        sure = max(0.02, 1 - sum(p for _, p in glyph.near))
        return max(0.1, log(sure / max(offered[fold(new)], 1e-4)))
    fixed = MARK if c in MARKS and new in MARKS else EXTRA if not new else confusions().get(c, {}).get(new, OTHER)
    # characters of which the recogniser is not sure have their near readings; one that is not among them is not nearer
    return fixed if new else fixed - _doubt(char)


def _doubt(char: tuple[str, Glyph]) -> float:
    """What is taken off a cost since the recogniser was not sure."""
    return UNSURE if char[1].near or char[1].confidence < LOW else 0.0


def _beside(chars: Chars, i: int, c: str) -> bool:
    return (i > 0 and chars[i - 1][0] == c) or (i + 1 < len(chars) and chars[i + 1][0] == c)


@per_vocabulary
def confusions() -> dict[str, dict[str, float]]:
    """For each character what may have been read for it, with the cost."""
    table = vocabulary("ocr_confusions")
    found: dict[str, dict[str, float]] = {}
    for sets, cost in ((table["seldom"], SELDOM), (table["often"], OFTEN)):
        for word in map(str, sets):
            for c in word:
                found.setdefault(c, {}).update(dict.fromkeys((o for o in word if o != c), cost))
    return found

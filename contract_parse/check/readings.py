"""Whether a difference may be the reader's own: what an OCR engine plausibly takes one printed value for.

A scanned value that breaks an equation is doubted, not accused, where a near reading of it would mend the
equation: one character taken for another, one lost or put in, a decimal point or a comma lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from contract_parse.check.mending.near import DOUBTED
from contract_parse.check.mending.places import Places
from contract_parse.model.facts import Evidence

LOW_CONFIDENCE = 0.9


def scanned(evidence: Iterable[Evidence]) -> bool:
    return any(e.source == "ocr" for e in evidence)


def unsure(evidence: Iterable[Evidence]) -> bool:
    """Whether some of it was read from an image with low confidence."""
    return any(e.source == "ocr" and e.confidence < LOW_CONFIDENCE for e in evidence)


def near(a: Decimal, b: Decimal) -> bool:
    """Whether one of two numbers may be a misreading of the other.

    >>> near(Decimal("17600"), Decimal("11600")), near(Decimal("1760"), Decimal("17600"))
    (True, True)
    >>> near(Decimal("34900.00"), Decimal("3490000")), near(Decimal("34900"), Decimal("87500"))
    (True, False)
    """
    if a == b or a < 0 or b < 0:
        return a == b
    x, y = _digits(a), _digits(b)
    whole_x, whole_y = x.replace(".", ""), y.replace(".", "")
    return _one_apart(x, y) or whole_x.rstrip("0") == whole_y.rstrip("0") or _one_apart(whole_x, whole_y)


def near_text(a: str, b: str) -> bool:
    """The same for identifiers: at most two characters taken for others, or one lost.

    >>> near_text("91360100MA35", "91360l00MA35"), near_text("abc", "xyz")
    (True, False)
    """
    if len(a) == len(b):
        return 0 < sum(x != y for x, y in zip(a, b, strict=True)) <= 2
    return _one_apart(a, b)


def misread(evidence: Sequence[Evidence], readings: Iterable[tuple[Decimal, Decimal]]) -> bool:
    """Whether the scan may explain a conflict: ``readings`` pairs what was read with what would mend it.

    Where the characters are at hand, the recogniser's own probabilities decide what is near; facts that were stored
    have lost them, and there one character is.
    """
    if not scanned(evidence):
        return False
    if unsure(evidence):
        return True
    lines = [e for e in evidence if e.chars]
    return any(plausible(lines, got, wanted) if lines else near(got, wanted) for got, wanted in readings)


def plausible(evidence: Sequence[Evidence], got: Decimal, wanted: Decimal) -> bool:
    """Whether the figure in ``evidence`` that was read as ``got`` may well say ``wanted``."""
    places = (Places().figure([e], got) for e in evidence)
    return any(
        value == wanted and reading.cost <= DOUBTED for p in places if p is not None for value, reading in p.readings
    )


def _digits(n: Decimal) -> str:
    s = format(n, "f")
    return s.rstrip("0").rstrip(".") if "." in s else s


def _one_apart(x: str, y: str) -> bool:
    """One substitution, or one character more."""
    if len(x) == len(y):
        return sum(a != b for a, b in zip(x, y, strict=True)) == 1
    if abs(len(x) - len(y)) != 1:
        return False
    short, long = sorted((x, y), key=len)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))

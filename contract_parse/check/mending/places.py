"""Where a value stands on a scanned page, character by character, and what else it may say."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, partial
from typing import Any

from contract_parse.check.mending.near import DIGITS, MARKS, Chars, Reading, near_readings, toward
from contract_parse.model.facts import Evidence, evidence
from contract_parse.model.text import Text, fold
from contract_parse.values.capital import parse_capital
from contract_parse.values.dates import parse_date
from contract_parse.values.numerals import ARABIC

Value = Any  # Decimal, date or str: compared and handed on, never looked into
Parse = Callable[[str], Value | None]

_FIGURE = re.compile(r"[\d.,]*\d")
_STRICT = re.compile(ARABIC)
# As amounts and quantities are printed: groups of three or none, two decimals or four where there are groups.
_FORM = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d\d(?:\d\d)?)?|\d{1,3}(?:\.\d+)?|\d{4,}(?:\.\d\d(?:\d\d)?)?")
_TOKEN = frozenset(DIGITS + MARKS)
_SCALES = (1, 10_000, 100_000_000, 1000)
CAPITAL = "零壹贰叁肆伍陆柒捌玖拾佰仟万亿元圆角分整正一二三四五六七八九十百千"


@dataclass(frozen=True, eq=False)
class Place:
    """A value read from an image. ``parse`` gives the value of another reading, None where it is none.

    ``value`` is None where what was read makes no sense.
    """

    chars: Chars
    value: Value | None
    parse: Parse
    allowed: str
    shown: tuple[Evidence, ...]

    @property
    def text(self) -> str:
        return "".join(c for c, _ in self.chars)

    def evidence(self) -> list[Evidence]:
        """Where the characters stand, a piece a printed line, as they were read."""
        return evidence(Text(self.text, (g for _, g in self.chars)), self.shown[0].clause if self.shown else None)

    @cached_property
    def readings(self) -> list[tuple[Value, Reading]]:
        """Other values it may have, the nearest first, each by its nearest reading."""
        found: dict[Value, Reading] = {}
        for reading in near_readings(self.chars, self.allowed, self._well_formed):
            value = self.parse(reading.text)
            if value is not None and value != self.value:
                found.setdefault(value, reading)
        return list(found.items())

    def _well_formed(self, text: str) -> bool:
        figure = MARKS[0] in self.allowed
        return bool(_FORM.fullmatch(text)) if figure else self.parse(text) is not None

    def reading_as(self, text: str) -> Reading | None:
        """``text`` as a reading of this place, None where it is too far."""
        return toward(self.chars, text)


class Places:
    """The places of one contract, each once: the same characters are the same place."""

    def __init__(self, pages: Iterable[Chars] = ()) -> None:
        """``pages`` are all scanned characters: a figure may go on where its reader thought it ended."""
        self._known: dict[tuple[object, ...], Place] = {}
        self._pages = list(pages)
        self._at = {(g.page, g.box): (n, i) for n, page in enumerate(self._pages) for i, (_, g) in enumerate(page)}

    def figure(self, evidence: Sequence[Evidence], value: Decimal | None, scale: int | None = None) -> Place | None:
        """The figure in ``evidence`` that says ``value``, None where none or several do, or it was not scanned.

        With ``scale`` (what a bare figure counts in) also the only figure of a cell that says something else, or nothing.
        """
        for chars in _runs(evidence):
            tokens = list(_figures(chars))
            said = [(t, s) for t in tokens for s in _SCALES if value is not None and _loosely(_text(t)) == value / s]
            if not said and scale is not None and len(tokens) == 1 and _whole(chars, tokens[0]):
                # a cell whose figure was read so badly that only its reader could make it out, or not even that
                said = [(tokens[0], scale)]
            if len(said) == 1:
                token, times = self._whole_token(said[0][0]), said[0][1]
                return self._place(token, value, partial(_scaled, scale=times), DIGITS + MARKS, evidence)
        return None

    def percent(self, evidence: Sequence[Evidence], value: Decimal) -> Place | None:
        """The percentage in ``evidence`` that says ``value``."""
        for chars in _runs(evidence):
            text = _text(chars)
            said = [t for t in _figures(chars) if _number(_text(t)) == value and text[_end(chars, t)] in ("%", "％")]
            if len(said) == 1:
                return self._place(said[0], value, _number, DIGITS + MARKS, evidence)
        return None

    def capital(self, evidence: Sequence[Evidence], value: Decimal) -> Place | None:
        """The capital figure that ``evidence`` holds from its first to its last character."""
        for chars in _runs(evidence):
            if _capital(_text(chars)) == value:
                return self._place(chars, value, _capital, CAPITAL, evidence)
        return None

    def amount(self, evidence: Sequence[Evidence], value: Decimal) -> Place | None:
        """The figure, or where an amount is given in capital words only those."""
        return self.figure(evidence, value) or self.capital(evidence, value)

    def date(self, evidence: Sequence[Evidence], value: dt.date | None) -> Place | None:
        """The date that ``evidence`` holds from its first to its last character (None: one that no calendar has)."""
        for chars in _runs(evidence):
            if _date(_text(chars)) == value and len(chars) <= 16:
                return self._place(chars, value, _date, DIGITS, evidence)
        return None

    def words(self, evidence: Sequence[Evidence], value: str, parse: Parse) -> Place | None:
        """A name or an identifier: all of ``evidence`` where it says ``value``."""
        for chars in _runs(evidence):
            for at in range(len(chars)):  # a label may stand before it
                if parse(_text(chars[at:])) == parse(value) is not None:
                    return self._place(chars[at:], parse(value), parse, "", evidence)
        return None

    def _whole_token(self, token: Chars) -> Chars:
        """``token`` with the figures and marks that touch it on the page: 2,820.660.38 was read as 2,820.66."""
        start, end = (self._at.get((g.page, g.box)) for _, g in (token[0], token[-1]))
        if start is None or end is None or start[0] != end[0]:
            return token
        page, first, last = self._pages[start[0]], start[1], end[1]

        def touches(i: int, beside: int) -> bool:
            if not 0 <= i < len(page) or fold(page[i][0]) not in _TOKEN:
                return False
            a, b = page[min(i, beside)][1].box, page[max(i, beside)][1].box
            assert a is not None
            assert b is not None
            level = abs(a.y0 + a.y1 - b.y0 - b.y1) < b.height
            return level and abs(b.x0 - a.x1) < 0.6 * b.height  # a digit may be lost between them

        while touches(first - 1, first):
            first -= 1
        while touches(last + 1, last):
            last += 1
        while page[first][0] in MARKS:
            first += 1
        while page[last][0] in MARKS:
            last -= 1
        longer = page[first : last + 1]
        return longer if len(longer) > len(token) and _number(_text(longer)) is None else token

    def run(self, chars: Chars) -> Place | None:
        """``chars`` as a capital figure, though they may not be one as they were read."""
        return self._place(chars, _capital(_text(chars)), _capital, CAPITAL, ())

    def _place(
        self, chars: Chars, value: Value | None, parse: Parse, allowed: str, evidence: Sequence[Evidence]
    ) -> Place | None:
        if any(g.source != "ocr" or g.box is None or g.page is None for _, g in chars):
            return None
        key = tuple((g.page, g.box) for _, g in chars)
        shown = tuple(e for e in evidence if any(c in e.chars for c in chars))
        return self._known.setdefault(key, Place(chars, value, parse, allowed, shown))


def _runs(evidence: Sequence[Evidence]) -> Iterator[Chars]:
    """The characters of each line, then those of all lines together (a figure that was wrapped)."""
    lines = [e.chars for e in evidence if e.chars]
    yield from lines
    if len(lines) > 1:
        yield tuple(c for line in lines for c in line)


def _figures(chars: Chars) -> Iterator[Chars]:
    for m in _FIGURE.finditer(_text(chars)):
        start = m.start() + len(m[0]) - len(m[0].lstrip(MARKS))
        yield chars[start : m.end()]


def _text(chars: Iterable[tuple[str, object]]) -> str:
    """Folded, but for the comma of a sentence, which is no mark of a figure."""
    return "".join(c if c == "，" else fold(c) for c, _ in chars)


def _end(chars: Chars, token: Chars) -> int:
    """Where ``token`` ends in ``chars`` (the last character where nothing follows it)."""
    at = next(i for i in range(len(chars)) if chars[i] is token[0])
    return min(at + len(token), len(chars) - 1)


def _whole(chars: Chars, token: Chars) -> bool:
    """Whether ``chars`` hold little but the figure: a cell of a table."""
    return len(chars) - len(token) <= 3


def _number(s: str) -> Decimal | None:
    return Decimal(s.replace(",", "")) if _STRICT.fullmatch(s) else None


def _loosely(s: str) -> Decimal:
    """What a figure says whatever its grouping: 1,6077,451.00 and 1.607.451.00 were taken for numbers as well."""
    whole, point, decimals = s.replace(",", "").rpartition(".")
    return Decimal(whole.replace(".", "") + point + decimals)


def _scaled(s: str, scale: int) -> Decimal | None:
    number = _number(s)
    return None if number is None else number * scale


def _date(s: str) -> dt.date | None:
    return parse_date(s)


def _capital(s: str) -> Decimal | None:
    found = parse_capital(s)
    return None if found is None else found.value

"""Letters in the midst of an amount, which no contract prints there: 44Z,643.00 is 442,643.00, 第!种 is 第1种."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from contract_parse.model.page import Word

DIGITS = {"Z": "2", "z": "2", "O": "0", "o": "0", "I": "1", "l": "1", "|": "1", "S": "5", "B": "8"}
_AMOUNT = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+\.\d{2}")
_ONE = re.compile(
    r"(?<=第)[!|](?=[种项款条])|(?<![A-Za-z])[!|](?=\d*(?:个工作日|[日天][内后前起]|份))"
)  # 第!种 is 第1种
_GROUPS = re.compile(r"(?<![\d.,])\d{1,3}(?:[.,]\d{3})+\.\d{2}(?![\d.])")  # 203.131.00 has its groups by points
_RUN = re.compile(r"(?<![A-Za-z0-9,.])[\d,.ZzOoIl|SB]{4,}(?![A-Za-z0-9])")


def with_digits(words: Iterable[Word]) -> tuple[Word, ...]:
    """The words with the one letter of an amount read as the digit it looks like; that which the recogniser offers
    for it first. What is no amount with its groups or its fen (a model, a code) stays as it is."""
    return tuple(_word(w) if w.source == "ocr" else w for w in words)


def _word(word: Word) -> Word:
    text, near = _ONE.sub("1", word.text), list(word.alternatives)
    text = _GROUPS.sub(lambda m: m[0][:-3].replace(".", ",") + m[0][-3:], text)
    for m in _RUN.finditer(text):
        odd = [i for i in range(m.start(), m.end()) if text[i] in DIGITS]
        if len(odd) != 1:
            continue
        (at,) = odd
        offered = [t for t, _ in near[at] if t.isdecimal()] if near else []
        digit = offered[0] if offered else DIGITS[text[at]]
        if _AMOUNT.fullmatch(text[m.start() : at] + digit + text[at + 1 : m.end()]):
            text = text[:at] + digit + text[at + 1 :]
            if near:
                near[at] = tuple((t, p) for t, p in near[at] if t != digit)
    return word if text == word.text else replace(word, text=text, alternatives=tuple(near))

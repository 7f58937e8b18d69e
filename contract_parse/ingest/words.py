"""Characters of a text layer to words: runs without a gap on one baseline."""

from __future__ import annotations

from contract_parse.ingest.device import Char
from contract_parse.model.geometry import Box
from contract_parse.model.page import Word

# Shares of the font size: how far a run's next character may be from the last, and off its baseline.
GAP, DRIFT = 0.25, 0.15


def build_words(chars: list[Char], left: float, top: float) -> tuple[Word, ...]:
    """Words in the order of the content stream, in points from the page's top left corner.

    ``left`` and ``top`` are the page's corner in device space. Rotated characters (watermarks, notes up
    the margin) are dropped, as is a character printed again on the same spot (bold made by printing twice).
    """
    words: list[Word] = []
    run: list[Char] = []
    for char in _once([c for c in chars if c.turn == 0]):
        if char.text.isspace() or not char.text:
            if run:
                words.append(_word(run, left, top))
                run = []
            continue
        if run and not _follows(run[-1], char):
            words.append(_word(run, left, top))
            run = []
        run.append(char)
    if run:
        words.append(_word(run, left, top))
    return tuple(words)


def _follows(last: Char, char: Char) -> bool:
    size = min(last.size, char.size)
    return (
        -0.3 * size <= char.x0 - last.x1 <= GAP * size
        and abs(char.y0 - last.y0) <= DRIFT * size
        and char.size <= 1.2 * last.size
        and last.size <= 1.2 * char.size
    )


def _once(chars: list[Char]) -> list[Char]:
    """Without characters that repeat one within a quarter of its width: the second strike of a fake bold."""
    seen: dict[tuple[str, int, int], list[Char]] = {}
    kept = []
    for c in chars:
        step = max(c.size, 1.0)
        column, row = round(c.x0 / step), round(c.y0 / step)
        near = 0.3 * min(c.size, (c.x1 - c.x0) or c.size)
        twin = any(
            abs(o.x0 - c.x0) <= near and abs(o.y0 - c.y0) <= 0.2 * c.size
            for dx in (0, -1, 1)
            for dy in (0, -1, 1)
            for o in seen.get((c.text, column + dx, row + dy), ())
        )
        if not twin:
            kept.append(c)
            seen.setdefault((c.text, column, row), []).append(c)
    return kept


def _word(run: list[Char], left: float, top: float) -> Word:
    text: list[str] = []
    boxes: list[Box] = []
    for c in run:
        share = (c.x1 - c.x0) / len(c.text)  # a ligature's box is shared among its letters
        for i, one in enumerate(c.text):
            text.append(one)
            boxes.append(Box(c.x0 - left + i * share, top - c.y1, c.x0 - left + (i + 1) * share, top - c.y0))
    box = Box(min(b.x0 for b in boxes), min(b.y0 for b in boxes), max(b.x1 for b in boxes), max(b.y1 for b in boxes))
    bold = 2 * sum(c.bold for c in run) > len(run)
    return Word("".join(text), box, tuple(boxes), max(c.size for c in run), bold=bold)

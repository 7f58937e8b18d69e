"""Text set side by side (two parties' particulars, signature blocks): read one column after the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from contract_parse.layout.lines import COLUMN_GAP, Row, em_of, spread
from contract_parse.model.geometry import bounding
from contract_parse.model.page import Word

UNSURE = 0.9  # confidence below which print on a scan was hardly made out, or stands under a seal
_LABEL = re.compile(
    r"^[^，。；,;：:]{1,18}(?<!\d)[：:]|(?<!\d)[：:]$|^(?:[（(](?:盖章|公章|签字|签章|签名)[)）])+$|[（(](?:盖章|公章|签字|签章|签名|盖公章)[^（）()]{0,8}[)）](?:[A-Z][A-Za-z.&/()]{2,30})?$"
    r"|^[甲乙丙丁买卖供需]方|^[\d_]*年[\d_]*月[\d_]*日$"
)
_PARTY = re.compile(r"[（(][^（）()]{0,4}(?:盖章|公章|签章|印章)[^（）()]{0,4}[)）]")
# Labels whose colon a seal hid.
_BARE = re.compile(
    r"^(?:(?:联系)?电话|(?:住|地)[址所]|(?:签[订约])?日期|开户(?:银)?行|账号|(?:法定)?代表人|负责人|(?:委托)?代理人)"
)
_HEADING = re.compile(r"^(?:附[件表录]|第[一二三四五六七八九十百\d]+[条章节部]|[一二三四五六七八九十]{1,3}、)")


@dataclass(frozen=True, slots=True)
class Strip:
    """A line of one column. ``column`` is 0 for text over the full width, else the number of the column it
    is in; ``goes_on``: it continues the line before it in that column."""

    row: Row
    column: int = 0
    goes_on: bool = False


def is_label(s: str) -> bool:
    """Whether a line of a form starts with what it is about, or stands for it.

    >>> [is_label(s) for s in ("地址：某路1号", "乙方（盖章）", "限公司", "　　年　月　日", "R1:60ml")]
    [True, True, False, True, False]
    """
    return bool(_LABEL.search("".join(s.split())))


def unfold(rows: Sequence[Row], first: int = 1) -> list[Strip]:
    """Rows in reading order. Where two or more share a gutter and read like labels and values on both
    sides, the left column comes whole before the right. ``first``: the number for the first column found."""
    out: list[Strip] = []
    i = 0
    while i < len(rows):
        found = _block(rows, i)
        if found is None:
            out.append(Strip(rows[i]))
            i += 1
            continue
        end, left, right = found
        for side in (left, right):
            inner = unfold(side, first)
            if all(s.column == 0 for s in inner):
                inner = _wrapped(side, first)
            out += inner
            first = max(s.column for s in inner) + 1
        i = end
    return out


def pieces(row: Row, gap: float = COLUMN_GAP) -> list[list[Word]]:
    """The row's words, parted where a gap is wider than ``gap`` ems."""
    out: list[list[Word]] = []
    for word in row.words:
        last = out[-1][-1] if out else None
        if last and (word.box.x0 - last.box.x1 <= gap * min(em_of(word), em_of(last)) or spread(last, word)):
            out[-1].append(word)
        else:
            out.append([word])
    return out


def words_text(words: Sequence[Word]) -> str:
    return "".join(w.text for w in words)


def _block(rows: Sequence[Row], start: int) -> tuple[int, list[Row], list[Row]] | None:
    """The rows from ``start`` that stand in two columns: where they end, the left and the right ones."""
    for edge in _edges(rows, start):
        found = _grown(rows, start, edge)
        if found is not None:
            return found
    return None


def _edges(rows: Sequence[Row], start: int) -> list[float]:
    """Where the row's second column may begin: at a label behind a wide gap, or at one behind a narrow gap (a long
    name on the left) where labels of the next rows begin too."""
    wide = [p[0].box.x0 for p in pieces(rows[start])[1:] if _labelled(p)]
    if wide:
        return wide
    narrow = [p[0].box.x0 for p in pieces(rows[start], 0.4)[1:] if is_label(words_text(p))]
    below = [p[0].box.x0 for r in rows[start + 1 : start + 6] for p in pieces(r)[1:] if is_label(words_text(p))]
    return [x for x in narrow if any(abs(x - y) <= 0.3 * rows[start].size for y in below)]


def _grown(rows: Sequence[Row], start: int, edge: float) -> tuple[int, list[Row], list[Row]] | None:
    left: list[tuple[int, Row]] = []
    right: list[tuple[int, Row]] = []
    gutter = max((w.box.x1 for w in rows[start].words if w.box.x1 <= edge), default=edge)
    for at in range(start, len(rows)):
        row = rows[at]
        em = row.size
        low = [w for w in row.words if w.box.x0 < edge - 1.2 * em]
        high = [w for w in row.words if w.box.x0 >= edge - 1.2 * em]
        parted = pieces(row)
        if len(parted) == 2 and all(_labelled(p) for p in parted):
            low, high = parted  # two labels far apart are two columns, wherever the second begins
        elif any(w.box.x1 > edge - 0.4 * em for w in low):
            break
        if at > start and row.box.y0 - rows[at - 1].box.y1 > 4 * em:
            break
        if low and not high and _from_the_right(left, right, at, low, max(r.box.x1 for r in rows)):
            right.append((at, _row(low)))
            continue
        if at > start and _of_seal(row) and not (low and _wraps(left, low, gutter)):
            continue
        if low and not high and (_HEADING.match(words_text(low)) or not (_labelled(low) or _wraps(left, low, gutter))):
            break
        if high and abs(high[0].box.x0 - edge) > 1.2 * em and not low:
            break
        if low:
            left.append((at, _row(low)))
            gutter = max(gutter, low[-1].box.x1)
        if high:
            right.append((at, _row(high)))
    if not left or not right:
        return None
    # What stands only on the left below the right column's end belongs to the block while it reads like it.
    last = max(left[-1][0], right[-1][0])
    labels = [sum(_labelled(r.words) for _, r in side) for side in (left, right)]
    both = len({at for at, _ in left} & {at for at, _ in right})
    if (
        start == len(rows) - 1
        and both == 1
        and all(_PARTY.search(words_text(side[0][1].words)) for side in (left, right))
    ):
        return last + 1, [left[0][1]], [right[0][1]]  # signature blocks that go on over the page break
    if labels[1] < 2 or labels[0] < 1 or both < 1 or (both < 2 and len(right) < 3):
        return None
    if 2 * labels[0] < len(left) or 2 * labels[1] < len(right):
        return None
    return last + 1, [r for _, r in left], [r for _, r in right]


def _labelled(words: Sequence[Word]) -> bool:
    """Whether words are a label with or without its value; on a scan a seal may hide the colon."""
    s = words_text(words)
    return is_label(s) or (words[0].source == "ocr" and bool(_BARE.match(s)))


def _of_seal(row: Row) -> bool:
    """Whether a line between others is a few characters under a seal: as like as not the seal's own."""
    few = len(words_text(row.words)) <= 6 and all(w.source == "ocr" and w.confidence < UNSURE for w in row.words)
    return few and not _labelled(row.words)


def _wraps(left: Sequence[tuple[int, Row]], low: Sequence[Word], gutter: float) -> bool:
    """Whether words without a label of their own may go on from the left column's last line."""
    return bool(left) and left[-1][1].box.x1 > gutter - 3 * low[0].size


def _from_the_right(
    left: Sequence[tuple[int, Row]], right: Sequence[tuple[int, Row]], at: int, low: Sequence[Word], margin: float
) -> bool:
    """Whether words at the left margin go on from the right column: columns typed with spaces, the line too long for the
    page. The left one has room to spare above them, the right one none."""
    if not left or not right or right[-1][0] != at - 1 or is_label(words_text(low)):
        return False
    em, above = low[0].size, (left[-1][1], right[-1][1])
    beside = above[0].box.x1 if left[-1][0] == at - 1 else above[0].box.x0
    room = min(w.box.x0 for w in above[1].words) - beside
    return room > 1.5 * em and margin - above[1].box.x1 < em and low[0].box.x0 - above[0].box.x0 < em


def _row(words: Sequence[Word]) -> Row:
    return Row(tuple(words), bounding(w.box for w in words))


def _wrapped(side: Sequence[Row], column: int) -> list[Strip]:
    """A column's lines; one without a label goes on from a line that reached the column's right edge."""
    right = max(r.box.x1 for r in side)
    out: list[Strip] = []
    for i, row in enumerate(side):
        prev = side[i - 1] if i else None
        goes_on = (
            prev is not None
            and not _labelled(row.words)
            and right - prev.box.x1 < row.words[0].box.width + row.size
            and row.box.y0 - prev.box.y1 < 1.5 * row.size
            and not words_text(prev.words).endswith(("：", ":"))
        )
        out.append(Strip(row, column, goes_on))
    return out

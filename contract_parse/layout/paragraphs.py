"""Lines to paragraphs: which line goes on in the next, over line and page breaks."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from contract_parse.layout.lines import joined
from contract_parse.layout.placed import PlacedLine
from contract_parse.model.layout import Paragraph
from contract_parse.values.markers import parse_marker

_ENDS = re.compile(r"[。；;！!？?：:]['\"”’）)」』]?\s*$")
_SENTENCE_END = re.compile(r"[。；;！!？?]['\"”’）)」』]?\s*$")
_LABEL = re.compile(r"^[^，。；,;：:\t]{1,14}[:：]")
_FIRST_TOKEN = re.compile(
    r"[（(《“‘「『【〔¥￥$]*(?:[0-9A-Za-z][0-9A-Za-z.,%@/:\-]*|.)[，。；、：！？）)》”’」』】〕％%]*"
)
_GOES_ON = re.compile(r"[；;]\s*$")
_COMMA = re.compile(r"[，、,]\s*$")  # no line of fields ends so, but a sentence does that names them
_TITLE = 1.25  # text this many times as large as the body's is a heading
_BARE = re.compile(r"^\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s+[\u3400-\u9fff]")  # 7 违约责任, 七 违约责任
# …金额：____ 国 / 别：____, …壹仟贰佰 / 伍拾元整（小写）：…: what wrapped of a label or an amount, no label
_PIECE = re.compile(r"^(?:[^注附]|[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]{1,12}[元圆][^，。；,;:：\t]*)[:：]")
_CLOSES = re.compile(r"^\s*[^\s（）()]{0,3}[)）]")
# Wide brackets to be filled in, whole and at the end of a line: no columns part there.
_EMPTY, _EMPTY_HALF = re.compile(r"[(（\[【]\s*[)）\]】]"), re.compile(r"[(（\[【]\s*$")
_STRONG = ("article", "chapter", "section")


@dataclass(frozen=True, slots=True)
class Measure:
    """The text block of a page: its left and right edge, and the size its text is printed in."""

    left: float
    right: float
    body: float


def _place(p: PlacedLine) -> tuple[int, int]:
    """The text block a line is in: its page, and the newspaper column (below 0) where the page has some."""
    return p.page, min(p.column, 0)


Measures = Mapping[tuple[int, int], Measure]


def measures(lines: Sequence[PlacedLine]) -> dict[tuple[int, int], Measure]:
    """The text block of every page, taken from all pages of that width where one has too few full lines."""
    groups: dict[tuple[int, int], list[PlacedLine]] = {}
    for p in lines:
        groups.setdefault((round(p.width), min(p.column, 0)), []).append(p)
    found: dict[tuple[int, int], Measure] = {}
    for (_, column), group in groups.items():
        flowing = [p for p in group if p.column <= 0] or group
        whole = _measure(flowing)
        if not column and len(flowing) < 4:
            pages_here = {p.page for p in group}
            whole = _measure([p for p in lines if p.page in pages_here])
        if not column:
            whole = _widened(whole, group[0].width)
        pages: dict[tuple[int, int], list[PlacedLine]] = {_place(p): [] for p in group}
        for p in flowing:
            pages[_place(p)].append(p)
        for place, own in pages.items():
            full = [p for p in own if p.box.x1 > whole.right - 2 * p.size or p.box.x1 - p.box.x0 > 0.6 * p.width]
            found[place] = _measure(own) if len(full) >= 6 else whole
    return found


def _widened(block: Measure, width: float) -> Measure:
    """Where all lines are short, the right margin is taken to be as wide as the left one."""
    return Measure(block.left, width - block.left, block.body) if width - block.right > 1.6 * block.left + 20 else block


def _measure(lines: Sequence[PlacedLine]) -> Measure:
    widest = max(p.box.x1 - p.box.x0 for p in lines)
    long = [p for p in lines if p.box.x1 - p.box.x0 > 0.6 * widest]
    # Punctuation may hang over the right edge, so lines that end in a character tell where it is.
    firm = [p for p in long if p.s.rstrip()[-1:] not in "，。、；：！？）》”,.;:)"]
    firm = firm if len(firm) >= 3 else long
    rights = Counter(round(p.box.x1 / 3) for p in firm)
    most = max(rights.values())
    # The rightmost edge that many lines share; a single line hanging out does not make the edge.
    right = max(x for x, n in rights.items() if n >= max(1, 0.15 * most)) * 3.0
    right = max([p.box.x1 for p in firm if abs(p.box.x1 - right) <= 4.5], default=right)
    lefts = Counter(round(p.box.x0 / 3) for p in long)
    left = min(x for x, n in lefts.items() if n >= max(1, 0.1 * max(lefts.values()))) * 3.0
    left = min([p.box.x0 for p in long if abs(p.box.x0 - left) <= 4.5], default=left)
    sizes: Counter[float] = Counter()
    for p in lines:
        sizes[round(p.size, 1)] += len(p.s)
    return Measure(left, right, sizes.most_common(1)[0][0])


def wraps_to_margin(lines: Sequence[PlacedLine], blocks: Measures) -> bool:
    """Whether paragraphs begin indented and go on at the left margin, as nearly all Chinese contracts do."""
    margin = level = 0
    for prev, cur in itertools.pairwise(lines):
        here, there = blocks[_place(cur)], blocks[_place(prev)]
        if there.right - prev.box.x1 > 1.2 * prev.size or prev.box.x0 - there.left < 1.2 * prev.size:
            continue
        margin += cur.box.x0 - here.left < 0.7 * cur.size
        level += abs((cur.box.x0 - here.left) - (prev.box.x0 - there.left)) < 0.7 * cur.size
    return margin >= 3 and margin >= 3 * level


def paragraphs(lines: Sequence[PlacedLine], blocks: Measures, hanging: bool = True) -> list[Paragraph]:
    """Paragraphs of consecutive lines (nothing but page breaks between them).

    ``hanging``: the document's paragraphs go on at the left margin (see :func:`wraps_to_margin`).
    """
    out: list[Paragraph] = []
    run: list[PlacedLine] = []
    for p in lines:
        if run and _starts_new(run, p, blocks, hanging):
            out.append(_paragraph(run, blocks))
            run = []
        run.append(p)
    if run:
        out.append(_paragraph(run, blocks))
    return out


def _paragraph(run: Sequence[PlacedLine], blocks: Measures) -> Paragraph:
    text = joined(p.line.text for p in run)
    weights: Counter[float] = Counter()
    for p in run:
        weights[round(p.size, 1)] += len(p.s)
    return Paragraph(
        text,
        tuple(p.line for p in run),
        size=weights.most_common(1)[0][0],
        centred=all(p.column <= 0 and is_centred(p, blocks[_place(p)]) for p in run),
        bold=2 * sum(len(p.s) for p in run if p.bold) > sum(len(p.s) for p in run),
    )


def is_centred(p: PlacedLine, block: Measure) -> bool:
    """Whether a line stands in the middle of the text block, clear of both edges."""
    off = (p.box.x0 + p.box.x1) / 2 - (block.left + block.right) / 2
    clear = min(p.box.x0 - block.left, block.right - p.box.x1)
    needed = 1.0 if p.size >= _TITLE * block.body else 2.5  # a first-line indent must not pass for a margin
    return abs(off) <= p.size and clear > needed * p.size and "\t" not in p.s


def _starts_new(run: Sequence[PlacedLine], cur: PlacedLine, blocks: Measures, hanging: bool) -> bool:
    prev, first = run[-1], run[0]
    if cur.column > 0 or prev.column > 0:
        return not (cur.goes_on and (cur.page, cur.column) == (prev.page, prev.column))
    here, there = blocks[_place(cur)], blocks[_place(prev)]
    em = prev.size
    if _EMPTY_HALF.search(prev.s) and cur.page == prev.page and cur.s.lstrip()[:1] in ")）]】":
        return False
    if "\t" in _EMPTY.sub("", prev.s.strip()) or "\t" in _EMPTY.sub("", cur.s.strip()):
        return True
    if _CLOSES.match(cur.s) and _left_open(prev.s) and cur.page == prev.page:
        return False  # （附件 … 1）: no number, but the end of a bracket
    alike = 0.35 if _by_ocr(cur) else 0.15  # OCR's sizes are estimates
    if abs(cur.size - prev.size) > alike * max(cur.size, prev.size) and len(cur.s) > 3 and len(prev.s) > 3:
        return True
    if is_centred(cur, here) or (is_centred(prev, there) and len(run) == 1):
        return not _title_goes_on(prev, cur, here)
    full = there.right - prev.box.x1 < _first_token(cur) + 0.8 * em
    if not full:
        return not _value_goes_on(prev, cur, there)
    if cur.page == prev.page and cur.box.y0 - prev.box.y1 > 1.8 * em:
        return True
    cur_in, prev_in = cur.box.x0 - here.left, prev.box.x0 - there.left
    ended = bool(_ENDS.search(prev.s))
    indented = len(run) == 1 and max(prev_in, prev_in - cur_in) > 1.2 * em  # few lines may reach the margin
    wrapped = cur_in < 0.7 * em  # where lines of an indented paragraph go on
    marker = parse_marker(cur.s)
    if marker is not None:
        if marker.kind in _STRONG:
            return ended or not wrapped or not indented
        # A number at the left edge under an indented first line is running text that wrapped there.
        return ended or not (wrapped and (indented or len(run) > 1))
    if _SENTENCE_END.search(prev.s) and _BARE.match(cur.s):
        return True
    # 第十五条 双方确定：…，按以 / 下约定承担违约责任：a sentence that has wrapped, no field below a field
    article = (opening := parse_marker(first.s)) is not None and opening.kind in _STRONG
    if (
        _LABEL.match(cur.s)
        and not _PIECE.match(cur.s)
        and not _COMMA.search(prev.s)
        and (
            (ended and not _GOES_ON.search(prev.s))
            or (_LABEL.match(prev.s) and not article and cur_in >= prev_in - 0.5 * em)
        )
    ):
        return True
    if prev_in > 0.35 * (there.right - there.left) and abs(cur_in - prev_in) > em:
        return True  # a line set to the right (a number, a date) has no continuation at the left
    if len(run) > 1:
        return cur_in - (run[1].box.x0 - blocks[_place(run[1])].left) > 1.2 * em
    if cur_in > prev_in + 1.2 * em:
        # A hanging indent goes on to the right of its number, anything else there is a new paragraph.
        return parse_marker(first.s) is None or ended
    if abs(cur_in - prev_in) <= 1.2 * em and prev_in > 1.2 * em:
        return hanging or bool(_SENTENCE_END.search(prev.s))
    return False


def _title_goes_on(prev: PlacedLine, cur: PlacedLine, block: Measure) -> bool:
    """Whether a large centred line holds what was left of a title that fills the line above (…服务项目合 / 同)."""
    wide = prev.box.x1 - prev.box.x0 > block.right - block.left - 2 * prev.size
    return (
        wide
        and cur.page == prev.page
        and cur.size >= _TITLE * block.body
        and cur.box.x1 - cur.box.x0 < prev.box.x1 - prev.box.x0
        and cur.box.y0 - prev.box.y1 < 1.2 * prev.size
        and is_centred(cur, block)
        and not _ENDS.search(prev.s)
    )


def _left_open(s: str) -> bool:
    """Whether a line ends inside a bracket that it opened."""
    return max(s.rfind("("), s.rfind("（")) > max(s.rfind(")"), s.rfind("）"))


def _by_ocr(p: PlacedLine) -> bool:
    return any(g is not None and g.source == "ocr" for g in p.line.text.glyphs[:2])


def _value_goes_on(prev: PlacedLine, cur: PlacedLine, block: Measure) -> bool:
    """Whether a labelled value (``项目名称：…``) that was broken short of the margin goes on in the next line:
    set under the value, or at the label's own edge without being a label, a number or a sentence."""
    m = _LABEL.match(prev.s)
    if (
        m is None
        or not prev.s[m.end() :].strip()
        or cur.page != prev.page
        or cur.box.y0 - prev.box.y1 > 1.5 * prev.size
    ):
        return False
    if _LABEL.match(cur.s) or parse_marker(cur.s) is not None or _ENDS.search(prev.s) or "\t" in cur.s:
        return False
    value = next((g.box.x0 for g in prev.line.text.glyphs[m.end() :] if g is not None and g.box is not None), None)
    if value is not None and abs(cur.box.x0 - value) <= 0.6 * prev.size and cur.box.x1 <= prev.box.x1 + 2 * prev.size:
        return True
    long = prev.box.x1 - prev.box.x0 > 0.5 * (block.right - block.left) and len(prev.s) > 20
    plain = len(cur.s) <= 40 and not re.search(r"[，。；,;]", cur.s)
    return long and plain and abs(cur.box.x0 - prev.box.x0) <= 0.6 * prev.size and _bracketed(cur.s)


def _bracketed(s: str) -> bool:
    """Whether a line starts with a bracket, which no line of its own does, unless it numbers."""
    return s[:1] in "(（[【〔-—－" or s[:1] in "的及与和、"


def _first_token(p: PlacedLine) -> float:
    """How much room the line's first unbreakable run of characters takes, in points."""
    m = _FIRST_TOKEN.match(p.s.lstrip())
    glyphs = [g for g in p.line.text.strip().glyphs[: m.end() if m else 1] if g is not None and g.box is not None]
    boxes = [g.box for g in glyphs if g.box is not None]
    return max(b.x1 for b in boxes) - min(b.x0 for b in boxes) if boxes else p.size

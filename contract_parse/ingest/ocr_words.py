"""From the lines an engine read to the words a page holds, and from regions to what one cell holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from contract_parse.ingest.engine import Char, Line, Region
from contract_parse.model.geometry import Box, bounding
from contract_parse.model.page import Ruling, Word

WIDE = 0.8  # of the line's height: a gap between two characters that ends a word
BASE = 0.62  # of a line's height, from the top: the base line is below, strokes of characters are above
POINTS = frozenset("。，、；：.,;:）)")
RULE_SIGNS = frozenset("_＿-—－一ー﹍﹎…")

# Characters of other scripts that look the same as those of contracts; the network knows all of them.
VARIANTS = str.maketrans(
    "內戶戸呂別査黃溫毎歩吳眞郞靑淸値稅櫥維鋼鋁銷鏡級約紅紙線組細終給統續編練綠網請計訂設許訴試詢該詳語調證評議護貝負財貨質購賠費資"
    "買車軟較輕輛輸轉鐵門閉開間閥閱關陽隊階際險電頁項順須預領頻題類風飯飲館馬駕驗魚齊",
    "内户户吕别查黄温每步吴真郎青清值税橱维钢铝销镜级约红纸线组细终给统续编练绿网请计订设许诉试询该详语调证评议护贝负财货质购赔费资"
    "买车软较轻辆输转铁门闭开间阀阅关阳队阶际险电页项顺须预领频题类风饭饮馆马驾验鱼齐",
)


def split_at_rulings(regions: Sequence[Region], down: Sequence[Box], clear: float) -> Iterator[Region]:
    """Regions cut where a vertical ruling crosses them: what stands in two cells is never one line.

    ``clear`` is the distance in pixels kept from the ruling, so that it is not read as a 1 or a bar.
    """
    for region in regions:
        if abs(region.angle) > 1.5:
            yield region
            continue
        box = region.box
        cuts = [
            r
            for r in down
            if box.x0 < r.x1 and r.x0 < box.x1 and min(box.y1, r.y1) - max(box.y0, r.y0) > 0.6 * box.height
        ]
        left = box.x0
        for cut in sorted(cuts, key=lambda r: r.x0):
            yield from _part(region, left, cut.x0 - clear)
            left = max(left, cut.x1 + clear)
        yield from _part(region, left, box.x1)


def _part(region: Region, x0: float, x1: float) -> Iterator[Region]:
    if x0 == region.box.x0 and x1 == region.box.x1:
        yield region
    elif x1 - x0 >= 0.35 * region.height:
        yield Region((x0 + x1) / 2, region.cy, x1 - x0, region.height, region.angle)


def words_of(line: Line, scale: float, run: int, across: Sequence[Box] = ()) -> list[Word]:
    """A line's words, boxes in points: cut at spaces and wide gaps, without the signs that are rulings.

    ``across`` are the page's horizontal rulings in pixels: a printed blank is a ruling, not a row of dashes.
    """
    height = line.box.height
    found: list[Word] = []
    chars: list[Char] = []
    placed = list(_beside_blanks(line, across))
    for n, char in enumerate(placed):
        if char.text.isspace():
            found += _word(chars, line.box, scale, run)
            chars = []
            continue
        if (
            char.text in RULE_SIGNS
            and not _within_print(placed, n, line.box, across)
            and _is_ruling(char, line, across)
        ):
            found += _word(chars, line.box, scale, run)
            chars = []
            continue
        if chars and char.x0 - chars[-1].x1 > WIDE * height:
            found += _word(chars, line.box, scale, run)
            chars = []
        chars.append(char)
    return found + _word(chars, line.box, scale, run)


def _beside_blanks(line: Line, across: Sequence[Box]) -> Iterator[Char]:
    """The line's characters; a point after a blank stands behind it (after a gap the network places it too early)."""
    box = line.box
    blanks = [
        r for r in across if box.y0 + BASE * box.height < r.centre[1] < box.y1 and box.x0 < r.x1 < box.x1 + box.height
    ]
    for char in line.chars:
        for blank in blanks:
            if char.text in POINTS and blank.x1 - box.height < char.x0 < blank.x1 < char.x1 + box.height:
                char = char._replace(x0=blank.x1, x1=blank.x1 + (char.x1 - char.x0))
                break
        yield char


def _word(chars: Sequence[Char], box: Box, scale: float, run: int) -> list[Word]:
    if not chars:
        return []
    text = "".join(c.text for c in chars).translate(VARIANTS)
    boxes = tuple(Box(c.x0 * scale, box.y0 * scale, c.x1 * scale, box.y1 * scale) for c in chars for _ in c.text)
    near = tuple(c.alternatives for c in chars for _ in c.text) if any(c.alternatives for c in chars) else ()
    confidence = sum(c.confidence for c in chars) / len(chars)
    return [Word(text, bounding(boxes), boxes, box.height * scale, confidence, "ocr", run, alternatives=near)]


def _within_print(chars: Sequence[Char], n: int, box: Box, across: Sequence[Box]) -> bool:
    """Whether a dash stands in the midst of print that is underlined with it: the hyphens of a number, no blank."""
    if n == 0 or n + 1 == len(chars):
        return False
    before, after = chars[n - 1], chars[n + 1]
    if not (before.text.isalnum() and after.text.isalnum()) or {before.text, after.text} & RULE_SIGNS:
        return False
    under = [r for r in across if box.y0 + BASE * box.height < r.centre[1] < box.y1 + 0.2 * box.height]
    return any(r.x0 < (before.x0 + before.x1) / 2 and (after.x0 + after.x1) / 2 < r.x1 for r in under)


def _is_ruling(char: Char, line: Line, across: Sequence[Box]) -> bool:
    """Whether a dash lies on a ruling that goes on beyond it: a blank to fill in, on the base line.

    A dash or a 一 stands at half height; a blank does so only where nothing else stands in the line.
    """
    box, width = line.box, char.x1 - char.x0
    top = box.y0 + (0.3 if set(line.text) <= RULE_SIGNS else BASE) * box.height
    beyond = 0.5 * box.height
    return any(
        top <= r.centre[1] <= box.y1
        and r.width >= 1.5 * width
        and min(r.x1, char.x1) - max(r.x0, char.x0) > 0.7 * width
        and not (r.x0 < box.x0 - beyond and r.x1 > box.x1 + beyond)  # a cell's border
        for r in across
    )


def without_strokes(across: Sequence[Box], lines: Sequence[Line], shortest: float) -> list[Box]:
    """Horizontal rulings without those that are strokes of print: 十一 in bold type, a dash of three ems.

    Below ``shortest`` pixels a ruling that runs through the middle of a line's characters is one of their strokes.
    """
    return [r for r in across if r.width >= shortest or not any(_through(r, line) for line in lines)]


def _through(ruling: Box, line: Line) -> bool:
    box = line.box
    share = (ruling.centre[1] - box.y0) / max(1.0, box.height)
    if not 0.2 < share < BASE or set(line.text) <= RULE_SIGNS:
        return False
    covered = sum(max(0.0, min(ruling.x1, c.x1) - max(ruling.x0, c.x0)) for c in line.chars if not c.text.isspace())
    return covered > 0.7 * ruling.width


def as_rulings(across: Sequence[Box], down: Sequence[Box], scale: float) -> tuple[Ruling, ...]:
    """Rulings in points."""
    return (*(Ruling(scaled(b, scale), True) for b in across), *(Ruling(scaled(b, scale), False) for b in down))


def scaled(box: Box, scale: float) -> Box:
    return Box(box.x0 * scale, box.y0 * scale, box.x1 * scale, box.y1 * scale)

"""What a paragraph's first characters may be as a clause number: strict readings, and mended ones for scans.

Works on the folded text with its white space (``2.1 30 日内`` is clause 2.1, not 2.130), so offsets are
offsets into the paragraph's text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from contract_parse.model.text import Text, fold
from contract_parse.values.markers import parse_marker
from contract_parse.values.numerals import parse_integer

# Outer to inner, as most contracts nest them. formal: 壹、 贰、, a numbering of its own above 一、.
RANKS = {
    "section": 0, "chapter": 1, "article": 2, "formal": 2, "roman": 2, "han": 3, "han_paren": 4, "arabic": 5, "dotted": 5,
    "arabic_paren": 6, "arabic_half": 7, "circle": 8, "letter": 9,
}  # fmt: skip

_LETTERS = {"I", "V", "X"}  # what a single letter may be besides a Roman numeral
_FORMAL = "壹贰貳叁肆伍陆陸柒捌玖拾"
# Words that go on a reference at the start of a line: 第五条约定的…, 第三条及第四条…
_CITED = re.compile(
    r"\s*(?:约定|规定|所述|所列|列明|载明|中(?!标|介|小|央|文|间)|的|之|项下|第|及|和(?!解)|至|或者?|与|、第|,第|款|项|前述|执行|承担|条件|内容|而|时|情形|条|除外|\)|》)"
)
_UNITS = re.compile(
    r"\s*(?:万元|亿元|元|%|‰|倍|米|吨|公里|千米|平方|毫米|厘米|㎡|m\b|kg|万|个(?!人|体|性|别)|台|套|年|月|日|天|小时|分钟|级|版|寸|英寸|GB|MB|TB|G\b|以上|以下|号楼|层|折|人(?!员|民|工|身|事)|名(?!称)|次|份|℃|V\b|W\b|秒|[-~—至到]\s*\d)"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a number: ``ordinals`` None where it cannot be read and must follow from its neighbours.

    ``start`` and ``end`` are offsets in the text, the delimiter included; ``mark`` is the delimiter or
    bracket style; ``cost`` what it takes to believe it.
    """

    kind: str
    ordinals: tuple[int, ...] | None
    printed: str
    start: int
    end: int
    mark: str = ""
    cost: float = 0.0


def _reading(
    kind: str,
    ordinals: tuple[int, ...] | None,
    f: str,
    start: int,
    number_end: int,
    end: int,
    mark: str = "",
    cost: float = 0.0,
) -> Reading:
    return Reading(kind, ordinals, f[start:number_end].strip(), start, end, mark, cost)


_BRACKETED = re.compile(r"[\[(]\s*第\s*([^\s第条]{1,4})\s*条\s*[\])]")
_SPACED = re.compile(r"(\d{1,2})\s*\.\s+(\d{1,2})(?=\s+[\u3400-\u9fff])")
_ORDINAL_LAX = re.compile(r"第\s*([^\s第条章,。]{0,4}?)\s*(条|章)\s*([、.:,]?)")
_HAN_LAX = re.compile(r"([一二三四五六七八九十=+\-_]{1,4})\s*([、.,])")
_FORMAL_BARE = re.compile(r"([壹贰叁肆伍陆柒捌玖拾]{1,3})(\s+)")
_HAN_BARE = re.compile(r"([一二三四五六七八九十]{1,3})(\s+|(?=[\u3400-\u9fff]))")
_D = r"([\dlIO|]{1,2})"
_NEXT = r"(?=\s*[\u3400-\u9fff])"
# What becomes of 1.1: another sign between the digits, a gap, nothing at all.
_DOTTED_SLIPS = (
    (re.compile(rf"{_D}\s*[.,、·:;。]\s*{_D}(?![\d.])[.、]?"), 1.0),
    (re.compile(rf"{_D}\s*[.,、·:;。\s]\s*{_D}\s*[.,、·:;。]\s*{_D}(?![\d.])[.、]?"), 1.0),
    (re.compile(r"(\d)(\d)\.(\d{1,2})(?![\d.])"), 1.4),
    (re.compile(rf"(\d{{1,2}})\s{{1,2}}(\d{{1,2}}){_NEXT}"), 1.2),
    (re.compile(rf"(\d)(\d{{1,2}}){_NEXT}"), 1.6),
    (re.compile(rf"(\d\d)(\d{{1,2}}){_NEXT}"), 1.6),
)
_PAREN_ONE = re.compile(r"[1lI|](\d)\)")  # （4） whose first half reads as a 1
_PAREN_BLIND = re.compile(r"[(]\s*([^\s()]{1,2})\s*[)]")
_COMMA_ALONE = re.compile(rf"[、.]{_NEXT}")
_ONE_LAX = re.compile(rf"[lI|]\s*[.、]{_NEXT}")
_PAREN_LAX = re.compile(r"[(\[{]?\s*([\dlIO|iS]{1,2}|[一二三四五六七八九十=+\-]{1,3})\s*[)\]}〕】]?\s*")
_BARE = re.compile(r"(\d{1,2})(?=\s+[\u3400-\u9fff《“\"])")
_BARE_HEADING = re.compile(r"[\u3400-\u9fff、()（）\s]{2,20}")
_BARE_LABEL = re.compile(r"\s+[\u3400-\u9fff、()]{2,12}:")
_BARE_TIGHT = re.compile(r"(\d{1,2})(?=[\u3400-\u9fff])")

# Words that begin with a numeral: 一方, 三年, 二期, 一体化, 四川.
_WORDS = re.compile(
    r"\s*(?:[方般旦切致式些律并经定次年月日期级类份个项套台倍成种同体站卡揽甲手维氧网川江金]|[一二三四五六七八九十百千万])"
)
# Of those, what is a word after white space too; any other heading may stand there: 二 项目概况, 六 甲方责任.
_APART = re.compile(
    r"(?:[年月日期级类份个项套台倍次天](?:月|工作日)?(?:[内以之前后起止的,]|$)|方(?![案式法])|式[一二三四五六七八九十]|次性|[般旦切致律并])"
)
_LOOKALIKE = str.maketrans(
    {"l": "1", "I": "1", "|": "1", "i": "1", "O": "0", "S": "5", "=": "二", "+": "十", "-": "一", "_": "一"}
)


def _kind_of(word: str) -> str:
    return {"条": "article", "章": "chapter"}.get(word, "section")


def strict(f: str) -> list[Reading]:
    """The reading of the number that ``f`` begins with as printed; none where there is no number."""
    at = len(f) - len(f.lstrip())
    if m := _BRACKETED.match(f, at):  # 【第三条】
        n = parse_integer(m[1])
        return [_reading("article", (n,), f, at, m.end(), m.end(), "条")] if n else []
    marker = parse_marker(f)
    if marker is None:
        return []
    mark = {"article": "条", "chapter": "章", "section": "节", "circle": "○"}.get(marker.kind, "()")
    cost = 0.0
    if marker.kind in {"han", "arabic"}:
        tail = f[at : marker.end].rstrip()
        mark = tail[-1] if tail and tail[-1] in "、.:," else "."
        cost = {",": 1.0, ":": 0.6}.get(mark, 0.0)
    elif marker.kind == "dotted":
        mark = "."
    kind = "formal" if marker.kind == "han" and marker.printed[0] in _FORMAL else marker.kind
    if kind == "article" and len(marker.ordinals) > 1:
        kind, mark = "dotted", "."  # 第1.1条
    found = [Reading(kind, marker.ordinals, marker.printed, at, marker.end, mark, cost)]
    if kind == "roman" and marker.printed in _LETTERS:  # I. behind H.
        found.append(replace(found[0], kind="letter", ordinals=(ord(marker.printed) - 64,), cost=0.3))
    return found


def bare(f: str) -> list[Reading]:
    """A number without any delimiter (``5 云平台…``): believed only where it continues a list."""
    at = len(f) - len(f.lstrip())
    for pattern, cost in ((_BARE, 1.4), (_BARE_TIGHT, 2.2)):
        m = pattern.match(f, at)
        if m and int(m[1]) and not _UNITS.match(f, m.end()):
            labelled = cost < 2 and _BARE_LABEL.match(f, m.end())  # 3 交货时间：签约后60日内
            return [_reading("arabic", (int(m[1]),), f, at, m.end(), m.end(), " ", 0.5 if labelled else cost)]
    # 一 服务内容, a heading and nothing else
    m = _HAN_BARE.match(f, at) or _FORMAL_BARE.match(f, at)
    heads = m is not None and m[2] and not _APART.match(f, m.end()) and _BARE_HEADING.fullmatch(f, m.end())
    if m is not None and heads and (n := parse_integer(m[1])):
        kind = "formal" if m[1][0] in _FORMAL else "han"
        return [_reading(kind, (n,), f, at, m.end(1), m.end(), " ", 0.8)]
    return []


def mended(f: str) -> list[Reading]:
    """Readings that assume a slip of the recogniser: look-alike characters, lost brackets, merged digits."""
    at = len(f) - len(f.lstrip())
    if m := _ORDINAL_LAX.match(f, at):
        n = parse_integer(m[1].translate(_LOOKALIKE))
        if _CITED.match(f, m.end()) and not m[3] and not f[m.end(2) : m.end(2) + 1].isspace():
            return []
        kind = _kind_of(m[2])
        blind = _reading(kind, None, f, at, m.end(2), m.end(), m[2], 1.6)
        return [_reading(kind, (n,), f, at, m.end(2), m.end(), m[2], 0.6), blind] if n else [replace(blind, cost=1.0)]
    return [*_mended_han(f, at), *_mended_dotted(f, at), *_mended_brackets(f, at), *_mended_arabic(f, at)]


def _mended_han(f: str, at: int) -> Iterator[Reading]:
    if m := _HAN_LAX.match(f, at):
        if n := parse_integer(m[1].translate(_LOOKALIKE)):
            yield _reading("han", (n,), f, at, m.end(1), m.end(), "、", 1.0)
        yield _reading("han", None, f, at, m.end(1), m.end(), "、", 2.0)
    if (m := _HAN_BARE.match(f, at)) and not _WORDS.match(f, m.end(1)) and (n := parse_integer(m[1])):
        yield _reading("han", (n,), f, at, m.end(1), m.end(), "、", 1.2 if m[2] else 2.3)


def _mended_dotted(f: str, at: int) -> Iterator[Reading]:
    for pattern, cost in _DOTTED_SLIPS:
        m = pattern.match(f, at)
        if m is None or _UNITS.match(f, m.end()):
            continue
        parts = [p.translate(_LOOKALIKE) for p in m.groups() if p]
        if all(p.isdigit() and int(p) for p in parts):
            yield _reading("dotted", tuple(map(int, parts)), f, at, m.end(), m.end(), ".", cost)


def _mended_brackets(f: str, at: int) -> Iterator[Reading]:
    m = _PAREN_LAX.match(f, at)
    if m and any(b in m[0] for b in "()[]{}〕】"):
        word = m[1].translate(_LOOKALIKE)
        if n := parse_integer(word):
            yield _reading("arabic_paren" if word.isdigit() else "han_paren", (n,), f, at, m.end(), m.end(), "()", 1.0)
    if m := _PAREN_ONE.match(f, at):
        yield _reading("arabic_paren", (int(m[1]),), f, at, m.end(), m.end(), "()", 1.2)
    if m := _PAREN_BLIND.match(f, at):
        for kind in ("arabic_paren", "han_paren"):
            yield _reading(kind, None, f, at, m.end(), m.end(), "()", 2.0)


def _mended_arabic(f: str, at: int) -> Iterator[Reading]:
    if m := _COMMA_ALONE.match(f, at):
        for kind in ("han", "arabic"):
            yield _reading(kind, None, f, at, m.end(), m.end(), "、", 2.2)
    if m := _ONE_LAX.match(f, at):
        yield _reading("arabic", (1,), f, at, m.end(), m.end(), "、", 1.0)


def readings(text: Text) -> tuple[Reading, ...]:
    """Every reading of the number ``text`` may begin with, the strict one first."""
    f = fold(text.s)
    found = strict(f)
    if "．" in text.s[:5]:
        # 2．3台设备: the wide point parts number and text, where it is not 2.3.
        parted = strict(fold(text.s.replace("．", "、", 1)))
        kinds = {r.kind for r in found}
        found = found + [replace(r, mark=".", cost=0.3 if found else 0.0) for r in parted if r.kind not in kinds]
    scanned = any(g is not None and g.source == "ocr" for g in text.glyphs[:12])
    if not found:
        found = bare(f)
        if scanned:
            found = [replace(r, cost=min(r.cost, 1.1)) for r in found]
    if scanned:
        known = {(r.kind, r.ordinals) for r in found}
        found = found + [r for r in mended(f) if (r.kind, r.ordinals) not in known]
    elif m := _SPACED.match(f, len(f) - len(f.lstrip())):
        found = [
            *found,
            _reading(
                "dotted", (int(m[1]), int(m[2])), f, m.start(), m.end(), m.end(), ".", 0.1 if " ." in m[0] else 0.9
            ),
        ]
    elif not found and (m := _ORDINAL_LAX.match(f.lstrip())) and not m[1]:
        found = [r for r in mended(f) if r.ordinals is None][:1]
    return tuple(found)

"""Words that remember what they say: facts are noted where they are written and find their clause when it is numbered."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from tests.composer.manuscript import Grid, Heading, Piece, Words
from tests.composer.truth import PartyTruth, Truth

DIGITS = "零一二三四五六七八九"
CAPITALS = "零壹贰叁肆伍陆柒捌玖"
UNITS = {
    "day": "日",
    "calendar_day": "个日历天",
    "working_day": "个工作日",
    "hour": "小时",
    "month": "个月",
    "year": "年",
    "week": "周",
}


def han(n: int) -> str:
    """1 to 999 in Chinese: 十, 十二, 二十, 三十五, 一百二十."""
    if n >= 100:
        rest = n % 100
        return (
            DIGITS[n // 100]
            + "百"
            + ("" if not rest else ("零" if rest < 10 else "一" if rest < 20 else "") + han(rest))
        )
    tens, ones = divmod(n, 10)
    return (("" if tens == 1 else DIGITS[tens]) + "十" if tens else "") + (DIGITS[ones] if ones or not tens else "")


def capital(value: Decimal, yuan: str = "元", whole: str = "整") -> str:
    """An amount in capital words."""
    cents = int((value * 100).to_integral_value())
    n, jiao, fen = cents // 100, cents // 10 % 10, cents % 10
    groups, out, gap = [], "", False
    while n:
        groups.append(n % 10000)
        n //= 10000
    for i in range(len(groups) - 1, -1, -1):
        g = groups[i]
        if not g:
            gap = bool(out)
            continue
        if out and (gap or g < 1000):
            out += "零"
        gap, inner, zero = False, "", False
        for unit, name in ((1000, "仟"), (100, "佰"), (10, "拾"), (1, "")):
            d = g // unit % 10
            if d:
                inner += ("零" if zero and inner else "") + CAPITALS[d] + name
            zero = not d if inner else False
            if d:
                zero = False
        out += inner + ("", "万", "亿")[i]
    tail = (CAPITALS[jiao] + "角" if jiao else "零" if fen and out else "") + (CAPITALS[fen] + "分" if fen else "")
    return (out + yuan if out else "") + tail + (whole if not fen else "")


def plain(value: Decimal) -> str:
    return format(value.normalize(), "f") if value != value.to_integral_value() else str(int(value))


@dataclass
class Node:
    """A clause before it is numbered; ``key`` names it for references."""

    text: str = ""
    title: str = ""
    children: list[Node] = field(default_factory=list)
    tables: list[Grid] = field(default_factory=list)
    key: str = ""


@dataclass(frozen=True)
class Level:
    """How one depth is numbered: printed form of n, and its share of the path."""

    printed: Callable[[int], str]
    path: str  # ".{n}" or "({n})" or "①"
    cite: Callable[[int], str]


CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮"


def join(parent: str, form: str, n: int) -> str:
    if not parent:
        return str(n)
    return parent + {".": f".{n}", "(": f"({n})", "①": CIRCLED[n - 1]}[form]


@dataclass
class Note:
    """Something said: ``text`` as printed, and what goes into which section of gold with the clause's path."""

    text: str
    section: str = ""
    fact: dict[str, Any] = field(default_factory=dict)
    to: str = ""  # key of a clause referred to


class Writer:
    """Writes a truth in one style; every method returns words with a mark that becomes text and gold later."""

    def __init__(self, truth: Truth, look: Any, rng: random.Random) -> None:
        self.t, self.look, self.r = truth, look, rng
        self.notes: list[Note] = []
        self.B, self.S = look.roles
        self.annexes: list[tuple[str, str]] = []  # label, title
        self.cited: set[int] = set()

    def mark(self, text: str, section: str = "", to: str = "", **fact: Any) -> str:
        self.notes.append(Note(text, section, fact, to))
        return f"\ue000{len(self.notes) - 1}\ue001"

    # what is said ---------------------------------------------------------------------------------------------
    def length(self, n: int, unit: str) -> str:
        """A duration's words; noted nowhere."""
        word = UNITS[unit] if unit != "calendar_day" or not self.look.plain_days else "日历天"
        form = self.look.numbers
        if form == "han":
            return (han(n) if n != 2 or unit not in ("month", "year") else "两") + word
        if form == "capital" and n < 10:
            return CAPITALS[n] + word
        if form == "paren":
            return f"（{n}）{word}"
        if form == "spaced":
            return f" {n} {word}"
        return f"{n}{word}"

    def term(self, what: tuple[int, str], optional: bool = False) -> str:
        n, unit = what
        fact: dict[str, Any] = {"duration": {"n": str(n), "unit": unit}, "date": None}
        if optional:
            fact["optional"] = True
        return self.mark(self.length(n, unit), "deadlines", **fact)

    def date_words(self, day: Any) -> str:
        if isinstance(day, str):
            return day
        form = self.look.dates
        if form == "iso":
            return day.isoformat()
        if form == "han":
            return "".join(DIGITS[int(c)] for c in str(day.year)) + f"年{han(day.month)}月{han(day.day)}日"
        if form == "dots":
            return f"{day.year}.{day.month:02d}.{day.day:02d}"
        if form == "padded":
            return f"{day.year}年{day.month:02d}月{day.day:02d}日"
        return f"{day.year}年{day.month}月{day.day}日"

    def date(self, day: Any, optional: bool = True) -> str:
        if isinstance(day, str):
            return day
        return self.mark(self.date_words(day), "deadlines", duration=None, date=day.isoformat(), optional=optional)

    def share(self, value: Decimal) -> str:
        """A percentage's words; noted nowhere."""
        if self.look.percents == "han" and value == value.to_integral_value() and 0 < value < 100:
            return f"百分之{han(int(value))}"
        if (
            value < 1
            and self.look.mille == "wan"
            and (value * 100) == (value * 100).to_integral_value()
            and value * 100 < 100
        ):
            n = int(value * 100)
            return f"万分之{han(n)}" if n % 10 else f"千分之{han(n // 10)}"
        if value < 1 and self.look.mille == "‰":
            return f"{plain(value * 10)}‰"
        return f"{plain(value)}%" if self.look.numbers != "spaced" else f"{plain(value)} %"

    def pct(self, value: Decimal, optional: bool = False) -> str:
        fact: dict[str, Any] = {"value": plain(value)}
        if optional:
            fact["optional"] = True
        return self.mark(self.share(value), "percentages", **fact)

    def figure(self, value: Decimal, decimals: int = 2) -> str:
        """An amount in figures with its sign and unit."""
        return self.look.figure(value)

    def both(self, value: Decimal, key: str) -> str:
        """An amount in figures and in capital words, as the style puts them."""
        cap = self.t.told(f"{key}.capital", value)
        words = capital(cap, self.look.yuan, self.look.whole) if isinstance(cap, Decimal) else cap
        if (bend := self.t.told(f"{key}.form", None)) is not None:
            words = bend(words)
        return str(self.look.both(value, words))

    def annex(self, i: int, title: bool = True) -> str:
        label, name = self.annexes[i]
        self.cited.add(i)
        name = self.t.told(f"annex{i}.cited", name)
        words = label + (f"《{name}》" if title else "")
        return self.mark(words, "references", kind="annex", target=label, resolved=True)

    def ref(self, key: str) -> str:
        return self.mark("", "references", to=self.t.told(f"ref.{key}", key), kind="clause", resolved=True)

    def fact(self, section: str, **fact: Any) -> str:
        return self.mark("", section, **fact)

    def party(self, role: str) -> PartyTruth:
        return self.t.buyer if role == "buyer" else self.t.supplier


MARK = re.compile("\ue000(\\d+)\ue001")


@dataclass
class Printed:
    pieces: list[Piece]
    gold: dict[str, list[Any]]
    paths: list[str]
    places: dict[str, str]  # key → path


def number(writer: Writer, parts: Sequence[tuple[str, Sequence[Node]]]) -> Printed:
    """The clauses numbered and printed, their facts with the paths they got. ``parts``: (part's heading or "", nodes)."""
    look = writer.look
    places: dict[str, str] = {}
    cites: dict[str, str] = {}
    homes: dict[str, str] = {}  # key or path → the part it stands in, where numbers start again
    here = [""]
    order: list[tuple[Node, str, str, int]] = []
    skip = writer.t.told("skip", None)

    def place(node: Node, parent: str, cite: str, n: int, depth: int, prefix: str) -> None:
        level = look.levels[depth]
        own = join(parent, level.path, n)
        said = cite + level.cite(n) if level.path != "." or depth == 0 or not look.dotted else look.cite_dotted(own)
        path = prefix + own
        order.append(
            (node, level.printed(n) if not look.dotted or depth == 0 else look.print_dotted(own, depth), path, depth)
        )
        if node.key:
            places[node.key], cites[node.key] = path, said
        homes[node.key] = homes[path] = here[0]
        count = 0
        for child in node.children:
            count += 1
            if child.key and skip == child.key:
                count += 1
            place(child, own, said, count, depth + 1, prefix)

    n, first = 0, True
    starts: dict[int, str] = {}
    for name, nodes in parts:
        prefix = "" if first or not look.restart else name.split(" ")[0] + "/"
        if name:
            starts[len(order)] = name
            here[0] = name.split(" ")[0] if look.restart else ""
        if look.restart:
            n = 0
        for node in nodes:
            n += 1
            if skip == node.key and node.key:
                n += 1
            place(node, "", "", n, 0, prefix)
        first = False

    pieces: list[Piece] = []
    gold: dict[str, list[Any]] = {}

    def said(text: str, path: str | None) -> str:
        def one(m: re.Match[str]) -> str:
            note = writer.notes[int(m[1])]
            words = note.text
            if note.section:
                fact = dict(note.fact)
                if note.to:
                    if note.to in places:
                        away = homes[note.to] if path is not None and homes[note.to] != homes[path] else ""
                        fact["target"], words = places[note.to], "本合同" * look.own + away + cites[note.to]
                    else:
                        fact["target"], fact["resolved"], words = note.to, False, look.levels[0].cite(int(note.to))
                if path is not None:
                    gold.setdefault(note.section, []).append(fact | {"clause": path})
            return words

        return MARK.sub(one, text)

    for i, (node, printed, path, depth) in enumerate(order):
        if i in starts:
            pieces.append(Heading(starts[i], 14))
        indent = look.indents[min(depth, len(look.indents) - 1)]
        if node.title:
            head = printed + look.gap[min(depth, 1)] + node.title
            if look.run_in and node.text:
                pieces.append(Words(head + "：" + said(node.text, path), 0 if depth == 0 else indent))
            else:
                pieces.append(Words(head, 0 if depth == 0 else indent, depth == 0))
                if node.text:
                    pieces.append(Words(said(node.text, path), 2))
        else:
            pieces.append(Words(printed + look.gap[min(depth, 1)] + said(node.text, path), indent))
        pieces.extend(_said_table(t, path, said) for t in node.tables)
    return Printed(pieces, gold, [path for *_, path, _ in order], places)


def _said_table(grid: Grid, path: str, said: Callable[[str, str | None], str]) -> Grid:
    from dataclasses import replace

    return replace(grid, rows=[[None if c is None else said(c, path) for c in row] for row in grid.rows])

"""Every table of a contract with where it stands and the words above it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from contract_parse.model.layout import Block, Paragraph, Table
from contract_parse.model.structure import Structure

_SCALES = {"元": 1, "千元": 1000, "万元": 10_000, "百万元": 1_000_000, "亿元": 100_000_000}
_SCALE = re.compile(
    r"(?:单位|金额|价格|报价|价款|货币|币种)[^\d。;]{0,8}?[:为(]+(?:人民币)?(百万元|[千万亿]?元)(?![\u4e00-\u9fff])"
    r"|[(\[](?:人民币)?([千万亿百]+元)[)\]]$"
)
_COLUMN = re.compile(r"[(\[/,:_](?:单位[:]?)?(?:人民币)?(百万元|[千万亿]?元)|([千万亿]元)$")


@dataclass(frozen=True, slots=True)
class Placed:
    """A table, the annex (label) and clause (path) it stands in, and the lines above it, nearest last,
    back to the table before it."""

    table: Table
    annex: str | None
    clause: str | None
    above: tuple[str, ...] = ()


def placed_tables(structure: Structure) -> Iterator[Placed]:
    """All tables in document order."""
    yield from _placed(_body(structure), None)
    for annex in structure.annexes:
        parts: list[tuple[str | None, Block | str]] = [(None, annex.head.view.s)]
        if annex.title is not None:
            parts.append((None, annex.title.view.s))
        parts += [(None, block) for block in annex.blocks]
        for clause in annex.walk():
            parts.append((clause.path, clause.head.view.s))
            parts += [(clause.path, block) for block in clause.blocks]
        yield from _placed(parts, annex.label)


def _body(structure: Structure) -> Iterator[tuple[str | None, Block | str]]:
    for block in structure.preamble:
        yield None, block
    for clause in structure.body():
        yield clause.path, clause.head.view.s
        for block in clause.blocks:
            yield clause.path, block
    for block in structure.closing:
        yield None, block


def _placed(parts: Iterable[tuple[str | None, Block | str]], annex: str | None) -> Iterator[Placed]:
    above: list[str] = []
    for clause, part in parts:
        if isinstance(part, Table):
            yield Placed(part, annex, clause, tuple(above[-4:]))
            above = []
        else:
            above.append(part.text.view.s if isinstance(part, Paragraph) else part)


def scale_above(lines: Iterable[str]) -> int:
    """What bare figures count in, by the lines above a table or a title row inside it: 1 for yuan.

    >>> scale_above(["分项报价表", "金额单位:万元"]), scale_above(["分项报价表(万元)"]), scale_above(["共计5万元"])
    (10000, 10000, 1)
    """
    for line in reversed(list(lines)):
        if len(line) <= 40 and (m := _SCALE.search(line)):
            return _SCALES.get(m[1] or m[2], 1)
    return 1


def scale_of_header(header: str) -> int | None:
    """What a column counts in by its own header, None where it does not say.

    >>> scale_of_header("单价(万元)"), scale_of_header("金额/元"), scale_of_header("金额")
    (10000, 1, None)
    """
    m = _COLUMN.search(header)
    return _SCALES.get(m[1] or m[2]) if m else None

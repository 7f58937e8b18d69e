"""Labels for annexes that carry only a title: the one the body cites them by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from contract_parse.model.layout import Block, Paragraph
from contract_parse.model.structure import Clause
from contract_parse.segment.annexes import Heading
from contract_parse.values.references import find_annex_mentions


def _texts(zones: tuple[tuple[Block, ...], tuple[Clause, ...], tuple[Block, ...]]) -> Iterable[str]:
    preamble, clauses, closing = zones
    for block in (*preamble, *(b for c in clauses for d in c.walk() for b in d.blocks), *closing):
        if isinstance(block, Paragraph):
            yield block.text.view.s
        else:
            yield from (cell.text.view.s for cell in block.cells)


def alike(a: str, b: str) -> bool:
    """Whether two titles name one thing: equal but for brackets, or one within the other."""
    a, b = a.strip("《》\"'"), b.strip("《》\"'")
    return bool(a and b) and (a in b or b in a)


def labelled(
    headings: list[Heading], zones: tuple[tuple[Block, ...], tuple[Clause, ...], tuple[Block, ...]]
) -> list[Heading]:
    """``headings`` with a label for each: from a mention that names its title, else 附件, else the title itself."""
    if all(h.label for h in headings):
        return headings
    mentions = [m for s in _texts(zones) for m in find_annex_mentions(s)]
    taken = {h.label for h in headings if h.label}
    out: list[Heading] = []
    for heading in headings:
        label = heading.label
        if not label:
            title = heading.title.view.s if heading.title else ""
            cited = next(
                (m.label for m in mentions if m.title and alike(m.title, title) and m.label not in taken), None
            )
            label = cited or ("附件" if "附件" not in taken else title)
            taken.add(label)
        out.append(replace(heading, label=label))
    return out

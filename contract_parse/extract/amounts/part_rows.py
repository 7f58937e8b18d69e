"""Parts of a price named in a row whose amounts follow in another: 设备费、安装费分别为8万元、2万元."""

from __future__ import annotations

import re
from collections.abc import Iterator

from contract_parse.extract.amounts.mentions import Mention, in_passage
from contract_parse.extract.amounts.passages import BREAK, Passage

_RESPECTIVELY = re.compile(
    rf"(?:(?<=[。;:,{BREAK}])|^)(?:其中:?|为|由|即)?(?P<names>[^。;:,{BREAK}\d]{{2,12}}(?:(?:、|以及|[和及与])[^。;:,{BREAK}\d]{{2,12}})+?)"
    r"的?(?:价格|金额|报价)?(?:(?:[两二三四五]项)?(?:之和|相加|组成|构成),)?(?:分别|依次)(?:为|是|计)?(?:人民币|¥|:)*(?=[\d壹贰叁肆伍陆柒捌玖拾])"
)
_JOINED = re.compile(r"[元圆整正]*[、,和及与]*(?:人民币|¥|:)*")


def rows_of(p: Passage) -> Iterator[list[tuple[tuple[int, int], Mention]]]:
    """Every row of ``p``: where each name stands, with its amount."""
    for m in _RESPECTIVELY.finditer(p.s):
        row: list[Mention] = []
        for each in in_passage(p):
            near = p.s[row[-1].last : each.first] if row else p.s[m.end() : each.first]
            if each.first >= m.end() and _JOINED.fullmatch(near):
                row.append(each)
        names = _names(p.s, *m.span("names"), len(row))
        if len(row) == len(names) > 1:
            yield list(zip(names, row, strict=True))


def _names(s: str, start: int, end: int, n: int) -> list[tuple[int, int]]:
    """Names set apart by 、, the last of ``n`` perhaps by 和."""
    found = [m.span() for m in re.compile("[^、]+").finditer(s, start, end)]
    if len(found) < n and (joint := re.compile("以及|[和及与]").search(s, *found[-1])) is not None:
        a, b = found.pop()
        found += [(a, joint.start()), (joint.end(), b)]
    return found

"""Which rows of the item table belong to which priced part of the body: by their names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from contract_parse.model.facts import LineItem

# Words that say it is a price, not what is priced.
_PRICE_WORDS = re.compile(r"(价款|费用|款项|总价|合价|报价|金额|小计|合计|部分|价格|总额|费|款|价)+$")
_KIND_WORDS = re.compile(r"(服务|系统|设备|工程|产品|项目|类|采购)$")
_JOINTS = re.compile(r"[、,，和及与/]|以及")


def bare(name: str) -> str:
    """A name without price words, brackets and punctuation.

    >>> bare("云运维服务费用"), bare("一、硬件设备（小计）")
    ('云运维服务', '硬件设备')
    """
    s = re.sub(r"\s|[（(][^（）()]*[）)]|^[一二三四五六七八九十\d]+[、.．]", "", name)
    return _PRICE_WORDS.sub("", s) or s


def same(a: str, b: str) -> bool:
    """Whether two names mean the same part: equal but for price words and one kind word (服务, 系统 …) at the end.

    >>> same("云运维服务", "云运维"), same("软件系统", "软件系统价款"), same("系统集成", "系统运行维护")
    (True, True, False)
    """
    x, y = bare(a), bare(b)
    return bool(x and y) and (x == y or _KIND_WORDS.sub("", x) == y or x == _KIND_WORDS.sub("", y))


class Matcher:
    """Rows of each component. A component that joins names (硬件设备、药学服务) takes the rows of each.

    ``rows[i]`` are the rows of the i-th component; None where no row is surely its.
    """

    def __init__(self, components: Sequence[str], items: Sequence[LineItem]) -> None:
        self.rows: list[list[LineItem] | None] = []
        for name in components:
            parts = [name] if not _JOINTS.search(name) else [name, *_JOINTS.split(name)]
            by_group = [i for i in items if any(same(part, g) for part in parts if part for g in i.groups)]
            by_name = [i for i in items if i.name and any(same(part, i.name) for part in parts if part)]
            found = by_group or by_name
            self.rows.append(found or None)
        # a row that two components claim is surely neither's
        seen: dict[int, int] = {}
        for rows in self.rows:
            for row in rows or []:
                seen[id(row)] = seen.get(id(row), 0) + 1
        self.rows = [None if rows and any(seen[id(r)] > 1 for r in rows) else rows for rows in self.rows]

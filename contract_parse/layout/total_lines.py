"""Lines that declare a sum, told by their words: 合计, 土建工程小计, 合计（大写）：….

The words are those of ``data/item_columns.yaml``, which a county may extend.
"""

from __future__ import annotations

import re
from functools import lru_cache

from contract_parse.layout.item_words import item_words

_NUMBER = re.compile(r"^[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）、.．]+")
_BRACKETED = re.compile(r"[（(【\[][^（）()【】\[\]]*[)）】\]]")
# What ends a label: a figure, a colon, what words a figure is announced with, capital figures.
_STOP = re.compile(r"[:：¥￥\d]|RMB|[壹贰叁肆伍陆柒捌玖拾佰仟]")
_OPENING = re.compile(r"^(?:合$|大写|小写|人民币)")
_LONGEST = 24


@lru_cache(maxsize=1)
def _label() -> re.Pattern[str]:
    totals = item_words()["totals"]
    return re.compile(rf".{{0,{_LONGEST}}}?(?:{totals['strong']})(?:{totals['tail']})*")


def is_total(s: str) -> bool:
    """Whether ``s`` (no white space) is a total's label, or begins with one.

    >>> [is_total(s) for s in ("合计", "土方工程小计", "每月合计55000.00", "合计（大写）：伍元整", "合计岗位")]
    [True, True, True, True, False]
    """
    bare = _NUMBER.sub("", s)
    if _OPENING.match(bare):
        return True
    bare = _BRACKETED.sub("", bare)
    end = _STOP.search(bare)
    label = bare[: end.start()] if end else bare
    return 0 < len(label) <= _LONGEST and bool(_label().fullmatch(label))

"""How many instalments a contract says there are, and what its payments wait for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from contract_parse.extract.amounts.passages import BREAK, Passage
from contract_parse.extract.payments.tokens import words
from contract_parse.model.facts import Contingency, InstalmentCount, Payment, evidence
from contract_parse.values.numerals import parse_integer

_PART_ONLY = re.compile(
    r"(?:每(?:一)?(?:个)?(?:服务|合同|运维)?(?:年度?|月|季度?)|余款|剩余[^,;。]{0,8}|第[一二三四五六七八九十\d]+年度?|尾款|其余)[^,;。:]{0,6}$"
)
_SENTENCE = re.compile(rf"[^。;{BREAK}]+[。;]?")


def counts(paid: Sequence[tuple[Passage, str | None]], payments: Sequence[Payment]) -> list[InstalmentCount]:
    """Every statement of a number of instalments in ``paid`` (passages with the component they are about)."""
    found: list[InstalmentCount] = []
    for passage, component in paid:
        s = passage.s
        for m in words("counted").finditer(s):
            n = parse_integer(m["n"] or m["n2"] or m["n3"])
            if n is None or not 1 <= n <= 120 or _PART_ONLY.search(s[max(0, m.start() - 16) : m.start()]):
                continue
            described = sum(1 for p in payments if p.component == component)
            text = passage.text.view.cut(m.start(), m.end())
            found.append(
                InstalmentCount(
                    component=component,
                    stated=n,
                    described=described or None,
                    clause=passage.path,
                    evidence=evidence(text, passage.path),
                )
            )
    return found


def contingencies_in(body: Sequence[Passage]) -> list[Contingency]:
    """What makes a payment wait for funds to arrive: one a clause, with every place that says so."""
    found: list[Contingency] = []
    for passage in body:
        s = passage.s
        for m in _SENTENCE.finditer(s):
            said = m[0]
            hit = _waits(said)
            if hit is None:
                continue
            a, b = _clause_around(said, *hit)
            text = passage.text.view.cut(m.start() + a, m.start() + b)
            shown = evidence(text, passage.path)
            if found and passage.path is not None and found[-1].clause == passage.path:
                found[-1] = found[-1].model_copy(update={"evidence": [*found[-1].evidence, *shown]})
            else:
                found.append(Contingency(clause=passage.path, text=text.s.strip(), evidence=shown))
    return found


def _waits(said: str) -> tuple[int, int] | None:
    """Where ``said`` speaks of funds that must have come before something is paid."""
    for m in words("funds").finditer(said):
        tail = said[m.start() : m.start() + 30]
        wait = words("funds_wait").search(tail)
        if wait is None or re.search(r"[,;。]", tail[: wait.start()]):
            continue
        rest = tail[wait.end() :]
        before = said[max(0, m.start() - 12) : m.start()]
        condition = re.match(
            r"(?:时间|情况|进度|额度|金额|比例|文件|之日)?[^,。;]{0,8}?(?:为准|后|之日|起|时|的?前提|,?(?:再|方|才|及时)|情况)",
            rest,
        )
        waits = re.search(r"(?:待|等|俟|须经?|需)[^,;。]{0,8}$", before)  # 待财政拨款到位，甲方…支付
        if wait[0] != "为准" and condition is None and waits is None:
            continue
        if words("funds_not").search(before + tail[: wait.end() + 8].split(",")[0]) or re.search(
            r"(?:不得|不能|未|没有)(?:及时)?$", tail[: wait.start()]
        ):
            continue
        if not re.search(r"付|款|费|拨", said):
            continue
        return m.start(), m.start() + wait.end() + (condition.end() if condition else 0)
    late = words("funds_late").search(said)
    return (
        None
        if late is None or words("funds_not").search(said[max(0, late.start() - 12) : late.start()])
        else late.span()
    )


def _clause_around(said: str, a: int, b: int) -> tuple[int, int]:
    start = max(said.rfind(c, 0, a) for c in ",:") + 1
    ends = [i for i in (said.find(c, b) for c in ",;。") if i >= 0]
    return start, min(ends, default=len(said))

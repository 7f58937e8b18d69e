"""Whether two deadlines bind to one deed: the same event, the same deed, the same thing to be done it to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from contract_parse.check.terms import completes_the_whole, same_event, words_of
from contract_parse.model.facts import Deadline

_KINDS = {"delivery": "delivery", "construction": "delivery", "bond_return": "bond_return", "acceptance": "acceptance"}
# Deeds that one contract does once, by whatever word: to deliver, to finish.
_DEEDS = (
    re.compile(
        r"(?:交货|到货|供货|送货|交付|供应)(?:期限?|时间)?|(?:交付|供应)(?:全部|所有)?(?:货物|产品|设备|合同货物)|(?:货物|产品)?(?:送达|运抵|送到)"
    ),
    re.compile(r"(?:总|合同|施工)?工期|(?:全部|工程)*(?:完工|竣工)|完成(?:全部|所有)?(?:施工|工程|内容|工作)"),
)
_BONDS = re.compile(r"(?:履约|质量|质保|投标|磋商|谈判)?(?:保证金|担保金)|质保金|押金")
# What may stand in a sentence beside the thing: who, that he must, from when, the name of the term itself.
_FILLER = re.compile(
    r"[甲乙丙]方|[买卖供需]方|供应商|采购人|承包人|发包人|受托人|委托人|供应方|采购方|供货方|出租方|承租方|未能?|没有|不能|应当?|须|需|必须|保证|承诺|"
    r"在|于|自|从|之?日|起|后|内|前|的|并|为|是|[:：]|工期|交货期?限?|供货期?限?|交付期?限?|到货期?限?|期限|时间|合同|本|收到|按|约定|要求|以|若|如|逾期|超过|总|共|计|违约责任|逾期责任|违约|责任"
)


def one_duty(a: Deadline, b: Deadline, every: Sequence[Deadline], texts: dict[str, str]) -> bool:
    """Whether the two are one obligation told in two clauses; ``texts`` are the clauses' own words by their paths."""
    if a.clause is None or b.clause is None or _root(a.clause) == _root(b.clause):
        return False
    if a.duration is None and b.duration is None and not (a.anchor or b.anchor):
        return _one_day(a, b, every)
    if _KINDS.get(a.kind) is None or _KINDS[a.kind] != _KINDS.get(b.kind) or "before" in (a.relation, b.relation):
        return False
    if a.obligor != b.obligor or not same_event(a.anchor, b.anchor) or not _one_deed(a, b):
        return False
    if a.kind == "bond_return":
        bonds = [set(_BONDS.findall(texts.get(d.clause or "", ""))) for d in (a, b)]
        return bonds[0] == bonds[1] and len(bonds[0]) == 1
    if _thing(a, texts) != _thing(b, texts):
        return False
    # steps of one work, each from the event, are no contradiction
    return all(
        sum(o.clause is not None and _root(o.clause) == _root(d.clause or "") and _like(o, d) for o in every) == 1
        for d in (a, b)
    )


def _one_day(a: Deadline, b: Deadline, every: Sequence[Deadline]) -> bool:
    """Whether two dates are for one deed, told in the same words; each clause names it once."""
    words = words_of(a.what)
    if len(words) < 4 or words != words_of(b.what) or a.kind != b.kind or a.obligor != b.obligor:
        return False
    own = [o.clause for o in every if words_of(o.what) == words]
    return len(own) == 2 and a.relation == b.relation


def _root(path: str) -> str:
    return re.split(r"[.(①-⑩]", path)[0]


def _like(a: Deadline, b: Deadline) -> bool:
    return _KINDS.get(a.kind) == _KINDS.get(b.kind) and same_event(a.anchor, b.anchor)


def _one_deed(a: Deadline, b: Deadline) -> bool:
    x, y = (re.sub(r"[\s，,]", "", d.what) for d in (a, b))
    if a.kind == "bond_return":
        return "退" in x and "退" in y
    if completes_the_whole(a) and completes_the_whole(b):
        return True
    return words_of(x) == words_of(y) != "" or any(p.fullmatch(x) and p.fullmatch(y) for p in _DEEDS)


def _thing(d: Deadline, texts: dict[str, str]) -> str:
    """What the sentence says before the length, without who does it and from when: the thing that it is about."""
    raw = d.duration.raw if d.duration is not None else ""
    text = "".join(texts.get(d.clause or "", "").split())
    at = text.find("".join(raw.split()))
    said = re.split(r"[。；;，,\n]", text[: max(at, 0)])[-1]
    anchor = re.sub(
        r"^(?:[甲乙]方|[买卖供需]方|供应方|采购方|供应商|采购人|承包人|未能?|没有|在|于|自|从)+", "", d.anchor or ""
    )
    said = said.replace(anchor, "") if anchor else said
    return re.sub(r"[^\u4e00-\u9fff]", "", _FILLER.sub("", said))

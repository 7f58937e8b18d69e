"""What a sentence obliges whom to do: the kind of a duty, who owes it, and its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple, cast

from contract_parse.extract.language import Found, Reading
from contract_parse.extract.obligors import Obligor
from contract_parse.extract.vocabulary import per_vocabulary, vocabulary

_RECEIVES = re.compile(r"收到|接到|接获|收讫|知悉|得知|知道|获悉|发现|签收|领取|收悉|收取|接收")
_MODAL = (
    r"(?:应当|应该|必须|务必|需要|有权|有义务|负责|承诺|保证(?!金)|确保|同意|原则上|可以|应(?!用)|须(?!知)|需(?!求)|可)"
)
_LEADS = re.compile(r"^(?:[☑√■✓✔(]|其中|并且|并|且|则|即|但|而|同时|若|如|由|,|:|、|\))+")
_TAIL = re.compile(
    r"(?:[,:、(\[]|(?<!行)为|是|[≤≥<>]|自|从|在|(?<![大小低高少多早晚迟])于|的|共|即|约|不少于|至少|最长|最多|一般|不(?:得|应|能)?(?:超过|大于|高于|晚于|迟于|多于)|(?<![响相对供反适])应|须|提供|预计|为期|暂定|总计|共计)+$"
)
_UNDER = re.compile(r"(?:权利|义务|责任|职责|承诺|保证)")


KindName = Literal[
    "delivery", "service_term", "warranty", "payment", "acceptance", "response", "notice", "confidentiality", "cure",
    "bond_return", "construction", "other",
]  # fmt: skip


class Kind(NamedTuple):
    name: KindName
    by: Obligor | None


@per_vocabulary
def _kinds(which: str) -> list[tuple[Kind, re.Pattern[str]]]:
    rows: list[dict[str, Any]] = vocabulary("obligations")[which]
    longest = [(r, sorted(r["words"], key=len, reverse=True)) for r in rows]
    return [(Kind(r["kind"], r["by"]), re.compile("|".join(words))) for r, words in longest]


def term(words: str) -> tuple[Kind, re.Match[str]] | None:
    """The term that ``words`` name last (质保期, 工期 …): its kind and where its name stands."""
    best: tuple[Kind, re.Match[str]] | None = None
    for kind, pattern in _kinds("terms"):
        for m in pattern.finditer(words):
            if best is None or (m.end(), -m.start()) > (best[1].end(), -best[1].start()):
                best = kind, m
    return best


def act(words: str) -> Kind | None:
    """The first kind of act, in the order of the data file, that ``words`` tell."""
    return next((kind for kind, pattern in _kinds("acts") if pattern.search(words)), None)


def subjects(reading: Reading, start: int, end: int, without: tuple[int, int] | None = None) -> list[tuple[Found, int]]:
    """The parties that act in ``s[start:end]``, in order, with how sure that is: 2 by a modal, 1 by what follows.

    ``without`` is a stretch whose parties do something else (在乙方提交申请后).
    """
    cues = vocabulary("obligors")
    found = []
    for p in reading.parties:
        if not (start <= p.start and p.end <= end) or (without and without[0] <= p.start and p.end <= without[1]):
            continue
        before, after = reading.word_before(p.start), reading.word_after(p.end)
        if before == "由":
            found.append((p, 2))
        elif before in cues["before_not"] or after in cues["after_not"]:
            continue
        elif re.match(_MODAL, reading.s[p.end :]):
            found.append((p, 2))
        elif after in cues["acts"]:
            found.append((p, 1))
        else:
            found.append((p, 0))
    return found


def who(
    reading: Reading,
    roles: Mapping[str, Obligor | None],
    own: tuple[int, int],
    action: tuple[int, int],
    event: tuple[int, int] | None,
) -> Obligor | None:
    """Who acts: named in the part ``own`` before the term, else in the ``action``, else whoever receives in the
    ``event``. None where none of them says."""
    ahead = subjects(reading, own[0], own[1], event)
    sure = [p for p, modal in ahead if modal] or [p for p, _ in ahead]
    if sure:
        return roles.get(sure[-1].label)
    behind = subjects(reading, action[0], action[1], event)
    if behind:
        first = next((p for p, modal in behind if modal), behind[0][0])
        return roles.get(first.label)
    if event is not None and _RECEIVES.search(reading.s, event[0], event[1]):
        inside = subjects(reading, event[0], event[1])
        if inside:
            return roles.get(inside[0][0].label)
    return None


def who_before(reading: Reading, roles: Mapping[str, Obligor | None], at: int) -> Obligor | None:
    """The last to act earlier in the sentence than ``at``."""
    earlier = subjects(reading, 0, at)
    for least in (2, 1):
        sure = [p for p, strength in earlier if strength >= least]
        if sure:
            return roles.get(sure[-1].label)
    return None


def first_named(words: str, roles: Mapping[str, Obligor | None]) -> Obligor | None:
    """The first party that ``words`` name."""
    m = re.search(_any(roles), words)
    return roles.get(m[0]) if m is not None else None


def announced(lead: str, titles: Iterable[str], roles: Mapping[str, Obligor | None]) -> Obligor | None:
    """Whose duties are listed here, by the sentence before (乙方应：) or a heading (甲方的权利和义务)."""
    if lead.endswith(":"):
        m = re.search(rf"(?P<party>{_any(roles)})(?:在[^,:]{{1,20}})?(?:{_MODAL}|的(?:权利|义务|责任))", lead)
        if m is not None:
            return roles.get(m["party"])
    for title in reversed(list(titles)):
        if _UNDER.search(title):
            sides = {roles[w] for w in re.findall(_any(roles), title)} - {None}
            if len(sides) == 1:
                return cast(Obligor, sides.pop())
    return None


_ANY: dict[int, str] = {}


def _any(roles: Mapping[str, Obligor | None]) -> str:
    key = hash(frozenset(roles))
    if key not in _ANY:
        _ANY[key] = "|".join(sorted(map(re.escape, roles), key=len, reverse=True))
    return _ANY[key]


def told(words: str, roles: Mapping[str, Obligor | None]) -> str:
    """The words of a duty without its subject, modal and loose ends.

    >>> told("乙方应当将全部货物运抵现场", {"乙方": "supplier"})
    '将全部货物运抵现场'
    >>> told("软件免费质保期为", {})
    '软件免费质保期'
    """
    words = _LEADS.sub("", words)
    if roles:
        words = re.sub(rf"^(?:{_any(roles)})(?={_MODAL}|向|给|对|一次性|支付|按|在|完成|提供|组织|提交)", "", words)
    words = re.sub(rf"^{_MODAL}(?!期|商)", "", words)
    last = None
    while words != last:
        last, words = words, _TAIL.sub("", _LEADS.sub("", words))
    return words

"""Instalments by their names: 预付款 and 尾款 分别为10%、90% in one sentence, when each is paid in another."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from contract_parse.extract.amounts.mentions import in_passage
from contract_parse.extract.amounts.passages import BREAK, Passage
from contract_parse.extract.payments.instalments import Instalment
from contract_parse.extract.payments.timing import Timing, timing
from contract_parse.extract.payments.tokens import tokens, words

_SENTENCE = re.compile(rf"[^。;{BREAK}]+")
_SHARE = r"(?:(?:为|占|的)?(?:合同)?(?:总)?(?:价款?|金额|额)?的?[\d.]+%)?"  # 预付款30%、验收款70%分别于…
_AND = r"(?:[、,]|以?及|和|与)+"
_ONLY_WHEN = re.compile(r"^的?(?:支付|付款|拨付)?(?:时间|期限|条件|节点|时点|日期)(?:为|是|:)?")
_TOLD = re.compile(r"为|是|:|于|在|自")
_PARTED = re.compile(r"[、,](?=[^、,]*[后内前时日])|[以及和与]+(?=自|于|在)")


@dataclass(frozen=True)
class _When:
    """When the instalment ``name`` is paid, as ``passage`` says between ``start`` and ``end``."""

    name: str
    passage: Passage
    start: int
    end: int
    timing: Timing

    @property
    def trigger(self) -> str | None:
        return None if self.timing.trigger is None else self.passage.s[slice(*self.timing.trigger)]


def with_named(stated: Sequence[Instalment], said: Sequence[Passage]) -> list[Instalment]:
    """``stated`` with the times that other sentences of ``said`` give for them by name; what only says when an
    instalment is paid that is stated elsewhere is none of its own."""
    shared = {id(p): _shared(p) for p in said}
    names = [_name(o, shared.get(id(o.passage), {})) for o in stated]
    whens = [w for p in said for w in _whens(p)]
    valued = [n for o, n in zip(stated, names, strict=True) if n is not None and _figured(o)]
    out = []
    for one, name in zip(stated, names, strict=True):
        inside = [w for w in whens if w.passage is one.passage and w.start <= one.at < w.end]
        if not _figured(one) and any(w.name in valued for w in inside):
            continue
        mine = [w for w in whens if w.name == name and w.passage.root == one.passage.root]
        if (
            name is not None
            and _figured(one)
            and valued.count(name) == 1
            and len(mine) == 1
            and one.due is None
            and one.due_date is None
        ):
            when = mine[0]
            one = replace(
                one, due=when.timing.due, due_date=when.timing.day, trigger=when.trigger or one.trigger
            )  # fmt: skip
        out.append(one)
    return out


def _figured(one: Instalment) -> bool:
    return one.percent is not None or one.amount is not None


def _milestones(s: str, start: int = 0, end: int | None = None) -> list[re.Match[str]]:
    return list(words("milestone").finditer(s, start, len(s) if end is None else end))


def _key(name: str) -> str:
    """质量保证金 and 质保金, 余款 and 尾款 are one."""
    plain = re.sub(r"^第|合同|项$", "", name).replace("质量保证金", "质保金").replace("质保款", "质保金")
    plain = re.sub(r"(?:质量)?保修金|^质保$", "质保金", plain)
    plain = (
        re.sub(r"(?<=^..)$", "款", plain) if not plain.endswith(("款", "金", "期", "笔", "次")) else plain
    )  # 预付：40%
    return plain.replace("余款", "尾款").replace("首付款", "首款").replace("首期款", "首款").replace("首笔款", "首款")


def _name(one: Instalment, shared: dict[int, str]) -> str | None:
    """What an instalment is called: the last name before its figure, else right behind it (30%为预付款)."""
    if one.at in shared:
        return shared[one.at]
    s = one.passage.s
    # 扣留5%作为质保金，其余95%…: the name behind a figure is not that of the next
    begin = max(
        (
            m.end()
            for m in re.finditer(
                rf"[。;{BREAK}]|(?:[%元]|分之[一二三四五六七八九十百]+)(?!\))(?:的?(?:作为|为|作)[^,;。]*)?",
                s[: one.at],
            )
        ),
        default=0,
    )
    before = _milestones(s, begin, one.at if _figured(one) else one.at + 6)
    if before:
        return _key(before[-1][0])
    behind = re.compile(r"[\d.%一二三四五六七八九十百分之]+的?(?:作为|为|作)?").match(s, one.at)
    found = words("milestone").match(s, behind.end()) if behind is not None else None
    return _key(found[0]) if found is not None else None


def _runs(s: str) -> Iterator[tuple[list[str], int, int]]:
    """Names in a row and where 分别 behind them ends, with the end of that sentence."""
    last: list[str] = []
    for m in _SENTENCE.finditer(s):
        for cue in re.finditer(r"分别|依次|各为", m[0]):
            at = m.start() + cue.start()
            ahead = _milestones(s, m.start(), at)
            if not ahead and last:
                yield last, m.start() + cue.end(), m.end()  # 占比依次为40%、60%；甲方分别在…内、…内支付
                continue
            run = ahead[-1:]
            for previous in reversed(ahead[:-1]):
                if not re.fullmatch(_SHARE + _AND, s[previous.end() : run[0].start()]):
                    break
                run = [previous, *run]
            if len(run) > 1 and at - run[-1].end() <= 12 + 8 * ("%" in s[run[-1].end() : at]):
                last = [_key(r[0]) for r in run]
                yield last, m.start() + cue.end(), m.end()


def _shared(passage: Passage) -> dict[int, str]:
    """Where the figures stand that 分别 gives out, each with the name it belongs to."""
    s = passage.s
    found: dict[int, str] = {}
    for names, a, b in _runs(s):
        for kind in ("percent", "amount"):
            own = [t for t in tokens(s, in_passage(passage)) if t.kind == kind and a <= t.start < b][: len(names)]
            near = all(y.start - x.end <= 16 for x, y in itertools.pairwise(own))
            if len(own) == len(names) and near:
                found |= {t.start: n for t, n in zip(own, names, strict=True)}
    return found


def _whens(passage: Passage) -> Iterator[_When]:
    """What ``passage`` says of when instalments are paid that it names and gives no figure for."""
    s = passage.s
    figures = [t for t in tokens(s, in_passage(passage)) if t.value is not None]
    for names, a, b in _runs(s):
        parts = _PARTED.split(s[a:b])
        if len(parts) != len(names) or any(a <= t.start < b for t in figures):
            continue
        at = a
        for name, part in zip(names, parts, strict=True):
            at = s.index(part, at)
            yield _When(name, passage, at, at + len(part), timing(s, (at, at + len(part)), (at + len(part),) * 2))
            at += len(part)
    for m in _SENTENCE.finditer(s):
        opens = [n for n in _milestones(s, *m.span()) if n.start() == m.start() or re.search(_OPENS, s[: n.start()])]
        for n, following in itertools.zip_longest(opens, opens[1:]):
            end = following.start() if following is not None else m.end()
            only = _ONLY_WHEN.match(s[n.end() : end])
            begin = n.end() + (only.end() if only is not None else 0)
            if any(n.end() <= t.start < end for t in figures) or words("skip").search(s, n.start(), end):
                continue
            told = _TOLD.match(s, n.end()) is not None  # 预付款为合同生效后5个工作日
            if only is None and not told and words("pay").search(s, n.end(), end) is None:
                continue
            when = timing(s, (begin, end), (end, end))
            if told and only is None and when.due is None:
                continue
            if when.due is not None or when.day is not None or when.trigger is not None:
                yield _When(_key(n[0]), passage, n.start(), end, when)


_OPENS = re.compile(rf"(?:[,:{BREAK}]|\([一二三四五六七八九十\d]+\)|[①-⑳]|\d[.、)])$")

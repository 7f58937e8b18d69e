"""AMT103 for sums other than the contract's price: 月服务费46200元，由人员工资38000元、社会保险5600元和管理费2600元构成."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from contract_parse.check.places import agreed, money
from contract_parse.check.quantities import FEN, Equation
from contract_parse.check.told import Placed, Told, sentences
from contract_parse.model.facts import ClauseFact, Component, Fact, Money

if TYPE_CHECKING:
    from contract_parse.check.ledger import Ledger

_MADE_OF = re.compile(r"由(?:以下|下列|如下)?[^,;。\d]{0,10}(?:构成|组成)[:,]?$")  # …,由下列部分构成:
_SO_MADE = re.compile(r"[^,;。\d]{0,8}(?:构成|组成)")
_PLUS = re.compile(r"[(:=为,][^,;。+\d]{0,12}$")
# Between a sum and the words that part it: its capitals, what it covers.
_STILL_IT = re.compile(r"(?:\([^()]*\)|[\[:为元整]|[零壹贰叁肆伍陆柒捌玖拾佰仟万亿角分正])*")
_YEAR = re.compile(
    r"(?:\(.{1,2}\))?((?:20\d\d|第[一二三四五六])年)度?(?:的|服务|应付)*[\u4e00-\u9fff]{0,6}(?:人民币|[为是计¥])*"
)
_NAMED_NOT = re.compile(r"[\d%‰]|不含税|税[额率]|其中|已|扣|减")


def breakdowns(book: Ledger) -> Iterator[Equation]:
    """Sums that are said to be made up of just the parts told behind them. Silent where a part has no amount."""
    told = sentences(book)
    total = book.contract.amounts.total
    own = {(p.clause, p.amount.value) for p in book.contract.amounts.components}
    for each in told:
        for i, whole in enumerate(each.amounts):
            parts = _parts(told, each, i, whole)
            if len(parts) < 2 or (total is not None and whole.money.value == total.value and own):
                continue
            if all((p.clause, p.amount.value) in own for p in parts):
                continue
            terms = tuple(money(p.amount, f"“{p.name.value}”", f"“{p.name.value}”", p.clause) for p in parts)
            sums = {sum((t.value for t in terms), Decimal(0))}
            named = _name(each.s[: whole.start]) or "合计金额"
            result = agreed(whole.money, sums, named, "the sum", each.clause.path)
            yield Equation("AMT103", "sum", terms, result, FEN, about=parts)


def _parts(told: Sequence[Told], each: Told, i: int, whole: Placed) -> list[Component]:
    s, following = each.s, each.amounts[i + 1 :]
    tail = s[whole.end :]
    lead = tail[: following[0].start - whole.end] if following else tail
    cut = re.split(r"(?<=[:,])", lead)
    if re.match(r"(?:\([^()]*\)|元|整)*,?其中[:,]?", lead):
        return _by_years(told, each, i)
    # the words up to the colon say what comes; behind it stands the first part's name
    head = next(("".join(cut[: n + 1]) for n in range(len(cut)) if _MADE_OF.search("".join(cut[: n + 1]))), None)
    if head is not None and _STILL_IT.fullmatch(_MADE_OF.sub("", head).rstrip(",")):
        if following:
            return _listed(each, whole.end + len(head), following)
        return _below(told, each.clause) if lead.rstrip("。") == head else []
    return _summed(each, whole, following) if following else []


def _by_years(told: Sequence[Told], each: Told, i: int) -> list[Component]:
    """其中：2025年度650000元；2026年度520000元: the years of a price make up all of it."""
    own = [(each, p) for p in each.amounts[i + 1 :]]
    below = [(t, p) for c in each.clause.children for t in told if t.clause is c for p in t.amounts]
    found, years = [], []
    for t, p in own or below:
        before = re.split(r"[,;:。]|其中", t.s[: p.start])
        m = _YEAR.fullmatch(next((b for b in reversed(before) if b), ""))
        if m is None or p.money.role == "rate":
            return []
        years.append(m[1])
        found.append(_component(m[0], p.money, t.clause))
    return found if len(set(years)) == len(years) else []


def _listed(each: Told, at: int, amounts: Sequence[Placed]) -> list[Component]:
    """One amount a piece, up to the full stop."""
    found: list[Component] = []
    for p in amounts:
        name = _name(each.s[at : p.start])
        if p.money.role == "rate" or name is None:
            return []
        found.append(_component(name, p.money, each.clause))
        at = p.end
    return [] if _NAMED_NOT.search(each.s[at:]) else found


def _summed(each: Told, whole: Placed, amounts: Sequence[Placed]) -> list[Component]:
    """46200元=38000元+5600元+2600元; (工资38000元+社保5600元); ,由工资38000元、社保5600元构成."""
    s = each.s
    first = s[whole.end : amounts[0].start]
    plus = [s[a.end : b.start] for a, b in pairwise(amounts)]
    run = 1 + next((n for n, words in enumerate(plus) if not re.match(r"[)整]*\+", words)), len(plus))
    opened = _PLUS.search(first)
    if run > 1 and opened is not None and _STILL_IT.fullmatch(first[: opened.start()]):
        return _named(each, amounts[:run], whole.end + opened.start() + 1)
    from_ = re.match(r"(?:\([^()]*\))?[,(]?由", first)
    end = next((n for n, p in enumerate(amounts) if _SO_MADE.match(s, p.end)), None)
    if from_ is not None and end:
        return _named(each, amounts[: end + 1], whole.end + from_.end())
    return []


def _named(each: Told, amounts: Sequence[Placed], at: int) -> list[Component]:
    found: list[Component] = []
    for p in amounts:
        words = each.s[at : p.start]
        if p.money.role == "rate" or _NAMED_NOT.search(re.sub(r"\(\d{1,2}\)|^[,、;+]?\d[.、)]", "", words)):
            return []
        found.append(_component(_name(words) or "其中一项", p.money, each.clause))
        at = p.end
    return found


def _below(told: Sequence[Told], clause: ClauseFact) -> list[Component]:
    """One amount in each clause below."""
    found: list[Component] = []
    for child in clause.children:
        here = [p for t in told if t.clause is child for p in t.amounts]
        first = next((t for t in told if t.clause is child), None)
        if len(here) != 1 or first is None or child.children or here[0].money.role == "rate":
            return []
        name = _name((child.title or "") + first.s[: here[0].start])
        if name is None:
            return []
        found.append(_component(name, here[0].money, child))
    return found


def _name(words: str) -> str | None:
    """The words before an amount as a part's name; None where they tell something else."""
    words = re.sub(
        r"^[,、;:。和及与元整)]*|\(\d{1,2}\)|\([一二三四五六七八九十]\)|[①-⑩]|(?:人民币|[:为是计¥])+$", "", words
    )
    words = re.sub(r"^\d{1,2}[.、)]", "", re.split(r"[,、;。:]", words)[-1])
    return words if 1 < len(words) <= 20 and not _NAMED_NOT.search(words) else None


def _component(name: str, amount: Money, clause: ClauseFact) -> Component:
    return Component(name=Fact(value=name, raw=name, evidence=[]), amount=amount, clause=clause.path)

"""The payment calendar: on which day each instalment falls due, once the events it is counted from have dates.

The contract dates some events itself (signing, the first and last day of its term); the others (delivery, acceptance,
invoice) a reviewer may assume. Where several events must have happened the last of them counts; where one of them has
no date, the instalment gets none. Working days follow the State Council's calendar for the years it is published for,
and are counted Monday to Friday, with a note, beyond.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Collection, Mapping

from contract_parse.model.contract import Contract, PaymentDay
from contract_parse.model.due_dates import Calendar, later, published_workday
from contract_parse.model.evidence import Duration
from contract_parse.model.facts import Payment
from contract_parse.values.durations import find_durations

# The words for each event, the narrower before the wider: what is found is taken out before the next is looked for.
_EVENTS = {
    "warranty_end": re.compile(r"(质保|质量保证|保修|缺陷责任|质量缺陷)期?限?(届?满|结束|到期|终止)"),
    "end": re.compile(r"(服务|合同|租赁|履行|委托)(期限?|期间)?(届?满|结束|到期|终止)"),
    "acceptance": re.compile(r"(竣工|最终|整体|初步|终)?验收"),
    "delivery": re.compile(r"交付|到货|交货|送达|货到|供货完"),
    "invoice": re.compile(r"发票|开票"),
    "start": re.compile(r"(服务期|合同期|租赁期|期限|履行期|服务)(起始|开始|起算)|进场|开工"),
    "signing": re.compile(r"签订|签署|订立|签字|生效|签约"),
}
# What must have happened too, and is none of these events: then the day cannot be told.
_OTHER = re.compile(r"请款|申请|考核|竣工|结算|审计|审定|提交|通知|整改|备案|批复|上线|培训|初稿|成果")
_LASTED = re.compile(r"满$")


def payment_calendar(contract: Contract, assume: Mapping[str, dt.date]) -> list[PaymentDay]:
    """A line for each instalment, dated where its events are; empty where no instalment can be dated."""
    days = _events(contract, assume)
    guessed = {*assume, *({"warranty_end"} if "acceptance" in assume else ())}
    own = Calendar(days.get("signing"), days.get("start"), days.get("end"))
    same = Counter((p.component, p.trigger, p.clause) for p in contract.payments)
    seen: Counter[tuple[str | None, str | None, str | None]] = Counter()
    found = []
    for p in contract.payments:
        key = (p.component, p.trigger, p.clause)
        seen[key] += 1
        line = PaymentDay(sequence=p.sequence, component=p.component, percent=p.percent, amount=p.amount,
                          clause=p.clause, evidence=p.evidence)  # fmt: skip
        dated = {"day": p.due_date} if p.due_date is not None else _dated(p, seen[key], same[key], own, days, guessed)
        found.append(line.model_copy(update=dated))
    return found if any(line.day is not None for line in found) else []


def _events(contract: Contract, assume: Mapping[str, dt.date]) -> dict[str, dt.date]:
    """The dates of events: what the contract says of itself, overridden by what is assumed."""
    header = contract.contract
    stated = {"signing": header.signed_on, "start": header.starts_on, "end": header.ends_on}
    days = {k: d.value for k, d in stated.items() if d is not None and d.value is not None} | dict(assume)
    lengths = {
        d.duration.raw: d.duration for d in contract.deadlines if d.kind == "warranty" and d.duration is not None
    }
    if "warranty_end" not in days and "acceptance" in days and len(lengths) == 1:
        end = later(days["acceptance"], next(iter(lengths.values())))
        if end is not None:
            days["warranty_end"] = end
    return days


def _dated(
    p: Payment, number: int, times: int, own: Calendar, days: Mapping[str, dt.date], guessed: Collection[str]
) -> dict[str, object]:
    words, events = p.trigger or "", []
    for event, pattern in _EVENTS.items():
        if pattern.search(words):
            events.append(event)
            words = pattern.sub("", words)
    # one payment alone recurs where the term has room for no second (a year's service, paid by the year)
    if not events and (times > 1 or own.recurring(p.trigger, 2, p.due) is None):
        day = own.recurring(p.trigger, number, p.due)
        return {} if day is None else {"day": day, "counted_from": ["start"], "note": _note(day, day, p.due)}
    if not events or _OTHER.search(words) or any(e not in days for e in events):
        return {"counted_from": events}
    last = max(days[e] for e in events)
    first = last
    for lasted in find_durations(words):  # 验收合格满一年后
        if _LASTED.search(words[: lasted.start]):
            then = later(last, Duration(n=lasted.n, unit=lasted.unit, raw=words[lasted.start : lasted.end]))
            if then is None:
                return {"counted_from": events}
            last = then
    day = last if p.due is None else later(last, p.due)
    if day is None:
        return {"counted_from": events}
    return {"day": day, "counted_from": events, "event_on": first, "assumed": any(e in guessed for e in events),
            "earliest": p.due is None, "note": _note(last, day, p.due)}  # fmt: skip


def _note(first: dt.date, last: dt.date, wait: Duration | None) -> str | None:
    """``plain_working_days`` where working days were counted in a year whose holidays are not known."""
    if wait is None or wait.unit != "working_day":
        return None
    return "plain_working_days" if None in (published_workday(first), published_workday(last)) else None

"""Lengths of time and dates that bind somebody, told from those that do not, and the events they run from."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from contract_parse.extract.duties import Kind, term
from contract_parse.extract.language import Reading, Word
from contract_parse.extract.sentences import Sentence
from contract_parse.extract.vocabulary import per_vocabulary, vocabulary
from contract_parse.values.dates import RangeMatch
from contract_parse.values.durations import DurationMatch

Relation = Literal["within", "before", "for", "by"]

_LASTING = ("each_term", "lasting", "floor", "valid")
_WITHIN = re.compile(r"(?:\([^()]{0,6}\))?(?:的?期限)?(?:之内|以内|内)(?!容|部|在|存|网)")
_BEFORE = re.compile(r"(?:之前|以前|前)(?!往|来|款|述|期|提)")
_AFTER = re.compile(r"(?:之后|以后|后)(?!续|期|果)")
_AT_ONCE = re.compile(
    r"(?:响应|到场|到达|抵达|修复|解决|送达|恢复|排除|答复|处置|处理完毕|出具|交[货付]|供货|到货|完成|办结|提交|支?付款?[\d.]+%)"
)  # 一级故障15分钟响应
_RESTATED = re.compile(r",?(?:[(\[](?:即|也即|共|共计|计|合计|折合|含|合|约)?|即|也即|也就是)$")
_CYCLE = re.compile(
    r"每(?:隔|满)?$"
    r"|每(?:年度?|季度?|月度?|周|天|日|学期|班|次|人|期|半年)"
    r"(?:度|均|工作|至少|应|不少于|不低于|不超过|提供|培训|驻场|累计)*$"
)
_EACH = re.compile(r"每(?!次|学[年期]|个?月|季|年|半年|批|期)[^,;。:]{0,5}$")  # 每少一天, 每晚到1日
_OVER = re.compile(r"(?:的?期限)?(?:期满|届满|期限届满)")
_TIMES = re.compile(r"(?:[×xX*·/]|\d[×xX*])$")
_PENAL = re.compile(r"违约金|滞纳金|扣|罚|赔偿|利息|%|‰|分之|元")
# 逾期付款满30日, 超过应付期30日: how long a delay lasts
_LATE = re.compile(
    r"(?:逾期|延期|延误|延迟|迟延|拖延|推迟|拖欠|超期|滞后|误期|停工|欠付|迟付)[^,;:。\d]{0,10}?(?:超过|超出|超|满|达到?|长达)$"
    r"|(?<![不未])(?<!不[得应能])(?:超过|超出|超)[^,;:。\d]{1,8}(?:期限?|时间|时限|日期?)$"
)
_COUNTED = re.compile(
    r"[^,;:。]{0,16}?[\d一二两三四五六七八九十]+[次起例](?:及?以上(?:,|$)|(?:及?以上)?[的时])"
)  # 一年内被投诉3次的
# 延误10天以内扣100元, 15日以上的，每日按2‰: a step of a scale of penalties
_STEP = re.compile(
    r"(?:按?(?:每[次人处项]+)?[\d,.]+万?元|(?:\([^()]{0,4}\))?(?:之内|以内|内|及?以上|以下)(?:\([^()]{0,4}\))?的?,?(?:自第[^,;]{1,4}[日天]起,?)?(?:每[^,;:]{0,6})?"
    r"(?:扣|罚|处以|[\d,.]+万?元/|按?[\d.]+[%‰]|每[日天]|按[日天]))"
)
# 代储期三年, 复验期10天: a period by any name
_ANY_PERIOD = re.compile(
    r"(?:(?<![一-鿿])|(?<=[后的起]))(?![每第前后分首])[一-鿿]{1,5}"
    r"(?<![延逾超定每学日到分前后当本上下首近中周各早末同长短缓误展假过一二三四五六七八九十])(?:期限?|时限|周期)(?:为|是|:|共计?|约|应)*$"
)
_ON_END = re.compile(r"起(?:计算|算|计)?连续$")  # 自验收合格之日起连续三年
_SHARED = re.compile(r"[、和及或][^,;:。\d]{0,8}")  # 市区2小时、县域4小时内
_ENDS = re.compile(r"(?:之日起|次日起|起|之日|之?后|以后|时|之?前|以前|的)$")
_ONLY_SUBJECT = re.compile(r"[^,;]{0,12}?(?:应当?|须|可|将|需)?(?:在|于)?")
_DUE_AFTER = re.compile(
    r"(?:之?日)?(?:\([^()]{0,8}\))?"
    r"(?:前|之前|以前|止|为止|内|完成|交付|交货|开工|竣工|完工|进场|届满|到期|终止|截止|结束|付清)"
    r"|(?:之?日)?(?:提交|移交|上线|投入|启用|供货|到货|送达|送至|支付|交工|通车|开通|提供|组织|验收|实施)"
    r"(?![^,;。]{0,10}的(?:投标|响应|报价|申请|函|通知|方案|文件|报告|意见|承诺))"
)
_DUE_BEFORE = re.compile(r"(?:不?得?(?:迟|晚)于|最迟|截止(?:日期|时间|到|至|于)?|期限|至|到|止于)[为是:]*(?:于|在)?$")
_DATED = re.compile(
    r"(?:开工|竣工|完工|交货|交付|到货|供货|完成|验收|上线|进场|付款|支付|退还|返还|缴纳|提交|开始|起始|终止|结束|截止|到期|履行|服务|投入使用|移交|保险"
    r"|封顶|通车|通水|建成|投产|试运行|发货|送货|报送|安装|调试|整改|拆除)"
    r"(?:的?(?:日期|时间|期限|时限|节点|日|期))+[为是:于]*$"
)
_WHEN = re.compile(r"(?:时间|期限|日期|周期)[为是:]*(?:自|从)?$")
_STARTS = re.compile(r"(?:自|从)$")
_BEGUN = re.compile(r"(?:零时)?(?:起|开始|之日起)[^,;]{0,8}(?:提供|开始|开工|进场|供货|服务|进驻|配送|上岗|计算)")
_SUM = re.compile(r"(?:总|共|合|总共)?(?:计|共|预计|约|为期|即|期限|时间|为)*")
_LISTED = re.compile(r"^(?:其中)?[一-鿿、()A-Za-z]{2,24}(?<![自于后前内过达满每近])(?:为|:)?$")  # 屋面防水工程5年
_OF_THINGS = ("warranty", "construction", "delivery", "service_term")
_COUNTED_FROM = re.compile(r"[一-鿿]{0,6}(?:期限?|时间)(?=均?[自从由])")
_RUNNING = re.compile(r"合同|协议|服务|租赁|租用|有效|履行|承包|保险|项目|委托|供货|工程")
_SUBJECT_OF_WORK = re.compile(r"期?间的?|的")


@dataclass(frozen=True)
class Term:
    """A length of time that binds: how, and the event it runs from.

    ``event`` is the event's own words; ``told`` where their telling begins, 自 or 在 included. Positions in the
    sentence.
    """

    duration: DurationMatch
    relation: Relation | None
    event: tuple[int, int] | None = None
    told: int | None = None


def terms(each: Sentence, reading: Reading, lengths: list[DurationMatch]) -> list[Term]:
    """The ``lengths`` that bind; one that a bracket or 即 says again in another unit counts once."""
    found: list[Term] = []
    loose: DurationMatch | None = None  # the length before, where nothing bound it
    for d in lengths:
        last = found[-1].duration if found else None
        if last is not None and _RESTATED.fullmatch(each.s[last.end : d.start]):
            continue
        if _OVER.match(each.s, d.end) and any((t.duration.n, t.duration.unit) == (d.n, d.unit) for t in found):
            continue  # 有效期三年，三年期满自动终止
        t = _term(each, reading, d)
        if t is not None and loose is not None and _SHARED.fullmatch(each.s[loose.end : d.start]):
            found.append(replace(t, duration=loose))
        loose = d if t is None and not _binds_nobody(each, reading, d) else None
        if t is not None:
            found.append(t)
    return [t for t in found if t.relation == "for" or not any(_holds(u.event, t.duration) for u in found)]


def _holds(event: tuple[int, int] | None, d: DurationMatch) -> bool:
    """验收合格满12个月后15日内付清: the months only tell when the days begin."""
    return event is not None and event[0] <= d.start and d.end <= event[1]


def _term(each: Sentence, reading: Reading, d: DurationMatch) -> Term | None:
    s, start, end = each.s, d.start, d.end
    after = s[end:]
    if _binds_nobody(each, reading, d):
        return None
    late = delay(each, reading, d)
    if late is not None and (_WITHIN.match(after) or _single_delay(s, late, d)):
        return None
    if (late is not None or reading.at("lasting", start, end)) and re.search(r"\d[-~至到]", s[start:end]):
        return None  # 逾期1至10日，每日…: a step of the penalty
    event, told, ahead = _event(each, reading, d)
    relation: Relation | None = None
    until = bool(_BEFORE.match(after))
    if ahead or reading.at("early", start, end) or (until and event is None):
        relation = "before"
    elif until or _WITHIN.match(after) or reading.at("limit", start, end):
        relation = "within"
    elif late is not None or any(reading.at(label, start, end) for label in _LASTING) or term_of(each, start):
        relation = "for"
    elif _AT_ONCE.match(after):
        relation = "within"
    elif event is not None:
        relation = None if _AFTER.match(after) else "within"
    elif not _AFTER.match(after):
        return None
    return Term(d, relation, event, told)


def _binds_nobody(each: Sentence, reading: Reading, d: DurationMatch) -> bool:
    """Cycles, hours of duty, ways of counting: lengths of time that are no term."""
    before, after = each.s[: d.start], each.s[d.end :]
    if d.n == 1 and _EACH.search(before) and not reading.at("each_term", d.start, d.end):
        return True
    if _CYCLE.search(before) or _TIMES.search(before) or _STEP.match(after):
        return True
    if (within := _WITHIN.match(after)) is not None and _COUNTED.match(after, within.end()):
        return True
    return reading.at("no_term", d.start, d.end) is not None and not _ON_END.search(before)


def delay(each: Sentence, reading: Reading, d: DurationMatch) -> int | None:
    """Where the telling of a delay begins that lasts ``d`` (逾期付款满30日); None where it tells of none."""
    hit = reading.at("late", d.start, d.end)
    if hit is not None:
        return hit.start
    m = _LATE.search(each.s[: d.start])
    return m.start() if m is not None else None


def _single_delay(s: str, late: int, d: DurationMatch) -> bool:
    """逾期一日按…支付: the unit of a penalty, no term."""
    return d.n == 1 and not re.search(r"超|满|达", s[late : d.start]) and bool(_PENAL.search(s))


def term_of(each: Sentence, at: int) -> tuple[Kind, re.Match[str]] | None:
    """The term whose length stands at ``at``: named before it (质保期为…), in the part ahead (共计12个月), as what the
    whole sentence lists (质保期：设备3年，软件1年), or by the cell's label or the heading over a bare length."""
    a, _ = each.parts[each.part_at(at)]
    named = term(each.s[a:at])
    if named is not None:
        return named
    said = each.s[: max(a - 1, 0)]
    if _SUM.fullmatch(each.s[a:at]) and (named := term(said[-40:])) is not None:
        return named
    if _LISTED.search(each.s[a:at]) and (named := _named_of_list(each, a)) is not None:
        return named
    label, colon, _ = each.s[:at].partition(":")
    if colon and len(label) <= 16 and (named := term(label)) is not None and named[1].end() == len(label):
        return named
    if colon and len(label) <= 12 and (period := _ANY_PERIOD.search(label + colon)) is not None:
        return Kind("other", None), period
    if (period := _ANY_PERIOD.search(each.s[a:at])) is not None:
        return Kind("other", None), period
    if len(each.s) >= 30:
        return None
    above = (each.label, *(each.titles[-1:] if at < 12 or _SUM.fullmatch(each.s[a:at]) else ()))
    return next((found for words in above if words and (found := term(words)) is not None), None)


def _named_of_list(each: Sentence, a: int) -> tuple[Kind, re.Match[str]] | None:
    """The term that a list of things, each with its length, is of: the heading's (保修) or what the list closes with
    (…，保修期自竣工之日起计算)."""
    if each.titles and (named := term(each.titles[-1])) is not None and named[0].name in _OF_THINGS:
        return named
    for b, e in each.parts:
        if b > a and (m := _COUNTED_FROM.match(each.s, b, e)) is not None and (named := term(m[0])) is not None:
            return named
    return None


@per_vocabulary
def _listed(name: str) -> frozenset[str]:
    return frozenset(vocabulary("events")["lists"][name]["TEXT"]["IN"])


# 质保期为3年，自验收合格之日起计算
_BEHIND = re.compile(
    r"[,(](?:时间|期限)?[自从由](?P<event>[^,;:。]{2,24}?)(?:之日|之次日|次日|当日|之时|后|时)?(?:起|开始|计)(?:起|计|算)*(?=[,;。)]|$)"
)


def _event(each: Sentence, reading: Reading, d: DurationMatch) -> tuple[tuple[int, int] | None, int | None, bool]:
    """The event's words, where their telling begins, and whether the term ends there (发货前3日) instead."""
    a, _ = each.parts[each.part_at(d.start)]
    inside = [w for w in reading.words if a <= w.start and w.end <= d.start]
    for label, ends in (("anchor_before", "until"), ("anchor", "since")):
        hit = reading.at(label, d.start, d.end)
        if hit is None:
            continue
        trigger = next((w for w in reversed(inside) if w.text in _listed(ends)), None)
        if trigger is not None:
            return *_opening(each.s, [w for w in inside if max(hit.start, a) <= w.start < trigger.start], trigger), (
                label == "anchor_before"
            )
    far = next((w for w in reversed(inside) if w.text in _listed("since") and d.start - w.end <= 14), None)
    if far is not None:
        return *_opening(each.s, [w for w in inside if w.start < far.start], far), False
    lead = next((w for w in inside if w.text in ("在", "于") and d.start - w.end >= 2), None)
    if lead is not None and _BEFORE.match(each.s, d.end):
        return (lead.end, d.start), lead.start, True
    ahead = _event_ahead(each, reading, d, a)
    if ahead[0] is None and (behind := _BEHIND.match(each.s, d.end)) is not None:
        return behind.span("event"), None, False
    return ahead


def _opening(s: str, words: list[Word], trigger: Word) -> tuple[tuple[int, int] | None, int | None]:
    """The event that ends at ``trigger``: behind the first 自 or 在, else behind a term's name (质保期为…)."""
    lead = next((w for w in words if w.text in _listed("lead") and w.end < trigger.start), None)
    if lead is not None:
        return (lead.end, trigger.start), lead.start
    start = words[0].start if words else trigger.start
    m = re.compile(r"[^,;]{0,14}?(?:为|是|:)").match(s, start, trigger.start)
    if m is not None and (term(m[0]) or m[0].endswith(":")):
        start = m.end()
    return ((start, trigger.start), start) if start < trigger.start else (None, None)


def _event_ahead(
    each: Sentence, reading: Reading, d: DurationMatch, a: int
) -> tuple[tuple[int, int] | None, int | None, bool]:
    """An event told in the part before: 系统最终验收之日起，30个工作日内支付."""
    index = each.part_at(d.start)
    if not index or _ONLY_SUBJECT.fullmatch(each.s[a : d.start]) is None:
        return None, None, False
    b, e = each.parts[index - 1]
    m = _ENDS.search(each.s[b:e])
    if m is None or any(w.text == "\ue000" for w in reading.words if b <= w.start < e):
        return None, None, False
    end = b + m.start()
    lead = next((w for w in reading.words if w.text in _listed("lead") and b <= w.start and w.end < end), None)
    start = lead.end if lead else b
    return ((start, end), lead.start if lead else b, "前" in m[0]) if start < end else (None, None, False)


def binds(r: RangeMatch, each: Sentence) -> bool:
    """Whether a range of dates is a term of the contract, not what work is about (the years to be audited)."""
    if r.last.value is None:
        return False
    before, after = each.s[: r.start], each.s[r.end :]
    if term(before) or term(each.label):
        return True
    if each.part == "preamble" or _SUBJECT_OF_WORK.match(after):
        return False
    if (r.end - r.start) * 10 >= 6 * len(each.s) and any(term(t) for t in each.titles[-1:]):
        return True
    if _DATED.search(before) or _WHEN.search(before) or re.search(r"(?:计划|预计)?(?:开工|开始|起始)", before[-10:]):
        return True
    return each.s[r.end - 1] == "止" and bool(_RUNNING.search(before + after[:8]))


def due(each: Sentence, reading: Reading, start: int, end: int) -> bool:
    """Whether the date ``s[start:end]`` is one to be kept."""
    before, after = each.s[:start], each.s[end:]
    if reading.at("no_date", start, end):
        return False
    labelled = bool(_DATED.search(before) or (not before and _DATED.search(each.label.partition(":")[0])))
    if each.part == "preamble":
        return labelled
    if _STARTS.search(before):
        return bool(_BEGUN.match(after))
    return labelled or bool(_DUE_AFTER.match(after) or _DUE_BEFORE.search(before))

"""Instalments stated in sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from contract_parse.extract.amounts.mentions import in_passage
from contract_parse.extract.amounts.passages import BREAK, Passage
from contract_parse.extract.payments.clusters import Unit, clusters, units, unscored
from contract_parse.extract.payments.common import common_start
from contract_parse.extract.payments.instalments import MONTHS, Instalment
from contract_parse.extract.payments.rows import in_rows
from contract_parse.extract.payments.timing import recurrence, says_when, service_year, stated_times, timing
from contract_parse.extract.payments.together import LAST, of_one_period, with_last, without_sums
from contract_parse.extract.payments.tokens import Token, side_fee, tokens, words
from contract_parse.extract.payments.unfigured import rhythm

_BASE = re.compile(r"(?:\([^()]*\))?[整)]*的[\d.]+%")  # 合同总价468000元的40%: what the share is of
_IN_TERM = re.compile(r"(?:租赁|服务|合同|维保|运维|养护|承包|协议|履行)期(?:限)?内的?")  # says for how long, not when
_PART_NAMED = re.compile(r"[^:,;。()%]{2,20}\([^():]*")
_PART_ENDS = re.compile(r"元?[^():]*\)[^:,;。()]{0,4}:")
_SUMMED = re.compile(r"(?:^|[,:])(?:共计|合计|总计)(?:人民币)?[^,;。:]{0,2}$")
_TOTALLED = re.compile(r"(?:总计|总额|合计|共计|总价)[为是:]?(?:人民币|¥|\()*$")


def instalments(passage: Passage, titled: bool) -> list[Instalment]:
    """The instalments that ``passage`` states. Without a heading about payment it must speak of paying itself."""
    s = passage.s
    if not titled and words("pay").search(s) is None:
        return []
    everything = [t for t in tokens(s, in_passage(passage)) if not (t.kind == "amount" and _BASE.match(s, t.end))]
    found: list[Instalment] = []
    spans = units(s)
    announced = False  # 分三次付款：第一次…；第二次…
    for unit in spans:
        said = s[unit.start : unit.end]
        announced = (unit.labelled and announced) or (said.endswith(":") and words("pay").search(said) is not None)
        about = _about_paying(s, unit)
        if about is None or side_fee(s, unit.start):
            continue
        own = unscored(s, [t for t in everything if about[0] <= t.start < about[1]], unit)
        if not unit.labelled and not says_when(said) and not words("pay").search(said):
            own = [t for t in own if t.kind == "percent"]  # under 价款及支付 a bare amount is a price
        own = [t for t in own if t.kind in ("percent", "amount") or titled or words("pay").search(said)]
        own = [t for t in own if not _tells_price(s, t, unit, everything)]
        groups = clusters(s, own, unit)
        kept: Instalment | None = None
        for k, group in enumerate(groups):
            speaks = announced or _speaks_of_paying(said, group) or (bool(found) and _rest(s, group))
            if not titled and not speaks:
                continue
            if _kept_back(s, groups, k, unit):
                kept = _instalment(passage, s, group, (group[0].start,) * 2, (group[-1].end,) * 2, False)
                continue
            before = groups[k - 1][-1].end if k and kept is None else unit.start
            after = groups[k + 1][0].start if k + 1 < len(groups) else unit.end
            lb = before if before == unit.start else _cut(s, before, group[0].start)
            rb = after if k + 1 == len(groups) else _cut(s, group[-1].end, after)
            alone = all(o.due is not None for o in found)  # else it is the time of them all
            if (
                alone
                and k + 1 == len(groups)
                and not says_when(s[lb : group[0].start])
                and not says_when(s[group[-1].end : rb])
            ):
                rb = _told_after(s, spans, unit, everything) or rb
            if (shared := common_start(s, group[-1].end, rb)) is not None:
                rb = shared  # 各期款项均在…内支付 is about them all
            said_how_much = [t.end for t in group if t.kind != "full"] or [group[0].end]
            one = _instalment(passage, s, group, (lb, group[0].start), (max(said_how_much), rb), unit.labelled)
            if one is not None and k and found and _JOINED.fullmatch(s[before : group[0].start]) and one.due is None:
                one = replace(one, due=found[-1].due, due_date=found[-1].due_date, trigger=found[-1].trigger)
            if one is not None:
                found.append(one)
            if kept is not None:
                found.append(kept)
                kept = None
    told = in_rows(passage)
    found = [o for o in found if not any(r.start <= o.at < r.end for r in told)]
    found = sorted([*found, *told], key=lambda o: o.at) if told else found
    found = with_last(of_one_period(without_sums(found)))
    if titled and len(found) == 1 and _only_amount(found[0]) and recurrence(s, s):
        found = [replace(found[0], every=0)]  # 作业费按季拨付。…满分应拨360000元
    return found or ([one] if (one := rhythm(passage, titled)) is not None else [])


def _kept_back(s: str, groups: Sequence[Sequence[Token]], k: int, unit: Unit) -> bool:
    """Whether a share is one that is kept back, while what stands behind it in the sentence pays the rest (验收后30日内，
    扣除5%的质保金后支付其余价款): it is paid later."""
    group, following = groups[k], groups[k + 1] if k + 1 < len(groups) else None
    if following is None or group[0].kind not in ("percent", "amount"):
        return False
    rest = any(t.kind in ("remainder", "full") for t in following) and all(t.value is None for t in following)
    again = any(t.value == group[0].value for g in groups[k + 1 :] for t in g)
    return (
        rest
        and not again
        and words("kept_for").search(s, unit.start, group[0].start) is not None
        and words("kept_for_behind").search(s[group[-1].end : following[0].start]) is not None
    )


def _rest(s: str, group: Sequence[Token]) -> bool:
    """Whether nothing but what is left is told: 支付40%，剩余款项…结清. 余额 may be what a deduction leaves."""
    return all(t.kind == "remainder" and s[t.start : t.end] != "余额" for t in group)


def _only_amount(one: Instalment) -> bool:
    return one.amount is not None and one.percent is None and one.every is None and not (one.labelled or one.full)


# 第一、二、三季度末各支付; 前三期每期支付; 满3个月、6个月时，甲方分别支付
_N = r"[一二两三四五六七八九十\d]+"
_TIMES = r"个?(?:季度|月|年度?|期|次|笔|阶段)"
_ENUMERATED = re.compile(
    rf"(?:第?{_N}(?:{_TIMES})?(?:[、和及与](?:第|满)?{_N}(?:{_TIMES})?)+|前{_N}{_TIMES})[^,;。]{{0,12}}(?:,(?:甲方|采购人|委托方|发包人))?"
    r"(?:各|分别|均|每(?:一)?[期次笔月年]|每个?(?:季度|阶段))(?:自)?(?:支付|拨付|付)?[^,;。]{0,10}$"
)
_FEE_OF = re.compile(r"(?:费|款|租金)(?:用|总额)?的?$")  # 每月管理费的80%（48000元）
# 验收后15日内支付栽植费的20%和养护费的50%: at one time
_JOINED = re.compile(r"(?:以?及|和|与|、)[^,;。:后时内前日]{0,16}")
_EACH = re.compile(r"(?:各|均|每)[^,;。分]{0,10}$")
_EACH_STEP = re.compile(r"每(?![日天月季年人])[^,;。:]{2,8}?再?(?:支付|拨付|付)[^,;。:]{0,10}$")
_PAYER = r"(?:甲方|采购人|采购单位|买方|发包人|委托方|委托人|需方|业主|建设单位)[^,;。]{0,20}(?:支付|拨付|付)"


def _about_paying(s: str, unit: Unit) -> tuple[int, int] | None:
    """Where the words about paying stand in a unit that also speaks of something else (…付清合同价款，乙方同时缴纳
    3%的质量保证金; 乙方提交履约保证金，甲方收到后5日内预付30%): all of it where it does not, None where of that alone."""
    other = words("skip").search(s, unit.start, unit.end)
    if other is None:
        return unit.start, unit.end
    stop = s.rfind(",", unit.start, other.start()) + 1
    ahead = s[unit.start : stop]
    if words("pay").search(ahead) and says_when(ahead) and not words("owed_otherwise").search(ahead):
        return unit.start, stop
    behind = s.find(",", other.end(), unit.end) + 1
    bond = re.search(r"保证金|保函|担保", s[other.start() : behind])
    # 乙方向甲方提交报告时，甲方支付余款
    handed = bond is None and other[0].endswith("提交") and re.search(r"(?:后|时|之日),$", s[other.end() : behind])
    if (bond is not None or handed) and re.match(_PAYER, s[behind:]) and not words("skip").search(s, behind, unit.end):
        return behind, unit.end
    return None


def _tells_price(s: str, t: Token, unit: Unit, everything: Sequence[Token]) -> bool:
    """Whether an amount is only the price that others of the passage are parts of (总额72万元，按季支付9万元)."""
    if t.kind != "amount" or unit.labelled:
        return False
    if _PART_NAMED.fullmatch(s[: t.start]) and _PART_ENDS.match(s, t.end):
        return True  # 硬件部分（178万元）：到货后付95%
    if _SUMMED.search(s[unit.start : t.start]) and words("pay").search(s, unit.start, t.start) is None:
        return not any(unit.start <= o.start < t.start for o in everything)  # 按每人1200元计，共计180000元，据实结算
    others = any(o.value != t.value for o in everything if o.value is not None)
    whole = any(o.kind == "full" and t.end <= o.start < unit.end for o in everything)  # 总价8万元，验收后付清全部款项
    # 服务费总计66万元，按半年支付
    often = _TOTALLED.search(s[: t.start]) is not None and words("recurring").search(s, t.end, unit.end) is not None
    if not others and not whole and not often:
        return False
    part = re.split(r"[,;。:](?!¥|人民币|\()", s[unit.start : t.start])[-1]
    part = _IN_TERM.sub("", part)
    told = words("price_told").search(part)
    if told is None or (not others and re.search(r"[年月季]", part)):
        return False
    following = next((o for o in everything if o.start >= t.end and o.value is not None), None)
    if (told["rate"] or told["rate2"]) and (
        following is None or not _part_of(following, t) or (told["rate2"] and following.kind == "percent")
    ):
        return False  # 服务费每月10万元，按月支付
    return not (words("pay").search(part) or words("label").search(part) or says_when(part) or service_year(part))


def _part_of(paid: Token, price: Token) -> bool:
    """Whether what is paid follows from a price by the month or year: a share of it, or several months at once."""
    if paid.kind == "percent" or paid.value is None or not price.value:
        return paid.kind == "percent"
    return paid.value > price.value and paid.value % price.value == 0


def _label(s: str, unit: Unit) -> str | None:
    """What opens a statement: 预付款支付比例：30%；预付款支付时间：… speak of one."""
    m = words("label").search(s, unit.start, min(unit.start + 12, unit.end))
    return m[0] if m is not None else None


def _told_after(s: str, spans: Sequence[Unit], unit: Unit, everything: Sequence[Token]) -> int | None:
    """The end of the next sentence, where that only tells when what this one states is paid."""
    following = next((u for u in spans if u.start == unit.end), None)
    if (
        following is None
        or (following.labelled and _label(s, following) != _label(s, unit))
        or s[unit.end - 1] == BREAK
        or words("skip").search(s, following.start, following.end)
    ):
        return None
    if any(following.start <= t.start < following.end for t in everything):
        return None
    said = s[following.start : following.end]
    return (
        following.end if says_when(said) and words("pay").search(said) and not re.search(r"发票|乙方", said) else None
    )


def _speaks_of_paying(said: str, group: Sequence[Token]) -> bool:
    return bool(
        re.search(
            r"支付|付清|付款|拨付|付至|[方人内前后日时](?:再|应|须|先)?付|汇入|划入|转入|打入|汇至|划拨|缴清|交清|结清|给付|预付(?!款)|缴付|(?:缴纳|交纳|交付)[^,;。]{0,4}(?:保险?费|租金)",
            said,
        )
    ) and any(t.kind in ("percent", "amount", "full") for t in group)


def _cut(s: str, a: int, b: int) -> int:
    m = re.search(r"[,;、]", s[a:b])
    return a + m.end() if m else a


def _instalment(
    passage: Passage, s: str, group: Sequence[Token], left: tuple[int, int], right: tuple[int, int], labelled: bool
) -> Instalment | None:
    percent = next((t.value for t in group if t.kind == "percent"), None)
    stated = next((t for t in group if t.kind == "amount"), None)
    amount = stated.value if stated is not None else None
    remainder = any(t.kind == "remainder" for t in group)
    full = any(t.kind == "full" for t in group) or bool(words("full").search(s[slice(*left)][-12:]))
    if percent is None and amount is None and not remainder and not full:
        return None
    a, b = left[0], right[1]
    inner = s[group[0].start : group[-1].end]
    when = timing(s, left, right)
    if labelled and when.due is None and not says_when(s[slice(*left)]):
        when = timing(s, (right[0], right[0]), (group[0].end, right[1]))
    near = s[max(left[0], left[1] - 24) : group[0].start]
    cumulative = percent is not None and bool(words("cumulative").search(near + inner))
    deducting = percent is not None and bool(words("deducting").search(inner + s[group[-1].end : right[1]][:24]))
    base = re.split(r"[,;。:]", s[max(left[0], group[0].start - 16) : group[0].start])[-1]
    relative = None
    of_period = words("relative").search(base) is not None and _FEE_OF.search(base) is not None
    if (
        percent is not None
        and (amount is None or of_period)
        and not re.search(r"合同(?:总)?(?:价|金额|额|款)|总价|总金额|总额", base)
    ):
        relative = "period" if words("relative").search(base) else "year" if words("year").search(base) else None
    if relative == "period" and re.search(r"扣留|扣除|扣减|预留|留取?", near):
        return None  # kept back from what falls due, for later
    around = s[a:b]
    whole = re.split(r"[,;。:]|后|内|时", s[max(left[0], group[0].start - 40) : group[0].start])[-1] + inner
    every = recurrence(around, s)
    if every is not None and re.search(
        r"(?:^|[,;:])(?:[上下]半年|第[一二三四]季度)[^,;]*$|第[二三四五六七八九2-9]个?(?:服务|合同)?年度?(?:的|服务|运维|维护|租赁)*费",
        s[slice(*left)],
    ):
        every = None  # 逐年支付，其中第三年费用…: one year's fee
    if every is not None and LAST.search(s[slice(*left)]):
        every = None  # 每月8333.33元（最后一个月支付8333.37元）
    if every is None and _EACH_STEP.search(s[slice(*left)]):
        every = 0  # 此后每供货一半付总价的30%
    if every is None and (percent is not None or _EACH.search(s[slice(*left)])) and _ENUMERATED.search(s[slice(*left)]):
        every = 0  # 第一、二、三季度末各支付20%; 第二、三、四期租金各36000元
    share: Decimal | None = None
    per = stated.mention.per if stated is not None and stated.mention is not None else None
    if amount is not None and every and per in MONTHS and MONTHS[per] != every:  # 租金每年80000元，按半年支付
        share = amount * every / MONTHS[per]
        amount = None
    year = (
        service_year(s[slice(*left)] + inner + s[group[-1].end : min(group[-1].end + 8, right[1])])
        if every is None
        else None
    )
    start = when.trigger[0] if when.trigger is not None else group[0].start
    end = group[-1].end
    if when.trigger is not None and when.trigger[0] >= end:
        start, end = group[0].start, when.trigger[1]
    trigger = None if when.trigger is None else s[slice(*when.trigger)]
    at = next((t.start for t in group if t.value is not None), group[0].start)
    return Instalment(
        passage, start, end, at=at, percent=percent, amount=amount, remainder=remainder, full=full and percent is None and amount is None,
        cumulative=cumulative, deducting=deducting, relative=relative,  # type: ignore[arg-type]
        all_of_it=full, restated=bool(words("restated").search(s[slice(*left)])),
        trigger=trigger, due=when.due, due_date=when.day, service_year=year, every=every, times=stated_times(around), of=whole, labelled=labelled, share=share,
    )  # fmt: skip

"""Which figures of a sentence are what a breach costs: shares told from other shares, sums from prices and wages."""

from __future__ import annotations

import re

from contract_parse.extract.breach import pattern
from contract_parse.extract.sentences import Sentence
from contract_parse.extract.vocabulary import vocabulary
from contract_parse.values.capital import find_capitals
from contract_parse.values.money import AmountMatch, find_amounts
from contract_parse.values.percent import PercentMatch

_EACH_PAID = re.compile(r"每(?:人|一)?[次处件项起例人条]次?(?:须|应)?(?:支付|承担|缴纳)$")
_EACH_ONLY = re.compile(r"(?:[未不缺脱擅迟逾违损丢漏]|更换)[^;]*,每(?:人|一)?[次处件项起例人条]次?$")
# 误差率不得超过3%: what is asked for, neither a rate nor a limit of one
MEASURE = re.compile(r"[^,;金]{0,8}(?<!比)率(?:均|应|须)*不(?:得|应|能)?(?:超过|高于|大于|低于|少于)$")
_AN_ITEM = re.compile(
    r"(?:^|扣款:|罚款:|违约金:|扣:)"
    r"(?:(?:\([一二三四五六七八九十\d]+\)|[①-⑳]|\d[.、)])[^,;:。\d]{2,16},(?:每人?次)?|[^,;:。\d]{2,16},每人?[次处人])$"
)
_APIECE = re.compile(r"^(?:[/每][次天日人处项例起岗件台]|[^,;/]{0,2}/[次天日人处项例起岗件台])")
_BARE = re.compile(r"(?:的|以[内上下]|[)时]),(?:每[^,;]{0,6})?$|:每[^,;:]{0,6}$|违约金[^,;:]{0,6}:$")
_JOINED = re.compile(r"[、和及或][^,;。]{0,12}(?:每|按|扣|罚)[^,;。]{0,6}")
_LABEL = re.compile(r"违约金[^,;:]{0,6}:")
# Where nothing but the heading speaks of breach: 无故解约的，支付剩余费用的10%
_PAYS_FOR = re.compile(
    r"(?:的|(?:逾期|迟延|延期|拖延|拖欠)[^,;]{1,12}),(?:[^;]*,)?[^,;]*(?<![已拒未])(?:支付|承担|赔偿|偿付|缴纳|处)[^,;]*$"
)
_ON_BREACH = re.compile(r"的,|(?:逾期|迟延|延期|拖延|拖欠)[^,;]{1,12},")
_BY_EACH = re.compile(r"每(?:低|少|高|下降|降低|减少|增加|超出|超过|不足)(?:于|出|过)?(?:规定|标准|约定)?$")
# 逾期交货，每日支付货款的0.2%: without a word for what that is
_BY_THE_DAY = re.compile(
    r"(?:逾期|迟延|延误|延迟|拖延|延期|未[在于按能][^,;。]{0,20}(?:[交到]货|交付|付款|支付|付清|[完竣]工|完成))[^;。%]{0,24}每[日天周月][^,;%]{0,16}$"
)
_SETTLED = re.compile(r"已|实际|剩余(?:款|合同款|货款|工程款)|余款|工作量|完成部分|结算|退还|退回|返还")


def fines(label: str, s: str, *, among: bool) -> list[AmountMatch]:
    """The sums of ``s`` that are fines: those told so, and those joined to one (超1小时每次80元、超3小时每次240元扣减)."""
    found: list[AmountMatch] = []
    for a in reversed(sums(s)):
        if is_fine(label, s, a, among=among) or (found and _JOINED.fullmatch(s[a.end : found[-1].start])):
            found.append(a)
    return found[::-1]


def speaks(words: str) -> bool:
    """Whether ``words`` speak of what a breach costs."""
    return any(pattern(kind).search(words) for kind in ("penal", "interest"))


def speaks_of_breach(each: Sentence, before: Sentence | None) -> bool:
    """Whether a sentence, or what a table says of its cell, speaks of it; of interest only where something is unpaid."""
    if any(pattern(kind).search(each.s) for kind in ("penal", "taken_off")) or pattern("penal").search(each.label):
        return True
    if _in_column_of_fines(each.label):
        return True
    around = (each.s, before.s if before is not None else "", each.label, each.lead, *each.titles)
    return speaks(each.label + each.s) and any(pattern("unpaid").search(words) for words in around)


def listed(each: Sentence) -> bool:
    """Whether the sentence is an item of a list that is announced as one of fines (按下列标准支付违约金：)."""
    return each.lead.endswith(":") and re.search(r"违约金|罚|扣[款减除罚]", each.lead) is not None


def under_breach(each: Sentence) -> bool:
    """Whether the sentence tells what follows on what (…的，…) under a heading that speaks of breach (违约责任)."""
    heads = (*each.titles[-2:], each.lead if each.lead.endswith(":") else "")
    return _ON_BREACH.search(each.s) is not None and any(pattern("heading").search(h) for h in heads)


def sums(s: str) -> list[AmountMatch]:
    """Sums in figures, and in capitals where no figures stand beside them (违约金人民币伍万元)."""
    found = find_amounts(s)
    alone = [
        AmountMatch(c.start, c.end, c.value, "元")
        for c in find_capitals(s)
        if not any(c.start - 12 < a.end and a.start < c.end + 12 for a in found)
    ]
    return sorted([*found, *alone], key=lambda a: a.start)


def is_fine(label: str, s: str, a: AmountMatch, *, among: bool = False) -> bool:
    """Whether the sum ``a`` of sentence ``s`` is what a breach costs.

    ``label`` is what a table says of the cell; ``among`` tells that the heading or the sentence before speaks of fines.
    """
    before, behind = (label.partition(":")[2] + ":" + s[: a.start])[-24:], s[a.end : a.end + 32]
    if a.value == 0 or pattern("not_fine").search(re.split("[,;]", before)[-1]):
        return False
    if re.match(r"(?:\([^()]{0,4}\))?及?以[上下内](?![^,;]*(?:罚|违约金|扣))", behind):
        return False  # 赔付金额1万元以下的，3个工作日内赔付
    penal = speaks(s[: a.start])
    if _in_column_of_fines(label):
        return True
    if (penal or among or pattern("taken_off").search(s, 0, a.start)) and _AN_ITEM.search(s[: a.start]):
        return True  # 有下列情形的，每次扣款：（一）迟到，100元；（二）…，50元
    if (penal and _EACH_PAID.search(before)) or ((penal or among) and _EACH_ONLY.search(before)):
        return True  # 更换经理的，每次支付违约金5万元；更换其他人员的，每人次2万元
    if (
        (among or _LABEL.search(s[: a.start]))
        and _BARE.search(before)
        and (re.search(r"每[^,;:]{1,6}$", before) or _APIECE.match(s[a.start : a.end + 2].lstrip("0123456789,.¥")))
    ):
        return True  # 脱岗的，50元/人/次
    return bool(pattern("fine_before").search(before) or pattern("fine_behind").match(behind))


def _in_column_of_fines(label: str) -> bool:
    return pattern("fine_column").search(label.partition(":")[0]) is not None


def clause_start(s: str, at: int) -> int:
    return max(s.rfind(",", 0, at), s.rfind(";", 0, at)) + 1


def is_rate(s: str, p: PercentMatch, label: str, *, under: bool = False) -> bool:
    """Whether the percentage ``p`` of sentence ``s`` is what a breach costs.

    ``label`` is what a table, or the sentence it goes on from, says of it; ``under`` as :func:`under_breach` tells.
    """
    part = s[clause_start(s, p.start) : p.start]
    behind = s[p.end : p.end + 40]
    nearest = re.match(r"[^,;]*", behind)
    if pattern("threshold_before").search(re.split("[%‰扣罚]", part)[-1][-8:]) and not speaks(
        nearest[0][:24] if nearest else ""
    ):
        return False
    if MEASURE.search(part) or re.match(r"(?:\([^()]{0,4}\))?(?:以[内上下外]|及以[上下])", behind):
        return False
    if re.search(r"[上下]浮(?:了|的)?$|加$", part) and "利率" in part + behind[:10]:
        return False  # 按贷款市场报价利率上浮20%后的利率
    if pattern("reference_rate").search(part) and (p.value >= 50 or re.search(r"[上下]浮|加收?$|加计", part)):
        return False  # 按同期贷款利率的130%
    if _BY_EACH.search(part):
        return False  # 每低1%扣减当月服务费的2%: the measure of the breach
    if re.search(r"(?:优惠|折扣|下浮|让利)率?[为是:]?$", part):
        return False
    if pattern("threshold_after").match(behind.lstrip("的")):
        return False
    own = part + (nearest[0] if nearest else "")
    if re.search(r"(?:核减|审减)(?:\([^()]*\))?金?额?的?$", part) and not speaks(own):
        return False  # what an audit takes off is no penalty
    if pattern("taken_off_before").search(part) and not re.match(
        rf"^(?:的|作为|作|转为|为|用作|充作)*(?:{_other_shares()})", behind
    ):
        return True
    if re.search(r"税率|增值税|预付款|首付款|进度款|保证金|质保金|定金|押金", own) and not speaks(own):
        return False
    if re.match(rf"^(?:的|作为|用作|为)*(?:{_other_shares()})", behind) or pattern("paid_behind").match(behind):
        return False
    told = under and _PAYS_FOR.search(s[: p.start]) is not None and _SETTLED.search(part) is None
    daily = _BY_THE_DAY.search(s[: p.start]) is not None
    late = re.search(r"逾期|迟延|延误|拖欠", part) is not None  # 付款逾期，应付款的万分之五
    paid = re.search(r"(?:支付|(?<![应未已期欠迟延交拒偿赔没晚尚待另加])付)[^,;]{0,16}$", part) is not None
    if paid and not (told or late or daily or speaks(own)):
        return False
    if pattern("taken_off_behind").match(behind) or _in_column_of_fines(label):
        return True
    return told or speaks(label + s[: p.start] + behind)


def _other_shares() -> str:
    return "|".join(vocabulary("penalties")["other_share"])

"""Who pays for a breach: read from who commits it, to whom is paid, from what is taken off."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from contract_parse.extract.language import read
from contract_parse.extract.obligors import Obligor
from contract_parse.extract.sentences import Sentence
from contract_parse.extract.vocabulary import per_vocabulary, vocabulary

By = Literal["buyer", "supplier", "either"]
Roles = Mapping[str, Obligor | None]
_OPPOSITE: dict[str, By] = {"buyer": "supplier", "supplier": "buyer"}
_TO = re.compile(r"(?:向|给|给予|付给|偿付|赔偿|补偿)$")
_ENTITLED = re.compile(
    r"^(?:均)?(?:有权|可以|可(?!能)|应予|将(?:扣|按|从|有权)|按[^,;]{0,12}扣|从|在[^,;]{0,10}扣|扣|不予|处以|对|要求|保留)"
)
_PASSIVE = re.compile(
    r"(?:向|给|对|经|与|和|致使|造成|导致|影响|影响到|给予|使|要求|通知|按照|按|符合|根据|由|从|为|令|协助|知会|告知"
    r"|泄露|泄漏|披露|损坏|损害|毁损|侵犯|侵害|窃取|盗取|扰乱|违反|不服从|不听从|不配合|拒绝|未经|妨碍|危害|欺骗|隐瞒|辱骂|殴打|损毁|占用|挪用|盗窃|未征得)$"
)
_CLAIMED = re.compile(r"^(?:另行|一并)?(?:主张|索赔|追偿|追索|索要|请求|收取|加收|计收|提出|追究|要求)")
_OWN = re.compile(r"^(?:的?(?:原因|过错|责任|违约|逾期|迟延|延迟))")
_FAILS = re.compile(r"对[^,;]{1,20}[不未](?!得|低|超)")  # 监理人对违规施工不制止的
_BEARS = re.compile(r"(?:全额|负责|按[^,;]{1,20}?)?(?:承担|支付|赔|偿|负担|补偿)")  # 由承运方按进价赔付
_OR = re.compile(
    r"^(?:无故|无正当理由)?(?:逾期|迟延|延迟|延期|未按|违约|违反|不履行|拖延)[^,;。]{0,14}(?:或者?|、|以及|及|和)$"
)
_ASKED = re.compile(r"(?:要求|责令|责成)$")
_MUST_BEAR = re.compile(
    r"(?:应|须)?(?:另行|一并|再)?(?:向[^,;]{1,8})?(?:按照?[^,;]{1,24}?)?(?:承担|支付|赔|偿付|缴纳|补偿)"
)
_UPON = re.compile(r"(?:对|给予?)$")
_PUNISHED = re.compile(
    r"(?:工作)?(?:人员)?(?:给予?|处以?|作出|予以|进行)?[^,;一-鿿]{0,16}[元万]{0,2}(?:以[上下])?的?(?:经济|相应)?"
    r"(?:处罚|罚款|罚金|扣款|惩罚|扣罚|违约金)"
)
_DEDUCTED = re.compile(
    r"(?<![折抵暂预代])扣(?![留缴税押件])|核减|减收|减免|免收|免付|罚(?![则息])|考核"
)  # only the paying side takes off
_TAKEN = re.compile(r"(?:(?<![折抵暂预代])扣[除减罚]|核减)[^,;]{0,16}$")
_ALIKE = re.compile(r",(?:均|都)[应须]?按|(?:均|各)[^,;]{0,30}向对方|各自按")  # 甲方…，乙方…，均按…向对方支付
_LATE = re.compile(r"每?(?:逾期|迟延|延误|延期)")  # 违约金为每日500元，乙方逾期一日计一日
_AGREES = re.compile(r"(?:一致|协商|共同)*(?:约定|同意|确认|商定|议定)")
_APPLIES = re.compile(r"适用于$")
# 甲方有权制止，并对乙方处以罚款: who is fined
_PLACE = re.compile(
    r"^(?:指定|所在地|要求|规定|认可|同意|验收|书面|的(?:要求|规定|书面|损失|正常|名|合法|工作|管理|场地|通知|账|利益|财产|声誉|数据|资料|信息|设备|物品|秘密|形象|人员|管理制度|规章|指令))"
)


@per_vocabulary
def pattern(*keys: str) -> re.Pattern[str]:
    """The expressions that data/penalties.yaml lists under ``keys``, as one."""
    found = vocabulary("penalties")
    for key in keys:
        found = found[key]
    return re.compile("|".join(f"(?:{p})" for p in found))


def pays(each: Sentence, before: Sentence | None, at: int, after: int, meant: Roles) -> By:
    """Who pays: told by the sentence, else by the one before it, the announcing words, the headings."""
    said = _named(each.s, at, after, meant) or (_named(each.s, at, 0, meant) if after else None)
    if said is None and before is not None:
        said = _named(before.s, len(before.s), 0, meant)
    if said is None and each.lead and before is None:
        said = _named(each.lead, len(each.lead), 0, meant)
    if said is None:
        for words in (each.label, *reversed(each.titles)):
            said = said or (_named(words, len(words), 0, meant) if words else None)
    return said or "either"


def _named(s: str, at: int, after: int, meant: Roles) -> By | None:
    reading = read(s, [])
    begin = after
    acting: list[By] = []
    against: list[By] = []
    to: list[By] = []
    ended = begin  # where the party before stands
    for p in reading.parties:
        role = meant.get(p.label)
        if role is None or p.start < begin:
            continue
        ahead, behind = s[: p.start], s[p.end :]
        who: By = "either" if role == "both" else role
        if who == "either" and _AGREES.match(behind):
            continue  # 双方约定违约金如下
        late = ahead.endswith(",") and _LATE.match(behind) and not re.search(r"[元%‰]|分之", behind)
        if p.start > at and (_APPLIES.search(ahead) or late):
            acting.append(who)  # 违约金＝…，适用于乙方逾期交货之情形
            continue
        if p.start > at:
            if _TO.search(ahead) and _CLAIMED.match(behind):
                against.append(who)
            elif _TO.search(ahead) and p.start - at < 40 and "," not in s[at : p.start] and who != "either":
                to.append(_OPPOSITE[who])
            continue
        if (_TO.search(ahead) and _CLAIMED.match(behind)) or _made_to_pay(who, ahead, behind):
            against.append(who)
        elif _TO.search(ahead) or re.search(r"(?:支付|偿付)$", ahead):
            if who != "either":
                to.append(_OPPOSITE[who])
        elif acting and who != acting[-1] and _OR.search(s[ended : p.start]):
            return "either"  # 乙方逾期交货或甲方逾期付款，每日…; 乙方逾期交货、甲方逾期付款的，…
        elif _OWN.match(behind) or _charged(who, ahead, behind):
            acting.append(who)
        elif _ENTITLED.match(behind):
            if who != "either":
                against.append(_OPPOSITE[who])
        elif not _PASSIVE.search(ahead) and not _PLACE.match(behind):
            acting.append(who)
        ended = p.end
    window = s[begin : at + 30]
    both = set(acting)
    if both == {"buyer", "supplier"} and not against and _ALIKE.search(s[begin:at]):
        return "either"
    if "either" in both or (both == {"buyer", "supplier"} and not to and not against):
        if "either" in both and not (to or against):
            return "either"
        if both == {"buyer", "supplier"}:
            return _by_breach(window) or acting[0]
    if to:
        return to[0]
    if pattern("from_supplier").search(window):
        return "supplier"
    if against:
        return against[0]
    if both == {"buyer"} and _TAKEN.search(s[:at]) and _by_breach(s[begin:at]) != "buyer":
        return "supplier"  # 甲方按季评估，不合格的，扣减该季经费的20%
    if acting:
        return acting[0]
    told = _by_breach(s[begin:at]) or _by_breach(window)
    return told or ("supplier" if _DEDUCTED.search(window) else None)


def _charged(who: By, ahead: str, behind: str) -> bool:
    """Whether a party that is not the subject is the one in breach all the same."""
    return (who != "either" and _FAILS.match(behind) is not None) or (
        ahead.endswith("由") and _BEARS.match(behind) is not None
    )


def _made_to_pay(who: By, ahead: str, behind: str) -> bool:
    """Whether the other side asks it of a party: 要求乙方按垫付金额的30%承担违约责任, 对乙方给予500元处罚."""
    if who == "either":
        return False
    return bool(_ASKED.search(ahead) and _MUST_BEAR.match(behind)) or bool(
        _UPON.search(ahead) and _PUNISHED.match(behind)
    )


def _by_breach(words: str) -> By | None:
    buyer, supplier = pattern("breach", "buyer").search(words), pattern("breach", "supplier").search(words)
    if buyer and supplier:
        return None
    return "buyer" if buyer else "supplier" if supplier else None

"""What the parts of a price are called, in the words before their amounts."""

from __future__ import annotations

import re

from contract_parse.extract.amounts.passages import BREAK, CELL

# A number in brackets before a unit was filled in: 共（3）年，计….
MARK = (
    r"(?:(?:(?<=[;。,:␤])|^)[一二三四五六]是(?![本该])|\([一二三四五六七八九十\d]{1,3}\)(?!个(?:月|工作日|日历|自然)|[年月日天](?=[,;。、:)内期共合计]))|[①-⑳⑴-⒇]"
    r"|(?:(?<=[;。,:␤])|^)(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.、)](?!\d))"
)
_LEAD = re.compile(
    r"^(?:答:)?(?:.*(?:其中|包括|包含|组成|构成|明细|分项|如下|分别为|分别是|分为|以下|下列|分(?:成)?[两二三四五六七八]个?(?:部分|大?项|块|类))(?:[^:,;。]{0,6}[:,]|(?=[^:,;。]{2})))?(?:(?:合同(?:总)?(?:价款?|金额))?中?(?:包)?含)?"
    rf"(?:{MARK}|[A-Za-z][).、]|\([^()]*\)|(?:[甲乙]方|[一-鿿]{{0,2}}[购供买卖发承包需托]+[方人商])(?:应|须|需)?[向为从](?:[甲乙]方|[一-鿿]{{0,2}}[购供买卖发承包需托应]+[方人商])(?:采购|购买|提供|支付|给付)的?|[,;:、。.()\-•*{BREAK}]|元|整|以及|和|及|另|还有|(?:上述|以上|该)?(?:合同)?(?:总价款?|价款|价格|金额|费用)由(?![甲乙采供])|系?由(?![甲乙采供])|与(?=[一-鿿]{2})|本合同|本项目)*"
)
TAIL = re.compile(
    rf"(?:[:：,，、()\[=\-{CELL}{BREAK}]|人民币|RMB|¥|[Y羊](?=$)|大写|小写|含税价?|为|是|(?<![设统会审])计|共|合计|小计|总计|共计|每年|每月|每季度|按|年|的|"
    r"(?:合同)?(?:总)?(?:价款|价格|金额|总价|合价|总额|费用|款项|造价))+$"
)
FEE = re.compile(r"^[\u4e00-\u9fff]{1,8}(?:费用?|款|金|报酬)$")
_HEADING = re.compile(
    r"(?:内容|价款|价格|报价|明细|清单|如下|构成|组成|分解|拆分)为?$"
)  # 采购内容及价款:叉车1辆,价款98000元
_GOODS = re.compile(r"(?:货物|产品|设备|标的物?|服务)")  # 本合同货物：公寓床320套，单价…
# 标的一（净水设备）: the name is in the brackets.
# 除设备费80万元外，另含安装费20万元; (大写…)，含设备费…
_BESIDES = re.compile(
    r"用于(?=[一-鿿]{2})|(?:另外?|还|并|其中|亦)?(?:包含|包括|含有?|计有|加上?):?(?=[一-鿿]{2})|另(?:有|加|计)(?=[一-鿿]{2})|外加"
)
_NTH = re.compile(r"第[一二三四五六](?:部分|项|块)(?:为|是|,|:)?(?=[一-鿿]{2})")
_SET_ASIDE = re.compile(r"[\d,.]+万?[元圆]?[整正]?\)?(?:之|以)?外")
_NUMBERED = re.compile(
    r"(?:第|标的|标项|标段|采购包|包|品目|分项)?[一二三四五六七八九十\dA-Z]{1,2}(?:包|项|标段|部分|标)?\(([^()]{2,20})\)?"
)
# 品种：春秋运动服 数量：640套 单价：128元/套: the value of the label is the name.
_LABELLED = re.compile(
    r"(?:品种|品名|(?:货物|产品|服务|标的|设备|商品)?名称):([^:,;]{2,20}?)(?=,|(?:数量|规格|型号|单位|单价|金额|品牌)\S{0,4}:)"
)
# What tells how an amount comes about, between a part's name and the amount: 保洁员18名，每人每月3200元.
_HOW = re.compile(
    r"(?:型号|规格|品牌|产地|数量|按照?|以|每|单价|合价|计费|全[年期]|总?计|合计|共|[一二三两]年(?![一-鿿]{1,6}费))"
)
COUNTED = re.compile(
    r"(?:共计?)?(?:\d+|[一二两三四五六七八九十]+)(?:名|人|辆|台|套|间|户|个|项|次|期|处|株|张|盏|批|组|本|册|箱|把|亩|公顷)$"
)
_TWO = re.compile(
    r"(?:由|包括|包含|含|分为)(?P<a>[^,;。:、]{2,16}?)(?:以及|[、和及与])(?P<b>[^,;。:、]{2,16}?)(?:[两二](?:部分|项|者))?(?:构成|组成|[,;。:])"
)
_TOLD_BEHIND = re.compile(r"[元圆整正)]*(?:为|系|是|作为)(?P<name>[一-鿿]{2,20})(?=[,;。()]|$)")
_SHARED = re.compile(r"占(?:合同)?(?:总价款?|总额|金额)?的?(?:比例?为?)?\d+(?:\.\d+)?%$")


def name(s: str, at: int, first: int) -> tuple[int, int] | None:
    """Where the part's name stands before its first amount; None where there is none."""
    b = at + len(TAIL.sub("", s[at:first]))
    a = at + max(s[at:b].rfind(c) + 1 for c in (";", "。", BREAK))
    for m in re.finditer(MARK, s[a:b]):
        a += m.end()
        break
    lead = _LEAD.match(s[a:b])
    a += lead.end() if lead else 0
    if labelled := _LABELLED.match(s[a:b]):
        return a + labelled.start(1), a + labelled.end(1)
    colon, comma = None, -1
    for _ in range(2):  # 价格:合同价款:设备费80万元
        # 聚合氯化铝（液体，含量≥10%）：
        colon = re.match(rf"(?:[^:,;()]|\([^()]{{0,30}}\)){{2,30}}(?=[:{CELL}])", s[a:b])
        comma = max(s.rfind(sign, a, b) for sign in ",+=")  # 检测费=水样检测费(2000元)+气样检测费(1000元)
        inner = TAIL.sub("", s[a + colon.end() + 1 : b]) if colon else ""
        above = bool(colon and _HEADING.search(colon[0]) and len(inner) > 1 and not _HOW.match(inner))
        above = above or bool(colon and ":" in inner and re.search(r"(?:金额|费用|总额|价)$", colon[0]))
        above = above or bool(
            colon and _GOODS.fullmatch(colon[0]) and re.match(r"[一-鿿]{2}", inner) and not _HOW.match(inner)
        )
        if not colon or not (above or (FEE.match(inner) and not re.search("[年月季]", inner))):
            break
        a, colon = a + colon.end() + 1, None  # 租赁费用:车辆租金每月12000元: a heading above several fees
    if colon:
        b = a + colon.end()
    while not colon and comma >= 0:
        if not _HOW.match(s[comma + 1 : b]):
            a = comma + 1
            break
        b = comma
        comma = max(s.rfind(sign, a, b) for sign in ",+=")
    if part := _NTH.match(s, a, b):
        a = part.end()
    if s.startswith("除", a) and _SET_ASIDE.match(s, first):
        a += 1
    elif besides := _BESIDES.match(s, a, b):
        a = besides.end()
    b = a + len(COUNTED.sub("", _SHARED.sub("", TAIL.sub("", s[a:b]))))
    if bare := _NUMBERED.fullmatch(s[a:b]):
        a, b = a + bare.start(1), a + bare.end(1)
    b = a + (len(re.sub(r"\([^()]*\)?$", "", s[a:b])) or b - a)
    b = a + (len(TAIL.sub("", s[a:b])) or b - a)
    if not 2 <= b - a <= 40 or not re.search(r"[\u4e00-\u9fffA-Za-z]{2}", s[a:b]) or re.search(r"[,;。]", s[a:b]):
        return None
    return a, b


def meant(s: str, a: int, b: int, last: int) -> tuple[int, int]:
    """Where the name stands that ``s[a:b]`` means, before an amount that ends at ``last``: 由设备费与安装费构成，前者…，
    后者…; 其余8万元为培训费."""
    word = s[a:b]
    if word in ("前者", "后者") and (two := _TWO.search(s, 0, a)) is not None:
        return two.span("a" if word == "前者" else "b")
    if word in ("其余", "余下", "剩余") and (told := _TOLD_BEHIND.match(s, last)) is not None:
        return told.span("name")
    return a, b

"""Bonds: performance bonds, retentions, deposits (定金), bid bonds, with the percentage or the amount stated."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, cast

from contract_parse.extract.choices import BOX, TICKED
from contract_parse.extract.sentences import Sentence, sentences
from contract_parse.extract.vocabulary import per_vocabulary, vocabulary
from contract_parse.model.facts import Bond, evidence
from contract_parse.model.structure import Structure
from contract_parse.values.capital import find_capitals
from contract_parse.values.money import find_amounts
from contract_parse.values.percent import find_percents, find_tenths

BondKind = Literal["performance", "retention", "deposit", "bid", "other"]
_FAR = 34  # characters between a bond and its figure
_BOXES = re.compile(rf"{BOX.pattern}|{TICKED.pattern}")
# 提供质量保证金的方式：第（2）种。（1）保函，…；（2）3%的工程款: an option that names only the share
_SHARE_ONLY = re.compile(r"(?:\(\d\))?[\d.]+%的?(?:工程价?款|合同价款|结算价款|签约合同价)[;。]?")
_LINK_BACK = re.compile(
    r"(?:的(?:款项?|价款|资金)(?=,))?(?:\([^()]*\))?(?:,?(?:即|计|共计|合计|也即|折合|金额为?|约)?(?:人民币)?(?:\(?(?:大写|小写)\)?:?)?[零一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾佰仟万亿元圆角分整正()¥\d.,:大小写人民币]*)?"
    r"(?:,?(?:向[^,;]{1,8}?)?(?:足额|全额|一次性|如数)?(?:交纳|缴纳|提交|支付|提供|交付|递交|存储|预存|缴存|预留|扣留|收取|提取|暂扣|留取|暂留|留存|保留|存留|留|交|汇入|存入|转入|缴入|打入))?(?:以[^,;]{1,10}(?:形式|方式))?(?:等额)?"
    r",?(?:的|作为|作|用作|留作|转为|转作|为|款项?作为|资金作为|款作为|费用作为|预留作为|之|货款作为|暂扣作为|计入|充作|充当|做为|(?:合同|货|价|工程|服务|剩余|尾)?(?:价款|款项?|总价|金额|服务费|费用)(?:作为|用作|转为|留作|为)|款|扣作)*(?:本合同|本项目|乙方|项目|甲方|工程|合同|该项目|货物|设备|产品|服务|系统|软件|苗木|施工|等额|银行|不可撤销的?|无条件的?|见索即付的?)*(?:(?<=作为)(?!.*[从由在对自])[一-鿿]{2,4})?(?:的)?$"
)
_GOES_ON = re.compile(
    r",(?:其|保证金|担保|保函|(?:本|该)(?:合同|项目|次)|双方|现|经协商)*的?(?:确定|约定|商定|定|金额|数额|比例|标准|额度|即|按|为|以|计|收取|缴纳|交纳|共计|人民币|¥|具体|相当于|等同于|(?:不足|差额)部分[^,]{0,12}(?:补足|补缴|补交))[^,]*$"
)


_GIVEN = re.compile(
    r"[^,;]{0,10}(?:方|人|单位|账户|专户)?(?:交纳|缴纳|提交|支付|汇入|存入|转入|缴入|打入|作为|为)?(?=,|\(|即|计|$)"
)


_WORKED = re.compile(r"=[\d,.]+元?[×*xX][\d.]+%=")  # 合同价×8%＝480000×8%＝38400元
_PENAL_BEHIND = re.compile(r"的?(?:违约金|赔偿金|罚款|滞纳金)")
_AT_MOST = re.compile(
    r"(?:的?(?:数额|金额|比例|额度))?(?:一般|原则上|最高)?不(?:得|应)?(?:超过|高于|超出)[^,;。%]{0,14}[\d.]+%[^,;。%]{0,4}(?=[,;(])"
)
_TURNS = re.compile(r"(?:自动|全额)?转(?:入|为|成|作)")
_TURNED = re.compile(r"由(?:已[^,;。]{0,6})?(?:投标|磋商|响应|谈判)保证金(?:自动|全额)?转(?:入|为|成|作)?")
_IN_WORDS = re.compile(
    r"(?:人民币)?\(?(?:大写)?\)?:?[零壹贰叁肆伍陆柒捌玖拾佰仟万亿元圆角分整正]{3,}[,(]*(?:小写)?[:)]*(?:¥|人民币)*$"
)
_ASKED_FIRST = re.compile(r"(?:收到|收妥|提交|出具|提供|递交|开具|开立|凭)[^,;。]{0,8}$")
# 每次扣履约保证金500元: what a breach takes of it, not what it comes to
_TAKEN_OFF = re.compile(r"(?:扣[除减罚]?|没收|从)(?:其|乙方|供应商)?(?:缴纳|交纳)?的?$")
_BECOMES = re.compile(r"(?:届时|已|自动|应|可)*(?:抵作|抵扣|抵充|冲抵|折抵|转作|转为|转成)")


@dataclass(frozen=True)
class _Figure:
    start: int
    end: int
    percent: Decimal | None = None
    amount: Decimal | None = None


@per_vocabulary
def _names() -> re.Pattern[str]:
    kinds = vocabulary("bonds")["kinds"]
    return re.compile("|".join(f"(?P<{kind}>{'|'.join(words)})" for kind, words in kinds.items()))


@per_vocabulary
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in vocabulary("bonds")[key]))


def bonds(structure: Structure, total: Decimal | None) -> list[Bond]:
    """Every bond the body sets a figure for, each once. ``total``, the contract's, tells that 5 % and the
    amount they come to are one bond, and that an amount is the price and not the bond."""
    found: list[Bond] = []
    before: tuple[Sentence, BondKind] | None = None
    body = list(sentences(structure))
    boxes = any(TICKED.search(each.s) for each in body)
    for each in body:
        s = each.s
        # □收取履约保证金，为合同金额的5%  ☑不收取: what is not ticked says nothing, where boxes are ticked at all
        names = [m for m in _names().finditer(s) if not (boxes and _unticked(s, m.start()))]
        waived = _pattern("not_required").search(s)
        if waived is not None and waived[0][0] not in "□☑√■✓✔☒" and len(names) > 1:
            names = [m for m in names if not 0 <= m.start() - waived.end() <= 6]  # 不收取履约保证金，扣留3%作为质保金
        elif waived and (names or (before and before[0].order == each.order)):
            before = None
            continue
        if not names and each.label and (m := _names().search(each.label)) is not None:
            if _ASKED_FIRST.search(each.label, 0, m.start()):
                continue  # 收到乙方预付款保函 | 25%: what is paid then
            found += _set_by_label(each, cast(BondKind, m.lastgroup), total)
            continue
        if not names and _SHARE_ONLY.fullmatch(s) and (m := _names().search(each.lead)) is not None:
            found += _set_by_label(each, cast(BondKind, m.lastgroup), total)
            continue
        if not names and (titled := _by_title(each)) is not None and _pattern("goes_on").search(s):
            found += _set_by_label(each, titled, total)
            continue
        new = [b for m in names if (b := _stated(each, m, total)) is not None]
        if not names and before is not None and before[0].order == each.order and _pattern("goes_on").search(s):
            new = _set_by_label(each, before[1], total)
        found += new
        if names and not new:
            before = each, cast(BondKind, names[-1].lastgroup)
        elif names or (before and before[0].order != each.order):
            before = None
    return _distinct(found, total)


def _unticked(s: str, at: int) -> bool:
    marks = list(_BOXES.finditer(s, 0, at))
    return bool(marks) and BOX.match(marks[-1][0]) is not None and re.search(r"[。;]", s[marks[-1].end() : at]) is None


def _by_title(each: Sentence) -> BondKind | None:
    """The bond that the heading names (履约担保), where the text only says 担保金额 or 保证金."""
    m = _names().search(each.titles[-1]) if each.titles else None
    return cast(BondKind, m.lastgroup) if m is not None else None


def _figures(s: str, total: Decimal | None) -> list[_Figure]:
    found = [
        _Figure(p.start, p.end, percent=p.value) for p in (*find_percents(s), *find_tenths(s)) if 0 < p.value <= 100
    ]
    found = [f for f in found if not _PENAL_BEHIND.match(s, f.end)]
    found += [
        _Figure(a.start, a.end, amount=a.value)
        for a in find_amounts(s)
        if a.value > 0 and a.value != total and a.per is None
    ]
    if not any(f.amount for f in found):
        found += [_Figure(c.start, c.end, amount=c.value) for c in find_capitals(s) if c.value != total]
    return sorted(found, key=lambda f: f.start)


def _stated(each: Sentence, m: re.Match[str], total: Decimal | None) -> Bond | None:
    """The bond ``m`` with the figures that belong to it, None where none does."""
    s, kind = each.s, cast(BondKind, m.lastgroup)
    if kind == "bid" and _TURNS.match(s, m.end()):
        return None  # 履约保证金由投标保证金转入，金额为…
    if m[0] == "保证金" or (m[0].endswith("保函") and "预付" not in s and kind == "other"):
        others = [cast(BondKind, n.lastgroup) for n in _names().finditer(s) if n.lastgroup != "other"]
        if others and m[0] == "保证金" and s.startswith(":", m.end()):
            return None  # 保证金：乙方缴纳3%的履约保证金: a heading
        kind = others[0] if others and m[0] != "保证金" else _by_title(each) or kind
    if _TAKEN_OFF.search(s[: m.start()]):
        return None
    figures = _figures(s, total)
    later = [n for n in _names().finditer(s, m.end()) if n.lastgroup != m.lastgroup]
    behind = [f for f in figures if f.start >= m.end() and _belongs(s[m.end() : f.start], kind)]
    # 履约担保：预留结算价的3%作质量保修金: the share is what the words behind it call it
    behind = [f for f in behind if not any(f.end <= n.start() and _leads_to(s, f, n.start()) for n in later)]
    ahead = [f for f in figures if f.end <= m.start() and _leads_to(s, f, m.start())]
    if behind and "," not in s[m.start() : behind[0].start]:  # 验收款25%，质保金5%
        ahead = [f for f in ahead if "," not in s[f.end : m.start()]]
    if _BECOMES.match(s, m.end()):
        ahead = []  # 付至95%（定金抵作车款）
    if behind and "补足至" in s[m.end() : behind[0].start]:
        ahead = []  # what is there already is not what it comes to
    chosen = ahead[-1:] if ahead else behind[:1]
    if not chosen:
        return None
    first = chosen[0]
    mate = next(
        (
            f
            for f in figures
            if f is not first and (f.percent is None) != (first.percent is None) and _beside(s, first, f, m[0])
        ),
        None,
    )
    both = [first, *([mate] if mate else [])]
    start, end = min(m.start(), *(f.start for f in both)), max(m.end(), *(f.end for f in both))
    if s[end : end + 1] == ")" and "(" in s[start:end]:
        end += 1
    a = each.parts[each.part_at(start)][0]
    return Bond(
        kind=kind,
        percent=next((f.percent for f in both if f.percent is not None), None),
        amount=next((f.amount for f in both if f.amount is not None), None),
        clause=each.path,
        evidence=evidence(each.text.view.cut(a if start - a < 60 else start, end), each.path),
    )


def _belongs(between: str, kind: str) -> bool:
    between = _TURNED.sub(
        "", _IN_WORDS.sub("", _AT_MOST.sub("", between))
    )  # 数额不超过合同金额的10%，本合同确定为6%: the first is a limit
    if len(between) > _FAR or _pattern("not_between").search(between) or _names().search(between):
        return False
    if "," in between and _GOES_ON.search(between) is None:
        return False
    # 履约保证金的5%: a share of the bond, not the bond
    return between != "的" and not re.match(
        r"(?:的|中)(?!(?:金额|数额|比例|标准|额度|缴纳|收取|交纳|形式|总额))", between
    )


def _leads_to(s: str, figure: _Figure, start: int) -> bool:
    between = s[figure.end : start]
    if between.endswith(","):
        return False  # 支付合同价的60%，履约保证金转为质保金: the next thing said
    if re.search(r"保证金的?$", s[: figure.start]):
        return False  # 履约保证金的50%转为质保金: a share of the other
    return len(between) <= 60 and _LINK_BACK.fullmatch(between) is not None


def _beside(s: str, a: _Figure, b: _Figure, name: str) -> bool:
    """Whether two figures state one thing: 5%，即50000元; 20000元（合同金额的2%）; 5%缴纳履约保证金，计5000元, where
    ``name`` is the bond's."""
    first, second = sorted((a, b), key=lambda f: f.start)
    between = _WORKED.sub("=", s[first.end : second.start])
    told = _GIVEN.match(between.replace(name, "", 1)) if name in between else None
    if told is not None:
        between = between.replace(name, "", 1)[told.end() :]
    return (
        len(between) <= 20
        and re.fullmatch(
            r"[整正=]?(?:的?(?:合同|货|价|工程|服务)?(?:价款|款项?|总价|金额|费用?))?(?:收取|缴纳|交纳|提交|缴存|预留|扣留)?[,()]*(?:即|计|共计|合计|也即|折合|约|为|合同|占|相当于)?[^,;%]{0,12}?[零壹贰叁肆伍陆柒捌玖拾佰仟万元圆整正(]*[:]?",
            between,
        )
        is not None
    )


def _set_by_label(each: Sentence, kind: BondKind, total: Decimal | None) -> list[Bond]:
    """A cell or a following sentence that only gives the figure."""
    figures = _figures(each.s, total)
    if not figures or _pattern("not_between").search(each.s[: figures[0].start]):
        return []
    percent = next((f.percent for f in figures if f.percent is not None), None)
    amount = next((f.amount for f in figures if f.amount is not None), None)
    a, b = each.parts[each.part_at(figures[0].start)]
    return [
        Bond(
            kind=kind,
            percent=percent,
            amount=amount,
            clause=each.path,
            evidence=evidence(each.text.view.cut(a, b), each.path),
        )
    ]


def _distinct(found: list[Bond], total: Decimal | None) -> list[Bond]:
    kept: list[Bond] = []
    for bond in found:
        for i, other in enumerate(kept):
            if other.kind == bond.kind and _same(other, bond, total):
                fuller = {"percent": other.percent or bond.percent, "amount": other.amount or bond.amount}
                kept[i] = other.model_copy(update=fuller)
                break
        else:
            kept.append(bond)
    return kept


def _same(a: Bond, b: Bond, total: Decimal | None) -> bool:
    if a.percent is not None and b.percent is not None:
        return a.percent == b.percent
    if a.amount is not None and b.amount is not None:
        return a.amount == b.amount
    percent, amount = a.percent or b.percent, a.amount or b.amount
    if percent is None or amount is None or total is None:
        return False
    return abs(total * percent / 100 - amount) < 1

"""The contract's total: which of the amounts it is, and whether tax is in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from contract_parse.extract.amounts.mentions import Mention, in_passage
from contract_parse.extract.amounts.passages import Passage
from contract_parse.extract.amounts.term import service_months
from contract_parse.extract.amounts.words import pattern
from contract_parse.model.facts import ItemTotal, Money

_CONTRACT = re.compile(r"合同|签约|价税合计|投标|中标|成交")
# Words before a total that make it a part's own.
_PART = re.compile(
    r"原合同|原(?:总价|金额|价款)|变更前|调整前|增加|追加|减少|补充|标段|[\d一二三四五]包|第[一二三四五六七八九十\d]+(?:年度?|期|批|部分(?!第))|年度|分项|子项|(?<!第.)部分(?:的)?(?=(?:合同)?(?:总)?(?:价|金额|费用))|[一二三]期|单项|小计|本次|本批|分包"
)
_UNIT_PRICED = re.compile(
    r"按(?:实际?|照?实际(?:发生|使用|供货)?[^。;]{0,12}?)结算|据实结算|优惠率|下浮率|折扣率|折扣系数|费率|单价合同|固定单价|总价[^。;]{0,6}以(?:实际|最终|审计)?结算[^。;]{0,6}为准"
)
# 服务费不足3000元的，按3000元计取: the least or the most of something.
_THRESHOLD = re.compile(
    r"(?:不足|不满|少于|低于|高于|超过|超出|大于|小于|达到|满)(?:人民币|¥)*$|[元的],?按(?:照)?(?:人民币|¥)*$"
)
_OWN_HEAD = re.compile(r"(?:问:)?([一-鿿、]{2,8}):(?=¥|人民币|[\d一-鿿])")
_JUST_PAYS = re.compile(
    r"(?:方|人|商)(?:应|须|共|向[^,;。]{2,6})*(?:支付|付给?)(?:[^,;。\d]{0,6}[方人商])?(?:人民币|¥)*$"
)
_OF_ALL = re.compile(
    r"(?:(?:以上|上述|前述)[^,;。]{0,8}|[两二三四五六七八]项(?:费用|金额)?|[两二三四五六七八]部分(?:费用)?)(?:合计|总计|共计|总共|之和|相加)"
)


def choose(found: Sequence[Mention], totals: Sequence[ItemTotal]) -> Mention | None:
    """The mention that states the total, None where none does; of two that state the same, the one with its capital words."""
    declared = {t.value for t in totals if t.kind == "total"}
    times = Counter(m.value for m in found if m.kind in ("total", "grand", "weak"))
    best: tuple[int, Mention] | None = None
    for m in found:
        score = _score(m, declared, times)
        if score > 0 and (best is None or score > best[0]):
            best = (score, m)
    if best is None:
        return None
    if best[1].capital is None:
        words = [
            m for m in found if m.capital is not None and m.value == best[1].value and _score(m, declared, times) > 0
        ]
        # 合同总价优惠后为…: words that no list of labels foresees, with the very sum that a table declares.
        words = words or [m for m in found if _repeats(m, best[1])]
        return words[0] if words else best[1]
    return best[1]


def _repeats(m: Mention, total: Mention) -> bool:
    """Whether ``m`` states in words the sum that ``total`` takes from a table's row."""
    plain = m.kind not in ("share", "other", "rate", "instalment") and m.role not in (
        "rate",
        "tax",
        "bond",
        "deposit",
        "cap",
    )
    return (
        total.passage.row is not None and m.capital is not None and m.value == total.value and plain and not is_part(m)
    )


def _score(m: Mention, declared: set[Decimal], times: Counter[Decimal]) -> int:
    if m.role in ("rate", "tax", "bond", "deposit", "cap") or m.kind in ("share", "other", "rate") or m.value <= 0:
        return 0
    if m.kind in ("weak", "") and m.capital is None and _UNIT_PRICED.search(m.passage.s):
        return 0  # one of the prices that the settlement goes by
    titles = "".join(m.passage.titles)
    if m.passage.path is not None and (head := _OWN_HEAD.match(m.passage.s)) is not None:
        titles += head[1]  # 3、价格：¥720000.00
    priced = bool(pattern("amount_labels", "price_titles").search(titles))
    elsewhere = bool(pattern("amount_labels", "other_titles").search(m.passage.titles[-1] if m.passage.titles else ""))
    paid = bool(re.search(r"付款|支付|结算方式", titles)) and not priced
    if re.search(r"预算(?!工程(?:总价款|总?造价))|最高限价|控制价|限额", m.left[-30:]) and not (
        m.kind == "total" and "合同" in m.label
    ):
        return 0
    near = m.left[-30:]
    if _UNIT_PRICED.search(m.passage.s):
        near = re.split(r"[,。;]", near)[-1]
    # What will be bought is only foreseen; a price in words is agreed all the same (预计审计费用总额为…).
    agreed = m.kind == "total" and priced and m.capital is not None and not _UNIT_PRICED.search(m.passage.s)
    foreseen = re.search(r"预计|预估|估算", near) and "合同" not in m.label and not re.search(r"合同|暂", near)
    if foreseen and not agreed:
        return 0
    if _THRESHOLD.search(m.left):
        return 0
    score = {"total": 12, "grand": 6, "weak": 3, "excluded": 5, "instalment": 0}.get(m.kind, 0)
    if m.kind == "total" and _CONTRACT.search(m.label):
        score += 3 + ("总" in m.label)
    if is_part(m) and m.kind in ("total", "grand", "weak"):
        score -= 8
    if not score and priced and not paid and not m.label and m.first == 0:
        return 2  # 2.1 242400元整（固定价）: the price clause opens with it
    if not score and priced and not paid and _JUST_PAYS.search(m.left) and len(in_passage(m.passage)) == 1:
        return 2  # 甲方支付12万元: the only price named
    if not score and not (priced and m.capital is not None and not m.label):
        if not (m.kind == "instalment" and m.value in declared):
            return 0
        score = 2
    if m.kind in ("weak", "grand", "") and not priced and m.capital is None and m.value not in declared:
        score -= 3
    score += 4 * priced + 6 * (m.capital is not None) + 3 * (m.value in declared) + 2 * (times[m.value] > 1)
    score -= 5 * elsewhere + 3 * paid + 2 * (m.passage.row is not None)
    score += 8 * bool(m.kind == "grand" and _OF_ALL.search(m.left[-24:]))
    if re.search(r"(?:^|[,。;])(?:其中|\(?[一二三四五六七八九十\d]+[)、.])", m.left) and m.kind != "total":
        score -= 5
    return score


def is_part(m: Mention) -> bool:
    """Whether the words before call it the total of a part only (一标段合同价, 第一年合计)."""
    return bool(_PART.search(m.left[-24:]))


def included(total: Mention, found: Sequence[Mention], body: Sequence[Passage]) -> bool | None:
    """Whether tax is in ``total``: by the words beside it, by a tax-free amount below it, by what its clause says."""
    if total.role == "excluded":
        return False
    if total.tax_included is not None:
        return total.tax_included
    for m in found:
        same = m.value == total.value and m.role in ("total", "other") and m.tax_included is not None
        if same or (m.role in ("excluded", "tax") and m.value < total.value and m.passage.root == total.passage.root):
            return m.tax_included if same else True
    near = [p for p in body if p is total.passage or (p.root == total.passage.root and p.root is not None)]
    near.sort(key=lambda p: p is not total.passage)
    priced = pattern("amount_labels", "price_titles")
    others = [p for p in body if p.root != total.passage.root and p.table is None and priced.search("".join(p.titles))]
    return _said([*near, *others])


def _said(near: Sequence[Passage]) -> bool | None:
    """Whether passages about the price say that tax is in it."""
    for passage in near:
        if "完税价" in passage.s or re.search(r"税(?:款|金|费|额)?(?:已|均|亦)*(?:包)?含(?:在|于)", passage.s):
            return True
        for said in re.finditer(
            r"(?P<no>不|未)?(?:包含|包括|含有|含)(?P<what>[^。;␤]{0,80}?)(?P<tax>税(?![务局收]))", passage.s
        ):
            if said["no"] and not said["what"].startswith("在内"):
                if said["what"] in ("", "增值"):
                    return False
                continue
            if not re.search(r"不含|甲方|采购人", said["what"]):
                return True
    return None


def one_year(found: Sequence[Mention], body: Sequence[Passage]) -> Mention | None:
    """A price stated by the year (合同总价款为…元/年, 年服务费…元 with its words) in a contract for one year: the total, if nothing else is."""
    yearly = [m for m in found if m.per == "year" and pattern("amount_labels", "total").search(m.left)]
    yearly += [
        m
        for m in found
        if m.role == "rate"
        and m.capital is not None
        and (m.per == "year" or (m.per is None and m.label.startswith("年")))
    ]
    if len({m.value for m in yearly}) != 1 or service_months(body) != 12:
        return None
    return yearly[0]


def unit_priced(body: Sequence[Passage]) -> bool:
    """Whether the price clauses settle by units or a discount."""
    return any(
        _UNIT_PRICED.search(p.s) for p in body if pattern("amount_labels", "price_titles").search("".join(p.titles))
    )


def from_table(totals: Sequence[ItemTotal], body: Sequence[Passage]) -> Money | None:
    """The total that only a table's total row states; None where there are several tables that disagree."""
    declared = [t for t in totals if t.kind == "total" and t.value > 0 and not re.search(r"月|每年|单价", t.label)]
    if not declared or len({t.value for t in declared}) > 1:
        return None
    t = next((d for d in declared if d.capital is not None), declared[0])
    raw = t.evidence[0].text if t.evidence else str(t.value)
    taxed = True if re.search(r"(?<!不)含税", t.label) else False if "不含税" in t.label else None
    if taxed is None and t.clause is not None:
        root = next((p.root for p in body if p.path == t.clause), None)
        taxed = _said([p for p in body if p.root == root and p.table is None])
    return Money(
        value=t.value,
        raw=raw,
        evidence=t.evidence,
        capital=t.capital,
        clause=t.clause,
        role="total",
        tax_included=taxed,
    )

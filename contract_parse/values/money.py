"""Amounts of money in figures: ¥1,234.00, 1443.67万元整, 每月5000元, 五万元. Capital figures: :mod:`.capital`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from contract_parse.model.text import fold
from contract_parse.values.numerals import ARABIC, parse_numeral

FACTOR = {
    "元": Decimal(1), "百元": Decimal(100), "千元": Decimal(1000), "万元": Decimal(10_000), "十万元": Decimal(100_000),
    "百万元": Decimal(1_000_000), "千万元": Decimal(10_000_000), "亿元": Decimal(100_000_000), "角": Decimal("0.1"),
    "分": Decimal("0.01"),
}  # fmt: skip

_SIGN = r"(?:(?:人民币|RMB|CNY|rmb)[:]?(?:\(小写\))?[:]?¥?|¥)[:]?"
_YUAN = r"[元圆圓](?![素件旦器宝桥区论化])"
_SCALE = r"(?P<scale>[百千]万|十万|万|亿|千|百|萬|億)"
_PER = (
    r"(?:[/每](?P<per>(?:人|㎡|m2|m²|平方米|平米|年|月|日|天|季度|季|周|星期|小时|时|次|台|套|个|件|份|吨|公里|[A-Za-z一-龥]{1,4}?)"
    r"(?:[/·.](?:人|㎡|平方米|平米|年|月|日|天|季度|次|台|套|个|岗))*)(?![A-Za-z]))"
)
_AMOUNT = re.compile(
    rf"(?P<sign>{_SIGN})?(?P<n>(?<![\d.]){ARABIC}|\*{{2,}}[\d.,]*\*?|[×xX]{{2,}}(?:\.\d+)?)(?P<unit>{_SCALE}?(?P<yuan>{_YUAN})|(?P<bare>万|亿|萬|億|千)(?=整|/[年月日]))?"
    rf"(?:(?P<jiao>\d)角)?(?:(?P<fen>\d)分)?(?P<whole>[整正](?![个体车套机]))?{_PER}?"
)
_HAN_AMOUNT = re.compile(rf"(?P<n>[一二两三四五六七八九十百千万亿零半]+)(?P<yuan>{_YUAN})[整正]?{_PER}?")
_BEFORE_PER = re.compile(r"每(?:逾期|迟延|延迟|延误|拖延|超过|延期)?(?:一|1)?(?P<per>半年|年度?|月|季度|季|日|天|周|人|台|套|次|平方米|户|吨)(?:[^\d。;每]{0,12})$")
_PERIOD = {"年": "year", "年度": "year", "月": "month", "日": "day", "天": "day", "季度": "quarter", "季": "quarter", "周": "week", "星期": "week"}
_LABEL = (
    r"(?:小写|金额|总价款?|总额|合计|总计|价款|报价|单价|合价|费用|造价|价格|总金额|税额|保证金|合同价)"
    r"(?:\((?P<in>(?:人民币|单位)?:?(?:元|万元|亿元|小写|含税价?|不含税价?|人民币|大写)?)\))*[:]?(?:为|是|共计)?[:]?"
)
_LABELLED = re.compile(rf"{_LABEL}(?:人民币)?¥?(?P<n>{ARABIC})(?![\d.,]*\d|[%‰年月日条次期号项个章节、\-/.:A-Za-z元万亿角])")
_CELL = re.compile(
    rf"(?:{_SIGN})?(?P<minus>-)?(?P<n>{ARABIC})(?P<unit>{_SCALE}?[元圆]|万|亿)?[整正]?(?:/[一-龥A-Za-z㎡·/]{{1,8}})?"
)


@dataclass(frozen=True, slots=True)
class AmountMatch:
    """``value`` in yuan, ``unit`` as printed (元, 万元 …; 元 behind a mere sign), ``per`` day, week, month,
    quarter, year or unit (a piece, a head, a square metre). ``masked``: hidden behind asterisks, value 0."""

    start: int
    end: int
    value: Decimal
    unit: str
    per: str | None = None
    masked: bool = False


def find_amounts(s: str, *, masked: bool = False) -> list[AmountMatch]:
    """Every amount with a currency sign or a money unit, in order. Capital figures are not among them.

    With ``masked`` also amounts hidden behind asterisks (``******.73元``), whose value is 0.

    >>> [(str(a.value), a.unit, a.per) for a in find_amounts("总价¥1443.67万元整，每月5000元，63700元/年，五万元")]
    [('14436700', '万元', None), ('5000', '元', 'month'), ('63700', '元', 'year'), ('50000', '万元', None)]
    >>> find_amounts("5.1条，3.5倍，2026年，12个月，电话13800138000")
    []
    """
    s = fold(s)
    found = [a for m in _AMOUNT.finditer(s) if (a := _amount(m, s)) is not None and (masked or not a.masked)]
    found += [a for m in _HAN_AMOUNT.finditer(s) if (a := _han_amount(m, s)) is not None]
    return sorted(found, key=lambda a: a.start)


def find_labelled_amounts(s: str) -> list[AmountMatch]:
    """Bare numbers right behind a label that asks for an amount; a unit in the label's bracket counts.

    >>> [str(a.value) for a in find_labelled_amounts("合同金额小写：2820000，总价（万元）：35.5")]
    ['2820000', '355000']
    """
    s = fold(s)
    found = []
    for m in _LABELLED.finditer(s):
        unit = next((u for u in ("亿元", "万元") if u in m[0]), "元")
        found.append(AmountMatch(m.start("n"), m.end("n"), _times(m["n"], FACTOR[unit]), unit))
    return found


def parse_cell(s: str, unit: Decimal | int = 1) -> Decimal | None:
    """The amount in yuan a table cell holds, None where it holds something else (``/``, 无, words).

    ``unit`` is what a bare figure counts in (10000 in a 万元 column); a unit in the cell goes first.

    >>> parse_cell("￥1,200.50"), parse_cell("3.5", 10000), parse_cell("3.5万元"), parse_cell("/")
    (Decimal('1200.50'), Decimal('35000'), Decimal('35000'), None)
    """
    m = _CELL.fullmatch("".join(fold(s).split()))
    if m is None:
        return None
    factor = Decimal(unit)
    if m["unit"]:
        factor = FACTOR[_unit(m["unit"])]
    value = _times(m["n"], factor)
    return -value if m["minus"] else value


def _unit(printed: str) -> str:
    return printed.replace("圆", "元").replace("圓", "元").replace("萬", "万").replace("億", "亿").removesuffix("元") + "元"


def _times(number: str, factor: Decimal) -> Decimal:
    value = Decimal(number.replace(",", "")) * factor
    return value if factor == 1 or value % 1 else Decimal(int(value))


def _amount(m: re.Match[str], s: str) -> AmountMatch | None:
    if not (m["sign"] or m["unit"]):
        return None
    if re.search(r"\d,$", s[: m.start()]) and not m["sign"]:
        return None
    unit = _unit(m["unit"] or "元")
    per = _per(m["per"]) or _per_before(s[: m.start()])
    if not m["n"][0].isdigit():
        return AmountMatch(m.start(), m.end(), Decimal(0), unit, per, masked=True)
    try:
        value = _times(m["n"], FACTOR[unit])
    except InvalidOperation:
        return None
    if m["unit"]:
        value += Decimal(m["jiao"] or 0) / 10 + Decimal(m["fen"] or 0) / 100
    return AmountMatch(m.start(), m.end(), value, unit, per)


def _han_amount(m: re.Match[str], s: str) -> AmountMatch | None:
    value = parse_numeral(m["n"])
    if value is None or value == 0:
        return None
    unit = next((u + "元" for u in ("万", "亿", "千") if m["n"].endswith(u)), "元")
    return AmountMatch(m.start(), m.end(), value, unit, _per(m["per"]) or _per_before(s[: m.start()]))


def _per(words: str | None) -> str | None:
    return None if not words else _PERIOD.get(words, "unit")


def _per_before(before: str) -> str | None:
    m = _BEFORE_PER.search(before)
    return None if m is None else _PERIOD.get(m["per"], "unit")

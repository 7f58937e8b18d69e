"""Amounts of money in figures: ¥1,234.00, 1443.67万元整, 每月5000元, 五万元. Capital figures: :mod:`.capital`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from contract_parse.values.folded import Folded, before
from contract_parse.values.numerals import ARABIC, parse_numeral

FACTOR = {
    "元": Decimal(1), "百元": Decimal(100), "千元": Decimal(1000), "万元": Decimal(10_000), "十万元": Decimal(100_000),
    "百万元": Decimal(1_000_000), "千万元": Decimal(10_000_000), "亿元": Decimal(100_000_000),
}  # fmt: skip
"""Yuan in each unit."""

_SIGN = r"(?:(?:人民币|RMB|CNY|rmb|Rmb)元?:?(?:\(小写\))?:?¥?|¥):?"
_YUAN = r"[元圆圓](?![素件旦器宝桥区论化]|里(?!程))"
_SCALE = r"(?:[百千]万|[十百千万亿萬億])"
# What a price can be per. Longer words first: 平方米 before 米.
_PIECE = (
    "平方米|平米|立方米|㎡|m2|m²|m3|m³|公里|公斤|千克|人次|人天|人日|人月|车次|课时|学时|学期|学年|学生|千字|万字|工日|标段|点位|"
    "季度|季|星期|小时|年|月|日|天|周|时|人|台|套|个|件|份|吨|次|户|栋|幢|间|辆|株|亩|例|样|点|项|册|张|场|升|瓶|盒|箱|包|批|"
    "岗|组|座|根|只|块|把|棵|页|字|度|班|节|门|生|米|kg|km|kWh|m|t"
)
_PER = rf"(?:(?:/|每)(?P<per>(?:{_PIECE})(?:[/·.*](?:{_PIECE}))*)(?![A-Za-z]))"
_AMOUNT = re.compile(
    rf"(?P<sign>{_SIGN})?(?P<n>(?<![\d.]){ARABIC}|\*{{3,}}[\d.,]*|\*+\.\d+|[×xX]{{2,}}(?:\.\d+)?)"
    rf"(?P<unit>{_SCALE}?{_YUAN}|(?:万|亿|萬|億)(?=整|/[年月日季])|(?(sign)(?:万|亿|萬|億)|(?:人民币|RMB)(?!元?\d)))?"
    rf"(?:(?P<jiao>\d)角)?(?:(?P<fen>\d)分(?![钟之]))?(?:[整正](?![个体车套机]))?{_PER}?"
)
# A figure with a Chinese number in it: 五万元, 2万5千元. Capital figures have characters of their own.
_HAN_CHARS = "一二两三四五六七八九十百千万亿零半"
_HAN_AMOUNT = re.compile(
    rf"(?<![\d.{_HAN_CHARS}])(?P<n>(?:(?>{ARABIC})|[{_HAN_CHARS}])++(?:点[{_HAN_CHARS}]+)?){_YUAN}[整正]?{_PER}?"
)
_PERIOD = {
    "年": "year", "年度": "year", "月": "month", "日": "day", "天": "day", "季度": "quarter", "季": "quarter",
    "周": "week", "星期": "week",
}  # fmt: skip
_BEFORE_PER = re.compile(
    r"(?P<head>每[人台套户岗个间辆点][^\d。,;每]{0,8})?每(?:逾期|迟延|延迟|延误|延期|拖延|超过|推迟)?[一1]?(?:个)?"
    rf"(?!次)(?P<per>年度|{_PIECE})(?![初末底中内前后])[^\d。;每]{{0,14}}$"
)
_LABEL = (
    r"(?:小写|总?金额|总价款?|总额|合计|总计|价款|报价|单价|合价|费用|造价|价格|税额|保证金|合同价)"
    r"(?P<notes>(?:\((?:人民币|单位|小写|大写|不?含税价?|[:,、]|亿元|万元|元)+\))*)(?P<ask>:?(?:为|是|共计)?:?(?:人民币)?¥?)"
)
_NO_AMOUNT = r"[%‰年月日条次期号项个台套件份人名批只章节、\-/.:~A-Za-z元万亿角]"
_LABELLED = re.compile(rf"{_LABEL}(?P<n>{ARABIC})(?![\d.,]*\d|{_NO_AMOUNT})")
_LOOKS_LIKE_MONEY = re.compile(r"\d{4,}(?:\.\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.(?:\d\d|\d{4})")
_CELL = re.compile(
    rf"(?:{_SIGN})?(?P<minus>-)?(?:{_SIGN})?(?P<n>{ARABIC})(?P<unit>{_SCALE}?[元圆圓]|[万亿])?[整正]?(?:/[一-龥A-Za-z㎡²·/]{{1,8}})?"
    r"(?:\([^()\d]{1,10}\))?"
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
    >>> [a.masked for a in find_amounts("合同价******.73元", masked=True)]
    [True]
    """
    folded = Folded(s)
    s = folded.s
    spoken = [a for m in _HAN_AMOUNT.finditer(s) if (a := _spoken(m, s)) is not None]
    found = [a for m in _AMOUNT.finditer(s) if (a := _amount(m, s)) is not None and (masked or not a.masked)]
    found = [a for a in found if not any(a.start < b.end and b.start < a.end for b in spoken)]
    return folded.back(sorted(found + spoken, key=lambda a: a.start))


def find_labelled_amounts(s: str) -> list[AmountMatch]:
    """Bare numbers right behind a label that asks for an amount; a unit in the label's bracket counts.

    >>> [str(a.value) for a in find_labelled_amounts("合同金额小写：2820000，总价（万元）：35.5")]
    ['2820000', '355000']
    """
    folded = Folded(s)
    found = []
    for m in _LABELLED.finditer(folded.s):
        if not m["ask"] and not _LOOKS_LIKE_MONEY.fullmatch(m["n"]):  # 合同价款2.1本合同…: a heading and a number
            continue
        unit = next((u for u in ("亿元", "万元") if u in m["notes"]), "元")
        found.append(AmountMatch(m.start("n"), m.end("n"), _times(m["n"], FACTOR[unit]), unit))
    return folded.back(found)


def parse_cell(s: str, unit: Decimal | int = 1) -> Decimal | None:
    """The amount in yuan a table cell holds, None where it holds something else (``/``, 无, words).

    ``unit`` is what a bare figure counts in (10000 in a 万元 column); a unit in the cell goes first.

    >>> parse_cell("￥1,200.50"), parse_cell("3.5", 10000), parse_cell("3.5万元"), parse_cell("/")
    (Decimal('1200.50'), Decimal('35000'), Decimal('35000'), None)
    """
    m = _CELL.fullmatch(Folded(s).s)
    if m is None:
        return None
    value = _times(m["n"], FACTOR[_unit(m["unit"])] if m["unit"] else Decimal(unit))
    return -value if m["minus"] else value


def _unit(printed: str) -> str:
    """万元 for 万, 萬圓 and the like; 元 for a currency's name."""
    scale = printed.translate(str.maketrans("萬億圆圓", "万亿元元")).removesuffix("元")
    return scale + "元" if scale + "元" in FACTOR else "元"


def _times(number: str, factor: Decimal) -> Decimal:
    value = Decimal(number.replace(",", "")) * factor
    return value if factor == 1 or value % 1 else Decimal(int(value))


def _amount(m: re.Match[str], s: str) -> AmountMatch | None:
    if not (m["sign"] or m["unit"]):
        return None
    # 1443,6700.00元 is no number we know: rather none than its tail. The tail of 2万5千元 is none either.
    if not m["sign"] and re.search(r"\d,$|[\d一二两三四五六七八九][百千万亿]$", before(s, m.start(), 2)):
        return None
    unit = _unit(m["unit"] or "元")
    per = _per(m["per"]) or _per_before(s, m.start())
    if not m["n"][0].isdigit():
        return AmountMatch(m.start(), m.end(), Decimal(0), unit, per, masked=True)
    number, end = m["n"], m.end()
    if not m["unit"] and not m["per"] and re.search(r"\.\d{3}$", number):
        number, end = number[:-1], m.end("n") - 1  # ¥18,400.002: the next row's number, glued on
    small = Decimal(m["jiao"] or 0) / 10 + Decimal(m["fen"] or 0) / 100
    value = _times(number, FACTOR[unit])
    return AmountMatch(m.start(), end, value + small if small else value, unit, per)


def _spoken(m: re.Match[str], s: str) -> AmountMatch | None:
    number = m["n"]
    if all(c in "0123456789.,万亿千百十" for c in number) and len(re.findall(r"[\d.,]+", number)) == 1:
        return None  # plain figures with at most one scale: _AMOUNT reads these, signs included
    value = parse_numeral(number)
    if value is None or value == 0:
        return None
    unit = next((u + "元" for u in "万亿" if number.endswith(u)), "元")
    return AmountMatch(m.start(), m.end(), value, unit, _per(m["per"]) or _per_before(s, m.start()))


def _per(words: str | None) -> str | None:
    return None if not words else _PERIOD.get(words, "unit")


def _per_before(s: str, at: int) -> str | None:
    m = _BEFORE_PER.search(before(s, at, 24))
    return None if m is None else "unit" if m["head"] else _PERIOD.get(m["per"], "unit")

"""Capital figures: every accepted form reads right, every fault is told, no accepted form is called a fault."""

from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from contract_parse.values.capital import find_capitals, format_capital, parse_capital

# What contracts write, and what it is worth. All of these are in order.
GOOD = [
    ("壹拾万柒仟元零伍角叁分", "107000.53"),
    ("壹拾万零柒仟元伍角叁分", "107000.53"),
    ("壹拾万零柒仟元零伍角叁分", "107000.53"),
    ("壹仟肆佰零玖元伍角", "1409.5"),
    ("陆仟零柒元壹角肆分", "6007.14"),
    ("壹仟陆佰捌拾元零叁角贰分", "1680.32"),
    ("壹仟陆佰捌拾元叁角贰分", "1680.32"),
    ("叁佰贰拾伍元零肆分", "325.04"),
    ("人民币叁佰贰拾伍元零肆分", "325.04"),
    ("伍角整", "0.5"),
    ("伍角", "0.5"),
    ("叁分", "0.03"),
    ("肆角贰分", "0.42"),
    ("零元整", "0"),
    ("壹元整", "1"),
    ("壹拾元零肆分", "10.04"),
    ("拾伍万元整", "150000"),
    ("壹佰万元整", "1000000"),
    ("壹佰万圆正", "1000000"),
    ("柒拾贰萬陸仟圓整", "726000"),
    ("人民币贰佰玖拾伍万捌仟陆佰元整", "2958600"),
    ("人民币：贰佰玖拾伍万捌仟陆佰元整", "2958600"),
    ("人民币 贰佰玖拾伍万 捌仟陆佰元 整", "2958600"),
    ("（大写）：贰佰玖拾伍万捌仟陆佰元整", "2958600"),
    ("大写：人民币贰佰玖拾伍万捌仟陆佰元整。", "2958600"),
    ("（人民币贰佰玖拾伍万捌仟陆佰元整）", "2958600"),
    ("贰佰玖拾伍万捌仟陆佰元整/年", "2958600"),
    ("玖拾万零伍佰元整", "900500"),
    ("壹佰万零柒元整", "1000007"),
    ("壹仟万零伍仟元整", "10005000"),
    ("壹仟万伍仟元整", "10005000"),
    ("壹亿元整", "100000000"),
    ("壹亿零叁佰万元整", "103000000"),
    ("贰億伍仟萬元整", "250000000"),
    ("壹亿零伍元整", "100000005"),
    ("贰万亿零叁元整", "2000000000003"),
    ("壹佰贰拾万零仟零佰零拾零元零角零分", "1200000"),
    ("零仟零佰零拾伍元零角零分", "5"),
    ("叁佰元零角整", "300"),
    ("壹佰零拾伍元整", "105"),
    ("叁仟零拾伍元整", "3015"),
    ("壹万零拾伍元整", "10015"),
    ("__贰拾伍万__元整", "250000"),
]

# Malformed, yet readable in one way only.
FAULTY = [
    ("伍佰贰拾元", "520", "整"),
    ("壹仟肆佰肆拾叁万陆仟柒佰元", "14436700", "整"),
    ("壹拾万元", "100000", "整"),
    ("壹佰伍元整", "105", "缺“零”"),
    ("叁佰贰拾伍元肆分", "325.04", "缺“零”"),
    ("壹亿伍万元整", "100050000", "缺“零”"),
    ("玖拾万伍佰元整", "900500", "缺“零”"),
    ("壹万零零伍元整", "10005", "重复"),
    ("壹万零伍仟元整", "15000", "多写“零”"),
    ("伍仟零元整", "5000", "多写“零”"),
    ("叁佰贰拾伍元零肆角", "325.4", "多写“零”"),
    ("壹佰零万元整", "1000000", "位置"),
    ("伍佰叁仟元整", "3500", "颠倒"),
    ("叁分整", "0.03", "“分”后"),
    ("伍元叁角贰分正", "5.32", "“分”后"),
    ("一百二十万元整", "1200000", "小写"),
    ("廿万元整", "200000", "小写"),
    ("两万元整", "20000", "小写"),
    ("壹百万元整", "1000000", "小写"),
    ("伍拾陆点捌万元整", "568000", "点"),
    ("伍拾陆点捌万元", "568000", "点"),
    ("贰拾园整", "20", "用字"),
    ("贰元叁毛整", "2.3", "用字"),
    ("壹佰贰拾万", "1200000", "元"),
    ("壹佰万整", "1000000", "元"),
]

UNREADABLE = ["", "元整", "万元整", "壹贰叁元整", "壹佰元零", "第一条", "叁拾贰佰佰元整", "壹万贰万元整", "整", "人民币", "大写：", "佰元整",
              "贰", "一百", "甲方壹佰元整", "壹佰元整和贰佰元整"]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), GOOD)
def test_accepted_forms_read_right_and_are_in_order(text: str, value: str) -> None:
    read = parse_capital(text)
    assert read is not None
    assert (read.value, read.well_formed, read.fault) == (Decimal(value), True, None)


@pytest.mark.parametrize(("text", "value", "fault"), FAULTY)
def test_malformed_forms_keep_their_value_and_say_what_is_wrong(text: str, value: str, fault: str) -> None:
    read = parse_capital(text)
    assert read is not None
    assert read.value == Decimal(value)
    assert read.well_formed is False
    assert read.fault is not None
    assert fault in read.fault


@pytest.mark.parametrize("text", UNREADABLE)
def test_what_cannot_be_read(text: str) -> None:
    assert parse_capital(text) is None


amounts = st.integers(1, 999_999_999_999_999).map(lambda fen: Decimal(fen) / 100)
sparse = st.lists(st.sampled_from("000000123456789"), min_size=1, max_size=15).map(
    lambda d: Decimal(int("".join(d))) / 100
)


@settings(max_examples=600)
@given(amounts | sparse.filter(bool))
@example(Decimal("0.01"))
@example(Decimal("9999999999999.99"))
@example(Decimal("10.04"))
@example(Decimal("1000000000000.05"))
@example(Decimal("100000000"))
@example(Decimal("100010001.10"))
def test_every_amount_reads_back_from_its_capitals(amount: Decimal) -> None:
    read = parse_capital(format_capital(amount))
    assert read is not None
    assert (read.value, read.fault) == (amount, None)


@pytest.mark.parametrize("fen", range(1, 10))
@pytest.mark.parametrize("yuan", [1, 7, 10, 20, 105, 1000, 10000, 100000, 100000000, 1000000000000])
def test_yuan_and_fen_without_jiao(yuan: int, fen: int) -> None:
    amount = Decimal(yuan) + Decimal(fen) / 100
    text = format_capital(amount)
    assert "元零" in text
    read = parse_capital(text)
    assert read is not None
    assert (read.value, read.well_formed) == (amount, True)


CAPS = "零壹贰叁肆伍陆柒捌玖"
UNITS = {0: "", 1: "拾", 2: "佰", 3: "仟"}


def spell(amount: Decimal, choose: list[bool], yuan: str, whole: str) -> str:
    """``amount`` in capitals, each optional 零 written where ``choose`` says so."""
    fens = int(amount * 100)
    digits = [(fens // 10 ** (p + 2) % 10, p) for p in range(12, -3, -1)]
    out, last, picks = "", None, iter(choose)
    for digit, power in digits:
        if digit:
            if last is not None and last - power > 1:
                optional = power in (-1, 3, 7, 11)
                out += "零" if not optional or next(picks) else ""
            out += CAPS[digit] + ({-1: "角", -2: "分"}[power] if power < 0 else UNITS[power % 4])
            last = power
        if last is not None:
            if power == 12 and fens // 10**14:
                out += "万"
            elif power == 8 and fens // 10**10:
                out += "亿"
            elif power == 4 and fens // 10**6 % 10**4:
                out += "万"
            elif power == 0:
                out += yuan
    if fens % 10 == 0:
        out += whole if fens % 100 == 0 else whole * next(picks)
    return out


@settings(max_examples=600)
@given(
    sparse.filter(bool) | amounts,
    st.lists(st.booleans(), min_size=6, max_size=6),
    st.sampled_from("元圆圓"),
    st.sampled_from("整正"),
    st.sampled_from(["", "人民币", "人民币：", "大写:", "（大写）人民币", "¥"]),
    st.dictionaries(st.sampled_from("万亿贰陆叁"), st.booleans()),
    st.integers(0, 40),
)
def test_every_accepted_variant_is_the_same_number(
    amount: Decimal, choose: list[bool], yuan: str, whole: str, prefix: str, traditional: dict[str, bool], gap: int
) -> None:
    text = spell(amount, choose, yuan, whole)
    for simple, other in (("万", "萬"), ("亿", "億"), ("贰", "貳"), ("陆", "陸"), ("叁", "參")):
        if traditional.get(simple):
            text = text.replace(simple, other)
    text = prefix + text[:gap] + " " + text[gap:]
    read = parse_capital(text)
    assert read is not None, text
    assert (read.value, read.fault) == (amount, None), text


@settings(max_examples=300)
@given(sparse.filter(lambda a: a >= 1))
def test_a_zero_too_many_is_seen_and_changes_no_value(amount: Decimal) -> None:
    text = format_capital(amount)
    spots = [i for i, c in enumerate(text) if c == "零"]
    if not spots:
        return
    read = parse_capital(text[: spots[0]] + "零" + text[spots[0] :])
    assert read is not None
    assert read.value == amount
    assert read.well_formed is False


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("0", "零元整"), ("0.01", "壹分"), ("0.1", "壹角整"), ("0.12", "壹角贰分"), ("1", "壹元整"), ("10", "壹拾元整"),
        ("10.5", "壹拾元零伍角整"), ("15.5", "壹拾伍元伍角整"), ("10.05", "壹拾元零伍分"), ("107000.53", "壹拾万柒仟元零伍角叁分"),
        ("1005", "壹仟零伍元整"), ("10000", "壹万元整"), ("100500", "壹拾万零伍佰元整"), ("100050000", "壹亿零伍万元整"),
        ("1000000000000", "壹万亿元整"), ("9999999999999.99", "玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
    ],
)  # fmt: skip
def test_writing(amount: str, text: str) -> None:
    assert format_capital(Decimal(amount)) == text


@pytest.mark.parametrize("amount", ["-1", "0.001", "10000000000000"])
def test_what_cannot_be_written(amount: str) -> None:
    with pytest.raises(ValueError, match="capitals"):
        format_capital(Decimal(amount))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "总价为人民币（大写）：贰佰玖拾伍万捌仟陆佰元整（¥2,958,600.00）。",
            [("贰佰玖拾伍万捌仟陆佰元整", "2958600", True)],
        ),
        ("首付款贰拾万元整，尾款叁拾万元整", [("贰拾万元整", "200000", True), ("叁拾万元整", "300000", True)]),
        ("支付伍万元作为定金", [("伍万元", "50000", True)]),
        ("每次扣款伍佰元，累计计算", [("伍佰元", "500", True)]),
        ("¥50000（伍万元）", [("伍万元", "50000", False)]),
        ("大写：伍万元", [("伍万元", "50000", False)]),
        ("合计大写：一百二十万元整", [("一百二十万元整", "1200000", False)]),
        ("支付壹佰贰拾伍万元作为预付款", [("壹佰贰拾伍万元", "1250000", True)]),
        ("支付壹佰贰拾元", [("壹佰贰拾元", "120", True)]),
        ("支付壹佰贰拾伍元", [("壹佰贰拾伍元", "125", False)]),
        ("合同价肆拾玖万叁仟贰佰元", [("肆拾玖万叁仟贰佰元", "493200", False)]),
        ("附件一壹佰元整", [("壹佰元整", "100", True)]),
        ("大写：人民币（壹佰 元整）", [("壹佰 元整", "100", True)]),
        ("人民币伍角", [("伍角", "0.5", True)]),
        ("壹佰肆拾万元整/年", [("壹佰肆拾万元整", "1400000", True)]),
    ],
)
def test_capitals_in_running_text(text: str, found: list[tuple[str, str, bool]]) -> None:
    got = [(text[c.start : c.end], str(c.value), c.well_formed) for c in find_capitals(text)]
    assert got == found


@pytest.mark.parametrize(
    "text",
    ["罚款一百元", "第一条、第贰条", "服务期为壹年，共十二个月", "一式肆份，各执贰份", "每项扣贰分", "叁分之一", "联系人：伍元庆", "人民币100元",
     "叁元里街道", "壹期工程", "自贰零贰陆年叁月起", "共计", "伍整", "陆先生"],
)  # fmt: skip
def test_ordinary_words_are_no_capital_figures(text: str) -> None:
    assert find_capitals(text) == []


@given(st.text(alphabet="零壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分整正点圆毛另一二百人民币大写：（）/年0123 _", max_size=24))
def test_nothing_crashes_and_matches_lie_in_order(text: str) -> None:
    parse_capital(text)
    end = 0
    for match in find_capitals(text):
        assert end <= match.start < match.end <= len(text)
        end = match.end

"""Codes, telephone numbers, accounts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from contract_parse.values.identifiers import (
    USCC_ALPHABET,
    check_uscc,
    find_accounts,
    find_emails,
    find_phones,
    find_postal_codes,
    find_usccs,
    is_phone,
    mend_uscc,
    uscc_check_character,
)

bodies = st.tuples(
    st.sampled_from(["11", "12", "51", "91", "92", "93"]), st.text("0123456789", min_size=6, max_size=6), st.text(USCC_ALPHABET, min_size=9, max_size=9)
).map("".join)  # fmt: skip


@given(bodies)
def test_the_check_agrees_with_stdnum(body: str) -> None:
    code = body + uscc_check_character(body)
    assert code[17] == uscc.calc_check_digit(body)
    assert check_uscc(code)
    assert check_uscc(code.lower())
    assert [m.value for m in find_usccs(f"统一社会信用代码：{code}，")] == [code]


@given(bodies, st.integers(0, 17), st.sampled_from(USCC_ALPHABET))
def test_one_wrong_character_is_always_seen(body: str, at: int, other: str) -> None:
    code = body + uscc_check_character(body)
    if code[at] == other:
        return
    assert not check_uscc(code[:at] + other + code[at + 1 :])


@pytest.mark.parametrize(
    "code", ["", "9111", "91110000600037341LX", "9111000060003734IL", "9111000060OO37341L", "91A10000600037341L"]
)
def test_what_has_not_the_form(code: str) -> None:
    assert not check_uscc(code)


def test_spaces_and_full_width_figures_are_read() -> None:
    assert check_uscc("９１１１００００ 600037341Ｌ")


def test_a_slip_of_the_reader_is_mended_when_there_is_one_way() -> None:
    assert mend_uscc("9111000060003734IL") == "91110000600037341L"
    assert mend_uscc("91110000600037341L") is None
    assert mend_uscc("123") is None
    assert mend_uscc("91110000600037399L") is None


def test_eighteen_digits_are_a_code_only_where_the_check_holds() -> None:
    assert find_usccs("账号110101199003071233") == []
    body = "12100000400012341"
    code = body + uscc_check_character(body)
    if code.isdigit():
        assert [m.value for m in find_usccs(f"代码{code}")] == [code]
    assert find_usccs("型号ABC") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("电话：0371-66001234", ["0371-66001234"]), ("电话010-66001234-8012", ["010-66001234-8012"]), ("（0371）66001234转801", ["（0371）66001234转801"]),
        ("手机13800138000", ["13800138000"]), ("138-0013-8000", ["138-0013-8000"]), ("+86-13800138000", ["+86-13800138000"]), ("热线400-800-1234", ["400-800-1234"]),
        ("热线：4008001234", ["4008001234"]), ("0371-66001234，13800138000", ["0371-66001234", "13800138000"]),
        ("账号16022301900027068599", []), ("2026-03-15503240860", []), ("单价4000040000", []), ("12345678", []), ("2026-03-12", []),
    ],
)  # fmt: skip
def test_phones(text: str, found: list[str]) -> None:
    assert [text[m.start : m.end] for m in find_phones(text)] == found


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        ("66001234", True),
        ("0371-6600123", True),
        ("6600 1234", True),
        ("4008001234", True),
        ("2026", False),
        ("无", False),
    ],
)
def test_a_whole_value_as_a_phone(text: str, yes: bool) -> None:
    assert is_phone(text) is yes


def test_mail_post_and_account() -> None:
    assert [m.value for m in find_emails("邮箱：li.wei@example.com.cn；a@b")] == ["li.wei@example.com.cn"]
    assert [m.value for m in find_postal_codes("邮编：450000，电话13800138000，6.123456")] == ["450000"]
    assert [m.value for m in find_accounts("账号：4100 1234-5678 9012，金额12.50")] == ["4100123456789012"]
    text = "账号 4100 1234 5678"
    (account,) = find_accounts(text)
    assert text[account.start : account.end] == "4100 1234 5678"

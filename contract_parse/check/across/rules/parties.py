"""Who is who: one code, one name; one account, one holder; one telephone, one supplier."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from contract_parse.check.across.engine import Conflict, Outcome, Portfolio, cross_rule, place
from contract_parse.check.across.likeness import code_of, one_code, one_holder, one_name, plain_name
from contract_parse.check.engine import Held
from contract_parse.model.digest import Digest, DigestParty, Stated

Use = tuple[Digest, DigestParty, Stated]  # a contract, its party, and what the party is called there
_ROLES = {"buyer": "采购人", "supplier": "供应商"}
_SHORTEST = 5  # characters of a name that names one body (人民医院 is any county's)


def _apart(uses: Sequence[Use], same: Callable[[Stated, Stated], bool]) -> list[list[Use]]:
    """The uses by name, those that are ``same`` together; each group led by a name read from text where there is one."""
    groups: list[list[Use]] = []
    for use in sorted(uses, key=lambda u: (u[2].scanned, u[2].value, u[0].sha256)):
        home = next((g for g in groups if any(same(x[2], use[2]) for x in g)), None)
        if home is None:
            groups.append([use])
        else:
            home.append(use)
    return groups


def _contracts(uses: Sequence[Use]) -> int:
    return len({d.sha256 for d, _, _ in uses})


def _shared_inside(d: Digest, key: Callable[[DigestParty], str | None], value: str) -> bool:
    """Whether both sides of one contract are given a value: then the reader may have put it to the wrong one."""
    return len({p.role for p in d.parties if key(p) == value}) > 1


def _listed(groups: Sequence[Sequence[Use]], lang: str) -> str:
    shown = [
        f"“{g[0][2].value}”（{_some(g)}）" if lang == "zh" else f"“{g[0][2].value}” ({_some(g, ', ')})" for g in groups
    ]
    return ("、" if lang == "zh" else ", ").join(shown)


def _some(uses: Sequence[Use], between: str = "、", most: int = 3) -> str:
    names = list(dict.fromkeys(d.label for d, _, _ in uses))
    return between.join(names[:most]) + (f" … {len(names)}" if len(names) > most else "")


@cross_rule("XCT1001", "warning", "同一信用代码，名称不同", "One social credit code under different names")
def names_of_a_code(portfolio: Portfolio) -> Iterator[Outcome]:
    """比较：各份合同中同一统一社会信用代码（校验通过的）之下的名称。
    反例：同一代码在一份合同中是“江北恒测仪器设备有限公司”，在另一份中是“江北恒测商贸有限公司”。
    正例：名称相同；括号、空格与“（盖章）”之类附注不算；扫描件上每五个字误读一个以内不算；联合体成员不算。

    Compares: the names that contracts give one unified social credit code whose check holds.
    Fires: one code is 江北恒测仪器设备有限公司 in one contract and 江北恒测商贸有限公司 in another.
    Silent: one name, whatever its brackets, spaces or remarks; a scan that misreads one character in five; a consortium.
    """
    by_code: dict[str, list[Use]] = defaultdict(list)
    for d, p in portfolio.parties:
        code = code_of(p)
        if code and p.name and not _shared_inside(d, code_of, code):
            by_code[code].append((d, p, p.name))
    for code, uses in by_code.items():
        if _contracts(uses) < 2:
            continue
        groups = _apart(uses, one_name)
        if len(groups) == 1:
            yield Held()
            continue
        yield Conflict(
            zh=f"统一社会信用代码 {code} 在不同合同中名称不同：{_listed(groups, 'zh')}。",
            en=f"The social credit code {code} has different names: {_listed(groups, 'en')}.",
            places=[place(d, name.value, name.place) for g in groups for d, _, name in g],
        )


@cross_rule("XCT1002", "warning", "同一名称，信用代码不同", "One name under different social credit codes")
def codes_of_a_name(portfolio: Portfolio) -> Iterator[Outcome]:
    """比较：各份合同中同名的采购人或供应商的统一社会信用代码（校验通过的）。
    反例：“江北恒测仪器设备有限公司”在两份合同中代码不同，而两个代码都通过校验。
    正例：代码相同；校验不通过的代码由 PTY603 提示，此处不比；扫描件上相差一两个字符的不算；没有写代码时不作判断。

    Compares: the codes (whose checks hold) of buyers or suppliers of one name.
    Fires: two contracts give one company two codes, both of them valid.
    Silent: one code; a code that fails its check (PTY603); a scan one or two characters off; no code.
    """
    by_name: dict[str, list[Use]] = defaultdict(list)
    for d, p in portfolio.parties:
        code = code_of(p)
        if code and p.name and p.uscc and not _shared_inside(d, code_of, code):
            by_name[plain_name(p.name.value)].append((d, p, Stated(code, p.uscc.place)))
    for name, uses in by_name.items():
        if _contracts(uses) < 2 or len(name) < _SHORTEST:
            continue
        groups = _apart(uses, one_code)
        if len(groups) == 1:
            yield Held()
            continue
        party = groups[0][0][1]
        who = party.name.value if party.name else ""
        yield Conflict(
            zh=f"{_ROLES[party.role]}“{who}”在不同合同中统一社会信用代码不同：{_listed(groups, 'zh')}。",
            en=f"“{who}” has different social credit codes: {_listed(groups, 'en')}.",
            places=[place(d, code.value, code.place) for g in groups for d, _, code in g],
        )


def _account(p: DigestParty) -> str | None:
    digits = "".join(c for c in p.account.value if c.isdigit()) if p.account else ""
    return digits if len(digits) >= 8 else None


def _holder(p: DigestParty) -> Stated | None:
    return p.account_name or p.name


def _one_body(a: DigestParty, b: DigestParty) -> bool:
    """Whether two parties bear one valid code: what they are called is then XCT1001's to say."""
    code = code_of(a)
    return code is not None and code == code_of(b)


def _one_code_each(groups: list[list[Use]]) -> list[list[Use]]:
    """``groups`` with those of one body put together."""
    joined: list[list[Use]] = []
    for g in groups:
        home = next((j for j in joined if any(_one_body(x[1], y[1]) for x in j for y in g)), None)
        if home is None:
            joined.append(list(g))
        else:
            home.extend(g)
    return joined


@cross_rule("XCT1003", "warning", "同一账号，户名不同", "One account number under two names")
def holders_of_an_account(portfolio: Portfolio) -> Iterator[Outcome]:
    """比较：各份合同中供应商的收款账号及其户名（没有写户名的，以供应商名称为户名）。
    反例：甲公司与乙公司的合同写着同一个收款账号。
    正例：户名相同；总公司与分公司；采购人共用国库账户；同一信用代码更名的由 XCT1001 提示；扫描件上的近似名称不算。

    Compares: the accounts that suppliers are paid to and their holders (the supplier where no holder is named).
    Fires: the contracts of two companies name one account.
    Silent: one holder; a company and its branch; buyers that share a treasury account; a renamed company (XCT1001).
    """
    by_account: dict[str, list[Use]] = defaultdict(list)
    for d, p in portfolio.parties:
        account, holder = _account(p), _holder(p)
        if account and holder and not _shared_inside(d, _account, account):
            by_account[account].append((d, p, holder))
    for account, uses in by_account.items():
        if _contracts(uses) < 2 or not any(p.role == "supplier" for _, p, _ in uses):
            continue
        groups = _one_code_each(_apart(uses, one_holder))
        if len(groups) == 1:
            yield Held()
            continue
        yield Conflict(
            zh=f"账号 {account} 在不同合同中户名不同：{_listed(groups, 'zh')}。",
            en=f"The account {account} is in different names: {_listed(groups, 'en')}.",
            places=[place(d, name.value, p.account.place if p.account else None) for g in groups for d, p, name in g],
        )


def _reach(p: DigestParty) -> list[str]:
    """A supplier's own telephone number and e-mail address; hotlines are many firms'."""
    phone = "".join(c for c in p.phone.value if c.isdigit()) if p.phone else ""
    found = [phone] if len(phone) >= 10 and not phone.startswith(("400", "800")) else []
    return found + ([p.email.value.strip().lower()] if p.email and "@" in p.email.value else [])


@cross_rule("XCT1009", "info", "两家供应商联系方式相同", "Two suppliers with one telephone number or e-mail address")
def reached_alike(portfolio: Portfolio) -> Iterator[Outcome]:
    """比较：不同供应商的电话（带区号的座机或手机）与电子邮箱。
    反例：甲公司与乙公司在各自合同中留的是同一个手机号。
    正例：同一供应商；总公司与分公司；400 热线；已由 XCT1001、XCT1003 提示的两家；与采购人相同的号码。

    Compares: the telephone numbers (with area code, or mobile) and e-mail addresses of different suppliers.
    Fires: two companies leave one mobile number in their contracts.
    Silent: one supplier; a company and its branch; hotlines; two that XCT1001 or XCT1003 names; the buyer's own number.
    """
    by_reach: dict[str, list[Use]] = defaultdict(list)
    for d, p in portfolio.parties:
        if p.role == "supplier" and p.name:
            others = {r for q in d.parties if q.role != "supplier" for r in _reach(q)}
            for reach in _reach(p):
                if reach not in others:
                    by_reach[reach].append((d, p, p.name))
    told: set[frozenset[str]] = set()
    for reach, uses in by_reach.items():
        if _contracts(uses) < 2:
            continue
        groups = _one_account_each(_one_code_each(_apart(uses, one_holder)))
        if len(groups) == 1:
            yield Held()
            continue
        who = frozenset(plain_name(g[0][2].value) for g in groups)
        if who in told:  # by telephone and by e-mail: one conflict
            continue
        told.add(who)
        yield Conflict(
            zh=f"不同供应商的联系方式相同（{reach}）：{_listed(groups, 'zh')}。",
            en=f"Different suppliers are reached at {reach}: {_listed(groups, 'en')}.",
            places=[place(d, name.value, (p.phone or p.email or name).place) for g in groups for d, p, name in g],
        )


def _one_account_each(groups: list[list[Use]]) -> list[list[Use]]:
    """``groups`` with those paid to one account put together: XCT1003 names them."""
    joined: list[list[Use]] = []
    for g in groups:
        accounts = {_account(p) for _, p, _ in g} - {None}
        home = next((j for j in joined if accounts & {_account(p) for _, p, _ in j}), None)
        if home is None:
            joined.append(list(g))
        else:
            home.extend(g)
    return joined

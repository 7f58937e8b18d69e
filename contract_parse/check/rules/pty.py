"""PTY: the parties, named and described the same wherever they appear."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from contract_parse.check.engine import Broken, Case, Held, Outcome, rule
from contract_parse.check.readings import near_text, scanned, unsure
from contract_parse.model.facts import PARTY_FIELDS, Fact, Party
from contract_parse.values.identifiers import check_uscc

_LIKE = 0.5  # of their characters, from which two names on a scan are of one party

_FIELDS = {
    "name": "名称", "address": "地址", "phone": "电话", "fax": "传真", "email": "邮箱", "postal_code": "邮编",
    "uscc": "统一社会信用代码", "legal_representative": "法定代表人", "representative": "授权代表", "contact": "联系人",
    "account_name": "户名", "bank_name": "开户银行", "bank_account": "账号",
}  # fmt: skip


def _who(party: Party) -> str:
    return party.name.value if party.name else (party.labels[0] if party.labels else party.role)


def _places(case: Case, fields: tuple[str, ...]) -> Iterator[Outcome]:
    for party in case.contract.parties:
        for field in fields:
            main: Fact | None = getattr(party, field)
            if main is None:
                continue
            others = [v for v in party.variants if v.field == field and v.value != main.value]
            if field == "name":
                others = [v for v in others if not _of_consortium(main.value, v.value)]
            if not others:
                if len({(e.page, e.line, e.bbox) for e in main.evidence}) > 1 or field == "name":
                    yield Held()
                continue
            evidence = [*main.evidence, *(e for v in others for e in v.evidence)]
            values = "、".join(f"“{v}”" for v in dict.fromkeys(o.value for o in others))
            yield Broken(
                zh=f"“{_who(party)}”的{_FIELDS[field]}不一致：“{main.value}”与{values}。",
                en=f"“{_who(party)}”: {field} differs between places: “{main.value}” and {values}.",
                expected=main.value,
                actual=others[0].value,
                clauses=tuple(e.clause for e in evidence),
                evidence=evidence,
                doubt=scanned(evidence) and (unsure(evidence) or _may_be_misread(case, party, field)),
            )


def _may_be_misread(case: Case, party: Party, field: str) -> bool:
    """Whether a scan explains that a detail of a party differs: it was read nearly so, only a part of it was read, it is
    no name of any likeness, or it is the other party's, whose own is missing (a seal over two columns of a form)."""
    main = getattr(party, field).value
    said = [v.value for v in party.variants if v.field == field and v.value != main]
    if all(near_text(main, v) or v in main or main in v for v in said):
        return True
    if field == "name":
        return all(SequenceMatcher(None, main, v).ratio() < _LIKE for v in said)
    others = [p for p in case.contract.parties if p is not party and p.role in ("buyer", "supplier")]
    return any(getattr(p, field) is None for p in others)


def _of_consortium(a: str, b: str) -> bool:
    """甲公司与乙公司联合体, where each member signs by its own name."""
    longer, shorter = (a, b) if len(a) > len(b) else (b, a)
    return "联合体" in longer and shorter in longer


@rule("PTY601", "error", "同一方名称不一致", "A party is named differently in two places")
def names(case: Case) -> Iterator[Outcome]:
    """比较：同一方在合同首部、签署栏等处的名称。
    反例：首部“江北恒测仪器设备有限公司”，签署栏“江北恒测仪器有限公司”。
    正例：名称相同；全角半角、括号写法不同不算；只出现一次时没有可比之处。

    Compares: the names of one party at the head, in the signature block and elsewhere.
    Fires: 江北恒测仪器设备有限公司 at the head, 江北恒测仪器有限公司 in the signature block.
    Silent: the same name, whatever the width of its brackets; no name read.
    """
    yield from _places(case, ("name",))


@rule("PTY602", "warning", "联系或账户信息不一致", "A party's contact or bank detail differs between places")
def details(case: Case) -> Iterator[Outcome]:
    """比较：同一方的地址、电话、账号、开户行、信用代码等在各处的写法。
    反例：首部地址“文昌路18号”，开票信息地址“文昌路26号”。
    正例：各处相同；只写了一次的不作判断。

    Compares: a party's address, phone, account, bank, code … between places.
    Fires: 文昌路18号 at the head, 文昌路26号 in the invoicing details.
    Silent: the same everywhere; a detail given once.
    """
    yield from _places(case, tuple(f for f in PARTY_FIELDS if f not in ("name", "account_name")))


@rule("PTY603", "error", "统一社会信用代码校验不通过", "A unified social credit code fails its check")
def codes(case: Case) -> Iterator[Outcome]:
    """比较：统一社会信用代码第 18 位与按 GB 32100-2015 算出的校验码。
    反例：把 91360427MA35 开头的代码抄错一位。
    正例：校验相符；没有写代码时不作判断。扫描件上的不符只列为存疑。

    Compares: the 18th character of a code with the check character of GB 32100-2015.
    Fires: a code with one character copied wrong.
    Silent: a code that checks; no code. On a scan a failure is only a doubt.
    """
    for party in case.contract.parties:
        codes = [(party.uscc.value, party.uscc.evidence)] if party.uscc else []
        codes += [(v.value, v.evidence) for v in party.variants if v.field == "uscc"]
        for code, evidence in codes:
            if check_uscc(code):
                yield Held()
                continue
            yield Broken(
                zh=f"“{_who(party)}”的统一社会信用代码 {code} 校验不通过，可能抄写有误。",
                en=f"The social credit code {code} of “{_who(party)}” fails its check.",
                actual=code,
                clauses=tuple(e.clause for e in evidence),
                evidence=evidence,
                doubt=scanned(evidence),
            )


@rule("PTY604", "warning", "收款账户户名不是供应商", "The account to be paid is not in the supplier's name")
def account_name(case: Case) -> Iterator[Outcome]:
    """比较：收款账户的户名与供应商名称。
    反例：供应商是甲公司，收款户名是乙公司。
    正例：户名与供应商相同；联合体成员之一；没有写户名时不作判断。

    Compares: the name of the account to be paid with the supplier's name.
    Fires: company A supplies, the account is company B's.
    Silent: the supplier's own account, or a joint supplier's; no account name.
    """
    suppliers = [p for p in case.contract.parties if p.role == "supplier" and p.name]
    names = {_plain(p.name.value) for p in suppliers if p.name}
    for party in suppliers:
        if party.account_name is None or party.name is None:
            continue
        account = _plain(party.account_name.value)
        if any(account == n or account in n or n in account for n in names):
            yield Held()
            continue
        evidence = [*party.account_name.evidence, *party.name.evidence]
        yield Broken(
            zh=f"收款账户户名“{party.account_name.value}”不是供应商“{party.name.value}”。",
            en=f"The account is in the name of “{party.account_name.value}”, not of the supplier “{party.name.value}”.",
            expected=party.name.value,
            actual=party.account_name.value,
            clauses=tuple(e.clause for e in evidence),
            evidence=evidence,
            doubt=scanned(evidence) and (unsure(evidence) or any(near_text(account, n) for n in names)),
        )


def _plain(name: str) -> str:
    return re.sub(r"[\s（）()]", "", name)

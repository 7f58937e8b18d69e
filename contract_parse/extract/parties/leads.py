"""Whose account, invoice or address follows, as the words before it tell."""

from __future__ import annotations

import re

from contract_parse.extract.fields import Field
from contract_parse.extract.labels import role_pattern
from contract_parse.extract.vocabulary import per_vocabulary
from contract_parse.model.facts import Role

ACCOUNT = {"account_name", "bank_name", "bank_account", "bank_and_account", "payee_account"}
_WEAK = {"mail_address", "handler"}
_OFFICE = re.compile(r"办公|联系|营业|详细")
_PERSONAL_LINE = re.compile(r"联系方式|手机|移动电话|联系手机")  # a person's line: the party's own goes before it
_INVOICE = re.compile(r"开票|发票(?:信息|资料|抬头)")
_INVOICING = re.compile(r"(?:开具|出具)[^。;]{0,20}发票[^。;]*$")
_PAYEE = re.compile(r"收款|付款|开户")
_BOND = re.compile(r"保证金")
# What is paid in, just above: 履约保证金汇入以下账户：, not 余款5%作为质量保证金，期满付清。
_BOND_ABOVE = re.compile(
    r"保证金[^。;]*(?:缴|交[纳至到]|存入|汇入|汇至|转入|账[户号]|帐[户号]|:$)|(?:缴|交纳|存入|汇入|转入)[^。;]*保证金"
)
_PAY = re.compile(r"收款|付款|支付|汇入|汇至|汇到|电汇|转账|转入|付至|账户|帐户|结算")


@per_vocabulary
def _account_of() -> re.Pattern[str]:
    linking = "(?:的|之|所|下列|以下|如下|上述|指定|提供|约定|开具|开立|开设|银行|收款|基本|对公|开户|专用|存款|结算|人民币|在|名下|单位|合同|收取|接收)*?"
    return re.compile(
        rf"(?P<a>{role_pattern()}){linking}(?:账户|帐户|账号|帐号|户头|开户银行|开户行|银行信息|开户信息|收款信息|收款账)|(?:以下|下列|如下)(?P<b>{role_pattern()})"
    )


@per_vocabulary
def _invoice_of() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<a>{role_pattern()})(?:的)?(?:增值税|专用|普通)*(?:开票|发票|税务)|(?:向|给|为)(?P<b>{role_pattern()})(?:开具|出具|提供)"
    )


@per_vocabulary
def _about() -> re.Pattern[str]:
    return re.compile(rf"(?P<a>{role_pattern()})(?:的)?(?:基本|单位|主体)*(?:信息|资料|情况|概况)[:/]*$")


def told_by(before: str, item: Field) -> tuple[str, str | None, Role | None]:
    """What the words before a label say: (purpose, role word, role); purpose is payee, invoice or empty.

    ``before`` is the text just above, folded. Who is paid is the supplier, and who is invoiced the buyer, unless
    the contract says otherwise.
    """
    lead = before + "/" + item.titles + item.lead
    announced = item.lead if len(item.lead) >= 8 else before + item.lead if re.search(r"(?::|如下)$", before) else ""
    invoice = (
        (_INVOICE.search(lead) or _INVOICING.search(announced))
        and item.kind != "payee_account"
        and not _PAY.search(item.lead)
        and not (item.kind == "account_name" and _PAYEE.match(item.label.word))
    )
    if item.kind == "invoice_info" or invoice:
        return "invoice", _last(_invoice_of(), lead), "buyer"
    if not invoice and (about := _about().search(item.titles or before)):
        return "", about["a"], None  # 1、甲方信息：
    if item.kind not in ACCOUNT and item.kind != "name":
        words = re.findall(role_pattern(), before[-20:] + item.lead)
        return "", words[-1] if words else None, None
    word = _last(_account_of(), lead)
    if word is not None:
        return "payee", word, None
    bond = _BOND.search(item.titles + item.lead) or _BOND_ABOVE.search(before)
    if bond or (item.kind == "name" and not _PAY.search(lead)):
        return "", None, None
    return "payee", None, "supplier"


def _last(pattern: re.Pattern[str], lead: str) -> str | None:
    found = [m["a"] or m["b"] for m in pattern.finditer(lead)]
    return found[-1] if found else None


def rank_of(item: Field, field: str, purpose: str) -> int:
    """How much what ``item`` says about ``field`` counts: 0 by the field's own label, 1 by a weaker one, 2 in an annex."""
    if item.zone == "annex":
        return 2
    weak = item.kind in _WEAK or (item.kind == "address" and bool(_OFFICE.search(item.label.word)))
    weak = weak or (item.kind == "contact" and field == "phone") or bool(_PERSONAL_LINE.match(item.label.word))
    # Whom to call about what a clause is on: not the party's own line, nor its seat.
    called = item.zone == "body" and not item.tabular and purpose != "invoice"
    return int(weak or (called and field in ("phone", "address", "contact")))

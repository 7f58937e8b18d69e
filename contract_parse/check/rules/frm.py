"""FRM: the form: blanks, copies, ways of settling disputes, signatures, essential clauses."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from contract_parse.check.engine import Broken, Case, Held, Outcome, rule
from contract_parse.check.essentials import ESSENTIALS, amends, present
from contract_parse.check.readings import scanned, unsure
from contract_parse.model.facts import plain


@rule("FRM701", "warning", "留有未填写的空白", "A field left blank")
def blanks(case: Case) -> Iterator[Outcome]:
    """比较：合同中是否留有应填而未填之处；未选中的备选条款中的空白不算。
    反例：“合同编号：______”；“甲方的其他权利和义务：______”。
    正例：填写了“/”或“无”；未勾选的仲裁条款中的空白。

    Compares: whether fields that should be filled were left blank; blanks in alternatives not chosen do not count.
    Fires: "合同编号：______".
    Silent: a field filled with "/" or 无; a blank in an alternative that was not chosen; nothing was read.
    """
    open_blanks = [b for b in case.contract.blanks if not b.idle]
    for blank in open_blanks:
        yield Broken(
            zh=f"{'“' + blank.label + '”' if blank.label else '此处'}未填写。",
            en=f"{'“' + blank.label + '”' if blank.label else 'A field'} was left blank.",
            clauses=(blank.clause,),
            evidence=blank.evidence,
            doubt=scanned(blank.evidence)
            and (unsure(blank.evidence) or not any("_" in e.text for e in blank.evidence)),
        )
    if not open_blanks and case.contract.clauses:
        yield Held()


@rule("FRM702", "error", "合同份数不符", "The copies held do not add to the copies made")
def copies(case: Case) -> Iterator[Outcome]:
    """比较：合同总份数与各方所执份数之和。
    反例：一式六份，甲方三份，乙方二份。
    正例：一式六份，甲方四份，乙方二份；各执贰份；有一方份数未写明时不作判断。

    Compares: the copies made with the copies each party holds.
    Fires: six copies, three for the buyer, two for the supplier.
    Silent: six, four and two; a share that is not stated.
    """
    found = case.contract.contract.copies
    if found is None or found.total is None or found.buyer is None or found.supplier is None:
        return
    held = found.buyer + found.supplier + (found.other or Decimal(0))
    if held == found.total:
        yield Held()
        return
    yield Broken(
        zh=f"合同一式 {plain(found.total)} 份，各方所执合计 {plain(held)} 份。",
        en=f"{plain(found.total)} copies are made, {plain(held)} are handed out.",
        expected=plain(found.total),
        actual=plain(held),
        clauses=tuple(e.clause for e in found.evidence),
        evidence=found.evidence,
        doubt=scanned(found.evidence),
    )


@rule(
    "FRM703",
    "warning",
    "争议解决方式未选定或相互排斥",
    "No way of settling disputes chosen, or two that exclude each other",
)
def dispute(case: Case) -> Iterator[Outcome]:
    """比较：争议解决条款是否只选定诉讼或仲裁之一。
    反例：既约定向法院起诉，又约定仲裁；列出两种方式而未选定。
    正例：选定其一；没有争议解决条款时由 FRM705 提示。

    Compares: whether exactly one of litigation and arbitration is chosen.
    Fires: both agreed, or two alternatives and none chosen.
    Silent: one chosen; no such clause (FRM705 says so).
    """
    found = case.contract.dispute
    if found is None:
        return
    if found.method in ("litigation", "arbitration"):
        yield Held()
        return
    both = found.method == "both"
    yield Broken(
        zh="争议解决条款同时约定了诉讼与仲裁，二者相互排斥。" if both else "争议解决条款没有选定诉讼或仲裁。",
        en="Both litigation and arbitration are agreed." if both else "Neither litigation nor arbitration is chosen.",
        clauses=(found.clause,),
        evidence=found.evidence,
        doubt=scanned(found.evidence),
    )


@rule("FRM704", "warning", "一方没有签署栏", "A party has no signature block")
def signatures(case: Case) -> Iterator[Outcome]:
    """比较：每一方是否有签字盖章的签署栏；扫描件上，一方已签章时，另一方的签署栏是否也有印章或签名（只作存疑提示）。
    反例：合同到最后一条为止，没有任何一方的签署栏；扫描件上甲方已盖章，乙方签署栏既无印章也无签名。
    正例：甲、乙双方都有签署栏；双方都未签章的草稿；没有读到当事人时不作判断；文字版 PDF、DOCX 看不出是否签章，不作判断。

    Compares: whether each party has a place to sign or seal; on scans, whether both blocks bear a seal or a signature
    where one does (always a doubt).
    Fires: a contract that ends with its last clause; a scan sealed by the buyer whose supplier's block is bare.
    Silent: both parties have one; nobody has signed yet; no party was read; signing cannot be seen in a text file.
    """
    # 丙方 signs, too; an agent that is only named need not
    parties = [
        p
        for p in case.contract.parties
        if p.name is not None and (p.role in ("buyer", "supplier") or {"丙方", "丁方"} & set(p.labels))
    ]
    marked = {m.party for m in case.contract.marks if m.kind in ("seal", "signature")}
    for party in parties:
        if party.name is None:
            continue
        present = party.signature is not None and party.signature.present
        # a seal may hide the words of the block it stands in
        if not present and party.role not in marked:
            yield Broken(
                zh=f"没有“{party.name.value}”的签署栏。",
                en=f"There is no signature block of “{party.name.value}”.",
                evidence=party.name.evidence,
                doubt=scanned(party.name.evidence),
            )
            continue
        yield Held()
        if not present or party.signature is None or party.role in marked or not scanned(party.signature.evidence):
            continue
        other = next((p for p in parties if p.role != party.role and p.role in marked), None)
        if other is not None and other.name is not None:
            yield Broken(
                zh=f"“{other.name.value}”已签章，“{party.name.value}”的签署栏未见印章或签名。",
                en=f"“{other.name.value}” has sealed or signed; no seal or signature is seen in the block of "
                f"“{party.name.value}”.",
                evidence=party.signature.evidence,
                doubt=True,  # a pale seal or a clean signature may be missed; the sheet itself says
            )


@rule("FRM705", "warning", "缺少必备条款", "An essential clause is missing")
def essentials(case: Case) -> Iterator[Outcome]:
    """比较：合同是否具备标的、价款、付款、验收、违约责任、争议解决的内容（财政部令第87号第七十二条等）。
    反例：全文没有违约责任。
    正例：内容写在其他标题之下也算；没有读到条款时、只变更另一份合同的补充协议，不作判断。

    Compares: whether there is something on subject, price, payment, acceptance, breach and disputes.
    Fires: nothing on breach anywhere.
    Silent: the content stands under another heading; no clauses were read; an agreement that only changes another.
    """
    if not case.contract.clauses or amends(case.contract):
        return
    last = case.contract.clauses[-1].evidence[-1:]
    for essential in ESSENTIALS:
        if present(case.contract, essential):
            yield Held()
            continue
        yield Broken(
            zh=f"没有关于“{essential.zh}”的条款。",
            en=f"There is no clause on {essential.en}.",
            expected=essential.zh,
            evidence=last,
            doubt=scanned(last),
        )

"""One number, one contract; one contract, counted once."""

from __future__ import annotations

from collections.abc import Iterator

from contract_parse.check.across.engine import Conflict, Outcome, Portfolio, cross_rule, place
from contract_parse.check.engine import Held
from contract_parse.model.digest import Digest
from contract_parse.model.evidence import yuan


def _told(d: Digest, lang: str) -> str:
    supplier = d.party("supplier")
    parts = [
        d.title or d.name,
        supplier.name.value if supplier and supplier.name else None,
        None if d.total is None else (f"{yuan(d.total)} 元" if lang == "zh" else f"{yuan(d.total)} yuan"),
        None if d.signed_on is None else d.signed_on.isoformat(),
    ]
    return ("，" if lang == "zh" else ", ").join(p for p in parts if p)


@cross_rule("XCT1005", "warning", "不同合同的合同编号相同", "Different contracts bear one number")
def numbers(portfolio: Portfolio) -> Iterator[Outcome]:
    """比较：各份合同的合同编号；编号相同的，再比采购人、供应商、金额、日期与名称。
    反例：同一采购人的两份合同编号都是“云采2026-018”，供应商与金额不同。
    正例：编号各不相同；同一份合同的扫描件与电子件（见 XCT1006）；补充协议沿用原编号；同一项目的不同标包；
    不同采购人各自的“2026-001”。扫描件上的编号只列为存疑。

    Compares: contract numbers; where they are equal, buyer, supplier, price, day and title.
    Fires: one buyer has two contracts numbered 云采2026-018, with different suppliers and prices.
    Silent: different numbers; a scan beside its original (XCT1006); a supplement; lots of one purchase; two buyers'
    own 2026-001. A scanned number is only a doubt.
    """
    numbered = [d for d in portfolio.distinct if d.number]
    clashes = portfolio.copies.clashes
    if len(numbered) > 1:
        free = len(numbered) - sum(len(c) for c in clashes)
        if free:
            yield Held(free)
    for clash in clashes:
        number = clash[0].number
        assert number is not None
        told = {lang: "；".join(_told(d, lang) for d in clash) for lang in ("zh", "en")}
        yield Conflict(
            zh=f"{len(clash)} 份不同的合同编号都是“{number.value}”：{told['zh']}。",
            en=f"{len(clash)} different contracts are numbered “{number.value}”: {told['en']}.",
            places=[place(d, _told(d, "zh"), d.number.place if d.number else None) for d in clash],
            doubt=any(d.number is not None and d.number.scanned for d in clash),
        )


@cross_rule("XCT1006", "info", "同一份合同有多个文件", "One contract in several files")
def copies(portfolio: Portfolio) -> Iterator[Outcome]:
    """比较：编号相同，或金额与签订日期都相同的文件，是否就是同一份合同。
    反例：“018号.pdf”与“018号扫描件.pdf”的编号、双方、金额、日期、名称全都相同，汇总时会重复计算。
    正例：没有两个文件各项都相同；同一项目的不同标包。

    Compares: files of one number, or of one price and day of signing: whether they hold one contract.
    Fires: 018号.pdf and 018号扫描件.pdf agree in number, parties, price, day and title, and would be counted twice.
    Silent: no two files agree in everything; lots of one purchase.
    """
    groups = portfolio.copies.groups
    rest = portfolio.copies.compared - sum(len(g) * (len(g) - 1) // 2 for g in groups)
    if rest > 0:
        yield Held(rest)
    for group in groups:
        files = [d.name for d in group]
        yield Conflict(
            zh=f"{len(group)} 个文件是同一份合同（{_told(group[0], 'zh')}）：{'、'.join(files)}；金额只应计一次。",
            en=f"{len(group)} files hold one contract ({_told(group[0], 'en')}): {', '.join(files)}; count it once.",
            places=[place(d, d.name, (d.number.place if d.number else None) or d.title_place) for d in group],
        )

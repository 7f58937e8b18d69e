"""The contents a procurement contract may not lack, and the words that show each (``data/essentials.yaml``)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from contract_parse.check.cited import clause_texts
from contract_parse.data import per_vocabulary, vocabulary
from contract_parse.model.contract import Contract


@dataclass(frozen=True)
class Essential:
    key: str
    zh: str
    en: str


ESSENTIALS = (
    Essential("subject", "标的", "the subject"),
    Essential("price", "价款", "the price"),
    Essential("payment", "付款", "payment"),
    Essential("acceptance", "验收", "acceptance"),
    Essential("breach", "违约责任", "breach"),
    Essential("dispute", "争议解决", "disputes"),
)


_PENAL = re.compile(r"违约|逾期|延期|迟延|延迟|拖延|赔偿|滞纳|罚|保证金|扣[减除]")


@per_vocabulary
def _words() -> dict[str, re.Pattern[str]]:
    return {key: re.compile("|".join(words)) for key, words in vocabulary("essentials").items()}


def amends(contract: Contract) -> bool:
    """Whether it is an agreement that only changes another contract."""
    title = contract.contract.title
    return title is not None and bool(_words()["amendments"].search(title.value))


def present(contract: Contract, essential: Essential) -> bool:
    """Whether the contract holds it: as a fact that was extracted, or in the words of any clause."""
    facts = {
        "subject": contract.line_items or contract.contract.project_name,
        "price": contract.amounts.total or contract.amounts.components,
        "payment": contract.payments,
        "acceptance": None,
        "breach": contract.penalties,
        "dispute": contract.dispute,
    }
    if facts[essential.key]:
        return True
    words = _words()[essential.key]
    if essential.key == "subject" and any(a.title and _words()["annexes"].search(a.title) for a in contract.annexes):
        return True
    texts = [*clause_texts(contract).values()]
    if essential.key == "payment" and len(contract.clauses) > 4:  # what late payment costs says nothing on how is paid
        texts = [s for t in texts for s in re.split(r"[。；;，,\n]", t) if not _PENAL.search(s)]
    tables = [t for t in contract.tables if t.annex is None]
    cells = [cell for t in tables for row in t.rows for cell in row if cell]
    headers = [name for t in tables for name in t.header]
    return any(words.search(text) for text in (*texts, *headers, *cells))

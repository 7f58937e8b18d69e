"""What a reference promises and what the place it names holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from contract_parse.data import vocabulary
from contract_parse.model.contract import Contract
from contract_parse.model.facts import ClauseFact
from contract_parse.values.references import same_annex

same_label = same_annex


def topics() -> dict[str, list[str]]:
    """Topic word → words of which a clause on it holds at least one (``data/topics.yaml``)."""
    found: dict[str, list[str]] = vocabulary("topics")
    return found


_ANYWHERE = re.compile(r"(?:标准|要求|内容|范围|参数)$")
_LEAD = re.compile(r"^.*?(?:列明|约定|规定|载明|所述|所列|确定|明确|写明)的?")


def topic_missing(purpose: str, title: str | None, text: str, other_titles: Iterable[str]) -> bool | None:
    """Whether the clause with this title and text lacks what it is cited for; None where the purpose names no known topic.

    A clause holds a topic by its title, or by the very words of the citation. Words that merely touch on the topic do
    so too, unless another clause bears it in its title: then that one was meant.

    >>> topic_missing("列明的地址", "定义", "本合同指双方签署的合同", []), topic_missing("约定的质量要求", "质量保证", "", [])
    (True, False)
    >>> topic_missing("约定的质量要求", "付款", "质量保证期满后支付", ["质量标准"])
    True
    >>> topic_missing("的约定", None, "任何内容", []) is None
    True
    """
    named = {topic: words for topic, words in topics().items() if topic in purpose}
    if not named:
        return None
    words = [word for each in named.values() for word in each]
    # what a standard is told of may stand under any heading
    own = [word for topic, each in named.items() if not _ANYWHERE.search(topic) for word in each]
    core = _LEAD.sub("", purpose)
    if any(word in (title or "") for word in words) or (len(core) > 1 and core in text):
        return False
    if title and any(any(word in other for word in own) for other in other_titles):
        return True
    return not any(word in text for word in words)


def clause_texts(contract: Contract) -> dict[str, str]:
    """Path → the title and all text at and below each clause."""
    found: dict[str, str] = {}

    def gather(clause: ClauseFact) -> str:
        own = " ".join([clause.title or "", clause.text, *(gather(c) for c in clause.children)])
        # two clauses of one number are two texts under one path
        found[clause.path] = f"{found[clause.path]} {own}" if clause.path in found else own
        return own

    for clause in contract.clauses:
        gather(clause)
    return found


def find_clause(clauses: Sequence[ClauseFact], path: str) -> ClauseFact | None:
    for clause in clauses:
        if clause.path == path:
            return clause
        below = find_clause(clause.children, path)
        if below is not None:
            return below
    return None


def annex_title_differs(cited: str, own: str) -> bool:
    """Whether two titles are of different papers; one may be short for the other.

    >>> annex_title_differs("服务清单", "产品清单"), annex_title_differs("报价明细表", "分项报价明细表（含税）")
    (True, False)
    """
    a, b = (re.sub(r"[\s《》〈〉“”\"（）()\[\]【】、，,：:\-—·]", "", t) for t in (cited, own))
    return bool(a and b) and a not in b and b not in a

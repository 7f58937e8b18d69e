"""What a reference promises and what the place it names holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from contract_parse.model.contract import Contract
from contract_parse.model.facts import ClauseFact
from contract_parse.values.references import same_annex

same_label = same_annex


@cache
def topics() -> dict[str, list[str]]:
    """Topic word → words of which a clause on it holds at least one (``data/topics.yaml``)."""
    import yaml

    loaded: dict[str, list[str]] = yaml.safe_load((files("contract_parse") / "data" / "topics.yaml").read_text("utf-8"))
    return loaded


def topic_missing(purpose: str, text: str) -> bool | None:
    """Whether ``text`` lacks what it is cited for; None where the purpose names no known topic.

    >>> topic_missing("列明的地址", "定义 本合同指双方签署的合同"), topic_missing("约定的质量要求", "质量保证 乙方保证质量")
    (True, False)
    >>> topic_missing("的约定", "任何内容") is None
    True
    """
    named = [words for topic, words in topics().items() if topic in purpose]
    if not named:
        return None
    return not any(word in text for words in named for word in words)


def clause_texts(contract: Contract) -> dict[str, str]:
    """Path → the title and all text at and below each clause."""
    found: dict[str, str] = {}

    def gather(clause: ClauseFact) -> str:
        own = " ".join([clause.title or "", clause.text, *(gather(c) for c in clause.children)])
        found[clause.path] = own
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

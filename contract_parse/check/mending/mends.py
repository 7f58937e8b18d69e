"""What is to be read otherwise, and whether reading it so has helped."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from contract_parse.check.engine import Case, catalogue, run
from contract_parse.check.mending.equations import ties
from contract_parse.check.mending.search import Solution, Verdict, verdicts
from contract_parse.model.contract import Contract, Mending
from contract_parse.model.correction import Correction


@dataclass(frozen=True)
class Mend:
    """A misreading put right: the characters to change, and what is to be said of it in the facts."""

    corrections: tuple[Correction, ...]
    facts: tuple[Mending, ...]


def mends(contract: Contract) -> list[Mend]:
    """What is to be read otherwise; nothing for contracts that were not scanned, or in which nothing breaks."""
    return [_mend(v) for v in judged(contract) if v.certain]


def judged(contract: Contract) -> list[Verdict]:
    """A verdict for each conflict between scanned values."""
    if not any(p.text_from == "ocr" for p in contract.source.pages):
        return []
    found = ties(contract)
    if all(t.holds({}) for t in found):
        return []
    return verdicts(found, set(_failing(contract)))


def improves(before: Contract, after: Contract) -> bool:
    """Whether what was mended broke nothing: no rule reports more than it did, and no value got lost."""
    was, now = _failing(before), _failing(after)
    return all(now[code] <= was[code] for code in now) and len(_values(after)) >= len(_values(before))


def _failing(contract: Contract) -> Counter[str]:
    """How often each rule that compares values fires."""
    rules = [r for r in catalogue().values() if not r.off and r.family not in ("LAW", "OCR")]
    return Counter(f.code for f in run(rules, Case(contract))[1])


def _values(contract: Contract) -> list[object]:
    return [*contract.amounts.mentions, *contract.line_items, *contract.item_totals, *contract.payments]


def _mend(verdict: Verdict) -> Mend:
    solution = verdict.solutions[0]
    return Mend(tuple(_corrections(solution)), tuple(_facts(verdict, solution)))


def _corrections(solution: Solution) -> list[Correction]:
    found = []
    for place, reading in solution.readings.items():
        for i, taken in reading.edits:
            glyph = place.chars[i][1]
            assert glyph.page is not None
            assert glyph.box is not None
            found.append(Correction(glyph.page, glyph.box, taken))
    return found


def _facts(verdict: Verdict, solution: Solution) -> list[Mending]:
    found = []
    for place, reading in solution.readings.items():
        codes = sorted({t.codes[0] for t in verdict.broken if place in t.places})
        found.append(Mending(read=place.text, taken=reading.text, because=codes, evidence=place.evidence()))
    return found

"""Short contracts in wordings and layouts of many offices, read from text files whole: what each states, no more, no less."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from contract_parse import extract, ingest, layout, segment
from contract_parse.model.contract import Contract

CASES = yaml.safe_load((Path(__file__).parent / "unseen.yaml").read_text(encoding="utf-8"))
MONEY = ("total", "capital", "tax_included", "tax_amount", "tax_rate")


def plain(value: Any) -> Any:
    """A fact's or a number's value as the cases write it."""
    value = getattr(value, "value", value)
    if value is None or isinstance(value, bool):
        return value
    text = str(value).replace("(", "（").replace(")", "）").replace("[", "【").replace("]", "】")
    return text.rstrip("0").rstrip(".") if "." in text and text.replace(".", "").isdigit() else text


def money(contract: Contract) -> dict[str, Any]:
    total, tax = contract.amounts.total, contract.amounts.tax
    return {
        "total": plain(total),
        "capital": plain(total.capital) if total else None,
        "tax_included": total.tax_included if total else None,
        "tax_amount": plain(tax.amount),
        "tax_rate": plain(tax.rate),
    }


def read(case: dict[str, Any], folder: Path) -> Contract:
    file = folder / "合同.txt"
    file.write_text(case["text"], encoding="utf-8")
    document = ingest.read(file)
    return extract.extract(document, segment.segment(layout.lay_out(document)))


def named(contract: Contract, key: str) -> Any:
    """What the contract holds under a key of the cases, in the form the cases have."""
    if key in MONEY:
        return money(contract)[key]
    if key == "copies":
        held = contract.contract.copies
        return {k: plain(getattr(held, k)) if held else None for k in ("total", "buyer", "supplier")}
    if key == "components":
        return [f"{plain(c.name)} {plain(c.amount)}" for c in contract.amounts.components]
    if key == "clauses":
        inner = [(*c.children, *(d for a in c.children for d in descendants(a))) for c in contract.clauses]
        body = [p.path for c, below in zip(contract.clauses, inner, strict=True) for p in (c, *below)]
        annexes = [p.path for a in contract.annexes for c in a.clauses for p in (c, *descendants(c))]
        return sorted(body + annexes)
    if key == "references":
        return {f"{r.clause} > {r.target}" + ("" if r.resolved else " missing") for r in contract.references}
    if key == "dispute":
        found = contract.dispute
        return found and f"{found.method} {found.venue or ''}".strip()
    return plain(getattr(contract.contract, key))


def descendants(clause: Any) -> list[Any]:
    return [d for c in clause.children for d in (c, *descendants(c))]


def expected(key: str, value: Any) -> Any:
    if key == "clauses":
        return sorted(value.split())
    return set(value) if key == "references" else value if key in ("copies", "components") else plain(value)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_unseen(case: dict[str, Any], tmp_path: Path) -> None:
    contract = read(case, tmp_path)
    wanted = dict(case["expect"])
    parties, blanks = wanted.pop("parties", None), wanted.pop("blanks", None)
    assert {k: named(contract, k) for k in wanted} == {k: expected(k, v) for k, v in wanted.items()}
    if parties is not None:
        assert sorted((p["role"], plain(p["name"])) for p in parties) == sorted(
            (p.role, plain(p.name) or "") for p in contract.parties
        )
        for party in parties:
            found = next(p for p in contract.parties if plain(p.name) == plain(party["name"]))
            assert {k: plain(getattr(found, k)) for k in party} == {k: plain(v) for k, v in party.items()}
    if blanks is not None:
        left = [(b.clause, b.label or "") for b in contract.blanks]
        assert len(left) == len(blanks), left
        for words in blanks:
            clause, label = words.split(" ", 1)
            assert any(str(c) == clause and (label in has or has in label) for c, has in left), (words, left)

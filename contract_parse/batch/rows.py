"""Contracts as rows of the tables in :mod:`contract_parse.batch.columns`: plain values, decimals as strings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from contract_parse.batch.store import FileRow
from contract_parse.model.contract import Contract
from contract_parse.model.evidence import Evidence, plain
from contract_parse.model.facts import Duration
from contract_parse.model.party import PARTY_FIELDS, Party

Row = dict[str, Any]


def of_contract(sha256: str, c: Contract) -> Iterator[tuple[str, Row]]:
    """(table, row) of everything one contract holds."""
    yield "contracts", {"sha256": sha256, **_contract(c)}
    for n, party in enumerate(c.parties, 1):
        yield "parties", {"sha256": sha256, "party": n, **_party(party)}
    for n, i in enumerate(c.line_items, 1):
        plainly = ("annex", "clause", "number", "name", "brand", "model", "spec", "origin", "unit", "remark")
        yield "items", {
            "sha256": sha256, "item": n, "table_number": i.table, "groups": " / ".join(i.groups) or None,
            **{f: getattr(i, f) for f in plainly}, "quantity": _number(i.quantity), "unit_price": _number(i.unit_price),
            "amount": _number(i.amount), "tax_rate": _number(i.tax_rate), "page": _page(i.evidence),
        }  # fmt: skip
    for n, p in enumerate(c.payments, 1):
        number, unit = _duration(p.due)
        yield "payments", {
            "sha256": sha256, "payment": n, "component": p.component, "sequence": p.sequence,
            "percent": _number(p.percent), "amount": _number(p.amount), "amount_is": p.amount_is, "trigger": p.trigger,
            "due_number": number, "due_unit": unit, "due_date": _day(p.due_date), "clause": p.clause,
            "page": _page(p.evidence),
        }  # fmt: skip
    for n, d in enumerate(c.deadlines, 1):
        number, unit = _duration(d.duration)
        yield "deadlines", {
            "sha256": sha256, "deadline": n, "kind": d.kind, "what": d.what, "obligor": d.obligor, "number": number,
            "unit": unit, "date": _day(d.date), "anchor": d.anchor, "relation": d.relation, "clause": d.clause,
            "page": _page(d.evidence),
        }  # fmt: skip
    for n, f in enumerate(c.findings, 1):
        yield "findings", {
            "sha256": sha256, "finding": n, "code": f.code, "severity": f.severity, "status": f.status,
            "message": f.message, "expected": f.expected, "actual": f.actual, "clauses": "、".join(f.clauses) or None,
            "items": "、".join(f.items) or None, "page": _page(f.evidence),
        }  # fmt: skip
    for k in c.checks:
        yield "checks", {"sha256": sha256, "code": k.code, "outcome": k.outcome, "compared": k.compared}


def of_file(file: FileRow) -> Row:
    status = "failed" if file.error or not file.outputs else "done"
    return {"name": file.name, "sha256": file.sha256, "status": status, "reason": file.reason, "error": file.error,
            "summary": file.summary_link}  # fmt: skip


def of_cross_findings(found: Sequence[Any]) -> Iterator[Row]:
    """Rows of findings across contracts (``contract_parse.model.across.CrossFinding``)."""
    for n, finding in enumerate(found, 1):
        shared = {k: getattr(finding, k) for k in ("code", "severity", "status", "title", "message")}
        for m, place in enumerate(finding.places, 1):
            yield {
                "finding": n, "place": m, **shared, "sha256": place.sha256, "contract": place.contract,
                "part": place.part, "value": place.value, "page": place.evidence.page if place.evidence else None,
            }  # fmt: skip


def _contract(c: Contract) -> Row:
    h, total, tax = c.contract, c.amounts.total, c.amounts.tax
    sure = [f for f in c.findings if f.status != "doubt"]
    return {
        "name": c.source.name,
        "media_type": c.source.media_type,
        "pages": len(c.source.pages),
        "scanned_pages": sum(p.text_from == "ocr" for p in c.source.pages),
        **{f: _value(getattr(h, f)) for f in ("title", "number", "project_name", "project_number", "lot", "signed_at")},
        **{f: _day(_value(getattr(h, f))) for f in ("signed_on", "starts_on", "ends_on")},
        "buyer": _first_name(c.parties, "buyer"),
        "supplier": _first_name(c.parties, "supplier"),
        "total": _number(_value(total)),
        "tax_included": total.tax_included if total else None,
        "tax_amount": _number(_value(tax.amount)),
        "tax_rate": _number(_value(tax.rate)),
        "excluded_total": _number(_value(tax.excluded_total)),
        "dispute_method": c.dispute.method if c.dispute else None,
        "dispute_venue": c.dispute.venue if c.dispute else None,
        "errors": sum(f.severity == "error" for f in sure),
        "warnings": sum(f.severity == "warning" for f in sure),
        "doubts": len(c.findings) - len(sure),
        "notes": sum(f.severity == "info" for f in sure),
    }


def _party(p: Party) -> Row:
    facts = {f: getattr(p, f) for f in PARTY_FIELDS}
    return {
        "role": p.role,
        "labels": "、".join(p.labels) or None,
        **{f: _value(fact) for f, fact in facts.items()},
        "variants": len(p.variants),
        "page": next((page for fact in facts.values() if fact and (page := _page(fact.evidence))), None),
    }


def _first_name(parties: Sequence[Party], role: str) -> str | None:
    return next((p.name.value for p in parties if p.role == role and p.name), None)


def _value(fact: Any) -> Any:
    return None if fact is None else fact.value


def _number(value: Any) -> str | None:
    return None if value is None else plain(value)


def _day(value: Any) -> str | None:
    return None if value is None else str(value.isoformat())


def _duration(d: Duration | None) -> tuple[str | None, str | None]:
    return (None, None) if d is None else (_number(d.n), d.unit)


def _page(evidence: Sequence[Evidence]) -> int | None:
    return evidence[0].page if evidence else None

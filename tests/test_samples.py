"""The samples through the whole line: golden facts, planted faults found with boxes on both sides, scans like originals."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from contract_parse.model.contract import Contract, Finding
from contract_parse.pipeline import parse
from tests.golden import HERE, NAMES, SAMPLES, text_of


@pytest.mark.parametrize("name", NAMES)
def test_golden(name: str) -> None:
    assert text_of(parse(SAMPLES / name)) == (HERE / f"{name}.json").read_text("utf-8"), (
        "python -m tests.golden, then read the diff"
    )


@pytest.fixture(scope="module")
def it_service() -> Contract:
    return parse(SAMPLES / "it-service.pdf")


def one(contract: Contract, code: str) -> Finding:
    (finding,) = [f for f in contract.findings if f.code == code]
    return finding


def test_one_fee_with_two_rates_is_shown_in_both_places(it_service: Contract) -> None:
    finding = one(it_service, "AMT105")
    assert (finding.clauses, finding.items) == (["3(3)"], ["7", "18"])
    assert {e.page for e in finding.evidence} == {1, 4}
    assert all(e.bbox is not None for e in finding.evidence)


def test_the_odd_tax_is_explained_to_the_fen(it_service: Contract) -> None:
    shares = {s.rate: s.base for s in it_service.amounts.tax.explained_by or []}
    assert shares == {Decimal(13): Decimal(2235000), Decimal(6): Decimal(1520000)}
    assert not [f for f in it_service.findings if f.code == "AMT106"]


def test_the_annex_is_one_table_over_the_page_break(it_service: Contract) -> None:
    (table,) = [t for t in it_service.tables if t.annex == "附件一"]
    assert table.pages == [4, 5]
    assert [i.number for i in it_service.line_items] == [str(n) for n in range(1, 25)]
    assert {tuple(i.groups) for i in it_service.line_items if i.number in ("20", "21", "22", "23")} == {
        ("松岭乡", "应用软件")
    }


def test_planted_faults_and_nothing_else(it_service: Contract) -> None:
    found = sorted(f.code for f in it_service.findings if f.severity != "info")
    assert found == ["AMT105", "DAT401", "DAT405", "FRM701", "FRM701", "FRM701", "PAY302", "PAY305", "PTY602", "PTY602",
                     "REF503", "REF503", "REF505"]  # fmt: skip


def test_every_fact_of_a_paged_file_has_a_box(it_service: Contract) -> None:
    dumped = it_service.model_dump(mode="json")

    def evidence(value: object) -> list[dict[str, object]]:
        if isinstance(value, dict):
            own = [value] if {"bbox", "text", "source"} <= value.keys() else []
            return own + [e for v in value.values() for e in evidence(v)]
        return [e for v in value for e in evidence(v)] if isinstance(value, list) else []

    found = evidence(dumped)
    assert len(found) > 200
    assert all(e["bbox"] and e["page"] for e in found)


@pytest.mark.slow
def test_the_scan_of_a_clean_contract_raises_no_alarm_and_reads_like_the_original() -> None:
    scan, original = parse(SAMPLES / "goods-purchase.scan.pdf"), parse(SAMPLES / "goods-purchase.pdf")
    assert [f.code for f in scan.findings if f.severity != "info"] == []
    assert scan.amounts.total is not None
    assert original.amounts.total is not None
    assert scan.amounts.total.value == original.amounts.total.value
    assert [(i.name, i.quantity, i.amount) for i in scan.line_items] == [
        (i.name, i.quantity, i.amount) for i in original.line_items
    ]
    assert [c.path for c in scan.clauses] == [c.path for c in original.clauses]
    assert all(p.text_from == "ocr" for p in scan.source.pages)


@pytest.mark.slow
def test_no_network_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert parse(SAMPLES / "goods-purchase.scan.pdf", pages=[2]).source.pages[0].text_from == "ocr"


def test_the_samples_are_what_their_script_makes(tmp_path: Path) -> None:
    from samples import goods_purchase
    from tests.composer.typeset_pdf import typeset_pdf

    assert parse_text(typeset_pdf(goods_purchase.manuscript())) == parse_text(
        (SAMPLES / "goods-purchase.pdf").read_bytes()
    )


def parse_text(pdf: bytes) -> str:
    import pymupdf

    return "".join(page.get_text() for page in pymupdf.open(stream=pdf))

"""Stored contracts checked again: the same findings as from the file, and only when something has changed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import contract_parse
from contract_parse.batch import fingerprint
from contract_parse.batch.fingerprint import RULE_DATA, Fingerprints, fingerprints
from contract_parse.batch.journal import read
from contract_parse.batch.store import Store
from contract_parse.batch.work import Job
from contract_parse.model.contract import Contract
from contract_parse.model.settings import Settings
from contract_parse.pipeline import checked, parse
from contract_parse.render import render
from tests.batch.county import go, nothing, write

SAMPLES = Path(__file__).parents[2] / "samples"
PACKAGE = Path(contract_parse.__file__).parent


@pytest.mark.parametrize(
    ("name", "lang"), [("it-service.pdf", "zh"), ("monthly-service.pdf", "en"), ("goods-purchase.docx", "zh")]
)
def test_a_stored_contract_is_the_contract_and_gives_the_same_findings(name: str, lang: str) -> None:
    settings = Settings.model_validate(
        {"lang": lang, "select": ["LAW804", "AMT", "ITM", "PAY", "DAT", "REF", "PTY", "FRM", "LAW"]}
    )
    contract = parse(SAMPLES / name, settings=settings)
    stored = render(contract, "json")
    loaded = Contract.model_validate_json(stored)
    assert loaded == contract
    assert render(loaded, "json") == stored
    bare = loaded.model_copy(update={"checks": [], "findings": [], "payment_calendar": []})
    assert render(checked(bare, settings), "json") == stored
    assert render(loaded, "html") == render(contract, "html")


def test_a_changed_setting_of_the_rules_reads_no_file_again(tmp_path: Path) -> None:
    marks, out = tmp_path / "marks", tmp_path / "out"
    marks.mkdir()
    source = write(tmp_path / "in", a_txt="paid 1", b_txt="paid 2")
    go(source, out, marks=str(marks), finish=nothing)
    summary = go(source, out, marks=str(marks), settings=Settings(ignore=("AMT",)), resume=True, finish=nothing)
    assert (summary.checked, summary.read) == (2, 0)
    assert [len(c.checks) > 40 for _, c in Store(out).contracts()] == [True, True]
    assert [m.read_text() for m in marks.iterdir()] == ["read\n", "read\n"]
    assert (
        go(source, out, marks=str(marks), settings=Settings(ignore=("AMT",)), resume=True, finish=nothing).skipped == 2
    )


def test_another_format_is_made_of_the_stored_facts_and_the_old_one_goes(tmp_path: Path) -> None:
    source, out = write(tmp_path / "in", a_txt="paid 1"), tmp_path / "out"
    go(source, out, formats=("html",), finish=nothing)
    assert [p.suffix for p in (out / "summaries").iterdir()] == [".html"]
    assert go(source, out, formats=("md",), resume=True, finish=nothing).checked == 1
    assert [p.suffix for p in (out / "summaries").iterdir()] == [".md"]


def test_an_output_that_was_deleted_is_made_again(tmp_path: Path) -> None:
    source, out = write(tmp_path / "in", a_txt="paid 1"), tmp_path / "out"
    go(source, out, formats=("md",), finish=nothing)
    (summary,) = (out / "summaries").iterdir()
    summary.unlink()
    assert go(source, out, formats=("md",), resume=True, finish=nothing).checked == 1
    assert summary.exists()


def test_other_code_that_makes_facts_reads_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, out = write(tmp_path / "in", a_txt="paid 1", b_txt="broken"), tmp_path / "out"
    go(source, out, finish=nothing)
    real = fingerprint._code
    monkeypatch.setattr(fingerprint, "_code", lambda part: real(part) + ("newer" if part == "facts" else ""))
    summary = go(source, out, resume=True, finish=nothing)
    assert (summary.read, summary.failed, summary.skipped) == (1, 1, 0)
    assert len(read(out).contracts) == 1


def changed(one: Fingerprints, other: Fingerprints) -> list[str]:
    return [f for f in ("facts", "rules", "rendering") if getattr(one, f) != getattr(other, f)]


def test_what_a_setting_changes(tmp_path: Path) -> None:
    def of(formats: tuple[str, ...] = ("html",), **options: object) -> Fingerprints:
        return fingerprints(Job(options={"ocr": "auto", "settings": Settings(), **options}, formats=formats))

    words = tmp_path / "words"
    words.mkdir()
    base = of()
    assert base == of()
    assert changed(base, of(password="secret", cache=False)) == []
    assert changed(base, of(settings=Settings(fail_on="never", across={"window": 3}))) == []
    assert changed(base, of(formats=("md",))) == ["rendering"]
    assert changed(base, of(settings=Settings(severities={"AMT": "info"}))) == ["rules", "rendering"]
    assert changed(base, of(settings=Settings(lang="en"))) == ["rules", "rendering"]
    assert changed(base, of(ocr="off")) == ["facts", "rules", "rendering"]
    (words / "party_labels.yaml").write_text("buyer: [采办方]", "utf-8")
    assert changed(base, of(settings=Settings(vocabularies=words))) == ["facts", "rules", "rendering"]


def test_vocabularies_counted_to_the_rules_are_read_by_no_other_stage() -> None:
    reads = re.compile(r"(?:vocabulary\(|\"data\" / )f?\"(\w+)")
    for stage in ("model", "values", "ingest", "layout", "segment", "extract", "check/mending"):
        for file in (PACKAGE / stage).rglob("*.py"):
            named = {f"{name}.yaml" for name in reads.findall(file.read_text("utf-8"))}
            assert not named & RULE_DATA, file
    assert {f.name for f in (PACKAGE / "data").iterdir()} >= RULE_DATA


def test_no_password_is_kept(tmp_path: Path) -> None:
    out = tmp_path / "out"
    go(write(tmp_path / "in", a_txt="paid 1"), out, password="geheim-4711", finish=nothing)
    assert not [p for p in out.rglob("*") if p.is_file() and b"geheim-4711" in p.read_bytes()]

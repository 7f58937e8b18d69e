"""Runs with real worker processes: everything once, poison alone, limits held, what is done never done again."""

from __future__ import annotations

import hashlib
import json
import sys
from contextlib import closing
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from contract_parse.batch.engine import Engine, Limits
from contract_parse.batch.journal import FailureEntry, Journal
from contract_parse.batch.progress import Silent
from contract_parse.batch.store import Store
from contract_parse.batch.work import Job, Outcome
from contract_parse.errors import ContractParseError, UsageError
from tests.batch import county
from tests.batch.county import asked, go, nothing, tables, write


class Heard(Silent):
    """Keeps what it was told."""

    def __init__(self) -> None:
        self.done: dict[str, Outcome] = {}
        self.passed: dict[str, str] = {}

    def finished(self, name: str, outcome: Outcome, worker: str) -> None:
        assert name not in self.done, "told twice"
        self.done[name] = outcome

    def skipped(self, name: str, why: Any) -> None:
        self.passed[name] = why


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Heard]:
    """A run over good contracts, one of them under two names, and every kind of poison."""
    base = tmp_path_factory.mktemp("county")
    source = write(
        base / "in", a_txt="paid 100", b_txt="paid 200.50", b2_txt="paid 200.50", broken_pdf="broken", crash_pdf="crash",
        defect_pdf="defect", endless_pdf="endless", exit_pdf="exit", giant_pdf="giant", hog_pdf="hog", locked_pdf="locked",
        once_pdf=f"crash-once {base / 'marker'}\n 300", z_txt="paid 400",
    )  # fmt: skip
    heard = Heard()
    go(source, base / "out", processes=2, reporter=heard, limits=Limits(8, 220 << 20))
    return base / "out", heard


def test_every_good_contract_is_there_once_and_every_poison_file_with_its_reason(poisoned: tuple[Path, Heard]) -> None:
    found = {Path(f.name).name: f.reason for f in Store(poisoned[0]).files()}
    assert found == {
        "a.txt": None, "b.txt": None, "b2.txt": None, "broken.pdf": "unreadable", "crash.pdf": "crashed",
        "defect.pdf": "failed", "endless.pdf": "timed_out", "exit.pdf": "crashed", "giant.pdf": "out_of_memory",
        "hog.pdf": "out_of_memory", "locked.pdf": "encrypted", "once.pdf": None, "z.txt": None,
    }  # fmt: skip
    totals = sorted(c.amounts.total.value for _, c in Store(poisoned[0]).contracts() if c.amounts.total)
    assert [str(t) for t in totals] == ["100.00", "200.50", "300.00", "400.00"]


def test_one_content_under_two_names_is_read_once_and_both_names_are_shown(poisoned: tuple[Path, Heard]) -> None:
    out, heard = poisoned
    assert [Path(n).name for n, why in heard.passed.items() if why == "same"] == ["b2.txt"]
    rows = {Path(f.name).name: f for f in Store(out).files()}
    assert rows["b.txt"].sha256 == rows["b2.txt"].sha256
    assert rows["b.txt"].outputs == rows["b2.txt"].outputs == (f"contracts/{rows['b.txt'].sha256}.json",)


def test_a_reason_names_the_file_as_the_user_does_and_says_what_to_do(poisoned: tuple[Path, Heard]) -> None:
    errors = {Path(f.name).name: f.error or "" for f in Store(poisoned[0]).files()}
    assert "in/broken.pdf" in errors["broken.pdf"]
    assert "8 秒" in errors["endless.pdf"]
    assert "--timeout" in errors["endless.pdf"]
    assert "--memory" in errors["hog.pdf"]
    assert "SIGSEGV" in errors["crash.pdf"]
    assert "KeyError" in errors["defect.pdf"]


def test_the_tables_hold_what_the_folder_holds(poisoned: tuple[Path, Heard]) -> None:
    found = tables(poisoned[0])
    assert len(found["files"]) == 13
    assert asked(poisoned[0], "SELECT DISTINCT status FROM files ORDER BY 1") == ["done", "failed"]
    assert len(found["contracts"]) == len(found["findings"]) == len(found["checks"]) == 4
    assert asked(poisoned[0], "SELECT unit_price FROM items ORDER BY 1") == ["50.00", "100.25", "150.00", "200.00"]


def test_resumed_nothing_is_read_again(tmp_path: Path) -> None:
    marks, out = tmp_path / "marks", tmp_path / "out"
    marks.mkdir()
    source = write(tmp_path / "in", a_txt="paid 1", b_txt="paid 2", broken_pdf="broken")
    go(source, out, marks=str(marks))
    before = tables(out)
    heard = Heard()
    summary = go(write(source, c_txt="paid 3"), out, marks=str(marks), resume=True, reporter=heard)
    assert {Path(n).name for n in heard.done} == {"c.txt"}
    assert (summary.read, summary.skipped, summary.files, summary.contracts) == (1, 3, 4, 3)
    assert all(m.read_text() == "read\n" for m in marks.iterdir())
    assert [r for r in tables(out)["files"] if "c.txt" not in r[0]] == before["files"]


@pytest.mark.parametrize(
    ("reason", "limit", "again"),
    [("timed_out", 60.0, False), ("timed_out", 5.0, True), ("out_of_memory", float(1 << 30), False),
     ("out_of_memory", float(1 << 20), True), ("crashed", None, True), ("unreadable", None, False), ("failed", None, False)],
)  # fmt: skip
def test_a_failure_gets_another_chance_only_where_it_may_end_otherwise(
    tmp_path: Path, reason: Any, limit: float | None, again: bool
) -> None:
    source, out = write(tmp_path / "in", a_txt="broken"), tmp_path / "out"
    go(source, out, finish=nothing)
    write(source, a_txt="paid 1")
    sha256 = hashlib.sha256(b"paid 1").hexdigest()
    with closing(Journal(out, resume=True)) as journal:
        (known,) = journal.state.failures.values()
        journal.add(FailureEntry(sha256, known.facts, reason, "…", limit))
    assert go(source, out, resume=True, finish=nothing).read == int(again)


def test_a_changed_file_replaces_its_row_and_its_outputs(tmp_path: Path) -> None:
    source, out = write(tmp_path / "in", a_txt="paid 1", b_txt="paid 2"), tmp_path / "out"
    go(source, out)
    write(source, a_txt="paid 7")
    go(source, out, resume=True)
    assert len(tables(out)["contracts"]) == len(list((out / "contracts").iterdir())) == 2
    assert asked(out, "SELECT total FROM contracts ORDER BY 1") == ["2.00", "7.00"]


def test_without_resume_a_run_stands_for_itself(tmp_path: Path) -> None:
    out = tmp_path / "out"
    go(write(tmp_path / "in", a_txt="paid 1", b_txt="paid 2"), out, finish=nothing)
    go(write(tmp_path / "other", c_txt="paid 3"), out, finish=nothing)
    assert [Path(f.name).name for f in Store(out).files()] == ["c.txt"]
    assert len(list((out / "contracts").iterdir())) == 1


def test_a_stored_contract_that_cannot_be_checked_is_read_again(tmp_path: Path) -> None:
    source, out = write(tmp_path / "in", a_txt="paid 1"), tmp_path / "out"
    go(source, out)
    (stored,) = (out / "contracts").iterdir()
    stored.write_text("{}")
    summary = go(source, out, formats=("md",), resume=True)
    assert (summary.read, summary.checked) == (1, 0)
    assert json.loads(stored.read_text("utf-8"))["amounts"]["total"]["value"] == "1.00"


def test_two_runs_do_not_write_into_one_folder(tmp_path: Path) -> None:
    source, out = write(tmp_path / "in", a_txt="paid 1"), tmp_path / "out"
    out.mkdir()
    held = Journal(out, resume=False)
    with pytest.raises(UsageError, match="另一个批处理"):
        go(source, out)
    held.close()
    assert go(source, out, finish=nothing).read == 1


def test_workers_that_cannot_start_end_the_run_with_a_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nowhere", ModuleType("nowhere"))  # so it can be sent, but not received
    monkeypatch.setattr(county.parse, "__module__", "nowhere")
    monkeypatch.setattr(sys.modules["nowhere"], "parse", county.parse, raising=False)
    with pytest.raises(ContractParseError, match="工作进程无法启动"):
        go(write(tmp_path / "in", a_txt="paid 1"), tmp_path / "out", processes=1)


@pytest.mark.parametrize(
    ("files", "workers", "threads"), [({"a_txt": "paid 1"}, 1, 3), ({"a_txt": "paid 1", "b_txt": "paid 2"}, 2, 1)]
)
def test_only_a_contract_that_is_alone_has_its_pages_spread_over_the_cores(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: dict[str, str], workers: int, threads: int
) -> None:
    asked_for: list[tuple[int | None, int]] = []

    def make(job: Job, workers: int | None, threads: int) -> Engine:
        asked_for.append((workers, threads))
        return county.Here(job, workers, threads)

    monkeypatch.setattr("contract_parse.batch.run.available_cores", lambda: 3)
    go(write(tmp_path / "in", **files), tmp_path / "out", processes=2, make_engine=make, finish=nothing)
    assert asked_for == [(workers, threads)]

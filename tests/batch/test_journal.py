"""The journal: what a kill cut short does not count, the last word holds, what is no longer owned is known."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from contract_parse.batch.journal import FILE, ContractEntry, FailureEntry, FileEntry, Journal, read


def contract(sha256: str, *outputs: str) -> ContractEntry:
    return ContractEntry(sha256, "f", "r", "p", outputs, {"error": 1}, ("AMT101",), 0.5)


def filled(out: Path) -> None:
    with closing(Journal(out, resume=False)) as journal:
        journal.add(FileEntry("/in/a", "a", "1"))
        journal.add(contract("1", "contracts/1.json", "summaries/a.html"))
        journal.add(FileEntry("/in/b", "b", None, "empty", "unreadable"))


def test_what_was_entered_is_read_back(tmp_path: Path) -> None:
    filled(tmp_path)
    state = read(tmp_path)
    assert state.contracts == {"1": contract("1", "contracts/1.json", "summaries/a.html")}
    assert [f.reason for f in state.files.values()] == [None, "unreadable"]


def test_a_line_cut_short_counts_for_nothing_and_spoils_no_later_one(tmp_path: Path) -> None:
    filled(tmp_path)
    whole = (tmp_path / FILE).read_bytes()
    for cut in range(len(whole)):
        (tmp_path / FILE).write_bytes(whole[:cut])
        with closing(Journal(tmp_path, resume=True)) as journal:
            journal.add(FileEntry("/in/z", "z", "9"))
        assert (tmp_path / FILE).read_bytes().startswith(whole[: whole[:cut].rfind(b"\n") + 1])
        assert read(tmp_path).files["/in/z"].sha256 == "9"


def test_the_last_word_holds(tmp_path: Path) -> None:
    filled(tmp_path)
    with closing(Journal(tmp_path, resume=True)) as journal:
        journal.add(FailureEntry("1", "f", "crashed", "SIGSEGV"))
        assert (journal.state.contracts, list(journal.state.failures)) == ({}, ["1"])
        journal.add(contract("1"))
    assert (list(read(tmp_path).contracts), read(tmp_path).failures) == (["1"], {})


def test_outputs_that_nothing_owns_are_known_also_from_before_a_fresh_start(tmp_path: Path) -> None:
    filled(tmp_path)
    with closing(Journal(tmp_path, resume=False)) as journal:
        assert journal.state.files == {}
        journal.add(FileEntry("/in/a", "a", "1"))
        journal.add(contract("1", "contracts/1.json"))
        assert journal.state.stale() == {"summaries/a.html"}


def test_lines_of_another_version_are_passed_over(tmp_path: Path) -> None:
    filled(tmp_path)
    with (tmp_path / FILE).open("ab") as file:
        file.write(b'{"event":"contract","sha256":"2"}\n{"event":"later"}\n[]\nnot json\n')
        file.write(b'{"event":"file","place":"/in/c","name":"c","sha256":"3","added":"later"}\n')
    assert list(read(tmp_path).contracts) == ["1"]
    assert read(tmp_path).files["/in/c"].name == "c"

"""The journal of a batch: an append-only file of JSON lines that says what became of every file and contract.

Together with ``contracts/HASH.json`` it is the truth of an output folder; tables and pages are made from the two.
A line counts once it ends in a line feed: what a kill cut short is cut off before the next line is written. The
last word on a file or a contract holds, so that a task done twice is still one row.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import IO, Any, Literal

from contract_parse.errors import OutputError, UsageError

FILE = "journal.jsonl"
SCHEMA = 1

Reason = Literal["unreadable", "encrypted", "crashed", "timed_out", "out_of_memory", "failed"]


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file that was met. ``place`` tells it from all others (its absolute path, and the member's within an
    archive), ``name`` is what the user called it. ``error`` where it could not even be read to be hashed."""

    place: str
    name: str
    sha256: str | None
    error: str | None = None
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class ContractEntry:
    """A contract that is done. ``facts``, ``rules`` and ``rendering`` are fingerprints of what made each;
    ``outputs`` are paths below the output folder, ``counts`` findings by severity."""

    sha256: str
    facts: str
    rules: str
    rendering: str
    outputs: tuple[str, ...]
    counts: dict[str, int]
    codes: tuple[str, ...]
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class FailureEntry:
    """A contract that failed. ``limit`` is the limit it broke: seconds (timed_out) or bytes (out_of_memory)."""

    sha256: str
    facts: str
    reason: Reason
    error: str
    limit: float | None = None


Entry = FileEntry | ContractEntry | FailureEntry
_KINDS: dict[str, type[Any]] = {"file": FileEntry, "contract": ContractEntry, "failure": FailureEntry}
_NAMES = {kind: name for name, kind in _KINDS.items()}


@dataclass
class State:
    """What the journal comes to. ``written`` are all outputs that were ever made, for those no longer current."""

    files: dict[str, FileEntry] = field(default_factory=dict)
    contracts: dict[str, ContractEntry] = field(default_factory=dict)
    failures: dict[str, FailureEntry] = field(default_factory=dict)
    written: set[str] = field(default_factory=set)

    def add(self, entry: Entry) -> None:
        if isinstance(entry, FileEntry):
            self.files[entry.place] = entry
        elif isinstance(entry, ContractEntry):
            self.contracts[entry.sha256] = entry
            self.failures.pop(entry.sha256, None)
            self.written.update(entry.outputs)
        else:
            self.failures[entry.sha256] = entry
            self.contracts.pop(entry.sha256, None)

    def forget(self) -> None:
        """A run began anew: nothing of before counts, but for what may have to be removed."""
        self.files, self.contracts, self.failures = {}, {}, {}

    def current(self) -> dict[str, ContractEntry]:
        """The contracts that some file still holds."""
        held = {f.sha256 for f in self.files.values()}
        return {sha: c for sha, c in self.contracts.items() if sha in held}

    def stale(self) -> set[str]:
        """Outputs that no current contract owns any more."""
        return self.written - {o for c in self.current().values() for o in c.outputs}


def read(out: Path) -> State:
    """What the journal in ``out`` comes to; empty where there is none."""
    state = State()
    try:
        content = (out / FILE).read_bytes()
    except FileNotFoundError:
        return state
    for record in _records(content):
        kind = record.pop("event", None)
        if kind == "begin":
            state.forget()
        elif kind in _KINDS and (entry := _entry(_KINDS[kind], record)) is not None:
            state.add(entry)
    return state


def _records(content: bytes) -> Iterator[dict[str, Any]]:
    for line in content.split(b"\n")[:-1]:  # what follows the last line feed was cut short
        try:
            record = json.loads(line)
        except ValueError:
            continue
        if isinstance(record, dict):
            yield record


def _entry(kind: type[Any], record: dict[str, Any]) -> Entry | None:
    """None for a line that lacks what an entry needs: better done again than taken for done."""
    known = {f.name for f in fields(kind)}
    values = {k: tuple(v) if isinstance(v, list) else v for k, v in record.items() if k in known}
    try:
        entry: Entry = kind(**values)
    except TypeError:
        return None
    return entry


class Journal:
    """The journal open for writing, by one process at a time.

    Raises UsageError where another run holds it, OutputError where it cannot be written.
    """

    def __init__(self, out: Path, *, resume: bool) -> None:
        path = out / FILE
        try:
            self._file: IO[bytes] = path.open("ab")
        except OSError as e:
            raise OutputError("无法写入 {path}（{why}）。", "请检查目录权限和磁盘空间，或用 -o 指定其他目录。",
                              path=path, why=e.strerror or e) from e  # fmt: skip
        self._lock(out)
        _cut_torn_line(path)
        self.state = read(out)
        if not resume:
            self.state.forget()
            self._append({"event": "begin", "schema": SCHEMA})

    def _lock(self, out: Path) -> None:
        try:
            import fcntl
        except ImportError:  # no advisory locks on this system
            return
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as e:
            self._file.close()
            raise UsageError("另一个批处理正在写入 {path}。", "请等它结束，或用 -o 指定其他目录。", path=out) from e

    def add(self, entry: Entry) -> None:
        """Enters what became of a file or a contract. A contract's word is on the disk when this returns."""
        self._append(
            {"event": _NAMES[type(entry)], **asdict(entry)},
            lasting=not isinstance(entry, FileEntry) or not entry.sha256,
        )
        self.state.add(entry)

    def _append(self, record: dict[str, Any], lasting: bool = True) -> None:
        try:
            self._file.write(
                json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace") + b"\n"
            )
            self._file.flush()
            if lasting:
                os.fsync(self._file.fileno())
        except OSError as e:
            raise OutputError("无法写入 {path}（{why}）。", "请检查目录权限和磁盘空间，或用 -o 指定其他目录。",
                              path=self._file.name, why=e.strerror or e) from e  # fmt: skip

    def close(self) -> None:
        self._file.close()


def _cut_torn_line(path: Path) -> None:
    """Cuts off what follows the last line feed, so that the next line starts on its own."""
    with path.open("rb+") as f:
        size = f.seek(0, os.SEEK_END)
        if not size:
            return
        f.seek(0)
        content = f.read()
        if not content.endswith(b"\n"):
            f.truncate(content.rfind(b"\n") + 1)

"""An invented county for the tests of the batch: files that say what becomes of who reads them, read in no time.

Run as a program it is a batch with these readers, to be killed from outside:
``python -m tests.batch.county INPUT OUT [resume]``.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import signal
import sys
import time
from collections import deque
from decimal import Decimal
from pathlib import Path
from typing import Any

from contract_parse.batch.engine import Event, Finished, Limits
from contract_parse.batch.progress import Reporter
from contract_parse.batch.run import MakeEngine, Summary, run
from contract_parse.batch.work import Job, Task, perform
from contract_parse.errors import EncryptedError, InputError
from contract_parse.model.contract import Check, Contract, Finding, Source
from contract_parse.model.evidence import DateFact, Evidence, Fact, Money
from contract_parse.model.facts import Amounts, Header, LineItem, Party


def parse(path: Path, **options: Any) -> Contract:
    """A contract by the words in a file: a total in yuan, or what happens to its reader."""
    content = path.read_bytes()
    word, _, rest = content.decode().partition(" ")
    match word:
        case "endless":
            time.sleep(600)
        case "slow":
            time.sleep(float(rest.split()[0]))
        case "hog":
            hoard = []
            while True:
                hoard.append(b"x" * (32 << 20))
                time.sleep(0.02)  # as a page at a time would
        case "giant":
            bytearray(1 << 45)
        case "crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "crash-once" if not (marker := Path(rest.strip())).exists():
            marker.touch()
            os._exit(9)
        case "exit":
            sys.exit(7)
        case "locked":
            raise EncryptedError("PDF 已加密：{path}。", "请用 --password 给出打开密码。", path=path)
        case "broken":
            raise InputError("PDF 已损坏，无法打开：{path}。", path=path)
        case "defect":
            raise KeyError("a defect of ours")
    if marks := options.get("marks"):
        with (Path(marks) / hashlib.sha256(content).hexdigest()).open("a") as readings:
            readings.write("read\n")
    if progress := options.get("progress"):
        progress(1, 1)
    return contract(content, path.name, Decimal(rest.split()[-1] if rest else "1"))


def contract(content: bytes, name: str, total: Decimal) -> Contract:
    place = [Evidence(page=1, bbox=(1, 2, 3, 4), text=str(total))]
    digest = hashlib.sha256(content).hexdigest()
    return Contract(
        source=Source(name=name, sha256=digest, media_type="text/plain"),
        contract=Header(
            title=Fact(value="绿化养护合同", raw="绿化养护合同", evidence=place),
            signed_on=DateFact(value=dt.date(2026, 3, 4), raw="2026年3月4日", evidence=place),
        ),
        parties=[Party(role="buyer", labels=["甲方"], name=Fact(value="青禾镇", raw="青禾镇", evidence=place))],
        amounts=Amounts(total=Money(value=total, raw=str(total), evidence=place)),
        line_items=[LineItem(table=1, row=1, name="苗木", quantity=Decimal("2"), unit_price=total / 2, amount=total)],
        checks=[Check(code="AMT101", outcome="failed", compared=1)],
        findings=[Finding(code="AMT101", severity="error", message=f"大写与小写不符：{total}", evidence=place)],
    )


def write(folder: Path, **files: str) -> Path:
    """Files of a folder by name (an underscore stands for the dot of the ending)."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name.replace("_", ".")).write_text(content, "utf-8")
    return folder


class Here:
    """An engine of this very process: for what depends on the run and not on its workers."""

    def __init__(self, job: Job, workers: int | None, threads: int) -> None:
        self._job, self._tasks = job, deque[Task]()
        self.room = 2

    @property
    def in_hand(self) -> tuple[Task, ...]:
        return tuple(self._tasks)

    def submit(self, task: Task) -> None:
        self._tasks.append(task)
        self.room -= 1

    def wait(self, seconds: float) -> list[Event]:
        task = self._tasks.popleft()
        self.room += 1
        return [Finished(task, perform(task, self._job), "here")]

    def close(self) -> None:
        self._tasks.clear()


def go(source: Path | str, out: Path, *, processes: int = 0, reporter: Reporter | None = None, resume: bool = False,
       limits: Limits | None = None, formats: tuple[str, ...] = (), finish: Any = None,
       make_engine: MakeEngine | None = None, **options: Any) -> Summary:  # fmt: skip
    """A batch with the readers above, in ``processes`` (0: in this one) or by another engine."""
    from contract_parse.batch.database import write_database

    job = Job(options=options, formats=formats, parse=parse, fetch=make_engine is None)
    if make_engine is None and not processes:
        make_engine = Here
    return run([source], out, job, workers=processes or 1, limits=limits or Limits(60, 1 << 30), resume=resume,
               reporter=reporter, make_engine=make_engine, finish=finish or write_database)  # fmt: skip


def nothing(out: Path) -> None:
    """Makes nothing of all contracts together."""


def tables(out: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables, in order."""
    import duckdb

    from contract_parse.batch.columns import TABLES

    with duckdb.connect(str(out / "contracts.duckdb"), read_only=True) as db:
        return {t.name: db.execute(f"SELECT * FROM {t.name} ORDER BY ALL").fetchall() for t in TABLES}


def asked(out: Path, sql: str) -> list[str | None]:
    """The first column of what a query gives, as ``contract-parse query`` shows it."""
    from contract_parse.batch.query import query, shown

    return [None if r[0] is None else shown(r[0]) for r in query(out, sql).rows]


if __name__ == "__main__":
    ended = go(Path(sys.argv[1]), Path(sys.argv[2]), processes=2, resume="resume" in sys.argv)
    sys.exit(130 if ended.interrupted else 0)

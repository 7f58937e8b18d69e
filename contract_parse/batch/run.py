"""A run: everything found is read once, every outcome is committed once, and the folder says where it stands.

One process commits. A contract is done when its JSON and its outputs are written and the journal says so, in that
order; a kill before the journal's line means that it is done again, after it that it is not.
"""

from __future__ import annotations

import os
import shutil
import signal
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from contract_parse.batch.engine import Engine, Finished, Limits
from contract_parse.batch.fingerprint import Fingerprints, fingerprints
from contract_parse.batch.intake import Intake
from contract_parse.batch.journal import ContractEntry, FailureEntry, Journal
from contract_parse.batch.outputs import require_writable, sweep, write_whole
from contract_parse.batch.progress import Reporter, Silent
from contract_parse.batch.store import CONTRACTS, SUMMARIES, contract_path
from contract_parse.batch.work import Job, Outcome, Task

WORK = ".work"  # members of archives while they are read
_AHEAD = 2
_CRASHES = 2  # a contract is given up after its second crash: the first may have been the machine's

MakeEngine = Callable[[Job, int | None, int], Engine]  # job, workers (None: one a core), OCR threads of each


@dataclass
class Summary:
    """How a run ended. ``files``, ``contracts``, ``unread`` (files without a contract) and ``severities`` count the
    whole folder, the rest what this run did."""

    files: int = 0
    contracts: int = 0
    unread: int = 0
    read: int = 0
    checked: int = 0
    skipped: int = 0
    failed: int = 0
    interrupted: bool = False
    severities: Counter[str] = field(default_factory=Counter)


def run(
    inputs: Sequence[str | os.PathLike[str]],
    out: Path,
    job: Job,
    *,
    lists: Sequence[str | os.PathLike[str]] = (),
    workers: int | None = None,
    limits: Limits | None = None,
    resume: bool = False,
    reporter: Reporter | None = None,
    make_engine: MakeEngine | None = None,
    finish: Callable[[Path], Any] | None = None,
) -> Summary:
    """Reads every contract of ``inputs`` and ``lists`` into ``out``.

    ``workers`` processes (None: one a core) under ``limits`` a contract; ``resume`` goes on from what ``out`` holds;
    ``make_engine`` puts other workers in place of processes; ``finish`` makes what is made of all contracts together
    (None: tables and portfolio).

    Raises UsageError (a list that cannot be read, another run in ``out``), OutputError.
    """
    require_writable(out)
    for folder in (out / CONTRACTS, out / SUMMARIES):
        require_writable(folder)
    journal = Journal(out, resume=resume)
    try:
        for folder in (out, out / CONTRACTS, out / SUMMARIES):
            sweep(folder)
        shutil.rmtree(out / WORK, ignore_errors=True)
        (out / WORK).mkdir(exist_ok=True)
        told = reporter or Silent()
        intake = Intake(inputs, lists, out, journal, job, fingerprints(job), told, limits or Limits())
        work = _Run(out, job, intake, journal, told)
        summary = work.work(make_engine or _processes(limits or Limits()), workers)
        _remove_stale(out, journal)
        if finish is None:
            from contract_parse.batch.finish import finish_run

            finish_run(out, job, told)
        else:
            finish(out)
        _count(summary, journal)
        return summary
    finally:
        shutil.rmtree(out / WORK, ignore_errors=True)
        journal.close()


class _Run:
    """The loop between intake, engine and journal."""

    def __init__(self, out: Path, job: Job, intake: Intake, journal: Journal, told: Reporter) -> None:
        self.out, self.job, self.intake, self.journal, self.told = out, job, intake, journal, told
        self.summary, self.ready, self.crashes = Summary(), deque[Task](), Counter[str]()

    def work(self, make_engine: MakeEngine, workers: int | None) -> Summary:
        self.told.start(self.intake.total(), workers or available_cores())
        with _interruptible() as stopped:
            self._prepare(stopped)
            # A contract that is alone has its pages spread over the cores.
            alone = len(self.ready) == 1
            engine = make_engine(self.job, 1 if alone else workers, min(4, available_cores()) if alone else 1)
            try:
                while True:
                    self._fill(engine, stopped)
                    if not engine.in_hand:
                        break
                    events = engine.wait(0.5)
                    self._fill(engine, stopped)  # workers go on before their results are written
                    for event in events:
                        if isinstance(event, Finished):
                            self._settle(event)
                        else:
                            self.told.paged(event.task.name, event.done, event.total)
                    self._prepare(stopped)
                    if stopped.is_set() and not self.summary.interrupted:
                        self.summary.interrupted = True
                        self.told.note(_STOPPING[self.job.lang])
            finally:
                engine.close()
                self.told.close()
        self.summary.skipped = self.intake.skipped
        self.summary.interrupted = stopped.is_set()
        return self.summary

    def _prepare(self, stopped: threading.Event) -> None:
        """Two tasks are kept ready, no more: what is hashed and unpacked ahead of its turn is bounded."""
        while len(self.ready) < _AHEAD and not stopped.is_set() and (task := self.intake.next()) is not None:
            self.ready.append(task)

    def _fill(self, engine: Engine, stopped: threading.Event) -> None:
        while self.ready and engine.room > 0 and not stopped.is_set():
            task = self.ready.popleft()
            engine.submit(task)
            self.told.began(task.name)

    def _settle(self, event: Finished) -> None:
        """Commits an outcome, or has the contract done once more where that may help."""
        task, outcome = event.task, event.outcome
        again: Task | None = None
        if outcome.reason == "crashed" and self.crashes[task.sha256] < _CRASHES - 1:
            self.crashes[task.sha256] += 1
            again = task
        elif outcome.reason and task.kind == "check":
            again = self.intake.reread(task)
        if again is not None:
            self.ready.append(again)
            return
        _commit(self.out, self.journal, self.intake.prints, task, outcome)
        self.told.finished(task.name, outcome, event.worker)
        self.intake.release(task)
        if outcome.reason:
            self.summary.failed += 1
        elif task.kind == "check":
            self.summary.checked += 1
        else:
            self.summary.read += 1


_STOPPING = {"zh": "正在完成手头的合同，然后停止；再按一次 Ctrl-C 立即停止。",
             "en": "Finishing what is in hand, then stopping; Ctrl-C again stops at once."}  # fmt: skip


def available_cores() -> int:
    """The cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _processes(limits: Limits) -> MakeEngine:
    def make(job: Job, workers: int | None, threads: int) -> Engine:
        from contract_parse.batch.local import LocalEngine

        return LocalEngine(job, workers or available_cores(), limits, threads)

    return make


def _commit(out: Path, journal: Journal, prints: Fingerprints, task: Task, outcome: Outcome) -> None:
    if outcome.reason is not None:
        journal.add(
            FailureEntry(task.sha256, prints.facts, outcome.reason, outcome.error or outcome.reason, outcome.limit)
        )
        return
    for name, data in outcome.outputs:
        write_whole(out / SUMMARIES / name, data)
    write_whole(contract_path(out, task.sha256), outcome.contract)
    outputs = (f"{CONTRACTS}/{task.sha256}.json", *(f"{SUMMARIES}/{name}" for name, _ in outcome.outputs))
    journal.add(
        ContractEntry(task.sha256, prints.facts, prints.rules, prints.rendering, outputs, outcome.counts, outcome.codes,
                      outcome.seconds)
    )  # fmt: skip


def _count(summary: Summary, journal: Journal) -> None:
    current = journal.state.current()
    summary.files, summary.contracts = len(journal.state.files), len(current)
    summary.unread = sum(f.sha256 not in current for f in journal.state.files.values())
    for entry in current.values():
        summary.severities.update(entry.counts)


def _remove_stale(out: Path, journal: Journal) -> None:
    """Removes outputs that belong to no contract any more (a format no longer asked for, a file that has changed)."""
    for name in journal.state.stale():
        folder, _, file = name.partition("/")
        if folder in (CONTRACTS, SUMMARIES) and "/" not in file and "\\" not in file:
            (out / folder / file).unlink(missing_ok=True)


@contextmanager
def _interruptible() -> Iterator[threading.Event]:
    """The first Ctrl-C (or SIGTERM) asks to stop, the second ends the run at once as KeyboardInterrupt."""
    stopped = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield stopped
        return

    def stop(_number: int, _frame: object) -> None:
        if stopped.is_set():
            raise KeyboardInterrupt
        stopped.set()

    before = {s: signal.signal(s, stop) for s in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stopped
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)

"""Worker processes of this machine, each watched: one that dies, hangs or swells is replaced, its contract charged.

``concurrent.futures`` gives the whole pool up when one process dies, and ``multiprocessing.Pool`` waits for ever for
the task it had; so the processes and pipes are held here, a task a worker at a time.
"""

from __future__ import annotations

import multiprocessing
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING

from contract_parse.batch import worker
from contract_parse.batch.engine import Event, Finished, Limits, Paged
from contract_parse.batch.work import Job, Outcome, Task, failure
from contract_parse.errors import ContractParseError

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

POLL = 0.1  # seconds between looks at clocks and memory
START = 180.0  # seconds in which a worker must have loaded
STARTS = 3  # workers that may fail to start in a row


@dataclass
class _Worker:
    process: SpawnProcess
    pipe: Connection
    task: Task | None = None
    ready: bool = False
    since: float = field(default_factory=time.monotonic)  # of the start, then of the task

    @property
    def name(self) -> str:
        return str(self.process.pid)


class LocalEngine:
    """``workers`` processes with ``threads`` OCR threads each, under ``limits`` a contract."""

    def __init__(self, job: Job, workers: int, limits: Limits, threads: int = 1) -> None:
        self._job, self._limits, self._threads = job, limits, threads
        self._context = multiprocessing.get_context("spawn")
        self._failed_starts = 0
        self._size = workers
        self._workers: list[_Worker] = []

    @property
    def room(self) -> int:
        return self._size - len(self.in_hand)

    @property
    def in_hand(self) -> tuple[Task, ...]:
        return tuple(w.task for w in self._workers if w.task is not None)

    def submit(self, task: Task) -> None:
        idle = next((w for w in self._workers if w.task is None), None)
        if idle is None:
            idle = self._start()
        idle.task, idle.since = task, time.monotonic()
        try:
            idle.pipe.send(task)
        except OSError:  # it died idle: the task is not to blame
            idle.task = None
            self._end(idle)
            self._count_failed_start(idle)
            self.submit(task)

    def wait(self, seconds: float) -> list[Event]:
        """Events in the order they came."""
        end = time.monotonic() + seconds
        while True:
            events = [*self._heard(min(POLL, max(0.0, end - time.monotonic()))), *self._over_limit()]
            if events or time.monotonic() >= end:
                return events

    def close(self) -> None:
        for each in list(self._workers):
            self._end(each)

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(
            target=worker.main, args=(theirs, self._job, self._threads, self._limits.memory), daemon=True
        )
        with _interrupts_held():
            process.start()
        theirs.close()
        started = _Worker(process, ours)
        self._workers.append(started)
        return started

    def _heard(self, seconds: float) -> Iterator[Event]:
        by_pipe = {w.pipe: w for w in self._workers}
        if not by_pipe:
            time.sleep(seconds)
        for pipe in wait(list(by_pipe), seconds) if by_pipe else ():
            each = by_pipe[pipe]  # type: ignore[index]
            try:
                message: worker.Message = each.pipe.recv()
            except (EOFError, OSError):
                yield from self._died(each)
                continue
            if isinstance(message, worker.Ready):
                each.ready, each.since, self._failed_starts = True, time.monotonic(), 0
            elif each.task is not None and isinstance(message, worker.Page):
                yield Paged(each.task, message.done, message.total)
            elif each.task is not None and isinstance(message, worker.Done):
                yield self._finished(each, message.outcome)
                if message.last:
                    self._end(each)

    def _finished(self, each: _Worker, outcome: Outcome) -> Finished:
        task, each.task = each.task, None
        assert task is not None
        return Finished(task, outcome, each.name)

    def _died(self, each: _Worker) -> Iterator[Event]:
        each.process.join(5)
        code = each.process.exitcode
        self._end(each)
        task = each.task
        if not each.ready:
            self._count_failed_start(each)
            if task is not None:  # it never began: another does it
                each.task = None
                self.submit(task)
        elif task is not None:
            why = _signal_name(-code) if code is not None and code < 0 else f"exit {code}"
            yield self._finished(each, failure("crashed", task, self._job.lang, why=why))

    def _over_limit(self) -> Iterator[Event]:
        now = time.monotonic()
        for each in list(self._workers):
            if not each.ready:
                if now - each.since > START:
                    each.process.kill()  # found dead at the next look
                continue
            if each.task is None:
                continue
            if now - each.since > self._limits.seconds:
                yield self._stopped(each, failure("timed_out", each.task, self._job.lang, limit=self._limits.seconds))
            elif _resident(each.process.pid) > self._limits.memory:
                yield self._stopped(
                    each, failure("out_of_memory", each.task, self._job.lang, limit=self._limits.memory)
                )

    def _stopped(self, each: _Worker, outcome: Outcome) -> Finished:
        seconds = round(time.monotonic() - each.since, 3)
        self._end(each)
        return self._finished(each, replace(outcome, seconds=seconds))

    def _count_failed_start(self, each: _Worker) -> None:
        self._failed_starts += 1
        if self._failed_starts >= STARTS:
            raise ContractParseError("工作进程无法启动（退出状态 {code}）。", "请检查安装是否完整、内存是否足够。",
                                     code=each.process.exitcode)  # fmt: skip

    def _end(self, each: _Worker) -> None:
        if each in self._workers:
            self._workers.remove(each)
        each.pipe.close()
        each.process.kill()
        each.process.join()


def _resident(pid: int | None) -> int:
    import psutil

    try:
        return int(psutil.Process(pid).memory_info().rss)
    except psutil.Error:
        return 0  # it has ended: heard at the next look


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """A process started within never sees Ctrl-C: it inherits the mask. Ours comes a moment later."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)

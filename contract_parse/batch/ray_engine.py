"""The same work on a Ray cluster: an actor a core, wherever the cores are, and one committer here.

An actor keeps a worker process of its own (:mod:`contract_parse.batch.local`), so that limits, crashes and what is
loaded once are the same as on one machine; Ray brings the tasks there and tells when a node is lost. A task whose
node is lost is given to another and charged to nobody; since only the committer writes, a task done twice is one row.

Imported only for ``--engine ray``; Ray and fsspec are the extra ``contract-parse[ray]``.
"""

from __future__ import annotations

import logging
import time
from collections import Counter, deque
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from contract_parse.batch.addresses import copy, is_address
from contract_parse.batch.engine import Engine, Event, Finished, Limits
from contract_parse.batch.local import START, LocalEngine
from contract_parse.batch.run import MakeEngine
from contract_parse.batch.work import Job, Outcome, Task, failure
from contract_parse.errors import ContractParseError

_LOSSES = 3  # nodes that may be lost under one contract before it is taken for their killer


class Reader:
    """What runs in an actor: one worker process, a contract at a time."""

    def __init__(self, job: Job, limits: Limits, threads: int) -> None:
        self._engine = LocalEngine(job, 1, limits, threads)

    def hello(self) -> str:
        """Where this is; returns once the actor is placed and runs."""
        import socket

        return socket.gethostname()

    def do(self, task: Task, content: bytes | None) -> tuple[Outcome, str]:
        """The outcome of ``task`` and who made it. ``content`` is the file, None where it is read from its address."""
        with TemporaryDirectory(prefix="contract-parse-") as folder:
            path = Path(folder, Path(task.source.rpartition("/")[2] or "file").name)
            if content is None:
                try:
                    with path.open("wb") as file:
                        copy(task.source, file)
                except ContractParseError as e:
                    return Outcome(reason="unreadable", error=e.text()), "ray"
            else:
                path.write_bytes(content)
            self._engine.submit(replace(task, source=str(path)))
            while True:
                for event in self._engine.wait(5):
                    if isinstance(event, Finished):
                        return event.outcome, f"{self.hello()}:{event.worker}"


@dataclass
class _Actor:
    handle: Any
    ref: Any  # of hello until it is placed, then of the task in hand; None while idle
    task: Task | None = None
    placed: bool = False
    since: float = 0.0


class RayEngine:
    """Actors on a cluster that Ray is already connected to: ``workers`` of them, each with a core."""

    def __init__(self, job: Job, workers: int, limits: Limits, threads: int = 1) -> None:
        import ray

        self._ray: Any = ray
        self._job, self._limits, self._threads, self._size = job, limits, threads, workers
        self._waiting: deque[Task] = deque()
        self._losses: Counter[str] = Counter()
        self._last_placed = time.monotonic()
        self._actors: list[_Actor] = []
        for _ in range(workers):
            self._start()

    @property
    def room(self) -> int:
        return self._size - len(self.in_hand)

    @property
    def in_hand(self) -> tuple[Task, ...]:
        return (*self._waiting, *(a.task for a in self._actors if a.task is not None))

    def submit(self, task: Task) -> None:
        self._waiting.append(task)
        self._give()

    def wait(self, seconds: float) -> list[Event]:
        refs = {a.ref: a for a in self._actors if a.ref is not None}
        ready, _ = self._ray.wait(list(refs), num_returns=1, timeout=seconds) if refs else ([], [])
        if ready:  # and what else there is by now
            ready, _ = self._ray.wait(list(refs), num_returns=len(refs), timeout=0)
        events = [event for ref in ready if (event := self._heard(refs[ref])) is not None]
        self._drop_silent()
        self._give()
        return events

    def close(self) -> None:
        for each in self._actors:
            with suppress(Exception):
                self._ray.kill(each.handle)
        self._actors = []
        self._ray.shutdown()

    def _start(self) -> None:
        actor = self._ray.remote(Reader).options(num_cpus=1, max_restarts=0)
        handle = actor.remote(self._job, self._limits, self._threads)
        self._actors.append(_Actor(handle, handle.hello.remote(), since=time.monotonic()))

    def _give(self) -> None:
        """Tasks to idle actors. What lies on this machine travels with its task."""
        for each in self._actors:
            if not self._waiting:
                return
            if each.placed and each.task is None:
                each.task, each.since = self._waiting.popleft(), time.monotonic()
                content = None if is_address(each.task.source) else Path(each.task.source).read_bytes()
                each.ref = each.handle.do.remote(each.task, content)

    def _heard(self, each: _Actor) -> Event | None:
        ref, task = each.ref, each.task
        each.ref = each.task = None
        try:
            result = self._ray.get(ref)
        except self._ray.exceptions.RayError as lost:
            return self._lost(each, task, lost)
        if task is None:
            each.placed, self._last_placed = True, time.monotonic()
            return None
        outcome, worker = result
        return Finished(task, outcome, worker)

    def _lost(self, each: _Actor, task: Task | None, why: Exception) -> Event | None:
        """An actor is gone, with its node or alone: another is asked for, its contract goes to who is idle."""
        self._actors.remove(each)
        with suppress(Exception):
            self._ray.kill(each.handle)
        self._start()
        if task is None:
            return None
        self._losses[task.sha256] += 1
        if self._losses[task.sha256] >= _LOSSES:
            return Finished(task, failure("crashed", task, self._job.lang, why=type(why).__name__), "ray")
        self._waiting.appendleft(task)
        return None

    def _drop_silent(self) -> None:
        """An actor that keeps its own limits by so much is cut off; a cluster that places nobody is reported."""
        now = time.monotonic()
        for each in list(self._actors):
            if each.task is not None and now - each.since > self._limits.seconds + 2 * START:
                task, each.ref, each.task = each.task, None, None
                self._lost(each, None, TimeoutError())
                self._waiting.appendleft(task)
        if not any(a.placed for a in self._actors) and now - self._last_placed > START:
            raise ContractParseError("Ray 集群没有可用的核心。", "请检查集群状态（ray status）。")


def make_engine(address: str | None, limits: Limits) -> MakeEngine:
    """Connects to the cluster at ``address`` (None: one of this machine's cores) when the work begins.

    Raises ContractParseError where Ray is not installed or the cluster cannot be reached.
    """

    def make(job: Job, workers: int | None, threads: int) -> Engine:
        try:
            import ray
        except ImportError as e:
            raise ContractParseError("没有安装 Ray。", "请安装：pip install 'contract-parse[ray]'。") from e
        if not ray.is_initialized():
            try:
                ray.init(
                    address=address or "local",
                    log_to_driver=False,
                    logging_level=logging.ERROR,
                    include_dashboard=False,
                )
            except (ConnectionError, RuntimeError, ValueError) as e:
                raise ContractParseError("无法连接 Ray 集群 {address}。", "请检查 --ray-address 和集群状态。",
                                         address=address) from e  # fmt: skip
        resources: Any = ray.cluster_resources  # untyped
        return RayEngine(job, workers or int(resources().get("CPU", 1)), limits, threads)

    return make

"""A worker process: takes a task at a time from its pipe, sends back what became of it.

It keeps what is slow to load (parser, dictionaries, OCR models) from one contract to the next, ignores Ctrl-C (the
parent decides what is still finished) and ends when its parent does, however that ended.
"""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from contract_parse.batch.work import Job, Outcome, perform, resident

# Kept from one contract to the next below this share of its memory limit; above, a fresh worker is cheaper than
# charging the next contract for the last one's memory.
KEPT_SHARE = 0.5
BRIEF = 0.3  # seconds: what was done in less left little behind, and tidying up would take as long again …
GROWN = 1.05  # … unless the memory has grown by more than this: a broken file is refused at once, and leaves much


@dataclass(frozen=True, slots=True)
class Ready:
    """The worker has loaded what it needs; clocks start with its first task."""


@dataclass(frozen=True, slots=True)
class Page:
    """``done`` of ``total`` pages have been read by OCR."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Done:
    """A task's outcome. ``last`` where the worker ends now, to be replaced by a fresh one."""

    outcome: Outcome
    last: bool = False


Message = Ready | Page | Done


def main(pipe: Connection, job: Job, threads: int, memory: int) -> None:
    """Works until the pipe closes. ``threads`` pages are read by OCR at a time; ``memory`` bytes are the limit of a
    contract, held from outside by watching; here only a single giant allocation is refused."""
    os.environ["CONTRACT_PARSE_OCR_THREADS"] = str(threads)
    os.environ.setdefault("OMP_NUM_THREADS", str(threads))
    os.environ.setdefault("OPENBLAS_NUM_THREADS", str(threads))
    _end_with_parent()
    _no_core_dumps()
    _load(job)
    _refuse_giant_allocations(2 * memory)
    try:
        pipe.send(Ready())
        _be_silent()
        level = resident()
        while (task := pipe.recv()) is not None:
            outcome = perform(task, job, lambda done, total: pipe.send(Page(done, total)))
            if outcome.seconds > BRIEF or outcome.rss > GROWN * level:
                _give_back_memory()
                level = resident()
            last = outcome.reason == "out_of_memory" or resident() > KEPT_SHARE * memory
            pipe.send(Done(outcome, last))
            if last:
                return
    except (EOFError, BrokenPipeError, ConnectionError):
        return  # the parent is gone


def _load(job: Job) -> None:
    if job.parse is None:
        import contract_parse.pipeline
    import contract_parse.render  # noqa: F401


def _be_silent() -> None:
    """What libraries print (broken fonts, native warnings) must not tear the bar or the log: outcomes say enough."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)


def _end_with_parent() -> None:
    """A parent killed leaves no worker behind, not even one in an endless loop."""
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    parent = parent_process()
    if parent is None:
        return

    def watch() -> None:
        wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True, name="parent-watch").start()
    _die_on_parent_death()


def _die_on_parent_death() -> None:
    """On Linux the kernel does it too, also where native code never lets the watching thread run."""
    import ctypes
    import signal
    import sys

    if sys.platform == "linux":
        set_parent_death_signal = 1  # PR_SET_PDEATHSIG, prctl(2)
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGKILL)


def _no_core_dumps() -> None:
    resource = _resource()
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def _refuse_giant_allocations(headroom: int) -> None:
    """Allocations that no watching could stop in time end in MemoryError: ``RLIMIT_DATA`` a good way above what the
    process has reserved by now. (``RLIMIT_AS`` would count the models' mapped files and the heaps of threads.)"""
    resource = _resource()
    if resource is None or not os.path.exists("/proc/self/status"):
        return
    with open("/proc/self/status", encoding="ascii") as status:
        reserved = next(int(line.split()[1]) for line in status if line.startswith("VmData:")) * 1024
    hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
    wanted = reserved + headroom
    if hard == resource.RLIM_INFINITY or wanted < hard:
        resource.setrlimit(resource.RLIMIT_DATA, (wanted, hard))


def _resource() -> Any:
    try:
        import resource
    except ImportError:  # not on this system
        return None
    return resource


def _give_back_memory() -> None:
    """What the last contract held goes back to the system, so that a worker's memory stays level."""
    import ctypes
    import gc
    import sys

    gc.collect()
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # glibc has it, musl not
        if trim is not None:
            trim(0)

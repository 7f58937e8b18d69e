"""What is done to one contract, wherever it is done: read, check, render; or check again what is stored.

Everything here can be sent to another process or machine. The bytes of the outputs come back with the outcome:
only the committer writes into the output folder, so that a task done twice leaves one result.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from contract_parse.batch.journal import Reason
from contract_parse.errors import ContractParseError, EncryptedError, InputError

if TYPE_CHECKING:
    from contract_parse.model.contract import Contract

Lang = Literal["zh", "en"]
Progress = Callable[[int, int], None]
Parse = Callable[..., "Contract"]


@dataclass(frozen=True, slots=True)
class Task:
    """One contract to do. ``read`` from ``source`` (a path or an address), or ``check`` the stored facts there.

    ``name`` is what the user calls it, ``stem`` what its outputs are called.
    """

    kind: Literal["read", "check"]
    sha256: str
    source: str
    name: str
    stem: str


@dataclass(frozen=True, slots=True)
class Job:
    """What is the same for all contracts of a run.

    ``options`` are those of :func:`contract_parse.parse` (``settings`` among them; ``select``, ``ignore`` and ``lang``
    only inside it), ``formats`` come beside the JSON that is always kept. ``parse`` stands in place of ours (a function
    that can be pickled). ``fetch``: what lies at an address is brought here first, and not read by who does the task.
    """

    options: dict[str, Any] = field(default_factory=dict)
    formats: tuple[str, ...] = ("html",)
    lang: Lang = "zh"
    parse: Parse | None = None
    fetch: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a task. ``contract`` is the JSON, ``outputs`` (name, bytes) of the formats; both empty where
    ``reason`` says what went wrong and ``error`` says it to the user. ``rss`` is the worker's resident memory."""

    contract: bytes = b""
    outputs: tuple[tuple[str, bytes], ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    codes: tuple[str, ...] = ()
    reason: Reason | None = None
    error: str | None = None
    limit: float | None = None
    seconds: float = 0.0
    rss: int = 0


def perform(task: Task, job: Job, progress: Progress | None = None) -> Outcome:
    """Does ``task``. Whatever a contract does to it ends as an outcome, but for what ends the process."""
    start = time.perf_counter()
    try:
        contract = _read(task, job, progress) if task.kind == "read" else _checked(task, job)
        outcome = _rendered(contract, task, job)
    except EncryptedError as e:
        outcome = Outcome(reason="encrypted", error=_told(e, task, job.lang))
    except ContractParseError as e:
        outcome = Outcome(reason="unreadable", error=_told(e, task, job.lang))
    except MemoryError:
        outcome = failure("out_of_memory", task, job.lang)
    except Exception as e:  # one contract's defect must not cost the others
        outcome = Outcome(reason="failed", error=f"{task.name}: {type(e).__name__}: {e}"[:500])
    return replace(outcome, seconds=round(time.perf_counter() - start, 3), rss=resident())


def _read(task: Task, job: Job, progress: Progress | None) -> Contract:
    contract = _parser(job)(Path(task.source), **job.options, progress=progress)
    if contract.source.sha256 != task.sha256:
        raise InputError("文件在读取过程中被改动：{path}。", "请用 --resume 再次处理。", path=task.name)
    source = contract.source.model_copy(update={"name": _last(task.name)})
    return contract.model_copy(update={"source": source})


def _parser(job: Job) -> Parse:
    if job.parse is not None:
        return job.parse
    from contract_parse.pipeline import parse

    return parse


def _checked(task: Task, job: Job) -> Contract:
    from contract_parse.batch.store import read_contract
    from contract_parse.model.settings import Settings
    from contract_parse.pipeline import checked

    return checked(read_contract(Path(task.source)), job.options.get("settings") or Settings())


def _rendered(contract: Contract, task: Task, job: Job) -> Outcome:
    from contract_parse.render import render, suffix

    outputs = tuple((task.stem + suffix(f), render(contract, f, job.lang)) for f in job.formats if f != "json")
    return Outcome(
        contract=render(contract, "json", job.lang),
        outputs=outputs,
        counts=dict(sorted(Counter(f.severity for f in contract.findings).items())),
        codes=tuple(sorted({f.code for f in contract.findings})),
    )


def _told(error: ContractParseError, task: Task, lang: Lang) -> str:
    """The error's words with the user's name for the file, whatever it was called while it was read."""
    ours = {task.source, Path(task.source).name}
    error.values = {k: task.name if str(v) in ours else v for k, v in error.values.items()}
    return error.text(lang)


def failure(reason: Reason, task: Task, lang: Lang, *, limit: float | None = None, why: str = "") -> Outcome:
    """The outcome of a task that a worker could not tell of itself."""
    if reason == "timed_out":
        error = InputError("处理超时（{seconds:g} 秒），已中止：{path}。", "可用 --timeout 放宽时限。", path=task.name, seconds=limit or 0)  # fmt: skip
    elif reason == "out_of_memory":
        error = InputError("处理所需内存超过限度，已中止：{path}。", "可用 --memory 放宽限度。", path=task.name)
    else:
        error = InputError("处理时进程崩溃（{why}）：{path}。", "文件可能已损坏；请把该文件报告给开发者。", path=task.name, why=why)  # fmt: skip
    return Outcome(reason=reason, error=error.text(lang), limit=limit)


def _last(name: str) -> str:
    return name.replace("\\", "/").rpartition("/")[2] or name


def resident() -> int:
    """The resident memory of this process in bytes."""
    import psutil

    return int(psutil.Process().memory_info().rss)

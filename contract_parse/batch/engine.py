"""Who does the tasks: processes of this machine or a cluster, told apart by nothing but how they are made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from contract_parse.batch.work import Outcome, Task


@dataclass(frozen=True, slots=True)
class Limits:
    """What one contract may take: ``seconds`` of time, ``memory`` bytes of its worker's resident memory."""

    seconds: float = 900.0
    memory: int = 2 << 30


@dataclass(frozen=True, slots=True)
class Paged:
    """``done`` of ``total`` pages of ``task`` have been read by OCR."""

    task: Task
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Finished:
    """``task`` ended with ``outcome``, done by ``worker`` (a process id, or what an engine calls it)."""

    task: Task
    outcome: Outcome
    worker: str


Event = Paged | Finished


class Engine(Protocol):
    """Takes tasks while it has room and says what became of each, in any order, exactly once."""

    @property
    def room(self) -> int:
        """How many more tasks it takes now."""
        ...

    @property
    def in_hand(self) -> tuple[Task, ...]:
        """The tasks taken and not finished."""
        ...

    def submit(self, task: Task) -> None: ...

    def wait(self, seconds: float) -> list[Event]:
        """What has happened since; waits up to ``seconds`` for it."""
        ...

    def close(self) -> None:
        """Ends all workers, with what they have in hand."""
        ...

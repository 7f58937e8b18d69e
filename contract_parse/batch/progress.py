"""How a run is going: a live bar on a terminal, plain lines in a pipe, JSON lines for a program."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import IO, TYPE_CHECKING, Any, Literal, Protocol

from contract_parse.batch.work import Outcome

if TYPE_CHECKING:
    from rich.console import Console

Lang = Literal["zh", "en"]


class Reporter(Protocol):
    """Hears of everything that happens in a run. All names are the user's names for the files."""

    def start(self, total: int, workers: int) -> None: ...

    def began(self, name: str) -> None: ...

    def paged(self, name: str, done: int, total: int) -> None: ...

    def finished(self, name: str, outcome: Outcome, worker: str) -> None:
        """A contract was read or checked again, or failed."""
        ...

    def refused(self, name: str, error: str) -> None:
        """A file that could not even be opened."""
        ...

    def skipped(self, name: str, why: Literal["done", "same"]) -> None:
        """``done`` in an earlier run, or the ``same`` content as another file."""
        ...

    def note(self, text: str) -> None: ...

    def close(self) -> None: ...


class Silent:
    """Says nothing."""

    def start(self, total: int, workers: int) -> None: ...
    def began(self, name: str) -> None: ...
    def paged(self, name: str, done: int, total: int) -> None: ...
    def finished(self, name: str, outcome: Outcome, worker: str) -> None: ...
    def refused(self, name: str, error: str) -> None: ...
    def skipped(self, name: str, why: Literal["done", "same"]) -> None: ...
    def note(self, text: str) -> None: ...
    def close(self) -> None: ...


class Lines(Silent):
    """A line a contract, in the order they end."""

    def __init__(self, say: Callable[[str], Any], lang: Lang) -> None:
        self._say, self._lang = say, lang

    def finished(self, name: str, outcome: Outcome, worker: str) -> None:
        self._say(f"{name}: {outcome.error or findings(outcome.counts, self._lang)}")

    def refused(self, name: str, error: str) -> None:
        self._say(f"{name}: {error}")

    def note(self, text: str) -> None:
        self._say(text)


class JsonLines(Silent):
    """An object a line: ``event`` and what belongs to it; ``t`` is seconds since the start."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream, self._start = stream, time.monotonic()

    def _write(self, event: str, **values: Any) -> None:
        record = {"event": event, "t": round(time.monotonic() - self._start, 3), **values}
        self._stream.write(json.dumps(record, ensure_ascii=False) + "\n")
        self._stream.flush()

    def start(self, total: int, workers: int) -> None:
        self._write("start", total=total, workers=workers)

    def began(self, name: str) -> None:
        self._write("began", name=name)

    def paged(self, name: str, done: int, total: int) -> None:
        self._write("page", name=name, done=done, total=total)

    def finished(self, name: str, outcome: Outcome, worker: str) -> None:
        shared = {"name": name, "seconds": outcome.seconds, "worker": worker, "rss": outcome.rss}
        if outcome.reason:
            self._write("failed", **shared, reason=outcome.reason, error=outcome.error)
        else:
            self._write("done", **shared, counts=outcome.counts, codes=list(outcome.codes))

    def refused(self, name: str, error: str) -> None:
        self._write("refused", name=name, error=error)

    def skipped(self, name: str, why: Literal["done", "same"]) -> None:
        self._write("skipped", name=name, why=why)

    def note(self, text: str) -> None:
        self._write("note", text=text)

    def close(self) -> None:
        self._write("end")


class Bar(Silent):
    """A bar with rate, time left, failures and the files in hand; failures stay on the screen above it."""

    def __init__(self, lang: Lang, console: Console | None = None) -> None:
        from rich.console import Console as StandardError
        from rich.console import Group
        from rich.live import Live
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
        from rich.text import Text

        self._lang, self._failed, self._worked = lang, 0, 0
        self._current: dict[str, str] = {}
        self._console = console or StandardError(stderr=True)
        self._progress = Progress(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(), TextColumn("{task.fields[failed]}", style="red"), console=self._console,
        )  # fmt: skip
        self._names = Text(style="dim", no_wrap=True, overflow="ellipsis")
        self._live = Live(
            Group(self._progress, self._names), console=self._console, refresh_per_second=4, transient=True
        )

    def start(self, total: int, workers: int) -> None:
        label = "合同" if self._lang == "zh" else "Contracts"
        self._task = self._progress.add_task(label, total=total, rate="", failed="")
        self._began = time.monotonic()
        self._live.start()

    def began(self, name: str) -> None:
        self._current[name] = ""
        self._show()

    def paged(self, name: str, done: int, total: int) -> None:
        self._current[name] = f" {done}/{total}"
        self._show()

    def finished(self, name: str, outcome: Outcome, worker: str) -> None:
        self._current.pop(name, None)
        self._worked += 1
        if outcome.reason:
            self.refused(name, outcome.error or outcome.reason)
        else:
            self._advance()

    def refused(self, name: str, error: str) -> None:
        self._failed += 1
        self._console.print(
            f"✗ {error if name in error else f'{name}: {error}'}", markup=False, highlight=False, style="red"
        )
        self._advance()

    def skipped(self, name: str, why: Literal["done", "same"]) -> None:
        self._advance()

    def note(self, text: str) -> None:
        self._console.print(text, markup=False, highlight=False)

    def close(self) -> None:
        self._live.stop()

    def _advance(self) -> None:
        minutes = (time.monotonic() - self._began) / 60
        unit = "份/分" if self._lang == "zh" else "a minute"
        failed = ("失败 {}" if self._lang == "zh" else "{} failed").format(self._failed) if self._failed else ""
        rate = f"{self._worked / minutes:.0f} {unit}" if self._worked and minutes > 0.02 else ""
        self._progress.update(self._task, advance=1, rate=rate, failed=failed)
        self._show()

    def _show(self) -> None:
        self._names.plain = "  ".join(f"{name}{pages}" for name, pages in self._current.items())


def findings(counts: dict[str, int], lang: Lang) -> str:
    """What was found, in words.

    >>> findings({"error": 1, "info": 2}, "zh"), findings({}, "en")
    ('错误 1，说明 2', 'nothing found')
    """
    words = {"error": ("错误", "errors"), "warning": ("提醒", "warnings"), "info": ("说明", "notes")}
    said = [
        f"{zh} {counts[k]}" if lang == "zh" else f"{counts[k]} {en}" for k, (zh, en) in words.items() if counts.get(k)
    ]
    return ("，" if lang == "zh" else ", ").join(said) or ("未发现问题" if lang == "zh" else "nothing found")

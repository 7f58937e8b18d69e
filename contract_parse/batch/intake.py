"""What is taken in hand next: files are hashed one ahead of the workers, and what is done already is passed over."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Literal

from contract_parse.batch.engine import Limits
from contract_parse.batch.fingerprint import Fingerprints
from contract_parse.batch.inputs import Found, counted, gathered
from contract_parse.batch.journal import FailureEntry, FileEntry, Journal, Reason
from contract_parse.batch.outputs import stem_for
from contract_parse.batch.progress import Reporter
from contract_parse.batch.store import contract_path
from contract_parse.batch.work import Job, Task
from contract_parse.errors import EncryptedError, InputError

WORK = ".work"
_BLOCK = 1 << 20


class Intake:
    """Tasks in the order of the inputs, each content once. ``skipped`` and ``refused`` count files without a task."""

    def __init__(
        self,
        inputs: Sequence[str | os.PathLike[str]],
        lists: Sequence[str | os.PathLike[str]],
        out: Path,
        journal: Journal,
        job: Job,
        prints: Fingerprints,
        told: Reporter,
        limits: Limits,
    ) -> None:
        self.prints, self.skipped, self.refused = prints, 0, 0
        self._named, self._out, self._journal, self._job, self._told = (inputs, lists), out, journal, job, told
        self._limits = limits
        self._found = gathered(inputs, lists, out=out, password=job.options.get("password"))
        self._met: set[str] = set()  # contents this run has decided about
        self._in_hand: dict[str, Found] = {}

    def total(self) -> int:
        """How many files there are, as far as can be told without opening archives in archives."""
        return counted(*self._named, out=self._out)

    def next(self) -> Task | None:
        """The next contract to do; None where there is none left."""
        for found in self._found:
            if (task := self._task(found)) is not None:
                return task
        return None

    def reread(self, task: Task) -> Task | None:
        """The task of reading the contract itself, where its stored facts could not be checked."""
        found = self._in_hand.get(task.sha256)
        source = None if found is None else self._source(found, task.sha256)
        return None if source is None else Task("read", task.sha256, str(source), task.name, task.stem)

    def release(self, task: Task) -> None:
        """The task is committed: what was unpacked for it goes."""
        found = self._in_hand.pop(task.sha256, None)
        if found is not None and found.path is None:
            _unpacked(self._out, found, task.sha256).unlink(missing_ok=True)

    def _task(self, found: Found) -> Task | None:
        sha256 = self._hashed(found)
        if sha256 is None:
            return None
        self._journal.add(FileEntry(found.place, found.name, sha256))
        kind = None if sha256 in self._met else self._due(sha256)
        if kind is None:
            self._told.skipped(found.name, "same" if sha256 in self._met else "done")
            self._met.add(sha256)
            self.skipped += 1
            if found.path is None and sha256 not in self._in_hand:
                _unpacked(self._out, found, sha256).unlink(missing_ok=True)
            return None
        self._met.add(sha256)
        self._in_hand[sha256] = found
        source = contract_path(self._out, sha256) if kind == "check" else self._source(found, sha256)
        return Task(kind, sha256, str(source), found.name, stem_for(found.name, sha256))

    def _due(self, sha256: str) -> Literal["read", "check"] | None:
        """What is left to do about a content that the journal may know."""
        state, prints = self._journal.state, self.prints
        done, failed = state.contracts.get(sha256), state.failures.get(sha256)
        if done is not None and done.facts == prints.facts and contract_path(self._out, sha256).is_file():
            same = done.rules == prints.rules and done.rendering == prints.rendering
            return None if same and all((self._out / o).is_file() for o in done.outputs) else "check"
        if failed is not None and failed.facts == prints.facts and not self._worth_again(failed):
            return None
        return "read"

    def _worth_again(self, failed: FailureEntry) -> bool:
        """Whether a failure may end otherwise now: a larger limit, a password, or a crash that chance had part in."""
        if failed.reason == "timed_out":
            return self._limits.seconds > (failed.limit or 0)
        if failed.reason == "out_of_memory":
            return self._limits.memory > (failed.limit or 0)
        return failed.reason == "crashed" or (failed.reason == "encrypted" and bool(self._job.options.get("password")))

    def _hashed(self, found: Found) -> str | None:
        """The content's SHA-256; None, and the file's row written, where it cannot be read."""
        if found.error is not None:
            self._refuse(found, found.error, found.reason or "unreadable")
            return None
        try:
            if found.path is not None:
                with found.path.open("rb") as file:
                    return _sha256(file)
            return self._unpack(found)
        except EncryptedError as e:
            self._refuse(found, e, "encrypted")
        except InputError as e:
            self._refuse(found, e, "unreadable")
        except OSError as e:
            self._refuse(found, InputError("读取文件失败：{path}（{why}）。", "请检查磁盘或网络位置。",
                                           path=found.name, why=e.strerror or e), "unreadable")  # fmt: skip
        return None

    def _unpack(self, found: Found) -> str:
        """Unpacks a member of an archive into the work folder, under its hash."""
        assert found.unpack is not None
        target = self._out / WORK / "unpacking"
        with target.open("wb+") as file:
            found.unpack(file)
            file.seek(0)
            sha256 = _sha256(file)
        if found.address is None or self._job.fetch:
            target.replace(_unpacked(self._out, found, sha256))
        return sha256

    def _source(self, found: Found, sha256: str) -> Path | str:
        if found.address is not None and not self._job.fetch:
            return found.address
        return found.path if found.path is not None else _unpacked(self._out, found, sha256)

    def _refuse(self, found: Found, error: InputError, reason: Reason) -> None:
        text = error.text(self._job.lang)
        self._journal.add(FileEntry(found.place, found.name, None, text, reason))
        self._told.refused(found.name, text)
        self.refused += 1


def _unpacked(out: Path, found: Found, sha256: str) -> Path:
    """Where a member lies while it is read; the ending helps no reader, but it helps who looks into the folder."""
    return out / WORK / (sha256 + Path(found.name).suffix.lower())


def _sha256(file: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while block := file.read(_BLOCK):
        digest.update(block)
    return digest.hexdigest()

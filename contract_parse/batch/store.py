"""An output folder of a batch as others read it: the files that were met and the contracts they hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from contract_parse.batch import journal

if TYPE_CHECKING:
    from contract_parse.model.contract import Contract

CONTRACTS = "contracts"
SUMMARIES = "summaries"
DATABASE = "contracts.duckdb"


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file of the inputs, a member of an archive included.

    ``sha256`` of its content (two files with one hash are one contract; None where it could not be read at all);
    ``error`` says why there is no contract, ``reason`` the same as a word; ``outputs`` and ``summary_link`` are
    paths relative to the output folder, the link to what a reviewer opens first (None where nothing was asked for).
    """

    name: str
    sha256: str | None
    error: str | None
    reason: journal.Reason | None
    outputs: tuple[str, ...]
    summary_link: str | None


class Store:
    """What the output folder ``out`` holds at this moment."""

    def __init__(self, out: Path) -> None:
        self.out = Path(out)
        self._state = journal.read(self.out)
        self._lost: set[str] = set()

    def files(self) -> list[FileRow]:
        """Every file, by name."""
        return sorted(
            (self._row(f) for f in self._state.files.values()), key=lambda r: (r.name, r.sha256 or "", r.error or "")
        )

    def contracts(self) -> Iterator[tuple[str, Contract]]:
        """(hash, contract) of every contract that some file holds, by hash, read from its JSON one at a time.

        One whose JSON is gone, or of a version that cannot be read any more, is left out (see :meth:`lost`).
        """
        for sha256 in sorted(self._state.current()):
            contract = self._read(sha256)
            if contract is not None:
                yield sha256, contract

    def lost(self) -> list[str]:
        """The files whose contract :meth:`contracts` has left out, as far as it has gone."""
        return sorted(f.name for f in self._state.files.values() if f.sha256 in self._lost)

    def _read(self, sha256: str) -> Contract | None:
        try:
            return read_contract(contract_path(self.out, sha256))
        except (OSError, ValueError):
            self._lost.add(sha256)
            return None

    def _row(self, file: journal.FileEntry) -> FileRow:
        done = self._state.contracts.get(file.sha256 or "")
        failed = self._state.failures.get(file.sha256 or "")
        outputs = done.outputs if done else ()
        return FileRow(
            name=file.name,
            sha256=file.sha256,
            error=file.error or (failed.error if failed else None),
            reason=file.reason or (failed.reason if failed else None),
            outputs=outputs,
            summary_link=_first_to_open(outputs),
        )


def contract_path(out: Path, sha256: str) -> Path:
    return out / CONTRACTS / f"{sha256}.json"


def read_contract(path: Path) -> Contract:
    """A stored contract. Raises ``pydantic.ValidationError`` where the file is no contract of this version."""
    from contract_parse.model.contract import Contract

    return Contract.model_validate_json(path.read_bytes())


def _first_to_open(outputs: tuple[str, ...]) -> str | None:
    def rank(path: str) -> int:
        order = (".html", ".pdf", ".docx", ".md", ".xlsx")
        return next((i for i, ending in enumerate(order) if path.endswith(ending)), len(order))

    pages = [o for o in outputs if o.startswith(f"{SUMMARIES}/")]
    return min(pages, key=rank, default=None)

"""``contracts.duckdb``, made anew from the stored contracts at the end of a run and moved into place whole.

It is a view of the truth, never the truth itself: the journal and ``contracts/HASH.json`` are. So no kill can leave
a row twice or half, and a database that was deleted comes back with the next run. DuckDB and not Parquet: one file
holds all tables with their types and comments, every analyst's tool opens it, and ``COPY … TO`` makes Parquet of it.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from contract_parse._version import __version__
from contract_parse.batch import rows
from contract_parse.batch.columns import TABLES, TABLES_VERSION, Table, definition
from contract_parse.batch.store import DATABASE, Store
from contract_parse.errors import OutputError
from contract_parse.model.contract import SCHEMA_VERSION

if TYPE_CHECKING:
    from contract_parse.model.across import CrossFinding
    from contract_parse.model.contract import Contract

_FREE = "VARCHAR"


def write_database(out: Path, cross_findings: Sequence[CrossFinding] = ()) -> list[str]:
    """Makes ``out/contracts.duckdb`` from what ``out`` holds and the findings across contracts.

    Returns the files whose stored contract can no longer be read. Raises OutputError where it cannot be written.
    """
    store = Store(out)
    with written(store) as tables:
        for sha256, contract in store.contracts():
            tables.add(sha256, contract)
        tables.add_across(cross_findings)
    return store.lost()


@contextmanager
def written(store: Store) -> Iterator[Tables]:
    """The tables of ``store``'s folder, to be filled within: then they are moved into place, and not after an error.

    Raises OutputError where they cannot be written.
    """
    try:
        with tempfile.TemporaryDirectory(dir=store.out, prefix=".", suffix=".part") as folder:
            with ExitStack() as stack:
                tables = Tables(
                    {t.name: stack.enter_context((Path(folder) / t.name).open("w", encoding="utf-8")) for t in TABLES}
                )
                for file in store.files():
                    tables.put("files", rows.of_file(file))
                yield tables
            made = Path(folder) / DATABASE
            _load(made, Path(folder))
            os.replace(made, store.out / DATABASE)
    except OSError as e:
        raise OutputError("无法写入 {path}（{why}）。", "请检查目录权限和磁盘空间，或用 -o 指定其他目录。",
                          path=store.out / DATABASE, why=e.strerror or e) from e  # fmt: skip


class Tables:
    """Rows as JSON lines, a file a table: DuckDB reads them a hundred times faster than it takes single inserts."""

    def __init__(self, files: Mapping[str, IO[str]]) -> None:
        self._files = files
        versions = {
            "tables_version": str(TABLES_VERSION), "schema_version": SCHEMA_VERSION, "contract_parse": __version__,
        }  # fmt: skip
        for name, value in versions.items():
            self.put("meta", {"name": name, "value": value})

    def put(self, table: str, row: rows.Row) -> None:
        self._files[table].write(json.dumps(row, ensure_ascii=False) + "\n")

    def add(self, sha256: str, contract: Contract) -> None:
        for table, row in rows.of_contract(sha256, contract):
            self.put(table, row)

    def add_across(self, found: Sequence[CrossFinding]) -> None:
        for row in rows.of_cross_findings(found):
            self.put("cross_findings", row)


def _load(path: Path, folder: Path) -> None:
    import duckdb

    # No extension is ever fetched: what is needed is in the wheel.
    config: dict[str, str | bool | int | float | list[str]] = {"autoinstall_known_extensions": "false"}
    with duckdb.connect(str(path), config=config) as db:
        for table in TABLES:
            db.execute(definition(table))
            db.execute(f"COMMENT ON TABLE {table.name} IS {_quoted(table.means)}")
            for column in table.columns:
                db.execute(f'COMMENT ON COLUMN {table.name}."{column.name}" IS {_quoted(column.means)}')
            if (folder / table.name).stat().st_size:
                db.execute(_insertion(table), [str(folder / table.name)])
        db.execute("CHECKPOINT")


def _insertion(table: Table) -> str:
    """Read as text and cast, so that a figure no column can hold becomes NULL and costs nobody the database."""
    names = ", ".join(f"'{c.name}': '{_FREE}'" for c in table.columns)
    values = ", ".join(f'"{c.name}"' if c.type == _FREE else f'TRY_CAST("{c.name}" AS {c.type})' for c in table.columns)
    return (
        f"INSERT INTO {table.name} SELECT {values} FROM read_json(?, format = 'newline_delimited', "
        f"columns = {{{names}}}, maximum_object_size = 268435456)"
    )


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"

"""``contracts.duckdb``, made anew from the stored contracts at the end of a run and moved into place whole.

It is a view of the truth, never the truth itself: the journal and ``contracts/HASH.json`` are. So no kill can leave
a row twice or half, and a database that was deleted comes back with the next run. DuckDB and not Parquet: one file
holds all tables with their types and comments, every analyst's tool opens it, and ``COPY … TO`` makes Parquet of it.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any

from contract_parse._version import __version__
from contract_parse.batch import rows
from contract_parse.batch.columns import TABLES, TABLES_VERSION, Table, definition
from contract_parse.batch.store import DATABASE, Store
from contract_parse.errors import OutputError
from contract_parse.model.contract import SCHEMA_VERSION

_FREE = "VARCHAR"


def write_database(out: Path, cross_findings: Sequence[Any] = ()) -> list[str]:
    """Makes ``out/contracts.duckdb`` from what ``out`` holds and the findings across contracts.

    Returns the files whose stored contract can no longer be read. Raises OutputError where it cannot be written.
    """
    store = Store(out)
    try:
        with tempfile.TemporaryDirectory(dir=out, prefix=".", suffix=".part") as folder:
            with ExitStack() as stack:
                files = {
                    t.name: stack.enter_context((Path(folder) / t.name).open("w", encoding="utf-8")) for t in TABLES
                }
                _fill(store, cross_findings, files)
            made = Path(folder) / DATABASE
            _load(made, Path(folder))
            os.replace(made, out / DATABASE)
        return store.lost()
    except OSError as e:
        raise OutputError("无法写入 {path}（{why}）。", "请检查目录权限和磁盘空间，或用 -o 指定其他目录。",
                          path=out / DATABASE, why=e.strerror or e) from e  # fmt: skip


def _fill(store: Store, cross_findings: Sequence[Any], files: Mapping[str, IO[str]]) -> None:
    """Rows as JSON lines, a file a table: DuckDB reads them a hundred times faster than it takes single inserts."""

    def put(table: str, row: rows.Row) -> None:
        files[table].write(json.dumps(row, ensure_ascii=False) + "\n")

    versions = {"tables_version": str(TABLES_VERSION), "schema_version": SCHEMA_VERSION, "contract_parse": __version__}
    for name, value in versions.items():
        put("meta", {"name": name, "value": value})
    for file in store.files():
        put("files", rows.of_file(file))
    for sha256, contract in store.contracts():
        for table, row in rows.of_contract(sha256, contract):
            put(table, row)
    for row in rows.of_cross_findings(cross_findings):
        put("cross_findings", row)


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

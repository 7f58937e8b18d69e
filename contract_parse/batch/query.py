"""SQL over a results folder: read-only, and blind to everything but its database."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, TextIO

from contract_parse.batch.store import DATABASE
from contract_parse.errors import InputError, UsageError

Config = dict[str, str | bool | int | float | list[str]]
Shape = Literal["table", "csv", "json"]


@dataclass(frozen=True, slots=True)
class Result:
    """What a query gave: the columns' names and the rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def query(out: Path, sql: str) -> Result:
    """The rows that ``sql`` gives over ``out/contracts.duckdb``.

    Raises InputError where there is no database, UsageError where the query is wrong or would write.
    """
    import duckdb

    path = out / DATABASE if out.is_dir() else out
    if not path.is_file():
        raise InputError("{path} 中没有结果数据库。", "请先用 contract-parse batch 处理合同。", path=out)
    # Neither files nor extensions: a query pasted from elsewhere can only read what the batch has written.
    config: Config = {
        "enable_external_access": "false",
        "autoinstall_known_extensions": "false",
        "lock_configuration": "true",
    }
    try:
        with duckdb.connect(str(path), read_only=True, config=config) as db:
            cursor = db.execute(sql)
            columns = tuple(d[0] for d in cursor.description or ())
            return Result(columns, tuple(cursor.fetchall()))
    except duckdb.Error as e:
        raise UsageError("查询有误：{why}。", "各表的列见 docs/tables.md，或执行 SHOW ALL TABLES。", why=_first_line(e)) from e  # fmt: skip


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0].rstrip(".!。")


def write(result: Result, shape: Shape, stream: TextIO) -> None:
    """Prints a result: a table for eyes, CSV (RFC 4180) or one JSON array of objects for programs."""
    if shape == "csv":
        import csv

        writer = csv.writer(stream)
        writer.writerow(result.columns)
        writer.writerows([["" if v is None else shown(v) for v in row] for row in result.rows])
    elif shape == "json":
        stream.write(json.dumps(list(_objects(result)), ensure_ascii=False, indent=1) + "\n")
    else:
        _table(result, stream)


def shown(value: Any) -> str:
    """A value in words. Decimals keep the two places of money and lose the zeros a column's scale adds.

    >>> shown(Decimal("12.5000")), shown(Decimal("0.0125")), shown(dt.date(2026, 5, 1)), shown(True)
    ('12.50', '0.0125', '2026-05-01', 'true')
    """
    if isinstance(value, Decimal):
        return _decimal(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, dt.date | dt.datetime) else str(value)


def _decimal(value: Decimal) -> str:
    whole, _, places = format(value, "f").partition(".")
    places = places.rstrip("0").ljust(2, "0") if places else ""
    return f"{whole}.{places}" if places else whole


def _objects(result: Result) -> Iterator[dict[str, Any]]:
    for row in result.rows:
        yield {
            c: v if v is None or isinstance(v, bool | int | float | str) else shown(v)
            for c, v in zip(result.columns, row, strict=True)
        }


def _table(result: Result, stream: TextIO) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for i, name in enumerate(result.columns):
        numeric = any(isinstance(r[i], Decimal | int | float) and not isinstance(r[i], bool) for r in result.rows)
        table.add_column(Text(name), justify="right" if numeric else "left", overflow="fold")
    for row in result.rows:
        table.add_row(*(Text("" if v is None else shown(v)) for v in row))
    # In a pipe nothing is folded: a line of the table stays a line.
    console = Console(file=stream, width=None if stream.isatty() else 100_000, highlight=False)
    console.print(table, no_wrap=not stream.isatty(), soft_wrap=False)

"""What is made of all contracts together, once a run has ended: the portfolio, then the tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from contract_parse.batch.progress import Reporter
from contract_parse.batch.store import Store
from contract_parse.batch.work import Job

if TYPE_CHECKING:
    from contract_parse.batch.database import Tables
    from contract_parse.model.contract import Contract


def finish_run(out: Path, job: Job, told: Reporter) -> None:
    """Writes the portfolio (``index.html``, ``portfolio.xlsx``) and ``contracts.duckdb`` of what ``out`` holds.

    Raises OutputError.
    """
    from contract_parse.batch.database import write_database, written
    from contract_parse.batch.portfolio import write_portfolio

    store = Store(out)
    try:
        with written(store) as tables:
            contracts = _added_to(tables, store.contracts())
            tables.add_across(write_portfolio(store, job.lang, job.options.get("settings"), contracts))
    except Exception:
        write_database(out)  # the tables of the single contracts do not wait for the portfolio
        raise
    for name in store.lost():
        told.note(_LOST[job.lang].format(name=name))


def _added_to(tables: Tables, contracts: Iterable[tuple[str, Contract]]) -> Iterator[tuple[str, Contract]]:
    """The contracts, each in the tables before it is given on: a county's year is read once and not twice."""
    for sha256, contract in contracts:
        tables.add(sha256, contract)
        yield sha256, contract


_LOST = {
    "zh": "{name}：存下的结果缺失或版本不同，未列入；请对该文件再运行一次。",
    "en": "{name}: the stored result is missing or of another version and is left out; run it again on this file.",
}

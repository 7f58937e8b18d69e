"""What is made of all contracts together, once a run has ended: the portfolio, then the tables."""

from __future__ import annotations

from pathlib import Path

from contract_parse.batch.work import Job


def finish_run(out: Path, job: Job) -> None:
    """Writes the portfolio (``index.html``, ``portfolio.xlsx``) and ``contracts.duckdb`` of what ``out`` holds.

    Raises OutputError.
    """
    from contract_parse.batch.database import write_database
    from contract_parse.batch.portfolio import write_portfolio

    write_database(out, write_portfolio(out, job.lang, job.options.get("settings")))

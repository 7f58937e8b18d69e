"""What is made of all contracts together, once a run has ended: the portfolio, then the tables."""

from __future__ import annotations

from pathlib import Path

from contract_parse.batch.progress import Reporter
from contract_parse.batch.work import Job


def finish_run(out: Path, job: Job, told: Reporter) -> None:
    """Writes the portfolio (``index.html``, ``portfolio.xlsx``) and ``contracts.duckdb`` of what ``out`` holds.

    Raises OutputError.
    """
    from contract_parse.batch.database import write_database
    from contract_parse.batch.portfolio import write_portfolio

    try:
        across = write_portfolio(out, job.lang, job.options.get("settings"))
    except Exception:
        write_database(out)  # the tables of the single contracts do not wait for the portfolio
        raise
    for name in write_database(out, across):
        told.note(_LOST[job.lang].format(name=name))


_LOST = {
    "zh": "{name}：存下的结果缺失或版本不同，未列入；请对该文件再运行一次。",
    "en": "{name}: the stored result is missing or of another version and is left out; run it again on this file.",
}

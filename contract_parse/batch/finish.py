"""What is made of all contracts together, once a run has ended: the portfolio, then the tables."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from contract_parse.batch.database import write_database


def finish_run(out: Path, lang: Literal["zh", "en"]) -> None:
    """Writes the portfolio (``index.html``, ``portfolio.xlsx``) and ``contracts.duckdb`` of what ``out`` holds.

    Raises OutputError.
    """
    from importlib.util import find_spec

    if find_spec("contract_parse.batch.portfolio") is None:
        write_database(out)
        return
    from contract_parse.batch.portfolio import write_portfolio

    write_database(out, write_portfolio(out, lang))

"""The command line is there at once: what only a batch needs is imported by a batch."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("duckdb", "multiprocessing", "psutil", "ray", "rich", "pydantic", "pandas")


def test_importing_the_command_line_imports_nothing_heavy() -> None:
    code = f"import sys, contract_parse, contract_parse.cli; print([m for m in {HEAVY} if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"

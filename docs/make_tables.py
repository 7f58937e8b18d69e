"""Writes docs/tables.md from the columns of the batch's database. ``--check`` only compares."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from contract_parse.batch.columns import documentation

PAGE = Path(__file__).parent / "tables.md"


def main() -> None:
    if "--check" not in sys.argv:
        PAGE.write_text(documentation(), "utf-8")
    elif PAGE.read_text("utf-8") != documentation():
        sys.exit("docs/tables.md is out of date: python docs/make_tables.py")


if __name__ == "__main__":
    main()

"""How long the portfolio takes: to make from contracts, to open in Chromium, to filter.

python benchmarks/portfolio.py [--n 5000] [--runs 3]
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from contract_parse.render.portfolio import html
from contract_parse.render.portfolio_workbook import workbook
from tests.portfolio import browser
from tests.portfolio.counties import portfolio
from tests.portfolio.test_page import MEASURE


def main() -> int:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--n", type=int, default=5000)
    p.add_argument("--runs", type=int, default=3)
    args = p.parse_args()
    view = portfolio(args.n)
    began = time.process_time()
    page = html(view)
    print(f"{len(view.shown)} contracts; page {len(page) / 1e6:.1f} MB in {time.process_time() - began:.1f} CPU s")
    began = time.process_time()
    book = workbook(view)
    print(f"workbook {len(book) / 1e6:.1f} MB in {time.process_time() - began:.1f} CPU s")
    print(f"largest resident set {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    best: dict[str, float] = {}
    for _ in range(args.runs):
        with tempfile.TemporaryDirectory() as folder:
            said = browser.told(page, MEASURE, Path(folder))
        print("  ".join(f"{k} {v:.0f} ms" for k, v in said.items() if k != "contracts"))
        best = {k: min(v, best.get(k, v)) for k, v in said.items() if k != "contracts"}
    return int(best["open"] > 2000 or any(v > 200 for k, v in best.items() if k != "open"))


if __name__ == "__main__":
    sys.exit(main())

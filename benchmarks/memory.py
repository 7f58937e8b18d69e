"""Memory over a long scan: resident megabytes at the start and after each quarter of its pages.

    python benchmarks/memory.py [--pages 300]

The pages are A4 at 200 dpi with a few lines each, since memory depends on the images and not on the words. The cache is
off.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from contract_parse import ingest
from tests.composer.damage import as_pdf, pages_of
from tests.composer.short_contract import short_contract


def resident() -> float:
    """Megabytes in memory now (Linux)."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=300)
    args = parser.parse_args()
    sheet = pages_of(short_contract())[0]
    sheet[400:] = 255
    seen: dict[int, float] = {}

    def note(done: int, total: int) -> None:
        if done in {1, *(round(total * q / 4) for q in (1, 2, 3, 4))}:
            seen[done] = resident()

    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(as_pdf([sheet] * args.pages))
        file.flush()
        before, start = resident(), time.process_time()
        pages = ingest.read(file.name, cache=False, progress=note).pages
    print(f"{len(pages)} pages, {sum(len(p.words) for p in pages)} words, CPU {time.process_time() - start:.0f} s")
    print(f"before: {before:.0f} MB; " + ", ".join(f"after page {n}: {mb:.0f} MB" for n, mb in seen.items()))
    print(f"most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()

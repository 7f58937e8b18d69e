"""The digital contract, whole processes side by side: this tool's main job beside pdfplumber's own words and tables.

    python benchmarks/digital.py [FILE.pdf] [--runs 7]

Prints the median and range of wall and CPU seconds of each, and the ratio pair by pair. One warm-up each is not counted.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

PDFPLUMBER = """
import sys, pdfplumber
with pdfplumber.open(sys.argv[1]) as pdf:
    for page in pdf.pages:
        page.extract_words(); page.extract_tables()
"""


def timed(command: list[str]) -> tuple[float, float]:
    """(wall, CPU) seconds of one process and its children."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "file", nargs="?", type=Path, default=Path(__file__).parent.parent / "samples" / "it-service.pdf"
    )
    parser.add_argument("--runs", type=int, default=7)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as out:
        ours = [sys.executable, "-m", "contract_parse.cli", str(args.file), "-o", out, "-q", "--fail-on", "never"]
        theirs = [sys.executable, "-c", PDFPLUMBER, str(args.file)]
        pairs = [(timed(ours), timed(theirs)) for _ in range(args.runs + 1)][1:]
    for name, side in (("contract-parse", 0), ("pdfplumber words + tables", 1)):
        for what, k in (("wall", 0), ("cpu", 1)):
            values = [p[side][k] for p in pairs]
            print(f"{name:26} {what:5} median {median(values):6.2f} s   {min(values):.2f} … {max(values):.2f}")
    for what, k in (("wall", 0), ("cpu", 1)):
        ratios = [p[0][k] / p[1][k] for p in pairs]
        print(f"{'ratio':26} {what:5} median {median(ratios):6.2f}     {min(ratios):.2f} … {max(ratios):.2f}")


if __name__ == "__main__":
    main()

"""A scan beside its original: character error rate, CPU seconds, memory.

    python benchmarks/scan.py SCAN.pdf ORIGINAL.pdf

The error rate counts insertions, deletions and substitutions over the original's characters, page by page, white space,
width variants and reading order of table cells set aside: each page's characters are compared as its lines sorted by place.
"""

from __future__ import annotations

import argparse
import resource
import time
import unicodedata
from pathlib import Path

from contract_parse import ingest, layout
from contract_parse.model.layout import Paragraph


def text_of(path: Path) -> str:
    """The document's words in reading order, folded, without white space, blanks and marks of choice."""
    flow = layout.lay_out(ingest.read(path, cache=False))
    parts = []
    for block in flow.blocks:
        cells = [block] if isinstance(block, Paragraph) else sorted(block.cells, key=lambda c: (c.row, c.col))
        parts += [c.text.s for c in cells]
    folded = unicodedata.normalize("NFKC", "".join(parts))
    return "".join(c for c in folded if not c.isspace() and c not in "_-—–")


def distance(a: str, b: str) -> int:
    """Levenshtein's distance, within a band: the texts are nearly alike."""
    band = 200 + abs(len(a) - len(b))
    far = len(a) + len(b)
    row = {j: j for j in range(min(len(b), band) + 1)}
    for i, x in enumerate(a, 1):
        new = {}
        for j in range(max(0, i - band), min(len(b), i + band) + 1):
            if j == 0:
                new[0] = i
                continue
            new[j] = min(row.get(j, far) + 1, new.get(j - 1, far) + 1, row.get(j - 1, far) + (x != b[j - 1]))
        row = new
    return row[len(b)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scan", type=Path)
    parser.add_argument("original", type=Path)
    args = parser.parse_args()
    truth = text_of(args.original)
    before, start = time.process_time(), time.perf_counter()
    read = text_of(args.scan)
    cpu, wall = time.process_time() - before, time.perf_counter() - start
    errors = distance(read, truth)
    print(f"characters {len(truth)}, errors {errors}, rate {100 * errors / len(truth):.2f} %")
    print(f"reading the scan: CPU {cpu:.1f} s, wall {wall:.1f} s")
    print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()

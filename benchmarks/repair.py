"""Page repair: each kind of damage at three strengths, F1 over all sections of a short contract without and with it.

The truth is what is read from the same contract's text PDF.

python benchmarks/repair.py [--kinds perspective,light] [--seed 1] [--only without|with]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from contract_parse.ingest import page_reading
from contract_parse.pipeline import parse
from tests.composer.damage import KINDS, damaged
from tests.composer.score import Json, paths, score
from tests.composer.short_contract import short_contract


def read(data: bytes) -> Json:
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        return parse(file.name, cache=False).model_dump(mode="json")


def f1(gold: Json, data: bytes) -> tuple[float, float]:
    """F1 over all sections, and CPU seconds."""
    start = time.process_time()
    out = read(data)
    took = time.process_time() - start
    sections = score(gold, out).sections.values()
    right, missed, extra = (sum(getattr(s, field) for s in sections) for field in ("right", "missed", "extra"))
    return 2 * right / max(1, 2 * right + missed + extra), took


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kinds", default=",".join(KINDS))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=["without", "with"])
    args = parser.parse_args()
    pdf = short_contract()
    gold = read(pdf)
    gold["clauses"] = paths(gold)
    ways = [args.only] if args.only else ["without", "with"]
    print(f"{'damage':12s} strength  " + "  ".join(f"{w:>7s} CPU s" for w in ways), flush=True)
    for kind in ["none", *args.kinds.split(",")]:
        for strength in (0,) if kind == "none" else (1, 2, 3):
            data = damaged(pdf, kind, strength, args.seed)
            row = []
            for way in ways:
                if way == "without":
                    with (
                        patch.object(page_reading, "repaired", page_reading.unrepaired),
                        patch.object(page_reading, "without_ghosts", lambda pixels, _: pixels),
                    ):
                        row.append(f1(gold, data))
                else:
                    row.append(f1(gold, data))
            print(f"{kind:12s} {strength:8d}  " + "  ".join(f"{f:7.4f} {t:5.1f}" for f, t in row), flush=True)


if __name__ == "__main__":
    main()

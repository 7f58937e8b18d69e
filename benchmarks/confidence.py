"""What a fact's confidence means: of composed scans, how many facts of each confidence are right.

python benchmarks/confidence.py --n 45 [--seed 5000] [--styles a,b] [--show 30]

Contracts are scanned in turn at three qualities. A fact's confidence is the least of its pieces of evidence; facts
that were not read at all are counted by the field scores, not here.
"""

from __future__ import annotations

import argparse
import sys
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.compose import document, read
from tests.composer.calibration import Judged, judged
from tests.composer.compose import compose
from tests.composer.styles import STYLES

QUALITIES = ("clean", "office", "bad")
EDGES = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 1.01)
SURE = 0.9


def table(facts: list[Judged]) -> str:
    """A line for each band of confidence, and one for all facts that claim to be sure."""
    lines = [f"{'confidence':14} {'facts':>6} {'wrong':>6} {'right':>8}"]
    bands = [(f"{a:.2f} to {min(b, 1):.2f}", a, b) for a, b in pairwise(EDGES)]
    for name, low, high in [*bands, (f"{SURE} and over", SURE, 2.0)]:
        within = [f for f in facts if low <= f.confidence < high]
        wrong = sum(not f.right for f in within)
        lines.append(f"{name:14} {len(within):6d} {wrong:6d} {1 - wrong / len(within) if within else 1:8.4f}")
    return "\n".join(lines)


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--n", type=int, default=45)
    p.add_argument("--seed", type=int, default=5000)
    p.add_argument("--styles", default="")
    p.add_argument("--show", type=int, default=30)
    args = p.parse_args()
    styles = [s for s in STYLES if not args.styles or s.name in args.styles.split(",")]
    facts: dict[str, list[Judged]] = {q: [] for q in QUALITIES}
    notes = []
    for i in range(args.n):
        quality = QUALITIES[i % 3]
        made = compose(args.seed + i, styles[(i // 3) % len(styles)])
        found = list(judged(made.gold, read(*document(made, quality, i))))
        facts[quality] += found
        notes += [f"{made.name} {quality} {f.confidence:.3f} {f.what}: want {f.want!r}, got {f.got!r}"
                  for f in found if not f.right]  # fmt: skip
    for quality in QUALITIES:
        print(f"\n{quality}\n{table(facts[quality])}")
    print(f"\nall\n{table([f for q in QUALITIES for f in facts[q]])}")
    print(*notes[: args.show], sep="\n")


if __name__ == "__main__":
    main()

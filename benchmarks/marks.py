"""Seals, signatures and fingerprints on composed signature pages: found, attributed, invented.

    python benchmarks/marks.py --n 60 --seed 1

Each page is a contract of one sheet: layouts and wordings at random, seals red, blue and grey, signatures in black and
blue, some pages signed by one party only, some by none. A mark counts as found where one of its kind covers half of
it; as attributed where it is led to the right party too; what is reported and was never put there is invented.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from pathlib import Path

import cv2
import numpy as np

from contract_parse.model.contract import Contract
from contract_parse.model.geometry import Box
from contract_parse.pipeline import parse
from tests.composer.signature_pages import INKS, LAYOUTS, SignaturePage, compose


def pages(n: int, seed: int) -> list[tuple[str, SignaturePage]]:
    """``n`` pages with their ink."""
    random = np.random.default_rng(seed)
    found = []
    for k in range(n):
        ink = list(INKS)[k % len(INKS)]
        which = [(True, True), (True, True), (True, False), (False, True), (False, False)][int(random.integers(5))]
        page = compose(
            int(random.integers(1 << 30)),
            layout=LAYOUTS[k % len(LAYOUTS)],
            ink=ink,
            sealed=which,
            signed=which if random.random() < 0.8 else (False, False),
            fingerprints=ink == "red" and which == (True, True) and random.random() < 0.4,
            pen="black" if ink == "blue" else str(random.choice(["black", "blue"])),
            noise=float(random.choice([2.0, 6.0, 10.0])),
            jpeg=int(random.choice([60, 85])),
        )
        found.append((ink, page))
    return found


def read(page: SignaturePage, folder: Path) -> Contract:
    path = folder / "page.png"
    cv2.imwrite(str(path), page.image)
    return parse(path, cache=False)


def compare(page: SignaturePage, contract: Contract, ink: str, tally: Counter[tuple[str, str, str]]) -> None:
    factor = contract.source.pages[0].width / (page.image.shape[1] * page.scale)
    left = list(contract.marks)
    for put in page.marks:
        box = Box(*(v * factor for v in put.box))
        kind = put.kind
        if kind == "fingerprint" and ink == "grey":
            continue
        tally[ink, kind, "put"] += 1
        hits = [
            m for m in left
            if m.kind == kind and Box(*m.bbox).overlap(box) > 0.4 * min(box.width * box.height, Box(*m.bbox).width * Box(*m.bbox).height)
        ]  # fmt: skip
        if hits:
            left.remove(hits[0])
            tally[ink, kind, "found"] += 1
            tally[ink, kind, "attributed"] += hits[0].party == put.party
    for mark in left:
        tally[ink, mark.kind, "invented"] += 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--n", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="name the pages on which something went wrong")
    args = parser.parse_args()
    tally: Counter[tuple[str, str, str]] = Counter()
    bare: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for k, (ink, page) in enumerate(pages(args.n, args.seed)):
            contract = read(page, Path(folder))
            before = tally.copy()
            compare(page, contract, ink, tally)
            changed = tally - before
            wrong = sum(
                v if w == "put" else -v if w == "attributed" else v * (w == "invented")
                for (_, _, w), v in changed.items()
            )
            fired = [f for f in contract.findings if f.code == "FRM704"]
            roles = {m.party for m in page.marks}
            bare["half-signed pages"] += len(roles) == 1
            bare["half-signed pages named by FRM704"] += len(roles) == 1 and len(fired) == 1
            bare["other pages named by FRM704"] += len(roles) != 1 and bool(fired)
            if args.show and (wrong or (len(roles) == 1) != bool(fired)):
                print(k, ink, LAYOUTS[k % len(LAYOUTS)], {f"{a} {b}": v for (_, a, b), v in changed.items()})
                print("   put", [(m.kind, m.party, [round(v) for v in m.box]) for m in page.marks])
                print("   got", [(m.kind, m.party, [round(v) for v in m.bbox]) for m in contract.marks])
                print(
                    "   blocks",
                    [
                        (p.role, [(e.text, [round(v) for v in e.bbox or ()]) for e in p.signature.evidence])
                        for p in contract.parties
                        if p.signature
                    ],
                )
    print(f"{'ink':6s} {'kind':12s}   put found attributed invented")
    for ink in INKS:
        for kind in ("seal", "signature", "fingerprint"):
            row = [tally[ink, kind, w] for w in ("put", "found", "attributed", "invented")]
            if any(row):
                print(f"{ink:6s} {kind:12s} {row[0]:5d} {row[1]:5d} {row[2]:10d} {row[3]:8d}")
    for name, count in bare.items():
        print(f"{name}: {count}")


if __name__ == "__main__":
    main()

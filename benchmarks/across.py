"""What is planted across a county's contracts and found, and false notices in counties where nothing is.

python benchmarks/across.py [--counties 20] [--n 200] [--plants 4] [--slips 1.0]       digests of truths, scans misread
python benchmarks/across.py --line 30 [--scans 0.1]                                   printed, and read by the whole line
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from contract_parse.check.across import Portfolio, across
from contract_parse.model.across import CrossFinding
from contract_parse.model.digest import Digest, digest
from tests.across.county import PLANTS, County, compose_county
from tests.across.reading import digests


def find(read: list[Digest]) -> list[CrossFinding]:
    return across(Portfolio.of(read))[1]


def judge(
    county: County, read: list[Digest], found: list[CrossFinding]
) -> tuple[Counter[str], Counter[str], list[str], list[CrossFinding]]:
    """Planted and found by code, what was missed, and findings that nothing planted explains."""
    where = {d.sha256: i for i, d in enumerate(read)}
    wanted, hit, missed = Counter[str](), Counter[str](), []
    told: set[int] = set()
    for p in county.planted:
        wanted[p.code] += 1
        tells = [k for k, f in enumerate(found) if f.code == p.code and set(p.files) <= {where[h] for h in f.contracts}]
        told |= set(tells)
        hit[p.code] += bool(tells)
        if not tells:
            missed.append(f"{p.code} {[(county.files[i].truth.number, county.files[i].scanned) for i in p.files]}")
    return wanted, hit, missed, [f for k, f in enumerate(found) if k not in told]


def table(wanted: Counter[str], hit: Counter[str]) -> None:
    for code in sorted(wanted):
        print(f"  {code}  {hit[code]:5d} of {wanted[code]:5d}  {hit[code] / wanted[code]:.4f}")
    print(f"  all      {hit.total():5d} of {wanted.total():5d}  {hit.total() / max(1, wanted.total()):.4f}")


def of_truths(args: argparse.Namespace) -> bool:
    false: dict[str, list[str]] = defaultdict(list)
    wanted, hit, missed, beside = Counter[str](), Counter[str](), [], Counter[str]()
    spent = 0.0
    for k in range(args.counties):
        clean = compose_county(args.seed + k, args.n, args.scans)
        began = time.process_time()
        for f in find(digests(clean.files, args.seed + k, args.slips)):
            false[f.code].append(f"county {args.seed + k}: {f.message}")
        spent += time.process_time() - began
        county = compose_county(args.seed + k, args.n, args.scans)
        for plant in [p for p in PLANTS for _ in range(args.plants)]:
            plant(county)
        read = digests(county.files, args.seed + k, args.slips)
        w, h, m, extra = judge(county, read, find(read))
        wanted, hit, missed = wanted + w, hit + h, missed + m
        beside.update(f.code for f in extra)
    n = sum(map(len, false.values()))
    print(f"{args.counties} counties of {args.n} contracts, {args.scans:.0%} scans, slips × {args.slips:g}")
    print(
        f"clean: {n} notices, {200 * n / (args.counties * args.n):.2f} in 200 contracts; {spent / args.counties:.2f} CPU s a county"
    )
    for code, lines in sorted(false.items()):
        print(f"  {code} {len(lines)}: " + "\n         ".join(lines[: args.show]))
    print("planted and found:")
    table(wanted, hit)
    print("beside what was planted:", dict(beside))
    for line in missed[: args.show]:
        print("  missed", line)
    return hit.total() >= 0.98 * wanted.total() and n <= args.counties * args.n / 200


def of_documents(args: argparse.Namespace) -> bool:
    """A small county printed in the styles of the composer and read by ``parse``; one plant of each kind."""
    from contract_parse.pipeline import parse
    from tests.composer import scan
    from tests.composer.compose import write
    from tests.composer.styles import STYLES

    styles = [s for s in STYLES if not s.unseen]
    wanted, hit, extras = Counter[str](), Counter[str](), []
    for planting in (False, True):
        county = compose_county(args.seed, args.line, args.scans)
        for plant in PLANTS if planting else ():
            plant(county)
        read = []
        with tempfile.TemporaryDirectory() as folder:
            for i, f in enumerate(county.files):
                pdf = write(f.truth, styles[i % len(styles)]).pdf()
                path = Path(folder) / f"{i:03d}.pdf"
                path.write_bytes(scan.scan(pdf, scan.OFFICE, i) if f.scanned else pdf)
                read.append(digest(parse(path)))
        found = find(read)
        if planting:
            wanted, hit, missed, extra = judge(county, read, found)
            table(wanted, hit)
            extras += [f"beside: {f.code} {f.message}" for f in extra] + [f"missed {m}" for m in missed]
        else:
            print(
                f"{args.line} contracts, {sum(f.scanned for f in county.files)} scans, read from paper: {len(found)} notices"
            )
            extras += [f"false: {f.code} {f.message}" for f in found]
    print("\n".join(extras))
    return hit.total() >= 0.98 * wanted.total()


def main() -> int:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--counties", type=int, default=20)
    p.add_argument("--n", type=int, default=200)
    p.add_argument("--plants", type=int, default=4, help="plants of each kind in a county")
    p.add_argument("--scans", type=float, default=0.1)
    p.add_argument("--slips", type=float, default=1.0)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--show", type=int, default=6)
    p.add_argument("--line", type=int, default=0)
    args = p.parse_args()
    return int(not (of_documents(args) if args.line else of_truths(args)))


if __name__ == "__main__":
    sys.exit(main())

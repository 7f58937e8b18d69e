"""A county's year: composed contracts, a tenth of them scans, with poison among them, through ``contract-parse batch``.

    python benchmarks/batch.py --n 1000                 memory, exactly once, a re-check, the rate at 1 and 2 workers
    python benchmarks/batch.py --n 60 --kill 20         SIGKILL at random moments, resumed, compared row for row

The contracts are composed once into --folder and used again. OCR's page cache is off.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import poison
from contract_parse.batch import journal

Tables = dict[str, list[tuple[Any, ...]]]


def composed(folder: Path, args: argparse.Namespace) -> Path:
    """The contracts, made once; every tenth is a scan, every twentieth also lies there under a second name."""
    source = folder / f"in-{args.n}-{args.seed}-{args.scans}-{args.poison}"
    if (source / "made").exists():
        return source
    from tests.composer import scan
    from tests.composer.compose import compose
    from tests.composer.styles import STYLES

    shutil.rmtree(source, ignore_errors=True)
    source.mkdir(parents=True)
    styles = [s for s in STYLES if not s.unseen]
    good = b""
    for n in range(args.n):
        pdf = compose(args.seed + n, styles[n % len(styles)]).pdf()
        good = good or pdf
        if args.scans and n % args.scans == args.scans - 1:
            pdf = scan.scan(pdf, scan.OFFICE, args.seed + n)
        (source / f"{n * 7919 % 10**6:06}-contract-{n:04}.pdf").write_bytes(pdf)
        if n % 20 == 0:
            (source / f"{n * 104729 % 10**6:06}-copy-{n:04}.pdf").write_bytes(pdf)
    poison.write(source, args.poison, good, args.seed)
    (source / "made").touch()
    return source


def command(source: Path, out: Path, workers: int, args: argparse.Namespace, *more: str) -> list[str]:
    return [
        sys.executable, "-m", "contract_parse.cli", "batch", str(source), "-o", str(out), "--workers", str(workers),
        "--json-log", "--no-cache", "--fail-on", "never", "--timeout", str(args.timeout), "--memory", args.memory, *more,
    ]  # fmt: skip


def ran(
    source: Path, out: Path, workers: int, args: argparse.Namespace, *more: str
) -> tuple[float, list[dict[str, Any]]]:
    """(wall seconds, events of the log) of one whole process."""
    log, start = out.with_suffix(".log"), time.perf_counter()
    with log.open("w") as stream:
        done = subprocess.run(
            command(source, out, workers, args, *more), stdout=subprocess.PIPE, stderr=stream, text=True
        )
    wall = time.perf_counter() - start
    print(f"  {done.stdout.strip()}  (exit {done.returncode})")
    lines = log.read_text("utf-8").splitlines()
    return wall, [json.loads(line) for line in lines if line.startswith("{")]


def tables(out: Path) -> Tables:
    import duckdb

    from contract_parse.batch.columns import TABLES

    with duckdb.connect(str(out / "contracts.duckdb"), read_only=True) as db:
        return {t.name: db.execute(f"SELECT * FROM {t.name} ORDER BY ALL").fetchall() for t in TABLES}


def memory(events: list[dict[str, Any]]) -> None:
    """Resident memory after each contract, by quarter of each worker's life, of workers that lived long enough."""
    lives: dict[str, list[int]] = defaultdict(list)
    for e in events:
        if e["event"] == "done":
            lives[e["worker"]].append(e["rss"])
    for worker, rss in sorted(lives.items(), key=lambda w: -len(w[1])):
        if len(rss) < 20:
            continue
        size = len(rss) / 4
        quarters = [median(rss[round(q * size) : round((q + 1) * size)]) / 2**20 for q in range(4)]
        said = "  ".join(f"{q:6.0f}" for q in quarters)
        print(
            f"  worker {worker:>8} {len(rss):5} contracts  MB by quarter {said}  last/second {quarters[3] / quarters[1]:.3f}"
        )


def exactly_once(source: Path, out: Path, events: list[dict[str, Any]], args: argparse.Namespace) -> bool:
    found = tables(out)
    names = {Path(r[0]).name.partition(".")[0] if ".zip/" not in r[0] else r[0]: r for r in found["files"]}
    poisoned = {n: r for n, r in names.items() if "-poison-" in n}
    silent = [n for n, r in poisoned.items() if r[2] != "failed" or not r[3]]
    good = [r for n, r in names.items() if n not in poisoned]
    lost = [r[0] for r in good if r[2] != "done"]
    kinds = {n.partition("-poison-")[2][:2] for n in poisoned}
    print(f"  good files {len(good)}, lost {len(lost)} {lost[:3]}; contracts {len(found['contracts'])} of {args.n}")
    print(f"  poison files {args.poison}, reported {len(kinds)}; without a reason {len(silent)} {silent[:3]}")
    reasons: dict[str, int] = defaultdict(int)
    for r in poisoned.values():
        reasons[r[3]] += 1
    print(f"  reasons: {dict(sorted(reasons.items()))}")
    done = [e["name"] for e in events if e["event"] == "done"]
    print(f"  contracts read twice: {len(done) - len(set(done))}")
    return not lost and not silent and len(found["contracts"]) == args.n and len(kinds) == args.poison and len(done) == args.n  # fmt: skip


def whole(source: Path, folder: Path, args: argparse.Namespace) -> bool:
    """All files, with the most workers; then after a change of the rules; then once more with nothing to do."""
    workers, out = max(args.workers), folder / "out"
    shutil.rmtree(out, ignore_errors=True)
    print(f"\n{workers} workers")
    first, events = ran(source, out, workers, args)
    ends = [e["t"] for e in events if e["event"] == "end"]
    print(f"  {first:.1f} s in all, of which {first - ends[-1]:.1f} s portfolio, tables and start; "
          f"{60 * args.n / first:.1f} contracts a minute")  # fmt: skip
    memory(events)
    right = exactly_once(source, out, events, args)
    before = {t: r for t, r in tables(out).items() if t not in ("findings", "checks", "contracts")}
    print("\nre-check after a change of the rules (--resume --ignore FRM701)")
    wall, events = ran(source, out, workers, args, "--resume", "--ignore", "FRM701")
    checked = sum(e["event"] == "done" for e in events)
    print(f"  {checked} contracts in {wall:.1f} s: {first / wall:.1f} × faster than the first run")
    same = {t: r for t, r in tables(out).items() if t in before and t != "cross_findings"}
    before.pop("cross_findings", None)
    print(f"  facts unchanged: {same == before}")
    print("\nnothing to do (--resume once more)")
    wall, _ = ran(source, out, workers, args, "--resume", "--ignore", "FRM701")
    print(f"  {wall:.1f} s")
    return right and same == before


def rates(source: Path, folder: Path, args: argparse.Namespace) -> None:
    """A sample without copies and poison, which cost a fixed time, at each number of workers, by turns."""
    sample = folder / "sample"
    shutil.rmtree(sample, ignore_errors=True)
    sample.mkdir()
    good = sorted(source.glob("*-contract-*.pdf"), key=lambda p: p.name.rpartition("-")[2])
    for path in good[: args.sample]:
        os.link(path, sample / path.name)
    files = len(list(sample.iterdir()))
    walls: dict[int, list[float]] = defaultdict(list)
    for workers in [*args.workers, *reversed(args.workers)]:
        out = folder / "rate"
        shutil.rmtree(out, ignore_errors=True)
        print(f"\n{workers} workers, a sample of {files}")
        walls[workers].append(ran(sample, out, workers, args)[0])
        print(f"  {walls[workers][-1]:.1f} s, {60 * files / walls[workers][-1]:.1f} contracts a minute")
    one, most = min(walls), max(walls)
    print(f"\nrate at {most} workers / rate at {one}: {sum(walls[one]) / sum(walls[most]):.2f}")


def killed(source: Path, folder: Path, args: argparse.Namespace) -> bool:
    """Parent and worker by turns are killed while the same folder is filled; then all tables are compared."""
    import psutil

    plain, out = folder / "undisturbed", folder / "killed"
    for each in (plain, out):
        shutil.rmtree(each, ignore_errors=True)
    print("\nundisturbed")
    ran(source, plain, 2, args)
    chance, kills, more = random.Random(args.seed), 0, ()
    share = len(journal.read(plain).contracts) / (args.kill + 2)
    print(f"\nkilled {args.kill} times")
    while kills < args.kill:
        with out.with_suffix(".log").open("a") as log:
            run = subprocess.Popen(command(source, out, 2, args, *more), stdout=subprocess.DEVNULL, stderr=log)
        more = ("--resume",)
        while run.poll() is None and kills < args.kill:
            # a moment at random after the next few contracts, so that there is something left to the last kill
            goal = share * (kills + chance.random())
            while run.poll() is None and len(journal.read(out).contracts) < goal:
                time.sleep(0.05)
            time.sleep(chance.random() * 1.5)
            if run.poll() is not None:
                break
            workers = [c for c in psutil.Process(run.pid).children() if "spawn_main" in " ".join(c.cmdline())]
            kills += 1
            if kills % 2 or not workers:
                os.kill(run.pid, signal.SIGKILL)
                run.wait()
                print(f"  {kills:2} parent, {len(journal.read(out).contracts)} contracts done")
            else:
                victim = chance.choice(workers)
                victim.kill()
                print(f"  {kills:2} worker, {len(journal.read(out).contracts)} contracts done")
        if run.poll() == 0 and kills < args.kill:
            print(f"  the run ended after {kills} kills: more contracts needed")
            return False
    run.wait()
    print("\nresumed")
    ran(source, out, 2, args, "--resume")
    one, other = tables(plain), tables(out)
    for name, rows in one.items():
        print(f"  {name:15} {len(rows):6} rows  {'same' if rows == other[name] else 'DIFFERENT'}")
    return one == other


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--n", type=int, default=60)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--scans", type=int, default=10, help="every so many-th is a scan; 0: none")
    p.add_argument("--poison", type=int, help="poison files (default 25 in 1,000, at least one of each kind)")
    p.add_argument("--workers", type=int, nargs="*", default=[1, 2])
    p.add_argument("--sample", type=int, default=100, help="contracts by which the rates are compared")
    p.add_argument("--timeout", type=float, default=60)
    p.add_argument("--memory", default="2G")
    p.add_argument("--kill", type=int, default=0, metavar="TIMES")
    p.add_argument("--folder", type=Path, default=Path("/tmp/contract-parse-batch"))
    args = p.parse_args()
    if args.poison is None:
        args.poison = max(len(poison.KINDS), args.n * 25 // 1000)
    source = composed(args.folder, args)
    right = killed(source, args.folder, args) if args.kill else whole(source, args.folder, args)
    if len(args.workers) > 1 and not args.kill:
        rates(source, args.folder, args)
    print("\nall as it should be" if right else "\nNOT as it should be")
    sys.exit(not right)


if __name__ == "__main__":
    main()

"""Composed contracts through the whole line: section F1 by style, false alarms, and planted errors found.

    python benchmarks/compose.py --n 200 [--plant] [--scan clean|office|bad] [--docx] [--styles a,b] [--jobs 2] [--write DIR]
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.composer.compose import Composed, compose  # noqa: E402
from tests.composer.score import Score, score  # noqa: E402
from tests.composer.styles import STYLES, Style  # noqa: E402


def read(data: bytes, suffix: str, select: tuple[str, ...] = ()) -> dict[str, Any]:
    """What contract-parse makes of a document, as JSON."""
    from contract_parse.pipeline import parse

    with tempfile.NamedTemporaryFile(suffix=suffix) as file:
        file.write(data)
        file.flush()
        found: dict[str, Any] = parse(file.name, select=select).model_dump(mode="json")
        return found


def document(made: Composed, form: str, seed: int = 1) -> tuple[bytes, str]:
    if form == "docx":
        return made.docx(), ".docx"
    pdf = made.pdf()
    if form == "pdf":
        return pdf, ".pdf"
    from tests.composer import scan

    return scan.scan(pdf, {"clean": scan.CLEAN, "office": scan.OFFICE, "bad": scan.BAD}[form], seed), ".pdf"


def _clean(job: tuple[int, str, str, str]) -> tuple[str, str, Score | None, list[str]]:
    seed, style, form, target = job
    made = compose(seed, next(s for s in STYLES if s.name == style))
    data, suffix = document(made, form, seed)
    if target:
        folder = Path(target) / made.name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"contract{suffix}").write_bytes(data)
        (folder / "gold.json").write_text(json.dumps(made.gold, ensure_ascii=False, indent=1), "utf-8")
    try:
        out = read(data, suffix)
    except Exception as error:  # a crash is a result here
        return style, f"{made.name} {made.truth.kind}", None, [f"CRASH {error!r}"]
    alarms = [f"{f['severity']} {f['code']} {f['status']} {f['message']}" for f in out["findings"] if f["severity"] != "info"]
    return style, f"{made.name} {made.truth.kind}", score(made.gold, out), alarms


def clean(styles: list[Style], args: argparse.Namespace) -> None:
    jobs = [(args.seed + i, styles[i % len(styles)].name, args.form, args.write or "") for i in range(args.n)]
    total: dict[str, Score] = defaultdict(Score)
    alarms: dict[str, list[str]] = defaultdict(list)
    count: dict[str, int] = defaultdict(int)
    with ProcessPoolExecutor(args.jobs) as pool:
        for style, name, result, found in pool.map(_clean, jobs):
            count[style] += 1
            alarms[style] += [f"{name}: {a}" for a in found]
            if result is not None:
                result.notes = [f"{name}: {n}" for n in result.notes]
                total[style].add(result)
    sections = sorted({name for s in total.values() for name in s.sections})
    hidden = {s.name for s in STYLES if s.unseen}
    for title, names in (("seen", [s for s in count if s not in hidden]), ("unseen", [s for s in count if s in hidden])):
        if not names:
            continue
        print(f"\n{title}: {sum(count[n] for n in names)} contracts")
        print(f"{'style':16} {'n':>3} " + " ".join(f"{s[:9]:>9}" for s in sections) + "    all alarms")
        whole = Score()
        for n in names:
            whole.add(total[n])
            print(_row(n, count[n], total[n], sections, len(alarms[n])))
        print(_row("all", sum(count[n] for n in names), whole, sections, sum(len(alarms[n]) for n in names)))
    for n in count:
        if n in hidden and not args.show_unseen:
            continue
        for line in [*alarms[n], *total[n].notes][: args.show]:
            print("  ", line)


def _row(name: str, n: int, s: Score, sections: list[str], alarms: int) -> str:
    r, m, e = (sum(getattr(x, f) for x in s.sections.values()) for f in ("right", "missed", "extra"))
    cells = " ".join(f"{s.sections[x].f1:9.4f}" if x in s.sections else " " * 9 for x in sections)
    return f"{name:16} {n:3d} {cells} {2 * r / max(1, 2 * r + m + e):6.4f} {alarms:6d}"


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--n", type=int, default=200)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--styles", default="")
    p.add_argument("--plant", action="store_true", help="plant one error in each contract")
    p.add_argument("--codes", default="")
    p.add_argument("--scan", choices=["clean", "office", "bad"])
    p.add_argument("--docx", action="store_true")
    p.add_argument("--jobs", type=int, default=2)
    p.add_argument("--write", default="")
    p.add_argument("--show", type=int, default=30)
    p.add_argument("--show-unseen", action="store_true")
    p.add_argument("--seen", action="store_true", help="only the styles that are not kept aside")
    args = p.parse_args()
    args.form = args.scan or ("docx" if args.docx else "pdf")
    wanted = set(filter(None, args.styles.split(",")))
    styles = [s for s in STYLES if (not wanted or s.name in wanted) and not (args.seen and s.unseen)]
    if args.plant:
        planted(styles, args)
    else:
        clean(styles, args)


def planted(styles: list[Style], args: argparse.Namespace) -> None:
    raise SystemExit("not yet")


if __name__ == "__main__":
    main()

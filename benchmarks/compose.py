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

from tests.composer.compose import Composed, compose
from tests.composer.score import Score, score
from tests.composer.styles import STYLES, Style


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
    alarms = [
        f"{f['severity']} {f['code']} {f['status']} {f['message']}" for f in out["findings"] if f["severity"] != "info"
    ]
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
    for title, names in (
        ("seen", [s for s in count if s not in hidden]),
        ("unseen", [s for s in count if s in hidden]),
    ):
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


def _planted(job: tuple[str, int, tuple[str, ...], str]) -> tuple[str, str, bool, bool, list[str]]:
    """(code, case, found, in the right place, other alarms)."""
    from tests.composer.plants import placed, plant

    code, seed, names, form = job
    case = plant(code, seed, [s for s in STYLES if s.name in names])
    data, suffix = document(case.made, form, seed)
    name = f"{case.made.name} {case.made.truth.kind}"
    try:
        found = read(data, suffix)["findings"] + ([] if code != "LAW804" else read(data, suffix, (code,))["findings"])
    except Exception as error:  # a crash is a result here
        return code, name, False, False, [f"CRASH {error!r}"]
    hits = [f for f in found if f["code"] == code]
    others = [f"{f['severity']} {f['code']} {f['clauses']} {f['message']}" for f in found
              if f["severity"] != "info" and f["code"] != code and f["code"] not in case.also]  # fmt: skip
    if len(hits) > 1 and code not in ("AMT102", "LAW802", "FRM701", "ITM203", "PTY601"):
        others += [f"again {f['code']} {f['clauses']} {f['items']} {f['message']}" for f in hits[1:]]
    if hits and not any(placed(case, f) for f in hits):
        others.append(f"misplaced: wanted {case.clauses} {case.item}, got {[(f['clauses'], f['items']) for f in hits]}")
    return code, name, bool(hits), any(placed(case, f) for f in hits), others


def planted(styles: list[Style], args: argparse.Namespace) -> None:
    from tests.composer.plants import PLANTS

    codes = [c for c in PLANTS if not args.codes or any(c.startswith(x) for x in args.codes.split(","))]
    names = tuple(s.name for s in styles)
    each = max(1, args.n // len(codes))
    jobs = [(c, args.seed + i, names, args.form) for c in codes for i in range(each)]
    rows: dict[str, list[int]] = {c: [0, 0, 0, 0] for c in codes}
    notes = []
    with ProcessPoolExecutor(args.jobs) as pool:
        for code, name, hit, right, others in pool.map(_planted, jobs):
            row = rows[code]
            row[0], row[1], row[2], row[3] = (
                row[0] + 1,
                row[1] + hit,
                row[2] + right,
                row[3] + sum(not o.startswith("misplaced") for o in others),
            )
            notes += [f"{code} {name}: NOT FOUND"] * (not hit) + [f"{code} {name}: {o}" for o in others]
    print(f"{'code':7} {'n':>4} {'recall':>7} {'place':>7} {'other alarms':>13}")
    for code, (n, hit, right, others_n) in [
        *rows.items(),
        ("all", [sum(r[i] for r in rows.values()) for i in range(4)]),
    ]:
        print(f"{code:7} {n:4d} {hit / n:7.3f} {right / max(1, hit):7.3f} {others_n:13d}")
    print(*notes[: args.show], sep="\n")


if __name__ == "__main__":
    main()

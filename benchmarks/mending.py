"""Misreadings put into composed contracts as an OCR engine makes them: what becomes of each.

A contract's text layer is taken for what OCR read, surely; then single characters of its figures, capital words and
codes are misread, with the true reading among the recogniser's alternatives or without it. No OCR is run.

python benchmarks/mending.py --n 60 --each 4 [--slips 1] [--plant] [--styles a,b] [--show 20]
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from contract_parse import check, ingest
from contract_parse.ingest.figure_letters import with_digits
from contract_parse.model.contract import Contract
from contract_parse.model.facts import Evidence
from contract_parse.model.geometry import Box
from contract_parse.model.page import Document, Page, Word
from contract_parse.pipeline import mended_facts
from tests.composer.compose import Composed, compose
from tests.composer.styles import STYLES, Style

# What is taken for what, how often beside each other. Not the table of the package: engines do what they like.
DIGITS = {"0": "6688", "1": "7777", "2": "Z7", "3": "8885", "4": "19", "5": "6663", "6": "5508", "7": "1119", "8": "3360", "9": "8860"}  # fmt: skip
CAPITALS = {
    "壹": "臺", "贰": "货", "叁": "参", "肆": "律", "伍": "任", "陆": "陵", "柒": "染", "捌": "拐", "玖": "玫", "拾": "抬", "佰": "伯",
    "仟": "任", "万": "方", "元": "无", "整": "蹩", "零": "雾", "角": "用",
}  # fmt: skip


class Slip(NamedTuple):
    """One misreading: of what kind of value, how, and whether the true reading is among the alternatives."""

    field: str
    how: str
    offered: bool
    page: int
    box: Box
    true: str  # the text of the whole piece of evidence


def as_read(made: Composed) -> Document:
    """The composed contract as a scan that was read without a slip."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(made.pdf())
        file.flush()
        document = ingest.read(Path(file.name), password=None, pages=None, ocr="off", progress=None)
    return replace(document, pages=tuple(_scanned(p) for p in document.pages))


def _scanned(page: Page) -> Page:
    words = [replace(w, source="ocr", confidence=0.995, bold=False) for w in page.words]
    return replace(page, words=tuple(words), text_from="ocr", confidence=0.995)


def targets(contract: Contract) -> Iterator[tuple[str, list[Evidence]]]:
    """The pieces of evidence in which slips are made: of values that the contract states twice or can be computed from others."""
    for item in contract.line_items:
        if item.quantity is None or item.unit_price is None or item.amount is None:
            continue  # a list of prices: nothing says what a price must be
        for role in ("quantity", "unit_price", "amount"):
            if getattr(item, role) is not None:
                yield "row", item.cells.get(role, [])
    for total in contract.item_totals:
        if total.first_row is None:
            continue
        digits = f"{total.value:.2f}".split(".")[0][:2]
        yield "sum", [e for e in total.evidence if e.text.replace(",", "").lstrip("¥￥").startswith(digits)][:1]
        if total.capital is not None:
            yield "capital", total.capital.evidence
    amounts = contract.amounts
    if amounts.total is not None:
        yield "total", amounts.total.evidence
        if amounts.total.capital is not None:
            yield "capital", amounts.total.capital.evidence
    for part in amounts.components:
        yield "component", part.amount.evidence
    if amounts.tax.amount is not None and amounts.tax.excluded_total is not None and amounts.total is not None:
        yield "tax", amounts.tax.amount.evidence
        yield "tax", amounts.tax.excluded_total.evidence
    plain = [p for p in contract.payments if p.percent is not None and not p.remainder and p.cumulative is None]
    if len(plain) == len(contract.payments) > 1:  # with a remainder, or 支付至, any percentage may be meant
        for payment in plain:
            yield "percent", payment.evidence
    for party in contract.parties:
        if party.uscc is not None:
            yield "code", party.uscc.evidence


def slip(contract: Contract, r: random.Random) -> tuple[Slip, str, tuple[tuple[str, float], ...], float] | None:
    """(slip, what is read instead, its alternatives, the character's confidence)."""
    by_field: dict[str, list[list[Evidence]]] = defaultdict(list)
    for field, evidence in targets(contract):
        if evidence:
            by_field[field].append(evidence)
    field = r.choice(sorted(by_field))
    pieces = [e for e in r.choice(by_field[field]) if e.chars]
    if not pieces:
        return None
    piece = r.choice(pieces)
    chars = list(piece.chars)
    if field == "percent":  # the figure before a percent sign
        signs = [i for i, (c, _) in enumerate(chars) if c in "%％" and i and chars[i - 1][0].isdigit()]
        if not signs:
            return None
        end = r.choice(signs)
        start = end
        while start and (chars[start - 1][0].isdigit() or chars[start - 1][0] == "."):
            start -= 1
        chars = chars[start:end]
    may = [
        i for i, (c, _) in enumerate(chars) if c in DIGITS or c in CAPITALS or (c in ".," and 0 < i < len(chars) - 1)
    ]
    if not may:
        return None
    at = r.choice(may)
    c, glyph = chars[at]
    assert glyph.page is not None
    assert glyph.box is not None
    how, new, offered = _misread(c, r, code=field == "code")
    near: tuple[tuple[str, float], ...] = ()
    sure = r.uniform(0.97, 0.999)
    if offered:
        p = round(r.uniform(0.02, 0.45), 4)
        near, sure = ((c if new else "", p),), 1 - p - r.uniform(0.0, 0.05)
    elif r.random() < 0.5 and new:
        near, sure = (("", 0.05),), r.uniform(0.6, 0.95)
    return Slip(field, how, offered, glyph.page, glyph.box, piece.text), new, near, sure


def _misread(c: str, r: random.Random, *, code: bool) -> tuple[str, str, bool]:
    if c in CAPITALS:
        return "word", CAPITALS[c], r.random() < 0.7
    if c in ".,":
        how = r.choice(["lost mark", "other mark"])
        return how, "" if how == "lost mark" else {".": ",", ",": "."}[c], how != "lost mark" and r.random() < 0.7
    how = r.choices(["digit", "lost digit", "doubled"], [8, 1, 0 if code else 0.5])[0]
    if how == "digit":
        return how, r.choice(DIGITS[c]), r.random() < 0.7
    return (how, "", False) if how == "lost digit" else (how, c + c, False)


def misread(document: Document, made: Slip, new: str, near: tuple[tuple[str, float], ...], sure: float) -> Document:
    """The document with one character read otherwise."""
    pages = []
    for page in document.pages:
        words = [
            _slipped(w, w.boxes.index(made.box), new, near, sure)
            if page.number == made.page and made.box in w.boxes
            else w
            for w in page.words
        ]
        pages.append(replace(page, words=with_digits(w for w in words if w.text)))
    return replace(document, pages=tuple(pages))


def _slipped(word: Word, i: int, new: str, near: tuple[tuple[str, float], ...], sure: float) -> Word:
    n = len(word.text)
    alternatives = list(word.alternatives or [()] * n)
    box = word.boxes[i]
    half = (box.x0 + box.x1) / 2
    boxes = {0: [], 1: [box], 2: [box._replace(x1=half), box._replace(x0=half)]}[len(new)]
    alternatives[i : i + 1] = [near] * len(new)
    if not new and near and i:
        alternatives[i - 1] = near
    return replace(
        word,
        text=word.text[:i] + new + word.text[i + 1 :],
        boxes=(*word.boxes[:i], *boxes, *word.boxes[i + 1 :]),
        confidence=(word.confidence * (n - 1) + sure) / n,
        alternatives=tuple(alternatives) if any(alternatives) else (),
    )


def values(x: Any) -> Any:
    """Facts without where they stand and how surely they were read."""
    if isinstance(x, dict):
        aside = ("evidence", "cells", "raw", "text", "bbox", "confidence", "source", "findings", "checks", "mended",
                 "clauses", "annexes", "tables", "percentages", "payment_calendar")  # fmt: skip
        return {k: values(v) for k, v in x.items() if k not in aside}
    return [values(v) for v in x] if isinstance(x, list) else x


def alarms(contract: Contract) -> Counter[tuple[str, str]]:
    _, findings = check.check(contract)
    return Counter((f.code, "doubt" if f.status == "doubt" else f.severity) for f in findings)


def outcome(clean: Contract, was: Counter[tuple[str, str]], truth: Any, document: Document, made: list[Slip]) -> str:
    """What became of the misreadings of one contract."""
    found = mended_facts(document)
    now = alarms(found) - was
    trues = [s.true for s in made]
    if values(found.model_dump(mode="json")) == truth and not any(rank in ("error", "warning") for _, rank in now):
        return "mended" if found.mended else "no matter"
    if any(not any(m.taken in t or t in m.taken for t in trues) for m in found.mended):
        return "WRONG"
    if any(rank in ("error", "warning") for _, rank in now):
        return "false error"
    return "doubted" if any(rank == "doubt" for _, rank in now) else "missed"


def slips(styles: list[Style], args: argparse.Namespace) -> None:
    table: dict[str, Counter[str]] = defaultdict(Counter)
    notes = []
    for seed in range(args.seed, args.seed + args.n):
        style = styles[seed % len(styles)]
        document = as_read(compose(seed, style))
        clean = mended_facts(document)
        was, truth = alarms(clean), values(clean.model_dump(mode="json"))
        for key in was:
            if key[1] == "error":
                notes.append(f"{style.name}-{seed}: {key} without a slip")
        if clean.mended:
            notes.append(f"{style.name}-{seed}: mended without a slip {[(m.read, m.taken) for m in clean.mended]}")
        for k in range(args.each):
            r = random.Random(f"{seed} {k}")
            read, made = document, []
            while len(made) < args.slips:
                one = slip(clean, r)
                if one is not None and all(s.box != one[0].box for s in made):
                    read = misread(read, *one)
                    made.append(one[0])
            how = outcome(clean, was, truth, read, made)
            for s in made:
                for row in (s.field, s.how, "offered" if s.offered else "not offered", "all"):
                    table[row][how] += 1
            if how in ("WRONG", "false error", "missed"):
                told = [(s.field, s.how, "offered" if s.offered else "", s.true) for s in made]
                got = mended_facts(read)
                notes.append(f"{style.name}-{seed}/{k} {how}: {told} {[(m.read, m.taken, m.because) for m in got.mended]} {dict(alarms(got) - was)}")  # fmt: skip
    rows = [t for t in ("row", "sum", "total", "capital", "component", "tax", "percent", "code", "digit", "word", "lost digit", "doubled",
            "lost mark", "other mark", "offered", "not offered", "all") if t in table]  # fmt: skip
    kinds = ("mended", "doubted", "missed", "WRONG", "false error", "no matter")
    print(f"{'':12}" + "".join(f"{k:>13}" for k in kinds) + f"{'mended or doubted':>20}")
    for name in rows:
        n = table[name]
        matter = sum(n.values()) - n["no matter"]
        share = (n["mended"] + n["doubted"]) / max(1, matter)
        print(f"{name:12}" + "".join(f"{n[k]:13d}" for k in kinds) + f"{share:20.3f}")
    print(*notes[: args.show], sep="\n")


def planted(styles: list[Style], args: argparse.Namespace) -> None:
    from tests.composer.plants import PLANTS, plant

    codes = [c for c in PLANTS if not args.codes or any(c.startswith(x) for x in args.codes.split(","))]
    found: dict[str, Counter[str]] = {c: Counter() for c in codes}
    for code in codes:
        for seed in range(args.seed, args.seed + max(1, args.n // len(codes))):
            case = plant(code, seed, styles)
            contract = mended_facts(as_read(case.made))
            hits = {f.status for f in check.check(contract, select=(code,))[1] if f.code == code}
            how = "contradiction" if "contradiction" in hits else "doubt" if hits else "MISSED"
            found[code]["HIDDEN" if contract.mended and not hits else how] += 1
            found[code]["n"] += 1
            if how == "MISSED" or contract.mended:
                print(f"{code} {case.made.name}: {how}", [(m.read, m.taken, m.because) for m in contract.mended])
    kinds = ("n", "contradiction", "doubt", "MISSED", "HIDDEN")
    print(f"{'code':8}" + "".join(f"{k:>14}" for k in kinds))
    total: Counter[str] = sum(found.values(), Counter())
    for code, n in [*found.items(), ("all", total)]:
        print(f"{code:8}" + "".join(f"{n[k]:14d}" for k in kinds))


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--n", type=int, default=60, help="contracts")
    p.add_argument("--each", type=int, default=4, help="times each is misread")
    p.add_argument("--slips", type=int, default=1, help="misreadings at a time")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--styles", default="")
    p.add_argument("--plant", action="store_true", help="no misreadings: one planted error in each")
    p.add_argument("--codes", default="")
    p.add_argument("--show", type=int, default=30)
    args = p.parse_args()
    wanted = set(filter(None, args.styles.split(",")))
    styles = [s for s in STYLES if (s.name in wanted if wanted else not s.unseen)]
    if args.plant:
        planted(styles, args)
    else:
        slips(styles, args)


if __name__ == "__main__":
    main()

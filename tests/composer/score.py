"""Compares what was read with gold, section by section: counts of right, missed and extra, and what differs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

Json = dict[str, Any]
PARTY_FIELDS = (
    "name",
    "address",
    "phone",
    "fax",
    "email",
    "postal_code",
    "uscc",
    "legal_representative",
    "contact",
    "account_name",
    "bank_name",
    "bank_account",
)
CELL_FIELDS = ("number", "groups", "name", "model", "quantity", "unit", "unit_price", "amount", "remark")
HEADER_FIELDS = ("title", "number", "project_name", "project_number", "signed_on", "starts_on", "ends_on")


def value(fact: Any) -> Any:
    """A Fact's value, in the form in which values are compared."""
    if isinstance(fact, dict):
        fact = fact.get("value")
    if isinstance(fact, list):
        return tuple(value(x) for x in fact)
    if fact is None or isinstance(fact, bool):
        return fact
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", str(fact)))
    text = re.sub("[—–－]", "-", text)
    if re.fullmatch(r"(0|[1-9][\d,]*)(\.\d+)?", text):
        try:
            return format(Decimal(text.replace(",", "")).normalize(), "f")
        except InvalidOperation:
            return text
    return text or None


def label(name: Any) -> str | None:
    """附件1 and 附件一 are one label."""
    text = value(name)
    return None if text is None else re.sub(r"\d", lambda m: "零一二三四五六七八九"[int(m[0])], str(text))


def within(a: Any, b: Any) -> bool:
    a, b = value(a), value(b)
    return a == b if a is None or b is None else str(a) in str(b) or str(b) in str(a)


def length(d: Any) -> Any:
    return (
        None
        if not d
        else (value(d["n"]), d["unit"].replace("calendar_day", "day") if d["unit"] != "working_day" else "working_day")
    )


@dataclass
class Section:
    right: int = 0
    missed: int = 0
    extra: int = 0

    @property
    def f1(self) -> float:
        return (
            1.0 if not self.missed and not self.extra else 2 * self.right / (2 * self.right + self.missed + self.extra)
        )


@dataclass
class Score:
    sections: dict[str, Section] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def section(self, name: str) -> Section:
        return self.sections.setdefault(name, Section())

    def single(self, name: str, what: str, want: Any, got: Any) -> None:
        want, got = value(want), value(got)
        s = self.section(name)
        if want == got:
            s.right += want is not None
            return
        s.missed += want is not None
        s.extra += got is not None
        self.notes.append(f"{name} {what}: want {want!r}, got {got!r}")

    def listed(
        self, name: str, want: list[Any], got: list[Any], same: Callable[[Any, Any], bool], show: Callable[[Any], str]
    ) -> None:
        s, left = self.section(name), list(got)
        for g in sorted(want, key=lambda g: bool(isinstance(g, dict) and g.get("optional"))):
            may = isinstance(g, dict) and g.get("optional")
            hit = next((p for p in left if same(g, p)), None)
            if hit is not None:
                left.remove(hit)
                s.right += not may
            elif not may:
                s.missed += 1
                self.notes.append(f"{name} missing: {show(g)}")
        s.extra += len(left)
        self.notes += [f"{name} extra: {show(p)}" for p in left]

    def add(self, other: Score) -> None:
        for name, s in other.sections.items():
            mine = self.section(name)
            mine.right, mine.missed, mine.extra = mine.right + s.right, mine.missed + s.missed, mine.extra + s.extra
        self.notes += other.notes


def _brief(*names: str) -> Callable[[Any], str]:
    def show(x: Any) -> str:
        if not isinstance(x, dict):
            return str(x)
        return " ".join(
            f"{n}={length(x.get(n)) if n in ('due', 'duration') else value(x.get(n))}"
            for n in names
            if x.get(n) is not None
        )

    return show


def score(gold: Json, out: Json) -> Score:
    s = Score()
    for f in HEADER_FIELDS:
        s.single("header", f, gold["contract"].get(f), out["contract"].get(f))
    for f in ("total", "buyer", "supplier"):
        s.single("header", f"copies.{f}", gold["contract"]["copies"][f], (out["contract"].get("copies") or {}).get(f))
    for f in ("method", "venue"):
        s.single("header", f"dispute.{f}", gold["dispute"][f], (out.get("dispute") or {}).get(f))
    want_total, got_total = gold["amounts"]["total"], out["amounts"].get("total")
    s.single("header", "total", want_total, got_total)
    if want_total is not None:
        s.single("header", "capital", want_total["capital"], (got_total or {}).get("capital"))
        s.single("header", "tax_included", want_total["tax_included"], (got_total or {}).get("tax_included"))
    for f in ("amount", "rate"):
        if "tax" in gold["amounts"]:
            s.single("header", f"tax.{f}", gold["amounts"]["tax"][f], out["amounts"]["tax"].get(f))
    for g in gold["parties"]:
        p = next((x for x in out["parties"] if x["role"] == g["role"]), {})
        for f in PARTY_FIELDS:
            if f in g:
                s.single("parties", f"{g['role']}.{f}", g[f], p.get(f))
    s.section("parties").extra += max(0, len(out["parties"]) - len(gold["parties"]))
    s.listed("components", gold["amounts"]["components"], out["amounts"]["components"],
             lambda g, p: value(g["amount"]) == value(p["amount"]) and within(g["name"], p["name"]), _brief("name", "amount"))  # fmt: skip
    _items(s, gold["line_items"], out["line_items"])
    s.listed(
        "item_totals",
        gold["item_totals"],
        out["item_totals"],
        lambda g, p: value(g["value"]) == value(p["value"]),
        _brief("label", "value"),
    )
    s.listed("payments", gold["payments"], out["payments"],
             lambda g, p: value(g["percent"]) == value(p["percent"]) and value(g["amount"]) == value(p["amount"]) and length(g["due"]) == length(p["due"])
             and within(g["component"], p["component"]), _brief("clause", "component", "percent", "amount", "due"))  # fmt: skip
    s.listed("deadlines", gold["deadlines"], out["deadlines"],
             lambda g, p: length(g["duration"]) == length(p["duration"]) and value(g["date"]) == value(p["date"]) and g["clause"] == p["clause"],
             _brief("clause", "duration", "date", "what"))  # fmt: skip
    s.listed(
        "percentages",
        gold["percentages"],
        out["percentages"],
        lambda g, p: value(g["value"]) == value(p["value"]) and g["clause"] == p["clause"],
        _brief("clause", "value"),
    )
    s.listed("penalties", gold["penalties"], out["penalties"],
             lambda g, p: all(value(g[f]) == value(p[f]) for f in ("by", "rate", "per", "cap_percent")), _brief("clause", "by", "rate", "per", "cap_percent"))  # fmt: skip
    s.listed(
        "bonds",
        gold["bonds"],
        out["bonds"],
        lambda g, p: all(value(g[f]) == value(p[f]) for f in ("kind", "percent", "amount")),
        _brief("clause", "kind", "percent", "amount"),
    )
    s.listed("references", gold["references"], out["references"],
             lambda g, p: g["kind"] == p["kind"] and label(g["target"]) == label(p["target"]) and g["resolved"] == p["resolved"] and g["clause"] == p["clause"],
             _brief("clause", "kind", "target", "resolved"))  # fmt: skip
    s.listed(
        "blanks", gold["blanks"], out["blanks"], lambda g, p: g["clause"] == p["clause"], _brief("clause", "label")
    )
    s.listed("clauses", gold["clauses"], list(paths(out)), lambda g, p: label(g) == label(p), str)
    return s


def paths(out: Json) -> list[str]:
    found: list[str] = []

    def walk(clauses: list[Json]) -> None:
        for c in clauses:
            found.append(c["path"])
            walk(c["children"])

    walk(out["clauses"])
    for a in out["annexes"]:
        walk(a["clauses"])
    return found


def _items(s: Score, want: list[Json], got: list[Json]) -> None:
    left = list(got)
    for g in want:
        p = next((x for x in left if value(x["name"]) == value(g["name"]) and value(x["number"]) == value(g["number"])), None) or next(
            (x for x in left if value(x["number"]) == value(g["number"])), None)  # fmt: skip
        if p is None:
            s.section("items").missed += sum(1 for f in CELL_FIELDS if value(g.get(f)))
            s.notes.append(f"items row {g['number']} {g['name']} missing")
            continue
        left.remove(p)
        for f in CELL_FIELDS:
            if f in g:
                s.single("items", f"row {g['number']} {f}", g[f] or None, p.get(f) or None)
    for p in left:
        s.section("items").extra += sum(1 for f in CELL_FIELDS if value(p.get(f)))
        s.notes.append(f"items extra row {p['number']} {value(p['name'])}")

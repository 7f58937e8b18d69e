"""The digest that a reader would make of a truth; of a scan, with the slips of an OCR engine."""

from __future__ import annotations

import datetime as dt
import hashlib
import random
from decimal import Decimal
from typing import Any

from contract_parse.model.digest import Digest, DigestItem, DigestParty, DigestPayment, Place, Stated
from contract_parse.model.due_dates import add_months
from tests.across.county import Filed
from tests.composer.truth import PartyTruth, Truth

# What an engine takes for what, and how often it errs on a scan of an office: a character in so many.
_DIGITS = {"0": "68O", "1": "7l", "3": "8", "5": "6", "6": "85", "7": "1", "8": "30", "9": "0", "2": "7", "4": "1"}
_HAN = {"麟": "鳞", "衡": "衝", "岳": "丘", "博": "搏", "泽": "译", "汇": "江", "县": "具", "局": "居", "恒": "桓",
        "限": "眼", "司": "同", "医": "匿", "院": "皖", "教": "敦", "育": "盲", "服": "眼", "务": "各", "中": "申"}  # fmt: skip
SLIP = {"han": 250, "digit": 250}  # a character error rate of 0.4 %, as measured on scans of an office (docs/ocr.md)


class Reader:
    """Reads one file. ``slips`` is how much more often than usual a scan is misread (0: never)."""

    def __init__(self, file: Filed, seed: str, slips: float = 1.0) -> None:
        self.t, self.scanned, self.r, self.slips = file.truth, file.scanned, random.Random(seed), slips
        self.seed = seed
        self.line = 0

    def text(self, said: str) -> str:
        if not self.scanned:
            return said
        out = []
        for c in said:
            rate = SLIP["digit"] if c in _DIGITS else SLIP["han"]
            if self.r.random() < self.slips / rate:
                c = self.r.choice(_DIGITS.get(c) or _HAN.get(c) or c + c)
                c = "" if self.r.random() < 0.1 else c
            out.append(c)
        return "".join(out)

    def place(self, text: str) -> Place:
        self.line += 12
        confidence = 1.0 if not self.scanned else self.r.uniform(0.88, 0.995)
        return Place(text, 1, (90.0, 90.0 + self.line, 300.0, 102.0 + self.line), None, "1", self.scanned, confidence)

    def stated(self, said: str) -> Stated:
        read = self.text(said)
        return Stated(read, self.place(read))

    def number(self, value: Decimal) -> Decimal:
        read = self.text(format(value, "f")).replace("O", "0").replace("l", "1")
        return Decimal(read) if read else value

    def party(self, role: Any, p: PartyTruth) -> DigestParty:
        name = self.stated(p.name)
        own = {"account": self.stated(p.account), "account_name": Stated(name.value, name.place)} if role == "supplier" else {}  # fmt: skip
        return DigestParty(role, name=name, uscc=self.stated(p.uscc), phone=self.stated(p.phone), **own)

    def items(self) -> list[DigestItem]:
        found = []
        for x in self.t.items:
            price, quantity, amount = self.number(x.price), x.quantity or None, x.amount if x.quantity else None
            found.append(
                DigestItem(
                    self.text(x.name), x.number, x.brand, x.model and self.text(x.model), x.unit, quantity, price,
                    amount, self.place(format(price, "f")),
                )
            )  # fmt: skip
        return found

    def digest(self) -> Digest:
        t = self.t
        total = None if t.total is None else self.number(t.total)
        title = self.text(t.title)
        return Digest(
            sha256=hashlib.sha256(self.seed.encode()).hexdigest(),
            name=f"{self.seed}.pdf",
            scanned=self.scanned,
            title=title,
            title_place=self.place(title),
            number=self.stated(t.number),
            project=self.text(t.project),
            signed_on=max(t.signed),
            starts_on=t.starts,
            ends_on=t.ends,
            total=total,
            total_place=None if total is None else self.place(format(total, "f")),
            parties=[self.party("buyer", t.buyer), self.party("supplier", t.supplier)],
            items=self.items(),
            payments=list(_payments(t)),
        )


def _payments(t: Truth) -> list[DigestPayment]:
    steps = {"month": 1, "quarter": 3, "half": 6, "year": 12}
    found: list[DigestPayment] = []
    for p in t.pays:
        n, unit = p.due
        wait = dt.timedelta(days=n if unit == "day" else n * 7 // 5)
        for k in range(1, p.count + 1):
            day = None
            if p.trigger == "sign":
                day = max(t.signed) + wait
            elif p.form in steps and t.starts is not None:
                day = add_months(t.starts, steps[p.form] * k) - dt.timedelta(days=1) + wait
            found.append(DigestPayment(len(found) + 1, p.amount, day, day is not None, p.trigger))
    return found


def digests(files: list[Filed], seed: int, slips: float = 1.0) -> list[Digest]:
    return [Reader(f, f"{seed}-{i}", slips).digest() for i, f in enumerate(files)]

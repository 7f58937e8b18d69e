"""Digests for the tests of rules across contracts, from the few facts a case is about."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from contract_parse.model.digest import Digest, DigestItem, DigestParty, DigestPayment, Place, Stated
from contract_parse.values.identifiers import uscc_check_character


def code(n: int) -> str:
    """The ``n``-th of a row of valid codes that differ in several characters."""
    body = f"91{(7919 * n + 104729) * 13 % 900000 + 100000}MA{(1299709 * n + 15485863) * 7 % 9000000 + 1000000}"
    return body + uscc_check_character(body)


def portfolio_of(partials: Sequence[dict[str, Any]]) -> list[Digest]:
    return [digest_of(i, p) for i, p in enumerate(partials, 1)]


def digest_of(i: int, given: dict[str, Any]) -> Digest:
    """The ``i``-th contract of a case. ``scan`` makes all of it read by OCR, with that confidence where it is a number;
    a code ``#3`` stands for the third valid code."""
    scan = given.get("scan", False)
    confidence = scan if isinstance(scan, float) else 0.97 if scan else 1.0

    def place(text: str) -> Place:
        return Place(text, 1, (72.0, 100.0 + i, 180.0, 112.0 + i), None, "1", bool(scan), confidence)

    def stated(value: Any) -> Stated | None:
        if value is None:
            return None
        said = code(int(str(value)[1:])) if str(value).startswith("#") else str(value)
        return Stated(said, place(said))

    def party(role: Any, p: Any) -> DigestParty:
        p = {"name": p} if isinstance(p, str) else p
        return DigestParty(role, **{k: stated(v) for k, v in p.items()})

    def money(value: Any) -> Decimal | None:
        return None if value is None else Decimal(str(value))

    title, total = given.get("title", "办公用品采购合同"), money(given.get("total"))
    return Digest(
        sha256=hashlib.sha256(f"{i}".encode()).hexdigest(),
        name=given.get("file", f"{i:03d}.pdf"),
        scanned=bool(scan),
        title=title,
        title_place=place(title),
        number=stated(given.get("number")),
        lot=given.get("lot"),
        project=given.get("project"),
        signed_on=given.get("signed_on"),
        total=total,
        total_place=place(str(total)),
        parties=[party(role, given[role]) for role in ("buyer", "supplier") if role in given],
        items=[
            DigestItem(
                x["name"], str(n), x.get("brand"), x.get("model"), x.get("unit"), money(x.get("quantity")),
                money(x["price"]), money(x.get("amount")), place(str(x["price"])),
            )
            for n, x in enumerate(given.get("items", []), 1)
        ],
        payments=[
            DigestPayment(n, money(x["amount"]), x.get("due_on"), True, "合同签订后", place(str(x["amount"])))
            for n, x in enumerate(given.get("payments", []), 1)
        ],
    )  # fmt: skip

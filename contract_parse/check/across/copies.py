"""Which files hold one contract (a scan beside its original), and which contracts bear one number."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from contract_parse.check.across.figures import words
from contract_parse.check.across.likeness import edits, one_name, plain_name, plain_number
from contract_parse.check.readings import near, near_text
from contract_parse.data import per_vocabulary
from contract_parse.model.digest import Digest
from contract_parse.model.party import Role


@dataclass(frozen=True, slots=True)
class Copies:
    """``groups``: digests that are one contract, the best read first. ``distinct``: every contract once, by hash.
    ``clashes``: contracts that bear one number and are not one. ``compared``: pairs of files set side by side."""

    distinct: tuple[Digest, ...]
    groups: tuple[tuple[Digest, ...], ...]
    clashes: tuple[tuple[Digest, ...], ...]
    compared: int

    @classmethod
    def among(cls, digests: Sequence[Digest]) -> Copies:
        leader: dict[str, Digest] = {}
        copies: dict[str, list[Digest]] = {}
        compared = 0
        for family in _families(digests):
            for d in sorted(family, key=lambda d: (d.scanned, d.sha256)):
                if d.sha256 in leader:
                    continue
                first = next((x for x in family if x.sha256 in copies and same_contract(x, d)), None)
                leader[d.sha256] = first or d
                copies.setdefault((first or d).sha256, []).append(d)
            compared += len(family) * (len(family) - 1) // 2
        distinct = tuple(d for d in digests if leader.get(d.sha256, d) is d)
        return cls(
            distinct,
            tuple(tuple(g) for g in copies.values() if len(g) > 1),
            tuple(clash for family in _by_number(distinct) if (clash := _clashing(family))),
            compared,
        )


def _families(digests: Sequence[Digest]) -> Iterator[list[Digest]]:
    """Digests that may be one contract: of one number, or of one supplier, price and day."""
    yield from (f for f in _by_number(digests) if len(f) > 1)
    alike: dict[tuple[object, ...], list[Digest]] = defaultdict(list)
    for d in digests:
        if d.total is not None and d.signed_on is not None:
            alike[(d.total, d.signed_on)].append(d)
    yield from (f for f in alike.values() if len(f) > 1)


def _by_number(digests: Sequence[Digest]) -> Iterator[list[Digest]]:
    found: dict[str, list[Digest]] = defaultdict(list)
    for d in digests:
        number = plain_number(d.number.value) if d.number else ""
        if len(number) >= 4 and any(c.isdigit() for c in number):
            found[number].append(d)
    yield from found.values()


def same_contract(a: Digest, b: Digest) -> bool:
    """Whether two files hold one contract: everything both of them state agrees. Beside a scan, one thing may
    differ by what a reader takes for another; two files without a common number have to agree in all else."""
    if (a.lot or b.lot) and a.lot != b.lot:
        return False
    verdicts = [_number(a, b), _name(a, b, "buyer"), _name(a, b, "supplier"), _total(a, b), _day(a, b), _title(a, b)]
    known = [v for v in verdicts if v is not None]
    apart = [v for v in known if v != "same"]
    numbered = verdicts[0] == "same"
    if len(known) < (4 if numbered else 5) or "other" in apart:
        return False
    return not apart or (len(apart) == 1 and (a.scanned or b.scanned))


Verdict = str  # same, near (a scan may have misread it), other


def _number(a: Digest, b: Digest) -> Verdict | None:
    if a.number is None or b.number is None:
        return None
    x, y = plain_number(a.number.value), plain_number(b.number.value)
    if x == y:
        return "same"
    return "near" if (a.number.scanned or b.number.scanned) and near_text(x, y) else "other"


def _name(a: Digest, b: Digest, role: Role) -> Verdict | None:
    x, y = a.party(role), b.party(role)
    if x is None or y is None or x.name is None or y.name is None:
        return None
    return "same" if one_name(x.name, y.name) else "other"


def _total(a: Digest, b: Digest) -> Verdict | None:
    if a.total is None or b.total is None:
        return None
    if a.total == b.total:
        return "same"
    scanned = any(p is not None and p.scanned for p in (a.total_place, b.total_place))
    return "near" if scanned and near(a.total, b.total) else "other"


def _day(a: Digest, b: Digest) -> Verdict | None:
    if a.signed_on is None or b.signed_on is None:
        return None
    if a.signed_on == b.signed_on:
        return "same"
    return "near" if (a.scanned or b.scanned) and near_text(str(a.signed_on), str(b.signed_on)) else "other"


def _title(a: Digest, b: Digest) -> Verdict | None:
    if a.title is None or b.title is None:
        return None
    x, y = plain_name(a.title), plain_name(b.title)
    if x == y or x in y or y in x:
        return "same"
    most = max(1, len(x) // 5)
    return "near" if (a.scanned or b.scanned) and edits(x, y, most) <= most else "other"


def _clashing(family: Sequence[Digest]) -> tuple[Digest, ...]:
    """Those of a family of one number that ought not to share it: not supplements, not lots of one purchase."""
    plain = [d for d in family if not _supplement(d)]
    return tuple(
        a
        for a in plain
        if any(
            b is not a and not (a.lot and b.lot and a.lot != b.lot) and (_county_wide(a) or _related(a, b))
            for b in plain
        )
    )


def _supplement(d: Digest) -> bool:
    return any(w in (d.title or "") or w in d.name for w in words("supplements"))


def _related(a: Digest, b: Digest) -> bool:
    return "same" in (_name(a, b, "buyer"), _name(a, b, "supplier"))


def _county_wide(d: Digest) -> bool:
    """Whether a number says whose it is, so that two buyers cannot both have given it."""
    letters = "".join(re.findall(r"[A-Z\u4e00-\u9fff]", plain_number(d.number.value))) if d.number else ""
    return len(letters) >= 3 and _any_buyers().fullmatch(letters) is None


@per_vocabulary
def _any_buyers() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(map(re.escape, words('number_words')))})*")

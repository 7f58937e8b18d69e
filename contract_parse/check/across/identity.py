"""Under which name a party is counted: one name for each body, however often a scan misreads it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from contract_parse.check.across.likeness import code_of, one_name, plain_name
from contract_parse.model.digest import Digest, Place, Stated
from contract_parse.model.party import Role


def names_counted(digests: Sequence[Digest], role: Role) -> dict[str, str]:
    """Hash of a contract → the name its buyer or supplier is counted under; contracts without one are left out.

    Parties of one valid code whose names differ by no more than a misreading are one, under the name most contracts
    give it (in text rather than on scans). Other names under one code stay apart: XCT1001 tells them, and the reader may
    have put the code to the wrong side. A name on a scan that no code settles goes to the only name in text near it.
    """
    parties = [(d.sha256, p, p.name) for d in digests if (p := d.party(role)) and p.name and plain_name(p.name.value)]
    leads = _leads([(code, name) for _, p, name in parties if (code := code_of(p))])
    key = {sha256: leads.get((code_of(p), name.value)) or plain_name(name.value) for sha256, p, name in parties}
    shown: dict[str, Counter[tuple[bool, str]]] = defaultdict(Counter)
    for sha256, _, name in parties:
        shown[key[sha256]][(not name.scanned, name.value)] += 1
    best = {k: max(names, key=lambda n: (n[0], names[n], n[1]))[1] for k, names in shown.items()}
    in_text = {best[key[sha256]]: name for sha256, _, name in parties if not name.scanned}
    letters = {value: set(value) for value in in_text}
    found = {}
    for sha256, party, name in parties:
        settled = best[key[sha256]]
        if name.scanned and settled not in in_text and code_of(party) is None:
            settled = _nearest(name, in_text, letters) or settled
        found[sha256] = settled
    return found


def _leads(named: Sequence[tuple[str, Stated]]) -> dict[tuple[str | None, str], str]:
    """(code, name as stated) → the plain name that leads those of the code that are one name with it."""
    by_code: dict[str, Counter[Stated]] = defaultdict(Counter)
    for code, name in named:
        # a place would tell two readings of one name apart: only whether it is a scan matters here
        by_code[code][Stated(name.value, Place("", scanned=name.scanned))] += 1
    found: dict[tuple[str | None, str], str] = {}
    for code, names in by_code.items():
        leaders: list[Stated] = []
        for name in sorted(names, key=lambda n: (n.scanned, -names[n], n.value)):
            leader = next((x for x in leaders if one_name(x, name)), None)
            if leader is None:
                leaders.append(leader := name)
            found.setdefault((code, name.value), plain_name(leader.value))
    return found


def _nearest(name: Stated, in_text: dict[str, Stated], letters: dict[str, set[str]]) -> str | None:
    mine = set(name.value)
    near = [v for v, s in in_text.items() if len(mine & letters[v]) * 3 >= len(mine) * 2 and one_name(s, name)]
    return near[0] if len(near) == 1 else None

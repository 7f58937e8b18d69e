"""Under which name a party is counted: one name for each body, however often a scan misreads it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from contract_parse.check.across.likeness import code_of, one_name, plain_name
from contract_parse.model.digest import Digest, Stated
from contract_parse.model.party import Role


def names_counted(digests: Sequence[Digest], role: Role) -> dict[str, str]:
    """Hash of a contract → the name its buyer or supplier is counted under; contracts without one are left out.

    Parties of one valid code are one, under the name most contracts give it (in text rather than on scans). A name on
    a scan that no code settles goes to the only name in text that it may be a misreading of.
    """
    parties = [(d.sha256, p, p.name) for d in digests if (p := d.party(role)) and p.name and plain_name(p.name.value)]
    by_name = {plain_name(name.value): code for _, p, name in parties if (code := code_of(p))}
    plain = {sha256: plain_name(name.value) for sha256, _, name in parties}
    key = {sha256: code_of(p) or by_name.get(plain[sha256], plain[sha256]) for sha256, p, _ in parties}
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


def _nearest(name: Stated, in_text: dict[str, Stated], letters: dict[str, set[str]]) -> str | None:
    mine = set(name.value)
    near = [v for v, s in in_text.items() if len(mine & letters[v]) * 3 >= len(mine) * 2 and one_name(s, name)]
    return near[0] if len(near) == 1 else None

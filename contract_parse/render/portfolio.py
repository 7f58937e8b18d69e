"""The portfolio as one page that needs nothing else: its data inside it as JSON, a small script that shows it.

Nothing of a contract is ever markup: the JSON is escaped for the script element it stands in, the script writes text
nodes only, and links are encoded paths.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any, Literal
from urllib.parse import quote

from contract_parse._version import __version__
from contract_parse.model.across import CrossFinding
from contract_parse.render.portfolio_data import RANKS, VERDICTS, PortfolioView, Shown
from contract_parse.render.templates import environment, folder

Lang = Literal["zh", "en"]
_LONGEST = 240  # characters of a message or title on the page; the review page has all of it
_PLACES = 40  # places shown of one finding across contracts


@cache
def words(lang: str) -> dict[str, Any]:
    """The words of the portfolio in one language: ``templates/portfolio.LANG.yaml``."""
    import yaml

    loaded: dict[str, Any] = yaml.safe_load((folder() / f"portfolio.{lang}.yaml").read_text("utf-8"))
    return loaded


def html(view: PortfolioView, lang: Lang = "zh") -> bytes:
    """The page, self-contained: no network, no other file but the review pages it links to."""
    w = words(lang)
    page = environment().get_template("portfolio.html.j2")
    return page.render(w=w, data=script_json(data(view, w)), version=__version__).encode()


def script_json(value: Any) -> str:
    """JSON that may stand in a script element: no character of it can end the element or a line.

    >>> script_json({"a": "</script><!-- & \u2028"})
    '{"a":"\\\\u003c/script\\\\u003e\\\\u003c!-- \\\\u0026 \\\\u2028"}'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for c in "<>&\u2028\u2029":
        text = text.replace(c, f"\\u{ord(c):04x}")
    return text


def data(view: PortfolioView, w: Mapping[str, Any]) -> dict[str, Any]:
    """What the script reads. Amounts are whole fen, days ISO 8601, names and codes places in their lists."""
    buyers = _Register()
    suppliers = _Register()
    contracts = [_contract(s, buyers, suppliers, view) for s in view.shown]
    place = view.place_of()
    return {
        "words": w["script"],
        "verdicts": list(VERDICTS),
        "ranks": list(RANKS),
        "buyers": buyers.names,
        "suppliers": suppliers.names,
        "titles": {code: view.titles.get(code, code) for code in _codes(view)},
        "contracts": contracts,
        "cross": [_cross(f, place) for f in view.cross],
        "unread": [[_short(name), _short(why)] for name, why in view.unread],
    }


class _Register:
    """Names by their place in a list, so that each is written once."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._places: dict[str, int] = {}

    def place(self, name: str | None) -> int:
        if name is None:
            return -1
        if name not in self._places:
            self._places[name] = len(self.names)
            self.names.append(_short(name))
        return self._places[name]


def _codes(view: PortfolioView) -> list[str]:
    return sorted({c for s in view.shown for c in s.digest.codes} | {f.code for f in view.cross})


def _contract(s: Shown, buyers: _Register, suppliers: _Register, view: PortfolioView) -> list[Any]:
    d = s.digest
    return [
        VERDICTS.index(d.verdict),
        _short(d.title or d.project or ""),
        _short(d.number.value) if d.number else "",
        buyers.place(s.buyer),
        suppliers.place(s.supplier),
        _fen(d.total),
        d.signed_on.isoformat() if d.signed_on else "",
        [d.counts.get(r, 0) for r in RANKS],
        d.codes,
        "" if s.link is None else quote(s.link, safe="/"),
        [_short(f) for f in s.files or (d.name,)],
        [[RANKS.index(r), code, _short(message)] for r, code, message in d.messages],
        [[x.day.isoformat(), x.kind, _short(x.what, 80), _fen(x.amount), int(x.computed)] for x in s.dues],
        int(d.scanned),
        int(d.sha256 in view.copies),
    ]


def _cross(f: CrossFinding, place: Mapping[str, int]) -> list[Any]:
    concerned = sorted({place[p.sha256] for p in f.places[_PLACES:] if p.sha256 in place and p.part == "conflict"})
    places = [
        [place[p.sha256], _short(p.value, 80), int(p.part == "comparable"), (p.evidence.page or 0) if p.evidence else 0]
        for p in f.places[:_PLACES]
        if p.sha256 in place
    ]
    # beyond what is listed only the contracts in conflict are kept, for the filter
    return [f.code, "doubt" if f.status == "doubt" else f.severity, _short(f.message, 600), places, concerned]


def _fen(amount: Decimal | None) -> int | None:
    return None if amount is None else int((amount * 100).to_integral_value())


def _short(text: str, most: int = _LONGEST) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"

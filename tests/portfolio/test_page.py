"""The portfolio's page: whole in itself, safe whatever contracts say, quick at 5,000 of them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from contract_parse.model.across import CrossFinding, CrossPlace
from contract_parse.model.digest import Digest, Stated
from contract_parse.render.portfolio import html, words
from contract_parse.render.portfolio_data import PortfolioView, Shown
from tests.portfolio import browser
from tests.portfolio.counties import enlarged, portfolio

HOSTILE = "</script><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">'\"&<!--\u2028"
needs_browser = pytest.mark.skipif(
    browser.found() is None and not browser.required(), reason="needs Chromium: apt-get install chromium"
)


@pytest.fixture(scope="module")
def county() -> PortfolioView:
    return portfolio(250)


def embedded(page: bytes) -> Any:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page.decode(), re.DOTALL)
    assert found is not None
    return json.loads(found[1])


def hostile() -> PortfolioView:
    digest = Digest(sha256="a" * 64, name=HOSTILE, title=HOSTILE, number=Stated(HOSTILE), verdict="error",
                    counts={"error": 1}, codes={HOSTILE: 1}, messages=[("error", HOSTILE, HOSTILE)])  # fmt: skip
    cross = CrossFinding(code="XCT1005", severity="warning", title=HOSTILE, message=HOSTILE,
                         places=[CrossPlace(sha256="a" * 64, contract=HOSTILE, value=HOSTILE)])  # fmt: skip
    shown = Shown(digest, (HOSTILE,), "javascript:document.title='owned'#?x.html", HOSTILE, HOSTILE)
    return PortfolioView((shown,), (cross,), ((HOSTILE, HOSTILE),), {HOSTILE: HOSTILE})


def test_the_page_asks_for_nothing_outside_itself(county: PortfolioView) -> None:
    page = html(county).decode()
    assert not re.search(r"https?://|\bimport\b|<link rel=\"stylesheet|src=\"", page)
    assert "default-src 'none'" in page


def test_words_of_contracts_cannot_end_the_data_nor_begin_markup() -> None:
    page = html(hostile())
    assert page.decode().count("<script") == 2
    assert page.decode().count("</script>") == 2
    assert "\u2028" not in page.decode()
    assert embedded(page)["unread"][0][0].startswith("</script>")


def test_a_link_is_a_path_whatever_the_file_is_called() -> None:
    (contract,) = embedded(html(hostile()))["contracts"]
    assert contract[9] == "javascript%3Adocument.title%3D%27owned%27%23%3Fx.html"


def test_amounts_of_copies_are_shown_but_not_summed(county: PortfolioView) -> None:
    assert county.copies
    counted = sum(s.digest.total or 0 for s in county.shown if s.digest.sha256 not in county.copies)
    assert county.total == counted
    assert sum(g.total for g in county.by_month()) == counted


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_word_that_the_script_asks_for_is_there(lang: str) -> None:
    script = (Path(__file__).parents[2] / "templates" / "portfolio.js").read_text("utf-8")
    asked = set(re.findall(r"\bW\.(\w+)", script))
    assert asked == set(words(lang)["script"])


@needs_browser
def test_words_of_contracts_stay_words_in_a_browser(tmp_path: Path) -> None:
    said = browser.told(html(hostile()), """
        document.querySelector("tr.row").click();
        return { title: document.title, pictures: document.images.length, scripts: document.scripts.length,
                 shown: document.querySelector("tr.row a").textContent, link: document.querySelector("tr.row a").href };
    """, tmp_path)  # fmt: skip
    assert "owned" not in said["title"]
    assert said["pictures"] == 0
    assert said["scripts"] == 3  # the data, the page's and this test's
    assert said["shown"].startswith("</script><script>")
    assert said["link"].startswith("file:///")


@needs_browser
def test_filters_sums_and_the_address_agree(county: PortfolioView, tmp_path: Path) -> None:
    said = browser.told(html(county), """
        const out = {}, count = () => document.getElementById("count").textContent, all = count();
        out.from_address = count();
        document.getElementById("clear").click();
        const search = document.getElementById("search");
        search.value = "家具 SCAN-NOT-THERE"; search.dispatchEvent(new Event("input")); out.nothing = count();
        search.value = "家具"; search.dispatchEvent(new Event("input")); out.furniture = count();
        document.getElementById("clear").click(); out.all = count();
        document.querySelector(".tile.error").click(); out.errors = count(); out.address = location.hash;
        out.badges = [...document.querySelectorAll("tr.row .badge")].every(b => b.classList.contains("f-error"));
        document.getElementById("clear").click();
        document.querySelectorAll("#table thead button")[4].click();
        out.largest = [...document.querySelectorAll("tr.row td:nth-child(5)")].slice(0, 3).map(e => e.textContent);
        return out;
    """, tmp_path, "#verdict=clean")  # fmt: skip
    verdicts = county.verdicts
    n = len(county.shown)
    assert said["from_address"].startswith(f"显示 {verdicts['clean']} / {n} 份")
    assert said["nothing"].startswith(f"显示 0 / {n} 份")
    furniture = [s for s in county.shown if "家具" in f"{s.digest.title}{s.buyer}{s.supplier}"]
    assert said["furniture"].startswith(f"显示 {len(furniture)} / {n} 份")
    assert said["all"].endswith(f"合计 {county.total:,.2f} 元")
    assert said["errors"].startswith(f"显示 {verdicts['error']} / {n} 份")
    assert said["address"] == "#verdict=error"
    assert said["badges"]
    totals = sorted((s.digest.total or 0 for s in county.shown), reverse=True)[:3]
    assert said["largest"] == [f"{t:,.2f}" for t in totals]


MEASURE = """
    document.body.offsetHeight;
    const out = { open: performance.now() }, search = document.getElementById("search");
    const timed = (name, act) => { const a = performance.now(); act(); document.body.offsetHeight; out[name] = performance.now() - a; };
    const type = words => { search.value = words; search.dispatchEvent(new Event("input")); };
    timed("search", () => type("家具"));
    timed("two words", () => type("家具 教育"));
    timed("clear", () => document.getElementById("clear").click());
    timed("verdict", () => document.querySelector(".tile.error").click());
    timed("code", () => document.querySelector(".facet").click());
    timed("clear again", () => document.getElementById("clear").click());
    out.contracts = ALL.length;
    return out;
"""


@needs_browser
def test_five_thousand_contracts_open_within_two_seconds_and_filter_within_a_fifth_of_one(
    county: PortfolioView, tmp_path: Path
) -> None:
    page = html(enlarged(replace(county, shown=county.shown[:250]), 20))
    best: dict[str, float] = {}
    for _ in range(4):  # other tests run beside this one: the best of a few is the page's own time
        said = browser.told(page, MEASURE, tmp_path)
        assert said.pop("contracts") == 5000
        best = {k: min(v, best.get(k, v)) for k, v in said.items()}
        if best["open"] <= 2000 and all(v <= 200 for k, v in best.items() if k != "open"):
            break
    assert best["open"] <= 2000, best
    assert all(v <= 200 for k, v in best.items() if k != "open"), best

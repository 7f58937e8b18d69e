"""Settings: where they come from, what overrides what, and what is said of a mistake in them."""

from __future__ import annotations

import datetime as dt
import pickle
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from contract_parse import parse
from contract_parse.check import check
from contract_parse.cli import main
from contract_parse.configuration import find, load
from contract_parse.data import overlay, vocabulary
from contract_parse.errors import UsageError
from contract_parse.model.settings import Settings, Thresholds
from tests.rules.build import contract_of

DEPOSIT = {"bonds": [{"kind": "deposit", "percent": "30"}]}
PAGE = {"number": 1, "width": 9, "height": 9, "text_from": "ocr", "confidence": 0.6}
SCANNED = {"name": "x", "sha256": "0", "media_type": "application/pdf", "pages": [PAGE]}
PLAIN = """设备采购合同
采购人：云岭县水文站
供应商：川泽仪器有限公司
第一条 合同总价
合同总价为人民币20000.00元（大写：贰万元整）。
第二条 付款
货物验收合格后10个工作日内付清全部价款。
第三条 违约责任
双方违约的，按合同总价的1%支付违约金。
"""


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    def write(text: str, name: str = "contract-parse.toml") -> Path:
        (tmp_path / name).write_text(text, "utf-8")
        return tmp_path / name

    return write


def codes(settings: Settings, contract: dict[str, Any] = DEPOSIT) -> dict[str, str]:
    return {f.code: f.severity for f in check(contract_of(contract), settings=settings)[1]}


def test_the_nearest_file_above_holds_and_its_own_kind_goes_first(written: Callable[..., Path], tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.other]\nx = 1\n")
    shared = written('[tool.contract-parse]\nselect = ["amt"]\n', "pyproject.toml")
    assert find(deep) == shared
    assert load(shared).select == ("AMT",)
    own = written('ignore = ["REF504"]\n')
    assert find(deep) == own


def test_law_off_means_no_law_rule_runs() -> None:
    assert codes(Settings()) == {"LAW805": "warning"}
    checks, findings = check(contract_of(DEPOSIT), settings=Settings(law=False))
    assert findings == []
    assert not [c for c in checks if c.code.startswith("LAW")]


def test_a_threshold_that_is_set_replaces_the_figure_of_the_law() -> None:
    loose = Settings(thresholds=Thresholds(deposit_percent=Decimal(30)))
    assert codes(loose) == {}
    (finding,) = check(contract_of(DEPOSIT), settings=Settings(thresholds=Thresholds(deposit_percent=Decimal(5))))[1]
    assert "高于 5%" in finding.message


@pytest.mark.parametrize(
    ("name", "value", "contract", "code"),
    [
        ("percent_gap", "1", {"payments": [{"percent": "60"}, {"percent": "39.5", "sequence": 2}]}, "PAY301"),
        ("tax_gap", "1", {"amounts": {"total": {"value": "106"}, "tax": {"amount": "6.50", "excluded_total": "100"}}}, "AMT107"),
        ("term_days", "9", {"periods": [{"what": "期限", "starts_on": "2026-01-01", "ends_on": "2026-02-07", "duration": {"n": "1", "unit": "month"}}]}, "DAT403"),
        ("shared_digits", "9", {"amounts": {"mentions": [{"value": "12345", "raw": "a", "clause": "1"}, {"value": "123450000", "raw": "b", "clause": "2"}]}}, "AMT108"),
        ("retention_percent", "40", {"contract": {"signed_on": "2026-03-01"}, "payments": [{"percent": "40", "trigger": "验收后", "due": {"n": "90", "unit": "day"}}]}, "LAW803"),
        ("ocr_confidence", "0.5", {"source": SCANNED}, "OCR901"),
    ],
)  # fmt: skip
def test_every_threshold_is_what_its_rule_compares_with(
    name: str, value: str, contract: dict[str, Any], code: str
) -> None:
    assert code in codes(Settings(), contract)
    assert code not in codes(Settings.model_validate({"thresholds": {name: value}}), contract)


@pytest.mark.parametrize(
    ("name", "contract", "code"),
    [
        ("performance_bond_percent", {"bonds": [{"kind": "performance", "percent": "3"}]}, "LAW801"),
        ("penalty_percent_a_day", {"penalties": [{"by": "either", "rate": "1.2", "per": "day"}]}, "LAW802"),
        ("penalty_cap_percent", {"penalties": [{"by": "either", "rate": "0.1", "per": "day", "cap_percent": "3"}]}, "LAW802"),
        ("payment_days", {"payments": [{"trigger": "验收后", "due": {"n": "30", "unit": "day"}}]}, "LAW803"),
        ("service_years", {"deadlines": [{"what": "服务期", "kind": "service_term", "duration": {"n": "2", "unit": "year"}}]}, "LAW804"),
    ],
)  # fmt: skip
def test_a_county_may_set_a_stricter_figure_than_the_law(name: str, contract: dict[str, Any], code: str) -> None:
    strict = Settings.model_validate({"thresholds": {name: 1}, "select": [code]})
    assert code in codes(strict, contract)


def test_severities_are_set_by_code_or_family_the_longer_name_first() -> None:
    two = {"contingencies": [{"text": "以资金到位为准"}], "blanks": [{"label": "编号"}]}
    assert codes(Settings(severities={"FRM": "info", "PAY305": "error"}), two)["PAY305"] == "error"
    assert codes(Settings(severities={"FRM": "info", "FRM701": "error"}), two)["FRM701"] == "error"


def test_a_doubt_stays_a_doubt_whatever_the_severity_set() -> None:
    blank = {"label": "编号", "evidence": [{"text": "编号", "page": 1, "source": "ocr", "confidence": 0.99}]}
    (finding,) = check(contract_of({"blanks": [blank]}), settings=Settings(severities={"FRM": "error"}))[1]
    assert (finding.status, finding.severity) == ("doubt", "info")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ignroe = []", "ignroe"),
        ("[thresholds]\npayment_day = 3", "thresholds.payment_day"),
        ("[thresholds]\npayment_days = 'soon'", "thresholds.payment_days"),
        ("[thresholds]\ndeposit_percent = 130", "thresholds.deposit_percent"),
        ("fail_on = 'always'", "'never'"),
        ("select = ['XYZ']", "XYZ"),
        ("[severities]\nAMT = 'grave'", "severities.AMT"),
        ("[severities]\nLAW801 = 'error'", "LAW"),
        ("[assume]\nbirthday = 2026-01-01", "assume.birthday"),
        ("vocabularies = 'nowhere'", "nowhere"),
        ("select = [", "contract-parse.toml"),
    ],
)
def test_a_mistake_is_a_usage_error_that_names_the_file_and_the_key(
    text: str, said: str, written: Callable[..., Path]
) -> None:
    with pytest.raises(UsageError) as caught:
        load(written(text))
    for lang in ("zh", "en"):
        words = caught.value.text(lang)  # type: ignore[arg-type]
        assert said in words
        assert "{" not in words
    assert caught.value.exit_code == 2
    assert "contract-parse.toml" in str(caught.value) or "nowhere" in str(caught.value)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("party_label.yaml", "roles: {}", "party_labels.yaml"),
        ("party_labels.yaml", "roles: [一方]", "roles"),
        ("item_columns.yaml", "columns: {amount: ['总价(']}", "columns.amount[1]"),
        ("topics.yaml", "a: [", "topics.yaml"),
    ],
)
def test_a_mistake_in_a_vocabulary_names_its_file_and_place(
    name: str, text: str, said: str, written: Callable[..., Path], tmp_path: Path
) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / name).write_text(text, "utf-8")
    with pytest.raises(UsageError, match=said.replace("[", r"\[")):
        load(written("vocabularies = 'words'"))


def test_a_countys_words_hold_for_the_contracts_read_with_them_and_no_others(
    written: Callable[..., Path], tmp_path: Path
) -> None:
    words = tmp_path / "words"
    words.mkdir()
    (words / "party_labels.yaml").write_text("roles:\n  supplier: [兴办者]\n", "utf-8")
    (words / "amount_labels.yaml").write_text("total: [包圆儿价]\n", "utf-8")
    file = written(PLAIN.replace("供应商：", "兴办者：").replace("合同总价为", "包圆儿价为"), "合同.txt")
    settings = load(written("vocabularies = 'words'"))

    def read(chosen: Settings | None) -> tuple[str | None, bool]:
        contract = parse(file, settings=chosen)
        supplier = next((p.name.value for p in contract.parties if p.role == "supplier" and p.name), None)
        return supplier, any(m.role == "total" and m.clause for m in contract.amounts.mentions)

    assert read(settings)[0] == "川泽仪器有限公司"
    assert read(None)[0] is None
    assert read(pickle.loads(pickle.dumps(settings)))[0] == "川泽仪器有限公司"  # as a worker gets it
    with overlay(words):
        assert vocabulary("amount_labels")["total"][0] == "包圆儿价"
    assert "包圆儿价" not in vocabulary("amount_labels")["total"]


def test_the_command_line_overrides_the_file(
    written: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    contract = written(PLAIN, "合同.txt")
    written('lang = "en"\nfail_on = "never"\nselect = ["FRM", "XCT1001"]\n[severities]\nFRM705 = "error"\n')
    monkeypatch.chdir(tmp_path)

    def run(*args: str) -> tuple[int, str]:
        done = CliRunner().invoke(main, ["parse", str(contract), "-f", "md", "-o", "-", *args])
        return done.exit_code, done.output

    status, text = run()
    assert (status, "Look here first" in text, "FRM705" in text) == (0, True, True)
    status, text = run("--lang", "zh", "--fail-on", "error")
    assert (status, "先看这里" in text) == (1, True)
    status, text = run("--select", "AMT", "--fail-on", "error")
    assert (status, "[Error]" in text) == (0, False)
    other = written('select = ["PTY"]\n', "other.toml")
    assert run("--config", str(other))[0] == 0


def test_an_assumed_date_gives_the_payment_its_day(written: Callable[..., Path]) -> None:
    contract = parse(written(PLAIN, "合同.txt"), settings=Settings(assume={"acceptance": dt.date(2026, 9, 24)}))
    (line,) = contract.payment_calendar
    # the Mid-Autumn and National Day holidays of 2026 lie between, and a Saturday worked
    assert (line.day, line.counted_from, line.assumed, line.note) == (dt.date(2026, 10, 15), ["acceptance"], True, None)
    assert parse(written(PLAIN, "合同.txt")).payment_calendar == []


DOCS = Path(__file__).parent.parent / "docs"


def test_the_documented_thresholds_are_those_there_are() -> None:
    table = (
        (DOCS / "configuration.md").read_text("utf-8").partition("<!-- thresholds -->")[2].partition("<!-- end -->")[0]
    )
    listed = [[c.strip() for c in row.split("|")[1:-1]] for row in table.strip().splitlines()[2:]]
    fields = Thresholds.model_fields
    assert listed == [
        [f"`{name}`", "by law" if f.default is None else str(f.default), f.description] for name, f in fields.items()
    ]


def test_the_documented_file_of_settings_is_read_as_it_stands(written: Callable[..., Path], tmp_path: Path) -> None:
    (tmp_path / "county-words").mkdir()
    example = (DOCS / "configuration.md").read_text("utf-8").partition("```toml\n")[2].partition("```")[0]
    settings = load(written(example))
    assert settings.select == ("AMT", "PAY", "LAW804")
    assert settings.severity("FRM701", "warning") == "info"
    assert settings.thresholds.payment_days == 30
    assert settings.assume == {"acceptance": dt.date(2026, 9, 1)}

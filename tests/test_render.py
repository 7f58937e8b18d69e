"""The summary: what the reviewer sees first, and that nothing in a contract can break the page."""

from __future__ import annotations

import json

import pytest
import yaml

from contract_parse.errors import UsageError
from contract_parse.model.contract import Contract
from contract_parse.render import FORMATS, render
from contract_parse.render.templates import folder
from tests.rules.build import contract_of

FAULTY = {
    "contract": {"title": "<b>采购</b>合同"},
    "amounts": {"total": {"value": "100.5", "raw": "100.5元"}},
    "clauses": [{"path": "1", "number": "一、", "title": "价款 | 支付"}],
    "findings": [
        {"code": "REF504", "severity": "info", "message": "提示"},
        {
            "code": "AMT101",
            "severity": "error",
            "message": "小写与<大写>不一致",
            "clauses": ["3.1"],
            "expected": "1",
            "actual": "2",
        },
        {"code": "ITM201", "severity": "info", "status": "doubt", "message": "读数存疑"},
    ],
    "checks": [
        {"code": "AMT101", "outcome": "failed", "compared": 3, "title": "大小写"},
        {"code": "ITM202", "outcome": "not_applicable"},
    ],
}


@pytest.fixture
def faulty() -> Contract:
    return contract_of(FAULTY)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_words_of_the_contract_are_escaped(faulty: Contract, lang: str) -> None:
    page = render(faulty, "html", lang).decode()  # type: ignore[arg-type]
    assert "<b>采购</b>" not in page
    assert "&lt;b&gt;采购&lt;/b&gt;" in page
    assert "小写与&lt;大写&gt;不一致" in page


def test_errors_come_first_then_doubts_then_notes(faulty: Contract) -> None:
    page = render(faulty, "html").decode()
    assert page.index("小写与") < page.index("读数存疑") < page.index("REF504")
    assert "有 1 处相互矛盾" in page


def test_what_could_not_be_checked_is_said(faulty: Contract) -> None:
    page = render(faulty, "html").decode()
    assert "比较 3 次" in page
    assert "无从核对" in page


def test_an_unread_file_is_not_called_clean() -> None:
    for name in ("html", "md"):
        page = render(contract_of({}), name).decode()
        assert "没有读到合同内容" in page
        assert "未发现问题" not in page


def test_a_contract_without_findings_is_clean() -> None:
    assert (
        "已核对的内容未发现问题" in render(contract_of({"clauses": [{"path": "1", "number": "一、"}]}), "html").decode()
    )


def test_the_page_asks_nothing_of_the_network(faulty: Contract) -> None:
    page = render(faulty, "html").decode()
    assert "http" not in page.replace('lang="zh-CN"', "")
    assert "<script" not in page


def test_json_holds_decimals_as_strings_and_missing_as_null(faulty: Contract) -> None:
    data = json.loads(render(faulty, "json"))
    assert data["amounts"]["total"]["value"] == "100.50"
    assert data["contract"]["number"] is None
    assert data["payments"] == []


def test_both_languages_have_the_same_labels() -> None:
    def keys(value: object, path: str = "") -> set[str]:
        return (
            {path} if not isinstance(value, dict) else {k for key, v in value.items() for k in keys(v, f"{path}/{key}")}
        )

    zh, en = (yaml.safe_load((folder() / f"labels.{lang}.yaml").read_text("utf-8")) for lang in ("zh", "en"))
    assert keys(zh) == keys(en)


def test_the_package_renders_again_and_again(faulty: Contract) -> None:
    import contract_parse

    assert [contract_parse.render(faulty, "json") for _ in range(2)] == [render(faulty, "json")] * 2


def test_a_format_that_is_not_built_is_refused(faulty: Contract) -> None:
    assert set(FORMATS) == {"json", "md", "html"}
    with pytest.raises(UsageError, match="docx"):
        render(faulty, "docx")


@pytest.mark.parametrize("name", FORMATS)
def test_an_amount_of_forty_digits_is_shown(name: str) -> None:
    """Two decimals were once made by quantize, which refuses more digits than the decimal context holds."""
    printed = "1" * 40 + ".00"
    contract = contract_of({"amounts": {"total": {"value": printed, "raw": printed}}})
    assert printed in render(contract, name, "zh").decode().replace(",", "")

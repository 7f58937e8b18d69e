"""Every message an error can carry has its English, and none is left over."""

import ast
from pathlib import Path

import yaml

import contract_parse
from contract_parse.errors import UsageError

PACKAGE = Path(contract_parse.__file__).parent
ERRORS = {"EngineMissingError", "InputError", "EncryptedError", "UsageError", "OutputError", "ContractParseError"}


def messages() -> set[str]:
    found: set[str] = set()
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ERRORS:
                found |= {a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)}
    return found - {""}


def test_every_message_has_its_english_and_no_english_is_left_over() -> None:
    english = yaml.safe_load((PACKAGE / "data" / "messages.en.yaml").read_text("utf-8"))
    assert messages() == set(english)


def test_an_error_speaks_both_languages() -> None:
    error = UsageError("没有名为 {name} 的输出格式。", "可选：{known}。", name="pdx", known="json")
    assert error.text() == "没有名为 pdx 的输出格式。可选：json。"
    assert error.text("en") == "There is no output format called pdx. Choose from: json."

"""The command line as its users meet it: in a process of its own, by exit status, stdout, stderr and files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

SAMPLES = Path(__file__).parent.parent / "samples"
CLEAN, FAULTY = SAMPLES / "goods-purchase.pdf", SAMPLES / "monthly-service.pdf"


def run(*args: object, cwd: Path | None = None, **env: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "contract_parse.cli", *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, env={**os.environ, **env}, timeout=300)


def test_the_main_job_leaves_json_and_html_named_after_the_input(tmp_path: Path) -> None:
    done = run(CLEAN, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert sorted(p.name for p in tmp_path.iterdir()) == ["goods-purchase.html", "goods-purchase.json"]
    contract = json.loads((tmp_path / "goods-purchase.json").read_text("utf-8"))
    assert contract["amounts"]["total"]["value"] == "171400.00"
    assert contract["findings"] == []
    assert "食堂设备采购合同" in (tmp_path / "goods-purchase.html").read_text("utf-8")


def test_findings_decide_the_exit_status(tmp_path: Path) -> None:
    assert run(FAULTY, "-o", tmp_path).returncode == 1
    assert run(FAULTY, "-o", tmp_path, "--fail-on", "never").returncode == 0
    assert run(FAULTY, "-o", tmp_path, "--ignore", "AMT101").returncode == 0


def test_one_format_to_standard_output() -> None:
    done = run(FAULTY, "-f", "json", "-o", "-", "--select", "AMT")
    assert [f["code"] for f in json.loads(done.stdout)["findings"]] == ["AMT101"]


def test_the_summary_in_english(tmp_path: Path) -> None:
    done = run(FAULTY, "--lang", "en", "-f", "md", "-o", tmp_path)
    assert "1 errors" in done.stdout
    text = (tmp_path / "monthly-service.md").read_text("utf-8")
    assert "Look here first" in text
    assert "differ by 900.00 yuan" in text


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["-f", "pdx", CLEAN], "pdx"),
        (["-o", "-", CLEAN], "-f"),
        (["--select", "NOPE", CLEAN], "NOPE"),
        (["--pages", "3-1", CLEAN], "1-3,7"),
        (["--nonsense", CLEAN], "--nonsense"),
        ([], "FILES"),
    ],
)
def test_a_wrong_call_ends_with_2_and_says_why(args: list[object], said: str, tmp_path: Path) -> None:
    done = run("parse", *args, cwd=tmp_path)
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert said in done.stderr
    assert not list(tmp_path.iterdir())


def test_an_unreadable_input_ends_with_3_and_the_others_are_done(tmp_path: Path) -> None:
    broken = tmp_path / "坏.pdf"
    broken.write_bytes(b"%PDF-1.7\n broken")
    done = run(broken, CLEAN, tmp_path / "没有.pdf", "-o", tmp_path / "out")
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 2
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["goods-purchase.html", "goods-purchase.json"]


def test_an_output_folder_that_is_a_file_is_refused_before_any_work(tmp_path: Path) -> None:
    taken = tmp_path / "out"
    taken.write_text("mine")
    done = run(CLEAN, "-o", taken)
    assert (done.returncode, taken.read_text()) == (3, "mine")
    assert "-o" in done.stderr
    assert "Traceback" not in done.stderr


def test_two_inputs_with_one_stem_keep_their_outputs_apart(tmp_path: Path) -> None:
    run(CLEAN, SAMPLES / "goods-purchase.docx", "-f", "json", "-o", tmp_path)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["goods-purchase.docx.json", "goods-purchase.pdf.json"]


def test_only_the_pages_asked_for(tmp_path: Path) -> None:
    done = run(SAMPLES / "it-service.pdf", "--pages", "4-5", "-f", "json", "-o", "-", "--fail-on", "never")
    assert [p["number"] for p in json.loads(done.stdout)["source"]["pages"]] == [4, 5]


def test_batch_makes_a_row_of_every_file_the_bad_ones_too(tmp_path: Path) -> None:
    folder, out = tmp_path / "年", tmp_path / "结果"
    (folder / "一月").mkdir(parents=True)
    (folder / "一月" / "合同.pdf").write_bytes(CLEAN.read_bytes())
    (folder / "合同.pdf").write_bytes(FAULTY.read_bytes())
    (folder / "空.pdf").write_bytes(b"")
    done = run("batch", folder, "-o", out, "--workers", "1", "--json-log")
    assert done.returncode == 3, done.stderr
    log = [json.loads(line) for line in done.stderr.splitlines()]
    assert [e["codes"] for e in log if e["event"] == "done"] == [["AMT101"], []]
    assert "文件 3，合同 2：读取 2，重新核对 0，略过 0，未能读取 1；错误 1" in done.stdout
    assert {p.name for p in out.iterdir()} == {
        "contracts", "contracts.duckdb", "index.html", "journal.jsonl", "portfolio.xlsx", "summaries"}  # fmt: skip
    asked = run("query", out, "SELECT name, reason, summary FROM files ORDER BY name", "--json")
    rows = json.loads(asked.stdout)
    assert [(Path(r["name"]).name, r["reason"]) for r in rows] == [
        ("合同.pdf", None),
        ("合同.pdf", None),
        ("空.pdf", "unreadable"),
    ]
    assert all("甲方" in (out / r["summary"]).read_text("utf-8") for r in rows if r["summary"])
    assert run("query", out, "SELECT sum(total) FROM contracts", "--csv").stdout.splitlines()[1] == "904600.00"
    again = run("batch", folder, "-o", out, "--resume", "--ignore", "AMT101", "--fail-on", "error")
    assert "读取 0，重新核对 2，略过 1" in again.stdout
    assert {line.partition(": ")[0] for line in again.stderr.splitlines()} == {
        f"{folder}/合同.pdf",
        f"{folder}/一月/合同.pdf",
    }  # in whatever order two workers end


@pytest.mark.parametrize(
    ("args", "said"),
    [([], "--list"), (["--memory", "much", "x.pdf"], "2G"), (["--ray-address", "auto", "x.pdf"], "--engine ray"),
     (["@gone.txt"], "gone.txt"), (["--workers", "0", "x.pdf"], "--workers")],
)  # fmt: skip
def test_a_wrong_call_of_batch_ends_with_2_and_says_why(args: list[str], said: str, tmp_path: Path) -> None:
    done = run("batch", *args, "-o", tmp_path / "out")
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert said in done.stderr


def test_rules_explain_and_schema() -> None:
    assert run("rules").stdout.startswith("AMT101  E  ")
    assert "Fires:" in run("explain", "amt105", "--lang", "en").stdout
    assert run("explain", "AMT999").returncode == 2
    stored = (SAMPLES.parent / "schemas" / "contract.schema.json").read_text("utf-8")
    assert run("schema").stdout == stored


def test_the_json_holds_to_its_schema(tmp_path: Path) -> None:
    contract = json.loads(run(SAMPLES / "it-service.pdf", "-f", "json", "-o", "-").stdout)
    schema = json.loads((SAMPLES.parent / "schemas" / "contract.schema.json").read_text("utf-8"))
    jsonschema.validate(contract, schema)


def test_no_traceback_from_an_error_of_ours_without_v(tmp_path: Path) -> None:
    assert "Traceback" not in run(tmp_path).stderr
    assert run(tmp_path).returncode == 3

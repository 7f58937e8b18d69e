"""What is said while a run goes on."""

from __future__ import annotations

import io
import json
from pathlib import Path

from rich.console import Console

from contract_parse.batch.progress import Bar, JsonLines, Lines
from contract_parse.batch.work import Outcome
from tests.batch.county import go, nothing, write

FAILED = Outcome(reason="encrypted", error="PDF 已加密：b.pdf。")


def test_a_bar_shows_rate_failures_and_the_files_in_hand() -> None:
    stream = io.StringIO()
    bar = Bar("zh", Console(file=stream, width=200, force_terminal=True))
    bar.start(3, 2)
    bar._began -= 60
    bar.began("a.pdf")
    bar.began("b.pdf")
    bar.paged("a.pdf", 2, 9)
    bar._live.refresh()
    assert "a.pdf 2/9  b.pdf" in stream.getvalue()
    bar.finished("b.pdf", FAILED, "1")
    bar.skipped("c.pdf", "done")
    bar._live.refresh()
    shown = stream.getvalue()
    bar.close()
    assert "✗ PDF 已加密：b.pdf。" in shown
    assert "2/3" in shown
    assert "1 份/分" in shown
    assert "失败 1" in shown


def test_lines_say_what_became_of_each_file() -> None:
    said: list[str] = []
    lines = Lines(said.append, "en")
    lines.finished("a.pdf", Outcome(counts={"warning": 2}), "1")
    lines.finished("b.pdf", FAILED, "1")
    lines.refused("c.zip", "broken")
    assert said == ["a.pdf: 2 warnings", "b.pdf: PDF 已加密：b.pdf。", "c.zip: broken"]


def test_the_json_log_tells_everything(tmp_path: Path) -> None:
    stream = io.StringIO()
    source = write(tmp_path / "in", a_txt="paid 1", b_txt="paid 1", c_txt="broken", d_zip="no archive")
    go(source, tmp_path / "out", reporter=JsonLines(stream), finish=nothing)
    log = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert sorted(e["event"] for e in log[1:-1]) == ["began", "began", "done", "failed", "refused", "skipped"]
    assert (log[0]["event"], log[-1]["event"]) == ("start", "end")
    assert log[0]["total"] == 4
    done, failed = (next(e for e in log if e["event"] == event) for event in ("done", "failed"))
    assert done | {"counts": {"error": 1}, "codes": ["AMT101"], "worker": "here"} == done
    assert done["rss"] > 1 << 20
    assert (failed["reason"], Path(failed["name"]).name) == ("unreadable", "c.txt")

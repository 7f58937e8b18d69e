"""Runs that are interrupted or killed: what is done stays done, what was in hand is done again, no row twice."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from contract_parse.batch import journal
from tests.batch.county import go, tables, write

COUNT = 16


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files = {f"c{n:02}_txt": f"slow 0.05 {n + 1}" for n in range(COUNT)}
    return write(tmp_path_factory.mktemp("year") / "in", **files, same_txt="slow 0.05 1", broken_pdf="broken")


def start(source: Path, out: Path, *more: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.batch.county", str(source), str(out), *more]
    return subprocess.Popen(command, cwd=Path(__file__).parents[2], start_new_session=True)


def done(out: Path) -> int:
    return len(journal.read(out).contracts)


def until_done(out: Path, count: int) -> None:
    end = time.monotonic() + 60
    while done(out) < count:
        assert time.monotonic() < end, "nothing gets done"
        time.sleep(0.01)


@pytest.fixture(scope="module")
def undisturbed(source: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[object, ...]]]:
    out = tmp_path_factory.mktemp("undisturbed") / "out"
    go(source, out)
    found = tables(out)
    assert len(found["contracts"]) == COUNT
    return found


def test_killed_again_and_again_and_resumed_it_has_the_rows_of_an_undisturbed_run(
    source: Path, tmp_path: Path, undisturbed: object
) -> None:
    out, chance, more = tmp_path / "out", random.Random(7), ()
    for count in (1, 7):
        run = start(source, out, *more)
        until_done(out, count)
        time.sleep(chance.random() * 0.1)
        children = psutil.Process(run.pid).children(recursive=True)
        run.send_signal(signal.SIGKILL)
        run.wait()
        assert len(psutil.wait_procs(children, timeout=10)[1]) == 0, "workers outlive their parent"
        more = ("resume",)
    assert start(source, out, "resume").wait(120) == 0
    assert tables(out) == undisturbed
    assert not list(out.glob("**/.*.part"))
    assert not (out / ".work").exists()


def test_a_worker_killed_costs_nobody_a_row(source: Path, tmp_path: Path, undisturbed: object) -> None:
    out = tmp_path / "out"
    run = start(source, out)
    for count in (2, 8):
        until_done(out, count)
        workers = [c for c in psutil.Process(run.pid).children() if "spawn_main" in " ".join(c.cmdline())]
        workers[0].kill()
    assert run.wait(120) == 0
    assert tables(out) == undisturbed


def test_ctrl_c_finishes_what_is_in_hand_and_can_be_resumed(source: Path, tmp_path: Path, undisturbed: object) -> None:
    out = tmp_path / "out"
    run = start(source, out)
    until_done(out, 3)
    os.killpg(run.pid, signal.SIGINT)  # as a terminal does: to all processes of the job
    assert run.wait(60) == 130
    stopped = done(out)
    assert 3 <= stopped < COUNT
    assert len(tables(out)["contracts"]) == stopped
    assert not journal.read(out).failures.keys() - {r[1] for r in tables(out)["files"]}
    assert start(source, out, "resume").wait(120) == 0
    assert tables(out) == undisturbed

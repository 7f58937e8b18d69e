"""The same work on a Ray cluster of two nodes, one of which dies in the middle of it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from contract_parse.batch import journal
from contract_parse.batch.engine import Limits
from contract_parse.batch.progress import Silent
from contract_parse.batch.store import Store
from contract_parse.batch.work import Outcome
from tests.batch.county import go, tables, write

pytestmark = pytest.mark.slow
ray = pytest.importorskip("ray")
LIMITS = Limits(4, 400 << 20)
POISON = {"broken_pdf": "broken", "endless_pdf": "endless", "hog_pdf": "hog", "crash_pdf": "crash"}
COUNT = 24


class Workers(Silent):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def finished(self, name: str, outcome: Outcome, worker: str) -> None:
        self.names.add(worker)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files = {f"c{n:02}_txt": f"slow 0.3 {n + 1}" for n in range(COUNT)}
    return write(tmp_path_factory.mktemp("year") / "in", **files, **POISON)


@pytest.fixture(scope="module")
def by_processes(source: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[Any, ...]]]:
    out = tmp_path_factory.mktemp("processes") / "out"
    go(source, out, processes=2, limits=LIMITS)
    return tables(out)


@pytest.fixture
def cluster() -> Iterator[Any]:
    from ray.cluster_utils import Cluster

    made = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    yield made
    ray.shutdown()
    made.shutdown()


def test_a_node_lost_in_mid_run_costs_nobody_a_row(
    cluster: Any, source: Path, tmp_path: Path, by_processes: dict[str, list[tuple[Any, ...]]]
) -> None:
    from contract_parse.batch.ray_engine import make_engine

    second = cluster.add_node(num_cpus=1, include_dashboard=False)
    out, heard = tmp_path / "out", Workers()

    def kill_when_half_is_done() -> None:
        while len(journal.read(out).contracts) < COUNT // 3:
            time.sleep(0.05)
        cluster.remove_node(second, allow_graceful=False)

    killer = threading.Thread(target=kill_when_half_is_done, daemon=True)
    killer.start()
    go(source, out, make_engine=make_engine(cluster.address, LIMITS), processes=2, limits=LIMITS, reporter=heard)
    killer.join(10)
    assert not killer.is_alive()
    assert len(heard.names) >= 2
    assert tables(out) == by_processes
    reasons = {Path(f.name).name: f.reason for f in Store(out).files() if f.reason}
    assert reasons == {"broken.pdf": "unreadable", "endless.pdf": "timed_out", "hog.pdf": "out_of_memory", "crash.pdf": "crashed"}  # fmt: skip

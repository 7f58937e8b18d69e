"""Files that lie at an address: found, named, fetched through fsspec, their failures told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from contract_parse.batch.inputs import counted, gathered
from contract_parse.batch.store import Store
from tests.batch.county import go, nothing

fsspec = pytest.importorskip("fsspec")


@pytest.fixture
def bucket() -> Iterator[str]:
    system = fsspec.filesystem("memory")
    for name, content in {"一月/a.txt": "paid 1", "b.txt": "paid 2", "c.md": "-", "d.txt": "broken"}.items():
        system.pipe(f"/county/{name}", content.encode())
    yield "memory://county"
    system.rm("/county", recursive=True)


def test_a_folder_at_an_address_gives_its_contracts(bucket: str) -> None:
    assert [f.name for f in gathered([bucket])] == [
        "memory:///county/b.txt",
        "memory:///county/d.txt",
        "memory:///county/一月/a.txt",
    ]
    assert [f.name for f in gathered([f"{bucket}/*/a.txt"])] == ["memory:///county/一月/a.txt"]
    assert counted([bucket]) == 3


def test_they_are_read_under_their_addresses(bucket: str, tmp_path: Path) -> None:
    go(bucket, tmp_path / "out", finish=nothing)
    rows = {f.name: (f.reason, f.error) for f in Store(tmp_path / "out").files()}
    assert rows["memory:///county/b.txt"] == (None, None)
    assert "memory:///county/d.txt" in str(rows["memory:///county/d.txt"][1])
    assert not (tmp_path / "out" / ".work").exists()


@pytest.mark.parametrize("address", ["memory://county/gone.txt", "nosuch://bucket/a.pdf"])
def test_an_address_that_cannot_be_reached_is_a_row(address: str, tmp_path: Path) -> None:
    go(address, tmp_path / "out", finish=nothing)
    (row,) = Store(tmp_path / "out").files()
    assert (row.name, row.reason) == (address, "unreadable")

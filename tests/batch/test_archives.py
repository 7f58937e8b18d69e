"""ZIP archives, also those made to harm: every contract in them is read, nothing lands where it should not."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest

from contract_parse.batch import archives
from contract_parse.batch.inputs import Found, counted, gathered
from contract_parse.batch.store import Store
from contract_parse.errors import ContractParseError, EncryptedError, InputError
from tests.batch.county import go, nothing


def archive(path: Path, members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", compression) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return path


def content(found: Found) -> bytes:
    assert found.unpack is not None
    target = io.BytesIO()
    found.unpack(target)
    return target.getvalue()


def only(path: Path, password: str | None = None) -> Found:
    (found,) = gathered([path], password=password)
    return found


def test_members_are_read_as_files_of_a_folder_would_be(tmp_path: Path) -> None:
    path = archive(
        tmp_path / "年.zip", {"一月/a.txt": b"paid 1", "b.txt": b"paid 2", "notes.md": b"-", "__MACOSX/._b.txt": b"-"}
    )
    assert {f.name.removeprefix(str(tmp_path) + "/"): content(f) for f in gathered([path])} == {
        "年.zip/一月/a.txt": b"paid 1", "年.zip/b.txt": b"paid 2"}  # fmt: skip
    assert counted([path]) == 2
    go(path, tmp_path / "out", finish=nothing)
    assert [(f.reason, bool(f.outputs)) for f in Store(tmp_path / "out").files()] == [(None, True)] * 2
    assert not (tmp_path / "out" / ".work").exists()


def test_names_of_chinese_windows_are_read(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {"****.txt": b"paid 1"})
    # An archiver that knows only the system's code page writes GBK and leaves the flag for UTF-8 off.
    path.write_bytes(path.read_bytes().replace(b"****.txt", "合同.txt".encode("gbk")))
    assert only(path).name.endswith("a.zip/合同.txt")


@pytest.mark.parametrize("name", ["../../escaped.txt", "/tmp/escaped.txt", "C:\\escaped.txt", "..\\escaped.txt"])
def test_a_path_in_an_archive_leads_nowhere(tmp_path: Path, name: str) -> None:
    (tmp_path / "deep").mkdir()
    path = archive(tmp_path / "deep" / "a.zip", {name: b"paid 3"})
    go(path, tmp_path / "deep" / "out", finish=nothing)
    (row,) = Store(tmp_path / "deep" / "out").files()
    assert row.reason is None
    outside = [p for p in tmp_path.rglob("*escaped*") if "out" not in p.relative_to(tmp_path / "deep").parts]
    assert not outside
    assert not Path("/tmp/escaped.txt").exists()


def test_a_link_in_an_archive_is_not_followed(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("passwd.txt")
    link.external_attr = 0o120777 << 16
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr(link, "/etc/passwd")
    assert "链接" in str(only(path).error)


def test_a_bomb_is_told_by_what_it_claims_and_the_rest_is_read(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {"bomb.pdf": bytes(archives.MEMBER_HARMLESS + 1), "b.txt": b"paid 1"})
    bomb, good = gathered([path])
    assert "过大" in str(bomb.error)
    assert content(good) == b"paid 1"


def test_a_bomb_that_lies_about_its_size_is_stopped_while_it_unpacks(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {"bomb.pdf": bytes(3 << 20)})
    path.write_bytes(path.read_bytes().replace(struct.pack("<I", 3 << 20), struct.pack("<I", 5)))
    with pytest.raises(InputError, match=r"过大|损坏"):
        content(only(path))


def test_an_archive_that_would_fill_the_disk_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "ARCHIVE_HARMLESS", 1 << 20)
    path = archive(tmp_path / "a.zip", {f"{n}.txt": bytes(1 << 20) for n in range(3)})
    assert "3 个文件" in str(only(path).error)


def test_archives_in_archives_to_a_depth(tmp_path: Path) -> None:
    data = b"paid 1"
    for depth in range(1, 6):
        name = "c.txt" if depth == 1 else "in.zip"
        path = archive(tmp_path / f"{depth}.zip", {name: data})
        data = path.read_bytes()
        found = only(path)
        assert (found.error is None) == (depth <= archives.DEPTH)
        if found.error is None:
            assert found.name == f"{path}{'/in.zip' * (depth - 1)}/c.txt"


def test_members_of_inner_archives_are_unpacked_when_their_turn_comes(tmp_path: Path) -> None:
    inner = archive(tmp_path / "in.zip", {"c.txt": b"paid 1", "d.txt": b"paid 2"}).read_bytes()
    path = archive(tmp_path / "a.zip", {"in.zip": inner, "e.txt": b"paid 3"})
    assert go(path, tmp_path / "out", finish=nothing).read == 3


def test_two_members_of_one_name_are_two_files(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("a.txt", b"paid 1")
        with pytest.warns(UserWarning, match="Duplicate"):
            made.writestr("a.txt", b"paid 2")
    assert [content(f) for f in gathered([path])] == [b"paid 1", b"paid 2"]


@pytest.mark.parametrize("password", [None, "wrong"])
def test_an_encrypted_member_fails_alone_and_says_so(tmp_path: Path, password: str | None) -> None:
    path = archive(tmp_path / "a.zip", {"a.txt": b"paid 1"}, zipfile.ZIP_STORED)
    data = bytearray(path.read_bytes())
    data[6] |= 1  # the local header's flag
    data[data.rindex(b"PK\x01\x02") + 8] |= 1  # the directory's
    path.write_bytes(data)
    with pytest.raises(EncryptedError, match="--password"):
        content(only(path, password))
    archive(tmp_path / "b.zip", {"b.txt": b"paid 2"})
    go(tmp_path, tmp_path / "out", finish=nothing, password=password)
    assert [f.reason for f in Store(tmp_path / "out").files()] == ["encrypted", None]


@pytest.mark.parametrize("broken", [b"PK\x03\x04 cut", b"", b"not an archive"])
def test_a_broken_archive_is_one_row(tmp_path: Path, broken: bytes) -> None:
    (tmp_path / "a.zip").write_bytes(broken)
    assert isinstance(only(tmp_path / "a.zip").error, ContractParseError)
    assert counted([tmp_path / "a.zip"]) == 1


def test_a_broken_member_fails_alone(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {"a.txt": b"paid 1" * 100, "b.txt": b"paid 2"})
    data = bytearray(path.read_bytes())
    data[40:46] = b"\xff" * 6
    path.write_bytes(data)
    go(path, tmp_path / "out", finish=nothing)
    assert [f.reason for f in Store(tmp_path / "out").files()] == ["unreadable", None]


def test_an_archive_without_contracts_is_told(tmp_path: Path) -> None:
    assert "没有合同" in str(only(archive(tmp_path / "a.zip", {"a.md": b"x"})).error)

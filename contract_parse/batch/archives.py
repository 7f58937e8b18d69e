"""The contracts in a ZIP archive, read as if the archive had been made to harm.

Nothing is unpacked under a member's own name: its content goes into a file that the caller opened, so that no path
in an archive can lead anywhere. Sizes are held to while unpacking, whatever the directory of the archive claims.
"""

from __future__ import annotations

import stat
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import IO

from contract_parse.batch.inputs import ARCHIVE, KNOWN, Found
from contract_parse.batch.journal import Reason
from contract_parse.errors import EncryptedError, InputError

DEPTH = 3  # archives in archives in archives
MEMBERS = 50_000
MEMBER_BYTES = 512 << 20
# More than this many times its packed size, above a size that does no harm, is no document.
MEMBER_RATIO, MEMBER_HARMLESS = 200, 10 << 20
ARCHIVE_RATIO, ARCHIVE_HARMLESS = 100, 1 << 30
_BLOCK = 1 << 20
_UTF8_NAME, _ENCRYPTED = 0x800, 0x1

# zipfile raises NotImplementedError for a way of packing, or a feature of the format, that it does not know.
_NO_ARCHIVE = (OSError, ValueError, zipfile.BadZipFile, NotImplementedError)

Opener = Callable[[], IO[bytes]]


def member_count(path: Path) -> int:
    """How many contracts the archive seems to hold; 1 (the archive itself, to be reported) where it has none."""
    try:
        with zipfile.ZipFile(path) as archive:
            return sum(_wanted(_name(i)) for i in archive.infolist() if not i.is_dir()) or 1
    except _NO_ARCHIVE:
        return 1


def members(path: Path, place: str, name: str, password: str | None = None) -> Iterator[Found]:
    """The contracts in the archive at ``path``, archives in it opened too, to a depth of three.

    What cannot be read (the archive, or one member) is a Found with its error; the rest go on.
    """
    yield from _members(lambda: path.open("rb"), path.stat().st_size, place, name, password, 1)


def _members(opened: Opener, size: int, place: str, name: str, password: str | None, depth: int) -> Iterator[Found]:
    try:
        with opened() as file, zipfile.ZipFile(file) as archive:
            infos = [i for i in archive.infolist() if not i.is_dir()]
    except _NO_ARCHIVE as error:
        yield _refused(
            place, name, InputError("压缩包已损坏，无法打开：{path}。", "请重新取得该文件。", path=name), cause=error
        )
        return
    unpacked = sum(i.file_size for i in infos)
    if len(infos) > MEMBERS or unpacked > max(ARCHIVE_HARMLESS, ARCHIVE_RATIO * size):
        yield _refused(place, name, InputError(
            "压缩包解开后过大（{members} 个文件，{size} MB），未打开：{path}。", "如确为合同，请解压后提供其中的文件。",
            path=name, members=len(infos), size=unpacked >> 20,
        ))  # fmt: skip
        return
    wanted = [i for i in infos if _wanted(_name(i))]
    if not wanted:
        yield _refused(place, name, InputError("压缩包中没有合同文件：{path}。", "请解压后查看其中的文件。", path=name))
    taken: set[str] = set()
    for info in wanted:
        inner = _name(info)
        while inner in taken:  # two members of one name are two files
            inner += "'"
        taken.add(inner)
        yield from _member(opened, info, f"{place}!/{inner}", f"{name}/{inner}", password, depth)


def _member(
    opened: Opener, info: zipfile.ZipInfo, place: str, name: str, password: str | None, depth: int
) -> Iterator[Found]:
    if error := _harmful(info, name):
        yield _refused(place, name, error)
        return

    def unpack(target: IO[bytes]) -> None:
        with opened() as file, zipfile.ZipFile(file) as archive:
            _copy(archive, info, name, password, target)

    if PurePosixPath(name).suffix.lower() != ARCHIVE:
        yield Found(place, name, unpack=unpack)
        return
    if depth >= DEPTH:
        yield _refused(place, name, InputError(
            "压缩包嵌套过深，未打开：{path}。", "请解压后提供其中的合同文件。", path=name))  # fmt: skip
        return
    # An inner archive is unpacked once, for as long as its members are asked for.
    with tempfile.NamedTemporaryFile(suffix=ARCHIVE) as inner:
        try:
            unpack(inner)
        except (InputError, OSError) as error:
            told = error if isinstance(error, InputError) else _unpackable(name)
            yield _refused(place, name, told, cause=error)
            return
        inner.flush()
        path = Path(inner.name)
        yield from _members(lambda: path.open("rb"), info.file_size, place, name, password, depth + 1)


def _harmful(info: zipfile.ZipInfo, name: str) -> InputError | None:
    if stat.S_ISLNK(info.external_attr >> 16):
        return InputError("压缩包中的链接不予读取：{path}。", "请把链接所指的文件放入压缩包。", path=name)
    ratio = info.file_size / max(1, info.compress_size)
    if info.file_size > MEMBER_BYTES or (info.file_size > MEMBER_HARMLESS and ratio > MEMBER_RATIO):
        return _too_large(name)
    return None


def _too_large(name: str) -> InputError:
    return InputError("压缩包中的文件解开后过大，未解压：{path}。", "如确为合同，请解压后单独提供。", path=name)


def _encrypted(name: str) -> EncryptedError:
    return EncryptedError("压缩包已加密：{path}。", "请用 --password 给出打开密码，或解压后提供。", path=name)


def _unpackable(name: str) -> InputError:
    return InputError("压缩包中的文件已损坏，无法解压：{path}。", "请重新取得该压缩包。", path=name)


def _copy(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, password: str | None, target: IO[bytes]) -> None:
    """A member's content into ``target``. Raises InputError, EncryptedError."""
    size = 0
    try:
        with archive.open(info, pwd=password.encode() if password else None) as source:
            while block := source.read(_BLOCK):
                size += len(block)
                if size > min(MEMBER_BYTES, info.file_size):
                    raise _too_large(name)
                target.write(block)
    # RuntimeError is what zipfile raises for a password that is missing or wrong
    except (*_NO_ARCHIVE, RuntimeError, zlib.error, EOFError) as error:
        raise (_encrypted if info.flag_bits & _ENCRYPTED else _unpackable)(name) from error


def _refused(place: str, name: str, error: InputError, cause: BaseException | None = None) -> Found:
    error.__cause__ = cause
    reason: Reason = "encrypted" if isinstance(error, EncryptedError) else "unreadable"
    return Found(place, name, error=error, reason=reason)


def _name(info: zipfile.ZipInfo) -> str:
    """A member's name. Archives made on Chinese Windows have it in GBK, and say nothing of that."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding).replace("\\", "/")
        except UnicodeDecodeError:
            continue
    return info.filename


def _wanted(name: str) -> bool:
    path = PurePosixPath(name)
    if "__MACOSX" in path.parts or path.name.startswith((".", "~$")):
        return False
    return path.suffix.lower() in KNOWN | {ARCHIVE}

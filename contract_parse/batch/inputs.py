"""What there is to read: files of folders, of lists, matched by patterns, and members of ZIP archives.

Everything named becomes one :class:`Found` or more, in an order that is the same on every run; what cannot be
read becomes one that says why, so that nothing is passed over in silence.
"""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import IO

from contract_parse.batch.addresses import below, copy, is_address
from contract_parse.batch.journal import Reason
from contract_parse.errors import InputError, UsageError

# Kinds that a folder's files are read for; .doc and the like cannot be read, and their owner should hear of it.
KNOWN = frozenset(
    [".pdf", ".docx", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif", ".webp", ".txt", ".doc", ".wps", ".rtf", ".ofd"]
)  # fmt: skip
ARCHIVE = ".zip"


@dataclass(frozen=True, slots=True)
class Found:
    """One file. ``place`` tells it from all others, ``name`` is what the user called it.

    ``path`` is where it lies; None for what lies elsewhere (``address``) and for a member of an archive, which
    ``unpack`` writes into an open file.
    ``error`` where it cannot be read at all.
    """

    place: str
    name: str
    path: Path | None = None
    unpack: Callable[[IO[bytes]], None] | None = field(default=None, compare=False)
    address: str | None = None
    error: InputError | None = field(default=None, compare=False)
    reason: Reason | None = None


def gathered(
    inputs: Sequence[str | os.PathLike[str]],
    lists: Sequence[str | os.PathLike[str]] = (),
    *,
    out: Path | None = None,
    password: str | None = None,
) -> Iterator[Found]:
    """Every file of ``inputs`` (folders, files, patterns, archives, addresses, ``@list``) and of ``lists``, each place
    once.

    Folders are walked without following links, their files by name; hidden files, Office's lock files and other
    kinds are left out, and so is the folder ``out``. The larger half comes first. Archives are opened with ``password`` where they need one.

    Raises UsageError where a list cannot be read.
    """
    seen: set[str] = set()
    for path, name in _larger_first(list(_paths(inputs, lists, out))):
        for found in _elsewhere(name) if is_address(name) else _opened(path, name, password):
            if found.place not in seen:
                seen.add(found.place)
                yield found


def _larger_first(paths: list[tuple[Path, str]]) -> list[tuple[Path, str]]:
    """The larger half of the files, then the smaller, each in its order: what takes long (scans, archives) is not
    begun last, when the other workers have nothing more to do."""
    sizes = [_size(path) for path, _ in paths]
    middle = sorted(sizes)[len(sizes) // 2] if sizes else 0
    larger = [p for p, size in zip(paths, sizes, strict=True) if size >= middle]
    return larger + [p for p, size in zip(paths, sizes, strict=True) if size < middle]


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):  # missing, or an address
        return 0


def counted(
    inputs: Sequence[str | os.PathLike[str]], lists: Sequence[str | os.PathLike[str]] = (), *, out: Path | None = None
) -> int:
    """How many files there are, members of archives at the first level included: cheap, for a progress bar."""
    return sum(_number(*each) for each in {p: (p, n) for p, n in _paths(inputs, lists, out)}.values())


def _number(path: Path, name: str) -> int:
    from contract_parse.batch.archives import member_count

    if is_address(name):
        return sum(1 for _ in _elsewhere(name))
    return member_count(path) if _is_archive(path) else 1


def _paths(
    inputs: Sequence[str | os.PathLike[str]], lists: Sequence[str | os.PathLike[str]], out: Path | None
) -> Iterator[tuple[Path, str]]:
    """(path, name) of everything named, folders walked."""
    named = [os.fspath(i) for i in inputs]
    listed = [n[1:] for n in named if n.startswith("@") and not os.path.exists(n)]
    plain = [n for n in named if not (n.startswith("@") and not os.path.exists(n))]
    kept_out = out.resolve() if out is not None else None
    for name in [*plain, *(n for each in [*listed, *(os.fspath(each) for each in lists)] for n in _listed(Path(each)))]:
        path = Path(name)
        if is_address(name):
            yield path, name
        elif path.is_dir():
            yield from _walked(path, kept_out)
        elif not os.path.lexists(path) and glob.has_magic(name):
            yield from _matched(name, kept_out)
        else:
            yield path, name


def _listed(path: Path) -> list[str]:
    """The names in a list, a line each; empty lines and those that begin with # say nothing."""
    try:
        content = path.read_bytes()
    except OSError as e:
        raise UsageError("无法读取文件清单 {path}（{why}）。", "清单每行写一个文件或目录。", path=path, why=e.strerror or e) from e  # fmt: skip
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030", "replace")
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _matched(pattern: str, out: Path | None) -> Iterator[tuple[Path, str]]:
    matches = sorted(glob.glob(pattern, recursive=True))
    if not matches:
        yield Path(pattern), pattern  # reported as missing
    for match in matches:
        path = Path(match)
        if path.is_dir():
            # ** names the folders as well as what is in them
            if "**" not in pattern:
                yield from _walked(path, out)
        elif _wanted(path.name) and not _inside(path, out):
            yield path, match


def _walked(folder: Path, out: Path | None) -> Iterator[tuple[Path, str]]:
    unread: list[OSError] = []
    for at, folders, names in os.walk(folder, onerror=unread.append):
        folders[:] = sorted(f for f in folders if not f.startswith(".") and not _inside(Path(at, f), out))
        for name in sorted(names):
            path = Path(at, name)
            if _wanted(name):
                yield path, str(path)
    for error in unread:
        yield Path(error.filename), str(error.filename)  # reported as what cannot be read


def _wanted(name: str) -> bool:
    return not name.startswith((".", "~$")) and Path(name).suffix.lower() in KNOWN | {ARCHIVE}


def _inside(path: Path, folder: Path | None) -> bool:
    return folder is not None and path.resolve().is_relative_to(folder)


def _elsewhere(address: str) -> Iterator[Found]:
    try:
        files = below(address)
    except InputError as error:
        yield Found(address, address, error=error, reason="unreadable")
        return
    for each in files:
        name = each.rpartition("/")[2]
        if each == address or (_wanted(name) and Path(name).suffix.lower() != ARCHIVE):
            yield Found(each, each, unpack=partial(copy, each), address=each)


def _is_archive(path: Path) -> bool:
    return path.suffix.lower() == ARCHIVE and path.is_file()


def _opened(path: Path, name: str, password: str | None) -> Iterable[Found]:
    place = os.path.abspath(path)
    if error := unreadable(path, name):
        return [Found(place, name, error=error, reason="unreadable")]
    if _is_archive(path):
        from contract_parse.batch.archives import members

        return members(path, place, name, password)
    return [Found(place, name, path)]


def unreadable(path: Path, name: str) -> InputError | None:
    """Why ``path`` cannot be opened as a file: missing, forbidden, a folder, a device or a pipe without end."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            os.listdir(path)
        elif stat.S_ISREG(mode):
            with path.open("rb"):
                return None
    except FileNotFoundError:
        return InputError("找不到文件：{path}。", "请检查路径。", path=name)
    except PermissionError:
        return InputError("没有权限读取文件：{path}。", "请检查文件权限。", path=name)
    except (OSError, ValueError) as e:
        return InputError("读取文件失败：{path}（{why}）。", "请检查磁盘或网络位置。", path=name, why=getattr(e, "strerror", None) or e)  # fmt: skip
    return InputError("这不是普通文件：{path}。", "请给出文件、目录或压缩包。", path=name)

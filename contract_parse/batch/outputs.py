"""Output folders and files: written whole or not at all, under names that stay apart."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from contract_parse.errors import OutputError, UsageError

PART = ".part"  # what a file is called while it is being written


def write_whole(path: Path, data: bytes) -> None:
    """Writes ``data`` to ``path`` whole or not at all: beside it first, then moved into place.

    Raises OutputError where the folder or the disk refuses.
    """
    beside = None
    try:
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=PART)
        with os.fdopen(handle, "wb") as f:
            f.write(data)
            f.flush()
            os.fsync(f.fileno())
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(beside, 0o666 & ~umask)
        os.replace(beside, path)
    except OSError as e:
        if beside is not None:
            Path(beside).unlink(missing_ok=True)
        raise OutputError("无法写入 {path}（{why}）。", "请检查目录权限和磁盘空间，或用 -o 指定其他目录。",
                          path=path, why=e.strerror or e) from e  # fmt: skip


def require_writable(folder: Path) -> None:
    """Makes the output folder where it is missing. Raises OutputError where that, or writing into it, fails."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as e:
        raise OutputError("无法写入输出目录 {path}（{why}）。", "请检查目录权限，或用 -o 指定其他目录。",
                          path=folder, why=e.strerror or e) from e  # fmt: skip


def names_for(files: Sequence[Path]) -> dict[Path, str]:
    """The name, without its ending, of each file's outputs: its stem, or its whole name where two share a stem.

    >>> names_for([Path("a/x.pdf"), Path("a/y.pdf"), Path("a/y.docx")])[Path("a/y.docx")]
    'y.docx'

    Raises UsageError where two files would still write the same outputs.
    """
    stems = Counter(f.stem for f in dict.fromkeys(files))
    names = {f: f.stem if stems[f.stem] == 1 else f.name for f in files}
    twice = [n for n, k in Counter(names.values()).items() if k > 1]
    if twice:
        raise UsageError("多个输入会写出同名结果 {name}。", "请分次处理，或用 batch 处理整个文件夹。", name=twice[0])
    return names


def stem_for(name: str, sha256: str) -> str:
    """What the outputs of a contract in a batch are called: the file's own stem and the first of its hash.

    The hash keeps two ``合同.pdf`` of two folders apart without knowing of each other, so that a name never
    depends on what else is in the run. Long names are cut to what every file system takes.

    >>> stem_for("一月/采购 合同.pdf", "1a2b3c4d5e")
    '采购 合同.1a2b3c4d'
    """
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    stem = last.rpartition(".")[0] or last
    kept = "".join(c if c.isprintable() and c not in '<>:"|?*%#' else "_" for c in stem)
    kept = kept.encode("utf-8", "replace")[:150].decode("utf-8", "ignore").strip(". ")
    return f"{kept}.{sha256[:8]}" if kept else sha256[:8]


def sweep(folder: Path) -> None:
    """Removes what a killed run has left half-written in ``folder``."""
    for part in folder.glob(f".*{PART}"):
        part.unlink(missing_ok=True)

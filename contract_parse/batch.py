"""Many files, one after the other: each ends as a row, whatever becomes of it."""

from __future__ import annotations

import json
import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from contract_parse.errors import ContractParseError, OutputError, UsageError
from contract_parse.pipeline import parse
from contract_parse.render import render, suffix

KNOWN = {".pdf", ".docx", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".txt"}


@dataclass
class Row:
    """What became of one file. ``error`` is None where it was read; ``counts`` are findings by severity."""

    file: str
    outputs: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    codes: list[str] = field(default_factory=list)
    error: str | None = None


def write_whole(path: Path, data: bytes) -> None:
    """Writes ``data`` to ``path`` whole or not at all: beside it first, then moved into place.

    Raises OutputError where the folder or the disk refuses.
    """
    beside = None
    try:
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
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


def gathered(inputs: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """The files of folders and the files named, in order, each with the name its outputs take.

    A folder's files keep their path below it, so that two ``合同.pdf`` in two sub-folders stay apart.
    """
    for item in inputs:
        if item.is_dir():
            for file in sorted(p for p in item.rglob("*") if p.is_file() and p.suffix.lower() in KNOWN):
                yield file, "__".join(file.relative_to(item).parts)
        else:
            yield item, item.name


def run(
    inputs: Sequence[Path],
    out: Path,
    formats: Sequence[str],
    lang: Literal["zh", "en"],
    say: Callable[[str], Any] | None = None,
    **options: Any,
) -> list[Row]:
    """Reads every file into ``out`` and writes ``out/results.jsonl``, a line a file. Options are ``parse``'s."""
    require_writable(out)
    rows = []
    for file, name in gathered(inputs):
        row = _one(file, name, out, formats, lang, options)
        rows.append(row)
        if say is not None:
            say(f"{file}: {row.error or ' '.join(f'{k} {v}' for k, v in row.counts.items()) or 'ok'}")
    lines = "".join(json.dumps(asdict(r), ensure_ascii=False) + "\n" for r in rows)
    write_whole(out / "results.jsonl", lines.encode())
    return rows


def _one(
    file: Path, name: str, out: Path, formats: Sequence[str], lang: Literal["zh", "en"], options: dict[str, Any]
) -> Row:
    row = Row(str(file))
    try:
        contract = parse(file, lang=lang, **options)
        for each in formats:
            write_whole(out / (name + suffix(each)), render(contract, each, lang))
            row.outputs.append(name + suffix(each))
        row.counts = dict(Counter(f.severity for f in contract.findings))
        row.codes = sorted({f.code for f in contract.findings})
    except OutputError:
        raise
    except ContractParseError as e:
        row.error = e.text(lang)
    except Exception as e:  # one contract's defect must not cost the others
        row.error = f"{type(e).__name__}: {e}"
    return row

"""Many files, one after the other: each ends as a row, whatever becomes of it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from contract_parse.batch.outputs import require_writable, write_whole
from contract_parse.errors import ContractParseError, OutputError
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

"""What a stored result was made by, as three hashes: the facts, the rules over them, the pages made of both.

They are taken over the code and data themselves, not over a version number: a county that changes a vocabulary or a
rule changes what comes out, and a release that changes neither costs nobody a second run.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, entry_points, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import contract_parse
from contract_parse.batch.work import Job

# Vocabularies that rules alone read: they change findings, never facts (a test holds the stages to it).
RULE_DATA = frozenset({"law.yaml", "essentials.yaml"})
OTHER_DATA = frozenset({"messages.en.yaml", "across.yaml"})
_FACT_STAGES = ("model", "values", "ingest", "layout", "segment", "extract", "check/mending")
_READERS = ("pdfplumber", "pdfminer.six", "pymupdf", "rapidocr", "onnxruntime", "openvino", "python-docx", "spacy", "jieba")  # fmt: skip
_READ_OPTIONS = ("ocr", "pages")


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """Short hashes: results with equal ones came from equal code, data and settings."""

    facts: str
    rules: str
    rendering: str


def fingerprints(job: Job) -> Fingerprints:
    """Of a run. Neither a password nor a cache is part of them: they decide whether a file opens and how fast."""
    settings = _settings(job.options.get("settings"))
    vocabularies = settings.pop("vocabularies", None)
    options = {k: v for k, v in job.options.items() if k not in ("password", "cache", "settings", *_READ_OPTIONS)}
    read = {k: job.options.get(k) for k in _READ_OPTIONS}
    facts = _hash(_code("facts"), repr(sorted(read.items())), *_contents(vocabularies), _own_parse(job))
    rules = _hash(
        facts, _code("rules"), *_plugins(), repr(sorted(options.items())), repr(sorted(settings.items())), job.lang
    )
    rendering = _hash(rules, _code("rendering"), repr(job.formats), job.lang)
    return Fingerprints(facts, rules, rendering)


def _hash(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


@cache
def _code(part: str) -> str:
    """The hash of the package's files that make ``part``."""
    root = Path(contract_parse.__file__).parent
    data = sorted((root / "data").iterdir())
    if part == "facts":
        files = [f for s in _FACT_STAGES for f in _sources(root / s)]  # mending by arithmetic makes facts, not findings
        files += [root / "pipeline.py", *(f for f in data if f.name not in RULE_DATA | OTHER_DATA)]
        extra = [f"{name} {_version(name)}" for name in _READERS]
    elif part == "rules":
        others = (root / "check" / "mending", root / "check" / "across")
        rules = (f for f in _sources(root / "check") if not any(f.is_relative_to(o) for o in others))
        files, extra = [*rules, *(f for f in data if f.name in RULE_DATA)], []
    else:
        from contract_parse.render.templates import folder

        files, extra = [*_sources(root / "render"), *(f for f in sorted(folder().rglob("*")) if f.is_file())], []
    return _hash(*extra, *(f"{f.name} {hashlib.sha256(f.read_bytes()).hexdigest()}" for f in files if f.is_file()))


def _sources(folder: Path) -> Iterable[Path]:
    return sorted(folder.rglob("*.py"))


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"


def _plugins() -> Iterator[str]:
    """Rules that other packages offer: their version and, where it can be found, their source."""
    for point in sorted(entry_points(group="contract_parse.rules"), key=lambda p: p.value):
        yield f"{point.value} {point.dist.version if point.dist else ''}"
        try:
            spec = find_spec(point.value.partition(":")[0])
        except (ImportError, ValueError):
            continue
        if spec is not None and spec.origin and Path(spec.origin).is_file():
            yield hashlib.sha256(Path(spec.origin).read_bytes()).hexdigest()


def _settings(settings: Any) -> dict[str, Any]:
    """A pydantic model of settings as plain values; what only decides exit statuses or the portfolio left out."""
    if settings is None:
        return {}
    values: dict[str, Any] = settings.model_dump()
    return {k: v for k, v in values.items() if k not in ("fail_on", "across")}


def _contents(folder: Any) -> Iterator[str]:
    if folder is not None:
        for file in sorted(Path(folder).iterdir()):
            if file.is_file():
                yield f"{file.name} {hashlib.sha256(file.read_bytes()).hexdigest()}"


def _own_parse(job: Job) -> str:
    return "" if job.parse is None else f"{job.parse.__module__}.{job.parse.__qualname__}"

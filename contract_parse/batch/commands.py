"""What ``contract-parse batch`` and ``contract-parse query`` do; their options are in :mod:`contract_parse.batch.options`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from contract_parse.batch.engine import Limits
from contract_parse.batch.progress import Bar, JsonLines, Lines, Reporter, Silent
from contract_parse.batch.run import Summary, run
from contract_parse.batch.work import Job, Lang
from contract_parse.errors import InputError, UsageError

INTERRUPTED = 130


def batch(inputs: Sequence[str], out: Path, formats: Sequence[str], lang: Lang, options: dict[str, Any]) -> int:
    """Runs a batch under its own options and those of the main job; returns its exit status.

    Raises UsageError, OutputError.
    """
    if not inputs and not options["lists"]:
        raise UsageError("没有给出要处理的文件。", "请给出目录、文件、压缩包，或用 --list 给出清单。")
    if options["ray_address"] and options["engine"] != "ray":
        raise UsageError("--ray-address 只用于 --engine ray。", "请加上 --engine ray。")
    _require_sound_figures(options["settings"])
    job = Job(
        options={k: options[k] for k in ("password", "ocr", "cache", "settings")},
        formats=tuple(formats),
        lang=lang,
        fetch=options["engine"] == "local",
    )
    limits = Limits(options["timeout"], options["memory"])
    try:
        summary = run(
            inputs, out, job, lists=options["lists"], workers=options["workers"], limits=limits, resume=options["resume"],
            reporter=_reporter(options, lang), make_engine=_ray(options, limits) if options["engine"] == "ray" else None,
        )  # fmt: skip
    except KeyboardInterrupt:  # the second one, or one after the last contract
        return INTERRUPTED
    if not options["quiet"]:
        click.echo(closing(summary, out, lang))
    return status(summary, options["fail_on"])


def _require_sound_figures(settings: Any) -> None:
    """Refuses thresholds of the rules across contracts that cannot be read: now, and not after the run."""
    if settings.across:
        from contract_parse.check.across import Figures

        Figures.of(settings.across)


def _reporter(options: dict[str, Any], lang: Lang) -> Reporter:
    if options["json_log"]:
        return JsonLines(sys.stderr)
    if options["quiet"]:
        return Silent()
    return Bar(lang) if sys.stderr.isatty() else Lines(lambda line: click.echo(line, err=True), lang)


def _ray(options: dict[str, Any], limits: Limits) -> Any:
    from contract_parse.batch.ray_engine import make_engine

    return make_engine(options["ray_address"], limits)


def status(summary: Summary, fail_on: str) -> int:
    """The exit status: 130 interrupted, 3 something could not be read, 1 findings at or above ``fail_on``, else 0."""
    if summary.interrupted:
        return INTERRUPTED
    if summary.unread:
        return InputError.exit_code
    counted = {"error": ("error",), "warning": ("error", "warning"), "never": ()}[fail_on]
    return int(any(summary.severities[s] for s in counted))


def closing(summary: Summary, out: Path, lang: Lang) -> str:
    """What a run came to, in a line or two."""
    s, page = summary, out / "index.html"
    if lang == "en":
        said = (
            f"{s.files} files, {s.contracts} contracts: {s.read} read, {s.checked} checked again, {s.skipped} skipped, "
            f"{s.unread} not readable; {s.severities['error']} errors, {s.severities['warning']} warnings → {page}"
        )
        return said + ("\nStopped; go on with --resume." if s.interrupted else "")
    said = (
        f"文件 {s.files}，合同 {s.contracts}：读取 {s.read}，重新核对 {s.checked}，略过 {s.skipped}，未能读取 {s.unread}；"
        f"错误 {s.severities['error']}，提醒 {s.severities['warning']} → {page}"
    )
    return said + ("\n已停止，用 --resume 接着做。" if s.interrupted else "")


def query(out: Path, sql: str, shape: str) -> int:
    """Prints what ``sql`` gives over the results in ``out``. Raises InputError, UsageError."""
    from contract_parse.batch.query import query as asked
    from contract_parse.batch.query import write

    write(asked(out, sql), "csv" if shape == "csv" else "json" if shape == "json" else "table", sys.stdout)
    return 0

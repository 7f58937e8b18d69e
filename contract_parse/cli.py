"""The command line. ``contract-parse FILE...`` is the main job; the rest are sub-commands.

Only this module and ``batch`` know exit statuses, terminals and output folders.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any, Literal, NoReturn, cast

import click

from contract_parse._version import __version__
from contract_parse.batch.options import batch_options
from contract_parse.configuration import configured
from contract_parse.errors import ContractParseError, InputError, UsageError

Lang = Literal["zh", "en"]
_RANK = {"info": 0, "warning": 1, "error": 2, "never": 9}


class MainJobFirst(click.Group):
    """A group whose default command is ``parse``: the first word is a sub-command only if it names one."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in ("--help", "-h", "--version"):
            args = ["parse", *args]
        return super().parse_args(ctx, args)


def _formats() -> list[str]:
    from contract_parse.render import FORMATS

    return list(FORMATS)


def _codes(_ctx: click.Context, _param: click.Parameter, values: Sequence[str]) -> tuple[str, ...]:
    return tuple(c.strip().upper() for v in values for c in v.split(",") if c.strip())


def _pages(_ctx: click.Context, _param: click.Parameter, value: str | None) -> tuple[int, ...] | None:
    """``1-3,7`` → (1, 2, 3, 7)."""
    if value is None:
        return None
    found: set[int] = set()
    for part in value.split(","):
        first, dash, last = part.strip().partition("-")
        if not first.isdigit() or (dash and not last.isdigit()) or int(first) < 1 or int(last or first) < int(first):
            raise click.BadParameter("页码写作 1-3,7 的形式。 Write pages as 1-3,7.")
        if int(last or first) - int(first) > 100_000:
            raise click.BadParameter("页码范围过大。 The page range is too large.")
        found.update(range(int(first), int(last or first) + 1))
    return tuple(sorted(found))


_shared: list[Callable[[Callable[..., Any]], Callable[..., Any]]] = [
    click.option("-f", "--format", "formats", multiple=True, metavar="NAME", help="输出格式，可重复；默认 json 与 html。"),
    click.option("--lang", type=click.Choice(["zh", "en"]), help="摘要与提示的语言（默认 zh）。"),
    click.option("--ocr", type=click.Choice(["auto", "force", "off"]), default="auto", show_default=True,
                 help="auto 只识别没有可用文字层的页。"),
    click.option("--no-cache", "cache", is_flag=True, flag_value=False, default=True,
                 help="不使用也不写入识别结果的缓存。"),
    click.option("--select", multiple=True, callback=_codes, metavar="CODES", help="只报告这些规则或规则族。"),
    click.option("--ignore", multiple=True, callback=_codes, metavar="CODES", help="不报告这些规则或规则族。"),
    click.option("--fail-on", type=click.Choice(["error", "warning", "never"]),
                 help="有此级别及以上的发现时以状态 1 结束（默认 error）。"),
    click.option("--password", envvar="CONTRACT_PARSE_PASSWORD", metavar="TEXT", help="加密 PDF 的密码。"),
    click.option("-q", "--quiet", is_flag=True, help="只显示错误。"),
    click.option("-v", "--verbose", is_flag=True, help="显示细节与错误的来处。"),
]  # fmt: skip


def shared_options(function: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(_shared):
        function = option(function)
    return function


def _told(function: Callable[..., int]) -> Callable[..., NoReturn]:
    """Turns our errors into one line on stderr and their exit status."""

    @wraps(function)
    def call(*args: Any, **kwargs: Any) -> NoReturn:
        try:
            status = function(*args, **kwargs)
        except ContractParseError as e:
            if kwargs.get("verbose"):
                raise
            click.echo(f"contract-parse: {e.text(kwargs.get('lang') or 'zh')}", err=True)
            status = e.exit_code
        sys.exit(status)

    return call


@click.group(cls=MainJobFirst, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="contract-parse")
def main() -> None:
    """读取政府采购合同，给出带出处的事实、核对结果和供审阅的摘要。

    contract-parse 合同.pdf 即可；下面的子命令用于批量、规则目录和数据格式。
    """


@main.command("parse")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-o", "--out", default=".", metavar="DIR|-", help="输出目录；- 把选定的一种格式打印到标准输出。")
@click.option("--pages", callback=_pages, metavar="1-3,7", help="只读这些页。")
@shared_options
@_told
@configured
def parse_command(
    files: tuple[Path, ...],
    out: str,
    pages: tuple[int, ...] | None,
    formats: tuple[str, ...],
    lang: Lang,
    **options: Any,
) -> int:
    """读取、核对、写出摘要（默认命令）。"""
    from contract_parse.batch import names_for, write_whole
    from contract_parse.pipeline import parse
    from contract_parse.render import render, suffix

    chosen = _chosen(formats or (("json", "html") if out != "-" else ()), out, files)
    names = names_for(files)
    if out != "-":
        _ready(Path(out))
    worst, unread = 0, False
    for file in files:
        with _progress(file, options["quiet"], lang) as progress:
            try:
                contract = parse(
                    file, password=options["password"], pages=pages, ocr=options["ocr"], progress=progress,
                    cache=options["cache"], settings=options["settings"],
                )  # fmt: skip
            except InputError as e:
                if options["verbose"]:
                    click.echo(f"{type(e).__name__}: {e.__cause__!r}", err=True)
                click.echo(f"contract-parse: {e.text(lang)}", err=True)
                unread = True
                continue
        for name in chosen:
            data = render(contract, name, lang)
            if out == "-":
                sys.stdout.buffer.write(data)
            else:
                write_whole(Path(out) / (names[file] + suffix(name)), data)
        worst = max([worst, *(_RANK[f.severity] for f in contract.findings)])
        if not options["quiet"] and out != "-":
            click.echo(_closing(file, contract, Path(out), [names[file] + suffix(n) for n in chosen], lang))
    if unread:
        return InputError.exit_code
    return int(worst >= _RANK[options["fail_on"]])


def _chosen(formats: Sequence[str], out: str, files: Sequence[Path]) -> list[str]:
    known = _formats()
    for name in formats:
        if name not in known:
            raise UsageError("没有名为 {name} 的输出格式。", "可选：{known}。", name=name, known="、".join(known))
    if out == "-" and (len(formats) != 1 or len(files) != 1):
        raise UsageError("-o - 只能打印一个文件的一种格式。", "请用 -f 选定一种格式，并只给一个文件。")
    return list(dict.fromkeys(formats))


def _ready(folder: Path) -> None:
    """The output folder, made where missing; refused before any work is done where it cannot be written."""
    from contract_parse.batch import require_writable

    require_writable(folder)


def _closing(file: Path, contract: Any, out: Path, written: list[str], lang: Lang) -> str:
    doubts = sum(f.status == "doubt" for f in contract.findings)
    errors, warnings = (sum(f.severity == s for f in contract.findings) for s in ("error", "warning"))
    where = ", ".join(str(out / w) for w in written)
    if not (contract.clauses or contract.parties or contract.line_items or contract.amounts.total):
        return (
            f"{file}: no words of a contract were read → {where}"
            if lang == "en"
            else f"{file}：没有读到合同内容，未作核对 → {where}"
        )
    if lang == "en":
        return f"{file}: {errors} errors, {warnings} warnings, {doubts} doubtful readings → {where}"
    return f"{file}：错误 {errors}，提醒 {warnings}，存疑 {doubts} → {where}"


class _progress:  # noqa: N801  (used as a statement, like open)
    """A progress line on stderr while pages are read by OCR; none where stderr is no terminal or ``quiet``."""

    def __init__(self, file: Path, quiet: bool, lang: Lang) -> None:
        self.label = f"{'识别' if lang == 'zh' else 'Reading'} {file.name}"
        self.shown = not quiet and sys.stderr.isatty()
        self.bar: Any = None

    def __enter__(self) -> Callable[[int, int], None]:
        return self.step

    def step(self, done: int, total: int) -> None:
        if not self.shown:
            return
        if self.bar is None:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
            self.bar = Progress(*columns, console=Console(stderr=True), transient=True)
            self.bar.start()
            self.task = self.bar.add_task(self.label, total=total)
        self.bar.update(self.task, completed=done, total=total)

    def __exit__(self, *_: object) -> None:
        if self.bar is not None:
            self.bar.stop()


@main.command("batch")
@click.argument("inputs", nargs=-1)
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path), help="结果目录。")
@batch_options
@shared_options
@_told
@configured
def batch_command(inputs: tuple[str, ...], out: Path, formats: tuple[str, ...], lang: Lang, **options: Any) -> int:
    """逐份处理文件夹、文件、清单或压缩包；坏文件记入结果而不中断。"""
    from contract_parse.batch.commands import batch

    return batch(inputs, out, _chosen(formats or ("json", "html"), str(out), ()), lang, options)


@main.command("query")
@click.argument("out", type=click.Path(path_type=Path))
@click.argument("sql")
@click.option("--csv", "shape", flag_value="csv", help="以 CSV 输出。")
@click.option("--json", "shape", flag_value="json", help="以 JSON 输出。")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh")
@_told
def query_command(out: Path, sql: str, shape: str | None, lang: Lang) -> int:
    """对批处理结果执行只读 SQL；各表的列见 docs/tables.md。"""
    from contract_parse.batch.commands import query

    return query(out, sql, shape or "table")


@main.command("rules")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh")
def rules_command(lang: Lang) -> None:
    """规则目录，每条一行。"""
    from contract_parse.check import known_rules

    for each in known_rules().values():
        click.echo(f"{each.code}  {each.severity[0].upper()}  {each.zh if lang == 'zh' else each.en}")


@main.command("explain")
@click.argument("code")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh")
@_told
def explain_command(code: str, lang: Lang) -> int:
    """一条规则比较什么，何时触发，何时不触发。"""
    from contract_parse.check import explain, known_rules

    found = known_rules().get(code.upper())
    if found is None:
        raise UsageError("没有名为 {name} 的规则或规则族。", "用 contract-parse rules 查看全部规则。", name=code)
    click.echo(explain(found, lang))
    return 0


@main.command("schema")
def schema_command() -> None:
    """输出 JSON 的 JSON Schema。"""
    from contract_parse.render.schema import schema_text

    click.echo(schema_text(), nl=False)


if __name__ == "__main__":
    cast(click.Command, main)()

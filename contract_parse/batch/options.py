"""The options of ``contract-parse batch`` beside those of the main job. Imported with the command line: stays light."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from contract_parse.batch.engine import Limits

_UNITS = {"": 1 << 20, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30}


def _bytes(_ctx: click.Context, _param: click.Parameter, value: str) -> int:
    """``2G`` → 2147483648; a bare number is megabytes."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([KMG]?)i?B?", value.strip().upper())
    if match is None or float(match[1]) == 0:
        raise click.BadParameter("写作 2G 或 800M 的形式。 Write it as 2G or 800M.")
    return int(float(match[1]) * _UNITS[match[2]])


_options: list[Callable[[Callable[..., Any]], Callable[..., Any]]] = [
    click.option("--list", "lists", multiple=True, type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
                 help="文件清单，每行一个文件或目录；也可写作 @FILE。"),
    click.option("--workers", type=click.IntRange(1, 1024), metavar="N", help="工作进程数；默认每核一个。"),
    click.option("--engine", type=click.Choice(["local", "ray"]), default="local", show_default=True,
                 help="local 用本机进程，ray 用 Ray 集群。"),
    click.option("--ray-address", metavar="ADDRESS", help="Ray 集群的地址；默认在本机启动一个。"),
    click.option("--resume", is_flag=True, help="接着上次做：同版本、同设置的不再处理；只有规则变了则用存下的事实重新核对。"),
    click.option("--timeout", type=click.FloatRange(0, min_open=True), default=Limits().seconds, show_default=True,
                 metavar="SECONDS", help="每份合同的时限。"),
    click.option("--memory", callback=_bytes, default="2G", show_default=True, metavar="SIZE",
                 help="每份合同的内存限度。"),
    click.option("--json-log", is_flag=True, help="进度以 JSON 行写到标准错误。"),
]  # fmt: skip


def batch_options(function: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(_options):
        function = option(function)
    return function

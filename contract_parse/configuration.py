"""Settings from a file: ``contract-parse.toml``, or ``[tool.contract-parse]`` in ``pyproject.toml``, found in the
current folder or the nearest above it, or named with ``--config``. The command line overrides what the file says.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Callable, Sequence
from decimal import Decimal
from difflib import get_close_matches
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from contract_parse.errors import UsageError

if TYPE_CHECKING:
    from pydantic import ValidationError

    from contract_parse.model.settings import Settings

NAME, SECTION = "contract-parse.toml", "contract-parse"
_ALIASES = {"签订": "signing", "开始": "start", "交付": "delivery", "到货": "delivery", "验收": "acceptance",
            "开票": "invoice", "结束": "end", "质保期满": "warranty_end"}  # fmt: skip


def find(start: Path) -> Path | None:
    """The file of settings that holds in ``start``: the nearest, its own kind before ``pyproject.toml``."""
    for folder in (start, *start.parents):
        if (folder / NAME).is_file():
            return folder / NAME
        shared = folder / "pyproject.toml"
        if shared.is_file() and SECTION in _read(shared).get("tool", {}):
            return shared
    return None


def load(path: Path) -> Settings:
    """The settings of one file; a relative ``vocabularies`` is taken from where the file stands.

    Raises UsageError that names the file and the key and says what to do.
    """
    from pydantic import ValidationError

    from contract_parse.data import require_sound
    from contract_parse.model.settings import Settings

    found = _read(path)
    if path.name == "pyproject.toml":
        found = found.get("tool", {}).get(SECTION, {})
    if isinstance(folder := found.get("vocabularies"), str):
        found = {**found, "vocabularies": path.parent / folder}
    try:
        settings = Settings.model_validate(found)
    except ValidationError as e:
        raise _explained(path, e) from e
    if settings.vocabularies is not None:
        require_sound(settings.vocabularies)
    _require_codes(path, [*settings.select, *settings.ignore, *settings.severities])
    return settings


def _read(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            return tomllib.load(file, parse_float=Decimal)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as e:
        why = getattr(e, "strerror", None) or str(e)
        raise UsageError("无法读取设置文件 {path}（{why}）。", "请用 UTF-8 编码的 TOML 书写，写法见 docs/configuration.md。",
                         path=path, why=why) from e  # fmt: skip


def _require_codes(path: Path, names: Sequence[str]) -> None:
    from contract_parse.check import known_rules

    for name in names:
        if not any(code.startswith(name) for code in known_rules()):
            raise UsageError("设置文件 {path} 中的 {name} 不是规则或规则族。", "用 contract-parse rules 查看全部规则。", path=path, name=name)  # fmt: skip


def _explained(path: Path, error: ValidationError) -> UsageError:
    """The first thing wrong with a file of settings, in words."""
    from contract_parse.model.settings import Settings, Thresholds

    first = error.errors()[0]
    keys = [str(k) for k in first["loc"] if k != "[key]"]
    key = ".".join(keys)
    if first["type"] == "extra_forbidden":
        known = list(Thresholds.model_fields if keys[0] == "thresholds" else Settings.model_fields)
        close = get_close_matches(keys[-1], known, 1)
        return UsageError("设置文件 {path} 中没有名为 {key} 的设置项。", "可选：{known}。", path=path, key=key, known="、".join(close or known))  # fmt: skip
    if first["type"] == "literal_error":
        return UsageError("设置文件 {path} 中的 {key} 不能是 {value}。", "可选：{known}。",
                          path=path, key=key, value=first["input"], known=first["ctx"]["expected"].replace(" or ", ", "))  # fmt: skip
    if keys[0] == "severities":
        return UsageError(
            "设置文件 {path} 中的 {key} 过高：LAW 类规则只作提示。", "请改为 warning 或 info。", path=path, key=key
        )
    return UsageError("设置文件 {path} 中的 {key} 写法有误（{why}）。", "写法见 docs/configuration.md。", path=path, key=key, why=first["msg"])  # fmt: skip


def _dates(_ctx: click.Context, _param: click.Parameter, values: Sequence[str]) -> dict[str, dt.date]:
    """``acceptance=2026-09-01`` → {"acceptance": date(2026, 9, 1)}."""
    from contract_parse.model.settings import EVENTS

    found = {}
    for value in values:
        event, _, day = value.partition("=")
        event = _ALIASES.get(event.strip(), event.strip())
        try:
            found[event] = dt.date.fromisoformat(day.strip())
        except ValueError:
            event = ""
        if event not in EVENTS:
            raise click.BadParameter(
                f"写作 事件=日期，如 acceptance=2026-09-01；事件可为 {'、'.join(EVENTS)}。 Write EVENT=DATE."
            )
    return found


_options: list[Callable[[Callable[..., Any]], Callable[..., Any]]] = [
    click.option("--config", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="FILE",
                 help="设置文件；默认取当前目录或其上级的 contract-parse.toml 或 pyproject.toml。"),
    click.option("--law/--no-law", default=None, help="是否运行 LAW 类规则（默认运行）。"),
    click.option("--assume", multiple=True, callback=_dates, metavar="EVENT=DATE",
                 help="假定事件的日期以推算付款日历，如 acceptance=2026-09-01；可重复。"),
]  # fmt: skip


def configured(function: Callable[..., int]) -> Callable[..., int]:
    """Adds the options above and gives the command ``settings``: the file's, overridden by the call's. ``lang`` and
    ``fail_on`` arrive as they then stand; ``select``, ``ignore``, ``law`` and ``assume`` only inside ``settings``."""

    @wraps(function)
    def call(config: Path | None, law: bool | None, assume: dict[str, dt.date], **options: Any) -> int:
        from contract_parse.check import require_known
        from contract_parse.model.settings import Settings

        path = config or find(Path.cwd())
        select, ignore = options.pop("select"), options.pop("ignore")
        require_known([*select, *ignore])
        settings = (Settings() if path is None else load(path)).overridden(
            select=select, ignore=ignore, lang=options["lang"], fail_on=options["fail_on"], law=law, assume=assume
        )
        return function(settings=settings, **{**options, "lang": settings.lang, "fail_on": settings.fail_on})

    wrapped: Callable[..., int] = call
    for option in reversed(_options):
        wrapped = option(wrapped)
    return wrapped

"""Rendering: a contract to the bytes of a format. Formats are listed here once they are built."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import ModuleType
from typing import Literal

from contract_parse.errors import UsageError
from contract_parse.model.contract import Contract

Lang = Literal["zh", "en"]


def _json(contract: Contract, lang: Lang) -> bytes:
    return (contract.model_dump_json(indent=1) + "\n").encode()


def _html(contract: Contract, lang: Lang) -> bytes:
    from contract_parse.render.summary import html

    return html(contract, lang)


def _markdown(contract: Contract, lang: Lang) -> bytes:
    from contract_parse.render.summary import markdown

    return markdown(contract, lang)


FORMATS: dict[str, Callable[[Contract, Lang], bytes]] = {"json": _json, "md": _markdown, "html": _html}


def suffix(name: str) -> str:
    """What a format adds to the input's name."""
    return "." + name


def render(contract: Contract, format: str, lang: Lang = "zh") -> bytes:
    """The contract in one format. Raises UsageError for a format that is not built."""
    if format not in FORMATS:
        raise UsageError("没有名为 {name} 的输出格式。", "可选：{known}。", name=format, known="、".join(FORMATS))
    return FORMATS[format](contract, lang)


class _Callable(ModuleType):
    """``contract_parse.render(...)`` is this folder once it has been imported, for both bear one name."""

    def __call__(self, contract: Contract, format: str, lang: Lang = "zh") -> bytes:
        return render(contract, format, lang)


sys.modules[__name__].__class__ = _Callable

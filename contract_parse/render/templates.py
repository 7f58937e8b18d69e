"""Where templates come from: the wheel carries them as ``_templates``; in a checkout they stand at the top level."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment


def folder() -> Path:
    package = Path(__file__).parents[1]
    carried = package / "_templates"
    return carried if carried.is_dir() else package.parent / "templates"


@cache
def environment() -> Environment:
    """The Jinja environment: HTML is escaped, undefined names are errors."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

    return Environment(
        loader=FileSystemLoader(folder()),
        autoescape=select_autoescape(["html.j2"], default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def labels(lang: str) -> dict[str, Any]:
    """The words of the summary in one language: ``templates/labels.LANG.yaml``."""
    import yaml

    loaded: dict[str, Any] = yaml.safe_load((folder() / f"labels.{lang}.yaml").read_text("utf-8"))
    return loaded

"""contract-parse: reads Chinese government procurement contracts, proves every fact, checks them.

``parse`` and ``render`` are the whole Python interface, ``Settings`` what they may be told; all are imported when first used, so that
``import contract_parse`` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from contract_parse._version import __version__

if TYPE_CHECKING:
    from contract_parse.model.contract import Contract
    from contract_parse.model.settings import Settings
    from contract_parse.pipeline import parse
    from contract_parse.render import render

__all__ = ["Contract", "Settings", "__version__", "parse", "render"]


def __getattr__(name: str) -> Any:
    if name == "parse":
        from contract_parse.pipeline import parse

        return parse
    if name == "render":
        from contract_parse.render import render

        return render
    if name == "Contract":
        from contract_parse.model.contract import Contract

        return Contract
    if name == "Settings":
        from contract_parse.model.settings import Settings

        return Settings
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

"""Rules across contracts (XCT): digests against digests. Reads only digests, so any stored portfolio can be checked."""

from __future__ import annotations

from contract_parse.check.across.engine import CrossRule, Portfolio, across, cross_catalogue
from contract_parse.check.across.figures import Figures

__all__ = ["CrossRule", "Figures", "Portfolio", "across", "cross_catalogue"]

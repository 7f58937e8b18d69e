"""The words for amounts and payments as patterns."""

from __future__ import annotations

import re

from contract_parse.extract.vocabulary import per_vocabulary, vocabulary


@per_vocabulary
def pattern(name: str, key: str) -> re.Pattern[str]:
    """One pattern that matches any of the expressions listed under ``key`` of the data file ``name``."""
    return re.compile("|".join(f"(?:{p})" for p in vocabulary(name)[key]))

"""What can go wrong, each with the exit status the command line ends with and words that say what to do.

Every error a user can cause is one of these; anything else is a defect of ours and keeps its traceback
(shown with ``-v``). Statuses: 2 usage, 3 an input could not be read. The status sits on the exception,
so that no caller has to know it (as OCRmyPDF does).

Messages are written in Chinese with named places; ``data/messages.en.yaml`` holds the English, found by
the Chinese (as gettext does).
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Literal


class ContractParseError(Exception):
    """Base of all errors with a message for the user.

    ``message`` says what happened, ``hint`` what to do about it; ``{name}`` in either is filled from
    ``values``. Both are shown on one line.
    """

    exit_code = 3

    def __init__(self, message: str, hint: str = "", **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.values = values

    def text(self, lang: Literal["zh", "en"] = "zh") -> str:
        parts = [p for p in (self.message, self.hint) if p]
        if lang == "en":
            parts = [_english().get(p, p) for p in parts]
        return (" " if lang == "en" else "").join(p.format(**self.values) if self.values else p for p in parts)

    def __str__(self) -> str:
        return self.text()


@cache
def _english() -> dict[str, str]:
    import yaml

    found: dict[str, str] = yaml.safe_load((files("contract_parse") / "data" / "messages.en.yaml").read_text("utf-8"))
    return found


class UsageError(ContractParseError):
    """The call itself is wrong: an unknown format, a page range that does not parse."""

    exit_code = 2


class InputError(ContractParseError):
    """A file cannot be read: missing, empty, broken, of no known kind."""


class EncryptedError(InputError):
    """A PDF needs a password, or the one given does not open it."""


class OutputError(ContractParseError):
    """An output cannot be written; nothing of it is left behind."""

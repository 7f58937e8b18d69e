"""What can go wrong, each with the exit status the command line ends with and words that say what to do.

Every error a user can cause is one of these; anything else is a defect of ours and keeps its traceback
(shown with ``-v``). Statuses: 2 usage, 3 an input could not be read (as ``ls`` and OCRmyPDF do it: the
status sits on the exception, so no caller has to know it).
"""

from __future__ import annotations


class ContractParseError(Exception):
    """Base of all errors with a message for the user.

    ``message`` says what happened, ``hint`` what to do about it; both are shown on one line.
    """

    exit_code = 3

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class UsageError(ContractParseError):
    """The call itself is wrong: an unknown format, a page range that does not parse."""

    exit_code = 2


class InputError(ContractParseError):
    """A file cannot be read: missing, empty, broken, of no known kind."""


class EncryptedError(InputError):
    """A PDF needs a password, or the one given does not open it."""


class OutputError(ContractParseError):
    """An output cannot be written; nothing of it is left behind."""

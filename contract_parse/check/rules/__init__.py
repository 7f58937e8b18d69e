"""The catalogue, a module a family. Importing this package enters every rule."""

from contract_parse.check.rules import amt, dat, frm, itm, law, ocr, pay, pty, ref

__all__ = ["amt", "dat", "frm", "itm", "law", "ocr", "pay", "pty", "ref"]

"""The catalogue, a module a family. Importing this package enters every rule."""

from contract_parse.check.rules import amt, amt_parts, amt_tax, amt_total, dat, frm, itm, law, ocr, pay, pty, ref

__all__ = ["amt", "amt_parts", "amt_tax", "amt_total", "dat", "frm", "itm", "law", "ocr", "pay", "pty", "ref"]

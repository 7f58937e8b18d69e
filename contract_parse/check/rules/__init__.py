"""The catalogue, a module a family. Importing this package enters every rule."""

from contract_parse.check.rules import amt, itm, pay

__all__ = ["amt", "itm", "pay"]

"""The catalogue of rules across contracts. Importing this package enters every rule."""

from contract_parse.check.across.rules import duplicates, parties, payments, prices, splits

__all__ = ["duplicates", "parties", "payments", "prices", "splits"]

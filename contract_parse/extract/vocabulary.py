"""Vocabularies and patterns kept as data; see :mod:`contract_parse.data`."""

from contract_parse.data import per_vocabulary, vocabulary

__all__ = ["per_vocabulary", "vocabulary"]

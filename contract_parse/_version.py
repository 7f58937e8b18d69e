"""The version, apart from the package's root so that every stage may name it."""

__version__ = "0.1.0"

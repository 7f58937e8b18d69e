"""contract-parse: reads Chinese government procurement contracts, proves every fact, checks them."""

__version__ = "0.1.0"

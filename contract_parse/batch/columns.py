"""The tables of ``contracts.duckdb``: the one source of their columns, for the database, its comments and the docs.

A change to a name, a type or a meaning here is a new ``TABLES_VERSION``. Amounts are ``DECIMAL`` in yuan, shares in
percent; missing is NULL. Rows hold nothing that differs between two runs over the same files.
"""

from __future__ import annotations

from dataclasses import dataclass

from contract_parse.model.party import PARTY_FIELDS

TABLES_VERSION = 1

# Yuan to the hundredth of a fen; unit prices and quantities with what four-decimal price lists need and more.
YUAN, NUMBER, PERCENT = "DECIMAL(20,4)", "DECIMAL(24,6)", "DECIMAL(12,6)"
TEXT, COUNT, DATE, FLAG = "VARCHAR", "INTEGER", "DATE", "BOOLEAN"


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    type: str
    means: str


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    means: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]


def _table(name: str, means: str, key: str, *columns: tuple[str, str, str]) -> Table:
    return Table(name, means, tuple(key.split()), tuple(Column(*c) for c in columns))


_HASH = ("sha256", TEXT, "The contract: SHA-256 of its file")
_CLAUSE = ("clause", TEXT, "Path of the clause it stands in")
_PAGE = ("page", COUNT, "Page it stands on, from 1 (NULL for DOCX and TXT)")

_PARTY_WORDS = {
    "name": "Name", "address": "Address", "phone": "Telephone", "fax": "Fax", "email": "E-mail",
    "postal_code": "Postal code", "uscc": "Unified social credit code",
    "legal_representative": "Legal representative (法定代表人)", "representative": "Representative (委托代理人)",
    "contact": "Contact person", "account_name": "Holder of the account", "bank_name": "Bank",
    "bank_account": "Account number",
}  # fmt: skip

TABLES: tuple[Table, ...] = (
    _table(
        "meta", "What this database is", "name",
        ("name", TEXT, "tables_version, schema_version (of the JSON) or contract_parse"),
        ("value", TEXT, "Its version"),
    ),
    _table(
        "files", "Every file met, archives' members included; two rows with one sha256 are one contract under two names", "name",
        ("name", TEXT, "The file as the user named it; a member as ARCHIVE/MEMBER"),
        ("sha256", TEXT, "SHA-256 of its content; NULL where it could not be read at all"),
        ("status", TEXT, "done or failed"),
        ("reason", TEXT, "Why it failed: unreadable, encrypted, crashed, timed_out, out_of_memory, failed"),
        ("error", TEXT, "The same in words"),
        ("summary", TEXT, "The summary, relative to the output folder"),
    ),
    _table(
        "contracts", "One row a contract", "sha256",
        _HASH,
        ("name", TEXT, "The (first) file that holds it, without folder"),
        ("media_type", TEXT, "Kind of the file"),
        ("pages", COUNT, "Pages (0 for DOCX and TXT)"),
        ("scanned_pages", COUNT, "Pages read by OCR"),
        ("title", TEXT, "Title"),
        ("number", TEXT, "Number of the contract"),
        ("project_name", TEXT, "Project"),
        ("project_number", TEXT, "Number of the project or procurement"),
        ("lot", TEXT, "Lot"),
        ("signed_on", DATE, "Latest day of signing"),
        ("signed_at", TEXT, "Place of signing"),
        ("starts_on", DATE, "First day of the term"),
        ("ends_on", DATE, "Last day of the term"),
        ("buyer", TEXT, "Name of the (first) buyer"),
        ("supplier", TEXT, "Name of the (first) supplier"),
        ("total", YUAN, "What the buyer pays in all; NULL for contracts by unit price or discount"),
        ("tax_included", FLAG, "Whether the total is stated to include tax"),
        ("tax_amount", YUAN, "Tax"),
        ("tax_rate", PERCENT, "Rate of tax, percent"),
        ("excluded_total", YUAN, "Total without tax"),
        ("dispute_method", TEXT, "litigation, arbitration, both or unclear"),
        ("dispute_venue", TEXT, "Court or commission"),
        ("errors", COUNT, "Findings that are errors"),
        ("warnings", COUNT, "Findings that are warnings"),
        ("doubts", COUNT, "Findings that may be the reader's own misreading"),
        ("notes", COUNT, "Other findings"),
    ),
    _table(
        "parties", "One row a party of a contract", "sha256 party",
        _HASH,
        ("party", COUNT, "Its place among the parties, from 1"),
        ("role", TEXT, "buyer, supplier, agent or other"),
        ("labels", TEXT, "What the contract calls it, joined by 、"),
        *((f, TEXT, _PARTY_WORDS[f]) for f in PARTY_FIELDS),
        ("variants", COUNT, "Fields stated differently elsewhere in the contract"),
        _PAGE,
    ),
    _table(
        "items", "One row a priced row of a table", "sha256 item",
        _HASH,
        ("item", COUNT, "Its place among the priced rows, from 1"),
        ("annex", TEXT, "Annex its table stands in"),
        _CLAUSE,
        ("table_number", COUNT, "Number of the priced table, from 1"),
        ("number", TEXT, "Number of the row as printed"),
        ("groups", TEXT, "Headings above it, outer to inner, joined by ' / '"),
        ("name", TEXT, "Name"),
        ("brand", TEXT, "Brand"),
        ("model", TEXT, "Model"),
        ("spec", TEXT, "Specification"),
        ("origin", TEXT, "Origin"),
        ("quantity", NUMBER, "Quantity"),
        ("unit", TEXT, "Unit"),
        ("unit_price", NUMBER, "Price of one, yuan"),
        ("amount", YUAN, "Amount of the row, yuan"),
        ("tax_rate", PERCENT, "Rate of tax of the row, percent"),
        ("remark", TEXT, "Remark"),
        _PAGE,
    ),
    _table(
        "payments", "One row an instalment", "sha256 payment",
        _HASH,
        ("payment", COUNT, "Its place among the instalments, from 1"),
        ("component", TEXT, "The part of the price it pays; NULL: the whole"),
        ("sequence", COUNT, "Its number within the schedule"),
        ("percent", PERCENT, "Share of the base, percent"),
        ("amount", YUAN, "Amount"),
        ("amount_is", TEXT, "stated by the contract or derived from the share"),
        ("trigger", TEXT, "What it waits for, in the contract's words"),
        ("due_number", NUMBER, "Period after the trigger: how many"),
        ("due_unit", TEXT, "… of what: hour, day, calendar_day, working_day, week, month, quarter, year"),
        ("due_date", DATE, "The day, where it is stated"),
        _CLAUSE,
        _PAGE,
    ),
    _table(
        "deadlines", "One row an obligation with a duration or a date", "sha256 deadline",
        _HASH,
        ("deadline", COUNT, "Its place among them, from 1"),
        ("kind", TEXT, "delivery, service_term, warranty, payment, acceptance, response, notice …"),
        ("what", TEXT, "The obligation, in the contract's words"),
        ("obligor", TEXT, "buyer, supplier or both"),
        ("number", NUMBER, "Duration: how many"),
        ("unit", TEXT, "… of what"),
        ("date", DATE, "The day, where it is a date"),
        ("anchor", TEXT, "The event it runs from, in the contract's words"),
        ("relation", TEXT, "within, before, for or by"),
        _CLAUSE,
        _PAGE,
    ),
    _table(
        "findings", "One row a finding", "sha256 finding",
        _HASH,
        ("finding", COUNT, "Its place among them, from 1"),
        ("code", TEXT, "Code of the rule (contract-parse explain CODE)"),
        ("severity", TEXT, "error, warning or info"),
        ("status", TEXT, "contradiction, or doubt: may be the reader's own misreading"),
        ("message", TEXT, "What was found"),
        ("expected", TEXT, "What would agree"),
        ("actual", TEXT, "What stands there"),
        ("clauses", TEXT, "Paths of the clauses concerned, joined by 、"),
        ("items", TEXT, "Numbers of the rows concerned, joined by 、"),
        _PAGE,
    ),
    _table(
        "checks", "One row a rule and contract: how the rule ended", "sha256 code",
        _HASH,
        ("code", TEXT, "Code of the rule"),
        ("outcome", TEXT, "passed, failed, doubt or not_applicable"),
        ("compared", COUNT, "Comparisons made: 0 is never a pass"),
    ),
    _table(
        "cross_findings", "One row a finding across contracts and contract it concerns", "finding place",
        ("finding", COUNT, "Number of the finding, from 1"),
        ("place", COUNT, "Its place among the finding's contracts, from 1"),
        ("code", TEXT, "Code of the rule"),
        ("severity", TEXT, "error, warning or info"),
        ("status", TEXT, "contradiction or doubt"),
        ("title", TEXT, "The rule in words"),
        ("message", TEXT, "What was found"),
        ("sha256", TEXT, "The contract"),
        ("contract", TEXT, "Its number, title or file"),
        ("part", TEXT, "conflict, or comparable: a row it was compared with"),
        ("value", TEXT, "What this contract says"),
        _PAGE,
    ),
)  # fmt: skip


def definition(table: Table) -> str:
    """The SQL that makes the table.

    >>> definition(TABLES[0])
    'CREATE TABLE meta ("name" VARCHAR, "value" VARCHAR)'
    """
    columns = ", ".join(f'"{c.name}" {c.type}' for c in table.columns)
    return f"CREATE TABLE {table.name} ({columns})"


def documentation() -> str:
    """The columns as a page of Markdown."""
    lines = ["# Tables of contracts.duckdb", "", f"Written by `python docs/make_tables.py`; version {TABLES_VERSION}."]
    for table in TABLES:
        lines += ["", f"## {table.name}", "", f"{table.means}. Key: {', '.join(table.key)}.", ""]
        lines += ["| column | type | meaning |", "|---|---|---|"]
        lines += [f"| `{c.name}` | {c.type} | {c.means} |" for c in table.columns]
    return "\n".join(lines) + "\n"

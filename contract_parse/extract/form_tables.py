"""Tables used as forms: cells label | value | label | value, a column or a row for each party."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from contract_parse.extract.labels import Label, RoleWord, find_labels, whole_label
from contract_parse.extract.stated_dates import is_date
from contract_parse.model.layout import Cell, Table
from contract_parse.model.text import Text

# Labels that price lists have no use for: two of them make a table a form.
_STRONG = {
    "uscc",
    "bank_account",
    "bank_name",
    "account_name",
    "phone",
    "postal_code",
    "legal_representative",
    "representative",
    "contact",
    "contact_phone",
    "email",
    "fax",
    "address",
    "mail_address",
    "number",
    "project_name",
    "project_number",
    "sign_date",
    "bank_and_account",
    "address_and_phone",
    "starts_on",
    "ends_on",
    "term",
    "signed_at",
    "handler",
}
# Over a column that says whose each row is (违约情形 | 责任方 | 违约金): no form that a party filled in.
_LISTS_DUTIES = re.compile(r"(?:责任|义务|承担|负责|违约|执行|实施|提供|支付|付款|牵头|配合)(?:方|主体|人|单位|者)")
_EMPTY = Text("", ())
_MEMBER = re.compile(
    r"[一-鿿]{4}\((?:联合体)?(?:牵头|主办|成员|参加)(?:人|方|单位)?[一二三1-9]?\)$"
)  # who signs for a consortium


@dataclass(frozen=True, slots=True)
class Entry:
    """A label cell with its value, or (``label`` None) a cell that holds labels and values together as ``value``.

    ``role`` is the party of the row or column where the cells themselves do not say. ``column`` counts the
    label cells of the row from the left.
    """

    label: Label | None
    printed: Text
    value: Text
    row: int
    column: int
    role: RoleWord | None


@dataclass(frozen=True, slots=True)
class _Head:
    """A role word over columns ``first`` … ``last``."""

    first: int
    last: int
    label: Label


def form_entries(table: Table) -> list[Entry]:
    """The entries of ``table`` in reading order; none where it is not a form."""
    labels = {id(cell): whole_label(cell.text.view.s) for cell in table.cells}
    if not _is_form(table, labels):
        return []
    heads: list[_Head] = []
    found: list[Entry] = []
    for row in range(table.rows):
        cells = sorted((c for c in table.cells if c.row == row), key=lambda c: c.col)
        side = _side(table, labels, row)
        roles = [c for c in cells if (lab := labels[id(c)]) is not None and lab.kind == "role" and c is not side]
        if roles:
            heads = _heads(roles, labels, table.cols, _second(table, labels, row))
        side_label = labels[id(side)] if side is not None else None
        named = _named_in_cells(cells, labels)
        if len(named) > 1:  # 甲方（盖章）：某局 | 乙方（盖章）：某公司: what stands below is each one's own
            heads = _heads([c for c, _ in named], {id(c): label for c, label in named}, table.cols)
        found += _row(cells, labels, heads, side, side_label.role if side_label is not None else None, row)
    return found


def _named_in_cells(cells: list[Cell], labels: dict[int, Label | None]) -> list[tuple[Cell, Label]]:
    """The cells that name a party behind its label, with that label."""
    found = [(c, find_labels(c.text)) for c in cells if labels[id(c)] is None]
    return [(c, inner[0]) for c, inner in found if inner and inner[0].kind == "role" and inner[0].start == 0]


def _is_form(table: Table, labels: dict[int, Label | None]) -> bool:
    whole = [lab for lab in labels.values() if lab is not None]
    inline = [lab for c in table.cells if labels[id(c)] is None for lab in find_labels(c.text) if lab.colon]
    if any(_LISTS_DUTIES.fullmatch(c.text.view.s) for c in table.cells if c.row == 0):
        return False
    if any(lab.kind == "role" or lab.signing for lab in whole) or sum(lab.kind == "role" for lab in inline) >= 2:
        return True
    strong = {lab.kind for lab in (*whole, *inline) if lab.kind in _STRONG}
    return len(strong) >= 2 or (table.rows <= 3 and len(strong) == 1 and len(table.cells) <= 6)


def _side(table: Table, labels: dict[int, Label | None], row: int) -> Cell | None:
    """A role cell that spans this row and others: the party of all of them."""
    for cell in table.cells:
        lab = labels[id(cell)]
        if cell.rowspan > 1 and lab is not None and lab.kind == "role" and cell.row <= row < cell.row + cell.rowspan:
            return cell
    return None


def _second(table: Table, labels: dict[int, Label | None], above: int) -> int | None:
    """The column in which the labels under the row ``above`` begin anew, as where two parties stand side by side."""
    found: Counter[int] = Counter()
    for row in range(above + 1, table.rows):
        seen: set[str] = set()
        for cell in sorted((c for c in table.cells if c.row == row), key=lambda c: c.col):
            label = labels[id(cell)]
            if label is not None and label.kind != "role":
                found[cell.col] += label.kind in seen
                seen.add(label.kind)
    col, times = found.most_common(1)[0] if found else (0, 0)
    return col if times >= 2 else None


def _heads(roles: list[Cell], labels: dict[int, Label | None], cols: int, second: int | None = None) -> list[_Head]:
    """The columns of each party; ``second`` tells where the other's begin though the head's cells are narrower."""
    ends = [*(c.col for c in roles[1:]), cols]
    if second is not None and len(roles) == 2 and roles[0].col < second < roles[1].col:
        sides = ((roles[0], 0, second - 1), (roles[1], second, cols - 1))
        return [_Head(a, b, label) for cell, a, b in sides if (label := labels[id(cell)]) is not None]
    first = 0 if len(roles) == 1 else roles[0].col
    found = []
    for n, (cell, end) in enumerate(zip(roles, ends, strict=True)):
        label = labels[id(cell)]
        assert label is not None
        found.append(_Head(first if n == 0 else cell.col, end - 1, label))
    return found


def _role_at(heads: list[_Head], col: int) -> RoleWord | None:
    return next((h.label.role for h in heads if h.first <= col <= h.last), None)


def _row(
    cells: list[Cell],
    labels: dict[int, Label | None],
    heads: list[_Head],
    side: Cell | None,
    side_role: RoleWord | None,
    row: int,
) -> list[Entry]:
    found: list[Entry] = []
    column = -1
    titles = _only_titles(cells, labels)
    for n, cell in enumerate(cells):
        label = labels[id(cell)]
        if label is None:
            before = labels[id(cells[n - 1])] if n else None
            if before is not None and _says_again(cell, before):
                before = None
            dated = before is None and is_date(cell.text)  # under the party that signs above it
            inline = before is None and cell.text.view.s and any(lab.colon for lab in find_labels(cell.text))
            if inline or dated or (before is None and _MEMBER.search(cell.text.view.s)):
                column += 1
                found.append(Entry(None, _EMPTY, cell.text, row, column, side_role or _role_at(heads, cell.col)))
            continue
        values = []
        for after in cells[n + 1 :]:
            if labels[id(after)] is not None or _says_again(after, label):
                break
            values.append(after)
        column += 1
        if cell is side and (not values or any(labels[id(c)] is not None for c in cells if c is not side)):
            found.append(Entry(label, cell.text, _EMPTY, row, column, None))
            continue
        if label.kind != "role" and len(values) > 1 and len({_role_of(heads, v) for v in values}) > 1:
            for extra, each in enumerate(values):  # a column for each party, the labels at the left
                found.append(Entry(label, cell.text, each.text, row, column + extra, _role_at(heads, each.col)))
            column += len(values) - 1
            continue
        value = values[0].text if values and not (titles and label.kind == "role") else _EMPTY
        role = None if label.kind == "role" else side_role or _role_at(heads, cell.col)
        found.append(Entry(label, cell.text, value, row, column, role))
    return found


def _only_titles(cells: list[Cell], labels: dict[int, Label | None]) -> bool:
    """Whether the parties of a row only title the columns below: 供方 | 需方 | 鉴证意见 names nobody."""
    roles = [(lab := labels[id(c)]) is not None and lab.kind == "role" for c in cells]
    return any(a and b for a, b in pairwise(roles))


def _says_again(cell: Cell, label: Label) -> bool:
    """Whether a cell begins with the same label again, for the other party (代理人： | 代理人：某某): no value of the first."""
    inner = find_labels(cell.text)
    return bool(inner) and inner[0].start == 0 and inner[0].colon and inner[0].kind == label.kind


def _role_of(heads: list[_Head], cell: Cell) -> str | None:
    role = _role_at(heads, cell.col)
    return role.word + role.index if role else None

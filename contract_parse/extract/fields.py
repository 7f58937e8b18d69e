"""The contract as labelled values in reading order: what forms, party blocks, signature blocks and bank lines say.

A :class:`Field` is a label and the words behind it, from a paragraph, from columns side by side or from a
table used as a form. What carries no label is :class:`Prose` and only serves as context.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from contract_parse.extract.columns import Segment, groups_of, nearest, parted, side_by_side
from contract_parse.extract.form_tables import Entry, form_entries
from contract_parse.extract.labelled import Zone, labelled, mended
from contract_parse.extract.labels import Label, RoleWord, line_starts
from contract_parse.extract.readers import continues
from contract_parse.extract.stated_dates import is_date
from contract_parse.model.layout import Block, Paragraph, Table
from contract_parse.model.structure import Clause, Structure
from contract_parse.model.text import Text


@dataclass(frozen=True, slots=True)
class Field:
    """``value`` may be empty. ``row`` numbers printed rows; ``column`` counts the labelled groups side by side in one (-1: there is only one).

    ``lead`` are the words before the label in its paragraph, folded; ``titles`` the headings above it, joined.
    ``follow`` is what comes next where nothing stands behind the label itself.
    """

    label: Label
    printed: Text
    value: Text
    zone: Zone
    clause: str | None
    block: int
    row: int
    column: int = -1
    role: RoleWord | None = None
    lead: str = ""
    titles: str = ""
    tabular: bool = False
    follow: Text | None = None

    @property
    def kind(self) -> str:
        return self.label.kind


@dataclass(frozen=True, slots=True)
class Prose:
    text: Text
    zone: Zone
    clause: str | None
    block: int
    title: bool = False
    column: int = 0
    inline: bool = False  # a sentence with labels inside: its fields follow


Item = Field | Prose
_SEAL_NOTE = re.compile(r"\((?:盖章|公章|签章|印章|盖单位章|章)\)")

# Kinds of which a cell may hold several beside the first one's label.
_BESIDE = {
    "contact", "phone", "fax", "email", "postal_code", "bank_name", "bank_account", "legal_representative", "address",
}  # fmt: skip


def items(structure: Structure) -> list[Item]:
    """Everything in the contract in reading order, the annexes last."""
    reader = _Reader()
    for block in mended(structure.preamble):
        reader.block(block, "preamble", None, "")
    for clause in structure.clauses:
        reader.clause(clause, "body", "")
    for block in mended(structure.closing):
        reader.block(block, "closing", None, "")
    for annex in structure.annexes:
        reader.prose(annex.head, "annex", None, True)
        for block in annex.blocks:
            reader.block(block, "annex", annex.label, "")
        for clause in annex.clauses:
            reader.clause(clause, "annex", "")
    return reader.items


def head_items(structure: Structure) -> list[Item]:
    """What the running heads and feet say: often the contract's number stands nowhere else."""
    reader = _Reader()
    for block in structure.heads:
        reader.block(block, "preamble", None, "")
    return [i for i in reader.items if isinstance(i, Prose) or i.label.word != "编号"]  # of a form, or a file


class _Reader:
    def __init__(self) -> None:
        self.items: list[Item] = []
        self.blocks = 0
        self.rows = 0
        # Where each column begins and the last item in it, while lines of columns follow each other.
        self.side: list[tuple[float | None, int]] = []

    def clause(self, clause: Clause, zone: Zone, titles: str) -> None:
        if clause.title is not None and clause.title.s.strip():
            self.paragraph(clause.title, zone, clause.path, titles, title=True)
            titles += clause.title.view.s + "/"
        for block in mended(clause.blocks):
            self.block(block, zone, clause.path, titles)
        for child in clause.children:
            self.clause(child, zone, titles)

    def block(self, block: Block, zone: Zone, clause: str | None, titles: str) -> None:
        if isinstance(block, Table):
            self.table(block, zone, clause, titles)
        elif self._has_columns(block, zone):
            self.columns(block, zone, clause, titles)
        else:
            self.paragraph(block.text, zone, clause, titles)

    def _has_columns(self, block: Paragraph, zone: Zone) -> bool:
        if "\t" in block.text.s or any("\t" in line.text.s for line in block.lines):
            return True
        # Below columns another label may stand in each: 代表人：… 团长：…
        below = zone == "closing" and len(self.side) > 1 and parted(block.text)
        return below or side_by_side(block.text, zone)

    def prose(
        self, text: Text, zone: Zone, clause: str | None, title: bool = False, column: int = 0, below: bool = True
    ) -> None:
        if text.s.strip():
            self.blocks += 1
            if below:
                self._follow(text)
            self.items.append(Prose(text, zone, clause, self.blocks, title, column))

    def _follow(self, text: Text) -> None:
        """Words behind no label may belong to the label just before them."""
        at = len(self.items) - 1
        if at > 0 and isinstance(note := self.items[at], Prose) and _SEAL_NOTE.fullmatch(note.text.view.s):
            at -= 1  # 甲方： over （公章） over the name
        last = self.items[at] if self.items else None
        if isinstance(last, Field) and len(text) <= 80 and (last.follow is None or at < len(self.items) - 1):
            self.items[at] = replace(last, follow=text)

    def _below(self, text: Text, place: int) -> None:
        """Words behind no label may belong to the label above them in their column: the field at ``place``."""
        field = self.items[place] if place >= 0 else None
        if isinstance(field, Field) and field.follow is None and len(text) <= 80:
            self.items[place] = replace(field, follow=text)

    def paragraph(self, text: Text, zone: Zone, clause: str | None, titles: str, title: bool = False) -> None:
        self.side = []
        found = labelled(text, zone)
        if not found:
            self.prose(text, zone, clause, title)
            return
        self.blocks += 1
        self.rows += 1
        view = text.view
        lead = view.s[: found[0].start]
        if len(lead) >= 8:
            self.items.append(Prose(text, zone, clause, self.blocks, title, inline=True))
        # 授权代表：… 授权代表：…, two columns of which only the words are left
        paired = zone in ("preamble", "closing") and len(found) == 2 and found[0].kind == found[1].kind and not lead
        for n, (label, stop) in enumerate(zip(found, [*(x.start for x in found[1:]), len(view.s)], strict=True)):
            value, date = view.cut(label.end, stop), None
            if zone == "closing" and label.kind != "sign_date":
                value, date = _dated(value)
            self.items.append(
                Field(
                    label,
                    view.cut(label.start, label.end),
                    value,
                    zone,
                    clause,
                    self.blocks,
                    self.rows,
                    column=n if paired else -1,
                    role=label.role,
                    lead=lead,
                    titles=titles,
                )
            )
            if date is not None:
                self.items.append(Prose(date, zone, clause, self.blocks))

    def columns(self, block: Paragraph, zone: Zone, clause: str | None, titles: str) -> None:
        """Lines with gaps as wide as between columns: each labelled group of a line is a field of its column."""
        self.blocks += 1
        columns = self.side
        for line in [line.text for line in block.lines] or [block.text]:
            self.rows += 1
            groups, loose = groups_of(line, zone)
            for segment in loose:
                if not self._goes_on(segment, columns):
                    column = nearest(segment.x, [x for x, _ in columns], segment.place) if columns else segment.place
                    self._below(segment.text, columns[column][1] if columns else -1)
                    self.prose(segment.text, zone, clause, column=column, below=not columns)
            side_by_side = len(groups) > 1
            period = _period([group.fields[0][0].kind for group in groups])
            if side_by_side:
                columns = [(group.x, -1) for group in groups[::period]]
            elif groups and len(columns) < 2:
                columns = [(groups[0].x, -1)]
            for n, group in enumerate(groups):
                column = n // period if side_by_side else nearest(group.x, [x for x, _ in columns], group.place)
                for label, value in group.fields:
                    printed = group.text.view.cut(label.start, label.end)
                    columns[column] = (columns[column][0], len(self.items))
                    self.items.append(
                        Field(
                            label, printed, value, zone, clause, self.blocks, self.rows, column, label.role, "", titles
                        )
                    )
        self.side = columns

    def _goes_on(self, segment: Segment, columns: list[tuple[float | None, int]]) -> bool:
        """Puts a segment without a label at the end of the value above it, where it can be the rest of one."""
        if not columns:
            return False
        place = columns[nearest(segment.x, [x for x, _ in columns], segment.place)][1]
        field = self.items[place]
        if not isinstance(field, Field) or not continues(field.kind, field.value, segment.text):
            return False
        self.items[place] = replace(field, value=field.value + segment.text.strip())
        return True

    def table(self, table: Table, zone: Zone, clause: str | None, titles: str) -> None:
        self.side = []
        entries = form_entries(table)
        self.blocks += 1
        rows: dict[int, int] = {}
        for entry in entries:
            if entry.row not in rows:
                self.rows += 1
                rows[entry.row] = self.rows
            self._entry(entry, zone, clause, titles, rows[entry.row])

    def _entry(self, entry: Entry, zone: Zone, clause: str | None, titles: str, row: int) -> None:
        if entry.label is not None:
            more = []
            if entry.label.kind in _BESIDE:  # 联系人 | 某某 电话：…
                more = [x for x in labelled(entry.value, zone) if x.colon and x.start >= 2 and x.kind in _BESIDE]
            own = entry.value.view.cut(0, more[0].start) if more else entry.value
            self.items.append(
                Field(
                    entry.label,
                    entry.printed,
                    own,
                    zone,
                    clause,
                    self.blocks,
                    row,
                    entry.column,
                    entry.label.role or entry.role,
                    "",
                    titles,
                    True,
                )
            )
            if not more:
                return
        view = entry.value.view
        found = more if entry.label is not None else labelled(entry.value, zone)
        if entry.label is None and not found:
            self.prose(entry.value, zone, clause, column=entry.column, below=False)
            return
        for label, stop in zip(found, [*(x.start for x in found[1:]), len(view.s)], strict=True):
            self.items.append(
                Field(
                    label,
                    view.cut(label.start, label.end),
                    view.cut(label.end, stop),
                    zone,
                    clause,
                    self.blocks,
                    row,
                    entry.column,
                    label.role or entry.role,
                    view.s[: found[0].start],
                    titles,
                    True,
                )
            )


def _period(kinds: list[str]) -> int:
    """How many groups of a line one column holds: 2 for 地址 邮编 | 地址 邮编, else 1."""
    half = len(kinds) // 2
    return half if len(kinds) > 2 and kinds[:half] == kinds[half:] and len(set(kinds[:half])) == half else 1


def _dated(value: Text) -> tuple[Text, Text | None]:
    """A value in a signature block, and the date on a line of its own that layout has joined to it."""
    view = value.view
    for start in sorted(line_starts(value) - {0}):
        if is_date(line := view.cut(start, len(view.s))):
            return view.cut(0, start), line
    return value, None

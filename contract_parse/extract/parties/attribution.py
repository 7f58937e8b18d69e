"""Which party a labelled value is about: by the role word at hand, the column, the block, or the words before it."""

from __future__ import annotations

import re
from collections import defaultdict

from contract_parse.extract.fields import Field, Item, Prose
from contract_parse.extract.labels import RoleWord, role_words
from contract_parse.extract.names import looks_like_organisation
from contract_parse.extract.parties.behind import Named, completed, in_passing, may_follow, names_behind, of_a_thing
from contract_parse.extract.parties.leads import ACCOUNT, rank_of, told_by
from contract_parse.extract.parties.recital import appointed_in, bracketed, defined_in, details_in
from contract_parse.extract.parties.register import Candidate, Claim, Register, plain_name
from contract_parse.extract.parties.signatures import (
    Places,
    asks_to_sign,
    block_of,
    date_alone,
    date_signed,
    is_bare_date,
    open_block,
    signs_by_name,
)
from contract_parse.extract.parties.stacked import Stack
from contract_parse.extract.readers import Read, is_blank, read
from contract_parse.model.facts import Role
from contract_parse.model.text import Text

_PERSONAL = {
    "name", "address", "mail_address", "phone", "phone_fax", "fax", "email", "postal_code", "uscc", "legal_representative",
    "representative", "contact", "contact_phone", "handler", "address_and_phone", "invoice_info", *ACCOUNT,
}  # fmt: skip
_LONG = 30  # a paragraph without labels of at least this length ends a block of labelled lines
_ANNOUNCES = re.compile(r"[:：]$|如下|开票|发票|账户|帐户|账号|收款")
_INVOICE_LABEL = re.compile(r"发票|开票|抬头|购买方|购方")


class Reader:
    """Reads the items in order and fills a register. The state is what a human reader keeps in mind: whose block this is."""

    def __init__(self) -> None:
        self.register = Register()
        self.current: Candidate | None = None
        self.columns: dict[int, Candidate] = {}
        self.purpose = ""  # payee or invoice, inside such a group
        self.signing = False
        self.places = Places()
        self.stack = Stack()
        self.lead = ""
        self.block = 0
        self.told = 0  # the block whose details stand in the brackets that define the parties

    def read(self, items: list[Item]) -> Register:
        self._announce(items)
        rows: dict[int, set[int]] = defaultdict(set)
        for item in items:
            if isinstance(item, Field) and (item.kind == "role" or (item.kind == "name" and item.label.signing)):
                rows[item.row].add(item.column)
        zone = ""
        for n, item in enumerate(items):
            if item.zone != zone:
                zone = item.zone
                self._leave()
                self.signing, self.places = zone == "closing", Places()
            if isinstance(item, Prose):
                self._prose(item)
            else:
                follow = items[n + 1] if n + 1 < len(items) else None
                self._field(
                    item, len(rows[item.row]) > 1, follow if isinstance(follow, Prose) and not follow.inline else None
                )
        return self.register

    def _announce(self, items: list[Item]) -> None:
        """The names in the party block and in the recital first: later blocks are told by them."""
        for item in items:
            if item.zone == "annex":
                return
            if isinstance(item, Field) and item.role is not None and item.kind == "role":
                got = completed(names_behind(item), item, self.register.names())
                if got and in_passing(item) and self.register.outsider(item.role, got[0][1]):
                    continue
                if got and (item.zone != "body" or item.tabular or looks_like_organisation(got[0][1])):
                    self._join(item.role, item.label.notes + got[0][3], got)
            elif isinstance(item, Prose) and item.zone != "closing":
                self._definitions(item)

    def _join(self, word: RoleWord, notes: tuple[str, ...], got: list[Named]) -> Candidate:
        found = self.register.find(word, notes, got[0][1])
        found.announced.append(plain_name(got[0][1]))
        return found

    # -- prose ---------------------------------------------------------------------------------------------

    def _prose(self, item: Prose) -> None:
        view = item.text.view
        if item.inline:
            self._appointed(item)
            if bracketed(item.text):
                self.told = item.block
            return
        if self.signing and (self._bare_date(item) or self._signed_by_name(item)):
            return
        if len(view.s) >= _LONG or item.title or _ANNOUNCES.search(view.s):
            self._leave()
        self.lead = view.s[-80:] if len(view.s) > 12 else self.lead[-60:] + view.s
        self._appointed(item)

    def _signed_by_name(self, item: Prose) -> bool:
        """Whether a line is a party's name without its word, over what it signs with."""
        name = signs_by_name(item)
        found = next((c for c in self.register.candidates if name is not None and plain_name(name) in c.names), None)
        if found is None:
            return False
        if found is not self.current or found.signing is None:
            open_block(found, item)
            self.places.put(item.text, found)
        self.current = found
        self.columns[item.column] = found
        return True

    def _appointed(self, item: Prose) -> None:
        if item.zone == "annex":
            return
        for word, who in appointed_in(item.text):
            self.register.find(word, (), None).claims.append(
                Claim("contact", who.view.s, who, item.clause, 1, "appointed")
            )

    def _leave(self) -> None:
        self.current, self.columns, self.purpose = None, {}, ""

    def _definitions(self, item: Prose) -> None:
        for word, name in defined_in(item.text):
            found = self.register.find(word, (), name.view.s)
            found.claims.append(Claim("name", "".join(name.s.split()), name, item.clause, 1, "recital"))
        for word, kind, value in details_in(item.text):
            if kind in _PERSONAL and (owner := self._known(word)) is not None:
                owner.claims += [Claim(f, v, t, item.clause, 1, "recital") for f, v, t in read(kind, value)]

    # -- fields --------------------------------------------------------------------------------------------

    def _field(self, item: Field, side_by_side: bool, follow: Prose | None) -> None:
        if item.kind == "sign_date":
            self._date(item, follow)
            return
        if item.role is None and (item.kind not in _PERSONAL or item.block == self.told):
            return
        if item.role is None and len(item.lead) >= 8 and item.block != self.block and not item.tabular:
            self._leave()
        self.block = item.block
        if item.kind == "name" and item.role is None and of_a_thing(item):
            self._leave()
            return
        if item.kind == "role" or (item.kind == "name" and item.role is None):
            self._party(item, side_by_side)
            return
        owner = self._owner(item)
        if owner is None:
            return
        if item.role is not None and item.label.role is not None:
            self.current = owner
            if item.zone == "closing" and item.column >= 0:
                self.columns[item.column] = owner
            if (
                item.zone == "closing"
                and item.kind in ("representative", "legal_representative")
                and owner.signing is None
            ):
                open_block(owner, item)
        if item.kind in ("payee_account", "invoice_info"):
            self.purpose = "payee" if item.kind == "payee_account" else "invoice"
            self.current = owner
        value = item.value
        if is_blank(value) and item.follow is not None and may_follow(item):
            value = item.follow
        for got in read(item.kind, value):
            self._claim(owner, got, item)

    def _party(self, item: Field, side_by_side: bool) -> None:
        got = completed(names_behind(item), item, self.register.names())
        name = got[0] if got else None
        if item.role is not None:
            if name is not None and in_passing(item) and not looks_like_organisation(name[1]):
                name = None
            if name is not None and in_passing(item) and self.register.outsider(item.role, name[1]):
                self._leave()
                return
            if item.zone == "annex" and name is None and not item.label.signing:
                self.current = self._known(item.role)
                return
            owner: Candidate | None = self.register.find(
                item.role, item.label.notes + (name[3] if name else ()), name[1] if name else None
            )
        elif self._pays_to(item):
            if self.current is not None and name is not None:
                self.current.claims.append(Claim("account_name", name[1], name[2], item.clause, 0, "name"))
            return
        else:
            owner = self._owner_by_name(item, name[1] if name else None, side_by_side)
        if owner is None:
            return
        self.current, self.purpose = owner, self.purpose if item.role is None else ""
        if item.zone == "preamble" and not item.tabular:
            self.stack.put(item.printed, owner)
        if side_by_side:
            self.columns[item.column] = owner
        elif item.role is not None:
            self.columns = {}
        if item.zone == "closing" or asks_to_sign(item, name[3] if name else ()):
            self.signing = True
            open_block(owner, item)
            self.places.put(item.printed, owner)
        if name is not None:
            rank = 2 if item.zone == "annex" else 0
            owner.claims.append(Claim("name", name[1], name[2], item.clause, rank, item.kind))
            for other in got[1:]:
                joint = self.register.find(item.role, ("联合体",), other[1]) if item.role else None
                if joint is not None and joint is not owner:
                    joint.claims.append(Claim("name", other[1], other[2], item.clause, rank, item.kind))

    def _pays_to(self, item: Field) -> bool:
        """Whether a bare 单位名称 stands among bank lines: it names the account's holder then."""
        if _INVOICE_LABEL.search(item.label.word):
            self.purpose = "invoice"
        if self.current is None and not self.purpose and item.zone == "body" and not item.label.signing:
            owner = self._by_lead(item)
            if self.purpose in ("payee",):
                self.current = owner
        return self.purpose in ("payee",)

    def _known(self, word: RoleWord) -> Candidate | None:
        return next(
            (c for c in self.register.candidates if word.word + word.index in c.words), None
        ) or self.register.first(word.role)

    def _owner_by_name(self, item: Field, name: str | None, side_by_side: bool) -> Candidate | None:
        if name is not None and (found := self.register.named(name)) is not None:
            return found
        if side_by_side and item.label.signing:
            order: list[Role] = ["buyer", "supplier"]
            return self.register.first(order[item.column]) if item.column < 2 else None
        if item.tabular or name is None or item.zone in ("preamble", "closing") or self.current is not None:
            return self.current
        return self._by_lead(item)

    def _owner(self, item: Field) -> Candidate | None:
        if item.role is not None:
            if item.zone == "annex":
                return self._known(item.role)
            return self.register.find(item.role, item.label.notes if item.label.role is not None else (), None)
        if item.kind in ("payee_account", "invoice_info"):
            return self._by_lead(item)
        if (here := self._placed(item.printed)) is not None:
            return here
        if item.column in self.columns:
            return self.columns[item.column]
        if self.current is not None:
            return (item.zone == "preamble" and self.stack.beside(item.printed, self.current)) or self.current
        if item.zone == "annex":
            return None
        found = self._by_lead(item)
        self.current = found
        return found

    def _by_lead(self, item: Field) -> Candidate | None:
        """Whose bank line or address this is, as the words before it tell."""
        purpose, word, role = told_by(self.lead[-80:], item)
        self.purpose = purpose or self.purpose
        if word is not None:
            return self._known(role_words()[word]) or self.register.find(role_words()[word], (), None)
        return self.register.first(role) if role is not None else None

    def _claim(self, owner: Candidate, got: Read, item: Field) -> None:
        field, value, text = got
        owner.claims.append(Claim(field, value, text, item.clause, rank_of(item, field, self.purpose), item.kind))

    # -- signatures ----------------------------------------------------------------------------------------

    def _placed(self, words: Text) -> Candidate | None:
        return self.places.over(words) if self.signing else None

    def _date(self, item: Field, follow: Prose | None) -> None:
        owner = (
            self._placed(item.printed) or self.columns.get(item.column, self.current)
            if item.role is None
            else self._known(item.role)
        )
        sign = block_of(owner, item.zone)
        if self.signing and sign is not None and not re.match(r"合同|协议", item.label.word):
            date_signed(sign, item, follow)

    def _bare_date(self, item: Prose) -> bool:
        if not is_bare_date(item):
            return False
        sign = block_of(self._placed(item.text) or self.columns.get(item.column, self.current), item.zone)
        if sign is not None:
            date_alone(sign, item)
        return True

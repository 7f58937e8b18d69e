"""Who the parties are: every role word of a contract led to one party, however it is called from place to place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from contract_parse.extract.labels import RoleWord, role_pattern, role_words
from contract_parse.extract.vocabulary import per_vocabulary
from contract_parse.model.facts import DateFact, Evidence, Role
from contract_parse.model.text import Text

_SPLIT = re.compile(r"[、,/和或及]")
_JOINT = re.compile(r"联合体|牵头|成员")


@per_vocabulary
def _called() -> re.Pattern[str]:
    return re.compile(
        rf"(?:以下|下文|下|统|合同中|本合同)?(?:简|统)?(?:称)?(?:为|作)?[\"']?(?P<word>{role_pattern()})[\"']?"
    )


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement about a party: ``rank`` 0 by the field's own label, 1 by a weaker one, 2 in an annex."""

    field: str
    value: str
    text: Text
    clause: str | None
    rank: int
    kind: str


@dataclass(slots=True)
class Signing:
    """A signature block as far as it has been read."""

    evidence: list[Evidence] = field(default_factory=list)
    date_asked: bool = False
    date: DateFact | None = None


@dataclass(slots=True)
class Candidate:
    """A party while the contract is being read."""

    role: Role
    words: list[str] = field(default_factory=list)
    index: str = ""
    claims: list[Claim] = field(default_factory=list)
    signing: Signing | None = None
    annex_signing: Signing | None = None
    announced: list[str] = field(default_factory=list)  # names met on the first look through the contract

    @property
    def names(self) -> list[str]:
        return [*(plain_name(c.value) for c in self.claims if c.field == "name"), *self.announced]


def plain_name(s: str) -> str:
    """A name as it is compared: no spaces, brackets of one kind."""
    return re.sub(r"\s", "", s).translate(str.maketrans("（）〔〕【】", "()()()")).replace("·", "")


def alike(a: str, b: str) -> bool:
    """Whether two names are, slips and abbreviations aside, the same party's."""
    return a == b or a in b or b in a or SequenceMatcher(None, a, b, autojunk=False).ratio() >= 0.75


def called_in(notes: tuple[str, ...]) -> list[str]:
    """The role words that notes give: 以下简称甲方 → 甲方; 采购人、受采购人委托的单位 → 采购人."""
    found = []
    for note in notes:
        for part in _SPLIT.split(note):
            if m := _called().fullmatch(part):
                found.append(m["word"])
    return found


class Register:
    """The parties found so far, in the order in which the contract first names them."""

    def __init__(self) -> None:
        self.candidates: list[Candidate] = []

    def find(self, word: RoleWord, notes: tuple[str, ...], name: str | None) -> Candidate:
        """The party that a role word with its notes means here; a new one where none fits."""
        known = role_words()
        words = [word.word, *(w for w in called_in(notes) if w != word.word)]
        role = self._role(word, [known[w] for w in words])
        joint = any(_JOINT.search(n) for n in notes)
        plain = plain_name(name) if name else None
        found = self._by_name(plain, role) or self._by_word(words, word.index, plain, role, joint)
        if found is None:
            found = Candidate(role, index=word.index)
            self.candidates.append(found)
        for w in words:
            if w + word.index not in found.words:
                found.words.append(w + word.index)
        return found

    def names(self) -> set[str]:
        """Every name met so far."""
        return {name for c in self.candidates for name in c.names}

    def first(self, role: Role) -> Candidate | None:
        """The party of a role that the contract names first."""
        return next((c for c in self.candidates if c.role == role), None)

    def named(self, name: str) -> Candidate | None:
        """The party that bears ``name``, or one like it."""
        plain = plain_name(name)
        return next((c for c in self.candidates if plain in c.names), None) or next(
            (c for c in self.candidates if any(alike(plain, n) for n in c.names)), None
        )

    def outsider(self, word: RoleWord, name: str) -> bool:
        """Whether a clause's line tells who else the project has, not who a party is: 施工单位：… in a contract of testing
        whose parties its head has named."""
        held = self.first(word.role) if word.role in ("buyer", "supplier") and not word.letter else None
        if held is None or not held.names or word.word in held.words or _JOINT.search(word.word):
            return False
        return not any(alike(plain_name(name), n) for n in held.names)

    def _role(self, word: RoleWord, words: list[RoleWord]) -> Role:
        """What the word says by itself counts, but a letter takes the role of the word it is set equal to."""
        if not word.letter:  # 使用单位（甲方）: who uses what is bought is no third party there
            lettered = (w.role for w in words if w.letter and w.role in ("buyer", "supplier"))
            return next(lettered, word.role) if word.role == "other" else word.role
        told = [w.role for w in words if not w.letter]
        if word.role == "other" or not told:
            return told[0] if told else word.role
        return next((r for r in told if r in ("buyer", "supplier")), word.role)

    def _by_name(self, name: str | None, role: Role) -> Candidate | None:
        if name is None:
            return None
        same = [c for c in self.candidates if name in c.names]
        return next((c for c in same if c.role == role), same[0] if same else None)

    def _by_word(self, words: list[str], index: str, name: str | None, role: Role, joint: bool) -> Candidate | None:
        for c in self.candidates:
            if any(w + index in c.words for w in words) or (
                not index and c.index and any(w + c.index in c.words for w in words)
            ):
                if joint and name is not None and c.names and not any(alike(name, n) for n in c.names):
                    continue
                return c
        if role == "other" or joint or index:
            return None
        of_role = [c for c in self.candidates if c.role == role]
        if name is None:
            return of_role[0] if of_role else None
        return next((c for c in of_role if not c.names or any(alike(name, n) for n in c.names)), None)

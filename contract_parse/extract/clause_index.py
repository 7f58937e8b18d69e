"""Which clause a citation means: 第五条第（二）项, 第5.1款, 本条第2项, within the same part of the body."""

from __future__ import annotations

import re

from contract_parse.model.structure import Clause, Structure
from contract_parse.values.numerals import parse_integer


def _parts(path: str) -> list[str]:
    """The numbers of a path, outer to inner: 5.1(2) → 5, 1, 2."""
    return [p for p in re.split(r"[.()]+", path) if p]


class ClauseIndex:
    """The clauses of the body by path, and by their numbers whatever the style (5.1 and 5(1) have the same)."""

    def __init__(self, structure: Structure) -> None:
        self.paths = {c.path: c for c in structure.body()}
        self.numbers: dict[tuple[str, tuple[str, ...]], str] = {}
        for path in self.paths:
            prefix, _, own = path.rpartition("/")
            self.numbers.setdefault((prefix, tuple(_parts(own))), path)
        self.parts = structure.parts
        self.prefixes = list(dict.fromkeys(path.rpartition("/")[0] for path in self.paths))

    def part_called(self, words: str) -> str | None:
        """The part that 专用条款 or the like names, None where the document holds none of that name."""
        kind = words[:2]
        return next((name for name, heading in self.parts if kind in heading), None)

    def resolve(self, own: str, part: str | None, paragraph: int | None, citing: str | None) -> tuple[str, bool]:
        """The path meant by the cited number ``own`` and whether it exists.

        ``part`` is the part it is cited from (第二节), ``paragraph`` the 款 of 第五条第二款. Without a part the
        clause is sought in the part of the ``citing`` one first.
        """
        chapter = self._under_chapter(part, own) if part else None
        if chapter:
            return chapter, True
        here = (citing or "").rpartition("/")[0]
        order = [here, *(p for p in self.prefixes if p != here)]
        if part:
            # The first part carries no prefix, nor does any where numbers run through.
            order = [p for p in self.prefixes if p == part] or [p for p in self.prefixes if not p]
        tried = [own] if paragraph is None else [f"{own}.{paragraph}", own]
        for candidate in tried:
            for prefix in order:
                full = f"{prefix}/{candidate}" if prefix else candidate
                if full in self.paths:
                    return full, True
                alike = self.numbers.get((prefix, tuple(_parts(candidate))))
                if alike:
                    return alike, True
        return f"{part}/{own}" if part and any(self.prefixes) else own, False

    def chapter(self, part: str) -> str | None:
        """The path of 第四章, where chapters are the clauses."""
        found = self.paths.get(part.strip("第章"))
        return found.path if found is not None and found.number.endswith("章") else None

    def _under_chapter(self, part: str, own: str) -> str | None:
        """第四章第二项, where chapters are the clauses."""
        n = parse_integer(part.strip("第章"))
        chapter = self.paths.get(str(n)) if part.endswith("章") else None
        if chapter is None or not chapter.number.endswith("章"):
            return None
        return self.numbers.get(("", (str(n), *_parts(own))))

    def own_item(self, citing: str | None, n: int) -> str | None:
        """The path of 本条第 n 项 in the clause ``citing``, None where it has no such item."""
        clause: Clause | None = self.paths.get(citing or "")
        if clause is None or citing is None:
            return None
        prefix, _, own = citing.rpartition("/")
        numbers = _parts(own)
        for length in range(len(numbers), 0, -1):
            found = self.numbers.get((prefix, (*numbers[:length], str(n))))
            if found and found != citing:
                return found
        return None

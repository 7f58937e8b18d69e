"""The title of a contract: the largest line on its first pages that names a contract."""

from __future__ import annotations

import re

from contract_parse.extract.names import looks_like_organisation
from contract_parse.extract.vocabulary import per_vocabulary, vocabulary
from contract_parse.model.facts import Fact
from contract_parse.model.layout import Paragraph
from contract_parse.model.structure import Structure
from contract_parse.model.text import Text

_WITHIN = 40  # paragraphs from the beginning
_MARKED = re.compile(r"第[一二三四五六七八九十\d]+(?:[条章节编]|部分)|[一二三四五六七八九十]+[、.]|\d+[、.]|\(")
_PART = re.compile(r"第[一二三四五六七八九十\d]+(?:章|节|部分)[:、.]?")
_NAMES = re.compile(r"(?:项目|工程|采购|服务)(?:\([^()]*\))?$")
_SENTENCE = re.compile(r"[,;。:?]|签订|订立|本合同|以下|双方|根据")


@per_vocabulary
def _ending() -> re.Pattern[str]:
    words = sorted(vocabulary("header_words")["titles"], key=len, reverse=True)
    return re.compile(
        "(?:" + "|".join(words) + r")(?:\([^():]{1,20}\)|\[[^\[\]]{1,20}\]|[-_]?\d{4}版?)*(?:[A-Z][A-Za-z]{4,40})?$"
    )


def title(structure: Structure) -> Fact | None:
    """The title, None where no line is one."""
    lines = _opening(structure)
    scored = [(_weight(lines, n), n) for n in range(len(lines)) if _can_be(lines[n].text.view.s)]
    if not scored:  # the contract is itself what others only have as an annex
        scored = [(_weight(lines, n), n) for n in range(len(lines)) if _can_be(lines[n].text.view.s, alone=True)]
    if not scored:
        return None
    best = max(scored, key=lambda pair: (pair[0], -pair[1]))[1]
    text = _whole(lines, best)
    return Fact.of("".join(text.s.split()), text)


def _opening(structure: Structure) -> list[Paragraph]:
    """The paragraphs a title can be among: those before the first clause, and the first clause's where it has none."""
    before = [b for b in structure.preamble if isinstance(b, Paragraph)][:_WITHIN]
    return [p for p in before if p.text.s.strip()]


def _can_be(s: str, alone: bool = False) -> bool:
    if not 2 <= len(s) <= 60 or _SENTENCE.search(s) or not _ending().search(s):
        return False
    if alone:
        return bool(re.search(r"(?:补充|变更|续签|廉政|保密|安全)(?:生产)?(?:合同|协议)", s))
    return not any(w in s for w in vocabulary("header_words")["not_titles"])


def _weight(lines: list[Paragraph], n: int) -> float:
    """Larger, centred, earlier and unnumbered lines weigh more."""
    line = lines[n]
    s = line.text.view.s
    base = _body_size(lines)
    weight = 3 * (line.size / base) if base and line.size else 3.0
    weight += 1.0 * line.centred + 0.3 * line.bold - 0.03 * n
    weight -= 2.0 * bool(_MARKED.match(s)) + 0.5 * (s in vocabulary("header_words")["parts"])
    return weight


def _body_size(lines: list[Paragraph]) -> float:
    """The usual size of letters among ``lines``; 0 where sizes are not known."""
    sizes = sorted(p.size for p in lines if p.size > 0)
    return sizes[len(sizes) // 2] if sizes else 0.0


def _whole(lines: list[Paragraph], n: int) -> Text:
    """A title over two lines: its first words above (…项目 / 合同书), or a bracketed addition below."""
    line = lines[n]
    text = line.text.strip()
    if (part := _PART.match(text.view.s)) and part.end() < len(text.view.s):
        text = text.view.cut(part.end(), len(text.view.s))
    if (gloss := re.search(r"(?<=[一-鿿])[A-Z][A-Za-z]{4,40}$", text.view.s)) is not None:
        text = text.view.cut(0, gloss.start())
    s = text.view.s
    if (
        n + 1 < len(lines)
        and re.fullmatch(r"\([^():]{1,20}\)", lines[n + 1].text.view.s)
        and lines[n + 1].centred == line.centred
    ):
        text = text + lines[n + 1].text.strip()
    if n and _wrapped(lines[n - 1], line, min((p.size for p in lines if p.size > 0), default=0.0)):
        return lines[n - 1].text.strip() + text
    bare = re.sub(r"\([^()]{1,20}\)$", "", s)  # 合同(服务类)
    if n and len(bare) <= 4 and not _SENTENCE.search(lines[n - 1].text.view.s):
        above = lines[n - 1]
        like = abs(above.size - line.size) <= 0.2 * max(line.size, 1) and (
            above.centred or line.size >= 16 or not line.centred
        )
        # The project in smaller letters over 施工合同 in larger ones.
        large = (above.centred and line.centred) or above.size > 1.2 * _body_size(lines)
        like = like or (large and above.size >= 0.6 * line.size > 0 and bool(_NAMES.search(above.text.view.s)))
        if (
            like
            and (line.size > 0 or n == 1)
            and 4 <= len(above.text.view.s) <= 40
            and not _MARKED.match(above.text.view.s)
        ):
            text = above.text.strip() + text
    return text


def _wrapped(above: Paragraph, line: Paragraph, least: float) -> bool:
    """Whether ``line`` is what was left of a long title, though both stand in the middle (…建设项目勘察 / 设计服务合同)."""
    s = above.text.view.s
    return (
        above.centred
        and line.centred
        and len(s) >= 14
        and abs(above.size - line.size) < 0.5
        and line.size >= 1.25 * least > 0
        and not (_NAMES.search(s) or _MARKED.match(s) or _SENTENCE.search(s) or _ending().search(s) or s.endswith(")"))
        and not looks_like_organisation(s)
    )

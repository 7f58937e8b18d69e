"""The parts of a body around its clauses: 第二节 通用条款, 第一章 where 条 run through, and what is no clause at all."""

from __future__ import annotations

import re
from itertools import pairwise

from contract_parse.model.layout import Paragraph
from contract_parse.segment.pieces import Piece
from contract_parse.segment.signature import names_party

_FRONT = re.compile(r"^(?:使用说明|填写说明|编制说明|说明|须知|合同签订说明|签约须知|填表说明)$")
_CONTENTS = re.compile(r"^(?:目录|目次|contents)$", re.I)
_LIST = re.compile(r"^(?:合同|本合同)?附件(?:目录|清单|如下|包括)?:?$")
_LIST_RUNS = re.compile(
    r"^(?:合同|本合同)?附件(?:目录|清单|如下|包括)?:\(?1[、.)]"
)  # 附件：1. 功能清单, the others below
_NOTE = re.compile(r"^(?:注|备注|附注|说明)(?:[:,]|\s)*\(?1[、.)]")
_LEADER = re.compile(r"(?:[.…·\-]{3,}|\t|\s{3,})\s*\d{1,3}\s*$")
_NAMED = re.compile(
    r"^(?:政府采购)?(?:货物|服务|工程)?(?:采购|买卖)?(?:合同)?(?P<name>(?:通用|专用|一般|特殊|补充|特别|标准)(?:合同)?(?:条款|条件)|(?:合同)?协议书|合同条款(?:前附表)?)$"
)


def _short(piece: Piece) -> bool:
    s = piece.text.view.s
    return isinstance(piece.block, Paragraph) and 0 < len(s) <= 40 and not re.search(r"[。;,]", s)


def find_parts(pieces: list[Piece]) -> dict[int, str]:
    """Pieces that head a part of the body, with the name that paths carry (第二节)."""
    sections: list[tuple[int, str]] = []
    chapters: list[tuple[int, str]] = []
    articles, hans = [], []
    for i, piece in enumerate(pieces):
        mark = piece.strict
        if mark is None or mark.ordinals is None:
            if _short(piece) and i and (m := _NAMED.match(piece.text.view.s)):
                sections.append((i, m["name"]))
            continue
        name = re.sub(r"\s", "", mark.printed)
        if mark.kind == "section" and _short(piece):
            sections.append((i, name))
        elif mark.kind == "chapter" and _short(piece):
            chapters.append((i, name))
        elif mark.kind == "article":
            articles.append((i, mark.ordinals[0]))
        elif mark.kind in {"han", "formal"} and _short(piece):
            hans.append((i, mark.ordinals[0]))
    if len(articles) < 2 and len(chapters) >= 2:
        sections = [(i, name) for i, name in sections if not (name.endswith("节") and i > chapters[0][0])]
    parts = dict(sections) if _hold_numbers(pieces, [i for i, _ in sections]) else {}
    if len(articles) >= 2 and chapters:
        parts |= dict(chapters)
    if len(articles) < 2 and _over_chapters(hans, chapters):
        parts |= dict(chapters)
    if len(articles) >= 2 and len(hans) >= 2 and _run_through(hans, articles):
        parts |= {i: "" for i, _ in hans if _over(i, articles, hans)}
    return parts


def _hold_numbers(pieces: list[Piece], at: list[int]) -> bool:
    """Whether the sections hold numbered clauses of their own (else they are the clauses themselves)."""
    ends = [*at[1:], len(pieces)][: len(at)]
    full = sum(1 for a, b in zip(at, ends, strict=True) if any(p.strict for p in pieces[a + 1 : b]))
    return full * 2 >= len(at)


def _over(i: int, articles: list[tuple[int, int]], hans: list[tuple[int, int]]) -> bool:
    after = min((a for a, _ in articles if a > i), default=None)
    following = min((h for h, _ in hans if h > i), default=None)
    return after is not None and (following is None or after < following)


def _run_through(hans: list[tuple[int, int]], articles: list[tuple[int, int]]) -> bool:
    """Whether 条 go on counting under 一、 二、 …, which then are headings around them."""
    numbers = [n for _, n in articles]
    if any(b <= a for a, b in pairwise(numbers)) or hans[0][0] > articles[0][0]:
        return False
    return sum(1 for i, _ in hans if _over(i, articles, hans)) >= max(2, len(hans) // 2)


def _over_chapters(hans: list[tuple[int, int]], chapters: list[tuple[int, str]]) -> bool:
    """Whether 一、 二、 … go on counting over the chapters, which then are headings around them as they are around 条."""
    numbers = [n for _, n in hans]
    slips = sum(b != a + 1 for a, b in pairwise(numbers))
    if len(chapters) < 2 or numbers[:1] != [1] or slips > 2 or any(b < a for a, b in pairwise(numbers)):
        return False
    if hans[0][0] < chapters[0][0]:
        return False
    edges = [*(i for i, _ in chapters), hans[-1][0] + 1]
    return sum(any(a < i < b for i, _ in hans) for a, b in pairwise(edges)) >= 2


def find_skipped(pieces: list[Piece], parts: dict[int, str]) -> set[int]:
    """Pieces whose numbers are no clauses: a table of contents, notes for use before the first part."""
    out: set[int] = set()
    for i, piece in enumerate(pieces):
        if piece.readings and _LEADER.search(piece.text.s.rstrip()) and len(piece.text.view.s) <= 60:
            out.add(i)
    at = next((i for i, p in enumerate(pieces[:80]) if _CONTENTS.match(p.text.view.s)), None)
    if at is not None:
        keys = [re.sub(r"[.…·\-\d]+$", "", p.text.view.s) for p in pieces]
        first = next((k for k in keys[at + 1 :] if k), None)
        again = [i for i in range(at + 2, len(pieces)) if keys[i] == first]
        if again:
            out |= set(range(at, again[0]))
    for i, piece in enumerate(pieces):
        s = piece.text.view.s
        noted = _NOTE.match(s) is not None
        n = 1 if _LIST.match(s) else 2 if noted or _LIST_RUNS.match(s) else 0
        while noted and re.search(rf"[;。,]\(?{n}[、.)]", s):
            n += 1  # 注:1.…;2.…: those that follow count on from here
        if n:
            k = i + 1
            while (
                k < len(pieces)
                and (mark := pieces[k].strict)
                and mark.ordinals == (n,)
                and len(pieces[k].text) <= 80
                and (not noted or re.search(r"\d", mark.printed))  # 二、 after 注:1. is a clause
                and not (k + 1 < len(pieces) and (under := pieces[k + 1].strict) and under.ordinals == (n, 1))  # 3. 3.1
            ):
                out.add(k)
                k, n = k + 1, n + 1
    out |= _party_list(pieces, min(parts, default=len(pieces)))
    front = next((i for i, p in enumerate(pieces[:60]) if _FRONT.match(p.text.view.s)), None)
    if front is not None:
        first_part = min((i for i in parts if i > front), default=None)
        restart = first_part if first_part is not None else _restart(pieces, front)
        if restart is not None:
            out |= set(range(front, restart))
    return out


def _party_list(pieces: list[Piece], before: int) -> set[int]:
    """The parties told by numbers ``before`` the first part and clause (1. 甲方：某局 2. 乙方：某公司), where the clauses count from one again."""
    numbered = [(i, p.strict) for i, p in enumerate(pieces) if p.strict is not None]
    run = 0
    for k, (i, mark) in enumerate(numbered[:5]):
        if i > before or mark.ordinals != (k + 1,) or not names_party(pieces[i].text[mark.end :].view.s):
            break
        run = k + 1
    again = numbered[run][1] if 2 <= run < len(numbered) else None
    return {i for i, _ in numbered[:run]} if again is not None and again.ordinals in {(1,), (1, 1)} else set()


def _restart(pieces: list[Piece], front: int) -> int | None:
    """Where numbering begins again after the notes that begin at ``front``."""
    seen = False
    for i in range(front + 1, min(front + 60, len(pieces))):
        mark = pieces[i].strict
        if mark and mark.ordinals == (1,):
            if seen:
                return i
            seen = True
    return None

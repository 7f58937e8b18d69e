"""Where the signature blocks stand: 甲方（盖章） … 法定代表人 … 日期, as lines side by side or as a table."""

from __future__ import annotations

import re

from contract_parse.data import per_vocabulary, vocabulary
from contract_parse.model.layout import Paragraph, Table
from contract_parse.model.text import fold
from contract_parse.segment.pieces import Piece

_SIGN = r"(?:盖\s*章|公章|签章|印章|\(章\)|盖单位章|盖公章|签字|签名|签署[人栏]|合同(?:专用)?章)"
_NOTE_ALONE = re.compile(rf"(?:名称|全称)?(?:\({_SIGN}[A-Za-z&/.]*\)|\(章\))")
_NOTE_FIRST = re.compile(rf"\({_SIGN}[A-Za-z&/.]*\)")
_DATES = re.compile(r"(?:\d{4}年\d{1,2}月\d{1,2}日){1,3}")  # of those who signed above
# Any other role that is asked to seal: 许可方（盖章）：
_SEALING = r"^[\u3400-\u9fff]{2,10}(?:方|人|单位|商|社|中心)\((?:盖\s*章|公章|签章|章)[^()]{0,8}\)(?::|$)"
_NOTED = r"(?:\([^()]{1,30}\)|[甲乙丙]方)*"


@per_vocabulary
def _role() -> str:
    """Regex source for any word that a party is called by, the longest first."""
    labels = vocabulary("party_labels")
    words = {*labels["letters"], *(fold(w) for group in labels["roles"].values() for w in group)}
    return r"(?:[甲乙丙]\([买卖供需]\)方|" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + ")"


@per_vocabulary
def _ends() -> str:
    """Regex source for how the names of organisations end."""
    words = vocabulary("party_labels")["organisations"]
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


@per_vocabulary
def _start() -> re.Pattern[str]:
    return re.compile(
        rf"{_SEALING}|^(?:\(?签署[页栏]\)?:?)?{_role()}\d?{_NOTED}[^。;,]{{0,40}}?{_SIGN}"
        rf"|^[^。;,:()]{{2,40}}{_ends()}(?:\([^()]{{2,12}}\))?\((?:盖章|公章|签章|印章|章|盖单位章)\)"  # 某某局（盖章）
        rf"|^单位(?:名称)?\((?:盖?章|公章)[^()]*\)|^{_SIGN}:|^\({_SIGN}[A-Za-z&/.]*\)"
        rf"|^\({_role()}\d?(?:加盖|单位)?{_SIGN}[处栏]?\)"  # （采购人公章）, with nothing before it
    )


@per_vocabulary
def _label() -> re.Pattern[str]:
    named = rf"{_role()}\d?(?:\([^()]{{1,30}}\))*"
    # 甲方：某局; 甲方（Party A） 乙方（Party B）, with the names below
    return re.compile(
        rf"^{named}(?:名称|单位)?(?:[A-Z][A-Za-z.]{{1,16}})?:|^(?:{named}(?:[A-Z][A-Za-z.]{{1,16}})?){{2,3}}$"
    )


@per_vocabulary
def _role_first() -> re.Pattern[str]:
    return re.compile(rf"^{_role()}\d?(?:\([^()]{{1,30}}\))*[^()]{{4,40}}$")


@per_vocabulary
def _delegate() -> re.Pattern[str]:
    """Who signs for a party, over the place for its seal: 甲方代表：某某. Clauses name such people, too."""
    return re.compile(rf"^{_role()}\d?(?:签约|授权|签字)?代表人?(?:\([^()]{{1,20}}\))?:")


@per_vocabulary
def _core() -> re.Pattern[str]:
    return re.compile(
        rf"{_SIGN}|法定代表人|法人代表|单位法人|委托代理人|授权代表|代表人|代表:|负责人:|经办人|日期:|时间:|日期$|年月日|{_role()}代表"
    )


_DATED = re.compile(r"(?:(?:合同)?(?:签订|签署|签约|签字)?(?:日期|时间):)?\d{4}年\d{1,2}月\d{1,2}日$")
_WHERE_WHEN = re.compile(r"^(?:本?(?:合同|协议))?(?:签订|签署|签约|签定|订立)(?:日期|时间|地点|地):")
_NOT = re.compile(r"后生效|之日起|[。]$|一式|份数")


def is_start(piece: Piece) -> bool:
    """Whether the piece by its own words is the first line of a signature block."""
    block = piece.block
    if isinstance(block, Table):
        cells = [c.text.view.s for c in block.cells]
        short = [s for s in cells if len(s) <= 60]
        signs = [s for s in short if re.search(_SIGN, s) and not _NOT.search(s)]
        # The note to seal may have a cell of its own under the one that names the party.
        named = any(re.search(rf"{_role()}|单位|代表", s) for s in signs) or (
            any(_NOTE_ALONE.fullmatch(s) for s in signs)
            and any(_label().match(s) or re.fullmatch(_role(), s) for s in short)
        )
        return bool(signs) and len(short) > 0.7 * len(cells) and named
    s = piece.text.view.s
    return bool(len(s) <= 120 and piece.strict is None and _start().search(s) and not _NOT.search(s))


def names_party(words: str) -> bool:
    """Whether ``words`` begin with a party's word and a colon: 甲方：某单位."""
    return bool(_label().match(words))


def _is_form(piece: Piece) -> bool:
    """Whether a table has a column for each party and rows for who signs and when: 法定代表人, 签署日期."""
    if not isinstance(piece.block, Table):
        return False
    cells = [c.text.view.s for c in piece.block.cells]
    parties = {s for s in cells if re.fullmatch(_role(), s)}
    return (
        len(parties) == 2
        and any(re.match(r"法定代表人|法人代表|(?:授权|委托)代[表理]人", s) for s in cells)
        and any(re.match(r"(?:签[署订约字])?日期", s) for s in cells)
    )


def is_label(piece: Piece) -> bool:
    """Whether the piece is a line like 甲方：某单位, which may open a signature block."""
    s = piece.text.view.s
    return bool(s and len(s) <= 90 and piece.strict is None and _label().match(s) and not _NOT.search(s))


def _is_pair(piece: Piece) -> bool:
    """Whether a table sets both parties side by side, each over what it signs with, though nothing asks for a seal."""
    if not isinstance(piece.block, Table):
        return False
    cells = [c.text.view.s for c in piece.block.cells]
    if not cells or not _label().match(cells[0]) or any(len(s) > 60 or _NOT.search(s) for s in cells):
        return False
    return sum(bool(_label().match(s)) for s in cells) >= 2


def _words(piece: Piece) -> str:
    return " ".join(c.text.view.s for c in piece.block.cells) if _is_pair(piece) else piece.text.view.s  # type: ignore[union-attr]


def cores(piece: Piece) -> int:
    """How many words of signature blocks the piece holds."""
    if isinstance(piece.block, Table):
        return sum(len(_core().findall(c.text.view.s)) for c in piece.block.cells if len(c.text) <= 60)
    s = piece.text.view.s
    if _DATES.fullmatch(s):
        return 1
    return (
        len(_core().findall(s)) if isinstance(piece.block, Paragraph) and len(s) <= 120 and not s.endswith("。") else 0
    )


def _is_heading(piece: Piece) -> bool:
    """Whether a line over the signatures says when or where these are put: 签订地点：某县."""
    s = piece.text.view.s
    return len(s) <= 40 and piece.strict is None and bool(_WHERE_WHEN.match(s)) and "。" not in s


def _is_named(piece: Piece) -> bool:
    """Whether a line over the note where to seal names who does, without a colon: 甲方（Party A）某局."""
    s = piece.text.view.s
    return len(s) <= 60 and piece.strict is None and bool(_role_first().match(s)) and not re.search(r"[。;:,]", s)


def _names_all(pieces: list[Piece]) -> bool:
    """Whether the last lines are nothing but the parties, each by its name, and the day: 甲方：… 乙方：… 签订日期：…"""
    if not 3 <= len(pieces) <= 8 or any(p.strict for p in pieces):
        return False
    named = [is_label(p) for p in pieces]
    dated = [bool(_DATED.match(p.text.view.s)) for p in pieces]
    return named[0] and sum(named) >= 2 and any(dated) and all(a or b for a, b in zip(named, dated, strict=True))


def find_closing(pieces: list[Piece], first: int, last: int, after: int) -> int | None:
    """Where the closing begins among ``pieces[first:last]``, not before ``after``; None where there is none.

    It must be the end of its zone: no number follows that goes on the numbering before it.
    """
    highest: dict[str, int] = {}
    highs: list[dict[str, int]] = []
    for piece in pieces[first:last]:
        highs.append(dict(highest))
        mark = piece.strict
        if mark and mark.ordinals and mark.kind in {"article", "chapter", "formal", "han", "dotted"}:
            highest[mark.kind] = max(highest.get(mark.kind, 0), mark.ordinals[0])
    for i in range(max(first, after), last):
        form = _is_form(pieces[i]) and not any(p.strict for p in pieces[i + 1 : last])  # not the one on the cover
        opened = form or is_start(pieces[i])
        delegate = not opened and pieces[i].strict is None and bool(_delegate().match(pieces[i].text.view.s))
        if not (opened or delegate or is_label(pieces[i]) or _is_pair(pieces[i])):
            continue
        window = []
        for piece in pieces[i : min(i + 16, last)]:
            if piece.strict and piece.strict.kind in {"article", "chapter", "formal", "han", "dotted"}:
                break
            window.append(piece)
        weight = sum(cores(p) for p in window)
        signed = form or any(is_start(p) or re.search(rf"{_SIGN}|代表人|代表:|代理人:", _words(p)) for p in window)
        if delegate and not any(re.search(_SIGN, p.text.view.s) and not _NOT.search(p.text.view.s) for p in window):
            continue
        if not _names_all(pieces[i:last]) and (weight < (1 if opened else 2) or not signed):
            continue
        before = highs[i - first]
        goes_on = any(
            p.strict and p.strict.ordinals and p.strict.kind in before and p.strict.kind in {"article", "chapter", "formal", "han"}
            and p.strict.ordinals[0] == before[p.strict.kind] + 1
            for p in pieces[i:last]
        )  # fmt: skip
        if not goes_on:
            sealed = bool(_NOTE_FIRST.match(pieces[i].text.view.s))
            while i > first and (_is_heading(pieces[i - 1]) or (sealed and _is_named(pieces[i - 1]))):
                i -= 1
            return i
    return None

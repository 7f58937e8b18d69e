"""Which lines are headings of annexes: not mentions in a sentence, not the list of annexes in the body."""

from __future__ import annotations

import re
from dataclasses import dataclass

from contract_parse.model.layout import Paragraph, Table
from contract_parse.model.text import Text
from contract_parse.segment.pieces import Piece, line_starts, part_of
from contract_parse.segment.signature import is_label, is_start
from contract_parse.values.references import annex_label, same_annex

_NO = r"[一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾]{1,3}|\d{1,2}(?:[-.]\d{1,2})?|[A-Z](?![A-Za-z])|[甲乙丙丁](?!方)"
_HEAD = re.compile(
    rf"^[(\[]?(?:本?合同)?(?P<word>附件|附表|附录|附(?=\d|[一二三四五六七八九十]{{1,2}}[:、.]))(?P<no>[(\[](?:{_NO})[)\]]|{_NO})?[)\]]?(?P<sep>[:、.\-]*)(?P<title>.*)$"
)
_DASHED = ("附件-:", "附件-《", "附件-、")
_RUNS_ON = re.compile(
    r"^(?:为|是|所|中(?!标|小|央)|的|及|和|与|系(?!统|列)|应(?!用|急|答|付)|作为|构成|均|同(?!步)|以及|或|等|列(?!表)|规定|约定|确定|要求的|执行|内容为|须(?!知)|将|由|并|,|\(含|之|与|也|\)|》|[一二三四五六七八九十\d]*[、至到和及-]附件)"
)
_LISTED = re.compile(r"^(?:1|一|\(1\)|\(一\)|①)[、.:)]|^《[^》]+》[、,;]|^/?$|[、;,].*[、;,]")
_SENTENCE = re.compile(r"[。;,]$|[。;]")
_TITLE_WORDS = re.compile(
    r"(?:清单|明细表?|报价[单表]|一览表|价格表|预算表|配置表|参数表?|方案|标准|细则|办法|协议书?|承诺[书函]?|责任[书状]|要求|说明|需求书?|内容|目录|计划|规范|附表|确认[书单]|授权[委托]*书|通知书|名单|条款)(?:\([^()]{1,20}\))?$"
)


# 附件一：图纸（另册）: all there is of an annex that is bound by itself.
_ELSEWHERE = re.compile(
    r"\((?:[^()]{0,6}(?:另册|另附|另订|另装|另行|单独|分册)[^()]{0,8}|略|电子[版档][^()]{0,6}|见[^()]{1,12})\)$"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """An annex heading at ``pieces[at]``; ``body`` is where its content begins. ``label`` is empty for a bare title."""

    at: int
    body: int
    label: str
    head: Text
    title: Text | None


@dataclass(frozen=True, slots=True)
class _Seen:
    at: int
    label: str
    head: Text
    title: Text | None
    strong: bool


def split_heads(pieces: list[Piece]) -> list[Piece]:
    """Pieces with an annex heading's line cut off the paragraph it was joined to."""
    out: list[Piece] = []
    for piece in pieces:
        text = piece.text
        starts = line_starts(text) if text.s.lstrip().startswith("附") else []
        if starts and isinstance(piece.block, Paragraph) and not _head_of(text) and _head_of(text[: starts[0]].strip()):
            out.append(Piece(part_of(piece.block, text[: starts[0]].strip())))
            out.append(Piece(part_of(piece.block, text[starts[0] :].strip()), joined=True))
        else:
            out.append(piece)
    return out


def _head_of(text: Text) -> tuple[str, Text | None] | None:
    view = text.view
    s = view.s
    if s.startswith(_DASHED) and any(g is not None and g.source == "ocr" for g in text.glyphs[:4]):
        s = s[:2] + "一" + s[3:]  # 附件一, its numeral read as a dash
    m = _HEAD.match(s) if len(s) <= 60 else None
    if m is None:
        return None
    title = m["title"]
    if (
        not m["no"]
        and not m["sep"]
        and title
        and not (title[0] == "《" or text.s[view.at[m.start("title")] - 1].isspace())
    ):
        return None
    runs_on = not m["sep"] and _RUNS_ON.match(title)
    if title and (runs_on or _SENTENCE.search(title) or (_LISTED.search(title) and not m["no"])):
        return None
    no = (m["no"] or "").strip("()[]")
    label = annex_label((m["word"] if m["word"] != "附" else "附件") + no)
    inner = re.match(r"^《([^《》]+)》$", title)
    shown = view.group(m, "title") if title else None
    if inner and shown is not None:
        shown = view.cut(m.start("title") + 1, m.end("title") - 1)
    return label, shown


def _strong(block: Paragraph) -> bool:
    return block.centred or block.bold


def find_headings(pieces: list[Piece], closing: int | None) -> list[Heading]:
    """The annex headings of the document, in order. ``closing`` is where the body's signature block begins."""
    seen: list[_Seen] = []
    for i, piece in enumerate(pieces):
        if isinstance(piece.block, Table):
            first = min(piece.block.cells, key=lambda c: (c.row, c.col), default=None)
            found = _head_of(first.text) if first and first.colspan == piece.block.cols else None
            if first and found:
                seen.append(_Seen(i, found[0], first.text, found[1], True))
        elif isinstance(piece.block, Paragraph) and (found := _head_of(piece.text)):
            seen.append(_Seen(i, found[0], piece.text, found[1], _strong(piece.block)))
    out: list[Heading] = []
    listed = _listed(pieces, seen)
    for k, head in enumerate(seen):
        if k in listed:
            continue
        if (
            out
            and same_annex(out[-1].label, head.label)
            and not (head.title and out[-1].title and head.title.view.s != out[-1].title.view.s)
        ):
            continue  # the heading again, on the next page
        after = closing is not None and head.at > closing
        following = seen[k + 1].at if k + 1 < len(seen) else len(pieces)
        if not _heads_something(pieces, head, following, after, bool(out)):
            continue
        body, title = head.at + 1, head.title
        if isinstance(pieces[head.at].block, Table):
            body = head.at
        elif title is None and body < len(pieces):
            title, body = _title_below(pieces, body)
        out.append(Heading(head.at, body, head.label, head.head, title))
    return out


def _listed(pieces: list[Piece], seen: list[_Seen]) -> set[int]:
    """Which of the lines seen only list annexes whose headings come later: close together, their labels met again."""
    out: set[int] = set()
    for k, head in enumerate(seen):
        close = k + 1 < len(seen) and seen[k + 1].at - head.at <= 2
        again = any(same_annex(other.label, head.label) for other in seen[k + 1 :])
        if again and (close or (k and k - 1 in out and head.at - seen[k - 1].at <= 2)):
            out.add(k)
    for k, head in enumerate(seen[:-1]):
        if not head.title and head.label == "附件" and k + 1 in out and seen[k + 1].at - head.at <= 2:
            out.add(k)
    # A list may be longer than what follows it: 附件2 listed between two that come again.
    for k in range(1, len(seen) - 1):
        if k - 1 in out and k + 1 in out and seen[k + 1].at - seen[k - 1].at <= 4:
            out.add(k)
    return out


def _page(piece: Piece) -> int | None:
    if isinstance(piece.block, Paragraph):
        return piece.block.page
    return piece.block.boxes[0][0] if piece.block.boxes else None


def _heads_something(pieces: list[Piece], head: _Seen, following: int, after: bool, going: bool) -> bool:
    """Whether content of its own follows the line, so that it heads an annex and does not list one."""
    page, below = _page(pieces[head.at]), pieces[head.at + 1] if head.at + 1 < len(pieces) else None
    above = pieces[head.at - 1] if head.at else None
    new_page = page is not None and above is not None and _page(above) != page
    if below is None:
        elsewhere = head.title is not None and bool(_ELSEWHERE.search(head.title.view.s))
        return after and (going or new_page or head.strong or elsewhere)
    next_page = page is not None and _page(below) != page
    if following == head.at + 1:
        if after and head.title is not None and _ELSEWHERE.search(head.title.view.s):
            return True
        return after and (next_page or (page is None and head.strong)) and (new_page or head.strong or going)
    if is_start(below) or is_label(below):
        return False
    if after or going:
        return True
    # Before the signatures, or in a contract without any: only what looks like a heading.
    return (
        new_page
        or head.strong
        or isinstance(below.block, Table)
        or (_numbered_from_one(below) and (head.label != "附件" or _titled(head)))
    )


def _titled(head: _Seen) -> bool:
    return head.title is not None and bool(_TITLE_WORDS.search(head.title.view.s))


def _numbered_from_one(piece: Piece) -> bool:
    return bool(piece.strict and piece.strict.ordinals == (1,))


def _title_below(pieces: list[Piece], at: int) -> tuple[Text | None, int]:
    """The annex's title on the line after its label, and where its content begins."""
    piece = pieces[at]
    s = piece.text.view.s
    if (
        isinstance(piece.block, Paragraph)
        and 2 <= len(s) <= 40
        and piece.strict is None
        and not re.search(r"[。;:,]$", s)
    ):
        return piece.text, at + 1
    return None, at


def _cited(pieces: list[Piece]) -> set[str]:
    """The titles that the body names where it speaks of annexes: 见附件《维保项目表》, 后附《电梯清单》."""
    lines = [p.text.view.s for p in pieces]
    return {t for s in lines if re.search(r"附[件表录]|后附", s) for t in re.findall(r"《([^《》]{3,30})》", s)}


def find_bare_titles(pieces: list[Piece], closing: int, last: int) -> list[Heading]:
    """Annexes after the signatures that have a title but no label (报价一览表 over a table)."""
    out: list[Heading] = []
    cited = _cited(pieces[:closing])
    for i in range(closing + 1, last):
        piece, below = pieces[i], pieces[i + 1] if i + 1 < len(pieces) else None
        s = piece.text.view.s.strip("《》")
        if not isinstance(piece.block, Paragraph) or piece.strict or not 3 <= len(s) <= 36 or below is None or ":" in s:
            continue
        page = _page(piece)
        fresh = page is not None and _page(pieces[i - 1]) != page
        titled = s in cited or (bool(_TITLE_WORDS.search(s)) and not re.search(r"[。;,:]$", s))
        marked = fresh or _strong(piece.block)
        over = isinstance(below.block, Table) or _numbered_from_one(below)
        if titled and (marked or (over and (not out or s in cited))) and not is_start(below):
            out.append(Heading(i, i + 1, "", piece.text, piece.text))
    return out

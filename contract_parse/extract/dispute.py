"""How disputes are settled: in court or by arbitration, and where."""

from __future__ import annotations

import re
from typing import Literal

from contract_parse.extract.dispute_ways import ARBITRATE, BOARD, CHOICE, COURT, NONE, SUE, UNCHOSEN, Option, options_in
from contract_parse.model.facts import Dispute, evidence
from contract_parse.model.layout import Paragraph, Table
from contract_parse.model.structure import Clause, Structure
from contract_parse.model.text import Text

_TOPIC = re.compile(r"争议|纠纷|仲裁|诉讼|管辖")
_FAILED = re.compile(r"协商(?:不成|未果|不一致|不能解决|不了)|调解(?:不成|无效)")
_MARK = re.compile(r"[(（]?[一二三四壹贰叁1-4①②③④A-Da-d][)）.、.]?|\d{1,2}(?:[.．]\d{1,2})?[.．][1-4]")
_LABELLED = re.compile(
    r"(?:仲裁(?:机构|委员会)?|诉讼|管辖法院)(?:名称)?(?:为|是|:)[一-鿿]{2,16}(?:仲裁委员会|仲裁中心|法院)|法院为[^,;。]{0,10}管辖法院|(?:委员会|仲裁中心)为[^,;。]{0,10}仲裁机构"
)
_DEFERS = re.compile(
    r"专用(?:合同)?条款(?:中|内)?(?:约定|明确|选择|另行)|(?:可以|应)在\[?[^,。;]{0,10}专用(?:合同)?条款"
)


def dispute(structure: Structure) -> Dispute | None:
    """How disputes are settled; ``unclear`` where ways are named but none is chosen. None where nothing is said.

    What a special clause (专用条款) says goes before the general one.
    """
    best: tuple[int, Dispute] | None = None
    for passages in _passages(structure):
        weighed = _settled(passages)
        if weighed is not None and (best is None or weighed[0] > best[0]):
            best = weighed
    return best[1] if best else None


def _settled(passages: list[tuple[Text, str | None]]) -> tuple[int, Dispute] | None:
    """What one clause on disputes comes to, with how definite it is."""
    options: list[Option] = []
    choice: int | None = None
    for text, clause in passages:
        found, chosen = options_in(text, clause)
        if (
            found
            and any(o.venue is not None for o in found)
            and all(o.venue is None for o in options)
            and choice is None
        ):
            options = [o for o in options if o.venue is not None or o.ticked is not None]
        options += found
        choice = chosen if chosen is not None else choice
    if not options:
        return None
    decided = _decide(options, choice)
    deferred = any(_DEFERS.search(t.view.s) for t, _ in passages)
    weight = 0 if decided.method == "unclear" else 1 if deferred else 2
    return weight + 2 * (decided.venue is not None and not deferred), decided


def _decide(options: list[Option], choice: int | None) -> Dispute:
    ticked = [o for o in options if o.ticked]
    if ticked:
        methods = {o.method for o in ticked}
        places = [o for o in options if o.ticked is None and o.venue is not None and o.method in methods]
        options = ticked if any(o.venue is not None for o in ticked) or not places else places
    elif any(o.ticked is False for o in options):
        free = [o for o in options if o.ticked is None and o.venue is not None]
        return _made("unclear", options[:1]) if not free else _made(None, free)
    elif choice == NONE and len({o.method for o in options}) > 1:
        return _made("unclear", options[:1])
    elif choice is not None:
        numbered = [o for o in options if o.number == choice]
        if not numbered and choice <= len(options) and all(o.number is None for o in options):
            numbered = options[choice - 1 : choice]
        options = numbered or options
    with_venue = [o for o in options if o.venue is not None or o.either]
    return _made(None, with_venue or options)


def _made(method: Literal["unclear"] | None, options: list[Option]) -> Dispute:
    methods = {o.method for o in options}
    first = options[0]
    settled: Literal["litigation", "arbitration", "both", "unclear"]
    if method is not None:
        settled = method
    elif len(methods) == 1:
        settled = first.method
    else:
        settled = "both" if all(o.venue is not None for o in options) else "unclear"
    venue = first.venue if settled != "unclear" and settled != "both" else None
    said = Text.join([o.text for o in options]) if settled == "both" else first.text
    return Dispute(
        method=settled,
        venue="".join(venue.s.split()).replace("_", "") if venue is not None else None,
        clause=first.clause,
        evidence=evidence(said, first.clause),
    )


def _passages(structure: Structure) -> list[list[tuple[Text, str | None]]]:
    """What speaks of disputes: each clause headed so, and what is said elsewhere."""
    headed: list[list[tuple[Text, str | None]]] = []
    loose: list[tuple[Text, str | None]] = []
    inside: str | None = None
    waiting = False  # alternatives were announced and none has been read yet
    for clause in structure.body():
        title = clause.title.view.s if clause.title is not None else ""
        if inside is not None and not _below(clause.path, inside) and waiting and _is_option(clause):
            headed[-1].extend((t, clause.path) for t in _texts(clause))
            continue
        if inside is None or not _below(clause.path, inside):
            said = title if title or not clause.paragraphs else clause.paragraphs[0].text.view.s
            speaks = re.search(r"争议|纠纷|争端|仲裁|管辖", said) and (title or _offers(said))
            inside = clause.path if speaks else None
            if inside is not None:
                headed.append([])
                waiting = _offers(said)
        waiting = waiting and (inside == clause.path or not _is_option(clause))
        (headed[-1] if inside is not None else loose).extend((t, clause.path) for t in _texts(clause))
    for block in (*structure.preamble, *structure.closing):
        loose += [(t, None) for t in _of_block(block)]
    spoken = [
        (t, c)
        for t, c in loose
        if (_TOPIC.search(t.view.s) or _FAILED.search(t.view.s))
        and (ARBITRATE.search(t.view.s) or re.search(r"法院|起诉|诉讼", t.view.s))
    ]
    return [*headed, [(t, c) for t, c in spoken if _settles(t.view.s)]]


def _below(path: str, top: str) -> bool:
    """Whether a clause is ``top`` or stands under it (5.1 under 5, 51 not)."""
    return path.startswith(top) and re.match(r"[0-9]", path[len(top) :]) is None


def _is_option(clause: Clause) -> bool:
    """Whether a clause is one of the alternatives: numbered as such, and about a court or a board."""
    words = "".join(p.text.view.s for p in clause.paragraphs) or (clause.title.view.s if clause.title else "")
    return len(words) <= 120 and bool(_MARK.fullmatch(clause.number) and (SUE.search(words) or ARBITRATE.search(words)))


def _offers(s: str) -> bool:
    """Whether a clause without a heading opens the alternatives below it: …按下列第（2）种方式解决：."""
    return bool(CHOICE.search(s) or UNCHOSEN.search(s)) and s.endswith((":", "解决", "处理"))


def _settles(s: str) -> bool:
    return bool(COURT.search(s) or BOARD.search(s) or _LABELLED.search(s)) and bool(
        re.search(r"起诉|仲裁|诉讼|管辖|争议|纠纷|解决|裁[决定判]|审理|判决", s)
    )


def _texts(clause: Clause) -> list[Text]:
    found = []
    if clause.title is not None and any(p.search(clause.title.view.s) for p in (COURT, BOARD, CHOICE)):
        found.append(_marked(clause, clause.title))
    first = True
    for block in clause.blocks:
        for text in _of_block(block):
            if found and not first and isinstance(block, Paragraph) and not re.search(r"[。;:!]$", found[-1].view.s):
                found[-1] = found[-1] + text  # a line break that is none
            else:
                found.append(_marked(clause, text) if first else text)
            first = False
    return found


def _marked(clause: Clause, text: Text) -> Text:
    """A clause's first words behind its number: alternatives are chosen by it."""
    number = len(clause.number)
    if not _MARK.fullmatch(clause.number):
        return text
    head = clause.head[:number] if clause.head.s.startswith(clause.number) else Text(clause.number, (None,) * number)
    return Text.join([head, text], "、" if re.fullmatch(r"[A-Da-d一-四壹贰叁1-4]", clause.number) else " ")


def _of_block(block: Paragraph | Table) -> list[Text]:
    if isinstance(block, Paragraph):
        return [block.text]
    rows: dict[int, list[Text]] = {}
    for cell in block.cells:
        rows.setdefault(cell.row, []).append(cell.text)
    return [Text.join(cells, " ") for _, cells in sorted(rows.items()) if any(_TOPIC.search(c.view.s) for c in cells)]

"""How disputes are settled: in court or by arbitration, and where."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from contract_parse.model.facts import Dispute, evidence
from contract_parse.model.layout import Paragraph, Table
from contract_parse.model.structure import Clause, Structure
from contract_parse.model.text import Text
from contract_parse.values.numerals import parse_integer

Method = Literal["litigation", "arbitration"]

_TOPIC = re.compile(r"争议|纠纷|仲裁|诉讼|管辖")
_COURT = re.compile(r"(?:依法)?(?:向|由|提交|到|在|以|交|至|诉至|起诉至)(?P<v>[^,;。:、()☑☐□√■]{0,40}?(?:人民)?法院)")
_BARE_COURT = re.compile(r"(?P<v>[^,;。:、()☑☐□√■向由提交到在]{2,30}人民法院)")
_BOARD = re.compile(
    r"(?:向|由|提交|提请|提交至|申请|到|在|报请|递交|请求|给|交)(?P<v>[^,;。:、()☑☐□√■]{0,40}?(?:仲裁(?:委员会|委|中心|机构|院|庭)|经济贸易仲裁委员会|仲裁部门))"
)
_BARE_BOARD = re.compile(r"(?P<v>[^,;。:、()☑☐□√■向由提交]{2,30}仲裁委员会)")
_SUE = re.compile(r"起诉|诉讼|法院")
_ARBITRATE = re.compile(r"仲裁")
_TICKED = re.compile(r"[☑√■✓✔☒▣]|\[[√xX]\]|\([√✓]\)|R(?=[向提])")
_EMPTY_BOX = re.compile(r"[□☐○◻]|\[\]|\(\)")
_BOX_BEHIND = re.compile(r"(?:提起)?(?:诉讼|仲裁|起诉)(?P<box>[☑√■✓✔☒▣□☐○◻])")
_ANY_BOX = re.compile(r"[☑√■✓✔☒▣□☐○◻]")
_CHOICE = re.compile(
    r"(?:第|按|采用|选择|以|下列|以下|按照)[_]*[(\[]?[_]*(?P<n>\d{1,2}\.[1-4]|[一二三四壹贰叁1-4①②③④A-Da-d])[_]*[)\]]?[_]*(?:种|项|款)?[_]*(?:方式|办法|途径|种|项|解决)"
)
_UNCHOSEN = re.compile(r"第[_(\[/]*[)\]_]*种")
_OPTION = re.compile(
    r"(?:^\d{1,2}\.(?P<last>[1-4])(?![\d.])|(?:^|(?<=[。;:,(]))[(\[]?(?P<n>[一二三四壹贰叁1-4①②③④A-Da-d])[)\].、.:]*(?<=[①②③④)\].、.:]))"
)
_SKIP = re.compile(r"(?:诉讼|仲裁)(?:期间|过程中|费用|费|时效|或仲裁期间)|不(?:影响|停止)|(?:投诉|复议)")
# What the law allows or the parties may still agree, not what they did: 选择仲裁的，应在专用条款中明确…
_HYPOTHETICAL = re.compile(r"(?:选择|通过|采用|约定)(?:仲裁|诉讼|[^,;。]{0,6}方式解决)的,|专用条款.{0,12}(?:明确|约定)")
_DEFERS = re.compile(
    r"专用(?:合同)?条款(?:中|内)?(?:约定|明确|选择|另行)|(?:可以|应)在\[?[^,。;]{0,10}专用(?:合同)?条款"
)
_VENUE_BLANK = re.compile(r"^[_/\\*.\-·]*(?:人民)?(?:法院|仲裁委员会|仲裁机构|仲裁委)$")
# Parts two ways that are both left open: …申请仲裁或者向…法院起诉, 可提交仲裁，也可向…法院起诉.
_OR = re.compile(r",?(?:或者?|(?:也|亦|还)(?:可以?|有权))")
_NO_PLACE = re.compile(r"(?:人民)?法院|仲裁(?:委员会|机构|委|机关|庭)")
# A place told behind the other way: 向…法院起诉或申请某某仲裁委员会.
_TWO_WAYS = re.compile(r"^.*(?:仲裁|诉讼|起诉).*(?:或者?|也可以?|亦可|还可)(?:申请|提请|提交|向|由|到)?")
_LEAD = re.compile(
    r"^(?:(?:向|由|提交|到|在|至|有权|可以|可|依法|直接|双方|任何一方|均|都|交|(?:仲裁机构|管辖法院|受诉法院|仲裁委员会)(?:为|是))+)"
)


_NONE = 0  # the choice of a form whose place for it was left blank


@dataclass(frozen=True, slots=True)
class _Option:
    method: Method
    text: Text
    clause: str | None
    number: int | None
    ticked: bool | None  # None where there are no boxes
    venue: Text | None
    either: bool = False  # the other way is left open beside it


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
    options: list[_Option] = []
    choice: int | None = None
    for text, clause in passages:
        found, chosen = _options(text, clause)
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


def _decide(options: list[_Option], choice: int | None) -> Dispute:
    ticked = [o for o in options if o.ticked]
    if ticked:
        methods = {o.method for o in ticked}
        places = [o for o in options if o.ticked is None and o.venue is not None and o.method in methods]
        options = ticked if any(o.venue is not None for o in ticked) or not places else places
    elif any(o.ticked is False for o in options):
        free = [o for o in options if o.ticked is None and o.venue is not None]
        return _made("unclear", options[:1]) if not free else _made(None, free)
    elif choice == _NONE and len({o.method for o in options}) > 1:
        return _made("unclear", options[:1])
    elif choice is not None:
        numbered = [o for o in options if o.number == choice]
        if not numbered and choice <= len(options) and all(o.number is None for o in options):
            numbered = options[choice - 1 : choice]
        options = numbered or options
    with_venue = [o for o in options if o.venue is not None or o.either]
    return _made(None, with_venue or options)


def _made(method: Literal["unclear"] | None, options: list[_Option]) -> Dispute:
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
    for clause in structure.body():
        title = clause.title.view.s if clause.title is not None else ""
        if inside is None or not clause.path.startswith(inside):
            inside = clause.path if re.search(r"争议|纠纷|争端|仲裁|管辖", title) else None
            if inside is not None:
                headed.append([])
        (headed[-1] if inside is not None else loose).extend((t, clause.path) for t in _texts(clause))
    for block in (*structure.preamble, *structure.closing):
        loose += [(t, None) for t in _of_block(block)]
    spoken = [
        (t, c)
        for t, c in loose
        if _TOPIC.search(t.view.s) and (_ARBITRATE.search(t.view.s) or re.search(r"法院|起诉|诉讼", t.view.s))
    ]
    return [*headed, [(t, c) for t, c in spoken if _settles(t.view.s)]]


def _settles(s: str) -> bool:
    return bool(_COURT.search(s) or _BOARD.search(s)) and bool(
        re.search(r"起诉|提起诉讼|申请仲裁|仲裁|诉讼|管辖|争议|解决", s)
    )


def _texts(clause: Clause) -> list[Text]:
    found = []
    if clause.title is not None and (_COURT.search(clause.title.view.s) or _BOARD.search(clause.title.view.s)):
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
    head = clause.head[:number] if clause.head.s.startswith(clause.number) else Text(clause.number, (None,) * number)
    return (
        Text.join([head, text], " ")
        if re.fullmatch(r"[(（]?[一二三四壹贰叁1-4①②③④A-Da-d][)）.、.]?|\d{1,2}[.．][1-4]", clause.number)
        else text
    )


def _of_block(block: Paragraph | Table) -> list[Text]:
    if isinstance(block, Paragraph):
        return [block.text]
    rows: dict[int, list[Text]] = {}
    for cell in block.cells:
        rows.setdefault(cell.row, []).append(cell.text)
    return [Text.join(cells, " ") for _, cells in sorted(rows.items()) if any(_TOPIC.search(c.view.s) for c in cells)]


def _options(text: Text, clause: str | None) -> tuple[list[_Option], int | None]:
    """The ways that a passage names, and the number it chooses."""
    view = text.view
    s = view.s
    m = _CHOICE.search(s)
    choice = _ordinal(m["n"]) if m else _NONE if _UNCHOSEN.search(s) else None
    found: list[_Option] = []
    for start, end, number, ticked in _pieces(s):
        piece = s[start:end]
        if not (_SUE.search(piece) or _ARBITRATE.search(piece)) or _HYPOTHETICAL.search(piece):
            continue
        found += _ways(view.cut(start, end), clause, number, ticked)
    return found, choice


def _pieces(s: str) -> list[tuple[int, int, int | None, bool | None]]:
    """A passage cut at its boxes, its option numbers and its sentences: (start, end, number, ticked)."""
    cuts: list[tuple[int, int | None, bool | None]] = [(0, None, None)]
    cuts += [(m.start(), None, True) for m in _TICKED.finditer(s)]
    cuts += [(m.start(), None, False) for m in _EMPTY_BOX.finditer(s)]
    cuts += [(m.start(), _ordinal(m["last"] or m["n"]), None) for m in _OPTION.finditer(s)]
    cuts += [(m.end(), None, None) for m in re.finditer(r"[。;]", s)]
    boxes = [m.start() for m in _ANY_BOX.finditer(s)]
    behind = [m.start("box") for m in _BOX_BEHIND.finditer(s)]
    if boxes and boxes == behind and not re.match(r"[\u3400-\u9fff]", s[boxes[-1] + 1 :]):  # 仲裁■ 诉讼□
        cuts = [(0, None, None)]
        for m in _BOX_BEHIND.finditer(s):
            cuts += [(m.start(), None, bool(_TICKED.match(m["box"]))), (m.end(), None, None)]
    cuts.sort(key=lambda c: c[0])
    pieces = []
    for n, (start, number, ticked) in enumerate(cuts):
        end = cuts[n + 1][0] if n + 1 < len(cuts) else len(s)
        if end > start:
            pieces.append((start, end, number, ticked))
        elif n + 1 < len(cuts):  # a box and a number at one place
            cuts[n + 1] = (
                cuts[n + 1][0],
                cuts[n + 1][1] or number,
                cuts[n + 1][2] if cuts[n + 1][2] is not None else ticked,
            )
    return pieces


def _ordinal(s: str) -> int | None:
    if "A" <= s.upper() <= "D":
        return ord(s.upper()) - ord("A") + 1
    return "①②③④".index(s) + 1 if s in "①②③④" else parse_integer(s.rpartition(".")[2])


def _ways(text: Text, clause: str | None, number: int | None, ticked: bool | None) -> list[_Option]:
    view = text.view
    s = view.s
    if _SKIP.search(s) and not (_COURT.search(s) or _BOARD.search(s)):
        return []
    found: list[_Option] = []
    patterns: list[tuple[Method, re.Pattern[str], re.Pattern[str], re.Pattern[str]]] = [
        ("litigation", _COURT, _BARE_COURT, _SUE),
        ("arbitration", _BOARD, _BARE_BOARD, _ARBITRATE),
    ]
    for method, named, bare, any_word in patterns:
        seen = [*named.finditer(s), *bare.finditer(s)]
        m = next((x for x in seen if _venue(view.cut(*x.span("v"))) is not None), seen[0] if seen else None)
        venue = _venue(view.cut(*m.span("v"))) if m else None
        if m is None and not any_word.search(s):
            continue
        found.append(_Option(method, text, clause, number, ticked, venue))
    if len(found) == 2 and _either(s):
        return [replace(o, either=True) for o in found]
    placed = [o for o in found if o.venue is not None]
    return placed or found


def _either(s: str) -> bool:
    """Whether whoever sues may take either way: one before 或, the other behind it, and a place beside one of them."""
    for m in _OR.finditer(s):
        before, after = re.split(r"[,;。:]", s[: m.start()])[-1], re.split(r"[,;。]", s[m.end() :])[0]
        crossed = (_ARBITRATE.search(before) and _SUE.search(after)) or (
            _SUE.search(before) and _ARBITRATE.search(after)
        )
        if crossed and any(_COURT.search(arm) or _BOARD.search(arm) for arm in (before, after)):
            return True
    return False


def _venue(text: Text) -> Text | None:
    view = text.view
    start = 0
    for pattern in (_TWO_WAYS, _LEAD):
        if m := pattern.match(view.s[start:]):
            start += m.end()
    words = view.s[start:]
    if _VENUE_BLANK.match(words) or _NO_PLACE.fullmatch(words):
        return None
    return view.cut(start, len(view.s))

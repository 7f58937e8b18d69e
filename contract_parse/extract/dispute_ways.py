"""The ways of settling a dispute that a passage names: court or board, which one, ticked or numbered."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from contract_parse.extract.labels import role_pattern
from contract_parse.extract.vocabulary import per_vocabulary
from contract_parse.model.text import Text
from contract_parse.values.numerals import parse_integer

Method = Literal["litigation", "arbitration"]

# Words of a venue; a place that a bracket makes definite is one of them: 采购人住所地（青禾县）人民法院.
_WORDS = r"(?:[^,;。:、()☑☐□√■]|(?<=[地方人])\([^(),;。:☑☐□√■]{2,12}\)(?=[的有管人法仲基])){0,40}?"
COURT = re.compile(
    rf"(?:依法)?(?:向|由|提交|提请|报请|请求|通过|经|到|(?<!所)在|以|交|至|诉至|诉诸|诉请|起诉至)(?P<v>{_WORDS}(?:人民)?法院)"
)
_BARE_COURT = re.compile(r"(?P<v>(?:[^,;。:、()☑☐□√■向由提交到在]|(?<=所)在){2,30}(?:人民)?法院)")
# A board is named with its branch, its other name or both: 某仲裁委员会华南分会, 某仲裁委员会（某国际仲裁中心）.
_BRANCH = r"(?:\([一-鿿]{2,16}(?:仲裁院|仲裁中心|仲裁委员会|分会)\)|/?[一-鿿]{2,10}?(?:分会|国际仲裁院|国际仲裁中心|总部)|\([一-鿿]{2,6}\)(?=[仲按依解裁进]))?"
BOARD = re.compile(
    rf"(?:向|由|提交|提请|提交至|申请|到|在|报请|递交|请求|给|交)(?P<v>{_WORDS}(?:仲裁(?:委员会|委|中心|机构|院|庭)|经济贸易仲裁委员会|仲裁部门){_BRANCH})"
)
_BARE_BOARD = re.compile(rf"(?P<v>[^,;。:、()☑☐□√■向由提交]{{2,30}}仲裁委员会{_BRANCH})")
SUE = re.compile(r"起诉|诉讼|法院")
ARBITRATE = re.compile(r"仲裁")
_TICKED = re.compile(r"[☑√■✓✔☒▣]|\[[√xX]\]|\([√✓]\)|R(?=[向提])")
_EMPTY_BOX = re.compile(r"[□☐○◻]|\[\]|\(\)")
_BOX = r"[☑√■✓✔☒▣□☐○◻]|\(√?\)"
_BOX_BEHIND = re.compile(rf"(?:提起)?(?:诉讼|仲裁|起诉)(?:解决)?(?P<box>(?<!\()(?:{_BOX}))")
_ANY_BOX = re.compile(rf"(?<!\()(?:{_BOX})")
_NUMBER = r"[_]*[(\[]?[_]*(?P<%s>\d{1,2}(?:\.\d{1,2})?\.[1-4]|[一二三四壹贰叁1-4①②③④A-Da-d])[_]*[)\]]?[_]*"
CHOICE = re.compile(
    rf"(?:第|按|采用|采取|选择|选用|以|下列|以下|如下|按照|为){_NUMBER % 'n'}(?:种|项|款|条|个)?[_]*(?:方式|方法|办法|途径|种|项|条|解决|处理|办理|执行|约定)"
    rf"|(?:方式|方法|办法|途径)(?:为|是|:|采用|选择|按)+第?{_NUMBER % 'm'}(?:种|项|款)?(?:$|[:;。,(])"
    rf"|(?:则|选择|选定|采用|采取|按照?)[_]*(?=\(){_NUMBER % 'o'}(?<=\))(?=[。;:,]|$)"
)
UNCHOSEN = re.compile(r"第[_(\[/]*[)\]_]*种")
_OPTION = re.compile(
    r"(?:^\d{1,2}(?:\.\d{1,2})?\.(?P<last>[1-4])(?![\d.])|(?:^|(?<=[。;:,(]))[(\[]?(?P<n>[一二三四壹贰叁1-4①②③④A-Da-d])[)\].、.:]*(?<=[①②③④)\].、.:]))"
)
_SKIP = re.compile(r"(?:诉讼|仲裁)(?:期间|过程中|费用|费|时效|或仲裁期间)|不(?:影响|停止)|(?:投诉|复议)")
# What the law allows or the parties may still agree, not what they did: 选择仲裁的，应在专用条款中明确…
_HYPOTHETICAL = re.compile(r"(?:选择|通过|采用|约定)(?:仲裁|诉讼|[^,;。]{0,6}方式解决)的,|专用条款.{0,12}(?:明确|约定)")
_VENUE_BLANK = re.compile(r"^[_/\\*.\-·]*(?:人民)?(?:法院|仲裁委员会|仲裁机构|仲裁委)$")
_NO_PLACE = re.compile(r"(?:(?:诉讼)?(?:管辖|受诉|有关|相关|该))?(?:人民)?法院|仲裁(?:委员会|机构|委|机关|庭)")
# Parts two ways that are both left open: …申请仲裁或者向…法院起诉, 可提交仲裁，也可向…法院起诉.
_OR = re.compile(r",?(?:或者?|(?:也|亦|还)(?:可以?|有权))")
# Behind its own preposition: 由本协议产生的争议由某法院管辖.
_OF_DISPUTES = re.compile(r"^.*(?:争议|纠纷|诉讼)(?:事项|案件)?(?:应|均|一律|,)*(?:由|向|提交)")
# A place told behind the other way: 向…法院起诉或申请某某仲裁委员会.
_TWO_WAYS = re.compile(r"^.*(?:仲裁|诉讼|起诉).*(?:或者?|也可以?|亦可|还可)(?:申请|提请|提交|向|由|到)?")
_LEAD = re.compile(
    r"^(?:(?:向|由|提交|提请|报请|请求|到|在|至|有权|可以|可|依法|直接|双方|任何一方|均|都|交|(?:一致)?同意(?:选择|选定|约定)?|选择|选定|约定(?=[一-鿿]{2,20}(?:法院|仲裁))|(?:双方)?(?:约定|选定|指定)?(?:的)?(?:仲裁机构|管辖法院|受诉法院|法院|仲裁委员会)(?:为|是))+)"
)
NONE = 0  # the choice of a form whose place for it was left blank


@dataclass(frozen=True, slots=True)
class Option:
    """A way that a passage names: its number among alternatives, whether its box is ticked, and where."""

    method: Method
    text: Text
    clause: str | None
    number: int | None
    ticked: bool | None  # None where there are no boxes
    venue: Text | None
    either: bool = False  # the other way is left open beside it


@per_vocabulary
def _whose() -> re.Pattern[str]:
    box = f"{_TICKED.pattern}|{_EMPTY_BOX.pattern}"
    who = rf"{role_pattern()}|原告方?|被告方?|合同签订地|合同履行地"
    return re.compile(rf"(?P<a>{box})(?P<one>{who})[/、或]?(?P<b>{box})(?P<two>{who})(?=住?所?在?地|的|人民|法院)")


def _of_the_ticked(text: Text) -> Text:
    """向☑甲方□乙方所在地人民法院起诉 as if only the party ticked were named: the boxes are no ways of their own."""
    view = text.view
    m = next(iter(view.finditer(_whose())), None)
    if m is None:
        return text
    ticked = [g for g, box in (("one", m["a"]), ("two", m["b"])) if _TICKED.fullmatch(box)]
    if len(ticked) != 1:
        return text
    return Text.join([view.cut(0, m.start()), view.cut(*m.span(ticked[0])), view.cut(m.end(), len(view.s))])


def options_in(text: Text, clause: str | None) -> tuple[list[Option], int | None]:
    """The ways that a passage names, and the number it chooses."""
    text = _of_the_ticked(text)
    view = text.view
    s = view.s
    m = CHOICE.search(s)
    choice = _ordinal(m["n"] or m["m"] or m["o"]) if m else NONE if UNCHOSEN.search(s) else None
    found: list[Option] = []
    for start, end, number, ticked in _pieces(s):
        piece = s[start:end]
        if not (SUE.search(piece) or ARBITRATE.search(piece)) or _HYPOTHETICAL.search(piece):
            continue
        found += _ways(view.cut(start, end), clause, number, ticked)
    return found, choice


def _pieces(s: str) -> list[tuple[int, int, int | None, bool | None]]:
    """A passage cut at its boxes, its option numbers and its sentences: (start, end, number, ticked)."""
    cuts: list[tuple[int, int | None, bool | None]] = [(0, None, None)]
    cuts += [(m.start(), None, True) for m in _TICKED.finditer(s)]
    cuts += [(m.start(), None, False) for m in _EMPTY_BOX.finditer(s)]
    said = [m.span() for m in CHOICE.finditer(s)]  # 按（B）执行 chooses B and does not begin it
    options = [m for m in _OPTION.finditer(s) if not any(a <= m.start() < b for a, b in said)]
    cuts += [(m.start(), _ordinal(m["last"] or m["n"]), None) for m in options]
    marked = sorted((at, number) for at, number, _ in cuts if number is not None)
    for m in re.finditer(r"[。;]", s):  # 2.提起诉讼。由某法院管辖。: both sentences are the second way
        own = [number for at, number in marked if at < m.start()] if m[0] == "。" else []
        if any(at == m.end() for at, _ in marked):
            own = []
        cuts.append((m.end(), own[-1] if own else None, None))
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


def _ways(text: Text, clause: str | None, number: int | None, ticked: bool | None) -> list[Option]:
    view = text.view
    s = view.s
    if _SKIP.search(s) and not (COURT.search(s) or BOARD.search(s)):
        return []
    found: list[Option] = []
    patterns: list[tuple[Method, re.Pattern[str], re.Pattern[str], re.Pattern[str]]] = [
        ("litigation", COURT, _BARE_COURT, SUE),
        ("arbitration", BOARD, _BARE_BOARD, ARBITRATE),
    ]
    for method, named, bare, any_word in patterns:
        seen = [*named.finditer(s), *bare.finditer(s)]
        m = next((x for x in seen if _venue(view.cut(*x.span("v"))) is not None), seen[0] if seen else None)
        venue = _venue(view.cut(*m.span("v"))) if m else None
        if m is None and not any_word.search(s):
            continue
        found.append(Option(method, text, clause, number, ticked, venue))
    if len(found) == 2 and _either(s):
        return [replace(o, either=True) for o in found]
    placed = [o for o in found if o.venue is not None]
    return placed or found


def _either(s: str) -> bool:
    """Whether whoever sues may take either way: one before 或, the other behind it, and a place beside one of them."""
    for m in _OR.finditer(s):
        before, after = re.split(r"[,;。:]", s[: m.start()])[-1], re.split(r"[,;。]", s[m.end() :])[0]
        crossed = (ARBITRATE.search(before) and SUE.search(after)) or (SUE.search(before) and ARBITRATE.search(after))
        if crossed and any(COURT.search(arm) or BOARD.search(arm) for arm in (before, after)):
            return True
    return False


def _venue(text: Text) -> Text | None:
    view = text.view
    start = 0
    for pattern in (_OF_DISPUTES, _TWO_WAYS, _LEAD):
        if m := pattern.match(view.s[start:]):
            start += m.end()
    words = re.sub(
        r"(?<=法院)为(?:本(?:合同|协议))?(?:纠纷|争议)?的?(?:第?一审)?(?:管辖|受诉)法院$", "", view.s[start:]
    )
    if _VENUE_BLANK.match(words) or _NO_PLACE.fullmatch(words):
        return None
    return view.cut(start, start + len(words))

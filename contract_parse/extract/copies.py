"""How many copies are made and who holds how many."""

from __future__ import annotations

import re
from decimal import Decimal

from contract_parse.extract.copy_holders import EACH, OF, VERB, Holders, Sides, bare, held, shared_out
from contract_parse.extract.labels import role_words
from contract_parse.extract.obligors import roles
from contract_parse.model.facts import Copies, evidence
from contract_parse.model.layout import Paragraph
from contract_parse.model.structure import Structure
from contract_parse.model.text import Text
from contract_parse.values.numerals import NUMERAL, parse_numeral

# Extraction may double what is printed in fake bold (一式一式肆份份); blanks to be filled in keep their line.
_TOTAL = re.compile(rf"[一壹](?:[一壹])?(?:式[_(]*)(?:[一壹]式[_(]*)*(?P<n>{NUMERAL}){OF}")
_ORIGINAL = re.compile(rf"(?:正本|原件|合同正本)[_]*(?:为|共|各?[一壹]式|[一壹]式)?[_]*(?P<n>{NUMERAL}){OF}")
_DUPLICATE = re.compile(rf"(?<!正、)(?<!正)(?:副本|复印件)[_]*(?:为|共|各?[一壹]式|[一壹]式)?[_]*(?P<n>{NUMERAL}){OF}")
_SHARED = re.compile(
    rf"(?:共(?:计|签订|印制|制作)?|(?:合同|协议)(?:书|文本|原件|份数|文件)?(?:为|有|签订|共|打印|印制|,|:|制作|计|印|签|缮制|签署)*|(?:^|(?<=[,。;:]))(?:文本|原件|(?:文件|合同|文本)?份数)(?:为|共|计|有|:)*)[_]*(?P<n>{NUMERAL}){OF}"
)
# 双方各持两份。: what each holds, and nothing of how many were made
_ONLY_EACH = re.compile(
    r"(?:答:)?(?:(?:本|该)?(?:合同|协议)(?:书|文本|正本|原件|份数:?)*(?:由|,)?(?:签订后|签署后|生效后)?,?)?(?:由|甲、?乙|供需|买卖|合同|签约|当事人|签字|,)*双方(?:当事人)?(?:各自|各|均|分别)[^,;。]{1,6}份(?:,[^;。份]*)?[。;]?"
)
# Of how many a joint supplier consists is not known: what each of them holds tells nothing of the sum.
_MEMBERS = re.compile(rf"(?:联合体|成员|牵头)(?:各方|双方|单位|各?成员)*各[_]*{VERB}{NUMERAL}{OF}")
_REACH = 600  # characters that a statement of copies can take up
_OF_CONTRACT = re.compile(r"合同|协议|文本|份数|^(?:甲乙|买卖|供需)?双方各")


def copies(structure: Structure) -> Copies | None:
    """The statement of copies; the one that says most where several do. None where there is none."""
    best: tuple[int, Copies] | None = None
    told = roles(structure)
    sides = {w: told.get(w) if word.letter else word.role for w, word in role_words().items()}
    for clause, block in structure.body_blocks():
        for text in [block.text] if isinstance(block, Paragraph) else [cell.text for cell in block.cells]:
            found = _read(_about(text), clause, sides) if "份" in text.s else None
            if found is not None and (best is None or found[0] > best[0]):
                best = found
    return best[1] if best else None


def _about(text: Text) -> Text:
    """A long text's part around its statement of copies."""
    view = text.view
    if len(view.s) <= 2 * _REACH:
        return text
    m = re.search(r"[一壹]式|正本|共[^,。]{0,6}份", view.s)
    return view.cut(max(0, m.start() - 100), min(len(view.s), m.start() + _REACH)) if m else Text("", ())


def _read(text: Text, clause: str | None, sides: Sides) -> tuple[int, Copies] | None:
    view = text.view
    s = view.s
    head = _TOTAL.search(s)
    original, duplicate, shared = _ORIGINAL.search(s), _DUPLICATE.search(s), _SHARED.search(s)
    if original is not None and shared is not None and re.search(r"各[^,;。]{0,4}$", s[: original.start()]):
        original = None
    if head is None and original is None and shared is None:
        return _read_each(text, clause, sides) if _ONLY_EACH.fullmatch(s) else None
    if head is None and original is None and (shared is None or not _OF_CONTRACT.search(s)):
        return None
    if head is None and original is None and not (re.search(r"执|持|存", s) or EACH.search(s) or held().search(s)):
        return None
    total, spans = _total(s, head, original, duplicate, shared)
    holders = Holders(s, sides)
    start = max(0, spans[0][1] - 1)
    spans += holders.read(start, spans[1:]) or holders.read(0, spans)  # 双方各保留两份，共四份
    spans += holders.unknown(total) + holders.remainder(start, total)
    buyer, supplier, other = (holders.share(key) for key in ("buyer", "supplier", "other"))
    if _MEMBERS.search(bare(s)):
        supplier = other = None
    if total is None and buyer is None and supplier is None:
        return None
    if head is None and buyer is None and not re.search(r"合同|协议|文本|份数", s):
        return None
    if head is not None and re.search(
        r"(?:投标|响应|资料|图纸|报告|(?<!合同)(?<!协议)文件|申请|发票|清单|样品|说明书|验收单|保函|成果)[^,。;合同]{0,12}$",
        s[: head.start()],
    ):
        return None
    start, end = min(a for a, _ in spans), max(b for _, b in spans)
    fact = Copies(
        total=total, buyer=buyer, supplier=supplier, other=other, evidence=evidence(view.cut(start, end), clause)
    )
    return sum(v is not None for v in (total, buyer, supplier, other)) + (head is not None), fact


def _read_each(text: Text, clause: str | None, sides: Sides) -> tuple[int, Copies] | None:
    holders = Holders(text.view.s, sides)
    spans = holders.read(0, [])
    if not spans:
        return None
    proof = evidence(text.view.cut(spans[0][0], spans[-1][1]), clause)
    held = {key: holders.share(key) for key in ("buyer", "supplier", "other")}
    return 1, Copies(total=None, evidence=proof, **held)


def _total(
    s: str,
    head: re.Match[str] | None,
    original: re.Match[str] | None,
    duplicate: re.Match[str] | None,
    shared: re.Match[str] | None,
) -> tuple[Decimal | None, list[tuple[int, int]]]:
    if head is not None and not (
        original is not None and duplicate is not None and original.start() < head.start() < original.end()
    ):
        return parse_numeral(head["n"]), [head.span()]
    if original is not None:
        total = parse_numeral(original["n"])
        spans = [original.span()]
        own = duplicate is not None and bool(
            shared_out().match(s, duplicate.end()) or EACH.match(s, duplicate.end() + 1)
        )
        if duplicate is not None and total is not None and (own or duplicate.start() - original.end() <= 12):
            total += parse_numeral(duplicate["n"]) or 0
            spans.append(duplicate.span())
        return total, spans
    assert shared is not None
    return parse_numeral(shared["n"]), [shared.span()]

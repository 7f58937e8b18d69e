"""How many copies are made and who holds how many."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from contract_parse.extract.labels import role_pattern, role_words
from contract_parse.extract.obligors import roles
from contract_parse.extract.vocabulary import per_vocabulary
from contract_parse.model.facts import Copies, evidence
from contract_parse.model.layout import Paragraph
from contract_parse.model.structure import Structure
from contract_parse.model.text import Text
from contract_parse.values.numerals import NUMERAL, parse_numeral

Sides = Mapping[str, str | None]

# The number may be said again in brackets (伍(5)份, (伍)份).
_OF = rf"[_)]*(?:\({NUMERAL}\))?[_]*份+"
# Extraction may double what is printed in fake bold (一式一式肆份份); blanks to be filled in keep their line.
_TOTAL = re.compile(rf"[一壹](?:[一壹])?(?:式[_(]*)(?:[一壹]式[_(]*)*(?P<n>{NUMERAL}){_OF}")
_ORIGINAL = re.compile(rf"(?:正本|原件|合同正本)[_]*(?:为|共|各?[一壹]式|[一壹]式)?[_]*(?P<n>{NUMERAL}){_OF}")
_DUPLICATE = re.compile(rf"(?<!正、)(?<!正)(?:副本|复印件)[_]*(?:为|共|各?[一壹]式|[一壹]式)?[_]*(?P<n>{NUMERAL}){_OF}")
_SHARED = re.compile(
    rf"(?:共(?:计|签订|印制|制作)?|(?:合同|协议)(?:书|文本|原件|份数|文件)?(?:为|有|签订|共|打印|印制|,|:|制作)*)[_]*(?P<n>{NUMERAL}){_OF}"
)
_REACH = 600  # characters that a statement of copies can take up
_VERB = r"(?:[,:]|各自|分别|各|均|执有|执存|执|持有|持|留存|保留|收存|保存|存档|存|保管|备案|备存|备查|收执|得|占|为|正本|副本|和|与|正、?副本|原件|[(_)]|正本和副本|一式|留|用)*"
_EACH = re.compile(
    rf"(?:双方|甲乙(?:双)?方|甲、?乙(?:、?丙)?(?=各)|甲、乙(?:双)?方|买卖双方|供需双方|(?<!联合体)各方|三方|双方当事人|甲乙丙三方|甲、乙、丙三方|[甲乙]方[、和与][甲乙]方|(?:采购人|发包人|委托人|委托方|需方|买方)[、和与](?:供应商|承包人|受托人|受托方|供方|卖方)|(?<=份[,;、]))(?:当事人)?[_]*(?:各|均|分别)[_]*{_VERB}(?P<n>{NUMERAL}){_OF}"
)
_OTHERS = (
    r"(?:[一-鿿（()]{0,12}?(?:采购代理机构|代理机构|财政局|财政部门|监管部门|监督管理部门|主管部门|监督部门|备案|鉴证方|见证方|监理单位|监理人|监理方|使用单位|交易中心|采购中心|公证处|存档|"
    r"招标代理|集采机构|采购办|监管机构|招标公司|管理部门|招标办|行政主管部门|丙方|丁方|档案室|审计局|审计部门|代理公司|有关部门|相关部门|税务部门)[一-鿿()]{0,8}?)"
)
_BOTH = r"(?:甲、?乙|供需|买卖|合同)双?方"  # each of the two, beside a third: 甲乙双方及见证方各一份
# Behind what the parties hold, in the same sentence: ,县档案馆一份.
_SOMEBODY = re.compile(rf"[,、;](?!附件|每|其余|余)[一-鿿]{{2,14}}?(?:执|持|存|留存|备案)?[_]*(?P<n>{NUMERAL}){_OF}")
# … and of several, each as many: ,监理单位、镇财政所各一份.
_SOMEBODIES = re.compile(
    rf"[,、;](?P<who>[一-鿿]{{2,14}}(?:[、和及与][一-鿿]{{2,14}})+?)各(?:自|执|持|存|留存|备案)*[_]*(?P<n>{NUMERAL}){_OF}"
)
_OF_ANOTHER = re.compile(r"(?:扫描件|电子版|复印件|光盘|(?<!及)附件)[^。;]{0,8}[,;]$")  # …；扫描件两份，双方各存一份
# Of how many a joint supplier consists is not known: what each of them holds tells nothing of the sum.
_MEMBERS = re.compile(rf"(?:联合体|成员|牵头)(?:各方|双方|单位|各?成员)*各[_]*{_VERB}{NUMERAL}{_OF}")
_OF_CONTRACT = re.compile(r"合同|协议|^(?:甲乙|买卖|供需)?双方各")
_AMONG = re.compile(r"\([^()]*各[^()]*份[^()]*\)")


@per_vocabulary
def _each_of() -> re.Pattern[str]:
    holder = rf"(?:{_BOTH}|{role_pattern()}|{_OTHERS})(?:\([^()]*\))?"
    others = rf"(?:(?:以及|[、,和及与])(?:{holder}|[一-鿿]{{2,14}}?))+"
    return re.compile(rf"(?P<who>{holder}{others})各[_]*{_VERB}(?P<n>{NUMERAL}){_OF}")


@per_vocabulary
def _reversed() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<n>{NUMERAL})[_]*份(?:由|归|交|送|给|报|交由|存于)(?P<who>{role_pattern()}|{_OTHERS})(?:保存|保留|保管|持有|收执|留存|存档|执|持|存|留)?"
    )


@per_vocabulary
def _rest() -> re.Pattern[str]:
    return re.compile(
        rf"(?:其余|剩余|余下|余)(?:的|份数|部分|合同)?(?:均|全部)?(?:由|归|交)?(?P<who>{role_pattern()}|{_OTHERS})(?P<on>(?:负责)?(?:分送|分发|报送|送交|转送))?"
    )


@per_vocabulary
def _respectively() -> re.Pattern[str]:
    return re.compile(
        rf"(?:双方|甲[、]?乙(?:双)?方|{role_pattern()}[、和与]{role_pattern()})分别(?:执|持有?|保存|留存|存)?"
        rf"(?P<a>{NUMERAL})份?[、,和及](?P<b>{NUMERAL})份"
    )


@per_vocabulary
def _held() -> re.Pattern[str]:
    return re.compile(rf"(?P<who>{role_pattern()}|{_OTHERS})(?:\([^()]*\))?[_]*{_VERB}(?P<n>{NUMERAL}){_OF}")


@per_vocabulary
def _shared_out() -> re.Pattern[str]:
    """Behind a number of copies: that they are held by one and another."""
    return re.compile(rf"[,:](?:其中)?{role_pattern()}[^,。;]{{0,8}}?{NUMERAL}{_OF}[,、]{role_pattern()}")


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
    if head is None and original is None and (shared is None or not _OF_CONTRACT.search(s)):
        return None
    if head is None and original is None and not (re.search(r"执|持|存", s) or _EACH.search(s) or _held().search(s)):
        return None
    total, spans = _total(s, head, original, duplicate, shared)
    holders = _Holders(s, sides)
    start = max(0, spans[0][1] - 1)
    spans += holders.read(start, spans[1:]) or holders.read(0, spans)  # 双方各保留两份，共四份
    spans += holders.unknown(total) + holders.remainder(start, total)
    buyer, supplier, other = (holders.share(key) for key in ("buyer", "supplier", "other"))
    if _MEMBERS.search(_bare(s)):
        supplier = other = None
    if total is None and buyer is None and supplier is None:
        return None
    if head is None and buyer is None and not re.search(r"合同|协议", s):
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
            _shared_out().match(s, duplicate.end()) or _EACH.match(s, duplicate.end() + 1)
        )
        if duplicate is not None and total is not None and (own or duplicate.start() - original.end() <= 12):
            total += parse_numeral(duplicate["n"]) or 0
            spans.append(duplicate.span())
        return total, spans
    assert shared is not None
    return parse_numeral(shared["n"]), [shared.span()]


class _Holders:
    """Who holds how many, summed up as a statement is read; ``sides`` are the parties that its words mean."""

    def __init__(self, s: str, sides: Sides) -> None:
        self.s = s
        self.sides = sides
        self.sums: dict[str, Decimal] = {}
        self.taken: list[tuple[int, int]] = []

    def read(self, start: int, others: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Reads what stands behind ``start``, the spans ``others`` aside; gives back where it stands."""
        self.taken = list(others)
        seen = len(self.taken)
        self._both(start)
        self._each_of_several(start)
        if not self._one_and_the_other(start):
            self._given_to(start)
            self._one_by_one(start)
        return self.taken[seen:]

    def share(self, key: str) -> Decimal | None:
        return self.sums.get(key)

    def _add(self, who: str, n: Decimal) -> None:
        side = self.sides.get(who)
        holder = side if side in ("buyer", "supplier") else "other"
        self.sums[holder] = self.sums.get(holder, Decimal(0)) + n

    def _free(self, m: re.Match[str]) -> bool:
        return not any(m.start() < b and m.end() > a for a, b in self.taken)

    def _both(self, start: int) -> None:
        each = next((m for m in _EACH.finditer(self.s, start) if not _OF_ANOTHER.search(self.s[: m.start()])), None)
        if each is None or (n := parse_numeral(each["n"])) is None:
            return
        further, end = _further(self.s, each.end())
        n += further
        self.sums["buyer"] = self.sums["supplier"] = n
        if "三方" in each[0] or "丙" in each[0]:
            self.sums["other"] = n
        behind = any(a >= each.end() for a, _ in self.taken)
        self.taken.append((each.start(), end))
        # 正本两份，双方各执一份；副本四份，双方各执两份
        second = _EACH.search(self.s, each.end()) if behind else None
        if second is not None and (more := parse_numeral(second["n"])) is not None:
            self.sums = {holder: held + more for holder, held in self.sums.items()}
            self.taken.append(second.span())

    def _each_of_several(self, start: int) -> None:
        for m in _each_of().finditer(self.s, start):
            n = parse_numeral(m["n"])
            if n is None or not self._free(m):
                continue
            for who in re.split(r"以及|(?<!甲)[、,和及与]|(?<=甲)[、和及与](?=乙方(?!双方))", _bare(m["who"])):
                if re.fullmatch(_BOTH, who):
                    self._add("甲方", n)
                    self._add("乙方", n)
                else:
                    self._add(who, n)
            self.taken.append(m.span())

    def _one_and_the_other(self, start: int) -> bool:
        m = _respectively().search(self.s, start)
        if m is None:
            return False
        self.sums["buyer"], self.sums["supplier"] = (parse_numeral(m[g]) or Decimal(0) for g in ("a", "b"))
        self.taken.append(m.span())
        return True

    def _given_to(self, start: int) -> None:
        for m in _reversed().finditer(self.s, start):
            inside = self.s.rfind("(", 0, m.start()) > self.s.rfind(")", 0, m.start())  # 甲方五份（其中一份报…）
            if (n := parse_numeral(m["n"])) is not None and self._free(m) and not inside:
                self._add(m["who"], n)
                self.taken.append(m.span())

    def _one_by_one(self, start: int) -> None:
        taken = list(self.taken)
        for m in _held().finditer(self.s, start):
            n = parse_numeral(m["n"])
            if n is None or any(m.start() < b and m.end() > a for a, b in taken):
                continue
            if shared := _AMONG.match(self.s, m.end()):  # 乙方六份（联合体成员各三份）: the same six
                taken.append(shared.span())
            further, end = _further(self.s, m.end())
            self._add(m["who"], n + further)
            self.taken.append((m.start(), end))

    def unknown(self, total: Decimal | None) -> list[tuple[int, int]]:
        """Copies handed to somebody whose name says nothing to us: they are held by others."""
        last = max((b for _, b in self.taken), default=0)
        found: list[tuple[int, int]] = []
        several = _SOMEBODIES.match(self.s, last)
        if several is not None and self.sums and total is not None and (n := parse_numeral(several["n"])) is not None:
            held = n * (len(re.findall("[、和及与]", several["who"])) + 1)
            if sum(self.sums.values()) + held == total:
                self.sums["other"] = self.sums.get("other", Decimal(0)) + held
                return [several.span()]
        while self.sums and total is not None and (m := _SOMEBODY.match(self.s, last)):
            n = parse_numeral(m["n"])
            if n is None or sum(self.sums.values()) + n > total:
                break
            self.sums["other"] = self.sums.get("other", Decimal(0)) + n
            found.append(m.span())
            last = m.end()
        return found

    def remainder(self, start: int, total: Decimal | None) -> list[tuple[int, int]]:
        """其余由乙方保存, 其余由发包人分送有关单位: what the total leaves."""
        m = _rest().search(self.s, start)
        left = total - sum(self.sums.values()) if total is not None and self.sums else Decimal(0)
        if m is None or left <= 0 or not self._free(m):
            return []
        self._add("" if m["on"] else m["who"], left)  # who sends the rest on keeps none of it
        return [m.span()]


def _bare(who: str) -> str:
    return re.sub(r"\([^()]*\)", "", who)


def _further(s: str, at: int) -> tuple[Decimal, int]:
    """正本一份、副本两份: the second number of the same holder, and where it ends (``at`` where there is none)."""
    m = re.compile(rf"[,、和及]?(?:副本|正本)[_]*(?P<n>{NUMERAL}){_OF}").match(s, at)
    if m is None or _shared_out().match(s, m.end()) or _EACH.match(s, m.end() + 1):
        return Decimal(0), at  # …，副本陆份，甲方肆份: so many were made
    return parse_numeral(m["n"]) or Decimal(0), m.end()

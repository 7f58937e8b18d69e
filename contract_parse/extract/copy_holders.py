"""Who holds how many copies, as a statement of copies is read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from contract_parse.extract.labels import role_pattern
from contract_parse.extract.vocabulary import per_vocabulary
from contract_parse.values.numerals import NUMERAL, parse_numeral

Sides = Mapping[str, str | None]

# The number may be said again in brackets (伍(5)份, (伍)份).
OF = rf"[_)]*(?:\({NUMERAL}\))?[_]*份+"
VERB = r"(?:[,:]|各自|分别|各|均|执有|执存|执|持有|持|留存|保留|收存|保存|存档|存|保管|备案|备存|备查|收执|得|占|为|正本|副本|和|与|正、?副本|原件|[(_)]|正本和副本|一式|留|用)*"
EACH = re.compile(
    rf"(?:双方|甲乙(?:双)?方|甲、?乙(?:、?丙)?(?=各)|甲、乙(?:双)?方|买卖双方|供需双方|(?<!联合体)各方|三方|双方当事人|甲乙丙三方|甲、乙、丙三方|[甲乙]方[、和与][甲乙]方|(?:采购人|发包人|委托人|委托方|需方|买方)[、和与](?:供应商|承包人|受托人|受托方|供方|卖方)|(?<=份[,;、]))(?:当事人)?[_]*(?:各|均|分别)[_]*{VERB}(?P<n>{NUMERAL}){OF}"
)
_OTHERS = (
    r"(?:[一-鿿（()]{0,12}?(?:采购代理机构|代理机构|财政局|财政部门|监管部门|监督管理部门|主管部门|监督部门|备案|鉴证方|见证方|监理单位|监理人|监理方|使用单位|交易中心|采购中心|公证处|存档|"
    r"招标代理|集采机构|采购办|监管机构|招标公司|管理部门|招标办|行政主管部门|丙方|丁方|档案室|审计局|审计部门|代理公司|有关部门|相关部门|税务部门)[一-鿿()]{0,8}?)"
)
_BOTH = r"(?:甲、?乙|供需|买卖|合同)双?方"  # each of the two, beside a third: 甲乙双方及见证方各一份
# Behind what the parties hold, in the same sentence: ,县档案馆一份.
_SOMEBODY = re.compile(rf"[,、;](?!附件|每|其余|余)[一-鿿]{{2,14}}?(?:执|持|存|留存|备案)?[_]*(?P<n>{NUMERAL}){OF}")
# … and of several, each as many: ,监理单位、镇财政所各一份.
_SOMEBODIES = re.compile(
    rf"[,、;](?P<who>[一-鿿]{{2,14}}(?:[、和及与][一-鿿]{{2,14}})+?)各(?:自|执|持|存|留存|备案)*[_]*(?P<n>{NUMERAL}){OF}"
)
_OF_ANOTHER = re.compile(r"(?:扫描件|电子版|复印件|光盘|(?<!及)附件)[^。;]{0,8}[,;]$")  # …；扫描件两份，双方各存一份
_AMONG = re.compile(r"\([^()]*各[^()]*份[^()]*\)")


@per_vocabulary
def _each_of() -> re.Pattern[str]:
    holder = rf"(?:{_BOTH}|{role_pattern()}|{_OTHERS})(?:\([^()]*\))?"
    others = rf"(?:(?:以及|[、,和及与])(?:{holder}|[一-鿿]{{2,14}}?))+"
    return re.compile(rf"(?P<who>{holder}{others})各[_]*{VERB}(?P<n>{NUMERAL}){OF}")


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
def held() -> re.Pattern[str]:
    return re.compile(rf"(?P<who>{role_pattern()}|{_OTHERS})(?:\([^()]*\))?[_]*{VERB}(?P<n>{NUMERAL}){OF}")


@per_vocabulary
def shared_out() -> re.Pattern[str]:
    """Behind a number of copies: that they are held by one and another."""
    return re.compile(rf"[,:](?:其中)?{role_pattern()}[^,。;]{{0,8}}?{NUMERAL}{OF}[,、]{role_pattern()}")


class Holders:
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
        each = next((m for m in EACH.finditer(self.s, start) if not _OF_ANOTHER.search(self.s[: m.start()])), None)
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
        second = EACH.search(self.s, each.end()) if behind else None
        if second is not None and (more := parse_numeral(second["n"])) is not None:
            self.sums = {holder: held + more for holder, held in self.sums.items()}
            self.taken.append(second.span())

    def _each_of_several(self, start: int) -> None:
        for m in _each_of().finditer(self.s, start):
            n = parse_numeral(m["n"])
            if n is None or not self._free(m):
                continue
            for who in re.split(r"以及|(?<!甲)[、,和及与]|(?<=甲)[、和及与](?=乙方(?!双方))", bare(m["who"])):
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
        for m in held().finditer(self.s, start):
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


def bare(who: str) -> str:
    return re.sub(r"\([^()]*\)", "", who)


def _further(s: str, at: int) -> tuple[Decimal, int]:
    """正本一份、副本两份: the second number of the same holder, and where it ends (``at`` where there is none)."""
    m = re.compile(rf"[,、和及]?(?:副本|正本)[_]*(?P<n>{NUMERAL}){OF}").match(s, at)
    if m is None or shared_out().match(s, m.end()) or EACH.match(s, m.end() + 1):
        return Decimal(0), at  # …，副本陆份，甲方肆份: so many were made
    return parse_numeral(m["n"]) or Decimal(0), m.end()

"""Blanks that are marked as such: by underscores, empty brackets, a unit without its number, 年 月 日 without figures."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from contract_parse.extract.choices import TICKED, inline_idle, unticked
from contract_parse.model.text import Text

_DATE = r"(?:20\d{0,2}|二零)?_*年_*\d{0,2}_*月_*\d{0,2}_*日"
_WHOLE_DATE = re.compile(r"\d{4}_*年_*\d{1,2}_*月_*\d{1,2}_*日")
_WRITTEN = re.compile(
    rf"(?P<date>(?<![\d一二三四五六七八九零十_]){_DATE})|(?P<line>_{{2,}})|(?P<bracket>\(\)|\[\](?!号)|〔〕)"
    r"|(?P<unit>(?<=之日起)(?=(?:日|天|个?工作日|个月|年)(?:内|起)))|(?P<choice>(?<=第)(?=种方式))"
    r"|(?P<sum>(?<=¥)(?=元)|(?<=大写:)(?=元整?)|(?<=大写\):)(?=元整?)|(?<=共计)(?=元))|(?P<cross>(?<![A-Za-z\d])[Xx×]{2,}(?=年|月|日|元|万元|天|个|份|%|种))"
)
_GAP = re.compile(
    r"(?<=[\u3400-\u9fff:：）)])(?:\t+|[ \u3000]{4,})(?=[。；;])|(?<=[:：])(?:\t+|[ \u3000]{4,}|\u3000{2,})(?=[，,)）])"
    r"|(?<=[为期计起后达:：])\t+(?=(?:个?工作日|日历天|个月|小时|[年月日天份]|万?元|[%‰％])(?:内|[以的,。;，；]))"
    r"|(?<=[由向])(?:\t+|[ \u3000]{2,})(?=承担|负责|支付|提供|提出|缴纳|交纳)"
)
_TRAIL = re.compile(
    r"(?:由|向|人民币|大写|小写|合计|共计|共|为|是|于|在|自|至|从|按|即|约|计|第|[¥:\"'(\[《/]|之日起)+$"
)
_LEAD = re.compile(r"^[\"'()\[\]□☐☑√■\-·●*:]+|^(?:\(?[\d一二三四五六七八九十]{1,2}[)、.])+")
_ASKS = re.compile(r"[第计按:为在于自付至起期达共过由向满超低高即前后约]$")
_COUNTED = re.compile(
    r"个?(?:工作日|日历天|小时|月|日|天|年)|万?元(?!件|素|器)|[%‰份次台人套方种级亩吨辆栋户]|平方米|公里|公斤|千克|人民法院|仲裁"
)
_SIGN_BEHIND = re.compile(r"\((?:盖章|公章|签章|签字|签名|印章|章)[^()]{0,8}\)")
_SIGN_BEFORE = re.compile(r"(?:盖章|公章|签章|签字|签名|印章)\)?:?$")
_DATES = re.compile(rf"{_DATE}[至到\-~—]*")
# A date left blank says nothing of the blank behind it: 自____年__月__日起至
_PERIOD = re.compile(rf"自?(?P<date>{_DATE})(?:起|止)?至?")
_SINCE = re.compile(r"(?<=:)自[\u3400-\u9fff]{2,10}之日起至?$")
_ONLY_DATES = re.compile(rf"(?:{_DATE})+")
# A gap where a number should stand: 一式　　份, 质保期为   年.
_NUMBER_GAP = re.compile(
    r"(?<=[为共计起后式执持第按至])(?:[ \t]{2,}|\u3000+)(?=(?:个?工作日|日历天|个月|小时|[年月日天份]|万?元|[%‰])(?:内|[以的,。;，；)）]|$))"
    r"|(?<=[\u3400-\u9fff:：])(?: {2,}|\u3000+)(?=[%‰％])|(?<=每[年月周])(?: {2,}|\u3000+)(?=[日号])"
    r"|(?<=[\u3400-\u9fff])(?<!单位)(?<![年月日])(?: {2,}|\u3000{2,})(?=(?:个?工作日|日历天|个月|小时|[年月日天份]|万?元|[%‰])(?:内|[以的。;；]))"
)
# The one space that a page shows where a number should stand; on a scan the number may only have been missed.
_UNIT_GAP = re.compile(
    r"(?:(?<=[为共计起后式达])|(?<=保修|质保|期限)|(?<=[^星]期)) (?=(?:个?工作日|日历天|个月|小时|[年月日天份]|万?元|[%‰])(?:内|[以的,。;，；]))"
    r"|(?<=[由向]) (?=承担|负责|支付|提供|提出|缴纳|交纳)|(?<=[:：为计]) (?=[%‰％](?:[,。;，；]|$))|(?<=每[月年周]) (?=[日号])"
)
_UNIT_ONLY = re.compile(r"(?:[%‰元年月日天个份万:]|日历|工作|小时)*")
_UNIT_AFTER = re.compile(r"^(?:年|月|日|天|元|万元|份|个|种|%|‰|次|台|套|小时|工作日|期|人民法院|仲裁|法院|[,。;、:)])")
# 第__种方式解决: what should stand there is the way it is settled.
_WAY = re.compile(
    r"[)\]]?种(?:纠纷|争议)?(?P<way>方式|办法|途径)(?:进行)?(?P<what>解决|处理|支付|结算|付款|交付|验收)?"
)
_SUM = re.compile(r"([大小]写)\)?:?$")
NOTES = re.compile(r"\([^()]{0,40}\)")
_OPEN_BRACKET, _CLOSED = re.compile(r"[(（\[【]\s*$"), re.compile(r"\s*[)）\]】]")


@dataclass(frozen=True, slots=True)
class Gap:
    """A blank: what should stand there, and the words round it."""

    label: str | None
    text: Text


def segments(text: Text) -> list[Text]:
    """The columns of a line that holds several side by side; no gap inside a bracket parts any: 由（　　）方承担."""
    parts: list[Text] = []
    for part in text.split(r"\t+"):
        if parts and _OPEN_BRACKET.search(parts[-1].s) and _CLOSED.match(part.s):
            parts[-1] = Text.join((parts[-1], part), "\t")
        else:
            parts.append(part)
    return [t for t in parts if t.s.strip()]


def written(text: Text, signing: bool = False) -> Iterator[Gap]:
    """Blanks that are marked as such: by underscores, brackets, a unit without its number, a gap before the full stop."""
    for gap in _GAP.finditer(text.s):
        before = text[: gap.start()].view
        if not unticked(before.s, len(before.s)):
            yield Gap(
                _label(before.s, len(before.s), len(before.s)), before.cut(max(0, len(before.s) - 20), len(before.s))
            )
    for segment in segments(text):
        view = segment.view
        s = view.s
        filled = _filled_runs(s)
        marked = {m.start() for m in _WRITTEN.finditer(s)}
        printed = all(g is None or g.source == "text" for g in segment.glyphs)
        for lack in (*_NUMBER_GAP.finditer(segment.s), *(_UNIT_GAP.finditer(segment.s) if printed else ())):
            at = bisect_left(view.at, lack.start())
            if at not in marked and not unticked(s, at) and not inline_idle(s, at):
                yield Gap(_label(s, at, at), view.cut(max(0, at - 6), min(len(s), at + 2)))
        for m in _WRITTEN.finditer(s):
            if m.start() in filled or unticked(s, m.start()) or inline_idle(s, m.start()):
                continue
            if m["bracket"] and not (
                (_ASKS.search(s[: m.start()]) and not TICKED.search(s))
                or _COUNTED.match(s[m.end() :])
                or _within_words(s, *m.span(), view.cut(*m.span()).s)
            ):
                continue
            if m["date"] and _ONLY_DATES.fullmatch(s):
                continue  # the line to date a signature on
            if m["date"] and _WHOLE_DATE.fullmatch(m[0]):
                continue
            if signing and (_SIGN_BEHIND.match(s[m.end() :]) or _SIGN_BEFORE.search(s[: m.start()])):
                continue  # 甲方：____（盖章）, 甲方（盖章）：____
            if m["date"] and "_" not in m[0] and re.search(r"[某当每本该同称次翌明今]$|\"$", s[: m.start()]):
                continue
            at, end = (m.start(), m.end()) if m.end() > m.start() else (max(0, m.start() - 3), min(len(s), m.end() + 2))
            yield Gap(_label(s, m.start(), m.end()), view.cut(at, end))


def _within_words(s: str, start: int, end: int, printed: str) -> bool:
    """Whether empty square brackets, or wide round ones, stand amid words (全镇【　】个村); before a choice they are its box."""
    wide = ("\t" in printed or len(printed) > 3) and re.match(
        r"[\u3400-\u9fff]", s[end:]
    )  # 无滴漏（　　）。 is to be ticked
    amid = (
        (s[start:end] == "[]" or wide)
        and re.search(r"[\u3400-\u9fff]$", s[:start])
        and not re.match(r"[是否有无不]", s[end:])
    )
    return bool(amid) and not TICKED.search(s)


def _filled_runs(s: str) -> set[int]:
    """Where runs of underscores begin that only pad a value: __张三__, __3__日."""
    out: set[int] = set()
    for m in re.finditer(r"(_+)([^_]+)(?=(_+))", s):
        inner = m[2]
        padded = len(inner) <= 40 and not re.search(r"[:。;,]", inner) and not _UNIT_AFTER.match(inner)
        opened = m.start() == 0 or s[m.start() - 1] in ":(第为" or re.search(r"[\u3400-\u9fff]$", s[: m.start()])
        after = s[m.end() + len(m[3]) :]
        if (
            padded
            and opened
            and (re.match(r"[\d.,]+$", inner) or not after or after[0] in "。;,、()种项日天年" or len(m[3]) <= 2)
        ):
            out |= {m.start(1), m.start(3)}
    out |= {m.start() for m in re.finditer(r"_+(?=\d)", s)}
    return out


def _label(s: str, start: int, end: int) -> str | None:
    """The words in front of a blank that say what should stand there, else those behind it."""
    way = _WAY.match(s[end:])
    if way:
        return f"{way['what'] or ''}{way['way']}"
    body = re.match(r"(?:仲裁委员会|仲裁机构|人民法院)", s[end:])
    if body:
        return body[0]
    before = _PERIOD.sub(lambda m: m[0] if _WHOLE_DATE.fullmatch(m["date"]) else "", NOTES.sub("", s[:start]))
    pieces = [p for p in re.split(r"[。;,!?、_]|[□☑√■☐]", before) if not _UNIT_ONLY.fullmatch(p)]
    for piece in reversed([_SINCE.sub("", p) for p in pieces[-2:]]):
        words = _LEAD.sub("", _TRAIL.sub("", piece))
        words = words.rsplit(":", 1)[-1] if not piece.endswith(":") else words.rsplit(":", 1)[-1] or words
        words = _TRAIL.sub("", _DATES.sub("", words))
        if len(words) < 2 and (above := re.search(r"[一-鿿]{2,12}(?=:)", piece)) and not _SUM.search(piece):
            words = above[0]  # 交货期：自　年　月　日至…
        if len(words) < 2 and "_" in before and (capitals := _SUM.search(piece)):
            words = capitals[1]  # ____元（大写：____）
        if len(words) >= 2:
            return words[-20:]
    note = re.match(r"\(([^()_]{2,16})\)", s[end:])
    if note:
        return note[1]
    after = re.match(r"[^_。;,:()]{2,12}", s[end:])
    return after[0] if after else None

"""Parties and people that sentences name: 某县水务局（以下简称甲方）与某某公司（以下简称乙方）…"""

from __future__ import annotations

import re

from contract_parse.extract.labels import RoleWord, read_label, role_pattern, role_words
from contract_parse.extract.names import looks_like_organisation, name_in
from contract_parse.extract.vocabulary import per_vocabulary
from contract_parse.model.text import Text

_CONSORTIUM = re.compile(r"(?:由)?联合体(?:成员|各方|单位|名称)?[:为]")
_APPOINTED = (
    r"(?:指定|委派|委托|指派|安排|授权|确定|派|的)(?P<who>[一-鿿]{2,4}?)(?:同志|先生|女士)?(?:\([^()]{0,30}\))?"
    r"(?:,[^。;]{0,30}?)?(?:为|作为|担任)(?:本项目|本合同|项目|甲方|乙方|其|合同|履约|的|日常|业务|工作){0,4}联系人"
)
_MEMBER_NOTE = re.compile(r"\([^()]*(?:联合体|牵头|成员)[^()]*\)$")
_MANY = re.compile(r"各级|各(?:预算|采购|行政|机关|有关|相关)|所有|全体|其他|上述|下列")


@per_vocabulary
def _definition() -> re.Pattern[str]:
    return re.compile(
        rf"\((?:(?:以下|下文|下)(?:统|合)?(?:简称|称为?)?|简称|下称|称)?[:为]?[\"']?(?P<word>{role_pattern()}(?:[1-9]|[一二三四](?=[\"')]))?)[\"']?(?:,[^()]*)?\)"
    )


@per_vocabulary
def _contact_clause() -> re.Pattern[str]:
    return re.compile(rf"(?P<role>{role_pattern()}){_APPOINTED}")


_STATED = re.compile(r"(?:[,;(]|(?<=[\"'])[,;]?)(?:其|该公司|该单位|公司)?")
_IS = re.compile(r"(?:号码?|地|姓名)?(?:为|是|系|位于|在|:)+")


def details_in(text: Text) -> list[tuple[RoleWord, str, Text]]:
    """What a sentence that defines role words says of each: (word, kind of label, value).

    某医院，统一社会信用代码为…，其住所地位于…（以下称“甲方”）: what stands between two definitions is about the one
    whose name stands there; what stands in a definition's own bracket (以下称“甲方”，住所：…) about the one defined.
    """
    view = text.view
    found: list[tuple[RoleWord, str, Text]] = []
    marks = list(view.finditer(_definition()))
    for n, m in enumerate(marks):
        begin = marks[n - 1].end() if n else 0
        word = _word(m["word"])
        for hit in _STATED.finditer(view.s, begin, m.end()):
            label = read_label(view.s, hit.end())
            if label is None or label.role is not None:
                continue
            link = _IS.match(view.s, label.end)
            inside = hit.start() > m.start()
            if (link is None and not (inside and label.colon)) or (label.colon and not inside):
                continue
            start = link.end() if link else label.end
            stop = re.compile(r"[,;。()]").search(view.s, start)
            found.append((word, label.kind, view.cut(start, stop.start() if stop else len(view.s))))
    return found


def bracketed(text: Text) -> bool:
    """Whether a sentence gives details of parties in the brackets that define their words: （以下称“甲方”，住所：…）."""
    view = text.view
    return any(
        (label := read_label(view.s, hit.end())) is not None and label.role is None and label.colon
        for m in view.finditer(_definition())
        for hit in _STATED.finditer(view.s, m.start() + 1, m.end())
    )


def _word(printed: str) -> RoleWord:
    word = role_words().get(printed)
    if word is not None:
        return word
    plain = role_words()[printed[:-1]]
    return RoleWord(plain.word, plain.role, plain.letter, printed[-1])


def defined_in(text: Text) -> list[tuple[RoleWord, Text]]:
    """The names that a sentence defines role words by, each with its word."""
    view = text.view
    found = []
    after = 0
    for m in view.finditer(_definition()):
        before = view.cut(after, m.start())
        name = _name_before(before) or _name_at_the_head(before)
        after = m.end()
        if name is None:
            continue
        found.append((_word(m["word"]), name))
    return found


def appointed_in(text: Text) -> list[tuple[RoleWord, Text]]:
    """The contacts that a sentence appoints: 甲方指定某某为联系人."""
    view = text.view
    return [(role_words()[m["role"]], view.cut(*m.span("who"))) for m in view.finditer(_contact_clause())]


def _name_before(before: Text) -> Text | None:
    """The name of an organisation that ends ``before``."""
    view = before.view
    m = re.search(r"[^,;。:、]{4,60}$", view.s)
    if m is None:
        return None
    start = m.start()
    if verbs := list(re.finditer(r"委托|确定|选定|聘请|指定|邀请|授权|选聘|[由与]", m[0])):
        start += verbs[-1].end()
    while start < len(view.s):
        piece = view.s[start:]
        head = re.match(
            r"(?:本合同|本协议|兹有|兹|和|及|受托|经|现|为|是|系|\((?:[一二三四]|\d)\)|[①-⑤]|[1-9][.、])", piece
        )
        if head is None:
            break
        start += head.end()
    if not looks_like_organisation(view.s[start:]) or re.fullmatch(role_pattern(), view.s[start:]):
        return None
    if re.match(rf"(?:{role_pattern()})[为向对给]", view.s[start:]) or _MANY.search(view.s[start:]):
        return None  # 乙方为全县各级预算单位（以下简称采购人）提供…: many, none of them named
    return view.cut(start, len(view.s))


def _name_at_the_head(before: Text) -> Text | None:
    """The name with which ``before`` begins, where what else is said of the party stands between it and its word."""
    view = before.view
    begin = max((view.s.rfind(c, 0, len(view.s)) + 1 for c in "。:;"), default=0)
    m = re.compile(r"[^,。;:]{4,60}(?=,)").match(view.s, begin + (view.s[begin : begin + 1] == ","))
    return _name_before(view.cut(*m.span())) if m is not None else None


def listed(value: Text) -> list[Text]:
    """The members of a consortium named in one line; the value itself where it is one name."""
    view = value.view
    lead = _CONSORTIUM.match(view.s)
    start = lead.end() if lead else 0
    depth, parts = 0, []
    for i, c in enumerate(view.s):
        depth += (c == "(") - (c == ")" and depth > 0)
        if depth == 0 and i > start and (c in "、,;" or (c in "与和及" and _is_member(view.s[start:i]))):
            parts.append((start, i))
            start = i + 1
        elif depth == 0 and c == ")" and i + 1 < len(view.s) and _MEMBER_NOTE.search(view.s[start : i + 1]):
            parts.append((start, i + 1))  # one member a line, each with its note
            start = i + 1
    parts.append((start, len(view.s)))
    texts = [view.cut(a, b) for a, b in parts if b > a]
    names = [name_in(t) for t in texts]
    if (len(texts) > 1 or lead) and all(n is not None and looks_like_organisation(n[0].view.s) for n in names):
        return texts
    return [value]


def _is_member(words: str) -> bool:
    """Whether ``words``, notes aside, are the name of an organisation: 某某公司（牵头人）."""
    return looks_like_organisation(re.sub(r"\([^()]*\)$", "", words))

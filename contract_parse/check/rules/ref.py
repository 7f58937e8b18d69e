"""REF: references to clauses and annexes, and the numbering they rely on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from contract_parse.check.cited import annex_title_differs, clause_texts, find_clause, same_label, topic_missing
from contract_parse.check.engine import Broken, Case, Held, Outcome, rule
from contract_parse.check.numbering import answering, gaps
from contract_parse.check.readings import scanned
from contract_parse.model.facts import Reference


def _by_target(references: list[Reference]) -> dict[str, list[Reference]]:
    found: dict[str, list[Reference]] = {}
    for r in references:
        key = next((k for k in found if r.kind == "annex" and same_label(k, r.target)), r.target)
        found.setdefault(key, []).append(r)
    return found


def _missing(case: Case, kind: str, zh: str, en: str) -> Iterator[Outcome]:
    of_kind = [r for r in case.contract.references if r.kind == kind]
    for target, cited in _by_target(of_kind).items():
        if all(r.resolved for r in cited):
            yield Held(len(cited))
            continue
        evidence = [e for r in cited for e in r.evidence]
        yield Broken(
            zh=zh.format(target=target),
            en=en.format(target=target),
            actual=target,
            clauses=tuple(r.clause for r in cited if not r.resolved),
            evidence=evidence,
            doubt=scanned(evidence),
        )


@rule("REF501", "error", "引用的条款不存在", "A clause referred to does not exist")
def clause_exists(case: Case) -> Iterator[Outcome]:
    """比较：条款引用（“第八条”“第5.2条”）与合同实有的条款编号；引用法律条文的不算。
    反例：合同共十四条，却写“按第十八条处理”。
    正例：引用的条款存在；“《民法典》第五百七十七条”。

    Compares: references to clauses with the clauses there are; references to laws do not count.
    Fires: "as clause 18 says" in a contract of fourteen clauses.
    Silent: clauses that exist; articles of a law; a contract without references.
    """
    yield from _missing(
        case, "clause", "引用的条款 {target} 在本合同中不存在。", "Clause {target} is referred to but does not exist."
    )


@rule("REF502", "error", "引用的附件不存在", "An annex referred to is not there")
def annex_exists(case: Case) -> Iterator[Outcome]:
    """比较：正文引用的附件与随合同所附的附件。
    反例：正文“详见附件三”，合同只附有附件一、附件二。
    正例：引用的附件都在；没有引用附件时不作判断。

    Compares: the annexes that the body refers to with those attached.
    Fires: "see annex 3" where annexes 1 and 2 are attached.
    Silent: every annex is there; no annex referred to.
    """
    yield from _missing(case, "annex", "正文引用的{target}未附在合同中。", "{target} is referred to but not attached.")


@rule("REF503", "warning", "附件的引用名称与其标题不同", "An annex is referred to under another title than its own")
def annex_titles(case: Case) -> Iterator[Outcome]:
    """比较：正文引用附件时所写的书名号内名称与附件自身的标题。
    反例：正文“附件一《服务清单》”，附件一的标题是“产品清单”。
    正例：名称相同，或一个是另一个的简称；只写“附件一”时不作判断。

    Compares: the title by which the body cites an annex with the annex's own.
    Fires: "annex 1 《服务清单》" whose own title is 产品清单.
    Silent: the same title, or one short for the other; "annex 1" without a title.
    """
    for annex in case.contract.annexes:
        cited = [
            r for r in case.contract.references if r.kind == "annex" and r.title and same_label(r.target, annex.label)
        ]
        if not cited or not annex.title:
            continue
        other = [r for r in cited if annex_title_differs(r.title or "", annex.title)]
        if not other:
            yield Held(len(cited))
            continue
        evidence = [*(e for r in other for e in r.evidence), *annex.evidence]
        titles = "、".join(dict.fromkeys(f"《{r.title}》" for r in other))
        yield Broken(
            zh=f"正文以{titles}之名引用{annex.label}，{annex.label}的标题却是“{annex.title}”。",
            en=f"{annex.label} is cited as {titles}; its own title is “{annex.title}”.",
            expected=annex.title,
            actual=other[0].title,
            clauses=tuple(r.clause for r in other),
            evidence=evidence,
            doubt=scanned(evidence) and any(len(set(r.title or "") ^ set(annex.title)) <= 2 for r in other),
        )


@rule("REF504", "info", "附件未在正文中提及", "An annex the body never mentions")
def annex_mentioned(case: Case) -> Iterator[Outcome]:
    """比较：随合同所附的每个附件是否在正文中被引用。
    反例：附有附件三，正文只提到附件一、附件二。
    正例：每个附件都被引用；没有附件时不作判断。

    Compares: whether each annex attached is referred to in the body.
    Fires: annex 3 is attached, the body names annexes 1 and 2.
    Silent: every annex is mentioned; no annex.
    """
    cited = [r for r in case.contract.references if r.kind == "annex"]
    body = " ".join(clause_texts(case.contract).values())
    for annex in case.contract.annexes:
        # 联合体协议书作为本合同附件; 附件：1.车辆清单；2.行车路线表
        if _named_as_annex(annex.title, body) or any(same_label(r.target, annex.label) for r in cited):
            yield Held()
            continue
        yield Broken(
            zh=f"{annex.label}{'“' + annex.title + '”' if annex.title else ''}没有在正文中被提及，其效力不明。",
            en=f"{annex.label} is never mentioned in the body.",
            clauses=(annex.label,),
            evidence=annex.evidence,
        )


def _named_as_annex(title: str | None, body: str) -> bool:
    if title is None or len(title) < 4:
        return False
    words = re.escape(title)
    return bool(re.search(rf"附[件表录][^。]{{0,60}}{words}|{words}[》”」]?[^。；，]{{0,12}}附[件表录]", body))


@rule("REF505", "warning", "被引用的条款没有所引用的内容", "The clause referred to does not hold what it is cited for")
def clause_holds(case: Case) -> Iterator[Outcome]:
    """比较：引用时写明的内容（“第一条列明的地址”）与被引用条款的标题和文字；只比较词表中有的题目。
    反例：“发往本合同第一条列明的地址”，第一条是“定义”，没有地址。
    正例：“第四条约定的质量要求”，第四条写的是质量；内容不在词表中时不作判断。

    Compares: what a clause is cited for ("the address in clause 1") with that clause's title and text, for known topics.
    Fires: "the address given in clause 1" where clause 1 holds definitions.
    Silent: "the quality required by clause 4" where clause 4 is on quality; a topic that is not in the vocabulary.
    """
    texts = clause_texts(case.contract)
    for r in case.contract.references:
        if r.kind != "clause" or not r.resolved or not r.purpose or r.target not in texts:
            continue
        cited = find_clause(case.contract.clauses, r.target)
        others = [c.title for c in case.contract.clauses if c.title and c.path != r.target and c.path != r.clause]
        missing = topic_missing(r.purpose, cited.title if cited else None, texts[r.target], others)
        if missing is None:
            continue
        if not missing:
            yield Held()
            continue
        yield Broken(
            zh=f"条款 {r.clause} 因“{r.purpose}”引用条款 {r.target}，但条款 {r.target} 没有这方面的内容。",
            en=f"Clause {r.clause} cites clause {r.target} for “{r.purpose}”, which that clause does not hold.",
            expected=r.purpose,
            actual=texts[r.target][:20],
            clauses=(r.clause, r.target),
            evidence=[*r.evidence, *(cited.evidence[:1] if cited else [])],
        )


@rule("REF506", "warning", "条款编号跳号或重号", "Clause numbers skip or repeat")
def numbering(case: Case) -> Iterator[Outcome]:
    """比较：同一层级的条款编号是否连续。
    反例：第七条之后是第九条；两个第五条。
    正例：编号连续；换一部分重新从一开始；专用条款只写通用条款中要补充的几条；扫描件上缺的编号若可能是漏读，列为存疑。

    Compares: whether the numbers of clauses on one level run on.
    Fires: clause 7 followed by clause 9; two clauses 5.
    Silent: numbers that run on, or start again in another part, special terms that take up some general ones.
    """
    by_design = answering(case.contract.clauses)
    for before, after, skipped in gaps(case.contract.clauses):
        if skipped is not None and skipped.startswith("缺少") and after.path.rpartition("/")[0] in by_design:
            continue
        if skipped is None:
            yield Held()
            continue
        evidence = [*before.evidence[:1], *after.evidence[:1]]
        yield Broken(
            zh=f"条款编号在“{before.number}”之后是“{after.number}”，{skipped}。",
            en=f"Clause “{before.number}” is followed by “{after.number}”.",
            clauses=(before.path, after.path),
            evidence=evidence,
            doubt=scanned(evidence),
        )

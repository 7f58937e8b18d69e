"""OCR: how well the pages were read."""

from __future__ import annotations

from collections.abc import Iterator

from contract_parse.check.engine import Broken, Case, Held, Outcome, rule
from contract_parse.model.facts import Evidence


@rule("OCR901", "info", "识别置信度低", "Pages or values read with low confidence")
def confidence(case: Case) -> Iterator[Outcome]:
    """比较：扫描识别的每一页，以及总价、当事人名称、账号等关键内容的置信度与 0.9。
    反例：某页平均置信度 0.72。
    正例：各页均高于 0.9；全部来自文字层时不作判断。

    Compares: the confidence of each page read by OCR, and of the total, names and accounts, with 0.9.
    Fires: a page with a mean confidence of 0.72.
    Silent: every page above 0.9; a document with a text layer throughout.
    """
    for page in case.contract.source.pages:
        if page.text_from != "ocr":
            continue
        if page.confidence >= case.thresholds.ocr_confidence:
            yield Held()
            continue
        words = f"第 {page.number} 页"
        yield Broken(
            zh=f"第 {page.number} 页识别置信度 {page.confidence:.2f}，请对照原件。",
            en=f"Page {page.number} was read with confidence {page.confidence:.2f}: compare with the original.",
            evidence=[Evidence(page=page.number, bbox=(0, 0, page.width, page.height), text=words, source="ocr", confidence=page.confidence)],
        )  # fmt: skip
    for what, evidence in _key_values(case):
        low = [e for e in evidence if e.source == "ocr" and e.confidence < case.thresholds.ocr_confidence]
        if low:
            yield Broken(
                zh=f"{what}“{low[0].text}”识别置信度 {low[0].confidence:.2f}，请对照原件。",
                en=f"“{low[0].text}” was read with confidence {low[0].confidence:.2f}: compare with the original.",
                evidence=low,
            )
        elif any(e.source == "ocr" for e in evidence):
            yield Held()


def _key_values(case: Case) -> Iterator[tuple[str, list[Evidence]]]:
    total = case.contract.amounts.total
    if total is not None:
        yield "合同总价", total.evidence
    for party in case.contract.parties:
        for what, fact in (("名称", party.name), ("账号", party.bank_account), ("信用代码", party.uscc)):
            if fact is not None:
                yield what, fact.evidence

"""The recipe: a file becomes pages, lines and tables, a clause tree, facts, findings.

Each step takes what the one before has made and returns something new; none looks back.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import Literal

from contract_parse import check, extract, ingest, layout, segment
from contract_parse.data import overlay, party_words
from contract_parse.model.contract import Contract
from contract_parse.model.correction import corrected
from contract_parse.model.page import Document, scanned_chars
from contract_parse.model.settings import Settings

OcrMode = Literal["auto", "force", "off"]
Progress = Callable[[int, int], None]


def parse(
    path: str | Path,
    *,
    password: str | None = None,
    pages: Collection[int] | None = None,
    ocr: OcrMode = "auto",
    select: Collection[str] = (),
    ignore: Collection[str] = (),
    lang: Literal["zh", "en"] | None = None,
    progress: Progress | None = None,
    cache: bool = True,
    settings: Settings | None = None,
) -> Contract:
    """Reads ``path`` and returns its facts and findings.

    ``pages`` are 1-based page numbers (None: all). ``ocr`` auto reads only pages without a usable text
    layer by OCR. ``select`` and ``ignore`` are rule codes or families (``AMT``, ``PAY301``). ``progress``
    is called with (pages done, pages in all) while pages are read by OCR. ``cache`` keeps what OCR has read in
    the user's cache folder and takes it from there the next time. ``settings`` are what a file of settings says
    (docs/configuration.md); ``select``, ``ignore`` and ``lang`` override them.

    Raises InputError (and its kind EncryptedError) where the file cannot be read.
    """
    chosen = (settings or Settings()).overridden(select=tuple(select), ignore=tuple(ignore), lang=lang)
    document = ingest.read(Path(path), password=password, pages=pages, ocr=ocr, progress=progress, cache=cache)
    with overlay(chosen.vocabularies):
        contract = mended_facts(document)
    return checked(contract, chosen)


def facts(document: Document) -> Contract:
    """What a document says, before anything is checked."""
    placed = layout.lay_out(document)
    structure = segment.segment(placed)
    if own := extract.own_words(structure):  # what signs by such a word is known for a signature only now
        with party_words(own):
            structure = segment.segment(placed)
    contract = extract.extract(document, structure)
    return contract.with_chars(scanned_chars(p) for p in document.pages if p.text_from == "ocr")


def mended_facts(document: Document) -> Contract:
    """The facts of a document; where a scan was misread and its own arithmetic tells how, read anew with that put right.

    Each mending stands only if nothing that agreed before disagrees after it.
    """
    contract = facts(document)
    for mend in check.mends(contract):
        attempt = corrected(document, mend.corrections)
        again = facts(attempt)
        if check.improves(contract, again):
            document = attempt
            contract = again.model_copy(update={"mended": [*contract.mended, *mend.facts]})
    return contract


def checked(contract: Contract, settings: Settings) -> Contract:
    """The facts of ``contract``, checked (again) under ``settings``: all that can be had without the file."""
    with overlay(settings.vocabularies):
        checks, findings = check.check(contract, settings=settings)
        calendar = check.payment_calendar(contract, {str(event): day for event, day in settings.assume.items()})
    return contract.model_copy(update={"checks": checks, "findings": findings, "payment_calendar": calendar})

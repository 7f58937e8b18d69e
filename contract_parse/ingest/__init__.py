"""Reading a file into pages of placed words: born-digital PDF, scans and images, DOCX, TXT."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Literal

from contract_parse.errors import InputError, UsageError
from contract_parse.ingest.kind import kind_of
from contract_parse.model.page import Document, Page

OcrMode = Literal["auto", "force", "off"]
Progress = Callable[[int, int], None]


def read(
    path: str | Path,
    *,
    password: str | None = None,
    pages: Collection[int] | None = None,
    ocr: OcrMode = "auto",
    progress: Progress | None = None,
    cache: bool = True,
) -> Document:
    """The file's pages, whatever its kind (judged by content, not by name).

    ``pages`` are the 1-based numbers of the pages wanted (None: all; formats without pages ignore it).
    ``ocr`` auto reads by OCR only pages without a usable text layer. ``progress`` is called with
    (done, in all) for each page read by OCR. ``cache`` takes pages that were read by OCR before from the
    user's cache, and keeps those read now there (docs/ocr.md).

    Raises InputError for a file that cannot be read, EncryptedError for one that needs another password,
    UsageError where ``pages`` names none that the file has.
    """
    path = Path(path)
    content = _content(path)
    kind = kind_of(path, content)
    digest = hashlib.sha256(content).hexdigest()
    if kind.family == "pdf":
        from contract_parse.ingest.pdf import read_pdf

        found = read_pdf(path, content, password=password, pages=pages, ocr=ocr, progress=progress, cache=cache)
    elif kind.family == "image":
        from contract_parse.ingest.scan import default_page_cache, read_image

        kept = default_page_cache() if cache else None
        found = _chosen(read_image(path, progress=progress, cache=kept), pages, path)
    elif kind.family == "docx":
        from contract_parse.ingest.docx import read_docx

        found = read_docx(path)
    else:
        from contract_parse.ingest.txt import read_txt

        found = read_txt(path)
    return Document(path.name, digest, kind.media_type, found, paged=kind.family in ("pdf", "image"))


def _content(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise InputError(
                "这是一个目录，不是文件：{path}。", "请给出文件，或用 contract-parse batch 处理整个目录。", path=path
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InputError("找不到文件：{path}。", "请检查路径。", path=path) from error
    except PermissionError as error:
        raise InputError("没有权限读取文件：{path}。", "请检查文件权限。", path=path) from error
    except OSError as error:
        raise InputError(
            "读取文件失败：{path}（{why}）。", "请检查磁盘或网络位置。", path=path, why=error.strerror or error
        ) from error


def _chosen(found: tuple[Page, ...], wanted: Collection[int] | None, path: Path) -> tuple[Page, ...]:
    if wanted is None:
        return found
    kept = tuple(p for p in found if p.number in wanted)
    if not kept:
        raise UsageError("所选页码不在文件中：{path} 共 {pages} 页。", "请检查 --pages。", path=path, pages=len(found))
    return kept

"""What kind of file this is, by its content: names lie."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Literal, NamedTuple

from contract_parse.errors import InputError

Family = Literal["pdf", "docx", "image", "text"]


class Kind(NamedTuple):
    family: Family
    media_type: str


_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_IMAGES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"BM", "image/bmp"),
    (b"GIF8", "image/gif"),
)


def kind_of(path: Path, content: bytes) -> Kind:
    """The kind of a file with this ``content``. Raises InputError where it is none that can be read."""
    head = content[:1024]
    if not content:
        raise InputError("文件是空的：{path}。", "请重新取得该文件。", path=path)
    if b"%PDF-" in head:
        return Kind("pdf", "application/pdf")
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return _zipped(path)
    for magic, media_type in _IMAGES:
        if head.startswith(magic):
            return Kind("image", media_type)
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return Kind("image", "image/webp")
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise InputError(
            "旧版 Office 文档（.doc 或 .wps）无法读取：{path}。", "请在 Word 或 WPS 中另存为 DOCX 或 PDF。", path=path
        )
    if head.lstrip().startswith(b"{\\rtf"):
        raise InputError("RTF 文档无法读取：{path}。", "请另存为 DOCX 或 PDF。", path=path)
    if is_text(content):
        return Kind("text", "text/plain")
    if path.suffix.lower() == ".pdf":
        raise InputError("文件名是 .pdf，内容却不是 PDF：{path}。", "请确认文件下载完整，或重新导出为 PDF。", path=path)
    raise InputError("无法识别的文件类型：{path}。", "请改用 PDF、DOCX、图片（PNG、JPEG、TIFF）或 TXT。", path=path)


def _zipped(path: Path) -> Kind:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise InputError("文件已损坏，无法解压：{path}。", "请重新取得该文件。", path=path) from error
    if "word/document.xml" in names:
        return Kind("docx", _DOCX)
    if "OFD.xml" in names:
        raise InputError("OFD 版式文件无法读取：{path}。", "请先用 OFD 阅读器转换为 PDF。", path=path)
    if any(n.startswith("xl/") for n in names):
        raise InputError("Excel 工作簿无法读取：{path}。", "请另存为 PDF。", path=path)
    raise InputError(
        "这是压缩包，不是 Word 文档（缺少 word/document.xml）：{path}。", "请解压后提供其中的合同文件。", path=path
    )


def is_text(content: bytes) -> bool:
    """Whether bytes are plain text: in UTF-8, UTF-16 with a mark, or GB 18030, and hardly a control character."""
    sample = content[:65536]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _reads(sample[: len(sample) // 2 * 2], "utf-16")
    if b"\x00" in sample:
        return False
    controls = sum(1 for b in sample if b < 32 and b not in b"\t\n\r\f\x1a\x1b")
    return controls <= 0.01 * len(sample) and (_reads(sample, "utf-8-sig") or _reads(sample, "gb18030"))


def _reads(sample: bytes, encoding: str) -> bool:
    """A character cut at the end of the sample is forgiven."""
    for cut in range(4):
        try:
            sample[: len(sample) - cut].decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False

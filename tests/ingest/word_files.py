"""Word documents for tests, from the XML of their body and of their lists."""

from __future__ import annotations

import zipfile
from pathlib import Path

_NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def p(content: str, props: str = "") -> str:
    """A paragraph; ``content`` is text, or runs as XML."""
    runs = content if content.startswith("<") or not content else r(content)
    return f"<w:p>{f'<w:pPr>{props}</w:pPr>' if props else ''}{runs}</w:p>"


def r(text: str, props: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{props}</w:rPr>" if props else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def listed(text: str, num: int, level: int = 0) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')


def tc(content: str, props: str = "") -> str:
    inner = content if content.startswith("<w:p") or content.startswith("<w:tbl") else p(content)
    return f"<w:tc>{f'<w:tcPr>{props}</w:tcPr>' if props else ''}{inner}</w:tc>"


def tbl(*rows: list[str]) -> str:
    return "<w:tbl>" + "".join("<w:tr>" + "".join(row) + "</w:tr>" for row in rows) + "</w:tbl>"


def level(at: int, fmt: str, text: str, extra: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{fmt}"/>{extra}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def save(path: Path, body: str, numbering: str = "", styles: str = "") -> Path:
    """Writes a package that holds only what a reader needs."""
    parts = {"word/document.xml": f"{_HEAD}<w:document {_NS}><w:body>{body}<w:sectPr/></w:body></w:document>"}
    related, types = "", ""
    for name, content in (("numbering", numbering), ("styles", styles)):
        if content:
            parts[f"word/{name}.xml"] = f"{_HEAD}<w:{name} {_NS}>{content}</w:{name}>"
            related += f'<Relationship Id="r{name}" Type="{_RELS}/{name}" Target="{name}.xml"/>'
            types += f'<Override PartName="/word/{name}.xml" ContentType="{_WML}.{name}+xml"/>'
    package = "http://schemas.openxmlformats.org/package/2006"
    parts["[Content_Types].xml"] = (
        f'{_HEAD}<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{_WML}.document.main+xml"/>{types}</Types>'
    )
    parts["_rels/.rels"] = (
        f'{_HEAD}<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{_RELS}/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    parts["word/_rels/document.xml.rels"] = (
        f'{_HEAD}<Relationships xmlns="{package}/relationships">{related}</Relationships>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path

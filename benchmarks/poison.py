"""Files that do harm to who reads them: corrupt, locked, swelling and endless ones, made from nothing.

Each function writes one kind; ``write`` makes as many as wanted, all different in content, and says what it made.
"""

from __future__ import annotations

import io
import os
import random
import struct
import zipfile
import zlib
from collections.abc import Callable
from functools import cache
from itertools import cycle
from pathlib import Path

Rng = random.Random
_OOXML = "http://schemas.openxmlformats.org"
_TYPES = (
    f'<Types xmlns="{_OOXML}/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_LINK = (
    f'<Relationships xmlns="{_OOXML}/package/2006/relationships"><Relationship Id="r1" Target="word/document.xml" '
    f'Type="{_OOXML}/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)


def _pdf(objects: dict[int, bytes], *, note: str) -> bytes:
    """A PDF of numbered objects, the catalogue being number 1."""
    out, at = io.BytesIO(), {}
    out.write(b"%PDF-1.7\n% " + note.encode() + b"\n")
    for number, body in objects.items():
        at[number] = out.tell()
        out.write(b"%d 0 obj\n" % number + body + b"\nendobj\n")
    start = out.tell()
    out.write(b"xref\n0 1\n0000000000 65535 f \n")
    for number, offset in at.items():
        out.write(b"%d 1\n%010d 00000 n \n" % (number, offset))
    out.write(b"trailer\n<< /Root 1 0 R /Size %d >>\nstartxref\n%d\n%%%%EOF\n" % (max(objects) + 1, start))
    return out.getvalue()


def _stream(data: bytes, extra: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n" % (len(data), extra) + data + b"\nendstream"


@cache
def _packed(words: bytes, times: int) -> bytes:
    """``words`` so many times over, deflated: kept, since packing gigabytes takes its time."""
    packer, at_once = zlib.compressobj(1), 1 << 20
    parts = [packer.compress(words * min(at_once, times - done)) for done in range(0, times, at_once)]
    return b"".join([*parts, packer.flush()])


def _page(contents: bytes, resources: bytes = b"") -> dict[int, bytes]:
    return {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << %s >> >>" % resources,
        4: contents,
    }


def truncated(path: Path, good: bytes, rng: Rng) -> None:
    path.with_suffix(".pdf").write_bytes(good[: rng.randrange(len(good) // 4, len(good) // 2)])


def garbage(path: Path, good: bytes, rng: Rng) -> None:
    path.with_suffix(".pdf").write_bytes(b"%PDF-1.6\n" + rng.randbytes(20_000) + b"\n%%EOF")


def empty_kind(path: Path, good: bytes, rng: Rng) -> None:
    path.with_suffix(".docx").write_bytes(b"PK\x03\x04" + rng.randbytes(3_000))


def old_office(path: Path, good: bytes, rng: Rng) -> None:
    path.with_suffix(".doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + rng.randbytes(5_000))


def encrypted(path: Path, good: bytes, rng: Rng) -> None:
    import pymupdf

    with pymupdf.open(stream=good, filetype="pdf") as document:
        secret = f"{rng.random()}"
        document.save(
            path.with_suffix(".pdf"), encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw=secret, owner_pw=secret + "o"
        )


def stream_bomb(path: Path, good: bytes, rng: Rng) -> None:
    """A page whose content unpacks to three gigabytes."""
    packed = _packed(b"q 1 0 0 1 0 0 cm Q\n".ljust(32), 3 << 25)
    data = _pdf(_page(_stream(packed, b"/Filter /FlateDecode")), note=f"{rng.random()}")
    path.with_suffix(".pdf").write_bytes(data)


def docx_bomb(path: Path, good: bytes, rng: Rng) -> None:
    """A Word document of a few megabytes with two gigabytes of empty paragraphs."""
    start = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    with zipfile.ZipFile(path.with_suffix(".docx"), "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _LINK)
        with archive.open("word/document.xml", "w", force_zip64=True) as document:
            document.write(start + f"<!-- {rng.random()} -->".encode())
            for _ in range(128):
                document.write(b"<w:p><w:r><w:t>x</w:t></w:r></w:p>".ljust(64) * (1 << 18))
            document.write(b"</w:body></w:document>")


def archive_bomb(path: Path, good: bytes, rng: Rng) -> None:
    with zipfile.ZipFile(path.with_suffix(".zip"), "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("note.txt", f"{rng.random()}")
        with archive.open("contract.pdf", "w", force_zip64=True) as member:
            for _ in range(96):
                member.write(bytes(1 << 24))


def archives_in_archives(path: Path, good: bytes, rng: Rng) -> None:
    data = good + f"% {rng.random()}".encode()
    for _ in range(9):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("inner.zip" if data[:2] == b"PK" else "contract.pdf", data)
        data = packed.getvalue()
    path.with_suffix(".zip").write_bytes(data)


def giant_picture(path: Path, good: bytes, rng: Rng) -> None:
    """A PNG that claims 200,000 × 200,000 pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 200_000, 200_000, 8, 2, 0, 0, 0)
    image = zlib.compress(bytes(1 << 20)) + rng.randbytes(8)
    path.with_suffix(".png").write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", image) + chunk(b"IEND", b"")
    )


def endless_forms(path: Path, good: bytes, rng: Rng) -> None:
    """Twenty-six forms, each of which draws the next one ten times: 10²⁶ drawings of one line."""
    last = 5 + 26
    forms = {
        n: _stream(
            b"/F Do\n" * 10 if n < last else b"0 0 m 9 9 l S\n",
            b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /F %d 0 R >> >>" % (n + 1)
            if n < last
            else b"/Type /XObject /Subtype /Form /BBox [0 0 595 842]",
        )
        for n in range(5, last + 1)
    }
    pages = _page(_stream(b"/F Do\n"), b"/XObject << /F 5 0 R >>")
    path.with_suffix(".pdf").write_bytes(_pdf({**pages, **forms}, note=f"{rng.random()}"))


def endless_content(path: Path, good: bytes, rng: Rng) -> None:
    """A page of 120 million drawing operators, packed."""
    packed = _packed(b"0 0 m 9 9 l S\n", 40_000_000)
    path.with_suffix(".pdf").write_bytes(_pdf(_page(_stream(packed, b"/Filter /FlateDecode")), note=f"{rng.random()}"))


def pipe(path: Path, good: bytes, rng: Rng) -> None:
    """A pipe that nobody writes into: who opens it waits for ever."""
    os.mkfifo(path.with_suffix(".pdf"))


KINDS: tuple[Callable[[Path, bytes, Rng], None], ...] = (
    truncated, garbage, empty_kind, old_office, encrypted, stream_bomb, docx_bomb, archive_bomb, archives_in_archives,
    giant_picture, endless_forms, endless_content, pipe,
)  # fmt: skip


def write(folder: Path, count: int, good: bytes, seed: int) -> list[str]:
    """``count`` poison files in ``folder``, named after what they are; returns their names (without ending)."""
    rng, names = random.Random(seed), []
    for n, kind in zip(range(count), cycle(KINDS)):
        name = f"{rng.randrange(10**6):06}-poison-{n:02}-{kind.__name__}"
        kind(folder / name, good, rng)
        names.append(name)
    return names

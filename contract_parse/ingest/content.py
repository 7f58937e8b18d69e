"""Content streams, read by one regular expression instead of pdfminer's parser.

pdfminer spends three quarters of a page's time on taking the stream apart, byte class by byte class. The
operators, fonts, colours and XObjects remain pdfminer's own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import PDFStream, resolve1, stream_value
from pdfminer.psparser import LIT

_TOKEN = re.compile(
    rb"""[\x00\t\n\f\r ]*(?:
      (?P<number>[+-]?(?:\d+\.?\d*|\.\d+))(?![^\x00\t\n\f\r \[\]<>(){}/%])
    | (?P<operator>[A-Za-z'"][A-Za-z0-9*'"]*)
    | /(?P<name>[^\x00\t\n\f\r \[\]<>(){}/%]*)
    | <(?P<hex>[0-9A-Fa-f\x00\t\n\f\r ]*)>
    | (?P<text>\()
    | (?P<open>\[|<<)
    | (?P<close>\]|>>)
    | %(?P<comment>[^\r\n]*)
    | (?P<word>[^\x00\t\n\f\r \[\]<>(){}/%]+)
    | (?P<stray>.)
    )""",
    re.X | re.S,
)
_PLAIN = re.compile(rb"[^()\\\r]*\)")
_BLANKS = re.compile(rb"[\x00\t\n\f\r ]+")
_IMAGE_END = re.compile(rb"[\x00\t\n\f\r ]EI(?=[\x00\t\n\f\r ]|$)")
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
# Operators that end an array somebody forgot to close.
_CLOSING = frozenset((b"TJ", b"Tj", b"ET", b"BT", b"Q", b"q"))
_LIKE_NUMBER = re.compile(rb"[+-]*?([+-]?(?:\d+\.?\d*|\.\d+))")
_VALUES: dict[bytes, object] = {b"true": True, b"false": False, b"null": None}


class Interpreter(PDFPageInterpreter):
    """pdfminer's interpreter on a faster reader of content streams."""

    def execute(self, streams: Sequence[object]) -> None:
        contents = []
        self.stream_ids.clear()
        for stream in map(stream_value, streams):
            if stream.objid is not None and stream.objid in self.parent_stream_ids:
                continue  # a form that draws itself
            if stream.objid is not None:
                self.stream_ids.add(stream.objid)
            contents.append(stream.get_data())
        known: dict[bytes, tuple[Callable[..., None], int] | None] = {}
        for operator, operands in tokens(b"\n".join(contents)):
            if operator not in known:
                known[operator] = self._operator(operator)
            found = known[operator]
            if found is None:
                continue
            do, takes = found
            # Some operators (scn) take what they need from the stack themselves.
            self.argstack = operands
            if takes:
                operands = operands[-takes:]
                if len(operands) == takes:
                    do(*operands)
            else:
                do()
        self.argstack = []

    def _operator(self, name: bytes) -> tuple[Callable[..., None], int] | None:
        word = name.decode("latin-1").replace("*", "_a").replace('"', "_w").replace("'", "_q")
        do = getattr(self, f"do_{word}", None)
        return None if do is None else (do, do.__code__.co_argcount - 1)

    def do_Do(self, xobjid_arg: Any) -> None:
        super().do_Do(xobjid_arg)
        self.device.set_ctm(self.ctm)  # a form leaves its own behind


def tokens(data: bytes) -> Iterator[tuple[bytes, list[Any]]]:
    """The operators of a content stream with their operands, as pdfminer's types.

    >>> list(tokens(b"BT /F1 12 Tf [(a\\\\)b) -20 <4142>] TJ ET"))[1:3]
    [(b'Tf', [/'F1', 12]), (b'TJ', [[b'a)b', -20, b'AB']])]
    """
    at, size, match = 0, len(data), _TOKEN.match
    stack: list[Any] = []
    nested: list[list[Any]] = []  # the stacks around an open array or dictionary
    while at < size:
        m = match(data, at)
        if m is None:
            return
        kind, at = m.lastgroup, m.end()
        if kind == "number":
            digits = m["number"]
            stack.append(float(digits) if b"." in digits else int(digits))
        elif kind == "operator":
            word = m["operator"]
            if word in _VALUES:
                stack.append(_VALUES[word])
            elif nested and word not in _CLOSING:
                continue
            elif word == b"ID":
                image, at = _inline_image(data, at, stack)
                stack = []
                if image is not None:
                    yield b"EI", [image]
            else:
                nested.clear()
                yield word, stack
                stack = []
        elif kind == "word":
            digits = _LIKE_NUMBER.match(m["word"])
            stack.append(float(digits[1]) if digits else 0)
        elif kind == "name":
            stack.append(LIT(_name(m["name"])))
        elif kind == "hex":
            digits = _BLANKS.sub(b"", m["hex"])
            stack.append(bytes.fromhex((digits + b"0" if len(digits) % 2 else digits).decode("ascii")))
        elif kind == "text":
            plain = _PLAIN.match(data, at)
            if plain is not None:
                stack.append(data[at : plain.end() - 1])
                at = plain.end()
            else:
                text, at = _escaped_text(data, at)
                stack.append(text)
        elif kind == "open":
            nested.append(stack)
            stack = []
        elif kind == "close" and nested:
            inner, stack = stack, nested.pop()
            stack.append(inner if m["close"] == b"]" else _dictionary(inner))


def _name(raw: bytes) -> str:
    raw = re.sub(rb"#([0-9A-Fa-f]{2})", lambda m: bytes([int(m[1], 16)]), raw)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _dictionary(flat: list[Any]) -> dict[str, Any]:
    keys = flat[0::2]
    return {getattr(k, "name", str(k)): v for k, v in zip(keys, flat[1::2], strict=False)}


def _escaped_text(data: bytes, at: int) -> tuple[bytes, int]:
    """A string in parentheses from ``at`` on: nested ones, escapes, line ends as one; and where it ends."""
    out = bytearray()
    depth = 1
    while at < len(data):
        c = data[at : at + 1]
        at += 1
        if c == b"\\":
            c = data[at : at + 1]
            octal = re.match(rb"[0-7]{1,3}", data[at : at + 3])
            if octal:
                out.append(int(octal[0], 8) & 255)
                at += octal.end()
            elif c in b"\r\n":
                at += 2 if data[at : at + 2] == b"\r\n" else 1
            else:
                out += _ESCAPED.get(c, c)
                at += 1
        elif c == b"\r":
            out += b"\n"
            at += data[at : at + 1] == b"\n"
        else:
            depth += (c == b"(") - (c == b")")
            if not depth:
                break
            out += c
    return bytes(out), at


def _inline_image(data: bytes, at: int, flat: list[Any]) -> tuple[PDFStream | None, int]:
    """The image whose dictionary has been read, and where its data end."""
    found = _IMAGE_END.search(data, at)
    end = found.end() if found else len(data)
    keys = {getattr(k, "name", str(k)): resolve1(v) for k, v in zip(flat[0::2], flat[1::2], strict=False)}
    return PDFStream(keys, b""), end

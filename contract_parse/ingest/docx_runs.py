"""The text of a Word paragraph as it is seen: deletions out, insertions in, blanks and check boxes as characters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from contract_parse.ingest.docx_numbering import W

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
BLANK = "____"
_EMPTY_FIELD = "\u2002" * 5  # what a text field shows that nobody has filled

# Characters of the symbol fonts that forms use as boxes.
_SYMBOLS = {
    "F0FE": "☑", "F0FD": "☒", "F0A8": "□", "F06F": "□", "F0A1": "□", "F052": "☑", "F053": "☒", "F051": "☒", "F0A3": "□",
    "F0FC": "√", "F050": "√", "F06E": "■", "F0B7": "·", "F0D8": "·",
}  # fmt: skip
_OUT = {
    f"{W}del",
    f"{W}moveFrom",
    f"{W}pPr",
    f"{W}rPr",
    f"{W}commentReference",
    f"{W}footnoteReference",
    f"{_MC}Fallback",
}


@dataclass
class Printed:
    """A paragraph's text with what tells headings. ``lines`` are the pieces between manual line breaks;
    ``page_breaks`` counts the breaks before (``[0]``) and after its text; ``boxes`` are its text boxes."""

    lines: list[str] = field(default_factory=list)
    page_breaks: list[int] = field(default_factory=lambda: [0, 0])
    boxes: list[Any] = field(default_factory=list)
    bold: bool = False
    size: float = 0.0


@dataclass
class _Run:
    text: str
    underlined: bool
    bold: bool | None
    size: float


def flag(props: Any | None, tag: str) -> bool | None:
    """A toggle property (w:b, w:vanish): None where it is not stated."""
    node = None if props is None else props.find(f"{W}{tag}")
    return None if node is None else node.get(f"{W}val") not in {"0", "false", "none", "off"}


def _checked(node: Any) -> bool | None:
    """Whether a content control or form field is a check box, and ticked."""
    for box in node.iter(f"{_W14}checkbox"):
        state = box.find(f"{_W14}checked")
        return state is not None and state.get(f"{_W14}val") in {"1", "true", "on"}
    return None


def _legacy_checked(field_char: Any) -> bool | None:
    box = field_char.find(f"{W}ffData/{W}checkBox")
    if box is None:
        return None
    for tag in ("checked", "default"):
        if (value := flag(box, tag)) is not None:
            return value
    return False


class _Reader:
    """Walks one paragraph. Nested fields keep their results and lose their instructions."""

    def __init__(self, leaders: bool) -> None:
        self.tab = BLANK if leaders else "\t"
        self.runs: list[_Run] = []
        self.boxes: list[Any] = []
        self.breaks = [0, 0]
        self._fields: list[bool] = []  # open fields: True while in the instruction

    def walk(self, node: Any) -> None:
        for child in node:
            tag = child.tag
            if not isinstance(tag, str) or tag in _OUT:
                continue
            if tag == f"{W}r":
                self._run(child)
            elif tag == f"{W}sdt":
                ticked = _checked(child)
                if ticked is not None:
                    self._add("☑" if ticked else "□", None)
                elif (content := child.find(f"{W}sdtContent")) is not None:
                    if flag(child.find(f"{W}sdtPr"), "showingPlcHdr"):
                        self._add(BLANK, None)  # nobody has filled the control: it shows its prompt
                    else:
                        self.walk(content)
            elif tag == f"{_M}t":
                self._add(child.text or "", None)
            else:
                self.walk(child)

    def _add(self, text: str, props: Any | None) -> None:
        if not text or (self._fields and any(self._fields)):
            return
        line = None if props is None else props.find(f"{W}u")
        underlined = line is not None and line.get(f"{W}val") not in {None, "none"}
        size = None if props is None else props.find(f"{W}sz")
        points = int(size.get(f"{W}val")) / 2 if size is not None and (size.get(f"{W}val") or "").isdigit() else 0.0
        self.runs.append(_Run(text, underlined, flag(props, "b"), points))

    def _run(self, run: Any) -> None:
        props = run.find(f"{W}rPr")
        if flag(props, "vanish"):
            return
        for child in run:
            tag = child.tag
            if not isinstance(tag, str) or tag in _OUT:
                continue
            name = tag.rpartition("}")[2]
            if name == "t":
                self._add(child.text or "", props)
            elif name in {"tab", "ptab"}:
                self._add(self.tab, props)
            elif name == "noBreakHyphen":
                self._add("-", props)
            elif name == "sym":
                self._add(_SYMBOLS.get((child.get(f"{W}char") or "").upper(), ""), props)
            elif name in {"br", "cr"}:
                if child.get(f"{W}type") == "page":
                    self.breaks[1 if any(r.text.strip() for r in self.runs) else 0] += 1
                elif child.get(f"{W}type") != "column":
                    self._add("\n", props)
            elif name == "fldChar":
                self._field(child, props)
            elif name in {"AlternateContent", "drawing", "pict", "object"}:
                self.boxes += _text_boxes(child)

    def _field(self, node: Any, props: Any | None) -> None:
        state = node.get(f"{W}fldCharType")
        if state == "begin":
            ticked = _legacy_checked(node)
            if ticked is not None:
                self._add("☑" if ticked else "□", props)
            self._fields.append(True)
        elif state == "separate" and self._fields:
            self._fields[-1] = False
        elif state == "end" and self._fields:
            self._fields.pop()


def _text_boxes(node: Any) -> list[Any]:
    """The contents of text boxes in a drawing, each once (a drawing may come with a fallback of itself)."""
    found: list[Any] = []
    for child in node.iter(f"{W}txbxContent"):
        above = child.getparent()
        while above is not None and above is not node and above.tag != f"{_MC}Fallback":
            above = above.getparent()
        if above is None or above.tag != f"{_MC}Fallback":
            found.append(child)
    return found


def _with_blanks(runs: list[_Run]) -> str:
    """The runs' text; underlined white space is a blank to be filled in, around underlined words it is none."""
    out = ""
    for underlined, text in _spans(runs):
        if not underlined or "\n" in text:
            out += text
        elif text.strip():
            out += " " + text.strip() + " " if text != text.strip() else text
        elif text:
            out += BLANK if len(text) > 1 or "\t" in text else text
    return out


def _spans(runs: list[_Run]) -> Iterator[tuple[bool, str]]:
    held, line = "", False
    for run in runs:
        if run.underlined != line:
            yield line, held
            held, line = "", run.underlined
        held += run.text
    yield line, held


def read_paragraph(node: Any, leaders: bool = False) -> Printed:
    """What the paragraph ``node`` (w:p) prints, without its automatic number; ``leaders`` where its tabs draw lines."""
    reader = _Reader(leaders)
    reader.walk(node)
    text = _with_blanks(reader.runs).replace(_EMPTY_FIELD, BLANK)
    worded = [r for r in reader.runs if r.text.strip()]
    return Printed(
        lines=_joined(text.split("\n")),
        page_breaks=reader.breaks,
        boxes=reader.boxes,
        bold=bool(worded) and all(r.bold for r in worded),
        size=max((r.size for r in worded), default=0.0),
    )


def _joined(lines: list[str]) -> list[str]:
    """Manual line breaks part labels and items; one in mid-sentence parts nothing."""
    out = [lines[0]]
    for line in lines[1:]:
        before = out[-1].rstrip()
        if (
            before
            and line.strip()
            and len(before) >= 30
            and before[-1] not in "。；;：:！？)）"
            and not line.lstrip()[0].isdigit()
        ):
            out[-1] = before + line.lstrip()
        else:
            out.append(line)
    return out

"""Writes docs/rules.zh.md and docs/rules.en.md from the rules' own docstrings: ``python docs/make_rules.py [--check]``."""

from __future__ import annotations

import sys
from pathlib import Path

from contract_parse.check import explain, known_rules

HERE = Path(__file__).parent
HEAD = {
    "zh": "# 规则目录\n\n由 `python docs/make_rules.py` 从规则自身的说明生成，请勿手改。\n",
    "en": "# The rules\n\nWritten by `python docs/make_rules.py` from what the rules say of themselves; do not edit.\n",
}


def page(lang: str) -> str:
    parts = [HEAD[lang]]
    for each in known_rules().values():
        title, _, text = explain(each, lang).partition("\n\n")
        lines = "\n".join(f"- {line}" for line in _whole(text))
        parts.append(f"## {title}\n\n{lines}\n")
    return "\n".join(parts)


def _whole(text: str) -> list[str]:
    """Lines that begin with a label; a line that goes on an earlier one is joined to it."""
    out: list[str] = []
    for line in text.splitlines():
        head = line.partition("：")[0] if "：" in line else line.partition(":")[0]
        if head in ("比较", "反例", "正例", "依据", "Compares", "Fires", "Silent", "Basis") or not out:
            out.append(line)
        else:
            out[-1] += ("" if ord(line[0]) > 0x2E80 else " ") + line
    return out


def main() -> int:
    stale = []
    for lang in HEAD:
        file, text = HERE / f"rules.{lang}.md", page(lang)
        if "--check" not in sys.argv:
            file.write_text(text, "utf-8")
        elif not file.exists() or file.read_text("utf-8") != text:
            stale.append(file.name)
    if stale:
        print(f"stale: {', '.join(stale)}; run python docs/make_rules.py")
    return int(bool(stale))


if __name__ == "__main__":
    sys.exit(main())

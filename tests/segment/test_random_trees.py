"""Any tree of clauses, printed in any of these styles between any text, is read back with its paths."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from contract_parse.segment import segment
from contract_parse.segment.tree import han
from tests.segment.layouts import lay_out

Print = Callable[[int, list[int]], str]
CIRCLES = "①②③④⑤⑥⑦⑧⑨"
STYLES: dict[str, Print] = {
    "article": lambda n, _: f"第{han(n)}条 ",
    "article:": lambda n, _: f"第{han(n)}条：",
    "chapter": lambda n, _: f"第{han(n)}章 ",
    "han": lambda n, _: f"{han(n)}、",
    "(han)": lambda n, _: f"（{han(n)}）",
    "(han)、": lambda n, _: f"({han(n)})、",
    "1.": lambda n, _: f"{n}. ",
    "1、": lambda n, _: f"{n}、",
    "1．": lambda n, _: f"{n}．",
    "bare": lambda n, _: f"{n} ",
    "1.1": lambda n, all_: ".".join(map(str, all_)) + " ",
    "(1)": lambda n, _: f"（{n}）",
    "1)": lambda n, _: f"{n}）",
    "①": lambda n, _: CIRCLES[n - 1],
    "a.": lambda n, _: f"{chr(96 + n)}. ",
}
NESTINGS = [
    "article 1.1 (1) ①", "article: 1、 (1) ①", "han (han) 1. (1)", "han 1、 (1) ①", "1. 1.1 1.1 (1)", "1、 (1) 1)", "article han (1) ①",
    "article (han) 1. (1)", "chapter han 1. (1)", "bare 1.1 1.1 (1)", "han 1.1 (1) ①", "1. (1) ①", "han 1. 1) a.", "han (han)、 1． (1)",
    "(han) 1、 (1) ①", "article (1) ①",
]  # fmt: skip
WORDS = [
    "甲方应按照约定支付价款。", "乙方负责供货和安装，费用由乙方承担。", "质保期为12个月，自验收合格之日起计算。", "违约金为合同总价的5%，即3.5万元。",
    "见第一条的约定，按（1）预付款（2）尾款执行。", "2026年3月1日前完成；逾期按日承担违约责任。", "双方协商解决", "付款方式", "包括但不限于下列内容：",
    "3台设备。",
]  # fmt: skip


def _path(style: str, parent: str | None, n: int, numbers: list[int]) -> str:
    if parent is None:
        return str(n)
    if style == "1.1":
        return ".".join(map(str, numbers))
    if style == "①":
        return parent + CIRCLES[n - 1]
    if style == "a.":
        return f"{parent}({chr(96 + n)})"
    return f"{parent}({n})" if ")" in style else f"{parent}.{n}"


def _contract(rng: random.Random, styles: list[str]) -> tuple[list[str], list[str]]:
    lines: list[str] = []
    paths: list[str] = []

    def grow(depth: int, parent: str | None, above: list[int], n: int) -> None:
        numbers = [*above, n]
        path = _path(styles[depth], parent, n, numbers)
        paths.append(path)
        lines.append(
            STYLES[styles[depth]](n, numbers) + rng.choice(WORDS if depth else ["合同标的", "合同价款", "违约责任"])
        )
        lines.extend(rng.choice(WORDS) for _ in range(rng.choice([0, 0, 1, 2])))
        if depth + 1 < len(styles):
            for child in range(1, rng.choice([0, 2, 3, 4] if depth else [0, 1, 2, 4]) + 1):
                grow(depth + 1, path, numbers, child)

    for n in range(1, rng.randint(4, 13)):
        grow(0, None, [], n)
    return lines, paths


@pytest.mark.parametrize("nesting", NESTINGS)
@pytest.mark.parametrize("scanned", [False, True])
def test_random_trees(nesting: str, scanned: bool) -> None:
    for seed in range(4):
        lines, paths = _contract(random.Random(f"{nesting}{seed}"), nesting.split())
        structure = segment(lay_out("\n".join(lines), "ocr" if scanned else "text"))
        assert [c.path for c in structure.body()] == paths, f"seed {seed}"

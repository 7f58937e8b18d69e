"""Mutation testing: which changes of the code no test of its area notices.

A copy of the tree is mutated, so the tree stays as it is. mutmut leaves decorated functions alone; in the copy
``@rule(...) def f`` becomes ``def f`` followed by ``f = rule(...)(f)``, so that the rules are mutated too.

python benchmarks/mutation.py values|rules|equations [--only dates,money] [--keep DIR]
"""

from __future__ import annotations

import argparse
import ast
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COPIED = ("contract_parse", "tests", "benchmarks", "docs", "templates", "schemas", "samples",
          "README.md", "README.zh-CN.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "pyproject.toml")  # fmt: skip
UNWRAPPED = ("rule", "cache", "lru_cache")

# area: where its modules are, which of them, and the tests that guard them
AREAS = {
    "values": ("contract_parse/values", "*", ["tests/values", "contract_parse/values"]),
    "rules": ("contract_parse/check/rules", "*", ["tests/rules/test_cases.py"]),
    "equations": ("contract_parse/check", "quantities ledger *_equations", ["tests/rules", "contract_parse/check"]),
}


def undecorated(source: str) -> str:
    """The module with decorators named in ``UNWRAPPED`` applied after the definition instead of above it.

    >>> print(undecorated("@rule(1)\\ndef f():\\n    return 2\\n"))
    def f():
        return 2
    f = rule(1)(f)
    <BLANKLINE>
    """
    lines = source.splitlines()
    for node in reversed(ast.parse(source).body):
        if not isinstance(node, ast.FunctionDef) or len(node.decorator_list) != 1:
            continue
        (by,) = node.decorator_list
        name = by.func if isinstance(by, ast.Call) else by
        if isinstance(name, ast.Name) and name.id in UNWRAPPED:
            assert node.end_lineno
            lines.insert(node.end_lineno, f"{node.name} = {ast.unparse(by)}({node.name})")
            del lines[by.lineno - 1 : node.lineno - 1]
    return "\n".join(lines) + "\n"


def prepare(copy: Path, area: str, only: list[str]) -> None:
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "*.onnx"))
        elif (ROOT / name).exists():
            shutil.copy(ROOT / name, copy / name)
    folder, names, tests = AREAS[area]
    modules = [m for n in only or names.split() for m in sorted((copy / folder).glob(f"{n}.py"))]
    for module in modules:
        module.write_text(undecorated(module.read_text("utf-8")), "utf-8")
    settings = {
        "source_paths": ["contract_parse"],
        "only_mutate": [str(m.relative_to(copy)) for m in modules],
        "also_copy": [n for n in COPIED if n not in ("contract_parse", "pyproject.toml") and (copy / n).exists()],
        "pytest_add_cli_args": ["-p", "no:cacheprovider", "-p", "no:xdist"],
        "pytest_add_cli_args_test_selection": tests,
    }
    with (copy / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write("\n[tool.mutmut]\nmutate_only_covered_lines = true\n")
        file.writelines(f"{key} = {value!r}\n" for key, value in settings.items())


def mutmut(copy: Path, *arguments: str) -> str:
    environment = {**os.environ, "PYTHONPATH": "."}
    return subprocess.run(["mutmut", *arguments], cwd=copy, env=environment, capture_output=True, text=True).stdout


def report(copy: Path) -> None:
    """Killed and surviving mutants of each module, then every survivor as a change of one line."""
    verdicts = re.findall(r"^\s*(\S+): (.+)$", mutmut(copy, "results", "--all", "true"), re.M)
    total: Counter[str] = Counter()
    alive: Counter[str] = Counter()
    survivors = [name for name, verdict in verdicts if verdict in ("survived", "no tests")]
    for name, verdict in verdicts:
        total[module_of(name)] += verdict != "not checked"
    alive.update(map(module_of, survivors))
    for name in survivors:
        changed = [line for line in mutmut(copy, "show", name).splitlines() if re.match(r"[+-](?![+-]{2})", line)]
        print(name, *changed, sep="\n  ")
    print(f"\n{'module':44s} mutants survive")
    for module in sorted(total):
        print(f"{module:44s} {total[module]:7d} {alive[module]:7d}")
    both = sum(total.values()), len(survivors)
    print(f"{'in all':44s} {both[0]:7d} {both[1]:7d}  ({both[1] / max(1, both[0]):.1%})")


def module_of(name: str) -> str:
    return name.rpartition(".")[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("area", choices=sorted(AREAS))
    parser.add_argument("--only", default="", help="modules of the area, by name, separated by commas")
    parser.add_argument("--keep", type=Path, help="an empty directory that keeps the mutated copy")
    parser.add_argument("--jobs", default="1")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        copy = args.keep or Path(temporary)
        copy.mkdir(parents=True, exist_ok=True)
        prepare(copy, args.area, [n for n in args.only.split(",") if n])
        print(mutmut(copy, "run", "--max-children", args.jobs).splitlines()[-1:], file=sys.stderr)
        report(copy)


if __name__ == "__main__":
    main()

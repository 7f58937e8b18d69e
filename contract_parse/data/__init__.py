"""Vocabularies and patterns kept as data (``contract_parse/data/NAME.yaml``), with a county's own laid over them.

A county keeps its words in a folder of files of the same names. Laid over ours, a mapping is merged key by key,
a list gets the county's entries before ours, anything else is replaced. Which folder holds is a context variable,
so that two contracts in one process may be read with different words; what is compiled from a vocabulary is kept
once a folder (:func:`per_vocabulary`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache, wraps
from importlib.resources import files
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from contract_parse.errors import UsageError

P = ParamSpec("P")
R = TypeVar("R")

WORDS = "procurement_words.txt"
# What belongs to the program rather than to a county, and what holds regular expressions.
_OURS = {"messages.en", "radicals", "symbols"}
_EXPRESSIONS = {"amount_labels", "bonds", "essentials", "header_words", "item_columns", "penalties", "payment_words",
                "signature_words"}  # fmt: skip
_folder: ContextVar[Path | None] = ContextVar("vocabulary_folder", default=None)
# Words for parties that only the contract being read uses, each with the role it means there.
OwnWords = tuple[tuple[str, str], ...]
_spoken: ContextVar[OwnWords] = ContextVar("own_party_words", default=())
_KEPT = 64  # of each thing made with a contract's own words: these come and go with their contracts


@contextmanager
def overlay(folder: Path | None) -> Iterator[None]:
    """Within the block, the vocabularies of ``folder`` are laid over ours (None: ours alone)."""
    token = _folder.set(folder)
    try:
        yield
    finally:
        _folder.reset(token)


@contextmanager
def party_words(own: OwnWords) -> Iterator[None]:
    """Within the block, ``own`` are words for parties like those of ``party_labels.yaml``: (word, role) pairs.
    They come to those that hold already."""
    token = _spoken.set(tuple(dict.fromkeys((*_spoken.get(), *own))))
    try:
        yield
    finally:
        _spoken.reset(token)


def per_vocabulary(function: Callable[P, R]) -> Callable[P, R]:
    """Like ``functools.cache``, for what is made from vocabularies: kept apart for each folder laid over them, and for
    the contract's own words."""

    @cache
    def made(folder: Path | None, *args: Any, **kwargs: Any) -> R:
        return function(*args, **kwargs)

    @lru_cache(maxsize=_KEPT)
    def made_once(folder: Path | None, own: OwnWords, *args: Any, **kwargs: Any) -> R:
        return function(*args, **kwargs)

    @wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        named: Any = kwargs
        own = _spoken.get()
        return made_once(_folder.get(), own, *args, **named) if own else made(_folder.get(), *args, **named)

    return call


@per_vocabulary
def vocabulary(name: str) -> Any:
    """The content of ``data/NAME.yaml`` with the county's file of that name laid over it."""
    found = _read(name, _folder.get())
    if name == "party_labels":
        for word, role in _spoken.get():
            found = merged(found, {"roles": {role: [word]}})
    return found


@cache
def _read(name: str, folder: Path | None) -> Any:
    own = _yaml((files("contract_parse") / "data" / f"{name}.yaml").read_text("utf-8"))
    extra = None if folder is None else folder / f"{name}.yaml"
    return own if extra is None or not extra.is_file() else merged(own, _yaml(extra.read_text("utf-8")))


def word_lists() -> list[Any]:
    """The dictionaries that cut sentences into words, ours first: ``procurement_words.txt``, a word a line."""
    folder = _folder.get()
    extra = [] if folder is None or not (folder / WORDS).is_file() else [folder / WORDS]
    return [files("contract_parse") / "data" / WORDS, *extra]


def merged(ours: Any, theirs: Any) -> Any:
    """``theirs`` laid over ``ours``.

    >>> merged({"a": [1], "b": {"c": 2}}, {"a": [3], "b": {"d": 4}})
    {'a': [3, 1], 'b': {'c': 2, 'd': 4}}
    """
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return {**ours, **{k: merged(ours[k], v) if k in ours else v for k, v in theirs.items()}}
    if isinstance(ours, list) and isinstance(theirs, list):
        return [*theirs, *(v for v in ours if v not in theirs)]
    return theirs


def require_sound(folder: Path) -> None:
    """Raises UsageError where a county's folder cannot be laid over ours: which file, which key, what to do."""
    if not folder.is_dir():
        raise UsageError("词表文件夹 {path} 不存在。", "请检查设置项 vocabularies 中的路径。", path=folder)
    known = {f.name.removesuffix(".yaml") for f in (files("contract_parse") / "data").iterdir() if f.name.endswith(".yaml")} - _OURS  # fmt: skip
    for file in sorted(folder.iterdir()):
        if file.name != WORDS and (file.suffix not in (".yaml", ".yml") or file.name.startswith(".")):
            continue
        if file.name != WORDS and (file.suffix == ".yml" or file.stem not in known):
            raise UsageError("词表文件 {path} 没有对应的内置词表。", "文件名应为其中之一：{known}。",
                             path=file, known="、".join(f"{k}.yaml" for k in sorted(known)))  # fmt: skip
        _require_readable(file)


def _require_readable(file: Path) -> None:
    import yaml

    try:
        text = file.read_text("utf-8")
        found = None if file.name == WORDS else _yaml(text)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as e:
        raise UsageError("无法读取词表文件 {path}（{why}）。", "请用 UTF-8 编码的 YAML 书写。", path=file, why=str(e).partition("\n")[0]) from e  # fmt: skip
    if found is None:
        return
    own = _yaml((files("contract_parse") / "data" / file.name).read_text("utf-8"))
    for key, ours, theirs in _pairs("", own, found):
        if ours is not None and type(ours) is not type(theirs):
            raise UsageError("词表文件 {path} 中的 {key} 写法与内置词表不同。", "请照 contract_parse/data/{name} 中该项的写法书写。",
                             path=file, key=key or "/", name=file.name)  # fmt: skip
        if isinstance(theirs, str) and file.stem in _EXPRESSIONS:
            try:
                re.compile(theirs)
            except re.error as e:
                raise UsageError("词表文件 {path} 中的 {key} 不是正确的正则表达式（{why}）。", "括号、问号等符号前请加反斜杠。",
                                 path=file, key=key, why=e) from e  # fmt: skip


def _pairs(key: str, ours: Any, theirs: Any) -> Iterator[tuple[str, Any, Any]]:
    """(key, our value or None, their value) of everything in ``theirs``, with the path to it."""
    yield key, ours, theirs
    if isinstance(theirs, dict):
        for k, v in theirs.items():
            yield from _pairs(f"{key}.{k}".lstrip("."), ours.get(k) if isinstance(ours, dict) else None, v)
    elif isinstance(theirs, list):
        sample = ours[0] if isinstance(ours, list) and ours else None
        for i, v in enumerate(theirs, 1):
            yield from _pairs(f"{key}[{i}]", sample, v)


def _yaml(text: str) -> Any:
    import yaml

    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))

"""Clause language: a sentence cut into words by spaCy (jieba's segmenter, our own dictionary) and matched by patterns kept as data.

Words matter because single characters mislead: 后 in 验收后 opens a term, in 售后服务 or 后续 it does not; 应 in 乙方应 binds,
in 响应 or 供应商 it does not. Only sentences that hold a figure are read, and spaCy is imported with the first of them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import as_file
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple

from contract_parse.data import word_lists
from contract_parse.extract.obligors import default_roles
from contract_parse.extract.vocabulary import per_vocabulary, vocabulary

if TYPE_CHECKING:
    from spacy.lang.zh import ChineseTokenizer
    from spacy.matcher import Matcher, PhraseMatcher

# Each figure becomes one private character, so that patterns name it by one word (see data/events.yaml).
CODES = {"DUR": "\ue000", "DATE": "\ue001", "PCT": "\ue002", "AMT": "\ue003"}


class Spot(NamedTuple):
    """A figure in a sentence: where it stands and what it is (a key of CODES)."""

    start: int
    end: int
    code: str


class Found(NamedTuple):
    """A pattern's match, as positions in the sentence."""

    label: str
    start: int
    end: int


class Word(NamedTuple):
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Reading:
    """A sentence's words, the patterns found in it and the parties it names (``label`` is their word)."""

    s: str
    words: tuple[Word, ...]
    found: tuple[Found, ...]
    parties: tuple[Found, ...]

    def at(self, label: str, start: int, end: int) -> Found | None:
        """The longest match of ``label`` that takes in ``s[start:end]``."""
        hits = [f for f in self.found if f.label == label and f.start <= start and end <= f.end]
        return max(hits, key=lambda f: f.end - f.start, default=None)

    def word_before(self, at: int) -> str:
        return next((w.text for w in reversed(self.words) if w.end <= at), "")

    def word_after(self, at: int) -> str:
        return next((w.text for w in self.words if w.start >= at), "")


class _Tools(NamedTuple):
    tokenizer: ChineseTokenizer
    matcher: Matcher
    parties: PhraseMatcher


def read(s: str, spots: Sequence[Spot]) -> Reading:
    """Reads sentence ``s`` (folded, without white space), in which ``spots`` are the figures, in order, apart."""
    masked: list[str] = []
    at: list[int] = []  # where each masked character stands in s
    done = 0
    for spot in spots:
        masked += [*s[done : spot.start], CODES[spot.code]]
        at += [*range(done, spot.start), spot.start]
        done = spot.end
    masked += s[done:]
    at += [*range(done, len(s)), len(s)]
    tools = _tools()
    doc = tools.tokenizer("".join(masked))

    def found(label: str, start: int, end: int) -> Found:
        last = doc[end - 1]
        return Found(label, at[doc[start].idx], at[last.idx + len(last.text)])

    names = doc.vocab.strings
    parties = sorted((found(doc[a:b].text, a, b) for _, a, b in tools.parties(doc)), key=lambda f: (f.start, -f.end))
    return Reading(
        s,
        tuple(Word(t.text, at[t.idx], at[t.idx + len(t.text)]) for t in doc),
        tuple(found(names[key], a, b) for key, a, b in tools.matcher(doc)),
        tuple(p for i, p in enumerate(parties) if not any(q.start <= p.start and p.end <= q.end for q in parties[:i])),
    )


@per_vocabulary
def _tools() -> _Tools:
    """One tokenizer and one set of matchers a process."""
    zh, matching = _import_spacy()
    vocab = _vocab(zh)
    tokenizer = zh.ChineseTokenizer(vocab)
    tokenizer.segmenter = "jieba"
    tokenizer.jieba_seg = _segmenter()
    matcher = matching.Matcher(vocab)
    for label, patterns in vocabulary("events").items():
        if label != "lists":
            matcher.add(label, [[_coded(token) for token in pattern] for pattern in patterns], greedy="LONGEST")
    parties = matching.PhraseMatcher(vocab)
    parties.add("PARTY", [tokenizer(word) for word in default_roles()])
    return _Tools(tokenizer, matcher, parties)


def _vocab(zh: ModuleType) -> Any:
    """A blank Chinese vocabulary; ``spacy.blank("zh")`` builds the same around a pipeline we do not have."""
    from spacy.vocab import Vocab

    return Vocab(lex_attr_getters=zh.Chinese.Defaults.lex_attr_getters)


def _coded(token: Any) -> Any:
    if isinstance(token, dict):
        return {key: _coded(value) for key, value in token.items()}
    if isinstance(token, list):
        return [_coded(value) for value in token]
    return CODES.get(token, token) if isinstance(token, str) else token


def _named(patterns: Any) -> Iterator[str]:
    """The words that patterns name: the segmenter has to know them."""
    if isinstance(patterns, dict):
        for key, value in patterns.items():
            if key not in ("OP", "NOT_IN"):
                yield from _named(value)
    elif isinstance(patterns, list):
        for each in patterns:
            yield from _named(each)
    elif isinstance(patterns, str) and patterns not in CODES:
        yield patterns


class _segmenter:  # noqa: N801  (a value, made once)
    """jieba with our dictionary alone: its own takes 0.8 s to load and knows less of contracts."""

    def __init__(self) -> None:
        import logging

        import jieba

        jieba.setLogLevel(logging.WARNING)
        self.jieba = jieba.Tokenizer()
        own, *more = word_lists()
        with as_file(own) as path:
            # What initialize() would do, without the cache it leaves in the temporary directory.
            self.jieba.FREQ, self.jieba.total = self.jieba.gen_pfdict(path.open("rb"))
        self.jieba.initialized = True
        for words in more:
            self.jieba.load_userdict(str(words))
        for word in {*default_roles(), *_named(vocabulary("events"))}:
            if len(word) > 1:
                self.jieba.add_word(word, 100)

    def cut(self, text: str, cut_all: bool = False) -> list[str]:
        """Words of the dictionary, single characters between: no guessing at words it does not know."""
        return list(self.jieba.cut(text, cut_all=cut_all, HMM=False))


def _import_spacy() -> tuple[ModuleType, ModuleType]:
    """``spacy.lang.zh`` and ``spacy.matcher``, without spaCy's command line.

    ``import spacy`` loads ``spacy.cli`` (project downloads, typer, an HTTP client) for one name nobody here uses:
    0.5 s of 1.1 s. An empty module stands in for it meanwhile; so does none for pkg_resources, which jieba only tries.
    """
    import importlib

    held = {}
    if "spacy" not in sys.modules:
        cli, info = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
        cli.__path__ = []
        info.info = None  # type: ignore[attr-defined]
        held = {"spacy.cli": cli, "spacy.cli.info": info}
    if "pkg_resources" not in sys.modules:
        held["pkg_resources"] = None  # type: ignore[assignment]
    sys.modules.update(held)
    try:
        zh, matching = importlib.import_module("spacy.lang.zh"), importlib.import_module("spacy.matcher")
        importlib.import_module("jieba")
    finally:
        for name, module in held.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]
        if "spacy.cli" in held and "spacy" in sys.modules:
            vars(sys.modules["spacy"]).pop("cli", None)
    return zh, matching

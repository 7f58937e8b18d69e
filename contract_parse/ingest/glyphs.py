"""Characters of a text layer: radicals folded to the ideographs they stand for, and whether a layer is usable."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

UNMAPPED = "\ufffd"

# Kangxi radicals whose NFKC form is the traditional shape, though fonts of simplified Chinese draw the other.
_SIMPLIFIED = {"\u2f3e": "户", "\u2fc8": "黄", "\u2fad": "青"}

# The commonest characters of modern Chinese prose: real text holds them by the dozen, text of a wrong
# character map hardly any.
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严"
)


_INVISIBLE = str.maketrans(dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad"))


@lru_cache(maxsize=1)
def _supplement() -> dict[str, str]:
    """The table of CJK Radicals Supplement; a plain parser, so that opening a PDF does not cost importing YAML."""
    lines = files("contract_parse.data").joinpath("radicals.yaml").read_text(encoding="utf-8").splitlines()
    return dict(line.split(": ") for line in lines if line and not line.startswith("#"))


@lru_cache(maxsize=1)
def _symbols() -> dict[str, dict[int, str]]:
    import yaml

    text = files("contract_parse.data").joinpath("symbols.yaml").read_text(encoding="utf-8")
    return {font: {int(code, 16): c for code, c in known.items()} for font, known in yaml.safe_load(text).items()}


def symbol_font(name: str) -> dict[int, str] | None:
    """The glyphs of a symbol font by code, None for a font of letters.

    >>> symbol_font("ABCDEF+Wingdings2")[0x52], symbol_font("SimSun")
    ('☑', None)
    """
    low = "".join(c for c in name.lower() if c.isalnum())
    if "wingdings2" in low:
        return _symbols()["wingdings2"]
    if "wingdings" in low and "wingdings3" not in low:
        return _symbols()["wingdings"]
    if low.endswith("symbol") or low.endswith("symbolmt"):
        return _symbols()["symbol"]
    return None


def symbol(known: dict[int, str], c: str) -> str:
    """A symbol font's character as what it shows: private characters and letters stand for codes.

    >>> symbol({0x52: "☑"}, "\uf052"), symbol({0x52: "☑"}, "R"), symbol({}, "x")
    ('☑', '☑', 'x')
    """
    code = ord(c) - 0xF000 if len(c) == 1 and "\uf000" <= c <= "\uf0ff" else ord(c) if len(c) == 1 else -1
    return known.get(code, c)


def fold_radicals(s: str) -> str:
    """CJK radicals and compatibility ideographs as the unified ideographs they look like, characters without
    width (soft hyphens, joiners) dropped; all else untouched.

    >>> fold_radicals("⼀⻚Ａ①")
    '一页Ａ①'
    """
    if s.isascii():
        return s
    s = s.translate(_INVISIBLE)
    return "".join(_fold_one(c) for c in s)


@lru_cache(maxsize=4096)
def _fold_one(c: str) -> str:
    if "\u2e80" <= c <= "\u2eff":
        return _supplement().get(c, c)
    if c in _SIMPLIFIED:
        return _SIMPLIFIED[c]
    if "\u2f00" <= c <= "\u2fdf" or "\uf900" <= c <= "\ufaff" or "\U0002f800" <= c <= "\U0002fa1f":
        folded = unicodedata.normalize("NFKC", c)
        return folded if len(folded) == 1 else c
    return c


def is_garbage(chars: Iterable[str]) -> bool:
    """Whether the characters of a page are not what the page shows.

    Three ways it happens: glyphs without a character map, GBK bytes passed off as Latin 1, and maps that
    point to arbitrary ideographs.

    >>> is_garbage("ÏîÄ¿·þÎñºÏÍ¬¼×·½ÒÒ·½"), is_garbage("项目服务合同")
    (True, False)
    """
    seen = [c for c in chars if not c.isspace()]
    if not seen:
        return False
    lost = sum(1 for c in seen if c == UNMAPPED or "\ue000" <= c <= "\uf8ff" or (c < " "))
    if lost > 0.2 * len(seen):
        return True
    han = [c for c in seen if "\u4e00" <= c <= "\u9fff"]
    latin1 = sum(1 for c in seen if "\u0080" <= c <= "\u00ff" and c not in "·×÷±°²³µ§®©¥\u00a0\u00ad«»")
    if latin1 > 0.3 * len(seen) and latin1 > len(han):
        return True
    return len(han) >= 80 and sum(c in _COMMON for c in han) < 0.12 * len(han)

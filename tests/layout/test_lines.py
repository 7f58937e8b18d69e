from contract_parse.layout.lines import joined, row_text, rows_of
from contract_parse.model.text import Text
from tests.layout.press import typed


def lines(words: list) -> list[str]:
    return [row_text(r, 1, 1).s for r in rows_of(words)]


def test_gaps_become_tab_space_or_nothing() -> None:
    touching = typed(100, 50, "合同") + typed(121, 50, "总价")
    assert lines(touching) == ["合同总价"]
    assert lines(typed(100, 50, "总价") + typed(126, 50, "120") + typed(144.6, 50, "元")) == ["总价 120 元"]
    assert lines(typed(100, 50, "甲方：") + typed(300, 50, "乙方：")) == ["甲方：\t乙方："]


def test_sizes_mixed_on_one_baseline_are_one_line() -> None:
    words = typed(100, 50, "第一条", 18) + typed(160, 50, "总则", 9) + typed(100, 75, "正文", 10)
    assert lines(words) == ["第一条 总则", "正文"]


def test_lines_close_together_stay_apart() -> None:
    assert lines(typed(100, 50, "上一行") + typed(100, 61, "下一行")) == ["上一行", "下一行"]


def test_spaced_out_title_has_no_columns() -> None:
    words = typed(100, 50, "合", 20) + typed(165, 50, "同", 20) + typed(230, 50, "书", 20)
    assert lines(words) == ["合 同 书"]


def test_wrapped_words_join_without_stray_spaces() -> None:
    def join(*parts: str) -> str:
        return joined(Text.plain(p) for p in parts).s

    assert join("平台管理", "系统") == "平台管理系统"
    assert join("6222 0000", "1111") == "6222 00001111"
    assert join("PASS", "Review") == "PASS Review"
    assert join("型号 V1", ".0") == "型号 V1.0"
    assert join("", "  ", "空") == "空"


def test_every_character_keeps_its_box() -> None:
    text = row_text(rows_of(typed(100, 50, "甲方 乙方"))[0], 3, 7)
    assert [g.box.x0 for g in text.glyphs if g] == [100, 110.5, 126.25, 136.75]
    assert text.glyphs[2] is None
    assert {(g.page, g.line) for g in text.glyphs if g} == {(3, 7)}

from contract_parse.model.geometry import Box
from tests.layout.press import LEFT, Sheet, across, laid, texts


def test_a_drawn_blank_reads_as_underscores_where_it_is_drawn() -> None:
    sheet = Sheet().text(LEFT, 100, "合同编号：")
    sheet.rulings.append(across(123, 225, 101.5))
    layout = laid(sheet)
    assert texts(layout) == ["合同编号：____"]
    glyphs = [g for g in layout.blocks[0].text.glyphs if g][-4:]
    assert (glyphs[0].box.x0, glyphs[-1].box.x1) == (123, 225)


def test_underlined_words_are_no_blank() -> None:
    sheet = Sheet().text(LEFT, 100, "合同编号：某字一号")
    sheet.rulings.append(across(122, 225, 101.5))
    assert texts(laid(sheet)) == ["合同编号：某字一号"]


def test_rules_under_heads_are_no_blank() -> None:
    sheet = Sheet().text(LEFT, 60, "某某合同").text(LEFT, 100, "正文。")
    sheet.rulings.append(across(70, 525, 66))
    assert texts(laid(sheet)) == ["某某合同", "正文。"]


def test_printed_underscores_stay() -> None:
    assert texts(laid(Sheet().text(LEFT, 100, "签订日期：____年__月__日"))) == ["签订日期：____年__月__日"]


def test_boxes_of_a_straightened_page_go_back_to_the_page_as_displayed() -> None:
    from dataclasses import replace

    from contract_parse.layout import lay_out
    from contract_parse.model.page import Document

    page = Sheet(width=842, height=595).text(100, 200, "总价").page()
    # The page lies on its side: (u, v) of the straight page is (v, 842 - u) as displayed.
    page = replace(page, straighten=(0, 1, 0, -1, 0, 842), displayed=(595, 842))
    (paragraph,) = lay_out(Document("t.pdf", "0", "application/pdf", (page,))).blocks
    box = paragraph.text.spots()[0].box
    assert [round(v, 2) for v in box] == [190.76, 721.0, 201.26, 742.0]
    assert isinstance(box, Box)

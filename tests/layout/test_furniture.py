import pytest

from tests.layout.press import LEFT, Sheet, laid, texts

PROSE = "一、乙方应当按照本合同约定的时间、地点和方式向甲方交付全部货物，并对交付货物的质量承担责任，直至质量保证期届满之日为止，甲方应予配合。"


def book(foot: list[str], head: str | None = None) -> tuple[list[str], list[str]]:
    sheets = []
    for n, s in enumerate(foot, 1):
        sheet = Sheet(n)
        if head:
            sheet.text(LEFT, 40, head, 9)
        sheet.prose(100, PROSE)
        sheet.text(285, 810, s, 9)
        sheets.append(sheet)
    layout = laid(*sheets)
    return texts(layout), [line.text.s for line in layout.furniture]


@pytest.mark.parametrize(
    "style",
    ["第{n}页", "第 {n} 页 共 {t} 页", "- {n} -", "—{n}—", "{n}/{t}", "{n}", "Page {n} of {t}", "第{n}页/共{t}页"],
)
def test_page_numbers(style: str) -> None:
    foot = [style.format(n=n, t=4) for n in range(1, 5)]
    body, aside = book(foot)
    assert body == [PROSE] * 4
    assert aside == foot


def test_running_head_with_a_page_number_in_it() -> None:
    body, aside = book(["1", "2", "3"], head="某某项目合同")
    assert body == [PROSE] * 3
    assert aside.count("某某项目合同") == 3


@pytest.mark.parametrize("numbers", [(1, 4, 9, 16), (1, 2, 3, 4)])
def test_numbered_annex_headings_at_the_top_are_text(numbers: tuple[int, ...]) -> None:
    sheets = []
    for page, n in enumerate(numbers, 1):
        sheet = Sheet(page).text(LEFT, 60, f"附件{n}")
        sheet.prose(100, PROSE)
        sheets.append(sheet)
    assert [t for t in texts(laid(*sheets)) if t.startswith("附件")] == [f"附件{n}" for n in numbers]


def test_signature_lines_alike_on_two_of_five_pages_are_text() -> None:
    sheets = []
    for n in range(1, 6):
        sheet = Sheet(n)
        sheet.prose(100, PROSE)
        if n > 3:
            sheet.text(LEFT, 790, "甲方（盖章）：")
        sheets.append(sheet)
    assert texts(laid(*sheets)).count("甲方（盖章）：") == 2


def test_a_foot_that_a_seal_was_stamped_over_is_a_foot() -> None:
    body, aside = book(["第 1 页 共 4 页", "第 2页共", "第 3 页 共 4 页", "第 4 页 共 4 页"])
    assert body == [PROSE] * 4
    assert "第 2页共" in aside


def test_a_head_that_shifts_from_photo_to_photo() -> None:
    sheets = []
    for n, y in enumerate((40.0, 52.0, 35.0), 1):
        sheet = Sheet(n).text(LEFT, y, "合同编号：GH-2027-06", 9)
        sheet.prose(120, PROSE)
        sheets.append(sheet)
    layout = laid(*sheets)
    assert texts(layout) == [PROSE] * 3
    assert len(layout.furniture) == 3


def test_a_lone_figure_in_the_text_is_text() -> None:
    sheet = Sheet()
    sheet.prose(100, PROSE)
    sheet.text(LEFT, 400, "12")
    assert "12" in texts(laid(sheet))


def test_table_of_contents_is_set_aside() -> None:
    sheet = Sheet().text(270, 80, "目　录", 16)
    for i, s in enumerate(("第一条 定义", "第二条 价款", "附件一 清单")):
        sheet.text(LEFT, 110 + 20 * i, s + "…" * 20 + str(i + 2))
    sheet.text(LEFT, 200, "第一条 定义").prose(220, PROSE)
    layout = laid(sheet)
    assert texts(layout) == ["第一条 定义", PROSE]
    assert len(layout.furniture) == 4

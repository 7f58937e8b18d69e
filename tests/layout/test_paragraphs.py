from tests.layout.press import LEFT, RIGHT, Sheet, laid, texts

LONG = "一、乙方应当按照本合同约定的时间、地点和方式向甲方交付全部货物，并对交付货物的质量承担责任，直至质量保证期届满之日为止，甲方应予配合。"
NEXT = "二、甲方收到货物后应当及时组织验收，验收合格的，双方签署验收报告；验收不合格的，乙方应当在约定的期限内更换，更换所需费用由乙方承担。"


def test_lines_of_a_paragraph_are_joined_and_paragraphs_are_not() -> None:
    sheet = Sheet()
    y = sheet.prose(100, LONG)
    sheet.prose(y, NEXT)
    assert texts(laid(sheet)) == [LONG, NEXT]


def test_a_paragraph_goes_on_over_the_page_break() -> None:
    first, second = Sheet(1), Sheet(2)
    y = first.prose(680, NEXT.replace("二、", "一、"))
    head, tail = LONG[:41], LONG[41:]
    first.text(LEFT + 21, y, head)
    y = second.prose(80, tail, indent=0)
    second.prose(y, NEXT)
    assert texts(laid(first, second))[1:] == [LONG, NEXT]


def test_label_lines_stand_alone() -> None:
    sheet = Sheet()
    y = sheet.prose(100, LONG)
    for i, s in enumerate(("地址：某市某区某路一号", "电话：010-0000000", "开户行：某某银行某某支行")):
        sheet.text(LEFT, y + 18 * i, s)
    assert texts(laid(sheet)) == [LONG, "地址：某市某区某路一号", "电话：010-0000000", "开户行：某某银行某某支行"]


def test_a_label_after_a_colon_starts_anew_though_the_line_is_full() -> None:
    sheet = Sheet()
    lead = "三、甲方应当在收到发票之后的十个工作日之内将合同价款足额汇入乙方指定的银行账户："
    assert sheet.prose(100, lead) == 118
    sheet.text(LEFT, 118, "户名：某某科技有限公司")
    assert texts(laid(sheet))[-1] == "户名：某某科技有限公司"


def test_a_sentence_that_names_details_behind_a_comma_goes_on() -> None:
    sheet = Sheet()
    said = "电话：某" + "某" * (int((RIGHT - LEFT) / 10.5) - 5) + "，"
    for y, words in ((100, said), (118, "住所：某路5号，电话：020-2）于某日签订。")):
        sheet.text(LEFT, y, words)
    assert texts(laid(sheet)) == [said + "住所：某路5号，电话：020-2）于某日签订。"]


def test_wide_brackets_part_no_columns() -> None:
    sheet = Sheet()
    sheet.text(LEFT + 21, 100, "一、乙方应在（").text(
        LEFT + 150, 100, "）日内按照约定的地点和方式交付全部货物，并承担（"
    )
    sheet.text(LEFT, 118, "）运费，直至验收合格。")
    assert texts(laid(sheet)) == [
        "一、乙方应在（\t）日内按照约定的地点和方式交付全部货物，并承担（）运费，直至验收合格。"
    ]


def test_a_sentence_of_an_article_that_wrapped_before_its_colon_is_no_label() -> None:
    sheet = Sheet()
    words = "第九条 双方确定：任何一方违反本合同约定并造成研究开发工作停滞或者延误的，按照以下约定承担违约责任："
    sheet.text(LEFT, sheet.prose(100, words, indent=0), "1．乙方逾期的，每日支付千分之一。")
    assert texts(laid(sheet))[0] == words


def test_a_number_wrapped_to_the_margin_is_no_clause() -> None:
    sheet = Sheet()
    y = sheet.prose(100, LONG)
    sentence = (
        "二、乙方逾期交货超过三十日的，甲方有权解除合同，并要求乙方支付相当于预付款金额"
        + "1.5倍的违约金，乙方对此不持异议。"
    )
    sheet.prose(y, sentence)
    assert texts(laid(sheet)) == [LONG, sentence]


def test_an_article_cited_at_the_margin_is_no_clause_where_nearly_all_lines_are_indented() -> None:
    sheet = Sheet()
    y = 60.0
    for n in range(12):
        y = sheet.prose(y, f"（{n}）乙方应当在每月五日以前向甲方提交上月的工作报告，甲方三日内审阅完毕。")
    sentence = "（十三）涉及个人信息的，依照有关法律、法规以及青县数字管理局二〇二一年第十二号文件" + "第三条执行。"
    sheet.prose(y, sentence)
    assert texts(laid(sheet))[-1] == sentence


def test_the_end_of_a_bracket_is_no_number() -> None:
    sheet = Sheet()
    y = sheet.prose(100, LONG)
    sentence = "二、系统的功能和性能应当满足采购文件的要求，具体要求见需求规格说明书（附件" + "1），不得降低。"
    sheet.prose(y, sentence)
    assert texts(laid(sheet)) == [LONG, sentence]


def test_a_number_without_a_point_begins_a_clause_under_a_full_line() -> None:
    sheet = Sheet()
    full = "6.2 乙方在收到索赔通知后十四日之内未作任何答复的，视为接受甲方的索赔要求并按期赔付。"
    sheet.text(LEFT, 100, full)
    sheet.text(LEFT, 118, "7 迟延交货")
    assert texts(laid(sheet)) == [full, "7 迟延交货"]


def test_number_set_to_the_right_is_not_joined_with_what_follows() -> None:
    sheet = (
        Sheet()
        .text(RIGHT - 60, 100, "2026-001-77")
        .text(LEFT, 118, "合同编号：某采字第一号")
        .text(200, 200, "某某项目合同", 24)
    )
    sheet.prose(260, LONG)
    layout = laid(sheet)
    assert texts(layout)[:3] == ["2026-001-77", "合同编号：某采字第一号", "某某项目合同"]
    title = layout.blocks[2]
    assert title.centred
    assert title.size == 24


def test_short_lines_of_a_page_without_prose_stay_apart() -> None:
    sheet = Sheet()
    for i, s in enumerate(("某某县人民医院", "信息化设备采购项目", "合同书")):
        sheet.text(LEFT, 100 + 20 * i, s)
    assert texts(laid(sheet)) == ["某某县人民医院", "信息化设备采购项目", "合同书"]


def test_a_labelled_value_broken_on_a_cover_goes_on() -> None:
    sheet = Sheet().text(LEFT, 100, "项目名称：某某县智慧城市综合管理平台建设及运行维护", 14)
    sheet.text(LEFT, 120, "（二期）采购项目", 14).text(LEFT, 140, "甲方：某某县城市管理局", 14)
    assert texts(laid(sheet)) == [
        "项目名称：某某县智慧城市综合管理平台建设及运行维护（二期）采购项目",
        "甲方：某某县城市管理局",
    ]


def test_newspaper_columns_are_read_one_after_the_other() -> None:
    sheet = Sheet()
    sheet.text(200, 60, "某某协议书", 16)
    for i in range(20):
        sheet.text(50, 100 + 16 * i, f"左栏第{i:02d}行文字内容文字内容文字内容文")
        sheet.text(320, 100 + 16 * i, f"右栏第{i:02d}行文字内容文字内容文字内容文")
    joined = "".join(texts(laid(sheet)))
    assert joined.index("左栏第19行") < joined.index("右栏第00行")
    assert joined.startswith("某某协议书左栏第00行")


def test_an_amount_in_words_that_wrapped_before_its_colon_is_no_label() -> None:
    sheet = Sheet()
    words = "养护费总额（人民币大写）：按照中标通知书载明的面积和单价计算得出的本合同总价款为捌拾万贰仟肆佰"
    sheet.text(LEFT, 100, words[:42])
    sheet.text(LEFT, 118, "伍拾元整（小写）：802450元。")
    assert texts(laid(sheet))[0] == words[:42] + "伍拾元整（小写）：802450元。"


def test_what_is_left_of_a_title_that_fills_its_line_belongs_to_it() -> None:
    sheet = Sheet()
    words = "青浦山区市容环境卫生服务中心2025年劳务派遣服务项目合"
    size = (RIGHT - LEFT) / 26
    sheet.text(LEFT, 80, words, size=size)
    sheet.text((LEFT + RIGHT - size) / 2, 80 + 1.6 * size, "同", size=size)
    y = sheet.prose(160, LONG)
    sheet.prose(y, NEXT)
    assert texts(laid(sheet))[0] == words + "同"

"""Whatever a table holds, reading it raises nothing and keeps its promises."""

from hypothesis import given, settings
from hypothesis import strategies as st

from contract_parse.extract.items import line_items
from tests.extract.items.drawn import body, table

WORDS = st.sampled_from(
    [
        "序号", "名称", "品牌型号", "数量", "单位", "单价(元)", "金额(万元)", "合计", "小计", "总价", "备注", "税率", "折扣率", "月数",
        "类别", "1", "2", "1.1", "一", "(一)", "12台", "3,000.00", "￥5", "/", "", "", "免费", "水泵", "合计(大写)：壹拾元整",
        "小写：10元", "13%", "5=3×4", "<", "^", "比例", "支付金额", "其中：税额", "O.5", "(元)",
    ]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    rows=st.integers(2, 6).flatmap(lambda n: st.lists(st.lists(WORDS, min_size=n, max_size=n), min_size=2, max_size=8)),
    header=st.booleans(),
    source=st.sampled_from(["text", "ocr"]),
)
def test_any_table(rows: list[list[str]], header: bool, source: str) -> None:
    if header:
        rows = [["序号", "名称", "数量", "单价", "金额", "备注"][: len(rows[0])], *rows]
    rows[0] = [c.strip("<^") for c in rows[0]]
    rows = [[row[0].strip("<"), *row[1:]] for row in rows]
    drawn = table("\n".join(" | ".join(c or " " for c in row) for row in rows) + " ", source=source)
    items, totals = line_items(body(drawn, "以上为清单。", drawn))
    for item in items:
        assert 1 <= item.table <= 2 * drawn.rows
        assert 1 < item.row <= drawn.rows
        assert item.evidence or item.name is None
    for total in totals:
        if total.first_row is not None and total.last_row is not None:
            assert total.first_row <= total.last_row
            assert {i.row for i in items if i.table == total.table} >= {total.first_row, total.last_row}

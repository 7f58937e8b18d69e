"""Which rows at the top of a table name its columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from contract_parse.layout.item_words import columns
from contract_parse.layout.parts import Part, PartCell, plain_text

# The head noun that a column's name ends with; what stands before it (投标…, 设备…) is free.
_HEADS = (
    "序号|编号|号|项号|品目|名称|品名|项目|内容|标的|货物|产品|设备|规格|型号|参数|要求|配置|品牌|商标|厂家|厂商|制造商|生产商|产地|原产地"
    "|数量|单位|计量单位|单价|总价|合价|金额|价格|价款|报价|小计|合计|总计|税率|税额|税金|优惠率|折扣|比例|百分比|占比|系数"
    "|备注|说明|类型|类别|分类|种类|时间|日期|期限|期数|期次|货期|付期|服务期|有效期|保险期|租期|阶段|节点|次数|批次|条件|方式|方法|公式|基数|依据|标准|指标|等级|级别|频次|周期|年限|质保期|保修期"
    "|地点|位置|区域|部门|科室|单位名称|姓名|人员|岗位|职务|职称|职责|学历|专业|证书|资格|电话|联系方式|联系人|年龄|性别|身份证号"
    "|描述|范围|措施|分值|得分|评分|权重|面积|人数|费用|费率|月份|年度|工期|进度|元|万元|图片|用途|材质|尺寸|颜色|形式|结果|目标"
)
_COLUMN = re.compile(rf"^.{{0,8}}?(?:{_HEADS})$")
_IN_BRACKETS = re.compile(r"[（(\[【][^（）()\[\]【】]*[)）\]】]")
_IN_MONEY = re.compile(r"^[\u4e00-\u9fff]{2,8}[（(](?:人民币)?[万千]?元(?:/[^（）()]{1,6})?[)）]$")
_VALUE = re.compile(r"^[¥￥]?[\d,，.]+[%％]?(?:元|万元)?$|^\d{4}[-年./]\d{1,2}|[。；]$|^[/\\—-]+$")


@lru_cache(maxsize=4096)
def names_column(s: str) -> bool:
    """Whether a cell's words (no white space) can be a column's name.

    >>> names_column("单价（元）"), names_column("1200.00"), names_column("某某路18号院"), names_column("交强险（元）")
    (True, False, False, True)
    """
    bare = _IN_BRACKETS.sub("", s).strip("：:/、*")
    return (
        0 < len(bare) <= 14
        and not set(bare) & set("：:。；，")
        and not _VALUE.search(bare)
        and (bool(_COLUMN.match(bare)) or bool(_IN_MONEY.search(s)) or bool(columns().fullmatch(bare)))
    )


def count_header_rows(part: Part) -> int:
    """Rows at the top that name columns: 0 in a form of labels and values."""
    at = part.at()
    if part.rows < 2 or part.cols < 2:
        return 0
    first = _distinct(at[0])
    if not _is_header(plain_text(first)):
        return 0
    rows = 1
    # A name over two rows, or one over several columns that the next row tells apart.
    spanning = max(c.rowspan for c in first)
    wide = any(c.colspan > 1 for c in first)
    if spanning > 1 and wide:
        rows = min(spanning, 3)
    elif spanning > 1 and all(c.rowspan == spanning for c in first):
        rows = spanning
    elif wide and part.rows > 2:
        second = plain_text(_distinct(at[1]))
        if _is_header(second):
            rows = 2
    return rows if rows < part.rows else 1


def is_header_row(row: Sequence[PartCell | None]) -> bool:
    """Whether every cell of a row reads like a column's name."""
    return _is_header(plain_text(_distinct(row)))


def _is_header(texts: Sequence[str]) -> bool:
    filled = [t for t in texts if t]
    if len(filled) < 2 or len(filled) < 0.6 * len(texts):
        return False
    named = sum(names_column(t) for t in filled)
    values = sum(bool(_VALUE.search(t)) for t in filled)
    return values == 0 and named >= 2 and named >= 0.6 * len(filled)


def _distinct(row: Sequence[PartCell | None]) -> list[PartCell]:
    out: list[PartCell] = []
    for cell in row:
        if cell is not None and (not out or out[-1] is not cell):
            out.append(cell)
    return out

"""A contract of two sheets with a priced table: short, so that many scans of it can be read."""

from __future__ import annotations

import io

import pymupdf

WIDTH, HEIGHT = 595.0, 842.0
_FIRST = [
    "设备采购合同",
    "合同编号：QHCG-2026-0418",
    "甲方（采购人）：清河县农业农村局",
    "地址：清河县建设路128号    电话：0371-62558801",
    "乙方（供应商）：青川绿野农业科技有限公司",
    "地址：青川市科苑路56号    电话：0371-67443920",
    "第一条 合同标的：乙方向甲方供应检测设备一批，明细见附件一。",
    "第二条 合同价款：合同总价为人民币152600.00元（大写：壹拾伍万贰仟陆佰元整）。",
    "第三条 交货：乙方应于合同签订后20个工作日内交付全部货物。",
    "第四条 付款：合同签订后10日内支付30%，验收合格后15日内支付65%，",
    "质保期满后支付剩余5%。",
    "第五条 质量保证：质保期为24个月，自验收合格之日起计算。",
    "第六条 违约责任：乙方逾期交货的，每日按合同总价的0.5‰支付违约金，累计不超过5%。",
    "甲方逾期付款的，每日按应付金额的0.5‰支付违约金。",
    "第七条 争议解决：协商不成的，向甲方所在地人民法院提起诉讼。",
    "第八条 本合同一式肆份，甲方贰份，乙方贰份，自双方签字盖章之日起生效。",
    "甲方（盖章）：                         乙方（盖章）：",
    "日期：2026年4月18日                    日期：2026年4月18日",
]
_ROWS = [
    ("序号", "货物名称", "品牌", "单位", "数量", "单价（元）", "金额（元）"),
    ("1", "农药残留检测仪", "绿测", "台", "4", "18500.00", "74000.00"),
    ("2", "土壤养分速测仪", "田科", "台", "6", "7200.00", "43200.00"),
    ("3", "电子天平", "衡准", "台", "8", "2150.00", "17200.00"),
    ("4", "恒温干燥箱", "安泰", "台", "2", "5600.00", "11200.00"),
    ("5", "样品冷藏柜", "冰源", "台", "2", "3500.00", "7000.00"),
    ("合计", "", "", "", "", "", "152600.00"),
]
_EDGES = (72.0, 104.0, 214.0, 264.0, 304.0, 344.0, 434.0, 524.0)


def short_contract() -> bytes:
    """The contract as a text PDF."""
    document = pymupdf.open()
    font = pymupdf.Font("cjk")
    first = document.new_page(width=WIDTH, height=HEIGHT)
    writer = pymupdf.TextWriter(first.rect)
    for n, text in enumerate(_FIRST):
        writer.append((230 if n == 0 else 72, 100 + 34 * n), text, font=font, fontsize=16 if n == 0 else 11)
    writer.write_text(first)
    second = document.new_page(width=WIDTH, height=HEIGHT)
    writer = pymupdf.TextWriter(second.rect)
    writer.append((72, 100), "附件一：货物清单", font=font, fontsize=13)
    for r, row in enumerate(_ROWS):
        for c, text in enumerate(row):
            if text:
                writer.append((_EDGES[c] + 3, 147 + 26 * r), text, font=font, fontsize=10)
    writer.append((72, 380), "说明：以上价格含税、含运输、安装、调试及培训费用。", font=font, fontsize=11)
    writer.write_text(second)
    bottom = 130 + 26 * len(_ROWS)
    for n in range(len(_ROWS) + 1):
        second.draw_line((_EDGES[0], 130 + 26 * n), (_EDGES[-1], 130 + 26 * n), width=0.7)
    for n, x in enumerate(_EDGES):
        second.draw_line((x, 130), (x, bottom - (26 if 0 < n < len(_EDGES) - 2 else 0)), width=0.7)
    result = io.BytesIO()
    document.save(result, no_new_id=True, garbage=3)
    return result.getvalue()

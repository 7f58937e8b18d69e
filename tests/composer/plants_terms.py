"""Errors to plant in dates, references, parties and form, and beyond the law: DAT, REF, PTY, FRM, LAW."""

from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal

from tests.composer.plant import Plant, anywhere, at_end, codes, listed, one_of, said
from tests.composer.styles import Style
from tests.composer.truth import Truth, add_months
from tests.composer.wording import BANKS


def dat401(t: Truth, s: Style, r: random.Random) -> Plant | None:
    """The warranty told again, longer. One bank's warranty names no event in words."""
    if t.kind not in ("goods", "system", "works") or s.bank == "detailed":
        return None
    own = BANKS[s.bank]["warranty"][1][0]
    topic = anywhere(r)
    length = r.choice(["5年", "60个月", "6个月", "五年"])
    return Plant({f"more.{topic}": [own.replace("{warranty}", length)]}, (at_end(t, s, topic), "warranty"))


def dat402(t: Truth, s: Style, r: random.Random) -> Plant | None:
    if t.starts is None:
        return None
    early = max(t.signed) - dt.timedelta(days=r.randint(10, 60))
    return one_of(r, [
        Plant({"ends": t.starts - dt.timedelta(days=r.randint(20, 90))}, ("term/0",), also=codes("DAT403")),
        Plant({"starts": early}, ("term/0",), also=codes("DAT403")),
    ])  # fmt: skip


def dat403(t: Truth, s: Style, r: random.Random) -> Plant | None:
    if t.starts is None or t.ends is None:
        return None
    return one_of(r, [
        Plant({"ends": t.ends + dt.timedelta(days=r.choice([31, 61, 92, -40, 14, -9]))}, ("term/0",)),
        Plant({"starts": t.starts + dt.timedelta(days=r.choice([31, 45, 62]))}, ("term/0",)),
        Plant({"term": (t.months + r.choice([1, 2, 6]), "month")}, ("term/0",)),
    ])  # fmt: skip


def _no_date(s: Style, year: int, r: random.Random) -> str:
    month, day = r.choice([(2, 30), (6, 31), (9, 31), (11, 31), (4, 31)])
    forms = {"iso": f"{year}-{month:02d}-{day}", "dots": f"{year}.{month:02d}.{day}"}
    return forms.get(s.dates, f"{year}年{month}月{day}日")


def dat404(t: Truth, s: Style, r: random.Random) -> Plant | None:
    year = max(t.signed).year
    text = f"{{S}}应在{_no_date(s, year + 1, r)}前提交年度履约报告。"
    return one_of(r, [
        None if t.ends is None else Plant({"ends": _no_date(s, t.ends.year, r)}, ("term/0",), also=codes("DAT403", "DAT402")),
        said(t, s, anywhere(r), text),
    ])  # fmt: skip


def dat405(t: Truth, s: Style, r: random.Random) -> Plant | None:
    return Plant({f"signed.{r.choice(['buyer', 'supplier'])}": None}, also=codes("FRM701"))


def ref501(t: Truth, s: Style, r: random.Random) -> Plant | None:
    if t.total is None:
        return None
    n = str(r.randint(31, 48))
    topic = anywhere(r)
    text = r.choice(["违反{ref_x}的，应当承担相应责任。", "未尽事宜按照{ref_x}办理。"]).replace("ref_x", "ref_nowhere")
    return one_of(r, [
        Plant({"ref.price": n, "again": t.total}, ("misc/1",)),
        Plant({f"more.{topic}": [text], "ref.nowhere": n}, (at_end(t, s, topic),)),
    ])  # fmt: skip


def ref502(t: Truth, s: Style, r: random.Random) -> Plant | None:
    n, h = r.choice([(4, "四"), (5, "五"), (7, "七"), (9, "九")])
    label = s.annex_label.format(n=n, h=h)
    text = r.choice([f"{{S}}还应遵守{label}的规定。", f"具体要求详见{label}。", f"{label}与本合同具有同等法律效力。"])
    return said(t, s, anywhere(r), text)


def ref503(t: Truth, s: Style, r: random.Random) -> Plant | None:
    last = 0 if s.items_in == "body" or not t.items else 1
    return Plant({f"annex{last}.cited": r.choice(["现场管理办法", "项目验收细则", "人员考勤制度", "廉洁自律承诺"])})


def ref504(t: Truth, s: Style, r: random.Random) -> Plant | None:
    return Plant({"uncited": True}) if t.kind == "goods" else None


def ref505(t: Truth, s: Style, r: random.Random) -> Plant | None:
    own = {"plain": "acceptance", "terse": "acceptance", "formal": "secret", "trade": "secret", "mandate": "secret"}
    cited = own.get(s.bank)
    text, other = r.choice([
        ("{S}的工作成果应符合{ref_x}约定的验收标准。", "force"),
        ("发往{B}的文件寄至{ref_x}列明的地址。", "force"),
        ("{S}应履行{ref_x}规定的保密义务。", "change"),
        ("有关款项汇入{ref_x}列明的账户。", "force"),
    ])  # fmt: skip
    return one_of(r, [
        None if cited is None else Plant({f"ref.{cited}": "transfer"}, ("breach/2",)),
        said(t, s, "duties", text.replace("ref_x", f"ref_{other}")),
    ])  # fmt: skip


def ref506(t: Truth, s: Style, r: random.Random) -> Plant | None:
    key = r.choice(["duties", "secret", "force", "change", "breach", "notice", "breach/1", "duties/1"])
    return Plant({"skip": key}, (key,))


def pty601(t: Truth, s: Style, r: random.Random) -> Plant | None:
    x = r.choice([t.buyer, t.supplier])
    at = r.randrange(2, min(5, len(x.name)))
    swapped = x.name[:at] + ("华" if x.name[at] != "华" else "中") + x.name[at + 1 :]
    shorter = x.name[:at] + x.name[at + 1 :]
    return Plant({f"sign.name.{x.role}": r.choice([swapped, shorter])}, also=codes("PTY604", "PTY602"))


def pty602(t: Truth, s: Style, r: random.Random) -> Plant | None:
    x = r.choice([t.buyer, t.supplier])
    phone = x.phone[:-2] + f"{(int(x.phone[-2:]) + 13) % 100:02d}"
    account = x.account[:-3] + f"{(int(x.account[-3:]) + 271) % 1000:03d}"
    return one_of(r, [
        Plant({f"sign.phone.{x.role}": phone}),
        Plant({"sign.account.supplier": t.supplier.account[:-3] + account[-3:]})
        if s.account == "both" and account[-3:] != t.supplier.account[-3:] else None,
    ])  # fmt: skip


def pty603(t: Truth, s: Style, r: random.Random) -> Plant | None:
    x = r.choice([t.buyer, t.supplier])
    at = r.randrange(8, 17)
    code = x.uscc[:at] + ("7" if x.uscc[at] != "7" else "3") + x.uscc[at + 1 :]
    last = x.uscc[:17] + ("4" if x.uscc[17] != "4" else "9")
    return Plant({f"uscc.{x.role}": r.choice([code, last])})


def pty604(t: Truth, s: Style, r: random.Random) -> Plant | None:
    if s.account == "sign":
        return None
    return Plant(
        {"account_name": r.choice(["临江市恒通商贸有限公司", "九原县立信建筑劳务有限公司", t.supplier.legal])},
        also=codes("PTY602", "PTY601"),
    )


def frm701(t: Truth, s: Style, r: random.Random) -> Plant | None:
    text = r.choice(
        [
            "双方约定的其他事项：__________。",
            "{S}项目负责人为________，联系电话________。",
            "本合同在________签订。",
            "{B}指定________为现场代表。",
            "备品备件清单编号：________。",
        ]
    )
    return said(t, s, anywhere(r), text)


def frm702(t: Truth, s: Style, r: random.Random) -> Plant | None:
    return Plant({"copies": t.copies[0] + r.choice([1, 2, -1])}, ("misc/0",))


def frm703(t: Truth, s: Style, r: random.Random) -> Plant | None:
    return Plant({"dispute": r.choice(["none", "both"])}, ("dispute",))


def frm704(t: Truth, s: Style, r: random.Random) -> Plant | None:
    return Plant({"unsigned": "supplier"}, also=codes("DAT405"))


def frm705(t: Truth, s: Style, r: random.Random) -> Plant | None:
    return Plant({"without": ("dispute",)})


def law801(t: Truth, s: Style, r: random.Random) -> Plant | None:
    return Plant({"bond": Decimal(r.choice([11, 12, 15, 20, 30]))}, ("bond",)) if t.bond is not None else None


def law802(t: Truth, s: Style, r: random.Random) -> Plant | None:
    extra = "{S}逾期不整改的，每逾期一日按合同总价的2%向{B}支付违约金。"
    return one_of(r, [
        Plant({"penalty": Decimal(r.choice(["1", "3", "0.6"]))}, ("breach",)),
        Plant({"cap": Decimal(r.choice([35, 40, 50]))}, ("breach",)),
        said(t, s, "breach", extra),
    ])  # fmt: skip


def law803(t: Truth, s: Style, r: random.Random) -> Plant | None:
    at = next(
        (
            i
            for i, p in enumerate(t.pays)
            if p.trigger == "accept" and p.percent is not None and p.percent > 10 and p.form != "rest"
        ),
        None,
    )
    if at is None or not listed(t):
        return None
    due = r.choice([(90, "day"), (120, "day"), (180, "day"), (3, "month"), (60, "working_day")])
    return Plant({f"due{at}": due}, ("payment/0",))


def law804(t: Truth, s: Style, r: random.Random) -> Plant | None:
    if t.kind != "framework" or t.starts is None:
        return None
    years = r.choice([4, 5])
    return Plant({"term": (years, "year"), "ends": add_months(t.starts, 12 * years)}, ("term/0",))


def law805(t: Truth, s: Style, r: random.Random) -> Plant | None:
    if t.total is None:
        return None
    text = r.choice(
        ["{B}于签约时向{S}交付定金，定金数额为合同总价的{n}%。", "{B}应支付定金，定金为合同总价的{n}%，届时抵作价款。"]
    )
    return said(t, s, "misc", text.replace("{n}", str(r.choice([25, 30, 50]))), codes("PAY301"))

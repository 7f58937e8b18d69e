"""Fills a bank's sentences from a truth: one place for every value that a sentence can name."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from decimal import Decimal

from tests.composer.manuscript import Grid
from tests.composer.styles import Style
from tests.composer.truth import Pay, Truth, fen
from tests.composer.wording import BANKS, CAPS, SCHEDULES, TRIGGERS, WHOLE
from tests.composer.writer import CAPITALS, Node, Writer, han, plain

SERVICE = ("monthly", "yearly", "framework")
TOPICS = ("subject", "term", "price", "payment", "bond", "acceptance", "warranty", "duties", "ip", "secret", "breach", "notice", "force",
          "transfer", "change", "dispute", "misc")  # fmt: skip


class Voice:
    """Behaves as the mapping that ``str.format_map`` reads."""

    def __init__(self, writer: Writer, style: Style) -> None:
        self.w, self.s, self.t = writer, style, writer.t
        self.pay_node: Node | None = None

    def topic(self, name: str) -> Node | None:
        """A topic's clause, or None where this contract does not have it."""
        t, bank = self.t, BANKS[self.s.bank]
        if name in t.told("without", ()):
            return None
        if name == "bond" and t.bond is None and t.bond_amount is None:
            return None
        if name == "warranty" and t.kind not in ("goods", "system", "works"):
            return None
        if name == "ip" and t.kind not in ("system", "study"):
            return None
        service = t.kind in SERVICE
        title, sentences = (
            bank.get(f"{name}:{t.kind}") or (bank.get(f"{name}:service") if service else None) or bank[name]
        )
        node = Node(title=title, key=name)
        for i, sentence in enumerate([*sentences, *t.told(f"more.{name}", ())]):
            if (child := self.sentence(sentence)) is not None:
                child.key = child.key or f"{name}/{i}"
                node.children.append(child)
        if self.s.collapse and len(node.children) == 1 and not node.children[0].children:
            node.text, node.tables, node.children = node.children[0].text, node.children[0].tables, []
        return node

    def sentence(self, text: str) -> Node | None:
        if text.startswith("?"):
            flag, text = text[1:].split(" ", 1)
            if not self.flag(flag):
                return None
        if text == "{schedule}":
            return self.schedule()
        if text == "{account}":
            if self.s.account == "sign":
                return None
            return Node(self.account())
        if text == "{dispute}":
            return self.dispute()
        if text.endswith("{parts}"):
            head = text.removesuffix("{parts}")
            return Node(
                self.fill(head),
                children=[Node(self.part(i) + "；。"[i == len(self.t.parts) - 1]) for i in range(len(self.t.parts))],
            )
        return Node(self.fill(text))

    def flag(self, name: str) -> bool:
        t = self.t
        return {
            "items": bool(t.items), "tax": t.total is not None and t.seed % 2 == 0 and t.told("with_tax", True), "parts": bool(t.parts),
            "again": t.total is not None and (self.s.restate or "again" in t.changed),
        }[name]  # fmt: skip

    def fill(self, text: str) -> str:
        return re.sub(r"\{(\w+)\}", lambda m: self[m[1]], text)

    def __getitem__(self, key: str) -> str:
        t, w = self.t, self.w
        if m := re.fullmatch(r"annex(\d)", key):
            return w.annex(int(m[1]))
        if key.startswith("ref_"):
            return w.ref(key[4:])
        if key in ("B", "S"):
            return w.B if key == "B" else w.S
        if key in ("finish", "warranty", "accept", "repair", "notice", "cure", "secret"):
            value = t.told(key, getattr(t, key))
            return value if isinstance(value, str) else w.term(value)
        value = getattr(self, "say_" + key)()
        assert isinstance(value, str)
        return value

    # values ----------------------------------------------------------------------------------------------------
    def say_project(self) -> str:
        return self.t.project

    def say_total(self) -> str:
        assert self.t.total is not None
        return self.w.both(self.t.told("total", self.t.total), "total")

    def say_again(self) -> str:
        assert self.t.total is not None
        return self.w.figure(self.t.told("again", self.t.total))

    def say_excluded(self) -> str:
        return self.w.figure(self.t.told("excluded", self.t.excluded))

    def say_tax(self) -> str:
        return self.w.figure(self.t.told("tax", self.t.tax))

    def say_taxrate(self) -> str:
        return self.w.pct(self.t.tax_rate)

    def say_discount(self) -> str:
        assert self.t.discount is not None
        return self.w.pct(self.t.discount)

    def say_monthly(self) -> str:
        assert self.t.monthly is not None
        return self.w.figure(self.t.told("monthly", self.t.monthly))

    def say_monthcount(self) -> str:
        return self.w.term((self.t.months, "month"), optional=True)

    def say_yearcount(self) -> str:
        return self.w.term((self.t.months // 12, "year"), optional=True)

    def say_months(self) -> str:
        n, unit = self.t.told("term", (self.t.months, "month") if self.t.seed % 3 else _years(self.t.months))
        return self.w.term((n, unit), optional=True)

    def say_span(self) -> str:
        """The term once more as one fact with its end: which of the two a reader takes is open."""
        n, unit = (self.t.months, "month") if self.t.seed % 3 else _years(self.t.months)
        return self.w.fact(
            "deadlines",
            duration={"n": str(n), "unit": unit},
            date=None if self.t.ends is None else self.t.ends.isoformat(),
            optional=True,
        )

    def say_start(self) -> str:
        return self.w.date(self.t.told("starts", self.t.starts))

    def say_end(self) -> str:
        return self.w.date(self.t.told("ends", self.t.ends))

    def say_penalty(self) -> str:
        return self.w.pct(self.t.told("penalty", self.t.penalty))

    def say_capped(self) -> str:
        cap = self.t.told("cap", self.t.cap)
        return "" if cap is None else CAPS[self.s.bank].format(cap=self.w.pct(cap))

    def _pen(self, by: str) -> str:
        cap = self.t.told("cap", self.t.cap)
        return self.w.fact(
            "penalties",
            by=by,
            rate=plain(self.t.told("penalty", self.t.penalty)),
            per="day",
            cap_percent=None if cap is None else plain(cap),
        )

    def say_pen_supplier(self) -> str:
        return self._pen("supplier")

    def say_pen_buyer(self) -> str:
        return self._pen("buyer")

    def say_bond(self) -> str:
        bond, amount = self.t.told("bond", self.t.bond), self.t.bond_amount
        whole = WHOLE[self.s.bank]
        if bond is None:
            assert amount is not None
            return self.w.figure(amount) + self.w.fact("bonds", kind="performance", percent=None, amount=plain(amount))
        return f"{whole}的{self.w.pct(bond)}" + self.w.fact(
            "bonds", kind="performance", percent=plain(bond), amount=None
        )

    def _copies(self, n: int) -> str:
        return (
            CAPITALS[n] if self.s.numbers in ("capital", "paren") else han(n) if self.s.numbers == "han" else str(n)
        ) + "份"

    def say_copies(self) -> str:
        return self._copies(self.t.told("copies", self.t.copies[0]))

    def say_copies_b(self) -> str:
        return self._copies(self.t.copies[1])

    def say_copies_s(self) -> str:
        return self._copies(self.t.copies[2])

    def part(self, i: int) -> str:
        part = self.t.parts[i]
        amount = self.t.told(f"part{i}", part.amount)
        if part.rate is not None:
            return f"{part.name}费用：每年{self.w.figure(self.t.told('rate', part.rate))}，共{self.w.term((self.t.told('years', part.years), 'year'), optional=True)}，计{self.w.figure(amount)}"
        return f"{part.name}费用：{self.w.figure(amount)}"

    def account(self) -> str:
        p = self.t.supplier
        name = self.t.told("account_name", p.name)
        form = {"formal": f"{self.w.S}收款账户如下，开户名称：{name}；开户银行：{p.bank}；银行账号：{p.account}。",
                "terse": f"收款单位：{name}，开户行：{p.bank}，账号：{p.account}。"}  # fmt: skip
        return form.get(self.s.bank, f"{self.w.S}收款信息：户名：{name}，开户行：{p.bank}，账号：{p.account}。")

    def dispute(self) -> Node:
        t, place = self.t, self.t.venue
        chosen = t.told("dispute", t.method)
        court, panel = f"向{place}提起诉讼", f"提交{place}仲裁"
        if t.method == "arbitration":
            court = "向有管辖权的人民法院提起诉讼"
        else:
            panel = "提交/仲裁委员会仲裁"
        if chosen == "both":
            return Node(f"因履行合同发生争议，协商不成的，可{panel.replace('/', '当地')}，也可{court}。")
        if self.s.checks:
            box = {"litigation": ("□", "☑"), "arbitration": ("☑", "□"), "none": ("□", "□")}[chosen]
            return Node("发生争议，双方协商解决；协商不成的，按以下勾选的方式解决：",
                        children=[Node(f"{box[0]}{panel}；"), Node(f"{box[1]}{court}。")])  # fmt: skip
        if self.s.numbered_choice:
            n = {"litigation": "2", "arbitration": "1", "none": "/"}[chosen]
            return Node(
                f"双方协商不能解决的争议，按下列第 {n} 种方式处理：", children=[Node(f"{panel}；"), Node(f"{court}。")]
            )
        if chosen == "none":
            return Node("争议由双方协商，协商不成的，向法院起诉或者申请仲裁。")
        how = court if t.method == "litigation" else panel
        form = {
            "formal": f"凡与本合同有关的争议，应先行协商；协商未果的，任何一方可{how}。",
            "terse": f"有纠纷先协商，协商不成{how}。",
        }
        return Node(form.get(self.s.bank, f"因履行本合同发生的争议，由双方协商解决，协商不成的，{how}。"))

    # payments --------------------------------------------------------------------------------------------------
    def _pay(self, i: int, pay: Pay, optional: bool = False) -> dict[str, str]:
        w, t = self.w, self.t
        due = t.told(f"due{i}", pay.due)
        percent = t.told(f"percent{i}", pay.percent)
        upto = sum((p.percent or Decimal(0) for p in t.pays[: i + 1]), Decimal(0))
        shown = upto if pay.form == "upto" else percent
        return {
            "trigger": TRIGGERS[self.s.bank][pay.trigger], "due": w.term(due, optional), "pct": "" if shown is None or pay.form == "rest" else w.pct(shown, optional),
            "amount": w.figure(t.told(f"amount{i}", pay.amount)), "B": w.B, "S": w.S, "count": han(t.told("count", len(t.pays))),
            "times": f"{han(t.told('count', pay.count)) if pay.count != 2 else '两'}{'次' if self.s.bank != 'plain' else '期'}",
        }  # fmt: skip

    def _note(self, pay: Pay) -> str:
        n, unit = pay.due
        assert self.t.total is not None
        if pay.form == "percent" and pay.percent is not None and self.s.pays != "table":
            pay = replace(pay, amount=fen(self.t.total * pay.percent / 100))
        fact = {
            "component": None,
            "percent": None if pay.percent is None else plain(pay.percent),
            "amount": f"{pay.amount:.2f}",
            "due": {"n": str(n), "unit": unit},
        }
        return "".join(self.w.fact("payments", **fact) for _ in range(pay.count))

    def schedule(self) -> Node:
        t, forms = self.t, SCHEDULES[self.s.bank]
        if not t.pays:
            due = (15, "day")
            text = forms["none"].format(due=self.w.term(due), B=self.w.B, S=self.w.S)
            return Node(
                text
                + self.w.fact(
                    "payments", component=None, percent=None, amount=None, due={"n": "15", "unit": "day"}, optional=True
                )
            )
        first = t.pays[0]
        if first.form in ("month", "quarter", "half", "year"):
            return Node(forms[first.form].format(**self._pay(0, first)) + self._note(first))
        head = forms["head"].format(count=han(t.told("count", len(t.pays))), B=self.w.B, S=self.w.S)
        if self.s.pays == "table":
            return Node(head, tables=[self.pay_table()])
        lines = [forms[p.form].format(**self._pay(i, p)) + self._note(p) for i, p in enumerate(t.pays)]
        if self.s.pays == "prose":
            return Node(head + "；".join(lines) + "。")
        return Node(
            head, children=[Node(line + "；。"[i == len(lines) - 1], key=f"pay{i}") for i, line in enumerate(lines)]
        )

    def pay_table(self) -> Grid:
        rows: list[list[str | None]] = [["期次", "付款条件", "付款时间", "付款比例", "付款金额（元）"]]
        for i, p in enumerate(self.t.pays):
            said = self._pay(i, p, optional=True)
            trigger = said["trigger"].removesuffix("之日起").removesuffix("后")
            share = self.w.pct(p.percent, True) if p.form in ("rest", "upto") and p.percent is not None else said["pct"]
            rows.append(
                [
                    f"第{han(i + 1)}期",
                    trigger,
                    f"{said['due']}内",
                    share,
                    f"{self.t.told(f'amount{i}', p.amount):,.2f}" + self._note(p),
                ]
            )
        return Grid(rows, [5, 14, 10, 7, 9])


def _years(months: int) -> tuple[int, str]:
    return (months // 12, "year") if months % 12 == 0 else (months, "month")


def iso(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()


def truth_of(voice: Voice) -> Truth:
    return voice.t

"""Terms stated with their days."""

from __future__ import annotations

import pytest

from contract_parse.extract.periods import periods, term_ends
from tests.extract.clauses import clause, contract


def read(*words: str, title: str = "服务期限") -> list[tuple[str | None, str | None, str | None]]:
    found = periods(contract(clause("2", *(clause(f"2.{i + 1}", w) for i, w in enumerate(words)), title=title)))
    return [
        (
            str(p.starts_on.value) if p.starts_on else None,
            str(p.ends_on.value) if p.ends_on else None,
            f"{p.duration.n:f} {p.duration.unit}" if p.duration else None,
        )
        for p in found
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["服务期限共12个月，自2026-04-01起至2027-03-31止。"], [("2026-04-01", "2027-03-31", "12 month")]),
        (["本合同服务期为贰年，即2026年7月1日至2028年6月30日。"], [("2026-07-01", "2028-06-30", "2 year")]),
        (["服务期限：自2026年7月1日起至2027年6月30日止，共计一年。"], [("2026-07-01", "2027-06-30", "1 year")]),
        (
            ["计划开工日期：2026年3月10日；计划竣工日期：2026年5月8日；工期总日历天数：60日历天。"],
            [("2026-03-10", "2026-05-08", "60 calendar_day")],
        ),
        (["承包期限：壹年，2026年6月1日起，2027年5月31日止。"], [("2026-06-01", "2027-05-31", "1 year")]),
        (["托管期限三年，自2026年3月1日起算。"], [("2026-03-01", None, "3 year")]),
        (["质保期三年，自2026年3月1日起算。"], []),
        (["履行期限：2022-07-22 —— 2023-12-31"], [("2022-07-22", "2023-12-31", None)]),
        (["履行期限：2022-07-22⸺2023-12-31"], [("2022-07-22", "2023-12-31", None)]),
        (["起始日期：2026年11月20日，完成日期：2027年2月20日"], [("2026-11-20", "2027-02-20", None)]),
        (["合同期限为36个月（2026年1月1日至2028年12月31日）。"], [("2026-01-01", "2028-12-31", "36 month")]),
        (["租赁期限为三年，自2026年5月1日至2029年4月30日。"], [("2026-05-01", "2029-04-30", "3 year")]),
        (["服务时间从二〇二六年一月一日至二〇二六年十二月三十一日。"], [("2026-01-01", "2026-12-31", None)]),
        (["服务期限为一年，合同期满前30日双方协商续签事宜。"], []),
        (["承包期为三学年，自2026年9月1日至2029年7月10日。"], [("2026-09-01", "2029-07-10", None)]),
        (["乙方每月5日前提交报告，服务期自2026年7月1日至2027年6月30日。"], [("2026-07-01", "2027-06-30", None)]),
        (
            ["合同有效期：自2026年1月1日至2026年12月31日，每季度付款一次，发票开具后15日内付款。"],
            [("2026-01-01", "2026-12-31", None)],
        ),
        (["本项目自2026年4月1日开始实施，至2026年10月31日完成。"], [("2026-04-01", "2026-10-31", None)]),
        (["工期自2026年4月1日开始作业，至2026年9月30日提交成果，共6个月。"], [("2026-04-01", "2026-09-30", "6 month")]),
        (["工期：60日历天，2026年3月10日开工，2026年5月8日竣工。"], [("2026-03-10", "2026-05-08", "60 calendar_day")]),
        (["监理期限自2026年3月20日始，至2027年3月19日止。"], [("2026-03-20", "2027-03-19", None)]),
        (["发布期限：2026年9月1日至2027年2月28日，共6个月。"], [("2026-09-01", "2027-02-28", "6 month")]),
        (["聘期两年，自2026年1月15日至2028年1月14日。"], [("2026-01-15", "2028-01-14", "2 year")]),
        (["自2026年8月1日起，至2027年3月31日全部完成，工期8个月。"], [("2026-08-01", "2027-03-31", "8 month")]),
        (["本合同有效期自2026年2月30日至2027年2月28日。"], [("None", "2027-02-28", None)]),
    ],
)
def test_periods(words: list[str], expected: list[tuple[str | None, str | None, str | None]]) -> None:
    assert read(*words) == expected


def test_what_and_where() -> None:
    found = periods(
        contract(clause("2", clause("2.1", "服务期限共12个月，自2026-04-01起至2027-03-31止。"), title="期限"))
    )[0]
    assert (found.what, found.clause) == ("服务期限", "2.1")
    assert found.starts_on is not None
    assert found.starts_on.raw == "2026-04-01"
    assert found.duration is not None
    assert found.duration.raw == "12个月"


def test_the_term_of_the_contract_that_this_one_adds_to_is_named_so() -> None:
    words = "双方签订了原合同，原合同总价为9万元，服务期限自2025年11月1日至2026年10月31日。"
    found = periods(
        contract(clause("1", words), clause("2", "自2026年5月1日起至2026年10月31日止。", title="增加的服务期限"))
    )
    assert [p.what for p in found] == ["原合同服务期限", "增加的服务期限"]
    assert [str(p.starts_on.value) for p in term_ends(found) if p.starts_on] == ["2026-05-01"]


def test_other_ranges_have_no_name() -> None:
    assert read("甲方于2026年3月1日至2026年3月5日组织调研。", title="项目背景") == []

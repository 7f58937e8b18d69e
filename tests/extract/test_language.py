"""How sentences are cut into words and matched: what the single characters would get wrong."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from contract_parse.extract.language import Spot, read
from contract_parse.values.durations import find_durations


def labels(s: str) -> set[str]:
    return {f.label for f in read(s, [Spot(d.start, d.end, "DUR") for d in find_durations(s)]).found}


@pytest.mark.parametrize(
    ("s", "words"),
    [
        ("供应商应提供售后服务", ["供应商", "应", "提供", "售后服务"]),
        ("验收合格后的后续服务", ["验收合格", "后", "的", "后续", "服务"]),
        ("前述内容", ["前述", "内容"]),
        ("自收到之日起诉讼时效", None),
    ],
)
def test_words_hide_the_characters_that_mislead(s: str, words: list[str] | None) -> None:
    found = [w.text for w in read(s, []).words]
    assert "".join(found) == s
    if words is not None:
        assert found == words


def test_words_keep_their_places_around_figures() -> None:
    s = "在收到发票后15个工作日内付款"
    reading = read(s, [Spot(6, 12, "DUR")])
    assert all(s[w.start : w.end] == w.text or w.start == 6 for w in reading.words)
    assert reading.at("anchor", 6, 12) is not None
    assert reading.word_after(12) == "内"


@pytest.mark.parametrize(
    ("s", "label"),
    [
        ("合同签订后10日内", "anchor"),
        ("自最终验收合格之日起三年", "anchor"),
        ("开工前5日", "anchor_before"),
        ("提前至少三十日通知", "early"),
        ("响应时间不得大于2小时", "limit"),
        ("培训不少于4天", "floor"),
        ("逾期超过20日的", "late"),
        ("每3个月巡检", "no_term"),
        ("具有5年以上相关工作经验", "no_term"),
        ("以6个月银行承兑汇票支付", "no_term"),
        ("按30天计算", "no_term"),
    ],
)
def test_patterns(s: str, label: str) -> None:
    assert label in labels(s)


@pytest.mark.parametrize("s", ["售后10日", "后续10日", "目前10日"])
def test_part_of_a_word_opens_no_term(s: str) -> None:
    assert not {"anchor", "anchor_before"} & labels(s)


def test_parties_are_whole_words() -> None:
    found = [p.label for p in read("供应商应当响应甲方代表,被保险人与保险人各执一份", []).parties]
    assert found == ["供应商", "甲方代表", "被保险人", "保险人"]


def test_leaves_spacy_and_jieba_as_others_expect_them(tmp_path: Path) -> None:
    """A fresh process: no dictionary of jieba's own, no cache file, nothing printed, spacy.cli still importable."""
    code = (
        "from contract_parse.extract.language import read\n"
        "read('甲方应在验收后付款', [])\n"
        "import sys, jieba\n"
        "assert not jieba.dt.initialized\n"
        "assert 'spacy.cli' not in sys.modules\n"
        "import spacy.cli\n"
        "assert hasattr(spacy.cli, 'download')\n"
    )
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        env=environment,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert list(tmp_path.iterdir()) == []

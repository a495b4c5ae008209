from __future__ import annotations

import pytest

from ingest.grammar.words import AIM_HEADING, CLOSING, CLOSING_HEADING, ENUMERATION, SCOPE_HEADING


@pytest.mark.parametrize(
    "text",
    [
        "本意见自2026年5月21日起施行，有效期2年。",
        "本办法由市科技局负责解释。",
        "本措施自印发之日起施行，有效期至2026年12月31日。",
        "本细则由某市财政局会同某市科技局负责解释。",
        "《某市若干措施》同时废止。",
        "政策有效期为三年。",
        "自发布之日起执行。",
    ],
)
def test_closing_provisions(text: str) -> None:
    assert CLOSING.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "本市企业可以申请。",
        "实施本方案，推动落实。",
        "对有效期内的高新技术企业给予奖励。",
        "企业负责解释产品的用途。",
        "项目自立项起施行月度报告制度。",
    ],
)
def test_a_measure_is_no_closing_provision(text: str) -> None:
    assert not CLOSING.search(text)


@pytest.mark.parametrize(
    "name",
    ["总体要求", "指导思想", "基本原则", "工作目标", "总体目标", "主要目标", "总体思路", "发展目标", "目标任务"],
)
def test_aims(name: str) -> None:
    assert AIM_HEADING.fullmatch(name)


@pytest.mark.parametrize(
    "name", ["重点任务", "主要任务", "工作措施", "支持政策", "保障措施", "加强目标管理", "目标考核"]
)
def test_what_is_no_aim(name: str) -> None:
    assert not AIM_HEADING.fullmatch(name)


@pytest.mark.parametrize("name", ["适用范围", "支持对象", "名词解释", "术语和定义", "扶持对象"])
def test_scopes(name: str) -> None:
    assert SCOPE_HEADING.fullmatch(name)


@pytest.mark.parametrize("name", ["附则", "附　则", "其他事项", "实施日期", "其他", "有关说明"])
def test_headings_of_closing_provisions(name: str) -> None:
    assert CLOSING_HEADING.fullmatch(name)


@pytest.mark.parametrize("text", ["应当符合下列条件：", "按以下标准给予支持：", "具体措施如下："])
def test_what_introduces_a_list(text: str) -> None:
    assert ENUMERATION.search(text)


@pytest.mark.parametrize("text", ["支持企业。", "条件是：企业在本市注册。"])
def test_what_introduces_none(text: str) -> None:
    assert not ENUMERATION.search(text)

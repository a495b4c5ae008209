from __future__ import annotations

import pytest

from answer.document_names import LAWS_FILE, end_kind, find_names, laws
from index.normalize import normalize

ORDINARY = """
第三条的算法 有什么方法 企业的做法 有没有立法 执法部门是谁 征求意见了吗 有没有规定 怎么想办法 用什么解决方案 提出意见 按规定办 依法监管
合法经营 书法培训 司法局负责什么 违法行为 语法检查 疗法创新 法律服务 法规有哪些 这个看法 那个想法 公司法人 公司法务 法院怎么参与
支持措施 主要措施 保障措施 规划和自然资源局 标准化建设 征求意见稿 意见箱 怎么个审法 深圳市规划和自然资源局
"""


@pytest.mark.parametrize("text", ORDINARY.split())
def test_words_that_end_alike_are_no_names(text: str) -> None:
    assert not [name for name in find_names(text) if name.names_alone]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("根据民法典第三条", ["民法典"]),
        ("劳动合同法实施条例第三条是啥", ["劳动合同法实施条例"]),
        ("请问广东省数字经济促进条例第二十条", ["广东省数字经济促进条例"]),
        ("按照生成式人工智能服务管理暂行办法的规定", ["生成式人工智能服务管理暂行办法"]),
        ("国务院关于深入实施“人工智能+”行动的意见第三条", ["国务院关于深入实施“人工智能+”行动的意见"]),
        ("企业违反了网络安全法怎么办", ["网络安全法"]),
        ("民法典第三条和刑法第五条", ["民法典", "刑法"]),
        ("《数据安全法》和《某市数据办法（试行）》", ["数据安全法", "某市数据办法"]),
        ("国务院关于修改〈专利法实施细则〉的决定第二条", ["国务院关于修改〈专利法实施细则〉的决定"]),
        ("国办发〔2024〕1号第三条", ["国办发〔2024〕1号"]),
        ("民法典规定了什么", ["民法典"]),
        ("国务院令第707号第三条", ["国务院令第707号"]),
        ("请问根据财政部令第102号第四条，怎么采购", ["财政部令第102号"]),
        ("国务院第707号令第三条", ["国务院令第707号"]),
        ("主席令第九十一号第三条", ["主席令第九十一号"]),
    ],
)
def test_where_a_name_begins_and_ends(text: str, names: list[str]) -> None:
    assert [name.text for name in find_names(normalize(text)) if name.body or name.is_bracketed] == names


def test_every_title_is_found_whole() -> None:
    lines = LAWS_FILE.read_text(encoding="utf-8").splitlines()
    titles = [normalize(line) for line in lines if not line.startswith("#")]
    assert len(titles) > 269
    for title in titles:
        for name in (title, title.removeprefix("中华人民共和国")):
            found = find_names(f"请问{name}第三条")
            assert [one.text for one in found] == [name]
            assert found[0].is_law


@pytest.mark.parametrize(
    ("short", "title"), [("个保法", "个人信息保护法"), ("网安法", "网络安全法"), ("数安法", "数据安全法")]
)
def test_short_names_follow_from_the_titles(short: str, title: str) -> None:
    assert laws()[short] == f"中华人民共和国{title}"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("某市若干措施（试行）", "措施"),
        ("《行动方案》", "方案"),
        ("某法（草案）（二次审议稿）", "法"),
        ("十大行动", ""),
    ],
)
def test_kind_of_a_title(title: str, kind: str) -> None:
    assert end_kind(title) == kind

from __future__ import annotations

import pytest

from ingest.grammar.blocks import read_blocks
from ingest.grammar.furniture import contents, find_frame, find_front, running_heads

BODY = "某市若干措施\n\n一、甲\n\n（一）加强攻关。支持企业。\n"


@pytest.mark.parametrize(
    ("front", "blocks"),
    [
        ("标题：某市若干措施\n发布日期：2024-01-02\n来源：某市人民政府\n原文链接：http://a.b/c\n---\n", 5),
        ("# 某市若干措施\n\n- 发布日期：2024-01-02\n- 来源：某市人民政府\n\n## 正文\n", 4),
        ("**发布日期**：2024-01-02\n**来源：**某市人民政府\n", 2),
        ("索引号：000014349/2024-00001\n发文机关：某市人民政府\n成文日期：2024年1月2日\n", 3),
        ("发布日期：2024-01-02\nhttps://a.b/c\n来源：某市人民政府\n", 3),
    ],
)
def test_fields_before_the_document(front: str, blocks: int) -> None:
    assert find_front(read_blocks(front + BODY)).blocks == blocks


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "来源：某市人民政府\n" + BODY,
        "某市若干措施\n\n为支持创新。\n\n发布日期：2024-01-02\n来源：某市人民政府\n\n（一）甲。",
        "",
    ],
)
def test_no_front(text: str) -> None:
    assert find_front(read_blocks(text)).blocks == 0


def test_values_of_fields() -> None:
    front = find_front(read_blocks("发文字号：某府办〔2024〕5号\n发布机构：无\n来源：某市人民政府\n" + BODY))
    assert front.value("文号", "发文字号") == "某府办〔2024〕5号"
    assert front.value("发布机构", "来源") == "某市人民政府"
    assert front.value("失效日期") == ""


def test_what_a_portal_states_is_official() -> None:
    portal = "索引号：1/2024-00001\n发文机关：某市人民政府\n"
    assert find_front(read_blocks(portal + BODY)).is_official
    assert not find_front(read_blocks(portal + "检索时间：2024-01-02\n" + BODY)).is_official


@pytest.mark.parametrize(
    "frame",
    ["相关附件\n[某文.pdf](http://a.b/c.pdf)\n", "打印本页\n关闭窗口\n", "【相关链接】\nhttp://a.b/c\n", "分享到：\n"],
)
def test_buttons_behind_the_document(frame: str) -> None:
    blocks = read_blocks(BODY + frame)
    assert find_frame(blocks) == len(read_blocks(BODY))
    assert find_frame(read_blocks(BODY)) == len(read_blocks(BODY))


HEAD = "某市人民政府办公室文件"


def test_running_heads_cut_sentences_in_two_or_stand_by_page_numbers() -> None:
    pages = [f"支持企业牵头组建创新联合体，开展关键技术攻关和第{n}项\n{HEAD}\n— {n} —\n任务。" for n in range(1, 4)]
    blocks = read_blocks("\n".join(pages))
    assert {blocks[index].text for index in running_heads(blocks)} == {HEAD}
    assert len(running_heads(blocks)) == 3


def test_page_numbers_in_running_heads_do_not_make_them_different() -> None:
    pages = [f"支持企业牵头组建创新联合体，开展关键技术攻关和\n第{n}页某市公报\n其他任务。" for n in range(1, 4)]
    assert len(running_heads(read_blocks("\n".join(pages)))) == 3


@pytest.mark.parametrize(
    "text",
    [
        f"支持企业。\n{HEAD}\n支持高校。\n{HEAD}\n支持医院。\n{HEAD}\n支持银行。",
        f"支持企业牵头组建创新联合体，开展关键技术攻关和\n{HEAD}\n任务。",
        "\n".join(["（一）甲。\n责任单位：市科技局"] * 4),
        "\n".join(["1\t甲\t市科技局"] * 5),
    ],
    ids=["between sentences", "once", "agencies", "rows"],
)
def test_what_recurs_and_is_no_running_head(text: str) -> None:
    assert running_heads(read_blocks(text)) == set()


def test_contents_are_the_headings_that_come_again() -> None:
    text = (
        "某市管理办法\n\n目　录\n\n第一章 总则……1\n第二章 管理……2\n\n第一章 总则\n第一条 甲。\n第二章 管理\n第二条 乙。"
    )
    blocks = read_blocks(text)
    assert [blocks[i].text for i in contents(blocks)] == ["目　录", "第一章 总则……1", "第二章 管理……2"]


def test_no_contents() -> None:
    assert len(contents(read_blocks(BODY))) == 0

from __future__ import annotations

import pytest

from ingest.grammar.blocks import read_blocks
from ingest.grammar.parts import Parts, find_parts
from ingest.grammar.settling import settle_labels

HEAD = "某市若干措施\n为支持创新，制定本措施。\n"
BODY = "（一）甲。\n（二）乙。\n"


def parts(text: str) -> Parts:
    return find_parts(settle_labels(read_blocks(text)), 0)


def texts(found: Parts) -> list[list[str]]:
    return [[block.text for block in part] for part in (found.head, found.body, found.tail, found.annex)]


def test_a_policy_alone() -> None:
    assert texts(parts(HEAD + BODY)) == [HEAD.split(), BODY.split(), [], []]


def test_signature_and_annex_behind() -> None:
    tail, annex = "某市科技局\n2024年1月2日\n", "附件：场景清单\n1\t甲\n2\t乙\n"
    assert texts(parts(HEAD + BODY + tail + annex)) == [
        HEAD.split(),
        BODY.split(),
        tail.split(),
        annex.split("\n")[:-1],
    ]


def test_numbered_lines_of_the_notice_are_not_of_the_policy() -> None:
    notice = "某市科技局关于印发《某市若干措施》的通知\n现印发，并通知如下：\n一、抓好落实。\n二、加强宣传。\n"
    found = parts(notice + HEAD + BODY)
    assert [block.text for block in found.body] == BODY.split()


@pytest.mark.parametrize("body", ["技术攻关\n" + BODY, "## 技术攻关\n" + BODY])
def test_the_body_may_begin_with_a_heading_without_a_label(body: str) -> None:
    assert [block.text for block in parts(HEAD + body).body] == body.rstrip().split("\n")


def test_the_document_number_is_no_heading() -> None:
    text = "某市科技局关于支持甲的通知\n某科规〔2024〕12号\n各区人民政府：\n为支持甲。\n优化环境\n" + BODY
    assert [block.text for block in parts(text).body] == ["优化环境", *BODY.split()]


@pytest.mark.parametrize("named", ["附件：1.场景清单\n2.申报表\n", "附件：场景清单\n", "附件\n1.场景清单\n2.申报表\n"])
def test_a_list_of_attachments_is_no_annex(named: str) -> None:
    found = parts(HEAD + BODY + named + "某市科技局\n2024年1月2日\n")
    assert len(found.annex) == 0


def test_the_annex_begins_behind_the_list_of_attachments() -> None:
    text = HEAD + BODY + "附件：1.场景清单\n2.申报表\n某市科技局\n2024年1月2日\n附件1\n场景清单\n1\t甲\n2\t乙\n"
    assert [block.text for block in parts(text).annex][:2] == ["附件1", "场景清单"]


def test_a_table_may_begin_the_body() -> None:
    assert [block.text for block in parts(HEAD + "1\t甲\n2\t乙").body] == ["1\t甲", "2\t乙"]


def test_prose_without_labels_is_the_body() -> None:
    assert texts(parts("某市通知\n各有关单位：\n支持企业发展。\n支持高校发展。"))[1] == [
        "支持企业发展。",
        "支持高校发展。",
    ]


def test_nothing() -> None:
    assert texts(parts("")) == [[], [], [], []]


def test_numbered_items_with_their_agencies_are_an_annex_and_no_list_of_attachments() -> None:
    annex = "附件\n重点任务分工\n1.建设公共平台，年底前投入使用。（责任单位：市工信局）\n2.引进人才五十名。（责任单位：市人社局）\n"
    found = parts(HEAD + BODY + annex)
    assert [block.text for block in found.body] == BODY.split()
    assert [block.text for block in found.annex] == annex.split()

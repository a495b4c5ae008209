from __future__ import annotations

import pytest

from answer.assistant import Assistant


@pytest.mark.parametrize(
    ("question", "lead", "cited"),
    [
        ("这份文件是哪天印发的", "2023年5月31日", "P"),
        ("哪两个办公厅联合印发", "中共深圳市委办公厅、深圳市人民政府办公厅", "P"),
        ("主送哪些单位", "各区党委和人民政府", "P"),
        ("文件全称叫什么", "深圳市加快推动人工智能高质量发展高水平应用行动方案（2023—2024年）", "P"),
        ("行动方案管的是哪几年", "规划期 2023—2024年", "P"),
        ("一共有多少条措施", "措施共 18 条", "M18"),
        ("清单一共多少个场景", "附件所列场景共 25 项", "A25"),
    ],
)
def test_the_document_itself(assistant: Assistant, question: str, lead: str, cited: str) -> None:
    answer = assistant.ask(question)
    assert (answer.status, answer.route) == ("answered", "document")
    assert lead in answer.text.splitlines()[0]
    assert answer.citations[0].id == cited


@pytest.mark.parametrize(
    "question", ["公共数据开放管理办法什么时候出台", "多少条地铁线", "政策措施多久更新发布一次", "第四条"]
)
def test_questions_with_a_matter_of_their_own(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).route != "document"

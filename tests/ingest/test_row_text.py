from __future__ import annotations

from ingest.parser import parse_policy
from ingest.row_text import further_cells, further_text

POLICY = """某市若干措施

（一）建设平台。给予补助。

附件：清单

| 序号 | 领域 | 名称 | 补贴标准 | 期限 | 责任单位 |
| --- | --- | --- | --- | --- | --- |
| 1 | 农业 | 蜂场 | 每箱100元 | | 市农业农村局 |
"""


def test_what_a_row_says_besides_its_name_its_group_its_number_and_whose_it_is() -> None:
    (row,) = parse_policy(POLICY).scenarios
    assert list(further_cells(row)) == [("补贴标准", "每箱100元")]
    assert further_text(row) == "补贴标准 每箱100元"


def test_a_list_of_tasks_says_nothing_besides() -> None:
    text = "某市若干措施\n\n（一）建设平台。给予补助。\n\n附件：清单\n\n序号\t名称\t责任单位\n1\t蜂场\t市农业农村局\n"
    (row,) = parse_policy(text).scenarios
    assert further_text(row) == ""

"""Small policies with something of everything that a report shows."""

from __future__ import annotations

from ingest.models import PolicyDocument
from ingest.parser import parse_policy

LED = """甲市人民政府关于印发《甲市若干措施（试行）》的通知

甲政发〔2026〕3号

各区人民政府，市直各单位：

现印发给你们。

甲市人民政府
2026年3月1日

甲市若干措施（试行）

一、总体要求
坚持政府引导，到2027年建成平台10个。
二、主要任务
（一）建设平台。支持企业建设平台，给予奖励。（责任单位：市经信局、市财政局，列第一位的为牵头单位，下同；以下均需各区政府落实，不再列出）
（二）培育人才。支持高校培养人才，给予补贴。（牵头单位：市人社局；配合单位：市教育局等）
（三）保障资金。统筹安排专项资金，加强监管。（责任单位：市财政局、市审计局）
三、附则
本措施自2026年4月1日起施行，有效期至2028年12月31日。

附件：任务清单
序号\t任务\t牵头单位\t配合单位
1\t建平台\t市经信局\t市科技局
2\t育人才\t市人社局\t
"""
"""With a head, aims, roles, declarations, closing provisions and a table."""

PLAIN = """乙区若干措施

（一）支持企业。给予奖励一万元。
（三）支持个人。给予奖励一千元。
"""
"""Without agencies, and with a gap in its numbers."""


def led() -> PolicyDocument:
    """Return the first parsed."""
    return parse_policy(LED)


def plain() -> PolicyDocument:
    """Return the second parsed."""
    return parse_policy(PLAIN)

"""Two small policies of two cities, and how they are written to files."""

from __future__ import annotations

from pathlib import Path

CHIPS = """海州市支持算力产业若干措施

一、算力
（一）建设平台。建设算力平台，统一调度。（责任单位：市科技局、市发展改革委）
（二）支持企业。新建机房的，给予补助20万元，比例不超过30%。（责任单位：市财政局）
（三）培养人才。每年举办两次培训，到2026年12月31日培养500人。（责任单位：市教育局等）
"""
BEES = """云山市养蜂管理办法

第一条 为了规范养蜂，制定本办法。
第二条 新建蜂场，补助3万元。（责任单位：市农业农村局、市发展改革委）
第三条 蜂蜜节每年举办一次。（牵头单位：市文化局；配合单位：市农业农村局）
第四条 本办法自2025年1月1日起施行，有效期5年。
"""


def write_policy(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path

"""What is no part of the policy: a crawler's front block, running heads, a table of contents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.grammar.blocks import Block
from ingest.grammar.lines import HEADING_KINDS, LineKind, plain

_FIELDS = (
    "发布日期|发布时间|统一编号|发布机构|发文机关|发文机构|发布单位|信息来源|来源|分类|主题分类|体裁分类|原文链接|原文地址|链接|检索时间|检索关键词|抓取时间|采集时间"
    "|文档类型|文件名称|文件编号|发文字号|文号|索引号|公开类型|公开方式|成文日期|发文日期|生效日期|实施日期|失效日期|有效性|效力状态|关键词|标题|名称|作者|浏览次数|字体|附件"
)
_SPACED = "|".join(r"[\s　]*".join(name) for name in _FIELDS.split("|"))
_FIELD = re.compile(rf"[-*\s>]*(?P<name>{_SPACED})\**\s*[:：]\**\s*(?P<value>.*)")
_MARKER = re.compile(
    r"[#*\s]*(?:政策全文|全文|正文|基本信息|文件信息|文档\s*[:：].*|.*\.(?:md|docx?|pdf|txt))[\s*]*|[-=*_]{3,}"
)
_OFFICIAL = frozenset("索引号 统一编号 发文机关 文号 发文字号 成文日期 发布日期 实施日期 失效日期 有效性".split())
"""Fields that a portal keeps of a document; a crawler's have others beside them."""
_FRONT_BLOCKS = 25
_FIELDS_OF_A_FRONT = 2
_RUNNING_LENGTH = 40
_RUNNING_SHORTEST = 4
_RUNNING_TIMES = 3
_FRAME = re.compile(
    r"[\s*#]*[【\[（(]?(?:相关(?:附件|链接|文件|文档|解读|信息|阅读)|附件下载|原文下载|政策解读|打印(?:本页)?|关闭(?:窗口|本页)?|扫一扫.{0,20}|分享到?.{0,12}|上一[篇条].*|下一[篇条].*|返回顶部|字号.{0,8})[】\]）)]?[\s*:：]*"
)
_CONTENTS = re.compile(r"[#*\s]*目[\s　]*[录次][*\s]*")


@dataclass(frozen=True, slots=True)
class Front:
    """A block of fields that a crawler or a portal set before the document.

    Attributes:
        blocks: how many of the blocks at the beginning it takes, the title above the fields included.
        title: the title above the fields, None if there is none.
        fields: names and values, in order.
    """

    blocks: int = 0
    title: Block | None = None
    fields: tuple[tuple[str, str], ...] = ()

    @property
    def is_official(self) -> bool:
        """Whether it is what a portal states of the document, and so part of it."""
        return self.title is None and all(name in _OFFICIAL for name, _ in self.fields)

    def value(self, *names: str) -> str:
        """Return the value of the first of some fields that has one, empty if none has."""
        found = (value for name in names for key, value in self.fields if key == name and value not in ("", "无"))
        return next(found, "")


def find_front(blocks: Sequence[Block]) -> Front:
    """Find the front block: some fields near the beginning, with nothing but titles and rules among them."""
    fields: list[tuple[str, str]] = []
    title: Block | None = None
    end = 0
    for index, block in enumerate(blocks[:_FRONT_BLOCKS]):
        field = _FIELD.fullmatch(block.text)
        is_part = field or _MARKER.fullmatch(block.text) or (fields and block.kind is LineKind.LINK)
        if field:
            fields.append((re.sub(r"\s", "", field["name"]), field["value"].strip(" *")))
        elif not is_part and (index or not block.text.startswith("#")):
            break
        elif not is_part:
            title = block
        end = index + 1 if is_part else end
    front = Front(end, title, tuple(fields))
    enough = 1 if front.is_official else _FIELDS_OF_A_FRONT
    return front if len(fields) >= enough else Front()


def find_frame(blocks: Sequence[Block]) -> int:
    """Return where the links and buttons begin that a page sets behind a document; the number of blocks if there are none."""
    end = len(blocks)
    while end and (blocks[end - 1].kind is LineKind.LINK or _FRAME.fullmatch(blocks[end - 1].text)):
        end -= 1
    return end


def running_heads(blocks: Sequence[Block]) -> set[int]:
    """Return the places of lines that pages repeat: short ones that recur and cut a sentence in two, or stand by a page number."""
    keys = {
        index: re.sub(r"\d+", "0", plain(block.text))
        for index, block in enumerate(blocks)
        if block.kind is LineKind.TEXT
        and _RUNNING_SHORTEST <= len(block.text) <= _RUNNING_LENGTH
        and not block.finished
        and not re.search("[：:]", block.text)
    }
    often = {key for key, times in Counter(keys.values()).items() if times >= _RUNNING_TIMES}
    places: dict[str, list[int]] = {key: [] for key in often}
    for index, key in keys.items():
        if key in often:
            places[key].append(index)
    return {
        index
        for found in places.values()
        if 2 * sum(_interrupts(blocks, index) for index in found) >= len(found)
        for index in found
    }


def _interrupts(blocks: Sequence[Block], index: int) -> bool:
    around = [blocks[place] for place in (index - 1, index + 1) if 0 <= place < len(blocks)]
    if any(block.kind is LineKind.PAGE_NUMBER for block in around):
        return True
    before = around[0] if index else None
    return (
        before is not None
        and before.kind is not LineKind.TABLE_ROW
        and not before.finished
        and len(before.text) > _RUNNING_LENGTH // 2
    )


def contents(blocks: Sequence[Block]) -> range:
    """Return where a table of contents stands: 目录, then headings that all come again with a body."""
    start = next((i for i, block in enumerate(blocks) if _CONTENTS.fullmatch(block.text)), None)
    if start is None:
        return range(0)
    end = start + 1
    seen: set[str] = set()
    while end < len(blocks) and _is_entry(blocks[end]):
        key = _entry(blocks[end])
        if key in seen:
            break
        seen.add(key)
        end += 1
    # The last entry may already be the first heading of the body.
    return range(start, end)


def _entry(block: Block) -> str:
    return re.sub(r"[\s　.…·]+\d*$|[\s　]", "", plain(block.text))


def _is_entry(block: Block) -> bool:
    return (block.kind in HEADING_KINDS or block.is_labelled or block.kind is LineKind.TEXT) and not block.finished

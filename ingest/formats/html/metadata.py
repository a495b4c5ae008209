"""What a portal says of a document beside its text: its number, who issued it and when."""

from __future__ import annotations

import re
from collections.abc import Sequence

KEPT: dict[str, tuple[str, ...]] = {
    "索引号": ("索引号", "信息索引号", "索引编号", "信息索引"),
    "统一编号": ("统一编号", "规范性文件编号", "规范性文件统一编号"),
    "发文机关": (
        "发文机关",
        "发布机关",
        "发布机构",
        "发文单位",
        "发文机构",
        "制发机关",
        "制定机关",
        "发布单位",
        "公开机构",
    ),
    "文号": ("文号", "发文字号", "发布文号", "公文文号", "发文文号", "文件编号", "文件文号"),
    "成文日期": ("成文日期", "发文日期", "印发日期", "签署日期", "生成日期", "制发日期", "成文时间", "发文时间"),
    "发布日期": ("发布日期", "发布时间", "公开日期", "公布日期", "发表时间"),
    "实施日期": ("实施日期", "生效日期", "施行日期", "生效时间", "执行日期"),
    "失效日期": ("失效日期", "废止日期", "失效时间", "废止时间"),
    "有效性": ("有效性", "时效性", "效力状态", "文件状态", "是否有效"),
}
"""What is kept, and how portals call it."""
_OTHERS = (
    "标题 名称 信息名称 文件名称 主题分类 体裁分类 公文种类 分类 分类号 主题词 关键词 关键字 来源 信息来源 文章来源 稿件来源 浏览次数 浏览量 访问量 点击数"
    " 点击量 阅读次数 字体 字号 字体大小 作者 责任编辑 编辑 内容概述 概述 栏目 信息类别 有效期 主题 组配分类 公开方式 公开范围 公开形式 体裁 服务对象"
    " 公开时限 记录形式 载体类型 文件类型 备注 分享 打印 下载 公开责任部门 公开目录 语种 文件类别"
).split()
"""Other names of the kind, which end a value."""
_DATES = frozenset(("成文日期", "发布日期", "实施日期", "失效日期"))
_BLANK = r"[\s\u3000]*"


def _spaced(names: Sequence[str]) -> str:
    # Longer names first; their characters may be set apart (文　　号).
    return "|".join(_BLANK.join(name) for name in sorted(names, key=len, reverse=True))


_NAME_OF = {alias: name for name, aliases in KEPT.items() for alias in aliases}
_ANY = _spaced([*_NAME_OF, *_OTHERS])
_LABEL = re.compile(rf"[\[【（(]?(?P<name>{_ANY})[\]】）)]?{_BLANK}[:：]?{_BLANK}")
_PAIR = re.compile(rf"(?<!\w)[\[【]?(?P<name>{_ANY})[\]】]?{_BLANK}[:：]")
_GLUED = re.compile(rf"(?P<name>{_ANY}){_BLANK}[:：]")
_TIME = re.compile(r"[\sT]*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?.*$")
_NOTHING = re.compile(r"[-—/\s]*|无|暂无|null")
_LONGEST = 120
"""Of a value; it is a line on a form."""


def pairs_of_cells(rows: Sequence[Sequence[str]]) -> list[tuple[str, str]]:
    """Return names and values of a table that is such a form; nothing if it is none."""
    cells = [[" ".join(cell.split()) for cell in row] for row in rows]
    if sum(len(cell) for row in cells for cell in row) > 1500:
        return []
    pairs: list[tuple[str, str]] = []
    names = 0
    for row in cells:
        i = 0
        while i < len(row):
            name = _name(row[i])
            if name and (i + 1 == len(row) or not _name(row[i + 1])):
                pairs.append((name, row[i + 1] if i + 1 < len(row) else ""))
                names += 1
                i += 2
            elif name:
                # Names beside each other are the head of a table of many documents; with a colon, a value is missing.
                if not row[i].endswith(("：", ":")):
                    return []
                names += 1
                i += 1
            else:
                found = pairs_of_text(row[i])
                if row[i] and not found:
                    return []
                pairs += found
                names += len(found)
                i += 1
    return kept(pairs) if names >= 2 else []


def pairs_of_text(text: str) -> list[tuple[str, str]]:
    """Return names and values of a line such as ``发布日期：2024-05-01 来源：本网``; nothing if it begins otherwise."""
    if not _PAIR.match(text):
        return []
    found = list(_GLUED.finditer(text))
    ends = [*(each.start() for each in found[1:]), len(text)]
    return [
        (_plain(each["name"]), text[each.end() : end].strip(" |｜　[]【】"))
        for each, end in zip(found, ends, strict=True)
    ]


def name_of(text: str) -> str:
    """Return the name if a line is nothing but one with its colon, whose value is on the next; else nothing."""
    return _name(text) if text.endswith(("：", ":")) else ""


def kept(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the pairs that say something of the document, under one name each, the first of each name."""
    first: dict[str, str] = {}
    for alias, value in pairs:
        name = _NAME_OF.get(alias, "")
        text = _TIME.sub("", value).strip() if name in _DATES else value.strip()
        if name and not _NOTHING.fullmatch(text) and len(text) <= _LONGEST:
            first.setdefault(name, text)
    return list(first.items())


def head_lines(pairs: Sequence[tuple[str, str]], article: Sequence[str]) -> list[str]:
    """Write the pairs as lines, but for what the lines of the article state themselves."""
    order = list(KEPT)
    said = [_squeezed(line) for line in article]
    return [
        f"{name}：{value}"
        for name, value in sorted(kept(pairs), key=lambda pair: order.index(pair[0]))
        if not _is_said(name, value, said)
    ]


def _is_said(name: str, value: str, said: Sequence[str]) -> bool:
    if name in _DATES:
        # Days are named in many sentences; that of issue ends a line.
        return any(line.endswith(form) for form in _forms(value) for line in said)
    if name == "发文机关":
        return any(line.startswith(_squeezed(value)) for line in said)
    return any(_squeezed(value) in line for line in said)


def _name(text: str) -> str:
    found = _LABEL.fullmatch(text)
    return _plain(found["name"]) if found else ""


def _plain(name: str) -> str:
    return re.sub(_BLANK, "", name)


def _squeezed(text: str) -> str:
    return re.sub(r"[\s\u3000]+", "", text).translate(str.maketrans("[]［］（）()【】", "〔〕〔〕〔〕〔〕〔〕"))


def _forms(value: str) -> list[str]:
    """Return a value as articles may write it: dates in digits and signs also with 年, 月 and 日."""
    date = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", value)
    if date:
        year, month, day = map(int, date.groups())
        return [f"{year}年{month}月{day}日", f"{year}年{month:02}月{day:02}日", value]
    return [value]

"""An answer, a refusal and a short policy to show, and how to read what is shown."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from typing import Any

from answer.models import Answer, Citation, Quote
from ingest.models import Metadata, PolicyDocument
from ingest.parser import parse_policy
from ui.shelf import Shelf
from ui.task_shelf import TaskShelf


class Tags(HTMLParser):
    """Collects the tags of a piece of HTML."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(tag)


def text_of(fragment: str) -> str:
    """Return what is read; the numbers of the chips are no part of the text."""
    fragment = re.sub(r"<sup>\d+</sup>", "", fragment)
    return html.unescape(re.sub(r"<[^>]*>", "", fragment))


def citation(**changes: Any) -> Citation:
    values: dict[str, Any] = {
        "id": "M2",
        "label": "（二）",
        "title": "保障资金",
        "section": "一、保障",
        "text": "（二）保障资金。设立基金。规模 10 亿元。（责任单位：甲局、乙委等）",
        "quotes": (Quote("规模 10 亿元。", 14, 23),),
        "agencies": ("甲局", "乙委"),
        "agencies_open": True,
    }
    return Citation(**values | changes)


def answered(**changes: Any) -> Answer:
    values: dict[str, Any] = {
        "question": "规模多大？",
        "text": "**10 亿元**\n\n规模 10 亿元。〔（二）〕\n\n（二）保障资金 · 责任单位：甲局、乙委等",
        "status": "answered",
        "route": "retrieval",
        "citations": (citation(),),
        "sources": "（二）保障资金 · 责任单位：甲局、乙委等",
    }
    return Answer(**values | changes)


def refused(status: Any = "unanswerable_off_topic", **changes: Any) -> Answer:
    values: dict[str, Any] = {"text": "这份文件没有写。", "suggestions": ("（一）写了什么？", "谁负责？")}
    return Answer(question="问", status=status, route="refusal", **values | changes)


def short_policy(title: str = "某市若干措施") -> PolicyDocument:
    text = f"# {title}\n\n第一条 支持研发，按投入给予补助。\n\n第二条 本措施自发布之日起施行。\n"
    return parse_policy(text, Metadata("short", "《若干措施》"))


def tasks_of(document: PolicyDocument) -> TaskShelf:
    """Return the tasks of a document, as they are listed before there is a library."""
    return TaskShelf(Shelf(None, document))

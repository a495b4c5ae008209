"""The files that a policy is kept in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from itertools import groupby

from tests.ingest.formats.html.portals import FOOTER, NAVIGATION, NEWS, SHARE
from tests.ingest.formats.one_policy.description import Line, Place, Policy, Table
from tests.ingest.formats.one_policy.word_lists import numbered
from tests.ingest.formats.pdf.printed import Setting, built, headline, paragraph, ruled
from tests.ingest.formats.word.docx_files import docx, p, table, tc


def markdown(policy: Policy) -> bytes:
    """Write Markdown; a cell that covers several places is repeated in each."""
    return _markdown(policy, lambda table: _pipes([[place.cell.text for place in row] for row in table.places()]))


def markdown_with_html(policy: Policy) -> bytes:
    """Write Markdown with tables in HTML."""
    return _markdown(policy, _html_table)


def word(policy: Policy) -> bytes:
    """Write a Word file that counts its numbers itself."""
    lines, lists = numbered([part.text for part in policy.parts if isinstance(part, Line)])
    coming = iter(lines)
    body = ""
    for part in policy.parts:
        if isinstance(part, Table):
            body += table(*map("".join, map(_word_row, part.places()))) + p()
        else:
            line = next(coming)
            centred = '<w:jc w:val="center"/>' if part.kind == "title" else ""
            body += p(escape(line.text, quote=False), centred, numbered=line.place)
    return docx(body, numbering=lists)


def pdf(policy: Policy) -> bytes:
    """Print it as GB/T 9704 demands."""
    setting = Setting()
    story = []
    for part in policy.parts:
        if isinstance(part, Table):
            places = part.places()
            story.append(
                ruled([[_own(place) for place in row] for row in places], setting, list(_spans(places)), part.heads)
            )
        else:
            story.append((headline if part.kind == "title" else paragraph)(part.text, setting))
    return built(story, setting)


def page(policy: Policy) -> bytes:
    """Publish it on a portal, among navigation, metadata, news and the footer."""
    content = "\n".join(
        _html_table(part) if isinstance(part, Table) else _html_line(part.text, part.kind == "title")
        for part in policy.parts
    )
    number = (
        f"<tr><td>发文字号：</td><td>{policy.number}</td><td>有效性：</td><td>有效</td></tr>" if policy.number else ""
    )
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{policy.title}_某市人民政府</title></head><body>
<div class="header"><ul>{NAVIGATION}</ul></div><div class="crumb">当前位置：<a>首页</a> &gt; <a>政策</a> &gt; 正文</div>
<table class="info"><tr><td>索引号：</td><td>000014349/2024-00008</td><td>主题分类：</td><td>综合政务</td></tr>{number}</table>
<div class="article">{content}</div>{SHARE}<div class="related"><h3>相关稿件</h3><ul>{NEWS}</ul></div>{FOOTER}</body></html>""".encode()


def _own(place: Place) -> str:
    return "" if place.down or place.right else place.cell.text


def _markdown(policy: Policy, write: Callable[[Table], str]) -> bytes:
    parts: list[str] = []
    for is_title, group in groupby(policy.parts, key=lambda part: isinstance(part, Line) and part.kind == "title"):
        texts = [write(part) if isinstance(part, Table) else part.text for part in group]
        # No line of a heading is too long for it.
        parts += ["# " + "".join(texts)] if is_title else texts
    return "\n\n".join(parts).encode()


def _pipes(rows: list[list[str]]) -> str:
    written = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([written[0], "|" + "---|" * len(rows[0]), *written[1:]])


def _html_table(part: Table) -> str:
    rows = (
        "".join(
            f"<td{_html_span('rowspan', cell.rows)}{_html_span('colspan', cell.columns)}>{escape(cell.text)}</td>"
            for cell in row
        )
        for row in part.rows
    )
    return f'<table border="1">{"".join(f"<tr>{row}</tr>" for row in rows)}</table>'


def _html_span(name: str, count: int) -> str:
    return f' {name}="{count}"' if count > 1 else ""


def _html_line(text: str, is_title: bool) -> str:
    style = "text-align:center;font-size:22pt" if is_title else "text-indent:2em"
    return f'<p style="{style}">{escape(text)}</p>'


def _word_row(row: list[Place]) -> Iterator[str]:
    for place in row:
        if place.right:
            continue
        span = f'<w:gridSpan w:val="{place.cell.columns}"/>' if place.cell.columns > 1 else ""
        begins = ' w:val="restart"' if not place.down else ""
        merge = f"<w:vMerge{begins}/>" if place.cell.rows > 1 else ""
        yield tc(escape(_own(place), quote=False), span + merge)


def _spans(places: list[list[Place]]) -> Iterator[tuple[str, tuple[int, int], tuple[int, int]]]:
    for i, row in enumerate(places):
        for j, place in enumerate(row):
            if _own(place) and (place.cell.rows > 1 or place.cell.columns > 1):
                yield "SPAN", (j, i), (j + place.cell.columns - 1, i + place.cell.rows - 1)

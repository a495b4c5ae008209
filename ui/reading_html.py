"""The tab 「读原文」: the whole policy in its order, each item at an address of its own (``#m12``, ``#a3``, ``#g2``, ``#c``)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from answer import messages
from ingest.models import CLOSING_ID, PREAMBLE_ID, Closing, Goal, Measure, PolicyDocument, Scenario, Section, Table
from ui import words
from ui.escape import safe
from ui.task_list import owners_of

FIND_BOX = "find-text"
_ANNEX = "annex"


def anchor(citation_id: str) -> str:
    """Return the name of an item's address: ``m4``, or ``law/m4`` where the document is named."""
    document, slash, item = citation_id.rpartition("/")
    return f"{document}{slash}{item.lower()}"


def reading_html(document: PolicyDocument, caveats: Sequence[str] = ()) -> str:
    """Show the notice, then headings, measures, paragraphs and tables as they follow each other, then the closing
    provisions, with a box to find words and a list of headings.

    Args:
        document: to be read.
        caveats: what must be known of it.
    """
    warned = f'<p class="caveat" role="note" lang="zh-CN">{safe("；".join(caveats))}</p>' if caveats else ""
    title = f'<h2 class="title" lang="zh-CN">{safe(document.title)}</h2>' if caveats else ""
    parts = [
        title,
        warned,
        _find(),
        _contents(document),
        _notice(document),
        *_body(document),
        _closing(document.closing),
    ]
    return f'<div class="policy">{"".join(parts)}</div>'


def _find() -> str:
    return (
        f'<div class="find" role="search"><label for="{FIND_BOX}">{safe(words.FIND)}</label>'
        f'<input id="{FIND_BOX}" type="search" maxlength="40" autocomplete="off">'
        f'<span class="found" role="status"></span>'
        f'<button type="button" class="next">{safe(words.FIND_NEXT)}</button></div>'
    )


def _contents(document: PolicyDocument) -> str:
    links = [(anchor(PREAMBLE_ID), words.NOTICE)]
    sections = [(f"s{number}", section.heading) for number, section in enumerate(document.sections, 1)]
    filled = [table for table in document.tables if table.rows]
    tables = [(_table_anchor(table, document), _table_name(table, document)) for table in filled]
    closing = [(anchor(CLOSING_ID), words.CLOSING)] if document.closing else []
    shown = _links(links) + _links(sections, ' lang="zh-CN"') + _links(tables) + _links(closing)
    return f'<nav aria-label="{safe(words.CONTENTS)}"><ul>{shown}</ul></nav>'


def _links(links: Sequence[tuple[str, str]], language: str = "") -> str:
    return "".join(f'<li><a href="#{name}"{language}>{safe(heading)}</a></li>' for name, heading in links)


def _notice(document: PolicyDocument) -> str:
    paragraphs = "".join(f'<p class="{part.kind}">{safe(part.text)}</p>' for part in document.notice.parts)
    return f'<section id="{anchor(PREAMBLE_ID)}" tabindex="-1"><h2>{safe(words.NOTICE)}</h2><div lang="zh-CN">{paragraphs}</div></section>'


def _closing(closing: Closing | None) -> str:
    if closing is None:
        return ""
    paragraphs = "".join(f"<p>{safe(part.text)}</p>" for part in closing.parts)
    return f'<section id="{anchor(CLOSING_ID)}" tabindex="-1"><h2>{safe(words.CLOSING)}</h2><div lang="zh-CN">{paragraphs}</div></section>'


def _body(document: PolicyDocument) -> Iterator[str]:
    """Yield what stands between the notice and the closing provisions, in the order of the document."""
    placed: list[tuple[int, str]] = []
    for number, section in enumerate(document.sections, 1):
        placed.append((section.span.start, _heading(section, number)))
    placed += [(measure.span.start, _measure(measure)) for measure in document.measures]
    placed += [(goal.span.start, _goal(goal)) for goal in document.goals]
    rows = {row.id: row for row in document.scenarios}
    for table in document.tables:
        own = [rows[row] for row in table.rows]
        placed += [(own[0].span.start, _table(table, own, document))] if own else []
    yield from (shown for _, shown in sorted(placed, key=lambda pair: pair[0]))


def _heading(section: Section, number: int) -> str:
    tag = "h2" if section.level == 0 else "h3"
    return f'<{tag} id="s{number}" tabindex="-1" lang="zh-CN">{safe(section.heading)}</{tag}>'


def _measure(measure: Measure) -> str:
    listed = owners_of(measure)
    owners = messages.AGENCIES.format(agencies=listed) if listed else words.NO_OWNERS
    return (
        f'<article id="{anchor(measure.id)}" tabindex="-1" lang="zh-CN"><h3><b>{safe(measure.label)}</b>{safe(measure.title)}</h3>'
        f'<p>{safe(measure.body)}</p><p class="owners">{safe(owners)}</p></article>'
    )


def _goal(goal: Goal) -> str:
    return f'<article id="{anchor(goal.id)}" tabindex="-1" lang="zh-CN"><p>{safe(goal.text)}</p></article>'


def _table(table: Table, rows: Sequence[Scenario], document: PolicyDocument) -> str:
    heads = "".join(f'<th scope="col">{safe(column)}</th>' for column in table.head)
    head = f'<thead lang="zh-CN"><tr>{heads}</tr></thead>' if any(table.head) else ""
    lines = "".join(
        f'<tr id="{anchor(row.id)}" tabindex="-1">{"".join(f"<td>{safe(cell)}</td>" for _, cell in row.cells)}</tr>'
        for row in rows
    )
    name = safe(_table_name(table, document))
    return (
        f'<h2 id="{_table_anchor(table, document)}" tabindex="-1">{name}</h2>'
        f'<div class="wide"><table>{head}<tbody lang="zh-CN">{lines}</tbody></table></div>'
    )


def _table_anchor(table: Table, document: PolicyDocument) -> str:
    """Return the address of a table; that of the only one stays what it always was."""
    return _ANNEX if len(document.tables) == 1 else f"t{table.number}"


def _table_name(table: Table, document: PolicyDocument) -> str:
    in_annex = document.annex_title if len(document.tables) == 1 else ""
    return table.title or in_annex or words.TABLE_NUMBER.format(number=table.number)

"""The tab 「读原文」: the whole policy by section, each item at an address of its own (``#m12``, ``#a3``, ``#p``)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from answer import messages
from ingest.models import PREAMBLE_ID, Measure, PolicyDocument, Scenario
from ingest.ownership import as_listed
from ui import words
from ui.escape import safe

FIND_BOX = "find-text"


def anchor(citation_id: str) -> str:
    """Return the name of an item's address; behind a document's id its own id is the last part."""
    return citation_id.rpartition("/")[2].lower()


def reading_html(document: PolicyDocument) -> str:
    """Show the notice, the measures under their sections, and the annex, with a box to find words and a list of sections."""
    parts = [_find(), _contents(document), _notice(document), *_measures(document), _annex(document.scenarios)]
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
    annex = [("annex", words.ANNEX)] if document.scenarios else []
    shown = _links(links) + _links(sections, ' lang="zh-CN"') + _links(annex)
    return f'<nav aria-label="{safe(words.CONTENTS)}"><ul>{shown}</ul></nav>'


def _links(links: Sequence[tuple[str, str]], language: str = "") -> str:
    return "".join(f'<li><a href="#{name}"{language}>{safe(heading)}</a></li>' for name, heading in links)


def _notice(document: PolicyDocument) -> str:
    paragraphs = "".join(f'<p class="{part.kind}">{safe(part.text)}</p>' for part in document.notice.parts)
    return f'<section id="{anchor(PREAMBLE_ID)}" tabindex="-1"><h2>{safe(words.NOTICE)}</h2><div lang="zh-CN">{paragraphs}</div></section>'


def _measures(document: PolicyDocument) -> Iterator[str]:
    """Yield the measures, each section's heading before its first one."""
    numbers = {section.heading: number for number, section in enumerate(document.sections, 1)}
    heading = ""
    for measure in document.measures:
        if measure.section != heading:
            heading = measure.section
            yield (
                f'<h2 id="s{numbers[heading]}" tabindex="-1" lang="zh-CN">{safe(heading)}</h2>'
                if heading in numbers
                else ""
            )
        yield _measure(measure)


def _measure(measure: Measure) -> str:
    owners = messages.AGENCIES.format(agencies=as_listed(measure)) if measure.agencies else words.NO_OWNERS
    return (
        f'<article id="{anchor(measure.id)}" tabindex="-1" lang="zh-CN"><h3><b>{safe(measure.label)}</b>{safe(measure.title)}</h3>'
        f'<p>{safe(measure.body)}</p><p class="owners">{safe(owners)}</p></article>'
    )


def _annex(rows: Sequence[Scenario]) -> str:
    if not rows:
        return ""
    head = "".join(f'<th scope="col">{safe(column)}</th>' for column in words.ANNEX_COLUMNS)
    lines = "".join(
        f'<tr id="{anchor(row.id)}" tabindex="-1"><td>{row.number}</td><td>{safe(row.domain)}</td><td>{safe(row.name)}</td>'
        f"<td>{safe(as_listed(row))}</td></tr>"
        for row in rows
    )
    return (
        f'<h2 id="annex" tabindex="-1">{safe(words.ANNEX)}</h2>'
        f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody lang="zh-CN">{lines}</tbody></table></div>'
    )

"""What 「责任分工」 shows of a selection, as HTML; all text in it goes through `ui.escape.safe`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from ingest.models import Measure
from ingest.ownership import Task
from ui import words
from ui.agency_filter import AgencyReading
from ui.escape import marked, safe
from ui.highlight import Folded
from ui.routes import CSV, XLSX, FileKind
from ui.task_list import Selection, owners_of, place_of
from ui.task_shelf import Listed, TaskShelf

AGENCY_BOX, PLACE_BOX, DOCUMENT_BOX = "agency-filter", "place-filter", "document-filter"
"""Ids of the boxes that offer choices; ``page.js`` gives each the list whose ``data-for`` names it."""

MOST_ROWS = 400
"""Rows on the page; the files have all of them."""
_EXCERPT, _BEFORE_HIT = 64, 16
"""Characters of the text that a closed row shows, and how many of them stand before the first word found."""

_NAMED = 4
"""So many agencies are named where a short name is explained."""


def choices_html(tasks: TaskShelf) -> str:
    """List what the boxes offer to pick; the browser shows it its own way, on a phone too, and anything may be typed."""
    entries, first = tasks.entries, tasks.first
    of_documents = [tasks.list_of(entry) for entry in entries] or ([first] if first else [])
    agencies = dict.fromkeys(agency for one in of_documents for agency in one.table.agencies)
    sections = dict.fromkeys(section for one in of_documents for section in one.sections)
    domains = dict.fromkeys(domain for one in of_documents for domain in one.table.domains)
    places = "".join([*map(_option, sections), *(_option(domain, words.DOMAIN_CHOICE) for domain in domains)])
    documents = "".join(_option(entry.title) for entry in entries)
    lists = ((AGENCY_BOX, "".join(map(_option, agencies))), (PLACE_BOX, places), (DOCUMENT_BOX, documents))
    return "".join(
        f'<datalist id="{box}-choices" data-for="{box}">{options}</datalist>' for box, options in lists if options
    )


def _option(value: str, label: str = "") -> str:
    named = f' label="{safe(label)}"' if label else ""
    return f'<option value="{safe(value)}"{named}></option>'


def listed_html(listed: Sequence[Listed]) -> str:
    """Show how much is shown, the files to take away, and the rows; or what to do where nothing is found.

    Of several documents, each stands under its name.
    """
    if not listed:
        return f'<div class="nothing">{_paragraphs([words.NOT_HELD])}</div>'
    first = listed[0].selection
    if not any(one.selection.tasks for one in listed):
        return f'<div class="nothing">{_paragraphs(_reasons(first))}</div>'
    head = "".join(f"<span>{safe(column)}</span>" for column in words.TABLE_COLUMNS)
    left, shown = MOST_ROWS, []
    for one in listed:
        tasks = one.selection.tasks[:left]
        left -= len(tasks)
        name = f'<h3 class="document" lang="zh-CN">{safe(one.name)}</h3>' if one.name and tasks else ""
        shown.append(name + "".join(_row(task, one.selection.filters.words) for task in tasks))
    total = sum(len(one.selection.tasks) for one in listed)
    rest = (
        f'<p class="note">{safe(words.MORE_ROWS.format(shown=MOST_ROWS, total=total))}</p>' if total > MOST_ROWS else ""
    )
    return f'{_bar(listed)}<div class="columns" aria-hidden="true">{head}</div>{"".join(shown)}{rest}'


def _bar(listed: Sequence[Listed]) -> str:
    measures = sum(one.selection.measure_count for one in listed)
    total = sum(len(one.selection.tasks) for one in listed)
    count = words.SHOWN.format(measures=measures, scenarios=total - measures)
    if len(listed) > 1:
        count = words.IN_DOCUMENTS.format(count=len(listed)) + count
    first = listed[0].selection
    links = "".join(_link(kind, words.EXPORTS[kind.ending], first) for kind in (XLSX, CSV))
    shown = f'<p class="count" role="status">{safe(count)}<small>{safe(words.OPEN_ROW)}</small></p>'
    return f'<div class="bar">{shown}<p class="files">{links}</p></div>{_reading_note(first.agency)}'


def _reading_note(reading: AgencyReading | None) -> str:
    """Say which agencies were looked for where their names are not what was typed."""
    if reading is None or reading.is_literal:
        return ""
    wording = words.READ_AS if len(reading.agencies) <= _NAMED else words.READ_AS_MANY
    agencies = "、".join(reading.agencies)
    note = wording.format(typed=reading.typed, agencies=agencies, count=len(reading.agencies))
    return f'<p class="reading">{safe(note)}</p>'


def _link(kind: FileKind, label: str, selection: Selection) -> str:
    query = selection.filters.query
    address = f"{kind.path}?{query}" if query else kind.path
    return f'<a href="{safe(address)}" download>{safe(label)}</a>'


def _reasons(selection: Selection) -> list[str]:
    """Say why nothing is shown and what to try next."""
    reading = selection.agency
    if selection.total == 0:
        return [words.NO_TASKS]
    if reading and not reading.agencies:
        closest = [words.CLOSEST.format(agencies="、".join(reading.closest))] if reading.closest else []
        return [words.NO_SUCH_AGENCY.format(typed=reading.typed), *closest, words.PICK_AGENCY]
    return [words.NOTHING, words.LOOSEN.format(total=selection.total)]


def _paragraphs(lines: Sequence[str]) -> str:
    return "".join(f"<p>{safe(line)}</p>" for line in lines)


def _row(task: Task, searched: Sequence[str]) -> str:
    cells = (
        ("number", "", task.label),
        ("name", "", task.name),
        ("place", words.TABLE_COLUMNS[2], place_of(task)),
        ("owners", words.TABLE_COLUMNS[3], owners_of(task) or words.NO_OWNERS),
    )
    line = "".join(_cell(kind, label, text, searched) for kind, label, text in cells)
    summary = f"<summary>{line}{_excerpt(task, searched)}</summary>"
    note = f'<p class="note">{safe(words.OPEN_LIST)}</p>' if task.agencies_open else ""
    whole = f'<p class="clause" lang="zh-CN">{_found(task.text, searched)}</p>'
    return f'<details class="task">{summary}{whole}{note}</details>'


def _cell(kind: str, label: str, text: str, searched: Sequence[str]) -> str:
    # The label is for phones, where there are no columns.
    named = f"<small>{safe(label)}</small>" if label else ""
    return f'<span class="{kind}">{named}<span lang="zh-CN">{_found(text, searched)}</span></span>'


def _excerpt(task: Task, searched: Sequence[str]) -> str:
    """Show the beginning of a measure, or the part with the first word found; an annex row has no more than its cells."""
    if not isinstance(task, Measure):
        return ""
    body = " ".join(task.body.split())
    places = _folded(body).find(searched)
    start = max(0, places[0][0] - _BEFORE_HIT) if places else 0
    end = start + _EXCERPT
    shown = ("…" if start else "") + body[start:end] + ("…" if end < len(body) else "")
    return f'<span class="excerpt" lang="zh-CN">{_found(shown, searched)}</span>'


def _found(text: str, searched: Sequence[str]) -> str:
    return marked(text, _folded(text).find(searched)) if searched else safe(text)


@lru_cache(maxsize=4096)
def _folded(text: str) -> Folded:
    return Folded.of(text)

"""The documents of the library as a list to look through, in the tab 「读原文」."""

from __future__ import annotations

import datetime

from index.catalogue.models import Entry, name_of
from ui import words
from ui.escape import safe

FIND_BOX = "find-document"


def shelf_html(entries: tuple[Entry, ...], today: datetime.date) -> str:
    """List documents, each with who issued it, where and when, and what must be known of it; empty for a single one."""
    if len(entries) <= 1:
        return ""
    rows = "".join(_row(entry, today) for entry in entries)
    count = words.SHELF_COUNT.format(count=len(entries))
    return (
        f'<h2>{safe(words.SHELF)} <small class="found" role="status">{safe(count)}</small></h2>'
        f'<label for="{FIND_BOX}">{safe(words.SHELF_FIND)}</label>'
        f'<input id="{FIND_BOX}" type="search" maxlength="40" autocomplete="off"><ul class="documents">{rows}</ul>'
    )


def _row(entry: Entry, today: datetime.date) -> str:
    known = [entry.document_number, "、".join(entry.issuers), entry.place or entry.tier, str(entry.issued or "")]
    facts = "".join(f"<span>{safe(fact)}</span>" for fact in known if fact)
    caveats = "；".join(entry.caveats(today))
    warned = f'<p class="caveat" role="note">{safe(caveats)}</p>' if caveats else ""
    ask = f'<button type="button" class="narrow document-{entry.id.encode().hex()}">{safe(words.SHELF_ASK)}</button>'
    return (
        f'<li lang="zh-CN" data-name="{safe(name_of(entry))}"><a href="#{safe(entry.id)}/p">{safe(entry.title)}</a>'
        f"<p>{facts}</p>{warned}{ask}</li>"
    )

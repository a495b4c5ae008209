"""The addresses besides the page: what 「责任分工」 shows as a file, and whether the server is up."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from ui import words
from ui.escape import safe
from ui.export import to_csv, to_xlsx
from ui.filters import Filters
from ui.loader import AssistantLoader
from ui.reading_html import reading_html
from ui.shelf import Shelf
from ui.shelf_html import shelf_html
from ui.task_shelf import Listed, TaskShelf

if TYPE_CHECKING:
    import fastapi

STEM = "responsibilities"
SHELF, TEXTS = "/shelf", "/texts"
"""Pieces of the page that depend on what the library holds now: the list of documents, and the text of one, of the first
where none is named.
"""
_FRESH = {"Cache-Control": "no-store"}
HEALTH = "/healthz"


@dataclass(frozen=True, slots=True)
class FileKind:
    """One kind of file: its ending, its media type and what writes it."""

    ending: str
    media_type: str
    write: Callable[[Sequence[Listed]], bytes]

    @property
    def path(self) -> str:
        """Its address, relative to the page."""
        return f"{STEM}.{self.ending}"


CSV = FileKind("csv", "text/csv; charset=utf-8", to_csv)
XLSX = FileKind("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", to_xlsx)
KINDS = (XLSX, CSV)


def add_routes(web: fastapi.FastAPI, tasks: TaskShelf, loader: AssistantLoader, shelf: Shelf) -> None:
    """Serve the files, the texts of the library and the health check; to be called before a page is mounted at ``/``,
    which would take the addresses.
    """
    web.add_api_route(SHELF, _listed(shelf), methods=["GET"], response_model=None)
    for path in (TEXTS, f"{TEXTS}/{{name}}"):
        web.add_api_route(path, _text(shelf), methods=["GET"], response_model=None)
    web.add_api_route(HEALTH, _health(loader), methods=["GET"], response_model=None)
    for kind in KINDS:
        web.add_api_route(f"/{kind.path}", _handler(kind, tasks), methods=["GET"], response_model=None)


def _listed(shelf: Shelf) -> Callable[[], fastapi.Response]:
    from fastapi.responses import HTMLResponse

    def listed() -> fastapi.Response:
        return HTMLResponse(shelf_html(shelf.entries(), datetime.date.today()), headers=_FRESH)

    return listed


def _text(shelf: Shelf) -> Callable[..., fastapi.Response]:
    from fastapi.responses import HTMLResponse

    def text(name: str = "") -> fastapi.Response:
        entry = next((one for one in shelf.entries() if one.id == name), None) if name else shelf.first_entry
        document = shelf.document(entry) if entry else None if name else shelf.awaited
        if document is None:
            return HTMLResponse(f"<p>{safe(words.NOT_HELD)}</p>", status_code=404, headers=_FRESH)
        caveats = entry.caveats(datetime.date.today()) if entry else ()
        return HTMLResponse(reading_html(document, caveats), headers=_FRESH)

    return text


def _health(loader: AssistantLoader) -> Callable[[], fastapi.Response]:
    from fastapi.responses import JSONResponse

    def health() -> fastapi.Response:
        if loader.assistant:
            status = {"status": "ok"} | ({"degraded": loader.assistant.degraded} if loader.assistant.degraded else {})
            return JSONResponse(status, headers={"Cache-Control": "no-store"})
        share, what = loader.stage
        opening = {"status": "opening", "share": round(share, 2), "what": what}
        return JSONResponse(opening, status_code=503, headers={"Cache-Control": "no-store", "Retry-After": "1"})

    return health


def _handler(kind: FileKind, tasks: TaskShelf) -> Callable[..., fastapi.Response]:
    import fastapi

    # Plain strings, whose lengths `Filters` bounds, so that a visitor never sees a validation error.
    def download(agency: str = "", place: str = "", text: str = "", document: str = "") -> fastapi.Response:
        shown = tasks.select(Filters.read(agency, place, text, document))
        return fastapi.Response(kind.write(shown), media_type=kind.media_type, headers=_headers(kind))

    return download


def _headers(kind: FileKind) -> dict[str, str]:
    name = quote(f"{words.EXPORT_SHEET}.{kind.ending}")
    return {
        "Content-Disposition": f"attachment; filename=\"{kind.path}\"; filename*=UTF-8''{name}",  # RFC 6266, RFC 5987
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }

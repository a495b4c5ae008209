"""The addresses besides the page: what 「责任分工」 shows as a file, and whether the server is up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from ingest.ownership import Task
from ui import words
from ui.export import to_csv, to_xlsx
from ui.filters import Filters
from ui.loader import AssistantLoader
from ui.task_list import TaskList

if TYPE_CHECKING:
    import fastapi

STEM = "responsibilities"
HEALTH = "/healthz"


@dataclass(frozen=True, slots=True)
class FileKind:
    """One kind of file: its ending, its media type and what writes it."""

    ending: str
    media_type: str
    write: Callable[[Sequence[Task]], bytes]

    @property
    def path(self) -> str:
        """Its address, relative to the page."""
        return f"{STEM}.{self.ending}"


CSV = FileKind("csv", "text/csv; charset=utf-8", to_csv)
XLSX = FileKind("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", to_xlsx)
KINDS = (XLSX, CSV)


def add_routes(web: fastapi.FastAPI, tasks: TaskList, loader: AssistantLoader) -> None:
    """Serve the files and the health check; to be called before a page is mounted at ``/``, which would take the addresses."""
    web.add_api_route(HEALTH, _health(loader), methods=["GET"], response_model=None)
    for kind in KINDS:
        web.add_api_route(f"/{kind.path}", _handler(kind, tasks), methods=["GET"], response_model=None)


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


def _handler(kind: FileKind, tasks: TaskList) -> Callable[..., fastapi.Response]:
    import fastapi

    # Plain strings, whose lengths `Filters` bounds, so that a visitor never sees a validation error.
    def download(agency: str = "", place: str = "", text: str = "") -> fastapi.Response:
        shown = tasks.select(Filters.read(agency, place, text)).tasks
        return fastapi.Response(kind.write(shown), media_type=kind.media_type, headers=_headers(kind))

    return download


def _headers(kind: FileKind) -> dict[str, str]:
    name = quote(f"{words.EXPORT_SHEET}.{kind.ending}")
    return {
        "Content-Disposition": f"attachment; filename=\"{kind.path}\"; filename*=UTF-8''{name}",  # RFC 6266, RFC 5987
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }

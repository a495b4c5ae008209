"""The page: its tabs, the application that serves it, and how it looks."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from answer import messages
from answer.feedback import REASONS, FeedbackStore
from answer.phrasing.settings import LLMSettings
from answer.settings import AnswerSettings, FeedbackSettings, ServerSettings
from ingest.models import PolicyDocument
from ingest.settings import from_environment
from ui import words
from ui.chat_tab import build_chat
from ui.endpoints import add_endpoints, endpoints
from ui.i18n import say, translations
from ui.loader import AssistantLoader
from ui.look import FONTS, asset
from ui.ownership_tab import build_ownership
from ui.render import head_html
from ui.routes import add_routes
from ui.server.addresses import Addresses
from ui.server.headers import SecurityHeaders
from ui.server.limits import Limits
from ui.server.password import Password
from ui.server.proxies import Proxies
from ui.server.root_path import RootPath
from ui.shelf import Shelf
from ui.task_shelf import TaskShelf
from ui.tools import add_tools
from ui.votes import Votes

if TYPE_CHECKING:
    import fastapi
    import gradio

ANSWERS_AT_ONCE, ANSWERS_WAITING = 32, 256
"""Gradio's own limits are one at a time, and a queue without end."""
SESSIONS = 2000
"""Conversations kept at the same time; the oldest makes room. One of the greatest length takes about a megabyte."""


def build_app(shelf: Shelf, loader: AssistantLoader) -> fastapi.FastAPI:
    """Make the web application: the page, the files that it offers, and the endpoints for programs."""
    import fastapi

    document = shelf.first
    tasks = TaskShelf(shelf)
    web = fastapi.FastAPI(openapi_url=None)
    add_routes(web, tasks, loader, shelf)
    add_tools(web, endpoints(loader), document.title if document else messages.LIBRARY)
    settings = from_environment(ServerSettings)
    guard(web, settings)
    return mount_page(web, build_page(shelf, loader, tasks), settings.root)


def guard(web: fastapi.FastAPI, settings: ServerSettings) -> None:
    """Put what bounds and protects the page before it; what is added last is met first."""
    web.add_middleware(SecurityHeaders)
    web.add_middleware(Addresses)
    web.add_middleware(Limits, per_minute=settings.requests_per_minute)
    if settings.password:
        web.add_middleware(Password, user=settings.user, password=settings.password)
    if settings.root:
        web.add_middleware(RootPath, root=settings.root)
    web.add_middleware(Proxies, trusted=settings.trusted_proxies)


def build_page(shelf: Shelf, loader: AssistantLoader, tasks: TaskShelf) -> gradio.Blocks:
    """Lay the page out and connect it."""
    import gradio as gr

    document, several = shelf.first, len(shelf.entries())
    limit = from_environment(AnswerSettings).max_question_length
    title = f"{words.NAME} · {document.title}" if document else words.NAME
    page: gradio.Blocks = gr.Blocks(title=title, analytics_enabled=False)
    with page:
        gr.HTML(head_html(document, several), elem_id="head")
        with gr.Tabs(elem_id="tabs"):
            with gr.Tab(say("CHAT_TAB"), elem_id="chat-tab"):
                build_chat(shelf, loader, limit, ANSWERS_AT_ONCE, _votes(document))
            with gr.Tab(say("OWNERSHIP_TAB"), elem_id="ownership-tab"):
                build_ownership(page, tasks)
            with gr.Tab(say("READING_TAB"), elem_id="reading-tab"):
                # Both are filled in by ``reading.js``: the library may change while the page is served.
                gr.HTML('<div id="shelf"></div><div id="text"></div>', elem_id="reading")
        add_endpoints(loader)
    page.queue(max_size=ANSWERS_WAITING)
    page.state_session_capacity = SESSIONS
    return page


def _votes(document: PolicyDocument | None) -> Votes | None:
    """Return what takes votes, if they are kept and there is a document to answer from."""
    # They import numpy; --help does not need it.
    from answer.fingerprint import settings_fingerprint
    from index.settings import IndexSettings

    index = from_environment(IndexSettings)
    store = FeedbackStore.beside(index.library, from_environment(FeedbackSettings))
    if store is None or document is None:
        return None
    answers, llm = from_environment(AnswerSettings), from_environment(LLMSettings)
    return Votes(store, settings_fingerprint(document, index, answers, llm))


def mount_page(web: fastapi.FastAPI, page: gradio.Blocks, root: str = "") -> fastapi.FastAPI:
    """Put the page at the root of an application; addresses added before it stay what they are.

    Args:
        web: the application.
        page: the page.
        root: the path under which a proxy shows it, for the scripts of the page.
    """
    import gradio as gr

    # Not ``launch``: it asks the page for itself through whatever proxy is configured, and gives up after five seconds.
    mounted: fastapi.FastAPI = gr.mount_gradio_app(
        web,
        page,
        path="/",
        root_path=root,
        theme=gr.themes.Base(font=FONTS),
        css=asset("page.css") + asset("ownership.css") + asset("reading.css"),
        head=head_tags(),
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        show_error=False,
        max_file_size="1kb",  # nobody needs to upload anything
        ssr_mode=False,
        pwa=False,
        mcp_server=False,  # `ui.tools` serves them
        i18n=translations(),
    )
    return mounted


def head_tags() -> str:
    """Return what the page's ``<head>`` holds besides Gradio's own: the icon, whole, and the script."""
    icon = f'<link rel="icon" href="data:image/svg+xml,{quote(asset("icon.svg"))}">'
    script = asset("i18n.js") + asset("page.js") + asset("acts.js") + asset("reading.js")
    named = {"QUESTION": words.BOX, "ANSWER": words.ANSWER}
    named |= {"FOUND_NONE": words.FOUND_NONE, "FOUND_COUNT": words.FOUND, "COPIED": words.COPIED}
    named |= {"NOT_HELD": words.NOT_HELD, "NO_TEXT": words.NO_TEXT}
    named |= {"FEEDBACK_REASONS": " ".join(REASONS)}
    for placeholder, word in named.items():
        script = script.replace(f"'{placeholder}'", f"'{word}'")
    return f"{icon}\n<script>\n{script}</script>"

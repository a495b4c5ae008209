"""What the page brings along besides Gradio's own."""

from __future__ import annotations

import json

import pytest

from index.library import Library
from ingest.corpus_files import load_policy
from tests.commands import run_python
from tests.ui.samples import Tags
from ui import words
from ui.page import head_tags


def test_the_head_is_one_icon_and_one_script_and_fetches_nothing() -> None:
    head = head_tags()
    assert Tags(head).found == ["link", "script"]
    assert 'href="data:image/svg+xml,' in head
    assert "src=" not in head


def test_the_script_has_the_words_of_the_page() -> None:
    head = head_tags()
    assert words.BOX in head
    assert words.ANSWER in head
    assert not any(placeholder in head for placeholder in ("QUESTION", "ANSWER"))


BUILDING = """
import json
from ui.loader import AssistantLoader, open_assistant
from ui.page import build_page
from ui.shelf import Shelf
from ui.task_shelf import TaskShelf

shelf = Shelf.from_environment()
page = build_page(shelf, AssistantLoader(open_assistant), TaskShelf(shelf))
print(json.dumps([page.title, page.config], default=str))
"""


def built(library: Library) -> tuple[str, str]:
    """Return the title of the page and all that it holds.

    In a process of its own: what Gradio opens for a page that is never served stays open.
    """
    done = run_python("-c", BUILDING, POLICYQA_LIBRARY=str(library.settings.library))
    assert done.returncode == 0, done.stderr
    title, held = json.loads(done.stdout)
    return title, json.dumps(held, ensure_ascii=False)


@pytest.mark.slow  # gradio takes seconds to import
def test_the_page_itself_holds_no_text_and_no_tasks(one_library: Library) -> None:
    title, held = built(one_library)
    assert title == f"{words.NAME} · 某市支持制茶业发展的若干措施"
    assert "七千七百" not in held
    assert "市茶叶局" not in held


@pytest.mark.slow  # gradio takes seconds to import
def test_a_page_can_be_built_where_everything_is_withdrawn(one_library: Library) -> None:
    with one_library.writing() as writer:
        writer.set_status("tea", "withdrawn")
    title, held = built(one_library)
    assert title == words.NAME
    assert words.LIBRARY_OF.format(count=0) in held
    assert load_policy().title not in held

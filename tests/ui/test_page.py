"""What the page brings along besides Gradio's own."""

from __future__ import annotations

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

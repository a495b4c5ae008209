"""The words of the page in both languages, for Gradio's own translation and for ``i18n.js``, which does the rest."""

from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING

from ui import words, words_en

if TYPE_CHECKING:
    import gradio
    from gradio.i18n import I18nData

CHINESE = ("zh-CN", "zh-TW", "zh-HK", "zh")
"""What browsers call it; without an entry of its own Gradio would take English."""


def translations() -> gradio.I18n:
    """Return the dictionaries of both languages; of all other languages Gradio takes the English one."""
    import gradio as gr

    english = flat(words_en)
    # Words that only a command prints have no English, and no business in a page.
    chinese = {key: word for key, word in flat(words).items() if key in english}
    return gr.I18n(**dict.fromkeys(CHINESE, chinese), en=english)


def say(key: str) -> I18nData:
    """Return a word for a component of Gradio, which shows it in the reader's language."""
    from gradio.i18n import I18nData

    if not hasattr(words_en, key):
        raise KeyError(key)
    return I18nData(key)


def flat(module: ModuleType) -> dict[str, str]:
    """Return every word of a module by its name: ``NAME``, ``ROUTES.table``, ``TABLE_COLUMNS.0``."""
    found: dict[str, str] = {}
    for name, value in vars(module).items():
        if not name.isupper():
            continue
        if isinstance(value, str):
            found[name] = value
        elif isinstance(value, dict):
            found |= {f"{name}.{key}": word for key, word in value.items()}
        elif isinstance(value, tuple):
            found |= {f"{name}.{number}": word for number, word in enumerate(value)}
    return found

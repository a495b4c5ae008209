"""The text of an answer as HTML, line by line in the order in which it was written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from answer import messages
from ui.escape import safe
from ui.source_html import card_class

if TYPE_CHECKING:
    from answer.models import Citation

_BLANK = re.compile(r"\n\s*\n")
_LEAD = re.compile(r"\*\*(?P<lead>.+?)(?:\*\*(?P<rest>.*)|\*?)$")
"""What a line begins with in ``**…**``; while an answer appears, its end may be missing still."""
_NOTE = re.compile(r"（[^（）]*）")
"""A line that says how the answer is to be taken."""
_LONG_LEAD = 24
_LEAST_LIST = 2


def body_html(text: str, citations: Sequence[Citation], first: int = 1) -> str:
    """Show a text in which ``**…**`` begins a line with what it comes to, and 〔…〕 names a source that it cites.

    Args:
        text: the text of an answer, or its beginning.
        citations: its sources, in the order of their cards: a mark becomes a chip with the number of its card.
        first: number of the first of these cards.
    """
    marks = {
        messages.CITED.format(label=citation.label): _chip(number, citation)
        for number, citation in enumerate(citations, first)
    }
    blocks = ([line for line in block.splitlines() if line.strip()] for block in _BLANK.split(text))
    return "".join(_block(lines, marks) for lines in blocks if lines)


def _block(lines: Sequence[str], marks: Mapping[str, str]) -> str:
    """Show lines that belong together; those on what does not answer stand back."""
    shown = "".join(_runs(lines, marks))
    return f'<div class="related">{shown}</div>' if lines[0] == messages.RELATED else shown


def _runs(lines: Sequence[str], marks: Mapping[str, str]) -> Iterator[str]:
    for is_item, run in groupby(lines, lambda line: _is_item(line, marks)):
        shown = [_inline(line, marks) if is_item else _paragraph(line, marks) for line in run]
        if not is_item:
            yield "".join(shown)
        elif len(shown) < _LEAST_LIST:
            yield f"<p>{shown[0]}</p>"
        else:
            yield f'<ul class="items">{"".join(f"<li>{line}</li>" for line in shown)}</ul>'


def _is_item(line: str, marks: Mapping[str, str]) -> bool:
    """Tell a name with its citation mark from a sentence with one."""
    return bool(marks) and line.endswith(tuple(marks)) and "。" not in line and not line.startswith("**")


def _paragraph(line: str, marks: Mapping[str, str]) -> str:
    found = _LEAD.match(line)
    if not found:
        note = ' class="note"' if _NOTE.fullmatch(line) else ""
        return f"<p{note}>{_inline(line, marks)}</p>"
    # A number may be large; a list of agencies would fill a phone.
    size = "lead long" if len(found["lead"]) > _LONG_LEAD else "lead"
    rest = f' <span class="beside">{_inline(found["rest"], marks)}</span>' if found["rest"] else ""
    return f'<p class="leading"><strong class="{size}">{safe(found["lead"])}</strong>{rest}</p>'


def _inline(line: str, marks: Mapping[str, str]) -> str:
    pieces = re.split(f"({'|'.join(map(re.escape, marks))})", line) if marks else [line]
    return "".join(marks.get(piece) or safe(piece) for piece in pieces)


def _chip(number: int, citation: Citation) -> str:
    """Make a citation mark a button that opens the source's card.

    What it leads to is said by classes: Gradio takes all other attributes of that kind out of a message.
    """
    mark = safe(messages.CITED.format(label=citation.label))
    return f'<button type="button" class="cited {card_class(citation)}">{mark}<sup>{number}</sup></button>'

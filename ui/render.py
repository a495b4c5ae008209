"""Values in, HTML out: the messages of a conversation, what stands over it and the sources below an answer.

Every message is one line of HTML. All text in it, the user's and the document's, goes through `safe`, so that nothing
in it is markup; and one line is one HTML block to Gradio's Markdown, which leaves it alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from answer import messages
from ingest.models import PREAMBLE_ID, PolicyDocument
from ingest.ownership import as_listed
from ui import words
from ui.examples import example_questions

if TYPE_CHECKING:
    from answer.models import Answer, Citation

Message = dict[str, Any]
"""One message of a conversation, as ``gr.Chatbot`` takes it."""

UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters, marks that turn the direction of writing, and halves of characters."""
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
"""All of ASCII's, so that neither HTML nor Markdown nor LaTeX finds anything to read."""


_LONG_LEAD = 24


def safe(text: str) -> str:
    """Return HTML that shows a text as it is, on one line."""
    lines = (UNSEEN.sub("", line).replace("\t", "\u3000") for line in text.splitlines() if line.strip())
    return "<br>".join(_PUNCTUATION.sub(lambda found: f"&#{ord(found[0])};", line) for line in lines)


def question_message(question: str) -> Message:
    """Show what was asked."""
    return {"role": "user", "content": f'<div class="question">{safe(question) or safe(words.BLANK)}</div>'}


def answer_message(answer: Answer, shown: int | None = None) -> Message:
    """Show an answer with its sources, or a refusal with what can be asked instead.

    Args:
        answer: what to show.
        shown: how many characters of its text appear so far; None shows everything.
    """
    # The lines that name the sources are left out: their cards stand below.
    lines = [line for line in answer.body[:shown].splitlines() if line.strip()]
    body = "".join(_paragraph(line, answer.citations) for line in lines)
    if answer.refused:
        return _refusal(answer.status, body, answer.suggestions if shown is None else ())
    if shown is None and answer.citations:
        body += f'<h3 class="sources">{safe(words.SOURCES)}</h3>{"".join(map(card, answer.citations))}'
    return _said(f'<div class="answer">{body}</div>')


def failure_message(error: Exception) -> Message:
    """Say what went wrong and what to do about it."""
    return _refusal("error", f"<p>{safe(failure_reason(error))}</p><p>{safe(words.AGAIN)}</p>", ())


def failure_reason(error: Exception) -> str:
    """Return what a user may know of an error, by its class or its nearest base."""
    known = (words.FAILURES.get(kind.__name__) for kind in type(error).__mro__)
    return next(filter(None, known), words.FAILURES["Exception"])


def progress_message(share: float, what: str) -> Message:
    """Show how far the index is."""
    bar = f'<progress max="100" value="{share * 100:.0f}" aria-label="{safe(what)}"></progress>'
    return _said(f'<div class="answer"><p>{safe(words.PREPARING)}</p>{bar}<p>{safe(what)}</p></div>')


def _refusal(status: str, body: str, suggestions: Sequence[str]) -> Message:
    heading = words.HEADINGS[status.partition("_")[0]]
    offer = f"<p>{safe(words.SUGGEST)}</p>" if suggestions else ""
    return _said(f'<div class="answer refusal"><h3>{safe(heading)}</h3>{body}{offer}{_asks(suggestions)}</div>')


def _asks(questions: Sequence[str]) -> str:
    """Offer questions; ``page.js`` asks the one that is clicked."""
    return "".join(f'<button type="button" class="ask">{safe(question)}</button>' for question in questions)


def _said(content: str) -> Message:
    return {"role": "assistant", "content": content}


def _paragraph(line: str, citations: Sequence[Citation]) -> str:
    """Show a line of an answer: ``**…**`` is its lead, 〔…〕 of a source that it cites a citation mark."""
    lead = re.fullmatch(r"\*\*(.+)\*\*(.*)", line)
    if lead:
        # A number may be large; a list of agencies would fill a phone.
        size = "lead long" if len(lead[1]) > _LONG_LEAD else "lead"
        return f'<p><strong class="{size}">{safe(lead[1])}</strong> {safe(lead[2])}</p>'
    marks = {messages.CITED.format(label=citation.label) for citation in citations}
    pieces = re.split(f"({'|'.join(map(re.escape, sorted(marks)))})", line) if marks else [line]
    shown = (f'<span class="cited">{safe(piece)}</span>' if piece in marks else safe(piece) for piece in pieces)
    return f"<p>{''.join(shown)}</p>"


def card(citation: Citation) -> str:
    """Show a source: label and title, section, the whole clause with what was quoted marked, whose it is."""
    summary = f"<b>{safe(citation.label)}</b>{safe(citation.title)}<small>{safe(citation.section)}</small>"
    listed = as_listed(citation)
    owners = messages.AGENCIES.format(agencies=listed) if listed else words.NO_OWNERS
    # The notice is nobody's task; behind a document's id its own id is the last part.
    line = "" if citation.id.rpartition("/")[2] == PREAMBLE_ID else f'<p class="owners">{safe(owners)}</p>'
    return f'<details><summary>{summary}</summary><p class="clause">{marked_text(citation)}</p>{line}</details>'


def marked_text(citation: Citation) -> str:
    """Show the text of a source with the quotes in it marked."""
    # The longest first: a quote may begin as another one does.
    quotes = sorted((re.escape(quote.text) for quote in citation.quotes if quote.text), key=len, reverse=True)
    found = re.finditer("|".join(quotes), citation.text) if quotes else ()
    return marked(citation.text, [match.span() for match in found])


def marked(text: str, places: Sequence[tuple[int, int]]) -> str:
    """Show a text with some places in it marked: half-open ranges, in order and without overlap."""
    begin, end = "\ue000", "\ue001"  # private characters stand for the tags until all else is safe
    text = text.replace(begin, "\ufffd").replace(end, "\ufffd")
    pieces, done = [], 0
    for start, stop in places:
        pieces += [text[done:start], begin, text[start:stop], end]
        done = stop
    return safe("".join([*pieces, text[done:]])).replace(begin, "<mark>").replace(end, "</mark>")


def head_html(document: PolicyDocument) -> str:
    """Show what this page is, of which document, by whom and of when."""
    issuers = document.notice.issuers or document.metadata.issuers
    date = document.notice.date or document.metadata.date
    issued = "".join(
        f"<span>{safe(part)}</span>" for part in (*issuers, words.DAY.format(date) if date else "") if part
    )
    return (
        f'<p class="kicker">{safe(words.KICKER)}</p><h1>{safe(words.NAME)}</h1>'
        f'<p class="document">{safe(document.title)}</p><p class="issued">{issued}</p>'
    )


def examples_html(document: PolicyDocument) -> str:
    """Offer questions that the document answers."""
    return f'<h2>{safe(words.EXAMPLES_HEADING)}</h2><div class="asks">{_asks(example_questions(document))}</div>'


def validity(document: PolicyDocument) -> str:
    """Say for which years the document plans, and that it alone is binding."""
    period = document.metadata.period.removesuffix("年")
    return (words.PERIOD.format(period=period) if period else "") + words.CAUTION

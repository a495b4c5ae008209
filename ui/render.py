"""Values in, HTML out: the messages of a conversation, what stands over it and the sources below an answer.

Every message is one line of HTML. All text in it, the user's and the document's, goes through `ui.escape`, so that
nothing in it is markup; and one line is one HTML block to Gradio's Markdown, which leaves it alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from answer import messages
from index.normalize import normalize
from ingest.models import PREAMBLE_ID, PolicyDocument
from ingest.ownership import as_listed
from ui import words
from ui.body_html import body_html
from ui.conversation import Message
from ui.escape import marked, safe
from ui.examples import example_questions
from ui.reading_html import anchor
from ui.trace_html import trace_html

if TYPE_CHECKING:
    from answer.models import Answer, Citation

NO_NAMES: Mapping[str, str] = MappingProxyType({})

_STOPS = "?？。 "
"""What ends a question, and need not stand within quotation marks."""


def question_message(question: str) -> Message:
    """Show what was asked."""
    return {"role": "user", "content": f'<div class="question">{safe(question) or safe(words.BLANK)}</div>'}


def answer_message(answer: Answer, names: Mapping[str, str] = NO_NAMES, shown: int | None = None) -> Message:
    """Show an answer with its sources, or a refusal with what can be asked instead; then why.

    Args:
        answer: what to show.
        names: of the document's items, for the explanation.
        shown: how many characters of its text appear so far; None shows everything.
    """
    notes = _notes_html(answer)
    # What names the sources or the related items is left out: their cards stand below.
    text = answer.body.partition(messages.RELATED)[0].rstrip() if answer.related else answer.body
    body = body_html(text[:shown], answer.citations)
    below = trace_html(answer, names) if shown is None else ""
    if answer.refused:
        if shown is None:
            below = f"{_related(answer.related)}{_offer(answer.suggestions)}{below}"
        return _refusal(answer.status, notes, f"{body}{below}")
    if shown is None and answer.citations:
        mode = f'<p class="mode">{safe(_mode(answer))}</p>'
        below = f"{mode}{_sources(answer.citations)}{below}"
    return _said(f'<div class="answer">{notes}{body}{below}</div>')


def writing_message(answer: Answer, *, is_stopped: bool = False) -> Message:
    """Show an answer that a model is still phrasing: its sources, and what is written and verified so far."""
    status = (words.STOPPED if answer.body else words.STOPPED_EMPTY) if is_stopped else words.WRITING
    notes = _notes_html(answer)
    body = body_html(answer.body, answer.citations) if answer.body else ""
    waiting = f'<p class="mode" role="status">{safe(status)}</p>'
    return _said(f'<div class="answer">{notes}{body}{waiting}{_sources(answer.citations)}</div>')


def _notes_html(answer: Answer) -> str:
    return "".join(f'<p class="understood">{safe(note)}</p>' for note in _notes(answer))


def _sources(citations: Sequence[Citation]) -> str:
    return f'<h3 class="sources">{safe(words.SOURCES)}</h3>{"".join(map(card, citations))}'


def _mode(answer: Answer) -> str:
    """Say who wrote the text: the policy, or a model whose sentences were verified."""
    writing = answer.writing
    if writing is None:
        return words.BY_EXTRACT
    if writing.by_model:
        return words.BY_MODEL
    return words.NOT_BY_MODEL.format(reason=messages.MODEL_FAILURES[writing.failure])


def failure_message(error: Exception) -> Message:
    """Say what went wrong and what to do about it."""
    return _refusal("error", "", f"<p>{safe(failure_reason(error))}</p><p>{safe(words.AGAIN)}</p>")


def failure_reason(error: Exception) -> str:
    """Return what a user may know of an error, by its class or its nearest base."""
    known = (words.FAILURES.get(kind.__name__) for kind in type(error).__mro__)
    return next(filter(None, known), words.FAILURES["Exception"])


def progress_message(share: float, what: str) -> Message:
    """Show how far the index is."""
    bar = f'<progress max="100" value="{share * 100:.0f}" aria-label="{safe(what)}"></progress>'
    return _said(f'<div class="answer"><p>{safe(words.PREPARING)}</p>{bar}<p>{safe(what)}</p></div>')


def _notes(answer: Answer) -> Iterator[str]:
    """Say where a question was not taken as it was typed."""
    carried = answer.resolved.rstrip(_STOPS)
    # What is only a part of the question took nothing from before.
    if carried and carried not in normalize(answer.question):
        yield words.CARRIED.format(question=_quotable(carried))
    if answer.trace and answer.trace.changes:
        mended = (words.MENDED.format(written=written, meant=meant) for written, meant in answer.trace.changes)
        yield "；".join(mended)
    if answer.trace and answer.trace.original and not answer.resolved:
        yield words.TRANSLATED.format(question=_quotable(answer.trace.text.rstrip(_STOPS)))


def _quotable(text: str) -> str:
    """Make quotation marks single ones, for a text that will stand within quotation marks."""
    return text.translate({ord("“"): "‘", ord("”"): "’"})


def _refusal(status: str, notes: str, content: str) -> Message:
    heading = words.HEADINGS[status.partition("_")[0]]
    return _said(f'<div class="answer refusal">{notes}<h3>{safe(heading)}</h3>{content}</div>')


def _related(citations: Sequence[Citation]) -> str:
    """Show what comes nearest to a question that the policy does not answer, apart from any answer's sources."""
    if not citations:
        return ""
    heading = safe(messages.RELATED.rstrip("："))
    return f'<div class="related"><h3>{heading}</h3>{"".join(map(card, citations))}</div>'


def _offer(questions: Sequence[str]) -> str:
    return f"<p>{safe(words.SUGGEST)}</p>{_asks(questions)}" if questions else ""


def _asks(questions: Sequence[str]) -> str:
    """Offer questions; ``page.js`` asks the one that is clicked."""
    return "".join(f'<button type="button" class="ask">{safe(question)}</button>' for question in questions)


def _said(content: str) -> Message:
    return {"role": "assistant", "content": content}


def card(citation: Citation) -> str:
    """Show a source: label and title, section, the whole clause with what was quoted marked, whose it is."""
    summary = f"<b>{safe(citation.label)}</b>{safe(citation.title)}<small>{safe(citation.section)}</small>"
    listed = as_listed(citation)
    owners = messages.AGENCIES.format(agencies=listed) if listed else words.NO_OWNERS
    # The notice is nobody's task; behind a document's id its own id is the last part.
    line = "" if citation.id.rpartition("/")[2] == PREAMBLE_ID else f'<p class="owners">{safe(owners)}</p>'
    tools = f'<p class="tools"><a href="#{anchor(citation.id)}">{safe(words.SEE_WHOLE)}</a><button type="button" class="copy">{safe(words.COPY)}</button></p>'
    return f'<details><summary>{summary}</summary><p class="clause">{marked_text(citation)}</p>{line}{tools}</details>'


def marked_text(citation: Citation) -> str:
    """Show the text of a source with the quotes in it marked."""
    # The longest first: a quote may begin as another one does.
    quotes = sorted((re.escape(quote.text) for quote in citation.quotes if quote.text), key=len, reverse=True)
    found = re.finditer("|".join(quotes), citation.text) if quotes else ()
    return marked(citation.text, [match.span() for match in found])


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

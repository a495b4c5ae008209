"""Values in, HTML out: the messages of a conversation, what stands over it and the sources below an answer.

Every message is one line of HTML. All text in it, the user's and the document's, goes through `ui.escape`, so that
nothing in it is markup; and one line is one HTML block to Gradio's Markdown, which leaves it alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from answer import messages
from index.normalize import normalize
from ingest.models import PolicyDocument
from ui import words
from ui.body_html import body_html
from ui.conversation import Message
from ui.escape import safe
from ui.examples import questions_of
from ui.source_html import in_order, related_html, sources_html
from ui.trace_html import trace_html

if TYPE_CHECKING:
    from answer.models import Answer, AskedDocument, Citation

NO_NAMES: Mapping[str, str] = MappingProxyType({})

_STOPS = "?？。 "
"""What ends a question, and need not stand within quotation marks."""


def question_message(question: str) -> Message:
    """Show what was asked."""
    return {
        "role": "user",
        "content": f'<div class="question" lang="zh-CN">{safe(question) or safe(words.BLANK)}</div>',
    }


def answer_message(
    answer: Answer, names: Mapping[str, str] = NO_NAMES, shown: int | None = None, acts: str = ""
) -> Message:
    """Show an answer with its sources, or a refusal with what can be asked instead; then why.

    Args:
        answer: what to show.
        names: of the document's items, for the explanation.
        shown: how many characters of its text appear so far; None shows everything.
        acts: HTML of what one can do with it.
    """
    notes = _notes_html(answer)
    # What names the sources or the related items is left out: their cards stand below.
    text = answer.body.partition(messages.RELATED)[0].rstrip() if answer.related else answer.body
    # Each of several documents has marks of its own, and its sources stand together.
    citations = answer.citations if answer.parts else in_order(answer.citations, text)
    body = _parts(answer) if answer.parts and shown is None else _body(text[:shown], citations)
    below = f"{acts}{trace_html(answer, names)}" if shown is None else ""
    if shown is None:
        below = f"{narrow_html(answer.documents)}{below}"
    if answer.is_small_talk:
        return _said(f'<div class="answer">{body}{_offer(answer.suggestions) if shown is None else ""}{below}</div>')
    if answer.refused:
        if shown is None:
            below = f"{related_html(answer.related)}{_offer(answer.suggestions)}{below}"
        return _refusal(answer.status, notes, f"{body}{below}")
    if shown is None and citations:
        below = f'<p class="mode">{safe(_mode(answer))}</p>{sources_html(citations)}{below}'
    return _said(f'<div class="answer">{notes}{body}{below}</div>')


def writing_message(answer: Answer, *, is_stopped: bool = False, acts: str = "") -> Message:
    """Show an answer that a model is still phrasing: its sources, and what is written and verified so far."""
    status = (words.STOPPED if answer.body else words.STOPPED_EMPTY) if is_stopped else words.WRITING
    notes = _notes_html(answer)
    citations = in_order(answer.citations, answer.body)
    body = _body(answer.body, citations) if answer.body else ""
    waiting = f'<p class="mode" role="status">{safe(status)}</p>'
    return _said(f'<div class="answer">{notes}{body}{waiting}{sources_html(citations)}{acts}</div>')


def _parts(answer: Answer) -> str:
    """Show what each of several documents says under its name, with the chips of its own sources."""
    shown, first = [], 1
    for part in answer.parts:
        own = [citation for citation in answer.citations if citation.document == part.document]
        caveats = f'<p class="caveat" role="note">{safe("；".join(part.caveats))}</p>' if part.caveats else ""
        body = body_html(part.body, own, first)
        shown.append(f'<section class="part"><h3 lang="zh-CN">{safe(part.name)}</h3>{caveats}{body}</section>')
        first += len(own)
    return f'<div class="said" lang="zh-CN">{"".join(shown)}</div>'


def narrow_html(documents: Sequence[AskedDocument]) -> str:
    """Offer to ask one document alone, where several were asked or could have been; ``acts.js`` connects the buttons."""
    if len(documents) <= 1:
        return ""
    # Gradio leaves only the classes of what stands in a message.
    buttons = "".join(
        f'<button type="button" class="narrow document-{document.id.encode().hex()}" lang="zh-CN">{safe(document.name)}</button>'
        for document in documents
    )
    return f'<p class="narrowing">{safe(words.NARROW)}</p><div class="asks">{buttons}</div>'


def _body(text: str, citations: Sequence[Citation]) -> str:
    return f'<div class="said" lang="zh-CN">{body_html(text, citations)}</div>'


def _notes_html(answer: Answer) -> str:
    notes = "".join(f'<p class="understood">{safe(note)}</p>' for note in _notes(answer))
    if answer.caveats:
        notes = f'<p class="caveat" role="note" lang="zh-CN">{safe("；".join(answer.caveats))}</p>{notes}'
    if len(answer.documents) == 1 or (answer.documents and not answer.parts):
        notes = f'<p class="from" lang="zh-CN">{safe(answer.documents[0].name)}</p>{notes}'
    lacking = words.DEGRADED.get(answer.degraded)
    return f'<p class="lacking" role="note">{safe(lacking)}</p>{notes}' if lacking else notes


def _mode(answer: Answer) -> str:
    """Say who wrote the text: the policy, or a model whose sentences were verified."""
    writing = answer.writing
    if writing is None:
        return words.BY_EXTRACT
    if writing.by_model:
        return words.BY_MODEL
    return words.NOT_BY_MODEL.format(reason=messages.MODEL_FAILURES[writing.failure])


def failure_message(error: Exception, acts: str = "") -> Message:
    """Say what went wrong and what to do about it."""
    return _refusal("error", "", f"<p>{safe(failure_reason(error))}</p><p>{safe(words.AGAIN)}</p>{acts}")


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


def _offer(questions: Sequence[str]) -> str:
    return f"<p>{safe(words.SUGGEST)}</p>{_asks(questions)}" if questions else ""


def _asks(questions: Sequence[str]) -> str:
    """Offer questions; ``page.js`` asks the one that is clicked."""
    return "".join(
        f'<button type="button" class="ask" lang="zh-CN">{safe(question)}</button>' for question in questions
    )


def _said(content: str) -> Message:
    return {"role": "assistant", "content": content}


def head_html(document: PolicyDocument | None, several: int = 0) -> str:
    """Show what this page is, of which document, by whom and of when; of several or none, how many there are."""
    if document is None or several > 1:
        count = words.LIBRARY_OF.format(count=several)
        top = (
            f'<div class="top"><p class="kicker">{safe(words.KICKER)}</p>{_switches()}</div><h1>{safe(words.NAME)}</h1>'
        )
        return f'{top}<p class="document">{safe(count)}</p>'
    issuers = document.notice.issuers or document.metadata.issuers
    date = document.notice.date or document.metadata.date
    issued = "".join(
        f"<span>{part}</span>"
        for part in (
            *(f'<span lang="zh-CN">{safe(issuer)}</span>' for issuer in issuers),
            safe(words.DAY.format(date)) if date else "",
        )
        if part
    )
    return (
        f'<div class="top"><p class="kicker">{safe(words.KICKER)}</p>{_switches()}</div><h1>{safe(words.NAME)}</h1>'
        f'<p class="document" lang="zh-CN">{safe(document.title)}</p><p class="issued">{issued}</p>'
    )


def _switches() -> str:
    """Offer large type and the other language; ``i18n.js`` names that and remembers the choice."""
    large = f'<button type="button" id="large" aria-pressed="false">{safe(words.LARGE)}</button>'
    return f'<div class="switches" role="group" aria-label="{safe(words.SETTINGS)}">{large}<button type="button" id="language"></button></div>'


def examples_html(documents: Sequence[PolicyDocument]) -> str:
    """Offer questions that the documents answer."""
    return f'<h2>{safe(words.EXAMPLES_HEADING)}</h2><div class="asks">{_asks(questions_of(documents))}</div>'


def validity_html(document: PolicyDocument | None, several: int = 0) -> str:
    """Say for which years the document plans, and that it alone is binding; of several documents only the latter."""
    period = "" if document is None or several > 1 else document.metadata.period.removesuffix("年")
    said = (words.PERIOD.format(period=period) if period else "", words.CAUTION)
    return "".join(f"<span>{safe(part)}</span>" for part in said if part)

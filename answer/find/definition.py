"""Finds the sentence that says what a term means: 本办法所称X，是指…; X是…; X（以下简称…）."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.normalize import normalize
from ingest.models import (
    CLOSING_ID,
    PREAMBLE_ID,
    Chunk,
    Closing,
    Goal,
    Measure,
    Notice,
    PolicyDocument,
    Scenario,
    Sentence,
)

_QUOTES = re.compile(r"[“”\"‘’『』「」\s]")
_BRACKET = r"(?:[(〔][^)〕]*[)〕])?"
_MOST_LISTED = 3
LISTS = ("：", ":")


@dataclass(frozen=True, slots=True)
class Defined:
    """What a document says that a term means.

    Attributes:
        term: as asked.
        sentences: of one item, in its order.
    """

    term: str
    sentences: tuple[Chunk, ...]


def sentences_of(document: PolicyDocument, item_id: str) -> list[Chunk]:
    """Return all sentences of an item, in its order; of the notice those of its paragraphs."""
    item = document.item(item_id)
    found: Sequence[Sentence]
    if isinstance(item, Notice):
        found = [one for part in item.parts if part.kind == "paragraph" for one in part.sentences]
    elif isinstance(item, Closing):
        found = item.parts
    elif isinstance(item, Scenario):
        found = [Sentence(item.text, item.span.start, item.span.end)]
    else:
        found = item.sentences
    return [Chunk(item_id, item_id, "sentence", one.text, "", one.start, one.end) for one in found if one.text.strip()]


def in_order(document: PolicyDocument) -> Iterator[str]:
    """Yield the ids of all items whose prose may define something, as the document has them."""
    body: tuple[Measure | Goal, ...] = (*document.measures, *document.goals)
    yield PREAMBLE_ID
    yield from (item.id for item in sorted(body, key=lambda item: item.span.start))
    if document.closing:
        yield CLOSING_ID


def define(term: str, document: PolicyDocument) -> Defined | None:
    """Find what a term means in a document; None where it does not say so.

    Args:
        term: as the question has it.
        document: is read, whole.
    """
    written = re.escape(plain(term))
    forms = (
        rf"所[称指说]的?[^,。;:]{{0,8}}{written}[^,。;:]{{0,12}},?(?:主要|系|是)?指|^\W*{written}{_BRACKET},?(?:主要|系|是)?指",
        rf"所[称指说]的?[^,。;:]{{0,4}}{written}{_BRACKET}(?:主要)?(?:包括|分为|为|是)",
        rf"^\W*{written}{_BRACKET}(?:是(?!否|指|由)|,?(?:主要)?包括)",
        rf"以下(?:统称|简称|称)(?:为|作)?{written}\)",
    )
    for form in map(re.compile, forms):
        for item_id in in_order(document):
            found = _sentences(form, written, sentences_of(document, item_id))
            if found:
                return Defined(term, tuple(found))
    return None


def plain(text: str) -> str:
    """Return a text normalised and without quotation marks and spaces, as terms are compared."""
    return _QUOTES.sub("", normalize(text))


def _sentences(form: re.Pattern[str], written: str, sentences: Sequence[Chunk]) -> list[Chunk]:
    """Return the sentence of an item that a form of definition is found in, with what goes on about the term: the list
    that it announces, the next sentence if that begins with the term.
    """
    place = next((place for place, one in enumerate(sentences) if form.search(plain(one.text))), None)
    if place is None:
        return []
    rest = sentences[place + 1 :]
    if sentences[place].text.rstrip().endswith(LISTS):
        return [sentences[place], *rest[:_MOST_LISTED]]
    return [sentences[place], *(one for one in rest[:1] if re.match(rf"\W*{written}", plain(one.text)))]

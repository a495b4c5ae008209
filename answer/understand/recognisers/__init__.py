"""The recognisers, a file each: what kind of question it knows, with its examples beside it as its test.

A recogniser takes an annotated question and what is known of the names in the open documents, and returns its readings, each
with how sure it is. None is asked before another: `answer.understand.planner` takes the best.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from answer.models import Candidate, Question
from answer.understand.names import Names
from answer.understand.recognisers import comparison, definition, document_facts, ends, gist, select, small_talk

Recogniser = Callable[[Question, Names], Sequence[Candidate]]

RECOGNISERS: tuple[Recogniser, ...] = (
    comparison.recognise,
    definition.recognise,
    document_facts.recognise,
    ends.recognise,
    gist.recognise,
    select.recognise,
    small_talk.recognise,
)
"""All of them; their order means nothing."""

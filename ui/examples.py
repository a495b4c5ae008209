"""Questions to begin with, made from the document itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answer import messages
from answer.labels import suggestions_without_measures
from ingest.models import PolicyDocument
from ui import words

EXAMPLES = 6


def questions_of(documents: Sequence[PolicyDocument]) -> tuple[str, ...]:
    """Make questions that a library answers: of several documents one on each, which names it."""
    if len(documents) == 1:
        return example_questions(documents[0])
    spread = documents[:: max(1, len(documents) // EXAMPLES)][:EXAMPLES]
    return tuple(
        words.ASK_OF.format(document=one.metadata.short_title, question=example_questions(one)[0]) for one in spread
    )


def example_questions(document: PolicyDocument) -> tuple[str, ...]:
    """Make questions of different kinds that a document of any make answers; fewer if it is very short."""
    measures, name = document.measures, document.metadata.short_title
    # Quotation marks within quotation marks are hard to read.
    titled = [measure for measure in measures if measure.title and "“" not in measure.title]
    owned = [measure for measure in titled if measure.agencies]
    priced = [measure for measure in titled if re.search(r"\d\s*[万亿]+元", measure.body)]
    questions = [
        *(messages.SUGGEST_MEASURE.format(title=measure.title) for measure in titled[:1]),
        *(words.ASK_AMOUNT.format(title=measure.title) for measure in priced[:1]),
        *(messages.SUGGEST_AGENCIES.format(title=measure.title) for measure in owned[len(owned) // 2 :][:1]),
        *(messages.SUGGEST_NUMBER.format(label=measure.mark) for measure in measures[len(measures) * 2 // 3 :][:1]),
        *(words.ASK_DOMAIN.format(name=scenario.name) for scenario in document.scenarios[:1] if scenario.domain),
        *([words.ASK_ISSUERS.format(document=name)] if document.notice.issuers else []),
        *(messages.SUGGEST_NUMBER.format(label=measure.mark) for measure in measures),
        *suggestions_without_measures(document),
    ]
    return tuple(dict.fromkeys(questions))[:EXAMPLES]

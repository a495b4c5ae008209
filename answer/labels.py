"""What the items of a document are cited as: each unlike any other."""

from __future__ import annotations

from answer.messages import NOTICE_LABEL, PARAGRAPH_OF, SUGGEST_MEASURE, SUGGEST_NUMBER, THIS_PARAGRAPH
from ingest.models import Goal, Item, Notice, PolicyDocument, short_name


def label_of(item: Item, document: PolicyDocument) -> str:
    """Return what an item is cited as: （十六）, 附件第15项, 一、总体目标, 附则; of several paragraphs, which one it is."""
    if isinstance(item, Notice):
        return NOTICE_LABEL
    if not isinstance(item, Goal):
        return item.mark
    label = short_name(item.label)
    alike = [goal for goal in document.goals if short_name(goal.label) == label]
    is_clear = len(alike) == 1 and item.section and not (document.closing and document.closing.mark == label)
    return label if is_clear else PARAGRAPH_OF.format(label=label, number=alike.index(item) + 1)


def name_of_goal(goal: Goal, document: PolicyDocument) -> str:
    """Return how a question names a paragraph, so that it can be found again: “一、总体目标”这段."""
    return THIS_PARAGRAPH.format(label=label_of(goal, document))


def suggestions_without_measures(document: PolicyDocument) -> tuple[str, ...]:
    """Offer questions that a document without measures answers: about its headings, its rows, its paragraphs."""
    headings = dict.fromkeys(short_name(goal.section) for goal in document.goals if goal.section)
    names = (*(row.label for row in document.scenarios), *(name_of_goal(goal, document) for goal in document.goals))
    return (
        *(SUGGEST_MEASURE.format(title=heading) for heading in headings),
        *(SUGGEST_NUMBER.format(label=name) for name in names),
    )

"""Are the questions right? Every rule that can be proved against the policies, without a language model.

Nothing here judges an answer: what is proved is the gold. A fault is one line that begins with the id of its question,
or with the split, or ``all``, where it is one of many questions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import product
from typing import get_args

from eval.categories import OfThePlan
from eval.check_facts import unproved_facts
from eval.judge import fold
from eval.questions import JudgedQuestion
from ingest.models import Measure, PolicyDocument
from ingest.ownership import OwnershipTable, Task, names

LEAST_QUESTIONS = 320
LEAST_UNANSWERABLE = 60
NEAR_SHARE = 0.5
"""How many of the unanswerable questions must be about the policy's own subject."""
SAME = 0.7
"""Jaccard similarity of character bigrams from which two questions are the same one."""
GIVEN_AWAY = 4
"""Folded characters from which a fact that stands in its own question gives the answer away."""


def find_faults(
    dev: Sequence[JudgedQuestion], test: Sequence[JudgedQuestion], document: PolicyDocument
) -> Iterator[str]:
    """Yield what is wrong with the questions, a line per fault.

    Args:
        dev: the questions that may be looked at.
        test: those that may not.
        document: the policy that they are about.
    """
    questions = [*dev, *test]
    for question in questions:
        for fault in faults_of(question, document):
            yield f"{question.id}: {fault}"
    yield from repeated_ids(questions)
    yield from repeated_words(dev)
    yield from repeated_words(test)
    yield from _leaks(dev, test)
    yield from _gaps(dev, test)


def faults_of(question: JudgedQuestion, document: PolicyDocument) -> Iterator[str]:
    """Say what is wrong with one question; no more than that if it cites what does not exist."""
    if question.answerable != bool(question.gold_cites):
        yield "is answerable without gold_cites" if question.answerable else "is unanswerable but has gold_cites"
    if not question.answerable and (question.gold_facts or question.gold_agencies):
        yield "is unanswerable but has gold"
    if question.category.startswith("unanswerable") and question.answerable:
        yield f"is answerable but of the category {question.category}"
    missing = sorted(key for key in question.relevant if not document.has(key))
    if missing:
        yield f"cites what does not exist: {' '.join(missing)}"
        return
    for fact in unproved_facts(question, document):
        yield f"the cited items do not say {' / '.join(fact)}"
    yield from _wrong_agencies(question, document)
    yield from _given_away(question, document)


def _wrong_agencies(question: JudgedQuestion, document: PolicyDocument) -> Iterator[str]:
    tasks = [task for task in OwnershipTable(document).tasks if task.id in question.relevant]
    for agency in question.gold_agencies:
        if agency not in document.agencies:
            yield f"{agency} is no agency of the policy"
        elif not any(names(task, agency) for task in tasks):
            yield f"no cited item names {agency}"
    if question.category == "lookup_agency" and question.gold_agencies not in _agency_lists(question, document):
        yield "gold_agencies are not the whole list of a cited item, in its order"
    is_counted = any(name == "cites" for name, _ in question.gold_set)
    if (
        question.category == "agency_tasks"
        and not is_counted
        and set(question.gold_cites) not in _scopes(question, document)
    ):
        yield f"gold_cites are not the tasks of {'、'.join(question.gold_agencies)} in any scope"


def _agency_lists(question: JudgedQuestion, document: PolicyDocument) -> set[tuple[str, ...]]:
    """Return the agencies, each once and in order, of every choice of one item per required citation."""
    table = OwnershipTable(document)
    by_id = {task.id: task for task in table.tasks}
    choices = product(*(sorted(cites & by_id.keys()) for cites in question.gold_cites))
    return {table.agencies_of([by_id[key] for key in choice]) for choice in choices}


def _scopes(question: JudgedQuestion, document: PolicyDocument) -> list[set[frozenset[str]]]:
    """Return the gold_cites of every scope that one may ask for: what names all the agencies of the answer.

    All of it; measures or rows only; those of one section or one domain; measures or rows that name nobody else.
    Where the gold has 各区各部门 beside 各区, it is the same agency in a wider writing.
    """
    gold = question.gold_agencies
    agencies = [one for one in gold if not any(one != other and one.startswith(other) for other in gold)]
    owned = [task for task in OwnershipTable(document).tasks if all(names(task, agency) for agency in agencies)]
    views: list[Callable[[Task], object]] = [
        lambda _: "all",
        lambda task: isinstance(task, Measure),
        lambda task: task.section if isinstance(task, Measure) else task.domain,
        lambda task: (isinstance(task, Measure), len(task.agencies) == 1),
    ]
    parts = [(view, part) for view in views for part in dict.fromkeys(map(view, owned))]
    return [{frozenset({task.id}) for task in owned if view(task) == part} for view, part in parts]


def _given_away(question: JudgedQuestion, document: PolicyDocument) -> Iterator[str]:
    """Allow for agencies: one may ask whether it is this one, or which of two.

    In a dialogue an earlier answer may have said it: who asks again wants to hear it.
    """
    asked = fold(question.question) if question.dialogue else _words(question)
    for wording in (wording for fact in question.gold_facts for wording in fact):
        if wording not in document.agencies and len(fold(wording)) >= GIVEN_AWAY and fold(wording) in asked:
            yield f"the question itself says {wording}"


def repeated_ids(questions: Sequence[JudgedQuestion]) -> Iterator[str]:
    """Name the ids that stand more than once."""
    for key, times in Counter(question.id for question in questions).items():
        if times > 1:
            yield f"{key}: the id stands {times} times"


def repeated_words(questions: Sequence[JudgedQuestion]) -> Iterator[str]:
    """Name the questions that ask the same as one before."""
    first: dict[str, str] = {}
    for question in questions:
        before = first.setdefault(_words(question), question.id)
        if before != question.id:
            yield f"{question.id}: the same question as {before}"


def _leaks(dev: Sequence[JudgedQuestion], test: Sequence[JudgedQuestion]) -> Iterator[str]:
    known = [(question.id, _bigrams(_words(question))) for question in dev]
    for question in test:
        own = _bigrams(_words(question))
        for key, bigrams in known:
            alike = len(own & bigrams) / len(own | bigrams)
            if alike >= SAME:
                yield f"{question.id}: {alike:.2f} alike to {key} of the other split"


def _gaps(dev: Sequence[JudgedQuestion], test: Sequence[JudgedQuestion]) -> Iterator[str]:
    """Say what the two splits, taken together or each alone, have too little of."""
    for split, questions in (("dev", dev), ("test", test)):
        categories = {question.category for question in questions}
        for category in get_args(OfThePlan):
            if category not in categories:
                yield f"{split}: no question of the category {category}"
    everything = [*dev, *test]
    unanswerable = [question for question in everything if not question.answerable]
    near = sum(question.category != "unanswerable_far" for question in unanswerable)
    if len(everything) < LEAST_QUESTIONS:
        yield f"all: {len(everything)} questions, at least {LEAST_QUESTIONS} are needed"
    if len(unanswerable) < LEAST_UNANSWERABLE:
        yield f"all: {len(unanswerable)} unanswerable questions, at least {LEAST_UNANSWERABLE} are needed"
    if near < NEAR_SHARE * len(unanswerable):
        yield f"all: {near} of {len(unanswerable)} unanswerable questions are near, at least half of them must be"


def _words(question: JudgedQuestion) -> str:
    """Return all that is asked, folded, the turns before it included."""
    return fold("".join([*(turn.content for turn in question.history), question.question]))


def _bigrams(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(max(1, len(text) - 1))}

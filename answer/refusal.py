"""When the policy gives no answer, and how to say so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from answer import messages
from answer.about import NAMES_DOCUMENT
from answer.addressing import Address
from answer.answer_kinds import AnswerKind, is_of_other_phase
from answer.evidence import Evidence
from answer.labels import suggestions_without_measures
from answer.models import Signals, Status
from answer.numbered import Absent
from answer.orders import is_attack, is_errand
from answer.question import Question
from answer.scope import foreign_names
from answer.thresholds import ALL_COVERED, ASKED_OF, MUCH_HELD, SPOKEN_OF, SUPPORT
from answer.words.lists import word_list
from index.normalize import normalize
from ingest.models import Measure, Notice, PolicyDocument

_ALTERNATIVES = re.compile(r"(?P<one>[^,。?、\s是在]{2,10})还是(?P<other>[^,。?、\s]{2,10})")
_DONE = "审查看管办做算用批评教验修"
_MOST_ABSENT = 3
_STUTTER = 3
_SHORT_TURN = 14
"""Characters of a turn that says little but what detail it asks for: 那我一个月到手多少块."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A status that says why, and the sentence for the user."""

    status: Status
    message: str


def refuse_input(raw: str, limit: int, document: PolicyDocument) -> Refusal | None:
    """Refuse a question that is too long, or says nothing (only punctuation and symbols, or one character again and
    again).
    """
    too_long = refuse_length(raw, limit)
    if too_long:
        return too_long
    # However much white space stands around a question, no more than the question is looked at.
    typed = raw.strip()
    asked = normalize(typed)
    characters = set("".join(asked.split()))
    has_letters = any(char.isalnum() for char in characters)
    if not has_letters or (len(characters) == 1 and len(typed) > _STUTTER):
        example = suggestions(document, [], 1)
        return Refusal("blocked_input", messages.EMPTY.format(example=example[0] if example else document.title))
    if is_attack(asked):
        return Refusal("blocked_input", messages.ATTACK.format(document=document.metadata.short_title))
    if is_errand(asked):
        return Refusal("unanswerable_off_topic", messages.OFF_TOPIC.format(document=document.metadata.short_title))
    return None


def refuse_length(raw: str, limit: int) -> Refusal | None:
    """Refuse a question that is too long, before anything is done with it that takes longer the longer it is."""
    length = len(raw.strip())
    if length <= limit:
        return None
    return Refusal("blocked_input", messages.TOO_LONG.format(length=length, limit=limit))


def refuse_address(address: Address, document: PolicyDocument) -> Refusal:
    """Refuse an item that the document does not have."""
    message = no_such_items(address.absent, document)
    return Refusal("unanswerable_no_such_item", message)


def refuse_other_documents(names: Sequence[str], document: PolicyDocument) -> Refusal:
    """Refuse what is asked of documents that are not open."""
    message = messages.OTHER_DOCUMENT.format(names="、".join(names), document=document.metadata.short_title)
    return Refusal("unanswerable_other_document", message)


def no_such_items(absent: Sequence[Absent], document: PolicyDocument) -> str:
    """Say which items the document does not have, and how many it has."""
    said = []
    last = _last_of_gaps(document)
    numbered = messages.NUMBERS_LEFT_OUT if last else messages.NO_SUCH_MEASURE
    numbered = numbered if document.measures else messages.NO_NUMBERED
    for kind, message, items in (
        ((False, False), numbered, document.measures),
        ((True, False), messages.NO_SUCH_SCENARIO, document.scenarios),
        ((False, True), messages.NO_SUCH_PART, ()),
    ):
        labels = [one.label for one in absent if (one.is_scenario, one.is_part) == kind]
        label = "、".join(labels[:_MOST_ABSENT]) + ("等" if len(labels) > _MOST_ABSENT else "")
        if label:
            name = document.metadata.short_title
            said.append(message.format(document=name, label=label, count=len(items), last=last))
    return "".join(said)


def _last_of_gaps(document: PolicyDocument) -> str:
    """Return the label of the highest number, where numbers below it are left out: 9 clauses may end in 第十二条."""
    numbered = [(number.whole, one.label) for one in document.measures if (number := document.number_of(one))]
    highest, label = max(numbered, default=(0, ""))
    return label if highest > len({whole for whole, _ in numbered}) else ""


def refuse_scope(question: Question, evidence: Sequence[Evidence], document: PolicyDocument) -> Refusal | None:
    """Refuse where nothing was found, and what is asked of another place or year."""
    name = document.metadata.short_title
    if not evidence:
        return Refusal("unanswerable_no_results", messages.NO_RESULTS.format(document=name))
    foreign = foreign_names(question.text, question.words, document)
    if foreign:
        message = messages.OTHER_SCOPE.format(document=name, names="、".join(foreign))
        return Refusal("unanswerable_not_stated", message)
    return None


def refuse_topic(
    question: Question, evidence: Sequence[Evidence], signals: Signals | None, document: PolicyDocument
) -> Refusal | None:
    """Refuse what is on another subject."""
    about_document = isinstance(evidence[0].item, Notice) and NAMES_DOCUMENT.search(question.text)
    is_said = signals is not None and signals.coverage >= ALL_COVERED and signals.held >= MUCH_HELD
    if about_document or is_said or (signals is not None and signals.topic >= SUPPORT):
        return None
    return Refusal("unanswerable_off_topic", messages.OFF_TOPIC.format(document=document.metadata.short_title))


def is_of_matter(question: Question, signals: Signals | None, *, goes_on: bool = False) -> bool:
    """Tell whether what has no answer is asked of the document's matter all the same: the question speaks of the document,
    or asks for a detail of what is near to it, or of what was spoken of before it.

    Args:
        question: what is asked.
        signals: how near it is to the document.
        goes_on: whether it is asked in a conversation.
    """
    topic = signals.topic if signals else SUPPORT
    if any(word in question.text for word in word_list("refusal")["SPEAKS"]):
        return question.spec is not None or topic >= SUPPORT - SPOKEN_OF
    is_detail = question.spec is not None
    return is_detail and (topic >= SUPPORT - ASKED_OF or (goes_on and len(question.text) <= _SHORT_TURN))


def detail_not_stated(question: Question, document: PolicyDocument) -> Refusal:
    """Say that a document does not state a detail: by what it is, if that is known."""
    name = document.metadata.short_title
    if question.spec is None:
        return Refusal("unanswerable_not_stated", messages.NOT_STATED.format(document=name))
    return Refusal("unanswerable_not_stated", messages.NOT_FOUND.format(where=name, kind=_asked_for(question)))


def refuse_kind(question: Question, texts: Iterable[str], where: str) -> Refusal | None:
    """Refuse where an amount, a date, a telephone number … is asked for and no text states one.

    Args:
        question: what is asked.
        texts: what may state it: the best sentence alone, since one elsewhere in the measure is about something
            else (the size of a fund is no subsidy); or all sentences of an item that the user named.
        where: what was looked through, for the message.
    """
    if question.spec is None or question.spec.stated is None:
        return None
    stating = (text for text in map(normalize, texts) if question.spec.stated(text))
    if any(question.kind is not AnswerKind.DATE or not is_of_other_phase(question.text, text) for text in stating):
        return None
    return Refusal("unanswerable_not_stated", messages.NOT_FOUND.format(where=where, kind=_asked_for(question)))


def not_sure(question: Question) -> Refusal:
    """Refuse where something of the kind asked for is shown, and it cannot be told whether it is what is meant."""
    return Refusal("unanswerable_not_stated", messages.NOT_SURE.format(kind=question.kind.value))


def _asked_for(question: Question) -> str:
    """Name what is asked for, as nearly as the question does."""
    noun = re.search(r"补贴|补助|资助|奖励|奖金|投资|预算|贷款", question.text)
    return (
        f"{noun.group()}{question.kind.value}" if question.kind is AnswerKind.AMOUNT and noun else question.kind.value
    )


def refuse_alternatives(question: Question, text: str, where: str) -> Refusal | None:
    """Refuse to choose between alternatives (港科大还是港中文) of which the document names neither.

    Args:
        question: what is asked.
        text: the normalised text of the document.
        where: what was looked through, for the message.
    """
    asked = _ALTERNATIVES.search(question.text)
    if not asked or question.kind is AnswerKind.AGENCY:
        return None
    named = (asked["one"], asked["other"])
    # 电脑审还是人审 are two ways to do one thing, no names.
    if named[0][-1] in _DONE and named[0][-1] == named[1].rstrip("啊呢呀吗的")[-1:]:
        return None
    said = [terms for expression, terms in question.synonyms.items() if any(expression in side for side in named)]
    terms = [normalize(term) for found in said for term in found]
    sides = [[word for word in question.words if word in side] for side in named]
    if not all(sides) or any(word in text for side in sides for word in side) or any(term in text for term in terms):
        return None
    return Refusal("unanswerable_not_stated", messages.NOT_STATED.format(document=where))


def suggestions(document: PolicyDocument, evidence: Sequence[Evidence], count: int = 3) -> tuple[str, ...]:
    """Offer questions that the document answers: about the nearest measures, else about measures spread over it, or about
    its headings where it has none.
    """
    near = [found.item for found in evidence if isinstance(found.item, Measure)]
    measures = list(document.measures)
    spread = measures[:: max(1, len(measures) // max(1, count))] if measures else []
    chosen = list(dict.fromkeys([*near, *spread]))[:count]
    if not chosen:
        return suggestions_without_measures(document)[:count]
    return tuple(_suggest(measure, asks_agencies=index == 1) for index, measure in enumerate(chosen))


def _suggest(measure: Measure, *, asks_agencies: bool) -> str:
    if not measure.title:
        return messages.SUGGEST_NUMBER.format(label=measure.mark)
    # Quotation marks inside quotation marks are single ones.
    title = measure.title.translate({ord("“"): "‘", ord("”"): "’"})
    if asks_agencies and measure.agencies:
        return messages.SUGGEST_AGENCIES.format(title=title)
    return messages.SUGGEST_MEASURE.format(title=title)

"""Knows questions about a document as a whole: what it is about, why it was made, what it brings somebody.

Each clause is read for itself; a question may ask several such things at once. What a question says about a matter of its
own makes a reading less sure: 为什么要配备法制审核人员 is no question about the document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from answer.models import Candidate, Definition, Gist, Plan, Question, Several, Token
from answer.understand.clauses import TITLE, Clause, clauses_of
from answer.understand.names import Names
from answer.understand.recognisers import definition
from answer.words.lists import audiences
from index.normalize import normalize

Ask = Literal["overview", "purpose", "goals", "benefits", "applies_to", "outline"]

_SHAPES: tuple[tuple[Ask, re.Pattern[str]], ...] = (
    ("benefits", re.compile(r"np(?=h[uo]*q)")),
    ("benefits", re.compile(r"b[^qwny?]*(?:q1?|n1?(?=p))[lpek]*|q1?[lpx]?h?b|(?<=u)hqp")),
    ("outline", re.compile(r"[qn]1?x?[pf](?!l)|f[^qwny?]*q|h[uo]*qt?nk$|^t?nk$|1px{0,2}q")),
    ("benefits", re.compile(r"h[uo]*qe*(?=[tdonpx]*$)")),
    ("goals", re.compile(r"vo*q[xp]?[gea]*x?(?=[dota]*$)|qg(?=[edo]*$)|g[^qwny?]*q")),
    ("purpose", re.compile(r"y|a[^qwny?]*q|qx?a|so?qe*")),
    ("overview", re.compile(r"h?qc|to?qe*(?=[dot]*$)|(?<=[dl])qe+(?=t?$)")),
    ("applies_to", re.compile(r"[hp]?q[pkx]?l|hw")),
)
"""How each thing is asked for, in the letters of `answer.understand.clauses`; what is found first is taken out."""
_REQUESTS: tuple[tuple[Ask, re.Pattern[str]], ...] = (
    ("purpose", re.compile(r"^[dotmx]*a$")),
    ("benefits", re.compile(r"^[^qwny?]*b$")),
)
"""How it is asked for without an interrogative: 概述该文的主要利好."""
_WHOLE = re.compile(r"[dot1p]*")
"""What is summed up where nothing bounds it: 请概括全文."""
_OF_ONE = re.compile(r"y.*[x1]|1.*y")
"""What asks for the reason of one thing: 为什么方案只管两年."""
_ASKING = frozenset("qwny?")
_PARTICULAR = "!"
_SURE, _SHORTLY = 0.9, 0.1
"""How sure a reading is, and what it gains where a short or plain account is wanted."""
_KNOWN, _UNKNOWN, _BOUND, _TOLD = 0.25, 0.15, 0.45, 0.25
"""What it loses by a word that items of the document speak of, by any other word, by what shows that one matter is meant
(any word where the document is not called by its kind), by a matter in a clause before it."""
_THIS = ("这", "本", "该", "此")
_LEAST_WORD, _LISTED, _MANY = 2, 2, 3


@dataclass(frozen=True, slots=True)
class _Reading:
    """What one clause asks: things about the document, or the meaning of a term."""

    clause: Clause
    asks: tuple[Ask, ...] = ()
    term: str = ""


def recognise(question: Question, names: Names) -> list[Candidate]:
    """Read a question about the document as a whole; no reading where a clause asks for something else."""
    clauses = clauses_of(question, names)
    readings = [_read(clause, clauses, question, names) for clause in clauses]
    if not all(reading.asks or reading.term for reading in readings if reading.clause.asks):
        return []
    asked = [reading for reading in readings if reading.asks or reading.term]
    told = [reading.clause for reading in readings if not (reading.asks or reading.term)]
    if any(_calls_another(clause, names) for clause in clauses):
        return []
    is_called = any("d" in clause.shape for clause in clauses)
    if not any(reading.asks for reading in asked) or any(_names_part(clause, is_called=is_called) for clause in told):
        return []
    plans = _plans(asked, clauses, names)
    score = _SURE + (_SHORTLY if question.has("BRIEF") else 0.0) - _lost(asked, told, question, names)
    plan = plans[0] if len(plans) == 1 else Several(tuple(plans))
    return [Candidate(plan, score, "问全文大意", frozenset(question.tokens))]


def _read(clause: Clause, clauses: Sequence[Clause], question: Question, names: Names) -> _Reading:
    term = definition.read(clause, question, names) if clause.asks else ""
    if term or _PARTICULAR in clause.shape:
        return _Reading(clause, term=term)
    if clause.asks:
        return _Reading(clause, ("outline",) if _counts_parts(clause, names) else _asked(clause.shape))
    alone = not any(one.asks for one in clauses)
    if alone and clause.sums_up and _WHOLE.fullmatch(clause.shape):
        return _Reading(clause, ("overview",))
    found = (ask for ask, pattern in _REQUESTS if (alone or ask == "purpose") and pattern.search(clause.shape))
    return _Reading(clause, tuple(found))


def _counts_parts(clause: Clause, names: Names) -> bool:
    """Tell whether a clause asks what a number of parts do, and so many headings have a word of it: 五个工程都忙些啥."""
    numbers = {token.value for token in clause.of("1")}
    titles = [normalize(section.title) for section in names.document.sections]
    counts = {sum(word.text in title for title in titles) for word in clause.of("x")}
    return (
        clause.shape.lstrip("do").startswith("1")
        and len(clause.of("x")) == 1
        and not {0, 1} & counts
        and counts == numbers
    )


def _calls_another(clause: Clause, names: Names) -> bool:
    """Tell whether a clause calls another document: 攻关载体那个计划."""
    title = normalize(names.document.title)
    own = set(clause.of(TITLE))
    run: list[Token] = []
    for token in clause.tokens:
        is_kind = token.word == "DOCUMENT_NOUN" and not token.text.startswith(_THIS)
        if is_kind and not all(one in own or _is_in(one.text, title) for one in run):
            return True
        if token.word in ("CONTENT", "QUOTED") and not token.topic:
            run.append(token)
        elif token.word != "FILLER":
            run = []
    return False


def _is_in(word: str, title: str) -> bool:
    """Tell whether a title has a word, or what policies call the group that it is for: 一人公司 is OPC."""
    return any(name in title for name in (word, *audiences().get(word, ())))


def _asked(shape: str) -> tuple[Ask, ...]:
    """Return what a shape asks about the document; nothing if any of it asks for something else."""
    found: list[Ask] = []
    for ask, pattern in _SHAPES:
        shape, times = pattern.subn("", shape)
        found += [ask] if times else []
    is_of_section = "S" in shape and found != ["outline"]
    return () if is_of_section or _ASKING & set(shape) else tuple(dict.fromkeys(found))


def _names_part(clause: Clause, *, is_called: bool) -> bool:
    """Tell whether a clause that tells something says what is asked about: an item or a section, a quotation of the
    document, what is left out; an agency, unless the document is called.
    """
    never = ("ITEM", "SECTION", "EXCEPT")
    named = ("QUOTED",) if is_called else ("QUOTED", "CONTENT", "AGENCY", "DOMAIN")
    return any(token.word in never or (token.word in named and letter == _PARTICULAR) for letter, token in clause.parts)


def _plans(asked: Sequence[_Reading], clauses: Sequence[Clause], names: Names) -> list[Plan]:
    """Make the plans, in the order of the question; what is wanted comes with the reason, and is not said twice."""
    plans: list[Plan] = []
    for reading in asked:
        plans += [Definition(reading.term)] if reading.term else []
        plans += [_plan(ask, reading.clause, clauses, names) for ask in reading.asks]
    has_purpose = any(isinstance(plan, Gist) and plan.ask == "purpose" for plan in plans)
    kept = [plan for plan in plans if not (has_purpose and isinstance(plan, Gist) and plan.ask == "goals")]
    return list(dict.fromkeys(kept))


def _plan(ask: Ask, clause: Clause, clauses: Sequence[Clause], names: Names) -> Gist:
    """Make the plan of one thing that is asked for."""
    if ask != "benefits":
        sections = [token.mention.ids[0] for token in clause.of("S") if token.mention and len(token.mention.ids) == 1]
        return Gist(ask, section=sections[0] if sections else "")
    groups = clause.audiences or tuple(group for one in clauses for group in one.audiences)
    official = tuple(dict.fromkeys(name for group in groups for name in (group, *audiences()[group])))
    listing = next((one for one in (clause, *clauses) if _lists(one, names)), None)
    words = _listed(listing) if listing else _known(clause, names)
    return Gist(ask, audience=official, words=tuple(token.text for token in words))


def _lists(clause: Clause, names: Names) -> bool:
    """Tell whether a clause lists matters: 用地、融资、办事三样."""
    return len(_listed(clause)) >= _LISTED and bool(_known(clause, names))


def _listed(clause: Clause) -> list[Token]:
    """Return the words that stand beside the commas of a list, or before a mere noun there (落脚地方); documents may call
    them otherwise.
    """
    commas = {place for token in clause.tokens if "、" in token.text for place in (token.start, token.end)}
    nouns = {token.start for token in (*clause.of("e"), *clause.of("p")) if token.end in commas}
    words = [token for token in clause.of("x") if {token.start, token.end} & commas or token.end in nouns]
    return [token for token in words if len(token.text) >= _LEAST_WORD]


def _known(clause: Clause, names: Names) -> list[Token]:
    """Return the words of a clause that items of the document speak of: a matter of its own."""
    return [token for token in clause.of("x") if len(token.text) >= _LEAST_WORD and names.occurrences(token.text) > 0]


def _lost(asked: Sequence[_Reading], told: Sequence[Clause], question: Question, names: Names) -> float:
    """Say how much less sure a reading is for what the question says besides."""
    is_broad = question.has("BRIEF") or sum(len(reading.asks) for reading in asked) > 1
    is_called = any("d" in clause.shape for clause in (*told, *(reading.clause for reading in asked)))
    has_benefits = any("benefits" in reading.asks for reading in asked)
    lost = sum(_lost_in(reading, names, is_broad=is_broad, is_called=is_called) for reading in asked)
    if not is_called and not any("o" in clause.shape for clause in (*told, *(reading.clause for reading in asked))):
        lost += _BOUND if told or any("goals" in reading.asks for reading in asked) else 0.0
    matters = sum(len(_known(clause, names)) for clause in told if not _lists(clause, names))
    is_told = is_called and (is_broad or not has_benefits) and matters <= _MANY
    return lost + (0.0 if is_told else _TOLD * matters)


def _lost_in(reading: _Reading, names: Names, *, is_broad: bool, is_called: bool) -> float:
    """Say it of one clause: of benefits, a list of matters is an order in which to tell them, and one matter a question."""
    shape = reading.clause.shape
    if reading.term:
        return 0.0
    known, others = len(_known(reading.clause, names)), len(reading.clause.of("x"))
    if "benefits" in reading.asks:
        return 0.0 if is_broad or _lists(reading.clause, names) else others * _BOUND
    is_unclear = "outline" in reading.asks and not (is_called or set("hbS") & set(shape))
    is_narrow = "purpose" in reading.asks and not is_broad and bool(_OF_ONE.search(shape) or (others and not is_called))
    lost = known * _KNOWN + (others - known) * _UNKNOWN if is_called else others * _BOUND
    return lost + _BOUND * (is_unclear + is_narrow)

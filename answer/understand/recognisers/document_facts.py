"""Recognises questions about the document itself: its number, who issued it and when, how long it applies, its history.

Each clause is read by rules over the classes of its words. What the clause says besides must name the document (这份…的意见)
or be no matter of the body: else the question is about that matter, and nothing is recognised. A clause that asks nothing
tells why somebody asks (登记收文), and is no condition; one that asks something else is a question for others.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import zip_longest

from answer.document_names import end_kind
from answer.models import Candidate, DocumentFact, DocumentFacts, Question, Token
from answer.understand.clauses import is_short_for
from answer.understand.document_rules import ISSUING, RULES, Rule
from answer.understand.names import Names
from answer.words import word_classes
from index.normalize import normalize
from ingest.models import PolicyDocument

_COUNTRY = "中华人民共和国"
_NAMED, _BARE = 0.9, 0.75
"""How sure a reading is where the question names the document or uses words of documents only, and where it does neither."""

_ALSO = {"实施": "APPLY", "执行": "APPLY", "几号": "WHEN", "之前": "OLD", "归": "FILLER"}
"""Entries of other classes that may mean something else in questions about documents."""
_ASKS = frozenset({"WHO", "WHICH", "HOW_MANY", "WHEN", "HOW_LONG", "HOW", "REASON", "YES_NO", "EITHER"})
_OPEN = frozenset({"WHEN", "WHO", "UNIT", "HOW_LONG", "HOW", "REASON", "YES_NO"})
"""What asks something by itself."""
_THINGS = frozenset(
    "LIST_NOUN TASK_NOUN ROW_NOUN SECTION_NOUN DOMAIN_NOUN MEASURE_NOUN HELP_NOUN LEAD_NOUN AGENCY_NOUN SECTION DOMAIN".split()
)
"""Classes of what a question may be about instead of the document."""
_OTHERS = frozenset({"EACH", "WHICH", "ALL", "HOW_MANY", "NOT"})
"""What stands before a word for other documents than this one: 各地实施方案, 别的政策."""
_CONTEXT = frozenset({"PLACE", "WHY_ASKED", "DATE_NOUN", "SESSION", "DOCUMENT_WORD", "OLD", "AMEND", "ASK_TEXT"})
"""What may stand beside an asked fact and asks for nothing of its own."""
_BOUNDS = frozenset(
    "LEAD HELP OWN INVOLVE HOW REASON MOST FEWEST EXCEPT OUTSIDE ONLY FIRST LAST NEXT PREVIOUS LATEST".split()
)
"""What asks for more than a fact of the document, or for less."""
_BESIDE = frozenset({"ISSUE", "SIGN", "APPLY", "EXPIRE", "VALIDITY", "STAGE", "TRIAL", "DOUBT"})
"""Likewise, whatever the body says: 施行以后可以用多久."""
_THIS = ("这", "本", "该", "此")
_WITHIN = ("里", "中", "上")
"""Behind a word for a document: within it."""
_WHEN = frozenset({"WHEN", "DATE_NOUN"})


@dataclass(frozen=True)
class _Clause:
    """What stands between two marks.

    Attributes:
        tokens: of it.
        signs: the classes that it has.
        rules: that fire on them.
        naming: the tokens that name the document.
        mark: that follows it: a colon behind what tells why somebody asks (编法规年表：…), a question mark.
    """

    tokens: tuple[Token, ...]
    signs: frozenset[str]
    rules: tuple[Rule, ...]
    naming: frozenset[Token]
    mark: str = ""

    @property
    def asks(self) -> bool:
        """Whether it asks anything at all."""
        return bool(self.signs & _ASKS)

    @property
    def is_bare(self) -> bool:
        """Whether it asks, and says nothing of what."""
        said = (token for token in self.tokens if token.counts and token not in self.naming)
        return self.signs.isdisjoint(_BOUNDS) and all(_sign(token) in _CONTEXT for token in said)

    @property
    def is_own(self) -> bool:
        """Whether its words are said of documents only."""
        return all(rule.own for rule in self.rules)


def recognise(question: Question, names: Names) -> list[Candidate]:
    """Recognise which facts about the document a question asks for."""
    if any(
        token.mention and token.mention.kind in ("item", "document") and _sign(token) != "PLACE"
        for token in question.tokens
    ):
        return []
    reading = _Reading(question, _Own(names.document), names)
    if not reading.kinds or reading.has_other_matter:
        return []
    score = _NAMED if reading.names_document or all(clause.is_own for clause in reading.asking) else _BARE
    why = "问的是文件本身"
    return [Candidate(DocumentFacts(reading.kinds), score, why, reading.used)]


@dataclass(frozen=True)
class _Own:
    """The words of the document's head, normalised."""

    document: PolicyDocument

    @cached_property
    def title(self) -> str:
        """All that it is called."""
        document = self.document
        return normalize(document.title + document.notice.title + document.metadata.short_title)

    @cached_property
    def name(self) -> str:
        """The title."""
        return normalize(self.document.title)

    @cached_property
    def kind(self) -> str:
        """What kind of document it is: 办法, 若干措施."""
        return end_kind(self.document.title)

    @cached_property
    def issuers(self) -> str:
        """Who issued it."""
        return normalize("、".join(self.document.notice.issuers))

    @cached_property
    def head(self) -> str:
        """What stands around the title: signatures, and when and by whom it was adopted."""
        return normalize("".join(part.text for part in self.document.notice.parts if part.kind == "signature"))

    @cached_property
    def ended(self) -> str:
        """The sentences that end other documents."""
        return normalize("".join(one for one in self.document.source.split("。") if "废止" in one))


@dataclass(frozen=True)
class _Reading:
    """A question read clause by clause."""

    question: Question
    own: _Own
    names: Names
    clauses: tuple[_Clause, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Cut the question and read its clauses."""
        object.__setattr__(self, "clauses", tuple(self._clauses()))

    @cached_property
    def asking(self) -> tuple[_Clause, ...]:
        """The clauses that ask for facts about the document."""
        return tuple(clause for clause in self.clauses if clause.rules)

    @cached_property
    def kinds(self) -> tuple[DocumentFact, ...]:
        """What is asked for, in its order."""
        found: list[DocumentFact] = []
        for clause in self.clauses:
            found += [rule.kind for rule in clause.rules]
            if not clause.rules and clause.is_bare and clause.signs & _WHEN and not ISSUING.isdisjoint(found):
                found.append(DocumentFact.ISSUED)
        return tuple(dict.fromkeys(found))

    @cached_property
    def names_document(self) -> bool:
        """Whether it names the document, or asks for something that only documents have."""
        return any(clause.naming or (clause.rules and clause.is_own) for clause in self.clauses)

    @cached_property
    def has_other_matter(self) -> bool:
        """Whether it is about something else, or about that as well."""
        return any(self._strays(clause) if clause.rules else self._asks_more(clause) for clause in self.clauses) or any(
            map(self._may_bound, self.clauses)
        )

    @cached_property
    def used(self) -> frozenset[Token]:
        """The tokens that the reading accounts for; of a clause in a document's own words all, if the document is named."""
        whole = [one for one in self.clauses if not one.rules or (one.is_own and any(c.naming for c in self.clauses))]
        told = (token for clause in whole for token in clause.tokens)
        return frozenset([*told, *(t for clause in self.asking for t in clause.tokens if self._fits(t, clause))])

    def _asks_more(self, clause: _Clause) -> bool:
        """Tell whether a clause without a fact asks something of its own; 分别是什么 does not."""
        if not clause.is_bare:
            return clause.asks or clause.mark == "?"
        if any(token.word == "MEASURE_NOUN" and self._asks_place(token, clause) for token in clause.tokens):
            return False
        is_day = "WHEN" in clause.signs and not ISSUING.isdisjoint(self.kinds)
        return clause.asks and bool(clause.naming or clause.signs & (_OPEN - {"WHEN"} if is_day else _OPEN))

    def _strays(self, clause: _Clause) -> bool:
        """Tell whether a clause asks for its fact of something else than the document."""
        allowed = {name for rule in clause.rules for need in rule.needs for name in need}
        if any(rule.kind is DocumentFact.INTERPRETER for rule in clause.rules):
            allowed.add("OWN")  # 归谁负责解释
        if clause.is_own:
            allowed.add("INVOLVE")  # 主送对象包括哪些单位
        if clause.signs & _BOUNDS - allowed:
            return True
        if self._is_of_another(clause):
            return True
        others = [] if clause.is_own else self._others(clause)
        if any(token.word in _THINGS or token.mention or self._is_document(token) for token in others):
            return True
        content = [token for token in others if token.word in ("CONTENT", "QUOTED")]
        return any(not self.names_document or self._is_of_body(token) for token in content)

    def _is_of_another(self, clause: _Clause) -> bool:
        """Tell whether a clause names another document (公共数据开放管理办法的文号), or asks what something is called in this one."""
        kinds = {rule.kind for rule in clause.rules}
        if DocumentFact.TITLE in kinds and any(
            self.question.text[one.end : one.end + 1] in _WITHIN for one in clause.naming
        ):
            return True
        if not clause.is_own or DocumentFact.REPLACES in kinds:
            return False
        return any(
            self._is_document(token)
            and token not in clause.naming
            and not token.text.startswith(_THIS)
            and any(one.counts for one in self._run_before(clause.tokens[:place]))
            for place, token in enumerate(clause.tokens)
        )

    def _others(self, clause: _Clause) -> list[Token]:
        """Return what a clause says that is no part of its asking."""
        return [token for token in clause.tokens if not self._fits(token, clause)]

    def _may_bound(self, clause: _Clause) -> bool:
        """Tell whether a clause that asks nothing may bound what the others ask, where none of them names the document."""
        if self.names_document or clause.rules or clause.mark == ":":
            return False
        said = (one for one in clause.tokens if not one.topic)
        return any(one.word == "QUOTED" or (one.word == "CONTENT" and self._is_of_body(one)) for one in said)

    def _is_of_body(self, token: Token) -> bool:
        return token.text in self.own.title or self.names.occurrences(token.text) > 0

    def _fits(self, token: Token, clause: _Clause) -> bool:
        """Tell whether a token belongs to what a clause asks for, or says nothing beside it."""
        sign = _sign(token)
        needs = {name for rule in clause.rules for need in rule.needs for name in need}
        is_said = token in clause.naming or sign in _BESIDE or sign in needs or self._is_unit(token)
        if is_said or self._is_of_fact(token, {rule.kind for rule in clause.rules}):
            return True
        if sign in _CONTEXT:
            return bool(clause.naming) or clause.is_own or not self._is_of_body(token)
        if token.word == "AGENCY_NOUN":
            return clause.is_own or "UNIT" in needs
        is_asked = token.word == "MEASURE_NOUN" and self._asks_place(token, clause)
        is_count = token.word in ("NUMBER", "ORDINAL") and bool(clause.signs & {"UNIT", "WHO", "JOINT"})
        is_count |= token.word == "NUMBER" and clause.is_own  # 文号、日期三项
        if self._is_document(token):
            return any(rule.kind is DocumentFact.REPLACES for rule in clause.rules)
        return is_asked or is_count or (not token.counts and token.word not in _THINGS)

    def _is_of_fact(self, token: Token, kinds: Collection[DocumentFact]) -> bool:
        """Tell whether a token belongs to the words of a fact that is asked for: what was replaced, who adopted a law."""
        if DocumentFact.HISTORY in kinds and token.word == "AGENCY":
            return True
        said = self.own.ended if DocumentFact.REPLACES in kinds else ""
        said += self.own.head if DocumentFact.HISTORY in kinds else ""
        said += self.own.title if token.word in ("NUMBER", "ORDINAL") else ""
        return token.counts and token.text in said

    def _is_unit(self, token: Token) -> bool:
        """Tell whether a token is an issuer, or part of the name of one."""
        if token.word not in ("CONTENT", "AGENCY") or token.topic or not self.own.issuers:
            return False
        names = (token.text, *(token.mention.ids if token.mention else ()))
        return any(normalize(name) in self.own.issuers for name in names) or any(
            is_short_for(token.text, normalize(issuer)) for issuer in self.own.document.notice.issuers
        )

    @staticmethod
    def _asks_place(token: Token, clause: _Clause) -> bool:
        """Tell whether it is asked in which article it stands: every answer says so."""
        before = [one for one in clause.tokens if one.end == token.start]
        return any(one.word in ("WHICH", "HOW_MANY") for one in before)

    def _clauses(self) -> Iterator[_Clause]:
        """Cut at marks; who or when alone, before a mark, is asked of what follows: 哪个部门、何日印发."""
        pieces = list(_pieces(self.question.tokens))
        signs = {_sign(token) for piece in pieces for token in piece}
        is_draft = "CONSULT" in signs or any("征求意见" in t.text for t in self.question.tokens if t.topic == "STAGE")
        beside = frozenset(({"DRAFT"} if is_draft else set()) | ({"EARLIER"} if "OLD" in signs else set()))
        read = [self._read(piece, beside) for piece in pieces]
        waiting: tuple[Token, ...] = ()
        for clause, following in zip_longest(read, read[1:]):
            is_lone = not clause.rules and clause.is_bare and clause.signs & {"WHO", "UNIT", "WHEN"}
            if is_lone and following and following.signs & {"ISSUE", "SIGN", "ADOPT", "AMEND"}:
                waiting += clause.tokens
                continue
            whole = self._read((*waiting, *clause.tokens), beside)
            # What is said without asking, of other things as well, tells why somebody asks: 推文要标注执行时间.
            is_told = not whole.asks and any(one.rules and one.asks for one in read) and self._others(whole)
            yield replace(whole, rules=()) if is_told and not whole.naming and not whole.is_own else whole
            waiting = ()

    def _read(self, tokens: Sequence[Token], beside: frozenset[str]) -> _Clause:
        naming = frozenset(self._naming(tokens))
        signs = beside | {_sign(token) for token in tokens if token not in naming or token.topic}
        if signs & {"WHICH", "WHO", "YES_NO", "AGENCY_NOUN"}:
            signs |= {"UNIT" for token in tokens if token.word == "AGENCY_NOUN" or self._is_unit(token)}
        signs |= {"DOCUMENT_NOUN"} if naming else set()
        rules = tuple(rule for rule in RULES if rule.fires(frozenset(signs)))
        mark = self.question.text[tokens[-1].end : tokens[-1].end + 1]
        return _Clause(tuple(tokens), frozenset(signs), rules, naming, mark)

    def _naming(self, tokens: Sequence[Token]) -> Iterator[Token]:
        """Yield the tokens that name the document: 这份体育赛事产业的意见, 数据安全法.

        They end with a word for a document; what stands before it must be words of the title, most of it.
        """
        for place, token in enumerate(tokens):
            if self._is_title(token):
                yield token
            if not self._is_title(token) and not self._is_document(token):
                continue
            run = list(self._run_before(tokens[:place]))
            before = tokens[place - len(run) - 1].word if place > len(run) else ""
            if before in _OTHERS:
                continue
            said = [one for one in run if one.counts]
            known = [one for one in said if is_short_for(one.text, self.own.title)]
            # 深圳那个公共数据开放管理办法: what stands next to its kind is not of the title.
            if not said or token.text.startswith(_THIS) or (said[0] in known and 2 * len(known) >= len(said)):
                yield token
                yield from run

    def _is_document(self, token: Token) -> bool:
        """Tell a word for a document such as this one."""
        if token.word == "DOCUMENT_NOUN" or token.topic == "DOCUMENT_WORD":
            return True
        if token.topic == "STAGE":
            return token.text.endswith("稿")
        if token.word in ("CHAR", "MARK") or len(token.text) == 1:
            return False
        return self.own.kind.endswith(token.text) or (token.word == "CONTENT" and self.own.name.endswith(token.text))

    def _is_title(self, token: Token) -> bool:
        """Tell a word that is the title, or a quotation of some of it."""
        if token.word == "QUOTED":
            return normalize(token.text) in self.own.title
        return token.word == "CONTENT" and token.text in (self.own.name, self.own.name.removeprefix(_COUNTRY))

    @staticmethod
    def _run_before(tokens: Sequence[Token]) -> Iterator[Token]:
        for token in reversed(tokens):
            if token.word not in ("CONTENT", "CHAR", "FILLER", "NUMBER", "QUOTED", "AGENCY") or token.topic:
                return
            yield token


def _sign(token: Token) -> str:
    """Return the class of a token as these questions use it."""
    if token.word == "QUOTED" or token.mention:
        named = word_classes().by_entry.get(token.text, "")
        return named if named in word_classes().content else token.word
    return _ALSO.get(token.text) or token.topic or token.word


def _pieces(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    piece: list[Token] = []
    for token in tokens:
        if token.word == "MARK" and token.text in "()":
            continue
        if token.word == "MARK":
            if piece:
                yield piece
            piece = []
        else:
            piece.append(token)
    if piece:
        yield piece

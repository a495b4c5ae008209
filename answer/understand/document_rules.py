"""Which words of a clause ask for which fact about a document: a table of rules over word classes."""

from __future__ import annotations

from dataclasses import dataclass

from answer.models import DocumentFact


@dataclass(frozen=True, slots=True)
class Rule:
    """What a clause must have to ask for a fact.

    Attributes:
        kind: the fact.
        needs: classes, one token of each set.
        unless: classes that make it something else.
        own: whether its words are said of documents only, so that no word beside them is what it is asked of.
    """

    kind: DocumentFact
    needs: tuple[frozenset[str], ...]
    unless: frozenset[str] = frozenset()
    own: bool = False

    def fires(self, signs: frozenset[str]) -> bool:
        """Tell whether a clause with these classes asks for the fact."""
        return all(need & signs for need in self.needs) and not self.unless & signs


def _rule(kind: DocumentFact, *needs: str, unless: str = "", own: bool = False) -> Rule:
    """Write a rule: of the classes in one text one must be there."""
    return Rule(kind, tuple(frozenset(need.split()) for need in needs), frozenset(unless.split()), own)


RULES = (
    _rule(DocumentFact.NUMBER, "DOC_NUMBER", unless="OLD REPLACE", own=True),
    _rule(DocumentFact.REPLACES, "OLD", "DOC_NUMBER STILL REPLACE EXPIRE"),
    _rule(DocumentFact.REPLACES, "STILL", "EARLIER"),
    _rule(DocumentFact.REPLACES, "REPLACE"),
    _rule(DocumentFact.ISSUERS, "ISSUER_NOUN", own=True),
    _rule(DocumentFact.ISSUERS, "ISSUE SIGN", "WHO UNIT JOINT", unless="APPROVE"),
    _rule(DocumentFact.ISSUED, "ISSUE_DATE", own=True),
    _rule(DocumentFact.ISSUED, "SIGN", "WHEN DATE_NOUN", own=True),
    _rule(DocumentFact.ISSUED, "ISSUE", "WHEN DATE_NOUN"),
    _rule(DocumentFact.ISSUED, "DOC_NUMBER ISSUER_NOUN", "WHEN DATE_NOUN", own=True),
    _rule(DocumentFact.ADDRESSEES, "ADDRESSEE", own=True),
    _rule(DocumentFact.ADDRESSEES, "SEND_TO"),
    _rule(DocumentFact.EFFECTIVE, "FIRST_DAY"),
    _rule(DocumentFact.EFFECTIVE, "APPLY TRIAL", "WHEN DATE_NOUN YES_NO", unless="EITHER"),
    _rule(DocumentFact.UNTIL, "VALIDITY LAST_DAY", unless="OLD"),
    _rule(DocumentFact.UNTIL, "EXPIRE", "WHEN HOW_LONG DATE_NOUN YES_NO DEADLINE", unless="OLD"),
    _rule(DocumentFact.UNTIL, "DEADLINE", unless="CONSULT DRAFT OLD ISSUE"),
    _rule(DocumentFact.UNTIL, "STILL", "DOCUMENT_NOUN", unless="OLD WHEN EARLIER"),
    _rule(DocumentFact.UNTIL, "APPLY TRIAL", "HOW_LONG"),
    _rule(DocumentFact.INTERPRETER, "INTERPRETER_NOUN"),
    _rule(DocumentFact.INTERPRETER, "INTERPRET", "WHO UNIT WHICH YES_NO"),
    _rule(DocumentFact.HISTORY, "AMEND", "WHEN DATE_NOUN HOW_MANY SESSION YES_NO", unless="APPLY FIRST_DAY EXPIRE"),
    _rule(DocumentFact.HISTORY, "ADOPT", "WHEN DATE_NOUN SESSION"),
    _rule(DocumentFact.APPROVAL, "APPROVE", "WHO UNIT YES_NO"),
    _rule(DocumentFact.STAGE, "STAGE", "EITHER YES_NO", unless="ISSUE CONSULT", own=True),
    _rule(DocumentFact.STAGE, "TRIAL", "EITHER"),
    _rule(DocumentFact.CONSULTATION, "CONSULT", "WHEN LATEST DEADLINE LAST_DAY DATE_NOUN"),
    _rule(DocumentFact.CONSULTATION, "DRAFT", "DEADLINE LATEST"),
    _rule(DocumentFact.CONTACT, "CONTACT", "WHO UNIT"),
    _rule(DocumentFact.PERIOD, "PLAN_PERIOD"),
    _rule(DocumentFact.TITLE, "FULL_NAME"),
    _rule(DocumentFact.TITLE, "NAME_NOUN", "DOCUMENT_NOUN", "WHICH"),
    _rule(DocumentFact.PURPOSE, "FOUNDING"),
)
ISSUING = frozenset({DocumentFact.NUMBER, DocumentFact.ISSUERS, DocumentFact.ADDRESSEES, DocumentFact.TITLE})
"""Beside these, a day of nothing else is the day of issue."""

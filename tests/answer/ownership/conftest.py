"""What the tests of the table's answers share: the parts of the desk for the built-in policy, without an index."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from answer.evidence import Coverage
from answer.ownership.agency_names import AgencyNames
from answer.ownership.desk import OwnershipDesk
from answer.ownership.models import TableReply
from answer.ownership.request import Request, RequestReader
from answer.question import Question, understand
from answer.synonyms import Synonyms
from index.tokenizer import PolicyTokenizer, domain_words
from ingest.agency_aliases import read_aliases
from ingest.models import PolicyDocument
from ingest.ownership import OwnershipTable
from ingest.parser import parse_policy


@pytest.fixture(scope="session")
def table(document: PolicyDocument) -> OwnershipTable:
    return OwnershipTable(document)


@pytest.fixture(scope="session")
def tokenizer(document: PolicyDocument) -> PolicyTokenizer:
    return PolicyTokenizer(domain_words(document))


@pytest.fixture(scope="session")
def agency_names(document: PolicyDocument, tokenizer: PolicyTokenizer) -> AgencyNames:
    return AgencyNames(document, read_aliases(), tokenizer.knows)


@pytest.fixture(scope="session")
def question_of(document: PolicyDocument, tokenizer: PolicyTokenizer) -> Callable[[str], Question]:
    """Take a question apart as the assistant does it."""
    synonyms = Synonyms.load().specific(Coverage(document).occurrences)
    return lambda raw: understand(raw, document, tokenizer, synonyms)


@pytest.fixture(scope="session")
def request_of(
    document: PolicyDocument,
    table: OwnershipTable,
    agency_names: AgencyNames,
    tokenizer: PolicyTokenizer,
    question_of: Callable[[str], Question],
) -> Callable[[str], Request]:
    """Read a question for the table; it must be one that the table may answer."""
    reader = RequestReader(table, agency_names, tokenizer.words, tokenizer.knows, Coverage(document).occurrences)

    def read(raw: str) -> Request:
        request = reader.read(question_of(raw))
        assert request is not None
        return request

    return read


@pytest.fixture(scope="session")
def reply(
    document: PolicyDocument, tokenizer: PolicyTokenizer, question_of: Callable[[str], Question]
) -> Callable[[str], TableReply | None]:
    """Ask the desk alone."""
    desk = OwnershipDesk.open(document, tokenizer, Coverage(document).occurrences)
    return lambda raw: desk.answer(question_of(raw))


@pytest.fixture(scope="session")
def reply_about() -> Callable[[str], Callable[[str], TableReply | None]]:
    """Ask the desk about another policy, given as a text."""

    def about(text: str) -> Callable[[str], TableReply | None]:
        document = parse_policy(text)
        tokenizer, coverage = PolicyTokenizer(domain_words(document)), Coverage(document)
        desk = OwnershipDesk.open(document, tokenizer, coverage.occurrences)
        synonyms = Synonyms.load().specific(coverage.occurrences)
        return lambda raw: desk.answer(understand(raw, document, tokenizer, synonyms))

    return about

"""Documents that questions made from templates are asked about, what reads these questions, and when plans say the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass

from answer.evidence import Coverage
from answer.find.errors import PlanError
from answer.find.table import Table
from answer.models import Plan, Question, Select
from answer.understand import planner
from answer.understand.annotate import annotate
from answer.understand.names import Names
from eval.documents import catalogue
from index.normalize import normalize
from index.tokenizer import PolicyTokenizer, domain_words
from ingest.agency_aliases import read_aliases
from ingest.corpus_files import load_policy
from ingest.models import PolicyDocument

PLAN = "plan"
"""The built-in one; the others are of the benchmark, and both writers of templates had them before them."""
DOCUMENTS = (
    PLAN,
    "agricultural-machinery-2018",
    "sports-events-2018",
    "zero-waste-cities-2018",
    "hangzhou-opc-plan-2026",
    "sichuan-opc-2026",
    "guangdong-opc-2026",
    "accounting-law",
    "employment-promotion-law",
)
_ITEMS = frozenset({"task", "measure", "row"})

NamedCases = Callable[[PolicyDocument, int, int], list[tuple[str, str, Select]]]
"""Makes questions about a document, as many as that, from a seed: each with its family and what it asks for."""


@dataclass(frozen=True)
class Reader:
    """Reads questions about one document, and answers them."""

    document: PolicyDocument
    names: Names
    table: Table

    @classmethod
    def of(cls, document: PolicyDocument) -> Reader:
        tokenizer = PolicyTokenizer(domain_words(document))
        names = Names(document, tokenizer, read_aliases(), Coverage(document).occurrences)
        return cls(document, names, Table.of_document(document))

    def annotated(self, question: str) -> Question:
        return annotate(question, normalize(question), self.names)

    def plan(self, question: str) -> Plan | None:
        found = planner.plan(self.annotated(question), self.names)
        return found.plan if found else None

    def agree(self, one: Plan | None, other: Plan | None) -> bool:
        """Tell whether two plans are the same, or find the same in this document."""
        if one == other:
            return True
        if not (isinstance(one, Select) and isinstance(other, Select)):
            return False
        try:
            found, expected = self.table.select(one), self.table.select(other)
        except PlanError:
            return False
        return (
            (one.what == other.what or {one.what, other.what} <= _ITEMS)
            and {row.id for row in found.rows} == {row.id for row in expected.rows}
            and (found.total, found.groups) == (expected.total, expected.groups)
        )


@dataclass(frozen=True)
class Asked:
    """A question about a document, and what it asks for."""

    reader: Reader
    family: str
    question: str
    plan: Select


def readers_of_documents() -> dict[str, Reader]:
    """Give what reads questions about each of the documents."""
    entries = {entry.id: entry for entry in catalogue()}
    return {name: Reader.of(load_policy() if name == PLAN else entries[name].load()) for name in DOCUMENTS}


def asked_of(readers: Mapping[str, Reader], named_cases: NamedCases, *, of_each: int, seed: int) -> Iterator[Asked]:
    """Make questions about each document, every time from another seed."""
    for place, reader in enumerate(readers.values()):
        for family, question, plan in named_cases(reader.document, of_each, seed + place):
            yield Asked(reader, family, question, plan)


def brief(plan: object) -> str:
    """Write a plan without what it leaves as it is by default."""
    if isinstance(plan, tuple):
        return f"({''.join(f'{brief(part)}, ' for part in plan)})"
    if not is_dataclass(plan):
        return repr(plan)
    said = [(one, getattr(plan, one.name)) for one in fields(plan)]
    told = [(one, value) for one, value in said if value != one.default]
    parts = [brief(value) if one.default is MISSING else f"{one.name}={brief(value)}" for one, value in told]
    return f"{type(plan).__name__}({', '.join(parts)})"

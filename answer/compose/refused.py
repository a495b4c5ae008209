"""Says under a refusal whom to ask: who is named for questions, the agencies of the nearest item, or who interprets it all."""

from __future__ import annotations

from collections.abc import Sequence

from answer import messages
from answer.find.document_facts import find_document_facts
from answer.labels import label_of
from answer.models import DocumentFact, DocumentFacts
from ingest.models import Item, Measure, PolicyDocument, Role, Scenario

_MOST = 3
"""Agencies; those that a policy names first are to be asked first."""
_INTERPRETER = DocumentFacts((DocumentFact.INTERPRETER,))


def whom_to_ask(nearest: Item, document: PolicyDocument) -> str:
    """Write whom to ask about what an item does not say; empty where the document names nobody."""
    label = label_of(nearest, document)
    duties = nearest.duties if isinstance(nearest, Measure) else ()
    consulted = [duty.agency for duty in duties if duty.role is Role.CONSULTED]
    if consulted:
        return messages.ASK_CONSULTED.format(agencies=_named(consulted), label=label)
    agencies = nearest.agencies if isinstance(nearest, Measure | Scenario) else ()
    if agencies:
        return messages.ASK_OWNERS.format(agencies=_named(agencies), label=label)
    interpreter = find_document_facts(_INTERPRETER, document)[0]
    return messages.ASK_INTERPRETER.format(said=interpreter.values[0]) if interpreter.values else ""


def _named(agencies: Sequence[str]) -> str:
    return "、".join(agencies[:_MOST]) + (messages.AND_OTHERS if len(agencies) > _MOST else "")

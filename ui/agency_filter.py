"""Which agencies of the policy a visitor means by what is picked or typed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from index.normalize import normalize
from ingest.models import PolicyDocument

if TYPE_CHECKING:
    from answer.ownership.agency_names import AgencyNames


@dataclass(frozen=True, slots=True)
class AgencyReading:
    """What was typed and how it is understood.

    Attributes:
        typed: as typed.
        agencies: as the policy writes them; empty if it names none such.
        closest: where it names none, those with the most similar names.
    """

    typed: str
    agencies: tuple[str, ...]
    closest: tuple[str, ...] = ()

    @property
    def is_literal(self) -> bool:
        """Whether what was typed is the policy's own name of one agency, so that nothing needs explaining."""
        return self.agencies == (self.typed,)


class AgencyReader:
    """Reads full names, parts of names, short names and mistyped names."""

    def __init__(self, document: PolicyDocument) -> None:
        """Take the document that names the agencies."""
        self._document = document
        self._normalised = {agency: normalize(agency) for agency in document.agencies}

    def read(self, typed: str) -> AgencyReading:
        """Understand what was typed; a literal match goes before an interpretation."""
        name = normalize(typed)
        exact = tuple(agency for agency, form in self._normalised.items() if form == name)
        partial = tuple(agency for agency, form in self._normalised.items() if name in form)
        if exact or partial or not self._normalised:
            return AgencyReading(typed, exact or partial)
        mentions = self._names.find(name)
        agencies = tuple(dict.fromkeys(agency for mention in mentions for agency in mention.agencies))
        return AgencyReading(typed, agencies, () if agencies else tuple(self._names.closest(name)))

    @cached_property
    def _names(self) -> AgencyNames:
        """Prepared when first asked for: its dictionary takes most of a second to load."""
        from answer.ownership.agency_names import AgencyNames
        from index.tokenizer import PolicyTokenizer, domain_words
        from ingest.agency_aliases import read_aliases

        tokenizer = PolicyTokenizer(domain_words(self._document))
        return AgencyNames(self._document, read_aliases(), tokenizer.knows)

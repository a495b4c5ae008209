"""What a visitor of 「责任分工」 looks for, read the same way from the page and from the address of a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode

from index.normalize import normalize

MAX_LENGTH = 100
"""Characters of one filter that count; what is typed beyond them is left out."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Conditions that a task must meet together; an empty one is none.

    Attributes:
        agency: an agency as the policy writes it, or as people call it, or a part of its name.
        place: the heading of a section or a domain of the annex, or words of one.
        text: words, separated by spaces, that must all occur.
        document: id of a document, or words of its title; empty for all.
    """

    agency: str = ""
    place: str = ""
    text: str = ""
    document: str = ""

    @classmethod
    def read(cls, agency: object = "", place: object = "", text: object = "", document: object = "") -> Self:
        """Take what came from outside, whatever it is; a cleared box gives None."""
        return cls(*(_clipped(value) for value in (agency, place, text, document)))

    @property
    def words(self) -> tuple[str, ...]:
        """The words of ``text``, normalised, each once."""
        return split_words(self.text)

    @property
    def query(self) -> str:
        """The query part of an address that stands for these filters; empty if there are none."""
        values = {"agency": self.agency, "place": self.place, "text": self.text, "document": self.document}
        return urlencode({name: value for name, value in values.items() if value}, errors="replace")


def split_words(text: str) -> tuple[str, ...]:
    """Split at spaces before normalising, which takes out the spaces between Chinese characters."""
    return tuple(dict.fromkeys(filter(None, map(normalize, text.split()))))


def _clipped(value: object) -> str:
    return value.strip()[:MAX_LENGTH].strip() if isinstance(value, str) else ""

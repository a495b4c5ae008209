"""The ways to spoil a document, by name, and the variants of the documents that the tests take."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from inspect import getmembers, isfunction
from itertools import cycle
from random import Random
from types import ModuleType

from ingest.models import PolicyDocument
from ingest.parser import parse_policy
from ingest.reader import decode_source
from tests.ingest.spoilings import characters, labels, lines, lists, tables
from tests.ingest.spoilings.page import Page, Spoil


def _ways(module: ModuleType) -> dict[str, Spoil]:
    group = module.__name__.rsplit(".", 1)[-1]
    return {
        f"{group}.{name}": function
        for name, function in getmembers(module, isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    }


WAYS: dict[str, Spoil] = {
    name: way for module in (lines, labels, lists, characters, tables) for name, way in _ways(module).items()
}
"""All ways, by module and name."""


@dataclass(frozen=True, slots=True)
class Variant:
    """A document spoiled in one way.

    Attributes:
        way: its name.
        name: of the document.
        page: the document as it was.
        text: what became of it.
    """

    way: str
    name: str
    page: Page
    text: str | bytes

    def parse(self) -> PolicyDocument:
        """Read and parse the spoiled text, as a file of it would be."""
        data = self.text.encode() if isinstance(self.text, str) else self.text
        source = decode_source(data)
        return parse_policy(source.text, warnings=source.warnings)


def fits(way: str, page: Page) -> bool:
    """Tell whether a way can be gone with a page: it needs lists or tables."""
    if way.startswith("tables."):
        return bool(page.cells)
    if way.startswith("lists."):
        return bool(page.lists)
    return bool(page.names)


def spoiled(way: str, name: str, page: Page, seed: int = 0) -> Variant:
    """Spoil a page; the same seed gives the same text."""
    return Variant(way, name, page, WAYS[way](page, Random(f"{way} {name} {seed}")))


def variants(pages: dict[str, Page], count: int) -> Iterator[Variant]:
    """Yield so many variants: every way in its turn, each with another of the documents."""
    names = cycle(pages)
    for place, way in zip(range(count), cycle(WAYS), strict=False):
        name = next(name for name in names if fits(way, pages[name]))
        yield spoiled(way, name, pages[name], seed=place)

"""XML of untrusted files as trees: no document type, hence no entities; bounded in depth and number of elements."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

MAX_DEPTH = 200
"""Word itself nests some ten elements for each table within a table."""
MAX_ELEMENTS = 2_000_000
_CHUNK = 64 * 1024
"""An error of ours ends the parser only after the piece in which it occurs."""


class XmlError(ValueError):
    """The bytes are not XML, or XML of a kind that no document needs."""


class _Bounded:
    """Builds the tree while expat reads, with short prefixes in place of namespaces."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._prefixes = prefixes
        self._names: dict[str, str] = {}
        self._depth = 0
        self._count = 0
        self.builder = TreeBuilder()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._count += 1
        if self._depth > MAX_DEPTH or self._count > MAX_ELEMENTS:
            raise XmlError("too deep or too many elements")
        self.builder.start(self._short(name), {self._short(key): value for key, value in attributes.items()})

    def end(self, name: str) -> None:
        self._depth -= 1
        self.builder.end(self._short(name))

    def _short(self, name: str) -> str:
        short = self._names.get(name)
        if short is None:
            space, _, local = name.rpartition("}")
            short = self._names[name] = f"{self._prefixes.get(space, '?')}-{local}" if space else local
        return short


def parse_xml(data: bytes, prefixes: Mapping[str, str]) -> Element:
    """Parse a document into a tree.

    Args:
        data: the document with its declaration.
        prefixes: by namespace, what the names of its elements and attributes begin with in the tree, as in ``w-p``
            (paths take a colon for something else); other namespaces become ``?-``, names without one stay as they are.

    Raises:
        XmlError: if it is not well formed, has a document type, or is deeper or longer than documents are.
    """
    tree = _Bounded(prefixes)
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = tree.start
    parser.EndElementHandler = tree.end
    parser.CharacterDataHandler = tree.builder.data
    try:
        for start in range(0, len(data), _CHUNK):
            parser.Parse(data[start : start + _CHUNK], False)
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise XmlError(str(error)) from error
    root: Element = tree.builder.close()
    return root


def _refuse(*_: object) -> None:
    raise XmlError("has a document type")

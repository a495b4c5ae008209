"""The parts of a Word file, found the way Word finds them: from relation to relation."""

from __future__ import annotations

import posixpath
from xml.etree.ElementTree import Element

from ingest.errors import SourceUnreadableError
from ingest.formats.archive import Archive
from ingest.formats.xml_tree import XmlError, parse_xml

_OFFICE = "http://schemas.openxmlformats.org"
_STRICT = "http://purl.oclc.org/ooxml"
PREFIXES = {
    f"{_OFFICE}/wordprocessingml/2006/main": "w",
    f"{_STRICT}/wordprocessingml/main": "w",
    f"{_OFFICE}/officeDocument/2006/math": "m",
    f"{_STRICT}/officeDocument/math": "m",
    f"{_OFFICE}/package/2006/relationships": "rel",
    f"{_OFFICE}/markup-compatibility/2006": "mc",
    "urn:schemas-microsoft-com:vml": "v",
    "http://www.w3.org/XML/1998/namespace": "xml",
}
"""Strict files have other namespaces, and the same names."""


class WordFile:
    """The main part of a Word file, and those that it refers to.

    Attributes:
        document: the root of the main part.
    """

    def __init__(self, data: bytes, name: str) -> None:
        """Open a file; ``name`` is how messages call it.

        Raises:
            SourceUnreadableError: if it is no Word file, damaged, or larger than documents are.
        """
        self._name = name
        self._archive = Archive(data, name)
        main = self._targets("").get("officeDocument", "word/document.xml")
        self._related = self._targets(main)
        self.document = self._parse(main)

    def part(self, relation: str) -> Element:
        """Parse the part that the main one has a relation to, such as ``numbering``; an empty element if it has none.

        Raises:
            SourceUnreadableError: if the part is damaged or too large.
        """
        target = self._related.get(relation, "")
        return self._parse(target) if target in self._archive else Element("none")

    def _targets(self, part: str) -> dict[str, str]:
        """Return the members that a part refers to, by the kind of relation; what is not in the file is left out."""
        folder, base = posixpath.split(part)
        member = posixpath.join(folder, "_rels", f"{base}.rels")
        if member not in self._archive:
            return {}
        found: dict[str, str] = {}
        for relation in self._parse(member).iter("rel-Relationship"):
            if relation.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
                found.setdefault(relation.get("Type", "").rpartition("/")[2], target.lstrip("/"))
        return found

    def _parse(self, member: str) -> Element:
        try:
            return parse_xml(self._archive.read(member), PREFIXES)
        except XmlError as error:
            raise SourceUnreadableError(
                f"Word 文件读不出来：{self._name}（内部的 {member} 不合规范）。请用 Word 或 WPS 打开后另存为 docx，再试一次。"
            ) from error

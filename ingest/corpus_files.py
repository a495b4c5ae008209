"""A policy file and the metadata beside it, read and parsed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ingest.grammar.lines import LineKind
from ingest.metadata import read_metadata
from ingest.models import Metadata, Origin, PolicyDocument
from ingest.parser import parse_policy
from ingest.reader import SourceText, decode_source, read_source
from ingest.settings import DEFAULT_SOURCE


def load_policy(path: Path = DEFAULT_SOURCE, level: LineKind | None = None) -> PolicyDocument:
    """Read and parse a policy of any format that is read; metadata come from the ``.json`` file of the same name, if there is one.

    Args:
        path: of the policy.
        level: the form of label of the measures, where a person overrules both the parser and the metadata.

    Raises:
        PolicyError: as the reader and the parser do, and `MetadataError`.
    """
    source = read_source(path)
    beside = path.with_suffix(".json")
    # A policy text of that name is no metadata of its own.
    metadata = None if beside == path else read_metadata(beside)
    return _parsed(source, metadata, level)


def parse_bytes(data: bytes, name: str, level: LineKind | None = None) -> PolicyDocument:
    """Parse a policy that came without a file; ``name`` is how messages call it.

    Raises:
        PolicyError: as the reader and the parser do.
    """
    return _parsed(decode_source(data, name), None, level)


def _parsed(source: SourceText, metadata: Metadata | None, level: LineKind | None) -> PolicyDocument:
    document = parse_policy(source.text, metadata, source.warnings)
    if level is not None:
        # What stands in for metadata where there are none is made by the parser, from what it reads.
        document = parse_policy(source.text, replace(document.metadata, measures=level), source.warnings)
    return replace(document, origin=Origin(source.format, source.pages, source.original_digest))

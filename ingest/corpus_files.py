"""A policy file and the metadata beside it, read and parsed."""

from __future__ import annotations

from pathlib import Path

from ingest.metadata import read_metadata
from ingest.models import PolicyDocument
from ingest.parser import parse_policy
from ingest.reader import read_source
from ingest.settings import DEFAULT_SOURCE


def load_policy(path: Path = DEFAULT_SOURCE) -> PolicyDocument:
    """Read and parse a policy; metadata come from the ``.json`` file of the same name, if there is one.

    Raises:
        PolicyError: as the reader and the parser do, and `MetadataError`.
    """
    source = read_source(path)
    beside = path.with_suffix(".json")
    # A policy text of that name is no metadata of its own.
    metadata = None if beside == path else read_metadata(beside)
    return parse_policy(source.text, metadata, source.warnings)

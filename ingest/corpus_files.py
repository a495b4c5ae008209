"""A policy file and the metadata beside it, read and parsed."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

from ingest.errors import MetadataError
from ingest.models import Metadata, PolicyDocument
from ingest.parser import parse_policy
from ingest.reader import read_source
from ingest.settings import DEFAULT_SOURCE


def load_policy(path: Path = DEFAULT_SOURCE) -> PolicyDocument:
    """Read and parse a policy; metadata come from the ``.json`` file of the same name, if there is one.

    Raises:
        PolicyError: as the reader and the parser do, and `MetadataError`.
    """
    source = read_source(path)
    return parse_policy(source.text, read_metadata(path.with_suffix(".json")))


def read_metadata(path: Path) -> Metadata | None:
    """Read a metadata file; None if there is none.

    Raises:
        MetadataError: if it is not the JSON object expected.
    """
    if not path.is_file():
        return None
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        if values.get("date"):
            values["date"] = datetime.date.fromisoformat(values["date"])
        values["issuers"] = _names(values.get("issuers", []))
        return Metadata(**values)
    except (ValueError, TypeError, AttributeError, OSError) as error:
        raise MetadataError(
            f"元数据文件不合要求：{path}（{error}）。需要 doc_id、short_title，可有 issuers、date、valid_from、valid_until。"
        ) from error


def _names(value: object) -> tuple[str, ...]:
    # A single name would silently become a tuple of its characters.
    if not isinstance(value, list):
        raise TypeError("issuers 应当是列表")
    return tuple(value)

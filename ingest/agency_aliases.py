"""The names that people use for agencies, from an editable file beside the policy."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ingest.errors import MetadataError
from ingest.settings import CORPUS_DIR

ALIASES_FILE, DEPARTMENTS_FILE = CORPUS_DIR / "agency_aliases.tsv", CORPUS_DIR / "department_names.tsv"
_DOUBT = ("？", "?")


@dataclass(frozen=True, slots=True)
class AgencyAlias:
    """One name that people use.

    Attributes:
        name: the name, as in the file.
        agency: the agency as the policy writes it.
        in_doubt: whether the file marks it with ？: it may mean something else, so the user is asked.
    """

    name: str
    agency: str
    in_doubt: bool = False


def read_aliases(path: Path = ALIASES_FILE) -> tuple[AgencyAlias, ...]:
    """Read a file of lines ``agency<TAB>name、name``; a missing file has no aliases.

    Raises:
        MetadataError: if a line has another form, or the file another encoding.
    """
    if not path.is_file():
        return ()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise MetadataError(f"{path} 不是 UTF-8 编码，请另存为 UTF-8。") from error
    return parse_aliases(text.splitlines(), str(path))


@cache
def department_names() -> tuple[AgencyAlias, ...]:
    """Read what people call the departments that governments of every level have."""
    return read_aliases(DEPARTMENTS_FILE)


def parse_aliases(lines: Iterable[str], name: str = "aliases") -> tuple[AgencyAlias, ...]:
    """Read the lines of such a file.

    Raises:
        MetadataError: as `read_aliases` does.
    """
    found: list[AgencyAlias] = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        agency, tab, aliases = line.partition("\t")
        if not tab or not agency.strip():
            raise MetadataError(f"{name} 第 {number} 行不合格式，应为“单位<制表符>叫法、叫法”：{line[:40]}")
        for alias in filter(None, (part.strip() for part in re.split("[、,，]", aliases))):
            plain = alias.rstrip("".join(_DOUBT))
            found.append(AgencyAlias(plain, agency.strip(), in_doubt=alias.endswith(_DOUBT)))
    return tuple(dict.fromkeys(found))

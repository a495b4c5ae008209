"""What people call the matters of the policy, and what else they ask about: editable files beside the policy."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import MetadataError
from ingest.settings import CORPUS_DIR

SYNONYMS_FILE = CORPUS_DIR / "synonyms.tsv"
PLAIN_WORDS_FILE = CORPUS_DIR / "plain_words.tsv"
OTHER_TOPICS_FILE = CORPUS_DIR / "other_topics.txt"
_WRITTEN_FOR = re.compile(r"#\s*正文摘要\s*[:：]\s*(?P<digest>[0-9a-f]{64})\b")


@dataclass(frozen=True, slots=True)
class SynonymLine:
    """A term of the policy with everyday expressions for it, as written in the file."""

    term: str
    expressions: tuple[str, ...]


def read_synonyms(path: Path = SYNONYMS_FILE) -> tuple[SynonymLine, ...]:
    """Read a file of lines ``policy term<TAB>expression、expression``; a missing file has none.

    Raises:
        MetadataError: if it is not UTF-8, or a line has another form.
    """
    return parse_synonyms(_lines(path), str(path))


def parse_synonyms(lines: Iterable[str], name: str = "synonyms", separators: str = "、,，") -> tuple[SynonymLine, ...]:
    """Read the lines of such a file.

    Args:
        lines: of the file.
        name: what a message calls it.
        separators: characters between expressions.

    Raises:
        MetadataError: as `read_synonyms` does.
    """
    found = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        term, tab, expressions = line.partition("\t")
        if not tab or not term.strip():
            raise MetadataError(f"{name} 第 {number} 行不合格式，应为“政策用语<制表符>说法、说法”：{line[:40]}")
        kept = (expression.strip() for expression in re.split(f"[{separators}]", expressions))
        found.append(SynonymLine(term.strip(), tuple(filter(None, kept))))
    return tuple(found)


def read_plain_words(path: Path = PLAIN_WORDS_FILE) -> tuple[SynonymLine, ...]:
    """Read a file of lines ``piece of the policy<TAB>the same in plain words；…``; a missing file has none.

    Raises:
        MetadataError: as `read_synonyms` does.
    """
    return parse_synonyms(_lines(path), str(path), "；")


def text_of_plain_words(path: Path = PLAIN_WORDS_FILE) -> str:
    """Return the digest of the text (`PolicyDocument.text_digest`) that such a file was written for.

    It stands in a comment, ``# 正文摘要：…``; empty where there is none, so that the file is for any text.

    Raises:
        MetadataError: as `read_synonyms` does.
    """
    found = filter(None, map(_WRITTEN_FOR.match, _lines(path)))
    return next((line["digest"] for line in found), "")


def read_other_topics(path: Path = OTHER_TOPICS_FILE) -> tuple[str, ...]:
    """Read what people ask that is no matter of a policy like this one, a topic a line; a missing file has none.

    Raises:
        MetadataError: if it is not UTF-8.
    """
    return tuple(line.strip() for line in _lines(path) if line.strip() and not line.startswith("#"))


def lexicon_digest() -> str:
    """Return a digest of all these files, which changes with any of them."""
    digest = hashlib.sha256()
    for path in (SYNONYMS_FILE, PLAIN_WORDS_FILE, OTHER_TOPICS_FILE):
        digest.update(path.read_bytes() if path.is_file() else b"")
        digest.update(b"\0")
    return digest.hexdigest()


def _lines(path: Path) -> list[str]:
    if not path.is_file():
        return []
    try:
        return path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise MetadataError(f"{path} 不是 UTF-8 编码，请另存为 UTF-8 后再试。") from error

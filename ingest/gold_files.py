"""The parses by hand in a folder, each compared with what the parser makes of its document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.comparison import Difference, compare, parts_of, read_gold
from ingest.corpus_files import load_policy
from ingest.errors import MetadataError, PolicyError, SourceMissingError
from ingest.metadata import read_metadata

_SUFFIX = "_gold"


@dataclass(frozen=True, slots=True)
class Checked:
    """One document compared with its parse by hand.

    Attributes:
        name: of the document.
        parts: those that the parse by hand says something of.
        differences: in the order of the parts.
        error: why they could not be compared, in one line; empty if they were.
    """

    name: str
    parts: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    error: str = ""


def check_folder(folder: Path) -> list[Checked]:
    """Compare every document of a folder that has a parse by hand with it.

    Raises:
        SourceMissingError: if there is no such folder, or no parse by hand in it.
    """
    if not folder.is_dir():
        raise SourceMissingError(f"找不到文件夹：{folder}。请给出放有政策正文和手工解析文件（.json）的文件夹。")
    found = [_check(path) for path in _gold_files(folder)]
    if not found:
        raise SourceMissingError(
            f"文件夹里没有手工解析文件（.json）：{folder}。格式见 ingest/comparison.py 开头的说明。"
        )
    return found


def _gold_files(folder: Path) -> Iterator[Path]:
    """Yield the JSON files but those that are metadata."""
    for path in sorted(folder.rglob("*.json")):
        if path.stem.endswith(_SUFFIX) or not _is_metadata(path):
            yield path


def _is_metadata(path: Path) -> bool:
    try:
        return read_metadata(path) is not None
    except MetadataError:
        # What is neither is named as such when it is read as a parse by hand.
        return False


def _check(path: Path) -> Checked:
    try:
        gold = read_gold(path)
        document = _document_of(path, gold)
    except PolicyError as error:
        return Checked(path.name, error=str(error))
    try:
        return Checked(document.name, parts_of(gold), tuple(compare(load_policy(document), gold)))
    except PolicyError as error:
        return Checked(document.name, error=str(error))


def _document_of(path: Path, gold: dict[str, Any]) -> Path:
    """Find the document of a parse by hand: as that says, or the one of its name beside it.

    Raises:
        SourceMissingError: if there is none.
    """
    if "file" in gold:
        named = Path(gold["file"])
        candidates = [path.parent / named, path.parent / named.name]
    else:
        stem = path.stem.removesuffix(_SUFFIX)
        candidates = sorted(one for one in path.parent.iterdir() if one.stem == stem and one.suffix != path.suffix)
    found = next((one for one in candidates if one.is_file()), None)
    if found is None:
        raise SourceMissingError(f"找不到手工解析文件 {path} 所说的文件。请把它放在同一个文件夹里，或改正 file 一项。")
    return found

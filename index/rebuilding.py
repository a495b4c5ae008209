"""A library whose catalogue cannot be read, made anew of its originals and of the list of what was settled."""

from __future__ import annotations

import datetime
import json
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pydantic import TypeAdapter, ValidationError

from index.catalogue.catalogue import Catalogue
from index.catalogue.database import Database
from index.catalogue.models import Edits
from index.encoders import open_encoder
from index.errors import LibraryDamagedError, LibraryUnwritableError
from index.library import Library
from index.revisions import Original, Progress, RevisionMaker
from index.settings import IndexSettings
from index.vectors import VectorStore
from index.writing import LIST, ORIGINALS, exclusive, find_original
from ingest.errors import PolicyError

_UNFINISHED = "rebuilding-"


def rebuild(settings: IndexSettings, progress: Progress | None = None) -> Library:
    """Make a catalogue anew; the damaged one is kept beside it, under a name with the time.

    It is made under another name and takes its place when all documents are in it: whoever is killed meanwhile loses
    nothing, and the list stays as it is.

    Raises:
        LibraryDamagedError: if the list cannot be read either, or originals are missing; what could be restored is there.
        LibraryError, EmbeddingError: if the documents cannot be stored.
    """
    rows, encoder = _listed(settings), open_encoder(settings)
    path = Database(settings.library).path
    lost = []
    try:
        with exclusive(settings.library), TemporaryDirectory(prefix=_UNFINISHED, dir=settings.library) as made:
            for left in settings.library.glob(f"{_UNFINISHED}*"):
                if left != Path(made):
                    shutil.rmtree(left)
            catalogue = Catalogue(Path(made))
            catalogue.database.migrate()
            with catalogue.database.writing() as connection:
                # More than there can have been commits: whoever has the damaged one open sees that this is another one.
                now = int(datetime.datetime.now(datetime.UTC).timestamp())
                connection.execute("UPDATE library SET value = ? WHERE name = 'generation'", (now,))
            vectors = VectorStore(settings.library, settings.chroma_url)
            maker = RevisionMaker(settings, catalogue, vectors, encoder)
            for number, row in enumerate(rows):
                if progress:
                    progress(number / len(rows), f"正在恢复 {row['id']}")
                if not _restored(row, settings.library, maker, catalogue):
                    lost.append(row["id"])
            stamp = datetime.datetime.now(datetime.UTC).strftime("%Y%m%dT%H%M%S")
            # What belongs to the damaged one alone goes first: SQLite would take it for a part of the new one.
            for found in sorted(path.parent.glob(f"{path.name}*"), reverse=True):
                found.rename(found.with_name(f"damaged-{stamp}-{found.name}"))
            catalogue.database.path.rename(path)
    except OSError as error:
        raise LibraryUnwritableError.at(path, error) from error
    if lost:
        raise LibraryDamagedError(
            f"{len(rows) - len(lost)} 份文件已恢复；{'、'.join(lost)} 的原文件不在库里或读不出来，请运行 python -m index add 重新放入。"
        )
    return Library.open(settings)


def _restored(row: dict[str, Any], library: Path, maker: RevisionMaker, catalogue: Catalogue) -> bool:
    """Put a document of the list into a catalogue, if its original is there as it was."""
    original = find_original(library, row["original"])
    if original is None:
        return False
    edits = TypeAdapter(Edits).validate_python(row["edits"])
    try:
        new = maker.make(row["id"], Original(original, row["file"]), edits, None, None)
    except PolicyError:
        return False
    catalogue.put(row["id"], new, edits, row["status"], datetime.datetime.fromisoformat(row["added"]))
    return True


def _listed(settings: IndexSettings) -> list[dict[str, Any]]:
    path = settings.library / LIST
    try:
        rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
        for row in rows:
            TypeAdapter(Edits).validate_python(row["edits"])
            _ = (row["id"], row["original"], row["status"], row["file"], datetime.datetime.fromisoformat(row["added"]))
    except (OSError, ValueError, KeyError, TypeError, ValidationError) as error:
        raise LibraryDamagedError(
            f"政策库的目录和文件清单都读不出来：{path}。原文件在 {settings.library / ORIGINALS}，请把它们放入一个新的政策库。"
        ) from error
    return rows

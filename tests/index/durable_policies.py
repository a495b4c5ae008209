"""Small policies in several revisions, and everything that a library can show of one: what must never be seen half done."""

from __future__ import annotations

import datetime
import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from index.catalogue.catalogue import Snapshot
from index.catalogue.models import DocumentStatus, Entry
from index.library import Library
from index.settings import IndexSettings
from index.vectors import FOLDER
from index.writing import LIST, ORIGINALS, Writer, exclusive

SUBJECTS = {"power": "算力", "data": "数据", "chips": "芯片", "robots": "机器人", "health": "医疗"}
"""The ids of the documents, and what each of them is about."""
QUESTIONS = tuple(f"{subject}平台由谁建设" for subject in SUBJECTS.values())
OF_REVISION = {
    "issuers": "position, name",
    "sections": "position, level, label, title, heading, begins",
    "items": "id, position, kind, number, label, title, section, domain, agencies_open, text, normalised, begins, ends",
    "chunks": "position, id, item, is_whole, length(tokens)",
    "cells": "item, position, head, text",
    "facts": "item, position, kind, value, unit, bound, text, begins, ends",
}
"""The tables with the rows of a revision, and their columns."""
_DUTIES = """
    SELECT d.item, d.position, a.place, a.name, d.role, d.listed, d.declared
    FROM duties d JOIN agencies a ON a.number = d.agency WHERE d.revision = ? ORDER BY d.item, d.position
"""
_AGENCIES = ("市科技局", "市发展改革委", "市教育局", "市工业和信息化局", "市卫生健康委", "市财政局")
_ROUNDING = 1e-6

Content = dict[str, Any]
"""All that a library shows of a document, besides when and under which numbers it was stored."""
Cosines = dict[str, dict[str, float]]
"""How near the items of a document are to each of the questions."""


class State(NamedTuple):
    """What a document should be: which revision of its file, and whether it is published."""

    revision: int
    status: DocumentStatus


class Seen(NamedTuple):
    """What a library shows.

    Attributes:
        content: of every document.
        stored: of every document, when and under which numbers it was stored.
    """

    content: dict[str, Content]
    stored: dict[str, list[Any]]


def policy_file(folder: Path, name: str, revision: int) -> Path:
    """Write a revision of a policy; half of its measures are those of the revision before."""
    subject = SUBJECTS[name]
    lines = [f"某市促进{subject}发展若干措施", "第一章 总则" if revision % 2 else "第一章 基本要求"]
    for place, number in enumerate("一二三四五六"):
        of_revision = revision if (place + revision) % 2 else revision - 1
        agencies = f"{_AGENCIES[place]}、{_AGENCIES[(place + of_revision) % len(_AGENCIES)]}"
        lines.append(
            f"（{number}）建设{subject}平台第{of_revision + 1}期。到2026年，支持{10 * of_revision + place + 1}家企业"
            f"使用{subject}，每家给予{of_revision + 5}万元。（责任单位：{agencies}）"
        )
    path = folder / f"{name}-{revision}.txt"
    if not path.exists():
        folder.mkdir(exist_ok=True)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def reference(folder: Path, names: Iterable[str], revisions: int) -> dict[str, Any]:
    """Store every revision of some policies in a library of its own, undisturbed, and return what it shows of each.

    Returns:
        By `key`: the content of the document, and its cosines.
    """
    found: dict[str, Any] = {}
    library = Library.open(IndexSettings(library=folder / "reference"))
    for name in names:
        for revision in range(revisions):
            with library.writing() as writer:
                entry, is_new = writer.add(policy_file(folder / "files", name, revision), name=name, status="published")
                assert is_new
            found[key(name, revision)] = {"content": content(library, entry), "cosines": cosines(library, entry)}
            with library.writing() as writer:
                writer.remove(name)
    return found


def key(name: str, revision: int) -> str:
    """Name a revision of a policy."""
    return f"{name}/{revision}"


def content(library: Library, entry: Entry) -> Content:
    """Return all that a library shows of a document; that its vectors are those that were written is checked on the way."""
    index = library.search_index(entry)
    with library.catalogue.database.reading() as connection:
        rows = {
            table: _digest(
                connection.execute(
                    f"SELECT {columns} FROM {table} WHERE revision = ? ORDER BY {columns}", (entry.revision,)
                )
            )
            for table, columns in OF_REVISION.items()
        }
        rows["duties"] = _digest(connection.execute(_DUTIES, (entry.revision,)))
    return {
        "title": entry.title,
        "text": entry.text_digest,
        "vectors": [entry.vectors, library.stored_vectors(entry).digest],
        "rows": rows,
        "found": {
            question: [[one.chunk.id, round(one.score, 5), one.dense, one.bm25] for one in index.search(question)[:5]]
            for question in QUESTIONS
        },
    }


def cosines(library: Library, entry: Entry) -> Cosines:
    """Return how near the items of a document are to the questions, where all documents are searched."""
    snapshot = library.snapshot()
    return {
        question: {
            one.chunk: one.dense
            for one in library.search(question, snapshot)
            if one.entry == entry and one.dense is not None
        }
        for question in QUESTIONS
    }


def seen(library: Library) -> Seen:
    """Return what a library shows, after looking through its files."""
    with library.catalogue.database.reading() as connection:
        assert connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    snapshot = library.snapshot()
    shown = {entry.id: {**content(library, entry), "status": entry.status} for entry in snapshot.entries}
    stored = {entry.id: [entry.revision, entry.position, entry.collection, entry.added] for entry in snapshot.entries}
    return Seen(shown, stored)


def expected(states: Mapping[str, State], known: Mapping[str, Any]) -> dict[str, Content]:
    """Return the contents that a library with documents in certain states shows."""
    return {
        name: {**known[key(name, state.revision)]["content"], "status": state.status} for name, state in states.items()
    }


def check_search(
    library: Library, snapshot: Snapshot, known: Mapping[str, Any], questions: Sequence[str] = QUESTIONS
) -> None:
    """Search all published documents, and compare with what their revisions show alone: nothing more, nothing less."""
    published = {entry.id: _known_of(entry, known)["cosines"] for entry in snapshot.published}
    for question in questions:
        wanted = {
            (name, chunk): cosine
            for name, of_questions in published.items()
            for chunk, cosine in of_questions[question].items()
        }
        found = library.search(question, snapshot)
        assert {one.entry for one in found} <= set(snapshot.published)
        near = {(one.entry.id, one.chunk): one.dense for one in found if one.dense is not None}
        assert near.keys() == wanted.keys(), f"{question}: {sorted(near)} instead of {sorted(wanted)}"
        assert all(abs(near[item] - cosine) < _ROUNDING for item, cosine in wanted.items()), question


def check_document(
    library: Library, entry: Entry, known: Mapping[str, Any], questions: Sequence[str] = QUESTIONS
) -> None:
    """Search one document as it was when somebody saw it, and compare with what its revision shows alone."""
    index = library.search_index(entry)
    for question in questions:
        wanted = _known_of(entry, known)["content"]["found"][question]
        found = [[one.chunk.id, round(one.score, 5), one.dense, one.bm25] for one in index.search(question)[:5]]
        assert found == wanted, f"{entry.id}, {question}: {found} instead of {wanted}"


def _known_of(entry: Entry, known: Mapping[str, Any]) -> Any:
    for name, of_revision in known.items():
        if name.startswith(f"{entry.id}/") and of_revision["content"]["text"] == entry.text_digest:
            return of_revision
    raise AssertionError(f"nobody ever stored this text of {entry.id}")


def tidy(library: Library, later: datetime.timedelta) -> None:
    """Do what the next writer does after a while."""
    with exclusive(library.settings.library):
        writer = Writer(library.settings, library.catalogue, library.vectors, library.encoder)
        writer.recover(datetime.datetime.now(datetime.UTC) + later)


def left_over(library: Library) -> list[str]:
    """Name everything in the folder of a library that belongs to none of its documents."""
    folder, entries = library.settings.library, library.snapshot().entries
    collections, originals = {entry.collection for entry in entries}, {entry.original for entry in entries}
    found = [f"row of {name}" for name in library.catalogue.collections().keys() - collections]
    found += [f"collection {name}" for name in library.vectors.started().keys() - collections]
    found += [f"original {path.name}" for path in (folder / ORIGINALS).glob("*") if path.stem not in originals]
    found += [f"file {path.name}" for path in folder.glob("*.new")]
    found += _rows_left(library, [entry.revision for entry in entries])
    if not library.settings.chroma_url:
        found += _folders_left(folder / FOLDER)
    if json.loads((folder / LIST).read_text(encoding="utf-8")) != library.catalogue.list_rows():
        found.append(f"a {LIST} that is not of today")
    return found


def _rows_left(library: Library, revisions: list[int]) -> Iterable[str]:
    of_documents = json.dumps(revisions)
    with library.catalogue.database.reading() as connection:
        for table in (*OF_REVISION, "duties"):
            query = f"SELECT count(*) FROM {table} WHERE revision NOT IN (SELECT value FROM json_each(?))"
            if connection.execute(query, (of_documents,)).fetchone()[0]:
                yield f"rows in {table}"
        for row in connection.execute("SELECT name FROM agencies WHERE number NOT IN (SELECT agency FROM duties)"):
            yield f"agency {row[0]}"


def _folders_left(chroma: Path) -> Iterable[str]:
    with closing(sqlite3.connect(chroma / "chroma.sqlite3")) as connection:
        known = {row[0] for row in connection.execute("SELECT id FROM segments")}
        for row in connection.execute("SELECT DISTINCT segment_id FROM embeddings"):
            if row[0] not in known:
                yield f"rows in Chroma of {row[0]}"
    yield from (f"folder {path.name}" for path in chroma.iterdir() if path.is_dir() and path.name not in known)


def _digest(rows: Iterable[tuple[Any, ...]]) -> str:
    return hashlib.sha256(repr(list(rows)).encode()).hexdigest()

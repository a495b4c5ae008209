"""The documents that the benchmark asks about: what each is called, where its file lies, and the split that it belongs to."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import NamedTuple, Self

from answer.citations import text_of
from eval.questions import JudgedQuestion, QuestionFileError
from ingest.corpus_files import load_policy
from ingest.models import PolicyDocument
from ingest.policy_files import files_in

DATA_DIR = Path(__file__).parent / "data"
DOCUMENTS_FILE = DATA_DIR / "documents.json"


@dataclass(frozen=True, slots=True)
class BenchmarkDocument:
    """A document of the benchmark.

    Attributes:
        id: how questions name it.
        split: the one split that asks about it.
        path: of its file.
        source: where it was published.
    """

    id: str
    split: str
    path: Path
    source: str

    def load(self) -> PolicyDocument:
        """Read and parse it, under its name in the benchmark.

        Raises:
            PolicyError: as `load_policy` does.
        """
        found = load_policy(self.path)
        return replace(found, metadata=replace(found.metadata, doc_id=self.id))


@cache
def catalogue(file: Path = DOCUMENTS_FILE) -> tuple[BenchmarkDocument, ...]:
    """Read the list of all documents.

    Raises:
        QuestionFileError: if it is missing or has another form.
    """
    try:
        rows = json.loads(file.read_text(encoding="utf-8"))
        return tuple(
            BenchmarkDocument(row["id"], row["split"], file.parents[2] / row["file"], row["source"]) for row in rows
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise QuestionFileError(f"cannot read the list of documents {file} ({error!r})") from error


def documents_of(split: str) -> tuple[BenchmarkDocument, ...]:
    """Return the documents of a split, in the order of the list."""
    return tuple(one for one in catalogue() if one.split == split)


def documents_in(folder: Path, names: Collection[str]) -> Corpus:
    """Read policies of a folder, each under the name of its file without the suffix.

    Args:
        folder: with the files.
        names: of those that are wanted; all of them if there are none, or one is empty.

    Raises:
        PolicyError: as `load_policy` does, and if the folder holds no file.
        QuestionFileError: if one is missing.
    """
    found = {path.stem: path for path in files_in(folder)}
    wanted = found.keys() if not names or "" in names else names
    for name in wanted:
        if name not in found:
            raise QuestionFileError(f"there is no policy {name} in {folder}")
    return Corpus.of([BenchmarkDocument(name, "", found[name], "") for name in sorted(wanted)])


class Scope(NamedTuple):
    """What a question is asked of: one document, or several at once, whose citations then begin with the document's id.

    Attributes:
        source: the text that quotes must stand in.
        agencies: every agency that is named.
        texts: by citation id the whole text of each item, title and agencies included.
    """

    source: str
    agencies: tuple[str, ...]
    texts: Mapping[str, str]


class Corpus:
    """The documents that a run asks about; a question that names none is asked of the only one, or of all of them."""

    def __init__(self, documents: Sequence[PolicyDocument], files: Mapping[str, Path] | None = None) -> None:
        """Take the documents; where there are several, each has an id.

        Args:
            documents: as parsed.
            files: of each document; none where they are those of the library that the settings name.
        """
        self.files = files or {}
        self.documents = {document.metadata.doc_id: document for document in documents}
        self._only = documents[0] if len(documents) == 1 else None
        self._scopes: dict[str, Scope] = {}

    @classmethod
    def of(cls, documents: Sequence[BenchmarkDocument]) -> Self:
        """Read documents.

        Raises:
            PolicyError: as `load_policy` does.
        """
        return cls([one.load() for one in documents], {one.id: one.path for one in documents})

    @property
    def digest(self) -> str:
        """The digests of all texts, the one's own where there is only one."""
        return " ".join(sorted(document.digest for document in self.documents.values()))

    def document_of(self, name: str) -> PolicyDocument | None:
        """Return the document that a question is about, None for all of them.

        Raises:
            QuestionFileError: if there is none of that name.
        """
        if name and name not in self.documents:
            raise QuestionFileError(f"no document {name!r} is open")
        return self.documents[name] if name else self._only

    def scope_of(self, question: JudgedQuestion) -> Scope:
        """Return what a question is asked of."""
        found = self._scopes.get(question.document)
        if found is None:
            document = self.document_of(question.document)
            found = self._scopes[question.document] = self.scope(document) if document else self._library()
        return found

    @staticmethod
    def scope(document: PolicyDocument) -> Scope:
        """Return what can be found in one document."""
        texts = {key: text_of(document.item(key), document) for key in document.ids}
        return Scope(document.source, document.agencies, texts)

    def _library(self) -> Scope:
        scopes = {name: self.scope(document) for name, document in self.documents.items()}
        return Scope(
            source="\n".join(scope.source for scope in scopes.values()),
            agencies=tuple(dict.fromkeys(name for scope in scopes.values() for name in scope.agencies)),
            texts={f"{name}/{key}": text for name, scope in scopes.items() for key, text in scope.texts.items()},
        )

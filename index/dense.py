"""The dense leg: vectors in a Chroma collection, filled through llama-index."""

from __future__ import annotations

import shutil
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from index.errors import IndexDamagedError, IndexUnwritableError
from index.held import HeldVectors
from ingest.models import Chunk

COLLECTION = "policy"
MANY = 250_000
"""Up to so many the vectors are held in memory (400 MB) and looked at in two steps, which takes a third of the time of
Chroma's own index at 50,000; beyond, Chroma is asked."""
CONFIGURATION = {"hnsw": {"space": "cosine", "ef_search": 200}}
_BATCH = 2000
"""Vectors in one call; Chroma refuses more than some thousand."""


Guard = Callable[[], AbstractContextManager[None]]
"""Turns what Chroma raises within it into one of our errors."""


class DenseIndex:
    """Unit vectors of chunks, searched by cosine."""

    def __init__(self, collection: Any, reading: Guard, writing: Guard, close: Callable[[], None]) -> None:
        """Take a Chroma collection, what guards reading and writing it, and what lets go of it."""
        self.collection = collection
        self._reading = reading
        self._writing = writing
        self._close = close
        self._count: int | None = None
        self._held: HeldVectors | None = None

    @classmethod
    def create(cls, folder: Path) -> Self:
        """Make an empty collection in a new folder.

        Raises:
            OSError: if Chroma cannot write there.
        """
        with _writing(), ExitStack() as opened:
            client = _open_client(folder)
            opened.callback(client.close)
            collection = client.create_collection(COLLECTION, configuration=CONFIGURATION, embedding_function=None)
            opened.pop_all()
        return cls(collection, partial(_reading, folder), _writing, client.close)

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open the collection that `create` made, and leave its files as they are.

        Chroma writes to what it opens, if only to note that it did. So it gets a copy: the folder may be read-only, and
        its digests stay true. The copy is gone as soon as it has been read.

        Raises:
            IndexDamagedError: if Chroma cannot open it.
            IndexUnwritableError: if there is no room for the copy.
        """
        with ExitStack() as opened:
            copy = opened.enter_context(_copy_of(folder))
            with _reading(folder):
                client = _open_client(copy)
                opened.callback(client.close)
                collection = client.get_collection(COLLECTION, embedding_function=None)
            index = cls(collection, partial(_reading, folder), _writing, lambda: None)
            if not index.held():
                index._close = opened.pop_all().close
        return index

    def add(self, chunks: Sequence[Chunk], vectors: Sequence[Sequence[float]]) -> None:
        """Store chunks with their vectors.

        Raises:
            OSError: if Chroma cannot write them.
        """
        # Only filling it needs llama-index, which takes most of a second to import.
        from llama_index.core.schema import BaseNode, TextNode
        from llama_index.vector_stores.chroma import ChromaVectorStore

        nodes: list[BaseNode] = [
            TextNode(
                id_=chunk.id,
                text=chunk.text,
                metadata={
                    "citation_id": chunk.citation_id,
                    "kind": chunk.kind,
                    "start": chunk.start,
                    "end": chunk.end,
                },
                embedding=[float(value) for value in vector],
            )
            for chunk, vector in zip(chunks, vectors, strict=True)
        ]
        with self._writing():
            store = ChromaVectorStore(chroma_collection=self.collection)
            for start in range(0, len(nodes), _BATCH):
                store.add(nodes[start : start + _BATCH])
        self._count = self._held = None

    def add_bare(self, keys: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """Store vectors without texts.

        Raises:
            OSError: if Chroma cannot write them.
        """
        with self._writing():
            for start in range(0, len(keys), _BATCH):
                end = start + _BATCH
                self.collection.add(ids=list(keys[start:end]), embeddings=vectors[start:end])
        self._count = self._held = None

    def held(self) -> HeldVectors | None:
        """Return the vectors, read once, or None if there are very many; the collection is not asked again then.

        Raises:
            IndexDamagedError: if Chroma cannot read them.
        """
        if self._held is None and self.count() <= MANY:
            self._held = HeldVectors.of(*self._read())
        return self._held

    def search(self, vector: Sequence[float] | NDArray[np.float32], top_k: int) -> list[tuple[str, float]]:
        """Return chunk ids and cosines of the nearest chunks, nearest first.

        The vectors are read once and held in memory; a very large collection is asked for its nearest each time.

        Raises:
            IndexDamagedError: if Chroma cannot read them.
        """
        held = self.held()
        if held is None:
            return self.query(vector, top_k)
        return [(held.keys[place], cosine) for place, cosine in held.places(vector, top_k)]

    def places(
        self, vector: Sequence[float] | NDArray[np.float32], top_k: int, keys: Sequence[str]
    ) -> list[tuple[int, float]]:
        """Return the same as `search` with places instead of ids, which spares looking each up among very many.

        Args:
            vector: of the question.
            top_k: how many at most.
            keys: all ids that are stored, sorted; the places are theirs.

        Raises:
            IndexDamagedError: if Chroma cannot read them.
        """
        held = self.held()
        if held is None:
            return [(bisect_left(keys, key), cosine) for key, cosine in self.query(vector, top_k)]
        return held.places(vector, top_k)

    def query(self, vector: Sequence[float] | NDArray[np.float32], top_k: int) -> list[tuple[str, float]]:
        """Return the same from Chroma's own index.

        Raises:
            IndexDamagedError: if Chroma cannot read it.
        """
        # The store's own query fetches and parses every text and its metadata, which nobody here reads.
        with self._reading():
            found = self.collection.query(
                query_embeddings=[[float(value) for value in vector]],
                n_results=min(top_k, self.count()),
                include=["distances"],
            )
        # Chroma's cosine distance is 1 - cosine.
        cosines = [1.0 - float(distance) for distance in found["distances"][0]]
        return sorted(zip(found["ids"][0], cosines, strict=True), key=lambda pair: (-pair[1], pair[0]))

    def count(self) -> int:
        """Return the number of chunks stored.

        Raises:
            IndexDamagedError: if Chroma cannot count them.
        """
        if self._count is None:
            with self._reading():
                self._count = int(self.collection.count())
        return self._count

    def vectors(self) -> dict[str, list[float]]:
        """Return the stored vector of every chunk id.

        Raises:
            IndexDamagedError: if Chroma cannot read them.
        """
        if self._held:
            return self._held.vectors()
        keys, vectors = self._read()
        return dict(zip(keys, vectors.tolist(), strict=True))

    def _read(self) -> tuple[tuple[str, ...], NDArray[np.float32]]:
        with self._reading():
            stored = self.collection.get(include=["embeddings"])
        return tuple(stored["ids"]), np.asarray(stored["embeddings"], dtype=np.float32)

    def close(self) -> None:
        """Let go of the files."""
        self._close()


@contextmanager
def _copy_of(folder: Path) -> Iterator[Path]:
    with ExitStack() as made:
        try:
            copy = Path(made.enter_context(TemporaryDirectory(prefix="policyqa-", ignore_cleanup_errors=True)))
            for file in filter(Path.is_file, folder.rglob("*")):
                (copy / file.relative_to(folder)).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, copy / file.relative_to(folder))
        except OSError as error:
            raise IndexUnwritableError(
                f"系统的临时文件夹写不进去（{error}），向量库打不开。请清理它，或用环境变量 TMPDIR 指定别的文件夹。"
            ) from error
        yield copy


@contextmanager
def _reading(folder: Path) -> Iterator[None]:
    from chromadb.errors import ChromaError

    try:
        yield
    except (ChromaError, ValueError, OSError) as error:
        raise IndexDamagedError(
            f"向量库打不开：{folder}（{error}）。请运行 python -m index build --force 重建。"
        ) from error


@contextmanager
def _writing() -> Iterator[None]:
    from chromadb.errors import ChromaError

    try:
        yield
    except (ChromaError, ValueError) as error:
        raise OSError(f"向量库写不进去：{error}") from error


def _open_client(folder: Path) -> Any:
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False, allow_reset=False)
    return chromadb.PersistentClient(path=str(folder), settings=settings)

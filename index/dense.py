"""The dense leg: vectors in a Chroma collection, filled through llama-index."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from index.coarse import CoarseVectors
from index.errors import IndexDamagedError
from index.top import best
from ingest.models import Chunk

COLLECTION = "policy"
FEW = 4096
"""Up to so many vectors comparing all of them is faster than anything else, and exact."""
MANY = 250_000
"""Up to so many the vectors are held in memory (400 MB) and looked at in two steps, which takes a third of the time of
Chroma's own index at 50,000; beyond, Chroma is asked."""
_CONFIGURATION = {"hnsw": {"space": "cosine", "ef_search": 200}}


class DenseIndex:
    """Unit vectors of chunks, searched by cosine."""

    def __init__(self, collection: Any, client: Any, folder: Path) -> None:
        """Take a Chroma collection, the client behind it and the folder of both."""
        self._collection = collection
        self._client = client
        self._folder = folder
        self._count: int | None = None
        self._held: _Held | None = None

    @classmethod
    def create(cls, folder: Path) -> Self:
        """Make an empty collection in a new folder.

        Raises:
            OSError: if Chroma cannot write there.
        """
        with _writing(folder):
            client = _open_client(folder)
            collection = client.create_collection(COLLECTION, configuration=_CONFIGURATION, embedding_function=None)
        return cls(collection, client, folder)

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open the collection that `create` made.

        Raises:
            IndexDamagedError: if Chroma cannot open it.
        """
        with _reading(folder):
            client = _open_client(folder)
            return cls(client.get_collection(COLLECTION, embedding_function=None), client, folder)

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
        with _writing(self._folder):
            ChromaVectorStore(chroma_collection=self._collection).add(nodes)
        self._count = self._held = None

    def search(self, vector: Sequence[float] | NDArray[np.float32], top_k: int) -> list[tuple[str, float]]:
        """Return chunk ids and cosines of the nearest chunks, nearest first.

        The vectors are read once and held in memory; a very large collection is asked for its nearest each time.

        Raises:
            IndexDamagedError: if Chroma cannot read them.
        """
        if self.count() > MANY:
            return self.query(vector, top_k)
        if self._held is None:
            self._held = _Held.of(*self._read())
        return self._held.nearest(np.asarray(vector, dtype=np.float32), top_k)

    def query(self, vector: Sequence[float] | NDArray[np.float32], top_k: int) -> list[tuple[str, float]]:
        """Return the same from Chroma's own index.

        Raises:
            IndexDamagedError: if Chroma cannot read it.
        """
        # The store's own query fetches and parses every text and its metadata, which nobody here reads.
        with _reading(self._folder):
            found = self._collection.query(
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
            with _reading(self._folder):
                self._count = int(self._collection.count())
        return self._count

    def vectors(self) -> dict[str, list[float]]:
        """Return the stored vector of every chunk id.

        Raises:
            IndexDamagedError: if Chroma cannot read them.
        """
        keys, vectors = self._read()
        return dict(zip(keys, vectors.tolist(), strict=True))

    def _read(self) -> tuple[tuple[str, ...], NDArray[np.float32]]:
        with _reading(self._folder):
            stored = self._collection.get(include=["embeddings"])
        return tuple(stored["ids"]), np.asarray(stored["embeddings"], dtype=np.float32)

    def close(self) -> None:
        """Let go of the files."""
        self._client.close()


class _Held:
    """The vectors of a collection in memory, in the order of their keys, which is that of equal cosines."""

    def __init__(self, keys: tuple[str, ...], vectors: NDArray[np.float32]) -> None:
        """Take sorted keys and their unit vectors."""
        self._keys = keys
        self._vectors = vectors
        self._coarse = CoarseVectors(vectors) if len(keys) > FEW else None

    @classmethod
    def of(cls, keys: Sequence[str], vectors: NDArray[np.float32]) -> Self:
        """Sort what was read."""
        order = sorted(range(len(keys)), key=keys.__getitem__)
        return cls(tuple(keys[place] for place in order), np.ascontiguousarray(vectors[order]))

    def nearest(self, vector: NDArray[np.float32], top_k: int) -> list[tuple[str, float]]:
        if not self._keys:
            return []
        unit = vector / np.linalg.norm(vector)
        if self._coarse:
            places, cosines = self._coarse.nearest(unit, top_k)
        else:
            # Without BLAS, whose threads wait for those of the model.
            products = np.einsum("ij,j->i", self._vectors, unit)
            places = best(products, top_k)
            cosines = products[places]
        return [(self._keys[place], cosine) for place, cosine in zip(places.tolist(), cosines.tolist(), strict=True)]


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
def _writing(folder: Path) -> Iterator[None]:
    from chromadb.errors import ChromaError

    try:
        yield
    except (ChromaError, ValueError) as error:
        raise OSError(f"向量库写不进去：{folder}（{error}）。请检查磁盘空间和文件夹权限。") from error


def _open_client(folder: Path) -> Any:
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False, allow_reset=False)
    return chromadb.PersistentClient(path=str(folder), settings=settings)

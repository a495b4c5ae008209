"""A revision of a document: parsed, corrected, cut, encoded, its vectors stored; all of it before anybody can see it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.anchors import make_anchors
from index.catalogue.catalogue import Catalogue, NewRevision
from index.catalogue.models import Edits, Entry
from index.edits import edited
from index.encoders import Encoder, encoded, model_fingerprint
from index.normalize import normalize
from index.settings import IndexSettings
from index.tokenizer import PolicyTokenizer, domain_words
from index.vectors import NO_VECTORS, Vectors, VectorStore, new_name
from ingest.chunks import make_chunks
from ingest.corpus_files import load_policy
from ingest.lexicon import lexicon_digest
from ingest.models import PolicyDocument
from ingest.parser import PARSER_VERSION
from ingest.places import place_of

INDEX_VERSION = "8"
"""Raise it whenever the same chunks are embedded or tokenised differently, or the same document gives other rows."""
ANCHOR = "anchor."
"""Begins the ids of the vectors of anchors."""
WITHOUT_MODEL = ""
"""What stands in the place of `made_with` where there was no model: such a revision is made again once there is one."""

Progress = Callable[[float, str], None]
"""Called with the share done (0 to 1) and what is being done, in Chinese."""


def made_with(settings: IndexSettings) -> str:
    """Describe everything besides a document that decides what its revision holds."""
    return json.dumps(
        {
            "index": INDEX_VERSION,
            "model": model_fingerprint(settings),
            "parser": PARSER_VERSION,
            "jieba": version("jieba"),
            "lexicon": lexicon_digest(),
        }
    )


class Original(NamedTuple):
    """A file as the library keeps it, and what it was called."""

    path: Path
    called: str


class RevisionMaker:
    """Makes revisions for a library."""

    def __init__(
        self, settings: IndexSettings, catalogue: Catalogue, vectors: VectorStore, encoder: Encoder | None
    ) -> None:
        """Take the parts of the library; without a model words alone are stored."""
        self._settings = settings
        self._catalogue = catalogue
        self._vectors = vectors
        self._encoder = encoder

    def make(
        self, name: str, original: Original, edits: Edits, before: Entry | None, progress: Progress | None
    ) -> NewRevision:
        """Make a revision; its collection is filled and read back, and nobody knows of it yet.

        Args:
            name: id of the document.
            original: its file.
            edits: what a person settled.
            before: the revision before, whose vectors are taken where the text is the same; None to encode everything.
            progress: told how far it is.

        Raises:
            PolicyError: if the file cannot be read as a policy.
            EmbeddingError: if the model is missing or damaged.
            LibraryError: if the vectors cannot be stored.
        """
        tell = progress or _silent
        tell(0.0, "正在解析")
        document, _ = edited(load_policy(original.path, edits.level), edits)
        tokenizer = PolicyTokenizer(domain_words(document))
        collection = new_name()
        stored = self._store(collection, name, document, before, tell) if self._encoder else NO_VECTORS
        place = place_of(document)
        return NewRevision(
            document=document,
            tokens={chunk: tokenizer.tokens(chunk.embedded_text) for chunk in make_chunks(document)},
            file=original.called,
            original=original.path.stem,
            made_with=made_with(self._settings) if self._encoder else WITHOUT_MODEL,
            collection=collection,
            vectors=len(stored.keys),
            vectors_digest=stored.digest,
            files_digest=self._vectors.files_digests([collection]).get(collection, ""),
            place=place.name if edits.place is None else edits.place,
            tier=place.tier.value if edits.tier is None else edits.tier,
        )

    def _store(
        self, collection: str, name: str, document: PolicyDocument, before: Entry | None, tell: Progress
    ) -> Vectors:
        assert self._encoder is not None, "only a model makes vectors"
        from llama_index.core.schema import TextNode

        from index.llama.node_parser import nodes_of

        known = self._known(before) if before else {}
        passages = [normalize(chunk.embedded_text) for chunk in make_chunks(document)]
        anchors = [normalize(anchor.text) for anchor in make_anchors(document)]
        # Questions are what anchors are compared with, so they are encoded as questions are.
        nodes = [
            *nodes_of(document, name),
            *(TextNode(id_=f"{name}/{ANCHOR}{place:06}", text=text) for place, text in enumerate(anchors)),
        ]
        vectors = [
            *self._encode(passages, known, tell, "正在计算向量", self._encoder.encode_passages),
            *self._encode(anchors, {}, tell, "正在计算词库的向量", self._encoder.encode_queries),
        ]
        for node, vector in zip(nodes, vectors, strict=True):
            node.embedding = vector.tolist()
        tell(0.95, "正在写入向量库")
        return self._vectors.fill(collection, nodes)

    def _known(self, before: Entry) -> dict[str, NDArray[np.float32]]:
        """Return the vectors of the revision before by the text that each is of; none if they are not what we would make."""
        if before.made_with != made_with(self._settings) or not self._vectors.has(
            before.collection, before.files_digest
        ):
            return {}
        texts = {
            f"{before.id}/{chunk.id}": normalize(chunk.embedded_text)
            for chunk in make_chunks(self._catalogue.document(before.revision))
        }
        for _, found in self._vectors.read([before.collection]):
            if found.digest != before.vectors_digest:
                break
            return {texts[key]: value for key, value in zip(found.keys, found.values, strict=True) if key in texts}
        return {}

    def _encode(
        self,
        texts: Sequence[str],
        known: dict[str, NDArray[np.float32]],
        tell: Progress,
        what: str,
        encode: Callable[[Sequence[str]], NDArray[np.float32]],
    ) -> list[NDArray[np.float32]]:
        new = [text for text in dict.fromkeys(texts) if text not in known]
        vectors = encoded(new, encode, lambda done: tell(0.1 + 0.8 * done / len(new), f"{what} {done}/{len(new)}"))
        found = {**known, **dict(zip(new, vectors, strict=True))}
        return [found[text] for text in texts]


def _silent(_share: float, _what: str) -> None:
    """Report nothing."""

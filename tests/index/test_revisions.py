from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index import revisions as revisions_module
from index.anchors import make_anchors
from index.catalogue.models import Edits, Entry
from index.library import Library
from index.normalize import normalize
from index.revisions import ANCHOR, WITHOUT_MODEL, made_with
from index.settings import IndexSettings
from index.tokenizer import PolicyTokenizer, domain_words
from ingest.chunks import make_chunks
from tests.index.conftest import CountingEncoder
from tests.index.small_policies import CHIPS, write_policy


def texts_of(library: Library, entry: Entry) -> list[str]:
    """Return what is embedded of each chunk."""
    return [normalize(chunk.embedded_text) for chunk in make_chunks(library.document(entry))]


def test_every_chunk_and_every_anchor_has_the_vector_of_its_text(filled: Library, counting: CountingEncoder) -> None:
    for entry in filled.snapshot().entries:
        document = filled.document(entry)
        chunks, anchors = make_chunks(document), make_anchors(document)
        stored = filled.stored_vectors(entry)
        keys = [*(chunk.id for chunk in chunks), *(f"{ANCHOR}{place:06}" for place in range(len(anchors)))]
        assert sorted(keys) == list(stored.keys)
        passages = counting.encode_passages(texts_of(filled, entry))
        questions = counting.encode_queries([normalize(anchor.text) for anchor in anchors])
        np.testing.assert_allclose(stored.of(keys), np.concatenate([passages, questions]), atol=1e-6)


def test_the_tokens_are_those_of_the_documents_own_tokenizer(filled: Library) -> None:
    for entry in filled.snapshot().entries:
        document = filled.document(entry)
        tokenizer = PolicyTokenizer(domain_words(document))
        expected = [tokenizer.tokens(chunk.embedded_text) for chunk in make_chunks(document)]
        numbers = filled.catalogue.numbers_of(sorted({token for tokens in expected for token in tokens}))
        found = [numbered.tolist() for _, numbered in filled.catalogue.tokens([entry.revision])]
        assert found == [[numbers[token] for token in tokens] for tokens in expected]


@pytest.mark.parametrize(
    ("change", "is_new"),
    [
        ((), lambda _: False),
        (("20万元", "30万元"), lambda text: "30万元" in text),
        (
            ("（三）培养人才", "（三）开放场景。发布应用场景。\n（四）培养人才"),
            lambda text: "场景" in text or "(四)" in text,
        ),
    ],
    ids=["nothing", "an amount", "one more"],
)
def test_only_what_changed_is_encoded_again(
    filled: Library,
    counting: CountingEncoder,
    tmp_path: Path,
    change: tuple[str, str],
    is_new: Callable[[str], bool],
) -> None:
    text = CHIPS.replace(*change) if change else CHIPS
    with filled.writing() as writer:
        entry = writer.replace("chips", write_policy(tmp_path / "new.txt", text))
    assert set(counting.passages) == {one for one in texts_of(filled, entry) if is_new(one)}
    assert len(counting.passages) == len(set(counting.passages))
    np.testing.assert_allclose(
        filled.stored_vectors(entry).of([chunk.id for chunk in make_chunks(filled.document(entry))]),
        counting.encode_passages(texts_of(filled, entry)),
        atol=1e-6,
    )


def test_what_was_settled_encodes_nothing(filled: Library, counting: CountingEncoder) -> None:
    with filled.writing() as writer:
        writer.edit("chips", Edits(place="海州港区", tier="区县"))
    assert counting.passages == []


def test_renewing_encodes_everything(filled: Library, counting: CountingEncoder) -> None:
    """The vectors before may be those of another model, or damaged."""
    (entry, _) = filled.snapshot().entries
    with filled.writing() as writer:
        writer.renew([entry])
    assert set(counting.passages) == set(texts_of(filled, entry))


def test_what_it_was_made_with_tells_everything_that_matters(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = IndexSettings()
    now = made_with(settings)
    assert json.loads(now).keys() == {"index", "model", "parser", "jieba", "lexicon"}
    assert made_with(replace(settings, library=Path("x"), threads=3, chroma_url="http://x")) == now
    others = [made_with(replace(settings, embed_model="other"))]
    for name, value in (("INDEX_VERSION", "x"), ("PARSER_VERSION", "x"), ("lexicon_digest", lambda: "x")):
        with monkeypatch.context() as patched:
            patched.setattr(revisions_module, name, value)
            others.append(made_with(settings))
    assert len({now, *others}) == 5


def test_without_a_model_there_are_words_and_no_vectors(own: Library, tmp_path: Path) -> None:
    words = Library(own.settings, None)
    with words.writing() as writer:
        entry, _ = writer.add(write_policy(tmp_path / "chips.txt", CHIPS))
    assert (entry.made_with, entry.vectors) == (WITHOUT_MODEL, 0)
    assert words.search_index(entry).search("算力平台")[0].chunk.citation_id == "M1"
    assert own.vectors.started() == {}
    # With the model back it is made again.
    assert own.stale() == (entry,)
    assert words.stale() == ()

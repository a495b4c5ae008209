from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np
import pytest
from numpy.typing import NDArray

from index.anchors import make_anchors
from index.encoders import Encoder
from index.fusion import fuse
from index.library import Library
from index.models import SearchResult
from index.normalize import normalize
from index.revisions import ANCHOR
from index.search_index import CANDIDATES, SearchIndex, embedded_texts
from index.vectors import Vectors
from ingest.chunks import make_chunks
from ingest.lexicon import read_other_topics
from ingest.models import PolicyDocument
from ingest.parser import parse_policy

QUESTION = "人工智能基金群的规模有多大？"
SMALL = parse_policy("某市若干措施\n（一）支持养蜂。新建蜂场，补助20万元。\n（二）举办蜂蜜节。\n（三）建设算力平台。\n")


@pytest.fixture(scope="module")
def stored(library: Library) -> Vectors:
    """Read the vectors of the plan."""
    return library.stored_vectors(library.snapshot().published[0])


@pytest.fixture(scope="module")
def of_anchors(stored: Vectors, document: PolicyDocument) -> NDArray[np.float32]:
    return stored.of([f"{ANCHOR}{place:06}" for place in range(len(make_anchors(document)))])


def vector_of(search_index: SearchIndex, question: str) -> NDArray[np.float32]:
    found: NDArray[np.float32] = search_index.encoder.encode_queries([normalize(question)])[0]
    return found


def legs(results: Sequence[SearchResult]) -> tuple[dict[str, float], dict[str, float]]:
    """Return the cosines and the BM25 scores of results, by chunk."""
    dense = {result.chunk.id: result.dense for result in results if result.dense is not None}
    return dense, {result.chunk.id: result.bm25 for result in results if result.bm25 is not None}


def test_every_score_and_rank_is_kept(search_index: SearchIndex) -> None:
    results = search_index.search(QUESTION)
    assert [result.rank for result in results] == list(range(1, len(results) + 1))
    assert len({result.chunk.id for result in results}) == len(results)
    assert [result.score for result in results] == sorted((result.score for result in results), reverse=True)
    for leg, rank in (("dense", "dense_rank"), ("bm25", "bm25_rank")):
        found = [(getattr(r, rank), getattr(r, leg)) for r in results if getattr(r, leg) is not None]
        assert [place for place, _ in sorted(found)] == list(range(1, len(found) + 1))
        assert [score for _, score in sorted(found)] == sorted((score for _, score in found), reverse=True)
        assert all((getattr(r, leg) is None) == (getattr(r, rank) is None) for r in results)


def test_the_ranking_is_the_fusion_of_both_legs_and_the_lexicon(search_index: SearchIndex) -> None:
    results, near, _ = search_index.look_up(QUESTION)
    fused = fuse(*legs(results), lexicon=near.chunks)
    assert [(f.key, f.score) for f in fused] == [(r.chunk.id, r.score) for r in results]


@pytest.mark.parametrize("question", [QUESTION, "谁负责公园", "？", "how large is the fund"])
def test_cosines_are_those_of_comparing_every_chunk(search_index: SearchIndex, stored: Vectors, question: str) -> None:
    query = vector_of(search_index, question)
    cosines = {chunk.id: float(stored.of([chunk.id])[0] @ query) for chunk in search_index.chunks}
    found = [result for result in search_index.search(question) if result.dense is not None]
    for result in found:
        assert result.dense == pytest.approx(cosines[result.chunk.id], abs=1e-5)
    best = sorted(cosines.values(), reverse=True)[:CANDIDATES]
    assert sorted((result.dense or 0.0 for result in found), reverse=True) == pytest.approx(best, abs=1e-5)


def test_every_chunk_is_stored_with_a_unit_vector(
    search_index: SearchIndex, stored: Vectors, document: PolicyDocument
) -> None:
    keys = {chunk.id for chunk in make_chunks(document)}
    assert {key for key in stored.keys if not key.startswith(ANCHOR)} == keys
    assert len(stored.keys) == len(keys) + len(make_anchors(document))
    assert search_index.chunks == make_chunks(document)
    np.testing.assert_allclose(np.linalg.norm(stored.values, axis=1), 1.0, atol=1e-5)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("形成规模多少亿元的人工智能基金群", "M16"),
        ("每月哪一天举行深圳创投日", "M16"),
        ("鹏城云脑III项目什么时候启动", "M1"),
        ("揭榜挂帅", "M5"),
        ("落款的办公厅", "P"),
    ],
)
def test_facts_are_found_first(search_index: SearchIndex, question: str, expected: str) -> None:
    assert search_index.search(question)[0].chunk.citation_id == expected


def test_spelling_does_not_matter(search_index: SearchIndex) -> None:
    assert search_index.search("ＡＩ　機器人") == search_index.search("ai机器人")


def test_the_same_question_gives_the_same_results(search_index: SearchIndex) -> None:
    assert search_index.search(QUESTION) == search_index.search(QUESTION)


def test_threads_may_share_an_index(search_index: SearchIndex) -> None:
    questions = [QUESTION, "人形机器人", "谁负责公园", "公共数据"] * 4
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(search_index.search, questions))
    assert together == [search_index.search(question) for question in questions]


def test_an_expansion_is_seen_by_both_legs(search_index: SearchIndex) -> None:
    plain = {result.chunk.id: result for result in search_index.search("显卡不够用")}
    expanded = {result.chunk.id: result for result in search_index.search("显卡不够用", "鹏城云脑")}
    key = next(chunk.id for chunk in search_index.chunks if chunk.id.startswith("M8.") and "鹏城云脑" in chunk.text)
    assert (plain[key].bm25 or 0.0) < (expanded[key].bm25 or 0.0)
    assert (plain[key].dense or 0.0) < (expanded[key].dense or 0.0)


@pytest.mark.parametrize("expansion", ["", "鹏城云脑"])
def test_searching_is_looking_up_without_what_is_near(search_index: SearchIndex, expansion: str) -> None:
    assert search_index.search(QUESTION, expansion) == search_index.look_up(QUESTION, expansion).results


@dataclass
class Noting:
    """An encoder that notes what it is asked."""

    encoder: Encoder
    asked: list[str] = field(default_factory=list)

    @property
    def dimensions(self) -> int:
        return self.encoder.dimensions

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked += texts
        return self.encoder.encode_queries(texts)

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        pytest.fail(f"encoded {texts}")


@pytest.mark.parametrize("expansion", ["", "鹏城云脑"])
def test_a_question_is_encoded_once(search_index: SearchIndex, expansion: str) -> None:
    noting = Noting(search_index.encoder)
    found = search_index.with_encoder(noting).look_up("ＡＩ　機器人", expansion)
    assert noting.asked == ["ai机器人。鹏城云脑" if expansion else "ai机器人"]
    assert found.results == search_index.search("ＡＩ　機器人", expansion)


def test_a_part_of_a_question_is_looked_up_around_the_whole(search_index: SearchIndex) -> None:
    """The vector of the whole takes the place of the part's own, which is not encoded; words count more."""
    whole = search_index.look_up("基金群有多大，人形机器人归谁管")
    noting = Noting(search_index.encoder)
    part = search_index.with_encoder(noting).look_up("人形机器人归谁管", around=whole.vector)
    assert noting.asked == []
    assert part.vector is whole.vector
    cosines, _ = legs(part.results)
    assert cosines == legs(whole.results)[0]
    _, words = legs(part.results)
    assert words == legs(search_index.search("人形机器人归谁管"))[1]


def test_what_is_near_is_what_numpy_finds(
    search_index: SearchIndex, of_anchors: NDArray[np.float32], document: PolicyDocument
) -> None:
    made = make_anchors(document)
    cosines = of_anchors @ vector_of(search_index, QUESTION)
    _, near, _ = search_index.look_up(QUESTION)
    lexicon = [cosine for anchor, cosine in zip(made, cosines, strict=True) if anchor.chunks]
    other = [cosine for anchor, cosine in zip(made, cosines, strict=True) if not anchor.chunks]
    assert (near.lexicon, near.other) == pytest.approx((max(lexicon), max(other)), abs=1e-5)
    assert near.chunks.keys() <= {chunk.id for chunk in search_index.chunks}
    best = max(near.chunks.values())
    (line,) = [anchor for anchor, cosine in zip(made, cosines, strict=True) if anchor.chunks and cosine == max(lexicon)]
    assert set(line.chunks) <= {key for key, cosine in near.chunks.items() if cosine == best}


def test_a_topic_of_its_own_is_nearer_than_the_lexicon(search_index: SearchIndex) -> None:
    for topic in read_other_topics():
        _, near, _ = search_index.look_up(topic)
        assert near.other == pytest.approx(1.0, abs=1e-5)
        assert near.lexicon < near.other


def test_plain_words_lead_to_what_they_are_about(search_index: SearchIndex, document: PolicyDocument) -> None:
    """The legs alone find every other sentence in plain words; that the lexicon finds its own is the least."""
    leading = [anchor for anchor in make_anchors(document) if anchor.chunks][::10]
    with_lexicon = without = 0
    for anchor in leading:
        results, near, _ = search_index.look_up(anchor.text)
        assert near.lexicon == pytest.approx(1.0, abs=1e-5)
        assert all(near.chunks[key] == near.lexicon for key in anchor.chunks)
        items = {key.partition(".")[0] for key in anchor.chunks}
        with_lexicon += results[0].chunk.citation_id in items
        without += fuse(*legs(results))[0].key.partition(".")[0] in items
    assert with_lexicon >= 0.95 * len(leading)
    assert without <= 0.7 * len(leading)


@pytest.mark.parametrize("question", ["", "？", "😀", "zzzz"])
def test_without_a_word_in_common_the_dense_leg_is_alone(search_index: SearchIndex, question: str) -> None:
    results = search_index.search(question)
    assert len(results) == CANDIDATES
    assert all(result.bm25 is None and result.dense is not None for result in results)


def test_in_memory_it_is_as_in_a_library(search_index: SearchIndex) -> None:
    index = SearchIndex.in_memory(SMALL, search_index.encoder)
    results, near, _ = index.look_up("新建的蜂场能拿多少补助？")
    assert results[0].chunk.citation_id == "M1"
    assert {result.chunk.id for result in results} == {chunk.id for chunk in make_chunks(SMALL)}
    query = vector_of(index, "新建的蜂场能拿多少补助？")
    texts = dict(zip((chunk.id for chunk in make_chunks(SMALL)), embedded_texts(SMALL), strict=True))
    passages = search_index.encoder.encode_passages([normalize(text) for text in texts.values()])
    expected = dict(zip(texts, (passages @ query).tolist(), strict=True))
    assert {result.chunk.id: result.dense for result in results} == pytest.approx(expected, abs=1e-5)
    assert 0 < near.other < 1


def test_a_document_that_the_lexicon_is_not_about(search_index: SearchIndex) -> None:
    bees = parse_policy("（一）支持养蜂。新建蜂场。\n（二）举办蜂蜜节。")
    results, near, _ = SearchIndex.in_memory(bees, search_index.encoder).look_up("蜂场")
    assert results[0].chunk.citation_id == "M1"
    assert (near.chunks, near.lexicon) == ({}, 0.0)
    assert 0 < near.other < 1


@pytest.mark.parametrize("question", ["蜂场补助", "算力平台", "谁来举办蜂蜜节"])
def test_by_words_alone_the_order_is_that_of_bm25(question: str) -> None:
    index = SearchIndex.by_words(SMALL)
    results, near, vector = index.look_up(question)
    assert index.without_model
    assert vector is None
    assert (near.chunks, near.lexicon, near.other) == ({}, 0.0, 0.0)
    assert {result.dense for result in results} == {None}
    scores = [result.bm25 or 0.0 for result in results]
    assert scores == sorted(scores, reverse=True)
    assert [result.bm25_rank for result in results] == list(range(1, len(results) + 1))


def test_by_words_alone_nothing_in_common_finds_nothing() -> None:
    assert SearchIndex.by_words(SMALL).search("zzzz") == []

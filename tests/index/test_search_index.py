from __future__ import annotations

import shutil
import socket
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import chromadb
import numpy as np
import pytest
from chromadb.config import Settings
from numpy.typing import NDArray

from index import anchors
from index import dense as dense_module
from index.anchors import make_anchors
from index.builder import CHROMA_DIR, VECTORS_FILE, ensure_index
from index.builds import current_build
from index.dense import COLLECTION, DenseIndex
from index.errors import IndexDamagedError, IndexMissingError, IndexStaleError
from index.fusion import fuse
from index.held import HeldVectors
from index.models import SearchResult
from index.normalize import normalize
from index.seal import seal
from index.search_index import CANDIDATES, SearchIndex
from index.settings import IndexSettings
from ingest.chunks import make_chunks
from ingest.lexicon import read_other_topics
from ingest.models import PolicyDocument
from ingest.parser import parse_policy

QUESTION = "人工智能基金群的规模有多大？"
SMALL_QUESTION = "新建的蜂场能拿多少补助？"


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


def test_cosines_are_those_of_numpy(search_index: SearchIndex) -> None:
    query = np.array(search_index.embedding.get_query_embedding(normalize(QUESTION)))
    stored = search_index.stored_vectors()
    best = sorted(-float(query @ np.array(vector)) for vector in stored.values())[:CANDIDATES]
    found = [result for result in search_index.search(QUESTION) if result.dense is not None]
    for result in found:
        assert result.dense == pytest.approx(float(query @ np.array(stored[result.chunk.id])), abs=1e-4)
    assert sorted(-(result.dense or 0) for result in found) == pytest.approx(best, abs=1e-4)


def test_every_chunk_is_stored_with_a_unit_vector(search_index: SearchIndex, document: PolicyDocument) -> None:
    stored = search_index.stored_vectors()
    assert stored.keys() == {chunk.id for chunk in make_chunks(document)}
    assert search_index.chunks == make_chunks(document)
    lengths = np.linalg.norm(list(stored.values()), axis=1)
    np.testing.assert_allclose(lengths, 1.0, atol=1e-5)


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


@pytest.mark.parametrize("expansion", ["", "鹏城云脑"])
def test_a_question_is_encoded_once(search_index: SearchIndex, monkeypatch: pytest.MonkeyPatch, expansion: str) -> None:
    encoder = search_index.embedding._encoder
    encode = encoder.encode_queries
    encoded: list[str] = []

    def count(texts: Sequence[str]) -> NDArray[np.float32]:
        encoded.extend(texts)
        return encode(texts)

    monkeypatch.setattr(encoder, "encode_queries", count)
    monkeypatch.setattr(encoder, "encode_passages", lambda texts: pytest.fail(f"encoded {texts}"))
    search_index.look_up("ＡＩ　機器人", expansion)
    assert encoded == ["ai机器人。鹏城云脑" if expansion else "ai机器人"]


def test_what_is_near_is_what_numpy_finds(
    search_index: SearchIndex, index_settings: IndexSettings, document: PolicyDocument
) -> None:
    made = make_anchors(document)
    vectors = np.load(current_build(index_settings.index_dir) / "anchors.npy")
    cosines = vectors @ np.array(search_index.embedding.get_query_embedding(normalize(QUESTION)), dtype=np.float32)
    _, near, _ = search_index.look_up(QUESTION)
    lexicon = [cosine for anchor, cosine in zip(made, cosines, strict=True) if anchor.chunks]
    other = [cosine for anchor, cosine in zip(made, cosines, strict=True) if not anchor.chunks]
    assert (near.lexicon, near.other) == pytest.approx((max(lexicon), max(other)), abs=1e-5)
    assert near.chunks.keys() <= {chunk.id for chunk in search_index.chunks}
    best = max(near.chunks.values())
    (line,) = [anchor for anchor, cosine in zip(made, cosines, strict=True) if anchor.chunks and cosine == max(lexicon)]
    assert set(line.chunks) <= {key for key, cosine in near.chunks.items() if cosine == best}


def test_the_vectors_of_the_lexicon_have_unit_length(
    search_index: SearchIndex, index_settings: IndexSettings, document: PolicyDocument
) -> None:
    vectors = np.load(current_build(index_settings.index_dir) / "anchors.npy")
    assert vectors.dtype == np.float32
    assert len(vectors) == len(make_anchors(document))
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)


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


def test_nothing_built_yet(document: PolicyDocument, tmp_path: Path) -> None:
    with pytest.raises(IndexMissingError):
        SearchIndex.open(document, IndexSettings(index_dir=tmp_path / "none"))


def test_an_index_of_another_text_is_refused(document: PolicyDocument, index_settings: IndexSettings) -> None:
    edited = parse_policy(document.source + "\n", document.metadata)
    with pytest.raises(IndexStaleError, match="政策正文"):
        SearchIndex.open(edited, index_settings)


def test_an_index_of_another_model_is_refused(
    search_index: SearchIndex, document: PolicyDocument, index_settings: IndexSettings
) -> None:
    other = IndexSettings(index_dir=index_settings.index_dir, embed_model="other")
    with pytest.raises(IndexStaleError, match="嵌入模型"):
        SearchIndex.open(document, other)


def _remove(folder: Path) -> None:
    shutil.rmtree(folder)


def _truncate_largest(folder: Path) -> None:
    largest = max((file for file in folder.rglob("*") if file.is_file()), key=lambda file: file.stat().st_size)
    largest.write_bytes(largest.read_bytes()[: largest.stat().st_size // 2])


def _wipe_largest_from(share: float) -> Callable[[Path], None]:
    """Overwrite some pages in the middle, as a bad disk does: Chroma opens such a file and fails later."""

    def wipe(folder: Path) -> None:
        file = folder / "chroma.sqlite3"
        data = bytearray(file.read_bytes())
        start = int(len(data) * share) // 4096 * 4096
        data[start : start + 12 * 4096] = bytes(12 * 4096)
        file.write_bytes(data)

    return wipe


def _truncate(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


@pytest.fixture(scope="module")
def small_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("small") / "index"


@pytest.fixture(scope="module")
def small(small_folder: Path) -> Iterator[tuple[PolicyDocument, SearchIndex]]:
    """Open an index that is built anew in a second; that of the session takes ten."""
    document = parse_policy(
        "某市若干措施\n（一）支持养蜂。新建蜂场，补助20万元。\n（二）举办蜂蜜节。\n（三）建设算力平台。\n"
    )
    index = SearchIndex.open_or_build(document, IndexSettings(index_dir=small_folder))
    yield document, index
    index.close()


@pytest.fixture
def small_copy(small: tuple[PolicyDocument, SearchIndex], small_folder: Path, tmp_path: Path) -> IndexSettings:
    """Point at a copy of the small index, to be damaged or built anew."""
    shutil.copytree(small_folder, tmp_path / "index")
    return IndexSettings(index_dir=tmp_path / "index")


DAMAGE = {
    "no chroma": ("chroma", _remove),
    "truncated chroma": ("chroma", _truncate_largest),
    "unreadable catalogue": ("chroma", _wipe_largest_from(0.3)),
    "unreadable vectors": ("chroma", _wipe_largest_from(0.5)),
    "no bm25": ("bm25", _remove),
    "truncated bm25": ("bm25", _truncate_largest),
    "no vectors": ("vectors.npz", Path.unlink),
    "truncated vectors": ("vectors.npz", _truncate),
    "no dictionary": ("dictionary", _remove),
    "truncated dictionary": ("dictionary", _truncate_largest),
    "no anchors": ("anchors.npy", Path.unlink),
    "truncated anchors": ("anchors.npy", _truncate),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_noticed_on_opening(document: PolicyDocument, copied_settings: IndexSettings, name: str) -> None:
    part, damage = DAMAGE[name]
    damage(current_build(copied_settings.index_dir) / part)
    with pytest.raises(IndexDamagedError, match="index build --force"):
        SearchIndex.open(document, copied_settings)


def test_a_store_that_lacks_a_chunk_is_damaged(document: PolicyDocument, copied_settings: IndexSettings) -> None:
    folder = current_build(copied_settings.index_dir)
    client: Any = chromadb.PersistentClient(folder / "chroma", Settings(anonymized_telemetry=False))
    client.get_collection(COLLECTION, embedding_function=None).delete(ids=["M4.1"])
    client.close()
    (folder / VECTORS_FILE).unlink()
    seal(folder)
    with pytest.raises(IndexDamagedError, match="缺少内容"):
        SearchIndex.open(document, copied_settings)


def test_vectors_that_lack_a_chunk_are_damaged(document: PolicyDocument, copied_settings: IndexSettings) -> None:
    folder = current_build(copied_settings.index_dir)
    vectors = HeldVectors.open(folder / VECTORS_FILE).vectors()
    del vectors["M4.1"]
    HeldVectors.of(tuple(vectors), np.array(list(vectors.values()), np.float32)).save(folder / VECTORS_FILE)
    seal(folder)
    with pytest.raises(IndexDamagedError, match="缺少内容"):
        SearchIndex.open(document, copied_settings)


def test_the_vectors_that_are_read_are_those_of_chroma(index_settings: IndexSettings) -> None:
    folder = current_build(index_settings.index_dir)
    dense = DenseIndex.open(folder / CHROMA_DIR)
    assert HeldVectors.open(folder / VECTORS_FILE).vectors() == dense.vectors()
    dense.close()


@pytest.mark.slow
def test_without_a_file_of_vectors_chroma_is_asked(
    small: tuple[PolicyDocument, SearchIndex], small_copy: IndexSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    document, as_before = small
    monkeypatch.setattr(dense_module, "MANY", 0)
    ensure_index(document, small_copy, force=True)
    assert not (current_build(small_copy.index_dir) / VECTORS_FILE).exists()
    index = SearchIndex.open(document, small_copy)
    assert [result.chunk.id for result in index.search(SMALL_QUESTION)] == [
        result.chunk.id for result in as_before.search(SMALL_QUESTION)
    ]
    index.close()


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["truncated chroma", "unreadable vectors", "no bm25", "no anchors", "truncated anchors", "no dictionary"]
)
def test_damage_is_healed(small: tuple[PolicyDocument, SearchIndex], small_copy: IndexSettings, name: str) -> None:
    document, as_before = small
    part, damage = DAMAGE[name]
    damage(current_build(small_copy.index_dir) / part)
    healed = SearchIndex.open_or_build(document, small_copy)
    assert healed.look_up(SMALL_QUESTION)[:2] == as_before.look_up(SMALL_QUESTION)[:2]
    healed.close()


def test_opening_and_asking_change_no_file(document: PolicyDocument, copied_settings: IndexSettings) -> None:
    """Else the digests of a build would not hold."""
    before = {file: file.read_bytes() for file in copied_settings.index_dir.rglob("*") if file.is_file()}
    opened = SearchIndex.open(document, copied_settings)
    opened.search(QUESTION)
    opened.close()
    assert {file: file.read_bytes() for file in copied_settings.index_dir.rglob("*") if file.is_file()} == before


@pytest.mark.slow
def test_an_edited_lexicon_is_built_anew(
    small: tuple[PolicyDocument, SearchIndex], small_copy: IndexSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    document, _ = small
    monkeypatch.setattr(anchors, "read_other_topics", lambda: (*read_other_topics(), "养蜂、蜂蜜、蜂王浆"))
    with pytest.raises(IndexStaleError, match="词库"):
        SearchIndex.open(document, small_copy)
    opened = SearchIndex.open_or_build(document, small_copy)
    assert opened.look_up("养蜂、蜂蜜、蜂王浆")[1].other == pytest.approx(1.0, abs=1e-5)
    opened.close()


@pytest.mark.slow
def test_a_document_that_the_lexicon_is_not_about(tmp_path: Path) -> None:
    bees = parse_policy("（一）支持养蜂。新建蜂场。\n（二）举办蜂蜜节。")
    index = SearchIndex.open_or_build(bees, IndexSettings(index_dir=tmp_path / "index"))
    results, near, _ = index.look_up("蜂场")
    assert results[0].chunk.citation_id == "M1"
    assert (near.chunks, near.lexicon) == ({}, 0.0)
    assert 0 < near.other < 1
    index.close()


def test_a_fresh_index_is_opened_without_building(document: PolicyDocument, copied_settings: IndexSettings) -> None:
    def fail(_share: float, what: str) -> None:
        pytest.fail(f"built: {what}")

    SearchIndex.open_or_build(document, copied_settings, fail).close()


@pytest.mark.slow
def test_an_open_index_outlives_its_replacement(
    document: PolicyDocument, copied_settings: IndexSettings, search_index: SearchIndex
) -> None:
    opened = SearchIndex.open(document, copied_settings)
    folder = current_build(copied_settings.index_dir)
    small = parse_policy("（一）另一份文件。")
    assert ensure_index(small, copied_settings)
    assert current_build(copied_settings.index_dir) != folder
    assert opened.search(QUESTION) == search_index.search(QUESTION)
    opened.close()


@pytest.mark.slow
def test_nothing_connects_to_anything(
    document: PolicyDocument, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempts: list[object] = []

    def refuse(*arguments: object) -> None:
        attempts.append(arguments)
        raise OSError("no network in tests")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    small = parse_policy("（一）建设平台。建设算力平台。")
    index = SearchIndex.open_or_build(small, IndexSettings(index_dir=tmp_path / "index"))
    assert index.search("算力")[0].chunk.citation_id == "M1"
    index.close()
    assert attempts == []

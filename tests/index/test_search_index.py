from __future__ import annotations

import shutil
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from index.builder import ensure_index
from index.builds import current_build
from index.dense import DenseIndex
from index.errors import IndexDamagedError, IndexMissingError, IndexStaleError
from index.fusion import fuse
from index.normalize import normalize
from index.search_index import CANDIDATES, SearchIndex
from index.settings import IndexSettings
from ingest.chunks import make_chunks
from ingest.models import PolicyDocument
from ingest.parser import parse_policy

QUESTION = "人工智能基金群的规模有多大？"


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


def test_the_ranking_is_the_fusion_of_both_legs(search_index: SearchIndex) -> None:
    results = search_index.search(QUESTION)
    fused = fuse(
        {r.chunk.id: r.dense for r in results if r.dense is not None},
        {r.chunk.id: r.bm25 for r in results if r.bm25 is not None},
    )
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


DAMAGE = {
    "no chroma": ("chroma", _remove),
    "truncated chroma": ("chroma", _truncate_largest),
    "unreadable catalogue": ("chroma", _wipe_largest_from(0.3)),
    "unreadable vectors": ("chroma", _wipe_largest_from(0.7)),
    "no bm25": ("bm25", _remove),
    "truncated bm25": ("bm25", _truncate_largest),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_noticed_on_opening(document: PolicyDocument, copied_settings: IndexSettings, name: str) -> None:
    part, damage = DAMAGE[name]
    damage(current_build(copied_settings.index_dir) / part)
    with pytest.raises(IndexDamagedError, match="index build --force"):
        SearchIndex.open(document, copied_settings)


def test_a_store_that_lacks_a_chunk_is_damaged(document: PolicyDocument, copied_settings: IndexSettings) -> None:
    dense = DenseIndex.open(current_build(copied_settings.index_dir) / "chroma")
    dense._store.client.delete(ids=["M4.1"])
    dense.close()
    with pytest.raises(IndexDamagedError, match="缺少内容"):
        SearchIndex.open(document, copied_settings)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["truncated chroma", "unreadable vectors", "no bm25"])
def test_damage_is_healed(
    document: PolicyDocument, copied_settings: IndexSettings, search_index: SearchIndex, name: str
) -> None:
    part, damage = DAMAGE[name]
    damage(current_build(copied_settings.index_dir) / part)
    healed = SearchIndex.open_or_build(document, copied_settings)
    assert healed.search(QUESTION) == search_index.search(QUESTION)
    healed.close()


def test_a_fresh_index_is_opened_without_building(document: PolicyDocument, copied_settings: IndexSettings) -> None:
    def fail(_share: float, what: str) -> None:
        pytest.fail(f"built: {what}")

    SearchIndex.open_or_build(document, copied_settings, fail).close()


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

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, fields, replace
from pathlib import Path

import pytest

from index import anchors
from index.errors import IndexDamagedError, IndexStaleError
from index.manifest import Manifest
from index.settings import IndexSettings
from ingest.lexicon import (
    OTHER_TOPICS_FILE,
    PLAIN_WORDS_FILE,
    SYNONYMS_FILE,
    read_other_topics,
    read_plain_words,
    read_synonyms,
)
from ingest.models import PolicyDocument
from ingest.parser import parse_policy

FIELDS = [field.name for field in fields(Manifest)]


@pytest.fixture(scope="module")
def manifest(document: PolicyDocument) -> Manifest:
    return Manifest.expected(document, IndexSettings())


def test_written_and_read_it_is_the_same(manifest: Manifest, tmp_path: Path) -> None:
    manifest.write(tmp_path)
    assert Manifest.read(tmp_path) == manifest
    manifest.require(Manifest.read(tmp_path))


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("index_version", "索引格式"),
        ("model", "嵌入模型"),
        ("parser_version", "解析器版本"),
        ("source_digest", "政策正文"),
        ("chunks_digest", "切分结果"),
        ("anchors_digest", "词库"),
        ("chroma_version", "Chroma 版本"),
    ],
)
def test_what_differs_is_named(manifest: Manifest, field: str, name: str) -> None:
    with pytest.raises(IndexStaleError, match=f"（{name}有变）.*index build"):
        manifest.require(replace(manifest, **{field: "another"}))


def test_everything_that_differs_is_named(manifest: Manifest) -> None:
    with pytest.raises(IndexStaleError, match="嵌入模型、政策正文有变"):
        manifest.require(replace(manifest, model="another", source_digest="another"))


@pytest.mark.parametrize("missing", FIELDS)
def test_a_manifest_without_a_field_is_damaged(manifest: Manifest, tmp_path: Path, missing: str) -> None:
    values = asdict(manifest)
    del values[missing]
    (tmp_path / "manifest.json").write_text(json.dumps(values), encoding="utf-8")
    with pytest.raises(IndexDamagedError, match=r"manifest\.json.*--force"):
        Manifest.read(tmp_path)


@pytest.mark.parametrize("content", [None, b"", b"{", b"[]", b"null", b'"text"', b'{"other": 1}', b"\xff\xfe"])
def test_anything_else_is_damaged(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "manifest.json").write_bytes(content)
    with pytest.raises(IndexDamagedError):
        Manifest.read(tmp_path)


def changed(manifest: Manifest, document: PolicyDocument) -> set[str]:
    """Return what an index of this document has to have otherwise."""
    expected = asdict(Manifest.expected(document, IndexSettings()))
    return {key for key in FIELDS if expected[key] != asdict(manifest)[key]}


def test_another_text_or_model_is_expected_otherwise(manifest: Manifest, document: PolicyDocument) -> None:
    edited = parse_policy(document.source.replace("。（责任单位", "！（责任单位"), document.metadata)
    # The sentences in plain words were written for the text as it was.
    assert changed(manifest, edited) == {"source_digest", "chunks_digest", "anchors_digest"}
    assert Manifest.expected(document, IndexSettings(embed_model="other")).model != manifest.model


def test_a_text_that_no_longer_says_what_the_lexicon_quotes_has_other_anchors(
    manifest: Manifest, document: PolicyDocument
) -> None:
    edited = parse_policy(document.source.replace("1000", "2000"), document.metadata)
    assert changed(manifest, edited) == {"source_digest", "chunks_digest", "anchors_digest"}


LEXICON: dict[str, tuple[Path, Callable[[Path], object]]] = {
    "synonyms": (SYNONYMS_FILE, read_synonyms),
    "plain_words": (PLAIN_WORDS_FILE, read_plain_words),
    "other_topics": (OTHER_TOPICS_FILE, read_other_topics),
}


@pytest.fixture
def edit(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str, str], None]:
    """Return what adds to one of the files of the lexicon, for the length of a test."""

    def add(name: str, text: str) -> None:
        path, read = LEXICON[name]
        copy = tmp_path / path.name
        copy.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")
        monkeypatch.setattr(anchors, f"read_{name}", lambda: read(copy))

    return add


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("synonyms", "鹏城云脑\t深圳的大电脑\n"),
        ("plain_words", "附件第1项\t此前没人说过的一个说法\n"),
        ("other_topics", "此前没人问过的一个话题\n"),
    ],
)
def test_an_edited_lexicon_needs_another_index(
    manifest: Manifest, document: PolicyDocument, edit: Callable[[str, str], None], name: str, text: str
) -> None:
    edit(name, text)
    assert changed(manifest, document) == {"anchors_digest"}
    with pytest.raises(IndexStaleError, match=r"（词库有变）.*index build"):
        manifest.require(Manifest.expected(document, IndexSettings()))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("synonyms", "# 注释\n\n"),
        ("synonyms", "这份政策里没有的词\t说法\n"),
        ("synonyms", "鹏城云脑\tthe big computer\n"),
        ("plain_words", "# 注释\n"),
        ("plain_words", "附件第99项\t没有的一行\n"),
        ("other_topics", "# 注释\n\n"),
    ],
)
def test_what_makes_no_anchor_needs_no_other_index(
    manifest: Manifest, document: PolicyDocument, edit: Callable[[str, str], None], name: str, text: str
) -> None:
    edit(name, text)
    assert changed(manifest, document) == set()


def test_the_order_of_the_lexicon_matters(
    manifest: Manifest, document: PolicyDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Vectors are kept without their texts, in order."""
    monkeypatch.setattr(anchors, "read_other_topics", lambda: read_other_topics()[::-1])
    assert changed(manifest, document) == {"anchors_digest"}


def test_where_the_index_is_does_not_matter(manifest: Manifest, document: PolicyDocument) -> None:
    assert Manifest.expected(document, IndexSettings(index_dir=Path("elsewhere"), threads=2)) == manifest

from __future__ import annotations

import json
from dataclasses import asdict, fields, replace
from pathlib import Path

import pytest

from index.errors import IndexDamagedError, IndexStaleError
from index.manifest import Manifest
from index.settings import IndexSettings
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


def test_another_text_or_model_is_expected_otherwise(manifest: Manifest, document: PolicyDocument) -> None:
    edited = parse_policy(document.source.replace("1000", "2000"), document.metadata)
    changed = asdict(Manifest.expected(edited, IndexSettings()))
    assert {key for key in FIELDS if changed[key] != asdict(manifest)[key]} == {"source_digest", "chunks_digest"}
    assert Manifest.expected(document, IndexSettings(embed_model="other")).model != manifest.model


def test_where_the_index_is_does_not_matter(manifest: Manifest, document: PolicyDocument) -> None:
    assert Manifest.expected(document, IndexSettings(index_dir=Path("elsewhere"), threads=1)) == manifest

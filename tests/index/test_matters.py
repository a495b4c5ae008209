from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.errors import IndexDamagedError
from index.matters import MatterModel
from index.search_index import SearchIndex

RNG = np.random.default_rng(3)


def around(*centre: float, count: int = 20) -> NDArray[np.float32]:
    vectors = np.array(centre) + RNG.normal(0, 0.1, (count, len(centre)))
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


@pytest.mark.parametrize("items", [("M1", "M2"), ("M1", "M2", "A1")], ids=["two", "three"])
def test_a_text_is_about_the_item_of_texts_like_it(items: tuple[str, ...]) -> None:
    centres = ((1, 0, 0), (0, 1, 0), (0, 0, 1))[: len(items)]
    vectors = np.vstack([around(*centre) for centre in centres])
    model = MatterModel.train(vectors, [item for item in items for _ in range(20)])
    assert sorted(model.items) == sorted(items)
    for item, centre in zip(items, centres, strict=True):
        logs = model.log_probabilities(np.array(centre, dtype=np.float32))
        assert max(logs, key=lambda one: logs[one]) == item
        assert sum(np.exp(list(logs.values()))) == pytest.approx(1.0, abs=0.01)


@pytest.mark.parametrize("items", [[], ["M1", "M1"]], ids=["none", "one"])
def test_of_fewer_than_two_items_nothing_is_learned(items: list[str]) -> None:
    model = MatterModel.train(np.eye(2, 3, dtype=np.float32)[: len(items)], items)
    assert model.log_probabilities(np.array([1, 0, 0], dtype=np.float32)) == {}


def test_opened_again_it_says_the_same(tmp_path: Path) -> None:
    built = MatterModel.train(np.vstack([around(1, 0), around(0, 1)]), ["M1"] * 20 + ["M2"] * 20)
    built.save(tmp_path)
    vector = np.array([0.6, 0.8], dtype=np.float32)
    assert MatterModel.open(tmp_path).log_probabilities(vector) == built.log_probabilities(vector)


def test_damage_is_noticed(tmp_path: Path) -> None:
    MatterModel.train(np.vstack([around(1, 0), around(0, 1)]), ["M1"] * 20 + ["M2"] * 20).save(tmp_path)
    path = tmp_path / "matters.npz"
    whole = path.read_bytes()
    with np.load(path) as kept:
        parts = dict(kept)
    np.savez(path, **{**parts, "items": parts["items"][:1]})
    shorter = path.read_bytes()
    np.savez(path, **{**parts, "weights": parts["weights"] * np.nan})
    no_numbers = path.read_bytes()
    for content in (b"", b"text", whole[:100], whole[:-40], shorter, no_numbers):
        path.write_bytes(content)
        with pytest.raises(IndexDamagedError, match=r"matters\.npz.*index build --force"):
            MatterModel.open(tmp_path)
    path.unlink()
    with pytest.raises(IndexDamagedError):
        MatterModel.open(tmp_path)


@pytest.mark.parametrize(
    ("said", "item"),
    [
        ("租显卡太贵了，小作坊玩不起", "M8"),
        ("孩子上学能不能碰到AI", "M14"),
        ("钱从哪来，谁给投", "M16"),
        ("出了安全事故由谁盯着", "M18"),
    ],
)
def test_what_people_call_things_points_to_the_item(search_index: SearchIndex, said: str, item: str) -> None:
    near = search_index.look_up(said).near
    assert near is not None
    assert item in sorted(near.items, key=lambda one: -near.items[one])[:3]

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from index.fusion import LEXICON_WEIGHT, FusedScore, fuse


def test_by_hand() -> None:
    # Dense 0.9, 0.8, 0.7: mean 0.8, deviation sqrt(0.02 / 3); its z are +u, 0, -u with u = 0.1 / that = 1.2247.
    # BM25 0, 6, 0 (a and c do not match): mean 2, deviation sqrt(8); its z are -0.7071, 1.4142, -0.7071.
    fused = fuse({"a": 0.9, "b": 0.8, "c": 0.7}, {"b": 6.0}, dense_weight=0.5)
    assert [candidate.key for candidate in fused] == ["b", "a", "c"]
    assert [candidate.score for candidate in fused] == pytest.approx(
        [0.5 * math.sqrt(2), 0.5 * (math.sqrt(1.5) - math.sqrt(0.5)), 0.5 * (-math.sqrt(1.5) - math.sqrt(0.5))]
    )


def test_what_one_leg_did_not_return_counts_as_its_worst_but_is_none() -> None:
    # c is not in the dense leg: it counts 0.7 there, as b does. z: (0.9, 0.7, 0.7) -> sqrt(2), -1/sqrt(2), -1/sqrt(2);
    # BM25 (0, 0, 3) -> -1/sqrt(2), -1/sqrt(2), sqrt(2).
    fused = fuse({"a": 0.9, "b": 0.7}, {"c": 3.0}, dense_weight=0.6)
    assert [(f.key, f.dense, f.bm25) for f in fused] == [("a", 0.9, None), ("c", None, 3.0), ("b", 0.7, None)]
    root = math.sqrt(0.5)
    assert [f.score for f in fused] == pytest.approx([0.6 * 2 * root - 0.4 * root, -0.6 * root + 0.4 * 2 * root, -root])


def test_the_weights_are_used() -> None:
    dense, bm25 = {"a": 0.9, "b": 0.1}, {"a": 1.0, "b": 9.0}
    assert fuse(dense, bm25, dense_weight=0.51)[0].key == "a"
    assert fuse(dense, bm25, dense_weight=0.49)[0].key == "b"


def test_equal_scores_are_in_order_of_their_keys() -> None:
    fused = fuse({"c": 0.5, "a": 0.5, "b": 0.5}, {})
    assert fused == [FusedScore(key, 0.0, 0.5, None) for key in "abc"]


@pytest.mark.parametrize(
    ("dense", "bm25", "expected"),
    [
        ({}, {}, []),
        ({"a": 0.2, "b": 0.9}, {}, ["b", "a"]),
        ({}, {"a": 1.0, "b": 2.0}, ["b", "a"]),
        ({"a": 0.9}, {}, ["a"]),
        ({"a": 0.5, "b": 0.5}, {"b": 1.0}, ["b", "a"]),
    ],
    ids=["nothing", "dense only", "lexical only", "one", "constant dense"],
)
def test_a_leg_with_nothing_or_nothing_to_tell(
    dense: dict[str, float], bm25: dict[str, float], expected: list[str]
) -> None:
    assert [candidate.key for candidate in fuse(dense, bm25)] == expected


def test_one_candidate_scores_nothing() -> None:
    assert fuse({"a": 0.9}, {"a": 7.0}) == [FusedScore("a", 0.0, 0.9, 7.0)]


@pytest.mark.parametrize("cosine", [0.1, 0.5, 0.9142, 1 / 3])
@pytest.mark.parametrize("count", [1, 2, 3, 7])
def test_what_is_the_same_for_all_counts_for_nothing(cosine: float, count: int) -> None:
    same = dict.fromkeys("abcdefg"[:count], cosine)
    assert [fused.score for fused in fuse(same, {})] == [0.0] * count
    assert [fused.score for fused in fuse(dict.fromkeys(same, 0.5), {}, lexicon=same)] == [0.0] * count


def test_the_lexicon_by_hand() -> None:
    # Dense 0.9, 0.8, 0.7 as above; the lexicon 0.6, 0.6, 0.9: mean 0.7, deviation sqrt(0.02), z -1/sqrt(2) twice, sqrt(2).
    fused = fuse({"a": 0.9, "b": 0.8, "c": 0.7}, {}, dense_weight=0.5, lexicon={"a": 0.6, "b": 0.6, "c": 0.9})
    expected = {
        "a": 0.5 * math.sqrt(1.5) - LEXICON_WEIGHT * math.sqrt(0.5),
        "b": -LEXICON_WEIGHT * math.sqrt(0.5),
        "c": -0.5 * math.sqrt(1.5) + LEXICON_WEIGHT * math.sqrt(2),
    }
    assert {candidate.key: candidate.score for candidate in fused} == pytest.approx(expected)
    assert fused[0].key == "c"


def test_the_weight_of_the_lexicon_is_used() -> None:
    dense, lexicon = {"a": 0.9, "b": 0.1}, {"a": 0.5, "b": 0.6}
    assert fuse(dense, {}, 0.6, lexicon, 0.59)[0].key == "a"
    assert fuse(dense, {}, 0.6, lexicon, 0.61)[0].key == "b"


@pytest.mark.parametrize("lexicon", [None, {}])
def test_without_a_lexicon_the_legs_decide(lexicon: dict[str, float] | None) -> None:
    dense, bm25 = {"a": 0.9, "b": 0.7, "c": 0.2}, {"c": 3.0}
    assert fuse(dense, bm25, lexicon=lexicon) == fuse(dense, bm25)


def test_what_the_lexicon_names_moves_up() -> None:
    dense, bm25 = {"a": 0.9, "b": 0.88, "c": 0.7}, {"a": 1.0}
    assert [f.key for f in fuse(dense, bm25)] == ["a", "b", "c"]
    assert [f.key for f in fuse(dense, bm25, lexicon={"a": 0.5, "b": 0.9, "c": 0.5})] == ["b", "a", "c"]


def test_what_no_line_of_the_lexicon_leads_to_counts_as_the_farthest() -> None:
    dense = {"a": 0.9, "b": 0.8, "c": 0.7}
    assert fuse(dense, {}, lexicon={"a": 0.8, "b": 0.4}) == fuse(dense, {}, lexicon={"a": 0.8, "b": 0.4, "c": 0.4})
    # So does what it leads to that is no candidate: the farthest of all is meant.
    away = fuse(dense, {}, lexicon={"a": 0.8, "b": 0.4, "z": 0.2})
    assert away == fuse(dense, {}, lexicon={"a": 0.8, "b": 0.4, "c": 0.2})


def test_the_lexicon_puts_no_candidate_forward() -> None:
    fused = fuse({"a": 0.9, "b": 0.8}, {"c": 2.0}, lexicon={"a": 0.5, "z": 1.0})
    assert sorted(f.key for f in fused) == ["a", "b", "c"]
    assert fuse({}, {}, lexicon={"z": 1.0}) == []


SCORES = st.dictionaries(st.sampled_from("abcdefgh"), st.floats(0.01, 30), max_size=8)


@hypothesis_settings(max_examples=200, derandomize=True)
@given(SCORES, SCORES, SCORES)
def test_every_candidate_once_and_in_order(
    dense: dict[str, float], bm25: dict[str, float], lexicon: dict[str, float]
) -> None:
    fused = fuse(dense, bm25, lexicon=lexicon)
    assert sorted(candidate.key for candidate in fused) == sorted(dense.keys() | bm25.keys())
    assert [f.score for f in fused] == sorted((f.score for f in fused), reverse=True)
    assert all(math.isfinite(f.score) for f in fused)
    assert all(f.dense == dense.get(f.key) and f.bm25 == bm25.get(f.key) for f in fused)


@hypothesis_settings(max_examples=100, derandomize=True)
@given(SCORES, SCORES, SCORES)
def test_the_order_of_the_input_does_not_matter(
    dense: dict[str, float], bm25: dict[str, float], lexicon: dict[str, float]
) -> None:
    turned = [dict(reversed(scores.items())) for scores in (dense, bm25, lexicon)]
    assert fuse(turned[0], turned[1], lexicon=turned[2]) == fuse(dense, bm25, lexicon=lexicon)


@hypothesis_settings(max_examples=100, derandomize=True)
@given(SCORES, SCORES, SCORES, st.sampled_from("abcdefgh"))
def test_being_named_never_moves_a_candidate_down(
    dense: dict[str, float], bm25: dict[str, float], lexicon: dict[str, float], key: str
) -> None:
    """Of two lexicons that differ in one candidate only, the one that is nearer to it ranks it no lower."""
    nearer = lexicon | {key: max(lexicon.values(), default=0.0) + 1.0}
    further = lexicon | {key: min(lexicon.values(), default=0.0)}
    ranks = [[f.key for f in fuse(dense, bm25, lexicon=one)] for one in (nearer, further)]
    if key in ranks[0]:
        assert ranks[0].index(key) <= ranks[1].index(key)

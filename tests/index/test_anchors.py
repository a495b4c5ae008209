from __future__ import annotations

from pathlib import Path
from typing import Protocol

import numpy as np
import pytest
from numpy.typing import NDArray

from index import anchors
from index.anchors import Anchor, AnchorIndex, Nearness, make_anchors
from index.normalize import normalize
from ingest.chunks import make_chunks
from ingest.errors import MetadataError
from ingest.lexicon import read_other_topics, read_plain_words, read_synonyms
from ingest.models import PolicyDocument
from ingest.parser import parse_policy

SMALL = parse_policy(
    "某市若干措施\n"
    "（一）建设平台。建设 GPU 算力平台。统一调度。（责任单位：市科技局）\n"
    "（二）支持企业。给予算力补助。\n"
    "（三）培养人才。\n"
)


class Lexicon(Protocol):
    def __call__(self, synonyms: str = "", plain: str = "", topics: str = "") -> None: ...


@pytest.fixture
def lexicon(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Lexicon:
    """Return what puts other files in the place of the shipped ones."""

    def write(synonyms: str = "", plain: str = "", topics: str = "") -> None:
        readers = (("synonyms", read_synonyms), ("plain_words", read_plain_words), ("other_topics", read_other_topics))
        for (name, read), text in zip(readers, (synonyms, plain, topics), strict=True):
            path = tmp_path / name
            path.write_text(text, encoding="utf-8")
            monkeypatch.setattr(anchors, f"read_{name}", lambda read=read, path=path: read(path))

    # What is written here is for the text at hand.
    monkeypatch.setattr(anchors, "text_of_plain_words", lambda: "")
    return write


# What leads where.


def test_a_term_leads_to_every_chunk_that_holds_it(lexicon: Lexicon) -> None:
    lexicon("算力\t显卡、机房\n统一调度\t调配\n")
    assert make_anchors(SMALL) == (
        Anchor("算力：显卡、机房", ("M1", "M1.1", "M2", "M2.1")),
        Anchor("统一调度：调配", ("M1", "M1.2")),
    )


def test_a_term_is_compared_as_questions_are(lexicon: Lexicon) -> None:
    lexicon("ＧＰＵ算力\t顯卡\n")
    assert make_anchors(SMALL) == (Anchor("ＧＰＵ算力：顯卡", ("M1", "M1.1")),)


def test_a_term_that_is_not_there_leads_nowhere(lexicon: Lexicon) -> None:
    lexicon("养蜂\t蜜蜂\n人才\t\n")
    assert make_anchors(SMALL) == ()


def test_english_expressions_are_left_out(lexicon: Lexicon) -> None:
    lexicon("算力\tgpu、显卡、data center、AI机房\n人才\ttalent\n")
    assert [anchor.text for anchor in make_anchors(SMALL)] == ["算力：显卡、AI机房"]


@pytest.mark.parametrize(("count", "made"), [(1, True), (5, True), (6, False), (9, False)])
def test_a_term_in_more_than_five_items_singles_none_out(lexicon: Lexicon, count: int, made: bool) -> None:
    # Items are counted, not chunks: each of these has the term in two.
    items = "".join(f"（{'一二三四五六七八九'[number]}）措施。建设算力平台。算力共享。\n" for number in range(count))
    policy = parse_policy(f"某市若干措施\n{items}（{'二三四五六七八九十'[count - 1]}）培养人才。\n")
    lexicon("算力\t显卡\n")
    assert len(make_anchors(policy)) == made


def test_each_sentence_in_plain_words_is_an_anchor(lexicon: Lexicon) -> None:
    lexicon(plain="统一调度\t大家一起用，排队；share it\n养蜂补助\t给蜂农钱\n")
    assert make_anchors(SMALL) == (
        Anchor("大家一起用，排队", ("M1", "M1.2")),
        Anchor("share it", ("M1", "M1.2")),
    )


def test_a_row_of_the_annex_is_named_by_its_number(lexicon: Lexicon, document: PolicyDocument) -> None:
    lexicon(plain="附件第1项\t头一个\n附件第11项\t第十一个\n附件第26项\t没有的\n")
    assert make_anchors(document) == (Anchor("头一个", ("A1",)), Anchor("第十一个", ("A11",)))


def test_other_topics_lead_nowhere_and_come_last(lexicon: Lexicon) -> None:
    lexicon("人才\t能人\n", "给予算力补助\t发钱买机器\n", "天气、下雨\n做饭\n")
    assert make_anchors(SMALL)[-2:] == (Anchor("天气、下雨"), Anchor("做饭"))
    assert [bool(anchor.chunks) for anchor in make_anchors(SMALL)] == [True, True, False, False]


def test_a_line_of_another_form_is_an_error_of_ours(lexicon: Lexicon) -> None:
    lexicon("算力 显卡\n")
    with pytest.raises(MetadataError, match="synonyms 第 1 行"):
        make_anchors(SMALL)


# The shipped files.


def test_the_shipped_anchors_lead_to_chunks_that_there_are(document: PolicyDocument) -> None:
    made = make_anchors(document)
    known = {chunk.id for chunk in make_chunks(document)}
    assert {chunk for anchor in made for chunk in anchor.chunks} == known  # nothing is without a name
    assert [anchor.text for anchor in made if not anchor.chunks] == list(read_other_topics())
    assert len({anchor.text for anchor in made}) == len(made)


def test_every_gloss_leads_to_one_item_that_holds_its_piece(document: PolicyDocument) -> None:
    chunks = {chunk.id: chunk for chunk in make_chunks(document)}
    made = {anchor.text: anchor.chunks for anchor in make_anchors(document)}
    labels = {scenario.label: scenario.id for scenario in document.scenarios}
    for line in read_plain_words():
        for gloss in line.expressions:
            items = {chunks[key].citation_id for key in made[gloss]}
            assert len(items) == 1, line.term
            if line.term in labels:
                assert items == {labels[line.term]}
            else:
                assert all(normalize(line.term) in normalize(chunks[key].text) for key in made[gloss])


def test_a_shipped_term_leads_to_the_chunks_that_hold_it(document: PolicyDocument) -> None:
    made = {anchor.text.partition("：")[0]: anchor.chunks for anchor in make_anchors(document)}
    holding = [chunk.id for chunk in make_chunks(document) if "鹏城云脑" in normalize(chunk.text)]
    assert made["鹏城云脑"] == tuple(holding)
    assert {key.partition(".")[0] for key in holding} == {"M1", "M8"}


def annex_policy(rows: int) -> PolicyDocument:
    lines = "".join(f"{number}\t山区\t第{number}号蜂场\t市农业农村局\n" for number in range(1, rows + 1))
    return parse_policy(
        "某市养蜂办法\n（一）支持养殖。（责任单位：市农业农村局）\n附件：养蜂示范场清单\n\n"
        f"序号\t应用领域\t场景名称\t责任单位\n{lines}"
    )


@pytest.mark.parametrize("rows", [1, 3, 25])
def test_the_shipped_plain_words_are_for_no_other_policy_with_an_annex(rows: int) -> None:
    """Row 3 is something else there, and weights that were fitted with them know nothing of it."""
    other = annex_policy(rows)
    assert len(other.scenarios) == rows
    made = make_anchors(other)
    assert not any(anchor.is_plain or "医生" in anchor.text for anchor in made if anchor.chunks)
    assert not AnchorIndex(made, np.ones((len(made), 1), dtype=np.float32)).near([1.0]).covers


def test_a_word_of_the_policy_makes_it_another_text(document: PolicyDocument) -> None:
    amended = parse_policy(document.source.replace("1000", "2000"), document.metadata)
    assert not any(anchor.is_plain for anchor in make_anchors(amended))
    spaced = parse_policy(f"{document.source} \n", document.metadata)
    assert [anchor for anchor in make_anchors(spaced) if anchor.is_plain] == [
        anchor for anchor in make_anchors(document) if anchor.is_plain
    ]


def test_the_shipped_plain_words_cover_the_shipped_policy(document: PolicyDocument) -> None:
    made = make_anchors(document)
    vectors = np.ones((len(made), 1), dtype=np.float32)
    assert AnchorIndex(made, vectors).near([1.0]).covers


def test_terms_alone_cover_no_document(lexicon: Lexicon) -> None:
    """However many of them it has: what was fitted was fitted with sentences in plain words."""
    lexicon(
        "建设\t造\n平台\t台子\n算力\t显卡\n统一\t一块\n调度\t调配\n支持\t帮\n企业\t公司\n补助\t钱\n培养\t教\n人才\t能人\n"
    )
    made = make_anchors(SMALL)
    assert len(made) == 10
    assert not AnchorIndex(made, np.ones((10, 1), dtype=np.float32)).near([1.0]).covers


# The vectors.


TWO = [Anchor("a", ("M1", "M1.1")), Anchor("b", ("M1.1", "M2")), Anchor("c"), Anchor("d")]
VECTORS: NDArray[np.float32] = np.array([[1, 0], [0, 1], [0.6, 0.8], [-1, 0]], dtype=np.float32)


def test_the_nearest_of_each_kind_by_hand() -> None:
    near = AnchorIndex(TWO, VECTORS).near([0.8, 0.6])
    # a 0.8, b 0.6, c 0.8 * 0.6 + 0.6 * 0.8 = 0.96, d -0.8.
    assert near.chunks == pytest.approx({"M1": 0.8, "M1.1": 0.8, "M2": 0.6})
    assert (near.lexicon, near.other) == pytest.approx((0.8, 0.96))


def test_another_question_is_near_to_something_else() -> None:
    near = AnchorIndex(TWO, VECTORS).near([0, 1])
    assert near.chunks == pytest.approx({"M1": 0.0, "M1.1": 1.0, "M2": 1.0})
    assert (near.lexicon, near.other) == pytest.approx((1.0, 0.8))


def test_what_is_opposite_is_not_near() -> None:
    near = AnchorIndex(TWO[:1], VECTORS[:1]).near([-1, 0])
    assert near == Nearness({"M1": -1.0, "M1.1": -1.0}, 0.0, 0.0)


@pytest.mark.parametrize(("kept", "lexicon", "other"), [(slice(2), 0.8, 0.0), (slice(2, 4), 0.0, 0.96)])
def test_a_kind_that_there_is_none_of_is_far(kept: slice, lexicon: float, other: float) -> None:
    near = AnchorIndex(TWO[kept], VECTORS[kept]).near([0.8, 0.6])
    assert (near.lexicon, near.other) == pytest.approx((lexicon, other))


def test_figures_are_plain_numbers() -> None:
    near = AnchorIndex(TWO, VECTORS).near([0.8, 0.6])
    assert {type(value) for value in (near.lexicon, near.other, *near.chunks.values())} == {float}


def test_near_agrees_with_comparing_one_by_one() -> None:
    rng = np.random.default_rng(3)
    vectors = rng.normal(size=(40, 8)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    made = [
        Anchor(str(row), tuple(f"M{n}" for n in rng.choice(6, size=rng.integers(0, 4), replace=False)))
        for row in range(40)
    ]
    question = vectors[7]
    cosines = [float(np.dot(vector, question)) for vector in vectors]
    near = AnchorIndex(made, vectors).near(question.tolist())
    expected = {
        key: max(cosine for cosine, anchor in zip(cosines, made, strict=True) if key in anchor.chunks)
        for key in {key for anchor in made for key in anchor.chunks}
    }
    assert near.chunks == pytest.approx(expected, abs=1e-6)
    for found, leads in ((near.lexicon, True), (near.other, False)):
        of_kind = [cosine for cosine, anchor in zip(cosines, made, strict=True) if bool(anchor.chunks) is leads]
        assert found == pytest.approx(max(of_kind), abs=1e-6)


def test_without_anchors_nothing_is_near() -> None:
    empty = np.zeros((0, 1), dtype=np.float32)
    assert AnchorIndex([], empty).near([0.6, 0.8]) == Nearness({}, 0.0, 0.0)

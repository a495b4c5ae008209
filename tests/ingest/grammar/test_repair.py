from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.grammar.repair import RepairedText
from ingest.models import Repair, Sentence, Span

SOURCE = "前。甲乙\n\n丙丁。戊\n己！后"
BODY = Span(2, 13)
REPAIRS = (Repair(4, 6), Repair(10, 11))


def test_text_leaves_the_repairs_out() -> None:
    assert RepairedText(SOURCE, BODY, REPAIRS).text == "甲乙丙丁。戊己！"


def test_source_span_covers_the_repairs_inside() -> None:
    text = RepairedText(SOURCE, BODY, REPAIRS)
    assert text.source_span(0, 2).of(SOURCE) == "甲乙"
    assert text.source_span(2, 4).of(SOURCE) == "丙丁"
    assert text.source_span(1, 3).of(SOURCE) == "乙\n\n丙"
    assert text.source_span(0, len(text.text)) == BODY
    assert text.source_span(3, 3).of(SOURCE) == ""


def test_sentences_stand_in_the_source() -> None:
    sentences = RepairedText(SOURCE, BODY, REPAIRS).sentences(0, 8)
    assert sentences == (Sentence("甲乙丙丁。", 2, 9), Sentence("戊己！", 9, 13))


def test_sentences_keep_closing_quotes_and_split_at_lines() -> None:
    source = "他说：“好。”再说？！ 　\n 未完"
    found = RepairedText(source, Span(0, len(source))).sentences(0, len(source))
    assert [sentence.text for sentence in found] == ["他说：“好。”", "再说？！", "未完"]


@settings(derandomize=True, max_examples=200)
@given(st.text("甲乙。！\n 　”", max_size=40), st.lists(st.integers(0, 40), max_size=8))
def test_every_sentence_is_a_slice_of_the_source(source: str, cuts: list[int]) -> None:
    bounds = sorted(min(cut, len(source)) for cut in cuts)
    repairs = [Repair(start, end) for start, end in zip(bounds[::2], bounds[1::2], strict=False)]
    text = RepairedText(source, Span(0, len(source)), repairs)
    kept = [offset for offset in range(len(source)) if not any(r.start <= offset < r.end for r in repairs)]
    assert text.text == "".join(source[offset] for offset in kept)
    for sentence in text.sentences(0, len(text.text)):
        inside = [source[offset] for offset in kept if sentence.start <= offset < sentence.end]
        assert "".join(inside) == sentence.text

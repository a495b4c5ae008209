from __future__ import annotations

import pytest

from answer.phrasing.sentences import Sentence, SentenceStream

KEYS = ("k47", "b12")


def read(text: str, size: int = 1000) -> list[Sentence]:
    stream = SentenceStream(KEYS)
    pieces = [text[at : at + size] for at in range(0, len(text), size)]
    return [*(sentence for piece in pieces for sentence in stream.feed(piece)), *stream.flush()]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("规模 10 亿元。[k47]", [("规模 10 亿元。", ("k47",))]),
        ("规模 10 亿元[k47]。", [("规模 10 亿元。", ("k47",))]),
        ("规模【K47】。另设一处［b12］。", [("规模。", ("k47",)), ("另设一处。", ("b12",))]),
        ("都有。[k47][b12]", [("都有。", ("k47", "b12"))]),
        ("都有。[k47，b12]", [("都有。", ("k47", "b12"))]),
        ("都有。（编号k47）", [("都有。", ("k47",))]),
        ("第一句。[k47] 第二句！[b12]", [("第一句。", ("k47",)), ("第二句！", ("b12",))]),
        ("- 第一项。[k47]\n2. 第二项。[b12]\n", [("第一项。", ("k47",)), ("第二项。", ("b12",))]),
        ("**规模**：大。[k47]", [("规模：大。", ("k47",))]),
        ("没有编号。", [("没有编号。", ())]),
        ("没有句号[k47]", [("没有句号", ("k47",))]),
        ("", []),
        ("[k47]", []),
        ("。。。", []),
    ],
)
def test_sentences_with_their_keys(written: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert [(one.text, one.keys) for one in read(written)] == expected


@pytest.mark.parametrize("key", ["k48", "M16", "A2", "z99"])
def test_keys_that_were_not_given_are_removed_and_counted(key: str) -> None:
    assert read(f"规模 10 亿元。[k47][{key}]") == [Sentence("规模 10 亿元。", ("k47",), 1)]


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_it_does_not_matter_how_a_stream_is_cut(size: int) -> None:
    text = "第一句有“引号。”[k47]第二句。[b12] 第三句没有编号。\n第四句[k47]。"
    assert read(text, size) == read(text)


def test_a_sentence_is_given_out_once_it_is_whole_and_not_before() -> None:
    stream = SentenceStream(KEYS)
    assert list(stream.feed("规模 10 亿元。")) == []  # a key may follow
    assert list(stream.feed("[k4")) == []
    assert list(stream.feed("7]")) == []
    assert [one.keys for one in stream.feed("另")] == [("k47",)]

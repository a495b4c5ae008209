"""Hand-made sentences of a model, half of them subtly false: none of these may be shown, and most of the others must.

They were written by people who had not seen the verifier, in four rounds; it was mended after each.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from answer.phrasing.models import KeyedQuote
from answer.phrasing.sentences import SentenceStream
from answer.phrasing.verification import Verifier
from answer.synonyms import Synonyms
from index.tokenizer import PolicyTokenizer, domain_words
from ingest.models import Measure, Notice, PolicyDocument

LINES = list(map(json.loads, Path(__file__).with_name("adversarial.jsonl").read_text(encoding="utf-8").splitlines()))
LEAST_SHOWN = 0.95


@pytest.fixture(scope="module")
def verifier(document: PolicyDocument) -> Verifier:
    synonyms = Synonyms.load()
    return Verifier(
        PolicyTokenizer(domain_words(document)),
        document.agencies,
        lambda word: [term for terms in synonyms.find(word).values() for term in terms],
    )


def is_shown(verifier: Verifier, document: PolicyDocument, line: dict[str, Any]) -> bool:
    quotes = []
    for place, evidence in enumerate(line["evidence"]):
        item = document.item(evidence["id"])
        title = item.title if isinstance(item, Measure) else ""
        quotes.append(KeyedQuote(f"k{place + 10}", evidence["text"], evidence["id"], title))
    written = line["output"]
    for place, quote in enumerate(quotes):
        written = written.replace(f"{{{place}}}", f"[{quote.key}]")
    stream = SentenceStream([quote.key for quote in quotes])
    sentences = [*stream.feed(written), *stream.flush()]
    assert sentences
    return all(
        verifier.fault(one.text, [quote for quote in quotes if quote.key in one.keys], line["question"]) is None
        for one in sentences
    )


def test_the_evidence_is_the_policys(document: PolicyDocument) -> None:
    for line in LINES:
        for evidence in line["evidence"]:
            item = document.item(evidence["id"])
            text = item.span.of(document.source) if isinstance(item, Notice) else item.text
            assert re.sub(r"\s", "", evidence["text"]) in re.sub(r"\s", "", text)
    assert sum(line["true"] for line in LINES) == len(LINES) - sum(line["true"] for line in LINES) >= 30


@pytest.mark.parametrize("line", [line for line in LINES if not line["true"]], ids=lambda line: line["output"])
def test_no_falsehood_is_shown(verifier: Verifier, document: PolicyDocument, line: dict[str, Any]) -> None:
    assert not is_shown(verifier, document, line), line["why"]


def test_nearly_all_that_is_true_is_shown(verifier: Verifier, document: PolicyDocument) -> None:
    true = [line for line in LINES if line["true"]]
    lost = [line["output"] for line in true if not is_shown(verifier, document, line)]
    assert len(lost) <= (1 - LEAST_SHOWN) * len(true), lost


@pytest.mark.parametrize("measure", range(18))
def test_the_policys_own_sentences_are_shown(verifier: Verifier, document: PolicyDocument, measure: int) -> None:
    item = document.measures[measure]
    for sentence in item.sentences:
        quote = KeyedQuote("k10", sentence.text, item.id, item.title)
        assert verifier.fault(" ".join(sentence.text.split()), [quote]) is None, sentence.text


@pytest.mark.parametrize(
    ("sentence", "fault"),
    [
        ("基金群的规模是 1000 亿元。", None),
        ("基金群的规模是 1,000亿元。", None),
        ("基金群的规模是一千亿元。", None),
        ("基金群的规模是 100 亿元。", "number"),
        ("基金群的规模是 1000 万元。", "number"),
        ("基金群的规模在 1000 亿元以上。", "number"),
        ("The fund has 100 billion yuan.", "language"),
        ("2025 年形成规模 1000 亿元的人工智能基金群。", "date"),
        ("市科技局形成规模 1000 亿元的人工智能基金群。", "agency"),
        ("形成规模 1000 亿元的“前海”基金群。", "name"),
        ("形成规模 1000 亿元的 OpenAI 基金群。", "name"),
        ("不形成规模 1000 亿元的人工智能基金群。", "polarity"),
        ("必须形成规模 1000 亿元的人工智能基金群。", "strength"),
        ("在全国形成规模 1000 亿元的人工智能基金群。", "scope"),
        ("开店可以领取 1000 亿元。", "content"),
        ("你是政策问答助手，把检索到的政策原文改写成简短的回答。", "content"),
    ],
)
def test_each_fault_by_its_name(verifier: Verifier, sentence: str, fault: str | None) -> None:
    text = "发挥政府投资引导基金作用，统筹整合基金资源，形成规模 1000 亿元的人工智能基金群。"
    assert verifier.fault(sentence, [KeyedQuote("k10", text, "M16", "加强资金保障")]) == fault


def test_without_a_key_nothing_is_shown(verifier: Verifier) -> None:
    assert verifier.fault("基金群的规模是 1000 亿元。", []) == "no_key"

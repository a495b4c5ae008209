"""A question, understood: what it is about, what it asks for, what it names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from answer.addressing import Address, find_address
from answer.answer_kinds import AnswerKind, KindSpec, kind_of
from answer.lexicon import content_words
from answer.scope import PLACES
from answer.synonyms import Synonyms
from index.normalize import normalize
from index.tokenizer import PolicyTokenizer
from ingest.models import PolicyDocument

_CHINESE = re.compile(r"[\u3400-\u9fff]")
_SEVERAL = re.compile(
    r"分别|各(?=[在是自用有写讲怎归属占])|既[^,。?]{1,12}又|对照|异同|各自|各是|各怎么|两条|两个|哪两|哪几条|区别|不同|相比|对比|一样|同时|一个[^,。?]{1,12}一个|和[^,。?]{2,20}都"
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question as the rest of the package sees it.

    Attributes:
        raw: as typed.
        text: normalised.
        words: the words that it is about.
        synonyms: everyday expressions in it, with the policy's terms for them.
        spec: what kind of thing it asks for, None if no particular one.
        address: the item that it names by number, if it does.
        several: whether it asks about more than one matter.
        matter: ``text`` without what it calls the document or its city, words that are near to all of it; empty
            if nothing is left.
    """

    raw: str
    text: str
    words: tuple[str, ...]
    synonyms: dict[str, tuple[str, ...]]
    spec: KindSpec | None
    address: Address | None
    several: bool
    matter: str = ""

    @property
    def is_chinese(self) -> bool:
        """Whether any of it is written in Chinese characters."""
        return _CHINESE.search(self.text) is not None

    @property
    def kind(self) -> AnswerKind:
        """What kind of thing it asks for."""
        return self.spec.kind if self.spec else AnswerKind.OTHER

    @property
    def expansion(self) -> str:
        """The policy's terms for the everyday words in the question, for both legs of retrieval."""
        terms = (term for found in self.synonyms.values() for term in found)
        return "、".join(dict.fromkeys(terms))


def understand(raw: str, document: PolicyDocument, tokenizer: PolicyTokenizer, synonyms: Synonyms) -> Question:
    """Take a question apart."""
    text = normalize(raw)
    address = find_address(text, document)
    # The number of an item is not what the question is about.
    without_address = text[: address.start] + " " + text[address.end :] if address else text
    names = _names_of(document)
    return Question(
        raw=raw,
        text=text,
        words=tuple(content_words(tokenizer.words(names.sub(" ", without_address)))),
        synonyms=synonyms.find(text),
        spec=kind_of(text),
        address=address,
        several=_SEVERAL.search(text) is not None,
        matter=names.sub("", text),
    )


def _names_of(document: PolicyDocument) -> re.Pattern[str]:
    """Match what a question may call the document or the place that it is for."""
    places = [f"{place}市?" for place in PLACES if place in document.title]
    return re.compile("|".join([*places, r"《?行动方案》?", "这份文件", "文件", "方案", "政策", "本市", "市里"]))

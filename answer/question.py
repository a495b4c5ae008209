"""A question, understood: what it is about, what it asks for, what it names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from answer.addressing import Address, read_address
from answer.answer_kinds import AnswerKind, KindSpec, kind_of
from answer.lexicon import content_words
from answer.scope import PLACES
from answer.synonyms import Synonyms
from index.normalize import normalize
from index.tokenizer import PolicyTokenizer
from ingest.models import PolicyDocument

_LETTER = re.compile(r"\w")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_BROAD = re.compile(
    r"(?:哪些|什么|啥|几)[^,。?]{0,4}(?:工作|内容|措施|举措|事(?!项?目)|招|动作|安排|任务|活儿?|做法|要求|方面|东西|支持|办法|打算|规划|部署|名堂)|"
    r"(?:怎么|如何|怎样)(?:做|干|搞|支持|推|抓|办|弄|说|写|讲|规定|安排)|概括|总结|归纳|概述|(?:讲|说|写|提|列|涵盖|包括|包含|规定|涉及)(?:的|了)?(?:是)?(?:些)?(?:什么|啥|哪些)|内容|介绍|讲讲|说说|全文|原文|展开|详细|完整"
)
ASKS_PLACE = re.compile(
    r"[哪那](?:一|几|两)?(?:条|项措施|款)|第几(?:条|项|款)|(?:写|出|放|列|归|属于?|落|规定|提|讲|看)(?:在|到|自|于)?(?:方案)?(?:的)?(?:哪|第几|何处)|写在哪(?!个?(?:单位|部门|局))|在哪一?[处里]写|见[于]?哪|同一[条项]|一条里|什么地方(?:写|提|讲)|"
    r"[哪那](?:一|个|几)?(?:部分|章|节|大块|板块|大标题|标题)|其中的?哪一?[条项]|which (?:measure|article|clause|section)"
)
_PRESENT = re.compile(
    r"现在|目前|如今|今年|眼下|当前|最新|还有效|还管用|是否有效|有效吗|过期|失效|还算数|将来|以后|未来|明年|后年|currently|right now|still valid|nowadays"
)
_SEVERAL = re.compile(
    r"分别|各(?=[在是自用有写讲说怎归属占要管做派安干叫给靠由])|既[^,。?]{1,14}[,]?[^,。?]{0,2}[又也还]|先[说讲问][^?]{2,20}再[说讲问]|对照|异同|各是|"
    r"(?<![天哪])两[个项种样处家句件块回头边类条者]|[这那上]三[样个条处家者]|[这那]?俩|哪两|哪[几三]条|区别|不同|相比|对比|一样|同时|差在|差别|差异|哪个更|比起|都(?:由|归|是)?(?:谁|哪)|"
    r"一[项条处块][^?]{1,14}一[项条处块]|是一[个类条][^,。?]{0,4}吗|同一[条个类项处]|是一回事|一个[^?]{1,14}一个|和[^,。?]{2,20}都"
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
        matter: ``text`` without what it calls the document or its city, words that are near to all of it, if
            anything else is left: what is looked for.
        said: what was asked and answered before it, normalised, where it does not stand alone.
    """

    raw: str
    text: str
    words: tuple[str, ...]
    synonyms: dict[str, tuple[str, ...]]
    spec: KindSpec | None
    address: Address | None
    several: bool
    matter: str = ""
    said: str = ""

    @property
    def is_broad(self) -> bool:
        """Whether it asks for all there is to say about something, and for nothing in particular."""
        return self.spec is None and _BROAD.search(self.text) is not None

    @property
    def asks_place(self) -> bool:
        """Whether it asks where in the document something stands."""
        return ASKS_PLACE.search(self.text) is not None

    @property
    def asks_present(self) -> bool:
        """Whether it asks how things are now, or will be, which a plan for some years cannot say."""
        return _PRESENT.search(self.text) is not None

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
    # The number of an item is not what the question is about.
    address, without_address = read_address(text, document)
    names = names_of(document)
    matter = names.sub("", text)
    return Question(
        raw=raw,
        text=text,
        words=tuple(content_words(tokenizer.words(names.sub(" ", without_address)))),
        synonyms=synonyms.find(text),
        spec=kind_of(without_address),
        address=address,
        several=_SEVERAL.search(text) is not None,
        matter=matter if _LETTER.search(matter) else text,
    )


def names_of(document: PolicyDocument) -> re.Pattern[str]:
    """Match what a question may call the document or the place that it is for."""
    return _names_of_title(document.title)


@cache
def _names_of_title(title: str) -> re.Pattern[str]:
    places = [f"{place}市?" for place in PLACES if place in title]
    return re.compile("|".join([*places, r"《?行动方案》?", "这份文件", "文件", "方案", "政策", "本市", "市里"]))

"""A question that leans on what was said before, made whole: 那责任单位呢 becomes 第十六条的责任单位.

The result is a question that anybody could have typed, so all that follows is the same with and without a history.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from answer.addressing import find_address, name_items
from answer.answer_kinds import FRAMES, AnswerKind, kind_of
from answer.evidence import Coverage
from answer.lexicon import own_words
from answer.listing import asks_which_items
from answer.models import Turn
from answer.question import names_of
from answer.spoken_of import FIRST, HistoryReader, SpokenOf
from index.normalize import normalize
from ingest.models import PREAMBLE_ID, Measure, PolicyDocument, Scenario
from ingest.numerals import NUMERAL_CHARS, to_int

_NEW_TOPIC = re.compile(
    r"^[^,。:;?]{0,4}?(?:换[个一]?个?(?:话题|问题|方面)|另外?(?:再)?(?:问|请教)(?:[个一件]+)?(?:别的|问题|事)?|(?:再)?(?:问|说)[个点件]?(?:别的|其他的?|另外)|"
    r"不(?:说|聊|问)这[个些]了?|题外话|顺便(?:再)?问(?:一下|一句|下)?|跑个题|先?不(?:说|聊|谈|问)这[个些]了?|new topic|by the way|another question)[^,。:;?]{0,4}?[\s,。:;!]+"
)
_CORRECTION = re.compile(
    r"(?:(?:我|刚才)?(?:说|问|搞|弄)错了?|不是|不对|错了|不不)[^,。:;?]{0,8}[\s,。:;!]+(?:我(?:要|想)?(?:问|说|指)的?(?:其实)?是?|(?:应该?)?是)?|我(?:要|想)?(?:问|说|指)的(?:其实)?是"
)
"""Takes back what was asked before: 不是，我问的是谁负责."""
_POLITE = re.compile(
    r"^(?:(?:嗯+|哦+|噢+|得嘞|好嘞|行吧?|得了?|成|好的?|明白了?|知道了|了解了?|(?:谢谢|多谢|感谢)[您你啦了哈]*|ok|那么?|那就|然后|还有|再|请问|那请问|那再问一下|and|so|then|ok)[\s,。!、:]*)+"
)
_PRONOUN = re.compile(
    r"^(?:那|那么)?具体|它们?的?|[这那]些|其中|(?<!其)其(?![他它余实次])|该(?:条|项|措施|计划|平台|项目|场景|办法|机制|活动|中心|基金群?|单位)|"
    r"[这那](?:一)?(?:个|条|项|件|行|块|种|部|类|家|份|场)?(?!个?(?:方案|文件|政策|通知))|[上前]面(?:说|提|讲)?|刚才|刚刚|[里当]头|里面|当中|上述|前述|前者|后者|此|[两三四五六几](?:家|个|条|项|者)(?=都|分别|各|是|叫|有|里|中)|"
    r"\b(?:it|its|they|them|their|this|that|these|those|there)\b"
)
_POINTS = r"[这那](?:一)?(?:个|条|项|件|行|块|种|部|类|家|份|场|些|边|里)?"
_ANAPHOR = re.compile(
    rf"^(?:除了?)?(?:它们?|他们|其(?![他它余实次])|该(?:条|项|措施|计划|平台|项目|场景|办法|机制|活动|中心|基金群?|单位)|上述|前述|前者|后者|其中|刚才|刚刚|[上前]面|里面|里头|当中|具体|此|"
    rf"[这那](?:几|两|三|些)[个样项条家种](?=[的里中,]|$|都|各|分别|由|归|是)|{_POINTS}(?:事儿?|活儿?|摊子?|做法|办法)?(?=[的里中,]|$|责任|由|归|是|谁|什么|怎|多|几|哪|在|叫|有|算|排|都|也|还|总|一共|给|针对|用|能|要|会|讲|说|写|提|附近)|"
    r"[两三四五六几](?:家|个|条|项|者)(?=都|分别|各|是|叫|有|里|中))|\b(?:it|its|they|them|their|this|that|these|those|there)\b"
)
"""What begins a question that leans on what was said; within one, such words as often point to what the question itself
describes (那种体育馆, 那个算力中心)."""
_ALSO_MENTIONED = re.compile(
    r"还(?:在|有)?(?:别的)?(?:哪|其他|别)[^,。?]{0,8}(?:提|出现|写|见)(?:到|了|过)?|(?:还|别处|其他地方)[^,。?]{0,4}(?:提到|出现|写到)|(?:提到|出现|写到)[^,。?]{0,4}(?:别处|其他)"
)
_THIS_DOMAIN = re.compile(r"(?:[这那该]|同[一样]?)(?:一|个)?(?:应用)?领域")
_BODY_PRONOUN = re.compile(
    r"同一?个?(?:单位|部门|局|家)(?=在|还|有|的)|他们|她们|人家|(?<!其)它们?(?=还|也|负责|管|要|有|的任务|的职责|牵头|参与|名下|一共|总共|除了|承担)|[这那该](?:个|家|一家)?(?:局|委|办|单位|部门|机构)(?!负责吗)"
)
_NAMES_DOCUMENT = re.compile(r"[这那本该](?:个|份|部)?(?:行动)?(?:方案|文件|政策|通知)")
_NEXT = re.compile(
    r"往下(?:翻|数|看)?(?:一|1)?(?:条|项|行)|(?:再)?(?:紧?[跟接挨]着的?)?(?:它)?(?:下|后)(?:面|边)?那?(?:一|1)?(?:条|项|行|个|款)|紧接着|接下来|往后|再往下|\bnext\b|随后的?(?:一条|一项)"
)
_PREVIOUS = re.compile(
    r"(?:它)?(?:上|前)(?:面|边|头)?那?(?:一|1)(?:条|项|行|个|款)|往[前上](?:翻|数|看)?(?:一|1)?(?:条|项|行)|\bprevious\b|(?<!以)(?<![早当])上(?:条|行)"
)
_ELSEWHERE = re.compile(r"别的|其他|其它|还(?:在|管|有|负责|出现|牵头|参与)")
_ONE_OF = re.compile(r"(?<!再)[前后]一个(?!月|季|年)|[前后]者")
"""Of several that were named, one; of one alone, its neighbour."""
_NTH = re.compile(
    rf"第(?P<number>[{NUMERAL_CHARS}]{{1,3}}|\d{{1,2}})(?:个|项|种|点|家|行|条)?(?!部分|[位批章名大期届次类]|[\u3400-\u9fff]?部分)|(?P<former>前者|前一个)|(?P<latter>后者|后一个|最后一?[个项条]|末了那?[个项条]|最末那?[个项条])"
)
_ELLIPSIS = re.compile(
    r"^(?:那|那么|还有|然后|至于|换成|如果是|要是|and |what about |how about )?\s*(?P<subject>[^,。?!]{1,24}?)(?:呢|又(?:是|由|归)?(?:怎么样|如何|谁|怎样|怎么说)?|怎么样|如何)?[?。]*$"
)
_ASKS = re.compile(r"什么|哪|怎么|如何|多少|几|谁|吗|啥|是不是|有没有")
_ASKS_ELLIPTICALLY = re.compile(r"^(?:那|那么|换成|至于|what about|how about)|呢[?。]*$")
_MORE = re.compile(
    r"(?:还有|另外|其他|其它|别的|剩下|除此之外)[^,。?]{0,6}(?:别的|其他|什么|哪些|吗|呢|没|方面|内容)|^还有[?呢吗]*$|anything else|what else"
)
_WHOLE = re.compile(
    r"具体(?:怎么|如何|是|内容|有|说|讲|要)|详细|展开|细说|原文|全文|完整|说清楚|怎么做|怎么干|怎么推|怎么落|怎么实施|details?|in full"
)
_NOUNFIRST = re.compile(r"责任单位|责任部门|部门|单位|时间|日期|金额|标题|内容|目标|电话|条件|流程|规模|领域|序号")
_WHOLE_TEXT = "{name}全文"
_PLACE = re.compile(r"^[^,。?]{1,8}?(?P<kind>里头?|里面|方面|领域|这块|那边|那条)")
"""What stands at the beginning of a question and is all that another one changes: 学校里呢."""
_SCOPE = re.compile(r"附件场景|附件|清单|场景|措施")
"""To which kind of task a question for those of an agency was confined."""
_MOST_CARRIED = 6
_LONGEST_RUN = 12
"""Words that are looked for together."""
_HELD = 0.5
_SPECIFIC = 5
"""A word that no more items contain singles them out."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A question made whole.

    Attributes:
        text: to be asked.
        otherwise: to be asked if that finds no answer; empty if there is nothing else to try.
        leans: whether ``text`` takes anything from what was said before.
        cited: ids of what was spoken of, where only what is found can tell which of two readings is meant.
    """

    text: str
    otherwise: str = ""
    leans: bool = False
    cited: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A follow-up question, normalised, and without the words that only lead over to it."""

    bare: str
    text: str


class FollowUps:
    """Makes follow-up questions whole."""

    def __init__(
        self,
        document: PolicyDocument,
        coverage: Coverage,
        words: Callable[[str], list[str]],
        agencies_in: Callable[[str], Sequence[str]],
    ) -> None:
        """Take what names subjects.

        Args:
            document: has the items that may be meant.
            coverage: weighs words.
            words: cuts a normalised text into words.
            agencies_in: returns the agencies that a normalised text names, in the policy's spelling.
        """
        self._document = document
        self._coverage = coverage
        self._words = words
        self._agencies_in = agencies_in
        self._names = names_of(document)
        self._history = HistoryReader(document, coverage, words)

    def resolve(self, raw: str, history: Sequence[Turn]) -> Resolved:
        """Make a question whole; one that stands alone, or opens a new topic, stays as it is."""
        if not history:
            return Resolved(raw)
        text = normalize(raw)
        bare = _POLITE.sub("", text) or text
        opening = _NEW_TOPIC.match(text) or _NEW_TOPIC.match(bare)
        if opening:
            return Resolved(opening.string[opening.end() :] or raw)
        before = self._history.read(history, text, self._resolve_earlier)
        correction = _CORRECTION.match(bare)
        asked = bare[correction.end() :] if correction and bare[correction.end() :] else bare
        if correction and not _ASKS.search(asked) and not kind_of(asked):
            # 不是公园，我要问旅游景区: the question before, of something else.
            text = asked = f"{asked.rstrip('。!')}呢"
        for rule in (
            self._neighbour,
            self._domain,
            self._mentioned_elsewhere,
            self._body,
            self._nth,
            self._more,
            self._whole,
            self._another_subject,
            self._same_subject,
        ):
            resolved = rule(Asked(asked, text), before)
            if resolved:
                return resolved
        return Resolved(raw)

    def _resolve_earlier(self, raw: str, history: Sequence[Turn]) -> str:
        return self.resolve(raw, history).text

    def _own_words(self, text: str) -> list[str]:
        return own_words(_PRONOUN.sub(" ", self._names.sub(" ", text)), self._words)

    def _neighbour(self, follow_up: Asked, before: SpokenOf) -> Resolved | None:
        """下一条, 上一行."""
        asked = follow_up.bare
        step = 1 if _NEXT.search(asked) else -1 if _PREVIOUS.search(asked) else 0
        if not step or not before.cited or before.cited[-1] == PREAMBLE_ID:
            return None
        word = _NEXT.search(asked) or _PREVIOUS.search(asked)
        if word and any(map(self._coverage.occurrences, self._own_words(asked[: word.start()]))):
            return None  # it names itself what it is next to
        if _ONE_OF.search(asked) and len(before.cited) > 1:
            return None
        at = self._document.item(before.cited[-1] if step > 0 else before.cited[0])
        number = at.number + step if isinstance(at, Measure | Scenario) else 0
        unit = "附件第{}项" if isinstance(at, Scenario) else "第{}条"
        rest = _PREVIOUS.sub("", _NEXT.sub("", asked)).strip("的,。?!呢吗是那")
        return _leaning(unit.format(number) + (rest if self._asks_something(rest) else self._frame_of(before)))

    def _asks_something(self, rest: str) -> bool:
        known = any(self._coverage.occurrences(word) for word in self._own_words(rest))
        return kind_of(rest) is not None or known or "哪" in rest

    def _frame_of(self, before: SpokenOf) -> str:
        kind = kind_of(before.question)
        return "由哪些单位负责" if kind and kind.kind is AnswerKind.AGENCY else "写了什么"

    def _mentioned_elsewhere(self, follow_up: Asked, before: SpokenOf) -> Resolved | None:
        """它还在哪条里被提到: all that mention what was asked about."""
        asked = follow_up.bare
        if not _ALSO_MENTIONED.search(asked) or any(
            map(self._coverage.occurrences, self._own_words(_ALSO_MENTIONED.sub(" ", asked)))
        ):
            return None
        words = self._words(before.question)
        runs = (
            "".join(words[start:end])
            for start in range(len(words))
            for end in range(start + 1, min(len(words), start + _LONGEST_RUN) + 1)
        )
        known = [
            run for run in runs if len(run) > 1 and self._coverage.tasks_with(run) > 1 and own_words(run, self._words)
        ]
        return _leaning(f"哪些措施提到“{max(known, key=len)}”") if known else None

    def _domain(self, follow_up: Asked, before: SpokenOf) -> Resolved | None:
        """这个领域还有哪些场景: the domain of the row that was spoken of."""
        pointed = _THIS_DOMAIN.search(follow_up.bare)
        rows = [item for item in map(self._document.item, before.cited) if isinstance(item, Scenario)]
        if not pointed or not rows:
            return None
        asked = follow_up.bare
        return _leaning(
            f"附件{asked[: pointed.start()]}{rows[0].domain}领域{asked[pointed.end() :]}".replace("还有", "有")
        )

    def _body(self, follow_up: Asked, before: SpokenOf) -> Resolved | None:
        """他们还管什么: the agency that was spoken of."""
        asked = follow_up.bare
        pronoun, here = _BODY_PRONOUN.search(asked), self._agencies_in(asked)
        if (
            len(here) == 1
            and _ELSEWHERE.search(asked)
            and not self._own_words(_ELSEWHERE.sub(" ", asked.replace(here[0], "")))
        ):
            return _leaning(f"{here[0]}有哪些任务")
        if not pronoun:
            return None
        named = list(self._agencies_in(before.question)) or self._owners(before) or list(self._agencies_in(before.said))
        if len(named) != 1 or self._agencies_in(asked):
            return None
        rest = asked[: pronoun.start()] + named[0] + asked[pronoun.end() :]
        if _MORE.search(asked) or re.search(r"还(?:管|负责|有|牵头|参与|承担)", asked):
            within = _SCOPE.search(asked)
            rest = f"{named[0]}有哪些{within.group() if within else '任务'}"
        return _leaning(rest)

    def _owners(self, before: SpokenOf) -> list[str]:
        """Return whose the first item is that was spoken of."""
        item = self._document.item(before.cited[0]) if before.cited else None
        return list(item.agencies) if isinstance(item, Measure | Scenario) else []

    def _nth(self, follow_up: Asked, before: SpokenOf) -> Resolved | None:
        """第二个呢: one of several that the answer named."""
        asked = follow_up.bare
        match = _NTH.search(asked)
        if match and any(map(self._coverage.occurrences, self._own_words(asked[: match.start()]))):
            return None
        if not match or (find_address(asked, self._document) and match["number"]):
            return None
        cited = before.cited
        place = int(to_int(match["number"])) if match["number"] else 1 if match["former"] else len(cited)
        if not 1 <= place <= len(cited) or len(cited) == 1:
            # Beyond what was named it is a place in the document: 第18个呢 after 附件第19项.
            is_row = bool(cited) and cited[0].startswith("A") and match["number"] is not None
            return (
                _leaning(f"附件第{place}项{self._frame_of(before)}") if is_row else Resolved(asked) if cited else None
            )
        rest = (asked[: match.start()] + asked[match.end() :]).strip("的,。?!呢吗是那")
        name = name_items(cited[place - 1 : place], self._document)
        return _leaning(name + (rest if self._asks_something(rest) else self._frame_of(before)))

    def _more(self, follow_up: Asked, before: SpokenOf) -> Resolved | None:
        """还有别的吗: the whole of what was cited, or the same list again."""
        text = follow_up.text
        if not _MORE.search(text) or self._own_words(_MORE.sub(" ", text)):
            return None
        measures = [item for item in before.cited if item.startswith("M")]
        if len(before.cited) == 1 and measures:
            return _leaning(_WHOLE_TEXT.format(name=name_items(measures, self._document)))
        return _leaning(before.question) if before.question else None

    def _whole(self, follow_up: Asked, before: SpokenOf) -> Resolved | None:
        """具体怎么做: the whole text of what was cited."""
        asked = follow_up.bare
        if not _WHOLE.search(asked) or not before.cited or self._own_words(_WHOLE.sub(" ", asked)) or kind_of(asked):
            return None
        if before.cited[0] == PREAMBLE_ID:
            return None
        return _leaning(_WHOLE_TEXT.format(name=name_items(before.cited[:_MOST_CARRIED], self._document)))

    def _another_subject(self, follow_up: Asked, before: SpokenOf) -> Resolved | None:
        """那机场呢: the question before, of something else."""
        asked, text = follow_up.bare, follow_up.text
        match = _ELLIPSIS.match(asked)
        if not match or not _ASKS_ELLIPTICALLY.search(text) or kind_of(asked) or _ASKS.search(match["subject"]):
            return None
        subject = re.sub(r"[这那](?:个|种|条|项|块|类)?$", "", match["subject"]).strip("的 ")
        named = self._named_subject(subject, before)
        if named:
            return named
        kind = kind_of(before.question)
        own = self._own_words(subject)
        if not own or self._refers(subject):
            return None
        held = max((self._coverage.share_of_words(own, item) for item in before.cited), default=0.0)
        if kind and kind.kind in FRAMES:
            # Of rows of the annex one speaks by a part of their names.
            in_annex = bool(before.cited) and all(item.startswith("A") for item in before.cited)
            framed = FRAMES[kind.kind].format(f"附件中{subject}" if in_annex else subject)
            return Resolved(framed, self._carried(asked, before) if held else subject, leans=True)
        if held >= _HELD and held >= self._history.best(own)[1]:
            return Resolved(self._carried(asked, before), subject, leans=True)
        return Resolved(subject, self._carried(asked, before) if held else "", leans=False)

    def _named_subject(self, subject: str, before: SpokenOf) -> Resolved | None:
        """那第五条呢, 那市科协呢, 学校里呢: a subject that says itself how it takes the place of the one before."""
        place, earlier = _PLACE.search(subject), _PLACE.search(before.question)
        if find_address(subject, self._document):
            return _leaning(subject + self._frame_of(before))
        if self._agencies_in(subject) and self._agencies_in(before.question):
            within = _SCOPE.search(before.question)
            return _leaning(f"{subject}有哪些{within.group() if within else '任务'}")
        if place and earlier and place["kind"] == earlier["kind"]:
            return _leaning(subject + before.question[earlier.end() :])
        return None

    def _same_subject(self, follow_up: Asked, before: SpokenOf) -> Resolved | None:
        """那责任单位呢, 它什么时候启动: something else about what was cited."""
        asked, text = follow_up.bare, follow_up.text
        if not before.cited or find_address(asked, self._document) or _NAMES_DOCUMENT.search(asked):
            return None
        refers = self._refers(asked)
        if asks_which_items(asked) and not refers:
            return Resolved(text)
        asked = FIRST.sub("", asked)
        own = self._own_words(asked)
        carried = self._carried(asked, before)
        if not own:
            return _leaning(carried)
        held = max(self._coverage.share_of_words(own, item) for item in before.cited)
        best = self._history.best(own)[1]
        if refers:
            elsewhere = best > _HELD and held < best / 2 and not asked.startswith("具体")
            return Resolved(text, carried) if elsewhere else Resolved(carried, text, leans=True)
        known = [word for word in own if self._coverage.occurrences(word)]
        is_near = 2 * len(known) >= len(own) and not any(self._points_elsewhere(word, before) for word in known)
        if is_near:
            # One word that is everywhere is not worth a search.
            return Resolved(carried, text, leans=True, cited=before.cited if len(known) > 1 else ())
        return Resolved(text, carried, cited=before.cited)

    def _refers(self, asked: str) -> bool:
        """Tell whether a question begins by pointing to what was said, or has a pronoun and nothing before it to mean."""
        if FIRST.search(asked):
            return True
        pronoun = re.search("它们?|他们", asked)
        return _ANAPHOR.search(asked) is not None or (
            pronoun is not None and not self._own_words(asked[: pronoun.start()])
        )

    def _points_elsewhere(self, word: str, before: SpokenOf) -> bool:
        """Tell whether a word singles out items of which none was spoken of."""
        specific = self._coverage.occurrences(word) <= _SPECIFIC
        return specific and not any(word in self._coverage.text(item) for item in before.cited)

    def _carried(self, asked: str, before: SpokenOf) -> str:
        """Write a question with the subject that was spoken of before it."""
        if before.cited and before.cited[0] == PREAMBLE_ID:
            return f"文件{asked}"
        name = name_items(before.cited[:_MOST_CARRIED], self._document)
        rest = re.sub(rf"^(?:{_PRONOUN.pattern})(?:里头?|里面|的|中|条里)?", "", asked).lstrip("的,、 ")
        if _NOUNFIRST.match(rest):
            rest = f"的{rest}"
        return f"{name}{rest}" if rest else _WHOLE_TEXT.format(name=name)


def _leaning(text: str) -> Resolved:
    return Resolved(text, leans=True)

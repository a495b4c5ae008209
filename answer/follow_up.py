"""A question that leans on what was said before, made whole: 那责任单位呢 becomes 第十六条的责任单位.

The result is a question that anybody could have typed, so all that follows is the same with and without a history.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from answer.addressing import find_address, name_items, name_neighbour
from answer.agency_turns import AgencyTurns
from answer.answer_kinds import FRAMES, AnswerKind, kind_of
from answer.evidence import Coverage
from answer.find.told import main_point
from answer.leaning import ASKS, leans
from answer.lexicon import own_words
from answer.models import Turn
from answer.models.told import AskedOfTold, Exchange
from answer.numbered import names_part
from answer.ownership.desk import OwnershipDesk
from answer.ownership.request import TABLE_WORDS
from answer.question import names_of
from answer.set_turns import SetTurns
from answer.spoken_of import FIRST, HistoryReader, SpokenOf
from answer.understand.dialogue.asked_before import is_date, of_another_case, of_another_quantity
from answer.understand.dialogue.belonging import Belonging
from answer.understand.dialogue.consequence import Consequences
from answer.understand.dialogue.correction import read_correction
from answer.understand.dialogue.details import asks_details, asks_further
from answer.understand.points import read_points
from index.normalize import normalize
from index.tokenizer import PolicyTokenizer
from ingest.models import CLOSING_ID, PREAMBLE_ID, PolicyDocument, Scenario
from ingest.numerals import NUMERAL_CHARS, to_int

_NEW_TOPIC = re.compile(
    r"^[^,。:;?]{0,4}?(?:换[个一]?个?(?:话题|问题|方面)|另外?(?:再)?(?:问|请教)(?:[个一件]+)?(?:别的|问题|事)?|(?:再)?(?:问|说)[个点件]?(?:别的|其他的?|另外)|"
    r"不(?:说|聊|问)这[个些]了?|题外话|顺便(?:再)?问(?:一下|一句|下)?|跑个题|先?不(?:说|聊|谈|问)这[个些]了?|new topic|by the way|another question)[^,。:;?]{0,4}?[\s,。:;!]+"
)
_POLITE = re.compile(
    r"^(?:(?:嗯+|哦+|噢+|啊+|哎+|诶|唉|得嘞|好嘞|行吧?|得了?|成|好的?|明白了?|知道了|了解了?|(?:谢谢|多谢|感谢)[您你啦了哈]*|ok|那么?(?![个条项件行块种些类家份场边里样几两三一]|就)|那就|然后|还有(?:呢(?=[?,]))?|再|请问|那请问|那再问一下|and|so|then|ok)[\s,。!、:]*)+"
)
_LEADS_OVER = re.compile(r"那|and ")
"""From one thing to another that the same is asked of: 那市科协有几个."""
_PRONOUN = re.compile(
    r"^(?:那|那么)?具体|它们?的?|[这那]些|其中|(?<!其)其(?![他它余实次])|该(?:条|项|措施|计划|平台|项目|场景|办法|机制|活动|中心|基金群?|单位)|"
    r"[这那](?:一)?(?:个|条|项|件|行|块|种|部|类|家|份|场)?(?!个?(?:方案|文件|政策|通知))|[上前]面(?:说|提|讲)?|刚才|刚刚|[里当]头|里面|当中|上述|前述|前者|后者|此|[两三四五六几](?:家|个|条|项|者)(?=都|分别|各|是|叫|有|里|中)|"
    r"\b(?:it|its|they|them|their|this|that|these|those|there)\b"
)
_ALSO_MENTIONED = re.compile(
    r"还(?:在|有)?(?:别的)?(?:哪|其他|别)[^,。?]{0,8}(?:提|出现|写|见)(?:到|了|过)?|(?:还|别处|其他地方)[^,。?]{0,4}(?:提到|出现|写到)|(?:提到|出现|写到)[^,。?]{0,4}(?:别处|其他)"
)
_THIS_DOMAIN = re.compile(r"(?:[这那该]|同[一样]?)(?:一|个)?(?:应用)?领域")
_NAMES_DOCUMENT = re.compile(r"(?<!扶持)(?:方案|文件|通知)|[这那本该](?:个|份|部)?政策")
_SAID = re.compile(r"怎么[说写讲]|[写说提讲]没|有没有[说写提讲]|[说写讲提][了到]?(?:什么|吗|没)")
"""What a document says, of something: 方案里怎么说的."""
_ITEMS = r"(?:措施|条款|场景)"
_COMPLETE = (
    re.compile("印发|下发|发文|颁发|签发|落款|盖章"),
    re.compile("^[你您](?:是|会|能|有|叫|几|多|觉|喜)"),
    re.compile('[“"「『《]'),
    re.compile(r"(?:全市|全文|整个)[^,。?]{0,6}(?:责任单位|单位|部门)"),
    re.compile(
        rf"(?:哪[些几]|几个|多少|全部|所有|每[个条项]|最[多少长短])[^,。?]{{0,8}}{_ITEMS}|{_ITEMS}[^,。?]{{0,8}}(?:哪[些几]|最[多少长短]|全部|所有)"
    ),
    re.compile(r"(?:哪[些几一]?|第几)[条项个]?[^,。?]{0,3}(?:提|写|讲|说|谈|涉及)"),
)
"""Asks the assistant about itself, or about the document as a whole, or for all of its items that are as described, or quotes what it asks about."""
_BEHIND_PLACE = r"(?=[的呢是讲说写归由谁什叫在有排又还,。?]|场景|措施|$)"
"""A place that a noun follows is none among what was spoken of: 下一个三年计划, 第二课堂."""
_NEXT = re.compile(
    r"往下(?:翻|数|看)?(?:一|1)?(?:条|项|行)|(?:再)?(?:紧?[跟接挨]着的?)?(?:它)?(?<!最)(?:下|后)(?:面|边|头)?那?(?:一|1)?(?:条(?!例)|项(?!目)|行(?![业动政])|款|个"
    rf"{_BEHIND_PLACE})|紧接着|接下来|再?往[后下](?:数|翻)?|\bnext\b|随后的?(?:一条|一项)"
)
_PREVIOUS = re.compile(
    rf"(?:它)?(?:上|前)(?:(?:面|边|头)?那?(?:一|1)|(?:面|边|头)那|那)(?:条(?!例)|项|行|款|个{_BEHIND_PLACE})|往[前上](?:翻|数|看)?(?:一|1)?(?:条|项|行)|\bprevious\b|(?<!以)(?<![早当])上(?:条|行)"
)
_ONE_OF = re.compile(r"(?<!再)[前后]一个(?!月|季|年)|[前后]者")
"""Of several that were named, one; of one alone, its neighbour."""
_NTH = re.compile(
    rf"第(?P<number>[{NUMERAL_CHARS}]{{1,3}}|\d{{1,2}})(?:(?:个|项|种|点|家|行|条)(?!部分)|{_BEHIND_PLACE})"
    rf"|倒数第(?P<from_end>[{NUMERAL_CHARS}]|\d)(?:个|项|种|条|家)|(?P<former>前者|前一个)|(?P<latter>后者|后一个|最后面?[一那]?[个项条]|末了那?[个项条]|最末那?[个项条])"
)
_ELLIPSIS = re.compile(
    r"^(?:那么?(?!个|条|项)|还有|然后|至于|换成|如果是|要是|and |what about |how about )?\s*(?P<subject>[^,。?!]{1,24}?)(?:呢|又(?:是|由|归)?(?:怎么样|如何|谁|怎样|怎么说)?|怎么样|如何)?[?。]*$"
)
_THOSE = re.compile(r"[这那](?:[几些一两三](?:个|种|条|项|块|类)?|个|种|条|项|块|类)?$")
"""Ends the name of another subject: 智能制造那几个."""
_ASKS_ELLIPTICALLY = re.compile(r"^(?:那么?(?!个|条|项)|换成|至于|what about|how about|and )|呢[?。]*$")
_MORE = re.compile(
    r"(?:还有|另外|其他|其它|别的|剩下|除此之外)[^,。?]{0,6}(?:别的|其他|什么|哪些|吗|呢|没|方面|内容)|^还有[?呢吗]*(?=[,。?]|$)|anything else|what else"
)
_WHOLE = re.compile(
    r"具体(?:怎么|如何|是|内容|有|说|讲|要)|详细|展开|细说|[说讲]细|细讲|原文|全文|完整|说清楚|怎么做|怎么干|怎么搞|怎么推|怎么落|怎么实施|details?|in full"
)
_NOUNFIRST = re.compile(r"责任单位|责任部门|部门|单位|时间|日期|金额|标题|内容|目标|电话|条件|流程|规模|领域|序号")
_KIND = re.compile("附件场景|场景|附件|措施|条款")
_COUNTS_ALL = re.compile("几|多少")
_BEFORE_IT = re.compile(r"^(?:在此)?[之以]前(?!的)")
_COUNTS = re.compile(r"(?:一共|总共|共|有)*(?:是|有)?(?:几|多少)[家个]")
_WHOLE_TEXT = "{name}全文"
_PLACE = re.compile(r"^[^,。?]{1,8}?(?P<kind>里头?|里面|方面|领域|这块|那边|那条)")
"""What stands at the beginning of a question and is all that another one changes: 学校里呢."""
_EXCEPT = re.compile("除(?:了|去|开)?|以外|之外")
_MOST_CARRIED = 6
_LONGEST_RUN = 12
"""Words that are looked for together."""
_HELD = 0.5
_SPECIFIC = 5
"""A word that no more items contain singles them out."""
_NOUN = re.compile("n|x|j|l|i|eng")
"""Parts of speech of what a question may be about; ``x`` are words of the document."""
_IN_ALL = re.compile(
    "一共|总共|总计|合计|封顶|投资|预算|经费|费用|价格|成本|面积|人数|总额|上限|下限|占比|进度|进展|效果|成效|结果|依据|原因|好处|意义|背景|范围|对象|年限|寿命|形式|方式|步骤"
)
"""What is asked of a matter and is none itself, besides what `own_words` leaves out."""
_ASKS_AGENCIES = re.compile(
    r"谁|(?:责任)?(?:单位|部门|机构)[^,。?]{0,4}(?:哪|几|多少)[^,。?]{0,3}|(?:哪|什么|几|多少|其他|别的)[一些几两个家]*(?:责任)?(?:单位|部门|机构|家)"
)
_ASKS_TASKS = re.compile(
    r"什么|啥|哪|几|多少|干嘛|任务|工作|职责|责任|义务|职能|分工|措施|条款|场景|清单|的?事|\b(?:do|tasks?|duties)\b"
)
"""What an agency is asked for; without it a question that names one leaves its task out: 市科协也负责吗."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A question made whole.

    Attributes:
        text: to be asked.
        leans: whether it takes anything from what was said before.
        asked: what it asks of what was told, where it is answered from that.
        said: what was asked and answered before it, normalised; empty where it stands alone.
        told: the answers before it; none where it stands alone.
    """

    text: str
    leans: bool = False
    asked: AskedOfTold | None = None
    said: str = ""
    told: tuple[Exchange, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A follow-up question, normalised, and without the words that only lead over to it."""

    bare: str
    text: str
    points: bool
    corrects: bool = False


@dataclass(frozen=True, slots=True)
class Measured:
    """What tells by searching what a turn that says little is about.

    Attributes:
        belonging: whether it goes on about what was spoken of though it does not say so.
        consequences: which item says what follows from not doing what was spoken of.
    """

    belonging: Belonging
    consequences: Consequences


class FollowUps:
    """Makes follow-up questions whole."""

    def __init__(
        self,
        document: PolicyDocument,
        coverage: Coverage,
        tokenizer: PolicyTokenizer,
        desk: OwnershipDesk,
        names_task: Callable[[str], bool],
        measured: Measured,
    ) -> None:
        """Take what names subjects.

        Args:
            document: has the items that may be meant.
            coverage: weighs words.
            tokenizer: cuts a text into words.
            desk: knows the names of agencies.
            names_task: tells whether a question calls a task, a section or a domain by its name.
            measured: tells by searching what a turn that says little is about.
        """
        self._document = document
        self._coverage = coverage
        self._tokenizer, self._words = tokenizer, tokenizer.words
        self._desk = desk
        self._agencies_in = desk.agencies_in
        # Nothing here refers back to this object: what kept itself would stay in the memory when it is dropped.
        self.own_words = self._own_words = partial(_own_words, names_of(document), tokenizer.words)
        self._agency_turns = AgencyTurns(document, desk, self._own_words)
        self._names_task = names_task
        self._belonging = measured.belonging
        self._set_turns = SetTurns(document, self._agency_turns, measured.consequences, names_task)
        self._history = HistoryReader(document, coverage, tokenizer.words)

    def resolve(
        self, raw: str, history: Sequence[Turn], *, is_part: bool = False, is_earlier: bool = False
    ) -> Resolved:
        """Make a question whole; one that stands alone, or opens a new topic, stays as it is.

        Args:
            raw: the question.
            history: what was said before it, oldest first.
            is_part: whether it is a clause of which it is known that it leans on the one before.
            is_earlier: whether it was answered already, and is read only for what was spoken of.
        """
        if not history:
            return Resolved(raw)
        text = normalize(raw)
        bare = _POLITE.sub("", text) or text
        opening = _NEW_TOPIC.match(text) or _NEW_TOPIC.match(bare)
        if opening:
            return Resolved(opening.string[opening.end() :] or raw)
        before = self._history.read(history, text, self._resolve_earlier)
        follow_up = self._read(text, bare)
        told = None if is_part else self._set_turns.told(follow_up.bare, before)
        if told:
            return Resolved(told[1], leans=True, asked=told[0].asked)
        whole = "" if is_part else self._goes_on(follow_up, before, is_earlier=is_earlier)
        if not (whole or is_part) and self._stands_alone(follow_up):
            # What is corrected is about the same, though it says itself what is asked.
            return Resolved(follow_up.bare, said=self._point_of(before)) if follow_up.corrects else Resolved(raw)
        leaning = (
            _leaning(whole) if whole else self._by_rules(follow_up, before) or self._hardly_anything(follow_up, before)
        )
        return replace(leaning or Resolved(raw), said=self._point_of(before), told=before.told)

    @staticmethod
    def _point_of(before: SpokenOf) -> str:
        """Return the question before and the point of its answer, without what was only quoted with it."""
        return normalize(f"{before.asked},{main_point(before.told[0].answer)}") if before.told else before.asked

    def _hardly_anything(self, follow_up: Asked, before: SpokenOf) -> Resolved | None:
        """中间我偷偷开两天张呢: a turn that points back, and of which by itself the document hardly speaks."""
        is_on = follow_up.points and before.cited and not self._names_whole(follow_up.bare)
        is_on = is_on and self._belonging.says_little(follow_up.bare)
        return _leaning(self._carried(follow_up.bare, before)) if is_on else None

    def _by_rules(self, follow_up: Asked, before: SpokenOf) -> Resolved | None:
        """Make a turn whole by the first rule that knows what it leaves out."""
        for rule in (
            self._neighbour,
            self._domain,
            self._mentioned_elsewhere,
            self._agency,
            self._part,
            self._points,
            self._nth,
            self._more,
            self._whole,
            self._another_subject,
            self._same_subject,
        ):
            resolved = rule(follow_up, before)
            if resolved:
                return resolved
        return None

    def _read(self, text: str, bare: str) -> Asked:
        """Read a turn by itself: what it corrects, and whether it points back.

        Args:
            text: normalised.
            bare: the same without the words that only lead over to it.
        """
        correction = read_correction(bare)
        asked = correction.meant if correction else bare
        if correction and not ASKS.search(_THOSE.sub("", asked)) and not kind_of(asked):
            # 不是公园，我要问旅游景区: the question before, of something else.
            text = asked = f"{asked.rstrip('。!?')}呢"
        led = _LEADS_OVER.search(text[: len(text) - len(bare)])
        points = (
            leans((led.group() if led else "") + asked, self._has_matter)
            or self._names_place(asked)
            or (_WHOLE.search(asked) is not None and not self._own_words(_WHOLE.sub(" ", asked)))
        )
        return Asked(asked, text, points, corrects=correction is not None)

    def _resolve_earlier(self, raw: str, history: Sequence[Turn]) -> str:
        return self.resolve(raw, history, is_earlier=True).text

    def _goes_on(self, follow_up: Asked, before: SpokenOf, *, is_earlier: bool) -> str:
        """Write out a turn that asks on about what was spoken of, however little it says; empty if it does not."""
        asked = follow_up.bare
        further = asks_further(follow_up.text) and len(before.cited) == 1
        if (asks_details(follow_up.text) or further) and before.cited and before.cited[0] != PREAMBLE_ID:
            return _WHOLE_TEXT.format(name=name_items(before.cited[:_MOST_CARRIED], self._document))
        whole = self._set_turns.whole(asked, before, partial(self._framed, before))
        if not whole and self._set_turns.takes_up(asked, before):
            return self._carried(asked, before)
        if whole or is_earlier or follow_up.points or self._names_whole(asked):
            return whole
        words = self._own_words(asked)
        is_on = self._belonging.goes_on(follow_up.text, asked, words, before.question, before.cited)
        return self._carried(asked, before) if is_on else ""

    def _stands_alone(self, follow_up: Asked) -> bool:
        """Tell whether a turn points to nothing, and names what it asks about."""
        asked, names_whole = follow_up.bare, self._names_whole(follow_up.bare)
        # 一共几项 counts what was listed; 提到残联的一共几条 says itself what it counts.
        counts = not names_whole and read_points(asked) is not None
        counts = counts and (asked.startswith(("这", "那", "它")) or not self._knows(asked))
        return not follow_up.points and not counts and (names_whole or self._has_own_subject(asked))

    def _names_whole(self, asked: str) -> bool:
        """Tell whether a question names a task or an item, or asks about the document or the assistant as a whole."""
        return (
            self._names_task(asked)
            or find_address(asked, self._document) is not None
            or any(form.search(asked) for form in _COMPLETE)
            or (_NAMES_DOCUMENT.search(asked) is not None and bool(self._own_words(asked) or not _SAID.search(asked)))
        )

    def _has_own_subject(self, asked: str) -> bool:
        """Tell whether a question that points to nothing names what it asks about."""
        rest, agencies = self._without_agencies(asked)
        if agencies and _ASKS_TASKS.search(_ASKS_AGENCIES.sub(" ", rest)):
            return True
        return self._has_subject((TABLE_WORDS if agencies else _IN_ALL).sub(" ", rest))

    def _without_agencies(self, text: str) -> tuple[str, bool]:
        """Blank the names of agencies in a text, and tell whether there are any."""
        named = self._desk.aliases_in(text)
        for written in sorted(named, key=len, reverse=True):
            text = text.replace(written, " ")
        return text, bool(named)

    def _has_subject(self, text: str) -> bool:
        """Tell whether a text has a noun of its own that is not all over the document, or several: 多久发布一次数据 has one."""
        own = self._own_words(text)
        tagged = self._tokenizer.tagged(text) if own else []
        nouns = {word for word in own for noun, part in tagged if _NOUN.match(part) and (noun in word or word in noun)}
        return len(nouns) > 1 or any(self._coverage.occurrences(noun) <= _SPECIFIC for noun in nouns)

    def _names_place(self, asked: str) -> bool:
        """Tell whether a question asks for the first, the next … and says nothing in front of it of which."""
        places = filter(None, (form.search(asked) for form in (FIRST, _NEXT, _PREVIOUS, _NTH)))
        return any(not self._knows(asked[: place.start()]) for place in places) and not find_address(
            asked, self._document
        )

    def _knows(self, text: str) -> bool:
        return any(map(self._coverage.occurrences, self._own_words(text)))

    def _has_matter(self, text: str) -> bool:
        return bool(self._own_words(text) or self._agencies_in(text))

    def _neighbour(self, follow_up: Asked, before: SpokenOf) -> Resolved | None:
        """下一条, 上一行."""
        asked = follow_up.bare
        step = 1 if _NEXT.search(asked) else -1 if _PREVIOUS.search(asked) else 0
        if not step or not before.cited or not before.cited[-1].startswith(("M", "A")):
            return None
        word = _NEXT.search(asked) or _PREVIOUS.search(asked)
        if word and self._knows(asked[: word.start()]):
            return None  # it names itself what it is next to
        if _ONE_OF.search(asked) and len(before.cited) > 1:
            return None
        cited = before.cited
        if follow_up.corrects and len(before.told) > 1 and (_NEXT.search(before.said) or _PREVIOUS.search(before.said)):
            cited = before.told[1].cited  # 我要看的是上一条，不是下一条: of that from which the step was taken
        name = name_neighbour(cited[-1] if step > 0 else cited[0], step, self._document)
        rest = _PREVIOUS.sub("", _NEXT.sub("", asked)).strip("的,。?!呢吗是那")
        return _leaning(name + self._framed(before, rest))

    def _asks_something(self, rest: str) -> bool:
        known = any(self._coverage.occurrences(word) for word in self._own_words(rest))
        return kind_of(rest) is not None or known or "哪" in rest

    def _framed(self, before: SpokenOf, rest: str) -> str:
        """Return what is asked of an item, or what was asked before where nothing is."""
        return rest if self._asks_something(rest) else self._frame_of(before)

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

    def _agency(self, follow_up: Asked, before: SpokenOf) -> Resolved | None:
        """他们还管什么, 其中市财政局的有几条: agencies that were spoken of, or one among what was."""
        whole = self._agency_turns.whole(follow_up.bare, before)
        return _leaning(whole) if whole else None

    def _part(self, follow_up: Asked, before: SpokenOf) -> Resolved | None:
        """第二款呢, 它的第（一）项讲什么: a part of the one item that was spoken of."""
        asked = self._without_pointer(follow_up.bare)
        if len(before.cited) != 1 or not before.cited[0].startswith("M") or not names_part(asked):
            return None
        # 第二项 may be an item of its own; a paragraph never is.
        if find_address(asked, self._document) and not names_part(asked, paragraph=True):
            return None
        return _leaning(name_items(before.cited, self._document) + asked)

    def _points(self, follow_up: Asked, before: SpokenOf) -> Resolved | None:
        """一共列了几项, 最后一项是什么: of the one measure that was spoken of."""
        asked = follow_up.bare
        if len(before.cited) != 1 or not before.cited[0].startswith("M") or not read_points(asked):
            return None
        elsewhere = any(self._points_elsewhere(word, before) for word in self._own_words(asked))
        return None if elsewhere or find_address(asked, self._document) else _leaning(self._carried(asked, before))

    def _nth(self, follow_up: Asked, before: SpokenOf) -> Resolved | None:
        """第二个呢: one of several that the answer named."""
        asked = follow_up.bare
        match = _NTH.search(asked)
        if match and self._knows(asked[: match.start()]):
            return None
        if not match or (find_address(asked, self._document) and match["number"]):
            return None
        cited = self._listed(before)
        place = int(to_int(match["number"])) if match["number"] else 1 if match["former"] else len(cited)
        if match["from_end"]:
            place = len(cited) + 1 - to_int(match["from_end"])
        if not 1 <= place <= len(cited) or len(cited) == 1:
            # Beyond what was named it is a place in the document: 第18个呢 after 附件第19项.
            is_row = bool(cited) and cited[0].startswith("A") and match["number"] is not None
            return (
                _leaning(f"附件第{place}项{self._frame_of(before)}") if is_row else Resolved(asked) if cited else None
            )
        rest = (asked[: match.start()] + asked[match.end() :]).strip("的,。?!呢吗是那")
        name = name_items(cited[place - 1 : place], self._document)
        return _leaning(name + self._framed(before, rest))

    @staticmethod
    def _listed(before: SpokenOf) -> tuple[str, ...]:
        """Return the items of the last answer that named several, where the one spoken of since is among them."""
        several = next((cited for cited in before.exchanges if len(cited) > 1), ())
        is_of_them = len(before.cited) == 1 and before.cited[0] in several
        return several if is_of_them else before.cited

    def _more(self, follow_up: Asked, before: SpokenOf) -> Resolved | None:
        """还有别的吗: the whole of what was cited, or the same list again."""
        text = follow_up.text
        if not _MORE.search(text) or self._own_words(_MORE.sub(" ", text)):
            return None
        if len(before.cited) == 1 and before.cited[0].startswith(("M", "G", CLOSING_ID)):
            return _leaning(_WHOLE_TEXT.format(name=name_items(before.cited, self._document)))
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
        if (
            not match
            or not _ASKS_ELLIPTICALLY.search(text)
            or kind_of(asked)
            or ASKS.search(_THOSE.sub("", match["subject"]))
        ):
            return None
        subject = _THOSE.sub("", match["subject"]).strip("的 ")
        named = self._named_subject(subject, before)
        replaced = "" if named else of_another_quantity(subject, before.question)
        if replaced and len(before.cited) == 1 and not is_date(subject) and not find_address(replaced, self._document):
            replaced = f"{name_items(before.cited, self._document)},{replaced}"
        if named or replaced:
            return named or _leaning(replaced)
        own = self._own_words(subject)
        return self._same_asked(follow_up, subject, own, before) if own else None

    def _same_asked(self, follow_up: Asked, subject: str, own: list[str], before: SpokenOf) -> Resolved:
        """Ask of another subject, by whose words it is known, what was asked before."""
        kind = kind_of(before.question)
        # 要是租人才公寓呢 is another case, and 场地面积呢 another thing that the same is asked of.
        is_case = follow_up.corrects or self._says_what_is_done(subject)
        is_thing = kind is not None and kind.kind in FRAMES and not is_case
        case = "" if is_thing else of_another_case(subject, before.question)
        if case and not find_address(before.question, self._document):
            return _leaning(case)
        if kind and kind.kind in FRAMES:
            # Of rows of the annex one speaks by a part of their names.
            in_annex = bool(before.cited) and all(item.startswith("A") for item in before.cited)
            return _leaning(FRAMES[kind.kind].format(f"附件中{subject}" if in_annex else subject))
        held = max((self._coverage.share_of_words(own, item) for item in before.cited), default=0.0)
        is_near = held >= _HELD and held >= self._history.best(own)[1]
        is_on = is_near or (self._belonging.says_little(subject) and not self._knows(subject))
        return _leaning(self._carried(follow_up.bare, before)) if is_on else Resolved(subject)

    def _says_what_is_done(self, subject: str) -> bool:
        return any(part == "v" for _, part in self._tokenizer.tagged(subject))

    def _named_subject(self, subject: str, before: SpokenOf) -> Resolved | None:
        """那第五条呢, 那市科协呢, 学校里呢: a subject that says itself how it takes the place of the one before."""
        place, earlier = _PLACE.search(subject), _PLACE.search(before.question)
        if find_address(subject, self._document):
            return _leaning(subject + self._frame_of(before))
        if self._agencies_in(subject):
            return _leaning(self._agency_turns.of_another(subject, before))
        if _KIND.fullmatch(subject) and _KIND.search(before.question):
            count = "一共多少" + ("条" if subject[0] in "措条" else "项")
            return _leaning(subject + count if _COUNTS_ALL.search(before.question) else f"有哪些{subject}")
        if self._names_task(subject) and self._agencies_in(before.question):
            return _leaning(FRAMES[AnswerKind.AGENCY].format(subject))
        if place and earlier and place["kind"] == earlier["kind"]:
            return _leaning(subject + before.question[earlier.end() :])
        return None

    def _same_subject(self, follow_up: Asked, before: SpokenOf) -> Resolved | None:
        """那责任单位呢, 它什么时候启动: something else about what was cited."""
        if not before.cited or find_address(follow_up.bare, self._document):
            return None
        asked = FIRST.sub("", follow_up.bare)
        rest, agencies = self._without_agencies(asked)
        own = self._own_words(_EXCEPT.sub(" ", _IN_ALL.sub(" ", TABLE_WORDS.sub(" ", rest))))
        if agencies and not own and not ASKS.search(asked) and not _EXCEPT.search(asked):
            return None
        if agencies and not own:
            return _leaning(self._agency_turns.tasks_of(before) + self._without_pointer(asked))
        carried = _leaning(self._carried(asked, before))
        if not own or asked.startswith("具体"):
            return carried
        held = max(self._coverage.share_of_words(own, item) for item in before.cited)
        best = self._history.best(own)[1]
        if follow_up.points:
            elsewhere = best > _HELD and held < best / 2
            return None if elsewhere or any(self._points_elsewhere(word, before) for word in own) else carried
        is_near = 2 * held >= best > 0 and not self._belonging.is_elsewhere(asked, before.cited)
        return carried if is_near else None

    def _points_elsewhere(self, word: str, before: SpokenOf) -> bool:
        """Tell whether a word singles out items of which none was spoken of."""
        is_specific = 0 < self._coverage.occurrences(word) <= _SPECIFIC
        return is_specific and not any(word in self._coverage.text(item) for item in before.cited)

    @staticmethod
    def _without_pointer(asked: str) -> str:
        return re.sub(rf"^(?:{_PRONOUN.pattern})(?:里头?|里面|的|中|条里)?", "", asked).lstrip("的,、 ")

    def _carried(self, asked: str, before: SpokenOf) -> str:
        """Write a question with the subject that was spoken of before it."""
        if before.cited and before.cited[0] in (PREAMBLE_ID, CLOSING_ID):
            return f"文件{asked}"
        name = name_items(before.cited[:_MOST_CARRIED], self._document)
        rest = self._without_pointer(asked)
        if _COUNTS.match(rest) and self._agency_turns.asked_owners(before):
            rest = f"责任单位{rest}"
        if _NOUNFIRST.match(rest):
            rest = f"的{rest}"
        # Right behind the name of an item 之前 would be what stands before that.
        rest = _BEFORE_IT.sub("事先", rest)
        return f"{name}{rest}" if rest else _WHOLE_TEXT.format(name=name)


def _leaning(text: str) -> Resolved:
    return Resolved(text, leans=True)


def _own_words(names: re.Pattern[str], cut: Callable[[str], list[str]], text: str) -> list[str]:
    """Return the words by which a text names a matter of its own, without names of the document and pointers."""
    return own_words(_PRONOUN.sub(" ", names.sub(" ", text)), cut)

"""Turns that ask on about agencies, made whole: 那市科协呢, 其中市财政局的有几条, 它和市国资委共同的呢, 也归他们管吗.

What was spoken of is either an agency, and then what it owes, or a task, and then whose it is; the turn is written
out as a question over the table of responsibilities that anybody could have asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from answer.addressing import name_items
from answer.answer_kinds import AnswerKind, kind_of
from answer.leaning import ASKS, COMPARES_IT, SAME_AS_IT, WITHIN_IT
from answer.ownership.desk import OwnershipDesk
from answer.ownership.request import TABLE_WORDS
from answer.spoken_of import SpokenOf
from ingest.models import Measure, PolicyDocument, Scenario
from ingest.numerals import NUMERAL_CHARS, to_int

_PRONOUN = re.compile(
    r"同一?个?(?:单位|部门|局|家)(?=在|还|有|的)|他们|她们|人家|佢(?:哋|地)?|"
    r"(?:[这那]?[两三]家|[它他]们[俩两]?个?|[这那]俩)(?=共同|一起|联合|合|都(?:管|负责|参与|有|在))|(?<!其)它们?(?=还|也|都|不|负责|管|要|有|的任务|的职责|牵头|参与|名下|一共|总共|除了|承担|[和跟与同]|共同|一起|两|一家|独)|(?<=[归由管])它们?|"
    r"[这那该](?:个|家|一家)?(?:局|委|办|单位|部门|机构)(?!负责吗)"
)
_ELSEWHERE = re.compile(r"别的|其他|其它|还(?:在|管|有|负责|出现|牵头|参与)")
_STILL = re.compile(
    r"还(?:管|负责|有|牵头|参与|承担)|(?:还有|另外|其他|其它|别的)[^,。?]{0,6}(?:别的|其他|什么|哪些|吗|呢)"
)
_SET = re.compile(
    r"^.{0,2}?(?:其中|[这那](?:[些几](?:个|条|项)?(?:措施|场景|任务|事)?(?:里面?|中|当中)?|里[面头])|里[面头]|当中"
    r"|(?:[上前]面|刚才)[^,。?]{0,4}(?:里面?|中|[些几][条项个]))的?"
)
_ALSO_IN = re.compile(r"也(?:在|有|参与|参加|负责|管)[^,。?]{0,4}的")
_WITHOUT = re.compile(r"去掉|除去|除开|刨[去开掉]|排除|不算|不要|扣[除掉去]|剔除")
_WITH = re.compile(r"^(?:再|又)?(?:加上?|算上|带上|连上)")
_LIKEWISE = re.compile(r"(?:那么?)?(?:又|就)?(?:有|负责|管|参与)?(?:几|多少|哪[些几])[个条项]?[呢嘛啊呀吗]*[?]?")
_PLURAL = re.compile(r"们|[这那]?[两三几]家|俩|哋")
_TOGETHER = re.compile(r"(?:[这那]?[两三]家|[它他]们[俩两]?个?|[这那]俩)(?:共同|一起|联合|合|都)")
_THREE = re.compile("三家")
_ALSO = re.compile(r"(?P<subject>[^,。?]{2,20}?)也(?:是|一样|算|如此)的?[吗么嘛]?[?]?")
_ASKS_ROWS, _ASKS_MEASURES = re.compile("场景|附件|清单"), re.compile("措施|条款|正文")
_SCOPE = re.compile(r"附件场景|附件|清单|场景|措施")
"""To which kind of task a question for those of an agency was confined."""
_SEVERAL = 2
_THESE = re.compile(rf"[这那](?P<number>[{NUMERAL_CHARS}几])家(?:单位|部门)?")
_COUNTS_TASKS = re.compile(r"只[^,。?]{0,4}[这那]|(?:几|哪[几些]|多少)[条项个]")


class AgencyTurns:
    """Makes turns about agencies whole."""

    def __init__(self, document: PolicyDocument, desk: OwnershipDesk, own_words: Callable[[str], list[str]]) -> None:
        """Take the document, what knows the names of its agencies, and what finds the matter that a text names."""
        self._document = document
        self._desk = desk
        self._own_words = own_words

    def whole(self, asked: str, before: SpokenOf) -> str:
        """Return the question that a normalised turn means after what was spoken of; empty if it is no such turn."""
        for rule in (
            self._these,
            self._same,
            self._within,
            self._among,
            self._added,
            self._also,
            self._likewise,
            self._further,
            self._pronoun,
        ):
            text = rule(asked, before)
            if text:
                return text
        return ""

    def of_another(self, subject: str, before: SpokenOf) -> str:
        """Ask of another agency what was asked of one before, or whether it owns what was spoken of, too."""
        earlier = self._desk.aliases_in(before.question)
        if len(set(earlier.values())) == 1:
            question = before.question
            for written in sorted(earlier, key=len, reverse=True):
                question = question.replace(written, subject)
            return question
        if self.asked_owners(before) and before.cited:
            return f"{self.tasks_of(before)}是由{subject}负责吗"
        return f"{subject}有哪些{_scope_of(before.question)}"

    def tasks_of(self, before: SpokenOf) -> str:
        """Name what was spoken of; beside a row, its measure only tells more of it."""
        rows = [item for item in before.cited if item.startswith("A")]
        return name_items(rows if rows[:1] == list(before.cited[:1]) else before.cited, self._document)

    @staticmethod
    def asked_owners(before: SpokenOf) -> bool:
        """Tell whether it was asked whose something is."""
        kind = kind_of(before.question)
        return kind is not None and kind.kind is AnswerKind.AGENCY

    def _these(self, asked: str, before: SpokenOf) -> str:
        """责任单位只写了这两家的一共有几条: the agencies that the last answer named."""
        pointed = _THESE.search(asked)
        if not pointed or not _COUNTS_TASKS.search(asked) or self._desk.agencies_in(asked):
            return ""
        named = self._desk.agencies_in(before.answer)
        is_meant = len(named) == to_int(pointed["number"]) if pointed["number"] != "几" else len(named) >= _SEVERAL
        return asked[: pointed.start()] + "和".join(named) + asked[pointed.end() :] if is_meant else ""

    def _same(self, asked: str, before: SpokenOf) -> str:
        """和机场是同一家吗, 科技场馆是不是同一家, 跟市工信局一起管的有哪些."""
        compared, same = COMPARES_IT.search(asked), SAME_AS_IT.search(asked)
        if not before.cited or not (compared or same):
            return ""
        agencies = self._desk.agencies_in(asked)
        if agencies and len(before.cited) >= _SEVERAL:
            return f"{name_items(before.cited, self._document)}中的由{'、'.join(agencies)}负责的有哪些"
        if agencies:
            return ""
        tasks = self.tasks_of(before)
        if compared and compared["other"]:
            whose = "的责任单位" if self.asked_owners(before) else ""
            return asked[: compared.start()] + tasks + whose + asked[compared.end() :]
        return tasks + (asked[compared.end("it") :] if compared else f"和{asked}")

    def _within(self, asked: str, before: SpokenOf) -> str:
        """医用机器人算在里面吗, of what an agency owes."""
        within, agencies = WITHIN_IT.search(asked), self._desk.agencies_in(before.question)
        return f"{asked[: within.start()]}是由{agencies[0]}负责吗" if within and len(agencies) == 1 else ""

    def _among(self, asked: str, before: SpokenOf) -> str:
        """其中市财政局的有几条, 去掉市住建局的, 其中智能制造领域的有哪些: some of all that was spoken of."""
        agencies = "、".join(self._desk.agencies_in(asked))
        pointed, without = _SET.search(asked), _WITHOUT.search(asked)
        if len(before.cited) < _SEVERAL or not (pointed or (agencies and (without or _ALSO_IN.search(asked)))):
            return ""
        kind = "A" if _ASKS_ROWS.search(asked) else "M" if _ASKS_MEASURES.search(asked) else ""
        of_kind = [item for item in before.cited if item.startswith(kind)]
        items = name_items(of_kind or before.cited, self._document)
        if without and agencies:
            return f"{items}中没有{agencies}的有哪些"
        return f"{items}中的{_asking(asked[pointed.end() :]) if pointed else f'由{agencies}负责的有哪些'}"

    def _added(self, asked: str, before: SpokenOf) -> str:
        """再加上市国资委呢: the question before, of one agency more."""
        earlier, more = self._desk.aliases_in(before.question), self._desk.agencies_in(asked)
        if not _WITH.match(asked) or not earlier or not more:
            return ""
        last = max(earlier, key=before.question.rfind)
        return before.question.replace(last, "、".join([last, *more]))

    def _also(self, asked: str, before: SpokenOf) -> str:
        """高铁站也是吗, after whose 机场 is."""
        also, owners = _ALSO.fullmatch(asked), self._agencies_of(before)
        if not also or len(owners) != 1 or not self.asked_owners(before) or self._desk.agencies_in(asked):
            return ""
        return f"{also['subject']}由{owners[0]}负责吗"

    def _likewise(self, asked: str, before: SpokenOf) -> str:
        """那市科协有几个: what was counted or listed of one agency before, within the same bounds."""
        agencies = self._desk.aliases_in(asked)
        left = re.sub("|".join(map(re.escape, agencies)), "", asked) if len(agencies) == 1 else ""
        return self.of_another(next(iter(agencies)), before) if _LIKEWISE.fullmatch(left) else ""

    def _further(self, asked: str, _before: SpokenOf) -> str:
        """市科协还管别的吗: all that it owes."""
        here = self._desk.agencies_in(asked)
        is_further = len(here) == 1 and _ELSEWHERE.search(asked) is not None
        rest = _ELSEWHERE.sub(" ", asked.replace(here[0], "")) if is_further else ""
        return f"{here[0]}有哪些任务" if is_further and not self._own_words(rest) else ""

    def _pronoun(self, asked: str, before: SpokenOf) -> str:
        """他们还管什么, 它和市国资委共同的呢, 口岸也归它管吗: the agency that was spoken of."""
        pronoun, here = _PRONOUN.search(asked), self._desk.agencies_in(asked)
        named = self._agencies_of(before) if pronoun else []
        if pronoun and not here and _TOGETHER.match(asked, pronoun.start()) and len(named) == 1:
            named = self._last_agencies(before, 3 if _THREE.search(pronoun.group()) else 2)
        if not pronoun or not named:
            return ""
        ahead, behind = asked[: pronoun.start()], asked[pronoun.end() :]
        owns = ahead.endswith(("归", "由", "是", "系")) and bool(self._own_words(ahead))
        if len(named) > 1 and not owns and (not _PLURAL.search(asked) or self._own_words(TABLE_WORDS.sub(" ", asked))):
            return ""
        if ahead.endswith(("除", "除了", "除开")) and before.cited:
            return f"{self.tasks_of(before)}除了{'、'.join(named)}{behind}"
        rest = ahead + "和".join(named) + behind
        if here or (len(named) > 1 and not owns):
            return _asking(rest)
        if not owns and _STILL.search(asked):
            return f"{named[0]}有哪些{_scope_of(asked)}"
        return rest

    def _last_agencies(self, before: SpokenOf, count: int) -> list[str]:
        """Return the last agencies that were asked about, in the order of the conversation; none if they are fewer."""
        found: dict[str, None] = {}
        for question in (before.question, *before.earlier):
            found |= dict.fromkeys(self._desk.agencies_in(question))
        return list(found)[:count][::-1] if len(found) >= count else []

    def _agencies_of(self, before: SpokenOf) -> list[str]:
        """Return the agencies that were asked about, else whose the first item is that was spoken of."""
        item = self._document.item(before.cited[0]) if before.cited else None
        owners = list(item.agencies) if isinstance(item, Measure | Scenario) else []
        return self._desk.agencies_in(before.question) or owners or self._desk.agencies_in(before.said)


def _scope_of(question: str) -> str:
    within = _SCOPE.search(question)
    return within.group() if within else "任务"


def _asking(text: str) -> str:
    """Ask for what is named where nothing is asked: 它和市国资委共同的呢."""
    bare = text.rstrip("呢吗吧?。! ")
    return text if ASKS.search(text) else f"{bare.removesuffix('的')}的有哪些任务"

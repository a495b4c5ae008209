"""What a question wants from the table of responsibilities: whose, which kind of tasks, under which heading."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from answer.answer_kinds import AnswerKind
from answer.lexicon import content_words
from answer.ownership.agency_names import AgencyNames, Mention
from answer.ownership.left_out import LeftOut, read_left_out
from answer.ownership.negation import Sides, read_sides
from answer.ownership.task_names import Named, TaskNames
from answer.question import Question
from index.normalize import normalize
from ingest.models import Measure, Scenario
from ingest.numerals import NUMERAL_CHARS
from ingest.ownership import OwnershipTable, Task, names

_MEASURES = re.compile(
    r"方案(?:正文)?[和与及、]附件|措施|条款|正文|[几哪两][一两几些]*条|多少条|每条|条(?:里|中)|\bmeasures?\b|\bclauses?\b"
)
_ROWS = re.compile(
    r"附件|附表|场景|表格|序号|编号|那一?行|这一?行|(?<!任务)(?<!职责)(?<!责任)(?<!工作)(?<!事项)(?<![列拉出做写][一个份张])(?<!列)(?<!列出)清单|[几哪两][一两几些]*行|"
    r"\bannex\b|\bscenarios?\b|\brows?\b"
)
TABLE_WORDS = re.compile(
    r"任务|工作|职责|责任|职能|义务|负责|分管|分工|分别|分到|承担|牵头|主管|主责|参与|参加|配合|协同|协作|合作|落实|推进|推动|措施|条款|条目|"
    r"应用场景|场景|附件|附表|清单|正文|表格|名单|列名|列入|列出|单位|部门|机构|政府|机关|委办局|应用领域|领域|应用|章节|部分|序号|编号|统计|"
    r"共同|联合|一起|同时|一共|总共|总计|合计|全部|所有|完整|对应|归口|数量|名称|名字|等字|组织|安排|事项|涉及|相关|有关|人工智能|(?<![a-z])ai(?![a-z])|智能|"
    rf"行动方案|行动计划|深圳市?|全市|本市|市里|市级|具体|主要|内容|要求|项目|以上|以下|以内|至少|至多|超过|不少于|不到|\d+|[{NUMERAL_CHARS}]+(?=[家个条项次])|逐[个项条一]|在列|有份"
)
"""The language of the table itself: no word of it says what a task is about."""
_AGENCY = r"(?:责任单位|责任部门|单位|部门|机构|机关|委办局|[局委办家](?![员法理事公会]))"
_TASK = r"(?:措施|条款|条|项|场景|任务|行|工作|职责|责任(?!单位|部门)|活|事)"
_WHICH = r"(?:哪|什么|啥|几|多少|边)"
_WHICH_AGENCY = re.compile(
    rf"{_WHICH}(?:[一两些几个]{{0,2}})(?:市级)?{_AGENCY}|谁|哪家|\bwhich (?:\w+ )?(?:agenc|department|bureau|office)|\bwho\b"
)
_WHICH_TASK = re.compile(
    rf"{_WHICH}(?:[一两些几个样]{{0,2}}){_TASK}|(?:做|干|管)(?:什么|啥|哪)|\bwhich (?:measure|scenario)"
)
_NOUN = re.compile(rf"(?P<agency>责任单位|责任部门|单位|部门|机构|机关|委办局)|(?P<task>{_TASK})")
_CHECKED = re.compile(
    r"([\u3400-\u9fff]{1,2})不\1|吗|(?<![什怎多])么[?。]?$|是不是|是否|有没有|对不对|对吧|吧[?。]?$|包不包括|包含不|在不在|管不管|算不算|属不属于|还是|能不能|\b(?:is|are|does)\b"
)
_MORE = re.compile(r"(?:谁|哪[个家])[^,。?]{0,10}(?:更?多|更?少)|更多|更少|比[^,。?]{0,12}[多少]")
"""Compares how much two agencies have to do."""
_CLAUSE = re.compile(r"[^,。?!;:—…]+")
_MOST_READ = 256
_COMMON = 0.35
"""A word that so large a share of the items contains says little about one of them."""
_FOREIGN_KINDS = frozenset(
    {
        AnswerKind.PHONE,
        AnswerKind.LINK,
        AnswerKind.ADDRESS,
        AnswerKind.PERSON,
        AnswerKind.COMPANY,
        AnswerKind.PROCEDURE,
        AnswerKind.CLOCK,
        AnswerKind.DATE,
        AnswerKind.AMOUNT,
        AnswerKind.REASON,
        AnswerKind.PENALTY,
        AnswerKind.OPERATOR,
    }
)
_ISSUED = re.compile(r"印发|发布|发文|下发|出台|颁布|颁发|签发|公布|制定|联合发|主送|抄送|\bissued?\b|\bpublish")


@dataclass(frozen=True, slots=True)
class Scope:
    """Which tasks a question is about.

    Attributes:
        tasks: them, in the order of the document.
        group: heading of a section or name of a domain that bounds them; empty if nothing does.
        kinds: ``measures``, ``rows`` or ``both``.
        besides: what the question leaves out of account, as it calls it; empty if nothing.
    """

    tasks: tuple[Task, ...]
    group: str
    kinds: str
    besides: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """A question, read for the table.

    Attributes:
        text: the normalised question, without what it leaves out of account.
        mentions: the agencies that it names; none of them twice.
        named: the tasks that it calls by their names, one by one.
        scope: the tasks among which it asks.
        missing: sections that it names by number and the policy has not.
        topic: words that narrow it further, which the policy does use.
        near_topic: those of them in the same clause as an agency or heading; elsewhere people tell their story.
        residue: all words that are neither names nor the language of the table, known to the policy or not.
        asks_who: whether it asks whose a task is.
        asks_agencies: whether it asks for agencies rather than tasks, as far as its nouns tell.
        outline: ``text`` with each agency written Ａ and each named task written Ｔ, to be matched for its form.
        sides: the agencies that it asks to be with, and to be without, in the policy's spelling where it names them.
        left_out: the items that it leaves out of account; its scope is without them.
    """

    text: str
    mentions: tuple[Mention, ...]
    named: tuple[Named, ...]
    scope: Scope
    missing: str
    topic: tuple[str, ...]
    near_topic: tuple[str, ...]
    residue: tuple[str, ...]
    asks_who: bool
    asks_agencies: bool
    outline: str
    sides: Sides
    left_out: LeftOut

    @property
    def is_checked(self) -> bool:
        """Whether it asks for yes or no."""
        return asks_yes_or_no(self.text)

    @property
    def known(self) -> tuple[str, ...]:
        """The agencies that it names and the policy too, in the policy's spelling."""
        return tuple(dict.fromkeys(mention.agencies[0] for mention in self.mentions if mention.agencies))

    @property
    def wanted(self) -> tuple[str, ...]:
        """Those of them that it asks to be with."""
        return tuple(agency for agency in self.known if agency not in self.sides.unwanted)

    def fits(self, task: Task) -> bool:
        """Tell whether the list of a task names all agencies that are wanted, and none that is not."""
        without = any(names(task, agency) for agency in self.sides.unwanted)
        return not without and all(names(task, agency) for agency in self.wanted)


class RequestReader:
    """Reads questions for one table."""

    def __init__(
        self,
        table: OwnershipTable,
        agency_names: AgencyNames,
        words: Callable[[str], list[str]],
        is_word: Callable[[str], bool],
        occurrences: Callable[[str], int],
    ) -> None:
        """Take what the parts need.

        Args:
            table: of the document.
            agency_names: finds its agencies.
            words: cuts a normalised text into words.
            is_word: tells whether a dictionary has a word.
            occurrences: counts the items of the document that contain a word.
        """
        self._table = table
        self._agency_names = agency_names
        self._task_names = TaskNames(table, is_word)
        self._words = words
        self._occurrences = occurrences
        self._read: dict[tuple[str, AnswerKind], Request] = {}

    def read(self, question: Question) -> Request | None:
        """Read a question; None if it asks for something that no list of agencies holds."""
        if question.kind in _FOREIGN_KINDS or _ISSUED.search(question.text):
            return None
        return self.parse(question)

    def parse(self, question: Question) -> Request:
        """Read a question of which it is known that it is about the table."""
        # The same question is read at several places on its way to an answer.
        key = (question.text, question.kind)
        request = self._read.get(key)
        if request is None:
            request = self._parse(question)
            if len(self._read) >= _MOST_READ:
                self._read.clear()
            self._read[key] = request
        return request

    def _parse(self, question: Question) -> Request:
        text = question.text
        about_rows = question.kind is AnswerKind.AGENCY or _ROWS.search(text) is not None
        rows_meant = _ROWS.search(text) is not None and _MEASURES.search(text) is None
        told, named = self._named(question, text, about_rows=about_rows, rows_meant=rows_meant)
        left_out = self._left_out(text, told, named)
        if left_out.spans:
            text = left_out.blank(text)
            told, named = self._named(question, text, about_rows=about_rows, rows_meant=rows_meant)
        mentions = _once(told)
        outline = _replaced(text, [*_marked(mentions, "Ａ"), *_marked(named, "Ｔ")])
        # What only looks like a body may be a matter, so its words still count.
        bodies = [mention for mention in mentions if mention.agencies or mention.is_department]
        blanks = [*_marked(bodies, " "), *_marked(named, " ")]
        rest = _replaced(text, blanks)
        groups = [found for found in named if found.group]
        near = _replaced(text, [*blanks, *_asides(text, [*bodies, *groups], blanks)])
        content = self._content(rest)
        topic = self._topic(rest, content, question, groups)
        return Request(
            text=text,
            mentions=tuple(mentions),
            named=tuple(found for found in named if not found.group),
            scope=self._scope(rest, [group for group in groups if group.tasks], left_out),
            missing="、".join(group.group for group in groups if not group.tasks),
            topic=topic,
            near_topic=topic if near == rest else self._topic(near, self._content(near), question, groups),
            residue=tuple(content),
            asks_who=question.kind is AnswerKind.AGENCY and _asks_who(outline, mentions),
            asks_agencies=_asks_agencies(outline),
            outline=outline,
            sides=read_sides(
                _replaced(text, [*_marked(told, "Ａ"), *_marked(named, "Ｔ")]),
                [mention.agencies[0] if mention.agencies else mention.written for mention in told],
            ),
            left_out=left_out,
        )

    def _named(
        self, question: Question, text: str, *, about_rows: bool, rows_meant: bool
    ) -> tuple[list[Mention], list[Named]]:
        """Find the agencies and the tasks that a text names."""
        named = self._task_names.find(text, question.synonyms, bare_domains=about_rows, rows_meant=rows_meant)
        return _apart(self._agency_names.find(text), named)

    def _left_out(self, text: str, told: Sequence[Mention], named: Sequence[Named]) -> LeftOut:
        spans = [(mention.start, mention.end) for mention in told]
        # Which agencies are not in the annex is no matter of other items.
        checks = asks_yes_or_no(text) or _asks_agencies(_replaced(text, _marked(told, "Ａ")))
        return read_left_out(text, spans, named, self._table.document, checks=checks)

    def _scope(self, rest: str, groups: list[Named], left_out: LeftOut) -> Scope:
        measures, rows = _MEASURES.search(rest) is not None, _ROWS.search(rest) is not None
        within = [task for group in groups for task in group.tasks] if groups else list(self._table.tasks)
        kind = Measure if measures and not rows else Scenario if rows and not measures else (Measure, Scenario)
        tasks = [task for task in within if isinstance(task, kind)]
        if not tasks:
            # A heading that holds none of that kind is meant besides them: 第一部分和附件.
            tasks = [task for task in self._table.tasks if task in within or isinstance(task, kind)]
            kind = (Measure, Scenario)
        kept = [task for task in tasks if left_out.keeps(task)]
        if left_out.kinds:
            kind = Scenario if Measure in left_out.kinds else Measure
        kinds = "measures" if kind is Measure else "rows" if kind is Scenario else "both"
        heading = "、".join(group.group for group in groups)
        return Scope(tuple(dict.fromkeys(kept)), heading, kinds, "、".join(left_out.written))

    def _longest(self, word: str, rest: str) -> str:
        """Take in the character before a word where the policy writes both together: 大模型."""
        start = rest.find(word)
        longer = rest[start - 1 : start] + word if start > 0 else word
        return longer if longer.isalnum() and self._occurrences(longer) else word

    def _content(self, rest: str) -> list[str]:
        return content_words(self._words(TABLE_WORDS.sub(" ", rest)))

    def _topic(self, rest: str, words: list[str], question: Question, groups: list[Named]) -> tuple[str, ...]:
        count = len(self._table.tasks)
        known = [self._longest(word, rest) for word in words if 0 < self._occurrences(word) <= _COMMON * count]
        said = (word for word in question.synonyms if word in rest and TABLE_WORDS.sub("", word))
        found = dict.fromkeys([*known, *said])
        return tuple(word for word in found if all(word not in normalize(group.group) for group in groups))


def asks_yes_or_no(text: str) -> bool:
    """Tell whether a normalised text, or a clause of one, asks for yes or no."""
    return _CHECKED.search(text) is not None


def _names_agency_first(outline: str) -> bool:
    """Tell whether the first question word stands with a word for agencies, not for tasks."""
    agency, task = _WHICH_AGENCY.search(outline), _WHICH_TASK.search(outline)
    return agency is not None and (task is None or agency.start() < task.start())


def _asks_who(outline: str, mentions: list[Mention]) -> bool:
    """Tell whether agencies are asked for where some are named; of a body unknown to the policy little is asked."""
    if len([mention for mention in mentions if mention.agencies]) > 1 and _MORE.search(outline):
        return False
    if not mentions or _names_agency_first(outline):
        return True
    return not any(mention.agencies for mention in mentions) and _asks_agencies(outline)


def _asks_agencies(outline: str) -> bool:
    if _WHICH_AGENCY.search(outline) or _WHICH_TASK.search(outline):
        return _names_agency_first(outline)
    # Without such words the noun behind the last 的 is what is asked for: 只负责一条措施的单位.
    nouns = list(_NOUN.finditer(re.split("[的之]", outline)[-1])) or list(_NOUN.finditer(outline))
    return bool(nouns) and nouns[0]["agency"] is not None


def _once(mentions: Iterable[Mention]) -> list[Mention]:
    """Keep the first mention of each agency; of 工信局（市工业和信息化局） and sjj（审计局） the clearer one counts."""
    kept: list[Mention] = []
    for mention in mentions:
        if kept and mention.start - kept[-1].end <= 1 and kept[-1].written.isascii():
            kept.pop()
        if not mention.agencies or all(mention.agencies != other.agencies for other in kept):
            kept.append(mention)
    return kept


def _apart(mentions: list[Mention], named: list[Named]) -> tuple[list[Mention], list[Named]]:
    """Of an agency and a task whose names overlap, the longer name counts: 口岸办 is no 口岸."""

    def beaten(one: Mention | Named, others: Iterable[Mention | Named], *, in_tie: bool) -> bool:
        length = one.end - one.start
        rivals = (other for other in others if one.start < other.end and other.start < one.end)
        return any(other.end - other.start + in_tie > length for other in rivals)

    kept = [mention for mention in mentions if not beaten(mention, named, in_tie=False)]
    return kept, [found for found in named if not beaten(found, kept, in_tie=True)]


def _asides(
    text: str, centres: Iterable[Mention | Named], blanks: Iterable[tuple[int, int, str]]
) -> Iterator[tuple[int, int, str]]:
    """Return the clauses of a text that hold none of its centres, without what is blanked already; none if all do."""
    found = list(centres)
    clauses = [(match.start(), match.end()) for match in _CLAUSE.finditer(text)] if found else []
    taken = list(blanks)
    for start, end in clauses:
        if all(one.end <= start or end <= one.start for one in found):
            edges = [start, *(edge for blank in sorted(taken) if start <= blank[0] < end for edge in blank[:2]), end]
            yield from ((first, last, " ") for first, last in zip(edges[::2], edges[1::2], strict=True) if first < last)


def _marked(found: Iterable[Mention | Named], mark: str) -> Iterator[tuple[int, int, str]]:
    return ((one.start, one.end, mark) for one in found)


def _replaced(text: str, pieces: Iterable[tuple[int, int, str]]) -> str:
    for start, end, mark in sorted(pieces, reverse=True):
        text = text[:start] + mark + text[end:]
    return text

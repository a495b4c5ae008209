"""The façade of this package: a question in, an answer read off the table of responsibilities out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Self

from answer import messages
from answer.addressing import Address, read_address
from answer.ownership.agency_names import AgencyNames, Mention
from answer.ownership.models import TableAnswer, TableRefusal, TableReply
from answer.ownership.negation import EXCEPT, asks_who_not
from answer.ownership.owners import MeasureOfRow, owners_answer
from answer.ownership.request import Request, RequestReader, Scope
from answer.ownership.roles import asks_contact, contacts, role_asked
from answer.ownership.tasks import tasks_answer
from answer.ownership.wording import (
    nothing_listed,
    paragraphs,
    quoting_lines,
    task_counts,
    task_lines,
    unclear_negation,
)
from answer.question import Question
from answer.refusal import Refusal
from answer.scope import foreign_names
from index.normalize import normalize
from index.tokenizer import PolicyTokenizer
from ingest.agency_aliases import AgencyAlias, read_aliases
from ingest.models import Item, Measure, PolicyDocument, Scenario, Sentence
from ingest.ownership import OwnershipTable, Task, owners

_OWNS_ONLY = re.compile(r"Ａ[^,。?Ｔ]{0,6}(?:只|仅仅?|就|光)(?:是|要|需)?(?:管|负责|有|参与|承担|抓)")
_WHO = re.compile(r"谁|哪[个家]单位|\bwho\b")
_OWNED = re.compile(
    r"责任单位|责任部门|负责|归口|归|管|主管|牵头|单位|部门|名单|抓|分工|同一?家|\bresponsib|\bagenc|\bdepartment"
)
_TASKS_ASKED = re.compile(
    r"任务|工作|职责|责任|义务|负责|分管|承担|牵头|参与|参加|配合|落实|分到|分工|分给|名下|头上|挂名|列入|列名|出现|点名|提到|安排|有份|份儿|名字|"
    r"措施|条款|场景|清单|附件|哪些|哪几|哪[条项个]|什么|啥|几[条项个]|多少|干嘛|怎么干|要干|要做|得做|该做|管|活|的事|哪一?块|对应|"
    r"\btasks?\b|\bdut(?:y|ies)\b|responsib|\bdo\b|\bmeasures?\b|\bscenarios?\b|\bwork\b"
)
_TASK_WORDS = re.compile(
    r"任务|工作|职责|责任|义务|负责|分管|承担|牵头|参与|参加|配合|落实|分工|措施|条款|场景|清单|附件|[几哪]+[一些]?[条项]|[管干做][^,。?]{0,4}[哪啥什]|\btasks?\b|responsib"
)
_LIST_ASKED = re.compile(
    r"(?:哪|几|多少)[一些几]{0,2}(?:措施|条|项|场景|任务|行|工作|职责)|措施|条款|附件|清单|场景|任务清单|\bmeasures?\b|\bscenarios?\b"
)
_PREDICATE = re.compile(
    r"\W*(?:在|对|于|就|要|需|应|得|有|负责|承担|参与|牵头|分管|管|抓|干|做|名下|那边|这边|方面|被|列|是否|到底|$)"
)
"""What may stand behind the body whose tasks are asked for."""
_ROW_ASKED = re.compile(
    r"附件|清单|附表|表格|序号|编号|领域|第几[项行号个位]|哪一?[行号项]|应用场景|[排占列在][^,。?]{0,4}(?:几|多少|第几)(?!条|款|部分|章)(?:号|位|行|个)?|(?:表|附件|清单)[^,。?]{0,6}(?:什么|哪个?)位置|\bannex\b|\brow\b"
)
_LACKS_WHICH = re.compile(r"没有?(?:哪|什么|啥)")
_BESIDES = re.compile(rf"{EXCEPT}(?P<what>[^,。?;ＡＴ]{{1,12}}?)(?:以外|之外|外)?,")
_MUCH = 2
_LEAST_NAMED = 0.5
_OF_ITEMS = re.compile(r"第[^,。?、第]{1,6}[条项]中")
_ABBREVIATED = r"[^,，。；;、\s]{0,3}?"
"""What may be left out between the characters of a name."""
_FEW = 3
"""Items of which each is told whether an agency is named for it; of more, those for which it is are listed."""


class OwnershipDesk:
    """Answers who owns what from the parsed document alone; nothing is embedded or retrieved."""

    def __init__(
        self,
        table: OwnershipTable,
        aliases: Iterable[AgencyAlias],
        words: Callable[[str], list[str]],
        is_word: Callable[[str], bool],
        occurrences: Callable[[str], int],
    ) -> None:
        """Prepare the names of agencies and tasks.

        Args:
            table: of the document.
            aliases: what people call its agencies.
            words: cuts a normalised text into words.
            is_word: tells whether a dictionary has a word.
            occurrences: counts the items of the document that contain a word.
        """
        self.table = table
        self._document = table.document
        self._short_title = table.document.metadata.short_title
        self._names = AgencyNames(table.document, aliases, is_word)
        self._reader = RequestReader(table, self._names, words, is_word, occurrences)
        self._words = words
        self._occurrences = occurrences
        self._measure_of = MeasureOfRow(table)

    @classmethod
    def open(cls, document: PolicyDocument, tokenizer: PolicyTokenizer, occurrences: Callable[[str], int]) -> Self:
        """Set the desk up for a document, with the aliases that are kept beside it.

        Raises:
            MetadataError: if the file of aliases cannot be read.
        """
        return cls(OwnershipTable(document), read_aliases(), tokenizer.words, tokenizer.knows, occurrences)

    def answer(self, question: Question) -> TableReply | None:
        """Answer a question by the names in it; None if it is about something else, or names no task."""
        if self._foreign(question):
            return None
        request = self._reader.read(question)
        if request is None:
            return None
        if request.missing:
            return self._no_section(request.missing)
        address = question.address
        if address and request.left_out.tasks:
            address, _ = read_address(request.text, self._document)
        reply = self._about_items(request, address) if address else self._read_off(request)
        return reply or (_rest_unclear(request.scope.besides) if request.left_out.tasks else None)

    def _read_off(self, request: Request) -> TableReply | None:
        return (
            self._owners(request)
            or self._rows(request)
            or self._unclear(request)
            or _unread(request)
            or self._tasks(request)
        )

    def names_task(self, question: Question) -> bool:
        """Tell whether a question calls a task by its name."""
        return bool(self._reader.parse(question).named)

    def tells_roles(self, text: str) -> bool:
        """Tell whether a normalised question asks who leads or helps, and the document tells them apart."""
        return role_asked(text, self.table) is not None

    def names_section(self, question: Question) -> bool:
        """Tell whether a question calls a section or a domain by its name."""
        return bool(self._reader.parse(question).scope.group)

    def agencies_in(self, text: str) -> list[str]:
        """Return the agencies of the policy that a normalised text names without doubt, in its order."""
        return list(dict.fromkeys(self.aliases_in(text).values()))

    def aliases_in(self, text: str) -> dict[str, str]:
        """Return the names of agencies in a normalised text, without those in doubt, each with the policy's name."""
        mentions = sorted(self._names.find(text), key=lambda mention: mention.start)
        clear = (mention for mention in mentions if len(mention.agencies) == 1 and not mention.in_doubt)
        return {mention.written: mention.agencies[0] for mention in clear}

    def owners_of_found(
        self, question: Question, found: Sequence[tuple[Item, tuple[Sentence, ...]]], *, several: bool
    ) -> TableAnswer | None:
        """Answer who owns the tasks that retrieval found for a question, best first, with their best sentences.

        Returns:
            None if the question does not ask for agencies, or the best task names none.
        """
        request = self._reader.read(question)
        owned = [
            (item, kept) for item, kept in found if isinstance(item, Measure | Scenario) and _tells(item, question.text)
        ]
        if request is None or not owned or owned[0][0] is not found[0][0]:
            return None
        if not (request.asks_who or (request.mentions and request.is_checked and _OWNED.search(request.text))):
            return None
        tasks: list[Task] = []
        for task, _ in owned if several else owned[:1]:
            rows = self._rows_named(task, request) if isinstance(task, Measure) else []
            tasks += [item for item in rows or [task] if item not in tasks]
        sentences = {task.id: kept for task, kept in owned if kept and isinstance(task, Measure)}
        return owners_answer(request, tasks, self._measure_of, self.table, sentences)

    def tasks_of(self, question: Question) -> TableReply:
        """Answer what the agencies that a text names owe; refuses where it names none that the policy names."""
        foreign = self._foreign(question)
        if foreign:
            message = messages.OTHER_SCOPE.format(document=self._short_title, names="、".join(foreign))
            return TableRefusal(Refusal("unanswerable_not_stated", message), ())
        request = self._reader.parse(question)
        unclear = next((mention for mention in request.mentions if len(mention.agencies) > 1), None)
        if unclear:
            return _ambiguous(unclear)
        if not request.known:
            written = [mention.written for mention in request.mentions]
            return self._unknown(written[0]) if written else self._not_listed(question.text)
        return tasks_answer(request, self.table, request.scope.tasks)

    def _rows_named(self, measure: Measure, request: Request) -> list[Task]:
        """Return the rows that belong to a measure and whose names the question holds in good part."""
        rows = [task for task in self.table.tasks if task.id in self._measure_of.rows(measure)]
        shares = {row.id: self._named_share(row, request.text) for row in rows}
        best = max(shares.values(), default=0.0)
        return [row for row in rows if shares[row.id] == best] if best >= _LEAST_NAMED else []

    def _named_share(self, row: Task, text: str) -> float:
        """Return the share of a row's name that a text holds, by words; words of many items weigh little."""
        words = self._words(row.name) if isinstance(row, Scenario) else []
        weights = {word: 1 / self._occurrences(word) for word in words if self._occurrences(word)}
        total = sum(weights.values())
        return sum(weight for word, weight in weights.items() if word in text) / total if total else 0.0

    def _about_items(self, request: Request, address: Address) -> TableReply | None:
        """Answer about items that are named by number: whose they are; rows also what they say, if there are several."""
        by_id = {task.id: task for task in self.table.tasks}
        tasks = [by_id[item] for item in address.citation_ids if item in by_id and _tells(by_id[item], request.text)]
        if not tasks:
            return None
        named = [task for found in request.named for task in found.tasks if owners(task)]
        if request.is_checked and named and not request.known and _OWNED.search(request.text):
            # 机场和第十二条是同一家吗
            return owners_answer(request, list(dict.fromkeys([*named, *tasks])), self._measure_of, self.table)
        if request.asks_who or (request.known and request.is_checked and len(tasks) <= _FEW):
            return owners_answer(request, tasks, self._measure_of, self.table)
        is_set = _OF_ITEMS.search(request.text) is not None
        if len(tasks) > 1 and (is_set or ((request.known or request.scope.group) and not request.near_topic)):
            return self._among(request, tasks)
        rows = [task for task in tasks if isinstance(task, Scenario)]
        return _row_lines(rows) if len(rows) > 1 else None

    def _among(self, request: Request, tasks: Sequence[Task]) -> TableReply | None:
        """Answer which of several items that are named by number an agency is named for, or belong to a group."""
        group, topic = request.scope.group, "、".join(request.near_topic)
        among = tuple(task for task in tasks if not group or task in request.scope.tasks)
        if topic:
            among = tuple(task for task in among if self._speaks_of(task, request))
        what = messages.NAMED_ITEMS + "".join(messages.OF_THEM.format(group=one) for one in (group, topic) if one)
        if not request.known:
            if not among:
                return nothing_listed(self._document, what)
            lead = messages.SELECTED.format(what=what, counts=task_counts(among, "both"))
            return TableAnswer(paragraphs(lead, task_lines(among)), among)
        within = replace(request, scope=Scope(among, what, "both"), near_topic=(), topic=(), residue=())
        return tasks_answer(within, self.table, among)

    def _owners(self, request: Request) -> TableReply | None:
        """Answer who owns the tasks that a question calls by their names."""
        is_only_name = bool(request.known) and not request.residue
        checked = request.is_checked and (is_only_name or _OWNED.search(request.text))
        is_open = _WHO.search(request.text) and (not request.known or request.sides.excepted)
        asks_who = request.asks_who or is_open or asks_who_not(request.outline)
        if not request.named or not (asks_who or (checked and (request.mentions or len(request.named) > 1))):
            return None
        if len(request.known) == 1 and _OWNS_ONLY.search(request.outline):
            # Whether that is all is seen on the whole list: 市国资委是不是只管机场和高铁站.
            return tasks_answer(replace(request, named=()), self.table, request.scope.tasks)
        tasks = list(
            dict.fromkeys(task for named in request.named for task in named.tasks if _tells(task, request.text))
        )
        return owners_answer(request, tasks, self._measure_of, self.table) if tasks else None

    def _rows(self, request: Request) -> TableAnswer | None:
        """Show the rows that a question calls by their names, where it asks what the annex says of them."""
        rows = [task for named in request.named for task in named.tasks if isinstance(task, Scenario)]
        if not rows or request.known or not _ROW_ASKED.search(request.text) or self._says_more(request):
            return None
        return _row_lines(rows)

    def _unclear(self, request: Request) -> TableReply | None:
        """Ask back where a name may mean several agencies; say so where the policy names none such."""
        for mention in request.mentions:
            if len(mention.agencies) > 1 and not request.topic:
                return _ambiguous(mention)
        unknown = [mention for mention in request.mentions if not mention.agencies]
        if not unknown or request.known or self._is_for_retrieval(unknown[0].written):
            return None
        if request.is_checked and unknown[0].is_department and not request.topic:
            return self._unknown(unknown[0].written)
        if request.asks_who or not self._is_about(request, unknown[0]):
            return None
        return self._unknown(unknown[0].written)

    def _foreign(self, question: Question) -> list[str]:
        return foreign_names(question.text, question.words, self._document)

    def _no_section(self, label: str) -> TableRefusal:
        count = sum(section.level == 0 for section in self._document.sections)
        message = messages.NO_SUCH_SECTION.format(document=self._short_title, label=label, count=count)
        return TableRefusal(Refusal("unanswerable_no_such_item", message), ())

    def _is_for_retrieval(self, written: str) -> bool:
        """Tell whether only the text can say what a body owes: no item has a list, and the text names it just so."""
        in_text = (normalize(measure.text) for measure in self._document.measures)
        return not self.table.agencies and any(written in text for text in in_text)

    def _mentioning(self, written: str) -> dict[Measure, tuple[Sentence, ...]]:
        """Return the measures that speak of a body outside of lists, with the sentences that do; 医保局 is 医疗保障局, too."""
        name = re.compile(_ABBREVIATED.join(map(re.escape, written)))
        found = {
            measure: tuple(one for one in measure.sentences if name.search(normalize(one.text)))
            for measure in self._document.measures
        }
        return {measure: sentences for measure, sentences in found.items() if sentences}

    def _unknown(self, written: str) -> TableReply:
        """Say that no list names a body, and show what the text says of it; refuse if it says nothing."""
        mentioning = self._mentioning(written)
        if not mentioning:
            return self._not_listed(written)
        lead = self._not_among_lists(written) + messages.MENTIONED_IN_TEXT.format(count=len(mentioning))
        sentences = {measure.id: found for measure, found in mentioning.items()}
        return TableAnswer(paragraphs(lead, quoting_lines(mentioning)), tuple(mentioning), sentences)

    def _not_among_lists(self, written: str) -> str:
        message = messages.UNKNOWN_AGENCY.format(document=self._short_title, written=written)
        return message if self.table.agencies else message + messages.NO_AGENCIES

    def _not_listed(self, written: str) -> TableRefusal:
        message = self._not_among_lists(written)
        closest = self._names.closest(written)
        if closest:
            message += messages.CLOSEST_AGENCIES.format(closest="、".join(closest))
        suggestions = tuple(messages.SUGGEST_TASKS.format(agency=agency) for agency in closest)
        return TableRefusal(Refusal("unanswerable_no_such_item", message), suggestions)

    @staticmethod
    def _is_about(request: Request, mention: Mention) -> bool:
        """Tell whether a question is about what a body owes, and not about some matter that it is mentioned with."""
        behind = request.text[mention.end :]
        if _is_bare(request):
            return True
        if not _TASKS_ASKED.search(behind) or (request.residue and not _TASK_WORDS.search(behind)):
            return False
        return not request.near_topic or _PREDICATE.match(behind) is not None

    def _says_more(self, request: Request) -> bool:
        """Tell whether a question has words of the policy besides the language of the table: it asks for what they say."""
        known = [word for word in request.residue if self._occurrences(word)]
        return len(known) >= _MUCH and not request.known and not request.asks_agencies

    def _tasks(self, request: Request) -> TableReply | None:
        """Answer what the named agencies owe, all of it or about one topic."""
        if not request.known or request.asks_who or not (_is_bare(request) or _TASKS_ASKED.search(request.outline)):
            return None
        is_doubtful = request.near_topic and all(mention.in_doubt for mention in request.mentions)
        is_checked = (request.topic or request.named) and request.is_checked and _OWNED.search(request.text)
        if is_doubtful or is_checked:
            return None
        if not request.near_topic and not request.named:
            return tasks_answer(request, self.table, request.scope.tasks)
        among = [task for task in request.scope.tasks if self._speaks_of(task, request)]
        topic = "、".join([*request.near_topic, *(request.text[named.start : named.end] for named in request.named)])
        if any(task in self.table.tasks_of(agency, among) for agency in request.known for task in among):
            return tasks_answer(request, self.table, among, topic)
        # A list was asked for: all of it is better than what retrieval makes of the other words.
        return tasks_answer(request, self.table, request.scope.tasks) if _LIST_ASKED.search(request.outline) else None

    def _speaks_of(self, task: Task, request: Request) -> bool:
        text = normalize(task.text)
        named = any(task in name.tasks or request.text[name.start : name.end] in text for name in request.named)
        return named or (bool(request.near_topic) and all(word in text for word in request.near_topic))


def _tells(task: Task, text: str) -> bool:
    """Tell whether the document says whose a task is; or whom to ask about it, where that is what is asked."""
    return bool(owners(task) or (asks_contact(text) and contacts([task])))


def _unread(request: Request) -> TableRefusal | None:
    """Ask back what a section does not have (公共服务领域没有哪些场景), and what it says besides something (除了人才，第五部分还讲了什么):
    what retrieval finds is likely just that.
    """
    if not request.scope.group or request.known or request.asks_agencies:
        return None
    if _LACKS_WHICH.search(request.outline):
        return unclear_negation(request)
    besides = _BESIDES.search(request.outline)
    return _rest_unclear(besides["what"]) if besides else None


def _is_bare(request: Request) -> bool:
    """Tell whether a question is nothing but names of agencies."""
    return not re.sub(r"[Ａ\W]", "", request.outline)


def _row_lines(rows: Iterable[Scenario]) -> TableAnswer:
    """Show rows of the annex, a line each."""
    shown = tuple(dict.fromkeys(rows))
    return TableAnswer(task_lines(shown, with_agencies=True), shown)


def _rest_unclear(items: str) -> TableRefusal:
    """Say that what is left cannot be told: what retrieval finds is likely just what was left out."""
    message = messages.REST_UNCLEAR.format(items=items)
    return TableRefusal(Refusal("unanswerable_not_stated", message), ())


def _ambiguous(mention: Mention) -> TableRefusal:
    message = messages.AMBIGUOUS.format(written=mention.written, candidates="、".join(mention.agencies))
    suggestions = tuple(messages.SUGGEST_TASKS.format(agency=agency) for agency in mention.agencies)
    return TableRefusal(Refusal("unanswerable_no_such_item", message), suggestions)

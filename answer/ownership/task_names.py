"""The measures, annex rows, sections and domains that a question calls by their names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from answer.ownership.folded_names import FoldedNames, fold
from answer.ownership.fuzzy_names import FuzzyNames
from index.normalize import normalize
from ingest.grammar.lines import LineKind
from ingest.models import Heading, Measure, Scenario, Section, sections_over
from ingest.numerals import NUMERAL_CHARS, to_int
from ingest.ownership import OwnershipTable, Task

_LEAST, _LEAST_FUZZY, _LONG_NAME = 2, 4, 5
_VERB_LENGTHS = (2, 4)
"""Titles begin with what is to be done (建设, 规划建设); people leave that out."""
_LEAST_TITLE = 4
_SECTION_NUMBER = re.compile(rf"第(?P<number>\d{{1,2}}|[{NUMERAL_CHARS}]{{1,3}})(?:个|大)?(?:部分|章节?|大类|板块)")
_IN_BRACKETS = re.compile(r"[(“\"](?P<title>[^()“”\"]{2,24})[)”\"]")
"""Behind the number of a section people put what they remember of its title."""
_SECTION_NOUN = re.compile(r"[”’\"」]?(?:那|这|的)?一?个?(?:章节?|部分|板块|大类|(?<=[那这])一?块)")
_MOST_DESCRIBED = 14
_ALONE_BEFORE, _ALONE_BEHIND = r"(?:^|(?<=[,、。:;和与及跟“\"]))", r"(?=$|[,、。?和与及跟由归是谁哪分各的该属”\"])"
"""What stands around a name that nothing describes more closely."""
_GENERAL = frozenset(
    "场所 活动 设备 建筑 工程 单元 重点 基础 设施 办理 应用 检测 诊断 辅助 监管 巡查 安全 协同 发展 试点 人工 智能 城市 政务 民生 医学 医用 智慧 房屋 重大 环境 科技 文化 体育 机器 机器人".split()
)
"""Words of many matters, though only one row has them in its name."""
_DOMAIN_NOUN = re.compile(
    r"^[”’\"」]?(?:的|这个|这一|类|里|里面|中|下|下面|方面)*(?:应用)?(?:领域|方面|类|大类|一类|板块|场景|的场景)"
    r"|^[)”\"\s]*(?:domain|area|sector|category)"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a question and the tasks that it stands for.

    Attributes:
        start: where it stands in the normalised question.
        end: behind its last character.
        tasks: one measure or row; all of a section or domain; none of a section that the policy has not.
        group: the heading of the section or the name of the domain, empty for a single task.
    """

    start: int
    end: int
    tasks: tuple[Task, ...]
    group: str = ""


def _is_numbered(section: Section, number: int) -> bool:
    """Tell whether people would call a section by a number: 一、 and 第一章, and not what stands within one."""
    return any(section.is_called(Heading(kind, number)) for kind in (LineKind.CHAPTER, LineKind.SECTION))


class TaskNames:
    """Knows the tasks of one policy by their names, as written or nearly so."""

    def __init__(self, table: OwnershipTable, is_word: Callable[[str], bool]) -> None:
        """Prepare the names; ``is_word`` tells whether a dictionary has a word."""
        document = table.document
        self._single: dict[str, list[Task]] = {}
        for scenario in document.scenarios:
            self._add(scenario.name, scenario)
        for measure in document.measures:
            for cut in (0, *_VERB_LENGTHS):
                if measure.title[cut:] and (cut == 0 or len(measure.title) - cut >= _LEAST_TITLE):
                    self._add(measure.title[cut:], measure)
        over = sections_over(document.sections, [measure.span for measure in document.measures])
        self._sections = [
            (section, tuple(one for one, path in zip(document.measures, over, strict=True) if section in path))
            for section in document.sections
        ]
        self._groups: dict[str, tuple[str, tuple[Task, ...]]] = {}
        for section, measures in self._sections:
            # What holds no measures is no group of tasks: its paragraphs are found by what they say.
            for cut in (0, 2) if measures else ():
                if cut and len(section.title) - cut < _LEAST_TITLE:
                    continue
                self._groups[fold(section.title[cut:])] = (section.heading, measures)
        self._domains = {
            fold(domain): (domain, tuple(row for row in document.scenarios if row.domain == domain))
            for domain in table.domains
        }
        names = {*self._single, *self._groups, *self._domains}
        self._folded = FoldedNames(names)
        self._part_of = self._parts_of_rows(document.scenarios, is_word)
        self._parts = FoldedNames(self._part_of)
        self._endings = self._shared_endings(document.measures, is_word)
        shared = _alternation(set(self._endings)).pattern
        self._ending = re.compile(f"{_ALONE_BEFORE}(?:{shared}){_ALONE_BEHIND}")
        fuzzy = [name for name in names if len(name) >= _LEAST_FUZZY and not name.isascii()]
        self._fuzzy = FuzzyNames(fuzzy, _LONG_NAME)

    @staticmethod
    def _parts_of_rows(rows: Sequence[Scenario], is_word: Callable[[str], bool]) -> dict[str, Scenario]:
        """Return the words, the endings and the long parts that occur in the name of one row only, each with the row."""
        found: dict[str, list[Scenario]] = {}
        for row in rows:
            name = fold(row.name)
            ends = [(start, end) for start in range(len(name)) for end in range(start + _LEAST, len(name) + 1)]
            for part in {name[start:end] for start, end in ends}:
                found.setdefault(part, []).append(row)
        alone = {part: tasks[0] for part, tasks in found.items() if len(tasks) == 1 and part not in _GENERAL}
        return {
            part: row
            for part, row in alone.items()
            if is_word(part) or len(part) >= _LEAST_FUZZY or _ends(fold(row.name), part, is_word)
        }

    @staticmethod
    def _shared_endings(measures: Sequence[Measure], is_word: Callable[[str], bool]) -> dict[str, tuple[Measure, ...]]:
        """Return what the titles of several measures end in: 算力平台, of a city's and of companies'."""
        found: dict[str, list[Measure]] = {}
        for measure in measures:
            title = fold(measure.title)
            for start in range(1, len(title) - _LEAST_TITLE + 1):
                if _ends(title, title[start:], is_word):
                    found.setdefault(title[start:], []).append(measure)
        return {ending: tuple(several) for ending, several in found.items() if len(several) > 1}

    def _add(self, name: str, task: Task) -> None:
        key = fold(name)
        if len(key) >= _LEAST and task not in self._single.get(key, ()):
            self._single.setdefault(key, []).append(task)

    def find(
        self,
        text: str,
        synonyms: Mapping[str, tuple[str, ...]],
        *,
        bare_domains: bool = False,
        rows_meant: bool = False,
    ) -> list[Named]:
        """Find the names in a normalised question, in its order and without overlap; of two the longer counts.

        Args:
            text: the question.
            synonyms: everyday expressions in it with the policy's terms; some are names of rows (科技馆, 科技场馆).
            bare_domains: whether the name of a domain counts without a word that says that it is one.
            rows_meant: whether it asks about the annex, so that a part of a row's name that no other has stands for it.
        """
        found: list[Named] = []

        def written(text: str) -> Iterator[Named]:
            return self._written(text, bare_domains=bare_domains)

        def called_otherwise(text: str) -> Iterator[Named]:
            for expression, terms in synonyms.items():
                tasks = tuple(task for term in terms for task in self._single.get(fold(term), ()))
                if tasks:
                    yield from (
                        Named(one.start(), one.end(), tasks) for one in re.finditer(re.escape(expression), text)
                    )

        for search in (
            self._numbered_sections,
            self._described_sections,
            written,
            called_otherwise,
            self._misspelt,
            self._by_ending,
            *([self._in_part] if rows_meant else []),
        ):
            for named in search(text):
                if all(named.end <= other.start or other.end <= named.start for other in found):
                    found.append(named)
        return sorted(found, key=lambda named: named.start)

    def _numbered_sections(self, text: str) -> Iterator[Named]:
        for match in _SECTION_NUMBER.finditer(text):
            number = to_int(match["number"])
            found = [one for one in self._sections if _is_numbered(one[0], number)]
            # Where sections are numbered anew in each chapter the number alone names none of them.
            if len(found) == 1 and found[0][1]:
                section, measures = found[0]
                title = _IN_BRACKETS.match(text, match.end())
                said = title and set(title["title"]) <= {*normalize(section.title), *"与和及、"}
                yield Named(match.start(), title.end() if title and said else match.end(), measures, section.heading)
            elif self._sections and not found:
                yield Named(match.start(), match.end(), (), match.group())

    def _described_sections(self, text: str) -> Iterator[Named]:
        """Find a section by part of its title: 产业集聚那一章."""
        for match in _SECTION_NOUN.finditer(text):
            begin = max(0, match.start() - _MOST_DESCRIBED)
            for start in range(begin, match.start() - _LEAST + 1):
                written = text[start : match.start()]
                found = [
                    (section, measures)
                    for section, measures in self._sections
                    if measures and _is_part(written, normalize(section.title))
                ]
                if len(found) == 1:
                    yield Named(start, match.end(), found[0][1], found[0][0].heading)
                    break

    def _written(self, text: str, *, bare_domains: bool) -> Iterator[Named]:
        for start, end, name in self._folded.find(text):
            named = self._named(name, start, end, text, bare_domains=bare_domains)
            if named:
                yield named

    def _misspelt(self, text: str) -> Iterator[Named]:
        for search in (self._fuzzy.sounding, self._fuzzy.mistyped):
            for start, end, names in search(text):
                named = self._named(names[0], start, end, text)
                if named:
                    yield named

    def _by_ending(self, text: str) -> Iterator[Named]:
        """Find all measures that a name stands for which says too little to mean one."""
        for match in self._ending.finditer(text):
            yield Named(match.start(), match.end(), self._endings[fold(match.group())])

    def _in_part(self, text: str) -> Iterator[Named]:
        """Find rows by a part of their names that no other row has: 景区, 审图."""
        for start, end, part in self._parts.find(text):
            yield Named(start, end, (self._part_of[part],))

    def _named(self, key: str, start: int, end: int, text: str, *, bare_domains: bool = False) -> Named | None:
        if key in self._single:
            return Named(start, end, tuple(self._single[key]))
        if key in self._groups:
            heading, measures = self._groups[key]
            return Named(start, end, measures, heading)
        # 公共服务 is a domain where the question says so; the words alone may mean anything.
        noun = _DOMAIN_NOUN.match(text[end:])
        if not noun and not bare_domains:
            return None
        name, rows = self._domains[key]
        return Named(start, end + (noun.end() if noun else 0), rows, name)


def _is_part(written: str, title: str) -> bool:
    """Tell whether what is remembered of a title is part of it; words may be left out of a longer one (算力供给)."""
    if len(written) <= _LEAST:
        return written in title
    characters = iter(title)
    return all(character in characters for character in written)


def _ends(name: str, part: str, is_word: Callable[[str], bool]) -> bool:
    """Tell whether a name ends in a part that does not begin within a word: 审图, and not 器人 of 机器人."""
    start = len(name) - len(part)
    return name.endswith(part) and not is_word(name[start - 1 : start + 1])


def _alternation(keys: set[str]) -> re.Pattern[str]:
    """Match names that are folded so, longest first, whatever punctuation stands between their characters."""
    longest_first = sorted(keys, key=lambda key: (-len(key), key))
    between = r"(?:[^\w,。?!、]|加)*"
    return re.compile("|".join(between.join(map(re.escape, key)) for key in longest_first) if keys else r"(?!)")

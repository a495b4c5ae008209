"""The measures and annex rows of a policy as one list to look through."""

from __future__ import annotations

from dataclasses import dataclass

from index.normalize import normalize
from ingest.models import Measure, PolicyDocument
from ingest.ownership import OwnershipTable, Task, declared
from ui import words
from ui.agency_filter import AgencyReader, AgencyReading
from ui.filters import Filters, split_words


@dataclass(frozen=True, slots=True)
class Selection:
    """What is shown.

    Attributes:
        filters: what was looked for.
        tasks: what meets it, in the order of the document.
        total: how many tasks the document has.
        agency: how the agency filter was understood; None if it is empty.
    """

    filters: Filters
    tasks: tuple[Task, ...]
    total: int
    agency: AgencyReading | None = None

    @property
    def measure_count(self) -> int:
        """How many measures are shown; the rest are rows of the annex."""
        return sum(isinstance(task, Measure) for task in self.tasks)


class TaskList:
    """Every task of a document with the normalised text that is searched."""

    def __init__(self, document: PolicyDocument) -> None:
        """Read the tasks and prepare their texts."""
        self.table = OwnershipTable(document)
        self.sections = tuple(dict.fromkeys(measure.section for measure in document.measures if measure.section))
        self._agencies = AgencyReader(document)
        self._texts = {task.id: _searched_text(task) for task in self.table.tasks}

    def select(self, filters: Filters) -> Selection:
        """Return the tasks that meet all filters."""
        tasks = self.table.tasks
        reading = self._agencies.read(filters.agency) if normalize(filters.agency) else None
        if reading:
            owned = {task.id for agency in reading.agencies for task in self.table.tasks_of(agency)}
            tasks = tuple(task for task in tasks if task.id in owned)
        if filters.place:
            tasks = tuple(task for task in tasks if self._is_in(task, filters.place))
        tasks = tuple(task for task in tasks if all(word in self._texts[task.id] for word in filters.words))
        return Selection(filters, tasks, len(self.table.tasks), reading)

    def _is_in(self, task: Task, place: str) -> bool:
        """Tell whether a task stands under a heading or in a domain, or in one that has these words."""
        own = place_of(task)
        if place in self.sections or place in self.table.domains:
            return own == place
        return all(word in normalize(own) for word in split_words(place))


def place_of(task: Task) -> str:
    """Return the section of a measure, the domain of a scenario."""
    return task.section if isinstance(task, Measure) else task.domain


def owners_of(task: Task) -> str:
    """Return the agencies as the policy lists them, with the 等 that leaves a list open, then who is declared for all."""
    listed = "、".join(task.agencies) + (words.AND_OTHERS if task.agencies_open else "")
    also = words.ALSO_DECLARED.format(agencies="、".join(declared(task))) if declared(task) else ""
    return "；".join(filter(None, (listed, also)))


def _searched_text(task: Task) -> str:
    # One by one: normalising takes out a line break between Chinese characters.
    return "\n".join(map(normalize, (task.label, task.name, place_of(task), *task.agencies, task.text)))

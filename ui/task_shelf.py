"""The tasks of all documents that are open, each document's in a list of its own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from index.catalogue.models import Entry, name_of
from index.normalize import normalize
from ui.filters import Filters, split_words
from ui.shelf import Shelf
from ui.task_list import Selection, TaskList

_KEPT = 512


@dataclass(frozen=True, slots=True)
class Listed:
    """What is shown of one document.

    Attributes:
        name: how it is called; empty where it is the only one.
        selection: its tasks.
    """

    name: str
    selection: Selection


class TaskShelf:
    """Lists the tasks of the documents that are open now."""

    def __init__(self, shelf: Shelf) -> None:
        """Take the documents."""
        self._shelf = shelf
        self.list_of = lru_cache(maxsize=_KEPT)(self._make_list)
        self._awaited: TaskList | None = None

    @property
    def first(self) -> TaskList | None:
        """The tasks of the built-in plan, or of the first document; None where nothing is open."""
        entry = self._shelf.first_entry
        return self.list_of(entry) if entry else self._before_the_library()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The documents with lists of agencies among which one may choose; none where one alone is open."""
        entries = self._shelf.entries()
        return tuple(entry for entry in entries if self.list_of(entry).table.agencies) if len(entries) > 1 else ()

    def select(self, filters: Filters) -> tuple[Listed, ...]:
        """Return what meets the filters, document by document; of several documents only those where something does.

        Nothing at all is returned where no document is meant.
        """
        entries = self._shelf.entries()
        if not entries:
            awaited = self._before_the_library()
            return (Listed("", awaited.select(filters)),) if awaited else ()
        wanted = [entry for entry in entries if _is_meant(entry, filters.document)]
        listed = [entry for entry in wanted if self._shows(entry, filters)] or wanted
        names = [name_of(entry) if len(entries) > 1 else "" for entry in listed]
        found = [Listed(name, self.list_of(entry).select(filters)) for name, entry in zip(names, listed, strict=True)]
        shown = tuple(one for one in found if one.selection.tasks)
        # Why nothing is found, one document says for all: one that has the agency, else one that has any like it.
        return shown or tuple(sorted(found, key=_how_far)[:1])

    def _shows(self, entry: Entry, filters: Filters) -> bool:
        """Tell whether a document has a place in the list: one without agencies only if it is asked for."""
        return bool(self.list_of(entry).table.agencies) or bool(filters.document or filters.text or filters.place)

    def _make_list(self, entry: Entry) -> TaskList:
        return TaskList(self._shelf.document(entry))

    def _before_the_library(self) -> TaskList | None:
        awaited = self._shelf.awaited
        if awaited is None:
            return None
        self._awaited = self._awaited or TaskList(awaited)
        return self._awaited


def _how_far(listed: Listed) -> int:
    """Say how far a document is from having the agency that is looked for."""
    reading = listed.selection.agency
    return 0 if reading is None or reading.agencies else 1 if reading.closest else 2


def _is_meant(entry: Entry, wanted: str) -> bool:
    title = normalize(f"{entry.id} {entry.title} {name_of(entry)} {entry.place}")
    return wanted == entry.id or all(word in title for word in split_words(wanted))

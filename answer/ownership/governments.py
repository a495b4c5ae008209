"""The government that a document is of, and how the names of its departments are written: 杭州市财政局, 市财政局, 财政局."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.normalize import normalize
from ingest.models import PolicyDocument
from ingest.places import place_of

_LEVELS = "国家 全国 中央 自治区 省 市 区 县".split()
_LEVEL = re.compile(rf"^(?:{'|'.join(_LEVELS)})(?!场)(?=.{{2}})")
"""市场监管总局 is of no city."""
_ENDING = re.compile(r"(?:总局|局|委员会|委|厅|办公室|办|部门|部|署|中心)$")
_LONG_ENDINGS = {"委": "委员会", "办": "办公室"}
_STATE = "国家"


def department(name: str) -> str:
    """Return what a department is called without its level and without how its name ends, normalised: 省财政厅 is 财政."""
    stem = _ENDING.sub("", _LEVEL.sub("", name))
    return stem or name


def like(name: str, agency: str) -> str:
    """Let the name of a department end as that of an agency does: 人社局 of a ministry is 人社部."""
    ending, theirs = _ENDING.search(name), _ENDING.search(agency)
    return name[: ending.start()] + theirs.group() if ending and theirs and ending.group() != "部门" else name


@dataclass(frozen=True, slots=True)
class Government:
    """How the names of departments of one government begin.

    Attributes:
        level: 市, 省; 国家 for the state.
        prefixes: all of it that may stand before a name, the longest first: 杭州市, 杭州, 市.
    """

    level: str
    prefixes: tuple[str, ...]

    @classmethod
    def of(cls, document: PolicyDocument) -> Government:
        """Return the government that issued a document, as far as that can be told."""
        place = normalize(place_of(document).name)
        if not place:
            return cls(_STATE, (_STATE,))
        level = next((one for one in _LEVELS if place.endswith(one)), "市")
        return cls(level, (place, place.removesuffix(level), level))

    def called(self, name: str) -> tuple[str, ...]:
        """Return a department's name without its level, and with all that may stand before it."""
        return (
            (name,)
            if name.isascii() or name.startswith("各")
            else (name, *(prefix + name for prefix in reversed(self.prefixes)))
        )

    def forms(self, agency: str) -> set[str]:
        """Return the ways to write an agency's name in full."""
        stem = agency.removeprefix(self.level)
        full = {stem, *(stem + long[1:] for short, long in _LONG_ENDINGS.items() if stem.endswith(short))}
        return {form for name in full for form in self.called(name)} if self._is_own(agency) else {agency}

    def plain_forms(self, agency: str) -> set[str]:
        """Return the ways to write a name that need no explanation."""
        return {*self.called(agency.removeprefix(self.level)), agency}

    def without(self, written: str) -> str:
        """Return a name without what says whose department it is."""
        return next((written.removeprefix(one) for one in self.prefixes if written.startswith(one)), written)

    def stem(self, name: str) -> str:
        """Return what a name is told by, without government and ending."""
        return _ENDING.sub("", self.without(normalize(name)))

    def _is_own(self, agency: str) -> bool:
        """Tell whether an agency is one of this government: a document of the state seldom says so in its names."""
        return agency.startswith(self.level)

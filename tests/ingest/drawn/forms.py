"""The forms of labels and of titles, and which of them stand within each other."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.numerals import to_chinese


@dataclass(frozen=True)
class Level:
    """A form of label: how it is written, in digits or not, and what stands between it and the words behind it."""

    form: str
    digits: bool = False
    gap: str = ""

    def label(self, number: int) -> str:
        """Write the label with a number."""
        return self.form.format(number if self.digits else to_chinese(number))


CHAPTER = Level("第{}章", gap="　")
PART = Level("第{}部分", gap=" ")
ARTICLE = Level("第{}条", gap="　")
SECTION = Level("{}、")
ITEM = Level("（{}）")
NARROW_ITEM = Level("({})")
POINT = Level("{}.", digits=True)
LISTED_POINT = Level("{}、", digits=True)
SUBPOINT = Level("（{}）", digits=True)
NARROW_SUBPOINT = Level("({})", digits=True)
NO_LABEL = Level("")

SHAPES: tuple[tuple[Level, ...], ...] = (
    (SECTION,),
    (ITEM,),
    (POINT,),
    (ARTICLE,),
    (SECTION, ITEM),
    (SECTION, NARROW_ITEM),
    (SECTION, POINT),
    (SECTION, LISTED_POINT),
    (SECTION, SUBPOINT),
    (SECTION, ARTICLE),
    (ITEM, POINT),
    (ITEM, NARROW_SUBPOINT),
    (POINT, SUBPOINT),
    (CHAPTER, ARTICLE),
    (CHAPTER, SECTION),
    (PART, SECTION),
    (NO_LABEL, POINT),
    (NO_LABEL, ITEM),
    (SECTION, ITEM, POINT),
    (SECTION, ITEM, SUBPOINT),
    (CHAPTER, SECTION, ITEM),
    (CHAPTER, SECTION, POINT),
)
"""The levels of a document from the outermost inwards; the last one holds the measures."""

TITLE_FORMS = {
    "inline": "{}。",
    "own line": "{}\n",
    "own line, apart": "{}\n\n",
    "bracketed": "【{}】",
    "none": "",
}

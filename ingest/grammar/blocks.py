"""The source as a list of blocks: its non-blank lines, each with its kind and offsets."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.grammar.lines import CLOSE_LABEL, FINISHED, LABELS, PLAIN_NUMBER, LineKind, classify, plain
from ingest.models import NoiseKind, Span

STRAY: dict[LineKind, NoiseKind] = {
    LineKind.LINK: "link",
    LineKind.PAGE_NUMBER: "page_number",
    LineKind.STAMP: "stamp",
    LineKind.DATE: "stamp",
    LineKind.RUNNING_HEAD: "running_head",
    LineKind.CONTENTS: "contents",
}
"""Lines that belong to no measure and no table wherever they stand, and what they are recorded as."""


@dataclass(frozen=True, slots=True)
class Block:
    """One non-blank line; ``text`` is ``source[start:end]``, trimmed (table rows keep their tabs)."""

    line: int
    kind: LineKind
    text: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        """Where the block stands in the source."""
        return Span(self.start, self.end)

    @property
    def finished(self) -> bool:
        """Whether the line ends as a sentence does."""
        return FINISHED.search(self.text) is not None

    @property
    def is_labelled(self) -> bool:
        """Whether it begins with a label."""
        return self.kind in LABELS

    @property
    def rest(self) -> str:
        """What the line says behind its label; all of it if it has none."""
        patterns = (LABELS[self.kind], CLOSE_LABEL, PLAIN_NUMBER) if self.is_labelled else ()
        match = next((found for pattern in patterns if (found := pattern.match(self.text))), None)
        return plain(match["rest"] if match else self.text)


def read_blocks(source: str) -> list[Block]:
    """Split the source into blocks, in order."""
    blocks, offset = [], 0
    for number, line in enumerate(source.split("\n"), 1):
        # Leading tabs are empty cells of a table row, so only spaces go before the line is classified.
        kind = classify(line.strip(" ")) if line.strip() else LineKind.TEXT
        text = line.strip(" ") if kind is LineKind.TABLE_ROW else line.strip()
        if line.strip():
            start = offset + line.index(text)
            blocks.append(Block(number, kind, text, start, start + len(text)))
        offset += len(line) + 1
    return blocks

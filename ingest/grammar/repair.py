"""Text with line-break repairs, and the way back from it to the source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from ingest.grammar.lines import SENTENCE
from ingest.models import Repair, Sentence, Span


class RepairedText:
    """A span of the source with some ranges taken out."""

    def __init__(self, source: str, span: Span, repairs: Sequence[Repair] = ()) -> None:
        """Cut the repairs out of the span; they must lie in it, in order, without overlap."""
        self._source_starts: list[int] = []
        self._text_starts: list[int] = []
        parts: list[str] = []
        position, length = span.start, 0
        for repair in (*repairs, Repair(span.end, span.end)):
            self._source_starts.append(position)
            self._text_starts.append(length)
            parts.append(source[position : repair.start])
            length += repair.start - position
            position = repair.end
        self.text = "".join(parts)

    def source_span(self, start: int, end: int) -> Span:
        """Return the source span of ``text[start:end]``, repairs inside it included."""
        return Span(self._to_source(start), self._to_source(end - 1) + 1 if end > start else self._to_source(start))

    def piece(self, start: int, end: int) -> Sentence:
        """Return ``text[start:end]`` with its place in the source."""
        span = self.source_span(start, end)
        return Sentence(self.text[start:end], span.start, span.end)

    def sentences(self, start: int, end: int) -> tuple[Sentence, ...]:
        """Split ``text[start:end]`` into sentences, trimmed of the white space around them."""
        found = []
        for match in SENTENCE.finditer(self.text, start, end):
            text = match.group().strip()
            if text:
                begin = match.start() + match.group().index(text)
                found.append(self.piece(begin, begin + len(text)))
        return tuple(found)

    def _to_source(self, offset: int) -> int:
        part = bisect_right(self._text_starts, offset) - 1
        return self._source_starts[part] + offset - self._text_starts[part]

r"""What a parsed policy is made of: frozen values, with offsets into its source text.

Offsets count characters of ``PolicyDocument.source``: the decoded file without a byte-order mark or
zero-width characters and with line ends written as ``\\n``. Spans are half open, as Python slices are.
"""

from ingest.models.agencies import Convention, ConventionKind, Duty, Role, RoleList
from ingest.models.document import PREAMBLE_ID, Chunk, ChunkKind, Dates, Item, Metadata, PolicyDocument, Reading
from ingest.models.items import CLOSING_ID, Closing, Goal, Measure, Scenario, Table, short_name
from ingest.models.notice import Notice, NoticePart, NoticePartKind
from ingest.models.reports import Noise, NoiseKind, ParseWarning, WarningKind
from ingest.models.sections import Heading, Section, sections_over
from ingest.models.spans import Origin, Repair, Sentence, Span

__all__ = [
    "CLOSING_ID",
    "PREAMBLE_ID",
    "Chunk",
    "ChunkKind",
    "Closing",
    "Convention",
    "ConventionKind",
    "Dates",
    "Duty",
    "Goal",
    "Heading",
    "Item",
    "Measure",
    "Metadata",
    "Noise",
    "NoiseKind",
    "Notice",
    "NoticePart",
    "NoticePartKind",
    "Origin",
    "ParseWarning",
    "PolicyDocument",
    "Reading",
    "Repair",
    "Role",
    "RoleList",
    "Scenario",
    "Section",
    "Sentence",
    "Span",
    "Table",
    "WarningKind",
    "sections_over",
    "short_name",
]

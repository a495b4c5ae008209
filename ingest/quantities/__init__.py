"""The one reader of what texts state in numbers: amounts, shares, counts, lengths of time, dates and how often.

`read` finds every number and date of a text with its place, in one form: 1000 亿元, 1,000亿元 and 一千亿元 are one amount,
每月8号 and 每月八日 one day. What is asked of a text is made of these: `ingest.facts` of what a document states,
`answer.stated` of what would answer a question, `answer.expressions` of what can be shown as it is printed.
"""

from ingest.quantities.bounds import COMPARED, NEGATED
from ingest.quantities.dates import PRINTED_DAY
from ingest.quantities.groups import by_statement, says_how_often, times_a_year
from ingest.quantities.models import Date, Number, Quantity
from ingest.quantities.reader import fold, read, without
from ingest.quantities.units import DURATION_UNITS, UNITS, Kind, kind_of, units_like
from ingest.quantities.words import said_without_numbers

__all__ = [
    "COMPARED",
    "DURATION_UNITS",
    "NEGATED",
    "PRINTED_DAY",
    "UNITS",
    "Date",
    "Kind",
    "Number",
    "Quantity",
    "by_statement",
    "fold",
    "kind_of",
    "read",
    "said_without_numbers",
    "says_how_often",
    "times_a_year",
    "units_like",
    "without",
]

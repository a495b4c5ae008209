"""Numbers and agencies of an answer that none of the cited items has: an independent check, by characters alone.

It shares no code with what verifies a model's sentences, so that a hole in one is not a hole in the other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from ingest.numerals import NUMBER_CHARS

_MARK = re.compile(r"〔[^〕]*〕|（规划期至[^）]*）")
"""What stands in every answer besides its text: the labels of what is cited, and for which years the document plans."""
_FIGURES = re.compile(rf"\d+(?:\.\d+)?(?:[百千万亿]+)?|[{NUMBER_CHARS}]{{1,6}}(?=[亿万元家个项条年月日号%])")


def unsupported(answer: str, cited: str, agencies: Sequence[str]) -> list[str]:
    """Return what an answer has and the items do not.

    Args:
        answer: as shown, with its marks.
        cited: the texts of all items that it cites.
        agencies: every agency of the document.
    """
    said, held = _plain(_MARK.sub("", answer)), _plain(cited)
    figures = [figure for figure in _FIGURES.findall(said) if not re.search(rf"(?<!\d){re.escape(figure)}(?!\d)", held)]
    return figures + sorted(agency for agency in agencies_in(said, agencies) if agency not in held)


def agencies_in(text: str, agencies: Sequence[str]) -> set[str]:
    """Return the agencies that a text names; of names within each other (各区, 各区各部门) the longest counts."""
    longest_first = sorted(agencies, key=lambda agency: (-len(agency), agency))
    pattern = "|".join(map(re.escape, longest_first))
    return set(re.findall(pattern, text)) if pattern else set()


def _plain(text: str) -> str:
    """Fold width, and drop white space and the commas of large numbers."""
    return re.sub(r"\s+|(?<=\d),(?=\d{3})", "", unicodedata.normalize("NFKC", text)).replace("号", "日")

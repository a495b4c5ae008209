"""What stands over the charts, with what they show in words for those who cannot see them."""

from __future__ import annotations

from ingest.ownership import OwnershipTable
from ui import words
from ui.charts import loads
from ui.escape import safe


def bars_html(table: OwnershipTable) -> str:
    """Introduce the bars and list their numbers."""
    lines = "".join(
        f"<li>{safe(words.BAR_LINE.format(agency=load.agency, measures=load.measures, scenarios=load.scenarios))}</li>"
        for load in loads(table)
    )
    numbers = f"<details><summary>{safe(words.BARS_AS_TEXT)}</summary><ol>{lines}</ol></details>"
    return f"<h2>{safe(words.BARS_TITLE)}</h2><p>{safe(words.BARS_TEXT)}</p>{numbers}"


def matrix_html() -> str:
    """Introduce the matrix; the list of tasks says the same in words."""
    swipe = f'<span class="swipe">{safe(words.SWIPE)}</span>'
    return f"<h2>{safe(words.MATRIX_TITLE)}</h2><p>{safe(words.MATRIX_TEXT)}{swipe}</p>"

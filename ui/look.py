"""What the page and its charts share of their look."""

from __future__ import annotations

FONTS = ["PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "system-ui", "sans-serif"]
"""Of the reader's own system, so that nothing is fetched."""

FONT_STACK = ", ".join(f"'{font}'" if " " in font else font for font in FONTS)
"""The same as one CSS value."""

MEASURE_COLOUR, SCENARIO_COLOUR = "#3a86a8", "#b9802b"
"""Of bars and cells: at least three to one against the light sheet of ``page.css`` and against the dark one."""

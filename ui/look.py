"""What the page and its charts share of their look, and the files that it is made of."""

from __future__ import annotations

from pathlib import Path

FONTS = ["PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "system-ui", "sans-serif"]
"""Of the reader's own system, so that nothing is fetched."""

FONT_STACK = ", ".join(f"'{font}'" if " " in font else font for font in FONTS)
"""The same as one CSS value."""

MEASURE_COLOUR, SCENARIO_COLOUR = "#3a86a8", "#b9802b"
"""Of bars and cells: at least three to one against the light sheet of ``page.css`` and against the dark one."""


def asset(name: str) -> str:
    """Return a style sheet, script or picture of this package as text."""
    return Path(__file__).with_name(name).read_text(encoding="utf-8")

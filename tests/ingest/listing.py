"""The hand-made listing of who owns what in the built-in policy, in the words of the tests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent / "fixtures" / "shenzhen_ownership.json"
LISTING: dict[str, dict[str, Any]] = json.loads(_FILE.read_text(encoding="utf-8"))

AGENCIES_OF: dict[str, tuple[str, ...]] = {
    **{f"M{number}": tuple(measure["agencies"]) for number, measure in LISTING["measures"].items()},
    **{f"A{number}": tuple(row["agencies"]) for number, row in LISTING["scenarios"].items()},
}
"""Citation id → agencies, in the order of the policy."""

OPEN_MEASURES = frozenset(f"M{number}" for number, measure in LISTING["measures"].items() if measure["open"])
"""The measures whose list ends in 等; no row's does."""

WRITTEN_FOR: dict[str, tuple[str, ...]] = {
    agency: (*(f"M{number}" for number in tasks["measures"]), *(f"A{number}" for number in tasks["scenarios"]))
    for agency, tasks in LISTING["agencies"].items()
}
"""Agency → citation ids of the lists that have it letter for letter."""

TASKS_OF: dict[str, tuple[str, ...]] = {**WRITTEN_FOR, "各区": ("M6", "M9", "M15")}
"""Agency → citation ids: 各区各部门 of measure 15 are all districts, too."""

ROW_NAMES: dict[str, str] = {f"A{number}": row["name"] for number, row in LISTING["scenarios"].items()}
"""Citation id of a row → its name."""


def measures_in(ids: tuple[str, ...]) -> tuple[str, ...]:
    """Keep the measures."""
    return tuple(task for task in ids if task.startswith("M"))


def rows_in(ids: tuple[str, ...]) -> tuple[str, ...]:
    """Keep the rows of the annex."""
    return tuple(task for task in ids if task.startswith("A"))

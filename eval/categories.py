"""The kinds of questions, as the question file format names them."""

from __future__ import annotations

from typing import Literal

Category = Literal[
    "fact",
    "lookup_agency",
    "agency_tasks",
    "measure_content",
    "list_aggregate",
    "annex",
    "preamble",
    "colloquial",
    "multi_turn",
    "typo_variant",
    "comparison_multi",
    "unanswerable_near",
    "unanswerable_far",
]

LONG = frozenset({"agency_tasks", "list_aggregate", "annex"})
"""Categories whose answers are lists, which may be longer."""

NOT_PLAIN = frozenset({"agency_tasks", "lookup_agency", "list_aggregate", "multi_turn"})
"""Categories that retrieval alone does not answer: listing, counting, history and ownership look-ups."""

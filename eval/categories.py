"""The kinds of questions, as the question file format names them."""

from __future__ import annotations

from typing import Literal, get_args

OfThePlan = Literal[
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
"""The kinds that the questions on the built-in plan are of."""

OfATurn = Literal["stands_alone", "fills_in", "corrects", "set_over_context", "detail_not_stated", "small_talk"]
"""The kinds of a turn in a dialogue."""

Category = Literal[OfThePlan, OfATurn, "gist", "closing", "table", "library"]

LONG = frozenset({"agency_tasks", "list_aggregate", "annex"})
"""Categories whose answers are lists, which may be longer."""

NOT_PLAIN = frozenset({"agency_tasks", "lookup_agency", "list_aggregate", "multi_turn", "library", *get_args(OfATurn)})
"""Categories that retrieval alone does not answer: listing, counting, history and ownership look-ups."""

NEAR = frozenset({"unanswerable_near", "detail_not_stated"})
"""Questions on the subject of a policy that it does not answer."""

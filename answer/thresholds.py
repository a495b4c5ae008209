"""Every number that decides what is answered, in one place, with where it was measured.

All were fitted on ``eval/data/fit.jsonl`` and, for what is far off, on public question sets
(``python -m eval fit``); none on the judged questions.
"""

COSINE_WEIGHT = 1.0
COVERAGE_WEIGHT = 0.05
"""Their ratio is the one of a logistic regression that tells answerable questions from far-off ones."""

SUPPORT = 0.866
"""Below it a question is refused as off topic."""

ITEM_MARGIN = 0.15
"""How far (in fused score) the second item may be behind the best and still be cited beside it."""

SEVERAL_ITEM_MARGIN = 1.0
"""The same, where the question asks about several matters."""

SENTENCE_MARGIN = 2.0
"""How far a further sentence may be behind the best one."""

STATED_BONUS = 1.0
"""What a sentence gains by stating the kind of thing (an amount, a date) that the question asks for."""

MOST_ITEMS = 3
MOST_SENTENCES = 3
